"""What a check finds, and how it names records without naming people."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tui.domain.records import Card, Contact, Counter, Experiment, Note, Participant, Record
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

Kind = Literal[
    "unreadable",
    "double",
    "counter",
    "key",
    "reference",
    "rank",
    "circle",
    "history",
    "time",
    "retention",
    "permission",
]


class Finding(Struct, frozen=True):
    """Something that is not as it should be; a `note` is worth knowing and no fault.

    `name` is the record as people name it: `CD-3`, `P03`, never a person.
    """

    kind: Kind
    sentence: str
    table: str = ""
    uid: str = ""
    name: str = ""
    fixable: bool = False
    note: bool = False


def finding_of(workspace: Workspace, record: Record, kind: Kind, words: str, *, fixable: bool = False) -> Finding:
    """Return a finding about a record, told as its name and `words`."""
    name = name_of(workspace, record)
    return Finding(kind, f"{name[:1].upper()}{name[1:]} {words}.", record.table, record.uid, name, fixable)


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
        case Counter():
            return record.uid
        case _:
            return f"{record.table.removesuffix('s')} …{record.uid[-6:]}"
