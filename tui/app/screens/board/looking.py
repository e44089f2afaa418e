"""Looking closer: the panel, the filter, density, names, the hypothesis."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec
from textual import on, work

from tui.app.details import Details
from tui.app.frame import DENSITIES
from tui.app.paint import Span
from tui.app.prompts import Choice
from tui.app.screens.board.base import BoardBase
from tui.app.widgets.filter_bar import FilterBar
from tui.app.widgets.prompt import PromptLine
from tui.domain.query import DUE_WORDS, IS_WORDS, parse_query
from tui.domain.records import Event

RESTING_SECONDS = 0.1


class Looking(BoardBase):
    """One way in, one way out: `enter` opens, `esc` goes one step back."""

    _history: tuple[str, list[Event] | None] = ("", None)

    async def action_open(self) -> None:
        """Open the panel, or what is chosen in it."""
        if self.mode == "panel":
            await self.act_on_chosen()
        elif self.card is not None:
            self.open_panel()

    async def act_on_chosen(self) -> None:
        """Do what enter does on the chosen thing of the panel."""

    def open_panel(self) -> None:
        """Open the panel beside the board."""
        if not self.panel_open and self.card is not None:
            self.panel_open = True
            self.show_all()

    def close_panel(self) -> None:
        """Close the panel."""
        self.panel.take_mark(False)
        self.panel_open = False
        self.mode = "board"
        self.show_all()

    def action_switch_pane(self) -> None:
        """Go between board and panel."""
        if self.mode == "panel":
            self.panel.take_mark(False)
            self.mark_board("board")
        elif self.panel_open:
            self.panel.take_mark(True)
            self.mark_board("panel")
        else:
            self.open_panel()

    def action_back(self) -> None:
        """Go one step back: panel to board, panel closed, filter cleared."""
        if self.mode == "panel":
            self.action_switch_pane()
        elif self.panel_open:
            self.close_panel()
        elif self.filter_text:
            self.clear_filter()
        else:
            self.hush()

    def show_panel(self) -> None:
        """Show the details of the selected card; its history is read in the background."""
        card = self.card
        if not self.panel_open or not self.is_attached:
            return
        if card is None:
            self.panel.show("", ())
            return
        known = self._history[1] if self._history[0] == card.uid else [] if self.draft is not None else None
        width = self.frame.panel_width
        self.panel.show(card.uid, Details(self.scene, card, known, width).items())
        if self.draft is None:
            self._read_history(card.uid)

    @work(exclusive=True, group="history", exit_on_error=False)
    async def _read_history(self, uid: str) -> None:
        """Read a card's history when the selection rests on it; walking past it starts nothing."""
        await asyncio.sleep(RESTING_SECONDS)
        self._show_history(uid, await asyncio.to_thread(self.session.events_of, uid))

    def _show_history(self, uid: str, events: list[Event]) -> None:
        card = self.card
        if card is None or card.uid != uid or not self.panel_open:
            return
        if self._history != (uid, events):
            self._history = (uid, events)
            self.panel.show(uid, Details(self.scene, card, events, self.frame.panel_width).items())

    async def action_filter(self) -> None:
        """Filter the cards while typing."""
        bars = self.query(FilterBar)
        self.choice_list.styles.dock = "top"
        bar = bars.first() if bars else FilterBar(self.choice_list)
        if bars:
            bar.begin()
        else:
            await self.work.mount(bar, after=self.header)
        self.set_focus(bar.field)
        self.board.prepare_filter()
        self.panel.take_mark(False)
        self.mark_board("filter")

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.filter_text = event.text
        self.update_board()
        self._tell_filter(event.text)

    def _tell_filter(self, typed: str) -> None:
        bars = self.query(FilterBar)
        if not bars:
            return
        bar = bars.first()
        if not bar.region:  # typed before the bar has its place
            self.call_after_refresh(lambda: self._tell_filter(self.filter_text))
            return
        unknown = next((term.typed for term in self.board.terms if term.kind == "unknown"), "")
        bar.tell(self.board.shown, self.board.total, unknown)
        choices = self._filter_choices(typed)
        self.choice_list.styles.margin = (bar.region.bottom, 0, 0, bar.field.region.x)
        self.choice_list.show(choices)

    @on(FilterBar.Kept)
    def _filter_kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.choice_list.show(())
        self.set_focus(None)
        if not self.filter_text.strip():
            self.clear_filter()
        else:
            self.mark_board("board")

    @on(FilterBar.Cleared)
    def _filter_cleared(self, event: FilterBar.Cleared) -> None:
        event.stop()
        self.clear_filter()

    def take_choice(self, index: int) -> None:
        """Take a completion that was clicked into the line or the filter."""
        self.choice_list.select(index)
        for taker in (*self.query(PromptLine), *self.query(FilterBar)):
            taker.action_complete()

    def clear_filter(self) -> None:
        """Show all cards again; the selected one stays selected."""
        self.filter_text = ""
        self.query(FilterBar).remove()
        self.choice_list.show(())
        self.mode = "board"
        self.update_board()
        self.call_after_refresh(self.offer_versions)

    def _filter_choices(self, typed: str) -> Sequence[Choice]:
        """Offer what the last word can become, with how many cards each would leave."""
        head, _, word = typed.rpartition(" ")
        head = f"{head} " if head else ""
        if not word:
            return ()
        names = [f"is:{name}" for name in IS_WORDS] + [f"due:{name}" for name in DUE_WORDS]
        offered = [name for name in names if name.startswith(word.casefold()) and name != word.casefold()]
        if word[0] == "@":
            workspace = self.board.workspace
            pids = sorted(person.pid for person in workspace.participants.values())
            owners = sorted({card.assignee for card in workspace.cards.values() if card.assignee})
            everyone = [f"@{name}" for name in (*pids, *owners)]
            offered = [name for name in everyone if name.casefold().startswith(word.casefold()) and name != word][:8]
        if word[0] == "#":
            tags = sorted({tag for card in self.board.workspace.cards.values() for tag in card.tags})
            offered = [f"#{tag}" for tag in tags if f"#{tag}".startswith(word.casefold()) and f"#{tag}" != word][:8]
        return [self._filter_choice(head, name) for name in offered]

    def _filter_choice(self, head: str, name: str) -> Choice:
        board, terms = self.board, parse_query(head + name)
        count = sum(len(board.matching(terms, lane.column.id, lane.all)) for lane in board.lanes)
        style = "bright" if count else "muted"
        return Choice(f"{head}{name} ", (Span(name, style),), (Span(str(count), style),))

    def action_density(self) -> None:
        """Turn to the next density; it is remembered for this board."""
        shown = "dense" if self.frame.look.dense else "roomy" if self.frame.look.third_row else "normal"
        densities = DENSITIES if self.size.height >= 40 else DENSITIES[1:]
        index = densities.index(shown) if shown in densities else 0
        self.density = densities[(index + 1) % len(densities)]
        state = self.custdev.view_state
        self.custdev.view_state = msgspec.structs.replace(state, density={**state.density, self.board_id: self.density})
        self.show_all()
        self.say(f"{self.density.capitalize()}", ("z", "next"))

    def action_names(self) -> None:
        """Show names in place of P-ids, or hide them again."""
        self.custdev.names_shown = not self.custdev.names_shown
        self.show_all()

    def action_brief(self) -> None:
        """Read the hypothesis, the goals and the test."""
        from tui.app.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen(self.board))
