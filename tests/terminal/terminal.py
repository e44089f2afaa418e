"""A terminal for tests: the program in a real pseudo-terminal, its screen kept by pyte."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

PATIENCE = 20.0
COLUMNS, ROWS = 120, 40
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""What a plain xterm answers when it is asked what it is and what it can do."""
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$[a-z]|u)|\x1b[P_^][^\x1b]*\x1b\\")
UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;]*\$?|[P_^][^\x1b]*)?$")


class Terminal:
    """Runs `custdev` on a workspace; `wait` looks at the screen until some words are on it.

    `program` is what Python is given to run in place of the program as it is, `actor` who acts; None has it asked.
    """

    def __init__(
        self, folder: Path, *arguments: str, program: Sequence[str] = ("-m", "tui"), actor: str | None = "me"
    ) -> None:
        env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "CUSTDEV_ACTOR")}
        env |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        env |= {"CUSTDEV_ACTOR": actor} if actor else {}
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.received = b""
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            [*program, "--workspace", str(folder), *arguments],
            dimensions=(ROWS, COLUMNS),
            env=env,
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.close(force=True)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, words: str, patience: float = PATIENCE) -> Terminal:
        """Wait until words are on the screen."""
        end = time.monotonic() + patience
        while words not in self.text:
            left = end - time.monotonic()
            assert left > 0 and self._read(left), f"{words!r} never came:\n{self.text}"
        return self

    def keys(self, keys: str) -> Terminal:
        """Press keys."""
        self.process.send(keys)
        return self

    def ends(self, patience: float = PATIENCE) -> int | None:
        """Wait for the end of the program and return its exit code."""
        end = time.monotonic() + patience
        while self._read(end - time.monotonic()):
            assert time.monotonic() < end, self.text
        self.process.wait()
        return self.process.exitstatus

    def kill(self) -> None:
        """Stop the program where it stands."""
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def _read(self, patience: float) -> bool:
        """Read what the program wrote and answer what it asks; return whether it is still there."""
        try:
            data = self.process.read_nonblocking(65_536, timeout=patience)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.received += data
        for question, answer in ANSWERS.items():
            if question in data:
                self.process.send(answer)
        data = self._rest + data
        unfinished = UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._rest = data[cut:]
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data[:cut]))
        return True
