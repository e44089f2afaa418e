"""What keys do in a standup; each check begins there, at card 2, which is blocked."""

from __future__ import annotations

from tests.app.checks import report_checks, standup_checks
from tests.app.user import User

TITLE = "Standup — Customer Development (iteration 1)"
REPORT = "2026-11-23-standup-cd.md"


@standup_checks("standup.next")
async def goes_on(user: User, key: str) -> None:
    await user.press(key)
    assert "item 5 of" in user.grid[0]


@standup_checks("standup.back")
async def goes_back(user: User, key: str) -> None:
    await user.press(key)
    assert "item 3 of" in user.grid[0]


@standup_checks("standup.step")
async def goes_to_the_next_step(user: User, key: str) -> None:
    await user.press(key)
    assert "◆ expedite" in user.text


@standup_checks("standup.step_back")
async def goes_to_the_step_before(user: User, key: str) -> None:
    await user.press(key)
    assert "◆ done" in user.text


@standup_checks("standup.decide")
async def notes_a_decision(user: User, key: str) -> None:
    await user.press(key)
    await user.type("ask again", "enter")
    (standup,) = user.session.workspace.standups.values()
    assert [each.text for each in standup.decisions] == ["ask again"]


@standup_checks("standup.fold")
async def makes_the_customers_one_stop(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("The customers are one stop now")
    await user.press(key)
    assert user.message.startswith("Every customer is a stop")


@standup_checks("standup.card")
async def makes_a_decision_a_card(user: User, key: str) -> None:
    before = set(user.session.workspace.cards)
    await user.press("m")
    await user.type("@ana ask again", "enter")
    await user.press(key)
    (uid,) = set(user.session.workspace.cards) - before
    card = user.session.workspace.cards[uid]
    assert (card.title, card.assignee) == ("ask again", "ana")
    assert user.message.startswith(f"Made the decision CD-{card.number} ask again")
    await user.press("u")
    assert set(user.session.workspace.cards) == before


@report_checks("standup.format")
async def turns_the_format(user: User, key: str) -> None:
    await user.press(key)
    assert "standup-cd.slack.txt" in user.text
    assert "*Standup" in user.text


@standup_checks("standup.report")
async def writes_the_report(user: User, key: str) -> None:
    await user.press(key)
    assert user.message == "This is the report. Nothing is written yet.   w writes it"
    await user.press(key)
    assert user.message.startswith("Wrote ")
    assert (user.session.folder / "snapshots" / REPORT).exists()


@report_checks("go.left", "go.right")
async def turns_the_reader(user: User, key: str) -> None:
    await user.press("h")
    assert "for anyone" in user.text
    await user.press("l", "l")
    assert "for our team" in user.text


@report_checks("standup.report", "standup.tick", "go.open")
async def writes_the_report_at_once(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Wrote ")
    assert (user.session.folder / "snapshots" / REPORT).exists()


@report_checks("card.copy")
async def copies_the_report(user: User, key: str) -> None:
    await user.press(key)
    assert "the report as Markdown for stakeholders" in user.message
    assert not (user.session.folder / "snapshots" / REPORT).exists()


@report_checks("standup.next", "go.down")
async def reads_on(user: User, key: str) -> None:
    await user.resize((80, 14))
    assert TITLE in user.text
    await user.press(key)
    assert TITLE not in user.text


@report_checks("go.up")
async def reads_back(user: User, key: str) -> None:
    await user.resize((80, 14))
    await user.press("j", key)
    assert TITLE in user.text


@report_checks("go.back", "app.quit")
async def ends_the_standup(user: User, key: str) -> None:
    await user.press(key)
    (standup,) = user.session.workspace.standups.values()
    assert standup.ended_at is not None
    assert user.grid[0].strip().startswith("Customer Development")


@standup_checks("go.back")
async def leaves_and_can_come_back(user: User, key: str) -> None:
    await user.press(key)
    (standup,) = user.session.workspace.standups.values()
    assert standup.ended_at is None
    assert user.grid[0].strip().startswith("Customer Development")


@standup_checks("column.copy")
async def copies_the_column(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert "DOING with 4 cards as Markdown for stakeholders" in user.message


@standup_checks("board.copy")
async def copies_the_board(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert "Customer Development as Markdown for stakeholders" in user.message


@standup_checks("snapshot.open")
async def opens_what_was_written_last(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert user.message == "Nothing was written from here yet."


@standup_checks("card.left")
async def carries_to_the_left(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(2).column == "todo"


@standup_checks("card.right")
async def carries_to_the_right(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(2).column == "done"


@standup_checks("card.archive")
async def archives(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(2).archived_at is not None


@standup_checks("note.add")
async def notes(user: User, key: str) -> None:
    before = user.session.workspace.note_count(user.card(2).uid)
    await user.press(key)
    await user.type("asked again", "enter")
    assert user.session.workspace.note_count(user.card(2).uid) == before + 1
    assert "asked again" in user.text


@standup_checks("touchpoint.add")
async def logs_a_touchpoint(user: User, key: str) -> None:
    await user.press(key)
    await user.type("interview P03 25m", "enter")
    assert user.message.startswith("Logged interview with P03")


@standup_checks("card.add")
async def adds_a_card(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Not on the board yet", "enter")
    assert user.card(17).title == "Not on the board yet"
    assert user.message == "Added 17 Not on the board yet   u undo"


@standup_checks("card.edit")
async def edits_the_card(user: User, key: str) -> None:
    await user.press(key, "home")
    await user.type("Now: ", "enter")
    assert user.message.startswith("Edited 2")
    assert user.marked.startswith("CD-2  Now: Encourage")


@standup_checks("card.link")
async def links_somebody(user: User, key: str) -> None:
    await user.press(key)
    await user.type("P01", "enter")
    assert "P01" in user.text


@standup_checks("consent.give")
async def turns_permission(user: User, key: str) -> None:
    await user.press(key)
    assert "permission of" in user.text, "three people are linked"
    await user.type("P02", "enter")
    assert "Permission of P02" in user.text


@standup_checks("card.block")
async def unblocks(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(2).blocked is None


@standup_checks("card.assign", "card.due", "card.tag")
async def asks_in_a_line(user: User, key: str) -> None:
    await user.press(key)
    await user.press("ctrl+u")
    await user.type("fri", "enter")
    sentences = {"o": "Set the owner of 2   u undo", "D": "2 is due Fri 27 Nov   u undo", "#": "Tagged 2   u undo"}
    assert user.message == sentences[key]


@standup_checks("card.expedite")
async def expedites(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(2).expedite
    assert "» expedite" in user.text


@standup_checks("standup.tick", "card.tick")
async def ticks(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("No open step on this card.")
    await user.press("space", "space", "space", key)
    assert user.message.startswith("Ticked Sort them")


@standup_checks("go.standup")
async def is_the_standup(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("This is the standup.")


@standup_checks("app.names")
async def keeps_names_hidden(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Names stay hidden in the standup")
    assert not user.app.names_shown


@standup_checks("app.quit")
async def leaves_the_standup(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Customer Development")


@standup_checks("card.copy")
async def copies_the_card(user: User, key: str) -> None:
    await user.press(key)
    assert "CD-2 as Markdown for stakeholders" in user.message


@standup_checks("note.card")
async def says_that_there_is_no_note(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("There is no note here")


@standup_checks("card.tell")
async def says_that_nobody_asked(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Nobody asked for this card")
