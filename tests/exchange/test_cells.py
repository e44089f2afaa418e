from __future__ import annotations

import csv
import io

import pytest

from tui.exchange.formats.csv import BYTE_ORDER_MARK, table


def cell(text: str) -> str:
    """Return a text as it is read from a cell of a table, beside another one."""
    ((read, _),) = csv.reader(io.StringIO(table([(text, 1)]).removeprefix(BYTE_ORDER_MARK), newline=""))
    return read


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "-"])
def test_what_would_begin_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Ask", "2026-11-23", "12", "", "a=b", "CD-3"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_a_cell_drives_no_terminal() -> None:
    assert cell("One\x1b]0;x\x07\nTwo") == "One\nTwo"
