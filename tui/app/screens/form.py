"""The dialog for a new card, and for editing one: title first, only the title is required."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tui.app.board import Board
from tui.app.paint import Row, Span, joined, wrap
from tui.app.screens.drafts import TEXT_FIELDS, texts_of
from tui.app.screens.overlay import Overlay
from tui.app.typed import Typed
from tui.app.widgets.clean_input import CleanInput
from tui.app.widgets.rows import Drawn, Edge, Rows
from tui.domain.change import Change
from tui.domain.dates import parse_due
from tui.domain.errors import CustdevError, DomainError
from tui.domain.finding import find_person, is_pid
from tui.domain.operations.cards import KINDS
from tui.domain.records import Card
from tui.domain.text import clean_line

FORM_WIDTH, ROOMY_FORM, LOWEST_WITH_EDGE = 76, 18, 13
LABELS = ("title", "people", "column", "due", "kind", "owner", "tags")


class Pick(Drawn):
    """One of a few words; left and right choose."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [("left,h", "turn(-1)", "Previous"), ("right,l,space", "turn(1)", "Next")]
    index: reactive[int] = reactive(0)

    def __init__(
        self, values: Sequence[str], index: int, remark: Callable[[int], str] | None = None, *, id: str
    ) -> None:
        super().__init__(id=id)
        self.values = values
        self.remark = remark or (lambda index: "")
        self.set_reactive(Pick.index, index)

    def row(self, y: int) -> Row:
        """Return the words, the chosen one underlined."""
        spans = joined(
            (
                (Span(value, "bright bold underline" if at == self.index else "muted"),)
                for at, value in enumerate(self.values)
            ),
            "   ",
        )
        remark = self.remark(self.index)
        background = "sel" if self.has_focus else "panel"
        return Row((*spans, Span(f"     {remark}", "warn")) if remark else spans, (), background)

    def action_turn(self, step: int) -> None:
        """Choose the next or previous word; at either end nothing happens."""
        self.index = max(0, min(self.index + step, len(self.values) - 1))

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus went."""
        self.refresh()


class CardForm(Overlay[None]):
    """Asks for a card; `take` does it, or raises a DomainError that is shown while the form stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Leave"),
        ("ctrl+c", "leave", "Leave"),
        ("enter", "save", "Save"),
        ("ctrl+n", "save_and_next", "Save and add another"),
        ("ctrl+o", "description", "Write the description in the editor"),
        ("down", "app.focus_next", "Next field"),
        ("up", "app.focus_previous", "Previous field"),
    ]
    footer_mode = "form"
    remark = query_one("#form-remark", Rows)

    def __init__(
        self, board: Board, column: int, card: Card | None, take: Callable[[dict[str, Any]], Change | None]
    ) -> None:
        super().__init__()
        self.board = board
        self.column = column
        self.card = card
        self.take = take
        self.description = card.description if card else ""
        self.footer_mode = "form" if card else "form_new"
        self._key = f"edit:{card.uid}" if card else f"add:{board.experiment.board_id}"
        self._texts = texts_of(card, board.workspace)

    def compose(self) -> ComposeResult:
        """Make a row a field."""
        board, card = self.board, self.card
        columns = [lane.column.title for lane in board.lanes]
        texts = self._texts | dict(self.custdev.drafts.take(self._key))
        self.description = texts["description"]
        with Vertical(id="form-box"):
            yield Edge()
            yield Rows(Row(background="panel"), self._heading(), Row(background="panel"), id="form-head")
            yield from self._field("title", CleanInput(texts["title"], compact=True, id="f-title"))
            yield Rows(Row(background="panel"), classes="gap")
            yield from self._field("people", CleanInput(texts["people"], compact=True, id="f-people"))
            yield from self._field("column", Pick(columns, self.column, self._limit, id="f-column"))
            yield from self._field("due", CleanInput(texts["due"], compact=True, id="f-due"))
            kind = KINDS.index(card.kind) if card else 0
            yield from self._field("kind", Pick(KINDS, kind, id="f-kind"))
            yield from self._field("owner", CleanInput(texts["owner"], compact=True, id="f-owner"))
            yield from self._field("tags", CleanInput(texts["tags"], compact=True, id="f-tags"))
            yield Rows(Row(background="panel"), Row(background="panel"), id="form-remark")
        yield Rows(id="overlay-footer")

    def on_mount(self) -> None:
        """Begin with the title."""
        self.show_footer()
        self.query_one("#f-title", CleanInput).focus()
        self._remark()

    def on_resize(self) -> None:
        """Leave the air out where the screen is low."""
        low = self.app.size.height < ROOMY_FORM
        blank = () if low else (Row(background="panel"),)
        self.query_one("#form-head", Rows).show(*blank, self._heading(), *blank)
        self.query_one(".gap", Rows).display = not low
        self.query_one(Edge).display = self.app.size.height >= LOWEST_WITH_EDGE
        self._remark()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Move the focus mark to the field."""
        self._mark(event.widget)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._remark()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    def action_leave(self) -> None:
        """Go back; what was typed is there again when the dialog is opened for the same card."""
        typed = self._typed()
        if typed.texts:
            self.custdev.drafts.leave(self._key, typed)
        self.dismiss(None)

    def action_save(self) -> None:
        """Save and close."""
        if self._save():
            self.dismiss(None)

    def action_save_and_next(self) -> None:
        """Save and begin another card; an edited one is only saved."""
        if not self._save():
            return
        if self.card is not None:
            self.dismiss(None)
            return
        for name in ("title", "people", "due", "tags"):
            self.query_one(f"#f-{name}", CleanInput).value = ""
        self.description = ""
        self.query_one("#f-title", CleanInput).focus()

    def action_description(self) -> None:
        """Write the description in the editor."""
        written = self.custdev.write_in_editor(self.description)
        if written is not None:
            self.description = written
        self._remark()

    def _save(self) -> bool:
        if not self.is_current:  # a second enter in the same breath: the card is made and the form is closing
            return False
        try:
            change = self.take(self._filled())
        except CustdevError as error:
            self._show_remark(f"! {error}", "danger bold")
            return False
        if change is not None:
            self.custdev.drafts.hand_in(change.event.uid, self._key, self._typed())
        return True

    def _typed(self) -> Typed:
        """Return what was typed here, without the fields that are as they were found."""
        texts = {name: self._value(name) for name in TEXT_FIELDS} | {"description": self.description}
        return Typed({name: text for name, text in texts.items() if text != self._texts[name]}, self.card)

    def _filled(self) -> dict[str, Any]:
        return {
            "title": self._value("title"),
            "people": self._people(),
            "column": self.board.lanes[self.query_one("#f-column", Pick).index].column.id,
            "due": self._due(),
            "kind": KINDS[self.query_one("#f-kind", Pick).index],
            "assignee": self._value("owner"),
            "tags": self._value("tags").split(),
            "description": self.description,
        }

    def _value(self, name: str) -> str:
        return self.query_one(f"#f-{name}", CleanInput).value

    def _due(self) -> date | None:
        return parse_due(self._value("due"), self.board.today)

    def _people(self) -> list[str]:
        """Return the uids of the people named: P-ids, or names with commas between them."""
        typed = clean_line(self._value("people"))
        words = typed.replace(",", " ").split()
        if not all(is_pid(word.lstrip("@")) for word in words):
            words = [name.strip() for name in typed.split(",") if name.strip()]
        return [find_person(self.board.workspace, word.lstrip("@")).uid for word in words]

    def _remark(self) -> None:
        """Say what is not obvious: what a day means, who is unknown, that there is a description."""
        words: list[str] = []
        if self.is_mounted:
            try:
                due = self._due()
                if due is not None:
                    words.append(f"Due {due:%a} {due.day} {due:%b %Y}.")
                self._people()
            except DomainError as error:
                words.append(str(error).removesuffix(" Nothing was changed."))
        lines = len(self.description.splitlines())
        words.append(f"Description: {lines} lines." if lines > 1 else "" if lines else "ctrl+o writes a description.")
        self._show_remark(" ".join(filter(None, words)), "muted")

    def _show_remark(self, words: str, style: str) -> None:
        """Show words below the fields, in two rows where one is too short; on a low screen nothing is around them."""
        width = min(FORM_WIDTH, self.app.size.width)
        lines = wrap(words, width - 6, 2) if words else []
        rows = [Row((Span("   "), Span(line, style)), background="panel") for line in lines]
        blank = [] if self.app.size.height < ROOMY_FORM else [Row(background="panel")]
        self.remark.show(*blank, *rows, *blank)

    def _limit(self, index: int) -> str:
        lane = self.board.lanes[index]
        here = self.card is not None and self.card.column == lane.column.id
        count = len(lane.all)
        if lane.column.wip is None or here or lane.column.role != "active":
            return ""
        return f"{count}/{lane.column.wip} becomes {count + 1}/{lane.column.wip}"

    def _heading(self) -> Row:
        title = self.board.experiment.definition.title
        if self.card is None:
            where = f" in {self.board.lanes[self.column].column.title} of {title}"
            return Row((Span("   "), Span("New card", "bright bold"), Span(where, "muted")), background="panel")
        key = f"{self.board.experiment.key}-{self.card.number}"
        return Row((Span("   "), Span(f"Edit {key}", "bright bold"), Span(f" in {title}", "muted")), background="panel")

    def _field(self, name: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Rows(self._label(name, focused=False), classes="label", id=f"l-{name}")
            yield widget

    def _mark(self, focused: Widget) -> None:
        for name in LABELS:
            self.query_one(f"#l-{name}", Rows).show(self._label(name, focused=focused.id == f"f-{name}"))

    def _label(self, name: str, *, focused: bool) -> Row:
        if focused:
            mark = Span(self.custdev.glyphs.focus, "accent")
            return Row((Span("  "), mark, Span(f" {name}", "bright bold")), (), "panel")
        return Row((Span(f"    {name}", "muted"),), (), "panel")
