"""The standup as a picture: one stop at a time, with what is around it; the report as the bytes that would leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.containers import Vertical
from textual.widgets import Digits

from tui.app.giving.above import Fields, brief_rows, field_rows, field_values, heading_row, where_spans
from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import Section, sheet_rows, turning, who_section
from tui.app.look.glyphs import ASCII
from tui.app.look.paint import BLANK, Row, Span, hint, key_spans, margin_of, wrap
from tui.app.look.preview import Preview
from tui.app.look.reading import Reading
from tui.app.look.rows import Rows, TitleBar
from tui.app.standup.heads import customers_rows, cut_last, flowed, folded_rows, pulse_row, strip_rows, tidy, title_row
from tui.app.standup.stop_rows import StopRows
from tui.app.standup.stops import NEXT, after, heading, keys_of, spoken_rows
from tui.domain.text import plural

if TYPE_CHECKING:
    from tui.app.standup.screen import StandupScreen

SIDE_FROM, SIDE, NARROW, HIGH, LOW, LOWEST = 120, 42, 100, 40, 30, 18
WIDEST = 94


class StandupPicture:
    """Title, steps, the stop, the clock, the pulse, each in its place for the size of the screen."""

    def __init__(self, here: StandupScreen) -> None:
        self._here = here
        self.title = TitleBar()
        self.steps = Rows(id="steps")
        self.stop = Reading(id="stop")
        self.stop.background = "bg"
        self.stop.kinds = ("card", "owed", "pulse")
        self.digits = Digits("00:00", id="clock")
        self.side = Rows(id="standup-side-rows")
        self.side_box = Vertical(self.digits, self.side, id="standup-side")
        self.what_now = Rows(id="what-now")
        self.pulse = Rows(BLANK, id="pulse")

    def show(self) -> None:
        """Show everything as it is now; at the report, what is around it."""
        here = self._here
        self._divide()
        self.show_title()
        steps = strip_rows(here.view, here.at, self.width, self._inset)
        self.steps.show(*([] if self.is_low else [BLANK]), *steps)
        self.what_now.show(*self._keys_below())
        self.pulse.show(pulse_row(here.view, self.width, self._inset))
        if not here.at_report:
            self.show_stop()
            self._show_side()

    def show_title(self) -> None:
        """Show over what it is, and how far it has come."""
        self.title.show(title_row(self._here.view, self._how_far(), self.width, margin_of(self.width)))

    def show_stop(self) -> None:
        """Show the stop, with the bar beside what it is about."""
        rows = tuple(self._stop_rows())
        if rows != self.stop.rows:
            self.stop.show(rows)

    def tick(self) -> None:
        """Show how long it takes so far, while nothing is in front."""
        if self._here.app.screen is self._here:
            self.show_clock()
            self.show_title()

    def show_clock(self) -> None:
        """Show how long it takes."""
        self.digits.set_class(self._is_over, "over")
        if self.digits.value != self._clock:
            self.digits.update(self._clock)

    @property
    def width(self) -> int:
        """How many cells wide the screen is."""
        return self._here.app.size.width

    @property
    def has_side(self) -> bool:
        """Whether there is room for something beside the stop."""
        return self.width >= SIDE_FROM

    @property
    def is_folded(self) -> bool:
        """Whether all stops at customers are shown as one."""
        return self._here.folded and self._here.item.step == "customers"

    @property
    def is_low(self) -> bool:
        """Whether rows are scarce."""
        return self._here.app.size.height < LOW

    @property
    def _inset(self) -> int:
        """How many cells there are at the sides of the steps and the pulse."""
        return margin_of(self.width) + (2 if self.width >= NARROW else 0)

    @property
    def _indent(self) -> int:
        """How many cells there are before the stop."""
        return max(4, min(16, self.width - SIDE - WIDEST - 8)) if self.has_side else self._inset

    @property
    def _stop_width(self) -> int:
        """How many cells the words of a stop have."""
        return max(16, min(WIDEST, self.width - (SIDE if self.has_side else 0) - self._indent - 4))

    @property
    def _clock(self) -> str:
        return f"{self._here.seconds // 60:02d}:{self._here.seconds % 60:02d}"

    @property
    def _is_over(self) -> bool:
        return self._here.seconds > self._here.session.policy.standup_minutes * 60

    def _divide(self) -> None:
        at_report, low = self._here.at_report, self.is_low
        self.stop.display = not at_report
        self.side_box.display = self.has_side
        self.side_box.set_class(at_report, "reader")
        self.digits.display = self._here.custdev.glyphs is not ASCII and not at_report
        self.pulse.display = self._here.app.size.height >= LOWEST and not at_report
        self.stop.styles.margin = (0 if low else 2, 0, 0 if low else 1, 0)
        self.side_box.styles.margin = (0 if at_report else 1 if low else 2, 0, 0, 0)

    def _show_side(self) -> None:
        """Show the clock, what comes next and what was said."""
        if not self.has_side:
            return
        self.show_clock()
        view, at, room = self._here.view, self._here.at, SIDE - 4
        rows = [self._limit_row(), BLANK, BLANK, Row((Span("AFTER THIS", "muted bold"),))]
        following = [Row(cut_last(spans, room)) for spans in after(view, at, 3, folded=self._here.folded)]
        rows += following or [Row((Span("nothing", "muted"),))]
        if spoken := spoken_rows(view, at, max(2, self._here.app.size.height - len(rows) - 14)):
            rows += [BLANK, BLANK, Row((Span("SAID SO FAR", "muted bold"),))]
            rows += [Row(cut_last(spans, room)) for spans in spoken]
        self.side.show(*rows)

    def _how_far(self) -> tuple[Span, ...]:
        """Return which stop of how many it is; beside a clock where there is no room for a large one."""
        here = self._here
        if here.at_report:
            return (Span("took ", "muted"), Span(f"{here.seconds // 60}:{here.seconds % 60:02d}"))
        total = len(here.standup.items)
        spans = (Span("item ", "muted"), Span(str(here.at + 1)), Span(" of ", "muted"), Span(str(total)))
        if self.has_side:
            return spans
        over = self._is_over
        return (Span(f"{self._clock}{' over' if over else ''}   ", "warn bold" if over else "text"), *spans)

    def _limit_row(self) -> Row:
        words = f"of {plural(self._here.session.policy.standup_minutes, 'minute')}"
        clock = (Span(f"{self._clock} ", "bright bold"),) if self._here.custdev.glyphs is ASCII else ()
        if self._is_over:
            return Row((*clock, Span(f"over {words}", "warn bold")))
        return Row((*clock, Span(words, "muted")))

    def _stop_rows(self) -> Iterator[Row]:
        here, view, item, glyphs = self._here, self._here.view, self._here.item, self._here.custdev.glyphs
        indent, airy = " " * self._indent, not self.is_low
        marked = here.mode == "standup" and not here.is_behind
        bar = (Span(indent), Span(glyphs.focus if marked else glyphs.idle, "accent"), Span("  "))
        if airy:
            words = "customers, all in one" if self.is_folded else heading(view, item)
            yield from (Row((Span(indent), Span(words, "muted"))), BLANK)
        whole = StopRows(view, item, self._stop_width).rows
        for row in folded_rows(view, self._stop_width) if self.is_folded else tidy(whole(), airy=airy):
            yield Row((*bar, *row.left))
        if airy:
            inner = Span(indent + "   ")
            yield from (BLANK, BLANK, Row((inner, Span("WHAT NOW?", "muted bold"))))
            keys = (hint(ids, does, "text") for ids, does, *_ in keys_of(view, item, folded=self.is_folded))
            yield from (Row((inner, *spans)) for spans in flowed(keys, self._stop_width, "    "))
            if item.step == "customers" and not self.is_folded and self.has_side and here.app.size.height >= HIGH:
                yield from (Row((inner, *row.left)) for row in customers_rows(view, here.at, self._stop_width))

    def _keys_below(self) -> tuple[Row, ...]:
        """Return the keys of the stop where rows are scarce: below it, so that they are always in sight."""
        if not self.is_low or self._here.at_report:
            return ()
        keys = [key for key in keys_of(self._here.view, self._here.item, folded=self.is_folded) if key != NEXT]
        return (Row((Span(" " * self._inset), *key_spans(keys, self.width - 2 * self._inset))),)


if TYPE_CHECKING:
    from tui.app.standup.reporting import Report

PANEL = 56


class ReportPicture:
    """Shows the report as it will leave; where there is no room beside it, what was done to it stands above."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._here = report.here
        self.head = Rows(id="report-head")
        self.preview = Preview(id="report-preview")
        self.tail = Rows(id="report-tail")
        self.box = Vertical(self.head, self.preview, self.tail, id="report-box")

    def show(self) -> None:
        """Show the report, and what is to be known of it."""
        proof, picture = self._report.proof, self._here.picture
        gap = 0 if picture.is_low else 1
        self.box.styles.margin = (gap, 1, gap, 4 if picture.has_side else 1)
        if proof is not None:
            self.preview.show(proof)
            self.preview.show_rows(self._in_place_of_bytes(proof))
        if proof is not None and picture.has_side:
            self._show_readers(proof)
        where = where_spans(proof, self._room - 3) if proof is not None and not picture.has_side else ()
        self.tail.show(*([Row((Span("  "), *where))] if where else []))
        self._here.call_after_refresh(self.show_heading)

    def show_heading(self) -> None:
        """Show over the report how long it is and which lines of it are in sight."""
        report, has_side = self._report, self._here.picture.has_side
        row = heading_row(report.proof, self.preview.lines_in_sight, self._room, slow=report.maker.is_slow)
        heading = Row((Span("  "), *row.left), row.right, right_margin=1)
        self.head.show(*(() if has_side else self._above()), heading, *([Row()] if has_side else []))

    def _above(self) -> Iterator[Row]:
        """Yield for whom it is, and the weightiest of what was changed and left out for them."""
        report, glyphs, low = self._report, self._here.custdev.glyphs, self._here.picture.is_low
        gap = [] if low else [Row()]
        yield from field_rows(Fields(report.offer, report.choice, "reader"), glyphs, self._room, "bg")
        if report.proof is not None:
            yield from gap
            more = hint("standup.next", "more")
            for row in brief_rows(report.proof, self._room - 2, 2 if low else 4, glyphs, *more):
                yield replace(row, left=(Span("  "), *row.left))
        yield from gap

    def _show_readers(self, proof: Proof) -> None:
        """Show beside the report for whom it is, and what was changed and left out for them."""
        glyphs, width, height = self._here.custdev.glyphs, PANEL - 7, self._here.app.size.height
        edge = Span(glyphs.edge, "line")
        rows = sheet_rows(proof, glyphs, width, height - 6, self._choosing(width), more="standup.next")
        shown = [replace(row, left=(edge, Span("  "), *row.left), background="surface") for row in [Row(), *rows]]
        self._here.picture.side.show(*shown, *[Row((edge,), background="surface")] * max(0, height - len(shown)))

    def _choosing(self, width: int) -> tuple[Section, Section]:
        """Return the sections in which reader and format are chosen."""
        offer, choice = self._report.offer, self._report.choice
        mark = Span(f"{self._here.custdev.glyphs.focus} ", "accent")
        readers = Row((mark, *field_values(offer, choice, "reader", width - 2)))
        forms = Row((Span("  "), *field_values(offer, choice, "format", width - 2)))
        formats = Section("FORMAT", (forms,), hint("standup.format", "changes"))
        return who_section(choice.profile, width, readers, turning()), formats

    def _in_place_of_bytes(self, proof: Proof) -> list[Row] | None:
        """Return why there are no bytes, or where there is nothing beside them all that was done to them."""
        width = self._room - 4
        if self._report.in_full and not self._here.picture.has_side:
            rows = sheet_rows(proof, self._here.custdev.glyphs, width)
        elif proof.written is None:
            rows = [Row((Span(line, "danger"),)) for line in wrap(self._here.masked(proof.refusal), width, 9)]
        else:
            return None
        return [replace(row, left=(Span("  "), *row.left), background=self.preview.ground) for row in rows]

    @property
    def _room(self) -> int:
        """How many cells there are for the report."""
        picture = self._here.picture
        return picture.width - (PANEL + 5 if picture.has_side else 2)
