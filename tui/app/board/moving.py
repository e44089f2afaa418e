"""Which card is selected, from one to the next and whatever becomes of it; carrying, ranking and archiving cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.app.board.lane import place_by_rank
from tui.domain import operations
from tui.domain.people.askers import untold_words
from tui.domain.people.consent import missing_words
from tui.domain.records import Card, ChecklistItem, Note, Participant
from tui.domain.records.definition import ColumnDefinition
from tui.domain.work.dependencies import freed_words

if TYPE_CHECKING:
    from tui.app.board.board import Board
    from tui.app.board.card_place import CardPlace
    from tui.app.board.screen import BoardScreen


def go_across(here: BoardScreen, across: int) -> None:
    """Move the focus to a neighbouring column: to the card that is beside the selected one, as far as one sees."""
    target, picture = here.lane + across, here.picture
    if not 0 <= target < len(here.board.lanes):
        return
    if picture.swimlanes is not None and here.board.arrangement.grouping:
        _go_across_swimlane(here, target)
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


def _go_across_swimlane(here: BoardScreen, target: int) -> None:
    """Move the focus to the card of another column beside the selected one, in its swimlane where there is any."""
    view = here.picture.swimlanes
    index = view.beside(target) if view is not None else None
    here.lane, here.selected = target, here.picture.columns[target].card_at(index)
    here.picture.show_columns()
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


def go_to_neighbour(here: BoardScreen, uid: str) -> None:
    """Go to a card (uid) that is named in the panel of another one, with the panel where it is on the same board."""
    card = here.board.card(uid)
    if card is not None and card.experiment == here.board.experiment.uid and card.archived_at is None:
        here.panel.leave()
        here.show_card(uid)
    else:
        here.custdev.show_card(uid)


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
        index = old.index_in(old.lanes[here.lane], here.selected) if here.lane < len(old.lanes) else None
        here.selected = shown[min(index or 0, len(shown) - 1)] if shown else None
    if here.selected is None and board.terms:
        _select_first_of_all(here)


def _select_first_of_all(here: BoardScreen) -> None:
    here.lane = next((index for index, lane in enumerate(here.board.lanes) if lane.shown), here.lane)
    here.selected = next(iter(here.board.lanes[here.lane].shown), None)


def carry(here: CardPlace, card: Card, across: int) -> None:
    """Move a card to a neighbouring column."""
    target = here.lane + across
    if not 0 <= target < len(here.board.lanes):
        here.say(f"{here.masked(here.column.title)} is the {'last' if across > 0 else 'first'} column.")
        return
    column = here.board.lanes[target].column
    if here.run(operations.move_card, card.uid, column.id) is not None:
        tell_move(here, card, column)


def rank(here: BoardScreen, card: Card, step: int) -> None:
    """Rank a card among those shown; hidden ones are passed over."""
    if tells_sorted(here):
        return
    board, lane = here.board, here.board.lanes[here.lane]
    index = board.index_in(lane, card.uid)
    if index is None or not 0 <= index + step < len(lane.shown):
        return
    cards, swimlane_of = board.workspace.cards, board.arrangement.swimlane_in(board.workspace)
    if swimlane_of(card) != swimlane_of(cards[lane.shown[index + step]]):
        return
    own, other = (place_by_rank(lane.all, cards[uid], cards) for uid in (card.uid, lane.shown[index + step]))
    # Places are counted without the card itself: it is taken out before it is put in.
    here.run(operations.rank_card, card.uid, other - (own < other) + (step > 0))


def tells_sorted(here: BoardScreen) -> bool:
    """Say that cards have no rank by hand while they are sorted by something else; return whether they are."""
    arrangement = here.board.arrangement
    if arrangement.sort != "rank":
        here.say(f"The cards are {arrangement.words}; their rank stays as it is.", ("board.sort", "sorts on"))
    return arrangement.sort != "rank"


def archive(here: CardPlace, subject: Note | Participant | ChecklistItem | Card) -> None:
    """Take a card off its board, or off the card what is chosen in the panel."""
    card = here.card
    if isinstance(subject, Note):
        here.run(operations.archive_note, subject.uid, words="Archived the note")
    elif isinstance(subject, Card):
        words = f"Archived {subject.number} {here.masked(subject.title)}"
        if here.run(operations.archive_card, subject.uid, words=words) is not None:
            tell_freed(here, words, [subject.uid])
    elif card is None:
        return
    elif isinstance(subject, Participant):
        here.run(operations.unlink_contact, card.uid, subject.uid, words="Unlinked; the notes stay")
    else:
        here.run(operations.remove_checklist_item, card.uid, subject.uid, words="Took the step off")


def tell_freed(here: CardPlace, words: str, uids: Sequence[str]) -> None:
    """Say which cards need wait no more, behind what was done with those (uids) for which they did."""
    if freed := freed_words(here.session.workspace, uids):
        here.say(f"{words}. {freed}", ("change.undo", "undo"))


def tell_move(here: CardPlace, card: Card, column: ColumnDefinition) -> None:
    """Say where a card went, and what to think of there."""
    workspace = here.session.workspace
    moved = workspace.cards.get(card.uid)
    if moved is None:
        return
    count, title = len(workspace.lane(moved.experiment, column.id)), here.masked(column.title)
    words, keys = f"Moved {card.number} to {title}", [("change.undo", "undo")]
    lacking = here.board.facts(moved).missing if column.role != "finished" else []
    freed = freed_words(workspace, [card.uid]) if column.role == "finished" else ""
    words = f"{words}. {freed}" if freed else words
    untold = untold_words(workspace, moved) if column.role == "finished" else ""
    if here.board.terms and here.board.lane_of(card.uid) is None:
        here.say(f"{words}; the filter hides it there.", *keys)
    elif lacking:
        here.say(f"{words}. {missing_words(lacking)}", ("consent.give", "permission"), *keys, tone="warn")
    elif column.wip is not None and count > column.wip:
        here.say(f"{title} is {count}/{column.wip} now, finish before starting?", *keys, tone="warn")
    elif untold:
        here.say(f"{words}. {untold.rstrip('.')}", ("card.tell", "tells them"), *keys)
    elif column.role == "finished" and card.kind == "cycle":
        iterate = ("experiment.iterate", "iterate")
        here.say(f"{words}. The next iteration can begin", iterate, ("note.add", "notes what you learned"), *keys)
    elif column.role == "finished":
        here.say(words, ("note.add", "notes what you learned"), *keys)
    else:
        here.say(words, *keys)
