"""Every command of the table does what its help says, with each of its keys, on the sample board."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

import pytest

from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tests.app.user import User
from tui.app.commands import KEYS, PALETTE_ONLY, Command

Check = Callable[[User, str], Awaitable[None]]
CHECKS: dict[str, Check] = {}


def checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions; it begins with card 4 selected, the first of TODO."""

    def kept(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(actions, check))
        return check

    return kept


def marked_after(before: tuple[str, ...], number: int) -> Check:
    async def check(user: User, key: str) -> None:
        await user.press(*before, key)
        assert user.marked.startswith(f"{number} ")

    return check


CHECKS.update(
    {
        "go(-1, 0)": marked_after(("l",), 4),
        "go(1, 0)": marked_after((), 8),
        "go(0, 1)": marked_after((), 5),
        "go(0, -1)": marked_after(("j", "j"), 5),
        "edge(-1)": marked_after(("j", "j"), 4),
        "edge(1)": marked_after((), 14),
        "page(-1)": marked_after(("G",), 4),
        "page(1)": marked_after((), 14),
    }
)


@checks("open")
async def opens_the_panel(user: User, key: str) -> None:
    await user.press(key)
    assert "CD-4 · " in user.text


@checks("switch_pane")
async def goes_between_board_and_panel(user: User, key: str) -> None:
    await user.press("l", "j", "enter", key)
    assert user.footer.startswith("tab to board")
    assert user.marked.endswith("Read the mails")
    await user.press(key)
    assert user.marked.startswith("3 Listen")


@checks("back")
async def goes_back_a_step_at_a_time(user: User, key: str) -> None:
    await user.press("l", "j", "enter", "tab", key)
    assert user.footer.startswith("tab to panel")
    await user.press(key)
    assert "CD-3 · " not in user.text
    assert user.marked.startswith("3 Listen")


@checks(*(f"jump({number})" for number in range(1, 10)))
async def jumps_to_an_experiment(user: User, key: str) -> None:
    await user.press(key)
    titles = {"1": "Customer Development", "2": "Customer Experience", "3": "Customer Retention"}
    if key in titles:
        assert user.grid[0].strip().startswith(titles[key])
    else:
        assert user.message.startswith(f"There is no experiment {key}.")


@checks("experiments")
async def shows_all_experiments(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Experiments   1 running")


@checks("carry(-1)")
async def carries_a_card_left(user: User, key: str) -> None:
    await user.press("l", key)
    assert user.message.startswith("Moved 8 to TODO")
    assert user.card(8).column == "todo"


@checks("carry(1)")
async def carries_a_card_right(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(4).column == "doing"


@checks("rank(-1)")
async def ranks_a_card_up(user: User, key: str) -> None:
    await user.press("j", key)
    assert user.column("todo")[:3] == [5, 4, 6]


@checks("rank(1)")
async def ranks_a_card_down(user: User, key: str) -> None:
    await user.press(key)
    assert user.column("todo")[:3] == [5, 4, 6]


@checks("undo")
async def undoes(user: User, key: str) -> None:
    await user.press("d", key)
    assert user.message.startswith("Undid: archive 4 Iterate on the product or service")
    assert user.column("todo")[0] == 4


@checks("redo")
async def does_again(user: User, key: str) -> None:
    await user.press("d", "u", key)
    assert user.message.startswith("Did again: archive 4 Iterate")
    assert user.column("todo")[0] == 5


@checks("archive")
async def archives(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Archived 4 Iterate on the product or service   u undo")
    assert user.marked.startswith("5 ")


@checks("retry")
async def says_that_all_is_saved(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Everything is saved.")


@checks("note")
async def captures_a_note(user: User, key: str) -> None:
    await user.press(key)
    await user.type("They share one account", "enter")
    assert user.message.startswith("Noted on 4")
    assert "≡1" in user.text.split("Iterate")[1][:250]


@checks("add")
async def adds_a_card(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Visit two offices", "enter")
    assert user.message.startswith("Added 17 Visit two offices")
    assert user.marked.startswith("17 Visit two offices")


@checks("edit")
async def edits_a_card(user: User, key: str) -> None:
    await user.press(key, "home")
    await user.type("Now: ", "enter")
    assert user.message.startswith("Edited 4")
    assert user.marked.startswith("4 Now: Iterate on the product")


@checks("people")
async def links_a_customer(user: User, key: str) -> None:
    await user.press(key)
    await user.type("p03", "enter")
    assert user.message.startswith("Linked P03 to 4")


@checks("block")
async def blocks_and_unblocks(user: User, key: str) -> None:
    await user.press(key)
    await user.type("no test room", "enter")
    assert "■ blocked 1d no test room" in user.text
    await user.press(key)
    assert user.message.startswith("Unblocked 4")
    assert "no test room" not in user.text


@checks("owner")
async def gives_an_owner(user: User, key: str) -> None:
    await user.press(key)
    await user.type("@ada", "enter")
    assert user.message.startswith("Set the owner of 4")
    assert user.card(4).assignee == "ada"


@checks("due")
async def sets_the_day_it_is_due(user: User, key: str) -> None:
    await user.press(key)
    await user.type("fri")
    assert "Fri 27 Nov 2026, in 4 days" in user.text
    await user.press("enter")
    assert user.message.startswith("4 is due Fri")


@checks("expedite")
async def expedites(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Expedited 4")
    await user.press(key)
    assert user.message.startswith("Took expedite off 4")


@checks("tags")
async def tags(user: User, key: str) -> None:
    await user.press(key)
    await user.type("#Pricing trust", "enter")
    assert user.message.startswith("Tagged 4")
    assert set(user.card(4).tags) == {"pricing", "trust"}


@checks("tick")
async def ticks_the_next_step(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("No open step on this card.")
    await user.press("l", "j", key)
    assert user.message.startswith("Ticked Sort them")
    assert "✓2/3" in user.text


@checks("filter")
async def filters(user: User, key: str) -> None:
    await user.press(key)
    await user.type("is:blocked")
    assert "1 of 4" in user.text
    assert "1 of 16 cards" in user.text


@checks("brief")
async def reads_the_hypothesis(user: User, key: str) -> None:
    await user.press(key)
    for words in ("HYPOTHESIS", "GOALS", "CRITERION", "EXPECTED OUTCOME", "Engage in continuous conversations"):
        assert words in user.text
    await user.press("escape")
    assert "EXPECTED OUTCOME" not in user.text


@checks("density")
async def turns_the_density(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Normal")
    await user.press(key)
    assert user.message.startswith("Dense")


@checks("names")
async def shows_and_hides_names(user: User, key: str) -> None:
    await user.press(key)
    assert "Bartholomew Quill" in user.text
    assert "names shown" in user.footer
    await user.press(key)
    assert "Bartholomew" not in user.text
    assert "names hidden" in user.footer


@checks("palette")
async def finds_commands(user: User, key: str) -> None:
    await user.press(key)
    await user.type("expedite")
    await user.until("Expedite the card or not")
    await user.press("enter")
    assert user.card(4).expedite


@checks("help")
async def helps(user: User, key: str) -> None:
    await user.press(key)
    assert "WHAT THE SIGNS MEAN" in user.text
    await user.press(key)
    assert "WHAT THE SIGNS MEAN" not in user.text


@checks("snapshot")
async def writes_a_snapshot(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Wrote snapshots/customer-development-2026-11-23-0912.md")
    written = (user.session.folder / "snapshots" / "customer-development-2026-11-23-0912.md").read_text("utf-8")
    assert "Listen and respond to customer feedback" in written
    assert "P04" in written
    assert "Adeyemi" not in written


@checks("copy")
async def copies_the_card(user: User, key: str) -> None:
    await user.press("l", "j", key)
    assert user.message.startswith("Copied as Markdown, P-ids only")
    assert "Listen and respond to customer feedback" in user.app.clipboard
    assert "Ngozi" not in user.app.clipboard


@checks("leave")
async def quits(user: User, key: str) -> None:
    await user.pilot.press(key)
    assert user.app.return_value == 0


@checks("add_step")
async def adds_a_step(user: User, title: str) -> None:
    await user.run(title)
    await user.type("Book the room", "enter")
    assert user.message.startswith("Added a step")
    assert [step.text for step in user.card(4).checklist] == ["Book the room"]


@checks("unlink")
async def unlinks(user: User, title: str) -> None:
    await user.press("l")
    await user.run(title)
    await user.press("tab", "enter")
    assert user.message.startswith("Unlinked")
    assert user.card(8).people == ()


@checks("restore")
async def restores(user: User, title: str) -> None:
    await user.press("d")
    await user.run(title)
    assert "Iterate on the product or service" in user.text
    await user.press("tab", "enter")
    assert user.message.startswith("Restored 4 Iterate on the product or service")
    assert 4 in user.column("todo")


@checks("edit_board")
async def edits_the_board_file(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    copied = user.session.folder / "boards" / "customer-development.yaml"
    assert copied.read_text("utf-8").startswith("Written in the editor")
    assert "Showing the last good version." in user.text


@checks("edit_description")
async def writes_the_description(user: User, title: str) -> None:
    await user.run(title)
    await user.settle()
    assert user.message.startswith("Edited the description of 4")
    assert user.card(4).description == "Written in the editor,\non two lines."


@checks("theme")
async def turns_the_theme(user: User, title: str) -> None:
    before = user.style_of("Iterate on").color
    await user.run(title)
    await user.settle()
    assert user.style_of("Iterate on").color != before


@checks("messages")
async def reads_the_messages(user: User, title: str) -> None:
    await user.press("d", "u")
    await user.run(title)
    assert user.text.index("Undid: archive 4") < user.text.index("Archived 4")


def commands() -> Iterator[Command]:
    for group in KEYS:
        for row in group.rows:
            yield from row.commands
    yield from (command for _, command in PALETTE_ONLY)


def test_every_command_is_checked() -> None:
    assert {command.action for command in commands()} == set(CHECKS)


@pytest.mark.parametrize(
    ("action", "key"), [(command.action, key) for command in commands() for key in command.keys or (command.title,)]
)
async def test_a_command_does_what_its_help_says(
    sit: Sit, sample: object, editor: Editor, action: str, key: str
) -> None:
    async with sit(board=BOARD) as user:
        await CHECKS[action](user, key)
