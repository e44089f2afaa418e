"""What helps after a failure is a command: each front end calls it as its people do, and there is such a command."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import pytest

from tests.architecture.sources import sources
from tests.cli.command import Command
from tests.domain.world import World
from tui.cli.root import cli
from tui.definitions.catalog import CatalogEntry
from tui.domain import operations
from tui.domain.errors import Ambiguous, CustdevError, NotAllowed, Remedy
from tui.domain.operations.erasing import forget_notes
from tui.store.errors import Missing

LAYERS = ("domain", "definitions", "store", "session", "exchange", "service", "settings", "cli")
LINE = re.compile(r"\bcustdev(?! (?:and|as|to|wrote)\b)((?: [a-z][a-z-]*)+)")
"""A command line in a sentence; what is told of the program itself goes on with one of these words."""


def refused(do: Callable[[], object]) -> CustdevError:
    """Return what an operation is refused with."""
    with pytest.raises(CustdevError) as raised:
        do()
    return raised.value


def noted_since() -> CustdevError:
    world = World()
    making = world.do(operations.add_card, world.experiment.uid, "New")
    world.do(operations.add_note, "They like it", card=making.event.card)
    return refused(lambda: world.undo(making))


def met_since() -> CustdevError:
    world = World()
    making = world.do(operations.make_contact, "Ada Lovelace")
    world.do(operations.link_contact, world.uid(2), next(iter(world.workspace.participants)))
    return refused(lambda: world.undo(making))


def archived() -> CustdevError:
    world = World()
    world.do(operations.archive_experiment, world.experiment.uid)
    return refused(lambda: world.do(operations.add_card, world.experiment.uid, "New"))


def not_against_notes() -> CustdevError:
    world = World()
    uid = world.person().uid
    return refused(lambda: world.do(forget_notes, uid, {}))


@pytest.mark.parametrize(
    ("failure", "in_the_shell", "on_the_screen"),
    [
        (
            noted_since,
            "Notes were written on 4 New since. custdev card archive CD-4 archives it instead.",
            "Notes were written on 4 New since. x archives it instead.",
        ),
        (
            met_since,
            "Cards or notes refer to P01 since. Nothing was changed.",
            "Cards or notes refer to P01 since. Nothing was changed.",
        ),
        (
            archived,
            "CD is archived; custdev experiment restore CD brings it back. Nothing was changed.",
            "CD is archived; x brings it back. Nothing was changed.",
        ),
        (
            not_against_notes,
            "P01 has not said that no notes are to be kept, so none are deleted; custdev note archive archives one. "
            "Nothing was changed.",
            "P01 has not said that no notes are to be kept, so none are deleted; x archives one. Nothing was changed.",
        ),
        (
            lambda: CatalogEntry("f", "workspace", Path("boards/f.yaml"), None, "").refusal,
            "boards/f.yaml has mistakes; custdev boards check names them. Nothing was changed.",
            "boards/f.yaml has mistakes; x names them. Nothing was changed.",
        ),
        (
            lambda: Missing("monday"),
            "There is no backup named monday. Nothing was changed; custdev backup list shows those there are.",
            "There is no backup named monday. Nothing was changed; x shows those there are.",
        ),
        (
            lambda: NotAllowed("Nobody is named;", Remedy("note.edit", "names who said it.", "8K2M3P", "--about P03")),
            "Nobody is named; custdev note edit 8K2M3P --about P03 names who said it.",
            "Nobody is named; x names who said it.",
        ),
        (lambda: Ambiguous("Which?", ("CD-1", "CD-2")), "Which?", "Which?"),
    ],
)
def test_each_front_end_calls_what_helps_as_its_people_do(
    failure: Callable[[], CustdevError], in_the_shell: str, on_the_screen: str
) -> None:
    error = failure()
    assert str(error) == in_the_shell
    assert error.worded(lambda remedy: "x") == on_the_screen


def test_the_shell_names_commands_in_place_of_keys(custdev: Command) -> None:
    custdev.ok("card", "add", "CD", "Ask about prices")
    custdev.ok("--as", "ux", "card", "add", "CD", "Ask again")
    custdev.ok("--as", "eng", "note", "add", "CD-9", "They like it")
    assert custdev.error("--as", "ux", "undo") == (
        "Not undone: add CD-9 Ask again. Notes were written on 9 Ask again since. "
        "custdev card archive CD-9 archives it instead."
    )
    custdev.ok("card", "archive", "CD-9")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("experiment", "iterate", "CD"),
            "Customer Development (CD) is not started; custdev experiment start customer-development starts it. "
            "Nothing was changed.",
        ),
        (
            ("snapshot", "show", "8K2M3P"),
            'There is no copy "8K2M3P"; custdev snapshot list shows those that are remembered.',
        ),
        (
            ("backup", "restore", "monday"),
            "There is no backup named monday. Nothing was changed; custdev backup list shows those there are.",
        ),
    ],
)
def test_a_refusal_says_which_command_helps(custdev: Command, arguments: Sequence[str], sentence: str) -> None:
    assert custdev.error(*arguments) == sentence


def commands_named() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the place and the words of each command that remedies and sentences name."""
    for layer in LAYERS:
        for source in sources(layer):
            for node in ast.walk(source.tree):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remedy":
                    assert isinstance(node.args[0], ast.Constant), source.at(node.lineno)
                    yield source.at(node.lineno), str(node.args[0].value).split(".")
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    for line in LINE.findall(node.value):
                        yield source.at(node.lineno), line.split()


def is_there(words: Sequence[str]) -> bool:
    """Whether a command begins with these words; a noun alone and a verb with words behind are, too."""
    command: click.Command | None = cli
    for word in words:
        if not isinstance(command, click.Group):
            return True
        command = command.get_command(click.Context(command), word)
        if command is None:
            return False
    return True


def test_every_command_that_is_named_is_there() -> None:
    named = list(commands_named())
    assert len(named) > len(LAYERS)
    assert [(place, " ".join(words)) for place, words in named if not is_there(words)] == []
