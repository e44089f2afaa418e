"""Every key can be another one: pressed, it does the same, and it is what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from tests.app.checks import AT_REPORT, CHECKS, ON_FLOW, ON_PEOPLE, ON_STANDUP, Check
from tests.app.checks.living import decided
from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tests.app.test_commands import commands
from tests.app.user import Size, User
from tui.app.dialogs.overlay import Overlay
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.footers import footer
from tui.app.keys.keymap import Keymap, key, keymap, places, use, use_own
from tui.app.keys.own_keys import FIXED, NAMES, read_key
from tui.app.keys.pressing import field_of
from tui.app.keys.table import FOOTERS, GROUPS, places_at
from tui.settings import PersonalSettings

NEW = "f9"
USUAL = Keymap()
"""The keys that nobody changed."""


class Changed(User):
    """Somebody who has another key for one command, and does everything else as ever."""

    command: Command

    async def press(self, *keys: str) -> None:
        for pressed in keys:
            await super().press(NEW if self.means_it(pressed) else pressed)

    async def run(self, title: str) -> None:
        await (super().press(NEW) if title == self.command.title else super().run(title))

    @property
    def message(self) -> str:
        """The message as the checks expect it, once it is sure that it shows the new key and not the usual one."""
        shown, usual = super().message, (*self.command.keys, NEW)[0]
        assert usual == NEW or f"   {usual} " not in shown, shown
        return re.sub(rf"\b{NEW}\b", usual, shown)

    def means_it(self, pressed: str) -> bool:
        screen = self.app.screen
        if self.app.focused is not None or not isinstance(screen, Here | Overlay):
            return False
        command = USUAL.find(screen.places, pressed)
        return command is not None and command.id == self.command.id


def changeable(checks: dict[str, Check], *places: str) -> Iterator[tuple[Command, Check]]:
    rows = {command.id: command for command in commands(*places) if not command.fixed}
    return ((row, checks[name]) for name, row in rows.items() if name in checks)


WALK = ("S", "space", "space", "space")
PRESSED = ("app.quit", "flow.earlier", "flow.later")
"""Their checks press whatever key they are given, without more ado."""
CASES = [
    *((row, check, (160, 45), ()) for row, check in changeable(CHECKS, "board", "cards", "everywhere")),
    *((row, check, (160, 45), ("P",)) for row, check in changeable(ON_PEOPLE, "people")),
    *((row, check, (160, 45), WALK) for row, check in changeable(ON_STANDUP, "standup")),
    *((row, check, (160, 45), ("S", "G")) for row, check in changeable(AT_REPORT, "report")),
    *((row, check, (80, 24), ("f",)) for row, check in changeable(ON_FLOW, "flow")),
]


@pytest.mark.parametrize(("row", "check", "size", "there"), CASES, ids=lambda value: getattr(value, "id", ""))
async def test_another_key_does_what_the_usual_one_did(  # noqa: PLR0917 - pytest hands them over by name
    sit: Sit,
    sample: object,
    editor: Editor,
    row: Command,
    check: Check,
    size: Size,
    there: tuple[str, ...],
) -> None:
    async with sit(board=BOARD, size=size, settings=PersonalSettings(keymap={row.id: NEW})) as sitting:
        assert keymap().keys(row) == (NEW,)
        user = Changed(sitting.app, sitting.pilot)
        user.command = row
        await user.press(*there)
        await check(user, NEW if row.id in PRESSED else (*row.keys, row.title)[0])


@pytest.fixture
def everything() -> Iterator[dict[str, str]]:
    """Give every command that can have one another key; all are told apart."""
    names = [*sorted(NAMES - {*FIXED, "space"}), *"abdefgklnopqrstuvwxyz0123456789"]
    keys = ("+".join(parts).lstrip("+") for parts in product(("ctrl", "ctrl+shift", "shift", ""), names))
    several = (name for name in keys if len(name) > 1 and name[:-1] != "shift+")
    names_of_keys = (read_key(name) or "" for name in (*several, *"äöüßåøæñéèçõłżźćńśąęžščřďťňů"))
    usual = {name for place in places() for row in USUAL.rows(place) for name in row.keys}
    usable = (name for name in names_of_keys if name not in {*FIXED, *usual})
    rows = {row.id for place in places() for row in USUAL.rows(place) if not row.fixed}
    own = dict(zip(sorted(rows), usable, strict=False))
    assert own.keys() == rows
    assert use_own(own) == []
    yield own
    use(Keymap())


def test_every_row_of_the_table_can_have_another_key_at_once(everything: dict[str, str]) -> None:
    for place in places():
        at_hand = places_at(place)
        for row in USUAL.rows(place):
            pressed = everything.get(row.id, row.keys[0] if row.keys else "")
            assert getattr(keymap().find(at_hand, pressed), "id", None) == row.id
            assert key(row.id) == pressed
            for usual in set(row.keys) - {pressed} if not row.fixed else ():
                assert getattr(keymap().find(at_hand, usual), "fixed", True), (place, usual)


def test_help_and_footers_have_the_new_keys(everything: dict[str, str]) -> None:
    for line in (line for group in GROUPS for line in group.lines if line.words):
        for row in line.commands:
            shown = keymap().head(line).split()
            assert row.fixed or not row.keys or everything[row.id] in shown
            assert row.fixed or not set(row.keys) & set(shown)
        assert "{" not in line.words or keymap().words(line) != USUAL.words(line)
    for mode in FOOTERS:
        for ids, *_ in footer(mode):
            rows = (USUAL.row(row) for row in ids.split() if USUAL.has(row))
            usual = {name for row in rows if not row.fixed for name in USUAL.keys(row)}
            assert not {*key(ids).split()} & usual - {*FIXED, "shift+tab"}


async def test_screens_and_messages_have_them(sit: Sit, sample: object, everything: dict[str, str]) -> None:
    async with sit(board=BOARD, size=(220, 60), settings=PersonalSettings(keymap=everything)) as user:
        carry = f"{everything['card.left']} {everything['card.right']} move"
        assert carry in user.footer
        assert f"{everything['app.help']} help" in user.footer
        await user.press(everything["card.archive"])
        assert user.message.endswith(f"{everything['change.undo']} undo")
        await user.press(everything["change.undo"])
        assert user.message.endswith(f"{everything['change.redo']} redo")
        await user.press(everything["app.commands"])
        await user.type("expedite")
        assert f"Expedite the card or not  {everything['card.expedite']}" in user.text
        await user.press("escape", everything["app.help"])
        assert f"{everything['card.expedite']} expedite" in " ".join(user.text.split())
        assert f"Nothing asks “are you sure?”: everything can be undone with {everything['change.undo']}." in user.text


OPENED_BY: dict[str, tuple[str, ...]] = {
    "line": ("note.add",),
    "filter": ("board.filter",),
    "palette": ("app.commands",),
    "help": ("app.help",),
    "text": ("board.brief",),
    "brief": ("decided", "board.brief"),
    "card_form": ("card.add",),
    "form": ("go.people", "contact.add"),
    "permission": ("go.people", "consent.give"),
    "give": ("board.snapshot",),
    "iterate": ("Iterate: begin the next iteration",),
    "decide_form": ("Decide: write the Learning Card",),
    "actions": ("decided", "Act on the decision"),
    "erasing": ("go.people", "Erase the person"),
    "report": ("go.standup", "standup.report"),
}
"""What is pressed, or run by name, to come to what is laid over a place."""


@pytest.mark.parametrize("place", OPENED_BY)
async def test_over_a_place_the_new_keys_are_those_of_its_rows(
    sit: Sit, sample: object, everything: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD, settings=PersonalSettings(keymap=everything)) as user:
        for step in OPENED_BY[place]:
            if step == "decided":
                await decided(user)
            elif step in everything:
                await user.press(everything[step])
            else:
                await user.press(everything["app.commands"])
                await user.type(step, "enter")
        field, screen = field_of(user.app), user.app.screen
        assert isinstance(screen, Here | Overlay)
        at_hand = field.places if field is not None else screen.places
        assert place in at_hand
        done: list[str] = []
        monkeypatch.setattr(Command, "do", lambda row, *what: done.append(row.id))
        rows = {row.id: row for over in at_hand if "everywhere" not in places_at(over) for row in USUAL.rows(over)}
        for name, row in rows.items():
            await user.press(everything.get(name) or row.keys[0])
            assert done == [name], user.app.screen
            done.clear()
