"""The README says what the program does: its keys, its commands, its example board."""

import re
from pathlib import Path

import click
import pytest

from tui.app.keys.keymap import Keymap
from tui.app.keys.table import GROUPS
from tui.cli.root import cli
from tui.definitions.loader import load_board

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def key_table() -> str:
    lines = ["| keys | do |", "|---|---|"]
    keymap = Keymap()
    for group in GROUPS:
        shown = [line for line in group.lines if line.words]
        lines += [f"| | **{group.title.capitalize()}** |"] * bool(shown)
        heads = [" ".join(f"`{key}`" for key in keymap.head(line).split()) for line in shown]
        lines += [f"| {head} | {keymap.words(line)} |" for head, line in zip(heads, shown, strict=True)]
    return "\n".join(lines)


def test_the_key_table_is_that_of_the_program() -> None:
    shown = README.partition("<!-- keys: begin -->")[2].partition("<!-- keys: end -->")[0].strip()
    assert shown == key_table(), f"put this between the marks:\n\n{key_table()}\n"


def command_names() -> list[str]:
    context = click.Context(cli)
    names: list[str] = []
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            names += [f"{name} {sub}" for sub in command.list_commands(context)]
        else:
            names.append(name)
    return names


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_in_the_readme(name: str) -> None:
    noun, _, verb = name.partition(" ")
    rows = [
        line for line in README.splitlines() if line.startswith(f"| `custdev {noun}") or f"`custdev {noun} " in line
    ]
    assert rows, f"custdev {noun} is not in the table of commands"
    assert not verb or any(re.search(rf"\b{verb}`", row) for row in rows), f"{name} is not in the table of commands"


def test_the_example_board_is_a_board() -> None:
    example = README.partition("```yaml\n")[2].partition("```")[0]
    assert load_board(example, "README.md").key == "PI"


def test_the_make_targets_it_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\$ make ([a-z-]+)", README))
    assert named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


def test_pictures_it_shows_are_there() -> None:
    assert all((ROOT / path).is_file() for path in re.findall(r"!\[[^]]*]\(([^)]+)\)", README))
