"""What a terminal sends, as keys, pastes and other events in the order in which they came; nothing makes it fail."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder, lookup
from collections.abc import Callable, Iterator
from time import monotonic

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.app.terminal.reports import readable
from tui.app.terminal.units import PASTE_WAIT, Cutter, Unit

_UNTYPED = re.compile("[\x80-\x9f]")
"""Control characters of eight bits: no key sends them on purpose, and Textual takes one for shift and escape."""
_NO_WORDS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00\x1b]")
"""What is left out of a paste: colours and the like whole, of other sequences only what makes them one."""
_LINE_END = re.compile("\r\n?|\n")


class Keyboard:
    """Reads what one terminal sends. `encoding` is what its letters are in, `terminal` what TERM says it is."""

    def __init__(self, encoding: str, terminal: str = "", clock: Callable[[], float] = monotonic) -> None:
        self._encoding = _codec(encoding)
        self._decoder = getincrementaldecoder(self._encoding)("replace")
        self._is_simple = terminal.partition("-")[0] == "st"
        self._cutter = Cutter(counts_deletes=self._is_simple)
        self._parser = XTermParser()
        self._clock = clock
        self._until: float | None = None

    @property
    def wait(self) -> float | None:
        """How many seconds from now what was begun is over; None where nothing was begun."""
        return None if self._until is None else max(0.0, self._until - self._clock())

    def feed(self, data: bytes) -> list[Message]:
        """Return what came in, as far as it is whole."""
        messages = self._read(self._cutter.cut(data))
        patience = self._cutter.patience(constants.ESCAPE_DELAY)
        if patience is None and self._decoder.getstate()[0]:
            patience = PASTE_WAIT
        self._until = None if patience is None else self._clock() + patience
        return messages

    def tick(self) -> list[Message]:
        """Return what was begun and is over by now: the escape key, a paste without an end, half a letter."""
        if self._until is None or self._clock() < self._until:
            return []
        self._until = None
        return self._half_letter() + self._read(self._cutter.cut(b"", over=True))

    def _read(self, units: Iterator[Unit]) -> list[Message]:
        return [message for unit in units for message in self._meaning(unit)]

    def _meaning(self, unit: Unit) -> list[Message]:
        if unit.kind == "text":
            return self._typed(self._decoder.decode(unit.data))
        messages = self._half_letter()
        if unit.kind == "escape":
            messages.append(events.Key("escape", "\x1b"))
        elif unit.kind == "paste":
            text = _NO_WORDS.sub("", unit.data.decode(self._encoding, "replace"))
            messages.append(events.Paste(_LINE_END.sub("\n", text)))
        else:
            report = readable(unit.data.decode("latin-1"), is_simple=self._is_simple)
            messages += self._parsed(report)
        return messages

    def _half_letter(self) -> list[Message]:
        """Return the letter that was begun, of which no more comes."""
        if not self._decoder.getstate()[0]:
            return []
        messages = self._typed(self._decoder.decode(b"", final=True))
        self._decoder.reset()
        return messages

    def _typed(self, text: str) -> list[Message]:
        """Return the keys of letters. A line feed is the enter of a keypad, or comes behind a return."""
        return self._parsed(_LINE_END.sub("\r", _UNTYPED.sub("", text)))

    def _parsed(self, text: str) -> list[Message]:
        """Return what Textual reads in letters or in one report; what it cannot read is left out."""
        try:
            messages = list(self._parser.feed(text)) if text else []
        except Exception:  # whatever it is, the next key is read again
            messages = []
            self._begin_again()
        if self._parser._awaiting.timeout is not None:  # it waits for more of a report that is whole
            self._begin_again()
        return messages

    def _begin_again(self) -> None:
        """Have Textual's parser forget what it was reading, but not how large the terminal is."""
        parser = self._parser
        parser._tokens.clear()
        parser._gen = parser.parse(parser._tokens.append)
        parser._awaiting = next(parser._gen)
        parser._timeout_time = None


def _codec(encoding: str) -> str:
    try:
        return lookup(encoding).name
    except LookupError:
        return "utf-8"
