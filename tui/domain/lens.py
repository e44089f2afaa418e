"""How records are seen by a reader at a moment: the one place where what people typed loses its names.

Both front ends and all that leaves the workspace look through a lens. It takes people out of texts, leaves out what
they did not agree to, and keeps count of what it changed and left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from tui.domain.definition import ColumnDefinition, Criterion
from tui.domain.evidence import Ledger, ledger_of
from tui.domain.finding import card_key
from tui.domain.flow import age_days, cycle_days, days_since, local_day, zone_of
from tui.domain.hiding import scrubber_of, strangers_of
from tui.domain.permits import Permits
from tui.domain.phrases import plural
from tui.domain.policy import Policy
from tui.domain.privacy import Scrubber
from tui.domain.privacy.scrubber import Leftover
from tui.domain.profiles import Profile, Use, is_own_words, use_of
from tui.domain.records import Card, Contact, Experiment, Note, Participant, Touchpoint
from tui.domain.sheet import Changed, LeakCheck, LeftOut, Possible, Sheet
from tui.domain.text import clean_line, clean_text
from tui.domain.texts import rewritten
from tui.domain.views import (
    BlockView,
    BoardView,
    CardView,
    ColumnView,
    NoteView,
    PersonView,
    PromiseView,
    RequestView,
    SegmentView,
    StepView,
    TouchpointView,
)
from tui.domain.workspace import Workspace

LEFT_OUT = "(left out)"
SOMEBODY = "[person]"
"""What stands in a text in place of somebody whom its reader may not know even by P-id."""
NAMES_NOT_AT_HAND = "names cannot be checked here"
_PID = re.compile(r"(?<![a-z0-9])p(\d{2,9})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
_RecordT = TypeVar("_RecordT", bound=Struct)


class Lens:
    """Sees the records of a workspace as a reader may.

    `now` is the moment, of which `workspace` is the state; where it is an earlier one, `present` is the state of
    `present_at`: nobody who is known by now is named, and what was taken back since is not shown. `policy` is asked
    only where a word of the team or a day matters. With `by_hand` plain notes are included; with `looking`, texts are
    also looked through for what may be left over.
    """

    def __init__(
        self,
        workspace: Workspace,
        profile: Profile,
        policy: Callable[[], Policy],
        now: datetime,
        *,
        present: Workspace | None = None,
        present_at: datetime | None = None,
        by_hand: bool = False,
        looking: bool = False,
    ) -> None:
        self.workspace = workspace
        self.present = present if present is not None else workspace
        self.profile: Profile = profile
        self.now = now
        self.policy = policy
        self.by_hand = by_hand
        self.permits = Permits(
            workspace,
            profile,
            policy,
            now,
            present=self.present,
            present_at=present_at or now,
            by_hand=by_hand,
        )
        self._looking = looking
        self._changed: Counter[tuple[str, str, str]] = Counter()
        self._left_out: Counter[tuple[tuple[str, ...], str, str, str]] = Counter()
        self._possible: dict[Possible, None] = {}
        self._looked_at: dict[str, list[Leftover]] = {}
        self._links = 0

    @cached_property
    def scrubber(self) -> Scrubber:
        """Who knows everybody that this reader may not know."""
        return scrubber_of(self.workspace, lambda: self.policy().kept_words, self.present, without=self._named)

    @cached_property
    def strangers(self) -> int:
        """How many people are here whose names are not at hand."""
        return strangers_of(self.workspace, self.present)

    @property
    def hides_free_text(self) -> bool:
        """Whether texts stay private because nobody could be looked for in them."""
        return bool(self.strangers) and self.profile in ("public", "stakeholders")

    def text(self, text: str, where: str = "") -> str:
        """Return a text of several lines as it may be seen; `where` says where it stands, for the sheet."""
        if not text:
            return text
        cleaned = clean_text(text)
        scrubbed = self.scrubber.scrub(cleaned)
        if scrubbed != cleaned:
            hits = [hit for hit in self.scrubber.hits(cleaned) if not self._is_unseen(hit.replacement)]
            self._changed.update((hit.kind, where, hit.replacement) for hit in hits)
            scrubbed = clean_text(scrubbed)
            if self.scrubber.scrub(scrubbed) != scrubbed:
                # What cannot be cleaned stays here, so that one such text holds up nothing else.
                self._left_out[(), "text", "it still names somebody; edit it on its card", where] += 1
                return LEFT_OUT
        scrubbed = self.without_unseen(scrubbed, where)
        if self._looking:
            self._look_through(scrubbed, where)
        return scrubbed

    def without_unseen(self, text: str, where: str = "") -> str:
        """Return a text without the P-ids of those who may not be seen, whether a name became one or it was typed."""

        def hidden(pid: re.Match[str]) -> str:
            if not self._is_unseen(pid[0]):
                return pid[0]
            self._changed["person", where, SOMEBODY] += 1
            return SOMEBODY

        return _PID.sub(hidden, text)

    def line(self, text: str, where: str = "") -> str:
        """Return a text as one line, as it may be seen."""
        return clean_line(self.text(clean_line(text), where)) if text else text

    def free(self, text: str, where: str = "") -> str:
        """Return what somebody typed beside titles; empty where such texts are not for this reader."""
        if not text or self.permits.why_not("text") or self.hides_free_text:
            self._omit_text(text, where)
            return ""
        return self.text(text, where)

    def teammate(self, name: str | None) -> str:
        """Return a member of the team; to the public by the initial, and where a customer is called so, as a P-id."""
        seen = self.line(name or "")
        if self.profile != "public" or not seen:
            return seen
        return f"{seen[0].upper()}." if seen == clean_line(name or "") else ""

    def seen(self, record: _RecordT, where: str = "") -> _RecordT:
        """Return a record with all its private texts as they may be seen; the same one where nothing changed."""

        def private(text: str, field: str) -> str:
            # Most texts name nobody, and this is all they cost; the rest is cleaned, counted and looked at again.
            return text if plain(text) else self.text(text, f"{where}, {field}")

        def teammate(name: str, _: str) -> str:
            return name if not public and plain(name) else self.teammate(name)

        def plain(text: str) -> bool:
            return self.scrubber.scrub(text) is text and not _PID.search(text)

        public = self.profile == "public"
        return rewritten(record, private, teammate)

    def pids(self, uids: Iterable[str]) -> tuple[str, ...]:
        """Return the pseudonyms of those who may be seen, by number."""
        people = self.workspace.participants
        seen = sorted((people[uid] for uid in uids if self.sees(uid)), key=lambda person: person.number)
        return tuple(person.pid for person in seen)

    def sees(self, uid: str) -> bool:
        """Return whether a person (uid) may be seen at all, by P-id."""
        return uid in self.workspace.participants and not self.permits.person("person", uid)

    def withheld(self, use: Use, people: Iterable[str], what: str, where: str = "") -> str:
        """Return why something of some people may not be seen, and count it; empty where it may."""
        people = tuple(people)
        reasons = self.permits.why_not(use, people)
        if not reasons and self.hides_free_text:
            reasons = {"": NAMES_NOT_AT_HAND}
        if not reasons:
            return ""
        why = "; ".join(dict.fromkeys(reasons.values()))
        self._left_out[self.pids(uid for uid in reasons if uid), what, why, where] += 1
        return why

    def note(self, note: Note, where: str = "") -> NoteView:
        """Return a note; where its words may not be seen, without them and with the reason."""
        own, kind = is_own_words(note), note.kind.replace("_", " ")
        use = use_of(note)
        what = "quote" if own else "plain note" if use == "note" else kind
        why = self.withheld(use, note.people, what, where)
        zone = self._zone_of(note.card)
        place = f"{where}, {kind}" if where else kind
        request, promise = note.request, note.promise
        return NoteView(
            id=note.uid,
            kind=note.kind,
            date=local_day(note.at, zone),
            at=note.at,
            by=self.teammate(note.by),
            about=self.pids(note.people),
            stance=note.stance,
            text="" if why else self.text(note.text, place),
            own_words=own,
            withheld=why,
            tags=() if why else tuple(self.line(tag, place) for tag in note.tags),
            card=self._key(note.card),
            touchpoint=note.touchpoint,
            promise=PromiseView(promise.due, _day(promise.kept_at, zone)) if promise else None,
            request=RequestView(
                request.outcome,
                _day(request.acknowledged_at, zone),
                _day(request.responded_at, zone),
                _day(request.told_at, zone),
            )
            if request
            else None,
            names=tuple(self._names_of(note)) if own and not why else (),
        )

    def touchpoint(self, touchpoint: Touchpoint) -> TouchpointView:
        """Return a touchpoint; where what was said there may not be seen, without its texts and with the reason."""
        where = f"{touchpoint.method.replace('_', ' ')} {touchpoint.at.date().isoformat()}"
        has_text = bool(touchpoint.summary or touchpoint.expectation)
        why = self.withheld("account", touchpoint.people, "summary", where) if has_text else ""
        return TouchpointView(
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

    def person(self, person: Participant) -> PersonView | None:
        """Return a customer by pseudonym; None where even that is not for this reader."""
        if not self.sees(person.uid):
            return None
        segments = (SegmentView(each.dimension, self.line(each.value, person.pid)) for each in person.segments)
        return PersonView(person.pid, person.relationship, tuple(segments))

    def card(self, card: Card, notes: Iterable[NoteView] = ()) -> CardView:
        """Return a card with some notes."""
        key = card_key(self.workspace, card)
        experiment = self.workspace.experiments[card.experiment]
        zone = zone_of(experiment.timezone)
        today = local_day(self.now, zone)
        steps = ((self.free(step.text, f"{key}, checklist"), step.done) for step in card.checklist)
        return CardView(
            key=key,
            title=self.title(card, key),
            column=self.line(card.column),
            kind=card.kind,
            every=card.every,
            group=self.line(self.free(card.group, f"{key}, group")),
            description=self.free(card.description, f"{key}, description"),
            people=self.pids(card.people),
            assignee=self.teammate(card.assignee) or None,
            due=card.due,
            expedite=card.expedite,
            tags=self._lines(card.tags, f"{key}, tags"),
            checklist=tuple(StepView(self.line(text), done) for text, done in steps if text),
            blocked=self._block(card, key, today),
            started=_day(card.started_at, zone),
            finished=_day(card.finished_at, zone),
            age_days=age_days(card, today, zone),
            cycle_days=cycle_days(card, zone),
            notes=tuple(notes),
            id=self.line(card.definition_id or "", f"{key}, id") or None,
            needs=card.needs,
            archived=card.archived_at is not None,
            uid=card.uid,
        )

    def title(self, card: Card, key: str = "") -> str:
        """Return the title of a card; where names cannot be checked, only one that its definition says."""
        if self.hides_free_text:
            definition = self.workspace.experiments[card.experiment].definition.card(card.definition_id)
            if definition is None or definition.title != card.title:
                self._omit_text(card.title, f"{key}, title")
                return "(title left out)"
        return self.line(card.title, f"{key}, title")

    def board(self, experiment: Experiment) -> BoardView:
        """Return an experiment: what it is, and how far it has come."""
        zone, definition, key = zone_of(experiment.timezone), experiment.definition, experiment.key
        started, today = experiment.started_at, local_day(self.now, zone)
        ledger = self.ledger(experiment)
        return BoardView(
            id=self.line(experiment.board_id),
            key=self.line(key),
            title=self.line(definition.title, f"{key}, title"),
            iteration=experiment.iteration,
            status=experiment.status,
            timezone=clean_line(experiment.timezone),
            day=days_since(started, today, zone) if started else None,
            started=_day(started, zone),
            goals=self._lines(definition.goals, f"{key}, goals"),
            hypothesis=self.free(definition.hypothesis, f"{key}, hypothesis"),
            expected_outcome=self.free(definition.expected_outcome, f"{key}, expected outcome"),
            test=self._criterion(definition.test, key),
            columns=tuple(self._column(experiment, column) for column in definition.columns),
            archived=sum(card.archived_at is not None for card in self.workspace.set_aside(experiment.uid)),
            evidence=ledger,
            triangulated=not ledger.is_empty and ledger.triangulated(self.policy()),
            decision=experiment.decision,
            learned=self.free(experiment.learning.learning, f"{key}, learned") if experiment.learning else "",
            tags=self._lines(definition.tags, f"{key}, tags"),
            related=self._lines(definition.related, f"{key}, related"),
            notes=tuple(filter(None, (self.free(each, f"{key}, notes") for each in definition.notes))),
            sle=definition.sle,
        )

    def ledger(self, experiment: Experiment) -> Ledger:
        """Return the evidence of an experiment, counted without those who want no notes kept."""
        return ledger_of(self.workspace, experiment.uid, self.counts)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """What was changed, where, and into what."""
        return tuple(Changed(kind, count, where, into) for (kind, where, into), count in sorted(self._changed.items()))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, of whom, where, and why."""
        return tuple(
            LeftOut(people, what, why, count, where)
            for (people, what, why, where), count in sorted(self._left_out.items())
        )

    @property
    def possible(self) -> tuple[Possible, ...]:
        """What may be left over of somebody, in the order it was met."""
        return tuple(self._possible)

    @property
    def sheet(self) -> Sheet:
        """All that is to be said about what was seen so far."""
        contacts = self.present.contacts.values()
        check = LeakCheck(
            people=len({contact.participant for contact in contacts}),
            identifiers=sum(map(_identifiers, contacts)),
            found=0,
            strangers=self.strangers,
        )
        return Sheet(self.changed, self.left_out, self.possible, tuple(self._unchecked()), check)

    def omit(self, what: str, why: str, people: Iterable[str] = (), where: str = "") -> None:
        """Count something that is left out."""
        self._left_out[self.pids(people), what, why, where] += 1

    @cached_property
    def _by_number(self) -> dict[int, str]:
        people = {**self.present.participants, **self.workspace.participants}
        return {person.number: uid for uid, person in people.items()}

    def _is_unseen(self, text: str) -> bool:
        """Return whether a text is the P-id of somebody who may not be seen."""
        pid = _PID.fullmatch(text)
        uid = self._by_number.get(int(pid[1])) if pid else None
        return uid is not None and bool(self.permits.person("person", uid))

    def _look_through(self, text: str, where: str) -> None:
        left = self._looked_at.get(text)
        if left is None:
            left = self._looked_at[text] = self.scrubber.leftovers(text, is_scrubbed=True)
        for each in left:
            self._possible.setdefault(Possible(each.text, where, each.why))
        self._links += text.count("://")

    def _unchecked(self) -> Iterator[str]:
        if self._links:
            yield f"what {plural(self._links, 'link')} {'lead' if self._links > 1 else 'leads'} to"
        yield "who is meant where no name stands"
        yield "people who are not in this workspace"
        if self.strangers:
            yield f"the names of {plural(self.strangers, 'person', 'people')} known by P-id only"

    def _named(self) -> Iterator[str]:
        """Yield who (uid) agreed that this reader knows their name."""
        if self.profile == "identified":
            yield from (uid for uid in self.workspace.participants if not self.permits.person("name", uid))

    def _names_of(self, note: Note) -> Iterator[str]:
        """Yield the names under the words of a note, of those who agreed to be quoted by name."""
        for uid in note.people if self.profile == "identified" else ():
            contact = self.workspace.contact_of(uid)
            if contact is not None and not self.permits.person("name of words", uid):
                yield contact.fn

    def counts(self, note: Note) -> bool:
        """Return whether a note counts as evidence: not where somebody it is about wants no notes kept."""
        return not any(self.permits.person("count", uid) for uid in note.people)

    def _lines(self, texts: Iterable[str], where: str) -> tuple[str, ...]:
        return tuple(filter(None, (self.line(self.free(each, where)) for each in texts)))

    def _omit_text(self, text: str, where: str) -> None:
        if text:
            why = NAMES_NOT_AT_HAND if self.hides_free_text else "not for this reader"
            self._left_out[(), where.rpartition(", ")[2] or "text", why, where.rpartition(", ")[0]] += 1

    def _block(self, card: Card, key: str, today: date) -> BlockView | None:
        if card.blocked is None:
            return None
        zone = zone_of(self.workspace.experiments[card.experiment].timezone)
        where = f"{key}, block"
        reason, needs = self.free(card.blocked.reason, where), self.free(card.blocked.needs, where)
        return BlockView(self.line(reason), self.line(needs), days_since(card.blocked.since, today, zone))

    def _column(self, experiment: Experiment, column: ColumnDefinition) -> ColumnView:
        count = len(self.workspace.lane(experiment.uid, column.id))
        title = self.line(column.title, f"{experiment.key}, column title")
        return ColumnView(self.line(column.id), title, column.role, column.wip, count)

    def _criterion(self, test: Criterion | None, key: str) -> Criterion | None:
        where = f"{key}, criterion"
        metric, criterion = (
            (self.line(self.free(text, where)) for text in (test.metric, test.criterion)) if test else ("", "")
        )
        return Criterion(metric, criterion, test.min_n) if test and (metric or criterion) else None

    def _key(self, card: str | None) -> str:
        known = self.workspace.cards.get(card or "")
        return card_key(self.workspace, known) if known is not None else ""

    def _zone_of(self, card: str | None) -> tzinfo:
        known = self.workspace.cards.get(card or "")
        experiment = self.workspace.experiments.get(known.experiment) if known else None
        return zone_of(experiment.timezone) if experiment else self.policy().zone


def _identifiers(contact: Contact) -> int:
    lists = (contact.email, contact.tel, contact.url, contact.adr)
    return sum(map(bool, (contact.fn, contact.nickname, contact.org))) + sum(map(len, lists))


def _day(at: datetime | None, zone: tzinfo) -> date | None:
    return local_day(at, zone) if at is not None else None
