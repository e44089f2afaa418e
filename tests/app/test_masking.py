"""While names are hidden, nobody who looks at the screen learns who a customer is, wherever that was written down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.domain import operations

NAME, MAIL, PHONE = "Quenby Vandersloot", "quenby@vandersloot.example", "+44 7700 900456"
TELLING = ("Quenby", "Vandersloot", "quenby", "vandersloot", "900456")


def plant(user: User) -> None:
    """Make a customer known, and write who they are into every text of a card."""
    session, card = user.session, user.card(4).uid
    session.run(operations.make_contact, NAME, email=[MAIL], tel=[PHONE], card=card)
    uid = session.workspace.cards[card].people[-1]
    planted = f"{NAME} {MAIL} {PHONE}"
    session.run(operations.edit_card, card, title=f"Call {NAME} on {PHONE}", description=planted)
    session.run(operations.tag_card, card, ["vandersloot"])
    session.run(operations.add_checklist_item, card, f"Mail {MAIL}")
    session.run(operations.move_card, card, "doing")
    session.run(operations.add_note, planted, card=card, kind="quote", people=[uid], stance="supports")
    session.run(operations.add_note, f"Ask @quenby or {NAME}’s mother", card=card, kind="learned")
    session.run(operations.log_touchpoint, "interview", [uid], cards=[card], summary=planted, surprise=planted)
    for word in ("contact", "notes", "quote"):
        session.run(operations.give_consent, uid, word)
    session.run(operations.block_card, user.card(2).uid, f"waits for {NAME}")


def told(user: User) -> list[str]:
    return [word for word in TELLING if word in user.text]


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_nothing_on_the_screen_tells_who_a_customer_is(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user)
        await user.settle()
        await user.press("l")
        for keys in (
            ("j", "j", "j"),
            ("z",),
            ("z",),
            ("enter",),
            ("G",),
            ("escape",),
            ("i",),
            ("escape",),
            ("0",),
            ("1",),
        ):
            await user.press(*keys)
            assert not told(user), (keys, user.text)
        await user.press("G", "L")
        assert not told(user)
        await user.press("d")
        assert "Archived" in user.text
        assert not told(user)
        await user.press("u", "colon")
        await user.type("call")
        await user.pilot.pause(0.1)
        assert not told(user)


async def test_names_are_there_when_they_are_shown(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        plant(user)
        await user.settle()
        assert not told(user)
        await user.press("*")
        assert f"Call {NAME} on" in user.text
        await user.press("*")
        assert not told(user)


async def test_without_names_at_hand_quotes_still_take_permission(sit: Sit, sample: Path) -> None:
    (sample / "people.json").unlink()
    shutil.rmtree(sample / ".custdev")
    async with sit(board=BOARD) as user:
        assert "P04 “nobody answered, so I stopped”" in user.text
        user.session.run(operations.withdraw_consent, user.card(3).people[0], "quote")
        await user.settle()
        assert "nobody answered" not in user.text
        await user.press("P")
        assert "P04" in user.text
        assert "5 contacts" in user.text
