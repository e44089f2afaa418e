"""Writes a new board file: the YAML text of a definition, put beside the others and never over one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tui.definitions.slugs import Slugs, slug
from tui.definitions.whole_file import write_whole
from tui.domain.errors import Conflict, DefinitionError, NotAllowed
from tui.domain.operations.experiments import next_free_key
from tui.domain.records.definition import BoardDefinition, CardDefinition
from tui.domain.text import clean_line, clean_text

SCHEMA_LINE = "# yaml-language-server: $schema=board.schema.json"
_LEAST_OF_A_CARD = 5
"""A card is a mapping with at least an id and a title, which are two fields and two texts."""
_KEY_LETTERS = 2
_ANY_KEY = "BD"


def new_definition(
    title: str,
    *,
    hypothesis: str = "",
    related: Collection[str] = (),
    cards: Collection[str] = (),
    among: Collection[CardDefinition] = (),
    taken_ids: Collection[str] = (),
    taken_keys: Collection[str] = (),
) -> BoardDefinition:
    """Return a board of that title, with an id and a key that none of those taken has.

    Cards are given by title; one that is `among` others is that one, with all its fields.
    """
    name = clean_line(title)
    if not name:
        raise NotAllowed("A board needs a title. Nothing was written.")
    by_title = {card.title: card for card in reversed([*among])}
    slugs = Slugs(card.id for card in among)
    return BoardDefinition(
        id=Slugs(taken_ids).free(name if slug(name) else "board"),
        key=next_free_key(key_of_title(name), taken_keys),
        title=name,
        hypothesis=clean_text(hypothesis),
        related=tuple(map(clean_line, related)),
        cards=tuple(
            by_title.pop(card) if card in by_title else CardDefinition(slugs.free(card), card)
            for card in map(clean_line, cards)
        ),
    )


def key_of_title(title: str) -> str:
    """Return the capitals of a title as a key: two of them, or where it has fewer the first letters of its words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    capitals = [letter for letter in plain if letter.isupper()]
    initials = [word[0].upper() for word in plain.split() if word[0].isalpha()]
    letters = [letter.upper() for letter in plain if letter.isalpha()]
    for candidates in (capitals, initials, letters):
        if len(candidates) >= _KEY_LETTERS:
            return "".join(candidates[:_KEY_LETTERS])
    return _ANY_KEY


def board_text(definition: BoardDefinition) -> str:
    """Return a definition as the text of a board file; what it leaves to the defaults is not written.

    Raises:
        NotAllowed: A board file cannot hold it, such as a title that is too long; the sentence says what.
    """
    from tui.definitions import parser  # most commands write no board, and YAML takes its time to import
    from tui.definitions.dumper import dumped
    from tui.definitions.loader import load_board

    if len(definition.cards) * _LEAST_OF_A_CARD > parser.MAX_NODES:  # told before minutes go into writing it
        raise NotAllowed(f"That cannot be a board: {parser.TOO_MANY}. Nothing was written.")
    fields: dict[str, Any] = msgspec.to_builtins(definition, builtin_types=(date,))
    text = f"{SCHEMA_LINE}\n{dumped(fields)}"
    try:
        load_board(text, f"{definition.id}.yaml")
    except DefinitionError as error:
        raise NotAllowed(f"That cannot be a board: {error.problems[0].sentence}. Nothing was written.") from error
    return text


def text_of_copy(text: str, definition: BoardDefinition) -> str:
    """Return the text of a board file with the id and the key of a definition; every other byte stays.

    Where the two do not stand in lines of their own, it is written anew as `board_text` does.
    """
    from tui.definitions.loader import load_board

    copied = text
    for name, value in (("id", definition.id), ("key", definition.key)):
        copied = re.sub(rf"(?m)^{name}:[^\n#]*?(?=\s*(?:#.*)?$)", f"{name}: {value}", copied, count=1)
    with suppress(DefinitionError):
        if load_board(copied, definition.id) == definition:
            return copied
    return board_text(definition)


def write_board(folder: Path, definition: BoardDefinition) -> Path:
    """Write a board file into a folder, which is made where it is not there, and return its path.

    The file is there whole or not at all. Where its name is taken `-2`, `-3` and so on is added.

    Raises:
        NotAllowed: The definition is none, or the disk said no; nothing is left behind.
    """
    data = board_text(definition).encode()
    for number in range(1, 1000):
        with suppress(FileExistsError):
            return write_text(
                folder, f"{definition.id}.yaml" if number == 1 else f"{definition.id}-{number}.yaml", data
            )
    raise Conflict(f"There are too many boards named {definition.id} in {folder}. Nothing was written.")


def write_text(folder: Path, name: str, data: bytes, *, force: bool = False) -> Path:
    """Write a file into a folder, which is made where it is not there, whole or not at all, and return its path.

    With `force` it may be in the place of another.

    Raises:
        FileExistsError: There is one of that name.
        NotAllowed: The disk said no; nothing is left behind.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, [data], mode=0o644, force=force)
    except OSError as error:
        if isinstance(error, FileExistsError) and folder.is_dir():
            raise
        reason = error.strerror or error
        raise NotAllowed(f"No board can be written in {folder}: {reason}. Nothing was changed.") from error
    return path
