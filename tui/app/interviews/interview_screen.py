"""One conversation on a page that is read in a minute; what can be done with a note of it is done on the screen below.

It is as our team may see it: P-ids in place of names, and quotes of those who agreed to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.asking.capture import edit_note
from tui.app.asking.capturing import Subject, ask_note
from tui.app.asking.card_of_note import card_of_note
from tui.app.background import in_background
from tui.app.dialogs.overlay import Overlay
from tui.app.giving.outcome import FORM, sent, take_given
from tui.app.here import Here
from tui.app.interviews.beside_page import beside_rows
from tui.app.interviews.page_rows import Line, PageRows, first_lines
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span
from tui.app.look.reading import Reading
from tui.app.look.rows import Rows
from tui.app.transcripts.transcript_form import read_transcript_of
from tui.domain.errors import NotFound
from tui.domain.history.people_phrases import method_words
from tui.domain.learned.interview_views import InterviewView
from tui.domain.people.consent import Group, Sign
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Touchpoint
from tui.domain.time.dates import day_words
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include
from tui.session import Notice, Session, giving

WIDE, SIDE = 110, 50
"""From how many cells on there is something beside the page, and how wide that is."""


class Wish(NamedTuple):
    """What is to be done on the screen below: with a note (uid), or with the whole conversation."""

    what: Literal["note", "edit", "card", "transcript"]
    note: str = ""


class _Page(Struct, frozen=True):
    """What is shown: the conversation, and what those agreed to who took part, by P-id."""

    interview: InterviewView
    permissions: dict[str, dict[Group, Sign]]


class PageList(ItemList):
    """The rows of a page; those of the chosen note stand out."""

    def __init__(self) -> None:
        super().__init__(id="interview-page")
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other rows; the chosen note stays chosen while it is there."""
        note = self.note
        self.lines = lines
        self.set_heights([1] * len(lines))
        places = first_lines(lines)
        at = next((place for place in places if lines[place].note == note), places[0] if places else None)
        self.selected = at
        self.refresh()

    @property
    def note(self) -> str:
        """The note (uid) that is chosen, empty where there is none."""
        at = self.selected
        return self.lines[at].note if at is not None and at < len(self.lines) else ""

    def choose(self, step: int) -> None:
        """Go to another note; where there is no further one, read on to the end."""
        places = first_lines(self.lines)
        if not places or self.selected is None:
            self.scroll_items(step)
            return
        now = min(range(len(places)), key=lambda at: abs(places[at] - (self.selected or 0)))
        new = max(0, min(now + step, len(places) - 1))
        self.select(places[new])
        self.refresh()
        if new in {0, now}:
            self.scroll_items(step)

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return one row."""
        line = self.lines[index]
        if not line.note or line.note != self.note:
            return (line.row,)
        left = (Span(self.host.glyphs.focus, "accent"), Span(" "), *line.row.left[1:])
        return (Row(left, line.row.right, "sel", line.row.right_margin),)


class InterviewScreen(Overlay[Wish | None]):
    """The page of a touchpoint (uid)."""

    CSS_PATH = Path(__file__).with_name("interview.tcss")
    box = "interview-box"
    place = footer_mode = "interview"

    def __init__(self, here: Here, touchpoint: str) -> None:
        super().__init__()
        self.here = here
        self.touchpoint = touchpoint
        self.head = Rows(id="interview-head")
        self.page_list = PageList()
        self.side = Reading(id="interview-side")
        self._page: _Page | None = None

    def body(self) -> ComposeResult:
        """Yield head, page, and what stands beside it."""
        yield self.head
        yield Horizontal(self.page_list, self.side, id="interview-panes")

    def on_mount(self) -> None:
        """Read the notes of the conversation."""
        self.show_footer()
        self._read()

    def on_resize(self) -> None:
        """Divide the screen anew."""
        self.call_after_refresh(self.show_all)

    def hear(self, notice: Notice) -> None:
        """Show what changed meanwhile; where the conversation is gone, leave."""
        if notice.change is None:
            return
        if self.custdev.session.workspace.find("touchpoints", self.touchpoint) is None:
            self.leave()
        else:
            self._read()

    def show_all(self) -> None:
        """Show the page for the size of the screen."""
        if self._page is None:
            return
        session, size, glyphs = self.custdev.session, self.app.size, self.custdev.glyphs
        is_wide = size.width >= WIDE
        width = size.width - SIDE if is_wide else size.width
        zone, today, page = session.policy.zone, session.today, self._page
        lines = [*PageRows(page.interview, glyphs, today, zone, width=width, height=size.height).lines()]
        beside = [*beside_rows(page.interview, page.permissions, glyphs, today, SIDE if is_wide else size.width)]
        if not is_wide:
            lines += [Line(replace(row, background="bg")) for row in (Row(), *beside)]
        self.side.display = is_wide
        self.side.show(beside if is_wide else ())
        self.page_list.show(lines)
        self.head.show(self._heading(size.width))

    def choose(self, step: int) -> None:
        """Go to another note."""
        self.page_list.choose(step)

    def page(self, step: int) -> None:
        """Read on a page, or back."""
        self.page_list.scroll_items(step * max(1, self.page_list.body_height - 2))

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        event.stop()
        if event.item_list is self.page_list and self.page_list.lines[event.index].note:
            self.page_list.select(event.index)
            self.page_list.refresh()

    def note(self) -> None:
        """Write down what was said, on the screen below."""
        self.custdev.session.check_writable()
        self.dismiss(Wish("note"))

    def edit(self) -> None:
        """Edit the chosen note, on the screen below."""
        self.custdev.session.check_writable()
        self.dismiss(Wish("edit", self._chosen()))

    def card(self) -> None:
        """Make a card of the chosen note, on the screen below."""
        self.custdev.session.check_writable()
        self.dismiss(Wish("card", self._chosen()))

    def transcript(self) -> None:
        """Read the transcript of it, over the screen below."""
        self.custdev.session.check_writable()
        self.dismiss(Wish("transcript"))

    def copy(self) -> None:
        """Copy the page as Markdown, for our team."""
        session, app, here, uid = self.custdev.session, self.app, self.here, self.touchpoint
        workspace, now = session.workspace, session.now()

        def take(given: object) -> None:
            take_given(here, given, "the interview")  # type: ignore[arg-type]
            self.say(self.custdev.spoken[-1])

        def write() -> object:
            parcel = Leaving(workspace, session.policy, now, profile="team").interview(workspace.touchpoints[uid])
            return sent(app, session, giving.write(session, parcel, FORM), "clipboard")

        in_background(self, "copying", write, take, self.say_error)

    def _chosen(self) -> str:
        if not self.page_list.note:
            raise NotFound("There is no note here yet. Nothing was changed.")
        return self.page_list.note

    def _read(self) -> None:
        """Work the page out beside the interface: the first look at notes by their touchpoint reads all of them."""

        def take(page: _Page) -> None:
            self._page = page
            if self.is_attached:
                self.show_all()

        in_background(self, "page", partial(_page_of, self.custdev.session, self.touchpoint), take, self.say_error)

    def _heading(self, width: int) -> Row:
        page, session = self._page, self.custdev.session
        assert page is not None, "it was read"
        met, zone = page.interview.met, session.policy.zone
        at = met.at.astimezone(zone)
        what = method_words(met.method)
        facts = [" ".join(met.people), f"{day_words(at.date(), session.today)} {at:%H:%M}"]
        facts += [", ".join(filter(None, (f"{met.minutes} min" if met.minutes else "", _channel(met.channel))))]
        by = f"by @{page.interview.by}" if page.interview.by else ""
        facts += [" ".join(filter(None, (by, f"for {' '.join(met.cards)}" if met.cards else "")))]
        left = (Span("  "), Span(f"{what[:1].upper()}{what[1:]}", "bright bold"), Span("   "))
        return Row((*left, Span(" · ".join(filter(None, facts)), "muted")), (), "panel", 2)


def _channel(channel: str | None) -> str:
    return (channel or "").replace("_", " ")


def _page_of(session: Session, touchpoint: str) -> _Page:
    """Return what is shown of a touchpoint (uid). Reads notes, and looks for names: not for the interface thread."""
    from tui.domain.learned.interview_seen import interview_seen

    workspace, policy, today = session.workspace, session.policy, session.today
    lens = Leaving(workspace, policy, session.now(), profile="team", include=Include(plain_notes=True)).lens
    interview = interview_seen(lens, workspace.touchpoints[touchpoint])
    people = workspace.people(workspace.touchpoints[touchpoint].people)
    permissions = {person.pid: PersonFacts(workspace, person, policy, today).signs for person in people}
    return _Page(interview, permissions)


def open_interview(here: Here, touchpoint: Touchpoint) -> None:
    """Show a conversation on a page; what one wants to do with it there is done here."""

    def go_on(wish: Wish | None) -> None:
        if wish is not None:
            here.call_later(_do, here, touchpoint.uid, wish)

    here.app.push_screen(InterviewScreen(here, touchpoint.uid), go_on)


async def _do(here: Here, touchpoint: str, wish: Wish) -> None:
    workspace = here.session.workspace
    met, note = workspace.touchpoints.get(touchpoint), workspace.notes.get(wish.note)
    if wish.what == "note" and met is not None:
        card = next((workspace.cards[uid] for uid in met.cards if uid in workspace.cards), None)
        await ask_note(here, Subject(card, met.people, met))
    elif wish.what == "transcript" and met is not None:
        read_transcript_of(here, met)
    elif note is None:
        here.say("That note is not there any more. Nothing was changed.", tone="warn")
    elif wish.what == "edit":
        await edit_note(here, note)
    elif wish.what == "card":
        await card_of_note(here, note)
