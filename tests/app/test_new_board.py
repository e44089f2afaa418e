"""`N`: a board of one's own without leaving the application."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Editor, Sit
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.definitions.catalog import shipped_boards
from tui.definitions.loader import load_board


def boards(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "boards").glob("*"))


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_board_is_made_and_opened_and_starts_with_its_first_change(sit: Sit, folder: Path, size: Size) -> None:
    async with sit(size=size) as user:
        await user.press("N")
        assert "New board" in user.text
        await user.type("Shorter onboarding", "tab")
        assert "Cards become SO-1, SO-2" in user.text or size == SMALL
        assert user.marks == 1
        await user.type("ON", "tab", "tab")
        await user.paste("- A first rota within a day\n- Know where teams give up\n", "tab", "tab")
        await user.type("people", "tab")
        await user.type(">= 5", "tab", "tab")
        await user.press("ctrl+u")
        await user.type("Waiting, Watching/4, Decided", "tab")
        await user.paste("1. Write the guide\n2. [ ] Ask [/] @click\n", "tab")
        assert boards(folder) == []
        await user.press("enter")
        assert "Wrote boards/shorter-onboarding.yaml" in user.message
        assert user.grid[0].strip().startswith("Shorter onboarding")
        assert "Write" in user.marked
        assert not user.session.workspace.experiments
        await user.press("L")
        assert user.card(1).column == "watching"
        assert "Ask [/] @click" in [card.title for card in user.session.workspace.cards.values()]
    board = load_board((folder / "boards" / "shorter-onboarding.yaml").read_bytes(), "x")
    assert (board.key, len(board.goals), board.columns[1].wip) == ("ON", 2, 4)
    assert board.test is not None
    assert (board.test.metric, board.test.criterion) == ("people", ">= 5")


async def test_the_file_is_in_sight_before_it_is_written(sit: Sit) -> None:
    async with sit() as user:
        await user.press("N")
        assert "WILL BE WRITTEN" not in user.text
        await user.type("漢字 [/]", "tab")
        assert "WILL BE WRITTEN  boards/漢字.yaml" in user.text
        assert "title: 漢字 [/]" in user.text
        assert "columns:" not in user.text  # what boards have anyway is not written
        await user.type("CD")
        assert "Another board has the key CD" in user.text
        assert "WILL BE WRITTEN" not in user.text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "A board needs a title"),
        ({"title": "Talk", "key": "c"}, "is no key"),
        ({"title": "Talk", "criterion": ">= 5"}, "A criterion needs a metric"),
        ({"title": "Talk", "columns": "TODO"}, "one where it is finished"),
        ({"title": "Talk", "expected": "soon"}, "85% in 10 days"),
    ],
)
async def test_what_is_no_board_yet_stays_in_the_form(sit: Sit, folder: Path, fields: dict[str, str], why: str) -> None:
    async with sit() as user:
        await user.press("N")
        for name in (
            "title",
            "key",
            "starts from",
            "goals",
            "hypothesis",
            "metric",
            "criterion",
            "least",
            "columns",
            "cards",
        ):
            if name in fields:
                await user.press("ctrl+u")
                await user.type(fields[name])
            await user.press("tab")
        if "expected" in fields:
            await user.press("ctrl+u")
            await user.type(fields["expected"])
        await user.press("enter")
        assert why in " ".join(user.text.split())
        assert "New board" in user.text
        assert boards(folder) == []
        if fields:
            await user.press("esc", "N")
            assert "Talk" in user.text


async def test_a_board_whose_file_cannot_be_written_stays_in_the_form(sit: Sit, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "boards").write_text("in the way", "utf-8")
    async with sit() as user:
        await user.press("N")
        await user.type("Talk", "enter")
        assert "No board can be written" in user.text
        assert "Talk" in user.text
        (folder / "boards").unlink()
        await user.press("enter")
        assert boards(folder) == ["talk.yaml"]


async def test_two_enters_make_one_board_and_another_board_gives_it_another_key(sit: Sit, folder: Path) -> None:
    async with sit() as user:
        await user.press("N")
        await user.type("Talk more")
        await user.burst("enter", "enter")
        assert boards(folder) == ["talk-more.yaml"]
        await user.press("N")
        await user.type("Talk more", "enter")
        assert boards(folder) == ["talk-more-2.yaml", "talk-more.yaml"]
        assert "Wrote boards/talk-more-2.yaml" in user.message


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_board_starts_from_another_one_and_what_is_typed_stays(sit: Sit, folder: Path, size: Size) -> None:
    async with sit(size=size) as user:
        await user.press("N")
        await user.type("Talks in spring", "tab", "tab", "tab")
        await user.type("Ours", "shift+tab")
        await user.press("l")
        assert user.marks == 1
        assert "returned" in user.text
        assert size == SMALL or "h l choose a board" in user.text
        await user.press("l")
        assert "surprises" in user.text
        await user.press("h", "h")
        assert "returned" not in user.text
        assert "Ours" in user.text
        await user.press("l", "esc")
        assert boards(folder) == []
        await user.press("N")
        assert size == SMALL or "Encourage customer feedback" in user.text
        await user.press(*["tab"] * 8)
        await user.press("ctrl+u")
        await user.type("TODO, DOING/2, REVIEW, DONE", "enter")
        assert "Wrote boards/talks-in-spring.yaml" in user.message
    board = load_board((folder / "boards" / "talks-in-spring.yaml").read_bytes(), "x")
    shipped = load_board((shipped_boards() / "customer-development.yaml").read_bytes(), "x")
    assert (board.title, board.key, board.goals) == ("Talks in spring", "TI", ("Ours",))
    assert [column.id for column in board.columns] == ["todo", "doing", "review", "done"]
    assert (board.cards, board.test, board.expected_outcome) == (shipped.cards, shipped.test, shipped.expected_outcome)
    assert (board.hypothesis, board.related, board.notes) == (shipped.hypothesis, shipped.related, shipped.notes)


async def test_it_goes_on_in_the_editor_and_is_written_as_it_was_saved_there(
    sit: Sit, folder: Path, editor: Editor
) -> None:
    written = "# as agreed\nid: talks\nkey:   TK\ntitle: 'Talks [/]'\ncards: [{title: Ask}]"
    async with sit() as user:
        await user.press("N", "ctrl+o")
        assert "A board needs a title" in user.text
        await user.type("Talk")
        editor.leaves(written.replace("title:", "titel:", 1))
        await user.press("ctrl+o")
        assert editor.found["text"].endswith("id: talk\nkey: TA\ntitle: Talk\n")
        assert 'Line 4: "titel" is not a field of a board' in " ".join(user.text.split())
        assert boards(folder) == []
        editor.leaves(written.replace("id: talks", "id: customer-development"))
        await user.press("ctrl+o")
        assert "Another board has the id" in user.text
        editor.leaves(written)
        await user.press("ctrl+o")
        await user.until("Wrote boards/talks.yaml")
        assert user.grid[0].strip().startswith("Talks [/]")
    assert (folder / "boards" / "talks.yaml").read_text("utf-8") == f"{written}\n"


async def test_the_file_stands_beside_the_fields_where_there_is_room(sit: Sit) -> None:
    for size, beside in ((WIDE, True), ((120, 40), False)):
        async with sit(size=size) as user:
            await user.press("N")
            await user.type("Talk")
            row = next(row for row in user.grid if "WILL BE WRITTEN" in row)
            assert ("New board" in row) == beside
            await user.press("esc")


async def test_a_board_of_more_cards_than_anybody_types_is_written_without_being_shown(sit: Sit, folder: Path) -> None:
    async with sit() as user:
        await user.press("N")
        await user.type("Talk", *["tab"] * 9)
        await user.paste("\n".join(f"- Ask {number}" for number in range(250)))
        await user.until("250 cards at first")
        assert "WILL BE WRITTEN" not in user.text
        await user.press("enter")
        await user.until("Wrote boards/talk.yaml")
    assert len(load_board((folder / "boards" / "talk.yaml").read_bytes(), "x").cards) == 250
