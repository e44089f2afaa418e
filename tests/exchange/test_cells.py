from __future__ import annotations

import pytest

from tui.exchange.formats.cells import plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "-"])
def test_what_would_begin_a_formula_gets_an_apostrophe(text: str) -> None:
    assert plain_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Ask", "2026-11-23", "12", "", "a=b", "CD-3"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text


def test_a_cell_drives_no_terminal_and_is_one_line() -> None:
    assert plain_cell("One\x1b]0;x\x07\nTwo") == "One Two"
