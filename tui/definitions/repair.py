"""Reads on after a syntax error, so that one slip of the keyboard does not hide the other mistakes of a file.

A line that YAML stumbles over is reported and replaced by the nearest thing that can be read; nothing of this
reaches a definition, because a file with any problem gives none.
"""

from __future__ import annotations

import re

import yaml

from tui.definitions.nodes import UNREADABLE, Node
from tui.definitions.parser import parse
from tui.definitions.report import Refused, Report
from tui.definitions.syntax import Slip, slip_of

MAX_REPAIRS = 10
MAX_REPAIRED_LENGTH = 200_000

_FIELD = re.compile(r"(?P<key>(?P<indent> *(?:- +)*)[\w-]+ *:)(?: |$)")
_ITEM = re.compile(r"(?P<dash> *- )")
_INDENT = re.compile(r"[ \t]*")


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
            slip = slip_of(error, lines)
            report.add(slip.line, slip.column, "", slip.sentence)
            if len(text) > MAX_REPAIRED_LENGTH:
                break
            _repair(lines, slip, report)
    raise Refused


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
        return slip_of(error, lines).line
    except Refused:
        pass
    return len(lines) + 1


def _next_indent(lines: list[str], index: int) -> int:
    following = next((line for line in lines[index + 1 :] if line.strip()), None)
    return -1 if following is None else _width(following)


def _width(line: str) -> int:
    indent = _INDENT.match(line)
    return indent.end() if indent else 0
