"""What flow reads of a large workspace lies beside its files, and is what looking through all events gives."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path

import msgspec
import pytest

from tests.domain.world import BOARD
from tests.session.conftest import Open
from tests.store.disk import no_waiting
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.flow.passages import Movement, card_histories
from tui.domain.operations.kinds import STILL
from tui.domain.privacy.erasing.estate import Choices
from tui.session import Session, movements
from tui.session.erasing import erase
from tui.session.movements import Movements
from tui.store import open_store
from tui.store.checkup import check_contents, check_files
from tui.store.files import event_rows, holding

FEW = 15
DIGEST = "23a225623655b3e3"
"""Of all that the bytes depend on. Where it changes, `movements.FORM` is to be raised as well."""


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a workspace count as large from the first event on."""
    monkeypatch.setattr(holding.Memory, "cheap_to_fold", False)
    monkeypatch.setattr(event_rows, "MUCH", 1)
    monkeypatch.setattr(movements, "_BATCH", 4)
    with no_waiting():
        yield


@pytest.fixture
def folder(open_window: Open) -> Path:
    """A workspace with a board and cards that were moved, at rest and closed; nobody looked at its flow yet."""
    window = open_window().start()
    session = window.session
    for number in range(FEW):
        session.save(operations.add_card, window.card.experiment, f"Ask {number}")
    session.save(operations.make_contact, "Ada Example", card=window.card.uid)
    session.save(operations.move_card, window.card.uid, "doing")
    session.undo()
    session.save(operations.move_card, window.card.uid, "done")
    window.disk.fold()
    session.close()
    return session.folder


def file_in(folder: Path) -> Path:
    return folder / ".custdev" / "movements"


def look(folder: Path) -> list[str]:
    """Look at the flow as a command does, and return where the cards ended."""
    with closing(Session.open(folder)) as session:
        return [history.last.column for history in session.histories(BOARD.id)]


@contextmanager
def decoded() -> Iterator[list[bytes]]:
    """Give the events that are decoded one by one."""
    rows: list[bytes] = []
    decoder = msgspec.json.Decoder(Movement)

    class Counting:
        def decode(self, row: bytes) -> Movement:
            rows.append(row)
            return decoder.decode(row)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(movements, "_MOVEMENT", Counting())
        yield rows


def read(folder: Path) -> tuple[list[Movement], list[Movement]]:
    """Return the movements of the board, and those that undo something."""
    with closing(Session.open(folder)) as session:
        uids = [experiment.uid for experiment in session.workspace.experiments_of(BOARD.id)]
    store = open_store(folder)
    resting, since = Movements(store).read(uids)
    both = [*chain(resting, since)], [*since.undoing(), *resting.undoing()]
    store.close(fold=False)
    return both


def plainly(folder: Path) -> tuple[list[Movement], list[Movement]]:
    """Return the same without this, from the events as they are parsed."""
    with closing(Session.open(folder)) as session:
        uids = [experiment.uid for experiment in session.workspace.experiments_of(BOARD.id)]
    store = open_store(folder)
    events = []
    for row in store.movements(uids, STILL):
        with suppress(msgspec.MsgspecError):
            events.append(msgspec.json.decode(row, type=Movement))
    store.close(fold=False)
    return events, [event for event in reversed(events) if event.is_undoing]


def assert_the_same(folder: Path) -> bool:
    """Read the movements beside somebody who looks through all events; return whether most were not looked at."""
    with decoded() as rows:
        some = read(folder)
    everything = plainly(folder)
    assert repr(some) == repr(everything)  # times of two zones may be equal
    assert card_histories(*some) == card_histories(*everything)
    return len(rows) < FEW


def test_who_looks_again_decodes_nothing_and_sees_the_same(folder: Path) -> None:
    with decoded() as rows:
        first = look(folder)
    assert len(rows) > FEW
    with decoded() as rows:
        assert look(folder) == first
    assert rows == []
    assert assert_the_same(folder)


def test_what_was_done_since_is_read_and_may_undo_what_rests(folder: Path) -> None:
    look(folder)
    session = Session.open(folder)
    moved, other = [*session.workspace.cards][:2]
    session.save(operations.move_card, other, "done")
    session.save(operations.move_card, moved, "doing")
    session.undo()
    session.close()
    before = file_in(folder).read_bytes()
    with decoded() as rows:
        look(folder)
    assert 0 < len(rows) < FEW
    assert file_in(folder).read_bytes() == before
    assert assert_the_same(folder)


def test_the_same_window_looks_through_what_rests_once(folder: Path) -> None:
    session = Session.open(folder)
    session.histories(BOARD.id)
    with decoded() as rows:
        session.save(operations.move_card, next(iter(session.workspace.cards)), "doing")
        ends = {history.card: history.last.column for history in session.histories(BOARD.id)}
    assert 0 < len(rows) < FEW
    assert ends == {uid: card.column for uid, card in session.workspace.cards.items()}
    session.close()


def test_each_board_has_its_own_and_a_new_iteration_is_looked_for(folder: Path) -> None:
    look(folder)
    store = open_store(folder)
    uids = [json.loads(row)["uid"] for row in store.rows("experiments")]
    for experiments in (["another"], ["one more", *uids]):
        beside = Movements(store)
        with decoded() as rows:
            resting, _ = beside.read(experiments)
        assert len([*resting]) == len(rows) - len(resting.undoing())
        beside.remember()
        with decoded() as rows:
            beside.read(experiments)
        assert rows == []
    store.close(fold=False)
    with decoded() as rows:
        look(folder)
    assert rows == []


def of_another_form(path: Path) -> None:
    store = open_store(path.parent.parent)
    rest = store.at_rest(())
    assert rest is not None
    content = msgspec.msgpack.decode(store.remembered(rest.version, "movements") or b"")
    content[0][0] += 1
    store.remember(rest.version, msgspec.msgpack.encode(content), "movements")
    store.close(fold=False)


def pulled(path: Path) -> None:
    data = path.parent.parent / "research.json"
    data.write_bytes(data.read_bytes().replace(b'"column": [null, "todo"]', b'"column": [null, "done"]', 1))


def changed_in_the_middle(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])


SPOILED: list[Callable[[Path], object]] = [
    of_another_form,
    pulled,
    changed_in_the_middle,
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"\xff\n" * 9),
    lambda path: path.write_bytes(
        (path.parent / "glances").read_bytes() if (path.parent / "glances").exists() else b""
    ),
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_does_not_fit_or_is_damaged_is_looked_for_anew(folder: Path, spoil: Callable[[Path], object]) -> None:
    look(folder)
    spoil(file_in(folder))
    with decoded() as rows:
        look(folder)
    assert len(rows) > FEW
    assert_the_same(folder)
    look(folder)  # the first one only learns that the file is as we would have written it
    assert assert_the_same(folder)


def test_another_version_of_the_program_makes_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(folder)
    monkeypatch.setattr(movements, "_MADE_BY", (movements.FORM, "0.0.0", msgspec.__version__))
    with decoded() as rows:
        look(folder)
    assert len(rows) > FEW
    assert assert_the_same(folder)


def test_it_holds_no_words_is_for_the_user_alone_and_is_told_of_by_nobody(folder: Path) -> None:
    look(folder)
    data = file_in(folder).read_bytes()
    titles = [column.title.encode() for column in BOARD.columns]
    assert not [words for words in (b"Ask", b"Ada", b"Example", b"ux", *titles) if words in data]
    assert file_in(folder).stat().st_mode & 0o777 == 0o600
    assert not [*check_files(folder), *check_contents(folder)]
    with closing(Session.open(folder)) as session:
        session.back_up("kept on purpose")
    assert not [*folder.rglob("backups/**/movements*")]


def test_it_goes_with_a_fold_and_with_an_erasure_whoever_closes_when(folder: Path) -> None:
    earlier = Session.open(folder)
    earlier.histories(BOARD.id)
    look(folder)
    with closing(Session.open(folder)) as session:
        session.save(operations.add_card, next(iter(session.workspace.experiments)), "One more")
        assert file_in(folder).exists()
        session.back_up("before")
        assert not file_in(folder).exists()
    look(folder)
    with closing(Session.open(folder)) as session:
        erase(session, next(iter(session.workspace.participants.values())), Choices("delete"))
        assert not file_in(folder).exists()
    earlier.close()
    assert not file_in(folder).exists()
    assert_the_same(folder)


def test_it_is_not_written_by_who_must_wait_or_cannot_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = open_store(folder)
    with other.writing():
        look(folder)
    other.close(fold=False)
    assert not file_in(folder).exists()
    monkeypatch.setattr("os.access", lambda *_: False)
    look(folder)
    assert not file_in(folder).exists()


def test_a_workspace_in_which_little_happened_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_rows, "MUCH", 1 << 20)
    look(folder)
    assert not file_in(folder).exists()


def test_events_that_another_hand_changed_are_read_as_they_are(folder: Path) -> None:
    """Times without an offset or at the end of all time, and a number that is too large for a machine's integer."""
    path = folder / "research.json"
    tables = json.loads(path.read_bytes())
    added = [event for event in tables["events"].values() if event["kind"] == "card_added"]
    times = (
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.999999-14:00",
        "2026-03-02T09:00:00",
        "2026-03-02T09:00+02:00",
    )
    for event, time in zip(added, times, strict=False):
        event["at"] = time
    for fields in added[-1]["changes"]["cards"].values():
        fields["number"] = [None, 10**20]
    added[-2]["changes"] = []
    path.write_text(json.dumps(tables), encoding="utf-8")
    with closing(Session.open(folder)) as session:
        session.back_up("as it is now")
    look(folder)
    assert assert_the_same(folder)


def edit_by_hand(folder: Path, chance: random.Random) -> None:
    """Change, take out or double an event as a merge by hand would."""
    path = folder / "research.json"
    tables = json.loads(path.read_bytes())
    events = tables["events"]
    one, other = chance.sample(sorted(events, key=int), 2)
    match chance.randrange(4):
        case 0:
            events[one]["at"] = chance.choice(["2026-03-02T09:00:00+02:00", "2026-03-02T09:00:00", "nonsense"])
        case 1:
            del events[one]
        case 2:
            events[one]["undoes"], events[one]["kind"] = events[other]["uid"], "undone"
        case 3:
            events[str(10**6)] = events[one] | {"uid": "another"}
    path.write_text(json.dumps(tables), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_after_whatever_was_done_they_are_those_of_all_events(folder: Path, seed: int) -> None:
    chance, spared = random.Random(seed), 0
    for _ in range(20):
        if chance.random() < 0.2:
            edit_by_hand(folder, chance)
        else:
            session = Session.open(folder)
            for _ in range(chance.randrange(4)):
                do_something(session, chance)
            if chance.random() < 0.2:
                session.back_up("now and then")
            session.close()
        look(folder)
        spared += assert_the_same(folder)
    assert spared


def do_something(session: Session, chance: random.Random) -> None:
    workspace = session.workspace
    card, experiment = chance.choice([*workspace.cards]), next(iter(workspace.experiments))
    steps: list[Callable[[], object]] = [
        lambda: session.save(operations.move_card, card, chance.choice(["todo", "doing", "done"])),
        lambda: session.save(operations.add_card, experiment, "One more"),
        lambda: session.save(operations.archive_card, card),
        lambda: session.save(operations.tag_card, card, ["column"]),
        lambda: session.save(operations.make_contact, "Bob Example", card=card),
        session.undo,
        session.undo,
        session.redo,
        lambda: erase(session, chance.choice([*workspace.participants.values()]), Choices("delete")),
    ]
    with suppress(DomainError, IndexError):
        chance.choice(steps)()


def test_whoever_declares_something_else_raises_the_number_of_the_form() -> None:
    assert (movements.FORM, digest()) == (7, DIGEST)


def digest() -> str:
    """Return what the bytes depend on, in short: how movements are declared, and which kinds of events are none."""
    _, schemas = msgspec.json.schema_components([Movement])
    told = [schemas, sorted(STILL)]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
