"""What of the events matters for flow, read fast: most events are passed over by a few of their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tui.domain.flow.passages import Movement
from tui.store import Store

_MOVEMENT = msgspec.json.Decoder(Movement)
_ABOUT_SOME_BOARD = b'"experiment": "'
_KIND = b'"kind": "'
STILL = frozenset(
    {
        *("card_ranked", "card_blocked", "card_unblocked", "card_assigned", "card_tagged"),
        *("card_expedited", "card_not_expedited", "item_ticked", "item_unticked", "item_added", "item_removed"),
        *("note_added", "note_edited", "note_archived", "note_restored", "promise_kept", "promise_reopened"),
        *("request_answered", "touchpoint_logged", "touchpoint_planned", "touchpoint_edited", "touchpoint_settled"),
        *("consent_given", "consent_withdrawn", "consent_recorded", "person_edited", "contact_made", "contact_edited"),
        *("contact_linked", "contact_unlinked", "contacts_merged", "export_recorded", "ranks_renewed"),
        *("counters_raised",),
        *("standup_begun", "standup_walked", "standup_attended", "standup_decided", "standup_ended"),
        *("decision_ticked", "decision_unticked"),
    }
)
"""The kinds of events that never change where a card is, or what a column means."""
_STILL = frozenset(kind.encode() for kind in STILL)


def movements_of(store: Store, experiments: Sequence[str]) -> Iterator[Movement]:
    """Yield what moved the cards of experiments (uids, at least one), in the order in which it was saved.

    An event that names no experiment, as one that went back to a backup, may be about any of them.
    """
    newest, *others = [uid.encode() for uid in experiments]
    decode = _MOVEMENT.decode
    for row in store.rows("events"):
        kind = row.find(_KIND) + len(_KIND)
        if row[kind : row.find(b'"', kind)] in _STILL:
            continue
        if newest in row or _ABOUT_SOME_BOARD not in row or any(uid in row for uid in others):
            try:
                yield decode(row)
            except msgspec.MsgspecError:
                continue
