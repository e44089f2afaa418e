"""`A` shows what must hold: on a map and by risk, weighed by a digit, tested by evidence that is aimed at it."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.domain import operations
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"


def name(session: Session, text: str, importance: int = 3, *, in_chain: bool = False) -> str:
    experiment = next(one for one in session.workspace.experiments.values() if one.board_id == BOARD)
    change = session.run(operations.add_assumption, experiment.uid, text, importance=importance, in_chain=in_chain)
    return next(iter(change.records["assumptions"]))


@pytest.fixture
def claimed(open_session: OpenSession, sample: object) -> Session:
    session = open_session()
    name(session, "They tell us what they need", 4, in_chain=True)
    name(session, "We change the product within a week", 5)
    name(session, HOSTILE, 2)
    return session


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_claims_are_listed_by_risk_at_every_size(sit: Sit, claimed: Session, size: Size) -> None:
    async with sit(board=BOARD, size=size, session=claimed) as user:
        await user.press("A")
        rows = [row for row in user.grid if "▲0" in row]
        assert "5  We change" in rows[0]
        assert "4  They tell us" in rows[1]
        assert "[/] [" in rows[2]
        assert ("nobody" in rows[0]) is (size != SMALL)
        assert ("triangulated" in user.text.partition("5  We change")[0]) is (size == WIDE)
        await user.press("esc")
        assert "▲0" not in user.text or size != SMALL


async def test_what_is_chosen_is_told_below(sit: Sit, claimed: Session) -> None:
    async with sit(board=BOARD, session=claimed) as user:
        await user.press("A")
        assert "beside the chain of the hypothesis" in user.text
        await user.press("j")
        assert "link 1 of the hypothesis" in user.text
        await user.press("k")
        assert "beside the chain of the hypothesis" in user.text


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_long_claim_leaves_room_for_what_it_stands_on(sit: Sit, claimed: Session, size: Size) -> None:
    name(claimed, "漢字と言葉 " * 60, 5)
    async with sit(board=BOARD, session=claimed, size=size) as user:
        await user.press("A", "j")
        assert "漢字と言葉" in user.marked
        assert "for: nobody; against: nobody" in user.text
        assert "untested, named today" in user.text


async def test_a_digit_weighs_a_claim_and_u_takes_it_back(sit: Sit, claimed: Session) -> None:
    async with sit(board=BOARD, session=claimed) as user:
        await user.press("A", "down", "down", "5")
        assert user.message.startswith("Importance 5.")
        assert "[/]" in user.marked
        weights = [one.importance for one in user.session.workspace.assumptions.values()]
        assert weights == [4, 5, 5]
        await user.press("u")
        assert [one.importance for one in user.session.workspace.assumptions.values()] == [4, 5, 2]


async def test_evidence_is_aimed_and_the_claim_is_untested_no_more(sit: Sit, claimed: Session) -> None:
    async with sit(board=BOARD, session=claimed) as user:
        assert "riskiest untested  We change the product within a week" in user.text
        await user.press("A", "n")
        assert "Evidence on We change the product" in user.text
        await user.press("space", "esc")
        aimed = [note for note in user.session.workspace.notes.values() if note.aims]
        assert len(aimed) == 1
        assert "2 untested" in user.text
        await user.press("esc")
        assert "riskiest untested  They tell us what they need" in user.text


async def test_the_brief_names_the_riskiest_at_every_size(sit: Sit, claimed: Session) -> None:
    async with sit(board=BOARD, size=USUAL, session=claimed) as user:
        assert "riskiest untested" not in user.text
        await user.press("i")
        seen = user.text
        for _ in range(6):
            await user.press("pgdn")
            seen += user.text
        assert "RISKIEST UNTESTED" in seen
        assert "We change the product within a week (importance 5)" in seen


async def test_a_claim_is_named_edited_carded_and_archived(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("A")
        assert "Nothing was named yet.  a adds a claim" in user.text
        await user.press("a")
        await user.type("They would pay", "tab", "right", "right", "tab", "right", "enter")
        (claim,) = user.session.workspace.assumptions.values()
        assert (claim.text, claim.importance, claim.link) == ("They would pay", 5, 1)
        assert "link 1 of the hypothesis, untested, named today" in user.text
        await user.press("e", "ctrl+u")
        await user.type("They would pay for it", "enter")
        assert "They would pay for it" in user.text
        await user.press("C")
        await user.type("Ask ten of them", "enter")
        (claim,) = user.session.workspace.assumptions.values()
        assert [user.session.workspace.cards[uid].title for uid in claim.cards] == ["Ask ten of them"]
        assert "tested by CD-" in user.text
        await user.press("d")
        assert "Nothing was named yet." in user.text
        await user.press("u")
        assert "They would pay for it" in user.text


async def test_what_another_window_names_is_shown(sit: Sit, claimed: Session, open_session: OpenSession) -> None:
    async with sit(board=BOARD, session=claimed) as user:
        await user.press("A", "down")
        name(open_session("eng"), "They answer at once", 5)
        await user.until("They answer at once")
        assert "They tell us" in user.marked


async def test_the_insights_of_a_board_open_its_assumptions(sit: Sit, claimed: Session) -> None:
    async with sit(board=BOARD, session=claimed) as user:
        await user.press("I", "A")
        assert "3 claims, 3 untested" in user.text
        await user.press("esc")
        assert "3 claims" not in user.text


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_standup_begins_with_the_riskiest_untested_claim(sit: Sit, claimed: Session, size: Size) -> None:
    async with sit(board=BOARD, session=claimed, size=size) as user:
        await user.press("S")
        assert size != WIDE or "RISKIEST UNTESTED" in user.text
        assert size != WIDE or "We change the product within a week" in user.text
