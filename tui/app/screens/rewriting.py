"""Editing what was written down before."""

from __future__ import annotations

from tui.app.prompts import Prompt
from tui.app.screens.asking import Asking
from tui.domain import operations
from tui.domain.records import Note

LONGEST_IN_LINE = 200


class Rewriting(Asking):
    """Edits notes; where somebody else changed the same words, both versions are offered."""

    async def edit_note(self, note: Note) -> None:
        """Edit the words of a note: a short one in the line, one of several lines in the editor."""
        if "\n" in note.text or len(note.text) > LONGEST_IN_LINE:
            written = self.custdev.write_in_editor(note.text)
            if written is not None:
                self.edit_or_contest(operations.edit_note, note, "Edited the note", text=written)
            return
        key = f"edit-note:{note.uid}"
        draft = self.custdev.drafts.left(key)
        seen = draft.seen if draft and isinstance(draft.seen, Note) else note
        await self.ask(
            Prompt(
                key=key,
                label="edit note",
                value=note.text,
                seen=seen,
                submit=lambda text: self.do(
                    operations.edit_from, operations.edit_note, seen, text=text, said="Edited the note"
                ),
                footer="form",
                in_editor=True,
            )
        )
