"""The help: what the keys do and what the signs mean, from the command table. Typing searches it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.here import Here
from tui.app.keys.commands import Group
from tui.app.keys.footers import LEGEND
from tui.app.keys.keymap import key, keymap
from tui.app.keys.table import GROUPS, PLACES, places_at
from tui.app.look.glyphs import SIGN_STYLES, Glyphs
from tui.app.look.paint import SURFACE, Row, Span, cell, hint, sheet_row, width_of

COLUMN = 36
Block = list[tuple[Span, ...]]


class HelpScreen(ReadingOverlay[None]):
    """One overlay, grouped by intent."""

    box = "help-box"
    widest = 152
    place = footer_mode = "help"

    def __init__(self, covered: str) -> None:
        super().__init__()
        self.covered = covered
        self.search = ""

    def take_key(self, key: str) -> bool:
        """Search what is typed; what opened the help closes it, where nothing is searched."""
        if key == "backspace":
            self.search = self.search[:-1]
        elif (len(key) > 1 and key != "space") or (not self.search and keymap().find(("help",), key)):
            return False
        else:
            self.search += key if len(key) == 1 else " "
        self.show_all()
        return True

    def show_all(self) -> None:
        """Show the keys that work here, in as many columns as there is room for."""
        width = self.width
        columns = max(1, min(4, (width - 6) // COLUMN))
        size = (width - 6) // columns
        blocks = [block for group in GROUPS if (block := self._block(group))]
        legend = legend_block(self.custdev.glyphs)
        if self.search:
            legend = [
                line for line in legend if self.search.casefold() in "".join(span.text for span in line).casefold()
            ]
        stacks = [*stacked(blocks, columns - 1), legend] if columns > 2 else stacked([*blocks, legend], columns)
        self.reading.show([*self._head(width), *columned(stacks, size), *self._foot()])

    def _head(self, width: int) -> list[Row]:
        where = Span(f"  {PLACES[self.covered].where}", "muted")
        typed = Span(f"  searching {self.search}", "accent bold") if self.search else where
        keys = (*hint("app.help", "or "), *hint("esc", "close"))
        right = (*keys, Span("    type to search", "muted")) if width >= 60 else keys
        return [BLANK_ROW, Row((Span("    "), Span("Keys", "bright bold"), typed), right, SURFACE, 4), BLANK_ROW]

    def _foot(self) -> list[Row]:
        promise = sheet_row(
            Span("Italics are always a customer’s own words.", "italic"),
            Span("   Nothing asks “are you sure?”: everything can be undone with ", "muted"),
            Span(key("change.undo"), "accent bold"),
            Span(".", "muted"),
        )
        return [BLANK_ROW, promise, BLANK_ROW]

    def _block(self, group: Group) -> Block:
        search, keys = self.search.casefold(), keymap()
        shown = [
            (keys.head(line), keys.words(line)) for line in keys.lines(group, places_at(self.covered)) if line.words
        ]
        lines = [
            (Span(f"{head:<10}", "accent bold"), Span(f" {words}"))
            for head, words in shown
            if any(search in text.casefold() for text in (words, head, group.title))
        ]
        return [(Span(group.title, "muted bold"),), *lines] if lines else []


def open_help(here: Here) -> None:
    """Show what the keys do and what the signs mean."""
    here.app.push_screen(HelpScreen(here.place))


def legend_block(glyphs: Glyphs) -> Block:
    """Return the signs of the screen and what they mean."""
    special: dict[str, tuple[Span, ...]] = {
        "ages": tuple(
            Span(f"{sign} ", style)
            for sign, style in zip(glyphs.ages, ("muted", "muted", "warn", "danger"), strict=True)
        ),
        "touch": (Span("P03", "people"), Span(f"{glyphs.ages[2]} ", "warn"), Span(glyphs.ages[3], "danger")),
        "resting": (Span("P03", "people"), Span(glyphs.resting, "muted")),
        "permission": tuple(Span(f"{glyphs.sign(sign)} ", style) for sign, style in SIGN_STYLES.items()),
        "evidence": (Span(f"{glyphs.supports} ", "ok"), Span(f"{glyphs.refutes} ", "danger")),
    }
    lines: Block = [(Span("WHAT THE SIGNS MEAN", "muted bold"),)]
    for name, style, meaning in LEGEND:
        sign = special.get(name) or (Span(str(getattr(glyphs, name, name)), style),)
        lines.append((*sign, Span(" " * max(1, 11 - width_of(sign))), Span(meaning)))
    return lines


def stacked(blocks: Sequence[Block], columns: int) -> list[Block]:
    """Return blocks in columns: each goes to the one that is shortest so far, in reading order."""
    stacks: list[Block] = [[] for _ in range(columns)]
    for block in blocks:
        stack = min(stacks, key=len)
        stack += [*block, ()]
    return stacks


def columned(stacks: Sequence[Block], width: int) -> list[Row]:
    """Return columns side by side as rows."""
    rows: list[Row] = []
    for index in range(max((len(stack) for stack in stacks), default=0)):
        spans: list[Span] = []
        for stack in stacks:
            spans += cell(stack[index] if index < len(stack) else (), width - 1)
            spans.append(Span(" "))
        rows.append(sheet_row(*spans))
    return rows
