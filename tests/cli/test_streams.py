"""Streams as shells have them: full, closed, without a reader, with bytes that are no text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no disk here that is always full")


def shell(custdev: Command, words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which C is the command."""
    command = f'"{sys.executable}" -m tui --workspace "{custdev.folder}"'
    script = f'C() {{ {command} "$@"; }}; {words}'
    return subprocess.run(["/bin/sh", "-c", script], input=stdin, capture_output=True, check=False, env={**os.environ})


def titles(custdev: Command) -> list[str]:
    return [card["title"] for card in custdev.json("card", "list", "CD")]


@needs_full
@pytest.mark.parametrize("form", ["", "--json"])
def test_what_is_saved_is_done_though_the_answer_cannot_be_printed(custdev: Command, form: str) -> None:
    done = shell(custdev, f"C card add CD 'On a full disk' {form} > /dev/full")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"is done and saved; the answer could not be printed (No space left on device)" in done.stderr
    assert titles(custdev).count("On a full disk") == 1


@needs_full
@pytest.mark.parametrize("words", ["card list CD --json", "card list CD", "card move CD-99 doing"])
def test_what_saves_nothing_fails_as_before(custdev: Command, words: str) -> None:
    custdev.ok("card", "add", "CD", "There")
    done = shell(custdev, f"C {words} > /dev/full")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"saved" not in done.stderr


def test_a_reader_that_has_gone_takes_nothing_back(custdev: Command) -> None:
    done = shell(custdev, "{ sleep 0.2; C card add CD 'Unread' --json; echo code $? >&2; } | true")
    assert b"code 0" in done.stderr
    assert b"nobody reads it any more" in done.stderr
    assert titles(custdev).count("Unread") == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_failure(custdev: Command, closed: str) -> None:
    done = shell(custdev, f"C card add CD 'In the dark' {closed}")
    assert done.returncode == 0
    assert titles(custdev).count("In the dark") == 1


def test_standard_input_that_is_closed_is_no_text(custdev: Command) -> None:
    done = shell(custdev, "C note add CD-3 - <&-")
    assert done.returncode == 1
    assert b"needs some text. Nothing was changed." in done.stderr


@pytest.mark.parametrize(
    "words",
    [("note", "add", "CD-3", "-"), ("card", "add", "CD", "-"), ("card", "add", "CD", "x", "--description", "-")],
)
def test_bytes_that_are_not_text_are_refused(custdev: Command, words: tuple[str, ...]) -> None:
    refused = custdev.run(*words, stdin=b"first\ncaf\xe9 au lait\n")
    assert refused.exit_code == 1
    assert "not text in UTF-8 (line 2, byte 0xe9). Nothing was changed." in refused.stderr
    assert custdev.json("experiment", "list") == []


@pytest.mark.parametrize(
    "words",
    ["card add CD {bad}", "card add CD x --tag {bad}", "note add CD-3 {bad}", "--as {bad} card add CD x"],
)
def test_arguments_that_are_not_text_are_refused(custdev: Command, words: str) -> None:
    done = shell(custdev, "C " + words.format(bad="\"$(printf 'caf\\351')\""))
    assert done.returncode == 1
    assert b"is not text in UTF-8. Nothing was changed." in done.stderr
    assert custdev.json("experiment", "list") == []


def test_a_mark_before_the_text_is_no_part_of_it(custdev: Command) -> None:
    custdev.ok("note", "add", "CD-3", "-", stdin="\ufeffZoë said 李 \u200d👩‍👩‍👧".encode())
    assert [note["text"] for note in custdev.json("note", "list", "CD-3")] == ["Zoë said 李 \u200d👩‍👩‍👧"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("log", "--limit", "9" * 40), 2),
        (("log", "--since", "99999-01-01"), 1),
        (("card", "due", "CD-3", "+99999999999d"), 1),
        (("card", "due", "CD-3", "99999-12-31"), 1),
        (("card", "show", "CD-" + "9" * 400), 1),
        (("contact", "show", "P" + "9" * 400), 1),
        (("card", "move", "CD-3", "doing", "--at", "-1"), 2),
        (("show", "CD", "--at", "0001-01-01T00:00+14:00"), 1),
        (("card", "add", "CD", "x" * 501), 1),
        (("card", "add", "CD", "x", "--every", "P99999999999Y", "--kind", "recurring"), 1),
    ],
)
def test_what_is_out_of_range_is_a_sentence(custdev: Command, words: tuple[str, ...], code: int) -> None:
    custdev.ok("card", "move", "CD-3", "doing")
    sentence = custdev.error(*words, code=code)
    assert "unexpected" not in sentence
    assert sentence.endswith(".")
