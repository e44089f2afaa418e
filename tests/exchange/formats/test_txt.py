from __future__ import annotations

from datetime import timedelta

import pytest

from tests.exchange.formats.boards import HOSTILE, busy_world, layout_of, world_of, written
from tui.domain import operations

BOARD = """\
TODO (1)
  • CD-2 Seek feedback, #ask
      [x] Survey
      [ ] Call

DOING (1/3)
  • CD-1 Establish channels, 4 d, P01, P02, owner ben, due 2026-03-13
      ■ blocked 3 d: Legal reads the form, needs: Ana
      • 2026-03-03 quote of P01, P02, by ux, ▼ against
          They gave up.

          Twice.
      • 2026-03-05 note of P01, by ux
          Reads mail
          in the evening

REVIEW (0)
  none
"""


def test_what_belongs_to_something_is_indented_below_it() -> None:
    text = written(busy_world(), "txt")
    assert BOARD in text
    assert text.startswith("Customer Development (CD, iteration 1), Thu 2026-03-05\nrunning, day 4")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_cut_or_changed(text: str) -> None:
    world = world_of(text)
    lines = written(world, "txt").splitlines()
    for section in layout_of(world).sections:
        assert all(any(line.text.rstrip() in shown for shown in lines) for line in section.lines)


def test_what_is_late_says_by_how_much_as_it_does_on_the_board() -> None:
    world = busy_world()
    world.later(timedelta(days=10))
    assert "owner ben, due 2026-03-13, 2d late" in written(world, "txt")
    world.do(operations.move_card, world.uid(1), "done")
    assert "d late" not in written(world, "txt")
