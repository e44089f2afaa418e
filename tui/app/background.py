"""Work in the background: in a thread, its result or its error handed to the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from tui.crash import mistake_sentence
from tui.domain.errors import CustdevError, DomainError

T = TypeVar("T")


def in_background(
    screen: Screen[Any],
    group: str,
    work: Callable[[], T],
    take: Callable[[T], object],
    fail: Callable[[Exception], object],
) -> None:
    """Do `work` in a thread; `take` is given what it returned, `fail` what it raised, both on the interface thread.

    A mistake of ours reaches `fail` as a sentence.

    Work of a `group` begins when that before it is done with or passed over. It may outlive its screen, which has no
    application any more then: `work` uses nothing of the screen but what was taken from it before.
    """
    app = screen.app

    def do() -> None:
        try:
            result = work()
        except (CustdevError, OSError) as error:
            app.call_from_thread(fail, error)
        except Exception as mistake:
            # Textual would say nothing of it, and a screen that waits for an answer could not be left.
            app.call_from_thread(fail, DomainError(mistake_sentence(mistake)))
        else:
            app.call_from_thread(take, result)

    screen.run_worker(do, thread=True, exclusive=True, group=group, exit_on_error=False)
