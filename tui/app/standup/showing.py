"""The last stop as a picture: the very bytes of the report, and beside them what was done to it for its readers."""

from __future__ import annotations

from msgspec.structs import replace

from tui.app.giving.brief_rows import brief_rows, heading_row, where_spans
from tui.app.giving.choice import Choice, Offer
from tui.app.giving.field_rows import Fields, field_rows, field_values
from tui.app.giving.maker import Maker
from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import Line, Section, sheet_rows, turning, who_section
from tui.app.look.paint import Row, Span, hint, wrap
from tui.app.standup.minutes import Deciding
from tui.app.standup.picture import LOW

PANEL, READER_FROM = 56, 120
TAB = (Span("tab", "accent bold"), Span(" changes", "muted"))


class Showing(Deciding):
    """Shows the report as it will leave; where there is no room beside it, what was done to it stands above."""

    maker: Maker
    offer: Offer
    choice = Choice("md")
    proof: Proof | None = None
    in_full = False

    @property
    def at_report(self) -> bool:
        """Whether this is the last stop."""
        return self.item.step == "report"

    @property
    def _has_side(self) -> bool:
        return self.app.size.width >= READER_FROM

    def show_report(self) -> None:
        """Show the report, and what is to be known of it."""
        proof, low = self.proof, self.app.size.height < LOW
        self.report_box.styles.margin = (0 if low else 1, 1, 0 if low else 1, 4 if self._has_side else 1)
        if proof is not None:
            self.preview.show(proof)
            self.preview.show_rows(self._in_place_of_bytes(proof))
        above: list[Row] = []
        if not self._has_side:
            above = list(field_rows(Fields(self.offer, self.choice, "reader"), self.custdev.glyphs, self._room, "bg"))
            if proof is not None:
                more = hint("standup.next", "more")
                brief = brief_rows(proof, self._room - 2, 2 if low else 4, self.custdev.glyphs, *more)
                above += [] if low else [Row()]
                above += [replace(row, left=(Span("  "), *row.left)) for row in brief]
            above += [] if low else [Row()]
        self._above = above
        where = where_spans(proof, self._room - 3) if proof is not None and not self._has_side else ()
        self.report_tail.show(*([Row((Span("  "), *where))] if where else []))
        self.call_after_refresh(self.show_report_heading)

    _above: list[Row] = []  # noqa: RUF012 - replaced, never changed

    def show_report_heading(self) -> None:
        """Show over the report how long it is and which lines of it are in sight."""
        row = heading_row(self.proof, self.preview.lines_in_sight, self._room, slow=self.maker.is_slow)
        below = [Row()] if self._has_side else []
        self.report_head.show(*self._above, Row((Span("  "), *row.left), row.right, right_margin=1), *below)

    def show_readers(self, proof: Proof) -> None:
        """Show beside the report for whom it is, and what was changed and left out for them."""
        width, height = PANEL - 7, self.app.size.height - 6
        edge = Span(self.custdev.glyphs.edge, "line")
        rows = sheet_rows(proof, self.custdev.glyphs, width, height, self._choosing(width), more="standup.next")
        shown = [replace(row, left=(edge, Span("  "), *row.left), background="surface") for row in [Row(), *rows]]
        empty = Row((edge,), background="surface")
        self.side.show(*shown, *[empty] * max(0, self.app.size.height - len(shown)))

    def _choosing(self, width: int) -> tuple[Section, Section]:
        """Return the sections in which reader and format are chosen."""
        mark = Span(f"{self.custdev.glyphs.focus} ", "accent")
        readers = Line((mark, *field_values(self.offer, self.choice, "reader", width - 2)))
        forms = Line((Span("  "), *field_values(self.offer, self.choice, "format", width - 2)))
        return who_section(self.choice.profile, width, readers, turning()), Section("FORMAT", (forms,), TAB)

    def _in_place_of_bytes(self, proof: Proof) -> list[Row] | None:
        """Return why there are no bytes, or where there is nothing beside them all that was done to them."""
        if self.in_full and not self._has_side:
            rows = sheet_rows(proof, self.custdev.glyphs, self._room - 4)
        elif proof.written is None:
            rows = [Row((Span(line, "danger"),)) for line in wrap(self.masked(proof.refusal), self._room - 4, 9)]
        else:
            return None
        return [replace(row, left=(Span("  "), *row.left), background=self.preview.ground) for row in rows]

    @property
    def _room(self) -> int:
        """How many cells there are for the report."""
        return self.app.size.width - (PANEL + 5 if self._has_side else 2)
