"""What is chosen before something is given out: the format, the reader, what goes along, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from tui.domain.privacy.profiles import BY_HAND, DEFAULT, NEVER, PROFILES, READERS, TERMS, Profile
from tui.exchange.formats import formats_for
from tui.exchange.parcel import Include, Parcel, What

Field = Literal["format", "reader", "include", "goes to"]
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
_NAMES: dict[Field, str] = {"format": "form", "reader": "profile", "goes to": "place"}
"""By which name of a choice the fields of one value go."""
_WITH_CARDS: tuple[What, ...] = ("board", "column", "card")


class Offer(Struct, frozen=True):
    """Something that may be given out: what it is, its name, and how it is made for a reader.

    `make` reads events, perhaps: not for the interface thread.
    """

    what: What
    name: str
    make: Callable[[Profile, Include], Parcel]
    readers: tuple[Profile, ...] = PROFILES
    places: tuple[Place, ...] = tuple(PLACES)

    @property
    def forms(self) -> list[str]:
        """The names of the formats that can write it."""
        return [form.name for form in formats_for(self.what)]

    @property
    def fields(self) -> list[Field]:
        """What is to be chosen of it, in order."""
        with_cards: list[Field] = ["include"] if self.what in _WITH_CARDS else []
        where: list[Field] = ["goes to"] if len(self.places) > 1 else []
        return ["format", "reader", *with_cards, *where]

    def values(self, field: Field) -> Sequence[str]:
        """Return what can be chosen in a field of one value."""
        values: dict[Field, Sequence[str]] = {"format": self.forms, "reader": self.readers, "goes to": self.places}
        return values[field]


class Choice(Struct, frozen=True):
    """What is chosen."""

    form: str
    profile: Profile = DEFAULT
    include: Include = Include()
    place: Place = "file"

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
    def content(self) -> tuple[str, Profile, Include]:
        """What of it decides the bytes; where they go does not."""
        return (self.form, self.profile, self.include)


def _next(among: Sequence[str], value: str, step: int) -> str:
    at = among.index(value) if value in among else 0
    return among[max(0, min(at + step, len(among) - 1))]
