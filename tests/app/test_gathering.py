"""Gathering: notes go into themes and become insights by keyboard alone, however many there are."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.app.gathering.screen import GatheringScreen
from tui.domain import operations
from tui.domain.records import Insight, Note, Theme
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"
MANY = 10_000
SLOWEST = 0.033


def screen(user: User) -> GatheringScreen:
    here = user.app.screen
    assert isinstance(here, GatheringScreen)
    return here


def the_theme(user: User) -> Theme:
    return next(iter(user.session.workspace.themes.values()))


def loose(user: User) -> int:
    affinity = screen(user).affinity
    assert affinity is not None
    return len(affinity)


def the_insight(user: User) -> Insight:
    return next(iter(user.session.workspace.insights.values()))


def many_notes(workspace: Workspace, context: Context) -> Change:
    """Write ten thousand notes on a card, about somebody."""
    card, people = next(iter(workspace.cards)), tuple(workspace.participants)[:1]
    edit = Edit(workspace, context)
    for number in range(MANY):
        at = context.now - timedelta(minutes=number)
        edit.put(Note(context.ids(), f"note {number}", at, "ux", card, people, "pain"))
    return edit.change("note_added")


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_notes_go_into_a_theme_and_become_an_insight(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("I")
        before = loose(user)
        assert f"{before} notes in no theme" in user.grid[0]
        await user.press("a")
        await user.type(HOSTILE, "enter")
        assert "=app.quit] =1+1 漢字" in user.text or size == USUAL
        first = screen(user).note
        await user.press("space", "space")
        theme = the_theme(user)
        taken = user.session.workspace.note_uids_in(theme.uid)
        assert first is not None
        assert first.uid in taken
        assert (len(taken), loose(user)) == (2, before - 2)
        await user.press("enter")
        await user.type(f"They wait {HOSTILE}", "enter")
        insight = the_insight(user)
        assert (set(insight.notes), insight.themes) == (set(taken), (theme.uid,))
        assert insight.experiment == screen(user).session.workspace.cards[user.card(1).uid].experiment
        assert "They wait [/]" in user.text
        assert not any(name in user.text for name in NAMES)
        await user.press("u", "u", "u")
        assert (loose(user), len(user.session.workspace.insights)) == (before, 0)
        await user.press("esc")
        assert isinstance(user.app.screen, BoardScreen)


async def test_a_note_that_an_insight_rests_on_is_not_asked_for_again(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("I", "a")
        await user.type("Exports", "enter")
        await user.press("space", "enter")
        await user.type("First", "enter")
        await user.press("enter")
        assert "No note of that theme is without an insight" in user.text
        await user.press("space", "enter")
        assert "rests on 1 note of Exports" in user.text
        await user.press("esc", "e")
        await user.type("Exports and imports", "enter")
        assert the_theme(user).name == "Exports and imports"


def lost_one(workspace: Workspace, context: Context) -> Change:
    """Have the insight rest on a note less, as erasing who said it does."""
    edit = Edit(workspace, context)
    insight = next(iter(workspace.insights.values()))
    edit.update(insight, notes=(), erased=1)
    return edit.change("insight_edited")


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_an_insight_says_what_was_erased_of_it(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("I", "a")
        await user.type("Exports", "enter")
        await user.press("space", "enter")
        await user.type("First", "enter")
        assert "erased" not in user.text
        user.session.save(lost_one)
        await user.until("1 note erased")


async def test_themes_are_chosen_from_both_lists(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("I", "space")
        assert "There is no theme to take it into" in user.text
        for name in ("Alpha", "Beta", "Gamma"):
            await user.press("a")
            await user.type(name, "enter")
        names = []
        for keys in (("g",), ("]",), ("]",), ("]",), ("[",), ("tab", "k"), ("g",), ("l", "j"), ("h", "j")):
            await user.press(*keys)
            theme = screen(user).theme
            assert theme is not None
            names.append(theme.name)
        assert names == ["Gamma", "Alpha", "Beta", "Gamma", "Beta", "Alpha", "Alpha", "Beta", "Beta"]
        assert screen(user).notes.selected == 1


async def test_what_others_take_is_gone_here_too(sit: Sit, sample: object, open_session: OpenSession) -> None:
    async with sit(board=BOARD) as user:
        await user.press("I", "j")
        before, selected = loose(user), screen(user).note
        assert selected is not None
        other = open_session()
        other.save(operations.add_theme, "Theirs", notes=[selected.uid])
        await user.until("Theirs")
        assert loose(user) == before - 1
        after = screen(user).note
        assert after is not None
        assert after.uid != selected.uid


async def test_names_and_words_that_nobody_agreed_to_stay_hidden(sit: Sit, demo_session: Session) -> None:
    async with sit(session=demo_session) as user:
        await user.press("1", "I")
        assert "kept private: P07, quote permission was taken back" in user.text
        await user.press("a")
        await user.type("Mail", "enter")
        await user.press("space")
        assert "P01" in user.text


async def test_on_a_small_screen_one_list_is_in_sight(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        await user.press("I", "a")
        await user.type("Exports", "enter")
        assert "Exports" not in user.grid[2]
        await user.press("tab")
        assert "Exports" in user.text
        await user.press("space", "tab")
        assert len(user.session.workspace.note_uids_in(the_theme(user).uid)) == 1


async def test_a_key_is_quick_among_ten_thousand_notes(sit: Sit, sample: object, open_session: OpenSession) -> None:
    session = open_session()
    session.run(many_notes)
    async with sit(board=BOARD, session=session) as user:
        await user.press("I", "a")
        await user.type("Exports", "enter")
        await user.press("space")
        took = []
        for key in ("space", "j", "space", "]", "k", "space"):
            began = time.process_time()
            await user.pilot.press(key)
            took.append(time.process_time() - began)
        assert sorted(took)[len(took) // 2] < SLOWEST
