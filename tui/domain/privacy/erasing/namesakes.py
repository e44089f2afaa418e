"""Spellings in stored texts that may be a person and are not taken for them: to be shown before nobody can know."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.domain.privacy.erasing.eraser import Eraser
from tui.domain.privacy.erasing.former import are_alike
from tui.domain.privacy.erasing.likeness import Likeness
from tui.domain.privacy.erasing.places import OF_EVENTS, around, strings_in, texts_of, where_of
from tui.domain.privacy.erasing.removal import Documents
from tui.domain.records.workspace import Workspace


class Spelling(Struct, frozen=True):
    """Where something is that may be the person, what it is with a little of what is around it, and why it may be."""

    where: str
    text: str
    why: str

    def row(self) -> dict[str, str]:
        """Return it as JSON has it."""
        return {"where": self.where, "text": self.text, "why": self.why}


def other_spellings(workspace: Workspace, eraser: Eraser, documents: Documents) -> list[Spelling]:
    """Return what erasing a person would leave in the stored documents that may be them all the same.

    Of past events only what no record says any more is told.
    """
    contacts = eraser.traces.contacts
    likeness = Likeness(contacts, eraser.person.pid)
    spellings = list(_namesakes(workspace, eraser))
    shown: set[str] = set()
    for table in sorted(documents, key=lambda name: name in OF_EVENTS):
        for document in documents[table] if contacts else ():
            if document.get("uid") in eraser.uids or not any(map(likeness.may_stand_in, strings_in(document))):
                continue
            if (after := eraser.document(table, document)) is None:
                continue
            for field, text in texts_of(table, after):
                for guess in likeness.leftovers(text):
                    part = around(text, guess.start, guess.end)
                    if table in OF_EVENTS and part in shown:
                        continue
                    shown.add(part)
                    spellings.append(Spelling(f"{where_of(workspace, table, after)} {field}".strip(), part, guess.why))
    return list(dict.fromkeys(spellings))


def spellings_in_lines(eraser: Eraser, name: str, text: str) -> Iterator[Spelling]:
    """Yield what may be the person in a file of the team's own, line by line; lines that name them are told anyway."""
    likeness = Likeness(eraser.traces.contacts, eraser.person.pid)
    for number, line in enumerate(text.splitlines(), start=1):
        for guess in likeness.leftovers(eraser.text(line)):
            yield Spelling(f"{name} line {number}", around(line, guess.start, guess.end), guess.why)


def _namesakes(workspace: Workspace, eraser: Eraser) -> Iterator[Spelling]:
    """Yield who else is called or reached like the person, and may be the same human being made known twice."""
    for contact in workspace.contacts.values():
        other = workspace.participants.get(contact.participant)
        alike = any(are_alike(contact, other) for other in eraser.traces.contacts)
        if alike and other is not None and other.uid not in eraser.uids:
            yield Spelling(other.pid, contact.fn, "called or reached the same: perhaps the same person")
