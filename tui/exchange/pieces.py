"""Long lists of JSON, and long texts, piece by piece: what is written or looked through is never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

ItemT = TypeVar("ItemT")
AT_ONCE = 256
"""How many items or lines make a piece: enough that making pieces is not felt, and few to hold."""
_LONG = 4_000
"""How many characters of a text are looked at in one go."""


def batches(items: Iterable[ItemT], size: int = AT_ONCE) -> Iterator[list[ItemT]]:
    """Yield items so many at a time, in their order; the last ones may be fewer."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def json_pieces(items: Iterable[ItemT], write: Callable[[list[ItemT]], bytes]) -> Iterator[bytes]:
    """Yield a JSON list in pieces; `write` gives some items as an indented list that begins a line for each."""
    between = b"["
    for some in batches(items):
        yield between + write(some)[1:-2]
        between = b","
    yield b"[]" if between == b"[" else b"\n]"


def parts_of(text: str) -> Iterator[str]:
    """Yield a text in parts that end where a line does."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _LONG) + 1 or len(text)
        yield text[start:end]
        start = end
