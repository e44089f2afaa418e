"""What cards, notes and boards show at a moment beside what they say: lens, shell, JSON and screen render it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property

from tui.domain.flow import figures
from tui.domain.flow.series import anchor_of, awaits, missed_by
from tui.domain.people.consent import missing, wished
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, state_words, waiting_among
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.vocabulary import Stance
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import day_words, days_late, full_words, late_words
from tui.domain.work.dependencies import blockers_of, is_free, open_blockers


class CardFacts:
    """A card at a moment, fact by fact: each is worked out when it is asked for, so that a face costs what it shows.

    Days are calendar days of its board's time zone, the first one counted. Who may see which words is not decided here:
    a workspace seen through a lens gives facts of what may be seen. `policy` is asked only where people have to agree.
    """

    def __init__(self, workspace: Workspace, card: Card, policy: Callable[[], Policy], now: datetime) -> None:
        self.workspace = workspace
        self.card = card
        self.experiment = workspace.experiments[card.experiment]
        self.zone = figures.zone_of(self.experiment.timezone)
        self.today = figures.local_day(now, self.zone)
        self._policy = policy
        self._now = now

    @property
    def key(self) -> str:
        """What people call it: `CD-14`."""
        return card_key(self.workspace, self.card)

    @cached_property
    def column(self) -> ColumnDefinition | None:
        """The column it stands in; None where the definition has that no more."""
        return column_of(self.workspace, self.card)

    @property
    def column_title(self) -> str:
        """What that column is called, else its id."""
        return column_title(self.workspace, self.card)

    @cached_property
    def age(self) -> int | None:
        """Its age in days while it is in progress; on a decided board it grows no more."""
        return figures.age_days(self.card, self.experiment, self.today)

    @property
    def cycle(self) -> int | None:
        """Its cycle time in days once it is finished."""
        return figures.cycle_days(self.card, self.zone)

    @property
    def blocked(self) -> int | None:
        """For how many days it is blocked by now; None where it is not."""
        return figures.blocked_days(self.card, self.experiment, self.today)

    @property
    def blocked_time(self) -> figures.BlockedTime:
        """For how long it was blocked in all, blocks that are over included."""
        return figures.blocked_time(self.card, self.experiment, self.today)

    @cached_property
    def is_free(self) -> bool:
        """Whether it is blocked by cards alone for which it has to wait no more."""
        return is_free(self.workspace, self.card)

    @property
    def block_words(self) -> str:
        """What holds it up: the reason, else the card by key and title; asked only of blocked cards."""
        held = self.card.held
        assert held is not None, "asked only of blocked cards"
        if not self.card.blocked_by:
            return held.reason
        ahead = open_blockers(self.workspace, self.card)
        keys = [card_key(self.workspace, blocker) for blocker in blockers_of(self.workspace, self.card)]
        if not ahead:
            return f"{', '.join(keys)} {'is' if len(keys) == 1 else 'are'} done"
        if held.reason != ", ".join(keys):
            return held.reason
        if len(ahead) == 1:
            return f"{card_key(self.workspace, ahead[0])} {ahead[0].title}"
        return ", ".join(card_key(self.workspace, blocker) for blocker in ahead)

    @property
    def due_words(self) -> str:
        """When it is due: `due Wed`, or `6d late`; asked only of cards with a due day."""
        return self._due_words(day_words)

    @property
    def full_due_words(self) -> str:
        """The same for where there is room: `due Wed 25 Nov`, or `6d late`."""
        return self._due_words(full_words)

    def _due_words(self, words: Callable[[date, date], str]) -> str:
        late = self.days_late
        return late_words(late) if late else f"due {words(self.card.due or self.today, self.today)}"

    @property
    def days_late(self) -> int:
        """By how many days it is late while it awaits being done; on a decided board counted to the decision."""
        return days_late(self.card.due, figures.last_day(self.experiment, self.today)) if awaits(self.card) else 0

    @property
    def is_late(self) -> bool:
        """Whether its due day is over and it still awaits being done."""
        return self.days_late > 0

    @property
    def anchor(self) -> date | None:
        """The day the dates of a recurring card count from; None where it has not begun, or does not recur."""
        return anchor_of(self.card, self.zone) if self.card.kind == "recurring" else None

    @property
    def times_done(self) -> int:
        """How often a recurring card was done."""
        return self.card.series.done if self.card.series else 0

    @property
    def missed(self) -> int:
        """How many dates of a recurring card were missed."""
        return missed_by(self.card, self.experiment, self.today) if self.card.kind == "recurring" else 0

    @property
    def series_words(self) -> str:
        """How a recurring card keeps to its rhythm: `done 5 times, 1 missed`."""
        missed = missed_by(self.card, self.experiment, self.today)
        return f"done {plural(self.times_done, 'time')}{f', {missed} missed' if missed else ''}"

    @property
    def steps_done(self) -> int:
        """How many steps of its checklist are done."""
        return sum(step.done for step in self.card.checklist)

    @property
    def notes(self) -> int:
        """How many notes it has."""
        return self.workspace.note_count(self.card.uid)

    def evidence(self, counts: Callable[[Note], bool]) -> tuple[int, int]:
        """Return how many of its notes that count as evidence speak for and against the hypothesis."""
        stances = [note.stance for note in self.workspace.notes_of(self.card.uid) if note.stance and counts(note)]
        return stances.count("supports"), stances.count("refutes")

    @cached_property
    def missing(self) -> list[tuple[Participant, str]]:
        """What its work needs of its people and they have not agreed to."""
        card = self.card
        return missing(self.workspace, card, self._day_of_team) if card.needs and card.people else []

    @property
    def to_ask(self) -> list[tuple[Participant, str]]:
        """What its work wishes of its people and nobody asked them about yet."""
        card = self.card
        return wished(self.workspace, card, self._day_of_team) if card.wish and card.people else []

    @property
    def _day_of_team(self) -> date:
        # Permission begins and ends by the calendar of the team, wherever a board counts its days.
        return self._policy().day(self._now)


class NoteFacts:
    """What a note shows beside its words, on a day of the team; `counts` says whether it counts as evidence."""

    def __init__(
        self, workspace: Workspace, note: Note, counts: Callable[[Note], bool], policy: Policy, today: date
    ) -> None:
        self.workspace = workspace
        self.note = note
        self._counts = counts
        self._policy = policy
        self._today = today

    @property
    def evidence(self) -> Stance | None:
        """Which way it speaks; None where it is no evidence, or does not count as such."""
        return self.note.stance if self._counts(self.note) else None

    @cached_property
    def waiting(self) -> Waiting | None:
        """How far the request or promise is that somebody waits for; None where nobody does any more, or did."""
        return next(iter(waiting_among(self.workspace, [self.note], self._policy, self._today)), None)

    @property
    def state(self) -> str:
        """How far it is, in the fewest words: `waits 8d`, `kept`; empty where it is no request and no promise."""
        if self.waiting is not None:
            return state_words(self.waiting, self._today, brief=True)
        return {"promise": "kept", "request": "answered and told"}.get(self.note.kind, "")


def column_of(workspace: Workspace, card: Card) -> ColumnDefinition | None:
    """Return the column a card stands in; None where the definition has that no more."""
    return workspace.experiments[card.experiment].definition.column(card.column)


def column_title(workspace: Workspace, card: Card) -> str:
    """Return what the column of a card is called, else its id."""
    column = column_of(workspace, card)
    return column.title if column else card.column


def pids(workspace: Workspace, uids: Iterable[str]) -> list[str]:
    """Return the P-ids of people (uids) in the order given, without those who are not there."""
    return [person.pid for person in workspace.people(uids)]


def cards_on_boards(workspace: Workspace, person: str) -> list[Card]:
    """Return the cards of a person (uid) that stand on a board: neither archived nor set aside."""
    return [card for card in workspace.cards_with(person) if card.archived_at is None and not card.orphaned]


def iteration_day(experiment: Experiment, today: date) -> int | None:
    """Return which day of an iteration it is, or how many it took once it is decided; None before its start."""
    if experiment.started_at is None:
        return None
    end, zone = figures.last_day(experiment, today), figures.zone_of(experiment.timezone)
    return figures.days_since(experiment.started_at, end, zone)
