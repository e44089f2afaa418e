"""The sentences about what opening a workspace found: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.domain.text import plural

from ..errors import Damaged
from .documents import decode
from .holding import Held, Seen
from .journal import Changes, Record
from .layout import PEOPLE_TABLES, Layout
from .migrations import newest_format
from .snapshot import Faults

_NAMED = 3
_MOVED = "stood in another table and are shown where they belong"
_DOUBLED = "stood there a second time with other contents, and the first is shown"


def of_journal(held: Held, missing: int, copy: Path | None, *, settled: bool) -> list[str]:
    """Tell what is wrong with the journal; `copy` is where a copy of it is."""
    journal, words = held.journal, []
    if journal is None:
        if held.state.newest:
            words.append("The journal is missing; changes saved since the last clean closing may be lost.")
        return words
    if missing:
        words.append(f"{_changes(missing)} missing from the journal; the later ones were kept.")
    if not journal.sound:
        readable = "The beginning of the journal is damaged; every change in it that can be read was kept."
        words.append(f"{readable} {kept_as(held, copy)}")
    elif journal.damaged:
        words.append(damaged_lines(held, copy))
    # Without the lock, what follows the last line may be a commit that is just being made.
    if settled and journal.torn:
        words.append("The last change was cut off before it was saved; everything before it is there.")
    return words


def of_lost_end(count: int) -> str:
    """Tell that the journal lacks commits at its end, so many where that is known."""
    words = _changes(count) if count else "Saved changes may be"
    return (
        f"{words} missing from the end of the journal, which was cut off or put back from an older copy. "
        "Everything in it is shown; see whether a copy beside it holds more (custdev doctor)."
    )


def damaged_lines(held: Held, copy: Path | None) -> str:
    """Tell of lines of the journal that cannot be read."""
    count = 0 if held.journal is None else held.journal.damaged
    return f"{plural(count, 'line')} of the journal cannot be read; all others were kept. {kept_as(held, copy)}"


def of_migration(since: int) -> str:
    """Tell that the documents are of an older format."""
    return (
        f"The records were written in format {since} and are read as format {newest_format()}. "
        "The next change writes them so; the files as they are now are kept as a backup."
    )


def of_missing(path: Path, missing: int) -> str:
    """Tell that a file is gone and was rebuilt."""
    return f"{path.name} was not there any more; its records were brought back from the newest backup{_gap(missing)}."


def of_absent_people(path: Path) -> str:
    """Tell that the identities are gone, which is a thing people do on purpose."""
    return (
        f"{path.name} is not there any more; the people in it are known by their numbers only. "
        "If that is not meant, put the file back, or see custdev backup list."
    )


def of_damage(path: Path, damage: Damaged, missing: int) -> str:
    """Tell that a file is damaged and was rebuilt."""
    return (
        f"{path.name} cannot be understood ({damage.detail}). "
        f"Its records are shown as they were saved last, from the newest backup{_gap(missing)}."
    )


def of_mended(path: Path, damage: Damaged) -> str:
    """Tell that a file is not as JSON wants it, and was understood all the same."""
    return (
        f"{path.name} was changed outside custdev and is not as it should be ({damage.detail}), "
        "but every record in it can be read; its contents were taken in, and the next change writes it properly."
    )


def of_faults(path: Path, faults: Faults) -> str:
    """Tell what of a file is not as it should be, though it can be read, as a merge may leave it."""
    parts = [f"the table {name} stands in it more than once, and all its records are shown" for name in faults.tables]
    for places, one, several in (
        (faults.moved, "stood in another table and is shown where it belongs", _MOVED),
        (faults.doubled, _DOUBLED, _DOUBLED),
        (faults.repeated, "names a field twice, and the last counts", "name a field twice, and the last counts"),
    ):
        if places:
            counted = plural(len(places), f"record {one}", f"records {several}")
            parts.append(f"{counted} ({_some(_name(*place) for place in places)})")
    return f"{path.name} was merged in a way that left faults: {'; '.join(parts)}. The next change writes it properly."


def of_table_astray(path: Path, table: str, home: Path) -> str:
    """Tell that a table stands in the file of the other ones."""
    return (
        f"The table {table} stands in {path.name} and belongs in {home.name}: its records were taken in, and the next "
        f"change puts them there. Look whether {path.name} was given to somebody like that."
    )


def of_differing(damage: Damaged, others: int) -> str:
    """Tell that somebody wrote into a file that cannot be understood as a whole."""
    return (
        f"{damage.detail}. {_differ(others)} in it from those saved last, which are shown; the workspace is opened "
        "read-only, and custdev doctor --repair goes on without the file"
    )


def of_salvage(damage: Damaged, records: int, unreadable: int) -> str:
    """Tell what can be read of a file for which there is no backup."""
    return (
        f"{damage.detail}. {plural(records, 'record')} in it can be read and {plural(unreadable, 'line')} cannot; "
        "the workspace is opened read-only with what can be read"
    )


def of_change_outside(path: Path, differing: Seen | None) -> str:
    """Tell that somebody else changed a file, and what in it where that is known."""
    words = f"{path.name} was changed outside custdev; its contents were taken in."
    if differing is None:
        return words
    return f"{words} {_differ(sum(map(len, differing.values())))}: {_some(_differing(differing))}."


def of_left_out(held: Held, left_out: list[Record], copy: Path | None) -> str:
    """Tell that commits did not fit."""
    named = (_name(table, doc_id, raw) for record in left_out for table, doc_id, raw in _research(record.changes))
    return (
        f"{_changes(len(left_out))} not brought in, because what they changed was changed outside custdev as well "
        f"({_some(named)}). {kept_as(held, copy)}"
    )


def of_set_back(commits: int, changes: Changes, *, unerased: bool) -> str:
    """Tell that older files were put in place of newer ones, and what was written again."""
    words = "Another program put older files in place of those this window had saved."
    if commits:
        missing = plural(commits, "saved change was missing", "saved changes were missing")
        names = _some(_name(*place) for place in _research(changes))
        words += f" {missing} and {'is' if commits == 1 else 'are'} written again{names and f' ({names})'}."
    if unerased:
        words += " They are from before somebody was erased: look whether the name is back, and erase it again."
    return words


def of_erased_elsewhere() -> str:
    """Tell that files which do not go on from ours were written after somebody was erased."""
    return (
        "Another program put other files in place of those this window had saved, and somebody was erased in them, so "
        "what was saved only here was not brought in and is not kept. Look at your last changes and make them again."
    )


def of_older_again(layout: Layout, documents: Mapping[str, Mapping[int, bytes | None]], copy: Path | None) -> str:
    """Tell that records are as they were before they were saved last, or gone."""
    count = sum(map(len, documents.values()))
    named = _some(_name(*place) for place in _research(documents))
    are = plural(count, "record is", "records are")
    words = f"{are} not on the disk any more as this window had them{named and f' ({named})'}."
    if copy is None:
        return f"{words} They could not be kept in a file; see custdev backup list."
    return f"{words} As they were, they are kept in {copy.relative_to(layout.folder)}."


def kept_as(held: Held, path: Path | None) -> str:
    """Tell where bytes were set aside."""
    if path is None:
        return "Nothing was changed on the disk."
    return f"The bytes are kept in {path.relative_to(held.layout.folder)}."


def _gap(missing: int) -> str:
    return f"; {_changes(missing)} missing" if missing else ""


def _changes(count: int) -> str:
    return plural(count, "saved change is", "saved changes are")


def _differ(count: int) -> str:
    return plural(count, "record differs", "records differ")


def _some(names: Iterator[str]) -> str:
    """Return the first few different names, and that there are more."""
    different = list(dict.fromkeys(names))
    more = len(different) - _NAMED
    return ", ".join(different[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _research(changes: Changes) -> Iterator[tuple[str, int, bytes | None]]:
    """Yield the documents that people know; what was done to them is told by events, which they do not."""
    for table, rows in changes.items():
        if table not in ("events", "people_events"):
            yield from ((table, doc_id, raw) for doc_id, raw in rows.items())


def _differing(seen: Seen) -> Iterator[str]:
    for table, effects in seen.items():
        for doc_id, (before, after) in effects.items():
            yield _name(table, doc_id, after if after is not None else before)


def _name(table: str, doc_id: int, raw: bytes | None) -> str:
    """Name a record: by its title where it has one, and never by the name of a person."""
    document = {} if raw is None else decode(raw)
    title = None if table in PEOPLE_TABLES else document.get("title")
    return f"{table} “{title}”" if isinstance(title, str) else f"{table} {document.get('uid', doc_id)}"
