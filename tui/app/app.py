"""The application: which screen is shown, and news passed on to it. What people do there is the screens' business."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec
from rich.text import Text
from textual import events
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.screen import Screen
from textual.widget import Widget

from tui.app.background import in_background
from tui.app.board.column import ColumnView
from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.app.keys.pressing import dialog_of, paste, press
from tui.app.look.item_list import ItemList
from tui.app.look.paint import is_chip
from tui.app.watching import Watching
from tui.crash import crash_words
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.records import Experiment, Participant, Standup
from tui.domain.records.change import Change
from tui.domain.standup.held import last_standup, running_experiments, since_of, todays_standup
from tui.session import Draft, Notice


class CustdevApp(Watching):
    """custdev in the terminal."""

    TITLE = "custdev"
    CSS_PATH = "custdev.tcss"
    ENABLE_COMMAND_PALETTE = False

    _leaving = False
    _own_thread: int | None = None

    def get_default_screen(self) -> Screen[None]:
        """Begin with the board that was asked for, or an earlier iteration of it, else the last one, else all."""
        board_id = self.first_board or self.view_state.last_board
        if board_id is not None and self.first_iteration is not None:
            return BoardScreen(board_id, past=self.first_iteration)
        if board_id is not None and self.session.current(board_id) is not None:
            self._remember(board_id)
            return BoardScreen(board_id)
        if self.first_board is not None and (screen := self._draft_screen(self.first_board)) is not None:
            self._remember(self.first_board)
            return screen
        return self._experiments_screen()

    def on_mount(self) -> None:
        """Listen to the session, and watch the board files once the first screen is painted."""
        self._own_thread = threading.get_ident()
        self.session.listen(self._hear)
        self.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.call_after_refresh(self._begin_to_watch)

    def on_item_list_used(self, event: ItemList.Used) -> None:
        """Do what was clicked in a list; while something is typed its keys would be letters."""
        if self.focused is None or is_chip(event.name):
            from tui.app.keys.clicking import do_shown  # most use the keys

            do_shown(self, event.name)

    def on_item_list_menu(self, event: ItemList.Menu) -> None:
        """Show what can be done with what the right button chose, where it can choose: while nothing is typed."""
        if isinstance(self.screen, Here) and self.focused is None:
            from tui.app.keys.palette import open_palette  # as above

            open_palette(self.screen, event.kinds)

    async def on_event(self, event: events.Event) -> None:
        """Have each key, and what is pasted, done with before the next one is looked at."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            taken = await press(self, event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            taken = await paste(self, event)
        else:
            taken = isinstance(event, events.MouseEvent) and not event.is_forwarded and self._is_over_what_left(event)
        if not taken:
            await super().on_event(event)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        # What is in front would be laid out and drawn anew because another screen is gone.
        return super()._prune(*nodes, parent=None if parent is self else parent)

    def _is_over_what_left(self, event: events.MouseEvent) -> bool:
        """Return whether what the mouse points at has left, and is only drawn still: Textual asks for its parent."""
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return widget.parent is None

    def _fatal_error(self) -> None:
        # Textual would print the values of all variables with the traceback: names, addresses, what people said.
        self.bell()
        self.panic(Text(crash_words(self._exception or RuntimeError())))

    def open_board(self, board_id: str) -> None:
        """Show a board, running or not started."""
        screen = BoardScreen(board_id) if self.session.current(board_id) is not None else self._draft_screen(board_id)
        if screen is not None:
            self._remember(board_id)
            self._go(screen)
            self.call_after_refresh(self._offer_editions)

    def open_iteration(self, experiment: Experiment) -> None:
        """Show an iteration of a board as it stands; an earlier one to read only."""
        if self.session.current(experiment.board_id) is experiment:
            self.open_board(experiment.board_id)
        else:
            self._remember(experiment.board_id)
            self._go(BoardScreen(experiment.board_id, past=experiment.uid))

    def open_experiments(self) -> None:
        """Show all experiments."""
        self._go(self._experiments_screen())

    def open_people(self) -> None:
        """Show everybody, and who is due."""
        from tui.app.people.screen import PeopleScreen

        self._go(PeopleScreen())

    def open_standup(self, board_id: str = "") -> None:
        """Stand up over the experiment of a board, or over all that run; today's goes on where it was left."""
        session, workspace = self.session, self.session.workspace
        running = [
            experiment
            for experiment in running_experiments(workspace)
            if not board_id or experiment.board_id == board_id
        ]
        if not running:
            what = "This experiment is not running" if board_id else "No experiment is running"
            self._say(f"{what}, so there is nothing to stand up for.")
            return
        uids = [experiment.uid for experiment in running]
        held = todays_standup(workspace, uids, session.policy, session.now())
        if held is None:
            since = since_of(workspace, running, session.policy, session.now())
            last = last_standup(workspace, uids[0], session.now())
            here = last.attendees if last is not None and last.attendees else session.policy.team
            try:
                change = session.run(operations.begin_standup, uids, since, attendees=here)
            except DomainError as error:
                self._say(str(error), tone="warn")
                return
            held = next(record for record in change.records["standups"].values() if isinstance(record, Standup))
        from tui.app.standup.screen import StandupScreen

        self._go(StandupScreen(held))

    def open_flow(self, board_id: str) -> bool:
        """Show how work flows over a board; return whether there is such a board."""
        from tui.app.flow.screen import FlowScreen

        draft = self._draft_of(board_id) if self.session.current(board_id) is None else None
        if draft is None and self.session.current(board_id) is None:
            return False
        self._remember(board_id)
        self._go(FlowScreen(board_id, draft))
        return True

    def open_gathering(self, board_id: str = "", theme: str = "") -> None:
        """Show the notes of a board, or all there are, and the themes they are gathered in, one (uid) chosen."""
        from tui.app.gathering.screen import GatheringScreen

        self._go(GatheringScreen(board_id, theme))

    def show_card(self, uid: str) -> bool:
        """Show a card on its board; return whether it is on one that can be opened."""
        workspace = self.session.workspace
        card = workspace.cards.get(uid)
        experiment = workspace.experiments.get(card.experiment) if card else None
        if experiment is None:
            return False
        if self.session.current(experiment.board_id) is experiment:
            self.last_cards[experiment.board_id] = uid
            self.open_board(experiment.board_id)
        else:
            self.last_cards[experiment.uid] = uid
            self.open_iteration(experiment)
        return True

    def show_person(self, uid: str) -> None:
        """Show somebody among the people, with all that is known of them."""
        from tui.app.people.screen import PeopleScreen

        self.last_person = uid
        if isinstance(self.screen, PeopleScreen):
            self.screen.show_person(uid)
            self.screen.open_panel()
        else:
            self._go(PeopleScreen(opened=True))

    def open_place(self, number: int) -> bool:
        """Open the board of a number, unless it is in front; return whether there is one."""
        places = self.places()
        if not 1 <= number <= len(places):
            return False
        board_id, front = places[number - 1][0], self.screen
        if not isinstance(front, BoardScreen) or front.board_id != board_id or front.past:
            self.open_board(board_id)
        return True

    def open_last(self) -> None:
        """Show the board that was open last, if any."""
        if self.view_state.last_board is not None:
            self.open_board(self.view_state.last_board)

    def leave(self) -> None:
        """Quit; where changes could not be saved, only when asked twice."""
        if self.session.failure is not None and self.session.pending and not self._leaving:
            self._leaving = True
            count = self.session.pending
            words = f"{count} change{'s are' if count > 1 else ' is'} not saved and would be lost."
            for screen in self._talking():
                screen.news.say_trouble(words, ("change.retry", "try again"), ("app.quit", "quit anyway"))
            return
        self.exit(0)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is marked: Textual's own key calls it."""
        self.copy(text, lambda taken: None)

    def copy(self, text: str, tell: Callable[[bool], object]) -> None:
        """Copy by the terminal (OSC 52), and by the platform's tool; `tell` is given whether a tool took it.

        Terminals do not say whether they do what they are asked.
        """
        super().copy_to_clipboard(text)

        def copy_by_tool() -> bool:
            from tui.exchange.clipboard import ask_tmux, copy_text  # few copy anything

            taken = bool(copy_text(text))
            if not taken:
                ask_tmux(text)
            return taken

        in_background(self.screen, "clipboard", copy_by_tool, tell, lambda error: self._say(str(error), tone="warn"))

    async def action_quit(self) -> None:
        """Quit by Textual's own key as by ours: never without a word on what is not saved."""
        self.leave()

    def action_help_quit(self) -> None:
        """Say what quits, for hands that try ctrl+c, where everything else is said."""
        self._say("Nothing to cancel.", ("app.quit", "quits"))

    def _hear(self, notice: Notice) -> None:
        # What was done here is shown before the next key is looked at, so that keys typed ahead act on what they mean.
        if threading.get_ident() == self._own_thread:
            self._pass_on(notice)
        else:
            self.call_later(self._pass_on, notice)

    def _pass_on(self, notice: Notice) -> None:
        """Pass on what the writer told."""
        if notice.change is not None or self.session.failure is None:
            self._leaving = False
        if notice.change is not None and _takes_words_back(notice.change):
            self.drafts.forget()
        if notice.saved and not self.session.pending:
            self.drafts.forget_handed_in()
        contested = notice.error is not None and self._contest(notice.error)
        for screen in self._talking():
            screen.hear(notice)
        for shown in self.screen_stack:
            if (dialog := dialog_of(shown)) is not None:
                dialog.hear(notice)
        if notice.given_up is not None and not contested:
            draft = " What you typed is kept as a draft." if self.drafts.give_back(notice.given_up) else ""
            self._say(f"{notice.error}{draft}", tone="warn")

    def _contest(self, error: Exception) -> bool:
        """Have both versions offered where an edit met another one; return whether that is what went wrong."""
        from tui.domain.operations.merging import Contested  # nearly every change is taken as it is

        if isinstance(error, Contested):
            self.contests.add(error)
        return isinstance(error, Contested)

    def _go(self, screen: Screen[None]) -> None:
        """Show another screen; the first one, which Textual cannot do without, stays beneath.

        What takes long may end in this while a dialog is in front: that goes with the screen it lies over.
        """
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _draft_screen(self, board_id: str) -> BoardScreen | None:
        draft = self._draft_of(board_id)
        return BoardScreen(board_id, draft) if draft is not None else None

    def _draft_of(self, board_id: str) -> Draft | None:
        entry = self.session.catalog.entry(board_id) if self._entries is None else self.edition(board_id)
        return self.session.draft(entry) if entry is not None and entry.definition is not None else None

    def _experiments_screen(self) -> Screen[None]:
        from tui.app.experiments.screen import ExperimentsScreen

        return ExperimentsScreen()

    def _remember(self, board_id: str) -> None:
        self.view_state = msgspec.structs.replace(self.view_state, last_board=board_id)

    def watch_names_shown(self) -> None:
        """Show everything with names, or without them, behind a dialog too."""
        for screen in self._talking():
            screen.show_all()
        self._draw_anew()

    def _repaint(self) -> None:
        self.forget_palette()
        for screen in self.screen_stack:
            for column in screen.walk_children(ColumnView):
                column.forget()
        self._draw_anew()

    def _draw_anew(self) -> None:
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()


def _takes_words_back(change: Change) -> bool:
    """Return whether somebody is erased, or what was noted of them deleted: what is typed may be about them."""
    people = change.records.get("participants", {}).values()
    erased = any(isinstance(person, Participant) and person.erased_at for person in people)
    return erased or change.event.kind == "notes_forgotten"
