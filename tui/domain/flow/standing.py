"""What is reckoned from all cards of a board, carried along card by card: a change costs what it touches."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo

from tui.domain.flow import figures
from tui.domain.records import Card, Experiment
from tui.domain.records.glances import CardGlance
from tui.domain.records.lookups import LaneKey, lane_of
from tui.domain.records.workspace import Workspace


class Standing:
    """How the cards of an iteration stand, and how long those took that its board has finished in all iterations.

    `cycles` counts cycle times in days. By column, `begun` has when each card in progress was started (UTC), the first
    one first, and `news` the cards (uids) that were finished `since` then.
    """

    def __init__(self, workspace: Workspace, experiment: Experiment, since: datetime) -> None:
        columns = experiment.definition.columns
        self.cycles = Counter[int]()
        self.begun: dict[str, list[datetime]] = {}
        self.news: dict[str, set[str]] = {column.id: set() for column in columns if column.role == "finished"}
        self._experiment = experiment.uid
        self._since = since
        self._zones: dict[LaneKey, tzinfo] = {}
        glances = workspace.glances
        for key, zone, uids in figures.parts_of(workspace, experiment.board_id):
            self._zones[key] = zone
            self._finish(((uid, glances[uid]) for uid in uids), key)
        for column in columns:
            begun = map(glances.__getitem__, workspace.begun(experiment.uid, column.id))
            self.begun[column.id] = sorted(filter(None, map(_started, begun)))

    def exchange(self, old: Card | None, new: Card | None) -> None:
        """Reckon with a card as it is now, instead of as it was."""
        if old is not None:
            self._take_out(old)
        if new is not None:
            key = experiment, column = lane_of(new)
            self._finish(((new.uid, new),), key)
            if experiment == self._experiment and column in self.begun and (at := _started(new)) is not None:
                insort(self.begun[column], at)

    def _finish(self, cards: Iterable[tuple[str, CardGlance]], key: LaneKey) -> None:
        """Count the cards of a lane that are finished, and have the news among them."""
        zone, news = self._zones.get(key), self._news_in(key)
        for uid, card in cards:
            if zone is not None and (days := figures.counted_days(card, zone)):
                self.cycles[days] += 1
            if news is not None and card.finished_at is not None and card.finished_at >= self._since:
                news.add(uid)

    def _take_out(self, card: Card) -> None:
        key = experiment, column = lane_of(card)
        zone, news = self._zones.get(key), self._news_in(key)
        if zone is not None and (days := figures.counted_days(card, zone)):
            self.cycles[days] -= 1
        if news is not None:
            news.discard(card.uid)
        if experiment == self._experiment and column in self.begun and (at := _started(card)) is not None:
            started = self.begun[column]
            del started[bisect_left(started, at)]

    def _news_in(self, key: LaneKey) -> set[str] | None:
        """Return the news in a lane; None where it is not one of finished cards of this iteration."""
        experiment, column = key
        return self.news.get(column) if experiment == self._experiment and column is not None else None


def _started(card: CardGlance) -> datetime | None:
    """Return since when a card is in progress; None where it is not, or is meant to stay."""
    return card.started_at if card.finished_at is None and card.kind != "recurring" else None
