"""Editing notes; where somebody else changed the same words, both versions are offered."""

from __future__ import annotations

from typing import Any

from tui.app.asking.capture import SIGNS, kind_words, line_of, turn_kind
from tui.app.asking.prompts import Prompt
from tui.app.here import Here
from tui.app.look.paint import Row
from tui.domain import operations
from tui.domain.lines.quick_lines import parse_capture
from tui.domain.records import Note
from tui.domain.search.naming import find_person

LONGEST_IN_LINE = 200


async def edit_note(here: Here, note: Note) -> None:
    """Edit a note: a short one in the line, where its sign can be turned, one of several lines in the editor."""
    if private := here.custdev.mask.why_not(note, here.session.workspace, here.session.today):
        here.say(f"{private[:1].upper()}{private[1:]}.", ("app.names", "shows it to you"))
        return
    if not here.may_edit(note.text):
        return
    if "\n" in note.text or len(note.text) > LONGEST_IN_LINE:
        written = here.custdev.write_in_editor(note.text)
        if written is not None:
            here.custdev.contests.edit(here, operations.edit_note, note, "Edited the note", text=written)
        return
    key = f"edit-note:{note.uid}"
    draft = here.custdev.drafts.left(key)
    seen = draft.seen if draft and isinstance(draft.seen, Note) else note
    await here.ask(
        Prompt(
            key=key,
            label="edit note",
            value=line_of(note),
            seen=seen,
            submit=lambda text: _rewrite(here, seen, text),
            footer="rewrite",
            hint=lambda text: Row((), kind_words(here, text)),
            turn=turn_kind,
            in_editor=True,
        )
    )


def _rewrite(here: Here, seen: Note, text: str) -> None:
    """Save the words, and what became of the kind: a plain note turned into a quote or a request is promoted.

    Who is named after an @ is who it is about from now on.
    """
    captured = parse_capture(text, here.session.today)
    fields: dict[str, Any] = {"text": captured.text}
    plain = "note" if seen.kind in SIGNS else seen.kind
    if (kind := captured.kind or plain) != seen.kind:
        fields["kind"] = kind
    before = seen.stance if seen.stance in ("supports", "refutes") else None
    if captured.stance != before:
        fields["stance"] = captured.stance or "neutral"
    if captured.people:
        fields["people"] = [find_person(here.session.workspace, pid).uid for pid in captured.people]
    if captured.tags:
        fields["tags"] = [*seen.tags, *captured.tags]
    if captured.due is not None:
        fields["due"] = captured.due
    here.do(operations.edit_from, operations.edit_note, seen, words="Edited the note", **fields)
