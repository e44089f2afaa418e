"""People as a screen knows them that writes down what they say: who is meant, who said it, and editing it later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from tui.app.asking.capture import SIGNS, kind_words, line_of, turn_kind
from tui.app.asking.prompting import Prompting
from tui.app.asking.prompts import Choice, Prompt
from tui.app.look.paint import Row, Span
from tui.app.look.panels import PanelItem, Target
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.evidence.stances import DIRECTIONS, NOBODY_SAID_IT, is_evidence
from tui.domain.facts import pids
from tui.domain.lines.capture_line import parse_capture
from tui.domain.people.merged import current_of
from tui.domain.privacy.permits import kept_from_team
from tui.domain.privacy.profiles import is_own_words
from tui.domain.records import Card, Note, Participant
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_person
from tui.domain.search.people_filter import people_called

MOST, MOST_PEOPLE = 9, 40
KEPT_PRIVATE = "kept private, for nobody is named who said it"


class Speaking(Prompting):
    """Words of nobody are kept private, and what nobody said is no evidence: `1` to `9` say who it was.

    They do so while the message offers it, of those who were there, else of those linked to the card. Nothing is asked
    and no line is opened: who goes on with another key has saved what was said all the same.
    """

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in a panel, if anything."""
        return None

    def chosen_of(self, *targets: Target) -> str | None:
        """Return the uid of what is chosen in a panel where that is of some kinds, such as `note`."""
        chosen = self.chosen
        return chosen.uid if chosen is not None and chosen.target in targets else None

    @property
    def facts(self) -> Workspace:
        """The workspace as it is shown here, with a board in it that is not started yet."""
        return self.session.workspace

    def _people_named(self, word: str) -> list[tuple[Participant, tuple[Span, ...]]]:
        """Return people by part of a P-id or a name; a name is shown only while names are."""
        people: list[tuple[Participant, tuple[Span, ...]]] = []
        for person in people_called(self.facts, word)[:MOST_PEOPLE]:
            contact = self.facts.contact_of(person.uid) if self.custdev.names_shown else None
            shown = (Span(f"  {contact.fn}"),) if contact else ()
            people.append((person, (Span(person.pid, "people"), *shown)))
        return people

    def _person(self, pid: str) -> Participant:
        for person in self.facts.participants.values():
            if person.pid == pid:
                return current_of(self.facts, person.uid) or person
        raise NotFound(f"Nobody is {pid} yet; c makes a person known. The text is still here.")

    def people_of(self, uids: Iterable[str]) -> list[Participant]:
        """Return people by uid, as far as they are there."""
        people = self.facts.participants
        return [people[uid] for uid in uids if uid in people]

    def _pids(self, uids: Iterable[str]) -> str:
        return " ".join(pids(self.facts, uids))

    def say_noted(self, change: Change, words: str, card: Card | None) -> None:
        """Say that a note was saved; where it matters that nobody is named, offer who may have said it."""
        records = change.records.get("notes", {}).values()
        note = next((record for record in records if isinstance(record, Note)), None)
        lacks = _lacks(note) if note is not None else ""
        if note is None or not lacks:
            self.say(words, ("change.undo", "undo"))
            return
        linked = self.session.workspace.cards.get(card.uid) if card is not None else None
        people = self._speakers(note.people or (linked.people if linked is not None else ()))
        keys = [
            (
                str(number),
                person.pid if number > 1 else f"{person.pid} said it",
                partial(self._name_speaker, note.uid, person.uid),
            )
            for number, person in enumerate(people, 1)
        ]
        self.say(f"{words}, {lacks}", *keys, ("change.undo", "undo"))

    def _name_speaker(self, note: str, person: str) -> None:
        if self.run(operations.edit_note, note, people=[person]) is None:
            return
        words = f"{self.session.workspace.participants[person].pid} said it"
        record = self.session.workspace.notes[note]
        if why := kept_from_team(self.session.workspace, record, self.session.today):
            self.say(f"{words}. Kept private: {why}", ("consent.give", "permission"), ("change.undo", "undo"))
        else:
            self.say(words, ("change.undo", "undo"))

    def _speakers(self, uids: Sequence[str]) -> Sequence[Participant]:
        """Return people by number, as many as there are digits."""
        workspace = self.session.workspace
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


LONGEST_IN_LINE = 200


class Rewriting(Prompting):
    """Edits notes; where somebody else changed the same words, both versions are offered."""

    async def edit_note(self, note: Note) -> None:
        """Edit a note: a short one in the line, where its sign can be turned, one of several lines in the editor."""
        if private := self.custdev.mask.why_not(note, self.session.workspace, self.session.today):
            self.say(f"{private[:1].upper()}{private[1:]}.", ("app.names", "shows it to you"))
            return
        if not self.may_edit(note.text):
            return
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
                value=line_of(note),
                seen=seen,
                submit=lambda text: self._rewrite(seen, text),
                footer="rewrite",
                hint=lambda text: Row((), kind_words(text, self.custdev.glyphs, self.size.width, finished=False)),
                turn=turn_kind,
                in_editor=True,
            )
        )

    def _rewrite(self, seen: Note, text: str) -> None:
        """Save the words, and what became of the kind: a plain note turned into a quote or a request is promoted.

        Who is named after an @ is who it is about from now on.
        """
        captured = parse_capture(text, self.session.today)
        fields: dict[str, Any] = {"text": captured.text}
        plain = "note" if seen.kind in SIGNS else seen.kind
        if (kind := captured.kind or plain) != seen.kind:
            fields["kind"] = kind
        before = seen.stance if seen.stance in ("supports", "refutes") else None
        if captured.stance != before:
            fields["stance"] = captured.stance or "neutral"
        if captured.people:
            fields["people"] = [find_person(self.session.workspace, pid).uid for pid in captured.people]
        if captured.tags:
            fields["tags"] = [*seen.tags, *captured.tags]
        if captured.due is not None:
            fields["due"] = captured.due
        self.do(operations.edit_from, operations.edit_note, seen, words="Edited the note", **fields)
