from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.app.keys.footers import LEGEND, footer
from tui.app.keys.keymap import keymap
from tui.app.keys.table import FOOTERS, GROUPS, places_at
from tui.settings.view_state import ViewState

PRACTICES = (
    "CI Contextual Inquiry",
    "FL Continuous Feedback Loop",
    "CAB Customer Advisory Board",
    "EI Empathetic Interviews",
    "SI Sharing Insights Across Functions",
)


async def test_an_empty_workspace_shows_the_templates_and_where_data_will_live(sit: Sit, folder: Path) -> None:
    async with sit() as user:
        assert user.grid[0].strip().startswith("Experiments   none running yet")
        for words in ("Customer Development", "Customer Experience Experiment", "7 cards · 3 goals", str(folder)):
            assert words in user.text
        assert user.marks == 1
        assert user.marked.startswith("1 CD Customer Development")
        await user.press("enter")
        assert "not started" in user.grid[0]
        assert user.marked.startswith("1 Establish")
        assert not folder.exists()


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_walking_among_the_experiments(sit: Sit, sample: object, size: Size) -> None:
    async with sit(size=size) as user:
        assert "CD Customer Development" in user.marked
        await user.press("j")
        assert "Customer Experience" in user.marked
        await user.press("down")
        assert "Customer Retention" in user.marked
        for number, title in enumerate(PRACTICES, start=4):
            await user.press("j")
            assert f"{number} {title}"[: size[0] - 12] in user.marked
            assert user.marks == 1
        await user.press("j", "j")
        assert "8 SI Sharing Insights" in user.marked
        await user.press("g")
        assert "Customer Development" in user.marked
        await user.press("G", "enter")
        assert user.grid[0].strip().startswith("Sharing Insigh")
        await user.press("0")
        assert "Experiments" in user.grid[0]
        assert user.marks == 1
        await user.press("escape")
        assert user.grid[0].strip().startswith("Sharing Insigh")
        await user.press("1")
        assert user.grid[0].strip().startswith("Customer Devel")
        await user.press("9")
        assert user.message.startswith("There is no experiment 9.")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_ends_of_the_list_come_into_sight_with_the_first_and_the_last(sit: Sit, size: Size) -> None:
    async with sit(size=size) as user:
        assert any("templates   enter reads one" in row for row in user.grid)
        await user.press("G")
        assert "8 SI Sharing Insights" in user.marked
        assert any("0 people known · kept in" in row for row in user.grid)
        await user.press("g")
        assert "1 CD Customer Development" in user.marked
        assert any("templates   enter reads one" in row for row in user.grid)


async def test_the_list_says_what_is_worth_knowing(sit: Sit, sample: object) -> None:
    async with sit() as user:
        row = next(row for row in user.grid if "CD Customer Development" in row)
        for figure in ("5/16", "4/3 !", "■ 1", "▲1 ▼1"):
            assert figure in row
        assert "5 people known" in user.text


async def test_the_last_board_is_opened_again(sit: Sit, sample: object) -> None:
    async with sit(view_state=ViewState(last_board=BOARD, density={BOARD: "dense"})) as user:
        assert user.grid[0].strip().startswith("Customer Development")
        assert "4 Iterate on the product" in user.marked
        await user.press("z")
        assert user.app.view_state.density[BOARD] != "dense"
        await user.press("2")
        assert user.app.view_state.last_board == "customer-experience-experiment"


async def test_an_experiment_started_from_the_list_is_found_running(sit: Sit) -> None:
    async with sit() as user:
        await user.press("3", "L", "0")
        assert "1 running" in user.grid[0]
        row = next(row for row in user.grid if "1 CR" in row)
        assert "Customer Retention" in row
        await user.press("u")
        assert user.message.startswith("Undid: move 1 to DOING")


async def test_help_lists_every_command_and_searches(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await user.press("?")
        for group in GROUPS:
            here = [line for line in group.lines if line.words and line.place in places_at("board")]
            assert (group.title in user.text) is bool(here)
            for line in here:
                assert f" {keymap().head(line)} " in user.text, line
                assert keymap().words(line)[:20] in user.text, line
        for _, _, meaning in LEGEND:
            assert meaning[:18] in user.text
        await user.type("expedite")
        assert "searching expedite" in user.text
        assert "archive" not in user.text.lower().split("keys")[1]
        for _ in "expedite":
            await user.press("backspace")
        assert "archive, u undoes" in user.text
        await user.press("escape")
        assert "MOVE AROUND" not in user.text


@pytest.mark.parametrize("size", [USUAL, SMALL])
async def test_help_scrolls_where_it_does_not_fit(sit: Sit, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("?")
        page, seen = "", ""
        while page != user.text:
            page = user.text
            seen += page
            await user.press("pagedown")
        shown = [group for group in GROUPS if any(line.words and line.place == "board" for line in group.lines)]
        assert all(group.title in seen for group in shown)
        assert "#tag" in seen
        await user.press("pageup", "escape")
        assert user.marks == 1


async def test_the_palette_finds_commands_cards_and_experiments(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("survey", "enter", "colon")
        await user.type("legal to")
        await user.press("escape", "colon")
        await user.type("recruit")
        await user.until("16 Recruit the advisory board")
        await user.press("enter")
        assert user.marked.startswith("16 Recruit the advisory board")
        await user.press("colon")
        await user.type("retention")
        await user.until("Open Customer Retention")
        await user.press("enter")
        assert user.grid[0].strip().startswith("Customer Retention")


async def test_the_theme_repaints_everything(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("enter")
        dark = [[style.bgcolor for _, style in strip] for strip in user.strips]
        await user.run("Theme: dark or light")
        await user.settle()
        light = [[style.bgcolor for _, style in strip] for strip in user.strips]
        kept = {color for row in dark for color in row} & {color for row in light for color in row}
        assert kept == set()
        await user.press("0", "escape")
        assert {style.bgcolor for strip in user.strips for _, style in strip} <= {c for row in light for c in row}


async def test_the_board_reads_without_colours_and_in_ascii(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, ascii_only=True) as user:
        await user.press("l")
        assert all(row.isascii() or "…" in row or "“" in row or "·" in row for row in user.grid)
        assert any("# " in row and "8 Interview" in row for row in user.grid)


@pytest.mark.parametrize("mode", FOOTERS)
def test_every_key_in_a_footer_has_a_word(mode: str) -> None:
    assert all(words for _, words, *_ in footer(mode))


async def test_the_number_of_the_board_in_front_leaves_it_as_it_is(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("j", "enter")
        screen, grid = user.app.screen, user.grid
        await user.press("1")
        assert user.app.screen is screen
        assert user.grid == grid
        await user.press("2", "1")
        assert user.app.screen is not screen


FIGURES = {
    WIDE: ("PROGRESS", "WIP", "BLOCKED", "EVIDENCE", "DAYS", "STANDUP"),
    (120, 40): ("PROGRESS", "WIP", "BLOCKED", "EVIDENCE", "DAYS", "STANDUP"),
    USUAL: ("DONE", "WIP", "EVIDENCE", "DAYS"),
    SMALL: (),
}


@pytest.mark.parametrize("size", FIGURES)
async def test_each_figure_stands_below_its_name_and_none_is_cut(sit: Sit, sample: object, size: Size) -> None:
    async with sit(size=size) as user:
        heads, running = user.grid[2], next(line for line in user.grid if "1 CD" in line)
        assert heads.split() == ["EXPERIMENT", *FIGURES[size]]
        for name in FIGURES[size]:
            at = heads.index(name)
            assert running[at - 1] == " ", (name, running)
            assert running[at : at + len(name)].strip(), (name, running)
        if size[0] >= USUAL[0]:
            assert "5/16" in running
            assert all(f"{number} {words}" in user.text for number, words in enumerate(PRACTICES, start=4))
