"""Sets columns, limits and the service level in the text of a board file: at their place, and no other byte.

The text is read before and after, so that what is written means what was asked for and nothing else. Where a change
has no place of its own, the file and the line are named, and nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from tui.definitions.dumper import dumped
from tui.definitions.loader import load_board
from tui.definitions.yaml_places import Edit, Places, Unplaced, Value, applied, written
from tui.domain.errors import DefinitionError, NotAllowed
from tui.domain.records.definition import BoardDefinition, ColumnDefinition, ServiceLevel

_DASH = re.compile(r" *-(?=\s)")
_AFTER = {
    "columns": ("sle", "cards", "expected_outcome", "notes"),
    "sle": ("cards", "expected_outcome", "notes"),
}
"""Before which fields a field stands that was not written before."""


def with_settings(
    data: bytes, name: str, columns: Sequence[ColumnDefinition], sle: ServiceLevel
) -> tuple[bytes, BoardDefinition]:
    """Return a board file with other columns and another service level in it, and the definition it then is.

    `name` is what the file is called. Where both are as they were it is the very same bytes.

    Raises:
        DefinitionError: The file has mistakes as it is.
        NotAllowed: One of the two has no place of its own; the file and the line are named.
    """
    before = load_board(data, name)
    after = replace(before, columns=tuple(columns), sle=sle)
    if after == before:
        return data, before
    text = data.decode()
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    places = Places(text.removeprefix(mark))
    try:
        edits = [*_column_edits(places, before, after), *_level_edits(places, before, after)]
        edited = f"{mark}{applied(places.text, edits)}".encode()
        _check(places, edits, edited, after, name)
    except Unplaced as error:
        raise NotAllowed(
            f"{name} line {error.line}: {error.sentence}. Change it in the file itself. Nothing was changed."
        ) from error
    return edited, after


def _check(places: Places, edits: Sequence[Edit], edited: bytes, after: BoardDefinition, name: str) -> None:
    try:
        if load_board(edited, name) == after:
            return
    except DefinitionError:
        pass
    line = places.text.count("\n", 0, min(edit.start for edit in edits)) + 1
    raise Unplaced(line, "this cannot be changed without changing something else, too")


def _level_edits(places: Places, before: BoardDefinition, after: BoardDefinition) -> Iterator[Edit]:
    old, new = _plain(before.sle), _plain(after.sle)
    level = places.value(places.root, "sle")
    if old == new:
        return
    if level is None:
        yield _new_field(places, "sle", new)
    else:
        yield from places.set_fields(level, {name: value for name, value in new.items() if value != old[name]})


def _new_field(places: Places, name: str, value: Any) -> Edit:
    """Return the edit that writes a field of the board, before those that come after it as a person would have it."""
    root = places.root
    if root.flow_style:
        end = places.end_of(root.value[-1][1])
        return Edit(end, end, f", {name}: {_in_flow(value)}")
    text = places.line_end.join(dumped({name: value}).split("\n"))
    following = [key for key, _ in root.value if key.value in _AFTER[name]]
    if following:
        at = places.above_comments(following[0].start_mark.index)
        return Edit(at, at, text)
    at = root.end_mark.index
    is_at_start = places.start_of_line(at) == at
    return Edit(at, at, text if is_at_start else f"{places.line_end}{text}")


def _column_edits(places: Places, before: BoardDefinition, after: BoardDefinition) -> Iterator[Edit]:
    if before.columns == after.columns:
        return
    _refuse_homeless(places, after)
    sequence = places.value(places.root, "columns")
    if sequence is None:
        yield _new_field(places, "columns", [_plain(column) for column in after.columns])
        return
    yield from _Columns(places, sequence, before.columns, after.columns).edits()


def _refuse_homeless(places: Places, after: BoardDefinition) -> None:
    """Refuse to take away a column in which cards of the file start: which is theirs then nobody said."""
    ids = {column.id for column in after.columns}
    if all(card.column is None or card.column in ids for card in after.cards):
        return
    for node, card in zip(places.value(places.root, "cards").value, after.cards, strict=True):
        if card.column is not None and card.column not in ids:
            line = next(key.start_mark.line for key, _ in node.value if key.value == "column") + 1
            raise Unplaced(line, f'the card "{card.title}" starts in the column {card.column}')


class _Item(NamedTuple):
    """A column in the file: its node, where it stands, and the edits within it."""

    node: Any
    start: int
    end: int
    edits: list[Edit]


class _Columns:
    """The columns of a file that become others."""

    def __init__(
        self, places: Places, sequence: Any, before: Sequence[ColumnDefinition], after: Sequence[ColumnDefinition]
    ) -> None:
        self._places = places
        self._sequence = sequence
        self._after = after
        self._in_flow = bool(sequence.flow_style)
        now = {column.id: column for column in after}
        self._items = {
            column.id: self._item(node, column, now.get(column.id))
            for node, column in zip(sequence.value, before, strict=True)
        }

    def edits(self) -> Iterator[Edit]:
        """Yield what becomes of each column in the file, and where there are new ones."""
        stay = {column.id for column in self._after}
        slots = [item for column, item in self._items.items() if column in stay]
        in_order = [self._items[column.id] for column in self._after if column.id in self._items]
        for slot, item in zip(slots, in_order, strict=True):
            if slot is item:
                yield from item.edits
            else:
                yield Edit(slot.start, slot.end, applied(self._places.text, item.edits, item.start, item.end))
        yield from self._additions(slots)
        yield from self._removals(stay)

    def _item(self, node: Any, old: ColumnDefinition, new: ColumnDefinition | None) -> _Item:
        start = node.start_mark.index
        if start < self._sequence.start_mark.index:
            raise Unplaced(self._sequence.start_mark.line + 1, f"the column {old.title} is told by an alias")
        end = self._places.end_of(node)
        if not self._in_flow:
            end = self._places.end_of_line(end)
        differing = {} if new is None else {name: value for name, value in _pairs(new) if value != getattr(old, name)}
        return _Item(node, start, end, self._places.set_fields(node, differing))

    def _additions(self, slots: Sequence[_Item]) -> Iterator[Edit]:
        number = 0
        for column in self._after:
            if column.id in self._items:
                number += 1
            elif number:
                slot = slots[number - 1]
                yield Edit(slot.end, slot.end, f"{self._between}{self._new(column, slot)}")
            else:
                slot = slots[0]
                at = slot.start if self._in_flow else self._line_of(slot)
                new = self._new(column, slot)
                yield Edit(at, at, f"{new}, " if self._in_flow else f"{new}{self._places.line_end}")

    def _removals(self, stay: set[str]) -> Iterator[Edit]:
        items = list(self._items.items())
        gone = [at for at, (column, _) in enumerate(items) if column not in stay]
        spans = [(item.start, item.end) for _, item in items]
        first = next(at for at, (column, _) in enumerate(items) if column in stay)
        for at in gone:
            if not self._in_flow:
                yield Edit(self._line_of(items[at][1]), self._places.after_line(items[at][1].end))
            else:
                yield self._places.cut(spans[at:] if at < first else spans, 0 if at < first else at)

    def _line_of(self, item: _Item) -> int:
        """Return where the line begins that has the dash of a column: its first one, or one above it."""
        start = self._places.start_of_line(item.start)
        while not _DASH.match(self._places.text, start, item.start):
            if start <= self._sequence.start_mark.index:
                raise Unplaced(item.node.start_mark.line + 1, "this column has no line of its own")
            start = self._places.start_of_line(start - 1)
        return start

    @property
    def _between(self) -> str:
        return ", " if self._in_flow else self._places.line_end

    def _new(self, column: ColumnDefinition, like: _Item) -> str:
        """Return a new column written as another one is."""
        fields = _plain(column)
        if self._in_flow:
            return _in_flow(fields)
        start = self._line_of(like)
        dash = self._places.text[start : self._places.text.index("-", start) + 1]
        if like.node.flow_style:
            return f"{dash} {_in_flow(fields)}"
        indent = like.node.value[0][0].start_mark.column
        lines = [f"{name}: {written(value)}" for name, value in fields.items()]
        return dash.ljust(indent) + f"{self._places.line_end}{' ' * indent}".join(lines)


def _pairs(column: ColumnDefinition) -> Iterator[tuple[str, Value | None]]:
    yield from (("title", column.title), ("role", column.role), ("wip", column.wip))


def _plain(value: ColumnDefinition | ServiceLevel) -> dict[str, Value]:
    fields: dict[str, Value] = msgspec.to_builtins(value)
    return fields


def _in_flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_in_flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_flow, value)) + "]"
    return written(value, in_flow=True)
