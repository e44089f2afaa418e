"""The words of the capture lines: the kinds a note can have, what a touchpoint line says, what completes either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.app.asking.prompts import Choice
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Span, joined
from tui.domain.history.people_phrases import method_words
from tui.domain.lines.quick_lines import parse_capture
from tui.domain.lines.touchpoint_line import CHANNEL_WORDS, METHOD_WORDS, TouchLine
from tui.domain.people.policy import Policy
from tui.domain.records import Note

ROOM_FOR_KINDS = 110
MOST_WORDS = 8
SIGNS = {
    "note": "",
    "quote": '"',
    "supports": "+ ",
    "refutes": "- ",
    "request": "? ",
    "surprise": "! ",
    "promise": "> ",
}
"""The kinds and stances that a line takes in turn, each with the sign at its beginning that makes it one."""


def line_of(note: Note) -> str:
    """Return the line that makes a note, without its people and tags."""
    return SIGNS.get(note.stance or "", "") + SIGNS.get(note.kind, "") + note.text


def kind_index(text: str) -> int:
    """Return which of the kinds a capture line has by its sign."""
    captured = parse_capture(f"{text}…")  # a sign counts before the first word is typed
    kind = captured.stance or captured.kind or ""
    return list(SIGNS).index(kind) if kind in SIGNS else 0


def turn_kind(text: str) -> str:
    """Return the line with the sign of the next kind."""
    index, signs = kind_index(text), list(SIGNS.values())
    written = next((sign.strip() for sign in signs[1:] if index and text.startswith(sign.strip())), "")
    return signs[(index + 1) % len(signs)] + (text.removeprefix(written).lstrip() if written else text)


def kind_words(text: str, glyphs: Glyphs, width: int, *, finished: bool) -> tuple[Span, ...]:
    """Return the kinds that tab goes through from the current one; where there is little room, that one alone."""
    plain = "learned" if finished else "note"
    evidence = (f"evidence {glyphs.supports}", f"evidence {glyphs.refutes}")
    names = (plain, "quote", *evidence, "request", "surprise", "promise")
    current = kind_index(text)
    if width < ROOM_FOR_KINDS:
        return (Span(names[current], "bright bold"),)
    first = min(max(0, current - 3), len(names) - 4)
    shown = list(enumerate(names))[first : first + 4]
    groups = [(Span(name, "bright bold" if index == current else "muted"),) for index, name in shown]
    return (Span("tab  ", "accent bold"), *joined(groups, " → "))


def same_people(text: str) -> str:
    """Return the beginning of a further note: about the same people."""
    return "".join(f"@{pid} " for pid in parse_capture(text).people)


def mention(text: str) -> tuple[str, str] | None:
    """Return the line before, and the word after, an @ with which its last word begins; None where there is none."""
    head, at, word = text.rpartition("@")
    return (head, word) if at and " " not in word and (not head or head.endswith(" ")) else None


def touchpoint_words(line: TouchLine, people: str, policy: Policy, today: date) -> str:
    """Return what a touchpoint line says, as it would be saved; empty where it says nothing yet."""
    if line.method is None and not line.people and not line.text:
        return ""
    local = line.at.astimezone(policy.zone)
    day = "today" if local.date() == today else f"{local:%a} {local.day} {local:%b}"
    parts = [
        "planned" if line.planned else "",
        method_words(line.method) if line.method else "what was it?",
        people or "with whom?",
        f"{line.duration} min" if line.duration else "",
        (line.channel or "").replace("_", " "),
        "they came to us" if line.direction == "inbound" else "",
        f"{day} {local:%H:%M}" if line.planned else day,
        f"“{line.text}”" if line.text else "",
    ]
    return " · ".join(part for part in parts if part)


def offered_words(text: str) -> Sequence[Choice]:
    """Offer the methods and channels that the last word begins, before the text of the line begins."""
    head, _, word = text.rpartition(" ")
    if len(word) < 2 or ":" in text:
        return ()
    words = dict.fromkeys([*METHOD_WORDS, *CHANNEL_WORDS])
    begun = word.casefold()
    fitting = [name for name in words if name.startswith(begun) and name != begun]
    lead = f"{head} " if head else ""
    return [Choice(f"{lead}{name} ", (Span(name),)) for name in fitting[:MOST_WORDS]]
