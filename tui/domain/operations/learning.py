"""Insights come, are shared, lead to work, and are retired when they hold no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.operations import checks
from tui.domain.operations.cards import live_card, put_new_card
from tui.domain.operations.declaration import writes
from tui.domain.operations.gathering import the_theme
from tui.domain.records import Insight, Sharing
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.vocabulary import DISCIPLINES, Discipline
from tui.domain.records.workspace import Workspace


@writes("insight_added", "Added the insight", "add the insight", "{insight}")
def add_insight(
    workspace: Workspace,
    context: Context,
    statement: str,
    *,
    notes: Sequence[str] = (),
    against: Sequence[str] = (),
    themes: Sequence[str] = (),
    experiment: str | None = None,
    review_by: date | None = None,
) -> Change:
    """Add an insight that rests on `notes`, with those that are `against` it (uids). Facts stay in the notes.

    Raises:
        NotAllowed: It rests on no note, one is on both sides or our own word, or it is to be reviewed in the past.
    """
    edit = Edit(workspace, context)
    insight = Insight(
        context.ids(),
        checks.line(statement, "An insight"),
        context.now,
        context.actor,
        experiment=checks.the_experiment(workspace, experiment).uid if experiment else None,
    )
    fields = {"notes": notes, "against": against, "themes": themes, "review_by": review_by}
    edit.update(insight, **_cleaned(workspace, context, insight, fields))
    return edit.change("insight_added", workspace.experiments.get(experiment or ""))


@writes("insight_edited", "Edited the insight", "edit the insight", "{insight}")
def edit_insight(workspace: Workspace, context: Context, insight: str, **fields: Any) -> Change:
    """Change an insight's statement, notes, against, themes or review_by. Raises as `add_insight` does."""
    old = the_insight(workspace, insight)
    if "statement" in fields:
        fields["statement"] = checks.line(fields["statement"], "An insight")
    edit = Edit(workspace, context)
    edit.update(old, **_cleaned(workspace, context, old, fields))
    return edit.change("insight_edited", workspace.experiments.get(old.experiment or ""))


@writes("insight_shared", "Shared the insight", "share the insight", "{insight} with {discipline}", "{insight}")
def share_insight(workspace: Workspace, context: Context, insight: str, discipline: Discipline) -> Change:
    """Note that an insight was told to a discipline; told again, it is of now."""
    old = live_insight(workspace, insight)
    word = checks.one_of(discipline, DISCIPLINES, "a discipline")
    others = (sharing for sharing in old.shared if sharing.discipline != word)
    shared = (*others, Sharing(word, context.now, context.actor))
    return changed(workspace, context, "insight_shared", old, shared=shared)


@writes("insight_retired", "Retired the insight", "retire the insight", "{insight}")
@writes("insight_back", "Took up again the insight", "take up again the insight", "{insight}")
def retire_insight(workspace: Workspace, context: Context, insight: str, *, back: bool = False) -> Change:
    """Retire an insight that holds no more, or bring it `back`."""
    old = the_insight(workspace, insight)
    if back is (old.retired_at is None):
        state = "not retired" if back else "retired already"
        raise NotAllowed(f"That insight is {state}. Nothing was changed.")
    kind = "insight_back" if back else "insight_retired"
    return changed(workspace, context, kind, old, retired_at=None if back else context.now)


@writes("insight_carded", "Recommended", "recommend", "{card} {title}", moves=True)
def recommend_new_card(workspace: Workspace, context: Context, insight: str, title: str, *, into: str) -> Change:
    """Make what an insight recommends a card, at the end of the first waiting column of an experiment (uid)."""
    old = live_insight(workspace, insight)
    target = checks.open_experiment(workspace, into)
    edit = Edit(workspace, context)
    words = f"From the insight: {old.statement}"
    column = target.definition.first_column("waiting")
    card = put_new_card(edit, target, column, title=checks.line(title, "A card"), description=words)
    edit.update(old, cards=(*old.cards, card.uid))
    return edit.change("insight_carded", card)


@writes("insight_led", "Linked the insight", "link the insight", "{insight} to what it recommends")
def recommend(
    workspace: Workspace, context: Context, insight: str, *, cards: Iterable[str] = (), boards: Iterable[str] = ()
) -> Change:
    """Say which cards and experiments (uids) an insight led to, that are there already."""
    old = live_insight(workspace, insight)
    new_cards = (live_card(workspace, uid).uid for uid in cards)
    new_boards = (checks.the_experiment(workspace, uid).uid for uid in boards)
    edit = Edit(workspace, context)
    edit.update(
        old,
        cards=tuple(dict.fromkeys((*old.cards, *new_cards))),
        boards=tuple(dict.fromkeys((*old.boards, *new_boards))),
    )
    return edit.change("insight_led")


def the_insight(workspace: Workspace, uid: str) -> Insight:
    """Return an insight, or raise NotFound."""
    return checks.present(workspace.insights, uid, "insight")


def live_insight(workspace: Workspace, uid: str) -> Insight:
    """Return an insight that is not retired; raise NotFound or NotAllowed."""
    insight = the_insight(workspace, uid)
    if insight.retired_at is not None:
        raise NotAllowed("That insight is retired; bring it back first. Nothing was changed.")
    return insight


def _cleaned(workspace: Workspace, context: Context, old: Insight, fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields as records have them; raise where they contradict each other."""
    cleaned = dict(fields)
    for name in ("notes", "against"):
        if name in fields:
            cleaned[name] = _facts(workspace, fields[name], getattr(old, name))
    if "themes" in fields:
        cleaned["themes"] = tuple(dict.fromkeys(the_theme(workspace, uid).uid for uid in fields["themes"]))
    new = msgspec.structs.replace(old, **cleaned)
    if not new.notes and not old.erased:
        raise NotAllowed("An insight rests on notes; name one. Nothing was changed.")
    if set(new.notes) & set(new.against):
        raise NotAllowed("A note speaks for an insight or against it, not both. Nothing was changed.")
    if new.review_by is not None and new.review_by != old.review_by and new.review_by < context.today:
        raise NotAllowed("A review is on a day to come. Nothing was changed.")
    return cleaned


def _facts(workspace: Workspace, uids: Iterable[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return notes, each once; what we concluded or owe ourselves is no fact."""
    notes = [checks.the_note(workspace, uid) for uid in dict.fromkeys(uids)]
    if any(note.kind in OWN_KINDS and note.uid not in before for note in notes):
        raise NotAllowed("No insight rests on what we learned or promised: it is our own word. Nothing was changed.")
    return tuple(note.uid for note in notes)
