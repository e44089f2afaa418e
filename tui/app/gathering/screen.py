"""The gathering screen: notes on the left, themes on the right; what its keys do stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.app.gathering.affinity import Affinity
from tui.app.gathering.lists import LooseNotes, Pane, ThemeList
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.look.corner import places
from tui.app.look.item_list import ItemList
from tui.app.look.paint import BLANK, Row, Shown, Span, cut, margin_of, wrap
from tui.app.look.rows import Rows, TitleBar
from tui.domain.evidence.confidence import confidence_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Note, Theme
from tui.domain.text import plural
from tui.session import Notice

NARROW = 60
"""Below that many cells one list is in sight at a time."""
LOW = 18
READ_ROWS, MOST_INSIGHTS = 3, 3
INSIGHT_ROWS = 1 + 2 * MOST_INSIGHTS
NAMES = ("gathering", "themes")


class GatheringScreen(Here):
    """The notes of a board, or all notes, that are in no theme yet, and the themes they go into."""

    CSS_PATH = Path(__file__).with_name("gathering.tcss")
    place = "gathering"

    def __init__(self, board_id: str = "", theme: str = "") -> None:
        super().__init__()
        self.mode = "themes" if theme else "gathering"
        self._first_theme = theme
        self.board_id = board_id
        self.title_line = TitleBar()
        self.notes, self.themes = LooseNotes("loose-notes"), ThemeList("themes")
        self.words, self.insights = Rows(id="note-words"), Rows(id="theme-insights")
        self.left, self.right = Vertical(self.notes, self.words), Vertical(self.themes, self.insights)
        self.affinity: Affinity | None = None

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        self.left.id, self.right.id = "loose-pane", "themes-pane"
        yield self.title_line
        yield Horizontal(self.left, self.right, id="gathering-panes")
        yield from (self.message_line, self.foot_line, self.too_small)

    def on_mount(self) -> None:
        """Show the notes and themes there are."""
        self.catch_up()
        themes = [one.uid for one in self.affinity.themes] if self.affinity is not None else []
        if self._first_theme in themes:
            self.choose(self.themes, themes.index(self._first_theme))

    def on_resize(self) -> None:
        """Divide the screen anew."""
        self.call_after_refresh(self.show_all)

    def follow(self, notice: Notice) -> None:
        """Take over what changed: notes one by one, themes all anew."""
        change, affinity = notice.change, self.affinity
        if change is None or affinity is None or set(change.records) - {"notes", "insights"}:
            super().follow(notice)
            return
        note, theme = self.note, self.theme
        affinity.follow(self.session.workspace, change.records.get("notes", {}).values(), affinity.workspace)
        self._lay_out(note, theme)

    def catch_up(self) -> None:
        """Read all anew; what is selected stays so, or gives way to what comes after it."""
        note, theme = self.note, self.theme
        self.affinity = self.notes.affinity = self.themes.affinity = Affinity(self.session.workspace, self.board_id)
        self._lay_out(note, theme)

    def _lay_out(self, note: Note | None, theme: Theme | None) -> None:
        affinity = self.affinity
        assert affinity is not None, "it was read"
        self.notes.today = self.themes.today = self.session.today
        self.notes.set_heights([1] * len(affinity))
        self.notes.selected = affinity.index_of(note) if note is not None else 0 if len(affinity) else None
        uids = [one.uid for one in affinity.themes]
        self.themes.set_heights([1] * len(uids))
        at = uids.index(theme.uid) if theme is not None and theme.uid in uids else 0
        self.themes.selected = at if uids else None
        self.show_all()

    @property
    def note(self) -> Note | None:
        """The note that is selected."""
        at, affinity = self.notes.selected, self.affinity
        return affinity.note(at) if affinity is not None and at is not None and at < len(affinity) else None

    def subject(self, kind: str) -> object | None:
        """Return the note that is selected."""
        return self.note if kind == "note" else None

    def say_lacking(self, command: Command) -> None:
        """Say that there is no note to act on."""
        self.say("Every note is in a theme.")

    @property
    def theme(self) -> Theme | None:
        """The theme that is chosen."""
        return self.themes.theme_at(self.themes.selected)

    @property
    def pane(self) -> Pane:
        """The list that has the focus mark."""
        return self.themes if self.mode == "themes" else self.notes

    def choose(self, pane: Pane, index: int) -> None:
        """Select something in one of the lists."""
        if pane.selected is not None:
            count = len(self.affinity.themes if pane is self.themes else self.affinity) if self.affinity else 0
            pane.select(max(0, min(index, count - 1)))
            self.show_beside(themes=pane is self.themes)

    def show_all(self) -> None:
        """Show everything in its place."""
        if not self.fits() or self.affinity is None:
            return
        size = self.app.size
        one = size.width < NARROW
        themes_marked = self.mode == "themes"
        self.left.display, self.right.display = not (one and themes_marked), not one or themes_marked
        low = size.height < LOW
        self.words.styles.height, self.insights.styles.height = (1, 3) if low else (READ_ROWS + 1, INSIGHT_ROWS)
        self.notes.mark(self.mode == "gathering")
        self.themes.mark(themes_marked)
        self.title_line.show(self._title_row())
        self.show_beside()

    def show_beside(self, *, themes: bool = True) -> None:
        """Show the words of the selected note, and perhaps what was learned of the chosen theme."""
        self.words.show(*self._words_rows())
        if themes:
            self.insights.show(*self._insight_rows())
        self.show_foot()

    def show_foot(self) -> None:
        """Show the footer."""
        names = (Span("names shown", "warn"),) if self.custdev.names_shown else ()
        self.foot_line.show_mode(self.mode, state=names)

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a list, or to what is asked."""
        super().give_mark(mode)
        self.show_all()

    def go(self, across: int, down: int) -> None:
        """Go to the note or theme below or above, or to the other list."""
        if across:
            self.give_mark(NAMES[max(0, across)])
        else:
            self.choose(self.pane, (self.pane.selected or 0) + down)

    def go_to_edge(self, end: int) -> None:
        """Go to the first or the last one."""
        last = len(self.affinity) + len(self.affinity.themes) if self.affinity is not None else 0
        self.choose(self.pane, 0 if end < 0 else last)

    def page(self, step: int) -> None:
        """Go a page further, or a page back."""
        pane = self.pane
        self.choose(pane, (pane.selected or 0) + step * pane.page_length(step))

    def switch_pane(self) -> None:
        """Go to the other list."""
        self.give_mark(NAMES[self.mode == "gathering"])

    async def open(self) -> None:
        """Make an insight of the notes in the chosen theme."""
        from tui.app.gathering.taking import ask_insight

        await ask_insight(self)

    def back(self) -> None:
        """Go back to the board, or to all experiments."""
        if self.board_id:
            self.custdev.open_board(self.board_id)
        else:
            self.custdev.open_experiments()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Select what was clicked."""
        event.stop()
        pane = event.item_list
        if isinstance(pane, Pane):
            self.choose(pane, event.index)
            self.give_mark("themes" if pane is self.themes else "gathering")

    def _title_row(self) -> Row:
        assert self.affinity is not None, "it was read"
        width = self.app.size.width
        margin = margin_of(width)
        current = self.session.current(self.board_id) if self.board_id else None
        right = places(self.custdev.last_place, "gathering", width) if width >= NARROW else ()
        count = f"{plural(len(self.affinity), 'note')} in no theme"
        title = self.custdev.mask.text(current.definition.title) if current is not None else Shown("all notes")
        words = f"   {count} · {cut(title, 40)}"
        return Row((Span(" " * margin), Span("Insights", "bright bold"), Span(words, "muted")), right, "panel", margin)

    def _words_rows(self) -> Iterator[Row]:
        note, affinity = self.note, self.affinity
        if note is None or affinity is None:
            return
        words, is_open = self.custdev.mask.words(note, affinity.workspace, self.session.today)
        yield BLANK
        for line in wrap(words, max(10, self.words.size.width - 3), READ_ROWS):
            yield Row((Span("  "), Span(line, "text" if is_open else "muted")))

    def _insight_rows(self) -> Iterator[Row]:
        theme, affinity = self.theme, self.affinity
        if theme is None or affinity is None:
            return
        workspace, mask, session = affinity.workspace, self.custdev.mask, self.session
        witnesses = Witnesses(workspace, permits_of_team(workspace, session.today))
        yield BLANK
        newest = [*workspace.uids("insights.themes", theme.uid)][-MOST_INSIGHTS:]
        for uid in reversed(newest):
            insight = workspace.insights[uid]
            confidence = confidence_of(workspace, insight, witnesses, session.policy, session.now())
            lost = [f"{plural(insight.erased, 'note')} erased"] if insight.erased else []
            facts = (insight.status.replace("_", " "), *lost, confidence.brief)
            yield Row((Span("  "), Span(mask.line(insight.statement), "text")))
            yield Row((Span(f"    {' · '.join(facts)}", "muted"),))
