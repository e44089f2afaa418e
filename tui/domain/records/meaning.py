"""What a field of a record means beyond its type, said once, where the field is declared."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct


class Meaning(Struct, frozen=True):
    """The meaning of a text: `private` text is what people typed, a `teammate` is a member of the team by name."""

    what: str


PRIVATE = Meaning("private")
TEAMMATE = Meaning("teammate")

PrivateText = Annotated[str, PRIVATE]
"""What somebody typed: it may name anybody, and is shown and given out only without that."""
Teammate = Annotated[str, TEAMMATE]
"""A member of the team, by the name that follows an @: no customer, unless one is called the same."""
