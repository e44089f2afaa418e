"""Erasing a person from everything a workspace holds, and saying which copies that cannot reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from tui.domain.change import Change, Context
from tui.domain.erasing import Documents, Eraser, Said
from tui.domain.operations.erasing import erase_contact
from tui.domain.records import Export, Participant
from tui.domain.workspace import Workspace
from tui.session.session import Session

SNAPSHOTS = "snapshots"
SHORTEST_SENTENCE = 8
"""A removed text of fewer characters is not looked for in snapshots: it may be anybody's."""


class Reach(Struct, frozen=True):
    """What there is of a person: what is erased, and what is beyond our reach.

    `alone` counts notes and touchpoints that are theirs alone, `shared` those others take part in, `going` the notes
    that are removed. `snapshots` are files that are removed, `own_files` places in files people wrote themselves,
    `exports` copies that left as files.
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
    own_files: tuple[str, ...]
    versioned: bool


def reach_of(session: Session, person: Participant, said: Said) -> Reach:
    """Return what erasing a person would reach, and what not. Reads files: not for the interface thread."""
    workspace, uid = session.workspace, person.uid
    notes = [note for note in workspace.notes.values() if uid in note.people]
    met = [workspace.touchpoints[each] for each in workspace.touchpoint_uids(uid)]
    told = [json.loads(row) for row in session.stored().get("people_events", ())]
    eraser = Eraser(workspace, person, said, session.today, told)
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
        snapshots=tuple(_telling_snapshots(session, eraser)),
        exports=tuple(each for each in workspace.exports.values() if uid in each.people),
        own_files=tuple(_telling_lines(session.folder, eraser)),
        versioned=any((folder / ".git").exists() for folder in (session.folder, *session.folder.parents)),
    )


def erase(session: Session, person: Participant, said: Said) -> tuple[Reach, datetime]:
    """Erase a person, waiting until no older copy is left; return what was reached and when.

    Raises:
        DomainError, StoreError: Where it was stopped half way, the next change of anybody finishes it.
    """
    reach = reach_of(session, person, said)
    change = session.save(partial(_erase, session), person.uid, said)
    # Before the purge, which the next change finishes where the disk refuses it: nobody would come back for these.
    for path in reach.snapshots:
        path.unlink(missing_ok=True)
    session.purge()
    return reach, change.event.at


def past_retention(session: Session) -> list[Participant]:
    """Return those whose time to be kept is over and who are not erased yet, by number."""
    from tui.domain.consent import is_past_retention

    people = session.workspace.participants.values()
    over = [each for each in people if each.erased_at is None and is_past_retention(each, session.today)]
    return sorted(over, key=lambda each: each.number)


def _erase(session: Session, workspace: Workspace, context: Context, uid: str, said: Said) -> Change:
    """Erase with the documents as they are when the lock is held: what others saved a moment ago is among them."""
    return erase_contact(workspace, context, uid, said, _documents(session))


def _documents(session: Session) -> Documents:
    return {table: [json.loads(row) for row in rows] for table, rows in session.stored().items()}


def _telling_snapshots(session: Session, eraser: Eraser) -> Iterator[Path]:
    """Yield the snapshots in the workspace that name the person or repeat what is removed."""
    workspace = session.workspace
    removed = [workspace.notes[uid].text for uid in eraser.notes]
    removed += [text for uid in eraser.touchpoints for text in _texts(workspace, uid)]
    sentences = [line for text in removed for line in text.splitlines() if len(line) >= SHORTEST_SENTENCE]
    for path in _files(session.folder / SNAPSHOTS):
        text = _read(path)
        if any(line in text for line in sentences) or eraser.text(text) != text:
            yield path


def _texts(workspace: Workspace, touchpoint: str) -> tuple[str, ...]:
    met = workspace.touchpoints[touchpoint]
    return met.summary, met.expectation


def _telling_lines(folder: Path, eraser: Eraser) -> Iterator[str]:
    """Yield where files that people wrote themselves name the person: these are not ours to change."""
    for path in (folder / "custdev.yaml", *_files(folder / "boards")):
        for number, line in enumerate(_read(path).splitlines(), start=1):
            if eraser.text(line) != line:
                yield f"{path.relative_to(folder)} line {number}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
