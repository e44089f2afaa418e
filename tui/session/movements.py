"""What of the events matters for flow, read fast: nearly every event is passed over by its bytes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tui.domain.passages import Movement
from tui.store import Store

_MOVEMENT = msgspec.json.Decoder(Movement)
_ABOUT_SOME_BOARD = b'"experiment": "'


def movements_of(store: Store, experiments: Sequence[str]) -> Iterator[Movement]:
    """Yield what moved the cards of experiments (uids, at least one), in the order in which it was saved.

    An event that names no experiment, as one that went back to a backup, may be about any of them.
    """
    newest, *others = [uid.encode() for uid in experiments]
    for row in store.rows("events"):
        if newest not in row and _ABOUT_SOME_BOARD in row and not any(uid in row for uid in others):
            continue
        if _tells_of_flow(row):
            try:
                yield _MOVEMENT.decode(row)
            except msgspec.MsgspecError:
                continue


def _tells_of_flow(row: bytes) -> bool:
    """Return whether an event may have changed where a card is, or what a column means.

    Written out, for it is asked of every event there is.
    """
    return (
        b'"column"' in row
        or b'"archived_at"' in row
        or b'"started_at"' in row
        or b'"finished_at"' in row
        or b'"orphaned"' in row
        or b'"definition"' in row
        or b'"experiment": [' in row
        or b'"kind": [' in row
    )
