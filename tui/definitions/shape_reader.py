"""Reads groups of fields and lists against a shape, so that one walk finds every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct, field

from tui.definitions.problems import Mapping, Mistake, Node, Report, Scalar, Sequence, near, shown

Check = Callable[[Node], Any]


class ListOf(NamedTuple):
    """A list whose items all pass one check; `item` says what one of them is."""

    check: Check | Shape
    item: str


class Shape(NamedTuple):
    """A group of fields; `name` is what people call it, with its article."""

    name: str
    fields: dict[str, Check | ListOf | Shape]
    required: tuple[str, ...] = ()


class Group(Struct):
    """What a group of fields held: the values that passed, and where each field and its value stand."""

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Node] = field(default_factory=dict)


class _Nothing:
    """A value that did not pass; its problem is in the report."""


_NOTHING = _Nothing()


class Reader:
    """Walks nodes against shapes and notes every problem in a report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def read(self, node: Node, kind: Check | ListOf | Shape, path: str = "") -> Any:
        """Return the value of a node: a `Group` for a shape, a list for a list, else what the check returns."""
        try:
            if isinstance(node, Scalar) and node.unreadable:
                return _NOTHING
            if isinstance(kind, Shape):
                return self._group(node, kind, path)
            if isinstance(kind, ListOf):
                return self._list(node, kind, path)
            return kind(node)
        except Mistake as mistake:
            self._report.add_at(mistake.node, path, mistake.sentence)
            return _NOTHING

    def _list(self, node: Node, kind: ListOf, path: str) -> list[Any]:
        if isinstance(node, Scalar) and node.empty:
            return []
        if not isinstance(node, Sequence):
            raise Mistake(node, f'a list belongs here; begin each {kind.item} on a line of its own with "- "')
        items = []
        for place, item in enumerate(node.items, 1):
            if self._report.full:  # nothing more is said of it, and it is no board any more
                break
            items.append(self.read(item, kind.check, f"{path}[{place}]"))
        return [item for item in items if item is not _NOTHING]

    def _group(self, node: Node, shape: Shape, path: str) -> Group:
        if not isinstance(node, Mapping):
            example = (shape.required or tuple(shape.fields))[-1]
            raise Mistake(node, f'{shape.name} is a group of fields, such as "{example}: …"')
        group = Group(path)
        guessed = set()
        for key, value in node.pairs:
            name = self._name(key, path)
            if name is None:
                continue
            if name in group.keys:
                sentence = f"{shown(name)} is written twice; the first one is on line {group.keys[name].line}"
                self._report.add_at(key, _below(path, name), sentence)
                continue
            group.keys[name] = key
            if name not in shape.fields:
                guessed.add(self._unknown(key, name, shape, path))
                continue
            group.places[name] = value
            value_read = self.read(value, shape.fields[name], _below(path, name))
            if value_read is not _NOTHING:
                group.values[name] = value_read
        self._missing(node, shape, path, {*group.keys, *guessed})
        return group

    def _name(self, key: Node, path: str) -> str | None:
        if not isinstance(key, Scalar):
            self._report.add_at(key, path, "the name of a field is a single word, not a list or a group")
            return None
        if key.unreadable:
            self._report.incomplete = True
            return None
        return key.value

    def _unknown(self, key: Node, name: str, shape: Shape, path: str) -> str | None:
        """Report a field that does not exist, and return the one that was probably meant."""
        guess = None if self._report.full else near(name, shape.fields)
        hint = f', did you mean "{guess}"?' if guess else f"; it has {', '.join(shape.fields)}"
        self._report.add_at(key, _below(path, name), f"{shown(name)} is not a field of {shape.name}{hint}")
        return guess

    def _missing(self, node: Node, shape: Shape, path: str, present: set[str | None]) -> None:
        if self._report.incomplete:
            return
        for name in shape.required:
            if name not in present:
                article = "an" if name[0] in "aeiou" else "a"
                self._report.add_at(node, path, f'{shape.name} needs {article} {name}; add "{name}: …"')


def _below(path: str, name: str) -> str:
    word = shown(name)[1:-1]
    return f"{path}.{word}" if path else word
