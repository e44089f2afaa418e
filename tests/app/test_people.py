from __future__ import annotations

from pathlib import Path

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE
from tui.domain import operations


async def test_a_person_is_found_by_name_without_showing_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("quill")
        listed = next(row for row in user.grid if "P02" in row and "▎" in row)
        assert "Bartholomew" not in listed
        assert "Bartholomew" not in user.text
        await user.press("enter")
        assert user.message.startswith("Linked P02 to 4")
        assert "P02" in user.text
        await user.press("c")
        await user.type("bartholomew quill", "enter")
        assert len(user.card(4).people) == 1
        assert len(user.session.workspace.participants) == len(NAMES)


async def test_a_new_name_makes_a_person(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("Grace Hopper")
        assert "enter makes Grace Hopper known under a new P-id" in user.text
        await user.press("enter")
        assert user.message.startswith("Made P06 and linked them to 4")
        assert "Grace" not in user.text
        await user.press("*")
        assert "Grace Hopper" in user.text
        await user.press("*", "u")
        assert user.message.startswith("Undid: make P06")
        assert user.card(4).people == ()
    assert "Grace" not in (sample / "research.json").read_text("utf-8")


async def test_somebody_new_may_share_part_of_a_name(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("quill")
        assert "somebody new: quill" in user.text
        await user.press("down", "enter")
        assert user.message.startswith("Made P06 and linked them to 4")
        contact = user.session.workspace.contact_of(user.card(4).people[0])
        assert contact is not None
        assert contact.fn == "quill"


async def test_an_unknown_p_id_makes_nobody(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("p44", "enter")
        assert "Nobody is P44 yet." in user.text
        assert len(user.session.workspace.participants) == len(NAMES)


async def test_while_names_are_hidden_no_screen_says_one(sit: Sit, sample: object) -> None:
    identifiers = {word for name in NAMES for word in name.split()} | {"example.org"}
    shown: list[str] = []
    async with sit(board=BOARD) as user:
        for size in (WIDE, (120, 40), USUAL, SMALL):
            await user.resize(size)
            for keys in (("l",), ("enter", "tab"), ("escape", "escape"), ("z",), ("z",), ("z",)):
                await user.press(*keys)
                shown.append(user.text)
            for keys in (("e",), ("i",), ("n", "@"), ("c", "o"), ("/", "@"), (":",), ("0",)):
                await user.press(*keys)
                shown.append(user.text)
                await user.press("escape", "escape")
            await user.press("g")
    said = [name for name in identifiers for text in shown if name in text]
    assert said == []


async def test_names_on_the_board_and_in_the_panel(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "*")
        assert "Øystein Brå" in user.text
        await user.press("enter")
        assert user.text.count("Øystein Brå") >= 2
        await user.press("*")
        assert "Øystein" not in user.text
        assert "P05" in user.text


async def test_quotes_are_the_only_italics(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "enter")
        italics = [text for strip in user.strips for text, style in strip if style.italic]
        assert italics
        assert all(text.strip().startswith("“") or text.strip().endswith("”") for text in italics)


async def test_an_archived_person_note_leaves_the_card(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        card = user.card(8)
        user.session.run(operations.add_note, "second thoughts", card=card.uid)
        await user.press("l", "enter", "tab")
        assert user.marked.startswith("P05")
        await user.press("j")
        assert "today 09:12" in user.marked
        await user.press("d")
        assert user.message.startswith("Archived the note")
        assert "second thoughts" not in user.text
        await user.press("g", "k", "d")
        assert user.message.startswith("Unlinked; the notes stay")
        assert user.card(8).people == ()
