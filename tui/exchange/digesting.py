"""Puts together a digest for a discipline: what was learned since a time, as its reader may know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from tui.domain.evidence.criterion import Standing, standing_of
from tui.domain.evidence.insight_homes import homes_of
from tui.domain.evidence.small_cells import cell_of, is_small, is_told
from tui.domain.flow.figures import local_day
from tui.domain.learned.digest_views import Answered, Decided, Digest, DigestBoard, News, Told, Trend, Turn
from tui.domain.learned.insights_seen import insight_seen, own_words_of_team
from tui.domain.privacy.profiles import OUTSIDE_TEAM, is_own_words
from tui.domain.records import Experiment, Insight, Note, Theme
from tui.domain.records.vocabulary import Discipline
from tui.domain.records.workspace import Workspace
from tui.domain.standup.report import timezone_of
from tui.domain.views import NoteView
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Parcel


def digested(workspace: Workspace, experiments: Sequence[Experiment], since: datetime) -> list[Experiment]:
    """Return some experiments, and the iterations of their boards that were decided since a time."""
    boards = dict.fromkeys(experiment.board_id for experiment in experiments)
    of_boards = (one for board in boards for one in workspace.experiments_of(board))
    ended = (one for one in of_boards if one.decided_at is not None and one.decided_at >= since)
    return [*{one.uid: one for one in (*experiments, *ended)}.values()]


_ORDER: tuple[News, ...] = ("acted_on", "shared", "new")


def digest_parcel(
    leaving: Leaving,
    experiments: Sequence[Experiment],
    discipline: Discipline,
    since: datetime,
    *,
    acted: frozenset[str],
    loose: bool = False,
) -> Parcel:
    """Return the digest over some experiments since a time, ready to leave.

    `acted` are the insights (uids) that led to something since. With `loose` what is on no card counts, too.
    """
    digesting = _Digesting(leaving, experiments, discipline, since, loose=loose)
    digest = digesting.digest(acted)
    keys = "-".join(board.key.casefold() for board in digest.boards[:3]) or "none"
    day = local_day(leaving.at, leaving.lens.policy().zone)
    name = "".join(char for char in keys if char.isalnum() or char in "-_")
    return Parcel(
        what="digest",
        profile=leaving.profile,
        at=leaving.at,
        timezone=timezone_of(experiments, leaving.lens.policy()),
        stem=f"{day.isoformat()}-digest-{discipline}-{name}-{leaving.profile}",
        include=leaving.include,
        digest=digest,
        about=tuple(digesting.people),
        sheet=leaving.lens.sheet,
    )


class _Digesting:
    """Tells what is in a digest, and notes whom it is about (uids)."""

    def __init__(
        self,
        leaving: Leaving,
        experiments: Sequence[Experiment],
        discipline: Discipline,
        since: datetime,
        *,
        loose: bool,
    ) -> None:
        self.people: dict[str, None] = {}
        self._leaving = leaving
        self._lens = leaving.lens
        self._workspace = leaving.workspace
        self._experiments = experiments
        self._uids = {experiment.uid for experiment in experiments}
        self._discipline: Discipline = discipline
        self._since = since
        self._loose = loose

    def digest(self, acted: frozenset[str]) -> Digest:
        """Return all of it."""
        return Digest(
            discipline=self._discipline,
            since=self._since,
            days=max(1, (self._leaving.now - self._since).days),
            boards=tuple(map(self._board, self._experiments)),
            insights=tuple(self._insights(acted)),
            themes=tuple(self._themes()),
            quotes=tuple(self._quotes()),
            decisions=tuple(sorted(self._decisions(), key=lambda one: (one.day, one.key, one.text))),
            verdicts=tuple(self._verdicts()),
        )

    def _board(self, experiment: Experiment) -> DigestBoard:
        line, key = self._lens.line, experiment.key
        title = line(experiment.definition.title, f"{key}, title")
        return DigestBoard(line(experiment.board_id), line(key), title, experiment.iteration)

    def _insights(self, acted: frozenset[str]) -> Iterator[Told]:
        chosen = sorted(self._workspace.insights.values(), key=lambda one: (one.at, one.uid))
        with_news = [(news, one) for one in chosen if (news := self._news(one, acted)) is not None]
        for news, one in sorted(with_news, key=lambda pair: _ORDER.index(pair[0])):
            view = insight_seen(self._lens, one, self._note, with_evidence=self._leaving.include.evidence)
            if view is not None:
                yield Told(news, view)
                self._note_people(one)

    def _news(self, insight: Insight, acted: frozenset[str]) -> News | None:
        """Return why an insight is told, if it is: what came of it last."""
        if insight.retired_at is not None or self._uids.isdisjoint(homes_of(self._workspace, insight)):
            return None
        shared = (one.at for one in insight.shared if one.discipline == self._discipline)
        if insight.uid in acted and insight.status == "acted_on":
            return "acted_on"
        if any(at >= self._since for at in shared):
            return "shared"
        return "new" if insight.at >= self._since else None

    def _themes(self) -> Iterator[Trend]:
        """Yield the themes that came up since, or as long before."""
        before = self._since - (self._leaving.now - self._since)
        trends = []
        for theme in self._workspace.themes.values():
            if theme.archived_at is None and (name := own_words_of_team(self._lens, theme.name, "theme")):
                counts = [self._heard(theme, *span) for span in ((self._since, None), (before, self._since))]
                if any(counts):
                    trends.append((counts, name))
        trends.sort(key=lambda one: (one[0][1] - one[0][0], -one[0][0], one[1].casefold()))
        for (now, earlier), name in trends:
            if self._lens.profile == "public" and (is_small(now) or is_small(earlier)):
                self._lens.omit("theme", "too few people")
                continue
            yield self._trend(name, now, earlier)

    def _heard(self, theme: Theme, begin: datetime, end: datetime | None) -> int:
        """Return from how many people a theme came up in a time; whoever wants no notes kept is not counted."""
        notes = map(self._workspace.notes.__getitem__, self._workspace.note_uids_in(theme.uid))
        within = [note for note in notes if note.at >= begin and (end is None or note.at < end) and self._is_here(note)]
        return len(frozenset[str]().union(*map(self._lens.witnesses.of, within)))

    def _trend(self, name: str, now: int, before: int) -> Trend:
        write = cell_of if self._lens.profile in OUTSIDE_TEAM else str
        cells = write(now), write(before)
        turn: Turn | None = "rising" if now > before else "falling" if now < before else "steady"
        if not any(map(is_told, cells)):
            turn = None
        return Trend(name, cells[0], cells[1], turn)

    def _quotes(self) -> Iterator[NoteView]:
        for note in self._recent():
            if is_own_words(note) and (view := self._note(note)) is not None:
                self.people.update(dict.fromkeys(note.people))
                yield view

    def _decisions(self) -> Iterator[Decided]:
        lens, since, until = self._lens, self._since, self._leaving.now
        zone = lens.policy().zone
        for experiment in self._experiments:
            if experiment.decided_at is not None and since <= experiment.decided_at <= until:
                key, learning = experiment.key, experiment.learning
                text = lens.line(lens.free(learning.learning, f"{key}, learned")) if learning else ""
                day, number = local_day(experiment.decided_at, zone), experiment.iteration
                yield Decided(lens.line(key), day, text, experiment.decision, iteration=number)
        for standup in self._workspace.standups.values():
            for one in standup.decisions:
                if not since <= one.at <= until or not self._of_ours(one.experiment, standup.experiments):
                    continue
                if text := lens.line(lens.free(one.text, "decision")):
                    ours = self._workspace.experiments[one.experiment] if one.experiment in self._uids else None
                    day, owner = local_day(one.at, zone), lens.teammate(one.owner)
                    key, turn = (lens.line(ours.key), ours.iteration) if ours else ("", None)
                    yield Decided(key, day, text, owner=owner, due=one.due, iteration=turn)

    def _of_ours(self, experiment: str | None, standing: Iterable[str]) -> bool:
        return experiment in self._uids if experiment else not self._uids.isdisjoint(standing)

    def _verdicts(self) -> Iterator[Answered]:
        lens = self._lens
        for experiment in self._experiments:
            test, where = experiment.definition.test, f"{experiment.key}, criterion"
            if test is None:
                continue
            metric, criterion = (lens.line(lens.free(text, where)) for text in (test.metric, test.criterion))
            if metric or criterion:
                seen = replace(test, metric=metric, criterion=criterion)
                yield Answered(lens.line(experiment.key), seen, self._standing(experiment), experiment.iteration)

    def _standing(self, experiment: Experiment) -> Standing | None:
        """Return how it stands; to the public that is not told: how few people there are may point at them."""
        return None if self._lens.profile == "public" else standing_of(self._workspace, experiment)

    def _recent(self) -> list[Note]:
        notes = (note for note in self._workspace.notes.values() if note.at >= self._since)
        live = [note for note in notes if note.archived_at is None and self._is_here(note)]
        return sorted(live, key=lambda note: (note.at, note.uid))

    def _is_here(self, note: Note) -> bool:
        """Return whether a note is on a card of the experiments, or on none where that counts."""
        card = self._workspace.cards.get(note.card or "")
        return self._loose if card is None else card.experiment in self._uids

    def _note(self, note: Note) -> NoteView | None:
        return self._leaving.note_alone(note)

    def _note_people(self, insight: Insight) -> None:
        for uid in (*insight.notes, *insight.against):
            if (note := self._workspace.notes.get(uid)) is not None:
                self.people.update(dict.fromkeys(note.people))
