"""Telephone numbers: those of people who are known, however written, and whatever else looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tui.domain.privacy.names.folding import later
from tui.domain.privacy.names.unknown import ALIKE, MAX_DIGITS, MIN_DIGITS, Found, is_date, is_dated, unknown_numbers

_MIN_SIGNIFICANT = 6
_MOST_BEFORE = 4
_MOST_SIGNS = 3

_ALONE = r"(?!(?!x[0-9]{1,5}\b)[a-z])"
"""What must follow digits: no letters, but an extension may, as in `555-0100x12`."""
_BEYOND = 8
_GROUP = later(rf"(?<![0-9a-z])[0-9]++{_ALONE}")
_UUID = later(r"(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_UUID_LENGTH = 36
_DIGITS_IN_A_ROW = rf"[0-9]++{_ALONE}(?!:[0-9])"
_SIGNS = r"\s*+[().\-/‐‑–−]{0,3}+\s*+"
_NUMBER = later(rf"(?<![0-9a-z])(?<![0-9][.,:])[(+]{{0,2}}{_DIGITS_IN_A_ROW}(?:{_SIGNS}{_DIGITS_IN_A_ROW})*")
_WITHOUT_LETTERS = later(r"[0-9][0-9\W_]{6,}+")
_DIGITS = "0123456789"


def has_digits(folded: str) -> bool:
    """Return whether a text has digits enough for a number, without a letter between."""
    return any(_regions(folded))


def digits_apart(folded: str) -> int:
    """Return how many digits of a folded text stand apart from letters: in no number there are others."""
    return len("".join(_GROUP.findall(folded)))


def significant(phone: str) -> str:
    """Return the digits of a number that stay the same: without the `+` or `00` and the trunk zero before them."""
    return re.sub(r"[^0-9]", "", phone.replace("(0)", "")).lstrip("0")


class Phones:
    """The numbers of people, found by their last digits."""

    def __init__(self, owners: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a number and the label of whose it is."""
        self._by_end: dict[str, list[tuple[str, str]]] = {}
        for phone, label in owners:
            number = significant(re.split(r"[a-z;]", phone.lower().removeprefix("tel:"), maxsplit=1)[0])
            if len(number) >= _MIN_SIGNIFICANT:
                self._by_end.setdefault(number[-_MIN_SIGNIFICANT:], []).append((number, label))

    def find(self, folded: str) -> Iterator[Found]:
        """Yield the numbers in a folded text; parts of it may be found twice."""
        for start, end in _regions(folded):
            if is_date(folded, start, end):
                continue
            somebodys = list(self._of_people(folded, start, end)) if self._by_end else []
            yield from somebodys
            edges = {first for first, _, _ in somebodys}, {last for _, last, _ in somebodys}
            for first, last in _without_uuids(folded, start, end):
                for match in _NUMBER.finditer(folded, first, last):
                    if len(match[0]) >= MIN_DIGITS:
                        yield from unknown_numbers(folded, *match.span(), edges)

    def _of_people(self, folded: str, begin: int, stop: int) -> Iterator[Found]:
        for groups in _runs(folded, begin, stop):
            digits = "".join([folded[start:end] for start, end in groups])
            end_at = 0
            for last, (start, end) in enumerate(groups):
                end_at += end - start
                if candidates := self._by_end.get(digits[max(0, end_at - _MIN_SIGNIFICANT) : end_at]):
                    number = _best(folded, groups, last, digits[max(0, end_at - MAX_DIGITS) : end_at], candidates)
                    if number and not _has_date(folded, number[0], number[1]):
                        yield number


def _regions(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where digits enough for a number are, without a letter between; most texts have none."""
    for match in _WITHOUT_LETTERS.finditer(folded):
        text = match[0]
        if sum(map(text.count, _DIGITS)) >= MIN_DIGITS:
            yield match.start(), match.start() + max(map(text.rfind, _DIGITS)) + 1


def _has_date(folded: str, start: int, end: int) -> bool:
    text = folded[start:end]
    return ("-" in text or "." in text or "/" in text) and is_dated(folded, start, end)


def _best(
    folded: str, groups: Sequence[tuple[int, int]], last: int, digits: str, candidates: Sequence[tuple[str, str]]
) -> Found | None:
    """Return the row of groups, up to the last, that is one of the candidates; `digits` are theirs, the last ones.

    Of several one with a country code, then the very number, then most of it, then the one with the least before it.
    What several people share says only what it is, and goes whatever the settings name.
    """
    best: tuple[int, int, int, str] | None = None
    end, count = groups[last][1], 0
    for at in range(last, -1, -1):
        start, stop = groups[at]
        count += stop - start
        if count > MAX_DIGITS:
            break
        if count < MIN_DIGITS:
            continue
        number = significant(folded[start:end]) if folded.find("(0)", start, end) >= 0 else digits[-count:].lstrip("0")
        labels = {label for phone, label in candidates if _same(phone, number)}
        if labels:
            before = folded[max(0, start - 2) : start]
            begin = start - (len(before) - len(before.rstrip("(+")))
            rank = _rank(number, candidates, is_international=folded.startswith(("+", "(+", "00"), begin))
            length = count if rank == 1 else -count
            if best is None or (rank, length) > best[:2]:
                best = rank, length, begin, labels.pop() if len(labels) == 1 else "[phone]"
    return None if best is None else (best[2], end, best[3])


def _rank(number: str, candidates: Sequence[tuple[str, str]], *, is_international: bool) -> int:
    if is_international:
        return 3
    phones = [phone for phone, _ in candidates]
    return 2 if number in phones else int(any(phone.endswith(number) for phone in phones))


def _same(one: str, other: str) -> bool:
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    if len(longer) - len(shorter) > _MOST_BEFORE:
        return False
    if longer.endswith(shorter):
        return len(shorter) >= _MIN_SIGNIFICANT
    return len(shorter) >= ALIKE and one[-ALIKE:] == other[-ALIKE:]


def _without_uuids(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where numbers may be, with what may stand before and after them, so that no part of a UUID is one."""
    begin, stop = max(0, start - 2), min(len(folded), end + _BEYOND)
    if folded.find("-", begin, stop) < 0:
        return [(begin, stop)]
    pieces = []
    for match in _UUID.finditer(folded, max(0, start - _UUID_LENGTH), min(len(folded), end + _UUID_LENGTH)):
        pieces.append((begin, match.start()))
        begin = max(begin, match.end())
    return [(first, last) for first, last in [*pieces, (begin, stop)] if first < last]


def _runs(folded: str, begin: int, stop: int) -> Iterator[list[tuple[int, int]]]:
    """Yield rows of groups of digits with nothing but some signs between."""
    groups: list[tuple[int, int]] = []
    for match in _GROUP.finditer(folded, begin, min(len(folded), stop + _BEYOND)):
        start, end = match.span()
        if start >= stop:
            break
        if groups and start - groups[-1][1] > 1 and len(folded[groups[-1][1] : start].strip()) > _MOST_SIGNS:
            yield groups
            groups = []
        groups.append((start, end))
    if groups:
        yield groups
