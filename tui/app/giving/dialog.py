"""The dialog in which one looks at what would leave, and lets it: nothing is written before `enter`."""

from __future__ import annotations

import time
from functools import partial

from msgspec.structs import replace
from textual import events

from tui.app.background import in_background
from tui.app.giving.above import items_of
from tui.app.giving.choice import WORD, Choice, Field, Given
from tui.app.giving.outcome import sent
from tui.app.giving.picture import GivePicture
from tui.app.giving.proof import Proof
from tui.session import giving

LETTERS = frozenset(WORD)


class GiveScreen(GivePicture):
    """Fields, what they come to, and what is to be known about it. It returns what has left, or None."""

    place = "give"
    _sending = False
    _shown_at = 0.0
    _expected: str | None = None
    """What is to leave as soon as it is made, where enter was quicker; empty where that was not seen yet."""

    def on_mount(self) -> None:
        """Show the fields at once, and the bytes when they are there."""
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Divide the screen anew."""
        self.call_after_refresh(self.show_all)

    def take_key(self, key: str) -> bool:
        """Take the letters of the word that has to be typed before names leave."""
        if not self.choice.has_names or self.typed == WORD or not (key in LETTERS or key == "backspace"):
            return False
        longer = self.typed[:-1] if key == "backspace" else self.typed + key
        self.typed = longer if WORD.startswith(longer) else key if key == WORD[0] else ""
        self.remark = ""
        self.show_fields()
        return True

    def choose_field(self, step: int) -> None:
        """Go to another field."""
        fields = self.offer.fields
        self.remark = ""
        self.focus_on: Field = fields[(fields.index(self.focus_on) + step) % len(fields)]
        self.show_fields()

    def turn(self, step: int) -> None:
        """Change the field: to its next value, or to what else may be included."""
        if self.focus_on == "include":
            self.remark = ""
            self.item = max(0, min(self.item + step, len(items_of(self.offer)) - 1))
            self.show_fields()
        else:
            self._choose(self.choice.turned(self.focus_on, step, self.offer))

    def turn_item(self) -> None:
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

    def look_at(self, number: int) -> None:
        """Look at a leftover."""
        mark = self.proof.mark_of(number) if self.proof is not None else None
        if mark is not None:
            self.in_full = False
            self.preview.look_at(mark)
            self.show_proof()
        elif self.proof is not None and number <= len(self.proof.sheet.leftovers):
            self._say(f"Leftover {number} is not in this format.")

    def page(self, step: int) -> None:
        """Show more lines, or those before."""
        self.preview.scroll_items(step * max(1, self.preview.room - 1))
        self.show_heading()

    def show_edge(self, end: int) -> None:
        """Show the first lines, or the last."""
        self.preview.scroll_to_edge(end)
        self.show_heading()

    def turn_names(self) -> None:
        """Show or hide names on the screen; what is written stays as it is."""
        if self.custdev.names_stay_hidden:
            self._say("Names stay hidden in a browser; a terminal shows them.")
            return
        self.custdev.names_shown = not self.custdev.names_shown
        self._ask()

    def leave(self) -> None:
        """Go back; nothing was written. What is on its way is waited for: it has to be remembered."""
        if not self._sending:
            self.dismiss(None)

    def write(self) -> None:
        """Let it leave, once it was made and its word typed; what changed since is shown first."""
        proof = self.proof
        if self._sending:
            return
        if self.choice.has_names and self.typed != WORD:
            self._say(f"It says who people are: type {WORD} first. Nothing was written.")
        elif self.maker.is_busy or proof is None:
            self._expected = ""
        elif proof.written is None:
            self._say(proof.refusal)
        elif proof.sheet.leftovers and self.custdev.key_time < self._shown_at:
            self._say(proof.to_look_at)
        elif self.maker.is_stale:
            self._expected = proof.written.text
            self._ask()
        else:
            self._send(proof.written)

    def take(self, proof: Proof) -> None:
        """Show what a choice became, and let it leave where that was asked for."""
        if not self.is_current:  # a dialog that is closed lets nothing leave
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
            self._say(proof.to_look_at)
        else:
            self._send(proof.written)

    def _choose(self, choice: Choice) -> None:
        if choice == self.choice:
            return
        if choice.kind != self.choice.kind:
            self.offer = self.offers[choice.kind]
            fits = choice.form in self.offer.forms
            choice = choice if fits else replace(choice, form=self.offer.forms[0])
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

    def say_error(self, error: Exception) -> None:
        """Say why something was not done."""
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.remark = self.custdev.mask.sentence(words)
        self.show_all()
