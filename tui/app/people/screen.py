"""The people screen: what is looked through, who is selected, and how it keeps in step with its workspace."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.app.asking.capture import edit_note
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.keymap import key
from tui.app.look.inspector import PanelItem
from tui.app.look.item_list import ItemList
from tui.app.people.crowd import SORTS, Crowd, Sort
from tui.app.people.people_filter_bar import PeopleFilter
from tui.app.people.picture import USUAL, WIDE, PeoplePicture
from tui.domain.records import Note, Participant, Touchpoint

PLACES = ("people", "person")
"""What can have the focus mark when nothing is typed: the list, or the panel."""


class PeopleScreen(Here):
    """Everybody, with who is due first."""

    place = "people"
    crowd: Crowd

    def __init__(self, *, opened: bool = False) -> None:
        super().__init__()
        self.mode = "people"
        self._opened = opened
        self.selected: str | None = None
        self.sort: Sort = "due"
        self.panel_open = False
        self.whole: str | None = None
        """Whose timeline is shown to its end."""
        self.filter = PeopleFilter(self)
        self.picture = PeoplePicture(self)
        self.listing, self.panel = self.picture.listing, self.picture.panel

    def compose(self) -> ComposeResult:
        """Make the widgets; the person is selected on whom one was last."""
        self.crowd = _crowd_of(self)
        last, shown = self.custdev.last_person, self.crowd.shown
        self.selected = last if self.crowd.index_of(last) is not None else shown.uids[0] if shown else None
        yield from self.picture.compose()
        yield from (self.message_line, self.foot_line, self.too_small)

    def on_mount(self) -> None:
        """Show everybody, and where it was opened for somebody, what is known of them."""
        self.show_all()
        if self._opened:
            self.open_panel()

    def on_unmount(self) -> None:
        """Remember who was selected, and nothing of what was searched."""
        self.custdev.last_person = self.selected
        self.custdev.crowd_memory.forget_search()

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if self.picture.panel_covers and self.mode == "people":
            self.give_mark("person")
        self.show_all()

    def on_screen_resume(self) -> None:
        """Take the focus mark back."""
        self.panel.cover(False)

    def on_screen_suspend(self) -> None:
        """Leave the focus mark to what is in front."""
        self.is_behind = True
        self.custdev.last_person = self.selected
        self.listing.mark(False)
        self.panel.cover(True)

    def catch_up(self) -> None:
        """Take over the newest state of the workspace, and the day; who is selected, scroll and typed text stay."""
        before, self.crowd = self.crowd, _crowd_of(self)
        _keep_selection(self, before)
        self.show_all()

    def show_all(self) -> None:
        """Show everything in its place; the selected person stays on its row."""
        if self.crowd.names != self.custdev.names_shown:
            self.catch_up()
        elif self.fits():
            self.picture.show()
            self.show_foot()

    def show_foot(self) -> None:
        """Show the footer."""
        covered = self.mode == "people" and self.picture.panel_covers
        self.foot_line.show_mode("person" if covered else self.mode)

    @property
    def person(self) -> Participant | None:
        """The selected person."""
        return self.session.workspace.participants.get(self.selected or "")

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in the panel."""
        return self.panel.chosen if self.mode == "person" else None

    @property
    def has_mark(self) -> bool:
        """Whether the list has the focus mark."""
        return self.mode == "people" and not self.is_behind

    def subject(self, kind: str) -> object | None:
        """Return the selected person, or what of a kind is chosen in the panel."""
        if kind == "person":
            return self.person
        uid = self.chosen_of("note", "waiting") if kind == "note" else self.chosen_of(kind)
        return self.session.workspace.find(f"{kind}s", uid)

    def say_lacking(self, command: Command) -> None:
        """Say what a command acts on."""
        match command.id:
            case "contact.tick":
                acts = "acts on a request, a promise, a planned touchpoint or an incentive."
                self.say(f"{key(command.id)} {acts}", ("tab", "chooses one"))
            case "note.card":
                self.say(f"{key(command.id)} makes a card of a note.", ("tab", "chooses one"))
            case "note.archive":
                self.say(f"{key(command.id)} archives a note; people stay.", ("tab", "chooses one"))
            case _:
                self.say("Nobody is selected.", ("contact.add", "adds somebody"))

    def sort_next(self) -> None:
        """Sort in the next way; names sort only while they are shown."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.catch_up()
        by = {"due": "who is due", "name": "name" if self.custdev.names_shown else "P-id"}
        by |= {"last": "who we spoke with last", "notes": "how much they said"}
        self.say(f"Sorted by {by[self.sort]}", ("people.sort", "next"))

    async def find(self) -> None:
        """Find people while typing."""
        await self.filter.open()

    def select_person(self, uid: str | None) -> None:
        """Select a person; only what shows the selection is drawn again."""
        if uid != self.selected:
            self.whole = None
        self.selected = uid
        self.listing.select(self.crowd.index_of(uid))
        self.picture.show_panel()

    def show_person(self, uid: str) -> None:
        """Select a person; a search that hides them ends."""
        if self.filter.text and self.crowd.index_of(uid) is None:
            self.filter.clear()
        self.select_person(uid)

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
        self.listing.mark(self.has_mark)
        self.show_foot()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Select what was clicked; a double click opens it."""
        event.stop()
        if self.mode not in PLACES:
            return
        if event.item_list is self.panel:
            if self.mode == "people":
                self.give_mark("person")
            self.panel.choose_at(event.index)
        elif (uid := self.listing.person_at(event.index)) is not None:
            if self.mode == "person":
                self.give_mark("people")
            self.select_person(uid)
            if event.again:
                self.open_panel()

    def go(self, across: int, down: int) -> None:
        """Select the next or previous person, or thing in the panel; sideways goes between both."""
        if across > 0 and self.mode == "people":
            self.open_panel()
        elif across < 0 and self.mode == "person":
            self.leave_panel()
        elif down and self.mode == "person":
            self.panel.choose(down)
        elif down:
            self._go_down(down)

    def go_to_edge(self, end: int) -> None:
        """Select the first or the last person."""
        shown = self.crowd.shown
        if self.mode == "person":
            self.panel.scroll_to_edge(end)
        elif shown:
            self.select_person(shown.uids[0 if end < 0 else -1])

    def page(self, step: int) -> None:
        """Go on by about a screenful."""
        if self.mode == "person":
            self.panel.scroll_items(step * self.panel.body_height)
        else:
            self._go_down(step * self.listing.page_length(step))

    def switch_pane(self) -> None:
        """Go between list and panel."""
        if self.mode == "person":
            self.leave_panel(close=self.picture.width < USUAL)
        else:
            self.open_panel()

    async def open(self) -> None:
        """Go into the panel, or open what is chosen there."""
        if self.mode == "people":
            self.open_panel()
        elif card := self.chosen_of("card"):
            if not self.custdev.show_card(card):
                self.say("That card is on an earlier iteration of its board.", tone="warn")
        elif isinstance(note := self.subject("note"), Note):
            await edit_note(self, note)
        elif isinstance(touchpoint := self.subject("touchpoint"), Touchpoint):
            from tui.app.interviews.interview_screen import open_interview  # people are looked at far oftener

            open_interview(self, touchpoint)
        elif self.chosen_of("older") is not None:
            self.whole = self.selected
            self.picture.show_panel()

    def back(self) -> None:
        """Go one step back: out of the panel, the search, the screen."""
        if self.mode == "person" or (self.panel_open and self.picture.width < WIDE):
            self.leave_panel()
        elif self.filter.text:
            self.filter.clear()
        elif self.custdev.view_state.last_board is not None:
            self.custdev.open_last()
        else:
            self.custdev.open_experiments()

    def open_panel(self) -> None:
        """Go into the panel of the selected person."""
        if self.person is not None and self.mode == "people":
            self.panel_open = True
            self.show_all()
            self.give_mark("person")

    def leave_panel(self, *, close: bool = True) -> None:
        """Go back to the list; where the panel lies over it, close it, unless it is to stay."""
        if close:
            self.panel_open = False
        self.give_mark("people")
        self.show_all()

    def _go_down(self, down: int) -> None:
        shown = self.crowd.shown
        index = self.crowd.index_of(self.selected)
        if shown:
            self.select_person(shown.uids[max(0, min((index or 0) + down, len(shown) - 1))])


def _crowd_of(screen: PeopleScreen) -> Crowd:
    session = screen.session
    return Crowd(
        session.workspace,
        session.policy,
        session.today,
        terms=screen.filter.terms,
        sort=screen.sort,
        names=screen.custdev.names_shown,
        memory=screen.custdev.crowd_memory,
    )


def _keep_selection(screen: PeopleScreen, before: Crowd) -> None:
    """Stay with the selected person wherever they went; where they are gone, with their neighbour."""
    crowd = screen.crowd
    if crowd.index_of(screen.selected) is not None:
        return
    old = before.index_of(screen.selected)
    at = min(old or 0, len(crowd.shown) - 1)
    screen.selected = crowd.shown.uids[at] if crowd.shown else None
    if screen.selected is None and screen.mode == "person":
        screen.panel_open = False
        screen.give_mark("people")
