"""What people were called before: names, addresses and numbers that an edit replaced, as past events tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from tui.domain.errors import NotAllowed
from tui.domain.people.merged import merged_uids
from tui.domain.privacy.names.folding import plain
from tui.domain.privacy.names.phones import significant
from tui.domain.records import Contact, Participant
from tui.domain.records.change import with_fields
from tui.domain.records.workspace import Workspace


def called_of(workspace: Workspace, person: Participant, events: Iterable[Mapping[str, Any]]) -> list[Contact]:
    """Return all that a person is called and was called before, also in records of theirs that were put into this one.

    What they are called now comes first. `events` are documents of `people_events` as they are stored.
    """
    uids, past = {person.uid, *merged_uids(workspace, person.uid)}, list(events)
    contacts = [*workspace.contacts_of(person.uid)]
    contacts += [
        contact for contact in workspace.contacts.values() if contact.participant in uids and contact not in contacts
    ]
    return [*contacts, *(former for contact in contacts for former in former_contacts(contact, past))]


def former_contacts(contact: Contact | None, events: Iterable[Mapping[str, Any]]) -> list[Contact]:
    """Return a contact as it was before and after each edit of it, in no particular order, without repeats.

    `events` are documents of `people_events` as they are stored. Fields an event does not tell of are as they are now.
    """
    if contact is None:
        return []
    earlier: list[Contact] = []
    for event in events:
        changed: Mapping[str, list[Any]] = ((event.get("changes") or {}).get("contacts") or {}).get(contact.uid) or {}
        for side in range(2):
            fields = {name: sides[side] for name, sides in changed.items() if sides[side] is not None}
            with suppress(NotAllowed):
                was = with_fields("contacts", contact, fields)
                if isinstance(was, Contact) and was != contact and was not in earlier:
                    earlier.append(was)
    return earlier


def are_alike(one: Contact, other: Contact) -> bool:
    """Return whether two contacts may be of one human being: called the same, or reached the same way."""
    names = plain(one.fn) == plain(other.fn)
    emails = set(map(plain, one.email)) & set(map(plain, other.email))
    phones = set(map(significant, one.tel)) & set(map(significant, other.tel))
    return names or bool(emails) or bool(phones - {""})
