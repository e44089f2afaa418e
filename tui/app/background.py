"""Work in the background: in a thread, its result or its error handed to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen
from textual.worker import WorkType

from tui.app.here import Here
from tui.crash import mistake_sentence
from tui.domain.errors import CustdevError, DomainError

T = TypeVar("T")


def in_background(
    owner: Screen[Any] | App[Any],
    group: str,
    work: Callable[[], T],
    take: Callable[[T], object],
    fail: Callable[[Exception], object],
) -> None:
    """Do `work` in a thread; `take` is given what it returned, `fail` what it raised, both on the interface thread.

    A mistake of ours, in `work` as in `take`, reaches `fail` as a sentence; one in `fail` itself is said all the same.

    Work of a `group` begins when that before it is done with or passed over. It may outlive its owner: `work` uses
    nothing of a screen but what was taken from it before, and where the screen has left, what goes wrong is said by
    the one in front. `take` is called all the same, for what has left the application has to be remembered.
    """
    app = owner.app

    def do() -> None:
        try:
            result = work()
        except Exception as error:  # Textual would say nothing of it, and who waits would wait for ever
            app.call_from_thread(tell, error)
        else:
            app.call_from_thread(hand_over, result)

    def hand_over(result: T) -> None:
        try:
            take(result)
        except Exception as error:
            tell(error)

    def tell(error: Exception) -> None:
        front = next((screen for screen in reversed(app.screen_stack) if isinstance(screen, Here)), None)
        is_there = owner in (app, front) or (not isinstance(owner, Here) and owner in app.screen_stack)
        tellers = ([fail] if is_there or front is None else []) + ([front.say_error] if front is not None else [])
        for say in tellers:
            try:
                say(error if isinstance(error, CustdevError | OSError) else DomainError(mistake_sentence(error)))
            except Exception as mistake:
                error = mistake
            else:
                return

    # Not as Textual's own work in a thread: a thread that rests would hold the last owner, and all it showed.
    leaving: WorkType[None] = partial(asyncio.to_thread, do)
    owner.run_worker(leaving, exclusive=True, group=group, exit_on_error=False)
