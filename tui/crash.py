"""A mistake of ours in words that name nobody: what kind it was and where, never the values at hand.

What a program holds when it fails is names, addresses and what people said; a traceback with them gets pasted into
public places.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

DETAILS = "CUSTDEV_TRACEBACK"
"""With this in the environment the whole traceback follows, for who looks for the mistake on data of their own."""

_PACKAGE = Path(__file__).parent


def mistake_sentence(error: BaseException) -> str:
    """Return what went wrong in one line, for where the program goes on."""
    ours = _our_frames(error)
    where = f" at {Path(ours[-1].filename).relative_to(_PACKAGE.parent)}:{ours[-1].lineno}" if ours else ""
    return f"Something unexpected went wrong ({type(error).__name__}{where}). What the footer said is saved is safe."


def crash_words(error: BaseException) -> str:
    """Return what went wrong: the kind of mistake and the way to it through our own files."""
    ours = _our_frames(error)
    where = [f"  {Path(our.filename).relative_to(_PACKAGE.parent)}:{our.lineno} {our.name}" for our in ours[-6:]]
    lines = [
        f"Something unexpected went wrong ({type(error).__name__}). What the footer said is saved is safe.",
        *where,
        f"Please report these lines; they hold nothing of your data. {DETAILS}=1 shows all there is.",
    ]
    if os.environ.get(DETAILS):
        lines += ["", *(line.rstrip() for line in traceback.format_exception(error))]
    return "\n".join(lines)


def _our_frames(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
