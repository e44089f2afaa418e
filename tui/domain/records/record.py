"""What all records have in common."""

from typing import ClassVar

from msgspec import Struct

from tui.domain.records.meaning import Code


class Record(Struct, frozen=True, omit_defaults=True):
    """Something that is stored under a `uid` of its own in a `table`, and changed only by events."""

    table: ClassVar[str]

    uid: Code
