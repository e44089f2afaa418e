"""Who somebody is: asked once, at the first change, which goes on; what was done before is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, User
from tui.app.asking import introduction
from tui.domain import operations
from tui.paths import config_folder
from tui.settings.own_name import Offer

MARK = "MARKMARK"
ANA, LOGIN = Offer("ana", "git user.name"), Offer("asilva", "$USER")
ASKED = "who are you"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return config_folder() / "settings.yaml"


@pytest.fixture(autouse=True)
def offers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Offer]]:
    """What git and the login say; a test may put something else in it."""
    offers = [ANA, LOGIN]
    monkeypatch.setattr(introduction, "offered_names", lambda folder: offers)
    yield offers


@pytest.fixture
def nobody(sit: Sit, sample: Path, open_session: OpenSession) -> AbstractAsyncContextManager[User]:
    """Sit down as somebody who never said who they are."""
    session = open_session("me")
    session.installation = MARK
    return sit(session=session, board=BOARD)


def cards_of(user: User) -> dict[str, str]:
    return {card.title: card.column for card in user.session.workspace.cards.values()}


async def test_enter_is_enough_and_the_change_goes_on(
    nobody: AbstractAsyncContextManager[User], settings: Path
) -> None:
    async with nobody as user:
        user.app.asks_who = True
        before = cards_of(user)
        await user.press(">")
        assert ASKED in user.text
        assert cards_of(user) == before
        await user.press("enter")
        moved = [title for title, column in cards_of(user).items() if before[title] != column]
        assert len(moved) == 1
        assert settings.read_text() == 'actor: "ana"\n'
        assert next(user.session.events()).by == "ana"
        await user.press("<")
        assert ASKED not in user.text
        assert cards_of(user) == before


async def test_the_line_that_was_begun_opens_behind_the_question(nobody: AbstractAsyncContextManager[User]) -> None:
    async with nobody as user:
        user.app.asks_who = True
        await user.press("n")
        assert ASKED in user.text
        await user.type("Zoë", "enter")
        assert user.session.actor == "Zoë"
        await user.type("Too slow", "enter")
        note = next(iter(sorted(user.session.workspace.notes.values(), key=lambda note: note.uid, reverse=True)))
        assert (note.text, note.by) == ("Too slow", "Zoë")


async def test_esc_leaves_it_and_asks_no_more_in_this_run(
    nobody: AbstractAsyncContextManager[User], settings: Path
) -> None:
    async with nobody as user:
        user.app.asks_who = True
        before = cards_of(user)
        await user.press(">", "esc")
        assert cards_of(user) != before
        assert user.session.actor == "me"
        assert not settings.exists()
        await user.press("<")
        assert ASKED not in user.text
        assert cards_of(user) == before


async def test_what_is_only_looked_at_asks_nothing(nobody: AbstractAsyncContextManager[User]) -> None:
    async with nobody as user:
        user.app.asks_who = True
        await user.press("j", "enter", "esc", "f", "esc", "P", "esc")
        assert ASKED not in user.text
        assert user.app.asks_who


async def test_keys_that_were_typed_ahead_are_never_taken_for_a_name(
    nobody: AbstractAsyncContextManager[User],
) -> None:
    async with nobody as user:
        user.app.asks_who = True
        await user.burst("a", *"Burst", "enter")
        assert "Burst" in cards_of(user)
        assert user.session.actor == "me"
        await user.press(">")
        assert ASKED in user.text


async def test_what_was_done_here_before_is_theirs_and_what_was_done_elsewhere_is_not(
    nobody: AbstractAsyncContextManager[User], open_session: OpenSession
) -> None:
    for mark, number in ((MARK, 2), ("ELSEWHER", 3), ("", 4)):
        earlier = open_session("me")
        earlier.installation = mark
        card = next(card for card in earlier.workspace.cards.values() if card.number == number)
        earlier.save(operations.assign_card, card.uid, "me")
        earlier.close()
    async with nobody as user:
        user.app.asks_who = True
        await user.press(">", "enter")
        owners = {card.number: card.assignee for card in user.session.workspace.cards.values()}
        assert (owners[2], owners[3], owners[4]) == ("ana", "me", "me")
        told = [event.by for event in user.session.events() if event.kind == "card_assigned"]
        assert sorted(told[:3]) == ["ana", "me", "me"]
        assert [event.kind for event in user.session.events()].count("work_signed") == 1


async def test_a_name_that_does_not_fit_stays_in_the_line(nobody: AbstractAsyncContextManager[User]) -> None:
    async with nobody as user:
        user.app.asks_who = True
        await user.press(">")
        await user.type("李" * 61, "enter")
        assert "61 characters" in user.text
        await user.press("esc")
        assert user.session.actor == "me"


async def test_settings_that_cannot_be_written_are_told_and_the_change_is_made(
    nobody: AbstractAsyncContextManager[User], settings: Path
) -> None:
    settings.parent.parent.mkdir(parents=True)
    settings.parent.write_text("a file")
    async with nobody as user:
        user.app.asks_who = True
        before = cards_of(user)
        await user.press(">", "enter")
        assert "could not be kept" in user.text
        assert cards_of(user) != before
        assert user.session.actor == "ana"


async def test_nothing_is_offered_where_nobody_knows_and_an_empty_line_is_no_name(
    nobody: AbstractAsyncContextManager[User], offers: list[Offer]
) -> None:
    offers.clear()
    async with nobody as user:
        user.app.asks_who = True
        await user.press(">", "enter")
        assert "Say what the team calls you" in user.text
        await user.type("[/]", "enter")
        assert user.session.actor == "[/]"


async def test_the_question_fits_a_small_window(sit: Sit, sample: Path) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        user.app.asks_who = True
        await user.press(">")
        assert ASKED in user.text
        assert "ana" in user.text


async def test_the_team_is_offered_behind_an_at_sign(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    other = open_session("Xaver")
    card = next(iter(other.workspace.cards.values()))
    other.save(operations.tag_card, card.uid, ["seen"])
    other.close()
    async with sit(board=BOARD) as user:
        await user.press("o", "ctrl+u")
        await user.type("xa")
        assert "@Xaver" in user.text
