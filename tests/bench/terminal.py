"""A program in a real pseudo-terminal: when its words are on the screen, and what it cost until then."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import psutil

QUERIES = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;0$y",
}
SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:<>=?$]*[A-Za-z]|[P_^\]][^\x1b\x07]*(?:\x1b\\|\x07)|.)")
PATIENCE = 60.0


class Cost(NamedTuple):
    """Milliseconds on the clock, and of processor time."""

    wall: float
    cpu: float


class Terminal:
    """Runs a program at 160x45 and reads what it writes."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.written = b""
        self._fd, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env={**os.environ, **environment}, start_new_session=True
        )
        os.close(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def wait_for(self, *words: str) -> Cost:
        """Wait until all words were written since the last call; raises TimeoutError where they never are."""
        wanted = [word.encode() for word in words]
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end and self.read(end - time.perf_counter()):
            text = SEQUENCE.sub(b"", self.written)
            if all(word in text for word in wanted):
                cost = Cost((time.perf_counter() - self.began) * 1000, self.cpu)
                self.written = b""
                return cost
        raise TimeoutError(f"{words} not in {SEQUENCE.sub(b'', self.written).decode(errors='replace')[-2000:]}")

    def read(self, patience: float) -> bool:
        """Read what is there, and answer what the program asks of the terminal; return whether there was anything."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        for query, answer in QUERIES.items():
            if query in data:
                os.write(self._fd, answer)
        self.written += data
        return bool(data)

    def send(self, key: str) -> None:
        """Send a key, and wait for nothing."""
        os.write(self._fd, key.encode())

    def type(self, keys: str, quiet: float = 0.3) -> None:
        """Type keys, and read until the program is silent; what it writes is let go."""
        for key in keys:
            os.write(self._fd, key.encode())
            self.read_until_silent(quiet)
            self.written = b""

    def read_until_silent(self, quiet: float) -> None:
        """Read what is written until nothing comes for so many seconds."""
        while self.read(quiet):
            pass

    def come_to_rest(self, window: float = 0.5, idle: float = 30.0) -> None:
        """Read until the program spends less than `idle` milliseconds in a window, at most for a minute.

        A cursor may go on blinking; what goes on for longer costs more than was seen.
        """
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            before, closes = self.cpu, time.perf_counter() + window
            while (left := closes - time.perf_counter()) > 0:
                self.read(left)
            self.written = b""
            if self.cpu - before < idle:
                return

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time so far; to the nanosecond where Linux counts them for each thread."""
        threads = list(Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"))
        if threads:
            return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system) * 1000

    @property
    def private_megabytes(self) -> float:
        """The memory that nobody shares with the program, as it is now."""
        return float(psutil.Process(self._process.pid).memory_full_info().uss) / (1 << 20)

    @property
    def peak_megabytes(self) -> float:
        """The most memory the program had at once."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            return int(peak.split()[1]) / 1024
        return float(psutil.Process(self._process.pid).memory_info().rss) / (1 << 20)
