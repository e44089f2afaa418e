"""Customers: a pseudonymous participant, and the contact that names them, kept apart."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.operations.about_people import clean_identity, clean_person
from tui.domain.operations.cards import live_card
from tui.domain.operations.checks import line, short, the_participant
from tui.domain.operations.declaration import writes
from tui.domain.people.duplicates import MaybeKnown, maybe_the_same
from tui.domain.people.invitations import check_not_over_asked
from tui.domain.people.merged import current_of
from tui.domain.privacy.names.folding import fold
from tui.domain.records import Contact, Participant
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.workspace import Workspace

_LISTED = ("email", "tel", "url", "adr")


@writes("contact_made", "Made", "make", "{new_person}, linked to {card}", "{new_person}")
def make_contact(
    workspace: Workspace,
    context: Context,
    name: str,
    *,
    card: str | None = None,
    unless_known: bool = False,
    **fields: Any,
) -> Change:
    """Make a person known, give them the next P-id, and link them to a card if one is named.

    `fields` are those of `edit_contact` and `edit_person`.

    Raises:
        MaybeKnown: Somebody has that name or one of the addresses, and a new person is wanted `unless_known`.
    """
    edit = Edit(workspace, context)
    uid, number = context.ids(), edit.number_person()
    identity, about = clean_identity(fields), clean_person(workspace, uid, fields)
    fn = line(name, "A person's name")
    if unless_known and (people := maybe_the_same(workspace, fn, identity.get("email", ()))):
        raise MaybeKnown(people)
    participant = edit.put(Participant(uid, number, context.now, **about))
    edit.put(Contact(context.ids(), uid, fn, **identity))
    linked = live_card(workspace, card) if card is not None else None
    if linked is not None:
        edit.update(linked, people=(*linked.people, participant.uid))
    return edit.change("contact_made", linked)


@writes("contact_edited", "Edited", "edit", "{card}", "{people}", "a contact")
def edit_contact(
    workspace: Workspace, context: Context, participant: str, *, name: str | None = None, **fields: Any
) -> Change:
    """Change what is known of a person: name, email, org, nickname, tel, title, url, adr, note, and as `edit_person`.

    None, or a field that is not named, leaves things as they are. What named them before stays beside it, so that texts
    written then go on hiding it.
    """
    person = the_participant(workspace, participant)
    identity, about = clean_identity(fields), clean_person(workspace, person.uid, fields)
    edit = Edit(workspace, context)
    if identity or name is not None:
        contact = the_contact(workspace, person)
        now = edit.update(contact, fn=contact.fn if name is None else line(name, "A person's name"), **identity)
        _keep_former(workspace, edit, contact, now)
    edit.update(person, **about)
    return edit.change("contact_edited")


@writes("person_edited", "Edited", "edit", "{card}", "{people}", "a person")
def edit_person(workspace: Workspace, context: Context, participant: str, **fields: Any) -> Change:
    """Change the pseudonymous half of a person, which needs no name.

    Its fields are relationship, segments, advisory_board, is_minor, guardian (a uid), cadence, contact_status, and
    retention_until.
    """
    person = the_participant(workspace, participant)
    return changed(workspace, context, "person_edited", person, **clean_person(workspace, person.uid, fields))


@writes("contact_linked", "Linked", "link", "{linked} to {card}")
def link_contact(workspace: Workspace, context: Context, card: str, participant: str, *, reason: str = "") -> Change:
    """Tie a card to a person; linking twice changes nothing.

    Raises:
        OverAsked: They are asked often enough, and no `reason` to go on is given.
    """
    old = live_card(workspace, card)
    person = the_participant(workspace, participant)
    edit = Edit(workspace, context)
    why = short(reason, "A reason")
    if person.uid not in old.people:
        if not why:
            check_not_over_asked(workspace, [person.uid], context, [old.experiment])
        edit.update(old, people=(*old.people, person.uid))
    return edit.change("contact_linked", old, reason=why)


@writes("contact_unlinked", "Unlinked", "unlink", "{linked} from {card}")
def unlink_contact(workspace: Workspace, context: Context, card: str, participant: str) -> Change:
    """Untie a card from a person; their notes stay."""
    old = live_card(workspace, card)
    person = current_of(workspace, participant) or the_participant(workspace, participant)
    if person.uid not in old.people:
        raise NotAllowed(f"{person.pid} is not linked to {old.number} {old.title}. Nothing was changed.")
    others = tuple(uid for uid in old.people if uid != person.uid)
    return changed(workspace, context, "contact_unlinked", old, people=others)


def the_contact(workspace: Workspace, person: Participant) -> Contact:
    """Return what names a person, or raise NotFound where that is not kept here."""
    contact = workspace.contact_of(person.uid)
    if contact is None:
        raise NotFound(f"The name of {person.pid} is not kept in this workspace (people.json). Nothing was changed.")
    return contact


def _keep_former(workspace: Workspace, edit: Edit, was: Contact, now: Contact) -> None:
    """Put what an edit takes from a contact beside it, as with contacts of two records that were made one.

    Spellings that are found alike (capitals, accents) are not kept twice; a slip that was mended is, since it may stand
    in texts too.
    """
    listed: dict[str, Any] = {name: _gone(getattr(was, name), getattr(now, name)) for name in _LISTED}
    words: dict[str, Any] = {
        name: "".join(_gone((getattr(was, name),), (getattr(now, name),))) for name in ("org", "nickname")
    }
    renamed = _gone((was.fn,), (now.fn,)) or was.n != now.n
    if not (renamed or any(listed.values()) or any(words.values())):
        return
    former = Contact(was.uid, was.participant, was.fn, n=was.n, merged_from=was.participant, **listed, **words)
    if not any(replace(contact, uid=was.uid) == former for contact in workspace.contacts_of(was.participant)):
        edit.put(replace(former, uid=edit.context.ids()))


def _gone(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of before that are not found by those of now."""
    there = {fold(text) for text in now}
    return tuple(text for text in was if text and fold(text) not in there)
