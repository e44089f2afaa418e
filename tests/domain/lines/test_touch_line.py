from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.domain.lines.quick_lines import TouchLine, parse_touchpoint
from tui.domain.people.policy import Policy

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)  # a Monday
BERLIN = Policy("Europe/Berlin")


def noon(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 11, tzinfo=UTC)


LINES = [
    (
        "interview P03 25m video yesterday: wants export",
        TouchLine(noon(22), "interview", ("P03",), "video", duration=25, text="wants export"),
    ),
    ("interview", TouchLine(NOW, "interview")),
    ("", TouchLine(NOW)),
    (
        "user test with @p3, P04 1h30 got stuck",
        TouchLine(NOW, "user_test", ("P03", "P04"), duration=90, text="got stuck"),
    ),
    ("observation lab P03 2h: quiet", TouchLine(NOW, "observation_lab", ("P03",), duration=120, text="quiet")),
    ("focus group P1 P2 in person thu", TouchLine(noon(19), "focus_group", ("P01", "P02"), "in_person")),
    (
        "call P03 support 5m inbound asked for csv",
        TouchLine(NOW, "support_contact", ("P03",), "phone", "inbound", 5, text="asked for csv"),
    ),
    ("call P03: asked for csv", TouchLine(NOW, "other", ("P03",), "phone", text="asked for csv")),
    ("interview P03 20 nov", TouchLine(noon(20), "interview", ("P03",))),
    ("interview P03 on 2026-11-02 at 8:30", TouchLine(datetime(2026, 11, 2, 7, 30, tzinfo=UTC), "interview", ("P03",))),
    ("interview P03 10:00", TouchLine(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "interview", ("P03",))),
    ("interview P03 14:00", TouchLine(datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "interview", ("P03",), planned=True)),
    (
        "plan interview P05 thu 14:00: too dear",
        TouchLine(datetime(2026, 11, 26, 13, 0, tzinfo=UTC), "interview", ("P05",), planned=True, text="too dear"),
    ),
    ("survey next thu", TouchLine(noon(26), "survey", planned=True)),
    ("tentative interview P05 tomorrow", TouchLine(noon(24), "interview", ("P05",), planned=True, tentative=True)),
    ("P03 wants 25m more", TouchLine(NOW, None, ("P03",), text="wants 25m more")),
    ("interview P03: at 14:00 she left", TouchLine(NOW, "interview", ("P03",), text="at 14:00 she left")),
    ("interview P03 : [/] x", TouchLine(NOW, "interview", ("P03",), text="[/] x")),
    ("interview P03 25:99 x", TouchLine(NOW, "interview", ("P03",), text="25:99 x")),
    ("\x1b[31minterview\x00 P03", TouchLine(NOW, "interview", ("P03",))),
]


@pytest.mark.parametrize(("typed", "read"), LINES, ids=[typed[:40] for typed, _ in LINES])
def test_a_line_is_read_as_it_was_meant(typed: str, read: TouchLine) -> None:
    assert parse_touchpoint(typed, NOW, BERLIN) == read


def test_noon_is_that_of_the_day_also_where_clocks_change() -> None:
    after = datetime(2026, 10, 26, 9, tzinfo=UTC)
    assert parse_touchpoint("interview P03 sat", after, BERLIN).at == datetime(2026, 10, 24, 10, tzinfo=UTC)
    assert parse_touchpoint("interview P03 sun", after, BERLIN).at == datetime(2026, 10, 25, 11, tzinfo=UTC)
