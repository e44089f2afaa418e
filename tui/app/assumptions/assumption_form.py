"""Asking for a claim and how much depends on it, and for the card that would test one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual.widget import Widget

from tui.app.dialogs.form import Form, heading_row
from tui.app.look.paint import Row, Span
from tui.app.look.reading import Pick
from tui.domain import operations
from tui.domain.records import Assumption, Experiment
from tui.domain.records.assumption import LEAST_IMPORTANT, MOST_IMPORTANT
from tui.domain.records.change import Change

WEIGHTS = [str(importance) for importance in range(LEAST_IMPORTANT, MOST_IMPORTANT + 1)]
STANDS = ("beside the chain", "next link of the chain")
_USUAL = 3


class AssumptionForm(Form):
    """Asks for a claim, or changes one. `done` is told its uid."""

    cleared: ClassVar[tuple[str, ...]] = ("claim",)

    def __init__(self, experiment: Experiment, old: Assumption | None, done: Callable[[str], None]) -> None:
        self.experiment, self.old, self._done = experiment, old, done
        self.is_new = old is None
        self.footer_mode = "form_measure" if self.is_new else "form_person"
        key = f"assumption:{old.uid if old else experiment.uid}"
        super().__init__(key, {"claim": old.text if old else ""}, self._save)

    def heading(self) -> Row:
        """Say what is asked."""
        words = "New assumption" if self.is_new else "Assumption"
        return heading_row(Span(words, "bright bold"), Span("  what must hold for the hypothesis to hold", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the claim, how much depends on it, and whether it is of the chain."""
        yield self.text_field("claim", texts["claim"])
        yield "importance", Pick(WEIGHTS, (self.old.importance if self.old else _USUAL) - 1, id="f-importance")
        yield "stands", Pick(STANDS, int(bool(self.old and self.old.link)), id="f-stands")

    def filled(self) -> dict[str, Any]:
        """Return what the operations take."""
        return {
            "text": self.value("claim"),
            "importance": self.picked("importance") + 1,
            "in_chain": bool(self.picked("stands")),
        }

    def remarks(self) -> Iterator[str]:
        """Say what importance is."""
        yield "Importance 5: without it the hypothesis falls. Evidence is counted, n on the map aims it."

    def _save(self, fields: dict[str, Any]) -> Change:
        session = self.custdev.session
        if self.old is not None:
            change = session.run(operations.edit_assumption, self.old.uid, **fields)
            self._done(self.old.uid)
            return change
        text = fields.pop("text")
        change = session.run(operations.add_assumption, self.experiment.uid, text, **fields)
        self._done(next(iter(change.records["assumptions"])))
        return change


class TestForm(Form):
    """Asks for the title of the card that would test an assumption. `done` is told the uid of that."""

    __test__ = False
    is_new = False
    footer_mode = "form_person"

    def __init__(self, assumption: Assumption, done: Callable[[str], None]) -> None:
        self.assumption, self._done = assumption, done
        super().__init__(f"test:{assumption.uid}", {"title": ""}, self._save)

    def heading(self) -> Row:
        """Say what is asked."""
        return heading_row(Span("What would test it?", "bright bold"), Span("  becomes a card", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the title."""
        yield self.text_field("title", texts["title"])

    def filled(self) -> dict[str, Any]:
        """Return the title."""
        return {"title": self.value("title")}

    def remarks(self) -> Iterator[str]:
        """Say what it is that is tested."""
        yield str(self.custdev.mask.line(self.assumption.text))

    def _save(self, fields: dict[str, Any]) -> Change:
        change = self.custdev.session.run(operations.card_for_assumption, self.assumption.uid, fields["title"])
        self._done(self.assumption.uid)
        return change
