"""Draws the demo as pictures: `python -m tests.screenshot [--all DIR] [--png DIR]`.

Without options the pictures of the README go to `docs/screenshots`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # read once, when textual is imported

from tui.app.app import CustdevApp
from tui.demo import DEMO_NOW, build_demo
from tui.demo.ground import TIMEZONE
from tui.session import Session
from tui.settings import PersonalSettings, load_workspace_settings

DOCS = Path(__file__).parents[1] / "docs" / "screenshots"
FONTS = '"JetBrains Mono", "DejaVu Sans Mono", monospace'
BOARD = "customer-development"
SHOWN_CARD = ("right", "j")
SHOWN_PERSON = ("P", *"jjjjjjjjjjjj")
LEFTOVERS = ("n", *"three themes, and the invoice saga of Lehtisen is one", "enter")
"""A note with a word that is also a name, and a name that is declined."""


class Shot(NamedTuple):
    """One picture: its name, the size of the screen, the keys pressed before, and what else is different."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = SHOWN_CARD
    theme: str = "dark"
    board: str | None = BOARD
    broken: bool = False


WIDE, LOW, SMALL = (160, 45), (80, 24), (40, 14)
README = (
    Shot("board", WIDE),
    Shot("board-light", WIDE, theme="light"),
    Shot("inspector", WIDE, (*SHOWN_CARD, "enter")),
    Shot("board-80x24", LOW),
    Shot("people", WIDE, (*SHOWN_PERSON, "*")),
    Shot("experiments", WIDE, ("0",)),
    Shot("standup", WIDE, ("S", " ", " ")),
    Shot("report", WIDE, ("S", "G")),
    Shot("flow", WIDE, ("f",)),
    Shot("giving", WIDE, (*SHOWN_CARD, *LEFTOVERS, "w", "l", "1")),
)
REST = (
    Shot("give", WIDE, ("w",)),
    Shot("give-light", WIDE, ("w",), theme="light"),
    Shot("give-80x24", LOW, ("w",)),
    Shot("give-40x14", SMALL, ("w",)),
    Shot("giving-light", WIDE, (*SHOWN_CARD, *LEFTOVERS, "w", "l", "1"), theme="light"),
    Shot("giving-80x24", LOW, (*SHOWN_CARD, *LEFTOVERS, "w", "l", "1")),
    Shot("giving-40x14", SMALL, (*SHOWN_CARD, *LEFTOVERS, "w", "l", "1")),
    Shot("give-names", WIDE, ("w", "l", "l")),
    Shot("standup-light", WIDE, ("S", " ", " "), theme="light"),
    Shot("standup-pulse", WIDE, ("S",)),
    Shot("standup-80x24", LOW, ("S", " ", " ")),
    Shot("standup-40x14", SMALL, ("S", " ", " ")),
    Shot("report-80x24", LOW, ("S", "G")),
    Shot("flow-light", WIDE, ("f",), theme="light"),
    Shot("flow-80x24", LOW, ("f",)),
    Shot("flow-40x14", SMALL, ("f",)),
    Shot("inspector-light", WIDE, (*SHOWN_CARD, "enter"), theme="light"),
    Shot("board-40x14", SMALL),
    Shot("dense-80x24", LOW, (*SHOWN_CARD, "z")),
    Shot("filter", WIDE, (*SHOWN_CARD, "/", *"@P03 is:blocked")),
    Shot("note", WIDE, (*SHOWN_CARD, "n", *"prefers chat, would talk again in two weeks @P04 #channel")),
    Shot("people-light", WIDE, (*SHOWN_PERSON, "*"), theme="light"),
    Shot("people-hidden", WIDE, ("P",)),
    Shot("people-80x24", LOW, ("P",)),
    Shot("people-40x14", SMALL, ("P",)),
    Shot("person-80x24", LOW, (*SHOWN_PERSON, "enter")),
    Shot("person-form", WIDE, (*SHOWN_PERSON, "*", "e")),
    Shot("touchpoint", WIDE, (*SHOWN_CARD, "t", *"interview P04 25m video yesterday: wants export")),
    Shot("permission", WIDE, (*SHOWN_PERSON, "p")),
    Shot("brief", WIDE, ("i",)),
    Shot("form", WIDE, (*SHOWN_CARD, "a", *"Watch two trial accounts do the Monday export")),
    Shot("help", WIDE, (*SHOWN_CARD, "?")),
    Shot("archived", WIDE, ("G", "d")),
    Shot("experience", WIDE, (), board="customer-experience-experiment"),
    Shot("template", WIDE, (), board="contextual-inquiry"),
    Shot("broken-definition", WIDE, broken=True),
)
KEYS = {"/": "slash", "?": "question_mark", "@": "at", ":": "colon", "#": "number_sign", " ": "space", ",": "comma"}


class Pictured(Session):
    """A workspace that is in the same place in every picture."""

    @property
    def folder(self) -> Path:
        """Return where it would be."""
        return Path("/home/ana/research")


async def take(shot: Shot, folder: Path) -> str:
    """Return a picture of the workspace in a folder as SVG."""
    policy = load_workspace_settings(folder)[0].policy
    session = Pictured.open(folder, actor="ana", policy=policy, clock=lambda: DEMO_NOW)
    settings = PersonalSettings(theme=shot.theme)
    app = CustdevApp(session, board=shot.board, settings=settings, label="demo")
    try:
        async with app.run_test(size=shot.size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press(*(KEYS.get(key, key) for key in shot.keys))
            await app.workers.wait_for_complete()
            await pilot.pause()
            return for_any_viewer(app.export_screenshot())
    finally:
        session.close()


def for_any_viewer(svg: str) -> str:
    """Return a picture that fetches no fonts and keeps its blanks in viewers that know little."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    # Textual reckons with cells of 12.2 by 24.4, which is what a letter of this size takes in viewers that do not
    # stretch text to its textLength.
    svg = svg.replace("font-size: 20px", "font-size: 20.333px")
    svg = re.sub(r"font-family:\s*Fira Code[^;]*;", f"font-family: {FONTS};", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def draw(shots: Sequence[Shot], into: Path) -> list[Path]:
    """Write pictures into a folder, each of a workspace of its own, and return where they are."""
    into.mkdir(parents=True, exist_ok=True)
    made = []
    for shot in shots:
        with tempfile.TemporaryDirectory(prefix="custdev-shot-") as scratch:
            folder = Path(scratch) / "workspace"
            build_demo(folder)
            if shot.broken:
                _spoil(folder)
            path = into / f"{shot.name}.svg"
            path.write_text(asyncio.run(take(shot, folder)), encoding="utf-8")
            made.append(path)
    return made


def _spoil(folder: Path) -> None:
    """Leave a mistake in the board's file, as a person would who edits it."""
    path = folder / "boards" / f"{BOARD}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Establish", "titel: Establish"), encoding="utf-8")


def main() -> int:
    """Draw what was asked for, and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshot", description="Draw the demo.")
    parser.add_argument("--all", type=Path, metavar="DIR", help="draw every picture, into DIR")
    parser.add_argument("--png", type=Path, metavar="DIR", help="turn them into PNGs as well, with rsvg-convert")
    wanted = parser.parse_args()
    # What is told in the time of the machine is then the same on every machine.
    os.environ["TZ"] = TIMEZONE
    time.tzset()
    made = draw((*README, *REST), wanted.all) if wanted.all else draw(README, DOCS)
    for path in made:
        sys.stdout.write(f"{path}\n")
        if wanted.png:
            wanted.png.mkdir(parents=True, exist_ok=True)
            subprocess.run(["rsvg-convert", "-o", wanted.png / f"{path.stem}.png", path], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
