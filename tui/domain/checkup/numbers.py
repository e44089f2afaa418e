"""Numbers and keys: those given twice, as a merge of two copies may leave them, and those about to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar

from tui.domain.checkup.finding import Finding, finding_of
from tui.domain.records import Card, Experiment, Participant
from tui.domain.records.numbering import PARTICIPANT_SERIES
from tui.domain.records.workspace import Workspace

NumberedT = TypeVar("NumberedT", Card, Participant)


def check_numbers(workspace: Workspace) -> Iterator[Finding]:
    """Yield the numbers and keys that were given twice, and the counters that would give one again."""
    for doubled in (*doubled_cards(workspace), *doubled_people(workspace)):
        yield finding_of(workspace, doubled, "double", "was given twice", fixable=True)
    for experiment in doubled_keys(workspace):
        words = f"is the key of an older board and of {experiment.board_id}"
        yield finding_of(workspace, experiment, "key", words, fixable=True)
    for experiment in _started_twice(workspace):
        yield finding_of(workspace, experiment, "double", _hidden_by_another(workspace, experiment))
    for behind, number in lagging(workspace):
        name = behind.key if behind else "The P-ids"
        sentence = f"{name}: the next number would be one that was given already; it has to be {number}."
        yield Finding("counter", sentence, name=name, fixable=True)


def doubled_cards(workspace: Workspace) -> list[Card]:
    """Return the cards whose number an older card of their board has, too, oldest first."""
    return _oldest_first([card for cards in workspace.cards_of_one_number() for card in _oldest_first(cards)[1:]])


def doubled_people(workspace: Workspace) -> list[Participant]:
    """Return the participants whose number an older one has, too, oldest first."""
    groups: defaultdict[int, list[Participant]] = defaultdict(list)
    for participant in workspace.participants.values():
        groups[participant.number].append(participant)
    return _oldest_first([participant for group in groups.values() for participant in _oldest_first(group)[1:]])


def doubled_keys(workspace: Workspace) -> list[Experiment]:
    """Return the experiments, every iteration of them, whose key an older board has, too."""
    boards: dict[str, dict[str, list[Experiment]]] = {}
    for experiment in sorted(workspace.experiments.values(), key=_start):
        boards.setdefault(experiment.key, {}).setdefault(experiment.board_id, []).append(experiment)
    return [experiment for of_key in boards.values() for board in list(of_key.values())[1:] for experiment in board]


def lagging(workspace: Workspace) -> Iterator[tuple[Experiment | None, int]]:
    """Yield the experiments, None for the series of P-ids, whose next number was given already, with the right one.

    Numbers go on across the iterations of a board, and cards are added to the newest.
    """
    highest, of_board = _highest(workspace)
    for experiment in workspace.experiments.values():
        newest = workspace.experiments_of(experiment.board_id)[0]
        last = of_board[experiment.board_id] if experiment is newest else highest[experiment.uid]
        if experiment.next_number <= last:
            yield experiment, last + 1
    last = max((participant.number for participant in workspace.participants.values()), default=0)
    counter = workspace.counters.get(PARTICIPANT_SERIES)
    if last and (counter is None or counter.next <= last):
        yield None, last + 1


def board_of(workspace: Workspace, card: Card) -> str:
    """Return the id of the board of a card; where its experiment is not there, the uid of that."""
    experiment = workspace.experiments.get(card.experiment)
    return experiment.board_id if experiment else card.experiment


def _highest(workspace: Workspace) -> tuple[defaultdict[str, int], defaultdict[str, int]]:
    """Return the highest number of a card by experiment, and by board."""
    highest: defaultdict[str, int] = defaultdict(int)
    of_board: defaultdict[str, int] = defaultdict(int)
    for card in workspace.cards.values():
        board = board_of(workspace, card)
        highest[card.experiment] = max(card.number, highest[card.experiment])
        of_board[board] = max(card.number, of_board[board])
    return highest, of_board


def _oldest_first(records: list[NumberedT]) -> list[NumberedT]:
    return sorted(records, key=lambda record: (record.created_at, record.uid))


def _start(experiment: Experiment) -> tuple[float, str]:
    return experiment.started_at.timestamp() if experiment.started_at else 0.0, experiment.uid


def _started_twice(workspace: Workspace) -> Iterator[Experiment]:
    """Yield the experiments that no board shows, because another one is the same iteration of their board."""
    shown: set[tuple[str, int]] = set()
    for board in dict.fromkeys(experiment.board_id for experiment in workspace.experiments.values()):
        for experiment in workspace.experiments_of(board):
            if (board, experiment.iteration) in shown:
                yield experiment
            shown.add((board, experiment.iteration))


def _hidden_by_another(workspace: Workspace, experiment: Experiment) -> str:
    cards = workspace.cards_of(experiment.uid)
    words = "was started twice, in two copies that were merged; the board shows the first start"
    if not cards:
        return words
    return f"{words}. The cards of the second are found by their keys, up to {experiment.key}-{cards[-1].number}"
