"""What a terminal sends, as keys, pastes and other events in the order in which they came; nothing makes it fail.

Terminals with the kitty protocol send sub-fields, releases and keys that do nothing by themselves; some send codes
that are no letters at all. Textual takes such a report for a number and fails, so it gets the one form that it reads.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder, lookup
from collections.abc import Callable, Iterator
from functools import lru_cache
from time import monotonic

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

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
            messages += self._parsed(readable(unit.data.decode("latin-1"), is_simple=self._is_simple))
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


LONGEST = 32
"""Textual types a longer report out, letter by letter."""
_KEY = re.compile(
    r"\x1b\[(\d*)(?::(\d*)[\d:]*)?(?:;(\d*)(?::(\d*)[\d:]*)?)?(?:;([\d:]*))?(?:;[\d:;]*)?([u~ABCDEFHPQRS])"
)
_POSITION = re.compile(r"\x1b\[\d+;\d+R")
_RELEASE = "3"
_ALONE = {*range(57358, 57361), *range(57441, 57455)}
"""Shift, control, caps lock and the like, pressed by themselves."""
_LINE_FEED, _ENTER = 10, 13
"""What programs that type for people send as the end of a line is no key of any keyboard."""
_FIRST_FUNCTION, _LAST_FUNCTION = 57344, 63743
_SHIFT, _ANY_COMMAND, _ALL = 1, 0b111110, 0b111111
_NO_TEXT = 0b111100
"""Modifiers with which a letter is a command; alt is none where it makes a letter of its own."""
_SIMPLE_TERMINAL = {"\x1b[P": "\x1b[3~", "\x1b[M": "\x1b[3;5~", "\x1b[4h": "\x1b[2~"}
"""What delete and insert send in st, where TERM says that it is st: elsewhere the first is F1."""


@lru_cache(maxsize=512)
def readable(report: str, *, is_simple: bool = False) -> str:
    """Return a report as Textual reads it: another report, letters, or nothing where there is nothing to do.

    `is_simple` says that the terminal is st.
    """
    if is_simple and report in _SIMPLE_TERMINAL:
        return _SIMPLE_TERMINAL[report]
    match = _KEY.fullmatch(report)
    if match is None or _POSITION.fullmatch(report):
        return report if report[1] in "[O" and len(report) <= LONGEST else ""
    code, shifted, modifiers, event, text, end = match.groups(default="")
    if event == _RELEASE:
        return ""
    if (code, end) == ("27", "~") and text:  # how xterm reports a letter with modifiers
        code, text, end = text.partition(":")[0], "", "u"
    held = (_number(modifiers) or 1) - 1 & _ALL
    if end == "u":
        return _letter(_number(code), _number(shifted), held, text)
    if f"{code or 1}{end}" not in FUNCTIONAL_KEYS:
        return report if report in ANSI_SEQUENCES_KEYS else ""
    return _report(code or "1", held, end)


def _letter(code: int, shifted: int, held: int, text: str) -> str:
    """Return the letters that a key stands for, or the key with what is held."""
    letters = "".join(_character(_number(part)) for part in text.split(":"))
    if letters and not held & _NO_TEXT:
        return letters
    if code in _ALONE:
        return ""
    if code == _LINE_FEED:
        code = _ENTER
    if _FIRST_FUNCTION <= code <= _LAST_FUNCTION or FUNCTIONAL_KEYS.get(f"{code}u"):
        return _report(str(code), held, "u") if f"{code}u" in FUNCTIONAL_KEYS else ""
    letter = _character(code)
    if letter and not held & _ANY_COMMAND:
        return (_character(shifted) or letter.upper()) if held & _SHIFT else letter
    return _report(str(code), held, "u") if letter else ""


def _report(code: str, held: int, end: str) -> str:
    return f"\x1b[{code};{held + 1}{end}" if held else f"\x1b[{code}{end}"


def _number(digits: str) -> int:
    return int(digits) if digits and len(digits) < 9 else 0


def _character(code: int) -> str:
    """Return a letter by its number; nothing for what is none: control characters, halves of pairs, no number."""
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return chr(code)
