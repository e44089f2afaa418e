"""The two lists of gathering: notes that are in no theme, and themes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.app.gathering.affinity import Affinity
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Shown, Span, hint, one_line
from tui.domain.facts import pids
from tui.domain.records import Theme
from tui.domain.time.dates import short_date


class Pane(ItemList):
    """A list with the focus mark or without it."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.affinity: Affinity | None = None
        self.today = date.min
        self.marked = False

    def mark(self, marked: bool) -> None:
        """Give the focus mark to what is selected, or take it away."""
        if self.marked != marked:
            self.marked = marked
            self.refresh()

    def _bar(self, index: int) -> Span:
        chosen = index == self.selected
        sign = self.host.glyphs.focus if self.marked else self.host.glyphs.idle
        return Span(f"{sign} " if chosen else "  ", "accent" if self.marked else "muted")

    def _ground(self, index: int) -> str:
        return "sel" if index == self.selected else "bg"


class LooseNotes(Pane):
    """The notes that are in no theme, one row each."""

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of a note: who, what kind, and how it begins."""
        affinity = self.affinity
        if affinity is None or index >= len(affinity):
            return ()
        note, workspace = affinity.note(index), affinity.workspace
        words, is_open = self.host.mask.words(note, workspace, self.today)
        who = " ".join(pids(workspace, note.people))
        spans = [self._bar(index)]
        if who:
            spans.append(Span(f"{who}  ", "people"))
        if note.kind != "note":
            spans.append(Span(f"{note.kind}  ", "muted"))
        spans.append(Span(one_line(words), ("bright" if index == self.selected else "text") if is_open else "muted"))
        day = Span(short_date(note.at.date()), "muted")
        return (Row(tuple(spans), (day,), self._ground(index), 1),)

    def empty_row(self, y: int) -> Row:
        """Say that all is gathered."""
        return Row((Span("  Every note is in a theme." if not y else "", "muted"),))


class ThemeList(Pane):
    """The themes by name, with how many notes each has."""

    def theme_at(self, index: int | None) -> Theme | None:
        """Return the theme at a place."""
        themes = self.affinity.themes if self.affinity is not None else []
        return themes[index] if index is not None and 0 <= index < len(themes) else None

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of a theme: its name, how many notes it has, and when it came up last."""
        affinity, theme = self.affinity, self.theme_at(index)
        if affinity is None or theme is None:
            return ()
        uids = affinity.workspace.note_uids_in(theme.uid)
        last = short_date(affinity.workspace.notes[uids[-1]].at.date()) if uids else ""
        name: Shown = self.host.mask.line(theme.name)
        style = "bright bold" if index == self.selected else "text"
        right = (Span(f"{len(uids)}", "accent"), Span(f"  {last:>6}", "muted"))
        return (Row((self._bar(index), Span(name, style)), right, self._ground(index), 1),)

    def empty_row(self, y: int) -> Row:
        """Say what to do where there is no theme."""
        return Row((Span("  No themes yet.  ", "muted"), *hint("gathering.add", "adds one"))) if not y else Row()
