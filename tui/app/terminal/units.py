"""Cuts what a terminal sends into what it means: text, key reports, pastes, and the escape key by itself.

A report may be split over several reads, and keys that were pressed apart may come in one piece: tmux and screen hold
an escape back for up to half a second. It is cut in bytes, before letters are read: reports are ASCII, whatever the
letters around them are in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

PASTE_BEGINS, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
ESCAPE = b"\x1b"
REPORT_WAIT, PASTE_WAIT = 0.2, 2.0
"""Seconds that the rest of a report, and of a paste, is waited for."""

_STRING = rb"\](?:\d+;[^\x07\x1b]*(?:\x07|\x1b\\))|P[\d>!=][^\x1b]*\x1b\\"
_WHOLE = re.compile(
    rb"\x1b(?:\[(?:\[[A-E]|M.{3}|(?![M\[])[0-?]*[ -/]*[@-~])|O[2-9]?[A-FHIMP-SXa-dj-y]|" + _STRING + rb")", re.DOTALL
)
_BEGUN = re.compile(
    rb"\x1b(?:\[(?:\[|M.{0,2}|[0-?]*[ -/]*)|O[2-9]?|\](?:\d+(?:;[^\x07\x1b]*\x1b?)?)?|P(?:[\d>!=][^\x1b]*\x1b?)?)?",
    re.DOTALL,
)
_NEVER_TYPED = re.compile(rb"\x1b\[[<=>?M][0-?]*")
"""The beginning of what only a terminal sends: of mouse reports and of answers."""

Kind = Literal["text", "report", "paste", "escape"]


class Unit(NamedTuple):
    """A piece of what came in, with the bytes it is made of; of a paste what is between its marks."""

    kind: Kind
    data: bytes


class Cutter:
    """Cuts what comes in. With `counts_deletes`, `CSI M` is a key and not the beginning of an old mouse report."""

    def __init__(self, *, counts_deletes: bool = False) -> None:
        self._deletes = b"\x1b[M" if counts_deletes else b""
        self._rest = b""
        self._paste: bytearray | None = None

    def patience(self, escape_wait: float) -> float | None:
        """Return how many seconds the rest is worth waiting for; None where nothing is open."""
        if self._paste is not None:
            return PASTE_WAIT
        if not self._rest:
            return None
        return escape_wait if self._rest == ESCAPE else REPORT_WAIT

    def cut(self, data: bytes, *, over: bool = False) -> Iterator[Unit]:
        """Yield what is whole; with `over` also what was begun, for nothing more of it comes."""
        self._rest += data
        while self._rest or (over and self._paste is not None):
            unit = self._next(over=over) if self._paste is None else self._pasted(self._paste, over=over)
            if unit is None:
                return
            if unit == Unit("report", PASTE_BEGINS):
                self._paste = bytearray()
            elif unit != Unit("report", PASTE_ENDS):  # of a paste whose end was waited for in vain
                yield unit

    def _next(self, *, over: bool) -> Unit | None:
        """Take text, a report or the escape key; None where more has to come to tell."""
        letters, _, _ = self._rest.partition(ESCAPE)
        unit = Unit("text", letters) if letters else self._report(self._rest, over=over)
        self._rest = self._rest[len(unit.data) :] if unit else self._rest
        return unit

    def _pasted(self, paste: bytearray, *, over: bool) -> Unit | None:
        """Take what was pasted, up to its end or, when it is over, as far as it came."""
        before = max(0, len(paste) - len(PASTE_ENDS))
        paste += self._rest
        end = paste.find(PASTE_ENDS, before)
        self._rest = b"" if end < 0 else bytes(paste[end + len(PASTE_ENDS) :])
        if end < 0 and not over:
            return None
        self._paste = None
        return Unit("paste", bytes(paste if end < 0 else paste[:end]))

    def _report(self, rest: bytes, *, over: bool) -> Unit | None:
        """Return what stands at the beginning, which is an escape; None where more has to come to tell."""
        if self._deletes and rest.startswith(self._deletes):
            return Unit("report", self._deletes)
        if whole := _WHOLE.match(rest):
            return Unit("report", whole[0])
        if _BEGUN.fullmatch(rest):
            if not over:
                return None
            if _NEVER_TYPED.match(rest):
                return Unit("report", rest)
        return Unit("escape", ESCAPE)
