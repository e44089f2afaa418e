"""Who said it: words of a customer that were written down without anybody are given to somebody by one key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tui.app.screens.prompting import Prompting
from tui.app.widgets.message import Said
from tui.domain import operations
from tui.domain.evidence.stances import DIRECTIONS, NOBODY_SAID_IT, is_evidence
from tui.domain.people.merged import current_of
from tui.domain.privacy.permits import kept_from_team
from tui.domain.privacy.profiles import is_own_words
from tui.domain.records import Card, Note, Participant
from tui.domain.records.change import Change

MOST = 9
KEPT_PRIVATE = "kept private, for nobody is named who said it"


class Speaking(Prompting):
    """Words of nobody are kept private, and what nobody said is no evidence: `1` to `9` say who it was.

    They do so while the message offers it, of those who were there, else of those linked to the card. Nothing is asked
    and no line is opened: who goes on with another key has saved what was said all the same.
    """

    _offer: tuple[Said | None, str, tuple[str, ...]] | None = None
    """The message that offers, the note (uid), and whom (uids) each digit names."""

    def say_noted(self, change: Change, words: str, card: Card | None) -> None:
        """Say that a note was saved; where it matters that nobody is named, offer who may have said it."""
        records = change.records.get("notes", {}).values()
        note = next((record for record in records if isinstance(record, Note)), None)
        lacks = _lacks(note) if note is not None else ""
        if note is None or not lacks:
            self.say(words, ("u", "undo"))
            return
        linked = self.session.workspace.cards.get(card.uid) if card is not None else None
        people = self._speakers(note.people or (linked.people if linked is not None else ()))
        first = tuple((str(number), person.pid) for number, person in enumerate(people, 1))
        keys = ((first[0][0], f"{first[0][1]} said it"), *first[1:]) if first else ()
        self.say(f"{words}, {lacks}", *keys, ("u", "undo"))
        self._offer = (self.message_line.said, note.uid, tuple(person.uid for person in people))

    def on_key(self, event: events.Key) -> None:
        """Take the digit that the message offers."""
        if self._offer is None:
            return
        (message, note, people), self._offer = self._offer, None
        number = int(event.key) if event.key.isdecimal() else 0
        if 1 <= number <= len(people) and message is self.message_line.said and message is not None:
            event.stop()
            event.prevent_default()  # what is said of it is not for this key to clear
            self._name_speaker(note, people[number - 1])

    def _name_speaker(self, note: str, person: str) -> None:
        if self.run(operations.edit_note, note, people=[person]) is None:
            return
        words = f"{self.session.workspace.participants[person].pid} said it"
        record = self.session.workspace.notes[note]
        if why := kept_from_team(self.session.workspace, record, self.session.today):
            self.say(f"{words}. Kept private: {why}", ("p", "permission"), ("u", "undo"))
        else:
            self.say(words, ("u", "undo"))

    def _speakers(self, uids: Sequence[str]) -> Sequence[Participant]:
        """Return people by number, as many as there are digits."""
        workspace = self.session.workspace
        people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
        return sorted(people.values(), key=lambda person: person.number)[:MOST]


def _lacks(note: Note) -> str:
    """Return what becomes of a note as long as nobody is named who said it; empty where that does not matter."""
    if is_own_words(note) and not note.people:
        return KEPT_PRIVATE
    return f"no evidence yet: {NOBODY_SAID_IT}" if note.stance in DIRECTIONS and not is_evidence(note) else ""
