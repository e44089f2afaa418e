"""From YAML text to nodes with places. Builds no Python objects and follows aliases only so far.

Where YAML itself stops reading it is said in plain words, and what stands there is replaced by the nearest thing that
can be read: one slip hides none of the other mistakes. Nothing of that reaches a definition, because a file with any
problem gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from tui.definitions.problems import UNREADABLE, Mapping, Node, Refused, Report, Scalar, Sequence, shown

MAX_NODES = 500_000
"""How many names, texts, lists and groups a file may hold: ten thousand cards with all their fields."""
MAX_ALIASED = 10_000
MAX_DEPTH = 30
TOO_MANY = f"this file holds more than {MAX_NODES:,} fields and texts, more than a board may; make several boards of it"
TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep, which no board needs"

UNFITTING = "this line does not fit: its indentation, or the quotation marks in it, differ from the lines above"
UNLISTED = 'this line does not fit into the list above it: mend its indentation, or begin it with "- "'
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_TAGS = {None, "!"} | {_STANDARD + name for name in ("str", "int", "seq", "map")}
MAX_REPAIRS = 10
MAX_REPAIRED_LENGTH = 200_000
_FIELD = re.compile(r"(?P<key>(?P<indent> *(?:- +)*)[\w-]+ *:)(?: |$)")
_ITEM = re.compile(r"(?P<dash> *- )")
_TAB_INDENT = re.compile(r" *\t")
# Where the parser gives up is not always where the person slipped: these begin at the context, not at the problem.
_BEGINS_AT_CONTEXT = ("quoted scalar", "flow", "simple key", "block scalar", "alias", "anchor")
_SENTENCES = (
    # Newer libraries refuse by themselves what is nested far deeper than that.
    ("maximum nesting depth", TOO_DEEP),
    ("unexpected end of stream", "this quotation mark is never closed; close it at the end of the text"),
    ("document indicator", "this quotation mark is never closed; close it at the end of the text"),
    ("flow sequence", "this [ is never closed, or a comma is missing between two items"),
    ("flow mapping", "this { is never closed, or a comma is missing between two fields"),
    ("flow node", "this [ or { is never closed, or a comma is missing"),
    ("block scalar", "a text that begins with > or | has to be in quotes"),
    ("scanning an alias", "a text that begins with * has to be in quotes"),
    ("scanning an anchor", "a text that begins with & has to be in quotes"),
    ("simple key", 'this line is no field: "name: text" is what belongs here, or "- text" in a list'),
    ("cannot start any token", "a text cannot begin with this character unless it is in quotes"),
    ("quoted scalar", r"in double quotes a backslash \ begins a code, and this is none; use single quotes"),
    ("mapping values", 'this ": " would begin a new field; put the text in quotes, or mend the indentation'),
    ("sequence entries", "a list begins on a line of its own, below its field"),
    ("expected key", UNFITTING),
    ("'-' indicator", UNLISTED),
    # As the parser that is written in Python puts it.
    ("block mapping expected <block end>", UNFITTING),
    ("block collection expected <block end>", UNLISTED),
)


def parse(text: str, report: Report) -> Node | None:
    """Return the tree of the first document, or None when there is nothing in it.

    Raises:
        Refused: Nested too deep, or too many nodes or aliases.
        yaml.YAMLError: The text is not YAML.
    """
    return _Composer(yaml.parse(text, Loader=_Loader), report).document()


class _Composer:
    """Builds nodes from parser events, so that limits act before memory is spent."""

    def __init__(self, events: Iterator[Any], report: Report) -> None:
        self._events = events
        self._report = report
        self._anchors: dict[str, Node | None] = {}
        self._nodes = 0
        self._aliased = 0

    def document(self) -> Node | None:
        root = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say(event, "a board file holds one document; this line starts a second one")
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return None if isinstance(root, Scalar) and root.empty else root

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if depth > MAX_DEPTH:
            self._refuse(event, TOO_DEEP)
        if self._nodes > MAX_NODES:
            self._refuse(event, TOO_MANY)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        node = self._tagged(event, depth) or self._built(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _built(self, event: Any, depth: int) -> Node:
        line, column = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            # Double quotes may spell the mark of unreadable text as an escape, which then is nobody's mistake.
            unreadable = UNREADABLE in event.value and event.style != '"'
            return Scalar(line, column, event.value, not event.style and event.implicit[0], unreadable)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(Sequence(line, column), depth)
        return self._mapping(Mapping(line, column), depth)

    def _sequence(self, sequence: Sequence, depth: int) -> Sequence:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = self._node(event, depth + 1)
            sequence.items.append(item)
            sequence.size += item.size
        return sequence

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            mapping.pairs.append((key, value))
            mapping.size += key.size + value.size
        return mapping

    def _tagged(self, event: Any, depth: int) -> Node | None:
        """Give up on a node with a tag of its own; its events still have to be passed."""
        if event.tag in _TAGS:
            return None
        tag = shown(event.tag.replace(_STANDARD, "!!"))
        self._say(event, f"the tag {tag} is not allowed in a board; leave it out, or put the text in quotes")
        if not isinstance(event, yaml.ScalarEvent):
            self._built(event, depth)
        return _unreadable(event)

    def _alias(self, event: Any) -> Node:
        target = self._anchors.get(event.anchor)
        if target is None:
            self._say(
                event, f"nothing above is named {shown('&' + event.anchor)}; put text that begins with * in quotes"
            )
            return _unreadable(event)
        self._aliased += target.size
        if self._aliased > MAX_ALIASED:
            self._refuse(
                event, "the aliases of this file unfold into far more than a board; write the text out instead"
            )
        return target

    def _say(self, event: Any, sentence: str) -> None:
        self._report.add(*_place(event), "", sentence)

    def _refuse(self, event: Any, sentence: str) -> None:
        self._say(event, sentence)
        raise Refused


def _unreadable(event: Any) -> Scalar:
    return Scalar(*_place(event), "", plain=False, unreadable=True)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class Slip(NamedTuple):
    """One syntax error: its place, what to say, and whether a tab did it."""

    line: int
    column: int
    sentence: str
    tab: bool = False


def parse_what_is_readable(text: str, report: Report) -> Node | None:
    """Return the tree of a text, or of what is left of it once each syntax error is reported and worked around.

    Raises:
        Refused: Nothing can be read.
    """
    lines = text.split("\n")
    for _ in range(MAX_REPAIRS):
        try:
            return parse("\n".join(lines), report)
        except yaml.YAMLError as error:
            slip = _slip_of(error, lines)
            report.add(slip.line, slip.column, "", slip.sentence)
            if len(text) > MAX_REPAIRED_LENGTH:
                break
            _repair(lines, slip, report)
    raise Refused


def _slip_of(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """Return what a YAML error means for the person who wrote these lines."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    if mark is None:
        return Slip(1, 1, "this is not text that YAML can read")
    index = min(mark.line, len(lines) - 1)
    if tab := _TAB_INDENT.match(lines[index]):
        return Slip(index + 1, tab.end(), "this line is indented with a tab; YAML knows only spaces", tab=True)
    why = f"{context} {problem}"
    if start is not None and any(words in context for words in _BEGINS_AT_CONTEXT):
        mark = start
    sentence = next((sentence for words, sentence in _SENTENCES if words in why), f"YAML cannot read this: {problem}")
    return Slip(min(mark.line, len(lines) - 1) + 1, mark.column + 1, sentence)


def _repair(lines: list[str], slip: Slip, report: Report) -> None:
    index = slip.line - 1
    line = lines[index]
    if slip.tab:
        lines[index] = _without_tabs(lines, index)
        report.shifts[slip.line] = len(line) - len(lines[index])
    elif field := _FIELD.match(line):
        holds_more = _next_indent(lines, index) > len(field["indent"])
        lines[index] = field["key"] if holds_more else f"{field['key']} {UNREADABLE}"
    elif item := _ITEM.match(line):
        lines[index] = item["dash"] + UNREADABLE
        report.incomplete = True
    else:
        lines[index] = ""
        report.incomplete = True


def _without_tabs(lines: list[str], index: int) -> str:
    """Indent a line by spaces: as deep as makes YAML read the farthest, for tabs have no width of their own."""
    rest = lines[index].lstrip(" \t")
    before = next((line for line in reversed(lines[:index]) if line.strip()), "")
    field = _FIELD.match(before)
    depths = [
        len(field["indent"]) if field else _width(before),
        _width(before),
        _width(before) + 2,
        max(0, _next_indent(lines, index)),
        len(lines[index].expandtabs(2)) - len(rest),
        0,
    ]
    return max(
        (" " * depth + rest for depth in depths), key=lambda line: _reach([*lines[:index], line, *lines[index + 1 :]])
    )


def _reach(lines: list[str]) -> int:
    """Return the line of the first syntax error, or one beyond the last line."""
    try:
        parse("\n".join(lines), Report(""))
    except yaml.YAMLError as error:
        return _slip_of(error, lines).line
    except Refused:
        pass
    return len(lines) + 1


def _next_indent(lines: list[str], index: int) -> int:
    following = next((line for line in lines[index + 1 :] if line.strip()), None)
    return -1 if following is None else _width(following)


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
