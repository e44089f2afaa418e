"""The rows in which one sees what erasing a person comes to: what is chosen, what several share, the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tui.app.keys.keymap import key
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Shown, Span, sheet_row, wrap_all
from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.privacy.erasing.letter import letter
from tui.domain.privacy.erasing.together import SharedText, Spelling
from tui.domain.records.workspace import Workspace
from tui.session.erasing import Look, Reach

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
