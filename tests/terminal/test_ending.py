"""Whatever ends the application: the terminal is given back, what was typed is kept, and the exit code says it."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.cli.command import Command
from tests.terminal.terminal import PATIENCE, Terminal

CARD = "1 Establish communication"
MODES = (b"1000", b"1003", b"1006", b"1004", b"2004", b"1049")


def in_shell(words: str) -> tuple[str, str]:
    """Return a program that starts custdev by a line of the shell, where `custdev` stands for it with its options."""
    line = words.replace("custdev", f'{shlex.quote(sys.executable)} -m tui "$@"')
    return "-c", f"import os, sys; os.execv('/bin/sh', ['sh', '-c', {line!r}, 'sh', *sys.argv[1:]])"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a board that is started, so that its cards are the same ones in the next run."""
    Command(tmp_path / "workspace").ok("experiment", "start", "CD")
    return tmp_path / "workspace"


def gave_back(terminal: Terminal) -> bool:
    """Return whether the terminal is as it was: modes, the cursor, and the keys of the kitty protocol."""
    got = terminal.received
    over = all(got.rfind(b"\x1b[?" + mode + b"l") > got.rfind(b"\x1b[?" + mode + b"h") for mode in MODES)
    return over and got.rfind(b"\x1b[?25h") > got.rfind(b"\x1b[?25l") and got.rfind(b"\x1b[<u") > got.rfind(b"\x1b[>")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_order_and_the_line_is_there_again(folder: Path, number: signal.Signals) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer by ch").wait("They answer by ch")
        terminal.process.kill(number)
        assert terminal.ends() == 128 + number
        assert gave_back(terminal)
        assert b"Traceback" not in terminal.received
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("n").wait("They answer by ch").keys("at\r").wait("Noted on 1").keys("q")
        assert again.ends() == 0


def test_a_line_on_a_board_that_is_not_started_is_there_again_too(tmp_path: Path) -> None:
    with Terminal(tmp_path / "new", "open", "CD") as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer")
        terminal.process.kill(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
    assert not (tmp_path / "new").exists()
    for start in (False, True):
        if start:
            Command(tmp_path / "new").ok("experiment", "start", "CD")
        with Terminal(tmp_path / "new", "open", "CD") as again:
            again.wait(CARD).keys("n").wait("They answer").process.kill(signal.SIGTERM)
            assert again.ends() == 128 + signal.SIGTERM


def test_a_dialog_is_kept_as_a_line_is(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("a").wait("title").keys("Ask five of them").wait("Ask five of them")
        terminal.process.kill(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("a").wait("Ask five of them")


WATCHED = """
import os, signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
run = subprocess.run([sys.executable, "-m", "tui", *sys.argv[2:]], start_new_session={alone})
open(sys.argv[1], "w").write(str(run.returncode))
"""


@pytest.mark.parametrize("alone", [False, True], ids=["and the signal says so", "and only its end says so"])
def test_a_terminal_that_is_closed_ends_it(folder: Path, tmp_path: Path, alone: bool) -> None:
    code = tmp_path / "code"
    with Terminal(folder, "open", "CD", program=("-c", WATCHED.format(alone=alone), str(code))) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer")
        os.dup2(os.open(os.devnull, os.O_RDWR), terminal.process.child_fd)
        terminal.process.wait()
        assert int(code.read_text()) == 128 + signal.SIGHUP
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("n").wait("They answer")


def test_the_demo_ends_with_its_terminal_as_well(tmp_path: Path) -> None:
    code = tmp_path / "code"
    program = ("-c", WATCHED.format(alone=False), str(code))
    with Terminal(tmp_path / "workspace", "demo", program=program) as terminal:
        terminal.wait("TODO")
        os.dup2(os.open(os.devnull, os.O_RDWR), terminal.process.child_fd)
        terminal.process.wait()
        assert int(code.read_text()) == 128 + signal.SIGHUP


def test_a_mistake_of_ours_keeps_the_line_too(folder: Path) -> None:
    failing = (
        "from tui.app.app import CustdevApp; from tui.cli.main import main\n"
        "async def fail(self): raise KeyError('x')\n"
        "CustdevApp.action_quit = fail\n"
        "main()"
    )
    with Terminal(folder, "open", "CD", program=("-c", failing)) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer").keys("\x11")
        assert terminal.ends() == 1
        assert gave_back(terminal)
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("n").wait("They answer")


HANGING = """
import asyncio, time
from tui.app.app import CustdevApp
from tui.cli.main import main

async def hang(self):
    {hang}
CustdevApp.action_quit = hang
main()
"""


@pytest.mark.parametrize("hang", ["await asyncio.sleep(1000)", "while True: time.sleep(0.01)"])
def test_what_hangs_is_ended_by_another_signal(folder: Path, hang: str) -> None:
    with Terminal(folder, "open", "CD", program=("-c", HANGING.format(hang=hang))) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer").keys("\x11")
        terminal.process.kill(signal.SIGTERM)
        while terminal.process.isalive():
            terminal._read(0.5)
            terminal.process.kill(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert gave_back(terminal)
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("n").wait("They answer")


def test_it_is_ended_while_an_editor_is_open(folder: Path) -> None:
    open_in = "export EDITOR='sh -c \"echo in the editor; exec sleep 1000\"'; exec custdev"
    with Terminal(folder, "open", "CD", program=in_shell(open_in)) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer").keys("\x0f")
        while b"in the editor" not in terminal.received:
            assert terminal._read(PATIENCE)
        terminal.process.kill(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert gave_back(terminal)
    with Terminal(folder, "open", "CD") as again:
        again.wait(CARD).keys("n").wait("They answer")


def test_where_nobody_could_take_it_up_again_nothing_suspends(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("one\x1a two").wait("one two").keys("\r")
        terminal.wait("Noted on 1").keys("q")
        assert terminal.ends() == 0


def test_errors_written_to_a_file_leave_the_screen_alone(folder: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with Terminal(folder, "open", "CD", program=in_shell(f"custdev 2>{errors}")) as terminal:
        terminal.wait(CARD).keys("q")
        assert terminal.ends() == 0
    assert errors.read_bytes() == b""


@pytest.mark.parametrize("streams", ["<&-", "</dev/null", ">&-", ">/dev/full", "<&- >&- 2>&-", "<&- >/dev/full 2>&-"])
def test_without_a_terminal_it_says_so(folder: Path, tmp_path: Path, streams: str) -> None:
    code = tmp_path / "code"
    with Terminal(folder, "open", "CD", program=in_shell(f"custdev {streams}; echo $? > {code}")) as terminal:
        terminal.ends()
        assert ("The board needs a terminal." in terminal.text) is ("2>&-" not in streams)
        assert b"Traceback" not in terminal.received
    assert int(code.read_text()) == 1


def test_a_closed_stream_for_errors_is_no_reason_not_to_open(folder: Path) -> None:
    with Terminal(folder, "open", "CD", program=in_shell("custdev 2>&-")) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer by chat\r").wait("Noted on 1").keys("q")
        assert terminal.ends() == 0
    Command(folder).ok("doctor")


def test_errors_that_nobody_can_read_lose_nothing(folder: Path) -> None:
    with Terminal(folder, "open", "CD", program=in_shell("custdev 2>/dev/full")) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer by chat\r").wait("Noted on 1").keys("q")
        assert terminal.ends() == 0


def test_exported_sizes_are_no_sizes(folder: Path) -> None:
    with Terminal(folder, "open", "CD", program=in_shell("COLUMNS=60 LINES=20 custdev")) as terminal:
        terminal.wait("Nothing finished yet.")
        terminal.screen.resize(24, 80)
        terminal.process.setwinsize(24, 80)
        terminal.wait("it. 1 · day 1").keys("q")
        assert terminal.ends() == 0


def test_bytes_and_reports_that_are_none_go_by_and_the_keys_arrive(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1")
        terminal.process.send(b"one\xff \x1b[57:93;5u\x1b[27;2:3u\x1b[99999999999ttwo\xc3\x1b[3;1:3~")
        terminal.wait("one� two�").keys("\r").wait("Noted on 1")
        terminal.keys("n").wait("note on 1").keys("\x1bj").wait("H L move").keys("q")
        assert terminal.ends() == 0


STOPPED = "set -m; custdev; echo stopped; fg; echo over; exit 7"


def test_what_suspends_suspends_and_it_goes_on_where_it_was(folder: Path) -> None:
    with Terminal(folder, "open", "CD", program=in_shell(STOPPED)) as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("They answer").wait("They answer")
        terminal.keys("\x1a")
        while terminal.received.count(b"\x1b[?1049h") < 2:
            assert terminal._read(PATIENCE)
        assert b"stopped" in terminal.received
        terminal.wait("They answer").keys(" by chat\r").wait("Noted on 1").keys("q").wait("over")
        assert terminal.ends() == 7


def test_going_on_without_having_stopped_reads_every_key_once(folder: Path) -> None:
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("n").wait("note on 1").keys("one").wait("›  one")
        for _ in range(3):
            terminal.process.kill(signal.SIGCONT)
        terminal.keys(" two three four").wait("one two three four").keys("\r").wait("Noted on 1").keys("q")
        assert terminal.ends() == 0
