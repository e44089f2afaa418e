"""Moving the focus over a board, and carrying, ranking and archiving cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain import operations
from tui.domain.people.consent import missing_words
from tui.domain.records import Card, ChecklistItem, Note, Participant
from tui.domain.records.definition import ColumnDefinition

if TYPE_CHECKING:
    from tui.app.board.on_card import CardPlace
    from tui.app.board.screen import BoardScreen


def carry(here: CardPlace, card: Card, across: int) -> None:
    """Move a card to a neighbouring column."""
    target = here.lane + across
    if not 0 <= target < len(here.board.lanes):
        here.say(f"{here.masked(here.column.title)} is the {'last' if across > 0 else 'first'} column.")
        return
    column = here.board.lanes[target].column
    if here.run(operations.move_card, card.uid, column.id) is not None:
        _tell_move(here, card, column)


def rank(here: BoardScreen, card: Card, step: int) -> None:
    """Rank a card among those shown; hidden ones are passed over."""
    lane = here.board.lanes[here.lane]
    shown = list(lane.shown)
    index = shown.index(card.uid) + step
    if not 0 <= index < len(shown):
        return
    others = [uid for uid in lane.all if uid != card.uid]
    neighbour = others.index(shown[index])
    here.run(operations.rank_card, card.uid, neighbour + (1 if step > 0 else 0))


def archive(here: CardPlace, subject: Note | Participant | ChecklistItem | Card) -> None:
    """Take a card off its board, or off the card what is chosen in the panel."""
    card = here.card
    if isinstance(subject, Note):
        here.run(operations.archive_note, subject.uid, words="Archived the note")
    elif isinstance(subject, Card):
        words = f"Archived {subject.number} {here.masked(subject.title)}"
        here.run(operations.archive_card, subject.uid, words=words)
    elif card is None:
        return
    elif isinstance(subject, Participant):
        here.run(operations.unlink_contact, card.uid, subject.uid, words="Unlinked; the notes stay")
    else:
        here.run(operations.remove_checklist_item, card.uid, subject.uid, words="Took the step off")


def _tell_move(here: CardPlace, card: Card, column: ColumnDefinition) -> None:
    """Say where a card went, and what to think of there."""
    workspace = here.session.workspace
    moved = workspace.cards.get(card.uid)
    if moved is None:
        return
    count, title = len(workspace.lane(moved.experiment, column.id)), here.masked(column.title)
    words, keys = f"Moved {card.number} to {title}", [("change.undo", "undo")]
    lacking = here.board.facts(moved).missing if column.role != "finished" else []
    if here.board.terms and here.board.lane_of(card.uid) is None:
        here.say(f"{words}; the filter hides it there.", *keys)
    elif lacking:
        here.say(f"{words}. {missing_words(lacking)}", ("consent.give", "permission"), *keys, tone="warn")
    elif column.wip is not None and count > column.wip:
        here.say(f"{title} is {count}/{column.wip} now, finish before starting?", *keys, tone="warn")
    elif column.role == "finished" and card.kind == "cycle":
        iterate = ("experiment.iterate", "iterate")
        here.say(f"{words}. The next iteration can begin", iterate, ("note.add", "notes what you learned"), *keys)
    elif column.role == "finished":
        here.say(words, ("note.add", "notes what you learned"), *keys)
    else:
        here.say(words, *keys)
