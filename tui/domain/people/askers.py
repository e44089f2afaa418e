"""Who asked for a card: everybody whose notes ask for it, who of them is to be told that it is there, and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.domain.records import Card, Note
from tui.domain.records.layers import several
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line, plural

LONGEST_TITLE = 80
_MENTIONED = re.compile(r"^(?:@\w+\s+)+")
"""Whom a line names before it says anything."""


class Asker(Struct, frozen=True):
    """Who asked: one person, or several together (uids), with their notes, oldest first."""

    people: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def is_told(self) -> bool:
        """Whether they were told, of everything they asked for."""
        return all(note.request is not None and note.request.told_at is not None for note in self.notes)


def notes_asking_for(workspace: Workspace, card: str) -> list[Note]:
    """Return the notes that ask for a card (uid), oldest first, without archived ones."""
    return several(workspace.notes, workspace.uids("notes.asks_for", card))


def is_asked_for(workspace: Workspace, card: str) -> bool:
    """Return whether somebody asked for a card (uid)."""
    return bool(workspace.uids("notes.asks_for", card))


def askers_of(workspace: Workspace, card: str) -> list[Asker]:
    """Return who asked for a card (uid), in the order in which they first did; of whom nothing is known come as one."""
    by_people: dict[tuple[str, ...], list[Note]] = {}
    for note in notes_asking_for(workspace, card):
        by_people.setdefault(note.people, []).append(note)
    return [Asker(people, tuple(notes)) for people, notes in by_people.items()]


def people_asking(askers: Sequence[Asker]) -> int:
    """Return how many people asked, each counted once."""
    return len({uid for asker in askers for uid in asker.people})


def to_tell(workspace: Workspace, card: Card) -> list[Asker]:
    """Return who asked for a card that is finished and was not told yet; of whom nobody knows nobody can tell."""
    if card.finished_at is None:
        return []
    return [asker for asker in askers_of(workspace, card.uid) if asker.people and not asker.is_told]


def is_to_tell(workspace: Workspace, note: Note) -> bool:
    """Return whether whoever a note is about is to be told that the card they asked for is finished."""
    if note.asks_for is None or not note.people or note.archived_at is not None:
        return False
    card = workspace.cards.get(note.asks_for)
    is_told = note.request is not None and note.request.told_at is not None
    return card is not None and card.finished_at is not None and not is_told


def notes_to_tell(workspace: Workspace) -> list[Note]:
    """Return the notes of everybody who is to be told that a card is finished; of others no note is read."""
    cards = (workspace.cards.get(str(uid)) for uid in workspace.lookup("notes.asks_for"))
    finished = (card.uid for card in cards if card is not None and card.finished_at is not None)
    return [note for card in finished for note in notes_asking_for(workspace, card) if is_to_tell(workspace, note)]


def untold_words(workspace: Workspace, card: Card) -> str:
    """Return that somebody waits to be told, in a sentence: `2 people asked for this: P01 P07.`; empty if nobody."""
    askers = to_tell(workspace, card)
    if not askers:
        return ""
    people = workspace.people(dict.fromkeys(uid for asker in askers for uid in asker.people))
    shown = " ".join(person.pid for person in people)
    return f"{plural(len(people), 'person', 'people')} asked for this: {shown}."


def title_of(words: str) -> str:
    """Return what a card may be called that is made of words, which name nobody any more: as many as a title takes."""
    line = _MENTIONED.sub("", clean_line(words)).strip("\"'“”„‘’«» ")
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"
