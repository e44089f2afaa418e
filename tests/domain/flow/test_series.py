"""A recurring card has a series: its dates, what is done and what is missed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.told import Told
from tests.domain.world import BOARD, COLUMNS
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.flow.series import dates_within, missed_by, next_date
from tui.domain.records import Card

# The first date, the rhythm, and the dates that follow, typed from a calendar.
SERIES = [
    ("2026-03-02", "P1D", ["03-03", "03-04", "03-05"]),
    ("2026-03-02", "P1W", ["03-09", "03-16", "03-23", "03-30", "04-06"]),
    ("2026-03-02", "P2W", ["03-16", "03-30", "04-13"]),
    ("2026-10-19", "P1W", ["10-26", "11-02"]),
    ("2026-03-15", "P1M", ["04-15", "05-15", "06-15"]),
    ("2026-01-29", "P1M", ["02-28", "03-29", "04-29"]),
    ("2026-01-30", "P1M", ["02-28", "03-30", "04-30"]),
    ("2026-01-31", "P1M", ["02-28", "03-31", "04-30", "05-31", "06-30"]),
    ("2027-12-31", "P1M", ["2028-01-31", "2028-02-29", "2028-03-31"]),
    ("2026-08-31", "P3M", ["11-30", "2027-02-28", "2027-05-31"]),
    ("2028-02-29", "P1Y", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
    ("2026-01-31", "P1M1D", ["03-01", "04-02", "05-03"]),
]


@pytest.mark.parametrize(("first", "every", "dates"), SERIES)
def test_the_dates_of_a_series(first: str, every: str, dates: list[str]) -> None:
    anchor = day = date.fromisoformat(first)
    for text in dates:
        following = next_date(anchor, every, day)
        assert following == date.fromisoformat(text if len(text) > 5 else f"2026-{text}")
        day = following
    assert dates_within(anchor, every, anchor, day) == len(dates)


@pytest.mark.parametrize("every", [None, "", "P0D", "weekly", "P9999Y"])
def test_what_is_no_rhythm_has_no_dates(every: str | None) -> None:
    anchor = date(2026, 3, 2)
    assert next_date(anchor, every, anchor) is None
    assert dates_within(anchor, every, anchor, date(2030, 1, 1)) == 0


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
RHYTHMS = st.sampled_from(["P1D", "P3D", "P1W", "P2W", "P1M", "P2M", "P3M", "P1Y", "P1M10D"])


@given(DAYS, RHYTHMS, DAYS)
def test_no_date_is_between_a_day_and_the_next_date(anchor: date, every: str, day: date) -> None:
    following = next_date(anchor, every, day)
    assert following is not None
    assert following > day
    assert dates_within(anchor, every, day, following) == 1
    assert dates_within(anchor, every, day, following - timedelta(days=1)) == 0


@given(DAYS, st.integers(1, 3), st.integers(1, 400))
def test_a_series_of_months_does_not_drift(anchor: date, months: int, steps: int) -> None:
    day: date | None = anchor
    for _ in range(steps % 60 + 1):
        assert day is not None
        day = next_date(anchor, f"P{months}M", day)
    assert day is not None
    last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day
    assert day.day == min(anchor.day, last)
    assert (day.year * 12 + day.month - anchor.year * 12 - anchor.month) == months * (steps % 60 + 1)


def chore(world: Told, **fields: Any) -> Card:
    return world.add("Call somebody", kind="recurring", **fields)


def board() -> Told:
    return Told(replace(BOARD, cards=(), columns=(COLUMNS[0], COLUMNS[1], COLUMNS[3])))


# The due day, the rhythm, the days of March 2026 on which it was done; then the next date, done and missed.
DONE = [
    ("2026-03-02", "P1W", [2], "2026-03-09", 1, 0),
    ("2026-03-09", "P1W", [6], "2026-03-16", 1, 0),
    ("2026-03-09", "P1W", [6, 7], "2026-03-23", 2, 0),
    ("2026-03-02", "P1W", [4], "2026-03-09", 1, 0),
    ("2026-03-02", "P1W", [9], "2026-03-16", 1, 1),
    ("2026-03-02", "P1W", [18], "2026-03-23", 1, 2),
    ("2026-03-02", "P1W", [3, 12, 31], "2026-04-06", 3, 2),
    ("2026-02-28", "P1M", [3], "2026-03-28", 1, 0),
    ("2026-01-31", "P1M", [5], "2026-03-31", 1, 1),
    ("2026-03-29", "P1D", [29, 30], "2026-03-31", 2, 0),
    (None, "P1W", [5], "2026-03-12", 1, 0),
]


@pytest.mark.parametrize("way", ["moved", "once more"])
@pytest.mark.parametrize(("due", "every", "days", "following", "done", "missed"), DONE)
def test_an_occurrence_done_moves_to_the_next_date(  # noqa: PLR0917 - a row of the table
    due: str | None, every: str, days: list[int], following: str, done: int, missed: int, way: str
) -> None:
    world = board()
    card = chore(world, due=date.fromisoformat(due) if due else None, every=every)
    for day in days:
        world.at(f"2026-03-{day:02d}T12:00")
        if way == "moved":
            world.do(operations.move_card, card.uid, "done")
            world.do(operations.move_card, card.uid, "todo")
        else:
            world.do(operations.do_once_more, card.uid)
    after = world.card(card.number)
    assert (str(after.due), after.column, after.started_at, after.finished_at) == (following, "todo", None, None)
    assert after.series is not None
    assert (after.series.done, after.series.missed, after.series.last) == (done, missed, world.now)
    (told,) = world.flow().chores
    assert (told.done, world.flow().total) == (done, 0)


def test_an_occurrence_begun_and_done_counts_once_and_waits_again() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2), checklist=["Ring"])
    world.do(operations.move_card, card.uid, "doing")
    world.do(operations.tick_item, card.uid, card.checklist[0].uid)
    before = world.state
    change = world.at("2026-03-04T12:00").do(operations.do_once_more, card.uid)
    after = world.card(card.number)
    assert (after.column, after.started_at, after.due, after.checklist[0].done) == (
        "todo",
        None,
        date(2026, 3, 9),
        False,
    )
    assert [chore.done for chore in world.flow().chores] == [1]
    world.undo(change)
    assert world.state == before
    assert [chore.done for chore in world.flow().chores] == [0]


def test_one_in_a_finished_column_is_done_once_more_there() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    world.at("2026-03-02T12:00").do(operations.move_card, card.uid, "done")
    world.at("2026-03-10T12:00").do(operations.do_once_more, card.uid)
    after = world.card(card.number)
    assert (after.column, after.finished_at, after.due) == ("done", world.now, date(2026, 3, 16))
    assert [chore.done for chore in world.flow().chores] == [2]


def test_only_what_recurs_is_done_once_more() -> None:
    world = board()
    with pytest.raises(NotAllowed, match="does not recur"):
        world.do(operations.do_once_more, world.add().uid)


def test_a_date_put_off_by_hand_leaves_the_rhythm_as_it_was() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    world.at("2026-03-02T12:00").do(operations.do_once_more, card.uid)
    world.do(operations.set_due, card.uid, date(2026, 3, 11))
    world.at("2026-03-11T12:00").do(operations.do_once_more, card.uid)
    assert world.card(card.number).due == date(2026, 3, 16)


def test_a_card_that_recurs_no_more_has_no_series() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    world.do(operations.do_once_more, card.uid)
    world.do(operations.edit_card, card.uid, kind="task")
    assert (world.card(card.number).series, world.card(card.number).every) == (None, None)


def test_what_is_passed_over_is_missed_before_it_is_done_and_after() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    for day, missed in ((2, 0), (8, 0), (9, 1), (16, 2), (18, 2)):
        assert missed_by(world.card(card.number), world.experiment, date(2026, 3, day)) == missed
    world.at("2026-03-18T12:00").do(operations.do_once_more, card.uid)
    assert missed_by(world.card(card.number), world.experiment, date(2026, 3, 18)) == 2


def test_a_window_has_the_dates_that_were_missed_in_it() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 4))
    world.at("2026-03-20T12:00").do(operations.do_once_more, card.uid)
    world.at("2026-04-03T12:00")
    told = [[chore.missed for chore in world.flow(periods=1, earlier=back).chores] for back in (4, 3, 2, 1, 0)]
    assert told == [[1], [1], [0], [1], [0]], "4, 11 March; 18 March was done late, 25 March passed over, 1 April waits"


def test_the_date_that_was_done_is_not_missed_in_its_window() -> None:
    world = board()
    card = chore(world, due=date(2026, 8, 31), every="P1M")
    world.at("2026-11-30T12:00").do(operations.do_once_more, card.uid)
    (told,) = world.flow(periods=8).chores
    assert (told.done, told.missed) == (1, 1), "31 October, from 12 October to 30 November"


# Of a weekly card due on 2 March, what is changed on 18 March; then the due day, and what is missed by then.
CHANGED = [
    ({"due": date(2026, 3, 25)}, "2026-03-25", 2),
    ({"due": date(2026, 3, 16)}, "2026-03-16", 2),
    ({"due": date(2026, 3, 9)}, "2026-03-09", 2),
    ({"due": None}, "None", 2),
    ({"every": "P1M"}, "2026-03-16", 2),
    ({"every": "P2W", "due": date(2026, 3, 30)}, "2026-03-30", 2),
    ({"title": "Call them"}, "2026-03-02", 2),
]


@pytest.mark.parametrize(("fields", "due", "missed"), CHANGED)
def test_another_due_day_or_rhythm_forgets_no_missed_date(fields: dict[str, Any], due: str, missed: int) -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    before = world.state
    change = world.at("2026-03-18T12:00").do(operations.edit_card, card.uid, **fields)
    after = world.card(card.number)
    assert (str(after.due), missed_by(after, world.experiment, date(2026, 3, 18))) == (due, missed)
    assert [each.missed for each in world.flow().chores] == [missed]
    world.undo(change)
    assert world.state == before


def test_what_is_put_off_keeps_what_was_missed_also_when_it_is_done() -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 2))
    world.at("2026-03-18T12:00").do(operations.set_due, card.uid, date(2026, 3, 20))
    world.at("2026-03-20T12:00").do(operations.do_once_more, card.uid)
    series = world.card(card.number).series
    assert series is not None
    assert (series.done, series.missed, str(world.card(card.number).due)) == (1, 2, "2026-03-23")
    assert [(each.done, each.missed) for each in world.flow().chores] == [(1, 2)]


@pytest.mark.parametrize(("at", "due"), [("2026-03-29T21:59", "2026-03-30"), ("2026-03-29T22:01", "2026-03-31")])
def test_the_day_it_was_done_is_that_of_the_board_when_clocks_change(at: str, due: str) -> None:
    world = board()
    card = chore(world, due=date(2026, 3, 28), every="P1D")
    world.at(at).do(operations.do_once_more, card.uid)
    assert str(world.card(card.number).due) == due


@given(
    st.dates(date(2026, 3, 1), date(2026, 4, 30)),
    RHYTHMS,
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=12),
)
def test_every_date_up_to_the_next_one_was_done_or_missed(due: date, every: str, steps: list[tuple[int, bool]]) -> None:
    world = board()
    card = chore(world, due=due, every=every)
    for days, moves in steps:
        world.now += timedelta(days=days)
        if moves:
            world.do(operations.move_card, card.uid, "done")
            world.do(operations.move_card, card.uid, "doing")
        else:
            world.do(operations.do_once_more, card.uid)
    after = world.card(card.number)
    assert after.series is not None
    assert after.due is not None
    dates = next(place for place in count() if nth(due, every, place) == after.due)
    assert (after.series.done, after.series.done + after.series.missed) == (len(steps), dates)
    report = world.flow(periods=200)
    told = next(chore for chore in report.chores if chore.number == card.number)
    assert (told.done, told.missed) == (after.series.done, missed_by(after, world.experiment, report.last))


def nth(anchor: date, every: str, place: int) -> date:
    """Return the date so many steps after the first, reckoned one by one from the anchor."""
    months = {"P1M": 1, "P2M": 2, "P3M": 3, "P1Y": 12, "P1M10D": 1}.get(every, 0) * place
    days = {"P1D": 1, "P3D": 3, "P1W": 7, "P2W": 14, "P1M10D": 10}.get(every, 0) * place
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    for day in (anchor.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(anchor.day, day)) + timedelta(days=days)
        except ValueError:
            continue
    raise AssertionError
