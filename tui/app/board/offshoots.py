"""New cards of those that are there: a duplicate, and a step of a checklist as a card of its own."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.asking.prompts import Choice, picking
from tui.app.board.card_place import CardPlace
from tui.app.look.paint import Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.records import Card, ChecklistItem
from tui.domain.records.change import Change
from tui.domain.search.matching import haystack, needle
from tui.domain.search.naming import find_item
from tui.domain.text import clean_line


def duplicate(here: CardPlace, card: Card) -> None:
    """Make a card like this one."""
    _show(here, here.run(operations.duplicate_card, card.uid), f"Duplicated {card.number} as")


async def split(here: CardPlace, subject: ChecklistItem | Card) -> None:
    """Make the step that is chosen a card; of a card, one of its open steps."""
    if isinstance(subject, Card):
        await _ask_step(here, subject)
    elif here.card is not None:
        change = here.run(operations.split_item, here.card.uid, subject.uid)
        _show(here, change, f"Split off {here.card.number}:")


async def _ask_step(here: CardPlace, card: Card) -> None:
    steps = [(at, step) for at, step in enumerate(card.checklist, 1) if not step.done]
    if not steps:
        here.say("No open step on this card.", ("card.step", "add a step"))
        return

    def offer(text: str) -> Sequence[Choice]:
        word = clean_line(text)
        return [
            Choice(str(at), (Span(f"{at:>2}  ", "muted"), Span(here.masked(step.text))))
            for at, step in steps
            if needle(word).is_in(haystack((step.text,))) or str(at) == word
        ]

    def submit(text: str) -> None:
        if not clean_line(text):
            raise NotFound("Name a step, by its number or a part of its text.")
        item = find_item(card, clean_line(text))
        _show(here, here.do(operations.split_item, card.uid, item.uid), f"Split off {card.number}:")

    await here.ask(picking(f"split:{card.uid}", f"step of {card.number}", submit, offer))


def _show(here: CardPlace, change: Change | None, words: str) -> None:
    """Bring the new card into sight, and say which it is."""
    card = here.session.workspace.cards.get(change.event.card or "") if change is not None else None
    if card is not None:
        here.show_card(card.uid)
        here.say(f"{words} {card.number} {here.masked(card.title)}", ("change.undo", "undo"))
