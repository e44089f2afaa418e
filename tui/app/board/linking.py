"""Customers on cards: what they say and do is written down, and they are linked by P-id or name, and unlinked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.app.asking.capturing import Subject, ask_note, ask_permission, ask_touchpoint
from tui.app.asking.prompts import Choice, Prompt
from tui.app.asking.speaking import choices_of, people_named, people_of, person_of
from tui.app.board.on_card import OnCard
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.people.merged import current_of
from tui.domain.records import Card, Participant
from tui.domain.search.matching import key_of, names_of
from tui.domain.text import clean_line

NEW = "+ "
_LIKE_PID = re.compile(r"[Pp]\d+")


class Linking(OnCard):
    """`n` captures a line, `t` logs a touchpoint, `p` turns permission; `c` links.

    Lists show P-ids, and names only while names are shown.
    """

    async def action_note(self) -> None:
        """Capture one line about the card, or about the person who is chosen in the panel."""
        if self.refuses():
            return
        card = self.card
        if card is None:
            self.say("Select a card first; a note belongs to one.")
            return
        await ask_note(self, Subject(card, self._chosen_people()), finished=self.column.role == "finished")

    async def action_touchpoint(self) -> None:
        """Log a touchpoint about the card, or plan one."""
        card = self.card_to_change()
        if card is not None:
            await ask_touchpoint(self, Subject(card, self._chosen_people()))

    async def action_permission(self) -> None:
        """Give or withdraw what a customer of the card agrees to."""
        card = self.card_to_act_on()
        if card is not None:
            await ask_permission(self, self._chosen_people() or card.people)

    def _chosen_people(self) -> tuple[str, ...]:
        """Return the person who is chosen in the panel, if one is."""
        person = self.chosen_of("person")
        return (person,) if person else ()

    async def action_people(self) -> None:
        """Link a customer to the card: type to find by name, or a new name to make one."""
        card = self.card_to_change()
        if card is None:
            return
        await self.ask(
            Prompt(
                key=f"people:{card.uid}",
                label=f"link to {card.number}",
                submit=lambda text: self._link(card, text),
                with_reason=lambda text, why: self._link(card, text, why),
                hint=lambda text: self._link_hint(card, text),
                choices=lambda text: self._link_choices(card, text),
                takes_choice=True,
                with_person=lambda text, uid, why: self._link_who(card, text, uid, why),
            )
        )

    def _link_choices(self, card: Card, text: str) -> Sequence[Choice]:
        linked = set(card.people)
        typed = clean_line(text)
        people = people_named(self, typed)
        if not people or self._exactly(typed) is not None or typed.startswith(NEW):
            return ()
        choices = [
            Choice(person.pid, spans, (Span("linked", "muted"),) if person.uid in linked else ())
            for person, spans in people
        ]
        new = (Span("somebody new: ", "muted"), Span(typed))
        return [*choices, Choice(f"{NEW}{typed}", new)] if typed else choices

    def _link_hint(self, card: Card, text: str) -> Row:
        typed = clean_line(text)
        if not typed:
            return Row((Span("a P-id, part of a name, or a new name", "muted"),))
        exact = self._exactly(typed)
        if exact is not None:
            return Row((Span(f"enter links {exact.pid}", "muted"),))
        if people_named(self, typed) and not typed.startswith(NEW):
            return Row((Span("enter takes the marked one, ↑ ↓ mark another", "muted"),))
        if _LIKE_PID.fullmatch(typed):
            return Row((Span(f"nobody is {typed.upper()} yet", "warn"),))
        return Row((Span(f"enter makes {typed.removeprefix(NEW)} known under a new P-id and links them", "muted"),))

    def _exactly(self, typed: str) -> Participant | None:
        """Return the person whose P-id or whole name was typed, where it is one only."""
        workspace, pid, key = self.board.workspace, typed.casefold(), key_of(typed)
        uids = [uid for uid, person in workspace.participants.items() if person.pid.casefold() == pid]
        if key:
            uids += [
                contact.participant for contact in workspace.contacts.values() if key in map(key_of, names_of(contact))
            ]
        people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
        return next(iter(people.values())) if len(people) == 1 else None

    def _link(self, card: Card, text: str, why: str = "") -> None:
        typed = clean_line(text)
        person = self._exactly(typed)
        if person is not None:
            self._link_person(card, person.uid, why)
            return
        if _LIKE_PID.fullmatch(typed):
            raise NotFound(f"Nobody is {typed.upper()} yet. Type a name to make a person known.")
        self._make(card, typed.removeprefix(NEW), unless_known=True)

    def _link_person(self, card: Card, uid: str, why: str) -> None:
        pid = self.board.workspace.participants[uid].pid
        self.do(operations.link_contact, card.uid, uid, reason=why, words=f"Linked {pid} to {card.number}")

    def _link_who(self, card: Card, text: str, uid: str | None, why: str) -> None:
        """Link who was said to be meant, or make somebody else of that name known."""
        if uid is not None:
            self._link_person(card, uid, why)
        else:
            self._make(card, clean_line(text).removeprefix(NEW))

    def _make(self, card: Card, name: str, *, unless_known: bool = False) -> None:
        self.do(operations.make_contact, name, card=card.uid, unless_known=unless_known)
        newest = max(self.session.workspace.participants.values(), key=lambda person: person.number)
        self.say(f"Made {newest.pid} and linked them to {card.number}", ("change.undo", "undo"))

    async def action_unlink(self) -> None:
        """Unlink a customer from the card."""
        if self.refuses():
            return
        card = self.card
        if card is None or not card.people:
            self.say("Nobody is linked to this card.")
            return
        people = people_of(self.facts, card.people)

        def submit(text: str) -> None:
            person = person_of(self, clean_line(text).upper())
            self.do(operations.unlink_contact, card.uid, person.uid, words="Unlinked")

        def offer(text: str) -> Sequence[Choice]:
            return choices_of(person for person in people if person.pid != text)

        await self.ask(Prompt(f"unlink:{card.uid}", f"unlink from {card.number}", submit, choices=offer))
