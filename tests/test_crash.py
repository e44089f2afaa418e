"""A mistake of ours is told without anything of what was at hand."""

from __future__ import annotations

import pytest

from tui.cli.failing import guarded
from tui.crash import DETAILS, crash_words

SECRET = "Quenby Vandersloot"


def failing() -> None:
    name = SECRET
    raise KeyError(name)


def caught() -> KeyError:
    try:
        failing()
    except KeyError as error:
        return error
    raise AssertionError


def test_the_words_hold_neither_values_nor_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DETAILS, raising=False)
    words = crash_words(caught())
    assert words.startswith("Something unexpected went wrong (KeyError).")
    assert SECRET not in words
    monkeypatch.setenv(DETAILS, "1")
    assert SECRET in crash_words(caught())


def test_a_command_ends_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(failing, as_json=False) == 1
    told = capsys.readouterr().err
    assert "Something unexpected went wrong (KeyError)" in told
    assert SECRET not in told
    assert "Traceback" not in told
