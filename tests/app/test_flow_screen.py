from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.flowing import write_flowing
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.app.board.screen import BoardScreen
from tui.app.flow.screen import FlowScreen
from tui.domain import operations

CHARTS = ("Throughput", "Cycle time", "Ageing work in progress", "Cumulative flow")


@pytest.fixture(scope="session")
def _flowing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_flowing(tmp_path_factory.mktemp("flowing") / "workspace")


@pytest.fixture
def flowing(_flowing: Path, folder: Path) -> Path:
    """Fill the workspace with eight weeks of work."""
    return Path(shutil.copytree(_flowing, folder))


async def test_four_charts_with_what_they_say(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("f")
        assert user.grid[0].split("   ")[1] == "Customer Development · last 8 weeks · 24 cards finished"
        for words in (
            *CHARTS,
            "3 cards a week, steady",
            "half finish within 3d, 85 % within 8d (n=24)",
            "card 32 is already older than 85 % of the finished cards were",
            "DOING grew from 2 to 4 in the last two weeks",
            "◆ 14, 9d",
            "● 9d",
            "■ blocked 3d",
            "» expedite",
            "so far",
        ):
            assert words in user.text
        assert user.footer.startswith("h l earlier, later   w weeks, days   x export   esc board")
        assert user.footer.endswith("DOING starts the clock, DONE stops it")
        assert "f flow" in user.grid[0]


async def test_bars_are_as_high_as_their_counts(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("f")
        heights = [sum(row[at : at + 4] == "████" for row in user.grid[4:19]) for at in range(9, 9 + 8 * 8, 8)]
        assert heights == [4, 6, 4, 8, 6, 10, 8, 2]


@pytest.mark.parametrize("size", [USUAL, SMALL, (160, 24), (80, 45), (36, 10)])
async def test_every_chart_can_be_reached_at_any_size(sit: Sit, flowing: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("f", "g")
        seen = user.text
        for _ in CHARTS:
            await user.press("j")
            seen += user.text
        assert all(name in seen for name in CHARTS)
        assert all(len(row) == size[0] for row in user.grid)


async def test_a_chart_stays_in_sight_when_the_window_changes(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("f", "j", "j")
        await user.resize(SMALL)
        assert CHARTS[2] in user.text
        await user.resize(WIDE)
        assert all(name in user.text for name in CHARTS)
        await user.resize((30, 8))
        assert "Make the window a little larger" in " ".join(user.text.split())


async def test_earlier_and_later(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD) as user:
        for key in ("f", "w", "h"):  # each when what the one before asked for is read
            await user.press(key)
        assert "28 days to 16 Nov" in user.grid[0]
        await user.press("h", "h", "h", "h")
        assert user.message == "The experiment had not begun before."
        await user.press("l", "l", "l", "l")
        assert "last 28 days" in user.grid[0]
        await user.press("l")
        assert user.message == "These are the last days there are."


async def test_it_follows_what_changes(sit: Sit, flowing: object, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        await user.press("f")
        assert "24 cards finished" in user.grid[0]
        other = open_session("eng")
        other.save(operations.move_card, user.card(34).uid, "done")
        await user.until("25 cards finished")
        other.close()


async def test_undoing_here_is_shown_here(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "L", "f")
        assert "25 cards finished" in user.grid[0]
        await user.press("u")
        assert "24 cards finished" in user.grid[0]


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_before_anything_is_finished(sit: Sit, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("f")
        assert "Flow appears after the first finished card" in " ".join(user.text.split())
        await user.press("h")
        assert user.message == "The experiment has not begun."
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Dev")


async def test_with_few_finished_there_are_dots_and_no_percentiles(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.save(operations.move_card, user.card(1).uid, "doing")
        await user.press("f")
        assert "declared 10d, 4 finished so far" in user.text
        assert "50 %" not in user.text
        assert user.text.count("●") >= 2


async def test_from_the_list_of_experiments_it_is_the_chosen_one(sit: Sit, sample: object) -> None:
    async with sit() as user:
        await user.press("0", "j", "f")
        assert "Flow   Customer Experience" in user.grid[0]
        await user.press("P", "f")
        assert "Flow   Customer Experience" in user.grid[0]
        await user.press("1")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_without_colours_and_with_ascii_the_bands_differ(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD, ascii_only=True) as user:
        await user.press("f")
        chart = [row[84:150] for row in user.grid[24:42]]
        assert all(any(sign in row for row in chart) for sign in (".", "=", "#"))
        drawn = "".join(user.grid[1:43]).replace("…", "")
        assert drawn.isascii()


@pytest.mark.parametrize("title", ["[/]", "[@click=app.quit]x", "\x1b]0;x\x07", "=1+1", "中" * 300])
async def test_a_title_is_only_text(sit: Sit, flowing: object, title: str) -> None:
    async with sit(board=BOARD) as user:
        user.session.save(operations.edit_card, user.card(32).uid, title=f"Title {title}")
        await user.press("f")
        row = next(row for row in user.grid if "● 9d" in row)
        assert "32 Title" in row
        assert sum(2 if char == "中" else 1 for char in row) == WIDE[0]


async def test_names_are_hidden_in_titles(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.save(operations.edit_card, user.card(8).uid, title=f"Ring {NAMES[0]}")
        await user.press("f")
        assert "Ring P01" in user.text
        assert NAMES[0].split()[1] not in user.text
        await user.press("asterisk")
        assert f"Ring {NAMES[0]}"[:20] in user.text
        assert "names shown" in user.footer


async def test_a_file_that_cannot_be_written_is_told(sit: Sit, flowing: Path) -> None:
    async with sit(board=BOARD) as user:
        (flowing / "snapshots").write_text("in the way", encoding="utf-8")
        await user.press("f", "x", "enter")
        assert "Could not write it." in user.text


async def test_the_board_ages_its_cards_by_the_same_figures(sit: Sit, flowing: object) -> None:
    async with sit(board=BOARD) as user:
        assert isinstance(user.app.screen, BoardScreen)
        for number in (24, 14):
            user.session.save(operations.archive_card, user.card(number).uid)
        await user.settle()
        known = user.app.screen.board.thresholds
        heads = [row for row in user.grid if "oldest" in row]
        await user.press("f")
        assert isinstance(user.app.screen, FlowScreen)
        report = user.app.screen.report
        assert report is not None
        assert (report.thresholds, report.wip) == (known, 4)
        assert f"oldest ● {report.ageing[0].days}d" in heads[0]
