"""The people screen kept in step with the session: who is selected, and what others do meanwhile."""

from __future__ import annotations

from tui.app.look.inspector import Inspector
from tui.app.look.rows import ItemList
from tui.app.people.crowd import Crowd
from tui.app.people.people_filter_bar import PeopleFilter
from tui.app.people.people_list import PeopleList
from tui.app.people.picture import PeoplePicture
from tui.domain.errors import DomainError
from tui.session import Notice

PLACES = ("people", "person")
"""What can have the focus mark when nothing is typed: the list, or the panel."""


class PeopleFollowing(PeoplePicture):
    """Follows the workspace; what keys do is in the classes built on it."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = PeopleFilter(self)

    def on_mount(self) -> None:
        """Show everybody, the person on whom one was last selected."""
        self.crowd = self._crowd()
        last = self.custdev.last_person
        first = self.crowd.shown[0].uid if self.crowd.shown else None
        self.selected = last if self.crowd.index_of(last) is not None else first
        self.show_all()

    def on_unmount(self) -> None:
        """Remember who was selected."""
        self.custdev.last_person = self.selected

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if hasattr(self, "crowd"):
            if self._panel_covers and self.mode == "people":
                self.give_mark("person")
            self.show_all()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while a dialog was in front."""
        if self._away:
            self._away = False
            self.panel.cover(False)
            self.update()

    def on_screen_suspend(self) -> None:
        """Leave the focus mark to what is in front."""
        self._away = True
        self.custdev.last_person = self.selected
        self.listing.mark(False)
        self.panel.cover(True)

    def hear(self, notice: Notice) -> None:
        """Follow a change of the workspace."""
        if notice.change is not None or isinstance(notice.error, DomainError):
            self.update()
        else:
            self.show_foot()
        super().hear(notice)

    def catch_up(self) -> None:
        """Count the days from today."""
        self.update()

    def update(self) -> None:
        """Take over the newest state of the workspace; who is selected, scroll and typed text stay."""
        before, self.crowd = self.crowd, self._crowd()
        self._keep_selection(before)
        self.show_all(hold=True)

    def select_person(self, uid: str | None) -> None:
        """Select a person; only what shows the selection is drawn again."""
        if uid != self.selected:
            self._whole = None
        self.selected = uid
        self.listing.select(self.crowd.index_of(uid))
        self.show_panel()

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to the list, the panel, or a line that is typed."""
        self.mode = mode
        if mode == "person":
            self.panel_open = True
            self.panel.cover(False)
            if not self.panel.has_mark:
                self.panel.take_mark(True)
        elif mode == "people":
            self.panel.take_mark(False)
        else:
            self.panel.cover(True)
        self.listing.mark(mode == "people" and not self._away)
        self.show_foot()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Select what was clicked; a double click opens it."""
        event.stop()
        if self.mode not in PLACES:
            return
        if isinstance(event.item_list, PeopleList):
            if self.mode == "person":
                self.give_mark("people")
            self.select_person(self.listing.person_at(event.index))
            if event.again:
                self.open_panel()
        elif isinstance(event.item_list, Inspector):
            if self.mode == "people":
                self.give_mark("person")
            self.panel.choose_at(event.index)

    def open_panel(self) -> None:
        """Open the panel of the selected person."""

    def _crowd(self) -> Crowd:
        session = self.session
        return Crowd(
            session.workspace,
            session.policy,
            session.today,
            terms=self.filter.terms,
            sort=self.sort,
            names=self.custdev.names_shown,
            memory=self.custdev.crowd_memory,
        )

    def _keep_selection(self, before: Crowd) -> None:
        """Stay with the selected person wherever they went; where they are gone, with their neighbour."""
        crowd = self.crowd
        if crowd.index_of(self.selected) is not None:
            return
        old = before.index_of(self.selected)
        at = min(old or 0, len(crowd.shown) - 1)
        self.selected = crowd.shown[at].uid if crowd.shown else None
        if self.selected is None and self.mode == "person":
            self.panel_open = False
            self.give_mark("people")
