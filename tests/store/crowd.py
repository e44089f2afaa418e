"""People at once on one board, by the road that the app and the commands take, and scripts on plain TinyDB calls.

They are killed at random and started again. It runs in a process of its own, since it forks:
`python -m tests.store.crowd people 2 9 1` names how many work at once, how many changes each makes, and a seed.
It prints what it did as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.domain.world import BOARD
from tests.store.torture import heard, in_child
from tests.store.workspace import stock
from tui.domain import operations
from tui.domain.checkup.events import differences
from tui.domain.checkup.stored import check_numbers, check_references
from tui.domain.records import Event
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session import Session
from tui.session.reader import event_from
from tui.store import open_database, open_store

Work = Callable[[int], None]
Told = list[bytes]


def told(line: int) -> Told:
    """Return what a killed process told; each time it tells eight bytes."""
    data = heard(line)
    return [data[start : start + 8] for start in range(0, len(data) - 7, 8)]


def killed_again_and_again(
    work: Callable[[int, int], Work], writers: int, each: int, rng: random.Random
) -> tuple[dict[int, Told], int]:
    """Run writers at once, kill one after another and start it again, until each has told of enough changes.

    `work` gets a number for each start and how many changes to make. Returns what each start told, and the kills.
    """
    all_told: dict[int, Told] = {}
    kills, starts = 0, 0
    left = dict.fromkeys(range(writers), each)
    running: dict[int, tuple[int, int, int]] = {}
    while left:
        for writer in left.keys() - running.keys():
            running[writer] = (*in_child(work(starts, left[writer])), starts)
            starts += 1
        time.sleep(rng.uniform(0.02, 0.2))
        writer = rng.choice(sorted(running))
        child, line, start = running.pop(writer)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status) or status == 0, "a writer ended by a mistake"
        kills += os.WIFSIGNALED(status)
        all_told[start] = told(line)
        left[writer] -= len(all_told[start])
        if left[writer] <= 0:
            del left[writer]
    return all_told, kills


def tag_too(workspace: Workspace, context: Context, card: str, tag: str) -> Change:
    """Add a tag to those that the card has by now."""
    return operations.tag_card(workspace, context, card, [*workspace.cards[card].tags, tag])


def at_work(folder: Path) -> Callable[[int, int], Work]:
    """Return the work of somebody who tags a card that all tag, adds cards, moves one, and makes people known.

    Now and then another program of theirs folds.
    """

    def work(start: int, changes: int) -> Work:
        def until_killed(tell: int) -> None:
            session = Session.open(folder, actor=f"a{start}")
            (experiment,) = session.workspace.experiments
            shared = next(card.uid for card in session.workspace.cards.values() if card.number == 1)
            for number in range(changes):
                name = f"{start}-{number}"
                match number % 4:
                    case 0:
                        session.save(operations.add_card, experiment, name)
                    case 1:
                        session.save(tag_too, shared, name)
                    case 2:
                        session.save(operations.make_contact, name, card=shared)
                    case _:
                        session.save(operations.move_card, shared, ("todo", "doing", "done")[number // 4 % 3])
                os.write(tell, struct.pack(">q", number))
                if number % 7 == 6:
                    open_store(folder).fold()
            session.close()

        return until_killed

    return work


def people(writers: int, each: int, seed: int) -> dict[str, int]:
    """Let people work on one board, and be killed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        session = Session.open(folder)
        session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
        session.close()
        all_told, kills = killed_again_and_again(at_work(folder), writers, each, random.Random(seed))
        acknowledged = [f"{start}-{number}" for start, known in all_told.items() for number in range(len(known))]
        session = Session.open(folder)
        check_people(session, acknowledged, kills)
        session.close()
        for file in folder.glob("*.json"):
            stock(file)
    return {"acknowledged": len(acknowledged), "kills": kills}


def check_people(session: Session, acknowledged: list[str], kills: int) -> None:
    """Check that everything acknowledged is there, at most one change more for each kill, and that it fits together."""
    workspace = session.workspace
    (experiment,) = workspace.experiments.values()
    shared = next(card for card in workspace.cards.values() if card.number == 1)
    titles = [card.title for card in workspace.cards.values()]
    linked = {workspace.participants[uid].uid for uid in shared.people}
    names = [contact.fn for contact in workspace.contacts.values() if contact.participant in linked]
    found = {*titles, *shared.tags, *names}
    kinds = [name for name in acknowledged if int(name.partition("-")[2]) % 4 != 3]
    assert set(kinds) <= found, f"lost: {sorted(set(kinds) - found)[:5]}"
    assert len(titles) + len(shared.tags) + len(names) == len(found), "something is there twice"
    assert len(found) - len(BOARD.cards) <= len(kinds) + kills, "more is there than anybody did"
    numbers = sorted(card.number for card in workspace.cards.values())
    assert numbers == list(range(1, len(titles) + 1)), "the number of a card was given twice, or one is lost"
    assert experiment.next_number == len(titles) + 1
    assert sorted(person.number for person in workspace.participants.values()) == list(range(1, len(names) + 1))
    assert linked == workspace.participants.keys(), "half of a change is there"
    assert session.problems == [], session.problems
    assert [*check_numbers(workspace), *check_references(workspace)] == []
    assert differences(workspace, newest_first(session.folder)) == {}, "the events tell something else"


def newest_first(folder: Path) -> Iterator[Event]:
    """Return all events in the order of the commits, the newest one first."""
    store = open_store(folder)
    for table in ("events", "people_events"):
        yield from (event_from(row) for row in reversed(list(store.rows(table))))


def scripts(writers: int, each: int, seed: int) -> dict[str, int]:
    """Let scripts insert and remove in two tables of two files, as one transaction each, and be killed."""
    with TemporaryDirectory() as name:
        path = Path(name) / "research.json"

        def work(start: int, changes: int) -> Work:
            return lambda tell: insert_and_remove(path, start, changes, tell)

        all_told, kills = killed_again_and_again(work, writers, each, random.Random(seed))
        db = open_database(path)
        pairs = [struct.unpack(">ii", pair) for known in all_told.values() for pair in known]
        for position, table in enumerate(("cards", "contacts")):
            given = [pair[position] for pair in pairs]
            assert len(set(given)) == len(given), f"the id of a removed document was given again in {table}"
        there = {table: {document["name"] for document in db.table(table)} for table in ("cards", "contacts")}
        assert there["cards"] == there["contacts"], "half of a transaction is there"
        assert set(inserted(all_told)) <= there["cards"], "an acknowledged document is lost"
        assert there["cards"].isdisjoint(removed(all_told)), "a removed document came back"
        assert len({document["name"] for document in db.table("cards")}) == len(db.table("cards"))
        assert db.storage.last_recovery == ()
        db.close()
        assert {row["name"] for row in stock(path)["cards"]} == there["cards"]
        store = open_store(path.parent)
        assert len(list(store.rows("cards"))) == len(there["cards"])
    return {"acknowledged": len(pairs), "kills": kills}


def insert_and_remove(path: Path, start: int, changes: int, tell: int) -> None:
    """Insert a document in each table; every third time remove the two again, and open the files anew."""
    db = open_database(path)
    for number in range(changes):
        document = {"name": f"{start}-{number}"}
        with db.transaction():
            card, contact = db.table("cards").insert(document), db.table("contacts").insert(document)
        if number % 3 == 1:
            with db.transaction():
                db.table("cards").remove(doc_ids=[card])
                db.table("contacts").remove(doc_ids=[contact])
        os.write(tell, struct.pack(">ii", card, contact))
        if number % 3 == 1:
            db.close()
            db = open_database(path)
    db.close()


def inserted(all_told: dict[int, Told]) -> Iterator[str]:
    """Return the names of the documents that nobody set out to remove."""
    for start, known in all_told.items():
        yield from (f"{start}-{number}" for number in range(len(known)) if number % 3 != 1)


def removed(all_told: dict[int, Told]) -> Iterator[str]:
    """Return the names of the documents whose removal was acknowledged."""
    for start, known in all_told.items():
        yield from (f"{start}-{number}" for number in range(1, len(known), 3))


def main() -> None:
    """Do what the command line asks for."""
    works: dict[str, Callable[[int, int, int], dict[str, int]]] = {"people": people, "scripts": scripts}
    name, writers, each, seed = sys.argv[1], *map(int, sys.argv[2:])
    sys.stdout.write(json.dumps(works[name](writers, each, seed)) + "\n")


if __name__ == "__main__":
    main()
