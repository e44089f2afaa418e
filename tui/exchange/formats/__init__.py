"""The formats in which things leave: what a format is, and which there are.

Each is a module here with one `FORMAT`, called as the format is and loaded when it is used. Nothing else has to know of
it: whoever offers formats, reads endings or looks through what was written asks here, so that one more module is one
more format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeVar, get_args

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.exchange.parcel import Parcel, What

if TYPE_CHECKING:
    from tui.exchange.document import Document

TextT = TypeVar("TextT", str, Iterable[str])
DOCUMENTS: tuple[What, ...] = (
    "board",
    "column",
    "card",
    "report",
    "flow",
    "insights",
    "metrics",
    "digest",
    "interview",
)
"""What is read as a document."""
ALL_BUT_PAGES: tuple[What, ...] = tuple(what for what in get_args(What) if what not in ("report", "interview"))
"""What a table holds."""
_NAMES: dict[What, str] = {
    "board": "a board",
    "column": "a column",
    "card": "a card",
    "report": "a standup report",
    "digest": "a digest",
    "interview": "an interview",
}


def drawing(draw: Callable[[Document], TextT]) -> Callable[[Parcel], TextT]:
    """Return what writes a parcel by drawing its document."""

    def write(parcel: Parcel) -> TextT:
        from tui.exchange.layouts import document_of  # tables and data are written without

        return draw(document_of(parcel))

    return write


class Format(Struct, frozen=True):
    """A way to write a parcel as text. `title` is what it is called on the screen, `suffix` how its files end.

    What it writes is a text, or one in pieces; no line with words in it goes on in the next piece.
    `name` is that of its module, `synonyms` are other words for it and other endings of its files.
    `what` it can write, and for which `profiles`; most formats write for all readers. `words` gives back what is read
    of a text it wrote, line by line as it stands there, without escapes and tags, so that no name hides behind them.
    """

    name: str
    title: str
    suffix: str
    what: tuple[What, ...]
    write: Callable[[Parcel], str | Iterable[str]]
    profiles: tuple[Profile, ...] = PROFILES
    words: Callable[[str], str] = str
    synonyms: tuple[str, ...] = ()

    def render(self, parcel: Parcel) -> str:
        """Return a parcel as text. Raises NotAllowed as `pieces` does."""
        return "".join(self.pieces(parcel))

    def pieces(self, parcel: Parcel) -> Iterable[str]:
        """Return a parcel as text in pieces, each made when it is asked for; there may be but one.

        Raises:
            NotAllowed: It is nothing that this format holds, or not for its reader.
        """
        if parcel.what not in self.what:
            raise NotAllowed(f"{self.title} cannot hold {_NAMES.get(parcel.what, parcel.what)}. Nothing was written.")
        if parcel.profile not in self.profiles:
            readers = " or ".join(self.profiles)
            names = ", with names" if readers == "identified" else ""
            raise NotAllowed(f"{self.title} is only for the profile {readers}{names}. Nothing was written.")
        written = self.write(parcel)
        return [written] if isinstance(written, str) else written


_OFFERED_FIRST = ("md", "slack", "html", "svg", "txt", "json", "csv", "yaml", "ics", "vcf", "vcf3")
"""The order in which people are offered them; what is not in it comes last."""


@cache
def format_names() -> tuple[str, ...]:
    """Return the names of all formats, as they are offered. Loads none of them."""
    places = {name: place for place, name in enumerate(_OFFERED_FIRST)}
    names = [module.name for module in iter_modules(__path__)]
    return tuple(sorted(names, key=lambda name: (places.get(name, len(places)), name)))


@cache
def format_named(name: str) -> Format:
    """Return a format by its name, or by a word people have for it. Raises KeyError where there is none."""
    if name in format_names():
        named: Format = import_module(f"{__name__}.{name}").FORMAT
        return named
    for other in map(format_named, format_names()):
        if name in other.synonyms:
            return other
    raise KeyError(name)


def formats_for(what: What) -> Iterator[Format]:
    """Yield the formats that can write something."""
    return (form for form in map(format_named, format_names()) if what in form.what)


def format_of_file(name: str, default: str) -> str:
    """Return the name of the format that a file's name asks for by how it ends; `default` where it asks for none."""
    endings = name.casefold().split(".")[1:][-2:]
    # An ending of two parts, such as `.slack.txt`, says more than its last part does.
    if len(endings) > 1 and endings[0] in format_names() and format_named(endings[0]).suffix == ".".join(endings):
        return endings[0]
    try:
        return format_named(endings[-1]).name if endings else default
    except KeyError:
        return default
