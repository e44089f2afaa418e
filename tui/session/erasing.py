"""Erasing a person from everything a workspace holds, and saying which copies that cannot reach."""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace

from tui.domain.errors import StoreError
from tui.domain.privacy.erasing.erasure import erasure_of
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import Participant
from tui.session.beside import beside, remove, snapshots_of
from tui.session.reach import Erasing, Reach, files_reached, search_of, spellings_left
from tui.session.session import Session
from tui.store.checkup import remove_leftovers


def erase(session: Session, person: Participant, choices: Choices, *, with_copies: bool = False) -> Reach:
    """Erase a person, waiting until no older copy is left; return what happened, as files and records are then.

    `with_copies` removes what editors and syncing programs left beside, too; else it is only named. What we left there
    ourselves when we were stopped goes in any case.

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
