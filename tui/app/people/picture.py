"""The people screen as a picture: which widgets there are, and what they show."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.app.asking.filtering import Filter
from tui.app.here import Here
from tui.app.look.frame import panel_width
from tui.app.look.headers import places
from tui.app.look.inspector import Inspector
from tui.app.look.paint import BLANK, Row, Span, hint, joined, width_of
from tui.app.look.rows import Rows, TitleBar
from tui.app.people.crowd import Crowd, Sort
from tui.app.people.people_list import PeopleList
from tui.app.people.person_details import PersonDetails
from tui.app.people.roster import legend_rows
from tui.domain.people.keeping import State
from tui.domain.records import Participant

WIDE, USUAL = 140, 100
AIRY, ROOMY_LIST, LOW = 30, 60, 18
DUE_STATES: tuple[State, ...] = ("overdue", "due")


class PeoplePicture(Here):
    """Draws everybody: head, list, panel, footer, each in its place for the size of the screen."""

    crowd: Crowd
    filter: Filter

    def __init__(self) -> None:
        super().__init__()
        self.mode = "people"
        self.selected: str | None = None
        self.sort: Sort = "due"
        self.panel_open = False
        self._away = False
        self._whole: str | None = None
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
        yield self.message_line
        yield self.choice_list
        yield self.foot_line
        yield self.too_small

    @property
    def person(self) -> Participant | None:
        """The selected person."""
        return self.session.workspace.participants.get(self.selected or "")

    @property
    def margin(self) -> int:
        """How many cells there are at the sides."""
        return 2 if self.app.size.width >= USUAL else 1

    @property
    def panel_width(self) -> int:
        """How wide the panel is now; 0 where it is closed. Beside the list it is always open."""
        width = self.app.size.width
        return panel_width(width) if width >= WIDE or self.panel_open else 0

    def show_all(self, *, hold: bool = False) -> None:
        """Show everything in its place; with `hold` the selected person stays on its row."""
        if not self.fits():
            return
        self._divide()
        self.title_line.show(self._title_row())
        self.show_list(hold=hold)
        self.show_panel()
        self.show_foot()

    def show_list(self, *, hold: bool = False) -> None:
        """Show the list, and the legend below it where there is room."""
        self.listing.show(
            self.crowd,
            self._list_width,
            marked=self.mode == "people" and not self._away,
            selected=self.selected,
            rule=self.app.size.height >= LOW,
            hold=hold,
        )
        self._share_rows()

    def show_panel(self) -> None:
        """Show the details of the selected person where the panel is open."""
        if not self.panel_width or not self.is_attached:
            return
        person = self.person
        if person is None or self.crowd.index_of(person.uid) is None:
            self.panel.show("", ())
            return
        custdev = self.custdev
        whole = self._whole == person.uid
        details = PersonDetails(self.crowd, person, custdev.glyphs, custdev.mask, self.panel_width, whole=whole)
        self.panel.show(person.uid, details.items())

    def show_foot(self) -> None:
        """Show the footer."""
        size = self.app.size
        mode = self.mode if self.mode != "people" or not self._panel_covers else "person"
        self.foot_line.show_mode(mode, self.margin, 4 if size.height < LOW or size.width < ROOMY_LIST else 6)

    @property
    def _panel_covers(self) -> bool:
        return self.panel_open and self.app.size.width < USUAL

    @property
    def _list_width(self) -> int:
        return max(1, self.app.size.width - self.panel_width - 2 * self.margin)

    def _divide(self) -> None:
        size, margin, panel = self.app.size, self.margin, self.panel_width
        self.panel.display = panel > 0
        self.panel.styles.width = panel or 1
        self.work.display = panel < size.width
        self.work.styles.padding = (0, margin, 0, margin)
        airy = size.height >= AIRY
        searching = self.filter.bar is not None
        control = () if searching else (self._control_row(),)
        self.header.show(*([BLANK] if airy else []), *control) if size.height >= LOW else self.header.show()
        self.listing.styles.margin = (1 if airy else 0, 0, 0, 0)

    def _share_rows(self) -> None:
        """Give the list the rows it needs; where some are left, the legend stands below it."""
        size = self.app.size
        header = len(self.header.rows) + (1 if self.filter.bar is not None else 0)
        low = size.height < AIRY
        room = size.height - 2 - header - (0 if low else 2)
        legend = () if low or self._list_width < ROOMY_LIST else legend_rows(self.custdev.glyphs)
        self.listing.styles.height = max(3, min(self.listing.rows_wanted, room - len(legend)))
        self.legend.show(*legend)

    def _title_row(self) -> Row:
        """Return the title bar: how many there are, and how many wait for what."""
        margin, size = self.margin, self.app.size
        right = places(self.custdev.last_place, "people", wide=size.width >= WIDE) if size.width >= ROOMY_LIST else ()
        title = Span("People", "bright bold")
        counts = self._counts()
        room = size.width - 2 * margin - width_of((title, *right)) - 4
        while counts and width_of((Span(" · ".join(counts)),)) > room:
            counts.pop()
        return Row((Span(" " * margin), title, Span(f"   {' · '.join(counts)}", "muted")), right, "panel", margin)

    def _counts(self) -> list[str]:
        crowd = self.crowd
        counts = [f"{crowd.total} contact{'' if crowd.total == 1 else 's'}"]
        counts += [f"{crowd.counts[state]} {state}" for state in DUE_STATES if crowd.counts[state]]
        if crowd.need_permission:
            counts.append(f"{crowd.need_permission} need{'s' if crowd.need_permission == 1 else ''} permission")
        return counts

    def _control_row(self) -> Row:
        """Return how the list is made: what is looked for, in which order, of which segment, with names or not."""
        names = "shown" if self.custdev.names_shown else "hidden"
        does = "hides" if self.custdev.names_shown else "shows"
        tag = next((term.typed for term in self.crowd.terms if term.kind == "tag"), "")
        groups: list[tuple[Span, ...]] = [
            hint("people.find", "find"),
            (Span("sort ", "muted"), Span(self.sort)),
            (Span("segment ", "muted"), Span(tag or "all")),
            (Span("names ", "muted"), Span(names), Span(f" (* {does})", "muted")),
        ]
        gap = " " * (4 if self._list_width >= ROOMY_LIST else 3)
        while width_of(joined(groups, gap)) > self._list_width:
            groups.pop()
        return Row(joined(groups, gap))
