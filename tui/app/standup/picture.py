"""The standup as a picture: one stop at a time, with what comes after it and what was said so far."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits

from tui.app.board.board import Board, BoardMemory
from tui.app.board.on_card import CardPlace
from tui.app.look.glyphs import ASCII
from tui.app.look.paint import BLANK, Row, Span, key_spans
from tui.app.look.preview import Preview
from tui.app.look.reading import Reading
from tui.app.look.rows import Rows, TitleBar
from tui.app.standup.heads import customers_rows, cut_last, key_rows, pulse_row, strip_rows, tidy, title_row
from tui.app.standup.stop_rows import StopRows
from tui.app.standup.stops import NEXT, after, heading, keys_of, spoken_rows
from tui.app.standup.view import StandupView
from tui.domain.errors import NotFound
from tui.domain.records import Card, Standup, StandupItem
from tui.domain.standup.held import experiments_of

SIDE_FROM, SIDE, NARROW, HIGH, LOW, LOWEST = 120, 42, 100, 40, 30, 18
WIDEST = 94


class Stop(Reading):
    """The stop the standup has come to; it scrolls where it is longer than the screen."""

    background = "bg"


class StandupPicture(CardPlace):
    """Draws the standup: title, steps, the stop, the clock, the pulse, each in its place for the size of the screen."""

    keeps_names_hidden = True

    def __init__(self, standup: Standup) -> None:
        super().__init__()
        self.mode = "standup"
        self.standup_uid = standup.uid
        self._last_seen = standup
        self.at = 0
        self.moved: frozenset[str] | None = None
        self._memories: dict[str, BoardMemory] = {}
        self._away = False
        self.title_line = TitleBar()
        self.strip = Rows(id="steps")
        self.stop = Stop(id="stop")
        self.report_box = Vertical(id="report-box")
        self.report_head = Rows(id="report-head")
        self.preview = Preview(id="report-preview")
        self.report_tail = Rows(id="report-tail")
        self.digits = Digits("00:00", id="clock")
        self.side = Rows(id="standup-side-rows")
        self.side_box = Vertical(id="standup-side")
        self.what_now = Rows(id="what-now")
        self.pulse_line = Rows(BLANK, id="pulse")

    def compose(self) -> ComposeResult:
        """Make the widgets; they stay the same from stop to stop."""
        yield self.title_line
        yield self.strip
        with Horizontal(id="standup-middle"):
            yield self.stop
            with self.report_box:
                yield self.report_head
                yield self.preview
                yield self.report_tail
            with self.side_box:
                yield self.digits
                yield self.side
        yield self.what_now
        yield self.pulse_line
        yield self.message_line
        yield self.foot_line
        yield self.too_small

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
        """The stop it has come to."""
        return self.standup.items[self.at]

    @property
    def card(self) -> Card | None:
        """The card that keys act on at this stop."""
        return self.view.card_of(self.item)

    @property
    def seconds(self) -> int:
        """How many seconds the standup took so far."""
        raise NotImplementedError

    def update(self) -> None:
        """Take over the newest state of the workspace."""
        workspace, session = self.session.workspace, self.session
        boards = []
        for experiment in experiments_of(workspace, self.standup):
            memory = self._memories.setdefault(experiment.uid, BoardMemory())
            boards.append(
                Board(workspace, experiment, session.now(), started=True, memory=memory, policy=session.policy)
            )
        if not boards:
            raise NotFound("The experiments of this standup are not in the workspace any more.")
        custdev = self.custdev
        self.view = StandupView(
            self.standup,
            boards,
            policy=session.policy,
            now=session.now(),
            glyphs=custdev.glyphs,
            mask=custdev.mask,
            moved=self.moved,
        )
        self._come_to()

    def _come_to(self) -> None:
        """Have the board and the column of the stop at hand, for the keys that act on cards."""
        self.board = self.view.board_of(self.item)
        card = self.card
        columns = [lane.column.id for lane in self.board.lanes]
        self.lane = columns.index(card.column) if card is not None and card.column in columns else 0

    def show_all(self) -> None:
        """Show everything in its place."""
        if not self.fits():
            return
        self._divide()
        self.show_title()
        size = self.app.size
        steps = strip_rows(self.view, self.at, size.width, self._inset)
        self.strip.show(*([BLANK] if size.height >= LOW else []), *steps)
        self.show_stop()
        self.show_side()
        self.what_now.show(*self._keys_below())
        self.pulse_line.display = size.height >= LOWEST and self.item.step != "report"
        self.pulse_line.show(pulse_row(self.view, size.width, self._inset))
        self.show_foot()

    def show_title(self) -> None:
        """Show over what it is, and how far it has come."""
        width = self.app.size.width
        self.title_line.show(title_row(self.view, self._how_far(), width, self.margin))

    def show_stop(self) -> None:
        """Show the stop, with the bar beside what it is about."""
        rows = list(self._stop_rows())
        if tuple(rows) != tuple(self.stop.rows):
            self.stop.show(rows)

    def show_side(self) -> None:
        """Show the clock, what comes next and what was said."""
        if not self._has_side:
            return
        self.show_clock()
        room = SIDE - 4
        rows = [self._limit_row(), BLANK, BLANK, Row((Span("AFTER THIS", "muted bold"),))]
        rows += [Row(cut_last(spans, room)) for spans in after(self.view, self.at, 3)] or [
            Row((Span("nothing", "muted"),))
        ]
        left = max(2, self.app.size.height - len(rows) - 14)
        if spoken := spoken_rows(self.view, self.at, left):
            rows += [BLANK, BLANK, Row((Span("SAID SO FAR", "muted bold"),))]
            rows += [Row(cut_last(spans, room)) for spans in spoken]
        self.side.show(*rows)

    def show_clock(self) -> None:
        """Show how long it takes."""
        self.digits.set_class(self._is_over, "over")
        if self.digits.value != self._clock:
            self.digits.update(self._clock)

    def show_foot(self) -> None:
        """Show the footer."""
        size = self.app.size
        mode = self.mode
        if mode == "standup":
            mode = "standup" if size.width >= NARROW else "standup_narrow"
            if self.item.step == "report":
                over = self.standup.ended_at is not None
                mode = "report" if not over and size.width >= NARROW else "reported"
        self.foot_line.show_mode(mode, self.margin, 4 if size.height < LOWEST or size.width < 60 else 6)

    @property
    def margin(self) -> int:
        """How many cells there are at the sides."""
        return 2 if self.app.size.width >= NARROW else 1

    @property
    def _inset(self) -> int:
        """How many cells there are at the sides of the steps and the pulse."""
        return self.margin + (2 if self.app.size.width >= NARROW else 0)

    @property
    def _has_side(self) -> bool:
        return self.app.size.width >= SIDE_FROM

    @property
    def _clock(self) -> str:
        return f"{self.seconds // 60:02d}:{self.seconds % 60:02d}"

    @property
    def _is_over(self) -> bool:
        return self.seconds > self.session.policy.standup_minutes * 60

    @property
    def _indent(self) -> int:
        """How many cells there are before the stop."""
        width = self.app.size.width
        if not self._has_side:
            return self._inset
        return max(4, min(16, width - SIDE - WIDEST - 8))

    @property
    def _stop_width(self) -> int:
        """How many cells the words of a stop have."""
        width = self.app.size.width - (SIDE if self._has_side else 0) - self._indent - 4
        return max(16, min(WIDEST, width))

    def _divide(self) -> None:
        self.side_box.display = self._has_side
        self.digits.display = self.custdev.glyphs is not ASCII and self.item.step != "report"
        low = self.app.size.height < LOW
        at_report = self.item.step == "report"
        self.stop.styles.margin = (0 if low else 1 if at_report else 2, 0, 0 if low else 1, 0)
        self.side_box.styles.margin = (0 if at_report else 1 if low else 2, 0, 0, 0)

    def _how_far(self) -> tuple[Span, ...]:
        """Return which stop of how many it is; beside a clock where there is no room for a large one."""
        if self.item.step == "report":
            return (Span("took ", "muted"), Span(f"{self.seconds // 60}:{self.seconds % 60:02d}"))
        total = len(self.standup.items)
        spans = (Span("item ", "muted"), Span(str(self.at + 1)), Span(" of ", "muted"), Span(str(total)))
        if self._has_side:
            return spans
        over = self._is_over
        return (Span(f"{self._clock}{' over' if over else ''}   ", "warn bold" if over else "text"), *spans)

    def _limit_row(self) -> Row:
        minutes = self.session.policy.standup_minutes
        words = f"of {minutes} minutes" if minutes != 1 else "of 1 minute"
        clock: tuple[Span, ...] = ()
        if self.custdev.glyphs is ASCII:
            clock = (Span(f"{self._clock} ", "bright bold"),)
        if self._is_over:
            return Row((*clock, Span(f"over {words}", "warn bold")))
        return Row((*clock, Span(words, "muted")))

    def _stop_rows(self) -> Iterator[Row]:
        view, item, glyphs = self.view, self.item, self.custdev.glyphs
        indent = " " * self._indent
        marked = self.mode == "standup" and not self._away
        bar = (Span(indent), Span(glyphs.focus if marked else glyphs.idle, "accent"), Span("  "))
        airy = self.app.size.height >= LOW
        if airy:
            yield from (Row((Span(indent), Span(heading(view, item), "muted"))), BLANK)
        for row in tidy(StopRows(view, item, self._stop_width).rows(), airy=airy):
            yield Row((*bar, *row.left))
        if airy:
            inner = Span(indent + "   ")
            yield from (BLANK, BLANK, Row((inner, Span("WHAT NOW?", "muted bold"))))
            yield from (Row((inner, *spans)) for spans in key_rows(keys_of(view, item), self._stop_width))
            if item.step == "customers" and self._has_side and self.app.size.height >= HIGH:
                yield from (Row((inner, *row.left)) for row in customers_rows(view, self.at, self._stop_width))

    def _keys_below(self) -> tuple[Row, ...]:
        """Return the keys of the stop where rows are scarce: below it, so that they are always in sight."""
        if self.app.size.height >= LOW or self.item.step == "report":
            return ()
        margin = Span(" " * self._inset)
        keys = [key for key in keys_of(self.view, self.item) if key != NEXT]
        return (Row((margin, *key_spans(keys, self.app.size.width - 2 * self._inset))),)
