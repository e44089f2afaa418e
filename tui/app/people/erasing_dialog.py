"""Erasing a person: what goes is looked at first, and what several said together can be opened to be edited.

The rows in which one sees that come first: what is chosen, what several share, the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import get_args

from msgspec.structs import replace
from textual.app import ComposeResult

from tui.app.background import in_background
from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.keys.keymap import key
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Shown, Span, sheet_row, wrap_all
from tui.app.look.rows import Rows
from tui.domain.errors import NotFound
from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.estate import Choices, Said, Shared
from tui.domain.privacy.erasing.letter import letter
from tui.domain.privacy.erasing.together import SharedText, Spelling
from tui.domain.records import Participant
from tui.domain.records.workspace import Workspace
from tui.session.erasing import Look, Reach, erase, look_at

SAID_WORDS = {"delete": "goes", "strip": "stays without the name, as no evidence; quotes they did not allow go"}
SHARED_WORDS = {
    "remove": "notes and texts go; who was met, how and when stays with the others",
    "unnamed": "stays without anybody, as no evidence; quotes that not all allowed go",
    "keep": "stays with the others; quotes they did not allow go",
}


class Page:
    """How wide there is room, and what may be seen of texts."""

    def __init__(self, width: int, mask: Mask, workspace: Workspace, today: date) -> None:
        self.width = width
        self._mask = mask
        self._workspace = workspace
        self._today = today

    def shared(self, shared: SharedText) -> Shown:
        """Return a text that several share, or why it is kept private while names are hidden."""
        record = self._workspace.notes.get(shared.uid) or self._workspace.touchpoints.get(shared.uid)
        private = self._mask.why_not(record, self._workspace, self._today) if record else ""
        return Shown(private or self._mask.text(shared.text))

    def text(self, text: str) -> Shown:
        """Return a text as it may be seen."""
        return self._mask.text(text)

    def place(self, place: Spelling) -> Shown:
        """Return where something is and why; its words only while names are shown: they may be a name."""
        words = f' "{place.text}"' if self._mask.names else ""
        return Shown(f"{self._mask.text(place.where)}{words} ({place.why})")

    def lines(self, text: str, style: str, lead: Span) -> Iterator[Row]:
        """Yield a text in rows, what leads it before the first."""
        blank = Span(" " * len(lead.text))
        for at, line in enumerate(wrap_all(Shown(text), max(20, self.width - len(lead.text) - 8))):
            yield sheet_row(blank if at else lead, Span(line, style))


def choice_rows(choices: Choices, *, with_copies: bool) -> list[Row]:
    """Return what is chosen, each with the key that turns it."""
    copies = "go too" if with_copies else "stay, and are named"
    rows = (
        ("erasing.alone", "what they alone said", SAID_WORDS[choices.said]),
        ("erasing.together", "what several said together", SHARED_WORDS[choices.shared]),
        ("erasing.copies", "copies beside the files", copies),
    )
    return [
        sheet_row(Span(f"{key(turning)}  ", "accent bold", turning), Span(f"{what:<28}", "bright"), Span(words))
        for turning, what, words in rows
    ]


def shared_rows(shared: Sequence[SharedText], chosen: int, page: Page, mark: str) -> Iterator[tuple[int, Row]]:
    """Yield the texts that several share, each row with the number of its text; the chosen one has the mark."""
    for at, text in enumerate(shared):
        lead = Span(f"{mark} " if at == chosen else "  ", "accent")
        where = f"{text.where}, with {', '.join(text.others)}"
        yield from ((at, row) for row in page.lines(where, "muted", lead))
        yield from ((at, row) for row in page.lines(page.shared(text), "text", Span("  ")))


def look_rows(look: Look, page: Page, privacy: Privacy) -> Iterator[Row]:
    """Yield what is worth a look, what is beside, and the letter as it would be."""
    for title, places in (("WORTH A LOOK, AND NEVER ALL", look.details), ("MAY BE THEM", look.spellings)):
        if places:
            yield from (sheet_row(), sheet_row(Span(title, "muted bold")))
            yield from (row for place in places for row in page.lines(page.place(place), "text", Span("  ")))
    yield from unreached_rows(look.reach, page)
    yield from (sheet_row(), sheet_row(Span("THE LETTER AS IT WOULD BE", "muted bold")))
    yield from letter_rows(look.reach, page, privacy)


def unreached_rows(reach: Reach, page: Page) -> Iterator[Row]:
    """Yield where what erasing does not reach is, for who is to see to it: the letter only counts it."""
    given = [f"{export.path}, on {export.at.date()} for {export.profile}" for export in reach.exports]
    parts = (
        ("COPIES GIVEN OUT", given),
        ("RECORDINGS AND FORMS", list(reach.linked)),
        ("FILES BESIDE THOSE OF THE WORKSPACE", [f"{file.name} ({file.standing})" for file in reach.beside]),
        ("NOT REMOVED", [f"{name}: {why}" for name, why in reach.stuck.items()]),
    )
    for title, places in parts:
        if places:
            yield from (sheet_row(), sheet_row(Span(title, "muted bold")))
            yield from (row for place in places for row in page.lines(page.text(place), "text", Span("  ")))


def letter_rows(reach: Reach, page: Page, privacy: Privacy) -> Iterator[Row]:
    """Yield the letter, which names nobody."""
    for line in letter(reach.erasure, reach.remains, privacy):
        yield from page.lines(line, "text", Span("  "))


CHOICES = {"said": get_args(Said), "shared": get_args(Shared)}


class ErasingScreen(ReadingOverlay[SharedText | None]):
    """Erases a person once their P-id is typed, and shows the letter then. It returns a text that is to be edited."""

    box = "erasing-box"
    widest = 112
    place = footer_mode = "erasing"

    def __init__(self, person: Participant) -> None:
        super().__init__()
        self.asked = Rows(id="erasing-asked")
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
        yield self.asked

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
