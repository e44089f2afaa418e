"""Two records turn out to be of one person: one is put into the other, and nothing of either is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import the_participant
from tui.domain.operations.declaration import writes
from tui.domain.operations.joined_consents import join_consents
from tui.domain.operations.joined_contacts import join_contacts
from tui.domain.people.merged import current_of
from tui.domain.records import Cadence, Card, Note, Participant, Standup, StandupItem, Touchpoint
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit
from tui.domain.records.vocabulary import Availability
from tui.domain.records.workspace import Workspace

_STRICTEST: tuple[Availability, ...] = ("blocklisted", "opted_out", "free")


@writes("contacts_merged", "Put", "put", "{merged}", "a person into another record of theirs")
def merge_contacts(workspace: Workspace, context: Context, participant: str, into: str) -> Change:
    """Put a person (uid) into another record of the same person, whose number and name stay.

    All that refers to the first refers to the second from then on. Of two words about consent the stricter counts.
    The first stays as a pointer, so that its number still resolves and is never given again.

    Raises:
        NotAllowed: They are one already, or cannot be one: somebody is not their own guardian.
    """
    old, person = _both(workspace, participant, into)
    edit = Edit(workspace, context)
    joined = edit.put(_joined(workspace, old, person))
    edit.put(Participant(old.uid, old.number, old.created_at, merged_into=person.uid))
    for ward in workspace.participants.values():
        if ward.guardian == old.uid and ward.uid not in (old.uid, person.uid):
            edit.update(ward, guardian=person.uid)
    _join_references(workspace, edit, old.uid, person.uid)
    proofs = join_consents(workspace, edit, old.uid, joined)
    join_contacts(workspace, edit, old.uid, person.uid, proofs)
    return edit.change("contacts_merged")


def _both(workspace: Workspace, participant: str, into: str) -> tuple[Participant, Participant]:
    """Return who is put into whom, as records that are there; raise NotAllowed where that makes no sense."""
    old, person = the_participant(workspace, participant), the_participant(workspace, into)
    if old.uid == person.uid:
        raise NotAllowed(f"{_already(workspace, participant, into, person)} Nothing was changed.")
    for one, other in ((old, person), (person, old)):
        if one.guardian == other.uid:
            raise NotAllowed(f"{other.pid} is the guardian of {one.pid}, so they are two people. Nothing was changed.")
    wards = [ward.pid for ward in workspace.participants.values() if ward.guardian in (old.uid, person.uid)]
    if wards and (old.is_minor or person.is_minor):
        minor, guardian = (old, person) if old.is_minor else (person, old)
        raise NotAllowed(
            f"{minor.pid} is a minor, and {guardian.pid} the guardian of {', '.join(sorted(wards))}: a guardian is of "
            "age. Nothing was changed."
        )
    return old, person


def _already(workspace: Workspace, participant: str, into: str, person: Participant) -> str:
    named = [workspace.participants[uid].pid for uid in dict.fromkeys((participant, into))]
    if len(named) == 1:
        return f"{named[0]} is one record already; name another one of the same person."
    others = [pid for pid in named if pid != person.pid]
    return f"{' and '.join(others)} {'were' if len(others) > 1 else 'was'} put into {person.pid} already."


def _joined(workspace: Workspace, old: Participant, person: Participant) -> Participant:
    """Return the record that stays, with what only the other one said; where both say something, the careful one."""
    guardian = current_of(workspace, person.guardian) or current_of(workspace, old.guardian)
    return replace(
        person,
        relationship=person.relationship or old.relationship,
        segments=tuple(dict.fromkeys((*person.segments, *old.segments))),
        advisory_board=person.advisory_board or old.advisory_board,
        is_minor=person.is_minor or old.is_minor,
        guardian=guardian.uid if guardian is not None else None,
        cadence=person.cadence if person.cadence != Cadence() else old.cadence,
        contact_status=min(person.contact_status, old.contact_status, key=_STRICTEST.index),
        retention_until=_earlier(person.retention_until, old.retention_until),
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days, default=None)


def _join_references(workspace: Workspace, edit: Edit, old: str, new: str) -> None:
    """Have all records refer to one person; copies that left are about whom they were."""
    notes = workspace.notes.values()
    touchpoints = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(old))
    linked: Iterable[Card | Note | Touchpoint] = (
        *workspace.cards_with(old),
        *(note for note in notes if old in note.people),
        *touchpoints,
    )
    for record in linked:
        edit.restore(replace(record, people=_once(record.people, old, new)))
    for asked in workspace.invitations_of(old):
        edit.update(asked, participant=new)
    for promised in workspace.incentives_of(old):
        edit.update(promised, participant=new)
    for standup in workspace.standups.values():
        if any(item.uid == old for item in standup.items):
            edit.update(standup, **_stops(standup, old, new))


def _once(people: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if uid == old else uid for uid in people))


def _stops(standup: Standup, old: str, new: str) -> dict[str, Any]:
    """Return the stops of a standup with one for the person, and the place it has come to among them."""
    items: list[StandupItem] = []
    position = standup.position
    for at, item in enumerate(standup.items):
        stop = replace(item, uid=new) if item.uid == old else item
        if stop.uid == new and any((item.step, item.uid) == (stop.step, new) for item in items):
            position -= at < standup.position
        else:
            items.append(stop)
    return {"items": tuple(items), "position": position}
