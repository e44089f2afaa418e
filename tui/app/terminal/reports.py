"""Key reports in the one form that Textual reads.

Terminals with the kitty protocol send sub-fields, releases and keys that do nothing by themselves; some send codes
that are no letters at all. Textual takes such a report for a number and fails.
"""

from __future__ import annotations

import re
from functools import lru_cache

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS

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
