"""Adding people and editing them, and taking out for good who they are, or what they said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tui.app.asking.capture import edit_note
from tui.app.asking.prompts import Prompt, hinting
from tui.app.background import in_background
from tui.app.people.screen import PeopleScreen
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed, NotFound
from tui.domain.operations.about_people import IDENTITY_FIELDS
from tui.domain.people.consent import refuses_notes
from tui.domain.privacy.erasing.together import SharedText
from tui.domain.records import Note, Participant
from tui.domain.records.change import Change
from tui.domain.text import clean_line, plural
from tui.session.erasing import Forgotten, forget

WORDS = {
    "fn": "name",
    "email": "e-mail",
    "org": "organisation",
    "relationship": "relation",
    "advisory_board": "place on the advisory board",
    "is_minor": "age",
    "contact_status": "contact",
    "retention_until": "day until which they are kept",
}
_WITH_NAMES = frozenset({"name", *IDENTITY_FIELDS})


def add(here: PeopleScreen) -> None:
    """Make somebody known."""

    def take(fields: dict[str, Any]) -> Change:
        change = here.session.run(operations.make_contact, fields.pop("name"), **fields)
        records = change.records["participants"].values()
        person = next(record for record in records if isinstance(record, Participant))
        here.show_person(person.uid)
        here.say(f"Added {person.pid}", ("change.undo", "undo"))
        return change

    _open_form(here, None, take)


async def edit(here: PeopleScreen, subject: Note | Participant) -> None:
    """Edit the note that is chosen, else the person."""
    if isinstance(subject, Note):
        await edit_note(here, subject)
    else:
        _edit_person(here, subject)


def _edit_person(here: PeopleScreen, person: Participant) -> None:
    """Edit a person; what somebody else changed meanwhile is told before it is overwritten."""
    seen = _fields_of(here, person.uid)

    def take(fields: dict[str, Any]) -> Change | None:
        nonlocal seen
        if not fields:
            return None
        now = _fields_of(here, person.uid)
        stored = ["fn" if name == "name" else name for name in fields]
        theirs = [name for name in stored if now.get(name) != seen.get(name)]
        if theirs:
            seen = now
            what = " and ".join(WORDS.get(name, name) for name in theirs)
            raise Conflict(f"Somebody else changed the {what} of {person.pid} since; enter again saves yours.")
        operation = operations.edit_person if _WITH_NAMES.isdisjoint(fields) else operations.edit_contact
        change = here.session.run(operation, person.uid, **fields)
        here.say(f"Edited {person.pid}", ("change.undo", "undo"))
        return change

    _open_form(here, person, take)


def _open_form(here: PeopleScreen, person: Participant | None, take: Callable[[dict[str, Any]], Change | None]) -> None:
    from tui.app.people.person_form import PersonForm  # people are looked at far oftener than they are edited

    def use(uid: str) -> None:
        """Go on with somebody who was to be added and is known."""
        here.show_person(uid)
        pid = here.session.workspace.participants[uid].pid
        here.say(f"{pid} it is; what you typed is kept as a draft.", ("contact.edit", "edit"))

    here.app.push_screen(PersonForm(here, person, take, use))


def _fields_of(here: PeopleScreen, uid: str) -> Mapping[str, Any]:
    """Return what is known of a person by field, to compare it later."""
    workspace = here.session.workspace
    person, contact = workspace.participants.get(uid), workspace.contact_of(uid)
    if person is None:
        raise NotFound("That person is not there any more. Nothing was changed.")
    records = [person, contact] if contact else [person]
    return {name: getattr(record, name) for record in records for name in record.__struct_fields__ if name != "uid"}


def erase(here: PeopleScreen, person: Participant) -> None:
    """Look at what erasing the person reaches, and erase them once their P-id is typed."""
    from tui.app.people.erasing_dialog import ErasingScreen  # nearly nobody ever needs it

    def edit_first(shared: SharedText | None) -> None:
        if shared is not None:
            here.call_later(_edit_shared, here, shared)

    here.app.push_screen(ErasingScreen(person), edit_first)


async def _edit_shared(here: PeopleScreen, shared: SharedText) -> None:
    """Edit a text that names others too, before who is erased is taken out of it."""
    workspace = here.session.workspace
    note, met = workspace.notes.get(shared.uid), workspace.touchpoints.get(shared.uid)
    if note is not None:
        await edit_note(here, note)
    elif met is not None:
        private = here.custdev.mask.why_not(met, workspace, here.session.today)
        if private:
            here.say(f"{private[:1].upper()}{private[1:]}.", ("app.names", "shows it to you"))
            return
        field = "summary" if met.summary == shared.text else "expectation"

        def submit(text: str) -> None:
            here.do(operations.edit_touchpoint, met.uid, words=f"Edited the {field}", **{field: text})

        await here.ask(Prompt(f"edit-{field}:{met.uid}", f"edit {field}", submit, shared.text))


async def forget_notes(here: PeopleScreen, person: Participant) -> None:
    """Delete what was noted about the person, who wants none of it kept, once the P-id is typed."""
    if not refuses_notes(here.session.workspace, person, here.session.today):
        here.say(f"{person.pid} has not said that no notes are to be kept.", ("consent.give", "permission"))
        return

    def tell(done: Forgotten) -> None:
        words = f"Deleted {plural(done.notes, 'note')} about {person.pid}"
        if done.touchpoints:
            words += f", and what was written of {plural(done.touchpoints, 'conversation')}"
        if done.exports:
            words += f". {plural(len(done.exports), 'copy tells', 'copies tell')} of them: custdev snapshot list"
        here.say(words)

    def submit(text: str) -> None:
        if clean_line(text).lstrip("@").upper() != person.pid:
            raise NotAllowed(f"That is not {person.pid}. Nothing was changed.")
        now = here.session.workspace.participants[person.uid]
        in_background(here, "forgetting", partial(forget, here.session, now), tell, here.say_error)

    label = f"type {person.pid} to delete the notes"
    hint = hinting("in every file and backup; this cannot be undone", "warn")
    await here.ask(Prompt(f"forget:{person.uid}", label, submit, hint=hint, keeps_draft=False))
