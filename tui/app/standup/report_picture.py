"""The report as a picture: the very bytes that would leave, and beside them what was done to them for their readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.containers import Vertical

from tui.app.giving.above import Fields, brief_rows, field_rows, field_values, heading_row, where_spans
from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import Section, sheet_rows, turning, who_section
from tui.app.look.paint import Row, Span, hint, wrap
from tui.app.look.preview import Preview
from tui.app.look.rows import Rows

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
