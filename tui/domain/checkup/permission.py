"""Words that are kept against what people agreed to, or of whom nobody knows what they did: worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.domain.checkup.finding import Finding, name_of
from tui.domain.consent import refuses_notes
from tui.domain.merged import is_listed
from tui.domain.phrases import plural
from tui.domain.profiles import is_own_words
from tui.domain.workspace import Workspace


def check_permission(workspace: Workspace, today: date) -> Iterator[Finding]:
    """Yield words of nobody, which are kept private, and those who want no notes kept, of whom there are some."""
    for note in workspace.notes.values():
        if is_own_words(note) and not note.people and note.archived_at is None:
            name = name_of(workspace, note)
            words = (
                f"{name[:1].upper()}{name[1:]} is what somebody said, and nobody is named: it is kept private; "
                f"custdev note edit {note.uid[-6:]} --about P03 names who said it."
            )
            yield Finding("permission", words, "notes", note.uid, name, note=True)
    for person in workspace.participants.values():
        count = len(workspace.note_uids_about(person.uid))
        if count and is_listed(person) and refuses_notes(workspace, person, today):
            there_are = f"there {'is' if count == 1 else 'are'} {plural(count, 'note')}"
            deletes = f"custdev note forget {person.pid} deletes {'it' if count == 1 else 'them'}"
            words = f"{person.pid} wants no notes kept, and {there_are}; {deletes}."
            yield Finding("permission", words, "participants", person.uid, person.pid, note=True)
