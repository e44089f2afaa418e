"""The iterations of a board: which one is current, which are over, and what goes along into the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import get_args

from msgspec import Struct

from tui.domain.errors import NotAllowed, Remedy
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records import Card, Experiment, Note
from tui.domain.records.vocabulary import Decision
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.time.dates import day_words

DECISIONS: tuple[Decision, ...] = get_args(Decision)
DECISION_MEANS: dict[Decision, str] = {
    "persevere": "it holds, go on",
    "pivot": "change the direction",
    "stop": "end it",
    "repeat": "look again",
}


class Iterating(Struct, frozen=True):
    """What beginning the next iteration of a board comes to.

    `added` counts the cards made anew from the definition, `left` the unfinished ones that stay behind and are in no
    definition. `waiting` are the open requests and promises on cards that stay behind, which can go along without them.
    """

    iteration: int
    carried: tuple[Card, ...]
    added: int
    left: int
    waiting: tuple[Note, ...]
    ends: bool


def newest_of(workspace: Workspace, experiment: Experiment) -> Experiment:
    """Return the current iteration of the board of an experiment."""
    return next(iter(workspace.experiments_of(experiment.board_id)), experiment)


def is_over(workspace: Workspace, experiment: Experiment) -> bool:
    """Return whether a later iteration of the board began.

    Where two copies of a workspace began the same one, neither is over for that.
    """
    return newest_of(workspace, experiment).iteration > experiment.iteration


def why_read_only(workspace: Workspace, experiment: Experiment) -> NotAllowed | None:
    """Return why the cards of an experiment are not to be changed, or None where they may be."""
    key = experiment.key
    if is_over(workspace, experiment):
        now = newest_of(workspace, experiment).iteration
        return NotAllowed(
            f"{key} iteration {experiment.iteration} is over; it is kept as it was, and iteration {now} goes on."
        )
    if experiment.status == "archived":
        return NotAllowed(f"{key} is archived;", Remedy("experiment.restore", "brings it back.", key))
    return None


def refuse_read_only(workspace: Workspace, experiment: Experiment) -> None:
    """Raise NotAllowed where the cards of an experiment are not to be changed."""
    if why := why_read_only(workspace, experiment):
        why.rest = "Nothing was changed."
        raise why


def unfinished_cards(workspace: Workspace, experiment: Experiment) -> list[Card]:
    """Return the cards on the board that are not in a finished column, column by column in their order."""
    return list(workspace.on_board(experiment, "waiting", "active"))


def waiting_on(workspace: Workspace, experiment: Experiment, carried: Collection[str] = ()) -> list[Note]:
    """Return the open requests and promises on cards of an experiment other than the `carried` ones (uids).

    Those of nobody whose card is not in the definition are left out: without their card nothing would tell of them.
    """
    cards = workspace.cards
    return [
        note
        for note in workspace.waiting_notes()
        if note.card not in carried
        and (card := cards.get(note.card or "")) is not None
        and card.experiment == experiment.uid
        and (note.people or experiment.definition.card(card.definition_id) is not None)
    ]


def iterating(workspace: Workspace, experiment: Experiment, carried: Collection[str] | None = None) -> Iterating:
    """Return what beginning the next iteration would do with these cards (uids) carried; None carries all."""
    unfinished = unfinished_cards(workspace, experiment)
    along = [card for card in unfinished if carried is None or card.uid in carried]
    taken = {card.definition_id for card in along if card.definition_id is not None}
    return Iterating(
        iteration=experiment.iteration + 1,
        carried=tuple(along),
        added=sum(definition.id not in taken for definition in experiment.definition.cards),
        left=sum(card not in along and experiment.definition.card(card.definition_id) is None for card in unfinished),
        waiting=tuple(waiting_on(workspace, experiment, {card.uid for card in along})),
        ends=experiment.status == "running",
    )


def iterating_words(plan: Iterating, *, requests: bool = True) -> str:
    """Return a plan in words: `iteration 2 begins with 4 carried cards and 8 new ones; iteration 1 is decided: repeat`.

    `requests` says whether what people wait for goes along.
    """
    carried = plural(len(plan.carried), "carried card") if plan.carried else ""
    added = plural(plan.added, "new one" if carried else "new card") if plan.added else ""
    begins = " and ".join(filter(None, (carried, added))) or "no cards"
    words = [f"iteration {plan.iteration} begins with {begins}"]
    if plan.waiting:
        one = len(plan.waiting) == 1
        does = ("goes along" if one else "go along") if requests else ("stays behind" if one else "stay behind")
        words.append(f"{waiting_words(plan.waiting)} {does}")
    if plan.ends:
        words.append(f"iteration {plan.iteration - 1} is decided: repeat")
    return "; ".join(words)


def waiting_words(notes: Sequence[Note]) -> str:
    """Return what people wait for in words: `2 open requests and 1 promise`."""
    promises = sum(note.kind == "promise" for note in notes)
    asked = plural(len(notes) - promises, "open request") if len(notes) > promises else ""
    return " and ".join(filter(None, (asked, plural(promises, "promise") if promises else "")))


def lineage_of(workspace: Workspace, experiment: Experiment) -> list[Experiment]:
    """Return the iterations that came before an experiment, the latest first."""
    iterations = workspace.experiments_of(experiment.board_id)
    earlier = (iteration for iteration in iterations if iteration.iteration < experiment.iteration)
    return sorted(earlier, key=lambda iteration: (-iteration.iteration, iteration.uid))


def iteration_at(workspace: Workspace, home: Experiment, at: datetime) -> Experiment:
    """Return the iteration that ran at a time, for what stands on a card that is in the iteration `home` now."""
    while home.started_at is not None and at < home.started_at:
        before = workspace.experiments.get(home.parent or "")
        if before is None:
            break
        home = before
    return home


def iteration_words(experiment: Experiment, today: date) -> str:
    """Return an iteration in words: `iteration 1, 12 Oct to 22 Nov, decided: repeat`."""
    zone = zone_of(experiment.timezone)
    parts = [f"iteration {experiment.iteration}"]
    began = day_words(local_day(experiment.started_at, zone), today) if experiment.started_at else ""
    ended = day_words(local_day(experiment.decided_at, zone), today) if experiment.decided_at else ""
    if began:
        parts.append(f"{began} to {ended}" if ended not in ("", began) else began if ended else f"began {began}")
    parts.append(status_words(experiment))
    return ", ".join(parts)


def status_words(experiment: Experiment) -> str:
    """Return how an experiment stands: `running`, `decided: pivot`, `archived`."""
    if experiment.status == "decided" and experiment.decision:
        return f"decided: {experiment.decision}"
    return experiment.status
