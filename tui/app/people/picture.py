"""The people screen as a picture: which widgets there are, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.app.keys.keymap import key
from tui.app.look.corner import places
from tui.app.look.inspector import Inspector, panel_width
from tui.app.look.paint import BLANK, Row, Span, hint, joined, margin_of, width_of
from tui.app.look.rows import Rows, TitleBar
from tui.app.people.people_list import PeopleList
from tui.app.people.person_details import PersonDetails
from tui.app.people.roster import legend_rows
from tui.domain.people.keeping import State
from tui.domain.text import plural

if TYPE_CHECKING:
    from tui.app.people.screen import PeopleScreen

WIDE, USUAL = 140, 100
AIRY, ROOMY_LIST, LOW = 30, 60, 18
DUE_STATES: tuple[State, ...] = ("overdue", "due")


class PeoplePicture:
    """Draws everybody: head, list, panel, each in its place for the size of the screen."""

    def __init__(self, here: PeopleScreen) -> None:
        self._here = here
        self.title_line = TitleBar()
        self.work = Vertical(id="work")
        self.header = Rows(id="header")
        self.listing = PeopleList()
        self.legend = Rows(id="legend")
        self.panel = Inspector()

    def compose(self) -> ComposeResult:
        """Make the widgets; there is one list, whatever the number of people."""
        yield self.title_line
        with Horizontal(id="middle"):
            with self.work:
                yield self.header
                yield self.listing
                yield self.legend
            yield self.panel

    @property
    def width(self) -> int:
        """How wide the screen is."""
        return self._here.app.size.width

    @property
    def height(self) -> int:
        """How high the screen is."""
        return self._here.app.size.height

    @property
    def panel_width(self) -> int:
        """How wide the panel is now; 0 where it is closed. Beside the list it is always open."""
        return panel_width(self.width) if self.width >= WIDE or self._here.panel_open else 0

    @property
    def panel_covers(self) -> bool:
        """Whether the panel lies over all of the list."""
        return self._here.panel_open and self.width < USUAL

    @property
    def _list_width(self) -> int:
        return max(1, self.width - self.panel_width - 2 * margin_of(self.width))

    @property
    def _is_airy(self) -> bool:
        return self.height >= AIRY

    def show(self) -> None:
        """Show everything but the footer."""
        here = self._here
        self._divide()
        self.title_line.show(self._title_row())
        self.listing.show(
            here.crowd,
            self._list_width,
            marked=here.has_mark,
            selected=here.selected,
            rule=self.height >= LOW,
        )
        self._share_rows()
        self.show_panel()

    def show_panel(self) -> None:
        """Show the details of the selected person where the panel is open."""
        here = self._here
        if not self.panel_width or not here.is_attached:
            return
        person, custdev = here.person, here.custdev
        if person is None or here.crowd.index_of(person.uid) is None:
            self.panel.show("", ())
            return
        details = PersonDetails(here.crowd, person, custdev.glyphs, custdev.mask, self.panel_width)
        self.panel.show(person.uid, details.items(whole=here.whole == person.uid))

    def _divide(self) -> None:
        panel = self.panel_width
        self.panel.display = panel > 0
        self.panel.styles.width = panel or 1
        self.work.display = panel < self.width
        self.work.styles.padding = (0, margin_of(self.width))
        control = () if self._here.filter.bar is not None else (self._control_row(),)
        self.header.show(*([BLANK] if self._is_airy else []), *control) if self.height >= LOW else self.header.show()
        self.listing.styles.margin = (1 if self._is_airy else 0, 0, 0, 0)

    def _share_rows(self) -> None:
        """Give the list the rows it needs; where some are left, the legend stands below it."""
        header = len(self.header.rows) + (1 if self._here.filter.bar is not None else 0)
        room = self.height - 2 - header - (2 if self._is_airy else 0)
        roomy = self._is_airy and self._list_width >= ROOMY_LIST
        legend = legend_rows(self._here.custdev.glyphs) if roomy else ()
        self.listing.styles.height = max(3, min(self.listing.rows_wanted, room - len(legend)))
        self.legend.show(*legend)

    def _title_row(self) -> Row:
        """Return the title bar: how many there are, and how many wait for what."""
        margin, place = margin_of(self.width), self._here.custdev.last_place
        right = places(place, "people", self.width) if self.width >= ROOMY_LIST else ()
        title = Span("People", "bright bold")
        counts = self._counts()
        room = self.width - 2 * margin - width_of((title, *right)) - 4
        while counts and width_of((Span(" · ".join(counts)),)) > room:
            counts.pop()
        return Row((Span(" " * margin), title, Span(f"   {' · '.join(counts)}", "muted")), right, "panel", margin)

    def _counts(self) -> list[str]:
        crowd = self._here.crowd
        counts = [plural(crowd.total, "contact")]
        counts += [f"{crowd.counts[state]} {state}" for state in DUE_STATES if crowd.counts[state]]
        if crowd.need_permission:
            counts.append(f"{plural(crowd.need_permission, 'needs', 'need')} permission")
        return counts

    def _control_row(self) -> Row:
        """Return how the list is made: what is looked for, in which order, of which segment, with names or not."""
        here = self._here
        names, does = ("shown", "hides") if here.custdev.names_shown else ("hidden", "shows")
        tag = next((term.typed for term in here.crowd.terms if term.kind == "tag"), "")
        with_names = (Span("names ", "muted"), Span(names), Span(f" ({key('app.names')} {does})", "muted"))
        groups: list[tuple[Span, ...]] = [
            hint("people.find", "find"),
            (Span("sort ", "muted", "people.sort"), Span(here.sort, does="people.sort")),
            (Span("segment ", "muted"), Span(tag or "all")),
            tuple(span._replace(does="app.names") for span in with_names),
        ]
        gap = " " * (4 if self._list_width >= ROOMY_LIST else 3)
        while width_of(joined(groups, gap)) > self._list_width:
            groups.pop()
        return Row(joined(groups, gap))
