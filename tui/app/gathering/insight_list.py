"""What was learned so far: every insight with how sure it is, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tui.app.dialogs.record_list import RecordList
from tui.app.gathering.insight_forms import DisciplineChoice, InsightForm, RecommendForm
from tui.app.gathering.insight_notes import NotesOfInsight
from tui.app.here import Here
from tui.app.look.paint import Row, Shown, Span, cut, hint, sheet_row, sheet_rows
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.evidence.confidence import confidence_of, erased_words
from tui.domain.evidence.insight_homes import insights_of
from tui.domain.evidence.ledger import Ledger
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Experiment, Insight
from tui.domain.records.vocabulary import Discipline
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import day_words

NARROW = 70
STATUS_STYLES = {"draft": "muted", "shared": "accent", "acted_on": "ok", "retired": "muted"}


class InsightList(RecordList):
    """The insights of a board, or all there are, the newest first; those that are retired come last."""

    place = footer_mode = "insights"

    def __init__(self, board_id: str, changed: Callable[[], None], insight: str = "") -> None:
        super().__init__(changed)
        self._board_id = board_id
        self._first = insight
        self._insights: list[Insight] = []

    @property
    def chosen(self) -> Insight | None:
        """The insight that is chosen."""
        at = self.listing.selected
        return self._insights[at] if at is not None and at < len(self._insights) else None

    def on_mount(self) -> None:
        """Begin with the insight (uid) that was looked for, else with the newest."""
        super().on_mount()
        self.show_with(self._first)

    def uids(self) -> Sequence[str]:
        """Return the insights, the newest first."""
        return [one.uid for one in self._insights]

    def edit(self) -> None:
        """Change what the chosen one says, or when it is looked at again."""
        chosen = self._named()
        self.app.push_screen(InsightForm(chosen, partial(self.take_over, "Edited.", chosen.uid)))

    def share(self) -> None:
        """Note whom the chosen one was told to."""
        uid = self._named().uid

        def note_sharing(discipline: Discipline | None) -> None:
            if discipline is not None:
                self.custdev.session.run(operations.share_insight, uid, discipline)
                self.take_over(f"Shared with {discipline}.", uid)

        self.app.push_screen(DisciplineChoice(self._named()), note_sharing)

    def sides(self) -> None:
        """Choose which notes speak for the chosen one, and which against it."""
        uid = self._named().uid
        self.app.push_screen(NotesOfInsight(uid), lambda _: self.show_with(uid))

    def recommend(self) -> None:
        """Make a card of what follows from the chosen one."""
        chosen, target = self._named(), self._target()
        done = partial(self.take_over, "Made a card of what follows.", chosen.uid)
        self.app.push_screen(RecommendForm(chosen, target, done))

    def retire(self) -> None:
        """Retire the chosen one, or take it up again."""
        chosen = self._named()
        back = chosen.retired_at is not None
        self.custdev.session.run(operations.retire_insight, chosen.uid, back=back)
        self.take_over("Taken up again." if back else "Retired.", chosen.uid)

    def heading(self) -> Row:
        """Say of what."""
        current = self.custdev.session.current(self._board_id) if self._board_id else None
        title = self.custdev.mask.text(current.definition.title) if current is not None else Shown("all experiments")
        count = f" · {plural(len(self._insights), 'insight')}" if self._insights else ""
        return sheet_row(Span("Learned", "bright bold"), Span(f" in {cut(title, 50)}{count}", "muted"))

    def items(self) -> list[Row]:
        """Return the insights."""
        session = self.custdev.session
        witnesses = Witnesses(session.workspace, permits_of_team(session.workspace, session.today))
        return [self._row(one, self._sure(one, witnesses)) for one in self._insights]

    def read(self) -> None:
        """Find the insights, the newest first, those that are retired last."""
        workspace = self.custdev.session.workspace
        if self._board_id:
            homes = workspace.experiments_of(self._board_id)
            by_uid = {one.uid: one for home in homes for one in insights_of(workspace, home)}
            insights = [*by_uid.values()]
        else:
            insights = [*workspace.insights.values()]
        insights.sort(key=lambda one: (one.at, one.uid), reverse=True)
        self._insights = sorted(insights, key=lambda one: one.retired_at is not None)

    def nothing(self) -> Row:
        """Say how one is made."""
        return Row((Span("Nothing yet.  ", "muted"), *hint("go.open", "on the notes of a theme makes an insight")))

    def _sure(self, insight: Insight, witnesses: Witnesses) -> Ledger:
        session = self.custdev.session
        return confidence_of(session.workspace, insight, witnesses, session.policy, session.now())

    def _row(self, insight: Insight, sure: Ledger) -> Row:
        mask, glyphs, today = self.custdev.mask, self.custdev.glyphs, self.custdev.session.today
        status = Span(f"  {insight.status.replace('_', ' '):<8}", STATUS_STYLES[insight.status])
        counts = (
            Span(f"  {glyphs.supports}{sure.supporting.people} ", "ok" if sure.supports else "muted"),
            Span(f"{glyphs.refutes}{sure.refuting.people}", "danger" if sure.refutes else "muted"),
        )
        is_due = insight.review_by is not None and insight.review_by <= today and insight.retired_at is None
        due = (Span("  look again", "warn"),) if is_due else ()
        right = (*due, *counts) if self.room < NARROW else (*due, *counts, status)
        style = "muted" if insight.retired_at is not None else "text"
        return Row((Span(mask.line(insight.statement), style),), right)

    def details(self) -> Iterator[Row]:
        """Yield how sure it is, what it came of, and what came of it."""
        insight, session, mask, room = self._named(), self.custdev.session, self.custdev.mask, self.room
        workspace, today, day = session.workspace, session.today, session.policy.day
        witnesses = Witnesses(workspace, permits_of_team(workspace, today))
        yield from self.first_words(insight.statement)
        yield from sheet_rows(Shown(self._sure(insight, witnesses).sentence), room)
        if lost := erased_words(insight):
            yield from sheet_rows(Shown(lost), room, "warn")
        themes = [workspace.themes[uid].name for uid in insight.themes if uid in workspace.themes]
        cards = [card_key(workspace, workspace.cards[uid]) for uid in insight.cards if uid in workspace.cards]
        boards = [workspace.experiments[uid].key for uid in insight.boards if uid in workspace.experiments]
        facts = (
            f"by @{insight.by} {day_words(day(insight.at), today)}",
            ", ".join(themes),
            f"led to {', '.join((*cards, *boards))}" if cards or boards else "",
            f"look again {day_words(insight.review_by, today)}" if insight.review_by else "",
        )
        yield from sheet_rows(mask.line(" · ".join(filter(None, facts))), room, "muted")
        readers = ", ".join(f"{one.discipline} {day_words(day(one.at), today)}" for one in insight.shared)
        yield from sheet_rows(Shown(f"told to {readers}" if readers else "told to nobody yet"), room, "muted")

    def _target(self) -> Experiment:
        """Return on which board a card of what follows is made."""
        session, insight = self.custdev.session, self._named()
        home = session.workspace.experiments.get(insight.experiment or "")
        current = session.current(self._board_id or (home.board_id if home else ""))
        if current is None:
            raise NotAllowed("Open the insights of the board on which the card is to be made. Nothing was changed.")
        return current

    def _named(self) -> Insight:
        if self.chosen is None:
            raise NotFound("There is no insight yet. Nothing was changed.")
        return self.chosen


def open_insights(here: Here) -> None:
    """Show what was learned on the board on the screen, or everywhere."""
    board = here.subject("board") or here.board_id
    here.app.push_screen(InsightList(board if isinstance(board, str) else "", here.catch_up))
