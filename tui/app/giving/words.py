"""What is said about something that leaves: for whom it is, what the check found, where it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from tui.app.giving.choice import Choice, Place
from tui.domain.privacy.profiles import READERS, Profile
from tui.domain.privacy.sheet import LeakCheck
from tui.exchange.formats import format_named
from tui.exchange.layouts.sheet_lines import check_line
from tui.session import giving

WHO: dict[Profile, tuple[str, str, str]] = {
    "public": (
        "anyone",
        ", also outside the organisation",
        "Titles and figures only. No person, no small count; quotes only with a yes to share them outside.",
    ),
    "stakeholders": (
        "stakeholders",
        ", inside the organisation",
        "Names become P-ids, quotes only with a yes, plain notes only by hand.",
    ),
    "team": ("our team", "", "Names become P-ids, quotes only with a yes, plain notes go along."),
    "identified": (
        "readers of names",
        "",
        "Says who people are, where they agreed to that. Anyone who gets hold of it knows them.",
    ),
}
"""What is said of each reader: a word, more about them, and what they get to see."""
WRITTEN_FILE = "readable only by you"
NEW_FILE = "new file, readable only by you"
SAME_FILE = "there already, with the very same bytes"
GOES_TO: dict[Place, str] = {
    "file": "",
    "clipboard": "the clipboard",
    "output": "standard output, when custdev is left",
}
_RUN = 3
"""From how many P-ids in a row on only the first and the last are told."""


class Given(Struct, frozen=True):
    """Something that has left: where it is now, and for the clipboard whether a tool took it."""

    written: giving.Written
    place: Place
    path: Path | None = None
    taken: bool = False

    @property
    def is_unsure(self) -> bool:
        """Whether nobody says if it is where it should be: the terminal was asked to copy it, and does not answer."""
        return self.place == "clipboard" and not self.taken

    @property
    def remembered_at(self) -> str:
        """The place that is remembered of it; empty for what is printed, which is not."""
        return {"file": str(self.path), "clipboard": giving.CLIPBOARD, "output": ""}[self.place]


def check_words(check: LeakCheck) -> str:
    """Return what the leak check found, for a sentence: never clean where somebody could not be looked for."""
    return "leak check clean" if check.is_clean and check.people else check_line(check).text


def given_words(given: Given, name: str) -> tuple[str, str]:
    """Return what is said of something that has left, in two parts between which the path of a file belongs."""
    parcel = given.written.parcel
    check = check_words(parcel.sheet.check)
    if given.place == "file":
        return "Wrote ", f", {check}"
    as_what = f"{name} as {format_named(given.written.form).title} for {READERS[parcel.profile]}"
    unsure = "" if check == "leak check clean" else f"; {check}"
    if given.place == "output":
        return f"{as_what} is printed when custdev is left, and not remembered{unsure}", ""
    if given.taken:
        return f"Copied {as_what}{unsure}", ""
    return f"Sent {as_what} to the terminal{unsure}", ""


def memory_words(choice: Choice, pids: Sequence[str]) -> str:
    """Return whether a copy is remembered, and what for."""
    if choice.place == "output":
        return "not remembered: erasing cannot name what was printed"
    if not pids:
        return "remembered: it tells of nobody"
    what = "this copy" if choice.place == "file" else "that it was copied"
    return f"remembered: erasing {', '.join(runs(pids))} will name {what}"


def runs(pids: Sequence[str]) -> Iterator[str]:
    """Yield P-ids, those in a row as one: `P01 to P09`, `P11`, `P12`."""
    numbers = [int(pid.lstrip("P")) for pid in pids]
    cuts = [0, *(at for at, (one, two) in enumerate(pairwise(numbers), 1) if two != one + 1), len(pids)]
    for begin, end in pairwise(cuts):
        row = pids[begin:end]
        if len(row) >= _RUN:
            yield f"{row[0]} to {row[-1]}"
        else:
            yield from row
