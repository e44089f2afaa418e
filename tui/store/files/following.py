"""Following what other processes commit and fold while we have the workspace open."""

from __future__ import annotations

from typing import Literal

from ..errors import Vanished, explained
from . import recovery_words
from .damaged import keep_journal
from .holding import Held, Seen
from .journal import Journal
from .snapshot import OnDisk
from .state import State, read_state

Followed = Literal["all", "a part", "set back"]
"""Whether memory is as the disk is, whether only reading all anew tells the rest, or whether the files on the disk do
not go on from what we hold: somebody put other ones in their place."""


def check_presence(held: Held) -> None:
    """Refuse to build a workspace anew where the one we opened was taken away; a mount point is left empty then."""
    layout = held.layout
    files = [path for path in layout.snapshots if held.had(path.name)]
    with explained(layout.folder):
        emptied = bool(files) and not any(path.exists() for path in (layout.private, *files))
        if emptied or ((files or held.journal is not None) and not layout.folder.exists()):
            raise Vanished(layout.folder)


def follow(held: Held, seen: list[Seen]) -> Followed:
    """Bring others' commits into memory, and return how far that went.

    What they did is added to `seen` as soon as memory holds it, so that an error on the way hides none of it.
    The caller has the lock. Our journal is read to its end even when it was folded meanwhile: it stays open,
    so the commits are all there, each by itself.
    """
    if held.journal is not None:
        if not held.journal.intact:
            return "set back"
        absorb(held, seen)
        if not _replaced(held, held.journal):
            return "a part" if _edited_before_our_first_commit(held) else "all"
    fresh = Journal.open(held.layout.journal)
    if fresh is None:
        return "a part" if _edited_before_our_first_commit(held) else "all"
    if held.journal is not None and not _goes_on(held.journal, held.sequence, fresh):
        fresh.close()
        return "set back"
    state = read_state(held.layout.state) or State()
    if not fresh.sound or fresh.after != held.sequence or not _same_beginning(held, state, fresh):
        fresh.close()
        return "a part"
    _switch(held, fresh, state)
    absorb(held, seen)
    return "all"


def absorb(held: Held, seen: list[Seen]) -> None:
    """Take the commits that the open journal holds and memory does not, and add what each did to `seen`.

    Where the disk says no, the rest of them waits for the next time.
    """
    if held.journal is None:
        return
    damaged = held.journal.damaged
    held.waiting += held.journal.read()
    if held.journal.damaged > damaged:
        held.recovery.append(recovery_words.damaged_lines(held, keep_journal(held.layout, held.journal)))
    while held.waiting:
        if (record := held.waiting[0]).sequence > held.sequence:
            seen.append(held.take(record))
        del held.waiting[0]


def _replaced(held: Held, journal: Journal) -> bool:
    try:
        return journal.replaced
    except OSError:
        raise Vanished(held.layout.folder) from None


def _goes_on(ours: Journal, sequence: int, fresh: Journal) -> bool:
    """Whether a journal goes on from ours, as far as can be told: not from its end, but from a later one perhaps."""
    if not fresh.sound or fresh.after < sequence:
        return False
    oldest = min((number for number, _ in fresh.trail), default=sequence + 1)
    return oldest > sequence or ours.end(sequence) in fresh.trail


def _edited_before_our_first_commit(held: Held) -> bool:
    # Files that are not ours yet have no journal to protect them, so they are looked at each time.
    return (held.journal is None or bool(held.foreign)) and OnDisk(held.layout) != held.versions


def _same_beginning(held: Held, state: State, fresh: Journal) -> bool:
    """Whether a journal that somebody else began follows the very files we read."""
    if held.journal is not None and not held.foreign:
        return True
    return all(state.reach(name, version, fresh.after) is not None for name, version in held.versions.items())


def _switch(held: Held, fresh: Journal, state: State) -> None:
    if held.journal is not None:
        held.journal.close()
    held.journal, held.state = fresh, state
    held.versions = {}
    held.resting = None
    held.foreign = set()
