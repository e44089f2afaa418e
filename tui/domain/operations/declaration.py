"""How an operation is declared, beside its function: the kinds of events it writes, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from tui.domain.records.change import Change

OperationT = TypeVar("OperationT", bound=Callable[..., Change])


class Kind(Struct, frozen=True):
    """A kind of event: `Moved` and `move` are its verb, past and to be done, and `rest` is what follows it.

    Of the templates in `rest` the first counts for whose {slots} there are words; the slots are the methods of
    `tui.domain.history.phrases.Particulars`. Where none fits, the card is named. `moves` says whether such an event
    can change where a card is or how far it came, or what a column means.
    """

    name: str
    past: str
    base: str
    rest: tuple[str, ...] = ()
    moves: bool = False
    undoable: bool = True


# What is declared by the modules that are loaded; the index has the same of all of them.
KINDS: dict[str, Kind] = {}
HOMES: dict[str, str] = {}


def writes(
    name: str, past: str, base: str, *rest: str, undoable: bool = True, moves: bool = False
) -> Callable[[OperationT], OperationT]:
    """Declare a function as an operation that writes events of this kind; one that writes several says so of each."""
    KINDS[name] = Kind(name, past, base, rest, moves, undoable)
    return operation


def operation(function: OperationT) -> OperationT:
    """Declare a function as an operation; it writes no kind of event but what others do that it hands on to."""
    HOMES[function.__name__] = function.__module__
    return function
