from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from tests.cli.command import Command
from tui.cli.root import cli


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


EVERY = dict(commands(cli))
WITHOUT_JSON = {("open",), ("serve",), ("completion",)}


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_has_help_and_an_example(custdev: Command, path: tuple[str, ...]) -> None:
    text = " ".join(custdev.ok(*path, "--help").split())
    assert len(EVERY[path].help or "") > 10
    assert f"custdev {' '.join(path)}" in text.partition("Example: ")[2]


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_what_may_be_left_out_is_in_brackets(path: tuple[str, ...]) -> None:
    arguments = (parameter for parameter in EVERY[path].params if isinstance(parameter, click.Argument))
    context = click.Context(EVERY[path])
    optional = [argument.make_metavar(context) for argument in arguments if not argument.required]
    # At least one person is told by a sentence of its own.
    assert [name for name in optional if not name.startswith("[")] in ([], ["PERSON… [TEXT]"])


@pytest.mark.parametrize(
    "path", [(), *(path for path, command in EVERY.items() if isinstance(command, click.Group))], ids=" ".join
)
def test_what_a_group_offers_is_said_in_whole_words(custdev: Command, path: tuple[str, ...]) -> None:
    listed = custdev.ok(*path, "--help").partition("Commands:\n")[2].partition("Example:")[0]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_that_reads_or_writes_speaks_json(path: tuple[str, ...]) -> None:
    command = EVERY[path]
    if not isinstance(command, click.Group) and path not in WITHOUT_JSON:
        assert any("--json" in parameter.opts for parameter in command.params)


def test_what_can_be_done_with_a_card() -> None:
    verbs = {path[1] for path in EVERY if path[0] == "card" and len(path) == 2}
    assert verbs >= {"list", "show", "add", "edit", "move", "rank", "block", "unblock", "archive", "restore"}
    assert verbs >= {"assign", "tag", "due", "expedite", "tick", "link", "unlink"}


def test_a_shell_is_offered_the_words_that_fit(custdev: Command) -> None:
    for path, param, begun, offered in (
        (("touchpoint", "add"), "method", "in", {"interview", "in_app_feedback"}),
        (("consent", "give"), "words", "qu", {"quote", "quote_name", "quote_pseudonymous", "quote_attributed"}),
        (("contact", "list"), "relation", "c", {"customer", "churned"}),
    ):
        command = EVERY[path]
        context = click.Context(command)
        (found,) = [each for each in command.params if each.name == param]
        assert {item.value for item in found.shell_complete(context, begun)} == offered
