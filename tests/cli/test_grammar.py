from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tui.cli.desk import Desk
from tui.cli.output import emit, say
from tui.cli.verbs import noun, together, verb

greeting = together(click.argument("whom"), click.option("--loud", is_flag=True, help="So that all hear it."))


@verb("list", example="custdev plant list")
def listing(desk: Desk, as_json: bool) -> None:
    """List the plants there are."""
    emit([]) if as_json else say("none")


@verb(example="custdev plant water-it fern")
@greeting
def water_it(desk: Desk, *, whom: str, loud: bool, as_json: bool) -> int:
    """Water a plant: it has to hear so."""
    say(f"{whom}{'!' * loud}")
    return 3


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> click.Group:
    """A made-up noun; its verbs stand in a module that is loaded when one of them is called."""
    module: Any = ModuleType("tui.cli.plants")
    module.listing, module.water_it = listing, water_it
    monkeypatch.setitem(sys.modules, "tui.cli.plants", module)

    @noun(("plants", "list", "water-it"), example="custdev plant list")
    def plant() -> None:
        """Plants of the office."""

    return plant


def run(plant: click.Group, *args: str) -> tuple[object, str]:
    """Return what a command line returned and printed."""
    result = CliRunner().invoke(plant, list(args), standalone_mode=False, obj=Desk())
    assert result.exception is None, result.exc_info
    return result.return_value, result.stdout


def test_a_verb_is_declared_once_and_has_what_all_verbs_have(plant: click.Group) -> None:
    assert json.loads(run(plant, "list", "--json")[1]) == []
    assert run(plant, "list")[1] == "none\n"
    _, text = run(plant, "water-it", "--help")
    assert [line.split()[0] for line in text.splitlines() if line.startswith("  -")] == ["--loud", "--json", "--help"]
    assert "Usage: plant water-it [OPTIONS] WHOM" in text
    assert text.rstrip().endswith("Example: custdev plant water-it fern")


def test_what_a_verb_returns_is_the_exit_code(plant: click.Group) -> None:
    assert run(plant, "water-it", "fern", "--loud") == (3, "fern!\n")


def test_a_noun_lists_its_verbs_in_order_each_in_a_line(plant: click.Group) -> None:
    text = run(plant, "--help")[1]
    commands = text.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [" ".join(line.split()) for line in commands] == [
        "list List the plants there are",
        "water-it Water a plant",
    ]
