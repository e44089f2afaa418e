"""Adding people and editing them, in a dialog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.app.screens.people.looking import PeopleLooking
from tui.domain import operations
from tui.domain.errors import Conflict, NotFound
from tui.domain.operations.about_people import IDENTITY_FIELDS
from tui.domain.records import Participant
from tui.domain.records.change import Change

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


class PeopleEditing(PeopleLooking):
    """`a` adds somebody, `e` edits who is selected."""

    def action_add(self) -> None:
        """Make somebody known."""

        def take(fields: dict[str, Any]) -> Change:
            change = self.session.run(operations.make_contact, fields.pop("name"), **fields)
            records = change.records["participants"].values()
            person = next(record for record in records if isinstance(record, Participant))
            self._show_person(person.uid)
            self.say(f"Added {person.pid}", ("u", "undo"))
            return change

        self._open_form(None, take)

    def edit(self, person: Participant) -> None:
        """Edit a person; what somebody else changed meanwhile is told before it is overwritten."""
        seen = self._fields_of(person.uid)

        def take(fields: dict[str, Any]) -> Change | None:
            nonlocal seen
            if not fields:
                return None
            now = self._fields_of(person.uid)
            theirs = [name for name in _stored(fields) if now.get(name) != seen.get(name)]
            if theirs:
                seen = now
                what = " and ".join(WORDS.get(name, name) for name in theirs)
                raise Conflict(f"Somebody else changed the {what} of {person.pid} since; enter again saves yours.")
            named = not _WITH_NAMES.isdisjoint(fields)
            change = self.session.run(
                operations.edit_contact if named else operations.edit_person, person.uid, **fields
            )
            self.say(f"Edited {person.pid}", ("u", "undo"))
            return change

        self._open_form(person, take)

    def _open_form(self, person: Participant | None, take: Any) -> None:
        from tui.app.screens.person_form import PersonForm

        session, mask = self.session, self.custdev.mask
        self.app.push_screen(
            PersonForm(session.workspace, session.policy, session.today, person, mask=mask, take=take, use=self._use)
        )

    def _use(self, uid: str) -> None:
        """Go on with somebody who was to be added and is known."""
        self._show_person(uid)
        pid = self.session.workspace.participants[uid].pid
        self.say(f"{pid} it is; what you typed is kept as a draft.", ("e", "edit"))

    def _show_person(self, uid: str) -> None:
        """Select a person; a search that hides them ends."""
        if self.filter_text and self.crowd.index_of(uid) is None:
            self.clear_filter()
        self.select_person(uid)

    def _fields_of(self, uid: str) -> Mapping[str, Any]:
        """Return what is known of a person by field, to compare it later."""
        workspace = self.session.workspace
        person, contact = workspace.participants.get(uid), workspace.contact_of(uid)
        if person is None:
            raise NotFound("That person is not there any more. Nothing was changed.")
        records = [person, contact] if contact else [person]
        return {name: getattr(record, name) for record in records for name in record.__struct_fields__ if name != "uid"}


def _stored(fields: Mapping[str, Any]) -> list[str]:
    return ["fn" if name == "name" else name for name in fields]
