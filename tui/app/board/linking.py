"""Customers on cards: what they say and do is written down, and they are linked by P-id or name, and unlinked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.app.asking.capture import choices_of, people_named, people_of, person_of
from tui.app.asking.capturing import Subject, ask_note, ask_permission, ask_touchpoint
from tui.app.asking.prompts import Choice, Prompt
from tui.app.board.card_place import CardPlace
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.people.merged import current_of
from tui.domain.records import Card, Participant
from tui.domain.search.matching import key_of, names_of
from tui.domain.search.naming import people_with_pid
from tui.domain.text import clean_line

NEW = "+ "
_LIKE_PID = re.compile(r"[Pp]\d+")


async def note(here: CardPlace, card: Card) -> None:
    """Capture one line about the card, or about the person who is chosen in the panel."""
    await ask_note(here, Subject(card, _chosen_people(here)), finished=here.column.role == "finished")


async def touchpoint(here: CardPlace, card: Card) -> None:
    """Log a touchpoint about the card, or plan one."""
    await ask_touchpoint(here, Subject(card, _chosen_people(here)))


async def permission(here: CardPlace, card: Card) -> None:
    """Give or withdraw what a customer of the card agrees to."""
    await ask_permission(here, _chosen_people(here) or card.people)


def _chosen_people(here: CardPlace) -> tuple[str, ...]:
    """Return the person who is chosen in the panel, if one is."""
    person = here.chosen_of("person")
    return (person,) if person else ()


async def link(here: CardPlace, card: Card) -> None:
    """Link a customer to the card: type to find by name, or a new name to make one."""
    await here.ask(
        Prompt(
            key=f"people:{card.uid}",
            label=f"link to {card.number}",
            submit=lambda text: _link(here, card, text),
            with_reason=lambda text, why: _link(here, card, text, why),
            hint=lambda text: _link_hint(here, card, text),
            choices=lambda text: _link_choices(here, card, text),
            takes_choice=True,
            with_person=lambda text, uid, why: _link_who(here, card, text, uid, why),
        )
    )


def _link_choices(here: CardPlace, card: Card, text: str) -> Sequence[Choice]:
    linked = set(card.people)
    typed = clean_line(text)
    people = people_named(here, typed)
    if not people or _exactly(here, typed) is not None or typed.startswith(NEW):
        return ()
    choices = [
        Choice(person.pid, spans, (Span("linked", "muted"),) if person.uid in linked else ())
        for person, spans in people
    ]
    new = (Span("somebody new: ", "muted"), Span(typed))
    return [*choices, Choice(f"{NEW}{typed}", new)] if typed else choices


def _link_hint(here: CardPlace, card: Card, text: str) -> Row:
    typed = clean_line(text)
    if not typed:
        return Row((Span("a P-id, part of a name, or a new name", "muted"),))
    exact = _exactly(here, typed)
    if exact is not None:
        return Row((Span(f"enter links {exact.pid}", "muted"),))
    if people_named(here, typed) and not typed.startswith(NEW):
        return Row((Span("enter takes the marked one, ↑ ↓ mark another", "muted"),))
    if _LIKE_PID.fullmatch(typed):
        return Row((Span(f"nobody is {typed.upper()} yet", "warn"),))
    return Row((Span(f"enter makes {typed.removeprefix(NEW)} known under a new P-id and links them", "muted"),))


def _exactly(here: CardPlace, typed: str) -> Participant | None:
    """Return the person whose P-id or whole name was typed, where it is one only."""
    workspace, key = here.board.workspace, key_of(typed)
    uids = [person.uid for person in people_with_pid(workspace, typed)]
    if key:
        uids += [
            contact.participant for contact in workspace.contacts.values() if key in map(key_of, names_of(contact))
        ]
    people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
    return next(iter(people.values())) if len(people) == 1 else None


def _link(here: CardPlace, card: Card, text: str, why: str = "") -> None:
    typed = clean_line(text)
    person = _exactly(here, typed)
    if person is not None:
        _link_person(here, card, person.uid, why)
        return
    if _LIKE_PID.fullmatch(typed):
        raise NotFound(f"Nobody is {typed.upper()} yet. Type a name to make a person known.")
    _make(here, card, typed.removeprefix(NEW), unless_known=True)


def _link_person(here: CardPlace, card: Card, uid: str, why: str) -> None:
    pid = here.board.workspace.participants[uid].pid
    here.do(operations.link_contact, card.uid, uid, reason=why, words=f"Linked {pid} to {card.number}")


def _link_who(here: CardPlace, card: Card, text: str, uid: str | None, why: str) -> None:
    """Link who was said to be meant, or make somebody else of that name known."""
    if uid is not None:
        _link_person(here, card, uid, why)
    else:
        _make(here, card, clean_line(text).removeprefix(NEW))


def _make(here: CardPlace, card: Card, name: str, *, unless_known: bool = False) -> None:
    here.do(operations.make_contact, name, card=card.uid, unless_known=unless_known)
    newest = max(here.session.workspace.participants.values(), key=lambda person: person.number)
    here.say(f"Made {newest.pid} and linked them to {card.number}", ("change.undo", "undo"))


async def unlink(here: CardPlace, card: Card) -> None:
    """Unlink a customer from the card."""
    if not card.people:
        here.say("Nobody is linked to this card.")
        return
    people = people_of(here.facts, card.people)

    def submit(text: str) -> None:
        person = person_of(here, clean_line(text).upper())
        here.do(operations.unlink_contact, card.uid, person.uid, words="Unlinked")

    def offer(text: str) -> Sequence[Choice]:
        return choices_of(person for person in people if person.pid != text)

    await here.ask(Prompt(f"unlink:{card.uid}", f"unlink from {card.number}", submit, choices=offer))
