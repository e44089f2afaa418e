"""What erasing somebody did to the records, counted from the change itself, and what it did not reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec import Struct

from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.erasing.places import strings_in
from tui.domain.records import Export, Record, Touchpoint
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace

_TOLD_APART = frozenset({"answers", "contacts", "consents", "notes", "touchpoints", "participants"})


class Erasure(Struct, frozen=True):
    """What went and what stayed, in numbers of records; the choices say how what stayed did.

    Without a prefix they are of the person alone, `shared` ones of several. `quotes_gone` are among those that went:
    they would have stayed, had they been allowed. `wordless` shared touchpoints lost what was written about them and
    `worded` ones did not, `loose` are texts that stay as notes of nobody. `answers` to surveys stay counted, as those
    of nobody. `about_only` are further records about nobody else, `rewritten` those of others and of ours that named
    the person, and `wards` the P-ids of those they decided for.
    """

    pid: str
    at: datetime
    choices: Choices
    has_name: bool
    notes_gone: int
    notes_left: int
    quotes_gone: int
    shared_notes_gone: int
    shared_notes_left: int
    touchpoints_gone: int
    touchpoints_left: int
    shared_touchpoints: int
    wordless: int
    worded: int
    loose: int
    consents: int
    answers: int
    cards: int
    about_only: int
    rewritten: int
    wards: tuple[str, ...]


class Remains(Struct, frozen=True):
    """What became of files, and what erasing did not reach.

    `backups`, `snapshots` and `copies` went. `exports` were given out; `elsewhere` counts copies, recordings and forms
    that are still there, `own` files of the team that name the person, `unread` those that nobody could look into,
    `spellings` what may be the person and stays.
    """

    backups: int = 0
    snapshots: int = 0
    copies: int = 0
    exports: tuple[Export, ...] = ()
    elsewhere: int = 0
    own: int = 0
    unread: int = 0
    spellings: int = 0
    versioned: bool = False


def erasure_of(before: Workspace, eraser: Eraser, change: Change) -> Erasure:
    """Return what a change that erases somebody did; `before` is the workspace it was made for, with its eraser."""
    estate, choices = eraser.estate, eraser.choices
    gone = {uid for rows in change.records.values() for uid, record in rows.items() if record is None}
    notes, shared = _gone(estate.notes, gone), _gone(estate.shared_notes, gone)
    unasked = (*(notes if choices.said == "strip" else ()), *(shared if choices.shared != "remove" else ()))
    met = _gone(estate.touchpoints, gone)
    words = [(_has_words(talk), _has_words(_after(change, talk))) for talk in estate.shared_touchpoints]
    wards = (person.pid for person in before.participants.values() if person.guardian in eraser.uids)
    return Erasure(
        pid=eraser.person.pid,
        at=change.event.at,
        choices=choices,
        has_name=bool(eraser.traces.contacts),
        notes_gone=len(notes),
        notes_left=len(estate.notes) - len(notes),
        quotes_gone=len(unasked),
        shared_notes_gone=len(shared),
        shared_notes_left=len(estate.shared_notes) - len(shared),
        touchpoints_gone=len(met),
        touchpoints_left=len(estate.touchpoints) - len(met),
        shared_touchpoints=len(estate.shared_touchpoints),
        wordless=sum(had and not has for had, has in words),
        worded=sum(has for _, has in words),
        loose=len(change.event.changes.get("notes", {})),
        consents=_count_gone(change, "consents"),
        answers=_answers_gone(before, change),
        cards=sum(not eraser.uids.isdisjoint(card.people) for card in before.cards.values()),
        about_only=sum(_count_gone(change, table) for table in change.records if table not in _TOLD_APART),
        rewritten=sum(
            _is_rewritten(before.find(table, uid), record)
            for table, rows in change.records.items()
            for uid, record in rows.items()
            if table != "participants" or uid not in eraser.uids
        ),
        wards=tuple(sorted(wards)),
    )


def _gone(records: Iterable[Record], gone: set[str]) -> list[Record]:
    return [record for record in records if record.uid in gone]


def _count_gone(change: Change, table: str) -> int:
    return sum(record is None for record in change.records.get(table, {}).values())


def _answers_gone(before: Workspace, change: Change) -> int:
    """Return how many answers of theirs went; one that is counted for a segment, too, is one answer."""
    gone = (before.answers[uid] for uid in change.records.get("answers", {}))
    counted = (before.measurements.get(answer.measurement or "") for answer in gone)
    return sum(measurement is None or not measurement.segment for measurement in counted)


def _after(change: Change, touchpoint: Touchpoint) -> Touchpoint:
    after = change.records.get("touchpoints", {}).get(touchpoint.uid)
    return after if isinstance(after, Touchpoint) else touchpoint


def _has_words(touchpoint: Touchpoint) -> bool:
    """Return whether anything was written about a touchpoint, or there are recordings of it."""
    return bool(touchpoint.summary or touchpoint.expectation or touchpoint.links)


def _is_rewritten(before: Record | None, after: Record | None) -> bool:
    """Return whether a record that stays says something in other words than before."""
    if before is None or after is None:
        return False
    return not set(strings_in(msgspec.to_builtins(after))) <= {"", *strings_in(msgspec.to_builtins(before))}
