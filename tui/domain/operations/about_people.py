"""What may be said of a person, cleaned and checked field by field: what names them, and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import body, one_of, short, the_participant
from tui.domain.records import Cadence, Name, Segment
from tui.domain.records.vocabulary import Availability, Dimension, Relationship
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line
from tui.domain.time.durations import parse_duration

RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
AVAILABILITIES: tuple[Availability, ...] = get_args(Availability)
IDENTITY_FIELDS = ("email", "tel", "org", "title", "nickname", "url", "adr", "note", "n", "x")
PERSON_FIELDS = (
    *("relationship", "segments", "advisory_board", "is_minor", "guardian"),
    *("cadence", "contact_status", "retention_until"),
)


def clean_identity(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a contact among those given, cleaned; None leaves one out."""
    _check_known(fields)
    return {name: _identity_field(name, fields[name]) for name in IDENTITY_FIELDS if fields.get(name) is not None}


def clean_person(workspace: Workspace, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a participant among those given, checked; None leaves one out, "" takes one away."""
    _check_known(fields)
    given = {name: fields[name] for name in PERSON_FIELDS if fields.get(name) is not None}
    return {name: _person_field(workspace, uid, name, value) for name, value in given.items()}


def segment(text: str) -> Segment:
    """Return the segment a text names: `enterprise`, or with its dimension `need: export`."""
    dimension, colon, value = clean_line(text).partition(":")
    word = dimension.strip().casefold().replace(" ", "_").replace("-", "_")
    if colon and word in DIMENSIONS:
        return Segment(short(value, "A segment", 60), one_of(word, DIMENSIONS, "a kind of segment"))
    return Segment(short(text, "A segment", 60))


def _check_known(fields: Mapping[str, Any]) -> None:
    for name in fields:
        if name not in IDENTITY_FIELDS and name not in PERSON_FIELDS:
            raise TypeError(f"a person has no {name}")


def _identity_field(name: str, value: Any) -> Any:
    match name:
        case "email":
            return _addresses(value)
        case "tel" | "url" | "adr" | "x":
            cleaned = dict.fromkeys(short(line, "A line about a person", 2_000) for line in value)
            return tuple(line for line in cleaned if line)
        case "note":
            return body(value, "A note about a person")
        case "n":
            return Name(*(short(part, "A part of a name") for part in value)) if not isinstance(value, Name) else value
        case _:
            return short(value, f"A person's {name}")


def _person_field(workspace: Workspace, uid: str, name: str, value: Any) -> Any:
    match name:
        case "relationship":
            return one_of(value, RELATIONSHIPS, "a relationship") if value else None
        case "segments":
            return _segments(value)
        case "guardian":
            return _guardian(workspace, uid, value)
        case "cadence":
            return _cadence(value)
        case "contact_status":
            return one_of(value, AVAILABILITIES, "a status of a contact")
        case "retention_until":
            return value if isinstance(value, date) else None
        case _:
            return bool(value)


def _addresses(addresses: Sequence[str]) -> tuple[str, ...]:
    cleaned = dict.fromkeys(short(address, "An e-mail address") for address in addresses)
    for address in cleaned:
        if address and ("@" not in address.strip("@") or " " in address):
            raise NotAllowed(f'"{address}" is not an e-mail address. Nothing was changed.')
    return tuple(address for address in cleaned if address)


def _segments(texts: Iterable[str | Segment]) -> tuple[Segment, ...]:
    read = (text if isinstance(text, Segment) else segment(text) for text in texts)
    return tuple(dict.fromkeys(group for group in read if group.value))


def _guardian(workspace: Workspace, uid: str, guardian: str) -> str | None:
    if not guardian:
        return None
    decides = the_participant(workspace, guardian)
    if decides.uid == uid or decides.is_minor:
        raise NotAllowed("A guardian is somebody else, and of age. Nothing was changed.")
    return decides.uid


def _cadence(cadence: Cadence) -> Cadence:
    for text in (cadence.ideal, cadence.max):
        if text is not None and parse_duration(text) is None:
            raise NotAllowed(f'"{text}" is not a time such as P14D, P2W or P1M. Nothing was changed.')
    return cadence
