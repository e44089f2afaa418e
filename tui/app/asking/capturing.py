"""Writing down what happened with customers: notes, touchpoints and permission, on every screen that knows people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.app.asking import capture
from tui.app.asking.prompts import Choice, Prompt, picking
from tui.app.here import Here
from tui.app.keys.keymap import key
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.facts import pids
from tui.domain.history.people_phrases import method_words
from tui.domain.history.phrases import phrase_of
from tui.domain.lines.quick_lines import Captured, TouchLine, parse_capture, parse_touchpoint
from tui.domain.lines.scene_signs import scene_sign, scene_words
from tui.domain.people.askers import is_to_tell
from tui.domain.people.merged import current_of
from tui.domain.records import Card, Scene, Touchpoint
from tui.domain.records.vocabulary import NoteKind
from tui.domain.search.matching import begins, key_of
from tui.domain.time.dates import full_words
from tui.settings import DEFAULT_ACTOR

_NAMED = re.compile(r"(?<!\S)@(?![Pp]\d+\b)([^\W\d]\w+)")
"""A name after an @, which a P-id is not."""


class Subject(NamedTuple):
    """What a captured line is about when it does not say so: a card, people (uids), the touchpoint it was said at."""

    card: Card | None = None
    people: tuple[str, ...] = ()
    touchpoint: Touchpoint | None = None


async def ask_note(here: Here, subject: Subject, *, finished: bool = False) -> None:
    """Capture a line about a card or people."""
    await here.ask(_note_prompt(here, subject, finished=finished))


async def ask_touchpoint(here: Here, subject: Subject) -> None:
    """Log a touchpoint, or plan one."""
    await here.ask(
        Prompt(
            key=f"touchpoint:{_key_of(subject)}",
            label=f"touchpoint{_about(here, subject)}",
            submit=lambda text: _log(here, subject, text),
            with_reason=lambda text, why: _log(here, subject, text, why),
            footer="touchpoint",
            hint=lambda text: _touchpoint_hint(here, subject, text),
            choices=lambda text: _mention_choices(here, text) or capture.offered_words(text),
            again=lambda text: _notes_of_touchpoint(here, subject),
        )
    )


async def ask_permission(here: Here, people: Sequence[str]) -> None:
    """Give or withdraw what a person agrees to; where there are several, say whose."""
    linked = capture.people_of(here.facts, people)

    def offer(text: str) -> Sequence[Choice]:
        return capture.choices_of(person for person in linked if begins(person.pid, text.strip().lstrip("@")))

    if not linked:
        here.say("Nobody is linked to this card.", ("card.link", "links a customer"))
    elif len(linked) == 1:
        open_permission(here, linked[0].uid)
    else:

        def submit(text: str) -> None:
            open_permission(here, capture.person_of(here, text.strip().lstrip("@").upper()).uid)

        await here.ask(picking("permission", "permission of", submit, offer))


def open_permission(here: Here, person: str) -> None:
    """Show what a person (uid) agrees to, to be turned by one key each."""
    from tui.app.people.permission_dialog import PermissionScreen

    def tell(words: str | None) -> None:
        if words is not None:
            here.say(words, ("change.undo", "undo"))

    here.app.push_screen(PermissionScreen(person), tell)


def close_loop(here: Here, uid: str) -> None:
    """Say that a promise was kept, or go one step on with the answer to a request."""
    note = here.facts.notes.get(uid)
    if note is None or (note.kind not in ("promise", "request") and note.asks_for is None):
        here.say(f"{key('card.tick')} keeps a promise and answers a request; that is a note of another kind.")
        return
    if note.kind == "promise":
        change = here.run(operations.keep_promise, uid)
    else:
        ships = is_to_tell(here.facts, note)
        change = here.run(operations.answer_request, uid, *(("told", "shipped") if ships else ()))
    if change is not None:
        here.say(here.masked(phrase_of(change.event, here.session.workspace).done), ("change.undo", "undo"))


def settle(here: Here, touchpoint: Touchpoint) -> None:
    """Say that a planned touchpoint was had."""
    if here.run(operations.settle_touchpoint, touchpoint.uid) is not None:
        what = f"{method_words(touchpoint.method)} with {_pids(here, touchpoint.people)}"
        here.say(f"Had the {what}", ("note.add", "what was said"), ("change.undo", "undo"))


def owners(here: Here) -> set[str]:
    """Who works on a card."""
    return {*here.facts.owners()}


def teammates(here: Here, *others: str) -> list[str]:
    """Return oneself, the team, owners of cards, whoever did something, and `others`, as far as none is a customer."""
    hides, session = here.custdev.mask.hides, here.session
    colleagues = here.custdev.colleagues - {DEFAULT_ACTOR}
    names = {*session.policy.team, *colleagues, *owners(here), *others}
    return sorted({*(name for name in names if not hides(name)), session.actor})


def _note_prompt(here: Here, subject: Subject, *, finished: bool) -> Prompt:
    word = "learned" if finished and subject.touchpoint is None else "note"
    return Prompt(
        key=f"note:{_key_of(subject)}",
        label=f"{word}{_about(here, subject)}",
        submit=lambda text: _save_note(here, subject, text, finished=finished),
        also=None
        if subject.touchpoint
        else lambda text: _save_note(here, subject, text, finished=finished, contact=True),
        footer="note" if subject.touchpoint is None else "said",
        hint=lambda text: _note_hint(here, subject, text, finished=finished),
        choices=lambda text: _mention_choices(here, text),
        turn=capture.turn_kind_met if subject.touchpoint else capture.turn_kind,
        again=(lambda text: "") if subject.people else capture.same_people,
        completes_first=True,
        in_editor=True,
        ends_when_empty=subject.touchpoint is not None,
    )


def _about(here: Here, subject: Subject) -> str:
    """Return what a line is about, in a few words: `on 3 · interview P04`."""
    touchpoint = subject.touchpoint
    if touchpoint is not None:
        return f" · {method_words(touchpoint.method)} {_pids(here, touchpoint.people)}".rstrip()
    if subject.card is not None:
        return f" on {subject.card.number}"
    return f" with {_pids(here, subject.people)}" if subject.people else ""


def _save_note(here: Here, subject: Subject, text: str, *, finished: bool, contact: bool = False) -> None:
    captured = _read_note(here, subject, text) if "\n" not in text else Captured(text)
    _refuse_names(here, captured)
    people = [capture.person_of(here, pid).uid for pid in captured.people] or list(subject.people)
    plain: NoteKind = "learned" if finished and subject.touchpoint is None else "note"
    card = _card_for(here, subject, captured)
    where = f" on {card.number}" if card else f" {_pids(here, people)}"
    linked = f", linked {' '.join(captured.people)}" if captured.people and card else ""
    here.do(
        operations.add_note,
        captured.text,
        card=card.uid if card else None,
        people=people,
        kind=captured.kind or (plain if captured.stance is None else "note"),
        stance=captured.stance,
        tags=captured.tags,
        touchpoint=subject.touchpoint.uid if subject.touchpoint else None,
        together=not captured.people,
        due=captured.due,
        scene=capture.scene_of(captured, card),
        counts_as_contact=contact,
    )
    done = "Promised" if captured.kind == "promise" else "Noted"
    logged = " and logged the contact" if contact else ""
    if here.change is not None:
        capture.say_noted(here, here.change, f"{done}{where}{linked}{logged}", card)


def _card_for(here: Here, subject: Subject, captured: Captured) -> Card | None:
    """Return which card a note is on; an answer to the guide is on the card that has it."""
    if subject.card is not None or captured.question is None or subject.touchpoint is None:
        return subject.card
    return here.facts.cards.get(next(iter(subject.touchpoint.cards), ""))


def _refuse_names(here: Here, captured: Captured) -> None:
    """Refuse `@name`: names do not belong among the notes, and nobody would be linked."""
    for word in _NAMED.findall(captured.text):
        people = capture.people_named(here, word)
        if people and key_of(word) not in {key_of(name) for name in teammates(here)}:
            named = ", ".join(person.pid for person, _ in people)
            raise NotAllowed(f"@{word} is not a P-id; write @{named} where you mean them. The text is still here.")


def _note_hint(here: Here, subject: Subject, text: str, *, finished: bool) -> Row:
    captured = _read_note(here, subject, text)
    people = here.facts.participants.items()
    current = {person.pid: now.pid for uid, person in people if (now := current_of(here.facts, uid)) is not None}
    parts = [f"links {current[pid]}" if pid in current else f"{pid} is nobody yet" for pid in captured.people]
    parts += [f"tag {tag}" for tag in captured.tags]
    parts += [scene_words(captured.scene)] if captured.scene not in (None, Scene()) else []
    parts += [capture.answered_words(here, captured, _card_for(here, subject, captured))] if captured.question else []
    if captured.kind == "promise":
        due = full_words(captured.due, here.session.today) if captured.due else ""
        parts.append(f"promised for {due}" if due else "a promise, > thu … says by when")
    kinds = '" quote   + - for, against   ? request   ! surprise   > promise   '
    signs = kinds + (
        "@P03   #tag" if subject.touchpoint is None else "1. step /-1   q2 answer   act: env: int: obj: usr:"
    )
    of_kind = scene_sign(text)[1] if subject.touchpoint is not None else text
    return Row((Span(" · ".join(parts) or signs, "muted"),), capture.kind_words(here, of_kind, finished=finished))


def _read_note(here: Here, subject: Subject, text: str) -> Captured:
    return parse_capture(text, here.session.today, met=subject.touchpoint is not None)


def _mention_choices(here: Here, text: str) -> Sequence[Choice]:
    """Offer people for the word that begins with @ at the end of the line."""
    mentioned = capture.mention(text)
    if mentioned is None:
        return ()
    head, word = mentioned
    return [
        Choice(f"{head}@{person.pid} ", spans)
        for person, spans in capture.people_named(here, word)
        if person.pid.casefold() != word.casefold()
    ]


def _read_touchpoint(here: Here, text: str) -> TouchLine:
    return parse_touchpoint(text, here.session.now(), here.session.policy)


def _touchpoint_people(here: Here, subject: Subject, line: TouchLine) -> list[str]:
    """Return with whom it was: those who are named, else those it is about where that is one."""
    if line.people:
        return [capture.person_of(here, pid).uid for pid in line.people]
    everybody = subject.people or (subject.card.people if subject.card else ())
    if len(everybody) > 1:
        raise NotAllowed(f"Say with whom: {_pids(here, everybody)}. The text is still here.")
    return list(everybody)


def _log(here: Here, subject: Subject, text: str, reason: str = "") -> None:
    line = _read_touchpoint(here, text)
    if line.method is None:
        raise NotAllowed("Say what it was: interview, user test, survey, call, chat. The text is still here.")
    people = _touchpoint_people(here, subject, line)
    what = f"{method_words(line.method)} with {_pids(here, people)}" if people else method_words(line.method)
    here.do(
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


def _touchpoint_hint(here: Here, subject: Subject, text: str) -> Row:
    line = _read_touchpoint(here, text)
    try:
        people = _pids(here, _touchpoint_people(here, subject, line))
    except NotFound as error:
        people = str(error).partition(";")[0]
    except NotAllowed:
        people = ""
    words = capture.touchpoint_words(line, people, here.session.policy, here.session.today)
    return Row((Span(words or "interview P03 25m video yesterday: wants export", "muted"),))


def _notes_of_touchpoint(here: Here, subject: Subject) -> Prompt | str:
    """Return the next question after a touchpoint was saved: what was said there."""
    records = here.change.records.get("touchpoints", {}) if here.change is not None else {}
    touchpoint = next((record for record in records.values() if isinstance(record, Touchpoint)), None)
    if touchpoint is None:
        return ""
    return _note_prompt(here, Subject(subject.card, touchpoint.people, touchpoint), finished=False)


def _pids(here: Here, uids: Iterable[str]) -> str:
    return " ".join(pids(here.facts, uids))


def _key_of(subject: Subject) -> str:
    if subject.touchpoint is not None:
        return subject.touchpoint.uid
    return subject.card.uid if subject.card else " ".join(subject.people)
