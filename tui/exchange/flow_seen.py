"""How work flows over a board, as a reader may see it: the figures, and the way of each card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from msgspec.structs import replace

from tui.domain.flow.chores import Chore
from tui.domain.flow.figures import blocked_time, counted_days, local_day, zone_of
from tui.domain.flow.passages import CardHistory, Passage
from tui.domain.flow.period import Ageing, FlowReport
from tui.domain.flow.sentences import readings
from tui.domain.lens import Lens
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.exchange.parcel import Flow, FlowLine


def flow_seen(
    workspace: Workspace, experiment: Experiment, report: FlowReport, histories: Iterable[CardHistory], lens: Lens
) -> Flow:
    """Return how work flows over a board: its report, the figures in words, and the cards with their histories."""

    def key_of(number: int) -> str:
        return f"{experiment.key}-{number}"

    def title_of(item: Ageing | Chore) -> str:
        card = workspace.cards.get(item.card)
        return lens.title(card, card_key(workspace, card)) if card else lens.line(item.title)

    seen = replace(
        report,
        ageing=tuple(
            replace(card, title=title_of(card), card=key_of(card.number), column=lens.line(card.column))
            for card in report.ageing
        ),
        chores=tuple(replace(chore, title=title_of(chore), card=key_of(chore.number)) for chore in report.chores),
        finishes=tuple(replace(finish, card=key_of(finish.number)) for finish in report.finishes),
        experiment=experiment.key,
    )
    columns = tuple(replace(column, title=lens.line(column.title)) for column in experiment.definition.columns)
    words = readings(report, replace(experiment.definition, columns=columns))
    lines = [
        _line(experiment, card, history, lens)
        for history in histories
        if (card := workspace.cards.get(history.card)) is not None and card.experiment == experiment.uid
    ]
    return Flow(seen, {name: lens.line(sentence) for name, sentence in words.items()}, tuple(lines))


def _line(experiment: Experiment, card: Card, history: CardHistory, lens: Lens) -> FlowLine:
    """Return a card with days in the time zone of its experiment.

    A day says when a column was first entered; what passed a column that was removed since has its day in the first
    column of the same role. `finished` is the last finish, `times_done` how often a recurring card was done.
    """
    zone, key = zone_of(experiment.timezone), f"{experiment.key}-{card.number}"
    done = history.occurrences(experiment.uid)
    last = done[-1] if done else None
    entered = _entered(experiment.definition.columns, history.entered(experiment.uid))
    return FlowLine(
        key=key,
        title=lens.title(card, key),
        entered=tuple(_day(at, zone) for at in entered),
        finished=_day(last.finished_at if last else None, zone),
        cycle_days=counted_days(history.last, zone) or None,
        times_done=len(done) if card.kind == "recurring" else None,
        archived=_day(card.archived_at, zone),
        blocked_days=_held(card, experiment, local_day(lens.now, zone)),
    )


def _held(card: Card, experiment: Experiment, today: date) -> int:
    """Return on how many days a card was blocked since it was started; of what recurs, on how many in all."""
    first = date.min if card.kind == "recurring" else _day(card.started_at, zone_of(experiment.timezone))
    return blocked_time(card, experiment, today, first).total if first is not None else 0


def _entered(columns: Iterable[ColumnDefinition], first: dict[str, Passage]) -> Iterator[datetime | None]:
    columns = list(columns)
    ids = {column.id for column in columns}
    for column in columns:
        leading = next(one for one in columns if one.role == column.role) is column
        fits = [
            passage.at
            for place, passage in first.items()
            if place == column.id or (leading and place not in ids and passage.role == column.role)
        ]
        yield min(fits, default=None)


def _day(at: datetime | None, zone: tzinfo) -> date | None:
    return local_day(at, zone) if at is not None else None
