"""Erasing a person: what goes is looked at first, and what several said together can be opened to be edited."""

from __future__ import annotations

from functools import partial
from typing import get_args

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.getters import query_one

from tui.app.background import in_background
from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.keys.keymap import key
from tui.app.look.paint import Span, sheet_row
from tui.app.look.rows import Rows
from tui.app.people.erasing_rows import Page, choice_rows, letter_rows, look_rows, shared_rows, unreached_rows
from tui.domain.errors import NotFound
from tui.domain.privacy.erasing.estate import Choices, Said, Shared
from tui.domain.privacy.erasing.letter import letter
from tui.domain.privacy.erasing.together import SharedText
from tui.domain.records import Participant
from tui.session.erasing import Look, Reach, erase, look_at

CHOICES = {"said": get_args(Said), "shared": get_args(Shared)}


class ErasingScreen(ReadingOverlay[SharedText | None]):
    """Erases a person once their P-id is typed, and shows the letter then. It returns a text that is to be edited."""

    box = "erasing-box"
    widest = 112
    place = footer_mode = "erasing"
    asked = query_one("#erasing-asked", Rows)

    def __init__(self, person: Participant) -> None:
        super().__init__()
        self.person = person
        self.choices = Choices()
        self.with_copies = False
        self.chosen = 0
        self._typed = ""
        self._remark = ""
        self._is_busy = False
        self._look: Look | None = None
        self._done: Reach | None = None

    def body(self) -> ComposeResult:
        """Yield the text, and the line that is typed."""
        yield from super().body()
        yield Rows(id="erasing-asked")

    def on_mount(self) -> None:
        """Begin to look."""
        self._look_at()

    def take_key(self, key: str) -> bool:
        """Take the characters of a P-id, and what takes the last of them back."""
        if self._done is not None or not (key.isdecimal() or key in ("P", "p", "backspace")):
            return False
        longer = self._typed[:-1] if key == "backspace" else self._typed + key.upper()
        self._typed = longer[: len(self.person.pid) + 2]
        self._remark = ""
        self._show_asked()
        return True

    def choose(self, step: int) -> None:
        """Go to another shared text; where there is none, read on."""
        if self._look is None or not self._look.shared:
            self.read_on(step)
            return
        self.chosen = max(0, min(self.chosen + step, len(self._look.shared) - 1))
        self.show_all()

    def turn(self, name: str) -> None:
        """Take the next choice for what they alone `said`, or what several `shared`."""
        if not self._is_busy:
            values, value = CHOICES[name], getattr(self.choices, name)
            self.choices = replace(self.choices, **{name: values[(values.index(value) + 1) % len(values)]})
            self._look_at()

    def turn_copies(self) -> None:
        """Have copies beside the files go, or stay."""
        self.with_copies = not self.with_copies
        self.show_all()

    def edit(self) -> None:
        """Leave, to edit the chosen text first."""
        if self._look is not None and self._look.shared:
            self.dismiss(self._look.shared[self.chosen])

    def copy_letter(self) -> None:
        """Copy the letter."""
        if self._done is not None:
            lines = letter(self._done.erasure, self._done.remains, self.custdev.session.policy.privacy)
            self.custdev.copy("\n".join(lines), self._tell_copied)

    def _tell_copied(self, taken: bool) -> None:
        self._remark = "Copied the letter" if taken else "Sent the letter to the terminal; look whether it is there"
        if self.is_attached:
            self._show_asked()

    def erase(self) -> None:
        """Erase, where the P-id was typed."""
        if self._typed != self.person.pid:
            self._remark = f"type {self.person.pid} first"
            self._show_asked()
        elif not self._is_busy:
            self._is_busy = True
            self._show_asked()
            session, person, choices, with_copies = self.custdev.session, self.person, self.choices, self.with_copies
            work = partial(erase, session, person, choices, with_copies=with_copies)
            in_background(self, "erasing", work, self._take_done, self.say_error)

    def _look_at(self) -> None:
        session, person, choices = self.custdev.session, self.person, self.choices

        def look() -> Look:
            try:
                return look_at(session, person, choices)
            except KeyError as error:  # somebody else has erased them meanwhile
                raise NotFound(f"{person.pid} is not there any more.") from error

        in_background(self, "looking", look, self._take_look, self.say_error)

    def _take_look(self, look: Look) -> None:
        self._look = look
        self.chosen = min(self.chosen, max(0, len(look.shared) - 1))
        if self.is_attached:
            self.show_all()

    def _take_done(self, reach: Reach) -> None:
        self._done, self._is_busy = reach, False
        self.place = self.footer_mode = "erased"
        if self.is_attached:
            self.show_footer()
            self.reading.scroll = 0
            self.show_all()

    def say_error(self, error: Exception) -> None:
        """Say why the person was not erased."""
        self._is_busy, self._remark = False, str(error)
        if self.is_attached:
            self._show_asked()

    def show_all(self) -> None:
        """Show what goes and what stays, or once it is done the letter."""
        session = self.custdev.session
        page = Page(self.width, self.custdev.mask, session.workspace, session.today)
        pid = Span(self.person.pid, "people bold")
        if self._done is not None:
            head = sheet_row(Span("Erased ", "bright bold"), pid)
            rows = [BLANK_ROW, head, BLANK_ROW, *letter_rows(self._done, page, session.policy.privacy)]
            rows += unreached_rows(self._done, page)
            self.reading.show(rows)
            self._show_asked()
            return
        undone = Span("This cannot be undone. ", "danger bold")
        rows = [BLANK_ROW, sheet_row(undone, Span("Erase ", "bright bold"), pid), BLANK_ROW]
        rows += choice_rows(self.choices, with_copies=self.with_copies)
        at = len(rows)
        if self._look is None:
            rows += [BLANK_ROW, sheet_row(Span("looking through everything that is stored …", "muted bold"))]
        else:
            if self._look.shared:
                words = f"SAID OR DONE TOGETHER: {key('erasing.edit')} opens the marked one, to be edited first"
                rows += [BLANK_ROW, sheet_row(Span(words, "muted bold"))]
            shared = list(shared_rows(self._look.shared, self.chosen, page, self.custdev.glyphs.focus))
            at = len(rows) + next((row for row, (text, _) in enumerate(shared) if text == self.chosen), 0)
            rows += [row for _, row in shared]
            rows += look_rows(self._look, page, session.policy.privacy)
        self.reading.show(rows)
        if self.chosen and at >= self.reading.scroll + self.reading.body_height - 2:
            self.reading.scroll = max(0, at - self.reading.body_height // 2)
        self._show_asked()

    def _show_asked(self) -> None:
        remark = Span(f"  ! {self._remark}", "warn") if self._remark else Span("")
        if self._done is not None:
            row = sheet_row(Span(f"{key('erasing.letter')} copies the letter", "muted"), remark)
        elif self._is_busy:
            row = sheet_row(Span("erasing …", "muted"))
        else:
            typed = Span(self._typed or " ", "bright bold")
            row = sheet_row(Span(f"type {self.person.pid} and enter: "), typed, remark)
        self.asked.show(row)
