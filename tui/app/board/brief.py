"""Texts to read over a screen: what an experiment is about, what was said so far, the sheet before an interview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tui.app.board.board import Board
from tui.app.board.ledger import criterion_rows, evidence_rows, learning_rows, lineage_rows
from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.keys.keymap import key
from tui.app.look.paint import Row, Shown, Span, sheet_row, sheet_rows, wrap_all
from tui.session.board_settings import settings_lines


class ReadingScreen(ReadingOverlay[None]):
    """A text over the screen."""

    place = "text"
    box = "reading-box"

    def show_all(self) -> None:
        """Show the text."""
        self.reading.show(list(self.lines(self.room)))

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the rows of the text for a width."""
        raise NotImplementedError


def titled(title: str, text: Shown, width: int, style: str = "text") -> Iterator[Row]:
    """Yield a section: its name and its text, followed by a blank row."""
    yield sheet_row(Span(title, "muted bold"))
    yield from sheet_rows(text, width, style)
    yield BLANK_ROW


class BriefScreen(ReadingScreen):
    """Hypothesis, test, the evidence behind its count and what was learned from it, goals and expected outcome.

    Where a decision leads to something, one can go on to that, which `act` opens.
    """

    def __init__(self, board: Board, act: Callable[[], None]) -> None:
        super().__init__()
        self.board = board
        self._act = act
        learning = board.experiment.learning
        if learning and learning.actions:
            self.place = self.footer_mode = "brief"

    def go_on(self) -> None:
        """Close this, and choose an action."""
        self.dismiss(None)
        self._act()

    def lines(self, width: int) -> Iterator[Row]:
        """Yield what the definition says, and what speaks for and against it."""
        mask = self.custdev.mask
        definition = self.board.experiment.definition
        yield BLANK_ROW
        yield sheet_row(Span(mask.text(definition.title), "bright bold"), Span(f"  {definition.key}", "muted"))
        yield BLANK_ROW
        yield from lineage_rows(self.board, mask, width)
        yield from learning_rows(self.board, mask, width)
        yield from titled("HYPOTHESIS", mask.text(definition.hypothesis or "none written yet"), width)
        yield from criterion_rows(self.board, mask, width)
        yield from evidence_rows(self.board, self.custdev.glyphs, mask, width)
        if (worst := self.board.riskiest) is not None:
            words = f"{worst.assumption.text} (importance {worst.assumption.importance})"
            yield from titled("RISKIEST UNTESTED", mask.text(words), width, "warn")
        goals = "\n".join(f"• {goal}" for goal in definition.goals) or "none yet"
        yield from titled("GOALS", mask.text(goals), width)
        yield from titled("EXPECTED OUTCOME", mask.text(definition.expected_outcome or "none written yet"), width)
        if definition.related:
            yield from titled("RELATED", mask.text("\n".join(definition.related)), width)
        if definition.notes:
            yield from titled("NOTES", mask.text("\n\n".join(definition.notes)), width)
        columns, level = settings_lines(definition)
        yield from titled("COLUMNS AND SERVICE LEVEL", mask.text(f"{columns} · {level}"), width)
        yield from titled("FILE", self._file(), width, "muted")

    def _file(self) -> Shown:
        """Say where the file of the board is, and how it is changed."""
        entry = self.custdev.edition(self.board.experiment.board_id)
        if entry is None:
            return Shown("The file is not there any more; what it said is kept in the workspace.")
        ways = f"{key('board.limit')} wip, columns and service level set them in it, edit board opens it."
        if entry.source == "shipped":
            return Shown(f"It ships with custdev, and is copied into boards/ before it is changed. {ways}")
        return self.custdev.mask.line(f"boards/{entry.path.name}  {ways}")


class MessagesScreen(ReadingScreen):
    """The latest messages of this session, the newest first."""

    def __init__(self, spoken: Sequence[str]) -> None:
        super().__init__()
        self.spoken = list(reversed(spoken))

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the messages."""
        yield BLANK_ROW
        words = self.custdev.mask.sentence("\n".join(self.spoken) or "Nothing was said yet.")
        yield from titled("MESSAGES", words, width)


class MeetingScreen(ReadingScreen):
    """The sheet that `custdev session` prints: who comes, what they agreed to, said last and wait for, and the guide.

    It is as our team may see it, without names.
    """

    def __init__(self, touchpoint: str) -> None:
        super().__init__()
        self.touchpoint = touchpoint

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the sheet, headings standing out."""
        # The brief of a board is opened by a key, and waits for none of this.
        from tui.domain.people.meeting import meeting_lines, meeting_of
        from tui.domain.privacy.seen import SeenWorkspace
        from tui.domain.privacy.sight import Sight

        session = self.custdev.session
        policy, today = session.policy, session.today
        seen = SeenWorkspace(Sight(session.workspace, "team", lambda: policy, session.now()))
        meeting = meeting_of(seen, seen.touchpoints[self.touchpoint], policy, today)
        yield BLANK_ROW
        for line in meeting_lines(seen, meeting, policy, today):
            text, style = _styled(line)
            for part in wrap_all(Shown(text), width) or [Shown("")]:
                yield sheet_row(Span(part, style))


def _styled(line: str) -> tuple[str, str]:
    """Return a line without the marks of Markdown, and how it stands out."""
    if line.startswith("#"):
        return line.lstrip("# "), "bright bold"
    if line.startswith("**") and line.endswith("**"):
        return line.strip("*"), "muted bold"
    return line, "text"
