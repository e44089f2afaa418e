"""Which card is selected: moving from one to the next, and staying with one whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.board.board import Board
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


def select_as_before(here: BoardScreen) -> None:
    """Select the card that was selected when the board was left, else the first one."""
    last = here.custdev.last_cards.get(here.remembered_by)
    lane = here.board.lane_of(last) if last else None
    if lane is not None:
        here.lane, here.selected = lane, last
    else:
        _select_first_of_all(here)


def keep_selection(here: BoardScreen, old: Board) -> None:
    """Stay with the selected card wherever it went since the old board; where it is gone, with its neighbour."""
    board = here.board
    shown = board.lanes[here.lane].shown
    if here.selected is None:
        here.selected = shown[0] if shown else None
    elif (lane := board.lane_of(here.selected)) is not None:
        here.lane = lane
    else:
        before = old.lanes[here.lane].shown if here.lane < len(old.lanes) else ()
        index = before.index(here.selected) if here.selected in before else 0
        here.selected = shown[min(index, len(shown) - 1)] if shown else None
    if here.selected is None and board.terms:
        _select_first_of_all(here)


def _select_first_of_all(here: BoardScreen) -> None:
    here.lane = next((index for index, lane in enumerate(here.board.lanes) if lane.shown), here.lane)
    here.selected = next(iter(here.board.lanes[here.lane].shown), None)
