"""The panel beside a list: rows in sections, some of which can be chosen and acted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, overload

from msgspec import Struct
from msgspec.structs import replace

from tui.app.look.glyphs import Glyphs
from tui.app.look.item_list import ItemList
from tui.app.look.masking import Mask
from tui.app.look.paint import Lines, Row, Shown, Span, hint, wrap_all
from tui.domain.facts import NoteFacts
from tui.domain.flow.figures import local_day
from tui.domain.records import Note
from tui.domain.time.calendar_days import WEEKDAYS
from tui.domain.time.dates import full_words, past_words

if TYPE_CHECKING:
    from tui.app.board.board import Board
    from tui.app.people.crowd import Crowd

BACKGROUND = "surface"
Target = Literal["item", "neighbour", "person", "note", "card", "touchpoint", "waiting", "asking", "incentive", "older"]
FIRST_LINES, MOST_ABOVE = 120, 10_000
"""How many lines of a text are broken before anybody scrolls."""
STANCES = {"supports": "ok bold", "refutes": "danger bold", "neutral": "muted"}


class PanelItem(Struct, frozen=True):
    """Rows of the panel; with a target they can be chosen and acted on."""

    rows: Sequence[Row]
    target: Target | None = None
    uid: str = ""


class LaidRows(Sequence[Row]):
    """Rows that end in a text, of which as many lines are made as somebody looks at; a last row says that it goes on.

    `row_of` makes a row of a line, given its number.
    """

    def __init__(self, head: Sequence[Row], lines: Lines, row_of: Callable[[int, Shown], Row], goes_on: Row) -> None:
        if isinstance(head, LaidRows):
            head.reach(MOST_ABOVE)
        self._head = head
        self._lines = lines
        self._row_of = row_of
        self._goes_on = goes_on
        lines.reach(FIRST_LINES)

    def reach(self, count: int) -> bool:
        """Make so many rows, or all there are; return whether there are more than before."""
        before = len(self)
        self._lines.reach(count - len(self._head))
        return len(self) != before

    @property
    def is_whole(self) -> bool:
        """Whether the text is there to its end."""
        return self._lines.is_whole

    def __len__(self) -> int:
        """Return how many rows there are so far."""
        return len(self._head) + len(self._lines.laid) + (0 if self.is_whole else 1)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """Return a row, made when it is asked for."""
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        at = range(len(self))[at]
        if at < len(self._head):
            return self._head[at]
        number = at - len(self._head)
        return self._row_of(number, self._lines.laid[number]) if number < len(self._lines.laid) else self._goes_on


class Sections:
    """Makes the rows of a panel for a width; days are those of a board, or of the team for a crowd."""

    def __init__(self, of: Board | Crowd, glyphs: Glyphs, mask: Mask, width: int) -> None:
        self.of = of
        self.workspace = of.workspace
        self.policy = of.policy
        self.today = of.today
        self.zone = of.zone
        self.glyphs = glyphs
        self.mask = mask
        self.width = width

    def _row(self, *left: Span, right: tuple[Span, ...] = ()) -> Row:
        return Row((Span("  "), *left), right, BACKGROUND, 2 if right else 0)

    def _text(self, text: Shown, style: str = "text", indent: str = "") -> list[Row]:
        return [self._row(Span(indent + line, style)) for line in wrap_all(text, self.width - 4 - len(indent))]

    def _laid(self, head: Sequence[Row], lines: Lines, row_of: Callable[[int, Shown], Row], sign: str = "") -> LaidRows:
        """Return rows above a text and its lines, made as far as somebody looks; `sign` stands before what goes on."""
        goes_on = self._row(Span(sign, "line"), Span("… it goes on, pgdn lays it out", "muted"))
        return LaidRows(head, lines, row_of, goes_on)

    def _note_words(self, above: Sequence[Row], note: Note, lead: tuple[Span, ...] = ()) -> Sequence[Row]:
        """Return the words of a note under some rows, or why they are kept private; in italics only a customer's."""
        private = self.mask.why_not(note, self.workspace, self.today)
        quote = note.kind == "quote" and not private
        style = "italic" if quote else "muted" if private else "text"
        return self._under(above, private or note.text, lead, style, ("“", "”") if quote else ("", ""))

    def _under(
        self,
        above: Sequence[Row],
        text: str,
        lead: tuple[Span, ...] = (),
        style: str = "text",
        marks: tuple[str, str] = ("", ""),
    ) -> Sequence[Row]:
        """Return text under the rows of an entry, along the line that joins what happened."""
        if not text.strip():
            return above
        room = sum(len(span.text) for span in lead)  # left free by letters of no width of their own
        lines = self.mask.lines(text, self.width - 8, lead="x" * room + marks[0], tail=marks[1])
        beside = f"{self.glyphs.timeline}  "

        def row_of(at: int, line: Shown) -> Row:
            first = (*lead, Span(line[room:], style)) if at == 0 else (Span(line, style),)
            return self._row(Span(beside, "line"), *first)

        return self._laid(above, lines, row_of, beside)

    def _state(self, note: Note, lead: str) -> tuple[Span, ...]:
        """Return how far a request or a promise is, in a word after `lead`; nothing for all other notes."""
        facts = self._facts_of(note)
        style = "ok" if facts.waiting is None else "danger" if facts.waiting.is_pressing else "warn"
        return (Span(f"{lead}{facts.state}", style),) if facts.state else ()

    def _facts_of(self, note: Note) -> NoteFacts:
        return NoteFacts(self.workspace, note, self.of.witnesses.count, self.policy, self.today)

    def _still(self, *rows: Row) -> PanelItem:
        return PanelItem(rows)

    def _section(self, title: str, right: tuple[Span, ...] = ()) -> PanelItem:
        return self._still(self._row(), self._row(Span(title, "muted bold"), right=right))

    def _hint(self, words: str, command: str, does: str) -> Row:
        return self._row(Span(f"{words},  ", "muted"), *hint(command, does))

    def _day(self, at: datetime) -> str:
        return full_words(local_day(at, self.zone), self.today)

    def _moment(self, at: datetime) -> str:
        local = at.astimezone(self.zone)
        is_recent = (self.today - local.date()).days < len(WEEKDAYS)
        return f"{(past_words if is_recent else full_words)(local.date(), self.today)} {local:%H:%M}"


PANEL_WIDTH = 58


def panel_width(width: int) -> int:
    """Return the width of a panel: beside the columns, over two of three, or over all of a small screen."""
    if width >= 140:
        return PANEL_WIDTH
    return width - (width - 8) // 3 - 4 if width >= 100 else width


class Inspector(ItemList):
    """Shows the details of a card or a person; with the focus, what can be acted on can be chosen.

    Long texts are laid out as far as somebody scrolls.
    """

    background = BACKGROUND

    def __init__(self) -> None:
        super().__init__(id="panel")
        self.items: Sequence[PanelItem] = ()
        self.has_mark = False
        self._covered = False
        self._left: PanelItem | None = None
        self.subject: str | None = None

    def show(self, subject: str, items: Sequence[PanelItem]) -> None:
        """Show the details of a subject (uid); another one is shown from its top, the same keeps its place."""
        chosen = self.chosen
        if subject != self.subject:
            self.scroll, self.selected, chosen = 0, None, None
        self.subject, self.items = subject, items
        self.set_heights([len(item.rows) for item in items])
        if self.has_mark:
            self._choose_again(chosen)

    @property
    def chosen(self) -> PanelItem | None:
        """The item with the focus mark."""
        return self.items[self.selected] if self.selected is not None and self.selected < len(self.items) else None

    def take_mark(self, taken: bool, *, back: bool = False) -> None:
        """Take or give away the focus mark; what comes back to it finds what was chosen before."""
        self._left = self._left if taken or self.chosen is None else self.chosen
        self.has_mark = taken
        self.select(self._first() if taken else None)
        if taken and back:
            self._choose_again(self._left)

    def cover(self, covered: bool) -> None:
        """Show the focus mark no longer, or again: a dialog is in front."""
        self._covered = covered
        self.refresh()

    def choose_at(self, index: int) -> None:
        """Choose a clicked item, where it can be and the panel has the focus."""
        if self.has_mark and index < len(self.items) and self.items[index].target is not None:
            self.select(index)

    def kinds_at(self, index: int) -> tuple[str, ...]:
        """Return what kind of thing an item is, where it can be acted on."""
        target = self.items[index].target if index < len(self.items) else None
        return ("note" if target in ("waiting", "asking") else target,) if target is not None else ()

    def choose(self, step: int) -> None:
        """Choose the next or previous item that can be; where there is none, scroll. There is nothing beside it."""
        if not step:
            return
        following = self._next(self.selected if self.selected is not None else -1, step)
        if following is None:
            self.scroll_items(step * 3)
        else:
            self.select(following)

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows; a long text that ends in sight goes on."""
        if rows > 0 and self._lay_out(self.scroll + rows + 2 * self.body_height):
            self.set_heights([len(item.rows) for item in self.items])
        super().scroll_items(rows)

    def scroll_to_edge(self, end: int) -> None:
        """Scroll to the first row (-1), or to the last (1) of those that are laid out: who goes there does not read."""
        super().scroll_items(end * sum(self._heights))

    def _lay_out(self, bottom: int) -> bool:
        """Make the rows of long texts down to a row of the panel; return whether there are more than before."""
        grown = False
        scroll, tops = self.scroll, accumulate(self._heights, initial=0)
        for top, item in zip(tops, self.items, strict=False):  # the last top is below all items
            rows = item.rows
            if isinstance(rows, LaidRows) and not rows.is_whole and scroll <= top + len(rows) <= bottom:
                grown |= rows.reach(bottom - top)
        return grown

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return an item's rows."""
        return self.items[index].rows if index < len(self.items) else ()

    def item_row(self, index: int, row: Row) -> Row:
        """Return a row with the left edge, or with the focus mark where it is."""
        if index == self.selected and self.has_mark and not self._covered:
            mark = Span(self.host.glyphs.focus, "accent")
            return replace(row, left=(mark, Span(" "), *row.left[1:]), background="sel")
        return replace(row, left=(Span(self.host.glyphs.edge, "line"), Span(" "), *row.left[1:]))

    def row(self, y: int) -> Row:
        """Return a line, the left edge drawn on empty ones too."""
        row = super().row(y)
        return row if row.left else replace(row, left=(Span(self.host.glyphs.edge, "line"),))

    def _first(self) -> int | None:
        """Return the first item that can be chosen; where there is none, the head carries the mark."""
        first = self._next(-1, 1)
        return 0 if first is None and self.items else first

    def _next(self, index: int, step: int) -> int | None:
        index += step
        while 0 <= index < len(self.items):
            if self.items[index].target is not None:
                return index
            index += step
        return None

    def _choose_again(self, chosen: PanelItem | None) -> None:
        if chosen is not None:
            for index, item in enumerate(self.items):
                if (item.target, item.uid) == (chosen.target, chosen.uid):
                    if index != self.selected:  # who scrolled away from it goes on reading there
                        self.select(index)
                    return
        if self.chosen is None or self.chosen.target is None:
            self.select(self._first())
