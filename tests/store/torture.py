"""Writers that are killed at random moments, alone and several at once, and what is left compared with what was told.

It runs in a process of its own, `python -m tests.store.torture kills 200 1`, since it forks. It prints what it did as
one line of JSON and fails with the first thing that is not as promised.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tests.domain.world import BOARD
from tests.store.workspace import stock, write
from tui.domain import operations
from tui.domain.patch import Patch
from tui.session import Session
from tui.store import Store, open_store

State = dict[tuple[str, str], dict[str, object]]
TABLES = ("cards", "contacts", "notes")


def warm_up() -> None:
    """Import here what writers need, once: the children are to write, not to import, until they are killed."""
    with TemporaryDirectory() as name:
        store = open_store(Path(name))
        write(store, Patch("cards", "C1", {}))
        store.fold()
        store.close()


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run something in a forked process; returns its id and where it tells, byte by byte, what it has done."""
    told, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, told
    os.close(told)
    try:
        work(tell)
    except BaseException as error:  # the parent must not go on in the child
        sys.stderr.write(f"child: {error!r}\n")
        os._exit(1)
    os._exit(0)


def heard(told: int) -> bytes:
    """Return everything that was told, and close the line."""
    data = b"".join(iter(lambda: os.read(told, 1 << 16), b""))
    os.close(told)
    return data


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def changes(rng: random.Random, state: State) -> list[Patch]:
    """Return a change of one to four records in any tables: new ones, changed ones, removed ones."""
    found: dict[tuple[str, str], Patch] = {}
    for _ in range(rng.randint(1, 4)):
        table, known = rng.choice(TABLES), sorted(state)
        if rng.random() < 0.5 and known:
            key = rng.choice(known)
            fields = None if rng.random() < 0.3 else {"n": rng.random(), "text": "ü" * rng.choice((1, 50, 3000))}
            found[key] = Patch(*key, fields)
        elif len(known) < 40:
            key = table, f"{rng.getrandbits(64):016x}"
            found[key] = Patch(*key, {"n": 0, "text": "\n\t" * rng.choice((1, 200))})
    return list(found.values())


def after(state: State, patches: Sequence[Patch]) -> State:
    """Return a state after a change."""
    changed = dict(state)
    for patch in patches:
        key = patch.table, patch.uid
        if patch.fields is None:
            changed.pop(key, None)
        else:
            changed[key] = {"uid": patch.uid} | changed.get(key, {}) | dict(patch.fields)
    return changed


def states(seed: int, state: State) -> Iterator[tuple[list[Patch], State, bool]]:
    """Yield the changes that belong to a seed, the state after each, and whether to fold then."""
    rng = random.Random(seed)
    while True:
        patches = changes(rng, state)
        state = after(state, patches)
        yield patches, state, rng.random() < 0.15


def held_by(store: Store) -> State:
    found: State = {}
    for table in TABLES:
        for row in store.rows(table):
            document = json.loads(row)
            assert (table, document["uid"]) not in found, "a record is there twice"
            found[table, document["uid"]] = document
    return found


def kills(times: int, seed: int) -> dict[str, object]:
    """Kill a writer again and again, while a reader looks on."""
    rng, state, done = random.Random(seed), State(), 0
    seen = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(times):
            stream = seed * 100_000 + number

            def work(tell: int, stream: int = stream, state: State = state) -> None:
                store = open_store(folder)
                for patches, _, fold in states(stream, state):
                    write(store, *patches)
                    os.write(tell, b".")
                    if fold:
                        store.fold()

            reader = open_store(folder)
            child, told = in_child(work)
            deadline = time.monotonic() + rng.uniform(0.002, 0.08)
            views = [held_by(reader)]
            while time.monotonic() < deadline:
                if reader.poll():
                    views.append(held_by(reader))
            kill(child)
            reader.close(fold=False)
            acknowledged = len(heard(told))
            possible = [state]
            for _, following, _ in states(stream, state):
                possible.append(following)
                if len(possible) == acknowledged + 2:
                    break
            store = open_store(folder)
            state = held_by(store)
            assert state in possible[-2:], (
                f"kill {number}, seed {seed}: {acknowledged} acknowledged changes are not all there"
            )
            assert all(view in possible for view in views), f"kill {number}, seed {seed}: a reader saw half a change"
            assert not any("missing" in words or "cannot" in words for words in store.recovery), store.recovery
            for file in folder.glob("*.json"):
                stock(file)
            done += acknowledged
            seen += len(views)
            if rng.random() < 0.1:
                store.close(fold=True)
    return {"kills": times, "acknowledged": done, "views": seen}


def count_up(folder: Path, name: str, changes: range) -> Callable[[int], None]:
    """Return the work of a writer: each change takes a number from a shared record and makes a record of its own."""

    def work(tell: int) -> None:
        store = open_store(folder)
        for number in changes:
            with store.writing():
                row = next((row for row in store.rows("counters")), b"{}")
                taken = int(json.loads(row).get("next", 1))
                mine = Patch("cards", f"{name}-{number}", {"number": taken}, fresh=True)
                store.commit([Patch("counters", "cards", {"next": taken + 1}), mine])
            os.write(tell, b".")
            if number % 50 == 49:
                store.fold()
        store.close()

    return work


def check_count(folder: Path) -> dict[str, int]:
    """Check that every number was given once, and return the records by name."""
    store = open_store(folder)
    cards = [json.loads(row) for row in store.rows("cards")]
    given = {card["uid"]: card["number"] for card in cards}
    assert len(given) == len(cards), "a record is there twice"
    assert sorted(given.values()) == list(range(1, len(cards) + 1)), "a number was given twice, or a change was lost"
    (counter,) = [json.loads(row) for row in store.rows("counters")]
    assert counter["next"] == len(cards) + 1
    assert store.recovery == ()
    return given


def together(writers: int, each: int) -> dict[str, object]:
    """Let several processes write at once, on the same record and on records of their own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        children = [in_child(count_up(folder, chr(97 + number), range(each))) for number in range(writers)]
        told = [len(heard(line)) for _, line in children]
        ended = [os.waitpid(child, 0)[1] for child, _ in children]
        assert ended == [0] * writers
        assert told == [each] * writers
        assert len(check_count(folder)) == writers * each
    return {"writers": writers, "changes": writers * each}


def together_and_killed(writers: int, each: int, seed: int) -> dict[str, object]:
    """Let several processes write at once, and kill and start them again until each has made its changes."""
    rng, killed = random.Random(seed), 0
    with TemporaryDirectory() as name:
        folder, safe, starts = Path(name), set(), 0
        made = dict.fromkeys(range(writers), 0)
        running: dict[int, tuple[int, int, str, int]] = {}
        while any(count < each for count in made.values()) or running:
            for writer in range(writers):
                if writer not in running and made[writer] < each:
                    prefix, starts = f"{writer}.{starts}", starts + 1
                    wanted = range(made[writer], each)
                    running[writer] = (*in_child(count_up(folder, prefix, wanted)), prefix, made[writer])
            time.sleep(rng.uniform(0.01, 0.1))
            writer = rng.choice(sorted(running))
            child, told, prefix, begun = running.pop(writer)
            kill(child)
            killed += 1
            acknowledged = len(heard(told))
            safe |= {f"{prefix}-{number}" for number in range(begun, begun + acknowledged)}
            made[writer] += acknowledged
        found = check_count(folder)
        assert safe <= found.keys(), f"seed {seed}: {len(safe - found.keys())} acknowledged changes are lost"
        assert len(found) <= len(safe) + killed
    return {"writers": writers, "acknowledged": len(safe), "kills": killed}


def add_and_move(folder: Path, actor: str, each: int) -> Callable[[int], None]:
    """Return the work of somebody who by turns adds a card of their own and moves a card that all move."""

    def work(tell: int) -> None:
        session = Session.open(folder, actor=actor)
        (experiment,) = session.workspace.experiments
        shared = next(card.uid for card in session.workspace.cards.values() if card.number == 1)
        for number in range(each):
            if number % 2:
                columns = ["todo", "doing", "done"]
                session.save(operations.move_card, shared, columns[(number // 2) % 3])
            else:
                session.save(operations.add_card, experiment, f"{actor} {number}")
            os.write(tell, b".")
        assert session.close() == 0

    return work


def sessions(writers: int, each: int) -> dict[str, object]:
    """Let several people work on one board at once, through the road that the app and the commands take."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        session = Session.open(folder)
        session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
        session.close()
        children = [in_child(add_and_move(folder, chr(97 + number), each)) for number in range(writers)]
        told = [len(heard(line)) for _, line in children]
        assert [os.waitpid(child, 0)[1] for child, _ in children] == [0] * writers
        assert told == [each] * writers
        session = Session.open(folder)
        numbers = sorted(card.number for card in session.workspace.cards.values())
        assert numbers == list(range(1, len(numbers) + 1)), "a number was given twice, or a card is lost"
        assert len(numbers) == len(BOARD.cards) + writers * ((each + 1) // 2)
        assert session.problems == []
        session.close()
    return {"writers": writers, "changes": writers * each, "cards": len(numbers)}


def main() -> NoReturn:
    """Do what the command line asks for."""
    name, *numbers = sys.argv[1:]
    works: dict[str, Callable[..., dict[str, object]]] = {
        "kills": kills,
        "together": together,
        "killed": together_and_killed,
        "sessions": sessions,
    }
    warm_up()
    begun = time.monotonic()
    result = works[name](*map(int, numbers))
    result["seconds"] = round(time.monotonic() - begun, 1)
    sys.stdout.write(json.dumps(result) + "\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
