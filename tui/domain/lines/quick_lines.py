"""Lines typed in passing: one about a card, with signs for what it is and whom it concerns, and one that decides.

A touchpoint has one, too: `interview P03 25m video yesterday: wants export` for what took half an hour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import method_words
from tui.domain.lines.scene_signs import question_of, read_scene
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.people.policy import Policy
from tui.domain.records import Scene
from tui.domain.records.vocabulary import Channel, Direction, Method, NoteKind, Stance
from tui.domain.text import clean_line
from tui.domain.time.dates import leading_day, parse_day, parse_since
from tui.domain.time.moments import NOON, parse_any_day

_OPENING = '"“”„«'
_CLOSING = '"“”»'
_TOKEN = re.compile(r"(?<!\S)(@[Pp][0-9]{1,9}|#[^\s#@]+)(?=$|[\s.,;:!?])")
_FIRST: dict[str, NoteKind] = {"!": "surprise", ">": "promise"}
_STANCE: dict[str, Stance] = {"+": "supports", "-": "refutes"}
_OWNER = re.compile(r"(?<!\S)@(?![Pp]\d+\b)([^\W\d][\w.-]*)[:,]?(?!\S)")
_BY = re.compile(r"(?<!\S)by ", re.IGNORECASE)
METHOD_WORDS: dict[str, Method] = {
    **{method_words(method): method for method in TOUCHPOINT_METHODS},
    "support": "support_contact",
    "feedback": "feedback_form",
    "diary": "diary_study",
    "inquiry": "contextual_inquiry",
    "ethnography": "digital_ethnography",
    "usability test": "user_test",
    "test": "user_test",
    "a/b test": "ab_test",
}
CHANNEL_WORDS: dict[str, Channel] = {
    **{channel.replace("_", " "): channel for channel in CHANNELS if channel != "other"},
    "call": "phone",
    "mail": "email",
    "e-mail": "email",
    "letter": "post",
    "in-app": "in_app",
}
DIRECTION_WORDS: dict[str, Direction] = {"inbound": "inbound", "outbound": "outbound"}
_FILLERS = frozenset({"with", "and"})
_BEFORE_TIMES = re.compile(r"(?:at|on) ")
_PID = re.compile(r"@?p(\d{1,9})", re.ASCII)
_LASTED = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})(?:m|min)?)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_LONGEST = 3


class Captured(Struct, frozen=True):
    """A note as it was typed: `people` are P-ids such as `P03`, `tags` are without `#`, `due` is when a promise is."""

    text: str
    kind: NoteKind | None = None
    stance: Stance | None = None
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due: date | None = None
    scene: Scene | None = None
    question: int | None = None


def parse_capture(typed: str, today: date | None = None, *, met: bool = False) -> Captured:
    """Read a capture line.

    `+` or `-` and a blank at the start is evidence for or against, `"` a customer's own words, `?` and a blank a
    request, `!` what surprised us, `>` a promise of ours, whose first words may be a day after `today`; `@P03` names
    who and `#tag` a tag, anywhere. Signs at either end are taken off the text. Where somebody was `met`, a step of what
    happened and what was around come before all that, and how it felt at the end: `3. no answer /-1`, `obj: a diary`;
    so does which question of the guide is answered: `q2 by hand`.
    """
    rest = clean_line(typed)
    scene: Scene | None = None
    question = question_of(_without_outer_tokens(rest)) if met else None
    if met:
        scene, rest = _with_scene(rest)
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
    return Captured(rest, kind, stance, people, tags, due, scene, question)


def _with_scene(line: str) -> tuple[Scene | None, str]:
    """Return the scene of a line, and the line without it; whom and what it names may stand before and behind."""
    bare = _without_outer_tokens(line)
    scene, rest = read_scene(bare)
    return (scene, line.replace(bare, f" {rest} ", 1).strip()) if scene is not None else (None, line)


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


class TouchLine(Struct, frozen=True):
    """What a line says; `people` are P-ids. What is planned has `expectation` in place of `summary`."""

    at: datetime
    method: Method | None = None
    people: tuple[str, ...] = ()
    channel: Channel | None = None
    direction: Direction = "outbound"
    duration: int | None = None
    planned: bool = False
    tentative: bool = False
    text: str = ""


class _Head:
    """What was read so far of the words before the text."""

    def __init__(self) -> None:
        self.method: Method | None = None
        self.people: list[str] = []
        self.channel: Channel | None = None
        self.direction: Direction = "outbound"
        self.duration: int | None = None
        self.planned = self.tentative = self.following = False
        self.day = ""
        self.clock: time | None = None


def parse_touchpoint(typed: str, now: datetime, policy: Policy) -> TouchLine:
    """Read a touchpoint line; words of any order up to a colon, or the first word that is none of them.

    A weekday is the last one, or with `plan` the next one; a day to come is planned without saying so. Without a time
    of day it is noon, and today it is now. A channel with no method is a contact of some other kind: `call P03`.
    """
    words = clean_line(typed).split()
    head = _Head()
    at = 0
    while at < len(words):
        taken, ended = _read(head, words[at:], policy.day(now))
        at += taken
        if ended or not taken:
            break
    moment, planned = _moment(head, now, policy)
    return TouchLine(
        at=moment,
        method=head.method or ("other" if head.channel else None),
        people=tuple(dict.fromkeys(head.people)),
        channel=head.channel,
        direction=head.direction,
        duration=head.duration,
        planned=planned,
        tentative=head.tentative,
        text=" ".join(words[at:]).lstrip(": "),
    )


def _read(head: _Head, words: Sequence[str], today: date) -> tuple[int, bool]:
    """Take what the next words say; return how many they were, and whether a colon ended the head."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        given = words[:length]
        if any(word.endswith(":") for word in given[:-1]):
            continue
        ended = given[-1].endswith(":")
        if _take(head, " ".join(given).rstrip(":,").casefold(), today):
            return length, ended
    return (1, True) if words[0] == ":" else (0, False)


def _take(head: _Head, phrase: str, today: date) -> bool:
    if phrase in METHOD_WORDS and head.method is None:
        head.method = METHOD_WORDS[phrase]
    elif phrase in CHANNEL_WORDS and head.channel is None:
        head.channel = CHANNEL_WORDS[phrase]
    elif phrase in DIRECTION_WORDS:
        head.direction = DIRECTION_WORDS[phrase]
    elif pid := _PID.fullmatch(phrase):
        head.people.append(f"P{int(pid[1]):02d}")
    elif phrase in ("plan", "planned", "tentative"):
        head.planned, head.tentative = True, head.tentative or phrase == "tentative"
    elif not _take_time(head, phrase, today):
        return phrase in _FILLERS
    return True


def _take_time(head: _Head, phrase: str, today: date) -> bool:
    phrase = _BEFORE_TIMES.sub("", phrase, count=1)
    if clock := _CLOCK.fullmatch(phrase):
        with suppress(ValueError):
            head.clock = time.fromisoformat(f"{clock[1]:0>2}:{clock[2]}")
            return True
        return False
    lasted = _LASTED.fullmatch(phrase)
    if (lasted and phrase[-1:] in ("m", "n", "h")) or (lasted and "h" in phrase):
        head.duration = int(lasted[1] or 0) * 60 + int(lasted[2] or 0)
        return True
    if not head.day and _is_day(phrase.removeprefix("next "), today):
        head.day, head.following = phrase.removeprefix("next "), phrase.startswith("next ")
        return True
    return False


def _is_day(phrase: str, today: date) -> bool:
    with suppress(NotAllowed):
        parse_any_day(phrase, today)
        return True
    return False


def _moment(head: _Head, now: datetime, policy: Policy) -> tuple[datetime, bool]:
    """Return when it is or was, and whether it is planned."""
    today, planned = policy.day(now), head.planned or head.following
    day = _day(head.day, today, planned=planned)
    if day == today and head.clock is None:
        return now, planned
    moment = datetime.combine(day, head.clock or NOON, policy.zone).astimezone(UTC)
    return moment, planned or moment > now


def _day(words: str, today: date, *, planned: bool) -> date:
    if not words:
        return today
    try:
        return parse_any_day(words, today, ahead=planned)
    except NotAllowed:  # `3d` is a day in the past alone
        return parse_since(words, today)
