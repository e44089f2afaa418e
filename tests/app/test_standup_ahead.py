"""What a standup says of the days to come and of the last decisions, walked over the demo."""

from __future__ import annotations

import pytest

from tests.app.test_goldens import GOLDENS, compare
from tests.app.user import SMALL, USUAL, WIDE, Size, User, seated
from tui.session import Session

BOARD = "customer-development"
SESSION = ("S", *["right_square_bracket"] * 5, "space")
DUE = {2: "Thu", 5: "30 Nov", 30: "tomorrow"}
STOPS: dict[str, tuple[Size, tuple[str, ...]]] = {
    "standup_pulse_160x45": (WIDE, ("S",)),
    "standup_pulse_80x24": (USUAL, ("S",)),
    "standup_pulse_40x14": (SMALL, ("S",)),
    "standup_session_160x45": (WIDE, SESSION),
    "standup_session_80x24": (USUAL, SESSION),
    "standup_session_40x14": (SMALL, SESSION),
    "standup_due_80x24": (USUAL, ("S", *["right_square_bracket"] * 6)),
}


@pytest.mark.parametrize("name", STOPS)
async def test_a_stop_looks_as_it_did(demo_session: Session, name: str) -> None:
    size, keys = STOPS[name]
    async with seated(demo_session, board=BOARD, size=size) as user:
        await user.press(*keys)
        compare(user.text + "\n", GOLDENS / f"{name}.txt")


def decided(user: User) -> list[str]:
    """Return the rows of the last decisions."""
    return [" ".join(row.split()[1:]) for row in user.grid if any(f"@{name} · " in row for name in ("ana", "ben"))]


async def test_the_last_decisions_are_ticked_and_that_is_undone(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press("S")
        assert "x tick" in user.text
        assert "DECIDED ON FRIDAY AND BEFORE" in user.text
        before = decided(user)
        assert [row.partition("· ")[2] for row in before] == ["done last Fri", "due today", "3d late"]
        await user.press("x")
        assert "which is done" in user.text
        await user.type("2", "enter")
        assert user.message.startswith("Ticked the decision")
        assert [row.partition("· ")[2] for row in decided(user)] == ["done last Fri", "due today", "done today"]
        assert user.marks == 1
        await user.press("u")
        assert decided(user) == before


async def test_a_number_that_is_not_there_changes_nothing(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press("S", "x")
        await user.type("9", "enter")
        assert "numbers 1 to 3" in user.text
        await user.press("escape")
        assert [row.partition("· ")[2] for row in decided(user)] == ["done last Fri", "due today", "3d late"]


async def test_a_decision_at_a_card_follows_the_card(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press("S", *["right_square_bracket"] * 4)
        assert user.marked.startswith("CD-3 ")
        await user.press("L", "g")
        assert [row.partition("· ")[2] for row in decided(user)] == ["done last Fri", "due today", "card done today"]


async def test_a_decision_of_before_becomes_a_card_and_is_shown_with_it(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        before = set(demo_session.workspace.cards)
        await user.press("S", "A")
        assert "which becomes a card" in user.text
        await user.type("1", "enter")
        (uid,) = set(demo_session.workspace.cards) - before
        card = demo_session.workspace.cards[uid]
        row = next(row for row in user.grid if f"CD-{card.number} TODO" in row)
        assert "Interview P05 without a recording" in row
        assert "@ben · due today" in row
        assert card.description == "Decided in the standup of 20 Nov 2026, about CD-29."
        await user.press("u")
        assert set(demo_session.workspace.cards) == before


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_customers_are_one_stop_until_they_are_opened_again(
    demo_session: Session, size: tuple[int, int]
) -> None:
    async with seated(demo_session, board=BOARD, size=size) as user:
        await user.press("S", "z", *["right_square_bracket"] * 5)
        (standup,) = [held for held in demo_session.workspace.standups.values() if held.ended_at is None]
        places = [place for place, item in enumerate(standup.items) if item.step == "customers"]
        assert len(places) > 2
        assert "P03" in user.text
        assert f"item {places[0] + 1} of" in user.text
        await user.press("x")
        assert standup.decisions == demo_session.workspace.standups[standup.uid].decisions
        await user.press("space")
        assert f"item {places[-1] + 2} of" in user.text
        await user.press("backspace")
        assert f"item {places[0] + 1} of" in user.text
        assert "z one by one" in user.text or size == SMALL
        await user.press("z", "space")
        assert f"item {places[0] + 2} of" in user.text


async def test_that_the_customers_are_one_stop_is_remembered(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press("S", *["right_square_bracket"] * 5, "space")
        at = user.text.partition(" of ")[0].rpartition("item ")[2]
        await user.press("z")
        assert "customers, all in one" in user.text
        assert "8 customers" not in user.text.partition("AFTER THIS")[2]
        await user.press("space", "escape")
        kept = user.app.view_state
    assert kept.folded
    async with seated(demo_session, board=BOARD, view_state=kept) as user:
        await user.press("S", "backspace")
        assert "customers, all in one" in user.text
        assert f"item {int(at) - 1} of" in user.text
        await user.press("backspace")
        assert "customers, all in one" not in user.text


async def test_whoever_is_met_tomorrow_is_no_stop_of_the_overdue(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press(*SESSION)
        assert user.marked.startswith("P02  Interview tomorrow 08:30, phone, 30 min")
        assert "41d ago, 11d over   met tomorrow, so not overdue" in user.text
        assert "sessions before the next standup, Tue 24 Nov" in user.text
        (held,) = [each for each in user.session.workspace.standups.values() if each.ended_at is None]
        stops = [user.session.workspace.participants.get(item.uid) for item in held.items]
        assert [person.pid for person in stops if person is not None] == []
        await user.press("space")
        assert "█  2 due" in user.text
        assert "P02" not in user.marked


async def test_every_stop_at_a_card_says_its_key_its_column_and_when_it_is_due(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        await user.press("S")
        (held,) = [each for each in user.session.workspace.standups.values() if each.ended_at is None]
        seen = []
        for item in held.items:
            card = user.session.workspace.cards.get(item.uid)
            if card is not None:
                seen.append((item.step, user.marked.split()[0]))
                column = {"done": "DONE", "pull": "TODO"}.get(item.step, "DOING")
                assert f"where        {column}" in user.text
                if card.number in DUE:
                    assert f"due {DUE[card.number]}" in user.text
            await user.press("space")
        assert seen == [
            ("done", "CD-1"),
            ("blocked", "CD-2"),
            ("expedite", "CD-32"),
            ("doing", "CD-3"),
            ("doing", "CD-5"),
            ("pull", "CD-30"),
        ]
