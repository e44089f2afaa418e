"""Writing down, and what is set on a card."""

from __future__ import annotations

from tests.app.checks import checks
from tests.app.user import User


@checks("note.add")
async def captures_a_note(user: User, key: str) -> None:
    await user.press(key)
    await user.type("They share one account", "enter")
    assert user.message.startswith("Noted on 4")
    assert "≡1" in user.text.split("Iterate")[1][:250]


@checks("touchpoint.add")
async def logs_a_touchpoint(user: User, key: str) -> None:
    await user.press(key)
    await user.type("interview P03 25m video: wants export", "enter")
    assert user.message.startswith("Logged interview with P03")
    assert [user.session.workspace.participants[uid].pid for uid in user.card(4).people] == ["P03"]


@checks("interview.read")
async def reads_the_conversation_of_the_card(user: User, title: str) -> None:
    await user.run(title)
    assert user.message.startswith("Nobody was met for this card yet.")
    await user.press("t")
    await user.type("interview P03 25m: wants export", "enter")
    await user.run(title)
    await user.until("IN SHORT")
    assert "wants export" in user.text


@checks("consent.give")
async def turns_permission(user: User, key: str) -> None:
    await user.press("c")
    await user.type("p03", "enter", key)
    assert "Permission of P03" in user.text
    await user.press("q")
    assert "✓  quote" in user.text
    await user.press("escape")
    assert user.message.startswith("P03 agrees to be quoted, said so, today")


@checks("card.add")
async def adds_a_card(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Visit two offices", "enter")
    assert user.message.startswith("Added 17 Visit two offices")
    assert user.marked.startswith("17 Visit two offices")


@checks("card.edit")
async def edits_a_card(user: User, key: str) -> None:
    await user.press(key, "home")
    await user.type("Now: ", "enter")
    assert user.message.startswith("Edited 4")
    assert user.marked.startswith("4 Now: Iterate on the product")


@checks("card.link")
async def links_a_customer(user: User, key: str) -> None:
    await user.press(key)
    await user.type("p03", "enter")
    assert user.message.startswith("Linked P03 to 4")


@checks("card.block")
async def blocks_and_unblocks(user: User, key: str) -> None:
    await user.press(key)
    await user.type("no test room", "enter")
    assert "■ blocked 1d no test room" in user.text
    await user.press(key)
    assert user.message.startswith("Unblocked 4")
    assert "no test room" not in user.text


@checks("card.assign")
async def gives_an_owner(user: User, key: str) -> None:
    await user.press(key)
    await user.type("@ada", "enter")
    assert user.message.startswith("Set the owner of 4")
    assert user.card(4).assignee == "ada"


@checks("card.due")
async def sets_the_day_it_is_due(user: User, key: str) -> None:
    await user.press(key)
    await user.type("fri")
    assert "Fri 27 Nov 2026, in 4 days" in user.text
    await user.press("enter")
    assert user.message.startswith("4 is due Fri")


@checks("card.expedite")
async def expedites(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Expedited 4")
    await user.press(key)
    assert user.message.startswith("Took expedite off 4")


@checks("card.tag")
async def tags(user: User, key: str) -> None:
    await user.press(key)
    await user.type("#Pricing trust", "enter")
    assert user.message.startswith("Tagged 4")
    assert set(user.card(4).tags) == {"pricing", "trust"}


@checks("card.tick")
async def ticks_the_next_step(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("No open step on this card.")
    await user.press("l", "j", key)
    assert user.message.startswith("Ticked Sort them")
    assert "✓2/3" in user.text


@checks("card.step")
async def adds_a_step(user: User, title: str) -> None:
    await user.run(title)
    await user.type("Book the room", "enter")
    assert user.message.startswith("Added a step")
    assert [step.text for step in user.card(4).checklist] == ["Book the room"]


@checks("card.unlink")
async def unlinks(user: User, title: str) -> None:
    await user.press("l")
    await user.run(title)
    await user.press("tab", "enter")
    assert user.message.startswith("Unlinked")
    assert user.card(8).people == ()


@checks("card.restore")
async def restores(user: User, title: str) -> None:
    await user.press("d")
    await user.run(title)
    await user.until("Iterate on the product or service")
    await user.press("tab", "enter")
    assert user.message.startswith("Restored 4 Iterate on the product or service")
    assert 4 in user.column("todo")


@checks("card.describe")
async def writes_the_description(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert user.message.startswith("Edited the description of 4")
    assert user.card(4).description == "Written in the editor,\non two lines."


@checks("note.card")
async def makes_a_card_of_a_note(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("That makes a card of a note")
    await user.press("n")
    await user.type("I want a mail", "enter")
    await user.press("enter", "tab")
    await user.go_down_to("today")
    await user.press(key, "enter")
    assert user.message.startswith("Made it CD-")


@checks("card.tell")
async def says_that_nobody_asked(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Nobody asked for this card")
