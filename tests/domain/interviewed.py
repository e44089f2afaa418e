"""A world with one conversation in it that is noted from every side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.domain.world import World
from tui.domain import operations
from tui.domain.records import Note, Scene, Touchpoint
from tui.domain.records.vocabulary import Surroundings

SCENES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Is called back within the hour", {"scene": Scene(3, 2)}),
    ("Double charge on the invoice", {"scene": Scene(1, -1)}),
    ("two questions, no answer", {"scene": Scene(2, -2), "kind": "quote"}),
    ("Shows the unanswered mail", {"scene": Scene(2)}),
)


class Interviewed(World):
    """Ada was met yesterday: she may be quoted, unless `quoted` says no."""

    def __init__(self, *, quoted: bool = True) -> None:
        super().__init__()
        self.ada = self.person("Ada Example")
        if quoted:
            self.do(operations.give_consent, self.ada.uid, "quote")
        self.met = self.meet(expectation="She has moved on.", duration=25, channel="video")

    def meet(self, *people: str, **fields: Any) -> Touchpoint:
        """Log an interview about the first card."""
        change = self.do(
            operations.log_touchpoint, "interview", [*people] or [self.ada.uid], cards=[self.uid(1)], **fields
        )
        return self.workspace.touchpoints[next(iter(change.records["touchpoints"]))]

    def hear(self, text: str, **fields: Any) -> Note:
        """Note something from it, some minutes after what was noted before."""
        self.later(timedelta(minutes=6))
        given = {"people": [self.ada.uid], "card": self.uid(1), "touchpoint": self.met.uid} | fields
        change = self.do(operations.add_note, text, **given)
        return self.workspace.notes[next(iter(change.records["notes"]))]

    def fill(self) -> Interviewed:
        """Note what happened, what was around, what was said and what it comes to."""
        for text, fields in SCENES:
            self.hear(text, **fields)
        around: tuple[tuple[Surroundings, str], ...] = (("users", "he alone"), ("objects", "a paper diary"))
        for word, text in around:
            self.hear(text, scene=Scene(aeiou=word))
        self.hear("It is fine")
        self.hear("I stopped writing because nobody answered.", kind="quote", stance="refutes")
        self.hear("Keeps the last invoice in her wallet", kind="behaviour", stance="supports")
        self.hear("She would come back for one answer", kind="surprise")
        self.hear("To know that a question has arrived", kind="need")
        self.hear("tell her what became of it", kind="promise")
        return self
