"""The command in processes of its own: what it imports, pipes that close, several at once."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.command import Command

IMPORTED = (
    "import sys; from tui.cli.root import cli; cli.main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
)


def modules_after(custdev: Command, *args: str) -> set[str]:
    """Return the packages that are imported after a command."""
    command = [sys.executable, "-c", IMPORTED, "--workspace", str(custdev.folder), *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_a_running_board_is_read_without_yaml_and_without_the_app(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-3", "doing")
    for args in (("card", "list", "CD", "--json"), ("card", "show", "CD-3", "--json"), ("note", "list", "--json")):
        assert not modules_after(custdev, *args) & {"textual", "yaml", "rich"}, args
    changing = modules_after(custdev, "card", "move", "CD-3", "done", "--json")
    assert not changing & {"textual", "yaml", "rich"}


@pytest.mark.parametrize("args", [("boards", "list", "--json"), ("card", "list", "CX", "--json"), ("export", "CD")])
def test_no_command_but_opening_the_app_imports_textual(custdev: Command, args: tuple[str, ...]) -> None:
    assert not modules_after(custdev, *args) & {"textual", "rich"}


def test_the_version_needs_next_to_nothing(custdev: Command) -> None:
    code = "import os, sys, tui.cli.main as m\nos._exit = lambda code: print(*sys.modules)\nm.main()"
    done = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=True)
    modules = set(done.stdout.splitlines()[-1].split())
    assert not {name for name in modules if name.startswith(("tui.store", "tui.session", "tui.definitions", "tinydb"))}


def test_the_module_runs_as_the_command(custdev: Command) -> None:
    done = custdev.process("card", "add", "CD", "Aufräumen 李", "--json")
    assert done.returncode == 0
    assert '"title": "Aufräumen 李"' in done.stdout
    assert custdev.process("card", "show", "CD-99").returncode == 1


def test_a_terminal_of_another_encoding_gets_what_it_can_show(custdev: Command) -> None:
    custdev.ok("card", "add", "CD", "Aufräumen 李")
    done = custdev.process("card", "list", "CD", encoding="latin-1")
    assert done.returncode == 0
    assert "Aufräumen ?" in done.stdout


def test_a_reader_that_goes_away_is_no_reason_for_a_traceback(custdev: Command) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "tui", "--workspace", str(custdev.folder), "boards", "list", "--json"]
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""


ALWAYS_FULL = Path("/dev/full")


@pytest.mark.skipif(not ALWAYS_FULL.exists(), reason="only Linux has a file that is always full")
def test_a_full_disk_behind_standard_output_is_told_once(custdev: Command) -> None:
    command = [sys.executable, "-m", "tui", "--workspace", str(custdev.folder), "boards", "list"]
    with ALWAYS_FULL.open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("No space left on device") == 1


@pytest.mark.parametrize(("words", "code"), [("card list CD", 0), ("card show CD-99", 1), ("card list --nonsense", 2)])
def test_a_process_ends_with_the_code_of_its_command_and_all_it_said(custdev: Command, words: str, code: int) -> None:
    done = custdev.process(*words.split())
    assert done.returncode == code
    assert done.stdout.endswith("\n") if code == 0 else done.stderr.endswith("\n")


def test_what_a_program_around_it_wants_done_at_the_end_is_done(custdev: Command) -> None:
    code = "import atexit, tui.cli.main as m; atexit.register(print, 'and this'); m.main()"
    done = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "and this"


def test_several_at_once_on_a_new_workspace_lose_nothing(custdev: Command) -> None:
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(custdev.process, "card", "add", "CD", f"card {number}") for number in range(6)]
    assert [job.result().stderr for job in jobs if job.result().returncode] == []
    cards = custdev.json("card", "list", "CD")
    assert len({card["key"] for card in cards}) == 13
    assert {card["title"] for card in cards} >= {f"card {number}" for number in range(6)}
    assert len(custdev.json("experiment", "list")) == 1


@pytest.mark.parametrize("noun", ["card", "note", "invitation", "incentive", "touchpoint", "contact", "experiment"])
def test_who_only_looks_loads_nothing_that_changes_things(custdev: Command, noun: str) -> None:
    board = ["CD"] if noun == "card" else []
    assert "tui.service.writing" not in modules_after(custdev, noun, "list", *board, "--json")
