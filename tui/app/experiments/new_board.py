"""The form of a new board: what its file is to say, which is in sight before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from tui.app.background import in_background
from tui.app.dialogs.form import FORM_WIDTH, Form, heading_row
from tui.app.dialogs.overlay import BLANK_ROW
from tui.app.here import Here
from tui.app.keys.keymap import key
from tui.app.look.clean_input import CleanInput
from tui.app.look.paint import Row, Shown, Span, cut
from tui.app.look.pasted import pasted_lines
from tui.app.look.reading import Pick
from tui.app.look.rows import Rows
from tui.app.typed import Typed
from tui.app.watching import BoardFiles
from tui.domain.errors import DomainError
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import clean_line, plural
from tui.session.new_boards import NewBoard, as_file, begun_like, board_from_text, definition_of, names_taken, new_board

BASED_ON = "based-on"
ATTRIBUTES = {
    "title": "title",
    "key": "key",
    "goals": "goals",
    "hypothesis": "hypothesis",
    "metric": "metric",
    "criterion": "criterion",
    "at-least": "min_n",
    "columns": "columns",
    "cards": "cards",
    "expected": "service_level",
    "outcome": "expected_outcome",
}
"""The fields of the form, and what each is of a board; what it is based on stands behind the key."""
EMPTY = NewBoard("", columns="TODO, DOING/3, DONE", service_level="85% in 10 days")
LISTS = ("goals", "cards")
LEAST_SHOWN, AROUND, AROUND_BESIDE = 4, 12, 9
"""How many rows of the file are worth showing, and how many are not for them below the fields, or beside them."""
BESIDE = 144
"""So many cells have room for the file beside the fields."""
MOST_CARDS = 200
"""A board of more is copied, not typed: its file takes too long to be made anew with every key."""


def begin(here: Here) -> None:
    """Ask what a new board is to be; it is opened, and the first change to it starts it."""
    here.session.check_writable()
    here.app.push_screen(NewBoardForm(here))


def lines_of(text: str) -> list[str]:
    """Return what stands in a field that holds several things, with semicolons between them."""
    return [item.strip() for item in text.split(";") if item.strip()]


def _texts(board: NewBoard) -> dict[str, str]:
    """Return what stands in the fields for a board."""
    values = {name: getattr(board, attribute) for name, attribute in ATTRIBUTES.items()}
    return {name: clean_line(value if isinstance(value, str) else "; ".join(value)) for name, value in values.items()}


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
        super().__init__("new-board", {**_texts(EMPTY), BASED_ON: ""}, lambda fields: None)
        self._here = here
        self._boards = [
            entry.definition
            for entry in here.custdev.boards()
            if entry.definition and len(entry.definition.cards) <= MOST_CARDS
        ]
        self._ids, self._keys = names_taken(here.session, here.custdev.boards())
        self._like, self._suggested = EMPTY, _texts(EMPTY)
        self._file = FileInSight(id="new-board-file")
        self._is_writing = False

    def heading(self) -> Row:
        """Say that nothing is done yet."""
        return heading_row(Span("New board", "bright bold"), Span("  nothing is written before enter", "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield a field for each thing a board says."""
        keys = [board.key for board in self._boards]
        index = keys.index(texts[BASED_ON]) + 1 if texts[BASED_ON] in keys else 0
        typed = {name: text for name, text in texts.items() if text != self._texts[name]}
        self._start_from(index)
        for name, suggested in self._suggested.items():
            yield self.text_field(name, typed.get(name, suggested), Listing if name in LISTS else CleanInput)
            if name == "key":
                yield BASED_ON, Pick(["empty", *keys], index, self._titled, id=f"f-{BASED_ON}")

    def turned(self) -> None:
        """Start from another board: what nobody typed is as there."""
        before = self._suggested
        self._start_from(self.picked(BASED_ON))
        for name, text in self._suggested.items():
            if self.value(name) == before[name]:
                self.fill(name, text)
        self._remark()

    def typed(self) -> Typed:
        """Return what was typed, and what it started from."""
        texts = {name: self.value(name) for name, text in self._suggested.items() if self.value(name) != text}
        index = self.picked(BASED_ON)
        return Typed(texts | ({BASED_ON: self._boards[index - 1].key} if index else {}))

    def _start_from(self, index: int) -> None:
        self._like = begun_like(self._boards[index - 1]) if index else EMPTY
        self._suggested = _texts(self._like)

    def _titled(self, index: int) -> str:
        return self.custdev.mask.text(self._boards[index - 1].title) if index else ""

    def body(self) -> ComposeResult:
        """Make a row a field, and show the file beside them, or below."""
        with Container(id="board-halves"):
            with Container(id="board-fields"):
                yield from super().body()
            yield self._file

    def on_resize(self) -> None:
        """Put the file where there is room for it."""
        self.set_class(self._is_beside, "beside")
        super().on_resize()

    @property
    def _is_beside(self) -> bool:
        return self.app.size.width >= BESIDE

    def filled(self) -> dict[str, Any]:
        """Return what is typed, as it makes a board; what nobody changed is as the board has it that it starts from."""
        typed: dict[str, Any] = {}
        for name, attribute in ATTRIBUTES.items():
            text = self.value(name)
            if text == self._suggested[name]:
                typed[attribute] = getattr(self._like, attribute)
            else:
                typed[attribute] = lines_of(text) if name in LISTS else text
        return typed | {"key": self.value("key").strip().upper(), "like": self._like.like}

    def remarks(self) -> Iterator[str]:
        """Show the file, and say what the cards will be called; a DomainError says what is missing."""
        self._file.show()
        if not self.value("title").strip():
            yield "A title is enough."
            return
        new = NewBoard(**self.filled())
        if len(new.cards) > MOST_CARDS:
            board = definition_of(new, self._ids, self._keys)
        else:
            board, text = as_file(new, self._ids, self._keys)
            self._show_file(board.id, text)
        yield f"Cards become {board.key}-1, {board.key}-2 …"
        if board.cards:
            yield f"{plural(len(board.cards), 'card')} at first."

    def last_remark(self) -> str:
        """Say how several things are typed in the field that is filled now, or what a limit is."""
        name = next((name for name, field in self.by_name.items() if field is self.focused), "")
        return {
            BASED_ON: f"{key('go.left')} {key('go.right')} choose a board; what you do not change is as there.",
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
        definition_of(board, self._ids, self._keys)

        def write() -> tuple[BoardDefinition, Path, BoardFiles]:
            definition, path = new_board(session, board)
            return definition, path, self.custdev.board_files()

        self._is_writing = True
        in_background(self, "board-written", write, self._open, self._fail)

    def write_on(self) -> None:
        """Go on in the editor with the text of the file; what is saved there is written as it is, and opened."""
        _, text = as_file(NewBoard(**self.filled()), self._ids, self._keys)
        self.custdev.write_in_editor(text, self._take_written)

    def _take_written(self, text: str) -> None:
        host = self.custdev
        try:
            definition, path = board_from_text(host.session, text)
        except DomainError as error:
            self.say_error(error)
            raise
        self._is_writing = True
        in_background(
            self, "board-written", host.board_files, lambda files: self._open((definition, path, files)), self._fail
        )

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
        below = AROUND + len(ATTRIBUTES)
        room = self.app.size.height - (AROUND_BESIDE if self._is_beside else below)
        if room < LEAST_SHOWN:
            return
        width = min(FORM_WIDTH, self.app.size.width) - 6
        lines = text.splitlines()[1:]
        shown = lines if len(lines) <= room else lines[: room - 1]
        rows = [heading_row(Span(cut(Shown(line), width), "muted")) for line in shown]
        if len(shown) < len(lines):
            rows.append(heading_row(Span(f"{len(lines) - len(shown)} more lines", "faint")))
        file = cut(Shown(f"boards/{board_id}.yaml"), width - 17)
        head = heading_row(Span("WILL BE WRITTEN  ", "muted bold"), Span(file))
        self._file.show(*[BLANK_ROW] * self._is_beside, head, *[BLANK_ROW] * self._is_beside, *rows, BLANK_ROW)
