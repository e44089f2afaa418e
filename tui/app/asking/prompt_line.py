"""The line at the bottom of the screen: two rows in place of the message line, the board untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.await_remove import AwaitRemove
from textual.containers import Horizontal, Vertical

from tui.app.asking.prompts import Choice, Prompt
from tui.app.host import host_of
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.item_list import ItemList
from tui.app.look.masking import AS_STORED, Mask
from tui.app.look.paint import Row, Span, cut, width_of
from tui.app.look.rows import Rows
from tui.app.mishaps import Steady
from tui.domain.errors import DomainError

if TYPE_CHECKING:
    from tui.app.asking.line import Line

MOST_CHOICES = 8


class ChoiceList(ItemList):
    """The completions of what is typed."""

    background = "panel"
    echoes = True
    complete: Callable[[], object] | None = None
    """Takes the selected one into the field in which one types."""

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

    def let_go(self) -> None:
        """Show nothing, and complete nothing: the field is left."""
        self.show(())
        self.complete = None

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Take what was clicked."""
        event.stop()
        self.select(event.index)
        if self.complete is not None:
            self.complete()

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


class PromptLine(Steady, Vertical):
    """Asks one thing at a time. What its keys do is done at once, in the order in which they were pressed."""

    def __init__(self, prompt: Prompt, draft: str, choices: ChoiceList, line: Line) -> None:
        super().__init__(id="prompt")
        self.prompt = self._first = prompt
        self._draft = draft
        self._choices = choices
        self._line = line
        self._over = False
        self.label = Rows(id="prompt-label")
        self.field = CleanInput(draft, select_on_focus=False, compact=True)
        self.hint = Echo(id="prompt-hint")

    def compose(self) -> ComposeResult:
        """Make the label, the field and the row below."""
        with Horizontal(id="prompt-row"):
            yield self.label
            yield self.field
        yield self.hint

    def on_mount(self) -> None:
        """Take the focus."""
        self.field.highlighter = SignHighlighter(lambda: host_of(self).palette)
        self.field.places, self.field.owner = ("line",), self
        self._choices.complete = self.complete
        self.field.followed_by = lambda typed: self._follow()
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
        self._follow()  # another thing may be asked about the same words

    def finish(self) -> AwaitRemove:
        """Take no more keys, and go; return what is over when it is gone."""
        self._over = True
        return self.remove()

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken; it stays."""
        self.hint.show(Row((self._mark, Span(f" ! {sentence}", "danger bold")), (), "sel", 2))

    def enter(self) -> None:
        """Hand the line in; a completion that is offered for its end is taken first, or handed in itself."""
        chosen = self._choices.chosen
        if chosen is not None and self.prompt.takes_choice:
            self.set_text(chosen.line)
        elif chosen is not None and self.prompt.completes_first:
            self.set_text(chosen.line)
            return
        self._hand_in()

    def enter_and_again(self) -> None:
        """Hand the line in, and go on with what follows."""
        self._hand_in(and_again=True)

    def enter_also(self) -> None:
        """Hand the line in, and do what else it can."""
        if self.prompt.also is not None:
            self._hand_in(also=True)

    def leave(self) -> None:
        """Leave the line; what was typed is kept."""
        if not self._over:
            self._line.leave(self.prompt, self.field.value)

    def complete(self) -> None:
        """Take the selected completion, else turn to the next kind."""
        chosen = self._choices.chosen
        if chosen is not None:
            self.set_text(chosen.line)
        elif self.prompt.turn is not None:
            self.set_text(self.prompt.turn(self.field.value))

    def choose(self, step: int) -> None:
        """Mark another completion."""
        self._choices.choose_next(step)

    def write(self) -> None:
        """Go on in the editor, where the line is for longer texts, too."""
        if self.prompt.in_editor and not self._over:
            self._line.write(self.prompt, self.field.value)

    def keep_typed(self) -> None:
        """Make what is typed a draft; the line stays."""
        if not self._over:
            self._line.keep(self.prompt, self.field.value)

    def _hand_in(self, *, and_again: bool = False, also: bool = False) -> None:
        if not self._over:  # a second enter in the same breath comes when the line is closed
            again = and_again or self.prompt.always_again
            self._line.take(Entered(self.prompt, self.field.value, again, also))

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
        typed = self.field.value
        try:
            hint = self.prompt.hint(typed)
        except DomainError as error:
            hint = Row((Span(str(error), "danger"),))
        stored = (Span(f"{AS_STORED}   ", "muted"),) if self._began_with_names and self._mask.hides(typed) else ()
        self.hint.show(Row((self._mark, Span(" "), *stored, *hint.left), hint.right, "sel", 2))
        self._choices.show(self.prompt.choices(typed))
