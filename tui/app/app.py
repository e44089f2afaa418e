"""The application: which screen is shown, and news passed on to it. What people do there is the screens' business."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from textual import events, work
from textual.app import SuspendNotSupported
from textual.message import Message
from textual.screen import Screen

from tui.app.editor import edit_text, editor_command, open_editor
from tui.app.host import Host
from tui.app.screens.board import BoardScreen
from tui.app.screens.talking import TalkingScreen
from tui.app.widgets.clean_input import CleanInput
from tui.app.widgets.column import ColumnView
from tui.domain import operations
from tui.domain.change import Change
from tui.domain.errors import CustdevError, DomainError
from tui.domain.phrases import plural
from tui.domain.text import clean_text
from tui.session import CatalogEntry, Notice, Session
from tui.settings import PersonalSettings, ViewState

WATCH_SECONDS = 2.0


class Noticed(Message):
    """The session has news from its writer."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice = notice


class CustdevApp(Host):
    """custdev in the terminal."""

    TITLE = "custdev"
    CSS_PATH = "custdev.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        session: Session,
        *,
        board: str | None = None,
        settings: PersonalSettings | None = None,
        view_state: ViewState | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(session, settings=settings, view_state=view_state, ascii_only=ascii_only)
        self.opening_words: list[str] = []
        self._entries: list[CatalogEntry] | None = None
        self._fingerprint: object = None
        self._wanted = board
        self._broken: set[str] = set()
        self._leaving = False
        self._own_thread: int | None = None
        self._quarter: datetime | None = None

    def get_default_screen(self) -> Screen[None]:
        """Begin with the board that was asked for, else the last one, else all experiments."""
        board_id = self._wanted or self.view_state.last_board
        if board_id is not None and self.session.current(board_id) is not None:
            self._remember(board_id)
            return BoardScreen(board_id)
        if self._wanted is not None and (screen := self._draft_screen(self._wanted)) is not None:
            self._remember(self._wanted)
            return screen
        return self._experiments_screen()

    def on_mount(self) -> None:
        """Listen to the session, and watch the board files once the first screen is painted."""
        self._own_thread = threading.get_ident()
        self.session.listen(self._hear)
        self.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.call_after_refresh(self._begin_to_watch)

    def on_key(self, event: events.Key) -> None:
        """Give a letter that was on its way while a field took the focus to that field; no command may take it."""
        if isinstance(self.focused, CleanInput) and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.focused.insert_text_at_cursor(event.character)

    def on_noticed(self, message: Noticed) -> None:
        """Pass on what the writer told."""
        self._pass_on(message.notice)

    def templates(self) -> Sequence[CatalogEntry] | None:
        """Return the boards that are not started, good and broken, or None while their files are being read."""
        if self._entries is None:
            return None
        started = {experiment.board_id for experiment in self.session.workspace.experiments.values()}
        return [entry for entry in self._entries if entry.id not in started]

    def open_board(self, board_id: str) -> None:
        """Show a board, running or not started."""
        screen = BoardScreen(board_id) if self.session.current(board_id) is not None else self._draft_screen(board_id)
        if screen is not None:
            self._remember(board_id)
            self._go(screen)

    def open_experiments(self) -> None:
        """Show all experiments."""
        self._go(self._experiments_screen())

    def leave(self) -> None:
        """Quit; where changes could not be saved, only when asked twice."""
        if self.session.failure is not None and self.session.pending and not self._leaving:
            self._leaving = True
            count = self.session.pending
            words = f"{count} change{'s are' if count > 1 else ' is'} not saved and would be lost."
            self._say(words, ("r", "try again"), ("q", "quit anyway"), tone="error")
            return
        self.exit(0)

    async def action_quit(self) -> None:
        """Quit by Textual's own key as by ours: never without a word on what is not saved."""
        self.leave()

    def action_help_quit(self) -> None:
        """Say what quits, for hands that try ctrl+c, where everything else is said."""
        self._say("Nothing to cancel.", ("q", "quits"))

    def write_in_editor(self, text: str) -> str | None:
        """Return a text as the editor left it, cleaned; None where nothing came of it, which is said."""
        written: list[str | None] = []
        self._in_editor(lambda command: written.append(edit_text(command, text)))
        return clean_text(written[0]) if written and written[0] is not None else None

    def edit_board_file(self, board_id: str) -> None:
        """Open the file of a board in the editor; a shipped one is copied into the workspace first."""
        entry = self.session.catalog.entry(board_id)
        if entry is None:
            self._say("The file of this board is not there any more; its definition is kept in the workspace.")
            return
        path = entry.path
        try:
            if entry.source == "shipped":
                path = self.session.folder / "boards" / entry.path.name
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    path.write_bytes(entry.path.read_bytes())
        except OSError as error:
            self._say(f"{error.strerror or error}.", tone="error", lead=f"Could not copy {entry.path.name}")
            return
        self._in_editor(lambda command: open_editor(command, path))
        self.read_boards()

    def read_boards(self) -> None:
        """Read the board files again in the background."""
        self._fingerprint = None
        self._look_at_boards()

    def _hear(self, notice: Notice) -> None:
        # What was done here is shown before the next key is looked at, so that keys typed ahead act on what they mean.
        if threading.get_ident() == self._own_thread:
            self._pass_on(notice)
        else:
            self.post_message(Noticed(notice))

    def _pass_on(self, notice: Notice) -> None:
        if notice.change is not None or self.session.failure is None:
            self._leaving = False
        for screen in self._talking():
            screen.hear(notice)

    def _go(self, screen: Screen[None]) -> None:
        """Show another screen; the first one, which Textual cannot do without, stays beneath."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _talking(self) -> list[TalkingScreen]:
        """Return the screen that shows the workspace, dialogs over it passed over; none while it is made."""
        shown = [each for each in self.screen_stack if isinstance(each, TalkingScreen)][-1:]
        return [each for each in shown if each.is_mounted]

    def _say(self, words: str, *keys: tuple[str, str], tone: str = "plain", lead: str = "") -> None:
        for screen in self._talking():
            screen.say(words, *keys, tone=tone, lead=lead)

    def _in_editor(self, act: Callable[[list[str]], object]) -> None:
        refused = ""
        try:
            with self.suspend():
                # An error must not leave the block: Textual would not take the terminal back.
                try:
                    act(editor_command(self.settings.editor))
                except (CustdevError, OSError) as error:
                    refused = str(error)
        except SuspendNotSupported:
            refused = "This terminal cannot make room for an editor."
        if refused:
            self._say(refused, tone="warn")
        self.refresh(layout=True)

    def _begin_to_watch(self) -> None:
        # What is there now stays: the collector, off while everything was read, need never look through it.
        gc.freeze()
        gc.enable()
        if self.opening_words:
            self._say(" ".join(self.opening_words))
        self.set_interval(WATCH_SECONDS, self.watch_once)
        self.watch_once()

    def watch_once(self) -> None:
        """Follow what changes without a key: the day, and the board files."""
        now = self.session.now()
        # Midnight is at a full quarter of an hour in every time zone.
        quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        before, self._quarter = self._quarter, quarter
        if before not in (None, quarter):
            for screen in self._talking():
                screen.catch_up()
        self._look_at_boards()

    @work(thread=True, exclusive=True, group="boards", exit_on_error=False)
    def _look_at_boards(self) -> None:
        catalog = self.session.catalog
        fingerprint = catalog.fingerprint()
        if fingerprint != self._fingerprint:
            entries = catalog.entries()
            self._fingerprint = fingerprint
            self.call_from_thread(self._boards_read, entries)

    def _boards_read(self, entries: Sequence[CatalogEntry]) -> None:
        """Take over edited definitions, and name the mistakes of the board on the screen."""
        self._entries = list(entries)
        for entry in entries:
            self._follow(entry)
        for screen in self._talking():
            if isinstance(screen, BoardScreen):
                self._tell_file(screen)
            screen.hear(Notice())

    def _follow(self, entry: CatalogEntry) -> None:
        experiment = self.session.current(entry.id)
        if experiment is None or entry.definition is None or entry.hash == experiment.definition_hash:
            return
        reconcile = operations.reconcile_definition
        try:
            change = self.session.run(reconcile, experiment.uid, entry.definition, definition_hash=entry.hash)
        except DomainError as error:
            self._say(str(error))
            return
        if entry.definition != experiment.definition:
            self._say(f"Took over the edited definition of {entry.definition.title}{_came_and_went(change)}")

    def _tell_file(self, screen: BoardScreen) -> None:
        """Show what the file of a board says now: an edited draft, or its first mistake."""
        entry = next((each for each in self._entries or () if each.id == screen.board_id), None)
        if entry is None:
            return
        if entry.definition is not None and screen.draft is not None:
            screen.renew_draft(entry)
        if entry.problems:
            first, more = entry.problems[0], len(entry.problems) - 1
            rest = f" And {more} more." if more else ""
            words = f"boards/{entry.path.name} line {first.line}: {first.sentence}{rest} Showing the last good version."
            screen.say(words, tone="error")
            self._broken.add(entry.id)
        elif entry.id in self._broken:
            self._broken.discard(entry.id)
            screen.say(f"boards/{entry.path.name} can be read again.")

    def _draft_screen(self, board_id: str) -> BoardScreen | None:
        entries = self.session.catalog.entries() if self._entries is None else self._entries
        entry = next((each for each in entries if each.id == board_id), None)
        if entry is None or entry.definition is None:
            return None
        return BoardScreen(board_id, self.session.draft(entry))

    def _experiments_screen(self) -> Screen[None]:
        from tui.app.screens.experiments import ExperimentsScreen

        return ExperimentsScreen()

    def _remember(self, board_id: str) -> None:
        self.view_state = msgspec.structs.replace(self.view_state, last_board=board_id)

    def _repaint(self) -> None:
        self.forget_palette()
        for screen in self.screen_stack:
            for column in screen.query(ColumnView):
                column.forget()
            for widget in screen.walk_children(with_self=True):
                widget.refresh()


def _came_and_went(change: Change) -> str:
    """Return how many cards an edited definition brought and how many it no longer has."""
    cards = change.event.changes.get("cards", {}).values()
    new = sum("uid" in fields for fields in cards)
    aside = sum(fields.get("orphaned", [False, False])[1] is True for fields in cards)
    words = [plural(new, "new card")] * bool(new) + [f"{plural(aside, 'card')} set aside, : restores"] * bool(aside)
    return f": {', '.join(words)}" if words else ""
