"""The command table as data: what it names is there."""

from __future__ import annotations

import inspect

import pytest

from tui.app.keys.commands import Command
from tui.app.keys.keymap import Keymap
from tui.app.keys.table import FOOTERS, GROUPS, PLACES, places_at
from tui.domain.people.consent import WORDS

ROWS = [(line.place, command) for group in GROUPS for line in group.lines for command in line.commands]


@pytest.mark.parametrize(("place", "command"), ROWS, ids=lambda value: getattr(value, "id", value))
def test_a_row_names_a_function_that_takes_what_it_is_given(place: str, command: Command) -> None:
    given = [None] * (1 + bool(command.on) + len(command.arguments))
    inspect.signature(command.function()).bind(*given)
    assert place in PLACES


def test_a_key_has_one_meaning_at_a_place() -> None:
    keys = [(place, key) for place, command in ROWS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_what_is_named_beside_a_place_is_one() -> None:
    assert {beside for place in PLACES for beside in places_at(place)} <= PLACES.keys()


def test_footers_name_commands_that_are_there() -> None:
    entries = [entry if isinstance(entry, str) else entry[0] for listed in FOOTERS.values() for entry in listed]
    ids = {name for entry in entries for name in entry.split() if "." in name}
    assert {name for name in ids if not Keymap().has(name)} == set()


def test_each_word_that_people_agree_to_has_its_key() -> None:
    rows = [command for place, command in ROWS if place == "permission" and command.does.endswith(".turn")]
    shown = [(command.keys, command.arguments) for command in rows]
    assert shown == [((word.key,), (index,)) for index, word in enumerate(WORDS)]
