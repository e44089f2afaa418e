"""Two records turn out to be of one person: one is put into the other, and nothing of either is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import the_participant
from tui.domain.operations.declaration import writes
from tui.domain.people.consent import VALID, is_to_ask_again, latest_words, status_now
from tui.domain.people.merged import current_of
from tui.domain.privacy.names.folding import fold
from tui.domain.records import Cadence, Consent, Contact, Participant, Record, Standup, StandupItem
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.vocabulary import NO_LONGER, Availability
from tui.domain.records.workspace import Workspace
from tui.domain.text import comma_parts

_NO = (*NO_LONGER, "invalidated")
_ASKED = ("requested", "request_deferred")
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
    _join_references(workspace, edit, old, person.uid)
    proofs = _join_consents(workspace, edit, old.uid, joined)
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
        retention_until=min(filter(None, (person.retention_until, old.retention_until)), default=None),
    )


def _join_references(workspace: Workspace, edit: Edit, old: Participant, new: str) -> None:
    """Have all records refer to one person; copies that left are about whom they were.

    Who was put into the first before goes on pointing there, and names have rules of their own.
    """
    fields: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    records: dict[str, Record] = {}
    for record, field in workspace.referring(old):
        if field.name != "merged_into" and not isinstance(record, Contact):
            people = dict.fromkeys(new if uid == old.uid else uid for uid in field.targets(record))
            fields[record.uid][field.name] = tuple(people) if field.several else new
            records[record.uid] = record
    for uid, record in records.items():
        edit.update(record, **fields[uid])
    for standup in workspace.standups.values():
        if any(item.uid == old.uid for item in standup.items):
            edit.update(standup, **_stops(standup, old.uid, new))


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


def _join_consents(workspace: Workspace, edit: Edit, old: str, person: Participant) -> dict[str, str]:
    """Have the stricter of what two records said about consent hold for the person that one of them is put into.

    Words stay as they were said, with their times. Where the looser of two would be the latest, the stricter one is
    said again; one that was to be asked for again is not, since the later word answers that. Returns the uids of those
    by the uid of the word each repeats.
    """
    theirs, ours = latest_words(workspace, old), latest_words(workspace, person.uid)
    repeated: dict[str, str] = {}
    today = edit.context.today
    for scope in sorted(theirs.keys() & ours.keys()):
        earlier, latest = sorted((ours[scope], theirs[scope]), key=lambda word: (word.at, word.uid))
        if is_to_ask_again(earlier):
            continue
        if _strictness(earlier, person, today) < _strictness(latest, person, today):
            repeated[earlier.uid] = edit.put(_again(edit, earlier, latest, person)).uid
    return repeated


def _strictness(word: Consent, person: Participant, today: date) -> tuple[int, date]:
    """Return what orders words from the one that allows least to the one that allows most, and longest."""
    status = status_now(word, person, today)
    if status == "expired" or is_to_ask_again(word):
        rank = 1
    elif status in _NO:
        rank = 0
    else:
        rank = 2 if status in _ASKED else 4 if status in VALID else 3
    return rank, (word.expires_at or date.max) if rank == 4 else date.max


def _again(edit: Edit, word: Consent, latest: Consent, person: Participant) -> Consent:
    context = edit.context
    at = max(context.now, latest.at + timedelta(microseconds=1))
    status = "expired" if status_now(word, person, context.today) == "expired" else word.status
    return replace(word, uid=context.ids(), participant=person.uid, status=status, at=at, by=context.actor)


_TOGETHER = ("email", "tel", "url", "adr", "x")


def join_contacts(workspace: Workspace, edit: Edit, old: str, new: str, repeated: Mapping[str, str]) -> None:
    """Make what a participant (uid) is known as that of another one, as far as names are at hand.

    The contact that goes stays beside the other one, so that every form of the name is still hidden. `repeated` are the
    uids of consents that were said again, by the uid of what each repeats: the evidence is the same.
    """
    contact, others = workspace.contact_of(new), workspace.contacts_of(old)
    for other in others:
        goes = contact is not None and other.merged_from is None
        edit.update(other, participant=new, merged_from=old if goes else other.merged_from)
    theirs = workspace.contact_of(old)
    stays = contact or theirs
    if stays is None:
        return
    fields = _fields(stays, theirs) if theirs is not None and theirs is not stays else {}
    proofs = fields.pop("evidence_refs", stays.evidence_refs)
    again = {uid: proofs[word] for word, uid in repeated.items() if word in proofs}
    edit.put(replace(stays, participant=new, **fields, evidence_refs={**proofs, **again}))


def _fields(contact: Contact, other: Contact) -> dict[str, Any]:
    """Return the fields of a contact with what another one of the same person adds."""
    together = {name: tuple(_distinct([*getattr(contact, name), *getattr(other, name)]).values()) for name in _TOGETHER}
    called = _distinct([*comma_parts(contact.nickname), _as_called(other.fn), *comma_parts(other.nickname)])
    called.pop(fold(contact.fn), None)
    return together | {
        "nickname": ", ".join(called.values()),
        "org": contact.org or other.org,
        "title": contact.title or other.title,
        "note": "\n\n".join(_distinct([contact.note, other.note]).values()),
        "evidence_refs": {**other.evidence_refs, **contact.evidence_refs},
    }


def _distinct(texts: list[str]) -> dict[str, str]:
    """Return the texts that say something, each once, by what makes them the same."""
    spellings: dict[str, str] = {}
    for text in texts:
        if text:
            spellings.setdefault(fold(text), text)
    return spellings


def _as_called(fn: str) -> str:
    """Return a name without a comma, which parts nicknames: `Lovelace, Ada` as Ada Lovelace."""
    family, comma, given = fn.partition(",")
    return " ".join(f"{given.replace(',', ' ')} {family}".split()) if comma else fn
