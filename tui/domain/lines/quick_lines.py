"""Lines typed in passing: one about a card, with signs for what it is and whom it concerns, and one that decides."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.records.vocabulary import NoteKind, Stance
from tui.domain.text import clean_line
from tui.domain.time.dates import leading_day, parse_day

_OPENING = '"“”„«'
_CLOSING = '"“”»'
_TOKEN = re.compile(r"(?<!\S)(@[Pp][0-9]{1,9}|#[^\s#@]+)(?=$|[\s.,;:!?])")
_FIRST: dict[str, NoteKind] = {"!": "surprise", ">": "promise"}
_STANCE: dict[str, Stance] = {"+": "supports", "-": "refutes"}
_OWNER = re.compile(r"(?<!\S)@(?![Pp]\d+\b)([^\W\d][\w.-]*)[:,]?(?!\S)")
_BY = re.compile(r"(?<!\S)by ", re.IGNORECASE)


class Captured(Struct, frozen=True):
    """A note as it was typed: `people` are P-ids such as `P03`, `tags` are without `#`, `due` is when a promise is."""

    text: str
    kind: NoteKind | None = None
    stance: Stance | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: date | None = None


def parse_capture(typed: str, today: date | None = None) -> Captured:
    """Read a capture line.

    `+` or `-` and a blank at the start is evidence for or against, `"` a customer's own words, `?` and a blank a
    request, `!` what surprised us, `>` a promise of ours, whose first words may be a day after `today`; `@P03` names
    who and `#tag` a tag, anywhere. Signs at either end are taken off the text.
    """
    rest = clean_line(typed)
    stance: Stance | None = None
    if rest[:2] in ("+ ", "- ") or (rest[:1] in "+-" and rest[1:2] in tuple(_OPENING)):
        stance, rest = _STANCE[rest[0]], rest[1:].lstrip()
    tokens = [match.group(1) for match in _TOKEN.finditer(rest)]
    rest = _without_outer_tokens(rest)
    kind: NoteKind | None = None
    if rest[:1] in tuple(_OPENING):
        kind, rest = "quote", rest[1:].rstrip().rstrip(_CLOSING).strip()
    elif rest.startswith("? "):
        kind, rest = "request", rest[2:].lstrip()
    elif rest[:1] in _FIRST:
        kind, rest = _FIRST[rest[0]], rest[1:].lstrip()
    people = tuple(dict.fromkeys(f"P{int(token[2:]):02d}" for token in tokens if token[0] == "@"))
    tags = tuple(dict.fromkeys(token[1:].casefold() for token in tokens if token[0] == "#"))
    due, rest = leading_day(rest, today) if kind == "promise" and today is not None else (None, rest)
    return Captured(rest, kind, stance, people, tags, due)


def _without_outer_tokens(text: str) -> str:
    while True:
        first, _, rest = text.partition(" ")
        if _TOKEN.fullmatch(first):
            text = rest.lstrip()
            continue
        rest, _, last = text.rpartition(" ")
        if _TOKEN.fullmatch(last):
            text = rest.rstrip()
            continue
        return text


class DecisionLine(Struct, frozen=True):
    """What a line says: what is to be done, who does it, by which day."""

    text: str
    owner: str | None = None
    due: date | None = None


def parse_decision(typed: str, today: date) -> DecisionLine:
    """Return what was decided; a day at the beginning, or after a `by` at the end, is when it is due.

    The first `@name` is who does it; a P-id is a customer and stays where it is.
    """
    words = clean_line(typed)
    owner = None
    if mention := _OWNER.search(words):
        owner = mention[1].rstrip(".-")
        words = clean_line(f"{words[: mention.start()]} {words[mention.end() :]}")
    due, rest = leading_day(words, today)
    if due is not None:
        words = rest
    elif by := list(_BY.finditer(words)):
        with suppress(NotAllowed):
            due = parse_day(words[by[-1].end() :].rstrip(".;"), today)
            words = words[: by[-1].start()].rstrip(" ,;")
    return DecisionLine(words, owner, due)
