"""Long texts: masked and broken into lines no further than somebody reads, and never in the middle of a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.conftest import Sit
from tests.app.planting import NAMES, pieces_in
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.look.masking import PORTION, Mask
from tui.app.look.paint import Shown, wrap_all
from tui.domain import operations
from tui.domain.privacy.names import Identity, Scrubber

MEGABYTE = 1_000_000
WIDTH = 50


class Reader(Scrubber):
    """Counts how much is read for names."""

    read = 0

    def scrub(self, text: str) -> str:
        Reader.read += len(text)
        return super().scrub(text)


def mask() -> Mask:
    people = [
        Identity(f"P{number:02d}", (name,), given=name.split()[0], family=name.split()[-1])
        for number, name in enumerate(NAMES, start=1)
    ]
    return Mask(Reader(people))


def filler(length: int, between: str) -> str:
    return (f"we copy it by hand{between}" * (length // 15))[:length]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one line",
        "two\nlines, the second of which is so long that it has to be broken at one of its words",
        "a blank line\n\nand one at the end\n",
        "x" * 200,
        "顧客" * 60,
        "  led by blanks, and followed by some  ",
    ],
)
def test_a_text_that_is_not_long_has_the_lines_it_always_had(text: str) -> None:
    lines = Mask().lines(text, WIDTH)
    lines.reach(1_000)
    assert lines.is_whole
    assert tuple(lines.laid) == wrap_all(Shown(text), WIDTH)


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_a_long_text_is_whole_in_the_end(between: str) -> None:
    text = filler(5 * PORTION, between)
    lines = Mask().lines(text, WIDTH, lead="“", tail="”")
    lines.reach(100_000)
    assert tuple(lines.laid) == wrap_all(Shown(f"“{text}”"), WIDTH)


@pytest.mark.parametrize("between", [" ", "\n", "顧"])
@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_cut_where_a_portion_ends(name: str, between: str) -> None:
    for offset in range(-len(name) - 2, 3):
        text = f"{filler(PORTION + offset, between)} {name} {filler(PORTION, between)}"
        lines = mask().lines(text, WIDTH)
        lines.reach(100_000)
        assert not pieces_in(" ".join(lines.laid)), offset
        assert not pieces_in(mask().beginning(text)), offset


@pytest.mark.parametrize(("length", "goes_on"), [(PORTION, False), (PORTION + 1, False), (PORTION * 2, True)])
def test_the_beginning_of_a_text_says_whether_it_goes_on(length: int, goes_on: bool) -> None:
    text = filler(length, " ")
    assert mask().beginning(text).endswith(" …") is goes_on
    assert len(mask().beginning(text)) <= length


@pytest.mark.parametrize("write", [lambda text: f"“{text}”", str])
def test_only_what_is_looked_at_is_read(write: Callable[[str], str]) -> None:
    Reader.read = 0
    lines = mask().lines(write(filler(MEGABYTE, " ")), WIDTH)
    lines.reach(120)
    assert 120 <= len(lines.laid) < 400
    assert Reader.read < 5 * PORTION


async def read_on(user: User, presses: int) -> None:
    for _ in range(presses):
        await user.press("pagedown")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_panel_lays_a_long_note_out_as_far_as_one_reads(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        text = "\n".join(f"line {number} of what Wilhelmina Ottersby said" for number in range(20_000))
        user.session.run(operations.add_note, text, card=user.card(3).uid)
        await user.settle()
        await user.press("l", "l", "h", "j", "enter", "tab")
        await user.pilot.pause(0.2)
        panel = user.app.screen.panel.view  # type: ignore[attr-defined]
        assert sum(len(item.rows) for item in panel.items) < 500
        while "line 300 of" not in user.text:
            before = user.text
            await read_on(user, 1)
            assert user.text != before
        assert "Ottersby" not in user.text
        assert sum(len(item.rows) for item in panel.items) < 1_500
        await user.press("G")
        assert "created" in user.text
        await user.press("g")
        assert "CD-3" in user.text


async def test_where_a_long_note_goes_on_is_said(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        card = user.card(3).uid
        user.session.run(operations.edit_card, card, description="short")
        user.session.run(operations.add_note, filler(MEGABYTE, " "), card=card)
        await user.settle()
        await user.press("l", "j", "enter", "tab", "G")
        assert "… it goes on, pgdn lays it out" in user.text
        user.session.run(operations.add_checklist_item, user.card(4).uid, "elsewhere")
        await user.settle()
        assert "… it goes on, pgdn lays it out" in user.text
