"""The Learning Card: what was decided, observed, learned, and what is done next, with the evidence in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from textual.widget import Widget

from tui.app.board.board import Board
from tui.app.board.ledger import criterion_rows, evidence_rows
from tui.app.dialogs.form import FORM_WIDTH, Form, heading_row
from tui.app.look.clean_input import one_clean_line
from tui.app.look.paint import Row, Span
from tui.app.look.reading import Pick, Reading
from tui.app.typed import Typed
from tui.domain.records import Experiment, Learning
from tui.domain.records.change import Change
from tui.domain.work.iterations import DECISION_MEANS, DECISIONS

WRITTEN = {"observed": "observation", "learned": "learning"}
"""The fields of text, by what they are of a Learning Card."""
FEWEST_ACTIONS = 3
FIELDS, MOST_EVIDENCE, LEAST_EVIDENCE = 15, 14, 3


class DecideForm(Form):
    """Asks for a decision in words; deciding again begins with what is there."""

    place = "decide_form"
    footer_mode = "decide"
    is_new = False

    def __init__(self, board: Board, take: Callable[[dict[str, Any]], Change | None]) -> None:
        self.board = board
        self._long = _written(board.experiment)
        super().__init__(f"decide:{board.experiment.uid}", _texts(board.experiment), take)

    def heading(self) -> Row:
        """Say what is decided on."""
        title = self.custdev.mask.text(self.board.experiment.definition.title)
        what = f" on {title}, iteration {self.board.experiment.iteration}"
        return heading_row(Span("Decide", "bright bold"), Span(what, "muted"))

    def above(self) -> Iterator[Widget]:
        """Yield the evidence."""
        yield Reading(id="evidence")

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the decision, what was observed and learned, and a line for each next action."""
        decision = self.board.experiment.decision
        index = DECISIONS.index(decision) if decision else 0
        yield "decision", Pick(DECISIONS, index, lambda at: DECISION_MEANS[DECISIONS[at]], id="f-decision")
        for name, text in texts.items():
            yield self.text_field(name, text)

    def filled(self) -> dict[str, Any]:
        """Return what the operation takes; actions are those lines that are not empty."""
        actions = (self.value(name) for name in self._texts if name.startswith("action"))
        return {
            "decision": DECISIONS[self.picked("decision")],
            "observation": self._whole("observed"),
            "learning": self._whole("learned"),
            "actions": [text for text in actions if text.strip()],
        }

    def last_remark(self) -> str:
        """Say what is asked for."""
        missing = [what for name, what in WRITTEN.items() if not self.value(name).strip()]
        words = f"Say the {' and the '.join(missing)} in words. " if missing else ""
        return f"{words}An action can become a card or a board afterwards."

    def typed(self) -> Typed:
        """Return what was typed, texts of several lines as they were written."""
        typed = super().typed()
        return Typed({name: self._whole(name) if name in WRITTEN else text for name, text in typed.texts.items()})

    def on_resize(self) -> None:
        """Show as much of the evidence as there is room for beside the fields."""
        super().on_resize()
        evidence = self.query_one("#evidence", Reading)
        width = min(FORM_WIDTH, self.app.size.width)
        mask, within = self.custdev.mask, max(20, width - 10)
        rows = list(criterion_rows(self.board, mask, within)) if self.board.experiment.definition.test else []
        rows += evidence_rows(self.board, self.custdev.glyphs, mask, within)
        room = min(len(rows), MOST_EVIDENCE, self.app.size.height - FIELDS - max(0, len(self._texts) - 5))
        evidence.display = room >= LEAST_EVIDENCE
        evidence.styles.height = max(1, room)
        evidence.show(rows)

    def write(self) -> None:
        """Write what was observed or learned in the editor."""
        for name in WRITTEN:
            if self.by_name[name] is self.focused:
                written = self.custdev.write_in_editor(self._whole(name))
                if written is not None:
                    self._long[name] = written
                    self.fill(name, one_clean_line(written))

    def _whole(self, name: str) -> str:
        """Return a text as it was written, in several lines where the field shows them as one."""
        shown, long = self.value(name), self._long.get(name, "")
        return long if one_clean_line(long) == shown else shown


def _written(experiment: Experiment) -> dict[str, str]:
    learning = experiment.learning or Learning()
    return {"observed": learning.observation, "learned": learning.learning}


def _texts(experiment: Experiment) -> dict[str, str]:
    actions = experiment.learning.actions if experiment.learning else ()
    rows = max(FEWEST_ACTIONS, len(actions) + 1)
    lines = [action.text for action in actions] + [""] * (rows - len(actions))
    texts = {name: one_clean_line(text) for name, text in _written(experiment).items()}
    return texts | {f"action-{number}": text for number, text in enumerate(lines, start=1)}
