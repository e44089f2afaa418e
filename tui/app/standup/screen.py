"""The standup: one stop after the other, and at the last one the report."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.background import in_background
from tui.app.board.board import Board
from tui.app.board.board_memory import BoardMemory
from tui.app.board.card_place import CardPlace
from tui.app.keys.table import places_at
from tui.app.standup.picture import NARROW, StandupPicture
from tui.app.standup.reporting import Report
from tui.app.standup.view import StandupView
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.operations.kinds import STILL
from tui.domain.records import Card, Note, Standup, StandupItem, Touchpoint
from tui.domain.standup.held import experiments_of, moved_since
from tui.session import Notice

TICK_SECONDS = 1.0


class StandupScreen(CardPlace):
    """One standup, stop by stop, with a card in front where the stop is about one.

    `at` is the stop it has come to, `moved` the cards (uids) that moved since the last standup, None while unknown.
    """

    place = "standup"
    keeps_names_hidden = True

    def __init__(self, standup: Standup) -> None:
        super().__init__()
        self.mode = "standup"
        self.standup_uid = standup.uid
        self._last_seen = standup
        self.at = 0
        self.folded = False
        self.moved: frozenset[str] | None = None
        self._memories: dict[str, BoardMemory] = {}
        self.picture = StandupPicture(self)
        self.report = Report(self)

    def compose(self) -> ComposeResult:
        """Make the widgets; they stay the same from stop to stop."""
        picture = self.picture
        middle = Horizontal(picture.stop, self.report.picture.box, picture.side_box, id="standup-middle")
        yield from (picture.title, picture.steps, middle, picture.what_now, picture.pulse)
        yield from (self.message_line, self.foot_line, self.too_small)

    def on_mount(self) -> None:
        """Go on where the team left off today; names are hidden from now on, everybody looks at this screen."""
        self.custdev.names_shown = False
        standup, session = self.standup, self.session
        self.at = min(standup.position, len(standup.items) - 1)
        self._entered = session.now()
        self._before = standup.spent
        self._reached = (self.at, standup.spent)
        self.folded = self.custdev.view_state.folded
        self.update()
        self.show_all()
        self.set_interval(TICK_SECONDS, self.picture.tick)

        def news() -> frozenset[str]:
            return moved_since(session.events(since=standup.since, without=STILL), standup.since)

        def take(moved: frozenset[str]) -> None:
            self.moved = moved | (self.moved or frozenset())
            self.catch_up()

        in_background(self, "news", news, take, self.say_error)

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if hasattr(self, "view"):
            self.show_all()

    def on_screen_suspend(self) -> None:
        """Leave the focus mark to what is in front, and keep what was reached: the app may be left from there."""
        self.is_behind = True
        self.keep_place()
        if self in self.app.screen_stack:
            self.picture.show_stop()

    def on_unmount(self) -> None:
        """Keep what was reached."""
        self.keep_place()

    @property
    def standup(self) -> Standup:
        """The standup as it is stored now; where it is gone, as by going back to a backup, as it was last."""
        self._last_seen = self.session.workspace.standups.get(self.standup_uid) or self._last_seen
        return self._last_seen

    @property
    def is_stored(self) -> bool:
        """Whether the standup is still in the workspace."""
        return self.standup_uid in self.session.workspace.standups

    @property
    def item(self) -> StandupItem:
        """The stop it has come to; where those at customers are folded into one, that one, about nobody."""
        item = self.standup.items[self.at]
        return StandupItem("customers") if self.folded and item.step == "customers" else item

    @property
    def at_report(self) -> bool:
        """Whether this is the last stop."""
        return self.item.step == "report"

    @property
    def card(self) -> Card | None:
        """The card that keys act on at this stop."""
        return self.view.card_of(self.item)

    def subject(self, kind: str) -> object | None:
        """Return the card in front, what is `owed` at this stop, or the standup itself at its `pulse`."""
        if kind == "owed":
            record = self.view.record(self.item)
            return record if isinstance(record, Touchpoint | Note) else None
        if kind == "pulse":
            return self.standup if self.item.step == "pulse" else None
        return super().subject(kind)

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand: at the report, its own go before the others."""
        return places_at("report" if self.at_report else "standup")

    @property
    def seconds(self) -> int:
        """How many seconds the standup took so far, pauses left out; it stands still once it is over."""
        if self.standup.ended_at is not None:
            return self.standup.spent
        return self._before + max(0, int((self.session.now() - self._entered).total_seconds()))

    def go_to(self, at: int) -> None:
        """Go to a stop; the report is the last one."""
        at = max(0, min(at, len(self.standup.items) - 1))
        if at == self.at:
            return
        before, self.at = self.item.step, at
        if self.item.step != before:
            self.keep_place()
        self.picture.stop.scroll = 0
        self.report.in_full = False
        _come_to(self)
        self.show_all()

    def go(self, across: int, down: int) -> None:
        """Scroll a stop that is longer than the screen."""
        self.picture.stop.scroll_items(down)

    def go_to_edge(self, end: int) -> None:
        """Go to the beginning of the standup, or to its report."""
        self.go_to(0 if end < 0 else len(self.standup.items) - 1)

    def page(self, step: int) -> None:
        """Scroll by a screenful."""
        stop = self.picture.stop
        stop.scroll_items(step * stop.body_height)

    async def open(self) -> None:
        """Say that nothing is to be opened."""
        self.say("All there is to it stands here.", ("standup.next", "goes on"))

    def update(self) -> None:
        """Take over the newest state of the workspace."""
        session, custdev, boards = self.session, self.custdev, {}
        workspace, policy, now = session.workspace, session.policy, session.now()
        for experiment in experiments_of(workspace, self.standup):
            memory = self._memories.setdefault(experiment.uid, BoardMemory())
            boards[experiment.uid] = Board(workspace, experiment, now, started=True, memory=memory, policy=policy)
        if not boards:
            raise NotFound("The experiments of this standup are not in the workspace any more.")
        self.view = StandupView(self.standup, boards, policy, now, custdev.glyphs, custdev.mask, self.moved)
        _come_to(self)

    def follow(self, notice: Notice) -> None:
        """Follow a change of the workspace; a card that moved is news from then on."""
        if notice.change is not None and self.moved is not None:
            self.moved |= moved_since([notice.change.event], self.standup.since)
        super().follow(notice)

    def catch_up(self) -> None:
        """Show the workspace as it is now."""
        try:
            self.update()
        except NotFound as error:
            self.say_error(error)
            return
        self.show_all()
        if not self.is_stored:
            self.say("That standup is not in the workspace any more; it is shown as it was.", ("esc", "leaves it"))

    def show_all(self) -> None:
        """Show everything in its place."""
        if self.fits():
            self.picture.show()
            self.report.show()
            self.show_foot()

    def show_foot(self) -> None:
        """Show the footer."""
        width, mode = self.app.size.width, self.mode
        if mode == "standup" and self.at_report:
            mode = "report" if self.standup.ended_at is None and width >= NARROW else "reported"
        elif mode == "standup" and width < NARROW:
            mode = "standup_narrow"
        self.foot_line.show_mode(mode)

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to the stop."""
        super().give_mark(mode)
        self.picture.show_stop()

    def show_card(self, uid: str) -> None:
        """Stay at the stop: the order was fixed when the standup began."""

    def keep_place(self) -> None:
        """Remember how far the standup has come."""
        place = (self.at, self.seconds)
        if self.is_stored and place != self._reached and not self.session.only_readable:
            self._reached = place
            self.session.run(operations.walk_standup, self.standup_uid, *place)


def _come_to(screen: StandupScreen) -> None:
    """Have the board and the column of the stop at hand, for the keys that act on cards."""
    screen.board = screen.view.board_of(screen.item)
    card = screen.card
    columns = [lane.column.id for lane in screen.board.lanes]
    screen.lane = columns.index(card.column) if card is not None and card.column in columns else 0
