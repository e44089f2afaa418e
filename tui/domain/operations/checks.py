"""Rules that several operations share: records that must be there, text that must fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.text import clean_line, clean_text
from tui.domain.workspace import Workspace

MAX_TITLE = 500
MAX_TEXT = 1_000_000
MAX_NAME = 60
RecordT = TypeVar("RecordT")
WordT = TypeVar("WordT", bound=str)
_TAG = re.compile(r"[^\w./+-]+")


def the_card(workspace: Workspace, uid: str) -> Card:
    """Return a card, or raise NotFound."""
    return _present(workspace.cards, uid, "card")


def the_experiment(workspace: Workspace, uid: str) -> Experiment:
    """Return an experiment, or raise NotFound."""
    return _present(workspace.experiments, uid, "experiment")


def the_note(workspace: Workspace, uid: str) -> Note:
    """Return a note, or raise NotFound."""
    return _present(workspace.notes, uid, "note")


def the_participant(workspace: Workspace, uid: str) -> Participant:
    """Return a participant, or raise NotFound."""
    return _present(workspace.participants, uid, "person")


def one_of(value: str, allowed: Sequence[WordT], what: str) -> WordT:
    """Return a value as the one of the allowed words that it is, or raise NotAllowed naming them."""
    for word in allowed:
        if value == word:
            return word
    raise NotAllowed(f'"{value}" is not {what}; there are {", ".join(allowed)}. Nothing was changed.')


def line(text: str, what: str) -> str:
    """Return one clean line that is neither empty nor too long."""
    cleaned = short(text, what)
    if not cleaned:
        raise NotAllowed(f"{what} needs some text. Nothing was changed.")
    return cleaned


def short(text: str, what: str, limit: int = MAX_TITLE) -> str:
    """Return one clean line, possibly empty, of at most `limit` characters."""
    return _within(clean_line(text), limit, what)


def body(text: str, what: str) -> str:
    """Return clean text of several lines, possibly empty."""
    return _within(clean_text(text), MAX_TEXT, what)


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


def _present(rows: Mapping[str, RecordT], uid: str, what: str) -> RecordT:
    record = rows.get(uid)
    if record is None:
        raise NotFound(f"That {what} is not in the workspace any more. Nothing was changed.")
    return record
