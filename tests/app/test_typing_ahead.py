"""Keys that come faster than the screen: each acts on what the one before it left."""

from __future__ import annotations

from pathlib import Path

from textual import events

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.test_saving import FULL, disk_of
from tests.app.user import User


async def in_one_breath(user: User, *keys: str) -> None:
    """Send keys without a pause between them."""
    for name in keys:
        key = events.Key(name, name if len(name) == 1 else None)
        key.set_sender(user.app)
        user.app.post_message(key)
    await user.settle()


async def test_a_card_is_carried_as_often_as_the_key_was_pressed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, "L", "L")
        assert user.column("done")[0] == 4
        await in_one_breath(user, "u", "u")
        assert user.column("todo")[:4] == [4, 5, 6, 7]
        await in_one_breath(user, "J", "J", "J")
        assert user.column("todo")[:4] == [5, 6, 7, 4]


async def test_two_keys_start_a_template_once(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, "exclamation_mark", "j", "L", "exclamation_mark")
        assert len(user.session.workspace.experiments) == 1
        assert user.column("doing") == [2]
        assert user.card(1).expedite
        assert user.card(2).expedite


async def test_keys_that_edit_act_between_the_letters(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await in_one_breath(user, *"lost", "ctrl+u", *"abx", "backspace", *"ce", "left", "d", "enter")
        assert [note.text for note in user.session.workspace.notes.values()].count("abcde") == 1
        await user.press("e")
        await in_one_breath(user, "ctrl+u", *"New title", "enter")
        assert user.card(4).title == "New title"


async def test_a_second_enter_saves_nothing_twice(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("Said once")
        await in_one_breath(user, "enter", "enter")
        assert [note.text for note in user.session.workspace.notes.values()].count("Said once") == 1
        await user.press("a")
        await user.type("Made once")
        await in_one_breath(user, "enter", "enter")
        assert [card.title for card in user.session.workspace.cards.values()].count("Made once") == 1


async def test_a_card_that_the_filter_hides_after_its_move_is_named(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("slash")
        await user.type("is:old", "enter")
        await user.press("L")
        assert user.message.startswith("Moved 8 to DONE; the filter hides it there.")


async def test_coming_back_finds_the_card_and_what_was_typed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("j", "j", "n")
        await user.type("Half a", "escape")
        left = user.marked
        await user.press("0", "escape")
        assert user.marked == left
        await user.press("n")
        assert "Half a" in user.text


async def test_quitting_asks_again_after_it_was_saved(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    async with sit(session=session, board=BOARD) as user:
        for quitting in ("q", "ctrl+q"):
            disk_of(session).trouble = FULL
            await user.press("exclamation_mark", quitting)
            assert user.app.return_code is None
            assert "not saved and would be lost" in user.message
            disk_of(session).trouble = None
            await user.press("r")
            assert session.pending == 0


async def test_lines_that_come_in_one_breath_are_saved_one_by_one(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("t")
        lines = ("interview P02", '"so slow', "! two accounts", "> fri send the draft")
        await in_one_breath(user, *(key for line in lines[:-1] for key in (*line, "ctrl+n")), *lines[-1], "enter")
        (touchpoint,) = [each for each in user.session.workspace.touchpoints.values() if each.cards]
        notes = sorted(user.session.workspace.notes.values(), key=lambda note: note.uid)
        said = [(note.kind, note.text) for note in notes if note.touchpoint == touchpoint.uid]
        assert said == [("quote", "so slow"), ("surprise", "two accounts"), ("promise", "send the draft")]


async def test_a_completion_is_that_of_all_letters_before_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("c")
        await in_one_breath(user, *"p03", "enter")
        assert user.message.startswith("Linked P03 to 4")
        await user.press("n")
        await in_one_breath(user, *"said @p0", "down", "tab", *"and left", "enter")
        assert max(user.session.workspace.notes.values(), key=lambda note: note.uid).text == "said @P02 and left"
