"""What arrives in one piece, as from a text expander or over a slow line, reaches the field that its key opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of Unix", allow_module_level=True)

from tests.cli.command import Command
from tests.terminal.terminal import PATIENCE, Terminal

ROUNDS, FEW = 50, 5
CARD = "1 Establish communication"

BURSTS = {
    "a card": ("aBurst {0}\r", ("card", "list", "CD")),
    "a note": ("nBurst {0}\r", ("note", "list")),
    "a quote, its kind turned": ("n\t\tBurst {0}\r", ("note", "list")),
    "a touchpoint": ("tinterview P01 yesterday: Burst {0}\r", ("touchpoint", "list")),
    "somebody linked": ("cBurst {0}\r", ("contact", "list")),
    "a step": (":Add a step\rBurst {0}\r", ("card", "show", "CD-1")),
    "a card found by the filter, renamed": ("/note\x1baBurst {0}\r", ("card", "list", "CD")),
    "a person among the people": ("PaBurst {0}\r\x1b", ("contact", "list")),
    "a decision": ("SmBurst {0}\r\x1b", ("standups", "show")),
}
"""What is sent in one write, with keys that open a line, a form, the filter, the palette; and what lists it later."""


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep the machine busy with other things."""
    with ExitStack() as stack:
        for _ in range(processes):
            spinning = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(spinning.wait)
            stack.callback(spinning.kill)
        yield


def arrive(folder: Path, name: str, rounds: int) -> None:
    burst, listing = BURSTS[name]
    with Terminal(folder, "open", "CD") as terminal:
        terminal.wait(CARD).keys("cAda\r").wait("Made P01").wait("· saved ")
        for number in range(rounds):
            terminal.keys(burst.format(f"{number:02d}."))
        terminal.keys("q")
        assert terminal.ends(PATIENCE + rounds * 4) == 0
    listed = Command(folder).ok(*listing)
    assert [number for number in range(rounds) if f"Burst {number:02d}." not in listed] == []


@pytest.mark.parametrize("name", BURSTS)
def test_what_is_typed_in_one_breath_arrives(tmp_path: Path, name: str) -> None:
    arrive(tmp_path / "workspace", name, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("others", [0, 2])
@pytest.mark.parametrize("name", BURSTS)
def test_fifty_of_fifty_arrive_however_busy_the_machine_is(tmp_path: Path, name: str, others: int) -> None:
    with busy(others):
        arrive(tmp_path / "workspace", name, ROUNDS)
