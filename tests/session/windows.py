"""Windows on a workspace for tests: sessions whose disk can be held up or fail, and an ear for what they tell."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.domain.world import BOARD, MONDAY, state_of
from tests.session.memory_store import MemoryStore
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import StoreError
from tui.domain.records import Card
from tui.session import Notice, Session
from tui.store import Commit
from tui.store.files.file_store import FileStore

PATIENCE = 10.0


class _HeldUp:
    """What a test does to a store: it waits while `gate` is closed and refuses to write while there is `trouble`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)  # type: ignore[call-arg]
        self.gate = threading.Event()
        self.gate.set()
        self.trouble: StoreError | None = None
        self.tidied = threading.Event()
        self._looked = threading.Condition()
        self._looks = 0

    def poll(self) -> list[Commit]:
        """Look for what others wrote, and count the looks."""
        with self._looked:
            self._looks += 1
            self._looked.notify_all()
        return super().poll()  # type: ignore[misc,no-any-return]

    def look_on(self, times: int = 5) -> None:
        """Wait until the writer has looked around some times."""
        with self._looked:
            last = self._looks + times
            assert self._looked.wait_for(lambda: self._looks >= last, PATIENCE)

    @contextmanager
    def writing(self) -> Iterator[list[Commit]]:
        assert self.gate.wait(PATIENCE)
        if self.trouble is not None:
            raise self.trouble
        with super().writing() as commits:  # type: ignore[misc]
            yield commits

    def tidy(self) -> None:
        """Tidy up, and tell that it was done."""
        super().tidy()  # type: ignore[misc]
        self.tidied.set()


class Disk(_HeldUp, FileStore):
    """A workspace in files that can be held up."""


class MemoryDisk(_HeldUp, MemoryStore):
    """A workspace in memory that can be held up."""


DISKS: dict[str, type[Disk | MemoryDisk]] = {"files": Disk, "memory": MemoryDisk}


class Window:
    """A session with its disk, and everything it told."""

    def __init__(
        self, folder: Path, actor: str = "ux", now: Callable[[], datetime] = lambda: MONDAY, kind: str = "files"
    ) -> None:
        self.disk = DISKS[kind](folder)
        catalog = Catalog(folder / "boards", shipped=folder / "none")
        self.session = Session(self.disk, catalog, actor=actor, clock=now)
        self.notices: list[Notice] = []
        self._heard = threading.Condition()
        self.session.listen(self._hear)

    @property
    def card(self) -> Card:
        """The first card of the first experiment, as it is shown."""
        return min(self.session.workspace.cards.values(), key=lambda card: (card.number, card.uid))

    @property
    def state(self) -> dict[str, object]:
        """Everything that is shown."""
        return state_of(self.session.workspace)

    def start(self) -> Window:
        """Start the board that tests work on."""
        self.session.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
        self.wait(saved)
        return self

    def wait(self, wanted: Callable[[Notice], bool]) -> Notice:
        """Return the first notice of a kind, as soon as it is told, and forget those up to it."""
        found: list[Notice] = []

        def heard() -> bool:
            found[:] = [notice for notice in self.notices if wanted(notice)][:1]
            return bool(found)

        with self._heard:
            assert self._heard.wait_for(heard, PATIENCE), f"told only {self.notices}"
            del self.notices[: self.notices.index(found[0]) + 1]
        return found[0]

    def settle(self) -> None:
        """Wait until nothing is pending, whether it was saved or turned out to be impossible."""
        with self._heard:
            assert self._heard.wait_for(lambda: not self.session.pending, PATIENCE)

    def _hear(self, notice: Notice) -> None:
        with self._heard:
            self.notices.append(notice)
            self._heard.notify_all()


def saved(notice: Notice) -> bool:
    """Return whether a notice says that all is saved."""
    return notice.saved


def failed(notice: Notice) -> bool:
    """Return whether a notice says why something was not saved or not done."""
    return notice.error is not None


def foreign(notice: Notice) -> bool:
    """Return whether a notice tells of what another window did."""
    return notice.foreign
