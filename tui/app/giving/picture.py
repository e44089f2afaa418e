"""The dialog of giving out as a picture: fields and preview, with what is to be known beside it or above it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.app.dialogs.overlay import Overlay
from tui.app.giving.above import Fields, brief_rows, field_rows, heading_row, where_spans, word_row
from tui.app.giving.choice import Choice, Field, Given, Offer
from tui.app.giving.outcome import Maker
from tui.app.giving.proof import Proof
from tui.app.giving.sheet_rows import MOST_LEFTOVERS, sheet_rows, turning, who_section
from tui.app.keys.keymap import key
from tui.app.look.paint import Row, Span, hint, key_spans, margin_of, width_of, wrap
from tui.app.look.preview import Preview
from tui.app.look.rows import Rows

BESIDE_FROM, SIDE, WIDEST = 140, 50, 152
AIRY, LOWEST = 20, 13
_WHAT = {
    "flow": "Write the flow",
    "report": "Write the report",
    "insights": "Write the insights",
    "metrics": "Write what was measured",
    "digest": "Write a digest",
    "interview": "Write the interview",
}


class GivePicture(Overlay[Given | None]):
    """Draws the dialog for the size of the screen."""

    box = "give-frame"

    def __init__(self, offer: Offer, form: str = "", others: Sequence[Offer] = ()) -> None:
        super().__init__()
        offers = (offer, *others)
        kinds = tuple(one.called for one in offers) if others else ()
        self.offers = {one.called: replace(one, kinds=kinds) for one in offers}
        """What may be given out, by what it is called."""
        self.offer = self.offers[offer.called]
        self.choice = Choice(form if form in offer.forms else offer.forms[0], kind=offer.called)
        self.focus_on: Field = "reader"
        self.item = 0
        self.typed = ""
        self.remark = ""
        self.in_full = False
        self.proof: Proof | None = None
        self.maker = Maker(self, self.take, self.show_heading)
        self.head = Rows(id="give-head")
        self.fields = Rows(id="give-fields", classes="give-rows")
        self.summary = Rows(id="give-summary", classes="give-rows")
        self.heading = Rows(id="give-heading", classes="give-rows")
        self.preview = Preview(id="give-preview")
        self.tail = Rows(id="give-tail", classes="give-rows")
        self.side = Rows(id="give-side")

    def body(self) -> ComposeResult:
        """Make the widgets; they stay the same whatever is chosen, and are laid out once."""
        self.show_all()
        self.show_heading()
        with Horizontal(id="give-box"):
            with Vertical(id="give-main"):
                yield from (self.head, self.fields, self.summary, self.heading, self.preview, self.tail)
            yield self.side

    def take(self, proof: Proof) -> None:
        """Show what a choice became."""
        raise NotImplementedError

    @property
    def is_beside(self) -> bool:
        """Whether what is to be known stands beside the preview."""
        return self.app.size.width >= BESIDE_FROM

    def show_all(self) -> None:
        """Show everything in its place."""
        beside = self.is_beside
        if self.has_class("beside") is not beside:
            self.set_class(beside, "beside")
        self.side.display = beside
        self.preview.ground = "bg" if beside else "panel"
        self.head.show(*self._head_rows())
        self.show_proof()
        self.show_fields()

    def show_fields(self) -> None:
        """Show the fields as they are chosen."""
        width, ground = self._field_width, self._ground
        fields = Fields(self.offer, self.choice, self.focus_on, self.item)
        rows = list(field_rows(fields, self.custdev.glyphs, width, ground))
        if self.choice.has_names:
            rows.append(word_row(self.typed, width, ground, lacking=bool(self.remark)))
        self.fields.show(*rows)
        self._show_summary()
        self._show_side(self.proof)
        self.show_footer()

    def show_proof(self) -> None:
        """Show what the choice became, and what is to be known about it."""
        proof, ground, width = self.proof, self._ground, self._field_width
        if proof is not None:
            self.preview.show(proof)
            self.preview.show_rows(self._full_rows(proof))
        gap = [Row(background=ground)] if self._airy else []
        where = where_spans(proof, width - 3) if proof is not None and not self.is_beside else ()
        below = [Row((Span("  "), *where), background=ground)] if where else []
        self.tail.show(*(gap if not self.is_beside or self._airy else []), *below, *(gap if below else []))
        self.call_after_refresh(self.show_heading)
        self.show_footer()

    def _show_summary(self) -> None:
        """Show what went wrong, or in few rows what there is no room for beside the preview."""
        proof, ground = self.proof, self._ground
        rows = self._remark_rows()
        if not rows and proof is not None and not self.is_beside:
            most = 4 if self._airy else 2 if self.app.size.height >= LOWEST else 1
            more = () if self.focus_on == "include" else hint("give.more", "why")
            rows = brief_rows(proof, self._field_width - 2, most, self.custdev.glyphs, *more)
        gap = [Row(background=ground)] if self._airy else []
        inset = [replace(row, left=(Span("  "), *row.left), background=ground) for row in rows]
        self.summary.show(*gap, *inset, *(gap if inset else []))

    def show_heading(self) -> None:
        """Show over the preview how long it is and which lines of it are in sight."""
        row = self._heading_row()
        self.heading.show(Row((Span("  "), *row.left), row.right, self._ground, 0 if self.is_beside else 1))

    def show_footer(self, words: str = "nothing is written yet", tone: str = "muted") -> None:
        """Show the keys that work here."""
        leftovers = min(MOST_LEFTOVERS, len(self.proof.sheet.leftovers)) if self.proof is not None else 0
        narrow = self.app.size.width < BESIDE_FROM
        numbers = [key(f"give.leftover_{number}") for number in range(1, leftovers + 1)]
        look = [("-".join(numbers[:: max(1, leftovers - 1)]), "look" if narrow else "look at a leftover")]
        space = "include" if self.focus_on == "include" else "bytes" if self.in_full else "why"
        keys = [
            ("enter", {"file": "write", "clipboard": "copy", "output": "print"}[self.choice.place]),
            ("tab", "field"),
            *([("give.more", space)] if self.focus_on == "include" or self.in_full else []),
            ("go.left go.right", "choose" if self.focus_on == "include" else "change"),
            *(look if leftovers else []),
            *([] if narrow else [("go.page_down", "more lines")]),
            ("esc", "leave"),
        ]
        margin = margin_of(self.app.size.width)
        right: tuple[Span, ...] = (Span("not written yet" if narrow else words, tone),)
        room = self.app.size.width - 2 * margin - 1
        if room - width_of(right) < 30:
            right = ()
        shown = key_spans(keys, room - width_of(right), gap="   " if self.app.size.width >= 60 else "  ")
        self.foot.show(Row((Span(" " * margin), *shown), right, "panel", margin))

    @property
    def _airy(self) -> bool:
        return self.app.size.height >= AIRY

    @property
    def _ground(self) -> str:
        return "panel" if self.is_beside else "bg"

    @property
    def _field_width(self) -> int:
        """How many cells fields and preview have."""
        if self.is_beside:
            return min(WIDEST, self.app.size.width - 8) - SIDE - 4
        return self.app.size.width - 2

    def _head_rows(self) -> list[Row]:
        title = _WHAT.get(self.offer.what, "Write a snapshot")
        now = ", as it is now" if self.is_beside else ""
        spans = (Span(title, "bright bold"), Span(f" of {self.custdev.mask.text(self.offer.name)}{now}", "muted"))
        if self.is_beside:
            return [Row((Span("   "), *spans), background="panel"), Row(background="panel")]
        return [Row((Span(" "), *spans), background="panel"), *([Row()] if self._airy else [])]

    def _remark_rows(self) -> list[Row]:
        if not self.remark:
            return []
        lines = wrap(self.custdev.mask.line(f"! {self.remark}"), max(20, self._field_width - 4), 3)
        return [Row((Span(line, "danger bold"),), background=self._ground) for line in lines]

    def _full_rows(self, proof: Proof) -> list[Row] | None:
        """Return what stands in place of the bytes: why there are none, or all that was done to them."""
        ground, width = self.preview.ground, self._field_width - 4
        if self.in_full:
            rows = sheet_rows(proof, self.custdev.glyphs, width)
        elif proof.written is None:
            rows = [Row((Span(line),)) for line in wrap(self.custdev.mask.line(proof.refusal), width, 9)]
        else:
            return None
        return [replace(row, left=(Span("  "), *row.left), background=ground) for row in rows]

    def _show_side(self, proof: Proof | None) -> None:
        if not self.is_beside:
            return
        edge = Span(self.custdev.glyphs.edge, "line")
        height = self.app.size.height - 5
        turns = turning() if self.focus_on == "reader" else ()
        lead = [who_section(proof.choice.profile, SIDE - 7, right=turns)] if proof is not None else []
        rows = sheet_rows(proof, self.custdev.glyphs, SIDE - 7, height, lead) if proof is not None else []
        shown = [replace(row, left=(edge, Span("   "), *row.left), background="surface") for row in rows]
        self.side.show(*shown, *[Row((edge,), background="surface")] * max(0, height - len(shown)))

    def _heading_row(self) -> Row:
        proof = self.proof
        if self.in_full and proof is not None:
            return Row((Span("ALL THAT WAS DONE", "bright bold"),), hint("give.more", "the bytes"))
        return heading_row(proof, self.preview.lines_in_sight, self._field_width, slow=self.maker.is_slow)
