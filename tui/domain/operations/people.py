"""Customers: a pseudonymous participant, and the contact that names them, kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.change import Change, Context
from tui.domain.edit import Edit
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.operations.cards import live_card
from tui.domain.operations.checks import line, short, the_participant
from tui.domain.records import Contact, Participant
from tui.domain.workspace import Workspace

PARTICIPANT_SERIES = "participants"


def make_contact(
    workspace: Workspace,
    context: Context,
    name: str,
    *,
    email: Sequence[str] = (),
    org: str = "",
    card: str | None = None,
) -> Change:
    """Make a person known, give them the next P-id, and link them to a card if one is named."""
    edit = Edit(workspace, context)
    participant = edit.put(Participant(context.ids(), edit.count(PARTICIPANT_SERIES), context.now))
    edit.put(
        Contact(
            context.ids(),
            participant.uid,
            line(name, "A person's name"),
            _addresses(email),
            short(org, "An organisation"),
        )
    )
    experiment = None
    if card is not None:
        linked = live_card(workspace, card)
        experiment = linked.experiment
        edit.update(linked, people=(*linked.people, participant.uid))
    return edit.change("contact_made", experiment=experiment, card=card)


def edit_contact(
    workspace: Workspace,
    context: Context,
    participant: str,
    *,
    name: str | None = None,
    email: Sequence[str] | None = None,
    org: str | None = None,
) -> Change:
    """Change what names a person; None leaves a field as it is."""
    person = the_participant(workspace, participant)
    contact = workspace.contact_of(participant)
    if contact is None:
        raise NotFound(f"The name of {person.pid} is not kept in this workspace (people.json). Nothing was changed.")
    edit = Edit(workspace, context)
    edit.update(
        contact,
        fn=contact.fn if name is None else line(name, "A person's name"),
        email=contact.email if email is None else _addresses(email),
        org=contact.org if org is None else short(org, "An organisation"),
    )
    return edit.change("contact_edited")


def link_contact(workspace: Workspace, context: Context, card: str, participant: str) -> Change:
    """Tie a card to a person; linking twice changes nothing."""
    old = live_card(workspace, card)
    person = the_participant(workspace, participant)
    edit = Edit(workspace, context)
    if person.uid not in old.people:
        edit.update(old, people=(*old.people, person.uid))
    return edit.change("contact_linked", experiment=old.experiment, card=card)


def unlink_contact(workspace: Workspace, context: Context, card: str, participant: str) -> Change:
    """Untie a card from a person; their notes stay."""
    old = live_card(workspace, card)
    person = the_participant(workspace, participant)
    if person.uid not in old.people:
        raise NotAllowed(f"{person.pid} is not linked to {old.number} {old.title}. Nothing was changed.")
    edit = Edit(workspace, context)
    edit.update(old, people=tuple(uid for uid in old.people if uid != person.uid))
    return edit.change("contact_unlinked", experiment=old.experiment, card=card)


def _addresses(addresses: Sequence[str]) -> tuple[str, ...]:
    cleaned = dict.fromkeys(short(address, "An e-mail address") for address in addresses)
    for address in cleaned:
        if address and ("@" not in address.strip("@") or " " in address):
            raise NotAllowed(f'"{address}" is not an e-mail address. Nothing was changed.')
    return tuple(address for address in cleaned if address)
