"""The dialogs and the editor: a new card, an edited one, its description, the board file."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tui.app.asking.contesting import texts_of
from tui.app.asking.rewriting import edit_note
from tui.app.board.card_form import CardForm
from tui.app.board.screen import BoardScreen, CardPlace
from tui.domain import operations
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note
from tui.domain.records.change import Change


def add(here: CardPlace) -> None:
    """Add a card to the focused column."""
    experiment = here.board.experiment.uid

    def take(fields: dict[str, Any]) -> Change:
        title = fields.pop("title")
        change = here.session.run(operations.add_card, experiment, title, starting=here.draft, **fields)
        if (card := here.board.card(change.event.card)) is not None:
            here.show_card(card.uid)
            here.say(f"Added {card.number} {here.masked(card.title)}", ("change.undo", "undo"))
        return change

    here.app.push_screen(CardForm(here.board, here.lane, None, take))


async def edit(here: CardPlace, subject: Note | Card) -> None:
    """Edit the card, or the note that is chosen in the panel."""
    if isinstance(subject, Note):
        await edit_note(here, subject)
    else:
        _edit_card(here, subject)


def _edit_card(here: CardPlace, card: Card) -> None:
    if not here.may_edit(*texts_of(card, here.board.workspace).values()):
        return
    card = _begun_from(here, card)

    def take(fields: dict[str, Any]) -> Change | None:
        before = {
            "title": card.title,
            "people": list(card.people),
            "column": card.column,
            "due": card.due,
            "kind": card.kind,
            "assignee": f"@{card.assignee}" if card.assignee else "",
            "tags": [f"#{tag}" for tag in card.tags],
            "description": card.description,
        }
        changed = {name: value for name, value in fields.items() if value != before[name]}
        return _edit_from(here, card, changed) if changed else None

    here.app.push_screen(CardForm(here.board, here.lane, card, take))


def _begun_from(here: CardPlace, card: Card) -> Card:
    """Return a card with the fields of its draft as they were when that was begun, so that both can be compared."""
    draft = here.custdev.drafts.left(f"edit:{card.uid}")
    if draft is None or not isinstance(draft.seen, Card):
        return card
    names = ["assignee" if name == "owner" else name for name in draft.texts]
    return replace(card, **{name: getattr(draft.seen, name) for name in names})


def _edit_from(here: CardPlace, card: Card, changed: dict[str, Any]) -> Change | None:
    """Save what the form changed; where others changed the same, the form makes room for both versions."""
    try:
        here.do(operations.edit_from, operations.edit_card, card, words=f"Edited {card.number}", **changed)
    except Contested as contested:
        here.custdev.contests.add(contested, here)
        return None
    return here.change


def edit_description(here: CardPlace, card: Card) -> None:
    """Write the description in the editor."""
    if not here.may_edit(card.description):
        return
    written = here.custdev.write_in_editor(card.description)
    if written is not None:
        words = f"Edited the description of {card.number}"
        here.custdev.contests.edit(here, operations.edit_card, card, words, description=written)


def edit_board(here: BoardScreen) -> None:
    """Open the board file in the editor; a shipped one is copied into the workspace first."""
    here.custdev.edit_board_file(here.board_id)
