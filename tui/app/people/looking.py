"""Looking at people: moving about, the panel, finding, sorting, names; and adding and editing them in a dialog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.app.people.crowd import SORTS
from tui.app.people.in_step import PeopleFollowing
from tui.app.people.picture import USUAL, WIDE
from tui.domain import operations
from tui.domain.errors import Conflict, NotFound
from tui.domain.operations.about_people import IDENTITY_FIELDS
from tui.domain.records import Participant
from tui.domain.records.change import Change


class PeopleLooking(PeopleFollowing):
    """`enter` goes into the panel, `esc` one step back."""

    def action_go(self, across: int, down: int) -> None:
        """Select the next or previous person, or thing in the panel; sideways goes between both."""
        if across:
            if across > 0 and self.mode == "people":
                self.open_panel()
            elif across < 0 and self.mode == "person":
                self.leave_panel()
        elif self.mode == "person":
            self.panel.choose(down)
        else:
            self._go_down(down)

    def action_edge(self, end: int) -> None:
        """Select the first or the last person."""
        shown = self.crowd.shown
        if self.mode == "person":
            self.panel.scroll_items(end * 100_000)
        elif shown:
            self.select_person(shown[0 if end < 0 else -1].uid)

    def action_page(self, step: int) -> None:
        """Go on by about a screenful."""
        if self.mode == "person":
            self.panel.scroll_items(step * self.panel.body_height)
        else:
            self._go_down(step * self.listing.page_length(step))

    def action_switch_pane(self) -> None:
        """Go between list and panel."""
        if self.mode == "person":
            self.leave_panel(close=self.app.size.width < USUAL)
        else:
            self.open_panel()

    def open_panel(self) -> None:
        """Go into the panel of the selected person."""
        if self.person is not None and self.mode == "people":
            self.panel_open = True
            self.show_all()
            self.give_mark("person")

    def leave_panel(self, *, close: bool = True) -> None:
        """Go back to the list; where the panel lies over it, close it, unless it is to stay."""
        if close:
            self.panel_open = False
        self.give_mark("people")
        self.show_all()

    def action_back(self) -> None:
        """Go one step back: out of the panel, the search, the screen."""
        if self.mode == "person" or (self.panel_open and self.app.size.width < WIDE):
            self.leave_panel()
        elif self.filter.text:
            self.filter.clear()
        elif self.custdev.view_state.last_board is not None:
            self.custdev.open_last()
        else:
            self.custdev.open_experiments()

    def action_sort(self) -> None:
        """Sort in the next way; names sort only while they are shown."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.update()
        by = {"due": "who is due", "name": "name" if self.custdev.names_shown else "P-id"}
        by |= {"last": "who we spoke with last", "notes": "how much they said"}
        self.say(f"Sorted by {by[self.sort]}", ("people.sort", "next"))

    def action_names(self) -> None:
        """Show or hide names."""
        self.custdev.names_shown = not self.custdev.names_shown
        self.update()

    async def action_filter(self) -> None:
        """Find people while typing."""
        await self.filter.open()

    def _go_down(self, down: int) -> None:
        shown = self.crowd.shown
        index = self.crowd.index_of(self.selected)
        if shown:
            self.select_person(shown[max(0, min((index or 0) + down, len(shown) - 1))].uid)


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
            self.say(f"Added {person.pid}", ("change.undo", "undo"))
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
            self.say(f"Edited {person.pid}", ("change.undo", "undo"))
            return change

        self._open_form(person, take)

    def _open_form(self, person: Participant | None, take: Any) -> None:
        from tui.app.people.person_form import PersonForm

        session, mask = self.session, self.custdev.mask
        self.app.push_screen(
            PersonForm(session.workspace, session.policy, session.today, person, mask=mask, take=take, use=self._use)
        )

    def _use(self, uid: str) -> None:
        """Go on with somebody who was to be added and is known."""
        self._show_person(uid)
        pid = self.session.workspace.participants[uid].pid
        self.say(f"{pid} it is; what you typed is kept as a draft.", ("contact.edit", "edit"))

    def _show_person(self, uid: str) -> None:
        """Select a person; a search that hides them ends."""
        if self.filter.text and self.crowd.index_of(uid) is None:
            self.filter.clear()
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
