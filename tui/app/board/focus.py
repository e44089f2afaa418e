"""Moving the focus over a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen

FAR = 100_000
"""More rows than a panel has."""


def go(here: BoardScreen, across: int, down: int) -> None:
    """Move the focus to a neighbour."""
    if here.mode == "panel":
        here.panel.view.choose(down)
    elif across:
        _go_across(here, across)
    else:
        _go_down(here, down)


def go_to_edge(here: BoardScreen, end: int) -> None:
    """Move the focus to the first or the last card of the column."""
    shown = here.board.lanes[here.lane].shown
    if here.mode == "panel":
        here.panel.view.scroll_items(end * FAR)
    elif shown:
        here.select_card(shown[0] if end < 0 else shown[-1])


def page(here: BoardScreen, step: int) -> None:
    """Move the focus by about a screenful."""
    column = here.picture.columns[here.lane]
    if here.mode == "panel":
        here.panel.view.scroll_items(step * here.panel.view.body_height)
    elif column.selected is not None:
        _go_down(here, step * column.page_length(step))


def _go_across(here: BoardScreen, across: int) -> None:
    target, picture = here.lane + across, here.picture
    if not 0 <= target < len(here.board.lanes):
        return
    before, column = picture.columns[here.lane], picture.columns[target]
    line = before.line_of(before.selected) if before.selected is not None else None
    # Without a selection the column comes into sight as it was scrolled, and it can be seen which card is beside.
    here.lane, here.selected = target, None
    picture.show_columns()
    index = column.item_at(line) if line is not None else None
    shown = here.board.lanes[target].shown
    uid = column.card_at(index) if index is not None else None
    here.selected = uid or (shown[-1] if line is not None and shown else shown[0] if shown else None)
    picture.show_columns()
    here.panel.show()
    here.show_foot()


def _go_down(here: BoardScreen, down: int) -> None:
    shown = here.board.lanes[here.lane].shown
    if not shown:
        return
    column = here.picture.columns[here.lane]
    index = column.selected if column.selected is not None else 0
    here.select_card(shown[max(0, min(index + down, len(shown) - 1))])
