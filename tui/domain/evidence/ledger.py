"""What speaks for and against the hypothesis of an experiment, and from how many people by how many methods.

Evidence is a note with a stance that names who said or did it. In each direction a person counts once, and a method
counts where a touchpoint of it was had with somebody who is named. A direction is triangulated when it comes from as
many people by as many methods as the team wants; where both are, the evidence contradicts itself.
Small counts of people may point at somebody, and are not told to the public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from tui.domain.evidence.small_cells import cell_of, is_small
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.flow.figures import midnight
from tui.domain.people.policy import Policy
from tui.domain.records import Note, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.time.durations import Duration, add_duration, duration_words, parse_duration
from tui.domain.work.iterations import iteration_at

LONGEST_MONTH = 31

HypothesisStatus = Literal["untested", "supported", "refuted", "mixed", "inconclusive"]


TRIANGULATED, NOT_YET, CONTRADICTED = "triangulated", "not yet triangulated", "contradicted"


class Piece(Struct, frozen=True):
    """A note that is evidence: who (uids) stands behind it, by what method it came, and when it was said."""

    note: Note
    people: frozenset[str]
    method: str | None
    at: datetime


class Side(Struct, frozen=True):
    """What speaks in one direction: notes, of how many people, by how many methods; `old` of the notes not fresh."""

    notes: int = 0
    people: int = 0
    methods: int = 0
    old: int = 0
    triangulated: bool = False

    @property
    def words(self) -> str:
        """From whom it comes: `5 people by 2 methods, triangulated`."""
        if not self.people:
            return "nobody"
        return f"{self.figures}, {TRIANGULATED if self.triangulated else NOT_YET}"

    @property
    def figures(self) -> str:
        """From how many: `5 people by 2 methods`."""
        return f"{plural(self.people, 'person', 'people')} by {plural(self.methods, 'method')}"


class Ledger(Struct, frozen=True):
    """The evidence of a hypothesis: `supports` and `refutes` count notes, `for` and `against` tell each direction.

    `people` and `methods` are those of both directions together. `contradicted` is whether both are triangulated,
    `status` what that makes of the hypothesis, and `sentence` how all of it is said wherever it is said. Where the
    status is null its reader may not know the figures, which are 0 then, and the sentence tells what may be known.
    """

    supports: int = 0
    refutes: int = 0
    people: int = 0
    methods: int = 0
    supporting: Side = msgspec.field(default=Side(), name="for")
    refuting: Side = msgspec.field(default=Side(), name="against")
    contradicted: bool = False
    status: HypothesisStatus | None = "untested"
    sentence: str = "for: nobody; against: nobody"

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks for or against."""
        return not self.supports and not self.refutes

    @property
    def brief(self) -> str:
        """The sentence where there is little room: the second direction in figures, and age is left out."""
        first, second = self.supporting, self.refuting
        if self.contradicted or not first.people or not second.people:
            return _sentence(first, second)
        tail = "" if self.triangulated else f"; {NOT_YET}"
        whether = [f", {TRIANGULATED}" if side.triangulated else "" for side in (first, second)]
        return f"for: {first.figures}{whether[0]}; against: {second.people} by {second.methods}{whether[1]}{tail}"

    @property
    def triangulated(self) -> bool:
        """Whether one direction is triangulated; which, its side tells."""
        return self.supporting.triangulated or self.refuting.triangulated

    @property
    def old(self) -> int:
        """How many of the notes are not fresh any more."""
        return self.supporting.old + self.refuting.old


WITHHELD = Ledger(status=None, sentence="")
"""What stands where evidence does not go along."""


def public_ledger(ledger: Ledger) -> Ledger:
    """Return what the public may know of evidence: words alone, in which a small count of people is `<5`.

    Whether so few are enough is not told either, and neither are notes: few of them may point at somebody, too.
    """
    first, second = ledger.supporting, ledger.refuting
    if ledger.contradicted and not (is_small(first.people) or is_small(second.people)):
        sentence = _sentence(first, second)
    else:
        sides = [f"{cell_of(side.people)} people" if is_small(side.people) else side.words for side in (first, second)]
        sentence = f"for: {sides[0]}; against: {sides[1]}"
    return Ledger(status=None, sentence=sentence)


def ledger_of(
    workspace: Workspace, experiment: str, witnesses: Witnesses, policy: Callable[[], Policy], now: datetime
) -> Ledger:
    """Return the evidence of an experiment (uid) at a moment, counted; the policy is asked only where there is some."""
    pieces = list(evidence_of(workspace, experiment, witnesses))
    if not pieces:
        return Ledger()
    sides: dict[str, list[Piece]] = {"supports": [], "refutes": []}
    for piece in pieces:
        sides[piece.note.stance or ""].append(piece)
    return ledger_between(sides["supports"], sides["refutes"], policy(), now)


def evidence_of(workspace: Workspace, experiment: str, witnesses: Witnesses) -> Iterator[Piece]:
    """Yield the evidence for and against the hypothesis of an experiment (uid), card by card."""
    yield from pieces_of(workspace, notes_for_and_against(workspace, experiment), witnesses)


def pieces_of(workspace: Workspace, notes: Iterable[Note], witnesses: Witnesses) -> Iterator[Piece]:
    """Yield what of some notes somebody said or did who counts, whatever they say about a hypothesis."""
    touchpoints = workspace.touchpoints
    for note in notes:
        if people := witnesses.of(note):
            yield _piece(note, people, touchpoints.get(note.touchpoint or ""), witnesses)


def notes_for_and_against(workspace: Workspace, experiment: str) -> Iterator[Note]:
    """Yield the notes that are evidence on an experiment (uid) as long as somebody who said it wants notes kept.

    What was written on a card before it was carried into its iteration is evidence of the one it was written in.
    """
    cards, notes, experiments = workspace.cards, workspace.notes, workspace.experiments
    iteration = experiments.get(experiment)
    if iteration is None:
        return
    for uid, note_uids in workspace.evidence():
        card = cards.get(uid)
        home = experiments.get(card.experiment) if card is not None else None
        if home is None or home.board_id != iteration.board_id:
            continue
        if home.parent is None:
            yield from (notes[uid] for uid in note_uids if home is iteration)
        else:
            written = (notes[uid] for uid in note_uids)
            yield from (note for note in written if iteration_at(workspace, home, note.at) is iteration)


def fresh_since(policy: Policy, now: datetime) -> datetime:
    """Return since when what was said is fresh; what is older counts all the same."""
    step, today = parse_duration(policy.fresh) or Duration(0, 0), policy.day(now)
    # Months differ: begin where it is surely over, and go on to the first day from which it reaches today.
    day = today - timedelta(days=min(step.months * LONGEST_MONTH + step.days, (today - date.min).days - 2))
    while add_duration(day, policy.fresh) < today:
        day += timedelta(days=1)
    return midnight(day, policy.zone)


def triangulation_words(policy: Policy) -> str:
    """Return what it takes of one direction to be triangulated."""
    return f"{plural(policy.people, 'person', 'people')} by {plural(policy.methods, 'method')}"


def _piece(note: Note, people: frozenset[str], touchpoint: Touchpoint | None, witnesses: Witnesses) -> Piece:
    if touchpoint is None or touchpoint.status != "done" or people.isdisjoint(witnesses.among(touchpoint.people)):
        return Piece(note, people, None, note.at)
    return Piece(note, people, touchpoint.method, min(note.at, touchpoint.at))


def ledger_between(first: list[Piece], second: list[Piece], policy: Policy, now: datetime) -> Ledger:
    """Return what pieces of evidence for something, and others against it, come to at a moment."""
    since = fresh_since(policy, now)
    supporting, refuting = (_side(side, policy, since) for side in (first, second))
    both = _side([*first, *second], policy, since)
    return Ledger(
        supports=supporting.notes,
        refutes=refuting.notes,
        people=both.people,
        methods=both.methods,
        supporting=supporting,
        refuting=refuting,
        contradicted=supporting.triangulated and refuting.triangulated,
        status=_status(supporting, refuting),
        sentence=f"{_sentence(supporting, refuting)}{_age_words(supporting, refuting, policy)}",
    )


def _side(pieces: list[Piece], policy: Policy, since: datetime) -> Side:
    people = len(frozenset().union(*(piece.people for piece in pieces)))
    methods = len({piece.method for piece in pieces if piece.method is not None})
    return Side(
        notes=len(pieces),
        people=people,
        methods=methods,
        old=sum(piece.at < since for piece in pieces),
        triangulated=people >= policy.people and methods >= policy.methods,
    )


def _sentence(supporting: Side, refuting: Side) -> str:
    if supporting.triangulated and refuting.triangulated:
        return f"{CONTRADICTED}: {supporting.figures} for, {refuting.people} by {refuting.methods} against"
    return f"for: {supporting.words}; against: {refuting.words}"


def _age_words(supporting: Side, refuting: Side, policy: Policy) -> str:
    """Return what is to be said of age: `; 1 of 7 notes is older than 180 days`, nothing where all is fresh."""
    old, notes = supporting.old + refuting.old, supporting.notes + refuting.notes
    if not old:
        return ""
    return f"; {old} of {plural(notes, 'note')} {'is' if old == 1 else 'are'} older than {duration_words(policy.fresh)}"


def _status(supporting: Side, refuting: Side) -> HypothesisStatus:
    """Return what is known of the hypothesis: one direction alone decides it, both together do not."""
    if supporting.triangulated and refuting.triangulated:
        return "mixed"
    if supporting.triangulated:
        return "supported"
    if refuting.triangulated:
        return "refuted"
    return "inconclusive" if supporting.notes or refuting.notes else "untested"
