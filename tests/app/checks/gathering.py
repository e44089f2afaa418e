"""What keys do among the insights; each check begins with no theme, and the first note."""

from __future__ import annotations

from tests.app.checks import checks, gathering_checks
from tests.app.user import User


async def add_theme(user: User, name: str) -> None:
    await user.press("a")
    await user.type(name, "enter")


def names(user: User) -> list[str]:
    return sorted(theme.name for theme in user.session.workspace.themes.values())


def marked(user: User) -> str:
    """Return the row that the focus mark is in front of, from the mark on."""
    return next(row.partition("█")[2].strip() for row in user.grid if "█" in row)


@checks("go.gathering")
async def shows_the_notes_in_no_theme(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Insights   4 notes in no theme")
    await user.press("esc")
    assert "Insights" not in user.grid[0]


@gathering_checks("gathering.take")
async def takes_a_note_into_the_theme(user: User, key: str) -> None:
    await add_theme(user, "Exports")
    await user.press(key)
    assert "3 notes in no theme" in user.grid[0]
    await user.press("u")
    assert "4 notes in no theme" in user.grid[0]


@gathering_checks("gathering.theme_above", "gathering.theme_below")
async def chooses_the_other_theme(user: User, key: str) -> None:
    await add_theme(user, "Alpha")
    await add_theme(user, "Beta")
    await user.press(key, "space")
    notes = user.session.workspace.notes.values()
    (taken,) = [note.themes for note in notes if note.themes]
    assert user.session.workspace.themes[taken[0]].name == "Alpha"


@gathering_checks("go.pane")
async def goes_to_the_themes_and_back(user: User, key: str) -> None:
    await add_theme(user, "Exports")
    note = marked(user)
    await user.press(key)
    assert marked(user).startswith("Exports")
    await user.press(key)
    assert marked(user) == note


@gathering_checks("gathering.add")
async def adds_a_theme(user: User, key: str) -> None:
    await user.press(key)
    await user.type("Exports", "enter")
    assert names(user) == ["Exports"]


@gathering_checks("gathering.rename")
async def renames_the_theme(user: User, key: str) -> None:
    await add_theme(user, "Exports")
    await user.press(key)
    await user.type("Imports", "enter")
    assert names(user) == ["Imports"]


@gathering_checks("note.card")
async def makes_a_card_of_the_note(user: User, key: str) -> None:
    before = len(user.column("todo"))
    await user.press(key, "enter")
    assert user.message.startswith("Made it CD-")
    assert len(user.column("todo")) == before + 1


@gathering_checks("board.assumptions")
async def shows_the_assumptions_of_the_board(user: User, key: str) -> None:
    await user.press(key)
    assert "Nothing was named yet." in user.text
    await user.press("esc")
    assert "Nothing was named yet." not in user.text


@gathering_checks("gathering.insights")
async def lists_what_was_learned(user: User, key: str) -> None:
    await user.press(key)
    assert "Learned in Customer Development" in user.text
    await user.press("esc")
    assert "Learned in" not in user.text


@gathering_checks("gathering.join")
async def joins_two_themes(user: User, key: str) -> None:
    await user.press(key)
    assert "There is no other theme to join it to." in user.message
    await add_theme(user, "Exports")
    await add_theme(user, "Slow")
    await user.press("space", key)
    assert "Join Slow to which theme?" in user.text
    await user.press("enter")
    live = [theme.name for theme in user.session.workspace.themes.values() if theme.archived_at is None]
    assert live == ["Exports"]
    await user.press("u")
    assert names(user) == ["Exports", "Slow"]
