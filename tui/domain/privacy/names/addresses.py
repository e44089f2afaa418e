"""What has an @ in it: e-mail addresses, and handles such as `@jane`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.domain.privacy.names.patterns import later

_MAX_LOCAL = 64
_SIGNS_IN_LOCAL = ".!#$%&'+-_~"
_ASCII_LOCAL = f"{_SIGNS_IN_LOCAL}0123456789abcdefghijklmnopqrstuvwxyz"
_AT_OF_EMAIL = later(rf"(?<=[\w{re.escape(_SIGNS_IN_LOCAL)}])@(?=[^\W_])")
_AT_OF_HANDLE = later(r"(?<!\w)@(?=[^\W_])")
_DOMAIN = later(r"(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_]{2}[\w-]{0,61}")
_HOST = later(r"[^\W_][\w.-]{0,200}")
_HANDLE = later(r"[^\W_][\w.-]{0,63}")


def emails_in(folded: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end and text of e-mail addresses, and whether the address is of the usual form.

    `jane@intranet` is not: it is one only where it is known.
    """
    for match in _AT_OF_EMAIL.finditer(folded):
        at = match.start()
        start = _local_start(folded, at, max(0, at - _MAX_LOCAL))
        host = _HOST.match(folded, at + 1) if start < at else None
        if host:
            domain = _DOMAIN.match(folded, at + 1) if "." in host.group() else None
            end = at + 1 + len((domain or host).group().rstrip(".-_"))
            before = start - 1 if start and folded[start - 1] == "@" else start
            yield before, end, folded[start:end], domain is not None


def handles_in(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and the word of every `@word`; an address of e-mail has none."""
    for match in _AT_OF_HANDLE.finditer(folded):
        at = match.start()
        if body := _HANDLE.match(folded, at + 1):
            word = body.group().rstrip(".-_")
            yield at, at + 1 + len(word), word


def _local_start(folded: str, at: int, floor: int) -> int:
    local = folded[floor:at]
    length = len(local.rstrip(_ASCII_LOCAL))
    while length and local[length - 1].isalnum():
        length = len(local[: length - 1].rstrip(_ASCII_LOCAL))
    return at - len(local[length:].lstrip(_SIGNS_IN_LOCAL))
