"""Says in plain words where YAML itself stopped reading, and reads on: one slip hides none of the other mistakes.

A line that YAML stumbles over is reported and replaced by the nearest thing that can be read; nothing of this
reaches a definition, because a file with any problem gives none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from tui.definitions.parser import TOO_DEEP, parse
from tui.definitions.problems import UNREADABLE, Node, Refused, Report

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
    (
        "expected key",
        "this line does not fit: its indentation, or the quotation marks in it, differ from the lines above",
    ),
    ("'-' indicator", 'this line does not fit into the list above it: mend its indentation, or begin it with "- "'),
)


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
