"""Texts that stand in another text in disguise: escaped as in JSON, quoted-printable as in mail, or in base64."""

from __future__ import annotations

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator

_UNICODE = re.compile(r"(?:\\+u[0-9a-fA-F]{4})+")
_ESCAPED = re.compile(r"\\+([nrtbf\"/'])")
_QUOTED = re.compile(r"=[0-9A-Fa-f]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}(?:\r?\n[A-Za-z0-9+/_-]{6,})*={0,2}")
_LONG_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
_URL_SIGNS = str.maketrans("-_", "+/")
_GROUP = 4
_FEWEST_BYTES = 2


def unescaped(text: str) -> str:
    r"""Return a text with `\u00e9` resolved, however many backslashes are before it."""
    return _UNICODE.sub(_characters, text) if "\\" in text else text


def unescaped_json(text: str) -> str:
    r"""Return the raw bytes of a JSON document as its texts read: also without `\n` and `\"`."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: match[1] if match[1] in "\"/'" else " ", unescaped(text))


def unquoted(text: str) -> str:
    """Return a text with quoted-printable resolved, where it has any; lines that were broken are whole again."""
    if not _QUOTED.search(text):
        return text
    return quopri.decodestring(text.encode()).decode(errors="replace")


def from_base64(text: str, *, long: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of what is base64 in a text, and the text it stands for; of files only what is `long`.

    A word has capitals in the middle then, which words seldom have: others are not tried.
    """
    for match in (_LONG_BASE64 if long else _BASE64).finditer(text):
        lines = match[0].split()
        for run in dict.fromkeys(("".join(lines), *lines)):
            if (decoded := _decoded_anywhere(run)) is not None:
                yield match.start(), match.end(), decoded


def _decoded_anywhere(run: str) -> str | None:
    """Return the text of base64 that begins somewhere before a run; a word in the next line may be none of it."""
    run = run.rstrip("=").translate(_URL_SIGNS)
    if run[1:] == run[1:].lower() or run == run.upper():
        return None
    return next(filter(None, (_decoded(run[at:]) for at in range(_GROUP))), None)


def _decoded(run: str) -> str | None:
    """Return the text of base64 that may be cut off on both sides, None where it is none."""
    run = run[: len(run) - 1] if len(run) % _GROUP == 1 else run
    try:
        data = b64decode(run + "=" * (-len(run) % _GROUP))
    except binascii.Error:
        return None
    for start in range(min(_GROUP, len(data))):
        for end in range(len(data), max(start, len(data) - _GROUP), -1):
            try:
                text = data[start:end].decode()
            except UnicodeDecodeError:
                continue
            return text if len(text) >= _FEWEST_BYTES and all(map(_is_readable, text)) else None
    return None


def _is_readable(char: str) -> bool:
    return char.isprintable() or char.isspace()


def _characters(match: re.Match[str]) -> str:
    units = match[0].replace("\\", "").replace("u", "")
    return bytes.fromhex(units).decode("utf-16-be", errors="replace")
