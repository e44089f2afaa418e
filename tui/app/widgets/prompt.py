"""The line at the bottom of the screen: two rows in place of the message line, the board untouched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message

from tui.app.host import Host
from tui.app.paint import Row, Span, cut, width_of
from tui.app.prompts import Choice, Prompt
from tui.app.widgets.clean_input import CleanInput, SignHighlighter
from tui.app.widgets.rows import ItemList, Rows

MOST_CHOICES = 8


class ChoiceList(ItemList):
    """The completions of what is typed."""

    background = "panel"

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


class PromptLine(Vertical):
    """Asks one thing at a time; `Submitted` carries the text, `Cancelled` what was typed so far."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Cancel"),
        ("ctrl+c", "cancel", "Cancel"),
        ("tab", "complete", "Complete"),
        ("down", "choose(1)", "Next"),
        ("up", "choose(-1)", "Previous"),
        ("ctrl+o", "editor", "Open the editor"),
        ("ctrl+n", "submit_and_again", "Save and write another"),
        ("ctrl+t", "submit_also", "Save, and log a touchpoint"),
    ]

    class Submitted(Message):
        """The line was entered, perhaps to be followed by another."""

        def __init__(self, prompt: Prompt, text: str, *, and_again: bool = False, also: bool = False) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text
            self.and_again = and_again
            self.also = also

    class Cancelled(Message):
        """The line was left; the text is kept as a draft."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text

    class EditorWanted(Message):
        """The text is to be written in the editor."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text

    label = query_one("#prompt-label", Rows)
    hint = query_one("#prompt-hint", Rows)
    field = query_one(CleanInput)

    def __init__(self, prompt: Prompt, draft: str, choices: ChoiceList) -> None:
        super().__init__(id="prompt")
        self.prompt = prompt
        self._draft = draft
        self._handed_in = False
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Make the label, the field and the row below."""
        with Horizontal(id="prompt-row"):
            yield Rows(id="prompt-label")
            yield CleanInput(self._draft, select_on_focus=False, compact=True)
        yield Rows(id="prompt-hint")

    def on_mount(self) -> None:
        """Take the focus."""
        self.field.highlighter = SignHighlighter(lambda: cast(Host, self.app).palette)
        self._show_label()
        self.field.focus()
        self.field.cursor_position = len(self._draft)
        if self._draft and self._draft == self.prompt.value and not self.prompt.in_editor:
            self.field.select_all()
        self._follow()

    def ask(self, prompt: Prompt, text: str, handed_in: str = "") -> None:
        """Ask another thing in the same line."""
        self.prompt = prompt
        self._show_label()
        self.go_on(text, handed_in)
        self._follow()

    def go_on(self, text: str, handed_in: str) -> None:
        """Begin another line; what was typed behind the one that was handed in, in the same breath, is part of it."""
        typed = self.field.value
        ahead = typed.removeprefix(handed_in) if handed_in and typed.startswith(handed_in) else ""
        self.set_text(text + ahead)

    def _show_label(self) -> None:
        sign = Span(f"  {self.label.host.glyphs.prompt}  ", "muted")
        label = cut(self.prompt.label, max(8, self.app.size.width // 3))
        text = Row((self._mark, Span(f" {label}", "accent bold"), sign), (), "sel")
        self.label.styles.width = width_of(text.left)
        self.label.show(text)

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self._handed_in = False
        self.field.value = text
        self.field.cursor_position = len(text)

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken; it stays."""
        self._handed_in = False
        self.hint.show(Row((self._mark, Span(f" ! {sentence}", "danger bold")), (), "sel", 2))

    def on_input_changed(self) -> None:
        """Say what saving will do, and offer completions."""
        self._follow()

    def on_input_submitted(self) -> None:
        """Hand the line in; a completion that is offered for its end is taken first, or handed in itself."""
        chosen = self._choices.chosen
        if chosen is not None and self.prompt.takes_choice:
            self.set_text(chosen.line)
        elif chosen is not None and self.prompt.completes_first:
            self.set_text(chosen.line)
            return
        self._hand_in()

    def action_submit_and_again(self) -> None:
        """Hand the line in and stay for another one."""
        self._hand_in(and_again=True)

    def action_submit_also(self) -> None:
        """Hand the line in, and log a touchpoint with it."""
        if self.prompt.also is not None:
            self._hand_in(also=True)

    def action_cancel(self) -> None:
        """Leave the line."""
        self.post_message(self.Cancelled(self.prompt, self.field.value))

    def action_complete(self) -> None:
        """Take the selected completion, else turn to the next kind."""
        chosen = self._choices.chosen
        if chosen is not None:
            self.set_text(chosen.line)
        elif self.prompt.turn is not None:
            self.set_text(self.prompt.turn(self.field.value))

    def action_choose(self, step: int) -> None:
        """Select another completion."""
        self._choices.choose_next(step)

    def action_editor(self) -> None:
        """Go on in the editor."""
        if self.prompt.in_editor:
            self.post_message(self.EditorWanted(self.prompt, self.field.value))

    @property
    def _mark(self) -> Span:
        return Span(self.label.host.glyphs.focus, "accent")

    def _hand_in(self, *, and_again: bool = False, also: bool = False) -> None:
        if not self._handed_in:  # a second enter in the same breath must not save the line twice
            self._handed_in = True
            again = and_again or self.prompt.always_again
            self.post_message(self.Submitted(self.prompt, self.field.value, and_again=again, also=also))

    def _follow(self) -> None:
        typed = self.field.value
        hint = self.prompt.hint(typed)
        self.hint.show(Row((self._mark, Span(" "), *hint.left), hint.right, "sel", 2))
        self._choices.show(self.prompt.choices(typed))
