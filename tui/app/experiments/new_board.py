"""The form of a new board: what its file is to say, which is in sight before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.background import in_background
from tui.app.dialogs.form import FORM_WIDTH, Form, heading_row
from tui.app.dialogs.overlay import BLANK_ROW
from tui.app.here import Here
from tui.app.look.clean_input import CleanInput
from tui.app.look.paint import Row, Shown, Span, cut
from tui.app.look.pasted import pasted_lines
from tui.app.look.rows import Rows
from tui.app.watching import BoardFiles
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import plural
from tui.session.new_boards import NewBoard, as_file, names_taken, new_board

FIELDS = (
    *("title", "key", "goals", "hypothesis", "metric", "criterion", "at-least"),
    *("columns", "cards", "expected", "outcome"),
)
BEGINS = {"columns": "TODO, DOING/3, DONE", "expected": "85% in 10 days"}
LISTS = ("goals", "cards")
LEAST_SHOWN, AROUND = 4, 11
"""How many rows of the file are worth showing, and how many are not for them beside the fields."""


def begin(here: Here) -> None:
    """Ask what a new board is to be; it is opened, and the first change to it starts it."""
    here.session.check_writable()
    here.app.push_screen(NewBoardForm(here))


def lines_of(text: str) -> list[str]:
    """Return what stands in a field that holds several things, with semicolons between them."""
    return [item.strip() for item in text.split(";") if item.strip()]


class Listing(CleanInput):
    """A field for several things; lines that are pasted become several, without the signs of a list before them."""

    def type_in(self, text: str) -> None:
        """Put semicolons between pasted lines."""
        super().type_in("; ".join(pasted_lines(text)) if "\n" in text else text)


class FileInSight(Rows):
    """What is going to be written."""

    echoes = True


class NewBoardForm(Form):
    """Asks for a board. Its file is written when that is saved, and the form stays until it is."""

    place = "board_form"
    footer_mode = "board_form"
    is_new = False

    def __init__(self, here: Here) -> None:
        super().__init__("new-board", {name: BEGINS.get(name, "") for name in FIELDS}, lambda fields: None)
        self._here = here
        self._ids, self._keys = names_taken(here.session, here.custdev.boards())
        self._file = FileInSight(id="new-board-file")
        self._is_writing = False

    def heading(self) -> Row:
        """Say that nothing is done yet."""
        return heading_row(Span("New board", "bright bold"), Span("  nothing is written before enter", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield a field for each thing a board says."""
        for name in FIELDS:
            yield self.text_field(name, texts[name], Listing if name in LISTS else CleanInput)

    def body(self) -> ComposeResult:
        """Make a row a field, and show the file below them."""
        yield from super().body()
        yield self._file

    def filled(self) -> dict[str, Any]:
        """Return what is typed, as it makes a board."""
        return {
            "title": self.value("title"),
            "key": self.value("key").strip().upper(),
            "goals": lines_of(self.value("goals")),
            "hypothesis": self.value("hypothesis"),
            "metric": self.value("metric"),
            "criterion": self.value("criterion"),
            "min_n": self.value("at-least"),
            "columns": self.value("columns"),
            "cards": lines_of(self.value("cards")),
            "service_level": self.value("expected"),
            "expected_outcome": self.value("outcome"),
        }

    def remarks(self) -> Iterator[str]:
        """Show the file, and say what the cards will be called; a DomainError says what is missing."""
        self._file.show()
        if not self.value("title").strip():
            yield "A title is enough."
            return
        board, text = as_file(NewBoard(**self.filled()), self._ids, self._keys)
        self._show_file(board.id, text)
        yield f"Cards become {board.key}-1, {board.key}-2 …"
        if board.cards:
            yield f"{plural(len(board.cards), 'card')} at first."

    def last_remark(self) -> str:
        """Say how several things are typed in the field that is filled now, or what a limit is."""
        name = next((name for name, field in self.by_name.items() if field is self.focused), "")
        return {
            "goals": "One to three, with ; between them.",
            "cards": "With ; between them, or paste a list.",
            "columns": "DOING/3 is a limit of 3: more are warned of, never stopped.",
            "criterion": "Such as >= 5, decided before we look.",
            "expected": "So many cards are finished in so many days.",
        }.get(name, "")

    def on_descendant_focus(self, event: Any) -> None:
        """Say what belongs into the field."""
        super().on_descendant_focus(event)
        self._remark()

    def save(self) -> None:
        """Write the file, and open the board."""
        if self._is_writing:
            return
        board, session = NewBoard(**self.filled()), self.custdev.session
        as_file(board, self._ids, self._keys)

        def write() -> tuple[BoardDefinition, Path, BoardFiles]:
            definition, path = new_board(session, board)
            return definition, path, self.custdev.board_files()

        self._is_writing = True
        in_background(self, "board-written", write, self._open, self._fail)

    def _fail(self, error: Exception) -> None:
        self._is_writing = False
        self.say_error(error)

    def _open(self, written: tuple[BoardDefinition, Path, BoardFiles]) -> None:
        definition, path, files = written
        host = self.custdev
        self.dismiss(None)
        host.take_board_files(files)
        host.open_board(definition.id)
        host.call_after_refresh(host.tell, f"Wrote boards/{path.name}. The first change starts it.")

    def _show_file(self, board_id: str, text: str) -> None:
        room = self.app.size.height - AROUND - len(FIELDS)
        if room < LEAST_SHOWN:
            return
        width = min(FORM_WIDTH, self.app.size.width) - 6
        lines = text.splitlines()[1:]
        shown = lines if len(lines) <= room else lines[: room - 1]
        rows = [heading_row(Span(cut(Shown(line), width), "muted")) for line in shown]
        if len(shown) < len(lines):
            rows.append(heading_row(Span(f"{len(lines) - len(shown)} more lines", "faint")))
        file = cut(Shown(f"boards/{board_id}.yaml"), width - 17)
        self._file.show(heading_row(Span("WILL BE WRITTEN  ", "muted bold"), Span(file)), *rows, BLANK_ROW)
