from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.user import User
from tui.definitions.catalog import Catalog, shipped_boards
from tui.domain import operations

YAML = """\
id: listening
key: LI
title: Listening
hypothesis: If we listen, they talk.
cards:
  - id: ask
    title: Ask
  - id: hear
    title: Hear
"""


@pytest.fixture
def board(folder: Path) -> Path:
    """Return the file of a board of the workspace."""
    file = folder / "boards" / "listening.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(YAML, encoding="utf-8")
    return file


async def reread(user: User) -> None:
    """Read the board files, as the application does by itself every other second."""
    user.app.read_boards()
    await user.settle()


async def test_a_running_board_follows_its_file(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.press("L")
        board.write_text(YAML.replace("title: Hear", "title: Hear them out").replace("Listening", "Hearing"), "utf-8")
        await reread(user)
        assert "2 Hear them out" in user.text
        assert user.grid[0].strip().startswith("Hearing")
        assert "Took over the edited definition of Hearing" in user.message
        assert user.column("doing") == [1]
        board.write_text(YAML + "  - id: answer\n    title: Answer\n", "utf-8")
        await reread(user)
        assert "3 Answer" in user.text
        assert user.marked.startswith("1 Ask")


@pytest.mark.parametrize("started", [True, False])
async def test_a_broken_file_is_named_and_the_last_good_version_stays(sit: Sit, board: Path, started: bool) -> None:
    async with sit(board="listening") as user:
        await user.press("L" if started else "j")
        before = user.marked
        board.write_text(YAML.replace("title: Hear", "titel: Hear"), "utf-8")
        await reread(user)
        assert user.message.startswith("! boards/listening.yaml line 9: ")
        assert 'did you mean "title"?' in user.message
        assert "Showing the last good version." in user.message
        assert "2 Hear" in user.text
        assert user.marked == before
        board.write_text(YAML.replace("title: Hear", "title: Heard"), "utf-8")
        await reread(user)
        assert "2 Heard" in user.text
        assert "! boards/" not in user.text


async def test_a_broken_file_among_the_experiments(sit: Sit, board: Path) -> None:
    board.write_text(YAML.replace("title: Hear", "titel: Hear"), "utf-8")
    async with sit() as user:
        assert "listening.yaml line 9" in user.text
        assert "Customer Development" in user.text
        board.write_text(YAML, "utf-8")
        await reread(user)
        assert "LI Listening" in user.text
        assert "listening.yaml line 9" not in user.text


async def test_columns_come_and_go_with_the_file(sit: Sit, board: Path) -> None:
    columns = "columns:\n" + "".join(
        f"  - {{id: {name}, title: {name}, role: {role}}}\n"
        for name, role in (("todo", "waiting"), ("doing", "active"), ("review", "active"), ("done", "finished"))
    )
    async with sit(board="listening") as user:
        await user.press("L")
        board.write_text(YAML + columns, "utf-8")
        await reread(user)
        assert "REVIEW" in user.text
        assert user.marked.startswith("1 Ask")
        await user.press("L")
        assert user.card(1).column == "review"
        board.write_text(YAML, "utf-8")
        await reread(user)
        assert "REVIEW" not in user.text
        assert user.card(1).column == "doing"
        assert user.marked.startswith("1 Ask")
        assert user.marks == 1


async def test_a_file_that_goes_away_leaves_its_experiment(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.press("L")
        board.unlink()
        await reread(user)
        await user.press("L")
        assert user.column("done") == [1]
        await user.press("0")
        assert "LI Listening" in user.text


async def test_a_criterion_that_counts_is_answered_in_the_brief_and_where_it_is_decided(sit: Sit, board: Path) -> None:
    board.write_text(YAML.replace("cards:", 'test: {metric: people, criterion: ">= 2"}\ncards:', 1), "utf-8")
    async with sit(board="listening") as user:
        await user.press("L")
        await user.press("i")
        assert "people >= 2" in user.text
        assert "0 so far: not met" in user.text
        await user.press("escape")
        person = user.session.save(operations.make_contact, "Ada Lovelace").records["participants"]
        other = user.session.save(operations.make_contact, "Grace Hopper").records["participants"]
        cards = [user.card(1).uid]
        user.session.save(operations.log_touchpoint, "interview", [*person, *other], cards=cards)
        await user.settle()
        await user.run("Decide: write the Learning Card")
        assert "2 so far: met" in user.text


@pytest.mark.parametrize(
    ("width", "said"), [(80, "custdev boards diff CD: template changed"), (40, "custdev boards diff CD")]
)
async def test_what_shows_a_new_edition_is_told_whole_on_a_narrow_screen(
    sit: Sit, folder: Path, width: int, said: str
) -> None:
    name = "customer-development.yaml"
    text = (shipped_boards() / name).read_text("utf-8")
    async with sit(board="customer-development", size=(width, 24)) as user:
        await user.press("L")
        shipped = folder.parent / "shipped"
        shipped.mkdir()
        (shipped / name).write_text(text.replace("title: Customer Development", "title: Talking", 1), "utf-8")
        user.session.catalog = Catalog(None, shipped)
        await reread(user)
        assert said in user.message


async def test_that_a_large_file_is_being_read_is_said_and_nothing_of_small_ones(
    sit: Sit, board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board="listening") as user:
        board.write_text(YAML + "notes: [short]\n", "utf-8")
        await reread(user)
        assert "Reading" not in user.message
        monkeypatch.setattr("tui.definitions.catalog._LARGE", 200)
        board.write_text(YAML + f"notes: [{'x' * 200}]\n", "utf-8")
        await reread(user)
        assert "Reading boards/listening.yaml, 0.0 MB." in user.message


async def test_what_was_edited_on_the_board_stays_and_is_said_once(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.press("e", "ctrl+u")
        await user.type("Ask [/] all", "enter")
        board.write_text(YAML.replace("title: Ask", "title: Ask some"), "utf-8")
        await reread(user)
        assert "Took over the edited definition of Listening" in user.message
        assert 'LI-1 keeps its title as it is here; the file has "Ask some"' in user.message
        assert "1 Ask [/] all" in user.text
        board.write_text(YAML.replace("title: Ask", "title: Ask some").replace("title: Hear", "title: Heard"), "utf-8")
        await reread(user)
        assert "keeps its title" not in user.message
        user.session.save(operations.edit_card, user.card(2).uid, title="Hear them")
        board.write_text(YAML.replace("title: Ask", "title: Both").replace("title: Hear", "title: Both"), "utf-8")
        await reread(user)
        assert "2 texts stay as they are here" in user.message
        await user.run("Messages: what")
        assert 'LI-1 keeps its title as it is here; the file has "Both"' in user.text
        assert 'LI-2 keeps its title as it is here; the file has "Both"' in user.text
