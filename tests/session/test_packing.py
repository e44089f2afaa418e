"""What opening a large workspace found out lies beside its files, and spares the next opening all reading."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from inspect import getsource, isfunction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.domain.records.lookups_of_all import all_indexes, prompt_indexes
from tests.session.conftest import Open
from tests.store.disk import no_waiting
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.evidence.stances import is_evidence
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import RECORD_TYPES, intake
from tui.domain.records.intake import glanced
from tui.domain.records.layers import at_a_glance
from tui.domain.records.lookups import lookups_of
from tui.domain.records.numbering import has_doubles
from tui.domain.records.workspace import Workspace
from tui.session import Session, packing, reader
from tui.session.erasing import erase
from tui.session.reader import Reader
from tui.store import open_store
from tui.store.checkup import check_contents, check_files
from tui.store.files import holding
from tui.store.files.file_store import FileStore

FEW = 20
DIGEST = "f01a39e1c97ba807"
"""Of all that the bytes depend on. Where it changes, `packing.FORM` is to be raised as well."""


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a workspace count as large from the first record on."""
    monkeypatch.setattr(holding.Memory, "cheap_to_fold", False)
    monkeypatch.setattr(packing, "MANY", 1)
    with no_waiting():
        yield


@pytest.fixture
def folder(open_window: Open) -> Path:
    """A workspace with a board, cards, people and notes, at rest and closed; nothing of it is remembered yet."""
    window = open_window().start()
    session = window.session
    for number in range(FEW):
        session.save(operations.add_card, window.card.experiment, f"Ask {number}", column=("todo", "doing")[number % 2])
    session.save(operations.make_contact, "Ada Example", card=window.card.uid)
    session.save(operations.assign_card, window.card.uid, "me")
    session.save(operations.add_note, "said so", card=window.card.uid, people=[*session.workspace.participants])
    window.disk.fold()
    session.close()
    return session.folder


def file_in(folder: Path) -> Path:
    return folder / ".custdev" / "glances"


def look(folder: Path) -> None:
    """Open a workspace and close it again, as a command does that only shows something."""
    Session.open(folder).close()


@contextmanager
def decoded() -> Iterator[list[bytes]]:
    """Give the records that are decoded."""
    rows: list[bytes] = []
    decoder_of = reader._decoder.__wrapped__

    class Counting:
        def __init__(self, table: str) -> None:
            self._decoder = decoder_of(table)

        def decode(self, row: bytes) -> object:
            rows.append(row)
            return self._decoder.decode(row)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_decoder", Counting)
        yield rows


def opened(folder: Path) -> tuple[Workspace, list[str]]:
    store = open_store(folder)
    beside = Reader(store)
    workspace = beside.workspace()
    store.close(fold=False)
    return workspace, beside.problems


def plainly(folder: Path) -> tuple[Workspace, list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FileStore, "at_rest", lambda *_: None)
        return opened(folder)


def assert_the_same(folder: Path) -> bool:
    """Open a workspace beside one that reads everything; return whether it was spared most of the reading."""
    with decoded() as rows_read:
        workspace, problems = opened(folder)
    spared, (plain, others) = len(rows_read) < FEW, plainly(folder)
    assert problems == others
    assert prompt_indexes(workspace) == prompt_indexes(plain)
    for table, record_type in RECORD_TYPES.items():
        _, getters = intake._glance(record_type)  # what was changed since has its words as well
        told, read = (
            {uid: [get(it) for get in getters] for uid, it in at_a_glance(rows).items()}
            for rows in (workspace.table(table), plain.table(table))
        )
        assert repr(told) == repr(read)  # times of two zones may be equal
        assert list(workspace.table(table).items()) == list(plain.table(table).items())
    assert all_indexes(workspace) == all_indexes(plain)
    return spared


def test_the_next_opening_reads_nothing_and_what_is_asked_for(folder: Path) -> None:
    look(folder)
    with decoded() as rows:
        workspace, problems = opened(folder)
        assert (rows, problems) == ([], [])
        assert not has_doubles(workspace)
        assert rows == []
        assert workspace.cards[next(reversed([*workspace.cards]))].title == f"Ask {FEW - 1}"
        assert len(rows) == 1
    assert_the_same(folder)


def test_what_was_done_since_is_read_and_little_besides(folder: Path) -> None:
    look(folder)
    session = Session.open(folder)
    uid = session.workspace.cards_of(next(iter(session.workspace.experiments)))[3].uid
    session.save(operations.move_card, uid, "done")
    session.close()
    with decoded() as rows:
        assert opened(folder)[0].cards[uid].column == "done"
        assert 0 < len(rows) < FEW
    assert_the_same(folder)


def test_it_is_made_of_what_rests_also_where_more_was_done_since(folder: Path) -> None:
    session = Session.open(folder)
    session.save(operations.add_card, next(iter(session.workspace.experiments)), "One more")
    session.close()
    file_in(folder).unlink()
    look(folder)
    with decoded() as rows:
        assert "One more" in {card.title for card in opened(folder)[0].cards.values()}
    assert len(rows) > FEW
    with decoded() as rows:
        opened(folder)
    assert len(rows) < FEW
    assert_the_same(folder)


def of_another_form(path: Path) -> None:
    store = open_store(path.parent.parent)
    rest = store.at_rest(())
    assert rest is not None
    content = msgspec.msgpack.decode(store.remembered(rest.version) or b"")
    content[0][0] += 1
    store.remember(rest.version, msgspec.msgpack.encode(content))
    store.close(fold=False)


def edited_outside(path: Path) -> None:
    data = path.parent.parent / "research.json"
    data.write_bytes(data.read_bytes().replace(b'"Ask 3"', b'"Ask me"'))


def changed_in_the_middle(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])


SPOILED: list[Callable[[Path], object]] = [
    of_another_form,
    edited_outside,
    changed_in_the_middle,
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"\xff\n" * 9),
    lambda path: path.write_bytes(path.read_bytes().replace(b"people.json:", b"people.yaml:")),
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_does_not_fit_or_is_damaged_is_made_anew(folder: Path, spoil: Callable[[Path], object]) -> None:
    look(folder)
    spoil(file_in(folder))
    with decoded() as rows:
        workspace, problems = opened(folder)
    assert len(rows) > FEW
    assert problems == []
    assert_the_same(folder)
    edited = "Ask me" in {card.title for card in workspace.cards.values()}
    for _ in range(1 + edited):  # the first one only learns that the file is as we would have written it
        look(folder)
    with decoded() as rows:
        opened(folder)
    assert rows == []


def test_another_version_of_the_program_makes_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(folder)
    monkeypatch.setattr(packing, "_MADE_BY", (packing.FORM, "0.0.0", msgspec.__version__))
    with decoded() as rows:
        opened(folder)
    assert len(rows) > FEW
    look(folder)
    with decoded() as rows:
        opened(folder)
    assert rows == []


def test_it_is_for_the_user_alone_is_told_of_by_nobody_and_goes_into_no_backup(folder: Path) -> None:
    look(folder)
    assert file_in(folder).stat().st_mode & 0o777 == 0o600
    assert not [*check_files(folder), *check_contents(folder)]
    Session.open(folder).back_up("kept on purpose")
    assert not [*folder.rglob("backups/**/glances*")]


def test_it_goes_when_the_files_are_written_anew(folder: Path) -> None:
    look(folder)
    session = Session.open(folder)
    session.save(operations.add_card, next(iter(session.workspace.experiments)), "One more")
    assert file_in(folder).exists()
    session.back_up("before")
    assert not file_in(folder).exists()
    session.close()
    assert not file_in(folder).exists()
    assert_the_same(folder)


def test_going_back_to_a_backup_is_read_as_it_is(folder: Path) -> None:
    session = Session.open(folder)
    backup = session.back_up("all")
    for uid in [*session.workspace.cards][:4]:
        session.save(operations.archive_card, uid)
    session.close()
    look(folder)
    session = Session.open(folder)
    session.restore(backup.name)
    session.close()
    assert_the_same(folder)
    look(folder)
    assert_the_same(folder)


def test_nothing_of_who_was_erased_stays_in_it_whoever_closes_when(folder: Path) -> None:
    earlier = Session.open(folder)
    look(folder)
    session = Session.open(folder)
    (contact,) = session.workspace.contacts
    (person,) = session.workspace.participants.values()
    assert contact.encode() in file_in(folder).read_bytes()
    erase(session, person, Choices("delete"))
    assert not file_in(folder).exists()
    earlier.close()
    session.close()
    look(folder)
    assert contact.encode() not in file_in(folder).read_bytes()
    assert_the_same(folder)


def test_why_a_card_waits_is_not_in_it(folder: Path) -> None:
    session = Session.open(folder)
    uid = next(iter(session.workspace.cards))
    session.save(operations.block_card, uid, "Ada Example is ill", needs="a word of Ben Example")
    session.back_up("at rest")
    session.close()
    look(folder)
    assert b"Example" not in file_in(folder).read_bytes()
    assert_the_same(folder)
    workspace, _ = opened(folder)
    glance, card = workspace.glances[uid].blocked, workspace.cards[uid].blocked
    assert glance is not None
    assert card is not None
    assert (glance.since, card.reason) == (card.since, "Ada Example is ill")


def test_nothing_is_remembered_while_somebody_is_being_erased(folder: Path) -> None:
    store = open_store(folder)
    with store.writing():
        store.begin_to_erase()
    store.close(fold=False)
    look(folder)
    assert not file_in(folder).exists()


def test_it_is_not_written_by_who_must_wait_cannot_write_or_found_what_cannot_be_read(folder: Path) -> None:
    other = open_store(folder)
    with other.writing():
        look(folder)
    assert not file_in(folder).exists()
    other.close(fold=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        look(folder)
    assert not file_in(folder).exists()
    data = folder / "research.json"
    data.write_bytes(data.read_bytes().replace(b'"Ask 3"', b'["Ask", 3]'))
    look(folder)
    look(folder)
    assert not file_in(folder).exists()
    assert_the_same(folder)


def test_a_small_workspace_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MANY", 2000)
    look(folder)
    assert not file_in(folder).exists()


def test_the_private_folder_is_not_made_anew_for_it(folder: Path) -> None:
    session = Session.open(folder)
    shutil.rmtree(folder / ".custdev")
    session.close()
    assert not (folder / ".custdev").exists()
    assert_the_same(folder)


def test_an_open_window_writes_it_when_nothing_goes_on(
    folder: Path, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.session.writer.SETTLED_SECONDS", 0.0)
    window = open_window()
    window.disk.look_on()
    assert file_in(folder).exists()


def edit_by_hand(folder: Path, chance: random.Random) -> None:
    """Change some fields as another program would; now and then two documents get one uid, or one is taken out."""
    path = folder / "research.json"
    tables = json.loads(path.read_bytes())
    cards = tables["cards"]
    one, other = chance.sample(sorted(cards), 2)
    cards[one]["assignee"] = chance.choice(["me", "Zoë", "ux"])
    cards[one]["started_at"] = chance.choice(["2026-03-02T09:00:00+02:00", "2026-03-02T09:00:00", None])
    match chance.randrange(4):
        case 0:
            cards[one]["uid"] = cards[other]["uid"]
        case 1:
            del cards[other]
    path.write_text(json.dumps(tables), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_after_whatever_was_done_it_is_the_workspace_that_reading_everything_gives(folder: Path, seed: int) -> None:
    chance, spared = random.Random(seed), 0
    for _ in range(25):
        if chance.random() < 0.15:
            edit_by_hand(folder, chance)
        else:
            session = Session.open(folder)
            for _ in range(chance.randrange(4)):
                do_something(session, chance)
            if chance.random() < 0.2:
                session.back_up("now and then")
            session.close()
        spared += assert_the_same(folder)
    assert spared


def do_something(session: Session, chance: random.Random) -> None:
    workspace = session.workspace
    card, experiment = chance.choice([*workspace.cards]), next(iter(workspace.experiments))
    column = chance.choice(["todo", "doing", "done"])
    steps: list[Callable[[], object]] = [
        lambda: session.save(operations.move_card, card, column, index=chance.randrange(3)),
        lambda: session.save(operations.add_card, experiment, "One more", column=column),
        lambda: session.save(operations.archive_card, card),
        lambda: session.save(operations.restore_card, card),
        lambda: session.save(operations.assign_card, card, chance.choice(["me", "Zoë"])),
        lambda: session.save(operations.make_contact, "Bob Example", card=card),
        lambda: session.save(operations.add_note, "said", card=card, people=[*workspace.participants][:2]),
        lambda: session.save(operations.block_card, card, "legal", "me"),
        lambda: session.save(operations.unblock_card, card),
        lambda: session.save(operations.set_due, card, session.today),
        lambda: session.save(operations.expedite_card, card),
        session.undo,
        lambda: erase(session, chance.choice([*workspace.participants.values()]), Choices("delete")),
    ]
    with suppress(DomainError):
        chance.choice(steps)()


def test_whoever_declares_something_else_raises_the_number_of_the_form() -> None:
    assert (packing.FORM, digest()) == (16, DIGEST)


def digest() -> str:
    """Return what the bytes depend on, in short: how records are declared, which glances, and which lookups."""
    types = [*RECORD_TYPES.values()]
    _, schemas = msgspec.json.schema_components(types)
    lookups = [lookup for record_type in types for lookup in lookups_of(record_type)]
    functions = {is_evidence, *(it for lookup in lookups for it in (lookup.key, lookup.place, lookup.where))}
    told = {
        "records": _without_words(schemas),
        "glances": {record_type.table: glanced(record_type) for record_type in types},
        "lookups": [(lookup.name, lookup.several, lookup.late) for lookup in lookups],
        "functions": sorted(getsource(it) for it in functions if isfunction(it)),
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _without_words(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {name: _without_words(part) for name, part in schema.items() if name != "description"}
    return [*map(_without_words, schema)] if isinstance(schema, list) else schema
