"""The texts that somebody typed into a record, as its fields are annotated."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.domain.records.meaning import PRIVATE, TEAMMATE, Meaning
from tui.domain.records.texts import Rewrite, rewritten


def texts_of(record: Struct) -> Iterator[tuple[str, str, Meaning]]:
    """Yield field, text and meaning of every text of a record that has one, those inside of it, too."""
    meant: list[tuple[str, str, Meaning]] = []

    def note(meaning: Meaning) -> Rewrite:
        def keep(text: str, field: str) -> str:
            meant.append((field, text, meaning))
            return text

        return keep

    rewritten(record, note(PRIVATE), note(TEAMMATE))
    yield from meant
