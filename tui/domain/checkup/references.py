"""Records that refer to what is not there, and cards whose place in their column is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from tui.domain.checkup.finding import Finding, found
from tui.domain.records import Card, Consent, Experiment, Incentive, Invitation, Note, Participant, Touchpoint
from tui.domain.records.rank import is_rank
from tui.domain.records.workspace import Workspace

Gone = Callable[[str | None], bool]


class Dangling(NamedTuple):
    """A record that refers to what is not there, and the fields it has without that."""

    record: Card | Note | Experiment | Participant | Touchpoint | Invitation | Incentive
    words: str
    fields: dict[str, object]


def check_references(workspace: Workspace, unreadable: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what refers to nothing; the records of `unreadable` uids are there, though they cannot be read."""
    for record, words, _ in dangling(workspace, unreadable):
        yield found(workspace, record, "reference", words, fixable=True)
    help_ = "custdev backup list names the states one can go back to"
    for card in workspace.cards.values():
        if card.experiment not in workspace.experiments and card.experiment not in unreadable:
            yield found(workspace, card, "reference", f"belongs to an experiment that is not there; {help_}")
    for contact in workspace.contacts.values():
        if contact.participant not in workspace.participants and contact.participant not in unreadable:
            yield found(workspace, contact, "reference", f"belongs to a customer who is not there; {help_}")
    of_one: tuple[Mapping[str, Consent | Invitation | Incentive], ...] = (
        workspace.consents,
        workspace.invitations,
        workspace.incentives,
    )
    for each in chain.from_iterable(table.values() for table in of_one):
        if each.participant not in workspace.participants and each.participant not in unreadable:
            yield found(workspace, each, "reference", f"is of a customer who is not there; {help_}")
    for card in without_place(workspace):
        yield found(workspace, card, "rank", f"has no place in its column ({card.rank!r} is none)", fixable=True)


def dangling(workspace: Workspace, unreadable: Collection[str] = ()) -> Iterator[Dangling]:
    """Yield each reference that can be taken out."""

    def gone(table: str) -> Gone:
        there = workspace.table(table)
        return lambda uid: uid is not None and uid not in there and uid not in unreadable

    for experiment in workspace.experiments.values():
        if words := _wrong_parent(workspace, experiment, gone("experiments")):
            yield Dangling(experiment, words, {"parent": None})
    no_customer = gone("participants")
    for card in workspace.cards.values():
        if any(map(no_customer, card.people)):
            yield Dangling(card, "is linked to a customer who is not there", _without(card, no_customer))
        running = workspace.experiments.get(card.experiment)
        if running is not None and running.definition.column(card.column) is None:
            words = f"is in a column the board does not have ({card.column})"
            yield Dangling(card, words, {"column": running.definition.columns[0].id})
    yield from _dangling_of_people(workspace, no_customer, gone("cards"), gone("touchpoints"))
    yield from _dangling_of_asking(workspace, gone("cards"), gone("touchpoints"))


def _dangling_of_people(
    workspace: Workspace, no_customer: Gone, no_card: Gone, no_touchpoint: Gone
) -> Iterator[Dangling]:
    for note in workspace.notes.values():
        if no_card(note.card):
            yield Dangling(note, "is about a card that is not there", {"card": None})
        if any(map(no_customer, note.people)):
            yield Dangling(note, "is about a customer who is not there", _without(note, no_customer))
        if no_touchpoint(note.touchpoint):
            yield Dangling(note, "is from a touchpoint that is not there", {"touchpoint": None})
    for touchpoint in workspace.touchpoints.values():
        if any(map(no_customer, touchpoint.people)):
            yield Dangling(touchpoint, "is with a customer who is not there", _without(touchpoint, no_customer))
        if any(map(no_card, touchpoint.cards)):
            cards = tuple(uid for uid in touchpoint.cards if not no_card(uid))
            yield Dangling(touchpoint, "concerns a card that is not there", {"cards": cards})
    for person in workspace.participants.values():
        if no_customer(person.guardian):
            yield Dangling(person, "has a guardian who is not there", {"guardian": None})
        if no_customer(person.merged_into):
            yield Dangling(person, "was put into a customer who is not there", {"merged_into": None})


def _dangling_of_asking(workspace: Workspace, no_card: Gone, no_touchpoint: Gone) -> Iterator[Dangling]:
    for asked in workspace.invitations.values():
        if no_card(asked.card):
            yield Dangling(asked, "is about a card that is not there", {"card": None})
        if no_touchpoint(asked.touchpoint):
            yield Dangling(asked, "is to a touchpoint that is not there", {"touchpoint": None})
    for promised in workspace.incentives.values():
        if no_touchpoint(promised.touchpoint):
            yield Dangling(promised, "is for a touchpoint that is not there", {"touchpoint": None})


def without_place(workspace: Workspace) -> list[Card]:
    """Return the cards on the boards whose rank is none, such as one that was edited by hand."""
    return [
        card
        for card in workspace.cards.values()
        if card.archived_at is None and not card.orphaned and not is_rank(card.rank)
    ]


def _without(record: Card | Note | Touchpoint, gone: Callable[[str], bool]) -> dict[str, object]:
    return {"people": tuple(uid for uid in record.people if not gone(uid))}


def _wrong_parent(workspace: Workspace, experiment: Experiment, gone: Callable[[str | None], bool]) -> str:
    if gone(experiment.parent):
        return "follows an iteration that is not there"
    parent = workspace.experiments.get(experiment.parent or "")
    if parent is not None and (parent.board_id, parent.iteration) >= (experiment.board_id, experiment.iteration):
        return "follows an iteration that does not come before it"
    return ""
