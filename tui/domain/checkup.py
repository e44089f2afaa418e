"""Whether the records of a workspace fit together: references, numbers, and what the events say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from tui.domain.finding import card_key
from tui.domain.flow import CLOCK_TOLERANCE
from tui.domain.operations.people import PARTICIPANT_SERIES
from tui.domain.records import TABLE_OF, Card, Contact, Event, Experiment, Note, Participant, Record
from tui.domain.workspace import Workspace

Differences = dict[str, dict[str, dict[str, list[Any]]]]
"""Table -> uid -> field -> what the events say, and what is stored."""

_COMPARED = ("experiments", "cards", "notes", "participants", "contacts")


class Finding(Struct, frozen=True):
    """Something that is not as it should be. `name` is the record as people name it: `CD-3`, `P03`, never a person."""

    kind: Literal["reference", "double", "counter", "history", "future"]
    sentence: str
    table: str = ""
    uid: str = ""
    name: str = ""
    fixable: bool = False


def check_records(workspace: Workspace) -> Iterator[Finding]:
    """Yield what is wrong with the records taken by themselves."""
    yield from _doubles(workspace)
    yield from _counters(workspace)
    for card in workspace.cards.values():
        yield from _check_card(workspace, card)
    for note in workspace.notes.values():
        yield from _check_note(workspace, note)
    for contact in workspace.contacts.values():
        if contact.participant not in workspace.participants:
            yield _found(workspace, contact, "reference", "belongs to a customer who is not there")


def check_times(workspace: Workspace, newest: Event | None, now: datetime) -> Iterator[Finding]:
    """Yield what is dated in the future, which a clock that was wrong leaves behind."""
    if newest is not None and newest.at - now > CLOCK_TOLERANCE:
        yield Finding("future", f"The newest change is dated {newest.at:%Y-%m-%d %H:%M} UTC, which is still to come.")
    for card in workspace.cards.values():
        if max(filter(None, (card.created_at, card.started_at, card.finished_at))) - now > CLOCK_TOLERANCE:
            yield _found(workspace, card, "future", "was made, begun or finished at a time still to come")


def check_history(workspace: Workspace, differences: Differences) -> Iterator[Finding]:
    """Yield the records of which the events tell something else than what is stored."""
    for table, rows in differences.items():
        for uid, fields in rows.items():
            record = workspace.find(table, uid)
            if record is None:
                sentence = f"A record of {table} is gone, and no event tells of that."
                yield Finding("history", sentence, table, uid, fixable=True)
            elif "uid" in fields:
                yield _found(workspace, record, "history", "is there, and no event tells how it came to be", fix=True)
            else:
                what = ", ".join(sorted(fields))
                yield _found(workspace, record, "history", f"is not as the events tell: {what}", fix=True)


def differences(workspace: Workspace, newest_first: Iterable[Event]) -> Differences:
    """Return where the events, all of them, would lead to other records than those that are stored."""
    told = _told(newest_first)
    found: Differences = {}
    for table in _COMPARED:
        for uid, record in workspace.table(table).items():
            if fields := _different(record, told.pop((table, uid), {})):
                found.setdefault(table, {})[uid] = fields
    for (table, uid), fields in told.items():
        if table in _COMPARED and fields.get("uid") is not None and not _hidden(workspace, table):
            found.setdefault(table, {})[uid] = {name: [after, None] for name, after in fields.items()}
    return found


def _told(newest_first: Iterable[Event]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return each record as the events lead to it, field by field; what was before it was last made does not count."""
    told: dict[tuple[str, str], dict[str, Any]] = {}
    made: set[tuple[str, str]] = set()
    for event in newest_first:
        for table, rows in event.changes.items():
            for uid, fields in rows.items():
                if (table, uid) in made:
                    continue
                known = told.setdefault((table, uid), {})
                for name, (_, after) in fields.items():
                    known.setdefault(name, after)
                if "uid" in fields and fields["uid"][0] is None:
                    made.add((table, uid))
    return told


def doubled_cards(workspace: Workspace) -> list[Card]:
    """Return the cards whose number an older card of their experiment has, too, oldest first."""
    return [card for group in workspace.cards_of_one_number() for card in _younger(group)]


def doubled_people(workspace: Workspace) -> list[Participant]:
    """Return the participants whose number an older one has, too, oldest first."""
    groups: dict[int, list[Participant]] = {}
    for participant in workspace.participants.values():
        groups.setdefault(participant.number, []).append(participant)
    return [participant for group in groups.values() if len(group) > 1 for participant in _younger(group)]


def lagging(workspace: Workspace) -> Iterator[tuple[Experiment | None, int]]:
    """Yield the experiments, None for the series of P-ids, whose next number was given already, with the right one."""
    highest: dict[str, int] = {}
    for card in workspace.cards.values():
        highest[card.experiment] = max(card.number, highest.get(card.experiment, 0))
    for experiment in workspace.experiments.values():
        if experiment.next_number <= (last := highest.get(experiment.uid, 0)):
            yield experiment, last + 1
    last = max((participant.number for participant in workspace.participants.values()), default=0)
    counter = workspace.counters.get(PARTICIPANT_SERIES)
    if last and (counter is None or counter.next <= last):
        yield None, last + 1


def name_of(workspace: Workspace, record: Record) -> str:
    """Return a record as people name it, without the name of a person."""
    match record:
        case Card():
            return card_key(workspace, record)
        case Participant():
            return record.pid
        case Experiment():
            return record.key
        case Note():
            card = workspace.cards.get(record.card or "")
            return f"note …{record.uid[-6:]}" + (f" on {card_key(workspace, card)}" if card else "")
        case Contact():
            participant = workspace.participants.get(record.participant)
            return f"the contact of {participant.pid}" if participant else f"contact …{record.uid[-6:]}"
        case _:
            return record.uid


def _younger(group: list[Any]) -> list[Any]:
    return sorted(group, key=lambda record: (record.created_at, record.uid))[1:]


def _hidden(workspace: Workspace, table: str) -> bool:
    """Whether identities are not at hand here, as in a copy without `people.json`."""
    return table == "contacts" and not workspace.contacts


def _different(record: Record, told: Mapping[str, Any]) -> dict[str, list[Any]]:
    fields = {}
    for field in msgspec.structs.fields(type(record)):
        stored = msgspec.json.decode(msgspec.json.encode(getattr(record, field.name)))
        if field.name in told:
            if told[field.name] != stored:
                fields[field.name] = [told[field.name], stored]
        elif getattr(record, field.name) != field.default:
            fields[field.name] = [None, stored]
    return fields


def _doubles(workspace: Workspace) -> Iterator[Finding]:
    doubled: list[Record] = [*doubled_cards(workspace), *doubled_people(workspace)]
    for record in doubled:
        yield _found(workspace, record, "double", "was given twice", fix=True)
    started: dict[tuple[str, int], list[Experiment]] = {}
    for experiment in workspace.experiments.values():
        started.setdefault((experiment.board_id, experiment.iteration), []).append(experiment)
    for group in started.values():
        for experiment in group[1:]:
            yield _found(workspace, experiment, "double", "was started twice, in two copies that were merged")


def _counters(workspace: Workspace) -> Iterator[Finding]:
    for experiment, number in lagging(workspace):
        name = experiment.key if experiment else "The P-ids"
        sentence = f"{name}: the next number would be one that was given already; it has to be {number}."
        yield Finding("counter", sentence, name=name, fixable=True)


def _check_card(workspace: Workspace, card: Card) -> Iterator[Finding]:
    experiment = workspace.experiments.get(card.experiment)
    if experiment is None:
        yield _found(workspace, card, "reference", "belongs to an experiment that is not there")
    elif experiment.definition.column(card.column) is None:
        words = f"is in a column the board does not have ({card.column})"
        yield _found(workspace, card, "reference", words, fix=True)
    if any(uid not in workspace.participants for uid in card.people):
        yield _found(workspace, card, "reference", "is linked to a customer who is not there", fix=True)


def _check_note(workspace: Workspace, note: Note) -> Iterator[Finding]:
    if note.card is not None and note.card not in workspace.cards:
        yield _found(workspace, note, "reference", "is about a card that is not there", fix=True)
    if any(uid not in workspace.participants for uid in note.people):
        yield _found(workspace, note, "reference", "is about a customer who is not there", fix=True)


def _found(
    workspace: Workspace,
    record: Record,
    kind: Literal["reference", "double", "counter", "history", "future"],
    words: str,
    *,
    fix: bool = False,
) -> Finding:
    name = name_of(workspace, record)
    sentence = f"{name[:1].upper()}{name[1:]} {words}."
    return Finding(kind, sentence, TABLE_OF[type(record)], record.uid, name, fix)
