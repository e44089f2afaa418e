"""Moving the focus, carrying cards, going elsewhere, taking back."""

from __future__ import annotations

from tests.app.checks import CHECKS, Check, checks, report_checks
from tests.app.user import User


def marked_after(before: tuple[str, ...], number: int) -> Check:
    async def check(user: User, key: str) -> None:
        await user.press(*before, key)
        assert user.marked.startswith(f"{number} ")

    return check


CHECKS.update(
    {
        "go.left": marked_after(("l",), 4),
        "go.right": marked_after((), 8),
        "go.down": marked_after((), 5),
        "go.up": marked_after(("j", "j"), 5),
        "go.first": marked_after(("j", "j"), 4),
        "go.last": marked_after((), 14),
        "go.page_up": marked_after(("G",), 4),
        "go.page_down": marked_after((), 14),
    }
)


@checks("go.open")
async def opens_the_panel(user: User, key: str) -> None:
    await user.press(key)
    assert "CD-4 · " in user.text


@checks("go.pane")
async def goes_between_board_and_panel(user: User, key: str) -> None:
    await user.press("l", "j", "enter", key)
    assert user.footer.startswith("tab to board")
    assert user.marked.endswith("Read the mails")
    await user.press(key)
    assert user.marked.startswith("3 Listen")


@checks("go.back")
async def goes_back_a_step_at_a_time(user: User, key: str) -> None:
    await user.press("l", "j", "enter", "tab", key)
    assert user.footer.startswith("tab to panel")
    await user.press(key)
    assert "CD-3 · " not in user.text
    assert user.marked.startswith("3 Listen")


@report_checks(*(f"go.experiment_{number}" for number in range(1, 10)))
@checks(*(f"go.experiment_{number}" for number in range(1, 10)))
async def jumps_to_an_experiment(user: User, key: str) -> None:
    await user.press(key)
    titles = [entry.definition.title for entry in user.session.catalog.entries() if entry.definition]
    if int(key) <= len(titles):
        assert user.grid[0].strip().startswith(titles[int(key) - 1])
    else:
        assert user.message.startswith(f"There is no experiment {key}.")


@checks("go.experiments")
async def shows_all_experiments(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Experiments   1 running")


@checks("go.people")
async def shows_the_people(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("People   5 contacts")


@checks("card.left")
async def carries_a_card_left(user: User, key: str) -> None:
    await user.press("l", key)
    assert user.message.startswith("Moved 8 to TODO")
    assert user.card(8).column == "todo"


@checks("card.right")
async def carries_a_card_right(user: User, key: str) -> None:
    await user.press(key)
    assert user.card(4).column == "doing"


@checks("card.up")
async def ranks_a_card_up(user: User, key: str) -> None:
    await user.press("j", key)
    assert user.column("todo")[:3] == [5, 4, 6]


@checks("card.down")
async def ranks_a_card_down(user: User, key: str) -> None:
    await user.press(key)
    assert user.column("todo")[:3] == [5, 4, 6]


@checks("change.undo")
async def undoes(user: User, key: str) -> None:
    await user.press("d", key)
    assert user.message.startswith("Undid: archive 4 Iterate on the product or service")
    assert user.column("todo")[0] == 4


@checks("change.redo")
async def does_again(user: User, key: str) -> None:
    await user.press("d", "u", key)
    assert user.message.startswith("Did again: archive 4 Iterate")
    assert user.column("todo")[0] == 5


@checks("card.archive")
async def archives(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Archived 4 Iterate on the product or service   u undo")
    assert user.marked.startswith("5 ")


@checks("change.retry")
async def says_that_all_is_saved(user: User, key: str) -> None:
    await user.press(key)
    assert user.message.startswith("Everything is saved.")


@checks("go.standup")
async def walks_the_work(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Standup")
