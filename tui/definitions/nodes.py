"""What a board file is made of, each piece knowing its place; the vocabulary between the parser and the schema."""

from __future__ import annotations

from msgspec import Struct, field

UNREADABLE = "\ufdd0"
"""Stands in text for what is reported already, so that nothing else complains about it; no character of any script."""


class Scalar(Struct):
    """A text, number or word as it was written.

    `plain` when it stands there without quotes, `unreadable` when it was given up on, and the report says why.
    """

    line: int
    column: int
    value: str
    plain: bool
    unreadable: bool = False
    size: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing was written where a value is expected."""
        return self.plain and self.value == ""


class Sequence(Struct):
    """A list; `size` counts the nodes within, those behind aliases included."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    size: int = 1


class Mapping(Struct):
    """A group of fields in the order written; a key may come twice here."""

    line: int
    column: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    size: int = 1


Node = Scalar | Sequence | Mapping
