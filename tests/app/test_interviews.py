"""One conversation on a page: from a touchpoint, by the same capture line; at every size, and without names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.interviews.interview_screen import InterviewScreen
from tui.domain import operations
from tui.domain.records import Scene
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"


@pytest.fixture
def met(open_session: OpenSession, sample: object) -> Session:
    session = open_session()
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    session.run(operations.give_consent, person.uid, ["quote_pseudonymous"])
    card = next(iter(session.workspace.cards))
    change = session.run(
        operations.log_touchpoint, "interview", [person.uid], cards=[card], expectation="She has moved on."
    )
    uid = next(iter(change.records["touchpoints"]))
    told: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Writes to the address on the invoice", {"scene": Scene(1, -1)}),
        ("Is called back within the hour", {"scene": Scene(2, 2)}),
        ("a paper diary", {"scene": Scene(aeiou="objects")}),
        ("I stopped writing because nobody answered.", {"kind": "quote", "stance": "refutes"}),
        (HOSTILE, {"kind": "surprise"}),
        ("To know that a question has arrived", {"kind": "need"}),
    )
    for text, more in told:
        session.run(operations.add_note, text, card=card, people=[person.uid], touchpoint=uid, **more)
    return session


async def open_page(user: User) -> None:
    await user.press("P", "/")
    await user.type("P01", "enter")
    await user.run("Read the interview")
    await user.until("EXPECTED")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_conversation_is_read_on_a_page(sit: Sit, met: Session, size: Size) -> None:
    async with sit(board=BOARD, size=size, session=met) as user:
        await open_page(user)
        seen = user.text
        for _ in range(12):
            await user.press("pgdn")
            seen += user.text
        for words in ("She has moved on.", "WHAT HAPPENED", "SURROUNDINGS", "a paper diary", "OPPORTUNITIES", "[/] ["):
            assert words in seen, words
        assert "stopped writing because" in seen
        assert seen.index("Writes to the address") < seen.index("Is called back")
        assert "P01" in seen
        assert user.marks == 1 or size == SMALL
        assert "Bartholomew" not in seen
        await user.press("esc")
        assert not isinstance(user.app.screen, InterviewScreen)


async def test_how_it_felt_is_drawn_from_the_middle(sit: Sit, met: Session) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        bad = next(row for row in user.grid if "Writes to the address" in row)
        good = next(row for row in user.grid if "Is called back" in row)
        assert bad.rindex("●") < good.rindex("●")


async def test_the_next_lines_are_captured_by_the_same_line(sit: Sit, met: Session) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        await user.press("n")
        await user.type("3. tells a friend /+1", "enter")
        (note,) = [one for one in user.session.workspace.notes.values() if one.text == "tells a friend"]
        assert note.scene == Scene(3, 1)
        await user.press("esc")
        await user.run("Read the interview")
        await user.until("3 steps in order")


async def test_an_opportunity_becomes_a_card(sit: Sit, met: Session) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        for _ in range(20):
            screen = user.app.screen
            assert isinstance(screen, InterviewScreen)
            note = user.session.workspace.notes.get(screen.page_list.note)
            if note is not None and note.kind == "need":
                break
            await user.press("j")
        await user.press("C")
        assert "To know that a question has arrived" in user.text or "card" in user.footer


async def test_words_of_who_did_not_agree_stay_private(sit: Sit, met: Session) -> None:
    person = next(one for one in met.workspace.participants.values() if one.number == 1)
    met.run(operations.withdraw_consent, person.uid, ["quote_pseudonymous"])
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        assert "stopped writing" not in user.text
        assert "kept private" in user.text


async def test_the_page_is_copied_without_names(sit: Sit, met: Session) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        await user.press("y")
        await user.until("the interview")
        assert "Bartholomew" not in user.app.clipboard


async def test_what_another_window_notes_is_shown(sit: Sit, met: Session, open_session: OpenSession) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        (uid,) = [one.uid for one in user.session.workspace.touchpoints.values() if one.expectation]
        people = user.session.workspace.touchpoints[uid].people
        scene = Scene(3)
        open_session("eng").run(operations.add_note, "Comes back", people=people, touchpoint=uid, scene=scene)
        await user.until("Comes back")


async def test_an_answer_to_the_guide_is_captured_and_the_gap_is_seen(sit: Sit, met: Session) -> None:
    (touchpoint,) = [one for one in met.workspace.touchpoints.values() if one.expectation]
    (card,) = touchpoint.cards
    for text in ("What did you do instead?", "Who decides with you?"):
        met.run(operations.add_checklist_item, card, text)
    count = len(met.workspace.cards[card].checklist)
    async with sit(board=BOARD, session=met) as user:
        await open_page(user)
        assert "GUIDE" in user.text
        await user.press("n")
        await user.type(f"q{count - 1} wrote a letter")
        assert "answers: What did you do instead?" in user.text
        await user.press("enter")
        (note,) = [one for one in user.session.workspace.notes.values() if one.text == "wrote a letter"]
        assert note.scene == Scene(guide_item=met.workspace.cards[card].checklist[-2].uid)
        await user.press("esc")
        await user.run("Read the interview")
        await user.until("1 of 1")
        assert next(row for row in user.grid if "Who decides with you?" in row).rstrip().endswith("nobody yet")
