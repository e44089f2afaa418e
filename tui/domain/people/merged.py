"""Two records of one person: the one that was put into the other still resolves, and is listed nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tui.domain.records import Participant
from tui.domain.records.glances import PersonGlance
from tui.domain.records.workspace import Workspace


def current_of(workspace: Workspace, uid: str | None) -> Participant | None:
    """Return the participant of a uid, or the one that they were put into; None where there is none."""
    people = workspace.participants
    now = current_uid(people, uid) if uid is not None else None
    return None if now is None else people[now]


def current_uid(people: Mapping[str, PersonGlance], uid: str) -> str | None:
    """Return the uid of a participant, or of the one that they were put into, by what is known of people."""
    person = people.get(uid)
    seen: set[str] = set()
    while person is not None and person.merged_into is not None and uid not in seen:
        seen.add(uid)
        uid = person.merged_into
        person = people.get(uid)
    return None if person is None else uid


def uids_of(workspace: Workspace, uid: str) -> frozenset[str]:
    """Return the uid of a participant and those of all that were put into them."""
    return merged_uids(workspace, uid) | {uid}


def merged_uids(workspace: Workspace, uid: str) -> frozenset[str]:
    """Return the uids of all participants that were put into one, over several steps too; theirs is not among them."""
    into: defaultdict[str, set[str]] = defaultdict(set)
    for merged, person in workspace.people_glances.items():
        if person.merged_into is not None:
            into[person.merged_into].add(merged)
    others: set[str] = set()
    following = [uid]
    while following:
        new = into[following.pop()] - others - {uid}
        others |= new
        following += new
    return frozenset(others)


def former_pids(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return the P-ids that people had besides, before two records of them were made one, by the uid they have now."""
    merged = workspace.people(uid for uid, one in workspace.people_glances.items() if one.merged_into is not None)
    former: defaultdict[str, list[Participant]] = defaultdict(list)
    for person in sorted(merged, key=lambda one: one.number):
        now = current_of(workspace, person.uid)
        if now is not None:
            former[now.uid].append(person)
    return {uid: tuple(person.pid for person in people) for uid, people in former.items()}


def is_listed(person: PersonGlance) -> bool:
    """Return whether somebody is there to be listed: neither erased, nor put into another record of the same person."""
    return person.erased_at is None and person.merged_into is None


def listed_people(workspace: Workspace) -> Iterator[Participant]:
    """Yield everybody who is there to be listed, in no particular order."""
    return (person for person in workspace.participants.values() if is_listed(person))
