"""The flow screen: what it shows of which board and time, and what its keys do."""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult

from tui.app.background import in_background
from tui.app.flow.picture import CHARTS, Layout, chart_rows, layout_for
from tui.app.giving.choice import Offer
from tui.app.giving.outcome import give
from tui.app.here import Here
from tui.app.look.corner import places
from tui.app.look.paint import Row, Span, cut, width_of
from tui.app.look.rows import Rows, TitleBar
from tui.domain.flow.passages import CardHistory
from tui.domain.flow.period import FlowReport, Unit, flow_report
from tui.domain.flow.sentences import window_words
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel
from tui.session import Draft, Notice, giving

FORM = "csv"

READING_SECONDS = 0.3
_STEPS: dict[Unit, int] = {"weeks": 1, "days": 7}
_NARROW, _USUAL = 60, 100


class FlowScreen(Here):
    """Throughput, cycle time, ageing work and cumulative flow of one board, running or not started."""

    place = "flow"

    def __init__(self, board_id: str, draft: Draft | None = None) -> None:
        super().__init__()
        self.board_id = board_id
        self.draft = draft
        self.histories: list[CardHistory] | None = None
        self.unit: Unit = "weeks"
        self.earlier = 0
        self.first = 0
        self.report: FlowReport | None = None
        self._asked = self._answered = 0
        self.title_line = TitleBar()
        self.charts = Rows(id="charts")

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield from (self.title_line, self.charts, self.message_line, self.foot_line, self.too_small)

    def on_mount(self) -> None:
        """Show the frame at once, and the charts when the events are read."""
        self.show_all()
        self.set_timer(READING_SECONDS, self._say_reading)
        self.reckon()

    def on_resize(self) -> None:
        """Divide the screen anew."""
        self.call_after_refresh(self.show_all)

    def follow(self, notice: Notice) -> None:
        """Read anew what is saved, here and by others."""
        if notice.saved or notice.foreign:
            self.histories = None
            self.reckon()
        self.show_foot()

    def catch_up(self) -> None:
        """Count the days from today."""
        self.reckon()

    def reckon(self) -> None:
        """Work the figures out anew from what is read, beside the interface; the answer to the last question counts."""
        self._asked += 1
        asked, histories, session = self._asked, self.histories, self.session
        workspace, experiment = self.shown()
        now, unit, earlier = session.now(), self.unit, self.earlier

        def work() -> tuple[list[CardHistory], FlowReport]:
            read = session.histories(self.board_id) if histories is None else histories
            report = flow_report(workspace, experiment, read, now, unit=unit, earlier=earlier, since_begun=True)
            return read, report

        def take(answer: tuple[list[CardHistory], FlowReport]) -> None:
            self._answered = asked
            if asked == self._asked and self.is_attached:
                self.histories, self.report = answer
                self.show_all()

        def fail(error: Exception) -> None:
            self._answered = asked
            self.say_error(error)

        in_background(self, "flow", work, take, fail)

    def _say_reading(self) -> None:
        if not self._answered:
            self.say("reading what happened…")

    def show_all(self) -> None:
        """Show everything in its place."""
        if not self.fits():
            return
        layout = self._layout
        self.first = self.first // layout.at_once * layout.at_once
        self.title_line.show(self._title_row(layout))
        if self.report is not None:
            definition = self.shown()[1].definition
            custdev = self.custdev
            rows = chart_rows(self.report, definition, custdev.mask, custdev.glyphs, layout, first=self.first)
            self.charts.show(*rows)
        self.show_foot()

    def show_foot(self) -> None:
        """Show the footer."""
        mode = "flow" if self._layout.at_once == len(CHARTS) else "flow_paged"
        self.foot_line.show_mode(mode, state=self._state())

    @property
    def _layout(self) -> Layout:
        return layout_for(self.app.size.width, self.app.size.height)

    def _title_row(self, layout: Layout) -> Row:
        """Return the title bar: which board, which time, how much was finished."""
        size, report = self.app.size, self.report
        right = places(self.custdev.last_place, "flow", size.width) if size.width >= _NARROW else ()
        page = f" {self.first // layout.at_once + 1}/{-(-len(CHARTS) // layout.at_once)}"
        name = Span("Flow" if layout.at_once == len(CHARTS) else f"Flow{page}", "bright bold")
        facts = [] if report is None else [window_words(report), f"{plural(report.total, 'card')} finished"]
        title = self.custdev.mask.text(self.shown()[1].definition.title)
        room = size.width - 2 * layout.margin - width_of((name, *right)) - 4
        while facts and len(" · ".join(facts)) + 3 + min(len(title), 20) > room:
            facts.pop()
        rest = "".join(f" · {fact}" for fact in facts)
        words = Span(f"   {cut(title, max(1, room - len(rest)))}{rest}", "muted")
        return Row((Span(" " * layout.margin), name, words), right, "panel", layout.margin)

    def _state(self) -> tuple[Span, ...]:
        """Return what starts and what stops the clock."""
        if self.app.size.width < _USUAL:
            return ()
        columns, mask = self.shown()[1].definition.columns, self.custdev.mask
        active = next((column.title for column in columns if column.role == "active"), None)
        finished = next((column.title for column in columns if column.role == "finished"), "the last column")
        begins = f"{cut(mask.text(active), 20)} starts the clock, " if active else ""
        words = mask.text(f"{begins}{cut(mask.text(finished), 20)} stops {'it' if begins else 'the clock'}")
        if self.custdev.names_shown:
            return (Span(f"{words} · ", "muted"), Span("names shown", "warn"))
        return (Span(words, "muted"),)

    def go(self, across: int, down: int) -> None:
        """Go to an earlier or later time, or to another chart."""
        if across:
            self._shift(-across)
        else:
            self.page(down)

    def page(self, step: int) -> None:
        """Go to the next charts, or those before."""
        at_once = self._layout.at_once
        last = (len(CHARTS) - 1) // at_once * at_once
        self.first = max(0, min(self.first + step * at_once, last))
        self.show_all()

    def go_to_edge(self, end: int) -> None:
        """Go to the first charts, or the last."""
        self.page(end * len(CHARTS))

    async def open(self) -> None:
        """Show the cards behind the figures: the board."""
        self.back()

    def back(self) -> None:
        """Go back to the board."""
        self.custdev.open_board(self.board_id)

    def shown(self) -> tuple[Workspace, Experiment]:
        """Return the newest iteration of the board, and the workspace it is in."""
        workspace = self.session.workspace
        experiment = self.session.current(self.board_id)
        if experiment is None:
            assert self.draft is not None, "a board is running or not started"
            experiment = replace(self.draft.experiment, status="draft", started_at=None)
            workspace = self.draft.over(workspace)
        return workspace, experiment

    def _shift(self, back: int) -> None:
        """Go back by a period, or by seven days; not before the experiment, and not beyond today."""
        report = self.report
        earlier = self.earlier + back * _STEPS[self.unit]
        if report is None:
            return
        if earlier < 0:
            self.say("These are the last days there are." if self.unit == "days" else "This is the last week there is.")
        elif back > 0 and report.started is not None and report.first <= report.started:
            self.say("The experiment had not begun before.")
        elif back > 0 and report.started is None:
            self.say("The experiment has not begun.")
        else:
            self.earlier = earlier
            self.reckon()


def turn_unit(here: FlowScreen) -> None:
    """Turn between weeks and days; the window ends today again."""
    here.unit = "days" if here.unit == "weeks" else "weeks"
    here.earlier = 0
    here.reckon()


def export(here: FlowScreen) -> None:
    """Look at the flow, as CSV to begin with, and let it leave."""
    session, now = here.session, here.session.now()

    def parcel(profile: Profile, include: Include) -> Parcel:
        workspace, experiment = here.shown()
        leaving = Leaving(workspace, session.policy, now, profile=profile, include=include)
        return giving.flow_parcel(session, experiment, leaving, unit=here.unit)

    give(here, Offer("flow", here.shown()[1].definition.title, parcel), FORM)
