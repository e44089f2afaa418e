"""Insights and themes through a lens.

An insight is what we say, and yet rests on what people said: inside the organisation it is told as all texts are, to
the public only where everybody whose words are behind it agreed to be shared outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from tui.domain.evidence.confidence import confidence_of, erased_words, live_notes
from tui.domain.evidence.insight_homes import is_on
from tui.domain.evidence.ledger import WITHHELD, Ledger, public_ledger
from tui.domain.evidence.recurrence import Recurrence, recurrence_in
from tui.domain.evidence.small_cells import cell_of, is_small
from tui.domain.flow.figures import local_day
from tui.domain.learned.insight_views import InsightView, SharedView, ThemeView
from tui.domain.lens import Lens
from tui.domain.privacy.profiles import OUTSIDE_TEAM
from tui.domain.privacy.sight import LEFT_OUT
from tui.domain.records import Experiment, Insight, Note, Theme
from tui.domain.search.naming import card_key
from tui.domain.views import NoteView

SeeNote = Callable[[Note], NoteView | None]


def themes_on(lens: Lens, experiment: Experiment) -> Iterator[tuple[Theme, Recurrence]]:
    """Yield the themes that notes on the cards of an experiment are in, with how often they come up there."""
    workspace = lens.workspace
    for theme in sorted(workspace.themes.values(), key=lambda theme: (theme.name.casefold(), theme.uid)):
        if theme.archived_at is not None:
            continue
        notes = [workspace.notes[uid] for uid in workspace.note_uids_in(theme.uid) if is_on(workspace, uid, experiment)]
        if notes:
            yield theme, recurrence_in(notes, lens.witnesses)


def insight_seen(lens: Lens, insight: Insight, see_note: SeeNote, *, with_evidence: bool = True) -> InsightView | None:
    """Return an insight as it may be seen, with those of its notes that may; None where it may not be told at all."""
    workspace, where = lens.workspace, f"insight {insight.uid[-6:]}"
    sides = [live_notes(workspace, uids) for uids in (insight.notes, insight.against)]
    people = dict.fromkeys(uid for side in sides for note in side for uid in note.people)
    if lens.profile == "public" and lens.withheld("account", people, "insight"):
        return None
    zone = lens.policy().zone
    words = [[view for note in side if (view := see_note(note)) is not None] for side in sides]
    experiment = workspace.experiments.get(insight.experiment or "")
    return InsightView(
        id=insight.uid,
        statement=own_words_of_team(lens, insight.statement, where) or LEFT_OUT,
        status=insight.status,
        confidence=_confidence(lens, insight, where) if with_evidence else WITHHELD,
        day=local_day(insight.at, zone),
        by=lens.teammate(insight.by),
        themes=tuple(filter(None, (_theme_name(lens, uid) for uid in insight.themes))),
        notes=tuple(words[0]),
        against=tuple(words[1]),
        untold=sum(map(len, sides)) - sum(map(len, words)),
        erased=insight.erased,
        erased_words=erased_words(insight),
        board=lens.line(experiment.key) if experiment else None,
        review_by=insight.review_by,
        shared=tuple(SharedView(one.discipline, local_day(one.at, zone)) for one in insight.shared),
        cards=tuple(card_key(workspace, workspace.cards[uid]) for uid in insight.cards if uid in workspace.cards),
        boards=tuple(workspace.experiments[uid].key for uid in insight.boards if uid in workspace.experiments),
    )


def themes_seen(lens: Lens, themes: Iterable[tuple[Theme, Recurrence]]) -> Iterator[ThemeView]:
    """Yield themes with how often they come up; to the public only those that are no small count of people."""
    zone = lens.policy().zone
    for theme, counts in themes:
        name = _theme_name(lens, theme.uid)
        is_few = is_small(counts.people) or not counts.people
        if not name or (lens.profile == "public" and is_few):
            lens.omit("theme", "too few people" if name else "names cannot be checked here")
            continue
        view = ThemeView(
            name=name,
            aliases=tuple(filter(None, (own_words_of_team(lens, alias, "theme") for alias in theme.aliases))),
            people=str(counts.people),
            notes=counts.notes,
            first=local_day(counts.first, zone) if counts.first else None,
            last=local_day(counts.last, zone) if counts.last else None,
        )
        if lens.profile in OUTSIDE_TEAM and is_small(counts.people):
            view = replace(view, people=cell_of(counts.people), notes=None, first=None, last=None)
        yield view


def _confidence(lens: Lens, insight: Insight, where: str) -> Ledger:
    ledger = confidence_of(lens.workspace, insight, lens.witnesses, lens.policy(), lens.now)
    if lens.profile != "public":
        return ledger
    if not ledger.is_empty:
        lens.omit("evidence counts", "not for this reader", where=where)
    return public_ledger(ledger)


def _theme_name(lens: Lens, uid: str) -> str:
    theme = lens.workspace.themes.get(uid)
    return own_words_of_team(lens, theme.name, "theme") if theme is not None else ""


def own_words_of_team(lens: Lens, text: str, where: str) -> str:
    """Return what our team wrote to be told: as a title is, empty where nobody could be looked for in it."""
    return lens.line(text, where) if lens.profile == "public" and not lens.hides_free_text else lens.free(text, where)
