"""Cells of a table for spreadsheets and for what reads tables into data frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from tui.domain.text import clean_line, clean_text

Value = str | int | bool | date | datetime | None
"""What a cell may hold; None where there is nothing."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""
SEPARATOR = "; "
"""What stands between several values of a cell."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_COUNTRY = r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}"
_MARKS = re.compile(r"[\s().\-/]+")
_WITH_COUNTRY = re.compile(rf"\+({_COUNTRY})(\d+)", re.ASCII)
_DIGITS = re.compile(r"(\d{3})(\d{3,})", re.ASCII)
_PHONE = re.compile(r"\+\d+(?: \d+)+", re.ASCII)
"""What begins like a formula, and is none for any spreadsheet."""


def phone_cell(number: str) -> str:
    """Return a phone number as it is written, with a blank in it at least, so that nothing reads it as a number.

    `+4930901820` becomes `+49 30901820`: its plus and a nought at its start would be lost otherwise.
    """
    written = clean_line(number)
    if written.startswith("+"):
        written = _MARKS.sub(" ", written).strip()
        written = _WITH_COUNTRY.sub(r"+\1 \2", written, count=1) if " " not in written else written
    else:
        written = _DIGITS.sub(r"\1 \2", written) if _DIGITS.fullmatch(written) else written
    return written


def table(rows: Iterable[Sequence[Value]]) -> str:
    """Return rows as CSV (RFC 4180) with a byte order mark.

    Texts are quoted, so that none is taken for a comment or a number; numbers, days, times and `true` are not. An empty
    cell is nothing.
    """
    lines = [",".join(map(_written, row)) for row in rows]
    return BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return SEPARATOR.join(values)


def _written(value: Value) -> str:
    if isinstance(value, str):
        text = _guarded(clean_text(value))
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if text else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return "" if value is None else str(value)


def _guarded(text: str) -> str:
    is_formula = text.startswith(_FORMULA_SIGNS) and not _PHONE.fullmatch(text)
    return f"'{text}" if is_formula else text
