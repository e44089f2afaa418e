"""Finding everywhere: what is typed is looked for in all that may be seen, and enter opens what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.board.card_filter_bar import pin_filter
from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.here import Here
from tui.app.keys.dispatch import attempt
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span
from tui.app.look.rows import Rows
from tui.app.searching.findings_list import FindingsList, Report, shared
from tui.app.searching.open_findable import open_it
from tui.domain.flow.figures import local_day
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight
from tui.domain.records.workspace import Workspace
from tui.domain.search.everywhere import Everywhere
from tui.domain.search.filter_language import Term, leaves
from tui.domain.search.findable import Findable, FindableKind
from tui.domain.search.findable_filter import EVERYWHERE, Scope
from tui.domain.search.results import result_of
from tui.domain.text import plural
from tui.domain.time.dates import near_words

AROUND, LOW_AROUND, LOW = 11, 4, 20
"""How many rows of a screen are not for the list; of a low one there are fewer."""
OF_A_KIND = 200
NARROWING = ("kind:quote", "@P03", "#tag", "col:doing", "by:ana", "since:2w", "-word", "one OR other", "“two words”")
WIDTH = 124
"""How wide the box is where there is room; the style sheet says the same."""
_EVERYWHERE = Everywhere()
"""There is one person at a terminal, and one workspace open; whatever changed in it is read again."""


class FindEverywhere(Overlay[None]):
    """A line to type in, and the best of each kind of what it finds."""

    CSS_PATH = Path(__file__).with_name("find_everywhere.tcss")
    box = "find-box"
    place = "find"
    footer_mode = "find"

    def __init__(self, below: Here) -> None:
        super().__init__()
        self.below = below
        self.head = Rows(BLANK_ROW, BLANK_ROW, BLANK_ROW)
        self.sign = Rows(Row((Span("  find  ", "accent bold"),), (), "sel"), id="find-sign")
        self.field = CleanInput(compact=True)
        self.listing = FindingsList(self._report)
        self.narrow = Rows(id="find-narrow", classes="roomy")
        self._reading: Iterator[int] = iter(())
        self._scope: Scope | None = None
        self.is_read = False
        """Whether all there is was read."""
        self._terms: tuple[Term, ...] = ()

    def body(self) -> ComposeResult:
        """Yield what is said of all, the field, what was found, and how it can be narrowed."""
        yield self.head
        with Horizontal(id="find-line"):
            yield self.sign
            yield self.field
        yield Rows(BLANK_ROW, classes="roomy")
        yield self.listing
        yield self.narrow

    def on_mount(self) -> None:
        """Take what is typed, and read what is to be looked through, keys going first."""
        self.field.places, self.field.owner, self.field.followed_by = ("find",), self, self.follow
        self.field.highlighter = SignHighlighter(lambda: self.custdev.palette)
        self.set_focus(self.field)
        self._begin_to_read()
        self.lay_out()
        self.follow("")
        self.call_after_refresh(self._read_on)

    def on_resize(self) -> None:
        """Take as much room as there is now."""
        self.lay_out()

    def lay_out(self) -> None:
        """Divide the screen; on a low one what was found has the room of all that is not needed."""
        width, height = self.app.size
        self.set_class(self._is_low, "low")
        self.listing.styles.height = max(1, height - (LOW_AROUND if self._is_low else AROUND))
        self.show_footer("" if self.custdev.names_shown else "names hidden")
        self.narrow.show(BLANK_ROW, Row(tuple(_narrowing(min(width, WIDTH) - 4)), (), SURFACE))

    @property
    def _is_low(self) -> bool:
        return self.app.size.height < LOW

    def follow(self, typed: str) -> None:
        """Show what is found."""
        terms = EVERYWHERE.parse(typed, dict(self.custdev.session.policy.filters))
        findings = _EVERYWHERE.search(terms, self._scope, OF_A_KIND) if self._scope and self.is_read else []
        count = sum(one.count for one in findings)
        words = [term.value for term in leaves(terms) if term.kind == "word"]
        self._terms = terms
        rows = max(1, self.app.size.height - AROUND)
        self.listing.show([*shared(findings, rows)], words, self._nothing(terms))
        self._show_head(count if terms and self.is_read else None)

    def choose(self, step: int) -> None:
        """Choose the next result, or the one before; behind the last one is the first."""
        if self.listing.lines:
            self.listing.select(((self.listing.selected or 0) + step) % len(self.listing.lines))

    def page(self, step: int) -> None:
        """Choose the result a page further, or a page before."""
        at = (self.listing.selected or 0) + step * self.listing.page_length(step)
        if self.listing.lines:
            self.listing.select(max(0, min(at, len(self.listing.lines) - 1)))

    def next_kind(self) -> None:
        """Choose the first of the next kind."""
        self.listing.next_kind()

    async def keep(self) -> None:
        """Close, and filter every board by what is typed."""
        typed = self.field.value.strip()
        if not typed:
            self.say("Type what to look for first.")
            return
        self.dismiss(None)
        await pin_filter(self.below, typed)

    async def enter(self) -> None:
        """Close, and open what is chosen; who types ahead waits for what is still to be read."""
        if not self.is_read:
            for _ in self._reading:
                pass
            self._end_reading()
        at = self.listing.selected
        if self.is_current and at is not None and at < len(self.listing.lines):
            findable = self.listing.lines[at].findable
            self.dismiss(None)
            await attempt(self.below, lambda: open_it(self.below, findable))

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.listing.select(event.index)
        self.app.call_later(self.enter)

    def _begin_to_read(self) -> None:
        """Look at the workspace as it is now, as it may be seen."""
        session, names = self.custdev.session, self.custdev.names_shown
        raw, policy = session.workspace, session.policy
        seen: Workspace = raw if names else SeenWorkspace(Sight(raw, "team", lambda: policy, session.now()))
        self._scope = Scope(raw, seen, session.today, policy.zone, names, _EVERYWHERE.columns)
        self._reading = _EVERYWHERE.read(raw, seen, (names, policy, session.today))

    def _read_on(self) -> None:
        """Read some of it; once all is read, look again for what was typed meanwhile."""
        if self.is_read or not self.is_current:
            return
        if next(self._reading, None) is None:
            self._end_reading()
        else:
            self.call_later(self._read_on)

    def _end_reading(self) -> None:
        self.is_read = True
        self.follow(self.field.value)

    def _report(self, findable: Findable) -> Report:
        scope = self._scope
        assert scope is not None  # there is nothing to show before it is read
        day = local_day(findable.at, scope.zone)
        when = near_words(day, scope.today) if day.year > 1 else ""
        experiment = scope.seen.experiments.get(findable.experiment or "") if findable.kind == "card" else None
        columns = experiment.definition.columns if experiment is not None else ()
        role = next((column.role for column in columns if column.id == findable.column), None)
        return Report(result_of(findable, scope.seen, self._terms), when, role)

    def _nothing(self, terms: tuple[Term, ...]) -> str:
        if unknown := EVERYWHERE.unknown(terms):
            return f"There is no condition {unknown}. There are {', '.join(f'{name}:' for name in EVERYWHERE.names)}."
        if not self.is_read:
            return "Reading what there is…"
        if not terms:
            return "Type what you look for."
        misread = EVERYWHERE.misread(terms)
        return f"Nothing is found. {misread} was looked for as a word." if misread else "Nothing is found."

    def _show_head(self, count: int | None) -> None:
        there = [self._there("experiment", "experiment"), self._there("note", "note"), self._there("person", "person")]
        right = (Span(str(count), "bright bold"), Span(" found", "muted")) if count is not None else ()
        left = (Span("  Find", "bright bold"), Span(f" in {', '.join(filter(None, there))}", "muted"))
        head = Row(left if any(there) else left[:1], right, SURFACE, 2)
        self.head.show(*((head,) if self._is_low else (BLANK_ROW, head, BLANK_ROW)))

    def _there(self, kind: FindableKind, noun: str) -> str:
        count = _EVERYWHERE.count(kind) + (_EVERYWHERE.count("quote") if kind == "note" else 0)
        return ("1 person" if count == 1 else f"{count} people") if noun == "person" else plural(count, noun)


def _narrowing(width: int) -> Iterator[Span]:
    """Yield how a search is narrowed: as many ways as have room."""
    yield Span("  narrow it", "muted")
    width -= len("  narrow it")
    for word in NARROWING:
        width -= len(word) + 3
        if width < 0:
            return
        yield Span(f"   {word}", "text")


def open_find(screen: Here) -> None:
    """Open it over a screen."""
    screen.app.push_screen(FindEverywhere(screen))
