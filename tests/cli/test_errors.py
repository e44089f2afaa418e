from __future__ import annotations

import errno
import json
from pathlib import Path

import click
import pytest

import tui
from tests.cli.command import Command
from tui.cli.root import cli
from tui.domain.errors import StoreError
from tui.service import naming

HOSTILE = (
    "[/]",
    "[@click=app.quit]x",
    "{title}{0}%s",
    "\x1b]0;pwned\x07title",
    "\x1b[2J\u202eevil\u2066",
    "nul\x00byte",
    "李" * 300,
    "-",
    "../../etc/passwd",
    "a\nb\r\nc",
    "\ud800",
    "💥" * 40,
)
DRIVING = set("\x1b\x07\x00\u202e\u2066\x9b")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "args",
    [
        ("card", "list"),
        ("card", "show"),
        ("card", "move", "CD-1"),
        ("card", "add", "CD"),
        ("card", "edit", "CD-1", "--title"),
        ("card", "block", "CD-1"),
        ("card", "assign", "CD-1"),
        ("card", "tag", "CD-1", "--remove", "x", "--"),
        ("card", "due", "CD-1", "--"),
        ("card", "tick", "CD-1", "--add"),
        ("card", "link", "CD-1"),
        ("contact", "add"),
        ("contact", "show"),
        ("note", "add", "CD-1"),
        ("contact", "edit", "P01", "--org"),
        ("contact", "list", "--segment"),
        ("touchpoint", "add"),
        ("touchpoint", "add", "survey"),
        ("touchpoint", "add", "survey", "--at"),
        ("touchpoint", "add", "survey", "--surprise"),
        ("touchpoint", "done"),
        ("touchpoint", "list", "--since"),
        ("consent", "show"),
        ("consent", "give", "P01"),
        ("consent", "give", "P01", "notes", "--notice"),
        ("note", "edit"),
        ("note", "answer"),
        ("note", "keep"),
        ("boards", "show"),
        ("boards", "check"),
        ("export",),
        ("show",),
        ("experiment", "start"),
    ],
)
def test_hostile_text_anywhere_is_data_or_a_sentence(custdev: Command, args: tuple[str, ...], text: str) -> None:
    result = custdev.run(*args, text)
    assert result.exit_code in (0, 1, 2, 3)
    assert not set(result.stdout + result.stderr) & DRIVING
    assert "Traceback" not in result.stderr
    if result.exit_code == 0:
        listed = custdev.ok("card", "list", "CD") + custdev.ok("contact", "list") + custdev.ok("show", "CD")
        assert not set(listed) & DRIVING
        custdev.json("card", "list", "CD")


def test_an_error_is_a_sentence_on_standard_error(custdev: Command) -> None:
    result = custdev.run("card", "move", "CD-99", "doing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == 'There is no card "CD-99" in this workspace.\n'


@pytest.mark.parametrize(
    ("args", "code", "kind"),
    [
        (("card", "show", "CD-99"), 1, "not_found"),
        (("card", "show", "customer"), 2, "ambiguous"),
        (("card", "unblock", "CD-1"), 1, "not_allowed"),
        (("card", "list"), 2, "usage"),
        (("card", "list", "CD", "--nonsense"), 2, "usage"),
    ],
)
def test_for_scripts_an_error_is_json(custdev: Command, args: tuple[str, ...], code: int, kind: str) -> None:
    result = custdev.run(*args, "--json")
    assert (result.exit_code, result.stdout) == (code, "")
    error = json.loads(result.stderr)["error"]
    assert error["kind"] == kind
    assert error["message"].endswith((".", "?"))


def test_an_ambiguous_title_lists_the_candidates(custdev: Command) -> None:
    sentence = custdev.error("card", "show", "measure", code=2)
    assert "CD-5 Measure customer satisfaction" in sentence
    assert "CR-5 Measure impact" in sentence


def test_wrong_usage_says_how(custdev: Command) -> None:
    assert "No such command" in custdev.error("nonsense", code=2)
    assert "Usage" in custdev.error("card", code=2)
    assert "--title" in custdev.error("card", "edit", "CD-1", code=2)


def test_the_workspace_may_not_be_a_file(custdev: Command) -> None:
    custdev.folder.write_text("")
    assert "is a file" in custdev.error("card", "list", "CD")


def test_the_app_needs_a_terminal(custdev: Command) -> None:
    assert "needs a terminal" in custdev.error()
    assert "needs a terminal" in custdev.error("open", "CD")


@pytest.mark.parametrize(
    ("raised", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (click.Abort(), 130, "Stopped."),
        (StoreError("The disk is full. Nothing is lost."), 1, "The disk is full. Nothing is lost."),
        (PermissionError(errno.EACCES, "Permission denied", "/secret"), 1, "Permission denied: /secret"),
        (OSError("odd"), 1, "odd"),
    ],
)
def test_whatever_happens_is_told_without_a_traceback(
    custdev: Command, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, words: str
) -> None:
    def fail(*args: object) -> None:
        raise raised

    monkeypatch.setattr(naming, "find_card", fail)
    assert words in custdev.error("card", "show", "CD-1", code=code)


def test_a_store_that_cannot_be_written_is_told(custdev: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    inside = Command(tmp_path / "file" / "workspace")
    for args in (("card", "move", "CD-1", "doing"), ("contact", "add", "Ada")):
        sentence = inside.error(*args)
        assert "not saved" in sentence


def test_version_and_help(custdev: Command) -> None:
    assert custdev.ok("--version") == f"custdev {tui.__version__}\n"
    assert "--workspace" in custdev.ok("-h")


def test_completion_scripts_know_the_command(custdev: Command) -> None:
    for shell in ("zsh", "fish"):
        assert "_CUSTDEV_COMPLETE" in custdev.ok("completion", shell)
    assert cli.get_command(click.Context(cli), "completion") is not None
