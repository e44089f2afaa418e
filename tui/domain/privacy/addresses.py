"""What has an @ in it: e-mail addresses, and handles such as `@jane`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MAX_LOCAL = 64
_SIGNS_IN_LOCAL = frozenset(".!#$%&'+-_~")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_]{2}[\w-]{0,61}")
_HOST = re.compile(r"[^\W_][\w.-]{0,200}")
_HANDLE = re.compile(r"[^\W_][\w.-]{0,63}")


def emails_in(folded: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end and text of e-mail addresses, and whether the address is of the usual form.

    `jane@intranet` is not: it is one only where it is known.
    """
    at = folded.find("@")
    floor = 0
    while at >= 0:
        start = _local_start(folded, at, max(floor, at - _MAX_LOCAL))
        domain = _DOMAIN.match(folded, at + 1)
        host = domain or _HOST.match(folded, at + 1)
        if start < at and host:
            end = at + 1 + len(host.group().rstrip(".-_"))
            before = start - 1 if start > floor and folded[start - 1] == "@" else start
            yield before, end, folded[start:end], domain is not None
        floor = at
        at = folded.find("@", at + 1)


def handles_in(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and the word of every `@word`; an address of e-mail has none."""
    at = folded.find("@")
    while at >= 0:
        before = folded[at - 1] if at else " "
        body = _HANDLE.match(folded, at + 1)
        if body and not (before.isalnum() or before == "_"):
            word = body.group().rstrip(".-_")
            yield at, at + 1 + len(word), word
        at = folded.find("@", at + 1)


def _local_start(folded: str, at: int, floor: int) -> int:
    start = at
    while start > floor and (folded[start - 1].isalnum() or folded[start - 1] in _SIGNS_IN_LOCAL):
        start -= 1
    while start < at and not folded[start].isalnum():
        start += 1
    return start
