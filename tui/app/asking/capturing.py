"""Writing down what happened with customers: notes, touchpoints and permission, on every screen that knows people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.app.asking.capture import (
    kind_words,
    mention,
    offered_words,
    same_people,
    touchpoint_words,
    turn_kind,
)
from tui.app.asking.prompting import hinting
from tui.app.asking.prompts import Choice, Prompt
from tui.app.asking.speaking import Speaking, choices_of
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.history.people_phrases import method_words
from tui.domain.history.phrases import phrase_of
from tui.domain.lines.capture_line import Captured, parse_capture
from tui.domain.lines.touchpoint_line import TouchLine, parse_touchpoint
from tui.domain.people.merged import current_of
from tui.domain.records import Card, Touchpoint
from tui.domain.records.vocabulary import NoteKind
from tui.domain.search.matching import begins, key_of

_NAMED = re.compile(r"(?<!\S)@(?![Pp]\d+\b)([^\W\d]\w+)")
"""A name after an @, which a P-id is not."""


class Subject(NamedTuple):
    """What a captured line is about when it does not say so: a card, people (uids), the touchpoint it was said at."""

    card: Card | None = None
    people: tuple[str, ...] = ()
    touchpoint: Touchpoint | None = None


class Capturing(Speaking):
    """`n` captures a line, `t` logs a touchpoint, `p` gives and withdraws permission."""

    async def ask_note(self, subject: Subject, *, finished: bool = False) -> None:
        """Capture a line about a card or people."""
        await self.ask(self._note_prompt(subject, finished=finished))

    async def ask_touchpoint(self, subject: Subject) -> None:
        """Log a touchpoint, or plan one."""
        await self.ask(
            Prompt(
                key=f"touchpoint:{_key_of(subject)}",
                label=f"touchpoint{self._about(subject)}",
                submit=lambda text: self._log(subject, text),
                with_reason=lambda text, why: self._log(subject, text, why),
                footer="touchpoint",
                hint=lambda text: self._touchpoint_hint(subject, text),
                choices=lambda text: self._mention_choices(text) or offered_words(text),
                again=lambda text: self._notes_of_touchpoint(subject),
            )
        )

    async def ask_permission(self, people: Sequence[str]) -> None:
        """Give or withdraw what a person agrees to; where there are several, say whose."""
        linked = self.people_of(people)

        def offer(text: str) -> Sequence[Choice]:
            return choices_of(person for person in linked if begins(person.pid, text.strip().lstrip("@")))

        if not linked:
            self.say("Nobody is linked to this card.", ("card.link", "links a customer"))
        elif len(linked) == 1:
            self.open_permission(linked[0].uid)
        else:
            await self.ask(
                Prompt(
                    key="permission",
                    label="permission of",
                    submit=lambda text: self.open_permission(self._person(text.strip().lstrip("@").upper()).uid),
                    hint=hinting("enter takes the marked one"),
                    choices=offer,
                    takes_choice=True,
                    keeps_draft=False,
                )
            )

    def open_permission(self, person: str) -> None:
        """Show what a person (uid) agrees to, to be turned by one key each."""
        from tui.app.people.permission_dialog import PermissionScreen

        def tell(words: str | None) -> None:
            if words is not None:
                self.say(words, ("change.undo", "undo"))

        self.app.push_screen(PermissionScreen(person), tell)

    def close_loop(self, uid: str) -> None:
        """Say that a promise was kept, or go one step on with the answer to a request."""
        note = self.facts.notes.get(uid)
        if note is None or note.kind not in ("promise", "request"):
            self.say("x keeps a promise and answers a request; that is a note of another kind.")
            return
        change = self.run(operations.keep_promise if note.kind == "promise" else operations.answer_request, uid)
        if change is not None:
            self.say(self.masked(phrase_of(change.event, self.session.workspace).done), ("change.undo", "undo"))

    def settle(self, touchpoint: Touchpoint) -> None:
        """Say that a planned touchpoint was had."""
        if self.run(operations.settle_touchpoint, touchpoint.uid) is not None:
            what = f"{method_words(touchpoint.method)} with {self._pids(touchpoint.people)}"
            self.say(f"Had the {what}", ("note.add", "what was said"), ("change.undo", "undo"))

    @property
    def owners(self) -> set[str]:
        """Who works on a card."""
        return {card.assignee for card in self.facts.cards.values() if card.assignee}

    def teammates(self, *others: str) -> list[str]:
        """Return oneself, owners of cards and `others`, as far as that names no customer."""
        hides = self.custdev.mask.hides
        return sorted({*(name for name in (*self.owners, *others) if not hides(name)), self.session.actor})

    def _note_prompt(self, subject: Subject, *, finished: bool) -> Prompt:
        word = "learned" if finished and subject.touchpoint is None else "note"
        return Prompt(
            key=f"note:{_key_of(subject)}",
            label=f"{word}{self._about(subject)}",
            submit=lambda text: self._save_note(subject, text, finished=finished),
            also=None
            if subject.touchpoint
            else lambda text: self._save_note(subject, text, finished=finished, contact=True),
            footer="note" if subject.touchpoint is None else "said",
            hint=lambda text: self._note_hint(subject, text, finished=finished),
            choices=self._mention_choices,
            turn=turn_kind,
            again=(lambda text: "") if subject.people else same_people,
            completes_first=True,
            in_editor=True,
            ends_when_empty=subject.touchpoint is not None,
        )

    def _about(self, subject: Subject) -> str:
        """Return what a line is about, in a few words: `on 3 · interview P04`."""
        touchpoint = subject.touchpoint
        if touchpoint is not None:
            return f" · {method_words(touchpoint.method)} {self._pids(touchpoint.people)}".rstrip()
        if subject.card is not None:
            return f" on {subject.card.number}"
        return f" with {self._pids(subject.people)}" if subject.people else ""

    def _save_note(self, subject: Subject, text: str, *, finished: bool, contact: bool = False) -> None:
        captured = parse_capture(text, self.session.today) if "\n" not in text else Captured(text)
        self._refuse_names(captured)
        people = [self._person(pid).uid for pid in captured.people] or list(subject.people)
        plain: NoteKind = "learned" if finished and subject.touchpoint is None else "note"
        where = f" on {subject.card.number}" if subject.card else f" {self._pids(people)}"
        linked = f", linked {' '.join(captured.people)}" if captured.people and subject.card else ""
        self.do(
            operations.add_note,
            captured.text,
            card=subject.card.uid if subject.card else None,
            people=people,
            kind=captured.kind or (plain if captured.stance is None else "note"),
            stance=captured.stance,
            tags=captured.tags,
            touchpoint=subject.touchpoint.uid if subject.touchpoint else None,
            together=not captured.people,
            due=captured.due,
            counts_as_contact=contact,
        )
        done = "Promised" if captured.kind == "promise" else "Noted"
        logged = " and logged the contact" if contact else ""
        if self._done is not None:
            self.say_noted(self._done, f"{done}{where}{linked}{logged}", subject.card)

    def _refuse_names(self, captured: Captured) -> None:
        """Refuse `@name`: names do not belong among the notes, and nobody would be linked."""
        for word in _NAMED.findall(captured.text):
            people = self._people_named(word)
            if people and key_of(word) not in {key_of(name) for name in (*self.owners, self.session.actor)}:
                named = ", ".join(person.pid for person, _ in people)
                raise NotAllowed(f"@{word} is not a P-id; write @{named} where you mean them. The text is still here.")

    def _note_hint(self, subject: Subject, text: str, *, finished: bool) -> Row:
        captured = parse_capture(text, self.session.today)
        people = self.facts.participants.items()
        current = {person.pid: now.pid for uid, person in people if (now := current_of(self.facts, uid)) is not None}
        parts = [f"links {current[pid]}" if pid in current else f"{pid} is nobody yet" for pid in captured.people]
        parts += [f"tag {tag}" for tag in captured.tags]
        if captured.kind == "promise":
            due = captured.due
            parts.append(f"promised for {due:%a} {due.day} {due:%b}" if due else "a promise, > thu … says by when")
        words = " · ".join(parts) or '" quote   + - for, against   ? request   ! surprise   > promise   @P03   #tag'
        return Row((Span(words, "muted"),), kind_words(text, self.custdev.glyphs, self.size.width, finished=finished))

    def _mention_choices(self, text: str) -> Sequence[Choice]:
        """Offer people for the word that begins with @ at the end of the line."""
        mentioned = mention(text)
        if mentioned is None:
            return ()
        head, word = mentioned
        return [
            Choice(f"{head}@{person.pid} ", spans)
            for person, spans in self._people_named(word)
            if person.pid.casefold() != word.casefold()
        ]

    def _read_touchpoint(self, text: str) -> TouchLine:
        return parse_touchpoint(text, self.session.now(), self.session.policy)

    def _touchpoint_people(self, subject: Subject, line: TouchLine) -> list[str]:
        """Return with whom it was: those who are named, else those it is about where that is one."""
        if line.people:
            return [self._person(pid).uid for pid in line.people]
        everybody = subject.people or (subject.card.people if subject.card else ())
        if len(everybody) > 1:
            raise NotAllowed(f"Say with whom: {self._pids(everybody)}. The text is still here.")
        return list(everybody)

    def _log(self, subject: Subject, text: str, reason: str = "") -> None:
        line = self._read_touchpoint(text)
        if line.method is None:
            raise NotAllowed("Say what it was: interview, user test, survey, call, chat. The text is still here.")
        people = self._touchpoint_people(subject, line)
        what = f"{method_words(line.method)} with {self._pids(people)}" if people else method_words(line.method)
        self.do(
            operations.log_touchpoint,
            line.method,
            people,
            at=line.at,
            status=("tentative" if line.tentative else "confirmed") if line.planned else "done",
            cards=[subject.card.uid] if subject.card else [],
            channel=line.channel,
            direction=line.direction,
            duration=line.duration,
            reason=reason,
            words=f"{'Planned' if line.planned else 'Logged'} {what}",
            **{"expectation" if line.planned else "summary": line.text},
        )

    def _touchpoint_hint(self, subject: Subject, text: str) -> Row:
        line = self._read_touchpoint(text)
        try:
            people = self._pids(self._touchpoint_people(subject, line))
        except NotFound as error:
            people = str(error).partition(";")[0]
        except NotAllowed:
            people = ""
        words = touchpoint_words(line, people, self.session.policy, self.session.today)
        return Row((Span(words or "interview P03 25m video yesterday: wants export", "muted"),))

    def _notes_of_touchpoint(self, subject: Subject) -> Prompt | str:
        """Return the next question after a touchpoint was saved: what was said there."""
        records = self._done.records.get("touchpoints", {}) if self._done is not None else {}
        touchpoint = next((record for record in records.values() if isinstance(record, Touchpoint)), None)
        if touchpoint is None:
            return ""
        return self._note_prompt(Subject(subject.card, touchpoint.people, touchpoint), finished=False)


def _key_of(subject: Subject) -> str:
    if subject.touchpoint is not None:
        return subject.touchpoint.uid
    return subject.card.uid if subject.card else " ".join(subject.people)
