"""The life of an experiment: what the palette does with it as a whole."""

from __future__ import annotations

from tests.app.checks import checks
from tests.app.sample import BOARD
from tests.app.user import User
from tui.definitions.catalog import Catalog, shipped_boards
from tui.domain import operations
from tui.domain.records import Experiment


def current(user: User) -> Experiment:
    """Return the newest iteration of the board."""
    found = user.session.current(BOARD)
    assert found is not None
    return found


async def decided(user: User) -> None:
    """Have the experiment decided, with an action."""
    words = {"observation": "Five gave up", "learning": "Too dear", "actions": ["Ask again"]}
    user.session.save(operations.decide_experiment, current(user).uid, "pivot", **words)
    await user.settle()


@checks("experiment.iterate")
async def begins_the_next_iteration(user: User, title: str) -> None:
    await user.run(title)
    await user.press("enter")
    assert user.message.startswith("Iteration 2 begins with 11 carried cards and 1 new one")
    assert current(user).iteration == 2


@checks("experiment.decide")
async def writes_the_learning_card(user: User, title: str) -> None:
    await user.run(title)
    await user.press("right", "tab")
    await user.type("Five gave up", "tab")
    await user.type("Too dear", "enter")
    assert user.message.startswith("Decided: pivot")
    assert current(user).decision == "pivot"


@checks("experiment.act")
async def makes_an_action_a_card(user: User, title: str) -> None:
    await decided(user)
    await user.run(title)
    await user.press("c")
    assert user.message.startswith("Added 17 Ask again")
    assert 17 in user.column("todo")


@checks("experiment.archive", "experiment.restore")
async def puts_it_away_or_brings_it_back(user: User, title: str) -> None:
    await decided(user)
    if title.startswith("Restore"):
        user.session.save(operations.archive_experiment, current(user).uid)
        await user.settle()
    await user.run(title)
    await user.settle()
    assert current(user).status == ("decided" if title.startswith("Restore") else "archived")


@checks("board.take", "board.leave")
async def takes_or_leaves_what_changed_in_the_template(user: User, title: str) -> None:
    shipped = user.session.folder.parent / "shipped"
    shipped.mkdir()
    text = (shipped_boards() / f"{BOARD}.yaml").read_text("utf-8")
    (shipped / f"{BOARD}.yaml").write_text(text.replace("title: Customer Development", "title: Talking", 1), "utf-8")
    user.session.catalog = Catalog(None, shipped)
    user.app.read_boards()
    await user.settle()
    assert user.message.startswith("custdev boards diff CD: template changed")
    assert user.grid[0].strip().startswith("Customer Development")
    await user.press("j")
    user.app.read_boards()
    await user.settle()
    assert user.message == "", "it is said once"
    await user.run(title)
    await user.settle()
    taken = title.startswith("Take")
    assert user.message.startswith("Took over what changed" if taken else "Left the template's change")
    assert user.grid[0].strip().startswith("Talking" if taken else "Customer Development")
    await user.run(title)
    await user.settle()
    assert ("nothing is offered" in user.message) == taken


@checks("experiment.earlier")
async def opens_an_earlier_iteration(user: User, title: str) -> None:
    user.session.save(operations.iterate_experiment, current(user).uid)
    await user.settle()
    await user.run(title)
    await user.until("decided: repeat · read-only")
