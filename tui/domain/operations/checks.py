"""Rules that several operations share: records that must be there, text that must fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.text import clean_line, clean_text
from tui.domain.workspace import Workspace

MAX_TITLE = 500
MAX_TEXT = 1_000_000
_TAG = re.compile(r"[^\w./+-]+")


def the_card(workspace: Workspace, uid: str) -> Card:
    """Return a card, or raise NotFound."""
    card = workspace.cards.get(uid)
    if card is None:
        raise NotFound("That card is not in the workspace any more. Nothing was changed.")
    return card


def the_experiment(workspace: Workspace, uid: str) -> Experiment:
    """Return an experiment, or raise NotFound."""
    experiment = workspace.experiments.get(uid)
    if experiment is None:
        raise NotFound("That experiment is not in the workspace any more. Nothing was changed.")
    return experiment


def the_note(workspace: Workspace, uid: str) -> Note:
    """Return a note, or raise NotFound."""
    note = workspace.notes.get(uid)
    if note is None:
        raise NotFound("That note is not in the workspace any more. Nothing was changed.")
    return note


def the_participant(workspace: Workspace, uid: str) -> Participant:
    """Return a participant, or raise NotFound."""
    participant = workspace.participants.get(uid)
    if participant is None:
        raise NotFound("That person is not in the workspace any more. Nothing was changed.")
    return participant


def line(text: str, what: str, *, limit: int = MAX_TITLE) -> str:
    """Return one clean line that is neither empty nor longer than `limit` characters."""
    cleaned = clean_line(text)
    if not cleaned:
        raise NotAllowed(f"{what} needs some text. Nothing was changed.")
    if len(cleaned) > limit:
        raise NotAllowed(f"{what} has {len(cleaned):,} characters, {limit:,} fit. Nothing was changed.")
    return cleaned


def body(text: str, what: str) -> str:
    """Return clean text of several lines, possibly empty."""
    cleaned = clean_text(text)
    if len(cleaned) > MAX_TEXT:
        raise NotAllowed(f"{what} has {len(cleaned):,} characters, {MAX_TEXT:,} fit. Nothing was changed.")
    return cleaned


def tag_list(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without `#`, in lower case, without repeats, in the order given; blanks within become hyphens."""
    cleaned = (_TAG.sub("-", clean_line(tag).lstrip("#").casefold()).strip("-")[:60] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def person_name(name: str | None) -> str | None:
    """Return a teammate's name without `@`, or None where it is empty."""
    cleaned = clean_line(name or "").lstrip("@").strip()
    if len(cleaned) > 60:
        raise NotAllowed("An owner's name has 60 characters at most. Nothing was changed.")
    return cleaned or None
