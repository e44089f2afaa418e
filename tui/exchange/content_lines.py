"""The lines that calendars and address books are made of (RFC 5545, RFC 6350): a name, a colon, a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.domain.text import clean_text

_BYTES = 75
"""How long a line may be; a longer one goes on in the next, after a blank."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text_line(name: str, text: str) -> str:
    """Return a line whose value is what somebody typed; a name may have parameters: `EMAIL;PREF=1`."""
    return f"{name}:{escaped(text)}"


def escaped(text: str) -> str:
    """Return a text as a value, or as a part of a structured one: what would end it means nothing any more."""
    return clean_text(text).translate(_ESCAPES)


def folded(lines: Iterable[str]) -> str:
    """Return lines as a file: ended by CRLF, and folded after 75 bytes, never within a character."""
    return "".join(f"{piece}\r\n" for line in lines for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    if len(line.encode()) <= _BYTES:
        yield line
        return
    piece, size = "", 0
    for char in line:
        more = len(char.encode())
        if size + more > _BYTES:
            yield piece
            piece, size = " ", 1
        piece += char
        size += more
    yield piece


def unfolded(text: str) -> str:
    """Return a text with the lines put together again that were folded, as its readers do."""
    return text.replace("\r\n ", "")
