from __future__ import annotations

from datetime import date

import pytest

from tui.domain.lines.quick_lines import DecisionLine, parse_decision

MONDAY = date(2026, 3, 2)
THURSDAY, TUESDAY = date(2026, 3, 5), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("interview P05 without recording", DecisionLine("interview P05 without recording")),
        ("@ana thu: chase legal", DecisionLine("chase legal", "ana", THURSDAY)),
        ("thu @ana chase legal", DecisionLine("chase legal", "ana", THURSDAY)),
        ("chase legal by tue @ana", DecisionLine("chase legal", "ana", TUESDAY)),
        ("chase legal by 3 mar.", DecisionLine("chase legal", None, TUESDAY)),
        ("@P05 is asked without recording", DecisionLine("@P05 is asked without recording")),
        ("written by hand", DecisionLine("written by hand")),
        ("ask for the file by hand by tue", DecisionLine("ask for the file by hand", None, TUESDAY)),
        ("mail ana@example.com", DecisionLine("mail ana@example.com")),
        ("@ana, @ben call back", DecisionLine("@ben call back", "ana")),
        ("thu", DecisionLine("", None, THURSDAY)),
        ("", DecisionLine("")),
        ("[/] \x1b]0;x\x07 @[b] =1+1", DecisionLine("[/] @[b] =1+1")),
    ],
)
def test_a_line_says_what_who_and_by_when(typed: str, said: DecisionLine) -> None:
    assert parse_decision(typed, MONDAY) == said
