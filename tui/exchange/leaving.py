"""Puts together what may leave: records seen through a lens, as parcels that every format can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice

from msgspec import convert
from msgspec.structs import asdict, replace

from tui.domain.errors import NotAllowed
from tui.domain.evidence.insight_homes import insights_of
from tui.domain.evidence.ledger import WITHHELD
from tui.domain.evidence.small_cells import Cell, cells_of
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.passages import CardHistory
from tui.domain.flow.period import FlowReport
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.records import Card, Event, Experiment, Name, Note, Touchpoint
from tui.domain.records.layers import passing
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.standup.report import StandupReport
from tui.domain.views import BoardView, CardView, NoteView, TouchpointView
from tui.exchange.flow_seen import flow_seen
from tui.exchange.parcel import EventView, Identified, Include, Parcel, Style, What
from tui.exchange.pieces import batches


class Leaving:
    """What a workspace gives out to one reader at one time.

    `workspace` is the state of the time `at`; where that is not today's, `present` is, at `present_at`. The same state
    and the same times give equal parcels.
    """

    def __init__(
        self,
        workspace: Workspace,
        policy: Policy | Callable[[], Policy],
        at: datetime,
        *,
        profile: Profile = DEFAULT,
        include: Include = Include(),  # noqa: B008 - it is frozen
        present: Workspace | None = None,
        present_at: datetime | None = None,
    ) -> None:
        self.workspace = workspace
        self.now = at.astimezone(UTC)
        self.at = self.now.replace(microsecond=0)
        self.include = include
        self.profile: Profile = profile
        self.policy: Callable[[], Policy] = policy if callable(policy) else lambda: policy
        self.lens = Lens(
            workspace,
            profile,
            self.policy,
            self.now,
            present=present,
            present_at=present_at,
            by_hand=include.plain_notes,
            looking=True,
        )

    def board(self, experiment: Experiment) -> Parcel:
        """Return a board with its cards, and what was said about them."""
        cards = chain.from_iterable(self._lane(experiment, column.id) for column in experiment.definition.columns)
        aside = self.workspace.set_aside(experiment.uid) if self.include.archived else ()
        archived = (card for card in aside if card.archived_at is not None)
        return self._of_cards("board", experiment, chain(cards, archived))

    def column(self, experiment: Experiment, column: str) -> Parcel:
        """Return one column of a board (by id)."""
        name = self.lens.line(column)
        return replace(self._of_cards("column", experiment, self._lane(experiment, column), name), column=name)

    def card(self, card: Card) -> Parcel:
        """Return one card of a board."""
        return self.some_cards([card])

    def some_cards(self, cards: Sequence[Card]) -> Parcel:
        """Return some cards of a board, at least one, in their order."""
        experiment = self.workspace.experiments[cards[0].experiment]
        part = str(cards[0].number) if len(cards) == 1 else f"{len(cards)}-cards"
        return self._of_cards("card", experiment, cards, part)

    def notes(self, experiment: Experiment) -> Parcel:
        """Return the notes on a board, oldest first."""
        around = _Around(self.workspace)
        pairs = around.passing(self.workspace.cards_of(experiment.uid))
        notes = [note for card, own in pairs for note in self._notes_of(card, own)]
        notes.sort(key=lambda note: (note.at, note.id))
        return self._parcel("notes", experiment, "notes", around, notes=tuple(notes))

    def touchpoints(self, experiment: Experiment) -> Parcel:
        """Return the touchpoints that concern a board, oldest first."""
        around = _Around(self.workspace, self.workspace.cards_of(experiment.uid))
        return self._parcel("touchpoints", experiment, "touchpoints", around, touchpoints=self._touchpoints(around))

    def events(self, experiment: Experiment, events: Iterable[tuple[Event, str, bool]]) -> Parcel:
        """Return what happened on a board: events, each in words, and whether it is undone."""
        views = tuple(
            self._event(experiment, event, words, undone) for event, words, undone in events if event.at <= self.now
        )
        return self._parcel("events", experiment, "events", _Around(self.workspace), events=views)

    def flow(self, experiment: Experiment, report: FlowReport, histories: Sequence[CardHistory]) -> Parcel:
        """Return how work flows over a board."""
        flow = flow_seen(self.workspace, experiment, report, histories, self.lens)
        return self._parcel("flow", experiment, "flow", _Around(self.workspace), flow=flow)

    @staticmethod
    def report(report: StandupReport, about: Iterable[str] = (), style: Style = "full") -> Parcel:
        """Return the report of a standup, which its own lens has seen; `about` are participants (uids)."""
        keys = "-".join(board.key.casefold() for board in report.boards[:3]) or "none"
        more = f"-and-{len(report.boards) - 3}" if len(report.boards) > 3 else ""
        return Parcel(
            what="report",
            profile=report.profile,
            at=report.at,
            timezone=report.timezone,
            stem=f"{report.day.isoformat()}-standup-{keys}{more}",
            sheet=report.sheet,
            report=report,
            style=style,
            about=tuple(about),
        )

    def insights(self, experiment: Experiment) -> Parcel:
        """Return what was learned in an experiment: its insights, oldest first, and the themes of its notes.

        Insights that are retired go along with what is archived.
        """
        from tui.domain.learned.insights_seen import insight_seen, themes_on, themes_seen

        workspace, around = self.workspace, _Around(self.workspace)
        chosen = [one for one in insights_of(workspace, experiment) if not one.retired_at or self.include.archived]
        around.note_of(note for one in chosen for note in (*one.notes, *one.against))
        views = (insight_seen(self.lens, one, self.note_alone, with_evidence=self.include.evidence) for one in chosen)
        insights = tuple(view for view in views if view is not None)
        themes = tuple(themes_seen(self.lens, themes_on(self.lens, experiment)))
        return self._parcel("insights", experiment, "insights", around, insights=insights, themes=themes)

    def metrics(self, experiment: Experiment) -> Parcel:
        """Return what was measured in an experiment, metric by metric, and what that says of its criterion."""
        from tui.domain.learned.metrics_seen import metrics_seen  # others leave without working figures out

        metrics = tuple(metrics_seen(self.lens, experiment))
        return self._parcel("metrics", experiment, "metrics", _Around(self.workspace), metrics=metrics)

    def interview(self, touchpoint: Touchpoint) -> Parcel:
        """Return one conversation on a page.

        Raises:
            NotAllowed: The reader is anyone: that somebody was met on a day, and what they did, points at them.
        """
        from tui.domain.learned.interview_seen import interview_seen

        if self.profile == "public":
            raise NotAllowed(
                "What happened in one conversation points at one person: not for anyone. Nothing was written."
            )
        notes = [self.workspace.notes[uid] for uid in self.workspace.note_uids_at(touchpoint.uid)]
        about = dict.fromkeys((*touchpoint.people, *(uid for note in notes for uid in note.people)))
        interview = interview_seen(self.lens, touchpoint, self.note_alone)
        if not self.include.people:
            interview = replace(interview, people=(), met=replace(interview.met, people=()))
        policy = self.policy()
        pieces = (policy.day(touchpoint.at).isoformat(), touchpoint.method, *interview.met.people[:3], self.profile)
        return Parcel(
            what="interview",
            profile=self.profile,
            at=self.at,
            timezone=str(policy.zone),
            stem="-".join(pieces),
            include=self.include,
            interview=interview,
            about=tuple(uid for uid in about if self.lens.sees(uid)),
            sheet=self.lens.sheet,
        )

    def contacts(self, experiment: Experiment) -> Parcel:
        """Return those on a board who agreed to be known, with name and address.

        Raises:
            NotAllowed: The reader is not one who may know names.
        """
        if self.profile != "identified":
            raise NotAllowed("Contacts leave only for the profile identified, with names. Nothing was written.")
        around = _Around(self.workspace, self.workspace.cards_of(experiment.uid))
        return self._parcel("contacts", experiment, "contacts", around)

    def _of_cards(self, what: What, experiment: Experiment, cards: Iterable[Card], part: str = "") -> Parcel:
        around = _Around(self.workspace)
        views = tuple(self._card(card, notes) for card, notes in around.passing(cards))
        return self._parcel(what, experiment, part, around, cards=views, touchpoints=self._touchpoints(around))

    def _parcel(self, what: What, experiment: Experiment, part: str, around: _Around, **parts: object) -> Parcel:
        people = self.workspace.participants
        involved = sorted((uid for uid in around.people if uid in people), key=lambda uid: people[uid].number)
        board = self._board(experiment)
        seen = [person for uid in involved if (person := self.lens.person(people[uid]))]
        parcel = Parcel(
            what=what,
            profile=self.profile,
            at=self.at,
            timezone=board.timezone,
            stem=self._stem(experiment, part),
            include=self.include,
            board=board,
            people=tuple(seen) if self.include.people else (),
            contacts=tuple(self._identified(involved)) if self.profile == "identified" else (),
            cells=tuple(self._cells(involved)) if self.profile == "public" else (),
            about=tuple(uid for uid in involved if self.profile == "public" or self.lens.sees(uid)),
            **parts,  # type: ignore[arg-type]
        )
        return replace(parcel, sheet=self.lens.sheet)

    def _stem(self, experiment: Experiment, part: str) -> str:
        """Return `CD-2026-11-23-stakeholders`: the key, the local day and the reader; nobody's name."""
        day = local_day(self.at, zone_of(experiment.timezone))
        pieces = (experiment.key, part, day.isoformat(), self.profile)
        return "-".join("".join(char for char in piece if char.isalnum() or char in "-_") for piece in pieces if piece)

    def _board(self, experiment: Experiment) -> BoardView:
        board = self.lens.board(experiment)
        return board if self.include.evidence else replace(board, evidence=WITHHELD, triangulated=False)

    def _lane(self, experiment: Experiment, column: str) -> Iterator[Card]:
        cards = passing(self.workspace.cards, self.workspace.lane(experiment.uid, column))
        if self.include.earlier:
            return cards
        zone = zone_of(experiment.timezone)
        begin = self.policy().last_working_day(local_day(self.at, zone))
        return (card for card in cards if not card.finished_at or local_day(card.finished_at, zone) >= begin)

    def _card(self, card: Card, notes: Iterable[Note]) -> CardView:
        view = self.lens.card(card, self._notes_of(card, notes))
        return view if self.include.people else replace(view, people=())

    def _notes_of(self, card: Card, notes: Iterable[Note]) -> Iterator[NoteView]:
        for note in notes:
            if (view := self._note(note, card)) is not None:
                yield view

    def _note(self, note: Note, card: Card | None) -> NoteView | None:
        view = self.lens.note(note, card_key(self.workspace, card) if card is not None else "", card)
        if view.withheld or (view.own_words and not self.include.quotes):
            return None
        if not self.include.evidence:
            view = replace(view, stance=None)
        return view if self.include.people else replace(view, about=())

    def note_alone(self, note: Note) -> NoteView | None:
        """Return a note where it is told without its card."""
        card = self.workspace.cards.get(note.card or "")
        return self._note(note, card)

    def _touchpoints(self, around: _Around) -> tuple[TouchpointView, ...]:
        touchpoints: Iterable[Touchpoint] = around.touchpoints.values()
        if self.profile == "public":
            # That somebody was met on a day is told to the public as what was said there is: if all of them agreed.
            touchpoints = [met for met in touchpoints if not self.lens.withheld("account", met.people, "touchpoint")]
        return tuple(map(self.lens.touchpoint, sorted(touchpoints, key=lambda met: (met.at, met.uid))))

    def _event(self, experiment: Experiment, event: Event, words: str, undone: bool) -> EventView:
        card = self.workspace.cards.get(event.card or "")
        return EventView(
            id=event.uid,
            at=event.at,
            by=self.lens.teammate(event.by),
            kind=event.kind,
            board=experiment.key,
            card=card_key(self.workspace, card) if card else "",
            text=self.lens.line(self.lens.free(words, "event")),
            undone=undone,
        )

    def _identified(self, uids: Iterable[str]) -> Iterator[Identified]:
        """Yield customers with name and address: what those who know names get of a contact, and nothing else of it."""
        people = self.workspace.participants
        for uid in uids:
            contact = self.workspace.contact_of(uid)
            if contact is not None and self.lens.sees(uid) and not self.lens.permits.person("name", uid):
                fields = asdict(contact.n or Name()) | asdict(contact) | {"pid": people[uid].pid, "uid": uid}
                yield convert(fields, Identified)

    def _cells(self, uids: Iterable[str]) -> Iterator[Cell]:
        uids = (uid for uid in uids if not self.lens.permits.person("count", uid))
        return cells_of(self.workspace.participants[uid] for uid in uids)


class _Around:
    """Whom cards have to do with (uids), and which touchpoints: noted while the cards pass by.

    That is who is linked to them, to what was said about them, and to when that was.
    """

    def __init__(self, workspace: Workspace, cards: Iterable[Card] = ()) -> None:
        self.people: set[str] = set()
        self.touchpoints: dict[str, Touchpoint] = {}
        self._workspace = workspace
        for _ in self.passing(cards):
            pass

    def passing(self, cards: Iterable[Card]) -> Iterator[tuple[Card, list[Note]]]:
        """Yield cards, each with its notes, of which many are read at once and none is kept."""
        workspace = self._workspace
        for some in batches(cards):
            uids = [workspace.note_uids(card.uid) for card in some]
            notes = passing(workspace.notes, chain.from_iterable(uids))
            for card, own in zip(some, uids, strict=True):
                yield card, self._noted(card, [*islice(notes, len(own))])

    def note_of(self, notes: Iterable[str]) -> None:
        """Note whom some notes (uids) are about."""
        for uid in notes:
            if (note := self._workspace.notes.get(uid)) is not None:
                self.people.update(note.people)

    def _noted(self, card: Card, notes: list[Note]) -> list[Note]:
        self.people.update(card.people)
        for note in notes:
            self.people.update(note.people)
        for uid in self._workspace.touchpoint_uids_of(card.uid):
            if uid not in self.touchpoints:
                touchpoint = self.touchpoints[uid] = self._workspace.touchpoints[uid]
                self.people.update(touchpoint.people)
        return notes
