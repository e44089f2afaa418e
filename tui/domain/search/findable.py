"""What can be found: of each record what is looked through, as a reader sees it, and what a filter looks at of it.

A record whose words its reader may not see is not there, and so is not found by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Any, Literal, get_args

from msgspec import Struct

from tui.domain.people.merged import former_pids, is_listed
from tui.domain.privacy.profiles import is_own_words
from tui.domain.records import (
    Card,
    Experiment,
    Insight,
    Measurement,
    Note,
    Participant,
    Record,
    Standup,
    Theme,
    Touchpoint,
)
from tui.domain.records.layers import at_a_glance
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import Sought, facts_of
from tui.domain.search.matching import haystack
from tui.domain.search.people_filter import as_tag, haystack_of_person

_Said = Literal["quote", "note", "insight", "theme"]
_Held = Literal["touchpoint", "measurement", "experiment", "decision", "standup"]
FindableKind = Literal["card", _Said, "person", _Held]
KINDS: tuple[FindableKind, ...] = get_args(FindableKind)
"""What can be found, in the order in which it is shown."""
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class Findable(Struct, frozen=True, gc=False):
    """Something that can be found: a record (uid), or with `part` something in it, as a decision is in a standup.

    `title` is what it is called and `text` everything, both as they are looked through; where a text has no title, the
    two are one. `kinds` are all words that `kind:` finds it by, and `aside` is what is archived. `card` is the uid
    of that itself, or of the card it is on; `sought` is what the filter of a board looks at of it.
    """

    kind: FindableKind
    uid: str
    title: str
    text: str
    at: datetime
    part: str = ""
    kinds: tuple[str, ...] = ()
    experiment: str | None = None
    card: str = ""
    column: str = ""
    by: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aside: bool = False
    sought: Sought | None = None


def findables_of(table: str, workspace: Workspace, records: Iterable[Record]) -> Iterator[Findable]:
    """Yield all that can be found in some records of a table, as they are seen in a workspace."""
    make = _MAKERS[table](workspace) if table == "participants" else partial(_MAKERS[table], workspace)
    return chain.from_iterable(map(make, records))


def text_of(parts: Iterable[str]) -> str:
    """Return texts as they are looked through, in one line: every word has a blank before it."""
    return f" {haystack(filter(None, parts))}".replace("\n", " ")


def _of_card(workspace: Workspace, card: Card) -> Iterator[Findable]:
    experiment = workspace.experiments[card.experiment]
    title = text_of((f"{experiment.key}-{card.number}", card.title))
    blocked = (card.blocked.reason, card.blocked.needs) if card.blocked else ()
    rest = [card.description, card.group, *card.tags, *(step.text for step in card.checklist), *blocked]
    times = (card.created_at, card.started_at, card.finished_at, card.archived_at)
    yield Findable(
        "card",
        card.uid,
        title,
        title + text_of(rest) if any(rest) else title,
        max(filter(None, times)),
        kinds=("card", card.kind),
        experiment=card.experiment,
        card=card.uid,
        column=card.column,
        by=(card.assignee,) if card.assignee else (),
        people=card.people,
        tags=card.tags,
        aside=card.archived_at is not None or experiment.status == "archived",
        sought=facts_of(card, title),
    )


def _of_note(_: Workspace, note: Note) -> Iterator[Findable]:
    if not note.text or note.archived_at is not None:
        return
    text = text_of((note.text, *note.tags))
    kind: FindableKind = "quote" if is_own_words(note) else "note"
    yield Findable(
        kind,
        note.uid,
        text,
        text,
        note.at,
        kinds=(kind, note.kind),
        card=note.card or "",
        by=(note.by,),
        people=note.people,
        tags=note.tags,
    )


def _people_of(workspace: Workspace) -> Callable[[Participant], Iterator[Findable]]:
    former, met = former_pids(workspace), at_a_glance(workspace.touchpoints)
    return partial(_of_person, workspace, former, met)


def _of_person(
    workspace: Workspace, former: Mapping[str, tuple[str, ...]], met: Mapping[str, Any], person: Participant
) -> Iterator[Findable]:
    if not is_listed(person):
        return
    pids, contacts = former.get(person.uid, ()), workspace.contacts_of(person.uid)
    touchpoints = workspace.touchpoint_uids(person.uid)
    yield Findable(
        "person",
        person.uid,
        text_of((person.pid, *pids, *(contact.fn for contact in contacts))),
        f" {haystack_of_person(person, contacts, pids)}".replace("\n", " "),
        met[touchpoints[-1]].at if touchpoints else _LONG_AGO,
        kinds=("person", person.relationship or "person"),
        people=(person.uid,),
        tags=tuple(as_tag(segment.value) for segment in person.segments),
    )


def _of_touchpoint(_: Workspace, touchpoint: Touchpoint) -> Iterator[Findable]:
    texts = [*filter(None, (touchpoint.summary, touchpoint.expectation))]
    if not texts:
        return
    text = text_of(texts)
    yield Findable(
        "touchpoint",
        touchpoint.uid,
        text,
        text,
        touchpoint.at,
        kinds=("touchpoint", touchpoint.method),
        by=touchpoint.observers,
        people=touchpoint.people,
    )


def _of_experiment(_: Workspace, experiment: Experiment) -> Iterator[Findable]:
    definition, uid, aside = experiment.definition, experiment.uid, experiment.status == "archived"
    title = text_of((experiment.key, experiment.board_id, definition.title))
    rest = (definition.hypothesis, definition.expected_outcome, *definition.goals, *definition.notes)
    at = experiment.decided_at or experiment.started_at or _LONG_AGO
    yield Findable(
        "experiment",
        uid,
        title,
        title + text_of((*rest, *definition.tags)),
        at,
        kinds=("experiment",),
        experiment=uid,
        tags=definition.tags,
        aside=aside,
    )
    if learning := experiment.learning:
        title = text_of((learning.learning or definition.title,))
        actions = (action.text for action in learning.actions)
        yield Findable(
            "decision",
            uid,
            title,
            title + text_of((learning.observation, *actions, experiment.decision or "", definition.title)),
            at,
            kinds=("decision",),
            experiment=uid,
            by=(learning.by,) if learning.by else (),
            aside=aside,
        )


def _of_standup(workspace: Workspace, standup: Standup) -> Iterator[Findable]:
    boards = [workspace.experiments[uid] for uid in standup.experiments if uid in workspace.experiments]
    title = text_of([standup.started_at.date().isoformat(), *(board.definition.title for board in boards)])
    yield Findable(
        "standup",
        standup.uid,
        title,
        title + text_of(standup.attendees) if standup.attendees else title,
        standup.started_at,
        kinds=("standup",),
        experiment=boards[0].uid if boards else None,
        by=tuple(dict.fromkeys((standup.by, *standup.attendees))),
    )
    for decision in standup.decisions:
        text = text_of((decision.text,))
        people = (decision.owner, decision.by)
        yield Findable(
            "decision",
            standup.uid,
            text,
            text,
            decision.at,
            decision.uid,
            kinds=("decision",),
            experiment=decision.experiment,
            by=tuple(dict.fromkeys(filter(None, people))),
        )


def _of_insight(workspace: Workspace, insight: Insight) -> Iterator[Findable]:
    notes = (workspace.notes.get(uid) for uid in (*insight.notes, *insight.against))
    themes = (workspace.themes[uid].name for uid in insight.themes if uid in workspace.themes)
    title = text_of((insight.statement,))
    yield Findable(
        "insight",
        insight.uid,
        title,
        title + text_of(themes),
        insight.at,
        kinds=("insight",),
        experiment=insight.experiment,
        by=(insight.by,),
        people=tuple(dict.fromkeys(uid for note in notes if note is not None for uid in note.people)),
        aside=insight.retired_at is not None,
    )


def _of_theme(_: Workspace, theme: Theme) -> Iterator[Findable]:
    text = text_of((theme.name, *theme.aliases))
    yield Findable(
        "theme",
        theme.uid,
        text,
        text,
        theme.at,
        kinds=("theme",),
        by=(theme.by,),
        aside=theme.archived_at is not None,
    )


def _of_measurement(_: Workspace, measurement: Measurement) -> Iterator[Findable]:
    if measurement.withdrawn_at is not None:
        return
    from tui.domain.metrics.registry import METRICS  # where nothing was measured, nothing is worked out

    title = text_of((measurement.metric_key, METRICS[measurement.metric_key].title, measurement.wave))
    yield Findable(
        "measurement",
        measurement.uid,
        title,
        title + text_of((measurement.segment, measurement.question, measurement.phase or "")),
        measurement.at,
        kinds=("measurement",),
        experiment=measurement.experiment,
        by=(measurement.by,),
    )


_MAKERS: dict[str, Callable[..., Any]] = {
    "cards": _of_card,
    "notes": _of_note,
    "touchpoints": _of_touchpoint,
    "experiments": _of_experiment,
    "standups": _of_standup,
    "participants": _people_of,
    "insights": _of_insight,
    "themes": _of_theme,
    "measurements": _of_measurement,
}
TABLES = (*_MAKERS,)
"""The tables of what can be found."""
KINDS_OF: Mapping[str, Sequence[FindableKind]] = {
    "cards": ("card",),
    "notes": ("quote", "note"),
    "touchpoints": ("touchpoint",),
    "experiments": ("experiment", "decision"),
    "standups": ("standup", "decision"),
    "participants": ("person",),
    "insights": ("insight",),
    "themes": ("theme",),
    "measurements": ("measurement",),
}
"""What can be found in each of them."""
DEPENDS_ON: Mapping[str, Sequence[str]] = {
    "cards": ("experiments",),
    "notes": ("experiments",),
    "standups": ("experiments",),
    "participants": ("touchpoints",),
    "insights": ("notes", "themes"),
}
"""Of which other tables something shows in what is found of a table."""
