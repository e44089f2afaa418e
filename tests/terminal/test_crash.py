"""A mistake of ours while the application is open: the terminal comes back, and what is told names nobody."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.terminal import Terminal

SECRET = "Quenby Vandersloot"
FAILING = f"""
from tui.app import app
from tui.cli.main import main

press = app.press

def fail(here, event):
    name = {SECRET!r}
    if event.key == "Z":
        raise KeyError(name)
    return press(here, event)

app.press = fail
main()
"""


def test_a_mistake_of_ours_ends_the_application_in_words_that_name_nobody(tmp_path: Path) -> None:
    with Terminal(tmp_path / "workspace", "open", "CD", program=("-c", FAILING)) as terminal:
        terminal.wait("1 Establish communication").keys("n").wait("note on 1").keys("They answer by chat\r").wait(
            "· saved "
        )
        terminal.keys("Z")
        assert terminal.ends() == 1
        told = terminal.received.rpartition(b"\x1b[?1049l")[2].decode()
        assert "Something unexpected went wrong (KeyError). What the footer said is saved is safe." in told
        assert SECRET not in told
        assert "Traceback" not in told
    with Terminal(tmp_path / "workspace", "open", "CD") as again:
        again.wait("≡1")
