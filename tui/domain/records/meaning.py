"""What all records have in common, and what a field of one means beyond its type, said once, where it is declared.

Lookups, erasing, the dossier, the checks of undo and doctor, replay and the scrubber read it from there (`fields.py`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Struct


class Meaning(Struct, frozen=True):
    """The meaning of a text: `private` text is what people typed, a `teammate` is a member of the team by name."""

    what: str


class Role(Struct, frozen=True):
    """What a field is there for, where its name does not say it to a program."""

    what: str


class Refers(Struct, frozen=True):
    """That a field holds the uid of a record of `table`, or several; an empty `table` is any of them.

    A reference without a default belongs to what it refers to, and goes with it; others are taken out when that goes.
    `gone` is what a record does that refers to what is not there, `since` what happened to a record, `{it}`, when
    something came to refer to it. A `loose` one remembers what was there once: it may lead to nothing, and stays as it
    is. A `bare` one leads from one record to another and tells people nothing. Only `indexed` ones have a lookup.
    """

    table: str
    gone: str = "refers to something"
    since: str = "Something refers to {it}"
    loose: bool = False
    bare: bool = False
    indexed: bool = True


PRIVATE = Meaning("private")
TEAMMATE = Meaning("teammate")
NAMING = Role("who somebody is")
TERMS = Role("what people were told by us")
CODE = Role("an id, a hash or a word of a format, which nobody typed")
RANK = Role("the place among others")
NUMBER = Role("given once and never again")
GROWING = Role("never set back")
BIRTH = Role("when the record was made")

PrivateText = Annotated[str, PRIVATE]
"""What somebody typed: it may name anybody, and is shown and given out only without that."""
Teammate = Annotated[str, TEAMMATE]
"""A member of the team, by the name that follows an @: no customer, unless one is called the same."""
Terms = Annotated[PrivateText, TERMS]
"""What people were told when they agreed: typed, too, and not about them."""
Naming = Annotated[str, NAMING]
"""What says who somebody is: it stays with its owner, whoever else goes."""
Code = Annotated[str, CODE]
"""An id, a hash or a word of a format: no text, so that nobody is looked for in it."""
Rank = Annotated[str, RANK]
"""A fractional index by which records are in order."""
Number = Annotated[int, NUMBER]
"""What people call a record by; it stays given, whatever is undone."""
Growing = Annotated[int, GROWING]
"""A number that only ever grows, not even set back by an undo."""
Birth = Annotated[datetime, BIRTH]
"""When a record was made; the event that made it tells it, too."""


class Record(Struct, frozen=True, omit_defaults=True):
    """Something that is stored under a `uid` of its own in a `table`, and changed only by events."""

    table: ClassVar[str]

    uid: Code
