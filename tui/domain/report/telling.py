"""What of the records may be told, and how: texts without people, P-ids for people, reasons for what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tui.domain.consent import NO_LONGER, allows, is_past_retention, latest_words, status_now, unwilling
from tui.domain.dates import day_words
from tui.domain.finding import card_key
from tui.domain.flow import local_day, zone_of
from tui.domain.hiding import scrubber_of
from tui.domain.policy import Policy
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.report.parts import CardName, Changed, LeftOut, Said
from tui.domain.text import clean_line
from tui.domain.workspace import Workspace

_TAKEN_BACK = NO_LONGER | {"invalidated"}
_NOT_KEPT = _TAKEN_BACK | {"expired"}


class Teller:
    """Turns records into what may leave, and counts what it changed and left out on the way.

    Where the report is about one board its days are those of that board, else those of the policy. `present` is the
    workspace as it is, where the report is about an earlier time: who is known by now is not named, and who said no in
    the meantime is not quoted.
    """

    def __init__(
        self,
        workspace: Workspace,
        experiments: Sequence[Experiment],
        policy: Policy,
        *,
        since: datetime,
        now: datetime,
        present: Workspace | None = None,
    ) -> None:
        self.workspace = workspace
        self.present = present or workspace
        self.experiments = tuple(experiments)
        self.policy = policy
        self.since = since
        self.now = now
        self.timezone = timezone_of(experiments, policy)
        self.zone = zone_of(self.timezone)
        self.today = local_day(now, self.zone)
        self.scrubber = scrubber_of(workspace, policy.team, self.present)
        self._changed: Counter[str] = Counter()
        self._left_out: Counter[tuple[tuple[str, ...], str, str]] = Counter()

    def line(self, text: str) -> str:
        """Return a text as one clean line without people."""
        text = clean_line(text)
        scrubbed = self.scrubber.scrub(text)
        if scrubbed != text:
            self._changed.update(hit.kind for hit in self.scrubber.hits(text))
        return clean_line(scrubbed)

    def owner(self, name: str | None) -> str:
        """Return who does something; a customer of that name is a P-id."""
        return self.line(name) if name else ""

    def card(self, card: Card) -> CardName:
        """Return a card by name."""
        return CardName(card_key(self.workspace, card), self.line(card.title))

    def pids(self, uids: Iterable[str]) -> tuple[str, ...]:
        """Return pseudonyms by number."""
        people = self.workspace.participants
        found = sorted((people[uid] for uid in uids if uid in people), key=lambda person: person.number)
        return tuple(person.pid for person in found)

    def said(self, note: Note) -> Said | None:
        """Return what a note says; None where it may not be told, which is counted."""
        if self.withheld(note):
            return None
        return Said(
            kind=note.kind,
            text=self.line(note.text),
            day=local_day(note.at, self.zone),
            people=self.pids(note.people),
            stance=note.stance,
            own_words=is_own_words(note),
        )

    def withheld(self, note: Note) -> bool:
        """Return whether a note may not be told, and count it."""
        people = self.workspace.participants
        about = sorted((people[uid] for uid in note.people if uid in people), key=lambda person: person.number)
        reasons = [(person.pid, why) for person in about if (why := self._why_not(person, own=is_own_words(note)))]
        if reasons:
            what = "quote" if is_own_words(note) else note.kind.replace("_", " ")
            whys = dict.fromkeys(why for _, why in reasons)
            self._left_out[tuple(pid for pid, _ in reasons), what, "; ".join(whys)] += 1
        return bool(reasons)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """How often each kind of thing was changed."""
        return tuple(Changed(kind, count) for kind, count in sorted(self._changed.items()))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out, by person."""
        return tuple(LeftOut(*key, count) for key, count in sorted(self._left_out.items()))

    def _why_not(self, person: Participant, *, own: bool) -> str:
        """Return why what somebody said or did may not be told, or an empty text."""
        if self._is_erased(person):
            return "erased"
        if is_past_retention(person, self.today) and person.retention_until:
            return f"was to be kept until {day_words(person.retention_until, self.today)}"
        if person.is_minor and not allows(self.workspace, person, "take_part", self.today):
            return "no permission of a guardian"
        words = latest_words(self.workspace, person.uid)
        if (kept := words.get("store_notes")) and status_now(kept, person, self.today) in _NOT_KEPT:
            return "no permission to keep notes"
        if self._said_no_since(person, "store_notes"):
            return "permission to keep notes was taken back"
        if own and unwilling(self.workspace, [person.uid], "quote_pseudonymous", self.today):
            quoting = words.get("quote_pseudonymous")
            ended = quoting.expires_at if quoting and status_now(quoting, person, self.today) == "expired" else None
            return _expired(ended, self.today) if ended else "no quote permission"
        return "quote permission was taken back" if own and self._said_no_since(person, "quote_pseudonymous") else ""

    def _is_erased(self, person: Participant) -> bool:
        known = self.present.participants.get(person.uid)
        return known is None or known.erased_at is not None

    def _said_no_since(self, person: Participant, scope: str) -> bool:
        """Return whether somebody agreed at the time of the report, and by now does not."""
        if self.present is self.workspace:
            return False
        word = latest_words(self.present, person.uid).get(scope)
        return word is not None and word.status in _TAKEN_BACK


def timezone_of(experiments: Sequence[Experiment], policy: Policy) -> str:
    """Return the time zone of the days of a report: that of its board, the team's where there are several."""
    return experiments[0].timezone if len(experiments) == 1 else policy.timezone


def is_own_words(note: Note) -> bool:
    """Return whether a note is what a customer said, word for word."""
    return note.verbatim or note.kind == "quote"


def _expired(ended: date, today: date) -> str:
    return f"quote permission expired {day_words(ended, today)}"
