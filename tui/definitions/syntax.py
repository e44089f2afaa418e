"""Says in plain words where YAML itself stopped reading, and why."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

MAX_DEPTH = 30
TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep, which no board needs"
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


def slip_of(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """Return what a YAML error means for the person who wrote these lines."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    if mark is None:
        return Slip(1, 1, "this is not text that YAML can read")
    index = min(mark.line, len(lines) - 1)
    if tab := _TAB_INDENT.match(lines[index]):
        return Slip(index + 1, tab.end(), "this line is indented with a tab; YAML knows only spaces", tab=True)
    said = f"{context} {problem}"
    if start is not None and any(words in context for words in _BEGINS_AT_CONTEXT):
        mark = start
    sentence = next((sentence for words, sentence in _SENTENCES if words in said), f"YAML cannot read this: {problem}")
    return Slip(min(mark.line, len(lines) - 1) + 1, mark.column + 1, sentence)
