"""Remembers which copies left the workspace as files, and about whom, for the day somebody is erased."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tui.cli.output import warn
from tui.domain import operations
from tui.domain.errors import DomainError, StoreError
from tui.session import Session


def remember_copy(
    session: Session, path: Path, form: str, *, profile: str, board: str = "", people: Sequence[str] = ()
) -> None:
    """Note in the workspace which copy went where, and about whom (participant uids).

    What is written is written: where the workspace takes no change, that is told and nothing more.
    """
    try:
        session.save(
            operations.record_export,
            str(path.absolute()),
            format=form,
            profile=profile,
            sha256=sha256(path.read_bytes()).hexdigest(),
            board=board,
            people=people,
        )
    except (DomainError, StoreError) as error:
        warn(f"That copy is not remembered: {error}")
