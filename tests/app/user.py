"""Somebody at the keyboard: presses keys, types, and reads the screen."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual._compositor import LayoutUpdate
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app import mishaps
from tui.app.app import CustdevApp
from tui.app.board.screen import BoardScreen
from tui.app.keys import keymap
from tui.app.keys.entries import Entry
from tui.app.keys.palette import EntryList
from tui.crash import mistake_sentence
from tui.domain.records import Card
from tui.session import Session

Size = tuple[int, int]
WIDE, USUAL, SMALL = (160, 45), (80, 24), (40, 14)
FOCUS = "█"
QUIET, PATIENCE, ROWS = 0.004, 1_000, 50
PRESSED = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown"}
"""Keys by their names in the keymap, and what a pilot calls them."""


@dataclass
class User:
    """Drives an application, and looks at it as a person does: at rows of text, colours and one focus mark."""

    app: CustdevApp
    pilot: Pilot[int]
    mistakes: list[BaseException] = field(default_factory=list)
    """What was told of mistakes in messages and timers; a test that makes one takes it out again."""

    def hear_of(self, mistake: BaseException) -> str:
        self.mistakes.append(mistake)
        return mistake_sentence(mistake)

    @property
    def session(self) -> Session:
        return self.app.session

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all they did is saved and shown."""
        await self.pilot.press(*(PRESSED.get(key, key) for key in keys))
        await self.settle()

    async def type(self, text: str, *keys: str) -> None:
        """Type a text into what has the focus, then press keys."""
        for char in text:
            key = events.Key(_character_to_key(char), char)
            key.set_sender(self.app)
            self.app.post_message(key)
        await self.settle()
        if keys:
            await self.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Have keys come at once, by their names in the keymap; `«text»` is pasted between them."""
        for name in keys:
            if name.startswith("«"):
                self.app.post_message(events.Paste(name[1:-1]))
                continue
            typed = {"enter": "\r", "space": " "}.get(name, name if len(name) == 1 else None)
            key = events.Key(_character_to_key(name) if len(name) == 1 else PRESSED.get(name, name), typed)
            key.set_sender(self.app)
            self.app.post_message(key)
        await self.settle()

    async def paste(self, text: str, *keys: str) -> None:
        """Paste a text into what has the focus, then press keys."""
        self.app.post_message(events.Paste(text))
        await self.settle()
        if keys:
            await self.press(*keys)

    async def settle(self) -> None:
        """Wait until nothing is on its way: no message, no worker, nothing unsaved that could be saved."""
        for _ in range(2):
            await self.pilot.pause()
            while self.busy:
                await self.pilot.pause(QUIET / 2)
        await self.pilot.pause()

    @property
    def busy(self) -> bool:
        session = self.session
        saving = session.pending > 0 and session.failure is None
        resting = isinstance(self.app.screen, BoardScreen) and self.app.screen.panel.is_resting
        return saving or resting or any(not worker.is_finished for worker in self.app.workers)

    async def run(self, title: str) -> None:
        """Run a command from the palette by its title."""
        await self.press("colon")
        await self.type(title)
        await self.until(title, times=2)
        await self.press("enter")

    async def go_down_to(self, words: str) -> None:
        """Go down until what is marked has words in it."""
        for _ in range(ROWS):
            if words in self.marked:
                return
            await self.press("j")
        raise AssertionError(f"{words!r} is not further down:\n{self.text}")

    async def until(self, words: str, times: int = 1) -> None:
        """Wait until words are on the screen, so many times."""
        for _ in range(PATIENCE):
            if self.text.count(words) >= times:
                return
            await self.pilot.pause(0.005)
        raise AssertionError(f"{words!r} never came:\n{self.text}")

    async def arrived(self, other: Session) -> None:
        """Wait until what another window saved is shown here."""
        for _ in range(PATIENCE):
            if self.session.workspace.cards == other.workspace.cards:
                return await self.settle()
            await self.pilot.pause(0.005)
        raise AssertionError("what the other window saved never came")

    async def until_known(self, pid: str, **fields: object) -> None:
        """Wait until it is known here what another window saved of a person."""
        for _ in range(PATIENCE):
            people = self.session.workspace.participants.values()
            if any(each.pid == pid and all(getattr(each, k) == v for k, v in fields.items()) for each in people):
                return await self.settle()
            await self.pilot.pause(0.005)
        raise AssertionError(f"{fields} of {pid} never came")

    async def resize(self, size: Size) -> None:
        await self.pilot.resize_terminal(*size)
        await self.settle()

    @property
    def strips(self) -> list[list[tuple[str, Style]]]:
        """The screen as rows of styled text, everything laid over it included."""
        update = self.app.screen._compositor.render_update(full=True, screen_stack=self.app._background_screens)
        assert isinstance(update, LayoutUpdate)
        return [[(text, style or Style()) for strip in row for text, style, _ in strip] for row in update.strips]

    @property
    def grid(self) -> list[str]:
        """The screen as rows of text."""
        return ["".join(text for text, _ in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(row.rstrip() for row in self.grid)

    @property
    def message(self) -> str:
        """What the message line says: the row above the footer, where it is one."""
        row = self.grid[-2].rstrip()
        return row.lstrip("▎ ") if row.startswith("▎ ") else ""

    @property
    def footer(self) -> str:
        return self.grid[-1].strip()

    @property
    def marks(self) -> int:
        """How many things carry the focus mark: runs of it, one below the other."""
        found = 0
        above: set[int] = set()
        for row in self.grid:
            here = {cell_len(row[:at]) for at, char in enumerate(row) if char == FOCUS}
            found += len(here - above)
            above = here
        return found

    @property
    def marked(self) -> str:
        """The text that carries the focus mark: its first row, up to the next column."""
        row = next((row for row in self.grid if FOCUS in row), "")
        return row.partition(FOCUS)[2].split("▎")[0].strip()

    @property
    def listed(self) -> list[str]:
        """What the palette lists, in sight or not."""
        return [entry.title for entry in self.entries]

    @property
    def entries(self) -> Sequence[Entry]:
        """What can be chosen in the palette, as it lists it."""
        return self.app.screen.query_one(EntryList).entries

    def card(self, number: int) -> Card:
        """Return a card of the newest experiment as it is kept."""
        cards = [card for card in self.session.workspace.cards.values() if card.number == number]
        assert cards, f"no card {number}"
        return cards[-1]

    def column(self, name: str) -> list[int]:
        """Return the numbers of the cards in a column, from the top."""
        cards = self.session.workspace.cards
        experiments = {card.experiment for card in cards.values()}
        lanes = (self.session.workspace.lane(experiment, name) for experiment in experiments)
        return [cards[uid].number for lane in lanes for uid in lane]

    def style_of(self, words: str) -> Style:
        """Return the style of the first piece of the screen that holds some words."""
        return next(style for strip in self.strips for text, style in strip if words in text)


@asynccontextmanager
async def seated(session: Session, *, size: Size = WIDE, **options: Any) -> AsyncIterator[User]:
    """Open the application on a session for somebody to use."""
    with pytest.MonkeyPatch.context() as patch:
        # The pilot looks whether all is quiet every 20 ms; `settle` knows what it waits for and may look oftener.
        patch.setattr("textual._wait.SLEEP_GRANULARITY", QUIET)
        patch.setattr("textual._wait.SLEEP_IDLE", QUIET / 20)
        patch.setattr(keymap, "_keymap", keymap.keymap())
        app = CustdevApp(session, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            user = User(app, pilot)
            patch.setattr(mishaps, "mistake_sentence", user.hear_of)
            await user.settle()
            yield user
        for mistake in user.mistakes:
            raise mistake
    # The application freezes what is there, for one process is one application; here there are hundreds.
    gc.unfreeze()
