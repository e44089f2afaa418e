"""Rules that several operations share: records that are there, text that fits, what may be kept of people at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.people.consent import allows, refuses_notes, unwilling
from tui.domain.people.merged import current_of
from tui.domain.records import Action, Card, ChecklistItem, Experiment, Note, Participant, StandupDecision, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line, clean_text
from tui.domain.work.iterations import refuse_read_only

MAX_TITLE = 500
MAX_TEXT = 1_000_000
MAX_NAME = 60
RecordT = TypeVar("RecordT")
WordT = TypeVar("WordT", bound=str)
PartT = TypeVar("PartT", Action, ChecklistItem, StandupDecision)
_TAG = re.compile(r"[^\w./+-]+")


def the_card(workspace: Workspace, uid: str) -> Card:
    """Return a card, or raise NotFound."""
    return present(workspace.cards, uid, "card")


def the_experiment(workspace: Workspace, uid: str) -> Experiment:
    """Return an experiment, or raise NotFound."""
    return present(workspace.experiments, uid, "experiment")


def open_experiment(workspace: Workspace, uid: str) -> Experiment:
    """Return an experiment whose cards may be changed; raise NotAllowed for an earlier iteration and an archived one.

    What concerns people rather than the work is not asked here: notes are corrected, promises kept, requests answered,
    consents recorded and people erased whatever became of the experiment.
    """
    experiment = the_experiment(workspace, uid)
    refuse_read_only(workspace, experiment)
    return experiment


def open_card(workspace: Workspace, uid: str) -> Card:
    """Return a card of an experiment whose cards may be changed, or raise as `open_experiment` does."""
    card = the_card(workspace, uid)
    if card.experiment in workspace.experiments:
        open_experiment(workspace, card.experiment)
    return card


def the_note(workspace: Workspace, uid: str) -> Note:
    """Return a note, or raise NotFound."""
    return present(workspace.notes, uid, "note")


def the_touchpoint(workspace: Workspace, uid: str) -> Touchpoint:
    """Return a touchpoint, or raise NotFound."""
    return present(workspace.touchpoints, uid, "touchpoint")


def the_participant(workspace: Workspace, uid: str) -> Participant:
    """Return a participant, or the one they were put into; raise NotFound where there is none, or one who is erased."""
    person = present(workspace.participants, uid, "person")
    person = current_of(workspace, uid) or person
    if person.erased_at is not None:
        raise NotFound(f"{person.pid} was erased, and the number is not given again. Nothing was changed.")
    return person


def the_people(workspace: Workspace, uids: Iterable[str]) -> tuple[str, ...]:
    """Return the uids of participants, each once; raise NotFound where one is not there."""
    return tuple(dict.fromkeys(the_participant(workspace, uid).uid for uid in uids))


def not_to_come(at: datetime, now: datetime, what: str) -> datetime:
    """Return a time that is past, clocks of two computers allowed for; raise NotAllowed for one that is to come."""
    if at - now > CLOCK_TOLERANCE:
        raise NotAllowed(f"{what} cannot be in the future. Nothing was changed.")
    return at


def one_of(value: str, allowed: Sequence[WordT], what: str) -> WordT:
    """Return a value as the one of the allowed words that it is, or raise NotAllowed naming them."""
    for word in allowed:
        if value == word:
            return word
    raise NotAllowed(f'"{value}" is not {what}; there are {", ".join(allowed)}. Nothing was changed.')


def line(text: str, what: str) -> str:
    """Return one clean line that is neither empty nor too long."""
    return _needed(short(text, what), what)


def short(text: str, what: str, limit: int = MAX_TITLE) -> str:
    """Return one clean line, possibly empty, of at most `limit` characters."""
    return _within(clean_line(text), limit, what)


def body(text: str, what: str) -> str:
    """Return clean text of several lines, possibly empty."""
    return _within(clean_text(text), MAX_TEXT, what)


def cleaned_fields(
    fields: Mapping[str, Any], clean: Mapping[str, Callable[[Any], Any]], as_given: Collection[str], what: str
) -> dict[str, Any]:
    """Return fields of a record as `clean` makes them, by name, or as they are given; raise TypeError for any other."""
    for name in fields:
        if name not in clean and name not in as_given:
            raise TypeError(f"a {what}'s {name} is not edited this way")
    return {name: clean[name](value) if name in clean else value for name, value in fields.items()}


def words(text: str, what: str) -> str:
    """Return clean text of several lines that is not empty."""
    return _needed(body(text, what), what)


def _needed(cleaned: str, what: str) -> str:
    if not cleaned:
        raise NotAllowed(f"{what} needs some text. Nothing was changed.")
    return cleaned


def tag_list(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without `#`, in lower case, without repeats, in the order given.

    A comma parts two tags; blanks within one become hyphens.
    """
    words = (word.strip() for tag in tags for word in clean_line(tag).split(","))
    cleaned = (_TAG.sub("-", word.lstrip("#").casefold()).strip("-") for word in words)
    return tuple(dict.fromkeys(_within(tag, MAX_NAME, "A tag") for tag in cleaned if tag))


def person_name(name: str | None) -> str | None:
    """Return a teammate's name without `@`, or None where it is empty."""
    return _within(clean_line(name or "").lstrip("@").strip(), MAX_NAME, "An owner's name") or None


def _within(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise NotAllowed(f"{what} has {len(text):,} characters, {limit:,} fit. Nothing was changed.")
    return text


def present(rows: Mapping[str, RecordT], uid: str, what: str) -> RecordT:
    """Return a record of a table, or raise NotFound saying what it is."""
    record = rows.get(uid)
    if record is None:
        raise NotFound(f"That {what} is not in the workspace any more. Nothing was changed.")
    return record


RECORDED = frozenset({"recording", "transcript"})


def the_part(parts: Iterable[PartT], uid: str, gone: str) -> PartT:
    """Return the part of a record that has a uid, or raise NotFound with what is `gone`, a sentence to go on."""
    for part in parts:
        if part.uid == uid:
            return part
    raise NotFound(f"{gone} any more. Nothing was changed.")


def check_may_keep(workspace: Workspace, people: Iterable[str], today: date) -> None:
    """Refuse to keep what people (uids) said or did where they said no, or are minors whose guardian did not agree."""
    for person in workspace.people(people):
        check_guardian(workspace, person, today)
        if refuses_notes(workspace, person, today):
            raise NotAllowed(f"{person.pid} does not want notes kept about them. Nothing was changed.")


def check_guardians(workspace: Workspace, people: Iterable[str], today: date) -> None:
    """Refuse to ask or to meet minors among people (uids) before their guardian agreed."""
    for person in workspace.people(people):
        check_guardian(workspace, person, today)


def check_guardian(workspace: Workspace, person: Participant, today: date) -> None:
    """Refuse anything about a minor whose guardian did not agree that they take part."""
    if person.is_minor and not allows(workspace, person, "take_part", today):
        raise NotAllowed(
            f"{person.pid} is a minor; nothing is kept of them until the guardian agrees that they take part. "
            "Nothing was changed."
        )


def check_may_record(workspace: Workspace, touchpoint: Touchpoint, today: date) -> None:
    """Refuse a recording or transcript of people who did not agree to be recorded."""
    if not any(link.kind in RECORDED for link in touchpoint.links):
        return
    audio = unwilling(workspace, touchpoint.people, "record_audio", today)
    neither = [
        person.pid for person in unwilling(workspace, touchpoint.people, "record_video", today) if person in audio
    ]
    if neither:
        raise NotAllowed(
            f"{', '.join(neither)} {'have' if len(neither) > 1 else 'has'} not agreed to be recorded, "
            "so no recording or transcript is linked. Nothing was changed."
        )
