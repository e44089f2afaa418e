"""Erasing a person, or what was noted of one who stays, wherever a workspace holds it, and what is beyond reach."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import StoreError
from tui.domain.operations.erasing import erase_contact, forget_notes
from tui.domain.people.merged import uids_of
from tui.domain.privacy.erasing import together
from tui.domain.privacy.erasing.erasure import Erasure, Remains, erasure_of
from tui.domain.privacy.erasing.estate import Choices, Eraser
from tui.domain.privacy.erasing.traces import Search
from tui.domain.records import Export, Participant
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session.beside import Beside, beside, remove, snapshots_of
from tui.session.session import Session
from tui.settings.view_state import forget_drafts
from tui.store.checkup import remove_leftovers


def erase(session: Session, person: Participant, choices: Choices, *, with_copies: bool = False) -> Reach:
    """Erase a person, waiting until no older copy is left; return what happened, as files and records are then.

    `with_copies` removes what editors and syncing programs left beside, too; else it is only named. What we left there
    ourselves when we were stopped goes in any case, and what was typed about them on this machine and not saved.

    Raises:
        DomainError, StoreError: Where it was stopped half way, the next change of anybody finishes it.
    """
    erasing = Erasing(session, person, choices)
    backups = len(session.backups())
    change = session.save(erasing)
    # Before the purge, which the next change finishes where the disk refuses it: nobody would come back for these.
    with suppress(StoreError):
        remove_leftovers(session.folder)
    eraser = erasing.eraser
    reach = files_reached(session, erasure_of(erasing.before, eraser, change), erasing.before, eraser, ())
    going = [file for file in reach.beside if file.standing == "copy" and (with_copies or file.is_ours)]
    names = {str(path.relative_to(session.folder)): path for path in reach.snapshots}
    names |= {file.name: file.path for file in going}
    stuck = {name: why for name, path in names.items() if (why := remove(path))}
    session.purge()
    search = search_of(session, eraser)
    _forget_typed(session, person, search)
    left = snapshots_of(session.folder, search)
    return replace(
        reach,
        backups=backups - len(session.backups()),
        snapshots=tuple(path for path in reach.snapshots if path not in left),
        beside=tuple(beside(session.folder, search)),
        removed=tuple(file for file in going if file.name not in stuck),
        stuck=stuck,
        spellings=tuple(spellings_left(session, eraser)),
    )


def past_retention(session: Session) -> list[Participant]:
    """Return those whose time to be kept is over and who are not erased yet, by number."""
    from tui.domain.checkup.agreements import people_kept_too_long

    return sorted(people_kept_too_long(session.workspace, session.today), key=lambda person: person.number)


_VERSION_CONTROL = (".git", ".hg", ".svn", ".jj")


class Reach(Struct, frozen=True):
    """What becomes of the records of a person and of files, before it is done and after.

    `snapshots` are files that go or went, `removed` files beside that went, `stuck` why a file that was to go is still
    there. `exports` are copies that left the workspace, `beside` other files in its folder that tell of them and stay,
    or that nobody can say it of, `linked` where recordings and forms are that records of theirs led to. `spellings` are
    what may be them in texts that stay.
    """

    erasure: Erasure
    backups: int
    snapshots: tuple[Path, ...]
    exports: tuple[Export, ...]
    beside: tuple[Beside, ...]
    linked: tuple[str, ...]
    versioned: bool
    removed: tuple[Beside, ...] = ()
    stuck: dict[str, str] = {}
    spellings: tuple[together.Spelling, ...] = ()

    @property
    def remains(self) -> Remains:
        """What a letter tells of it."""
        standing = [file.standing for file in self.beside]
        stuck = self.stuck.keys() - {file.name for file in self.beside}
        return Remains(
            backups=self.backups,
            snapshots=len(self.snapshots),
            copies=len(self.removed),
            exports=self.exports,
            elsewhere=standing.count("copy") + len(stuck) + len(self.linked),
            own=standing.count("own"),
            unread=standing.count("elsewhere") + standing.count("unread"),
            spellings=len(self.spellings),
            versioned=self.versioned,
        )


class Look(Struct, frozen=True):
    """What is to be looked at before somebody is erased, while it can be known and edited."""

    reach: Reach
    shared: tuple[together.SharedText, ...]
    details: tuple[together.Spelling, ...]

    @property
    def spellings(self) -> tuple[together.Spelling, ...]:
        """What may be them in texts that stay."""
        return self.reach.spellings


class Erasing:
    """Erases a person by the newest state, and remembers what that was: what the letter says is counted from it."""

    def __init__(self, session: Session, person: Participant, choices: Choices) -> None:
        self._session = session
        self._uid = person.uid
        self._choices = choices
        self.before: Workspace = session.workspace
        self.documents = session.documents()

    def __call__(self, workspace: Workspace, context: Context) -> Change:
        """Return the change, with the documents as they are when the lock is held: what others saved is among them."""
        documents = self._session.documents()
        change = erase_contact(workspace, context, self._uid, self._choices, documents)
        self.before, self.documents = workspace, documents
        return change

    def planned(self) -> Erasure:
        """Return what it would do to the state that is shown."""
        ids = map(str, count())
        session = self._session
        context = Context(session.now(), session.actor, "", lambda: next(ids), session.policy)
        change = erase_contact(self.before, context, self._uid, self._choices, self.documents)
        return erasure_of(self.before, self.eraser, change)

    @property
    def eraser(self) -> Eraser:
        """What tells what of the person goes, as it was found."""
        person = self.before.participants[self._uid]
        return Eraser(self.before, person, self._choices, self._session.today, self.documents)


def look_at(session: Session, person: Participant, choices: Choices) -> Look:
    """Return what erasing a person would reach, and what is worth a look before. Reads files, so not for a screen."""
    erasing = Erasing(session, person, choices)
    workspace, eraser = erasing.before, erasing.eraser
    return Look(
        files_reached(session, erasing.planned(), workspace, eraser, spellings_left(session, eraser)),
        tuple(together.shared_texts(workspace, eraser.estate)),
        tuple(together.details_that_stay(workspace, eraser, erasing.documents)),
    )


def files_reached(
    session: Session, erasure: Erasure, before: Workspace, eraser: Eraser, spellings: Sequence[together.Spelling]
) -> Reach:
    """Return what a person is in, `before` they are erased: what goes and what is beyond reach. Reads files."""
    search = search_of(session, eraser)
    snapshots = snapshots_of(session.folder, search)
    above = (session.folder, *session.folder.absolute().parents)
    return Reach(
        erasure=erasure,
        backups=len(session.backups()),
        snapshots=tuple(snapshots),
        exports=tuple(_given_out(before, eraser.uids, snapshots)),
        beside=tuple(beside(session.folder, search)),
        linked=tuple(dict.fromkeys(_linked(before, eraser.uids))),
        versioned=any((folder / name).exists() for folder in above for name in _VERSION_CONTROL),
        spellings=tuple(spellings),
    )


def spellings_left(session: Session, eraser: Eraser) -> list[together.Spelling]:
    """Return what may be a person in stored texts and in the team's own files, and stays. Reads files."""
    spellings = together.other_spellings(session.workspace, eraser, session.documents())
    for path in (session.folder / "custdev.yaml", *sorted((session.folder / "boards").rglob("*.y*ml"))):
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            spellings += together.spellings_in_lines(eraser, str(path.relative_to(session.folder)), text)
    return spellings


def _forget_typed(session: Session, person: Participant, search: Search) -> None:
    """Remove what was typed about a person on this machine and not saved."""
    number = re.compile(rf"(?<!\w)P0*{person.number}(?!\w)", re.IGNORECASE)
    forget_drafts(session.folder, lambda text: search.tells(text) or bool(number.search(text)))


def search_of(session: Session, eraser: Eraser) -> Search:
    """Return what finds a person, and what goes with them, in files."""
    return Search(eraser.traces, eraser.estate.removed_texts(eraser.choices, session.today))


def _linked(workspace: Workspace, uids: Collection[str]) -> Iterator[str]:
    """Yield where recordings and notes of conversations with a person are, and the forms they signed."""
    for touchpoint in sorted({met for uid in uids for met in workspace.touchpoint_uids(uid)}):
        yield from (link.ref for link in workspace.touchpoints[touchpoint].links)
    for contact in workspace.contacts.values():
        if contact.participant in uids:
            yield from filter(None, contact.evidence_refs.values())


def _given_out(workspace: Workspace, uids: Collection[str], snapshots: Sequence[Path]) -> Iterator[Export]:
    """Yield the copies that left the workspace; snapshots that go are among them no more, be it under another path."""
    paths = {os.path.realpath(path) for path in snapshots}
    contents = {(path.name, _hash(path)) for path in snapshots}
    for export in workspace.exports.values():
        moved = (Path(export.path).name, export.sha256) in contents and not Path(export.path).exists()
        if not set(export.people).isdisjoint(uids) and os.path.realpath(export.path) not in paths and not moved:
            yield export


def _hash(path: Path) -> str:
    with suppress(OSError):
        return sha256(path.read_bytes()).hexdigest()
    return ""


class Forgotten(Struct, frozen=True):
    """How many notes and backups went, how many records lost their words, and copies given out."""

    notes: int
    touchpoints: int
    invitations: int
    incentives: int
    backups: int
    exports: tuple[Export, ...]


def forget(session: Session, person: Participant) -> Forgotten:
    """Delete the notes about a person, waiting until no older copy is left; return what happened.

    What was typed about them on this machine and not saved goes, too.

    Copies that were given out stay as they are: taking permission back does not make wrong what was right before.

    Raises:
        DomainError, StoreError: Where it was stopped half way, the next change of anybody finishes it.
    """
    workspace, backups = session.workspace, len(session.backups())
    uids = uids_of(workspace, person.uid)
    search = search_of(session, Erasing(session, person, Choices()).eraser)

    def forget_stored(workspace: Workspace, context: Context) -> Change:
        # The documents as they are when the lock is held: what others saved a moment ago is among them.
        return forget_notes(workspace, context, person.uid, session.documents())

    change = session.save(forget_stored)
    if change.erases:
        session.purge()
    _forget_typed(session, person, search)
    tables = ("notes", "touchpoints", "invitations", "incentives")
    return Forgotten(
        **{table: len(change.records.get(table, {})) for table in tables},
        backups=backups - len(session.backups()),
        exports=tuple(export for export in workspace.exports.values() if not uids.isdisjoint(export.people)),
    )
