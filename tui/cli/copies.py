"""Remembers which copies left the workspace as files, and about whom, for the day somebody is erased."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tui.cli.output import warn
from tui.domain import operations
from tui.domain.errors import DomainError, StoreError
from tui.session import Session


def remember_copy(
    session: Session, path: Path, form: str, *, profile: str, board: str = "", pids: Iterable[str] = ()
) -> None:
    """Note in the workspace which copy went where, and about whom; the same bytes at the same place are one copy.

    What is written is written: where the workspace takes no change, that is told and nothing more.
    """
    place, digest = str(path.absolute()), sha256(path.read_bytes()).hexdigest()
    if any((each.path, each.sha256) == (place, digest) for each in session.workspace.exports.values()):
        return
    uids = {person.pid: uid for uid, person in session.workspace.participants.items()}
    try:
        session.save(
            operations.record_export,
            place,
            format=form,
            profile=profile,
            sha256=digest,
            board=board,
            people=[uids[pid] for pid in pids if pid in uids],
        )
    except (DomainError, StoreError) as error:
        warn(f"That copy is not remembered: {error}")
