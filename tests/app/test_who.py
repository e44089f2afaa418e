"""Who is meant: somebody who may be known already is asked for, and two records of one person become one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.crowd import uid_of, write_crowd
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, User
from tui.domain import operations


@pytest.fixture(scope="session")
def _crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_crowd(tmp_path_factory.mktemp("crowd") / "workspace")


@pytest.fixture
def crowd(_crowd: Path, folder: Path) -> Path:
    """Fill the workspace with people."""
    return Path(shutil.copytree(_crowd, folder))


def marked_choice(user: User) -> str:
    """Return the marked row of the choices above the line."""
    below = user.grid[-6:]
    return next((row.strip() for row in below if row.strip().startswith("▎ P")), "")


def people(user: User) -> int:
    return len(user.session.workspace.participants)


@pytest.mark.parametrize("typed", ["oystein", "ØYSTEIN bra", "Oeystein", "bra", "ngozi adeyemi lund", "p05"])
async def test_somebody_is_found_however_the_name_is_written(sit: Sit, sample: object, typed: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type(typed)
        pid = "P04" if "lund" in typed else "P05"
        assert pid in marked_choice(user) or f"enter links {pid}" in user.text
        assert "ystein" not in user.text.replace(typed, "")
        await user.press("enter")
        assert user.message.startswith(f"Linked {pid} to 4")


@pytest.mark.parametrize("typed", ["@oystein", "oeystein", "@bra", "is:due oystein"])
async def test_people_are_searched_under_the_folding_that_hides_them(sit: Sit, crowd: object, typed: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "/")
        await user.type(typed)
        shown = [row for row in user.grid if row.lstrip("█▎ ").startswith("P0")]
        assert all("P05" in row for row in shown), user.text
        assert shown or "due" in typed


@pytest.mark.parametrize("typed", ["@oystein", "@Øystein", "@oeystein", "@P05"])
async def test_a_board_is_filtered_by_a_name_however_it_is_written(
    sit: Sit, sample: object, open_session: OpenSession, typed: str
) -> None:
    session = open_session()
    experiment = session.current(BOARD)
    assert experiment is not None
    card = session.workspace.card_by_number(experiment.uid, 4)
    assert card is not None
    uid = next(person.uid for person in session.workspace.participants.values() if person.pid == "P05")
    session.run(operations.link_contact, card.uid, uid, reason="for the test")
    assert session.close() == 0
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type(typed, "enter")
        board = user.app.screen.board  # type: ignore[attr-defined]
        assert 4 in [
            user.session.workspace.cards[shown_card].number for lane in board.lanes for shown_card in lane.shown
        ]
        assert all(
            uid in user.session.workspace.cards[shown_card].people for lane in board.lanes for shown_card in lane.shown
        )


async def test_a_name_behind_the_sign_is_completed_by_its_p_id(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("/")
        await user.type("@oeyst", "tab")
        assert "@P05" in user.marked
        assert "ystein" not in user.text
        await user.press("escape", "n")
        await user.type("heard from @oeyst", "enter")
        assert "heard from @P05" in user.marked


async def test_a_note_does_not_take_a_name_however_it_is_written(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("as @oystein said", "enter")
        assert "@oystein is not a P-id; write @P05" in user.text


@pytest.mark.parametrize("typed", ["Bra, Oystein", "bra oeystein", "Dr. Øystein Brå"])
async def test_making_somebody_who_may_be_known_asks_who_is_meant(sit: Sit, sample: object, typed: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type(typed, "enter")
        assert "Is this P05, " in user.text, user.text
        assert people(user) == len(NAMES)
        assert marked_choice(user).split() == ["▎", "P05", "the", "same", "person"]
        await user.press("enter")
        assert user.message.startswith("Linked P05 to 4")
        assert people(user) == len(NAMES)
        await user.press("c")
        assert typed not in user.text, "it was used, and is no draft any more"


async def test_somebody_else_of_the_same_name_is_made_on_request(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("bra oeystein", "enter", "down", "enter")
        assert user.message.startswith("Made P06 and linked them to 4")
        await user.press("u")
        assert people(user) == len(NAMES)


async def test_escape_goes_back_to_what_was_typed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("bra oeystein", "enter", "escape")
        assert "link to 4" in user.text
        assert "bra oeystein" in user.text
        assert people(user) == len(NAMES)
        await user.press("escape", "c")
        assert "bra oeystein" in user.text, "kept as a draft"


async def test_names_are_said_while_they_are_shown(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("*", "c")
        await user.type("bra oeystein", "enter")
        assert marked_choice(user).split() == ["▎", "P05", "Øystein", "Brå", "the", "same", "person"]


async def test_who_was_asked_often_enough_takes_a_reason_then(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await user.type("+ outman opted", "enter")
        assert "somebody else: outman opted" in user.text
        await user.press("enter")
        assert "why ask P06 again" in user.text
        await user.type("they wrote to us", "enter")
        assert user.message.startswith("Linked P06 to 4")
        await user.press("c")
        assert "outman" not in user.text


async def form(user: User, name: str, email: str = "") -> None:
    await user.press("P", "a")
    await user.type(name, "down")
    await user.type(email, "enter")


async def test_the_form_asks_who_is_meant_and_shows_who_it_is(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        count = people(user)
        await form(user, "quill bartholomew", "b.quill@example.com")
        assert "Is this P02, met 14 Nov?" in user.text, user.text
        assert "Bartholomew Quill" not in user.text
        await user.press("enter")
        assert people(user) == count
        assert user.message.startswith("P02 it is; what you typed is kept as a draft.")
        assert "P02" in user.marked
        await user.press("a")
        assert "b.quill@example.com" in user.text


async def test_the_form_makes_somebody_else_of_that_name(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        count = people(user)
        await form(user, "Bartholomew Quill")
        await user.press("j", "enter")
        assert people(user) == count + 1
        assert user.message.startswith("Added P08")
        await user.press("a")
        assert "Bartholomew" not in user.text


async def test_escape_goes_back_to_the_form(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        count = people(user)
        await form(user, "Bartholomew Quill")
        assert "enter take it" in user.text, "where there is little room, too"
        await user.press("escape")
        assert "Bartholomew Quill" in user.text
        assert people(user) == count


async def test_somebody_of_an_address_is_asked_for_too(sit: Sit, crowd: object, open_session: OpenSession) -> None:
    session = open_session()
    uid = next(person.uid for person in session.workspace.participants.values() if person.pid == "P03")
    session.run(operations.edit_contact, uid, email=["Zhou.M@example.com"])
    assert session.close() == 0
    async with sit(board=BOARD) as user:
        await form(user, "Somebody", "zhou.m@EXAMPLE.com")
        assert "Is this P03, met " in user.text


async def test_two_records_of_a_person_become_one_from_the_palette(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "/")
        await user.type("@P02", "enter")
        await user.press("colon")
        await user.type("merge into", "enter")
        await user.type("oystein", "enter")
        assert user.message.startswith("Put P02 into P05"), user.text
        old = user.session.workspace.participants[uid_of(user, "P02")]
        assert old.merged_into == uid_of(user, "P05")
        await user.press("escape")
        rows = [row for row in user.grid if row.lstrip("█▎ ").startswith("P0")]
        assert not any(row.lstrip("█▎ ").startswith("P02") for row in rows)
        await user.press("/")
        await user.type("@P02")
        assert any(row.lstrip("█▎ ").startswith("P05") for row in user.grid), "the number of before finds them"
        await user.press("escape", "u")
        assert user.message.startswith("Undid: put P02 into P05")


async def test_a_number_of_before_links_who_it_is_now(sit: Sit, crowd: object, open_session: OpenSession) -> None:
    session = open_session()
    uids = {person.pid: person.uid for person in session.workspace.participants.values()}
    session.run(operations.merge_contacts, uids["P02"], uids["P05"])
    assert session.close() == 0
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("asked again @P02")
        assert "links P05" in user.text
        await user.press("enter")
        note = max(user.session.workspace.notes.values(), key=lambda note: note.at)
        assert note.people == (uids["P05"],)
        await user.press("c")
        await user.type("p02", "enter")
        assert uids["P05"] in user.card(4).people
