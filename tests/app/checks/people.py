"""What keys do on the people screen; each check begins there, on P01."""

from __future__ import annotations

from tests.app.checks import people_checks
from tests.app.user import User
from tui.domain import operations


def selected(user: User) -> str:
    return user.marked.split()[0]


@people_checks("go.left", "go.right")
async def goes_between_list_and_panel(user: User, key: str) -> None:
    await user.press("l")
    assert user.footer.startswith("tab to list")
    await user.press(key)
    assert user.footer.startswith("t touchpoint" if key in ("h", "left") else "tab to list")


@people_checks("go.down", "go.page_down", "go.last")
async def goes_down(user: User, key: str) -> None:
    before = selected(user)
    await user.press(key)
    assert selected(user) != before
    assert user.marks == 1


@people_checks("go.up", "go.page_up", "go.first")
async def goes_up(user: User, key: str) -> None:
    before = selected(user)
    await user.press("j", key)
    assert selected(user) == before


@people_checks("go.open", "go.pane")
async def goes_into_the_panel(user: User, key: str) -> None:
    await user.press(key)
    assert user.footer.startswith("tab to list")
    assert user.marks == 1


@people_checks("go.back")
async def goes_back_to_the_board(user: User, key: str) -> None:
    await user.press("enter", key)
    assert user.footer.startswith("t touchpoint")
    await user.press(key)
    assert user.grid[0].strip().startswith("Customer Development")


@people_checks("touchpoint.add")
async def logs_a_touchpoint(user: User, key: str) -> None:
    who = selected(user)
    await user.press(key)
    await user.type("interview 25m video: wants export", "enter")
    assert user.message.startswith(f"Logged interview with {who}")
    assert "interview 25 min, video" in user.text


@people_checks("note.add")
async def captures_a_note(user: User, key: str) -> None:
    who = selected(user)
    await user.press(key)
    await user.type("? a status page", "enter")
    assert user.message.startswith(f"Noted {who}")
    assert "waits for our answer 1d: a status page" in user.text


@people_checks("consent.give")
async def turns_permission(user: User, key: str) -> None:
    who = selected(user)
    await user.press(key)
    assert f"Permission of {who}" in user.text
    await user.press("o", "escape")
    assert user.message.startswith(f"{who} agrees to be observed")


@people_checks("invitation.add")
async def asks_to_take_part(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.type("interview email: at the fair", "enter")
    assert user.message.startswith(f"Noted that {who} was asked")
    assert "interview, by email, today" in user.text
    assert "at the fair" in user.text
    await user.run(title)
    await user.press("enter")
    await user.run(title)
    await user.press("enter")
    assert "was asked 2 times within 30 days" in user.text
    await user.type("they offered to", "enter")
    assert len(user.session.workspace.invitations) == 3
    assert "at the fair" in {each.note for each in user.session.workspace.invitations.values()}


@people_checks("invitation.answer")
async def notes_what_came_of_asking(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.settle()
    assert user.message.startswith(f"{who} was not asked for anything that is open")
    person = next(each for each in user.session.workspace.participants.values() if each.pid == who)
    user.session.save(operations.invite, [person.uid], method="interview")
    await user.settle()
    await user.run(title)
    await user.type("decl", "enter")
    assert user.message.startswith(f"Noted what {who} said to interview")
    assert [each.status for each in user.session.workspace.invitations.values()] == ["declined"]


@people_checks("session.show")
async def reads_the_sheet(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.settle()
    assert user.message.startswith(f"Nothing is planned with {who} yet")
    await user.press("t")
    await user.type("interview video plan fri 14:00: they print it", "enter")
    await user.run(title)
    await user.until(f"Interview with {who}, Fri 27 Nov 14:00")
    assert "they print it" in user.text
    assert "Still missing" in user.text
    await user.press("escape")


@people_checks("contact.merge")
async def merges_two_records_of_a_person(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.type("P02", "enter")
    assert user.message.startswith(f"Put {who} into P02")
    assert selected(user) == "P02"


@people_checks("contact.erase")
async def looks_at_what_erasing_reaches(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.until(f"This cannot be undone. Erase {who}")
    await user.until(f"{who}, the number you had here")
    await user.press("escape")
    assert selected(user) == who


@people_checks("contact.add")
async def adds_a_person(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Grace Hopper", "enter")
    assert user.message.startswith("Added P06")
    assert selected(user) == "P06"
    assert "Grace" not in user.text


@people_checks("contact.edit")
async def edits_a_person(user: User, key: str) -> None:
    who = selected(user)
    await user.press(key, "right", "right", "enter")
    assert user.message.startswith(f"Edited {who}")
    assert "trial" in next(row for row in user.grid if row.lstrip("█ ").startswith(who))


@people_checks("contact.tick")
async def answers_a_request(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("x acts on a request")
    await user.press("n")
    await user.type("> fri send the draft", "enter")
    await user.press("tab")
    await user.go_down_to("promised")
    await user.press(key)
    assert "Kept a promise" in user.message
    assert "WAITS FOR US" not in user.text


@people_checks("note.archive")
async def archives_a_note(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("d archives a note")
    await user.press("n")
    await user.type("second thoughts", "enter")
    await user.press("tab")
    await user.go_down_to("today")
    await user.press(key)
    assert user.message.startswith("Archived the note")
    assert "second thoughts" not in user.text


@people_checks("note.card")
async def makes_a_card_of_a_note(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("C makes a card of a note")
    await user.press("n")
    await user.type("? a mail with the export", "enter")
    await user.press("tab")
    await user.go_down_to("a mail with")
    await user.press(key, "ctrl+u")
    await user.type("Exports by mail", "enter")
    assert user.message.startswith("Made it CD-")


@people_checks("people.sort")
async def sorts(user: User, key: str) -> None:
    for words in ("P-id", "who we spoke with last", "how much they said", "who is due"):
        await user.press(key)
        assert user.message.startswith(f"Sorted by {words}")
    assert "in touch" in user.text


@people_checks("people.find")
async def finds(user: User, key: str) -> None:
    await user.press(key)
    await user.type("p03")
    assert "1 of 5 people" in user.text
    await user.press("enter")
    assert selected(user) == "P03"
    await user.press("escape")
    assert "5 contacts" in user.text
    assert "of 5 people" not in user.text


@people_checks("app.names")
async def shows_names(user: User, key: str) -> None:
    await user.press(key)
    assert "Bartholomew" in user.text
    await user.press(key)
    assert "Bartholomew" not in user.text


@people_checks("contact.erase_notes")
async def deletes_notes_of_who_wants_none(user: User, title: str) -> None:
    who = selected(user)
    await user.run(title)
    await user.until("has not said that no notes are to be kept.")
    assert user.message == f"{who} has not said that no notes are to be kept.   p permission"


@people_checks("transcript.read")
async def asks_where_a_transcript_is(user: User, key: str) -> None:
    session = user.session
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    session.run(operations.log_touchpoint, method="interview", people=[person.uid])
    await user.press(key)
    assert "It stays where it is" in user.text
    await user.press("enter")
    assert "Name the file." in user.text


@people_checks("interview.read")
async def reads_the_latest_conversation(user: User, title: str) -> None:
    session = user.session
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    session.run(operations.log_touchpoint, "interview", [person.uid], expectation="Has moved on.")
    await user.run(title)
    await user.until("EXPECTED")
    assert "Has moved on." in user.text
    await user.press("esc")
    assert "EXPECTED" not in user.text
