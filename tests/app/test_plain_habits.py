"""Whoever has no habits from other editors does everything with arrows, enter, esc, delete, f1 and the mouse."""

from __future__ import annotations

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_dragging import hold, let_go, place_of
from tests.app.user import WIDE, User

PLAIN = frozenset({"up", "down", "left", "right", "enter", "escape", "delete", "f1"})


class Hand:
    """Presses plain keys alone, types into fields, and clicks on what is shown."""

    def __init__(self, user: User) -> None:
        self.user = user

    async def press(self, *keys: str) -> None:
        assert set(keys) <= PLAIN
        await self.user.press(*keys)

    async def type(self, text: str) -> None:
        assert self.user.app.focused is not None, "there is a field to type in"
        await self.user.type(text)

    async def click(self, words: str, *, last: bool = False, button: int = 1, times: int = 1) -> None:
        places = [(line.index(words), y) for y, line in enumerate(self.user.grid) if words in line]
        assert places, f"{words!r} is shown:\n{self.user.text}"
        await self.user.pilot.click(offset=places[-1 if last else 0], button=button, times=times)
        await self.user.settle()

    async def do(self, thing: str, title: str) -> None:
        """Do what the right button offers on a thing."""
        await self.click(thing, button=3)
        await self.click(title)

    async def find(self, typed: str) -> None:
        """Do what is found by typing after the right button was pressed where nothing is."""
        await self.user.pilot.click(offset=(60, self.user.app.size.height - 5), button=3)
        await self.user.settle()
        await self.type(typed)
        await self.press("enter")


async def test_a_board_is_begun_and_its_cards_are_worked(sit: Sit) -> None:
    async with sit(size=WIDE) as user:
        hand = Hand(user)
        await hand.press("f1")
        assert "type to search" in user.footer
        await hand.press("escape", "down", "up")
        await hand.click("Customer Development", times=2)
        assert "not started" in user.text
        await hand.press("down", "down", "enter")
        assert "CHECKLIST" in user.text
        await hand.press("escape")

        await hand.do("Encourage customer feedback", "Move the card right")
        assert user.column("doing") == [2]
        await hand.click("u undo", last=True)
        await hand.click("ctrl+r redo", last=True)
        assert user.column("doing") == [2]
        first, there = place_of(user, "Establish communication"), place_of(user, "Encourage customer")
        await hold(user, first, (first[0] + 9, first[1] + 1), there)
        await let_go(user, there)
        assert user.column("doing") == [1, 2]
        await hand.press("delete")
        assert user.column("doing") == [2]
        await hand.click("u undo", last=True)
        assert user.column("doing") == [1, 2]

        await hand.find("add a card")
        await hand.type("Ask what they would miss")
        await hand.press("enter")
        assert "Ask what they would miss" in [card.title for card in user.session.workspace.cards.values()]
        await hand.do("Encourage customer", "Edit the card")
        await hand.type("Encourage customers to write")
        await hand.press("enter")
        assert user.card(2).title == "Encourage customers to write"
        await hand.do("Encourage customer", "Capture a note")
        await hand.type("They write when it hurts")
        await hand.press("enter")
        assert [note.text for note in user.session.workspace.notes.values()] == ["They write when it hurts"]
        await hand.find("quit")
        assert user.app._exit


async def test_somebody_is_added_and_met_and_found_on_the_board(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        hand = Hand(user)
        await hand.click("P people")
        await hand.click("a new", last=True)
        await hand.type("Noor")
        await hand.press("enter")
        workspace = user.session.workspace
        people = {person.pid: workspace.contact_of(person.uid) for person in workspace.participants.values()}
        (pid,) = (pid for pid, contact in people.items() if contact is not None and contact.fn == "Noor")
        await hand.do(f"{pid} ", "Log a touchpoint")
        await hand.type("interview 25m yesterday: wants exports")
        await hand.press("enter")
        assert len(user.session.workspace.touchpoints) == len(workspace.touchpoints) + 1
        await hand.press("escape")

        title = user.card(user.column("todo")[0]).title[:20]
        await hand.do(title, "Link customers")
        await hand.type(pid)
        await hand.press("enter")
        await hand.click(pid)
        assert f"/  @{pid}" in user.text
        assert title in user.text
        await hand.press("escape")
        assert f"/  @{pid}" not in user.text


async def test_a_standup_is_held_to_its_report(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        hand = Hand(user)
        await hand.click("S standup")
        await hand.click("m decide", last=True)
        await hand.type("ask legal by fri")
        await hand.press("enter")
        for _ in range(40):
            if "w write" in user.footer:
                break
            await hand.click("space next", last=True)
        await hand.click("w write", last=True)
        assert user.message.startswith("Wrote")
        await hand.press("escape")
        (standup,) = user.session.workspace.standups.values()
        assert [decision.text for decision in standup.decisions] == ["ask legal"]
