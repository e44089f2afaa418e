"""The line at the bottom of the screen: two rows in place of the message line, the board untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from tui.app.asking.prompts import Choice, Prompt
from tui.app.host import host_of
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.masking import AS_STORED, Mask
from tui.app.look.paint import Row, Span, cut, width_of
from tui.app.look.rows import ItemList, Rows

MOST_CHOICES = 8


class ChoiceList(ItemList):
    """The completions of what is typed."""

    background = "panel"
    echoes = True

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.choices: Sequence[Choice] = ()
        self.display = False

    def show(self, choices: Sequence[Choice]) -> None:
        """Show choices, the first one selected; none hides the list."""
        self.choices = choices
        self.display = bool(choices)
        self.selected = 0
        self.styles.height = min(MOST_CHOICES, len(choices))
        self.set_heights([1] * len(choices))

    def choose_next(self, step: int) -> None:
        """Select the next or previous choice."""
        if self.choices:
            self.select(((self.selected or 0) + step) % len(self.choices))

    @property
    def chosen(self) -> Choice | None:
        """The selected choice."""
        return self.choices[self.selected or 0] if self.choices and self.display else None

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return one choice."""
        if index >= len(self.choices):
            return ()
        choice = self.choices[index]
        chosen = index == self.selected
        bar = Span(self.host.glyphs.idle if chosen else " ", "accent")
        return (Row((bar, Span(" "), *choice.spans), choice.right, "sel" if chosen else "panel", 1),)


class Echo(Rows):
    """Rows that say what becomes of what is typed."""

    echoes = True


class Entered(NamedTuple):
    """A line as it was entered, perhaps to be followed by another, or `also` to log a touchpoint."""

    prompt: Prompt
    text: str
    and_again: bool = False
    also: bool = False


class Taker(Protocol):
    """Who asks: takes what is entered, and what is left of a line."""

    def take_line(self, entered: Entered) -> None:
        """Take a line; a refusal is shown in it."""

    def leave_line(self, prompt: Prompt, text: str) -> None:
        """Take back a line that was left; its text is kept."""

    def write_line(self, prompt: Prompt, text: str) -> None:
        """Go on with a line in the editor."""


class PromptLine(Vertical):
    """Asks one thing at a time. What its keys do is done at once, in the order in which they were pressed."""

    label = query_one("#prompt-label", Rows)
    hint = query_one("#prompt-hint", Rows)
    field = query_one(CleanInput)

    def __init__(self, prompt: Prompt, draft: str, choices: ChoiceList, taker: Taker) -> None:
        super().__init__(id="prompt")
        self.prompt = self._first = prompt
        self._draft = draft
        self._choices = choices
        self._taker = taker
        self._followed: str | None = None
        self._over = False

    def compose(self) -> ComposeResult:
        """Make the label, the field and the row below."""
        with Horizontal(id="prompt-row"):
            yield Rows(id="prompt-label")
            yield CleanInput(self._draft, select_on_focus=False, compact=True)
        yield Echo(id="prompt-hint")

    def on_mount(self) -> None:
        """Take the focus."""
        self.field.highlighter = SignHighlighter(lambda: host_of(self).palette)
        self.field.commands = self._commands()
        self._show_label()
        self.screen.set_focus(self.field)
        self.field.cursor_position = len(self._draft)
        one_thing = not self.prompt.in_editor and not self.prompt.completes_first
        if self._draft and self._draft == self.prompt.value and one_thing:
            self.field.select_all()
        self._follow()

    def ask(self, prompt: Prompt) -> None:
        """Ask another thing in the same line."""
        self.prompt = prompt
        self._show_label()
        self.set_text(prompt.value)

    def _show_label(self) -> None:
        sign = Span(f"  {self.label.host.glyphs.prompt}  ", "muted")
        label = cut(self.label.host.mask.sentence(self.prompt.label), max(8, self.app.size.width // 3))
        text = Row((self._mark, Span(f" {label}", "accent bold"), sign), (), "sel")
        self.label.styles.width = width_of(text.left)
        self.label.show(text)

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self.field.value = text
        self.field.cursor_position = len(text)
        self._follow()

    def finish(self) -> None:
        """Take no more keys, and go."""
        self._over = True
        self.remove()

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken; it stays."""
        self.hint.show(Row((self._mark, Span(f" ! {sentence}", "danger bold")), (), "sel", 2))

    def on_input_changed(self) -> None:
        """Say what saving will do, and offer completions."""
        if self._followed != self.field.value:
            self._follow()

    def _commands(self) -> dict[str, Callable[[], None]]:
        return {
            "enter": self._enter,
            "ctrl+n": lambda: self._hand_in(and_again=True),
            "ctrl+t": self._enter_also,
            "escape": self._leave,
            "ctrl+c": self._leave,
            "tab": self.action_complete,
            "down": lambda: self._choose(1),
            "up": lambda: self._choose(-1),
            "ctrl+o": self._write,
        }

    def _enter(self) -> None:
        """Hand the line in; a completion that is offered for its end is taken first, or handed in itself."""
        chosen = self._chosen()
        if chosen is not None and self.prompt.takes_choice:
            self.set_text(chosen.line)
        elif chosen is not None and self.prompt.completes_first:
            self.set_text(chosen.line)
            return
        self._hand_in()

    def _enter_also(self) -> None:
        if self.prompt.also is not None:
            self._hand_in(also=True)

    def _leave(self) -> None:
        if not self._over:
            self._taker.leave_line(self.prompt, self.field.value)

    def action_complete(self) -> None:
        """Take the selected completion, else turn to the next kind."""
        chosen = self._chosen()
        if chosen is not None:
            self.set_text(chosen.line)
        elif self.prompt.turn is not None:
            self.set_text(self.prompt.turn(self.field.value))

    def _choose(self, step: int) -> None:
        self._chosen()
        self._choices.choose_next(step)

    def _write(self) -> None:
        if self.prompt.in_editor and not self._over:
            self._taker.write_line(self.prompt, self.field.value)

    def _chosen(self) -> Choice | None:
        """Return the selected completion of what is typed by now."""
        self.on_input_changed()
        return self._choices.chosen

    def _hand_in(self, *, and_again: bool = False, also: bool = False) -> None:
        if not self._over:  # a second enter in the same breath comes when the line is closed
            again = and_again or self.prompt.always_again
            self._taker.take_line(Entered(self.prompt, self.field.value, again, also))

    @property
    def _mask(self) -> Mask:
        return host_of(self).mask

    @property
    def _began_with_names(self) -> bool:
        """Whether the line began with something that is hidden elsewhere."""
        return self._mask.hides(self._draft if self.prompt is self._first else self.prompt.value)

    @property
    def _mark(self) -> Span:
        return Span(self.label.host.glyphs.focus, "accent")

    def _follow(self) -> None:
        typed = self._followed = self.field.value
        hint = self.prompt.hint(typed)
        stored = (Span(f"{AS_STORED}   ", "muted"),) if self._began_with_names and self._mask.hides(typed) else ()
        self.hint.show(Row((self._mark, Span(" "), *stored, *hint.left), hint.right, "sel", 2))
        self._choices.show(self.prompt.choices(typed))
