"""Cleaning text as it enters the system, so that nothing people type or import can drive a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# These two are made ready when the first sign comes that they are for: nearly no text has any.
_ESCAPE_SEQUENCE = (
    r"\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # operating system commands, such as setting the title
    r"|\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # device control and other strings
    r"|[\x1b]\[[0-?]*[ -/]*[@-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff" + _BIDI + "]"
_ASCII = bytes(range(0x80))
_MARK = re.compile("[\u0300-\u036f]")
"""All marks that are composed with letters of ASCII."""
_BLANK = re.compile(r"\s+")


def clean_text(text: str) -> str:
    r"""Return text of several lines without escape sequences, control characters, and bidi controls.

    Line ends become `\n`; tabs stay; letters are composed (NFC), so that equal words compare equal.
    """
    if not text.isprintable():  # most texts are, and hold nothing then that is taken out
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
        if "\x1b" in text or "\x9b" in text:
            text = re.sub(_ESCAPE_SEQUENCE, "", text)
        text = re.sub(_CONTROL, "", text)
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_clean(text: str) -> bool:
    """Return whether `clean_text` would leave a text as it is, but for blanks around it."""
    harmless = text.isprintable() or re.search(_CONTROL, text) is None
    return harmless and (text.isascii() or unicodedata.is_normalized("NFC", text))


def is_plain(text: bytes) -> bool:
    """Return whether UTF-8 is clean, but for what ASCII may hold; looks only at what is not ASCII, of which little is.

    Where a mark may belong to a letter of ASCII, the whole text has to be looked at to tell: this says no.
    """
    rest = text.translate(None, _ASCII).decode(errors="surrogateescape")  # half a character is not clean
    return not rest or (is_clean(rest) and _MARK.search(rest) is None)


def clean_line(text: str) -> str:
    """Return text as one line: cleaned as `clean_text` does, white space collapsed."""
    cleaned = clean_text(text)
    return cleaned if cleaned.isprintable() and "  " not in cleaned else _BLANK.sub(" ", cleaned).strip()


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a sentence lists them: `a, b and c`; `last` joins the last one."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def comma_parts(text: str) -> list[str]:
    """Return what stands between the commas of a text, without blanks around it and without what is empty."""
    return [part.strip() for part in text.split(",") if part.strip()]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 person, 3 people."""
    return f"{count} {one if count == 1 else many or one + 's'}"
