"""The list of people, one widget whatever their number: its columns at a width, its groups, a person in one row."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from tui.app.look.glyphs import SIGN_STYLES, Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import BLANK, Row, Span, cell, joined
from tui.app.people.crowd import Crowd, Together
from tui.domain.people.consent import GROUPS, Sign
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Participant

Name = Literal["ID", "NAME", "RELATION", "SEGMENT", "LAST", "NEXT TOUCH", "PERMISSION", "NOTES", "CARDS"]
ORDER: tuple[Name, ...] = get_args(Name)
NEEDED_FIRST: tuple[Name, ...] = (
    *("ID", "NEXT TOUCH", "NAME", "PERMISSION", "LAST", "RELATION", "SEGMENT", "NOTES", "CARDS"),
)
"""Columns as room is given to them; what comes last goes first where there is little."""
WIDTHS: dict[Name, int] = {
    "NAME": 8,
    "RELATION": 9,
    "SEGMENT": 10,
    "LAST": 5,
    "NEXT TOUCH": 16,
    "PERMISSION": 14,
    "NOTES": 5,
    "CARDS": 5,
}
GROWING: tuple[tuple[Name, int], ...] = (("NAME", 14), ("SEGMENT", 14), ("NAME", 26), ("SEGMENT", 24))
"""Who gets the cells that are left, and up to which width."""
RIGHT: frozenset[Name] = frozenset({"LAST", "NOTES", "CARDS"})
SHORT_NEXT, ROOM_FOR_WORDS, ROOM_TO_GROW = 14, 60, 8
INDENT = 2
SIGNS: dict[Sign, str] = {**{sign: sign for sign in get_args(Sign)}, "expired": "over"}
STATE_WORDS = {
    "overdue": ("overdue", "danger bold"),
    "due": ("due", "warn bold"),
    "in_touch": ("in touch", "muted bold"),
    "resting": ("not to be approached", "muted bold"),
}

NEXT_STYLES = {
    "overdue": ("danger", "danger bold"),
    "due": ("warn", "warn"),
    "in_touch": ("muted", "muted"),
    "resting": ("", "muted"),
}
"""How the sign and the words of the next touch are drawn, by how things stand."""


class Columns(Struct, frozen=True):
    """The columns that fit, each with its width, and the gap between them."""

    widths: tuple[tuple[Name, int], ...]
    gap: int
    brief: bool


def columns_for(width: int, *, names: bool, pid: int) -> Columns:
    """Return the columns for a list of `width` cells; `pid` is the width of the longest P-id."""
    brief = width < ROOM_FOR_WORDS
    wished = {**WIDTHS, "ID": pid, "NEXT TOUCH": SHORT_NEXT if brief else WIDTHS["NEXT TOUCH"]}
    everything = len(ORDER) - (0 if names else 1)
    for gap in (3, 2):
        fitting = _fitting(width - INDENT, gap, wished, names=names)
        spare = width - INDENT - sum(fitting.values()) - gap * (len(fitting) - 1)
        if len(fitting) == everything and spare >= ROOM_TO_GROW:
            break
    for name, most in GROWING:
        if name in fitting:
            more = max(0, min(spare, most - fitting[name]))
            fitting[name] += more
            spare -= more
    return Columns(tuple((name, fitting[name]) for name in ORDER if name in fitting), gap, brief)


def _fitting(room: int, gap: int, wished: dict[Name, int], *, names: bool) -> dict[Name, int]:
    """Return the columns that are needed most, as many as fit; permission is passed over for shorter ones."""
    fitting: dict[Name, int] = {}
    for name in NEEDED_FIRST:
        if name == "NAME" and not names:
            continue
        if wished[name] + (gap if fitting else 0) <= room:
            fitting[name] = wished[name]
            room -= wished[name] + (gap if len(fitting) > 1 else 0)
        elif name != "PERMISSION":
            break
    return fitting


def head_rows(columns: Columns, glyphs: Glyphs, width: int) -> tuple[Row, ...]:
    """Return the heads of the columns, and the rule."""
    cells = [
        cell((Span(name if len(name) <= size else name[:size], "muted"),), size, right=name in RIGHT)
        for name, size in columns.widths
    ]
    heads = joined(cells, " " * columns.gap)
    return Row((Span(" " * INDENT), *heads)), Row((Span(glyphs.rule * width, "line"),))


def group_row(group: Together) -> Row:
    """Return the head of a group: what it is, and how many."""
    words, style = STATE_WORDS[group.state]
    return Row((Span(" " * INDENT), Span(words, style), Span(f" {group.count}", "muted")))


class Face(Struct, frozen=True):
    """All that a row of a person depends on besides the person."""

    crowd: Crowd
    columns: Columns
    glyphs: Glyphs
    mask: Mask
    marked: bool = True


def person_row(face: Face, person: Participant, *, selected: bool) -> Row:
    """Return a person in one row."""
    facts = face.crowd.facts(person)
    cells = [
        cell(_spans(face, facts, name, selected=selected), size, right=name in RIGHT)
        for name, size in face.columns.widths
    ]
    sign = face.glyphs.focus if face.marked else face.glyphs.idle
    bar = Span(f"{sign} ", "accent") if selected else Span(" " * INDENT)
    return Row((bar, *joined(cells, " " * face.columns.gap)), (), "sel" if selected else "bg")


def _spans(face: Face, facts: PersonFacts, name: Name, *, selected: bool) -> tuple[Span, ...]:
    person = facts.person
    match name:
        case "ID":
            return (Span(person.pid, "people bold" if selected else "people"),)
        case "NAME":
            contact = facts.workspace.contact_of(person.uid)
            return (Span(face.mask.line(contact.fn) if contact else "", "bright bold" if selected else "text"),)
        case "RELATION":
            if person.relationship is None:
                return (Span("–", "muted"),)
            return (Span(person.relationship, "bright bold" if selected and not face.mask.names else "text"),)
        case "SEGMENT":
            return (Span(segment_words(person, face.mask), "muted"),)
        case "LAST":
            return (Span(facts.last_words, "muted" if facts.keeping.last is None else "text"),)
        case "NEXT TOUCH":
            return next_spans(facts, face.glyphs, brief=face.columns.brief)
        case "PERMISSION":
            return sign_spans(face, person)
        case "NOTES":
            return (_count(facts.notes),)
        case "CARDS":
            return (_count(len(facts.cards)),)


def segment_words(person: Participant, mask: Mask) -> str:
    """Return the segments of a person in one line."""
    words: list[str] = [mask.line(segment.value) for segment in person.segments]
    if person.advisory_board and "advisory board" not in (word.casefold() for word in words):
        words.append("advisory board")
    return ", ".join(words) or "–"


def next_spans(facts: PersonFacts, glyphs: Glyphs, *, brief: bool = False) -> tuple[Span, ...]:
    """Return when somebody should hear from us, or why they should not."""
    keeping = facts.keeping
    sign, style = NEXT_STYLES[keeping.state]
    lead = () if keeping.state == "resting" else (Span(f"{glyphs.ages[keeping.level]} ", sign),)
    return (*lead, Span(facts.next_words(brief=brief), style))


def sign_spans(face: Face, person: Participant) -> tuple[Span, ...]:
    """Return the five signs of permission, each with the letter of its word."""
    spans: list[Span] = []
    for group, sign in face.crowd.signs(person).items():
        spans += [Span(face.glyphs.sign(sign), SIGN_STYLES[sign]), Span(f"{group[0]} ", "muted")]
    spans[-1] = Span(spans[-1].text.rstrip(), "muted")
    return tuple(spans)


def legend_rows(glyphs: Glyphs) -> tuple[Row, ...]:
    """Return what the signs mean, below two blank rows."""
    lead = f"{'':{INDENT}}permission  "
    signs = [(Span(f"{glyphs.sign(sign)} ", SIGN_STYLES[sign]), Span(words)) for sign, words in SIGNS.items()]
    letters = [(Span(group[0], "muted"), Span(f" {group}", "muted")) for group in GROUPS]
    ages = [
        (Span(f"{glyphs.ages[0]} {glyphs.ages[1]} ", "muted"), Span("within ideal")),
        (Span(f"{glyphs.ages[2]} ", "warn"), Span("past ideal")),
        (Span(f"{glyphs.ages[3]} ", "danger"), Span("past maximum")),
    ]
    return (
        BLANK,
        BLANK,
        Row((Span(lead, "muted"), *joined(signs, "  "))),
        Row((Span(" " * len(lead)), *joined(letters, "   "))),
        Row((Span(f"{'':{INDENT}}next touch  ", "muted"), *joined(ages, "  "))),
    )


def _count(count: int) -> Span:
    return Span(str(count)) if count else Span("–", "muted")
