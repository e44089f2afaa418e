"""The terminal as Textual drives it, with our own ways in, out, aside and back.

Textual's own reads input strictly, draws to stderr, trusts COLUMNS, and leaves the terminal as it is when it is ended
by a signal.
"""

from __future__ import annotations

import os
import select
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.app.terminal.keyboard import Keyboard

BY_SIGNAL = 128
"""What is added to the number of a signal to make the exit code of what it ended."""
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
ASIDE = (signal.SIGTSTP, signal.SIGCONT)
MOST_BYTES = 1 << 16
USUAL_SIZE = (80, 24)
LONG_ENOUGH = 2.0
"""Seconds after which a second signal ends what the first one could not."""
_POLL = 0.1
_SUSPEND = "ctrl+z"
_NO_PIXELS = "\x1b[?1016l"
_POINTER = "\x1b]22;"
_USUAL_POINTER = "\x1b]22;\x1b\\"


class Outlet:
    """Writes to a terminal; `lost` is called, on whatever thread that is, where it cannot be written to any more."""

    def __init__(self, fileno: int, encoding: str, lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._encoding = encoding
        self._lost = lost
        self._waiting: list[str] = []
        self._is_there = True

    def write(self, text: str) -> None:
        """Take a text, which is written by the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Write what waits."""
        data = "".join(self._waiting).encode(self._encoding, "replace")
        self._waiting.clear()
        try:
            while data and self._is_there:
                data = data[self._write(data) :]
        except OSError:
            self._is_there = False
            self._lost()

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._fileno, data)
        except BlockingIOError:  # another program with the same terminal wished not to wait
            select.select([], [self._fileno], [])
            return 0


@runtime_checkable
class KeepsTyped(Protocol):
    """A line or a dialog in which something may be typed that is not saved."""

    def keep_typed(self) -> None:
        """Make what is typed now a draft; nothing is closed, and nothing said."""


def keep_typed(app: App[Any]) -> None:
    """Have all that is open keep what is typed in it. What fails, which may be why it all ends, is passed over."""
    for screen in app.screen_stack:
        for node in screen.walk_children(with_self=True):
            if isinstance(node, KeepsTyped):
                with suppress(Exception):
                    node.keep_typed()


class TerminalDriver(LinuxDriver):
    """Drives the terminal that stdin and stdout are; the command line made sure that they are one."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdin__ is not None and sys.__stdout__ is not None, "the app is opened in a terminal only"
        self._letters = sys.__stdin__.encoding
        self._output = sys.__stdout__.fileno()
        self._file: Any = Outlet(self._output, sys.__stdout__.encoding, self._lose)
        self._is_aside = self._has_pointer = False
        self._ends_since: float | None = None
        for number in ASIDE:  # Textual's are called in the middle of whatever is being done
            signal.signal(number, signal.SIG_DFL)

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that are meant for it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in ENDING:
            signal.signal(number, self._signalled)
        self._loop.add_signal_handler(signal.SIGTSTP, self._step_aside, True)
        self._loop.add_signal_handler(signal.SIGCONT, self._step_aside, False)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was. At the end what is typed is kept, which no second signal may stop."""
        for number in ASIDE:
            self._loop.remove_signal_handler(number)
        if not self._is_aside:
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            keep_typed(self._app)
        self.write(_NO_PIXELS)
        if self._has_pointer:
            self.write(_USUAL_POINTER)
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while, to an editor or to the shell. What interrupts that is not for us."""
        self._is_aside = True
        super().suspend_application_mode()
        self._is_aside = False
        signal.signal(signal.SIGINT, _go_on)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _end_at_once)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until it is given back or gone."""
        keyboard = Keyboard(self._letters, os.environ.get("TERM", ""))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                wait = keyboard.wait
                if selector.select(_POLL if wait is None else min(_POLL, wait)):
                    data = self._read()
                    if data == b"":
                        self._lose()
                        return
                    self._post(keyboard.feed(data or b""))
                self._post(keyboard.tick())

    def process_message(self, message: Message) -> None:
        """Pass on what came in. The key that suspends is for the shell, whatever has the focus here."""
        if isinstance(message, events.Key) and message.key == _SUSPEND:
            self._loop.call_soon_threadsafe(os.kill, 0, signal.SIGTSTP)  # all that the shell started together
        else:
            super().process_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal."""
        self._has_pointer |= data.startswith(_POINTER)
        super().write(data)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # a mistake of ours ends the app as any other does
            self._app.call_later(self._app._handle_exception, error)

    def _read(self) -> bytes | None:
        """Return what came in: nothing when the terminal is gone, None when there was nothing yet."""
        try:
            return os.read(self.fileno, MOST_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _post(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        with suppress(OSError):
            width, height = os.get_terminal_size(self._output)
            return width or USUAL_SIZE[0], height or USUAL_SIZE[1]
        return USUAL_SIZE

    def _lose(self) -> None:
        """End the app because its terminal is gone, which also a signal may tell; called from any thread."""
        with suppress(RuntimeError):  # it is over already
            self._loop.call_soon_threadsafe(self._end, signal.SIGHUP)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        """End the app in order, whatever it is in the middle of; what hangs is ended by another signal."""
        if self._ends_since is None:
            self._ends_since = time.monotonic()
            self._loop.call_soon_threadsafe(self._end, number)
        elif time.monotonic() - self._ends_since > LONG_ENOUGH:
            _end_at_once(number)

    def _end(self, number: int) -> None:
        self._app.exit(BY_SIGNAL + number, return_code=BY_SIGNAL + number)

    def _step_aside(self, stopping: bool) -> None:
        """Give the terminal back, stop where that was asked for, and take it again when we are in front.

        Who goes on without having been asked to stop was stopped by force: the shell used the terminal meanwhile.
        """
        self.suspend_application_mode()
        if stopping:
            signal.raise_signal(signal.SIGTSTP)
        while not self._is_in_front():
            time.sleep(_POLL)
            signal.raise_signal(signal.SIGTSTP)
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def _is_in_front(self) -> bool:
        """Return whether the terminal is ours to use; one that is gone is nobody's, which reading it tells."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return True


def _end_at_once(number: int, frame: FrameType | None = None) -> NoReturn:
    raise SystemExit(BY_SIGNAL + number)


def _go_on(number: int, frame: FrameType | None = None) -> None:
    """Do nothing. What we start does not inherit this, as it would inherit being deaf."""
