"""One conversation on a page, through a lens: everything is read off the notes that name it, nothing is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tui.domain.evidence.stances import DIRECTIONS, stance_of
from tui.domain.flow.figures import local_day
from tui.domain.learned.insights_seen import SeeNote, own_words_of_team
from tui.domain.learned.interview_views import (
    AroundView,
    EarlierView,
    GuideView,
    HappenedView,
    HeardView,
    InterviewView,
    OpportunityView,
    ShiftView,
)
from tui.domain.lens import Lens
from tui.domain.people.guides import guide_of
from tui.domain.privacy.profiles import OUTSIDE_TEAM
from tui.domain.records import Note, Touchpoint
from tui.domain.records.vocabulary import SURROUNDINGS
from tui.domain.search.naming import card_key
from tui.domain.views import NoteView

OPPORTUNITIES = frozenset({"need", "pain", "request"})
"""What may be answered by doing something; so may any note of which a card was made."""
MOST_EARLIER = 3
_CLAIM, _INSIGHT, _HYPOTHESIS = "assumption", "insight", "hypothesis"


def interview_seen(lens: Lens, touchpoint: Touchpoint, see_note: SeeNote | None = None) -> InterviewView:
    """Return a conversation as it may be seen; `see_note` returns a note as it may, None where it may not be told.

    Without it, a note that may not be seen is there without its words, and says why. What it changed and its themes are
    told to our team alone: they count notes that others may not read.
    """
    workspace = lens.workspace
    notes = [workspace.notes[uid] for uid in workspace.note_uids_at(touchpoint.uid)]
    heard = _Heard(lens, notes, see_note or lens.note)
    people = [person for person in workspace.people(touchpoint.people) if lens.sees(person.uid)]
    talk, of, earlier = _talks(lens, touchpoint)
    is_outside = lens.profile in OUTSIDE_TEAM
    return InterviewView(
        met=lens.touchpoint(touchpoint),
        by=lens.teammate(touchpoint.by),
        people=tuple(seen for person in people if (seen := lens.person(person)) is not None),
        talk=talk,
        of=of,
        lead=_lead(heard),
        surprises=heard.of_kind("surprise"),
        happened=tuple(_happened(heard)),
        around=tuple(_around(heard)),
        facts=tuple(view for note, view in heard.pairs if _is_fact(note)),
        opportunities=tuple(_opportunities(lens, heard)),
        shifts=() if is_outside else tuple(_shifts(lens, notes)),
        themes=() if is_outside else tuple(_themes(lens, notes)),
        loose=0 if is_outside else sum(not note.themes for note in notes if note.kind != "promise"),
        promises=heard.of_kind("promise"),
        earlier=earlier,
        untold=len(notes) - len(heard.pairs),
        count=len(notes),
        guide=() if is_outside else tuple(_guide(lens, touchpoint, notes)),
    )


def _guide(lens: Lens, touchpoint: Touchpoint, notes: Sequence[Note]) -> Iterator[GuideView]:
    """Yield the questions of the cards it was for, in their order."""
    answered_here = {note.scene.guide_item for note in notes if note.scene is not None}
    for uid in touchpoint.cards:
        if (card := lens.workspace.cards.get(uid)) is not None and card.checklist:
            matrix = guide_of(lens.workspace, card)
            for item in matrix.questions:
                count, is_here = matrix.answered(item), item.uid in answered_here
                yield GuideView(lens.line(item.text), is_here, count, len(matrix.people))


class _Heard:
    """The notes of a conversation that are told, each with what is seen of it, in the order written."""

    def __init__(self, lens: Lens, notes: Sequence[Note], see_note: SeeNote) -> None:
        self.pairs: list[tuple[Note, NoteView]] = []
        for note in notes:
            if (view := see_note(note)) is not None:
                self.pairs.append((note, view))

    def of_kind(self, kind: str) -> tuple[NoteView, ...]:
        """Return those of a kind that are no part of what happened."""
        return tuple(view for note, view in self.pairs if note.kind == kind and not _in_scene(note))


def _in_scene(note: Note) -> bool:
    return note.scene is not None and (note.scene.step is not None or note.scene.aeiou is not None)


def _is_opportunity(note: Note) -> bool:
    return not _in_scene(note) and (note.kind in OPPORTUNITIES or note.asks_for is not None)


def _is_fact(note: Note) -> bool:
    return not _in_scene(note) and not _is_opportunity(note) and note.kind not in ("surprise", "promise")


def _lead(heard: _Heard) -> NoteView | None:
    """Return the first quote that may be shown and says something of the hypothesis, else the first at all.

    Those that belong to a step stand there.
    """
    others = [view for note, view in heard.pairs if note.scene is None]
    quotes = [view for view in others if view.own_words and not view.withheld]
    return next((view for view in quotes if view.stance in DIRECTIONS), quotes[0] if quotes else None)


def _happened(heard: _Heard) -> Iterator[HappenedView]:
    steps: dict[int, list[tuple[int | None, NoteView]]] = {}
    for note, view in heard.pairs:
        if note.scene is not None and note.scene.step is not None:
            steps.setdefault(note.scene.step, []).append((note.scene.emotion, view))
    for number in sorted(steps):
        felt = next((emotion for emotion, _ in steps[number] if emotion is not None), None)
        # What was done goes before what was said about it, in whatever order both were written down.
        views = sorted((view for _, view in steps[number]), key=lambda view: view.own_words)
        yield HappenedView(number, felt, tuple(views))


def _around(heard: _Heard) -> Iterator[AroundView]:
    for word in SURROUNDINGS:
        views = [
            view
            for note, view in heard.pairs
            if note.scene is not None and note.scene.aeiou == word and note.scene.step is None
        ]
        if views:
            yield AroundView(word, tuple(views))


def _opportunities(lens: Lens, heard: _Heard) -> Iterator[OpportunityView]:
    for note, view in heard.pairs:
        if _is_opportunity(note):
            card = lens.workspace.cards.get(note.asks_for or "")
            yield OpportunityView(view, card_key(lens.workspace, card) if card is not None else "")


def _shifts(lens: Lens, notes: Iterable[Note]) -> Iterator[ShiftView]:
    """Yield what the notes speak for and against: hypotheses, assumptions, insights, each once."""
    workspace = lens.workspace
    counts: dict[tuple[str, str], Counter[str]] = {}
    for note in notes:
        if (stance := stance_of(note, lens.counts)) in DIRECTIONS and stance is not None:
            card = workspace.cards.get(note.card or "")
            if card is not None:
                counts.setdefault((_HYPOTHESIS, card.experiment), Counter())[stance] += 1
            for aim in note.aims:
                counts.setdefault((_CLAIM, aim), Counter())[stance] += 1
        for insight in workspace.insights_on(note.uid):
            counts.setdefault((_INSIGHT, insight.uid), Counter())["supports"] += 1
    mine = {note.uid for note in notes}
    for insight in workspace.insights.values():
        if against := len(mine.intersection(insight.against)):
            counts.setdefault((_INSIGHT, insight.uid), Counter())["refutes"] += against
    for (about, uid), sides in counts.items():
        if text := _named(lens, about, uid):
            yield ShiftView(about, text, sides["supports"], sides["refutes"])


def _named(lens: Lens, about: str, uid: str) -> str:
    """Return what notes speak to, in its own words; empty where it is put away."""
    workspace = lens.workspace
    if about == _HYPOTHESIS:
        return lens.line(workspace.experiments[uid].key)
    if about == _CLAIM:
        claim = workspace.assumptions.get(uid)
        return own_words_of_team(lens, claim.text, about) if claim is not None and claim.archived_at is None else ""
    insight = workspace.insights[uid]
    return own_words_of_team(lens, insight.statement, about) if insight.retired_at is None else ""


def _themes(lens: Lens, notes: Iterable[Note]) -> Iterator[HeardView]:
    counts = Counter(theme for note in notes for theme in note.themes)
    for uid, times in counts.most_common():
        theme = lens.workspace.themes.get(uid)
        if theme is not None and theme.archived_at is None and (name := own_words_of_team(lens, theme.name, "theme")):
            yield HeardView(name, times)


def _talks(lens: Lens, touchpoint: Touchpoint) -> tuple[int | None, int | None, tuple[EarlierView, ...]]:
    """Return the number of a conversation among all that were had with one person, and what came before it."""
    workspace = lens.workspace
    uids = dict.fromkeys(uid for person in touchpoint.people for uid in workspace.touchpoint_uids(person))
    had = [workspace.touchpoints[uid] for uid in uids]
    had = sorted((met for met in had if met.status == "done"), key=lambda met: (met.at, met.uid))
    before = [met for met in had if (met.at, met.uid) < (touchpoint.at, touchpoint.uid)]
    earlier = tuple(_earlier(lens, met) for met in reversed(before[-MOST_EARLIER:]))
    if len(touchpoint.people) != 1 or touchpoint.status != "done":
        return None, None, earlier
    return len(before) + 1, len(had), earlier


def _earlier(lens: Lens, met: Touchpoint) -> EarlierView:
    cards = (lens.workspace.cards.get(uid) for uid in met.cards)
    keys = tuple(card_key(lens.workspace, card) for card in cards if card is not None)
    return EarlierView(met.uid, local_day(met.at, lens.policy().zone), met.method, met.duration, met.channel, keys)
