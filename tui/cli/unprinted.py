"""What was saved is done, whether or not anybody can read the answer: that is said, and is no failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


def _nothing() -> bool:
    return False


class _Answer:
    is_saved: Callable[[], bool] = staticmethod(_nothing)
    error: OSError | None = None


def begin_to_answer() -> None:
    """Begin with a command of which nothing is saved yet."""
    _Answer.is_saved, _Answer.error = staticmethod(_nothing), None


def answers_for(is_saved: Callable[[], bool]) -> None:
    """Have `is_saved` say from now on whether this command has saved something."""
    _Answer.is_saved = staticmethod(is_saved)


@contextmanager
def printing() -> Iterator[None]:
    """Print inside; where that cannot be done any more and something is saved already, go on all the same."""
    try:
        yield
    except OSError as error:
        if not _Answer.is_saved():
            raise
        _Answer.error = _Answer.error or error
        lead_nowhere()


def lead_nowhere() -> None:
    """Let standard output lead nowhere: what is still buffered must not be complained about when Python ends."""
    with suppress(OSError, ValueError):  # it may be no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unprinted_words() -> str:
    """Return what to say where something is saved and the answer could not be printed; else nothing."""
    error = _Answer.error
    if error is None:
        return ""
    reason = "nobody reads it any more" if isinstance(error, BrokenPipeError) else error.strerror or str(error)
    return f"What was to be done is done and saved; the answer could not be printed ({reason})."
