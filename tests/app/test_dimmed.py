"""What is behind a dialog is dimmed as Textual dims it, with each style reckoned once, and is not drawn anew for it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

from tests.app.conftest import Sit
from tests.sample import BOARD
from tui.app.board.column import ColumnView
from tui.app.board.screen import BoardScreen
from tui.app.look import dimmed
from tui.app.look.paint import Row

STYLES = (
    None,
    Style(color="red"),
    Style(bgcolor="#102030", bold=True),
    Style(color="default", bgcolor="default", reverse=True),
    Style(color="#ffeedd", bgcolor="#112233", meta={"@click": "app.quit"}),
    Style(link="https://example.com", underline=True),
)
BEHIND = [
    *(Segment(f"{index}", style) for index, style in enumerate(STYLES * 3)),
    Segment("日本 é", STYLES[1]),
]
LINE = Strip(BEHIND)


@pytest.mark.parametrize("color", [Color(0, 0, 0, 0.5), Color(20, 40, 60, 0.0), Color(255, 255, 255, 1.0)], ids=str)
def test_dimmed_as_textual_dims_it(color: Color) -> None:
    line = dimmed.dimmed(LINE, color)
    assert list(line) == list(BackgroundScreen.process_segments(BEHIND, color))
    assert line.cell_length == LINE.cell_length


def test_each_style_is_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[Style | None] = []
    reckon = BackgroundScreen.process_segments

    def counted(segments: Iterable[Segment], color: Color) -> list[Segment]:
        (segment,) = segments
        reckoned.append(segment.style)
        return list(reckon([segment], color))

    monkeypatch.setattr(BackgroundScreen, "process_segments", counted)
    dimmed._dimmed.cache_clear()
    for _ in range(4):
        dimmed.dimmed(LINE, Color(0, 0, 0, 0.5))
    assert len(reckoned) == len(STYLES)


async def test_a_dialog_takes_the_focus_mark_from_one_card_and_no_other_is_drawn(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[ColumnView, int]] = []
    draw = ColumnView.row

    def counted(column: ColumnView, y: int) -> Row:
        drawn.append((column, y))
        return draw(column, y)

    monkeypatch.setattr(ColumnView, "row", counted)
    async with sit(board=BOARD) as user:
        board = user.app.screen
        assert isinstance(board, BoardScreen)
        focused = board.picture.columns[board.lane]
        for key in ("?", "escape"):
            drawn.clear()
            await user.press(key)
            assert drawn, key
            assert {(column, column.item_at(y)) for column, y in drawn} == {(focused, focused.selected)}, key
