"""`L` among the insights lists what was learned: what speaks for it, whom it was told to, and what followed."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.domain import operations
from tui.domain.records import Insight
from tui.session import Session

HOSTILE = "[/] [@click=app.quit] =1+1 漢字"


@pytest.fixture
def learned(open_session: OpenSession, sample: object) -> Session:
    session = open_session()
    notes = sorted(session.workspace.notes.values(), key=lambda note: note.uid)
    facts = [note.uid for note in notes if note.kind not in ("learned", "promise")][:3]
    session.run(operations.add_theme, "Exports", notes=facts)
    (theme,) = session.workspace.themes
    experiment = next(one for one in session.workspace.experiments.values() if one.board_id == BOARD)
    session.run(operations.add_insight, HOSTILE, notes=facts[:1], themes=[theme], experiment=experiment.uid)
    session.run(operations.add_insight, "They print it", notes=facts[:2], themes=[theme], experiment=experiment.uid)
    return session


def insight(user: User, statement: str = "They print it") -> Insight:
    return next(one for one in user.session.workspace.insights.values() if one.statement == statement)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_insights_are_listed_with_how_sure_they_are(sit: Sit, learned: Session, size: Size) -> None:
    async with sit(board=BOARD, size=size, session=learned) as user:
        await user.press("I", "L")
        rows = [row for row in user.grid if "▲" in row and "▼" in row]
        assert "They print it" in rows[0]
        assert "[/] [" in rows[1]
        assert ("draft" in rows[0]) is (size != SMALL)
        assert size == SMALL or "told to nobody yet" in user.text


async def test_one_is_shared_edited_and_retired(sit: Sit, learned: Session) -> None:
    async with sit(board=BOARD, session=learned) as user:
        await user.press("I", "L", "s", "down", "enter")
        assert [one.discipline for one in insight(user).shared] == ["design"]
        assert "told to design today" in user.text
        await user.press("e", "ctrl+u")
        await user.type("They print it all", "tab")
        await user.type("+90d", "enter")
        assert insight(user, "They print it all").review_by is not None
        await user.press("d")
        assert insight(user, "They print it all").status == "retired"
        assert user.message.startswith("Retired.")
        await user.press("d")
        assert insight(user, "They print it all").status == "shared"
        await user.press("u", "u")
        assert insight(user, "They print it all").status == "shared"


async def test_notes_are_taken_for_it_and_against_it(sit: Sit, learned: Session) -> None:
    async with sit(board=BOARD, session=learned) as user:
        await user.press("I", "L", "n")
        assert "For and against They print it" in user.text
        before = insight(user)
        await user.press("G", "g")
        await user.press("-")
        after = insight(user)
        assert len(after.against) == 1
        assert set(after.notes) | set(after.against) >= set(before.notes)
        await user.press("-")
        assert insight(user).against == ()
        await user.press("u", "esc")
        assert "against: " in user.text


async def test_what_an_insight_rests_on_cannot_all_be_taken_away(sit: Sit, learned: Session) -> None:
    async with sit(board=BOARD, session=learned) as user:
        await user.press("I", "L", "down", "n")
        (note,) = insight(user, HOSTILE).notes
        for _ in range(3):
            await user.press("space", "down")
        assert insight(user, HOSTILE).notes
        assert note in user.session.workspace.notes


async def test_what_follows_becomes_a_card_with_a_link_back(sit: Sit, learned: Session) -> None:
    async with sit(board=BOARD, session=learned) as user:
        await user.press("I", "L", "C")
        assert "becomes a card of CD, with a link back" in user.text
        await user.type("Export without a dialog", "enter")
        (uid,) = insight(user).cards
        assert user.session.workspace.cards[uid].title == "Export without a dialog"
        assert insight(user).status == "acted_on"
        assert "led to CD-" in user.text


async def test_what_another_window_learns_is_shown(sit: Sit, learned: Session, open_session: OpenSession) -> None:
    async with sit(board=BOARD, session=learned) as user:
        await user.press("I", "L")
        one = insight(user)
        open_session("eng").run(operations.edit_insight, one.uid, statement="They print all of it")
        await user.until("They print all of it")
