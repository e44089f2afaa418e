"""The dialog in which one looks at what would leave, and lets it: nothing is written before `enter`."""

from __future__ import annotations

import time
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import Binding, BindingType

from tui.app.background import in_background
from tui.app.giving.choice import WORD, Choice, Field
from tui.app.giving.field_rows import items_of
from tui.app.giving.maker import sent
from tui.app.giving.picture import GivePicture
from tui.app.giving.proof import Proof
from tui.app.giving.words import Given
from tui.domain.text import plural
from tui.session import giving

LETTERS = frozenset(WORD)


class GiveScreen(GivePicture):
    """Fields, what they come to, and what is to be known about it. It returns what has left, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", show=False),
        Binding("tab,down,j", "field(1)", "Next field", show=False),
        Binding("shift+tab,up,k", "field(-1)", "Field before", show=False),
        Binding("right,l", "turn(1)", "Next value", show=False),
        Binding("left,h", "turn(-1)", "Value before", show=False),
        Binding("space", "space", "Include, or all that was done to it", show=False),
        Binding("pagedown", "page(1)", "More lines", show=False),
        Binding("pageup", "page(-1)", "Lines before", show=False),
        Binding("end,G", "edge(1)", "Last line", show=False),
        Binding("home,g", "edge(-1)", "First line", show=False),
        Binding("asterisk", "names", "Show or hide names", show=False),
        *(Binding(str(number), f"look({number})", f"Leftover {number}", show=False) for number in range(1, 10)),
        Binding("escape,ctrl+c,q", "leave", "Leave", show=False),
    ]
    _sending = False
    _is_left = False
    _shown_at = 0.0
    _expected: str | None = None
    """What is to leave as soon as it is made, where enter was quicker; empty where that was not seen yet."""

    def on_mount(self) -> None:
        """Show the fields at once, and the bytes when they are there."""
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Divide the screen anew."""
        self.call_after_refresh(self.show_all)

    def on_key(self, event: events.Key) -> None:
        """Take the letters of the word that has to be typed before names leave."""
        if not self.choice.has_names or self.typed == WORD:
            return
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.character in LETTERS:
            longer = self.typed + event.character
            self.typed = longer if WORD.startswith(longer) else event.character if event.character == WORD[0] else ""
        else:
            return
        event.stop()
        self.remark = ""
        self.show_fields()

    def action_field(self, step: int) -> None:
        """Go to another field."""
        fields = self.offer.fields
        self.remark = ""
        self.focus_on: Field = fields[(fields.index(self.focus_on) + step) % len(fields)]
        self.show_fields()

    def action_turn(self, step: int) -> None:
        """Change the field: to its next value, or to what else may be included."""
        if self.focus_on == "include":
            self.remark = ""
            self.item = max(0, min(self.item + step, len(items_of(self.offer)) - 1))
            self.show_fields()
        else:
            self._choose(self.choice.turned(self.focus_on, step, self.offer))

    def action_space(self) -> None:
        """Include what is pointed at or not; on another field, show all that was done to it, or the bytes again."""
        if self.focus_on == "include":
            name = items_of(self.offer)[self.item][0]
            if name == "plain_notes" and self.choice.settled:
                self._say(self.choice.settled)
            else:
                self._choose(self.choice.toggled(name))
        elif self.proof is not None:
            self.in_full = not self.in_full
            self.show_proof()

    def action_look(self, number: int) -> None:
        """Look at a leftover."""
        mark = self.proof.mark_of(number) if self.proof is not None else None
        if mark is not None:
            self.in_full = False
            self.preview.look_at(mark)
            self.show_proof()
        elif self.proof is not None and number <= len(self.proof.sheet.leftovers):
            self._say(f"Leftover {number} is not in this format.")

    def action_page(self, step: int) -> None:
        """Show more lines, or those before."""
        self.preview.scroll_by(step * max(1, self.preview.room - 1))
        self.show_heading()

    def action_edge(self, end: int) -> None:
        """Show the first lines, or the last."""
        self.preview.scroll_to_edge(end)
        self.show_heading()

    def action_names(self) -> None:
        """Show or hide names on the screen; what is written stays as it is."""
        self.custdev.names_shown = not self.custdev.names_shown
        self._ask()

    def action_leave(self) -> None:
        """Go back; nothing was written. What is on its way is waited for: it has to be remembered."""
        if not self._sending and not self._is_left:
            self._is_left = True
            self.dismiss(None)

    def action_write(self) -> None:
        """Let it leave, once it was made and its word typed; what changed since is shown first."""
        proof = self.proof
        if self._sending or self._is_left:
            return
        if self.choice.has_names and self.typed != WORD:
            self._say(f"It says who people are: type {WORD} first. Nothing was written.")
        elif self.maker.is_busy or proof is None:
            self._expected = ""
        elif proof.written is None:
            self._say(proof.refusal)
        elif proof.sheet.leftovers and self.custdev.key_time < self._shown_at:
            self._say_leftovers(proof)
        elif self.maker.is_stale:
            self._expected = proof.written.text
            self._ask()
        else:
            self._send(proof.written)

    def take(self, proof: Proof) -> None:
        """Show what a choice became, and let it leave where that was asked for."""
        if self._is_left:  # a dialog that is closing lets nothing leave
            return
        expected, self._expected = self._expected, None
        self.proof = replace(proof, choice=self.choice)
        self._shown_at = time.monotonic()
        self.show_all()
        if expected is None:
            return
        if proof.written is None:
            self._say(proof.refusal)
        elif expected and proof.written.text != expected:
            self._say("Something was changed just now, and this is how it is. Nothing was written yet.")
        elif not expected and proof.sheet.leftovers:
            self._say_leftovers(proof)
        else:
            self._send(proof.written)

    def _say_leftovers(self, proof: Proof) -> None:
        """Say that there is something to look at: who pressed enter before it was there cannot have."""
        count = len(proof.sheet.leftovers)
        self._say(f"There {plural(count, 'word is', 'words are')} to look at first. Nothing was written yet.")

    def _choose(self, choice: Choice) -> None:
        if choice == self.choice:
            return
        before, self.choice = self.choice, choice
        self.remark, self._expected = "", None
        if not choice.has_names:
            self.typed = ""
        if choice.content == before.content and self.proof is not None and not self.maker.is_busy:
            self.proof = replace(self.proof, choice=choice)
            self.show_all()
            return
        self.show_fields()
        self._ask()

    def _ask(self) -> None:
        hidden = self.choice.has_names and not self.custdev.names_shown
        self.maker.ask(self.offer, self.choice, self.custdev.mask.text if hidden else None)

    def _send(self, written: giving.Written) -> None:
        self._sending = True
        send = partial(sent, self.app, self.custdev.session, written, self.choice.place)
        in_background(self, "sending", send, self._left, self._stay)

    def _left(self, given: Given) -> None:
        self._sending = False
        self.dismiss(given)

    def _stay(self, error: Exception) -> None:
        self._sending = False
        reason = f"{error.strerror or error}." if isinstance(error, OSError) else str(error)
        self._say(f"Could not write it. {reason} The board itself is safe.")

    def _say(self, words: str) -> None:
        self.remark = self.custdev.mask.sentence(words)
        self.show_all()
