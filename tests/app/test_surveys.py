"""The answers of a survey come in from its file: looked at first, counted once, off the interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.app.measures import survey_form
from tui.app.measures.survey_form import SurveyForm


@pytest.fixture
def survey(tmp_path: Path) -> str:
    path = tmp_path / "a.csv"
    path.write_text("Respondent,NPS [/]\nR-1,9\nR-2,10\nR-3,eleven\nR-4,2\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_file_is_looked_at_and_then_counted(sit: Sit, sample: object, survey: str, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("M", "i")
        await user.type(survey, "enter")
        await user.until("Would import 3 new")
        assert not user.session.workspace.measurements
        await user.press("enter")
        (measured,) = user.session.workspace.measurements.values()
        assert (measured.numbers, measured.question) == (("2", "0", "1"), "NPS [/]")
        assert user.message.startswith("Imported answers: 3 new; 1 line skip")
        assert size == SMALL or "n = 3" in user.text
        await user.press("i")
        await user.type(survey, "enter")
        await user.until("Would import 0 new, 3 the same")
        await user.press("enter")
        assert "Nothing in it is new" in user.text
        await user.press("esc", "u")
        assert not user.session.workspace.measurements


async def test_what_is_left_out_is_told_by_line(sit: Sit, sample: object, survey: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("M", "i")
        await user.type(survey, "enter")
        await user.until("Line 4: “eleven” is")


async def test_another_metric_has_the_file_looked_at_anew(sit: Sit, sample: object, survey: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("M", "i")
        await user.type(survey, "enter")
        await user.until("Would import")
        await user.press("tab", "right")
        assert "Would import" not in user.text
        await user.press("enter")
        await user.until("Which column has the answers cannot be told")
        assert isinstance(user.app.screen, SurveyForm)
        assert not user.session.workspace.measurements


@pytest.mark.parametrize(("typed", "words"), [("", "Name the file."), ("/nowhere/gone.csv", "It cannot be read")])
async def test_a_file_that_is_none_is_said(sit: Sit, sample: object, typed: str, words: str) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("M", "i")
        await user.type(typed, "enter")
        await user.until(words)


async def test_more_than_a_screen_can_wait_for_is_left_to_the_shell(
    sit: Sit, sample: object, survey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_form, "MOST_HERE", 2)
    async with sit(board=BOARD) as user:
        await user.run("Import the answers of a survey")
        await user.type(survey, "enter")
        await user.until("Would import")
        await user.press("enter")
        assert "It has more than 2 answers: custdev metric import" in user.text
        assert not user.session.workspace.measurements


async def test_from_the_board_it_is_told_there(sit: Sit, sample: object, survey: str) -> None:
    async with sit(board=BOARD) as user:
        await user.run("Import the answers of a survey")
        await user.type(survey, "enter")
        await user.until("Would import")
        await user.press("enter")
        assert user.message.startswith("Imported answers: 3 new")
