"""Asking what an insight says, whom it was told to, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from textual.widget import Widget

from tui.app.dialogs.form import Form, heading_row
from tui.app.dialogs.record_list import TakeDialog
from tui.app.look.paint import Row, Span, sheet_row
from tui.domain import operations
from tui.domain.records import Experiment, Insight
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import DISCIPLINES, Discipline
from tui.domain.time.dates import dated_words, day_words, parse_day


class DisciplineChoice(TakeDialog[Discipline]):
    """Returns a discipline; None goes back. Those that were told have the day beside them."""

    place = footer_mode = "discipline"

    def __init__(self, insight: Insight) -> None:
        super().__init__()
        self._shared = {one.discipline: one.at for one in insight.shared}

    def values(self) -> Sequence[Discipline]:
        """Return the disciplines."""
        return DISCIPLINES

    def heading(self) -> Row:
        """Ask whom."""
        return sheet_row(Span("Who was told?", "bright bold"))

    def items(self) -> list[Row]:
        """Return the disciplines."""
        session = self.custdev.session
        days = {name: day_words(session.policy.day(at), session.today) for name, at in self._shared.items()}
        return [Row((Span(name),), (Span(days.get(name, ""), "muted"),)) for name in DISCIPLINES]


class InsightForm(Form):
    """Changes what an insight says, and when it is looked at again. `done` is told then."""

    is_new = False
    footer_mode = "form_person"

    def __init__(self, insight: Insight, done: Callable[[], None]) -> None:
        self.insight, self._done = insight, done
        again = insight.review_by.isoformat() if insight.review_by else ""
        super().__init__(f"insight:{insight.uid}", {"says": insight.statement, "look-again": again}, self._save)

    def heading(self) -> Row:
        """Say what is asked."""
        return heading_row(Span("Insight", "bright bold"), Span("  what it says; facts stay in the notes", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield what it says, and when it is looked at again."""
        yield from (self.text_field(name, texts[name]) for name in ("says", "look-again"))

    def filled(self) -> dict[str, Any]:
        """Return what the operation takes."""
        day = self.value("look-again").strip()
        return {
            "statement": self.value("says"),
            "review_by": parse_day(day, self.custdev.session.today) if day else None,
        }

    def remarks(self) -> Iterator[str]:
        """Say which day is meant."""
        day, today = self.value("look-again").strip(), self.custdev.session.today
        yield (
            f"To be looked at again on {dated_words(parse_day(day, today))}." if day else "Looked at again: +90d, 1 Mar"
        )

    def _save(self, fields: dict[str, Any]) -> Change:
        change = self.custdev.session.run(operations.edit_insight, self.insight.uid, **fields)
        self._done()
        return change


class RecommendForm(Form):
    """Asks for the title of the card that follows from an insight, on a board. `done` is told then."""

    is_new = False
    footer_mode = "form_person"

    def __init__(self, insight: Insight, target: Experiment, done: Callable[[], None]) -> None:
        self.insight, self.target, self._done = insight, target, done
        super().__init__(f"recommend:{insight.uid}", {"title": ""}, self._save)

    def heading(self) -> Row:
        """Say what is asked."""
        board = f"  becomes a card of {self.target.key}, with a link back"
        return heading_row(Span("So we will", "bright bold"), Span(board, "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the title."""
        yield self.text_field("title", texts["title"])

    def filled(self) -> dict[str, Any]:
        """Return the title."""
        return {"title": self.value("title")}

    def remarks(self) -> Iterator[str]:
        """Say from what it follows."""
        yield str(self.custdev.mask.line(self.insight.statement))

    def _save(self, fields: dict[str, Any]) -> Change:
        session = self.custdev.session
        change = session.run(operations.recommend_new_card, self.insight.uid, fields["title"], into=self.target.uid)
        self._done()
        return change
