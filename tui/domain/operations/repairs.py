"""Mending records that do not fit together, each kind of fault by an event of its own."""

from __future__ import annotations

from tui.domain import checkup
from tui.domain.change import Change, Context
from tui.domain.edit import Edit
from tui.domain.operations.people import PARTICIPANT_SERIES
from tui.domain.records import Counter, Event, Record
from tui.domain.workspace import Workspace


def renumber_doubles(workspace: Workspace, context: Context) -> Change:
    """Give every card and customer a number of its own; of two with the same one the older keeps it."""
    edit = Edit(workspace, context)
    following: dict[str, int] = {}
    highest: dict[str, int] = {}
    for card in workspace.cards.values():
        highest[card.experiment] = max(card.number, highest.get(card.experiment, 0))
    for card in checkup.doubled_cards(workspace):
        experiment = workspace.experiments.get(card.experiment)
        next_number = experiment.next_number if experiment else 1
        number = following.get(card.experiment) or max(next_number, highest[card.experiment] + 1)
        edit.update(card, number=number)
        following[card.experiment] = number + 1
    for uid, number in following.items():
        if (experiment := workspace.experiments.get(uid)) is not None:
            edit.update(experiment, next_number=number)
    _renumber_people(workspace, edit)
    return edit.change("renumbered")


def raise_counters(workspace: Workspace, context: Context) -> Change:
    """Let the next numbers be ones that were not given yet."""
    edit = Edit(workspace, context)
    for experiment, number in checkup.lagging(workspace):
        if experiment is None:
            edit.put(Counter(PARTICIPANT_SERIES, number))
        else:
            edit.update(experiment, next_number=number)
    return edit.change("counters_raised")


def drop_dangling(workspace: Workspace, context: Context) -> Change:
    """Take out references to what is not there, and put cards whose column is gone into the first one."""
    edit = Edit(workspace, context)
    for card in workspace.cards.values():
        people = tuple(uid for uid in card.people if uid in workspace.participants)
        experiment = workspace.experiments.get(card.experiment)
        column = card.column
        if experiment is not None and experiment.definition.column(column) is None:
            column = experiment.definition.columns[0].id
        if (people, column) != (card.people, card.column):
            edit.update(card, people=people, column=column)
    for note in workspace.notes.values():
        people = tuple(uid for uid in note.people if uid in workspace.participants)
        about = note.card if note.card in workspace.cards else None
        if (people, about) != (note.people, note.card):
            edit.update(note, people=people, card=about)
    return edit.change("references_dropped")


def adopt_outside_changes(workspace: Workspace, context: Context, differences: checkup.Differences) -> Change:
    """Tell in an event what was changed outside custdev, so that the events lead to what is stored again."""
    records: dict[str, dict[str, Record | None]] = {
        table: {uid: workspace.find(table, uid) for uid in rows} for table, rows in differences.items()
    }
    event = Event(
        context.ids(), context.now, context.actor, context.session, "outside_changes_adopted", changes=differences
    )
    return Change(event, records)


def _renumber_people(workspace: Workspace, edit: Edit) -> None:
    doubled = checkup.doubled_people(workspace)
    if not doubled:
        return
    counter = workspace.counters.get(PARTICIPANT_SERIES)
    highest = max(participant.number for participant in workspace.participants.values())
    first = max(counter.next if counter else 1, highest + 1)
    for number, participant in enumerate(doubled, first):
        edit.update(participant, number=number)
    edit.put(Counter(PARTICIPANT_SERIES, first + len(doubled)))
