"""Moving the focus from card to card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen


def go_across(here: BoardScreen, across: int) -> None:
    """Move the focus to a neighbouring column: to the card that is beside the selected one, as far as one sees."""
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


def go_down(here: BoardScreen, down: int) -> None:
    """Move the focus by so many cards."""
    shown = here.board.lanes[here.lane].shown
    if not shown:
        return
    column = here.picture.columns[here.lane]
    index = column.selected if column.selected is not None else 0
    here.select_card(shown[max(0, min(index + down, len(shown) - 1))])
