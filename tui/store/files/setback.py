"""Older files in place of newer ones under an open window: what was acknowledged is found, and is not lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from . import recovery_words
from .damaged import readable, set_aside_json
from .holding import Held, difference, raise_marks
from .journal import Changes, End, Record, checksum_of
from .layout import Layout
from .recovering import keep_left_out
from .replaying import Fitting
from .tables import EMPTY, Tables

Documents = dict[str, dict[int, bytes | None]]
"""Table -> document id -> the document as memory had it, None where it had been removed."""


class Missing(NamedTuple):
    """What the files on the disk lack of what was acknowledged.

    `changes` are the documents to be written again, of so many `commits`; those of `left_out` do not fit any more.
    Somebody was `erased` in files that do not go on from ours, or is back, `unerased`, in those of a time before.
    """

    commits: int
    changes: Changes
    next_ids: Mapping[str, int]
    left_out: list[Record]
    erased: bool = False
    unerased: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing has to be written for it."""
        return not (self.changes or self.unerased)


def missing_on_disk(before: Held, loaded: Held) -> Missing:
    """Return what was committed after the last commit that both what we held and what is on the disk have."""
    marks = dict(loaded.next_ids)
    raise_marks(marks, before.next_ids)
    if _epoch(loaded) > _epoch(before):
        return Missing(0, {}, marks, [], erased=True)
    shared = _last_shared(before, loaded)
    lost = [record for record in before.log if record.sequence > shared]
    tables = {table: rows.copy() for table, rows in loaded.tables.items()}
    there = Held(loaded.layout, loaded.state, None, tables, marks)
    fitting, left_out, commits = Fitting(there, lost), [], 0
    for record in lost:
        placed = fitting.place(record, set(record.changes))
        if placed is None:
            left_out.append(record)
        elif _differs(placed, there.tables):
            there.take(placed)
            commits += 1
    seen = difference(loaded.tables, there.tables)
    changes = {table: {doc_id: after for doc_id, (_, after) in rows.items()} for table, rows in seen.items()}
    return Missing(commits, changes, there.next_ids, left_out, unerased=_epoch(loaded) < _epoch(before))


def go_on(held: Held, owed: Held, missing: Missing) -> bool:
    """Let what is held now go on from our last commit; return whether anything has to be written for that."""
    if missing.nothing and held.sequence >= owed.sequence:
        return False
    held.sequence = max(held.sequence, owed.sequence)
    raise_marks(held.next_ids, missing.next_ids)
    # The journal there does not lead on to that commit: a new one is begun.
    held.foreign.add(held.layout.data.name)
    if missing.unerased and held.journal is not None and owed.journal is not None:
        held.journal.epoch = owed.journal.epoch
    return True


def tell(held: Held, owed: Held, missing: Missing) -> None:
    """Tell what was written again, and keep and tell what was not; `held` is how it is now, `owed` how it was."""
    if missing.erased:
        if difference(owed.tables, held.tables):
            held.recovery.append(recovery_words.of_erased_elsewhere())
        return
    apart = {
        (table, doc_id) for record in missing.left_out for table, rows in record.changes.items() for doc_id in rows
    }
    rest = _different(owed.tables, held.tables, apart)
    if missing.nothing and not missing.left_out and not rest:
        return
    held.recovery.append(recovery_words.of_set_back(missing.commits, missing.changes, unerased=missing.unerased))
    if missing.left_out:
        keep_left_out(held, missing.left_out)
    if rest:
        held.recovery.append(_keep_documents(held.layout, rest))


def _epoch(held: Held) -> int:
    return 0 if held.journal is None else held.journal.epoch


def _differs(record: Record, tables: Tables) -> bool:
    return any(
        tables.get(table, EMPTY).get(doc_id) != raw
        for table, rows in record.changes.items()
        for doc_id, raw in rows.items()
    )


def _last_shared(before: Held, loaded: Held) -> int:
    theirs = {record.sequence: record for record in loaded.log}
    same = [record.sequence for record in before.log if theirs.get(record.sequence) == record]
    ends = _trail(loaded)
    same += [sequence for sequence, _ in ends & _trail(before)]
    numbers = {sequence for sequence, _ in ends}
    passed = [record for record in before.log if record.sequence in numbers]
    same += [record.sequence for record in passed if (record.sequence, record.checksum) in ends]
    return max(same, default=0)


def _trail(held: Held) -> set[End]:
    return set() if held.journal is None else set(held.journal.trail)


def tell_older(loaded: Held) -> None:
    """Tell what was saved while we were open and stands in the files as it was before that."""
    if older := _older_again(loaded.log, loaded.tables):
        loaded.recovery.append(_keep_documents(loaded.layout, older))


def _older_again(log: Iterable[Record], tables: Tables) -> Documents:
    """Return the documents of commits that stand again as they were before them, as the commits left them."""
    images: dict[tuple[str, int], list[int | None]] = {}
    newest: Documents = {}
    for record in log:
        for table, rows in record.changes.items():
            for doc_id, raw in rows.items():
                before = (record.before or {}).get(table, {}).get(doc_id)
                images.setdefault((table, doc_id), [before]).append(checksum_of(raw))
                newest.setdefault(table, {})[doc_id] = raw
    older: Documents = {}
    for (table, doc_id), (*earlier, last) in images.items():
        now = checksum_of(tables.get(table, EMPTY).get(doc_id))
        if now != last and now in earlier:
            older.setdefault(table, {})[doc_id] = newest[table][doc_id]
    return older


def _different(before: Tables, now: Tables, apart: set[tuple[str, int]]) -> Documents:
    """Return the documents of `before` that are gone or different now, but for those `apart`."""
    rest: Documents = {}
    for table, rows in difference(before, now).items():
        for doc_id, (old, _) in rows.items():
            if old is not None and (table, doc_id) not in apart:
                rest.setdefault(table, {})[doc_id] = old
    return rest


def _keep_documents(layout: Layout, documents: Documents) -> str:
    """Set documents aside as they were, and tell which and where."""
    path = set_aside_json(layout, "records", {"records": readable(documents)})
    return recovery_words.of_older_again(layout, documents, path)
