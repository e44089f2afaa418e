"""What is chosen before something is given out, and what is said of that: for whom, what goes along, and where to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from tui.domain.privacy.profiles import BY_HAND, DEFAULT, NEVER, PROFILES, READERS, TERMS, Profile
from tui.domain.privacy.sheet import LeakCheck
from tui.exchange.formats import format_named, formats_for
from tui.exchange.layouts import check_line
from tui.exchange.parcel import Include, Parcel, What
from tui.session import giving

Field = Literal["what", "format", "reader", "include", "goes to"]
Place = Literal["file", "clipboard", "output"]

PLACES: dict[Place, str] = {"file": "file", "clipboard": "clipboard", "output": "standard output"}
"""Where something may go, and what that is called."""
INCLUDED: dict[str, tuple[str, str]] = {
    "people": ("people", "people"),
    "quotes": ("quotes", "quotes"),
    "evidence": ("evidence", "evidence"),
    "earlier": ("done earlier", "done"),
    "plain_notes": ("plain notes", "plain notes"),
    "archived": ("archived", "archived"),
}
"""What may go along, by its field in `Include`, with what it is called where there is room and where there is not."""
WORD = "names"
"""What has to be typed before something leaves that says who people are."""
_NAMES: dict[Field, str] = {"what": "kind", "format": "form", "reader": "profile", "goes to": "place"}
"""By which name of a choice the fields of one value go."""
_WITH_CARDS: tuple[What, ...] = ("board", "column", "card")
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


class Offer(Struct, frozen=True):
    """Something that may be given out: what it is, its name, and how it is made for a reader.

    `make` reads events, perhaps: not for the interface thread. Where other things may be given out in its place, it is
    `called` something among the `kinds` there are.
    """

    what: What
    name: str
    make: Callable[[Profile, Include], Parcel]
    readers: tuple[Profile, ...] = PROFILES
    places: tuple[Place, ...] = tuple(PLACES)
    called: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def forms(self) -> list[str]:
        """The names of the formats that can write it."""
        return [form.name for form in formats_for(self.what)]

    @property
    def fields(self) -> list[Field]:
        """What is to be chosen of it, in order."""
        with_cards: list[Field] = ["include"] if self.what in _WITH_CARDS else []
        where: list[Field] = ["goes to"] if len(self.places) > 1 else []
        what: list[Field] = ["what"] if len(self.kinds) > 1 else []
        return [*what, "format", "reader", *with_cards, *where]

    def values(self, field: Field) -> Sequence[str]:
        """Return what can be chosen in a field of one value."""
        values: dict[Field, Sequence[str]] = {
            "what": self.kinds,
            "format": self.forms,
            "reader": self.readers,
            "goes to": self.places,
        }
        return values[field]


class Choice(Struct, frozen=True):
    """What is chosen."""

    form: str
    profile: Profile = DEFAULT
    include: Include = Include()
    place: Place = "file"
    kind: str = ""

    def turned(self, field: Field, step: int, offer: Offer) -> Choice:
        """Return the choice with the next or the former value of a field; what is included is not turned so."""
        if field == "include":
            return self
        return replace(self, **{_NAMES[field]: _next(offer.values(field), self.value(field), step)})

    def value(self, field: Field) -> str:
        """Return what is chosen in a field of one value."""
        return str(getattr(self, _NAMES[field]))

    def toggled(self, name: str) -> Choice:
        """Return the choice with something included that was not, or the other way round."""
        return replace(self, include=replace(self.include, **{name: not asdict(self.include)[name]}))

    @property
    def has_names(self) -> bool:
        """Whether it is for readers who may see who people are."""
        return self.profile == "identified"

    @property
    def settled(self) -> str:
        """Why plain notes are no matter of choice for this reader; empty where they are one."""
        terms = TERMS["note"][self.profile]
        if terms is BY_HAND:
            return ""
        reader = "readers of names" if self.has_names else READERS[self.profile]
        return f"Plain notes {'never' if terms is NEVER else 'always'} go along for {reader}."

    def has(self, name: str) -> bool:
        """Return whether something (a field of `Include`) goes along."""
        if name == "plain_notes" and self.settled:
            return TERMS["note"][self.profile] is not NEVER
        return bool(asdict(self.include)[name])

    @property
    def content(self) -> tuple[str, str, Profile, Include]:
        """What of it decides the bytes; where they go does not."""
        return (self.kind, self.form, self.profile, self.include)


def _next(among: Sequence[str], value: str, step: int) -> str:
    at = among.index(value) if value in among else 0
    return among[max(0, min(at + step, len(among) - 1))]


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
