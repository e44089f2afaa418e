"""`ctrl+f` finds in everything that may be seen, marks what was looked for, and opens what is chosen."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, Size
from tui.app.board.screen import BoardScreen
from tui.app.gathering.screen import GatheringScreen
from tui.app.measures.measures_screen import MeasuresScreen
from tui.app.people.screen import PeopleScreen
from tui.app.searching.find_everywhere import FindEverywhere
from tui.domain import operations


@pytest.mark.parametrize("size", [USUAL, SMALL])
@pytest.mark.parametrize("screen", ["board", "P", "0"])
async def test_a_card_is_found_from_anywhere_and_opened_on_its_board(
    sit: Sit, sample: object, size: Size, screen: str
) -> None:
    async with sit(board=BOARD, size=size) as user:
        if screen != "board":
            await user.press(screen)
        await user.press("ctrl+f")
        await user.type("recruit")
        assert "CARDS 1" in user.text
        assert "1 found" in user.text
        await user.press("enter")
        assert isinstance(user.app.screen, BoardScreen)
        assert user.marked.startswith("16 ")


async def test_what_is_typed_in_one_breath_is_opened(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.burst("ctrl+f", *"recruit", "enter")
        assert isinstance(user.app.screen, BoardScreen)
        assert user.marked.startswith("16 ")


async def test_kinds_are_gone_through_and_a_person_is_opened(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("ctrl+f")
        await user.type("P03 OR kind:card")
        listing = user.app.screen.query_one("#find-list")
        kinds = [listing.lines[listing.selected].findable.kind]  # type: ignore[attr-defined]
        while kinds[-1] != "person":
            await user.press("tab")
            kinds.append(listing.lines[listing.selected].findable.kind)  # type: ignore[attr-defined]
        assert kinds[0] == "card"
        await user.press("enter")
        assert isinstance(user.app.screen, PeopleScreen)
        assert "P03" in user.text


async def test_what_is_kept_filters_every_board(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("ctrl+f", "ctrl+s")
        assert "Type what to look for first." in user.text
        await user.type("recruit", "ctrl+s")
        assert "1 of 16 cards" in user.text
        assert "pinned" in user.text
        assert "Pinned: every board is filtered so." in user.message
        await user.press("ctrl+f")
        await user.type("is:blocked", "ctrl+s")
        assert user.app.view_state.pinned_filter == "is:blocked"
        assert "1 of 16 cards" in user.text
        await user.press("P", "ctrl+f")
        await user.type("survey", "ctrl+s", "escape")
        assert user.app.view_state.pinned_filter == "survey"


async def test_each_kind_has_its_share_of_the_rows_and_one_alone_has_all(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        for number in range(30):
            user.session.run(operations.add_note, f"Number {number} of the notes", card=user.card(16).uid)
        user.session.run(operations.edit_card, user.card(16).uid, title="Notes of the team")
        await user.press("ctrl+f")
        await user.type("notes")
        assert "CARDS 1" in user.text
        assert "NOTES 30" in user.text
        await user.type(" kind:note")
        assert "Number 0 of" not in user.text
        await user.press("up")
        assert "Number 0 of the notes" in user.text


async def test_nobody_is_found_or_seen_by_a_name_while_names_are_hidden(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        contact = next(iter(user.session.workspace.contacts.values()))
        user.session.run(operations.add_note, f"Lunch with {contact.fn}", people=[contact.participant])
        await user.press("ctrl+f")
        await user.type("lunch with")
        assert "NOTES 1" in user.text
        assert not any(name in user.text for name in NAMES)
        await user.press(*["backspace"] * 10)
        await user.type(contact.fn)
        assert "0 found" in user.text
        await user.press("escape", "*", "ctrl+f")
        await user.type(contact.fn)
        assert "0 found" not in user.text
        assert f"Lunch with {contact.fn}" in user.text


async def test_a_condition_that_there_is_none_of_is_told_and_escape_closes(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("ctrl+f")
        await user.type("is:happy")
        assert "There is no condition is:happy." in user.text
        await user.press("escape")
        assert not isinstance(user.app.screen, FindEverywhere)


@pytest.mark.parametrize("text", ["[/]", "[bold]x", "=1+1", "漢字" * 40, "👩‍👩‍👧 joined", 'say "no" now'])
async def test_texts_are_shown_as_they_are_and_found_when_they_come(sit: Sit, sample: object, text: str) -> None:
    async with sit(board=BOARD, size=SMALL) as user:
        await user.press("ctrl+f", "escape")
        user.session.run(operations.add_note, text, card=user.card(16).uid)
        await user.press("ctrl+f")
        await user.type(text if '"' in text else f'"{text}"')
        assert "NOTES 1" in user.text
        assert text[:8] in user.text.replace("\n", "")


@pytest.mark.parametrize("size", [USUAL, SMALL])
async def test_an_insight_is_opened_with_its_theme_and_a_measurement_among_all_of_its_board(
    sit: Sit, sample: object, open_session: OpenSession, size: Size
) -> None:
    session = open_session()
    quote = next(note for note in session.workspace.notes.values() if note.kind == "quote")
    for name in ("Anything", "Waiting for answers"):
        change = session.save(operations.add_theme, name)
    theme = next(iter(change.records["themes"]))
    session.save(operations.add_insight, "Nobody waits twice", notes=[quote.uid], themes=[theme])
    experiment = session.current(BOARD)
    assert experiment is not None
    for wave in ("autumn", "winter"):
        session.save(operations.measure, experiment.uid, "csat", ["7", "9"], wave=wave)
    async with sit(board=BOARD, size=size, session=session) as user:
        await user.press("0", "ctrl+f")
        await user.type("nobody waits")
        assert "INSIGHTS 1" in user.text
        await user.press("enter")
        gathering = user.app.screen
        assert isinstance(gathering, GatheringScreen)
        assert gathering.theme is not None
        assert gathering.theme.name == "Waiting for answers"
        assert gathering.mode == "themes"
        await user.press("ctrl+f")
        await user.type("csat winter", "enter")
        measures = user.app.screen
        assert isinstance(measures, MeasuresScreen)
        assert measures.chosen is not None
        assert measures.chosen.measurement.wave == "winter"
