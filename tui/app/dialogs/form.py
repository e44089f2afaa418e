"""Dialogs that ask for several things: a row a field, the first one required, what was typed never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.look.clean_input import CleanInput
from tui.app.look.masking import AS_STORED
from tui.app.look.paint import SURFACE, Row, Shown, Span, wrap
from tui.app.look.reading import Pick
from tui.app.look.rows import Rows
from tui.app.typed import Typed
from tui.crash import mistake_sentence
from tui.domain.errors import DomainError
from tui.domain.records import Card
from tui.domain.records.change import Change

FORM_WIDTH, ROOMY_FORM, LOWEST_WITH_EDGE, MOST_REMARKS = 76, 18, 13, 4


def heading_row(*spans: Span) -> Row:
    """Return a row of a form that is no field, set in as its labels are."""
    return Row((Span("   "), *spans), background=SURFACE)


class Form(Overlay[None]):
    """Asks for what one thing is made of.

    `take` does it, or raises an error that is shown while the form stays. `key` names the draft, `texts` are what
    the fields of text begin with, by name.
    """

    box = "form-box"
    place = "form"
    is_new = True
    """Whether something is added, after which another one can be."""
    seen: Card | None = None
    """The card that is edited, as it was."""
    cleared: ClassVar[tuple[str, ...]] = ()
    """The fields that are empty again for the next one."""

    def __init__(self, key: str, texts: dict[str, str], take: Callable[[dict[str, Any]], Change | None]) -> None:
        super().__init__()
        self.take = take
        self._key = key
        self._texts = texts
        self._began = texts
        self.by_name: dict[str, Widget] = {}
        self._labels: dict[str, Rows] = {}
        self._head = Rows(id="form-head")
        self._gap = Rows(BLANK_ROW, classes="gap")
        self._remarks = Rows(BLANK_ROW, BLANK_ROW, id="form-remark")

    def heading(self) -> Row:
        """Return what the dialog is for."""
        raise NotImplementedError

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield each field with its name."""
        raise NotImplementedError

    def filled(self) -> dict[str, Any]:
        """Return what `take` is given; a DomainError says what is wrong."""
        raise NotImplementedError

    def above(self) -> Iterator[Widget]:
        """Yield what is to be seen while the fields are filled."""
        yield from ()

    def remarks(self) -> Iterator[str]:
        """Yield what is not obvious about what is typed; a DomainError says what is wrong."""
        yield ""

    def last_remark(self) -> str:
        """Return what is said in any case."""
        return ""

    def body(self) -> ComposeResult:
        """Make a row a field."""
        texts = self._began = self._texts | dict(self.custdev.take_draft(self._key))
        self.by_name = dict(self.fields(texts))
        yield self._head
        yield from self.above()
        for at, (name, field) in enumerate(self.by_name.items()):
            self._labels[name] = Rows(self._label(name, focused=False), classes="label")
            with Horizontal(classes="field"):
                yield self._labels[name]
                yield field
            if at == 0:
                yield self._gap
        yield self._remarks

    def text_field(self, name: str, text: str, kind: type[CleanInput] = CleanInput) -> tuple[str, Widget]:
        """Return a field of text."""
        field = kind(text, select_on_focus=False, compact=True, id=f"f-{name}")
        field.places, field.owner = super().places, self
        return name, field

    def on_mount(self) -> None:
        """Begin with the first field."""
        for field in self.by_name.values():
            if isinstance(field, CleanInput):
                field.followed_by = lambda value: self._remark()
        self._begin()
        self._remark()

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand; those that turn a word where one is picked."""
        return ("pick", *super().places) if isinstance(self.focused, Pick) else super().places

    def on_resize(self) -> None:
        """Leave the air out where the screen is low."""
        self._head.show(*self._air, self.heading(), *self._air)
        self._gap.display = bool(self._air)
        self.edge.display = self.app.size.height >= LOWEST_WITH_EDGE
        self._remark()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Move the focus mark to the field."""
        for name, field in self.by_name.items():
            self._labels[name].show(self._label(name, focused=field is event.widget))

    def go_on(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        self._select(self.focus_next() if step > 0 else self.focus_previous())

    def turn(self, step: int) -> None:
        """Pick the next word of the field, or the one before."""
        if isinstance(self.focused, Pick):
            self.focused.turn(step)
            self.turned()

    def turned(self) -> None:
        """Follow another word that was picked."""

    def leave(self) -> None:
        """Go back; what was typed is there again when the dialog is opened for the same."""
        self.keep_typed()
        self.dismiss(None)

    def keep_typed(self) -> None:
        """Make what is typed a draft."""
        typed = self.typed()
        if typed.texts:
            self.custdev.drafts.leave(self._key, typed)

    def save(self) -> None:
        """Save and close, once all was seen that is to be seen before."""
        if self.is_ready():
            self._hand_in()
            self.dismiss(None)

    def is_ready(self) -> bool:
        """Return whether it may be done; where something is to be seen before, that is asked for."""
        return True

    def save_and_next(self) -> None:
        """Save and begin another one; what is edited is only saved."""
        if not self.is_new:
            self.save()
            return
        self._hand_in()
        for name in self.cleared:
            self.fill(name, "")
        self.begin_next()
        self._begin()

    def begin_next(self) -> None:
        """Forget what the next one does not share."""

    def _begin(self) -> None:
        first = next(iter(self.by_name.values()))
        self.set_focus(first)
        self._select(first)

    def _select(self, field: Widget | None) -> None:
        """Select all of a field at once: what is typed next may be on its way already."""
        if isinstance(field, CleanInput):
            field.select_all()

    def _hand_in(self) -> None:
        change = self.take(self.filled())
        if change is not None:
            self.custdev.drafts.hand_in(change.event.uid, self._key, self.typed())

    def say_error(self, error: Exception) -> None:
        """Say why it was not done."""
        self._show_remark(f"! {error}", "danger bold")

    def typed(self) -> Typed:
        """Return what was typed here, without the fields that are as they were found."""
        texts = {name: field.value for name, field in self.by_name.items() if isinstance(field, CleanInput)}
        return Typed({name: text for name, text in texts.items() if text != self._texts[name]}, self.seen)

    def value(self, name: str) -> str:
        """Return what stands in a field of text; where there is no such field, what it would begin with."""
        field = self.by_name.get(name)
        return field.value if isinstance(field, CleanInput) else self._texts.get(name, "")

    def fill(self, name: str, text: str) -> None:
        """Put a text into a field."""
        field = self.by_name[name]
        if isinstance(field, CleanInput):
            field.value = text

    def picked(self, name: str) -> int:
        """Return which word of a field is chosen."""
        field = self.by_name[name]
        return field.index if isinstance(field, Pick) else 0

    def _remark(self) -> None:
        """Say what is not obvious, and what is wrong."""
        words: list[str] = []
        if self.is_mounted:
            try:
                words += self.remarks()
            except DomainError as error:
                words.append(str(error).removesuffix(" Nothing was changed."))
            except Exception as mistake:  # what is typed goes on
                words.append(mistake_sentence(mistake))
        words.append(self.last_remark())
        stored = AS_STORED if self._shows_names else ""
        self._show_remark(" · ".join(filter(None, (stored, " ".join(filter(None, words))))), "muted")

    @property
    def _shows_names(self) -> bool:
        """Whether a field began with what is hidden elsewhere, and still shows some of it."""
        mask = self.custdev.mask
        return any(mask.hides(self._began.get(name, "")) and mask.hides(self.value(name)) for name in self.by_name)

    def _show_remark(self, words: str, style: str) -> None:
        """Show words below the fields, in as many rows as they need; on a low screen in two, with nothing around."""
        width = min(FORM_WIDTH, self.app.size.width)
        lines = (
            wrap(Shown(self.custdev.mask.drawn(words, typed=True)), width - 6, MOST_REMARKS if self._air else 2)
            if words
            else []
        )
        rows = [heading_row(Span(line, style)) for line in lines]
        self._remarks.show(*self._air, *rows, *self._air)
        if style != "muted":
            self._remarks.scroll_visible(animate=False)

    @property
    def _air(self) -> list[Row]:
        """What is left free above and below, where there is room for it."""
        rows = sum(field.parent is None or field.parent.display for field in self.by_name.values())
        return [BLANK_ROW] if self.app.size.height >= ROOMY_FORM + max(0, rows - 7) else []

    def _label(self, name: str, *, focused: bool) -> Row:
        words = name.replace("-", " ")
        if focused:
            mark = Span(self.custdev.glyphs.focus, "accent")
            return Row((Span("  "), mark, Span(f" {words}", "bright bold")), (), SURFACE)
        return Row((Span(f"    {words}", "muted"),), (), SURFACE)
