"""How records are seen by a reader: both front ends and all that leaves the workspace look through a lens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from functools import cached_property

from msgspec.structs import replace

from tui.domain import views
from tui.domain.evidence.ledger import Ledger, ledger_of, public_ledger
from tui.domain.evidence.stances import stance_of
from tui.domain.facts import CardFacts, iteration_day
from tui.domain.flow import figures
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.privacy.profiles import NOT_FOR_READER, is_own_words
from tui.domain.privacy.sight import Sight
from tui.domain.records import Card, Experiment, Note, Participant, Touchpoint
from tui.domain.records.definition import ColumnDefinition, Criterion
from tui.domain.search.naming import card_key
from tui.domain.text import clean_line

_NEVER = figures.BlockedTime()


class Lens(Sight):
    """Shows the records of a workspace as a reader may see them; beside them, texts and people one at a time."""

    def note(self, note: Note, where: str = "", card: Card | None = None) -> views.NoteView:
        """Return a note; where its words may not be seen, without them and with the reason.

        `card` is the one it is on, where that is at hand.
        """
        card = card or self.workspace.cards.get(note.card or "")
        own, zone = is_own_words(note), self._zone_of(card)
        why, by, text, tags = self._parts_of(note, where)
        request, promise = note.request, note.promise
        steps = (request.acknowledged_at, request.responded_at, request.told_at) if request else ()
        return views.NoteView(
            id=note.uid,
            kind=note.kind,
            date=local_day(note.at, zone),
            at=note.at,
            by=by,
            about=self.pids(note.people),
            stance=stance_of(note, self.counts),
            text=text,
            own_words=own,
            withheld=why,
            tags=tags,
            card=card_key(self.workspace, card) if card is not None else "",
            touchpoint=note.touchpoint,
            promise=views.PromiseView(promise.due, _day(promise.kept_at, zone)) if promise else None,
            request=views.RequestView(request.outcome, *(_day(at, zone) for at in steps)) if request else None,
            names=tuple(self._names_of(note)) if own and not why else (),
        )

    def words(self, note: Note, where: str = "") -> str:
        """Return the words of a note alone, empty where they may not be seen; all of the note is counted."""
        return self._parts_of(note, where)[2]

    def _parts_of(self, note: Note, where: str) -> tuple[str, str, str, tuple[str, ...]]:
        """Return why the words of a note may not be seen, who wrote it down, the words and the tags."""
        why, by = self.words_withheld(note, where), self.teammate(note.by)
        if why:
            return why, by, "", ()
        kind = note.kind.replace("_", " ")
        place = f"{where}, {kind}" if where else kind
        return "", by, self.text(note.text, place), tuple([self.line(tag, place) for tag in note.tags])

    def touchpoint(self, touchpoint: Touchpoint) -> views.TouchpointView:
        """Return a touchpoint; where what was said there may not be seen, without its texts and with the reason."""
        where = f"{touchpoint.method.replace('_', ' ')} {touchpoint.at.date().isoformat()}"
        why = self.account_withheld(touchpoint, where)
        return views.TouchpointView(
            id=touchpoint.uid,
            at=touchpoint.at,
            minutes=touchpoint.duration,
            method=touchpoint.method,
            channel=touchpoint.channel,
            direction=touchpoint.direction,
            status=touchpoint.status,
            people=self.pids(touchpoint.people),
            cards=tuple(key for uid in touchpoint.cards if (key := self._key(uid))),
            summary="" if why else self.text(touchpoint.summary, where),
            expectation="" if why else self.text(touchpoint.expectation, where),
            observers=tuple(filter(None, map(self.teammate, touchpoint.observers))),
            withheld=why,
        )

    def person(self, person: Participant) -> views.PersonView | None:
        """Return a customer by pseudonym; None where even that is not for this reader."""
        if not self.sees(person.uid):
            return None
        segments = (views.SegmentView(one.dimension, self.line(one.value, person.pid)) for one in person.segments)
        return views.PersonView(person.pid, person.relationship, tuple(segments))

    def card(self, card: Card, notes: Iterable[views.NoteView] = ()) -> views.CardView:
        """Return a card with some notes."""
        board = self._boards.get(card.experiment)
        if board is None:
            board = self._boards[card.experiment] = CardFacts(self.workspace, card, self.policy, self.now)
        experiment, zone, today = board.experiment, board.zone, board.today
        is_begun, is_recurring = card.started_at is not None, card.kind == "recurring"
        facts = CardFacts(self.workspace, card, self.policy, self.now) if is_recurring or card.blocked else board
        key = f"{experiment.key}-{card.number}"
        return views.CardView(
            key=key,
            title=self.title(card, key),
            column=self.line(card.column),
            kind=card.kind,
            every=card.every,
            group=self.line(self.free(card.group, f"{key}, group")) if card.group else "",
            description=self.free(card.description, f"{key}, description"),
            people=self.pids(card.people),
            assignee=self.teammate(card.assignee) or None,
            due=card.due,
            expedite=card.expedite,
            tags=self._lines(card.tags, f"{key}, tags") if card.tags else (),
            checklist=tuple(self._steps(card, key)) if card.checklist else (),
            blocked=self._block(facts) if card.blocked else None,
            started=_day(card.started_at, zone),
            finished=_day(card.finished_at, zone),
            age_days=figures.age_days(card, experiment, today) if is_begun else None,
            cycle_days=figures.cycle_days(card, zone) if is_begun else None,
            notes=tuple(notes),
            id=(self.line(card.definition_id, f"{key}, id") or None) if card.definition_id else None,
            needs=card.needs,
            wish=card.wish,
            archived=card.archived_at is not None,
            uid=card.uid,
            blocked_time=figures.blocked_time(card, experiment, today) if card.blocked or card.blocks else _NEVER,
            anchor=facts.anchor if is_recurring else None,
            done=card.series.done if card.series else 0,
            missed=facts.missed if is_recurring else 0,
        )

    @cached_property
    def _boards(self) -> dict[str, CardFacts]:
        """The facts of a card of each experiment (uid): all its cards have time zone and day in common."""
        return {}

    def _steps(self, card: Card, key: str) -> Iterator[views.StepView]:
        for step in card.checklist:
            if text := self.free(step.text, f"{key}, checklist"):
                yield views.StepView(self.line(text), step.done)

    def title(self, card: Card, key: str = "") -> str:
        """Return the title of a card; where names cannot be checked, only one that its definition says."""
        if self.hides_free_text:
            definition = self.workspace.experiments[card.experiment].definition.card(card.definition_id)
            if definition is None or definition.title != card.title:
                self._omit_text(f"{key}, title")
                return "(title left out)"
        return self.line(card.title, f"{key}, title")

    def board(self, experiment: Experiment) -> views.BoardView:
        """Return an experiment: what it is, and how far it has come."""
        zone, definition, key = zone_of(experiment.timezone), experiment.definition, experiment.key
        today = local_day(self.now, zone)
        ledger = self.ledger(experiment)
        return views.BoardView(
            id=self.line(experiment.board_id),
            key=self.line(key),
            title=self.line(definition.title, f"{key}, title"),
            iteration=experiment.iteration,
            status=experiment.status,
            timezone=clean_line(experiment.timezone),
            day=iteration_day(experiment, today),
            started=_day(experiment.started_at, zone),
            goals=self._lines(definition.goals, f"{key}, goals"),
            hypothesis=self.free(definition.hypothesis, f"{key}, hypothesis"),
            expected_outcome=self.free(definition.expected_outcome, f"{key}, expected outcome"),
            test=self._criterion(definition.test, key),
            columns=tuple(self._column(experiment, column) for column in definition.columns),
            archived=sum(card.archived_at is not None for card in self.workspace.set_aside(experiment.uid)),
            evidence=ledger,
            triangulated=ledger.triangulated,
            decision=experiment.decision,
            learned=self.free(experiment.learning.learning, f"{key}, learned") if experiment.learning else "",
            tags=self._lines(definition.tags, f"{key}, tags"),
            related=self._lines(definition.related, f"{key}, related"),
            notes=tuple(filter(None, (self.free(text, f"{key}, notes") for text in definition.notes))),
            sle=definition.sle,
        )

    def ledger(self, experiment: Experiment) -> Ledger:
        """Return the evidence of an experiment, counted of those who want notes kept; in words for anyone."""
        ledger = ledger_of(self.workspace, experiment.uid, self.witnesses, self.policy, self.now)
        if self.profile != "public":
            return ledger
        if not ledger.is_empty:
            self.omit("evidence counts", NOT_FOR_READER, where=experiment.key)
        return public_ledger(ledger)

    def _names_of(self, note: Note) -> Iterator[str]:
        """Yield the names under the words of a note, of those who agreed to be quoted by name."""
        for uid in note.people if self.profile == "identified" else ():
            contact = self.workspace.contact_of(uid)
            if contact is not None and not self.permits.person("name of words", uid):
                yield contact.fn

    def _lines(self, texts: tuple[str, ...], where: str) -> tuple[str, ...]:
        if not self._hides_what_is_typed and self._unchanged_lines.issuperset(texts):
            return texts
        return tuple(filter(None, (self.line(self.free(text, where)) for text in texts)))

    def _block(self, facts: CardFacts) -> views.BlockView | None:
        block = facts.card.held
        if block is None:
            return None
        where = f"{facts.key}, block"
        reason, needs = self.free(block.reason, where), self.free(block.needs, where)
        return views.BlockView(self.line(reason), self.line(needs), facts.blocked or 0)

    def _column(self, experiment: Experiment, column: ColumnDefinition) -> views.ColumnView:
        count = len(self.workspace.lane(experiment.uid, column.id))
        title = self.line(column.title, f"{experiment.key}, column title")
        return views.ColumnView(self.line(column.id), title, column.role, column.wip, count)

    def _criterion(self, test: Criterion | None, key: str) -> Criterion | None:
        where = f"{key}, criterion"
        metric, criterion = (
            (self.line(self.free(text, where)) for text in (test.metric, test.criterion)) if test else ("", "")
        )
        return replace(test, metric=metric, criterion=criterion) if test and (metric or criterion) else None

    def _key(self, uid: str) -> str:
        card = self.workspace.cards.get(uid)
        return card_key(self.workspace, card) if card is not None else ""

    def _zone_of(self, card: Card | None) -> tzinfo:
        experiment = self.workspace.experiments.get(card.experiment) if card else None
        return zone_of(experiment.timezone) if experiment else self.policy().zone


def _day(at: datetime | None, zone: tzinfo) -> date | None:
    return local_day(at, zone) if at is not None else None
