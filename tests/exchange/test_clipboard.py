from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tui.exchange import clipboard
from tui.exchange.clipboard import copy_text, terminal_copy


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the search path, but for the tools a script needs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_a_tool_nothing_is_copied(tools: Path) -> None:
    assert not copy_text("text")


def test_the_first_tool_that_takes_it_has_it(tools: Path) -> None:
    tool(tools, "wl-copy", "exit 1")
    tool(tools, "xclip", f'/bin/cat > "{tools}/$2"')
    tool(tools, "xsel", f'/bin/cat > "{tools}/too-late"')
    assert copy_text("P03 — „so“ $(x)\n")
    assert (tools / "clipboard").read_text(encoding="utf-8") == "P03 — „so“ $(x)\n"
    assert not (tools / "too-late").exists()


def test_windows_is_given_what_it_reads(tools: Path) -> None:
    tool(tools, "clip.exe", f'/bin/cat > "{tools}/taken"')
    assert copy_text("„so“")
    assert (tools / "taken").read_bytes().decode("utf-16-le") == "„so“"


def test_a_tool_that_does_not_answer_is_left(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    tool(tools, "xclip", "exec /bin/sleep 30")
    assert not copy_text("text")


def test_a_terminal_is_asked_in_base64_and_not_for_too_much() -> None:
    asked = terminal_copy("\x1b]0;x\x07 „so“")
    assert asked is not None
    assert asked.startswith("\x1b]52;c;")
    assert asked.endswith("\x07")
    assert base64.b64decode(asked[7:-1]).decode() == "\x1b]0;x\x07 „so“"
    assert terminal_copy("x" * 100_000) is None
