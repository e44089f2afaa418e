"""Where the fields of a YAML text stand, and the edits that set, add and take away one, and no other character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import yaml

from tui.definitions.dumper import scalar
from tui.definitions.source import ODD_LINE_ENDS

Value: TypeAlias = str | int
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ALIAS = re.compile(r"\s*:\s*(\*[\w-]+)")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SPECIAL = re.compile(r"""[,\[\]{}:#&*!|>'"%@`?]""")


class Edit(NamedTuple):
    """A stretch of a text, and what comes in its place."""

    start: int
    end: int
    text: str = ""


class Unplaced(Exception):
    """A change has no place of its own in a text; `line` is where it would be, `sentence` why."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


class Places:
    """A YAML text of one group of fields, and where things are in it. It has to be one that can be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(ODD_LINE_ENDS.sub(" ", text), Loader=_Loader)
        first = _LINE_END.search(text)
        self.line_end = first[0] if first else "\n"

    def value(self, group: Any, name: str) -> Any:
        """Return the node of a field of a group, None where it has no such field. Raises Unplaced for an alias."""
        for key, value in group.value:
            if key.value == name:
                if value.start_mark.index < key.end_mark.index:
                    raise Unplaced(key.start_mark.line + 1, f"{name} says what stands elsewhere, by an alias")
                return value
        return None

    def set_fields(self, group: Any, fields: Mapping[str, Value | None]) -> list[Edit]:
        """Return the edits by which fields of a group have values; one that is None is taken away."""
        present = {key.value: at for at, (key, _) in enumerate(group.value)}
        edits = []
        for name, value in fields.items():
            if value is None:
                edits += [self._removal(group, present[name])] if name in present else []
            elif name in present:
                edits.append(self._replacement(group, present[name], value))
            else:
                edits.append(self._addition(group, name, value))
        return edits

    def end_of(self, node: Any) -> int:
        """Return where the last character of a node is behind us; a block ends with what is last in it."""
        if isinstance(node, yaml.ScalarNode) or node.flow_style:
            end: int = node.end_mark.index
            return len(self.text[:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else end
        if isinstance(node, yaml.MappingNode):
            return self._span(*node.value[-1])[1]
        return self.end_of(node.value[-1])

    def end_of_line(self, index: int) -> int:
        """Return where the line of an index ends, before what ends it."""
        match = _LINE_END.search(self.text, index)
        return match.start() if match else len(self.text)

    def start_of_line(self, index: int) -> int:
        """Return where the line of an index begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def after_line(self, index: int) -> int:
        """Return where the line after that of an index begins."""
        match = _LINE_END.search(self.text, index)
        return match.end() if match else len(self.text)

    def above_comments(self, index: int) -> int:
        """Return where the lines of comments directly above a line begin, or that line itself."""
        start = self.start_of_line(index)
        while start:
            before = self.start_of_line(self._end_of_line_before(start))
            if self.text[before] != "#":
                break
            start = before
        return start

    def _end_of_line_before(self, start: int) -> int:
        return start - (2 if self.text.endswith("\r\n", 0, start) else 1)

    def _span(self, key: Any, value: Any) -> tuple[int, int]:
        """Return where a value stands, without its anchor and tag."""
        if value.start_mark.index < key.end_mark.index:
            alias = _ALIAS.match(self.text, key.end_mark.index)
            if alias is None:
                raise Unplaced(key.start_mark.line + 1, f"{key.value} is written in a way that is not followed here")
            return alias.span(1)
        start, end = value.start_mark.index, self.end_of(value)
        properties = _PROPERTIES.match(self.text, start, end)
        return (properties.end() if properties else start), end

    def _replacement(self, group: Any, at: int, value: Value) -> Edit:
        key, node = group.value[at]
        start, end = self._span(key, node)
        alias = self.text[start : start + 1] == "*"
        if not alias and (not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">")):
            raise Unplaced(key.start_mark.line + 1, f"{key.value} is no text of one line")
        style = None if alias else node.style
        return Edit(start, end, written(value, style=style, in_flow=bool(group.flow_style)))

    def _addition(self, group: Any, name: str, value: Value) -> Edit:
        words = f"{name}: {written(value, in_flow=bool(group.flow_style))}"
        if group.flow_style:
            if not group.value:
                brace = self.text.index("{", group.start_mark.index) + 1
                return Edit(brace, brace, words)
            end = self._span(*group.value[-1])[1]
            return Edit(end, end, f", {words}")
        for key, node in reversed(group.value):
            end = self._span(key, node)[1]
            if isinstance(node, yaml.ScalarNode) and not _LINE_END.search(self.text, key.start_mark.index, end):
                line = self.end_of_line(end)
                return Edit(line, line, f"{self.line_end}{' ' * key.start_mark.column}{words}")
        raise Unplaced(group.start_mark.line + 1, f"there is no line below which {name} could stand")

    def _removal(self, group: Any, at: int) -> Edit:
        spans = [(key.start_mark.index, self._span(key, value)[1]) for key, value in group.value]
        if group.flow_style:
            return self.cut(spans, at)
        start, end = spans[at]
        line_start, line = self.start_of_line(start), self.end_of_line(end)
        if self.text[end:line].strip():  # a comment stays
            return Edit(start, end)
        if line_start and not self.text[line_start:start].strip():
            return Edit(self._end_of_line_before(line_start), line)
        next_start = spans[at + 1][0] if at + 1 < len(spans) else line
        return Edit(start, next_start if not self.text[end:next_start].strip() else end)

    def cut(self, spans: Sequence[tuple[int, int]], at: int) -> Edit:
        """Return the edit that takes one out of what stands between commas."""
        start, end = spans[at]
        before, after = (spans[at - 1][1] if at else None), (spans[at + 1][0] if at + 1 < len(spans) else None)
        if before is not None and not self.text[before:start].strip(" \t\r\n,"):
            return Edit(before, end)
        if after is not None and not self.text[end:after].strip(" \t\r\n,"):
            return Edit(start, after)
        comma = re.compile(r"[ \t]*,?").match(self.text, end)
        return Edit(start, comma.end() if comma else end)


def applied(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Return a text, or a stretch of it, with edits made in it that do not overlap; those at one place in order."""
    pieces, at = [], start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:end]])


def written(value: Value, *, style: str | None = None, in_flow: bool = False) -> str:
    """Return a value as it stands behind its field, in quotes as before (`style`) or where it needs them."""
    if style == '"':
        return json.dumps(str(value), ensure_ascii=False)
    plain = scalar(value)
    if style == "'" or (in_flow and isinstance(value, str) and plain == value and _SPECIAL.search(value)):
        doubled = str(value).replace("'", "''")
        return f"'{doubled}'"
    return plain
