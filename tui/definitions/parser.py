"""From YAML text to nodes with places. Builds no Python objects and follows aliases only so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from tui.definitions.problems import UNREADABLE, Mapping, Node, Refused, Report, Scalar, Sequence, shown

MAX_ALIASED = 10_000
MAX_DEPTH = 30
TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep, which no board needs"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_TAGS = {None, "!"} | {_STANDARD + name for name in ("str", "int", "seq", "map")}


def parse(text: str, report: Report) -> Node | None:
    """Return the tree of the first document, or None when there is nothing in it.

    Raises:
        Refused: Nested too deep, or too many aliases.
        yaml.YAMLError: The text is not YAML.
    """
    return _Composer(yaml.parse(text, Loader=_Loader), report).document()


class _Composer:
    """Builds nodes from parser events, so that limits act before memory is spent."""

    def __init__(self, events: Iterator[Any], report: Report) -> None:
        self._events = events
        self._report = report
        self._anchors: dict[str, Node | None] = {}
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
        if depth > MAX_DEPTH:
            self._refuse(event, TOO_DEEP)
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
