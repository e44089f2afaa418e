"""New board files: of a title, of another board, or of what a decision leads to, which then remembers it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.definitions.board_lines import columns_line, columns_of, service_level_line, service_level_of
from tui.definitions.board_writer import board_text, new_definition, text_of_copy, write_board, write_text
from tui.definitions.catalog import CatalogEntry
from tui.definitions.slugs import is_key, is_slug
from tui.domain import operations
from tui.domain.errors import Conflict, DefinitionError, NotAllowed
from tui.domain.lens import Lens
from tui.domain.operations.experiments import next_free_key
from tui.domain.operations.life import free_action, origin_words
from tui.domain.records import Experiment
from tui.domain.records.definition import BoardDefinition, Criterion
from tui.domain.text import clean_line, clean_text
from tui.session.session import Session

T = TypeVar("T")
BOARDS = "boards"


def names_taken(
    session: Session, entries: Iterable[CatalogEntry] | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids and the keys that boards have, started or not; a file name is an id as well.

    Without `entries`, those that were read, their files are read now.
    """
    entries = session.catalog.entries() if entries is None else list(entries)
    started = session.workspace.experiments.values()
    ids = {*(entry.id for entry in entries), *(entry.path.stem for entry in entries)}
    keys = {entry.definition.key for entry in entries if entry.definition}
    return (
        frozenset(ids | {begun.board_id for begun in started}),
        frozenset(keys | {begun.key for begun in started}),
    )


class NewBoard(Struct, frozen=True):
    """A board that is to be, as it is typed: of what is empty it has nothing, or what boards have unless it is said.

    What it has in common with the board it is `like`, it has as that has it: a card with all its fields.
    """

    title: str
    key: str = ""
    goals: Sequence[str] = ()
    hypothesis: str = ""
    metric: str = ""
    criterion: str = ""
    min_n: str = ""
    columns: str = ""
    cards: Sequence[str] = ()
    service_level: str = ""
    expected_outcome: str = ""
    like: BoardDefinition | None = None


def begun_like(board: BoardDefinition) -> NewBoard:
    """Return a new board that is like another one in all but its title and key."""
    test = board.test
    return NewBoard(
        "",
        goals=board.goals,
        hypothesis=board.hypothesis,
        metric=test.metric if test else "",
        criterion=test.criterion if test else "",
        min_n=str(test.min_n or "") if test else "",
        columns=columns_line(board.columns),
        cards=[card.title for card in board.cards],
        service_level=service_level_line(board.sle),
        expected_outcome=board.expected_outcome,
        like=board,
    )


def definition_of(board: NewBoard, ids: Collection[str] = (), keys: Collection[str] = ()) -> BoardDefinition:
    """Return the definition of a board as it is typed, with an id and a key that no other board has.

    Raises:
        NotAllowed: It is no board yet; the sentence says why.
    """
    plain = new_definition(
        board.title,
        hypothesis=board.hypothesis,
        cards=[card for card in board.cards if clean_line(card)],
        among=board.like.cards if board.like else (),
        taken_ids=ids,
        taken_keys=keys,
    )
    like, before = board.like or plain, board.like.columns if board.like else ()
    columns = _unless_usual(like.columns, board.columns, lambda line: columns_of(line, before))
    places = {column.id for column in columns}
    return replace(
        plain,
        key=_free_key(board.key, keys) if board.key else plain.key,
        tags=like.tags,
        goals=tuple(filter(None, map(clean_line, board.goals))),
        related=like.related,
        test=_test_of(board),
        columns=columns,
        sle=_unless_usual(like.sle, board.service_level, service_level_of),
        cards=tuple(card if card.column in places else replace(card, column=None) for card in plain.cards),
        expected_outcome=clean_text(board.expected_outcome),
        notes=like.notes,
    )


def as_file(board: NewBoard, ids: Collection[str], keys: Collection[str]) -> tuple[BoardDefinition, str]:
    """Return the definition of a board as it is typed, and the text of the file it would be. Raises NotAllowed."""
    definition = definition_of(board, ids, keys)
    return definition, board_text(definition)


def new_board(session: Session, board: NewBoard) -> tuple[BoardDefinition, Path]:
    """Write the file of a board; without a key its title gives one.

    It is not started: the first change to it does that. Waits for the disk: not for the interface thread.

    Raises:
        DomainError: Nothing was written then.
    """
    session.check_writable()
    definition = definition_of(board, *names_taken(session))
    return definition, write_board(session.folder / BOARDS, definition)


def board_from_text(session: Session, text: str) -> tuple[BoardDefinition, Path]:
    """Write the file of a board as somebody wrote it, every byte of it. Waits for the disk.

    Raises:
        DomainError: It is no board, which is said with its line, or its id is taken; nothing was written then.
    """
    from tui.definitions.loader import load_board

    session.check_writable()
    try:
        board = load_board(text, "board")
    except DefinitionError as error:
        first = error.problems[0]
        raise NotAllowed(f"Line {first.line}: {first.sentence}. Nothing was written.") from error
    if board.id in names_taken(session)[0]:
        raise NotAllowed(f'Another board has the id "{board.id}"; write another one. Nothing was written.')
    data = text if text.endswith("\n") else f"{text}\n"
    try:
        return board, write_text(session.folder / BOARDS, f"{board.id}.yaml", data.encode())
    except FileExistsError as error:
        raise Conflict(f"There is a {board.id}.yaml in {BOARDS} already. Nothing was written.") from error


def write_schema(session: Session) -> Path:
    """Write the schema that editors check board files by beside those of the workspace, in place of an earlier one.

    Raises:
        DomainError: Nothing was written then.
    """
    from tui.definitions.schema import SCHEMA_FILE, is_schema, schema_text

    session.check_writable()
    path, data = session.folder / BOARDS / SCHEMA_FILE, schema_text().encode()
    with suppress(FileNotFoundError):
        before = path.read_bytes()
        if before == data:
            return path
        if not is_schema(before):
            raise Conflict(f"There is another {path.name} in {BOARDS} already. Nothing was written.")
    return write_text(path.parent, path.name, data, force=True)


def copy_board(
    session: Session, entry: CatalogEntry, *, board_id: str = "", key: str = ""
) -> tuple[BoardDefinition, Path]:
    """Copy a board's file into the workspace, where it goes before the one it was; as a board of its own with an id.

    Such a board has a key of its own, too; comments and all else stay as they are. Waits for the disk: not for the
    interface thread.

    Raises:
        DomainError: Nothing was written then.
    """
    session.check_writable()
    if entry.definition is None:
        raise entry.refusal
    ids, keys = names_taken(session)
    if board_id and (not is_slug(board_id) or board_id in ids):
        why = "is taken" if board_id in ids else "is no id; write small letters and digits, joined by hyphens"
        raise NotAllowed(f'"{clean_line(board_id)[:40]}" {why}. Nothing was written.')
    if key and not board_id:
        raise NotAllowed("A board that is copied as it is keeps its key; name the copy with --as. Nothing was written.")
    board = entry.definition
    if board_id:
        board = replace(board, id=board_id, key=_free_key(key, keys) if key else next_free_key(board.key, keys))
    name = f"{board_id}.yaml" if board_id else entry.path.name
    data = entry.path.read_text("utf-8")
    try:
        text = text_of_copy(data, board) if board_id else data
        return board, write_text(session.folder / BOARDS, name, text.encode())
    except FileExistsError as error:
        raise Conflict(f"There is a {name} in {BOARDS} already. Nothing was written.") from error


def _unless_usual(usual: T, line: str, read: Callable[[str], T]) -> T:
    """Return what a line says; where that is what boards have anyway, the usual itself, which is not written."""
    value = read(line) if clean_line(line) else usual
    return usual if value == usual else value


def _test_of(board: NewBoard) -> Criterion | None:
    metric, criterion, least = map(clean_line, (board.metric, board.criterion, board.min_n))
    if not (metric or criterion or least):
        return None
    if not (metric and criterion):
        raise NotAllowed('A criterion needs a metric: "interviews" and ">= 5". Nothing was written.')
    if least and not (least.isascii() and least.isdigit() and int(least[:9]) > 0):
        raise NotAllowed(f'"{least[:40]}" is no number of observations. Nothing was written.')
    like = board.like.test if board.like else None
    planned = like.planned_n if like and like.metric == metric else None
    return Criterion(metric, criterion, int(least[:9]) if least else None, planned)


def _free_key(key: str, taken: Collection[str]) -> str:
    if not is_key(key):
        raise NotAllowed(f'"{clean_line(key)[:40]}" is no key; write two or three capitals. Nothing was written.')
    if key in taken:
        raise NotAllowed(f"Another board has the key {key}; {next_free_key(key, taken)} is free. Nothing was written.")
    return key


def write_board_of(session: Session, experiment: Experiment, action: str) -> tuple[str, Path]:
    """Write the board an action (uid) of a decision becomes; return its id and where its file is.

    A board file is made to be handed around, and its id and name come of the title: nobody is named in it. It is not
    started: the first change to it does that. Only the file is written, nothing is saved in the workspace.
    Waits for the disk: not for the interface thread.

    Raises:
        DomainError: Nothing was written then.
    """
    session.check_writable()
    planned = free_action(session.workspace, experiment, action)
    lens = Lens(session.workspace, "team", lambda: session.policy, session.now())
    ids, keys = names_taken(session)
    definition = new_definition(
        lens.line(planned.text),
        hypothesis=lens.text(experiment.learning.learning) if experiment.learning else "",
        related=[lens.line(origin_words(experiment)), lens.line(experiment.board_id)],
        taken_ids=ids,
        taken_keys=keys,
    )
    return definition.id, write_board(session.folder / BOARDS, definition)


def board_from_action(session: Session, experiment: Experiment, action: str) -> tuple[str, Path]:
    """Write the board an action (uid) of a decision becomes, as `write_board_of` does, and have the action know it.

    Raises:
        DomainError, StoreError: Nothing was written, or the file is there and only the action does not know of it.
    """
    board_id, path = write_board_of(session, experiment, action)
    session.save(operations.link_action, experiment.uid, action, board_id)
    return board_id, path
