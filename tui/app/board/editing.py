"""The dialogs and the editor: a new card, an edited one, its description, the board file."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tui.app.asking.contesting import texts_of
from tui.app.asking.rewriting import edit_note
from tui.app.board.linking import Linking
from tui.domain import operations
from tui.domain.operations.merging import Contested
from tui.domain.records import Card
from tui.domain.records.change import Change


class Editing(Linking):
    """`a` adds, `e` edits what is chosen; long texts are written in the editor."""

    def action_add(self) -> None:
        """Add a card to the focused column."""
        from tui.app.board.card_form import CardForm

        if self.refuses():
            return
        experiment = self.board.experiment.uid

        def take(fields: dict[str, Any]) -> Change:
            title = fields.pop("title")
            change = self.session.run(operations.add_card, experiment, title, starting=self.draft, **fields)
            self._show_added(change.event.card)
            return change

        self.app.push_screen(CardForm(self.board, self.lane, None, take))

    def _show_added(self, uid: str | None) -> None:
        card = self.board.card(uid)
        if card is None:
            return
        self.show_card(card.uid)
        self.say(f"Added {card.number} {self.masked(card.title)}", ("change.undo", "undo"))

    async def action_edit(self) -> None:
        """Edit the card, or the note that is chosen in the panel."""
        if uid := self.chosen_of("note"):
            note = self.board.workspace.notes.get(uid)
            if note is not None:
                await edit_note(self, note)
            return
        card = self.card_to_change()
        if card is not None:
            self._edit_card(card)

    def _edit_card(self, card: Card) -> None:
        from tui.app.board.card_form import CardForm

        if not self.may_edit(*texts_of(card, self.board.workspace).values()):
            return
        card = self._begun_from(card)

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
            return self._edit_from(card, changed) if changed else None

        self.app.push_screen(CardForm(self.board, self.lane, card, take))

    def _begun_from(self, card: Card) -> Card:
        """Return a card with the fields of its draft as they were when that was begun, so that both can be compared."""
        draft = self.custdev.drafts.left(f"edit:{card.uid}")
        if draft is None or not isinstance(draft.seen, Card):
            return card
        names = ["assignee" if name == "owner" else name for name in draft.texts]
        return replace(card, **{name: getattr(draft.seen, name) for name in names})

    def _edit_from(self, card: Card, changed: dict[str, Any]) -> Change | None:
        """Save what the form changed; where others changed the same, the form makes room for both versions."""
        try:
            self.do(operations.edit_from, operations.edit_card, card, words=f"Edited {card.number}", **changed)
        except Contested as contested:
            self.custdev.contests.add(contested, self)
            return None
        return self.change

    def action_edit_description(self) -> None:
        """Write the description in the editor."""
        card = self.card_to_change()
        if card is None or not self.may_edit(card.description):
            return
        written = self.custdev.write_in_editor(card.description)
        if written is not None:
            words = f"Edited the description of {card.number}"
            self.custdev.contests.edit(self, operations.edit_card, card, words, description=written)

    def action_edit_board(self) -> None:
        """Open the board file in the editor; a shipped one is copied into the workspace first."""
        self.custdev.edit_board_file(self.board_id)
