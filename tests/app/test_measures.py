"""`M` shows what was measured: how sure it is, what it says of the criterion, how often was looked; and adds to it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.domain import operations
from tui.domain.records.definition import Criterion
from tui.domain.records.vocabulary import Phase
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"


def measure(session: Session, metric: str, *numbers: str, days: int = 0, wave: str = "", phase: Phase | None = None,
            segment: str = "", values: tuple[str, ...] = ()) -> None:  # fmt: skip
    experiment = next(one for one in session.workspace.experiments.values() if one.board_id == BOARD)
    on = session.today - timedelta(days=days)
    fields: dict[str, Any] = {"on": on, "wave": wave, "phase": phase, "segment": segment, "values": values}
    session.run(operations.measure, experiment.uid, metric, numbers, **fields)


@pytest.fixture
def surveyed(open_session: OpenSession, sample: object) -> Session:
    session = open_session()
    measure(session, "nps", "5", "3", "2", days=30, wave="March", phase="baseline")
    measure(session, "nps", "35", "25", "10", wave=HOSTILE, phase="after")
    measure(session, "csat", "7", "9")
    return session


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_each_measurement_has_its_interval_and_n(sit: Sit, surveyed: Session, size: Size) -> None:
    async with sit(board=BOARD, size=size, session=surveyed) as user:
        await user.press("M")
        rows = [row for row in user.grid if "n = " in row and "criterion" not in row]
        assert "March · baseline" in rows[0]
        assert "+30" in rows[0]
        assert "n = 10" in rows[0]
        assert ("−19 to 65" in rows[0]) is (size != SMALL)
        assert ("├" in rows[0] and "●" in rows[0] and "┤" in rows[0]) is (size != SMALL)
        assert "+36" in rows[1]
        assert size == SMALL or "[/]" in rows[1]


async def test_bars_of_a_metric_share_a_scale(sit: Sit, surveyed: Session) -> None:
    async with sit(board=BOARD, session=surveyed) as user:
        await user.press("M")
        before, after = (row for row in user.grid if "n = 10" in row or "n = 70" in row)
        assert before.index("├") < after.index("├")
        assert after.index("┤") < before.index("┤")
        assert before.index("●") < after.index("●")


async def test_a_name_of_a_metric_is_never_chosen(sit: Sit, surveyed: Session) -> None:
    async with sit(board=BOARD, session=surveyed) as user:
        await user.press("M")
        seen = [user.marked]
        for _ in range(3):
            await user.press("j")
            seen.append(user.marked)
        assert all("n = " in row for row in seen)
        assert len({*seen}) == 3


async def test_before_and_after_are_compared(sit: Sit, surveyed: Session) -> None:
    async with sit(board=BOARD, session=surveyed) as user:
        await user.press("M")
        assert "after less baseline: +6, −34 to 56: no clear difference" in user.text


async def test_what_another_window_measures_is_shown(sit: Sit, surveyed: Session, open_session: OpenSession) -> None:
    async with sit(board=BOARD, session=surveyed) as user:
        await user.press("M", "j")
        chosen = user.marked
        other = open_session("eng")
        measure(other, "nps", "1", "1", "7", wave="Late")
        await user.until("Late")
        assert user.marked == chosen
        uid = next(one.uid for one in other.workspace.measurements.values() if one.wave == "Late")
        other.save(operations.withdraw_measurement, uid)
        for _ in range(200):
            if "Late" not in user.text:
                break
            await user.pilot.pause(0.02)
        assert "Late" not in user.text


async def test_without_a_measurement_there_is_the_key_that_adds_one(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("M")
        assert "Nothing was measured yet.  a add" in user.text
        await user.press("a", "enter", *"5", "tab", *"3", "tab", *"2")
        assert "That is +30, −19 to 65, n = 10." in user.text
        await user.press("tab", *"First", "enter")
        assert "First" in user.text
        assert "Added." in user.message
        await user.press("u")
        assert "Nothing was measured yet." in user.text


async def test_what_cannot_be_is_said_and_what_was_typed_stays(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("M", "a", "j", "enter", *"9", "tab", *"7", "enter")
        assert "Satisfied cannot be more than answers." in user.text
        assert not user.session.workspace.measurements
        await user.press("ctrl+u", *"90", "enter")
        assert "10.0 %" in user.text


async def test_what_is_withdrawn_counts_no_more_until_that_is_undone(sit: Sit, surveyed: Session) -> None:
    async with sit(board=BOARD, session=surveyed) as user:
        await user.press("M", "j", "x")
        assert "Withdrew Net promoter score." in user.message
        assert "n = 70" not in user.text
        await user.press("u")
        assert "n = 70" in user.text


async def test_names_stay_hidden_in_waves(sit: Sit, open_session: OpenSession, sample: object) -> None:
    session = open_session()
    measure(session, "csat", "7", "9", wave="Asked by Wilhelmina Ottersby")
    async with sit(board=BOARD, session=session) as user:
        await user.press("M")
        assert "n = 9" in user.text
        assert "Ottersby" not in user.text


async def test_signs_are_plain_where_they_have_to_be(sit: Sit, surveyed: Session) -> None:
    async with sit(board=BOARD, session=surveyed, ascii_only=True) as user:
        await user.press("M")
        row = next(row for row in user.grid if "n = 10" in row)
        assert "[" in row
        assert "*" in row
        assert row.isascii()


async def test_many_answers_are_shown_at_once(sit: Sit, open_session: OpenSession, sample: object) -> None:
    session = open_session()
    for wave in range(100):
        minutes = tuple(str((number * 7919 + wave) % 1440) for number in range(1000))
        measure(session, "response_time", "0", wave=f"Wave {wave}", values=minutes)
    async with sit(board=BOARD, session=session) as user:
        start = time.process_time()
        await user.press("M")
        assert "n = 1000" in user.text
        assert time.process_time() - start < 1, "a screen of figures takes no second, even on a slow machine"


async def test_the_answer_stands_in_the_header_and_among_the_experiments_the_looks_in_the_brief(
    sit: Sit, open_session: OpenSession, sample: object
) -> None:
    session = open_session()
    experiment = next(one for one in session.workspace.experiments.values() if one.board_id == BOARD)
    test = Criterion("CSAT", ">= 60 %", 40)
    definition = replace(experiment.definition, test=test)
    session.run(operations.reconcile_definition, experiment.uid, definition, definition_hash="edited")
    measure(session, "csat", "70", "90", days=3)
    measure(session, "csat", "71", "90")
    async with sit(board=BOARD, session=session) as user:
        assert "CSAT >= 60 %: met" in user.text
        await user.press("i")
        assert "2 looks so far, 40 answers planned" in user.text
        await user.press("esc", "0")
        assert "criterion met" in user.text


async def test_a_board_that_is_not_started_has_nothing_measured(sit: Sit, sample: object) -> None:
    async with sit(board="empathetic-interviews", size=USUAL) as user:
        await user.press("M")
        assert "not started yet" in user.message
