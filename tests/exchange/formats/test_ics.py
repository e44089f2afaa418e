from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from tests.exchange.formats.parcels import full_world, hostile_world, parcel
from tui.domain import operations
from tui.domain.text import clean_text
from tui.domain.time.durations import add_duration, parse_duration
from tui.exchange.content_lines import folded, text_line
from tui.exchange.formats.ics import FORMAT, repeating
from tui.exchange.parcel import Parcel, What


def events(sent: Parcel) -> list[Any]:
    calendar: Any = Calendar.from_ical(FORMAT.render(sent))
    return list(calendar.walk("VEVENT"))


def by_summary(sent: Parcel) -> dict[str, Any]:
    return {str(event["SUMMARY"]): event for event in events(sent)}


def test_what_is_due_is_a_whole_day() -> None:
    event = by_summary(parcel(full_world()))["CD-1 due: Establish channels"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 13), date(2026, 3, 14))
    assert str(event["DESCRIPTION"]) == (
        "In DOING\nOwner: ben\nAbout P01, P02\nBlocked for 3 days: Legal reads the form"
    )
    assert event["TRANSP"] == "TRANSPARENT"


def test_what_is_planned_has_a_time_in_utc_an_end_and_a_status() -> None:
    planned = [event for event in events(parcel(full_world())) if event["SUMMARY"] == "Interview with P01, P02"]
    assert [event["STATUS"] for event in planned] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]
    start = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert {(event["DTSTART"].dt, event["DTEND"].dt) for event in planned} == {(start, start + timedelta(hours=1))}
    assert str(planned[0]["DESCRIPTION"]) == "About CD-1\nExpected: She asks, we listen."


def test_an_end_comes_after_as_many_minutes_as_are_planned() -> None:
    world = full_world()
    world.touch(
        at=world.now + timedelta(days=1), status="confirmed", duration=25, cards=[world.uid(1)], method="survey"
    )
    event = by_summary(parcel(world))["Survey"]
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=25)


def test_a_promise_is_on_its_day_until_it_is_kept() -> None:
    world = full_world()
    event = by_summary(parcel(world))["Promised to P01: Send her the plan"]
    assert event["DTSTART"].dt == date(2026, 3, 20)
    promise = next(note for note in world.workspace.notes.values() if note.kind == "promise")
    world.do(operations.keep_promise, promise.uid)
    assert not [each for each in by_summary(parcel(world)) if each.startswith("Promised")]


def test_what_was_had_or_is_finished_or_set_aside_is_not_in_it() -> None:
    world = full_world()
    before = set(by_summary(parcel(world)))
    world.do(operations.move_card, world.uid(1), "done")
    assert before - set(by_summary(parcel(world))) == {"CD-1 due: Establish channels"}
    assert not [each for each in before if "45" in each]


@pytest.mark.parametrize("what", ["board", "column", "card"])
def test_the_same_things_have_the_same_uids_whatever_they_leave_in(what: What) -> None:
    world = full_world()
    uids = [str(event["UID"]) for event in events(parcel(world, what))]
    assert uids
    assert len(set(uids)) == len(uids)
    assert set(uids) <= {str(event["UID"]) for event in events(parcel(world, at=world.now + timedelta(days=1)))}
    assert all(uid.endswith("@custdev") for uid in uids)


def test_nobody_is_named_for_the_public() -> None:
    text = FORMAT.render(parcel(full_world(), profile="public"))
    assert "P01" not in text
    assert "She asks" not in text
    assert "SUMMARY:CD-1 due: Establish channels" in text


def test_every_text_comes_back_and_no_line_is_too_long() -> None:
    sent = parcel(hostile_world())
    text = FORMAT.render(sent)
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    back = {str(event["UID"]): event for event in events(sent)}
    for card in sent.cards:
        assert str(back[f"{card.uid}@custdev"]["SUMMARY"]) == f"{card.key} due: {card.title}"
        for note in card.notes:
            assert str(back[f"{note.id}@custdev"]["DESCRIPTION"]) == f"{note.text}\n{card.key}"


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_a_line_is_folded_within_no_character_and_unfolds_to_what_it_was(text: str) -> None:
    data = folded([text_line("SUMMARY", text)]).encode()
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() for line in lines)
    unfolded = data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").removeprefix("SUMMARY:")
    back = unfolded.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert back.replace("\0", "\\") == clean_text(text)


RHYTHMS = [
    *((day, every) for day in (15, 28, 29, 30, 31) for every in ("P1M", "P2M", "P3M", "P18M", "P1Y", "P2W", "P10D")),
    (31, "P1D"),
]


@pytest.mark.parametrize(("day", "every"), RHYTHMS)
def test_what_recurs_comes_back_on_the_days_on_which_we_say_so(day: int, every: str) -> None:
    first = date(2026, 1, day)
    step = parse_duration(every)
    assert step is not None
    ours = [add_duration(first, f"P{step.months * n}M{step.days * n}D") for n in range(10)]
    assert [moment.date() for moment in islice(_read(first, every), 10)] == ours


def test_a_leap_day_comes_back_on_the_last_of_february() -> None:
    days = [moment.date() for moment in islice(_read(date(2028, 2, 29), "P1Y"), 5)]
    assert days == [date(2028, 2, 29), date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 29)]


@pytest.mark.parametrize("every", ["P1M2D", "PT5H", "", "P0D", "weekly"])
def test_what_no_rule_can_say_happens_once(every: str) -> None:
    assert not list(repeating(date(2026, 1, 31), every, date(2026, 1, 31)))


def _read(first: date, every: str) -> rruleset:
    """Return the days that a calendar reads."""
    text = "\n".join(repeating(first, every, first)).replace("RDATE;VALUE=DATE:", "RDATE:")
    start = datetime(first.year, first.month, first.day)
    read = rrulestr(text, dtstart=start, forceset=True)
    assert isinstance(read, rruleset)
    return read


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_are(day: date) -> None:
    sent = parcel(full_world(), "card")
    text = FORMAT.render(replace(sent, cards=(replace(sent.cards[0], due=day, kind="recurring", every="P1M"),)))
    assert f"DTSTART;VALUE=DATE:{day.isoformat().replace('-', '')}" in text


def test_a_board_with_nothing_due_is_an_empty_calendar() -> None:
    sent = parcel(full_world())
    assert not events(replace(sent, cards=(), touchpoints=()))
