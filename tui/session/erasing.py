"""Erasing a person from everything a workspace holds, and saying which copies that cannot reach."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.change import Change, Context
from tui.domain.erasing import Documents, Eraser, Said
from tui.domain.errors import StoreError
from tui.domain.namesakes import Spelling, other_spellings, spellings_in_lines
from tui.domain.operations.erasing import erase_contact
from tui.domain.records import Export, Participant
from tui.domain.searching import Search
from tui.domain.workspace import Workspace
from tui.session.beside import Beside, beside, remove, snapshots_of
from tui.session.session import Session
from tui.store.checkup import remove_leftovers

_VERSION_CONTROL = (".git", ".hg", ".svn", ".jj")


class Reach(Struct, frozen=True):
    """What there is of a person: what is erased, and what is beyond our reach.

    `alone` counts notes and touchpoints that are theirs alone, `shared` those others take part in, `going` the notes
    that are removed. `snapshots` are files that are removed, `exports` copies that left the workspace, `beside` other
    files in its folder that tell of them and stay, or that nobody can say it of, `linked` where recordings and forms
    are that records of theirs led to. `removed` are files beside that went,
    `stuck` why a file that was to go is still there.
    """

    pid: str
    has_name: bool
    notes_alone: int
    notes_shared: int
    notes_going: int
    touchpoints_alone: int
    touchpoints_shared: int
    consents: int
    cards: int
    backups: int
    snapshots: tuple[Path, ...]
    exports: tuple[Export, ...]
    beside: tuple[Beside, ...]
    linked: tuple[str, ...]
    versioned: bool
    removed: tuple[Beside, ...] = ()
    stuck: dict[str, str] = {}


def reach_of(session: Session, person: Participant, said: Said) -> Reach:
    """Return what erasing a person would reach, and what not. Reads files: not for the interface thread."""
    workspace, uid = session.workspace, person.uid
    eraser = _eraser(session, person, said)
    notes = [note for note in workspace.notes.values() if uid in note.people]
    met = [workspace.touchpoints[each] for each in workspace.touchpoint_uids(uid)]
    search = _search_of(workspace, eraser)
    snapshots = snapshots_of(session.folder, search)
    above = (session.folder, *session.folder.absolute().parents)
    return Reach(
        pid=person.pid,
        has_name=workspace.contact_of(uid) is not None,
        notes_alone=sum(len(note.people) == 1 for note in notes),
        notes_shared=sum(len(note.people) > 1 for note in notes),
        notes_going=len(eraser.notes),
        touchpoints_alone=sum(len(each.people) == 1 for each in met),
        touchpoints_shared=sum(len(each.people) > 1 for each in met),
        consents=len(workspace.consent_uids(uid)),
        cards=len(workspace.cards_with(uid)),
        backups=len(session.backups()),
        snapshots=tuple(snapshots),
        exports=tuple(_given_out(workspace, eraser.uids, snapshots)),
        beside=tuple(beside(session.folder, search)),
        linked=tuple(dict.fromkeys(_linked(workspace, eraser.uids))),
        versioned=any((folder / name).exists() for folder in above for name in _VERSION_CONTROL),
    )


def spellings_of(session: Session, person: Participant, said: Said) -> list[Spelling]:
    """Return what may be a person in stored texts and in the team's own files, and would stay. Reads files."""
    eraser = _eraser(session, person, said)
    found = other_spellings(session.workspace, eraser, _documents(session))
    for path in (session.folder / "custdev.yaml", *sorted((session.folder / "boards").rglob("*.y*ml"))):
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += spellings_in_lines(eraser, str(path.relative_to(session.folder)), text)
    return found


def erase(session: Session, person: Participant, said: Said, *, with_copies: bool = False) -> tuple[Reach, datetime]:
    """Erase a person, waiting until no older copy is left; return what was reached and when.

    `with_copies` removes what editors and syncing programs left beside, too; else it is only named. What we left there
    ourselves when we were stopped goes in any case.

    Raises:
        DomainError, StoreError: Where it was stopped half way, the next change of anybody finishes it.
    """
    reach = reach_of(session, person, said)
    change = session.save(partial(_erase, session), person.uid, said)
    # Before the purge, which the next change finishes where the disk refuses it: nobody would come back for these.
    with suppress(StoreError):
        remove_leftovers(session.folder)
    removed = [each for each in reach.beside if each.standing == "copy" and (with_copies or each.is_ours)]
    names = {str(path.relative_to(session.folder)): path for path in reach.snapshots}
    stuck = {name: why for name, path in names.items() if (why := remove(path))}
    stuck |= {each.name: why for each in removed if (why := remove(each.path))}
    session.purge()
    gone = tuple(each for each in removed if each.name not in stuck)
    left = tuple(each for each in reach.beside if each not in gone)
    snapshots = tuple(path for name, path in names.items() if name not in stuck)
    return replace(reach, beside=left, removed=gone, snapshots=snapshots, stuck=stuck), change.event.at


def past_retention(session: Session) -> list[Participant]:
    """Return those whose time to be kept is over and who are not erased yet, by number."""
    from tui.domain.consent import is_past_retention

    people = session.workspace.participants.values()
    over = [each for each in people if each.erased_at is None and is_past_retention(each, session.today)]
    return sorted(over, key=lambda each: each.number)


def _erase(session: Session, workspace: Workspace, context: Context, uid: str, said: Said) -> Change:
    """Erase with the documents as they are when the lock is held: what others saved a moment ago is among them."""
    return erase_contact(workspace, context, uid, said, _documents(session))


def _eraser(session: Session, person: Participant, said: Said) -> Eraser:
    told = [json.loads(row) for row in session.stored().get("people_events", ())]
    return Eraser(session.workspace, person, said, session.today, told)


def _documents(session: Session) -> Documents:
    return {table: [json.loads(row) for row in rows] for table, rows in session.stored().items()}


def _search_of(workspace: Workspace, eraser: Eraser) -> Search:
    removed = [workspace.notes[uid].text for uid in eraser.notes]
    met = [workspace.touchpoints[uid] for uid in eraser.touchpoints]
    return Search(eraser.traces, [*removed, *(text for each in met for text in (each.summary, each.expectation))])


def _linked(workspace: Workspace, uids: Collection[str]) -> Iterator[str]:
    """Yield where recordings and notes of conversations with a person are, and the forms they signed."""
    for touchpoint in sorted({each for uid in uids for each in workspace.touchpoint_uids(uid)}):
        yield from (link.ref for link in workspace.touchpoints[touchpoint].links)
    for contact in workspace.contacts.values():
        if contact.participant in uids:
            yield from filter(None, contact.evidence_refs.values())


def _given_out(workspace: Workspace, uids: Collection[str], snapshots: Sequence[Path]) -> Iterator[Export]:
    """Yield the copies that left the workspace; snapshots that go are among them no more, be it under another path."""
    paths = {os.path.realpath(path) for path in snapshots}
    contents = {(path.name, _hash(path)) for path in snapshots}
    for each in workspace.exports.values():
        moved = (Path(each.path).name, each.sha256) in contents and not Path(each.path).exists()
        if not set(each.people).isdisjoint(uids) and os.path.realpath(each.path) not in paths and not moved:
            yield each


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
