"""Seeing, finding and sharing."""

from __future__ import annotations

from tests.app.checks import checks
from tests.app.user import User
from tui.settings import personal_file


@checks("board.filter")
async def filters(user: User, key: str) -> None:
    await user.press(key)
    await user.type("is:blocked")
    assert "1 of 4" in user.text
    assert "1 of 16 cards" in user.text


@checks("board.brief")
async def reads_the_hypothesis(user: User, key: str) -> None:
    await user.press(key)
    for words in ("HYPOTHESIS", "GOALS", "CRITERION", "EXPECTED OUTCOME", "Engage in continuous conversations"):
        assert words in user.text
    await user.press("escape")
    assert "EXPECTED OUTCOME" not in user.text


@checks("board.density")
async def turns_the_density(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Normal")
    await user.press(key)
    assert user.message.startswith("Dense")


@checks("app.names")
async def shows_and_hides_names(user: User, key: str) -> None:
    await user.press(key)
    assert "Bartholomew Quill" in user.text
    assert "names shown" in user.footer
    await user.press(key)
    assert "Bartholomew" not in user.text
    assert "names hidden" in user.footer


@checks("app.find")
async def finds_everywhere(user: User, key: str) -> None:
    await user.press(key)
    await user.type("recruit")
    await user.until("CARDS 1")
    await user.press("enter")
    assert user.marked.startswith("16 ")


@checks("go.due")
async def shows_what_is_due(user: User, key: str) -> None:
    await user.press(key)
    await user.until("on all boards, promised and decided")


@checks("board.measures")
async def shows_what_was_measured(user: User, key: str) -> None:
    await user.press(key)
    assert "Nothing was measured yet." in user.text
    await user.press(key)
    assert "Nothing was measured yet." not in user.text


@checks("board.assumptions")
async def shows_what_must_hold(user: User, key: str) -> None:
    await user.press(key)
    assert "Nothing was named yet." in user.text
    await user.press(key)
    assert "Nothing was named yet." not in user.text


@checks("board.insights")
async def lists_what_was_learned(user: User, title: str) -> None:
    await user.run(title)
    assert "Learned in Customer Development" in user.text
    assert "Nothing yet." in user.text


@checks("board.answers")
async def asks_for_the_file_of_a_survey(user: User, title: str) -> None:
    await user.run(title)
    assert "Answers of a survey" in user.text
    await user.press("enter")
    assert "Name the file." in user.text


@checks("app.commands")
async def finds_commands(user: User, key: str) -> None:
    await user.press(key)
    await user.type("expedite")
    await user.until("Expedite the card or not")
    await user.press("enter")
    assert user.card(4).expedite


@checks("app.help")
async def helps(user: User, key: str) -> None:
    await user.press(key)
    assert "WHAT THE SIGNS MEAN" in user.text
    await user.press(key)
    assert "WHAT THE SIGNS MEAN" not in user.text


@checks("board.snapshot")
async def writes_a_snapshot(user: User, key: str) -> None:
    await user.press(key)
    assert not (user.session.folder / "snapshots").exists()
    await user.press("enter")
    written = (user.session.folder / "snapshots" / "CD-2026-11-23-stakeholders.md").read_text("utf-8")
    assert user.message.startswith("Wrote ")
    assert "Listen and respond to customer feedback" in written
    assert "P04" in written
    assert "Adeyemi" not in written


@checks("card.copy")
async def copies_the_card(user: User, key: str) -> None:
    await user.press("l", "j", key)
    assert "CD-3 as Markdown for stakeholders" in user.message
    assert "Listen and respond to customer feedback" in user.app.clipboard
    assert "Ngozi" not in user.app.clipboard


@checks("column.copy")
async def copies_the_column(user: User, title: str) -> None:
    await user.press("l")
    await user.run(title)
    await user.settle()
    assert "DOING with 4 cards as Markdown" in user.message
    assert "Listen and respond to customer feedback" in user.app.clipboard
    assert "Iterate on the product" not in user.app.clipboard


@checks("board.copy")
async def copies_the_board(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert "Customer Development as Markdown" in user.message
    assert "Iterate on the product" in user.app.clipboard


@checks("snapshot.open")
async def opens_what_was_written_last(user: User, title: str) -> None:
    await user.run(title)
    await user.until("Nothing was written from here yet.")


@checks("app.quit")
async def quits(user: User, key: str) -> None:
    await user.pilot.press(key)
    assert user.app.return_value == 0


@checks("board.edit")
async def edits_the_board_file(user: User, title: str) -> None:
    await user.run(title)
    await user.until("Showing the last good version.")
    copied = user.session.folder / "boards" / "customer-development.yaml"
    assert copied.read_text("utf-8").startswith("Written in the editor")


@checks("board.new")
async def makes_a_board(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Talk more", "enter")
    await user.until("Wrote boards/talk-more.yaml")


@checks("board.limit")
async def limits_a_column(user: User, title: str) -> None:
    await user.press("L")
    await user.run(title)
    await user.type("9", "enter")
    await user.until("DOING/9")


@checks("board.columns")
async def sets_columns(user: User, title: str) -> None:
    await user.run(title)
    await user.type("TODO, DOING/3, REVIEW, DONE", "enter")
    await user.until("TODO, DOING/3, REVIEW, DONE")
    await user.until("REVIEW 0")


@checks("board.level")
async def sets_a_service_level(user: User, title: str) -> None:
    await user.run(title)
    await user.type("70% in 8 days", "enter")
    await user.until("into boards/, and set there")


@checks("app.theme")
async def turns_the_theme(user: User, title: str) -> None:
    before = user.style_of("Iterate on").color
    await user.run(title)
    await user.settle()
    assert user.style_of("Iterate on").color != before


@checks("app.messages")
async def reads_the_messages(user: User, title: str) -> None:
    await user.press("d", "u")
    await user.run(title)
    assert user.text.index("Undid: archive 4") < user.text.index("Archived 4")


@checks("app.settings")
async def opens_the_settings(user: User, title: str) -> None:
    personal_file().write_text("theme: dark\n", "utf-8")
    await user.run(title)
    await user.until("Your settings are read when custdev starts.")
    assert personal_file().read_text("utf-8").startswith("Written in the editor")


@checks("board.save_elsewhere")
async def saves_a_copy(user: User, title: str) -> None:
    folder = user.session.folder.parent / "elsewhere"
    await user.run(title)
    await user.press("ctrl+u")
    await user.type(str(folder))
    await user.press("enter")
    await user.until("Saved everything that is shown")
    assert (folder / "research.json").exists()
