"""A real disk that is full: what was acknowledged stays, and all goes on when there is room again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.world import BOARD
from tests.store.workspace import records, write
from tui.domain import operations
from tui.domain.patch import Patch
from tui.session import Session
from tui.store import open_store
from tui.store.errors import DiskFull


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=256k", "custdev-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root, where mounting is allowed")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            while True:
                try:
                    file.write(b"x" * size)
                except OSError:
                    break
    return filler


def test_a_real_disk_that_is_full(small_disk: Path) -> None:
    store = open_store(small_disk / "workspace")
    acknowledged = 0
    with pytest.raises(DiskFull, match="make room"):
        for number in range(1000):
            write(store, Patch("cards", f"C{number}", {"text": "x" * 4000}))
            acknowledged += 1
    assert acknowledged > 10
    filler = fill(small_disk)
    with pytest.raises(DiskFull):
        write(store, Patch("cards", "more", {"text": "x" * 9000}))
    with pytest.raises(DiskFull):
        store.fold()
    other = open_store(small_disk / "workspace")
    assert len(records(other)) == len(records(store)) == acknowledged
    other.close()
    filler.unlink()
    write(store, Patch("cards", "C0", {"text": "short"}))
    store.close(fold=False)
    again = open_store(small_disk / "workspace")
    assert again.recovery == ()
    assert len(records(again)) == acknowledged
    assert records(again)[0]["text"] == "short"


def test_what_people_do_on_a_full_disk_is_kept_and_saved_when_there_is_room(small_disk: Path) -> None:
    folder = small_disk / "workspace"
    session = Session.open(folder)
    session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    (experiment,) = session.workspace.experiments
    filler = fill(small_disk)
    with pytest.raises(DiskFull):
        for number in range(1000):
            session.save(operations.add_card, experiment, f"card {number}", description="x" * 900)
    waiting = session.pending
    titles = {card.title for card in session.workspace.cards.values()}
    assert waiting == 1
    filler.unlink()
    session.save(operations.add_card, experiment, "afterwards")
    assert session.pending == 0
    session.close()
    again = Session.open(folder)
    assert again.problems == []
    assert {card.title for card in again.workspace.cards.values()} == titles | {"afterwards"}
    again.close()
