"""What a format is: a name, an ending, what it can write, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.exchange.parcel import Parcel, What

if TYPE_CHECKING:
    from tui.exchange.document import Document

DOCUMENTS: tuple[What, ...] = ("board", "column", "card", "report", "flow")
"""What is read as a document."""
ALL_BUT_REPORTS: tuple[What, ...] = tuple(what for what in get_args(What) if what != "report")
"""What a table holds."""
_NAMES: dict[What, str] = {"board": "a board", "column": "a column", "card": "a card", "report": "a standup report"}


def drawing(draw: Callable[[Document], str]) -> Callable[[Parcel], str]:
    """Return what writes a parcel by drawing its document."""

    def write(parcel: Parcel) -> str:
        from tui.exchange.layouts import document_of  # tables and data are written without

        return draw(document_of(parcel))

    return write


class Format(Struct, frozen=True):
    """A way to write a parcel as text. `title` is what it is called on the screen, `suffix` how its files end.

    `name` is that of its module, `synonyms` are other words for it and other endings of its files.
    `what` it can write, and for which `profiles`; most formats write for all readers. `words` gives back what is read
    of a text it wrote, line by line as it stands there, without escapes and tags, so that no name hides behind them.
    """

    name: str
    title: str
    suffix: str
    what: tuple[What, ...]
    write: Callable[[Parcel], str]
    profiles: tuple[Profile, ...] = PROFILES
    words: Callable[[str], str] = str
    synonyms: tuple[str, ...] = ()

    def render(self, parcel: Parcel) -> str:
        """Return a parcel as text.

        Raises:
            NotAllowed: It is nothing that this format holds, or not for its reader.
        """
        if parcel.what not in self.what:
            raise NotAllowed(f"{self.title} cannot hold {_NAMES.get(parcel.what, parcel.what)}. Nothing was written.")
        if parcel.profile not in self.profiles:
            readers = " or ".join(self.profiles)
            names = ", with names" if readers == "identified" else ""
            raise NotAllowed(f"{self.title} is only for the profile {readers}{names}. Nothing was written.")
        return self.write(parcel)
