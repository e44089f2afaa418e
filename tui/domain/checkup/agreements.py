"""What is kept against what people agreed to, or for longer than was said: worth knowing, and never purged unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.domain.checkup.finding import Finding, name_of
from tui.domain.people.consent import is_past_retention, notes_against_will
from tui.domain.privacy.profiles import is_own_words
from tui.domain.records import Participant
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural


def check_permission(workspace: Workspace, today: date) -> Iterator[Finding]:
    """Yield words of nobody, which are kept private, and those who want no notes kept, of whom there are some."""
    for note in workspace.notes.values():
        if is_own_words(note) and not note.people and note.archived_at is None:
            name = name_of(workspace, note)
            words = (
                f"{name[:1].upper()}{name[1:]} is what somebody said, and nobody is named: it is kept private; "
                f"custdev note edit {note.uid[-6:]} --about P03 names who said it, if they are still kept here."
            )
            yield Finding("permission", words, "notes", note.uid, name, note=True)
    if due := notes_against_will(workspace, today):
        # Who it is, is for commands about contacts to say: they are not to be seen elsewhere.
        who = "1 person wants" if len(due) == 1 else f"{len(due)} people want"
        count = sum(count for _, count in due)
        words = (
            f"{who} no notes kept, and there {'is' if count == 1 else 'are'} {plural(count, 'text')}; "
            "custdev contact erase-notes lists whom, and deletes them."
        )
        yield Finding("permission", words, note=True)


def check_retention(workspace: Workspace, today: date) -> Iterator[Finding]:
    """Yield those whose time to be kept is over."""
    for person in people_kept_too_long(workspace, today):
        words = f"{person.pid} was to be kept until {person.retention_until}; custdev contact purge erases them."
        yield Finding("retention", words, "participants", person.uid, person.pid, note=True)


def people_kept_too_long(workspace: Workspace, today: date) -> list[Participant]:
    """Return those whose time to be kept is over and who are not erased yet."""
    people = workspace.participants.values()
    return [person for person in people if person.erased_at is None and is_past_retention(person, today)]
