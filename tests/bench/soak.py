"""Random keys for minutes on a board of a thousand cards: nothing ends, nothing grows, no key is felt.

`python -m tests.bench.soak [--minutes M] [--seed S]` prints what was seen. The same seed types the same keys.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pyte

from tests.bench.boards import BOARD, big
from tests.bench.fingers import Fingers, Stroke
from tests.bench.table import HEAD, Row
from tests.bench.terminal import SEQUENCE, Terminal
from tests.bench.turns import BOARD_WORDS, QUIET
from tests.terminal.terminal import UNKNOWN_TO_PYTE

CARDS, MINUTES, SEED = 1_000, 10.0, 1
SMOOTH, FLAT = 60.0, 10.0
"""Milliseconds of a key, one of a hundred of which may cost more; megabytes that may come after the first minute."""
LAST, DEAREST, BEFORE = 200, 40, 12
SILENCE, PATIENCE, ENDING = 0.004, 10.0, 30.0
SILENCES = 5
"""How many of them in a row are rest: Textual draws sixty times a second, and what a key did is not over before."""
AT_WORK = 0.2
"""Milliseconds of processor time in a short silence, from which on it is not silent but at work."""
MISTAKE = b"Something unexpected went wrong"
ALTERNATE_LEFT = b"\x1b[?1049l"
PROGRAM = """
import faulthandler, os, signal, sys
faulthandler.register(signal.SIGUSR1)
sys.path.insert(0, os.getcwd())
os.chdir(os.environ["HOME"])
from tui.app.app import CustdevApp
from tui.cli.main import main
CustdevApp.leave = lambda app: app.bell()
main()
"""
"""The program as it is, in a folder that is thrown away, but that the keys that quit ring the bell."""


class Seat(Terminal):
    """A terminal whose size changes, that keeps what makes up its screen, and whose program is looked into."""

    def __init__(self, folder: Path, home: Path) -> None:
        homes = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
        asked = {"VISUAL": f"{sys.executable} -c pass", "PATH": str(Path(sys.executable).parent)}
        command = (sys.executable, "-c", PROGRAM, "--workspace", str(folder), "open", BOARD)
        super().__init__(command, QUIET | homes | asked)
        self.size = (160, 45)
        self.drawn = bytearray()
        self.last: deque[Stroke] = deque(maxlen=LAST)
        self.keys = 0
        self._looked = 0
        self._rests = True

    def press(self, stroke: Stroke) -> float:
        """Send some keys at once, wait until all is done, and return the milliseconds of processor time of a key."""
        before = self.spent
        self.last.append(stroke)
        self.keys += stroke.keys
        if stroke.size is not None:
            self.resize(stroke.size)
        else:
            os.write(self._fd, stroke.data)
        self._rests = self.settle(before)
        return max(0.0, self.spent - before) / stroke.keys

    def settle(self, cpu: float) -> bool:
        """Read until the program neither writes nor works any more; return whether it came to that."""
        end, silences = time.perf_counter() + PATIENCE, 0
        while time.perf_counter() < end and self.is_open and silences < SILENCES:
            if self.read(SILENCE):
                self.drawn += self.written
                self.written, silences = b"", 0
                continue
            now = self.spent
            silences = silences + 1 if now - cpu < AT_WORK and not self._is_at_work else 0
            cpu = now
        return silences == SILENCES or not self.is_open

    @property
    def spent(self) -> float:
        """Milliseconds of processor time so far; 0 where it ended."""
        return self.cpu if self.is_open else 0.0

    @property
    def _is_at_work(self) -> bool:
        """Whether it works, or would if the machine let it."""
        with suppress(OSError):
            return Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"
        return False

    @property
    def fault(self) -> str:
        """What is wrong since the last time that was asked; nothing where nothing is."""
        looked, self._looked = self._looked, len(self.drawn)
        if not self.is_open:
            return "It ended."
        if self.drawn.find(MISTAKE, max(0, looked - len(MISTAKE) + 1)) >= 0:
            return "It told of a mistake."
        return "" if self._rests else "It did not come to rest."

    def screen(self) -> str:
        """Return the screen as text, and what was written when the program left it."""
        shown, _, told = bytes(self.drawn).rpartition(ALTERNATE_LEFT)
        if self.is_open or not shown:
            shown, told = bytes(self.drawn), b""
        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(UNKNOWN_TO_PYTE.sub(b"", shown))
        lines = [*(line.rstrip() for line in screen.display), SEQUENCE.sub(b"", told).decode(errors="replace")]
        return "\n".join(lines)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size; everything is drawn anew."""
        self.size = size
        self.drawn.clear()
        self._looked = 0
        width, height = size
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._process.send_signal(signal.SIGWINCH)

    @property
    def is_open(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def end(self) -> str:
        """End the program as a shell does, and return what was wrong with how it ended."""
        self._process.send_signal(signal.SIGTERM)
        self._read_on(ENDING)
        if not self.is_open:
            code = self._process.wait()
            return "" if code == signal.SIGTERM + 128 else f"It ended with {code}.\n{self.screen()}"
        self.written = b""
        self._process.send_signal(signal.SIGUSR1)  # where it stands
        self._read_on(PATIENCE)
        return f"It did not end.\n{self.written.decode(errors='replace')}"

    def _read_on(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.is_open and time.monotonic() < end:
            self.read(SILENCE)


class Soak(NamedTuple):
    """What was seen: how the program ended or erred, its memory by the minute, what each stroke cost a key."""

    faults: list[str]
    megabytes: list[float]
    costs: list[float]
    keys: int
    dearest: list[tuple[float, str]]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of the table."""
        what = f"soak: {self.keys:,} random keys on {CARDS:,} cards"
        yield Row(what, f"{len(self.faults)} times it ended or erred", "0", not self.faults)
        first, *later = self.megabytes[1:]
        more = max(later, default=first) - first
        by_minute = " ".join(f"{megabytes:.0f}" for megabytes in self.megabytes)
        yield Row("soak: private memory after the first minute", f"{more:+.1f} MB ({by_minute})", "10 MB", more <= FLAT)
        middle, most = statistics.median(self.costs), statistics.quantiles(self.costs, n=100)[-1]
        figure = f"p50 {middle:.1f}, p99 {most:.1f}, at most {max(self.costs):.0f} ms CPU"
        yield Row("soak: a key", figure, f"{SMOOTH:.0f} ms", most <= SMOOTH)


def soaked(minutes: float, seed: int) -> Soak:
    """Type for minutes on a board in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="custdev-soak-") as scratch:
        folder = Path(scratch) / "workspace"
        big(folder, CARDS, now=datetime.now(UTC).replace(microsecond=0))
        soak = Soak([], [], [], 0, [])
        with Seat(folder, Path(scratch)) as seat:
            seat.wait_for(*BOARD_WORDS)
            soak = _type(seat, soak, minutes, seed)
            ending = seat.end() if seat.is_open else ""
        if ending:
            soak.faults.append(ending)
        check = [sys.executable, "-m", "tui", "--workspace", str(folder), "doctor"]
        done = subprocess.run(check, capture_output=True, text=True, check=False)
        if done.returncode:
            soak.faults.append(f"The workspace is not sound any more:\n{done.stdout}{done.stderr}")
    return soak


def _type(seat: Seat, soak: Soak, minutes: float, seed: int) -> Soak:
    began = time.monotonic()
    soak.megabytes.append(seat.private_megabytes)
    for stroke in Fingers(seed).strokes():
        soak.costs.append(cost := seat.press(stroke))
        soak.dearest.append((cost, " · ".join(stroke.name for stroke in list(seat.last)[-BEFORE:])))
        passed = (time.monotonic() - began) / 60
        if passed >= len(soak.megabytes) and seat.is_open:
            soak.megabytes.append(seat.private_megabytes)
        if fault := seat.fault:
            soak.faults.append(_told(fault, seat))
        if not seat.is_open or passed >= minutes:
            break
    return soak._replace(keys=seat.keys)


def _told(fault: str, seat: Seat) -> str:
    typed = " · ".join(stroke.name for stroke in seat.last)
    return f"{fault} The last keys, by names: {typed}\n{seat.screen()}"


def main() -> int:
    """Print what was seen; return 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description="Type random keys for minutes.")
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    soak = soaked(asked.minutes, asked.seed)
    rows = list(soak.rows)
    sys.stdout.write("\n".join([*soak.faults, str(HEAD), *map(str, rows), ""]))
    for cost, name in sorted(soak.dearest, reverse=True)[:DEAREST]:
        sys.stdout.write(f"{cost:.0f} ms  {name}\n")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
