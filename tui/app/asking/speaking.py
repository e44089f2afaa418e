"""People as they are spoken of where notes are written: who is meant, and who said it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.app.asking.prompts import Choice
from tui.app.keys.keymap import key
from tui.app.look.paint import Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.evidence.stances import DIRECTIONS, NOBODY_SAID_IT, is_evidence
from tui.domain.people.merged import current_of
from tui.domain.privacy.profiles import is_own_words, kept_from_team
from tui.domain.records import Card, Note, Participant
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.people_filter import people_called

if TYPE_CHECKING:
    from tui.app.here import Here

MOST, MOST_PEOPLE = 9, 40
KEPT_PRIVATE = "kept private, for nobody is named who said it"


def people_named(here: Here, word: str) -> list[tuple[Participant, tuple[Span, ...]]]:
    """Return people by part of a P-id or a name; a name is shown only while names are."""
    people: list[tuple[Participant, tuple[Span, ...]]] = []
    for person in people_called(here.facts, word)[:MOST_PEOPLE]:
        contact = here.facts.contact_of(person.uid) if here.custdev.names_shown else None
        shown = (Span(f"  {contact.fn}"),) if contact else ()
        people.append((person, (Span(person.pid, "people"), *shown)))
    return people


def person_of(here: Here, pid: str) -> Participant:
    """Return a person by P-id; where it was merged, the one it is now."""
    for person in here.facts.participants.values():
        if person.pid == pid:
            return current_of(here.facts, person.uid) or person
    raise NotFound(f"Nobody is {pid} yet; {key('card.link')} makes a person known. The text is still here.")


def people_of(workspace: Workspace, uids: Iterable[str]) -> list[Participant]:
    """Return people by uid, as far as they are there."""
    people = workspace.participants
    return [people[uid] for uid in uids if uid in people]


def say_noted(here: Here, change: Change, words: str, card: Card | None) -> None:
    """Say that a note was saved; where it matters that nobody is named, offer who may have said it.

    Words of nobody are kept private, and what nobody said is no evidence. A digit each names those who were there, else
    those linked to the card, while the message stands; who goes on with another key has saved what was said all the
    same.
    """
    records = change.records.get("notes", {}).values()
    note = next((record for record in records if isinstance(record, Note)), None)
    lacks = _lacks(note) if note is not None else ""
    if note is None or not lacks:
        here.say(words, ("change.undo", "undo"))
        return
    workspace = here.session.workspace
    linked = workspace.cards.get(card.uid) if card is not None else None
    people = _speakers(workspace, note.people or (linked.people if linked is not None else ()))
    offers = [
        (
            str(number),
            person.pid if number > 1 else f"{person.pid} said it",
            partial(_name_speaker, here, note.uid, person.uid),
        )
        for number, person in enumerate(people, 1)
    ]
    here.say(f"{words}, {lacks}", *offers, ("change.undo", "undo"))


def _name_speaker(here: Here, note: str, person: str) -> None:
    if here.run(operations.edit_note, note, people=[person]) is None:
        return
    workspace = here.session.workspace
    words = f"{workspace.participants[person].pid} said it"
    if why := kept_from_team(workspace, workspace.notes[note], here.session.today):
        here.say(f"{words}. Kept private: {why}", ("consent.give", "permission"), ("change.undo", "undo"))
    else:
        here.say(words, ("change.undo", "undo"))


def _speakers(workspace: Workspace, uids: Sequence[str]) -> Sequence[Participant]:
    """Return people by number, as many as there are digits."""
    people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
    return sorted(people.values(), key=lambda person: person.number)[:MOST]


def choices_of(people: Iterable[Participant]) -> list[Choice]:
    """Return people to choose from by P-id."""
    return [Choice(person.pid, (Span(person.pid, "people"),)) for person in people]


def _lacks(note: Note) -> str:
    """Return what becomes of a note as long as nobody is named who said it; empty where that does not matter."""
    if is_own_words(note) and not note.people:
        return KEPT_PRIVATE
    return f"no evidence yet: {NOBODY_SAID_IT}" if note.stance in DIRECTIONS and not is_evidence(note) else ""
