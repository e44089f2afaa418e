"""What keys do while notes are gathered: taking one, choosing, adding and renaming a theme, making an insight."""

from __future__ import annotations

from collections.abc import Awaitable

from tui.app.asking.prompts import Prompt, hinting
from tui.app.gathering.affinity import uninsightful
from tui.app.gathering.screen import GatheringScreen
from tui.domain import operations
from tui.domain.text import plural


def take(here: GatheringScreen) -> None:
    """Take the selected note into the chosen theme; the next one is selected then."""
    note, theme = here.note, here.theme
    if note is None:
        here.say("Every note is in a theme.")
    elif theme is None:
        here.say("There is no theme to take it into.", ("gathering.add", "adds one"))
    else:
        here.run(operations.gather_notes, [note.uid], theme.uid, words=f"Into {here.masked(theme.name)}")


def step(here: GatheringScreen, by: int) -> None:
    """Choose the theme below, or above, from wherever one is; behind the last one is the first."""
    count = len(here.affinity.themes) if here.affinity is not None else 0
    if count:
        here.choose(here.themes, ((here.themes.selected or 0) + by) % count)


def add(here: GatheringScreen) -> Awaitable[None]:
    """Ask for the name of a new theme, and choose it."""

    def submit(name: str) -> None:
        change = here.do(operations.add_theme, name, words="Added the theme")
        _choose(here, next(iter(change.records["themes"])))

    return here.ask(Prompt("theme", "theme", submit, hint=hinting("enter adds it; space then takes notes into it")))


def rename(here: GatheringScreen) -> Awaitable[None] | None:
    """Ask for another name of the chosen theme."""
    theme = here.theme
    if theme is None:
        here.say("There is no theme yet.", ("gathering.add", "adds one"))
        return None
    if not here.may_edit(theme.name):
        return None

    def submit(name: str) -> None:
        here.do(operations.edit_theme, theme.uid, name=name, words="Renamed the theme")
        _choose(here, theme.uid)

    return here.ask(Prompt(f"theme:{theme.uid}", "theme", submit, value=theme.name))


async def ask_insight(here: GatheringScreen) -> None:
    """Ask what the notes of the chosen theme say together; those on which an insight rests already are left out."""
    theme = here.theme
    if theme is None:
        here.say("An insight rests on the notes of a theme.", ("gathering.add", "adds one"))
        return
    notes = uninsightful(here.session.workspace, theme)
    if not notes:
        here.say("No note of that theme is without an insight.", ("gathering.take", "takes one in"))
        return
    current = here.session.current(here.board_id) if here.board_id else None

    def submit(statement: str) -> None:
        experiment = current.uid if current is not None else None
        fields = {"notes": notes, "themes": [theme.uid], "experiment": experiment}
        here.do(operations.add_insight, statement, **fields, words="Added the insight")

    words = f"rests on {plural(len(notes), 'note')} of {here.masked(theme.name)}"
    await here.ask(Prompt(f"insight:{theme.uid}", "insight", submit, hint=hinting(words)))


def _choose(here: GatheringScreen, uid: str) -> None:
    uids = [theme.uid for theme in here.affinity.themes] if here.affinity is not None else []
    if uid in uids:
        here.choose(here.themes, uids.index(uid))
