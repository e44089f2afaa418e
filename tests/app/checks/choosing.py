"""Choosing cards and what is done with them, cards that come of others, and cards that are archived."""

from __future__ import annotations

from tests.app.checks import checks
from tests.app.user import User


@checks("card.choose")
async def chooses_a_card(user: User, key: str) -> None:
    await user.press(key)
    assert user.footer.startswith("1 chosen")
    await user.press(key)
    assert "chosen" not in user.footer


@checks("card.choose_range")
async def chooses_a_range(user: User, key: str) -> None:
    await user.press(key, "j", "j")
    assert user.footer.startswith("3 chosen")


@checks("card.choose_all")
async def chooses_all_that_is_shown(user: User, key: str) -> None:
    await user.press(key)
    assert user.footer.startswith(f"{sum(len(user.column(name)) for name in ('todo', 'doing', 'done'))} chosen")


@checks("card.move")
async def moves_a_card_to_a_column(user: User, key: str) -> None:
    await user.press(key)
    await user.type("done", "enter")
    assert user.message.startswith("Moved 4 to DONE")
    assert user.card(4).column == "done"


@checks("card.duplicate")
async def duplicates_a_card(user: User, title: str) -> None:
    await user.run(title)
    assert user.message.startswith("Duplicated 4 as 17 Iterate")
    assert user.column("todo")[:2] == [4, 17]


@checks("card.split")
async def splits_a_step_off(user: User, title: str) -> None:
    await user.run("Add a step")
    await user.type("Book the room", "enter")
    await user.run(title)
    await user.type("book", "enter")
    assert (user.card(17).title, user.card(4).checklist) == ("Book the room", ())


@checks("board.archive")
async def shows_what_is_archived(user: User, key: str) -> None:
    await user.press("d", key)
    assert "Iterate on the product or service" in user.text
    await user.press("enter")
    assert user.message.startswith("Restored 4 Iterate")


@checks("board.sort")
async def sorts_the_cards(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Sorted by due day")


@checks("board.swimlanes")
async def parts_the_cards(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Swimlanes by owner")
    assert "by owner" in user.grid[0]
