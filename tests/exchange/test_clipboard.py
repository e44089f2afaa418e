from __future__ import annotations

import base64
import os
import signal
import time
from pathlib import Path

import pytest

from tui.exchange import clipboard
from tui.exchange.clipboard import ask_tmux, copy_text, terminal_copy


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the search path, but for the tools a script needs; displays are there, ssh is not."""
    monkeypatch.setenv("PATH", str(tmp_path))
    sits_at(monkeypatch, WAYLAND_DISPLAY="wayland-0", DISPLAY=":0")
    return tmp_path


def sits_at(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Say where somebody sits, and nothing else of it."""
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "SSH_TTY", "SSH_CONNECTION", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


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


def test_it_is_said_which_tool_took_it(tools: Path) -> None:
    tool(tools, "wl-copy", "exit 1")
    tool(tools, "xclip", "exec /bin/cat")
    assert copy_text("text") == "xclip"


def test_a_tool_may_leave_a_process_behind_that_owns_the_clipboard(tools: Path) -> None:
    tool(tools, "xclip", f'/bin/cat > "{tools}/taken"\n/bin/sleep 60 &\necho $! > "{tools}/owner"')
    begun = time.monotonic()
    assert copy_text("text") == "xclip"
    assert time.monotonic() - begun < clipboard.SECONDS
    assert (tools / "taken").read_text() == "text"
    owner = int((tools / "owner").read_text())
    assert os.getsid(owner) != os.getsid(0), "it is there when the terminal is closed"
    os.kill(owner, signal.SIGKILL)


@pytest.mark.parametrize("script", ["exec /bin/sleep 60", "/bin/sleep 60 &\nwait", "/bin/sleep 60 &\nexit 0"])
def test_nothing_remains_of_a_tool_that_takes_too_long(
    tools: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.2)
    tool(tools, "xclip", f'echo $$ > "{tools}/pid"\nexec 3<&0\n{script}')
    assert copy_text("more than a pipe holds " * 100_000) is None
    pid = int((tools / "pid").read_text())
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


@pytest.mark.parametrize(
    ("place", "taker"),
    [
        ({}, None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-copy"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
        ({"DISPLAY": ":0"}, "xclip"),
        ({"DISPLAY": ""}, None),
        ({"SSH_TTY": "/dev/pts/3"}, None),
        ({"SSH_TTY": "/dev/pts/3", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22", "DISPLAY": "localhost:10.0"}, "xclip"),
    ],
)
def test_a_tool_takes_it_only_where_somebody_sits(
    tools: Path, monkeypatch: pytest.MonkeyPatch, place: dict[str, str], taker: str | None
) -> None:
    for name in ("wl-copy", "xclip", "xsel"):
        tool(tools, name, "exec /bin/cat")
    sits_at(monkeypatch, **place)
    assert copy_text("text") == taker


@pytest.mark.parametrize("name", ["pbcopy", "clip.exe", "termux-clipboard-set"])
def test_what_needs_no_display_is_not_asked_from_afar(tools: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    tool(tools, name, "exec /bin/cat")
    sits_at(monkeypatch)
    assert copy_text("text") == name
    sits_at(monkeypatch, SSH_CONNECTION="10.0.0.1 50000 10.0.0.2 22")
    assert copy_text("text") is None


def test_tmux_is_asked_to_pass_it_on_and_is_no_clipboard(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tools, "tmux", f'/bin/cat > "{tools}/buffer"; [ "$1 $2" = "load-buffer -w" ]')
    assert not ask_tmux("text"), "it runs, and not around us"
    monkeypatch.setenv("TMUX", "/tmp/tmux-1000/default,1,0")
    assert ask_tmux("text")
    assert (tools / "buffer").read_text() == "text"
    assert copy_text("text") is None
    tool(tools, "tmux", "exit 1")
    assert not ask_tmux("text"), "one from before it could"


def test_a_terminal_is_asked_in_base64_and_not_for_too_much() -> None:
    asked = terminal_copy("\x1b]0;x\x07 „so“")
    assert asked is not None
    assert asked.startswith("\x1b]52;c;")
    assert asked.endswith("\x07")
    assert base64.b64decode(asked[7:-1]).decode() == "\x1b]0;x\x07 „so“"
    assert terminal_copy("x" * 100_000) is None
