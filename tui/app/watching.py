"""What changes without a key, the day and the board files; and the files that are edited while it runs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from textual.app import SuspendNotSupported

from tui.app.background import in_background
from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.app.host import Host
from tui.app.keys.keymap import Hint, key
from tui.app.look.foot_line import Tone
from tui.domain import operations
from tui.domain.errors import CustdevError, DomainError
from tui.domain.records import Experiment
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import ExperimentStatus
from tui.domain.text import clean_text, plural
from tui.session import CatalogEntry
from tui.session.board_files import follows, is_offered, own_sentences
from tui.settings.view_state import new_text_file

BoardFiles: TypeAlias = tuple[object, list[CatalogEntry]]
"""The board files as they were read at once, and by what it is known whether they changed since."""
WATCH_SECONDS = 2.0
MOST_LOOKED_AT = 20_000
"""In so many events whoever still works here has done something."""


class Watching(Host):
    """Follows the calendar and the board files, and tells the screen in front."""

    _entries: list[CatalogEntry] | None = None
    _fingerprint: object = None
    _last_error = ""
    _broken: frozenset[str] = frozenset()
    _told_editions: frozenset[tuple[str, str]] = frozenset()
    """The editions (board and hash) of shipped boards that were offered: each is told once."""
    _quarter: datetime | None = None

    def templates(self) -> Sequence[CatalogEntry] | None:
        """Return the boards that are not started, good and broken, or None while their files are being read."""
        if self._entries is None:
            return None
        started = {experiment.board_id for experiment in self.session.workspace.experiments.values()}
        return [entry for entry in self._entries if entry.id not in started]

    def boards(self) -> Sequence[CatalogEntry]:
        """Return what the board files say, as far as they were read."""
        return self._entries or ()

    def edition(self, board_id: str) -> CatalogEntry | None:
        """Return what the file of a board says now, as far as it was read."""
        return next((entry for entry in self.boards() if entry.id == board_id), None)

    def experiments(self, status: ExperimentStatus) -> list[Experiment]:
        """Return the boards whose newest iteration stands so, the one started first before others."""
        workspace = self.session.workspace
        boards = {experiment.board_id for experiment in workspace.experiments.values()}
        newest = (workspace.experiments_of(board)[0] for board in boards)
        standing = (experiment for experiment in newest if experiment.status == status)
        return sorted(standing, key=lambda one: (one.started_at is None, one.started_at, one.uid))

    def places(self) -> list[tuple[str, str]]:
        """Return boards in the order of their numbers, each as id and title: those put away come last."""
        templates = self.templates() or ()
        started = [*self.experiments("running"), *self.experiments("decided")]
        return [
            *((experiment.board_id, experiment.definition.title) for experiment in started),
            *((entry.id, entry.definition.title) for entry in templates if entry.definition),
            *((experiment.board_id, experiment.definition.title) for experiment in self.experiments("archived")),
        ]

    def place_of(self, board_id: str) -> int | None:
        """Return the number of a board, or None while it is not known."""
        ids = [board for board, _ in self.places()]
        return ids.index(board_id) + 1 if board_id in ids else None

    @property
    def last_place(self) -> int | None:
        """The number of the board that was open last, or None."""
        board = self.view_state.last_board
        return self.place_of(board) if board is not None else None

    def read_boards(self) -> None:
        """Read the board files again in the background."""
        self._fingerprint = None
        self._look_at_boards()

    def write_in_editor(self, text: str, take: Callable[[str], object]) -> None:
        """Hand what the editor made of a text, cleaned, to `take`; where nothing comes of it, that is said.

        What was written stays in a file that is named until it is taken: `take` raises a DomainError where it is not.
        """
        written: list[str | None] = []
        from tui.app.editor import edit_text, short_path  # most runs need none

        path = new_text_file(self.session.folder)
        self._in_editor(lambda command: written.append(edit_text(command, text, path)))
        if not written or written[0] is None:
            return
        try:
            take(clean_text(written[0]))
        except DomainError as error:
            self._say(f"{short_path(path)} keeps what was written. {error}", tone="warn")
        else:
            path.unlink(missing_ok=True)

    def read_in_editor(self, path: Path) -> None:
        """Open a file in the editor."""
        from tui.app.editor import open_editor

        self._in_editor(lambda command: open_editor(command, path))

    def _in_editor(self, act: Callable[[list[str]], object]) -> None:
        from tui.app.editor import editor_command

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

    def _talking(self) -> list[Here]:
        """Return the screen that shows the workspace, dialogs over it passed over; none while it is made."""
        talking = [screen for screen in self.screen_stack if isinstance(screen, Here)][-1:]
        return [screen for screen in talking if screen.is_mounted]

    def tell(self, words: str, *keys: Hint) -> None:
        """Have the screen in front say something."""
        self._say(words, *keys)

    def _say(self, words: str, *keys: Hint, tone: Tone = "plain", lead: str = "") -> None:
        for screen in self._talking():
            screen.say(words, *keys, tone=tone, lead=lead)

    def _begin_to_watch(self) -> None:
        # What is there now stays: the collector, off while everything was read, need never look through it.
        gc.freeze()
        gc.enable()
        if self.opening_words:
            self._say(" ".join(self.opening_words))
        self.session.catalog.tell = self._tell_of_reading
        self.set_interval(WATCH_SECONDS, self.watch_once)
        self.watch_once()
        self._reckon_people()
        self._get_to_know_colleagues()
        self._look_what_is_late()

    def _reckon_people(self) -> None:
        """Work out how things stand with everybody while nobody waits for it: who opens the people finds it done."""
        from tui.app.people.crowd import Crowd  # the first screen does without

        session = self.session
        reckon = partial(Crowd, session.workspace, session.policy, session.today, memory=self.crowd_memory)
        in_background(self, "people", reckon, lambda crowd: None, self._say_once)

    def _get_to_know_colleagues(self) -> None:
        """Learn who is at work here besides the team of the settings, while nobody waits for it."""
        look = partial(self.session.actors, most=MOST_LOOKED_AT)
        in_background(self, "colleagues", look, self.colleagues.update, self._say_once)

    def _look_what_is_late(self) -> None:
        """Say what is late on any board, where there is nothing else to be said on opening."""
        from tui.domain.standup.commitments import commitments, late_words  # the first screen does without

        session = self.session
        workspace, policy, now = session.workspace, session.policy, session.now()

        def tell(words: str) -> None:
            if words and not self.spoken:
                self._say(words, ("go.due", "due"))

        in_background(self, "late", lambda: late_words(commitments(workspace, policy, now)), tell, self._say_once)

    def _look_at_boards(self) -> None:
        catalog, before = self.session.catalog, self._fingerprint

        def look() -> BoardFiles | None:
            fingerprint = catalog.fingerprint()
            return (fingerprint, catalog.entries()) if fingerprint != before else None

        in_background(self, "boards", look, self.take_board_files, self._say_once)

    def _tell_of_reading(self, sentence: str) -> None:
        """Say that a large board file is being read, in whatever thread that is."""
        try:
            self.call_from_thread(self._say, sentence)
        except RuntimeError:  # it is read in the thread of the interface
            self._say(sentence)

    def _say_once(self, error: Exception) -> None:
        """Say what went wrong beside the interface, but not every other second."""
        if str(error) != self._last_error:
            self._last_error = str(error)
            self._say(str(error), tone="warn")

    def board_files(self) -> BoardFiles:
        """Read the board files now. Waits for the disk: not for the interface thread."""
        return self.session.catalog.fingerprint(), self.session.catalog.entries()

    def take_board_files(self, read: BoardFiles | None) -> None:
        """Take over edited definitions, and name the mistakes of the board on the screen; None is nothing new."""
        self._last_error = ""
        if read is None:
            return
        self._fingerprint, entries = read
        self._entries = entries
        followed = {entry.id for entry in entries if self._follow(entry)}
        for screen in self._talking():
            if isinstance(screen, BoardScreen):
                self._tell_file(screen, followed=screen.board_id in followed)
            screen.catch_up()

    def _follow(self, entry: CatalogEntry) -> bool:
        """Take over an edited definition; return whether that was said."""
        experiment = self.session.current(entry.id)
        if self.session.only_readable or experiment is None or entry.definition is None:
            return False
        if not follows(experiment, entry):
            return False
        reconcile, own = operations.reconcile_definition, own_sentences(self.session, experiment, entry.definition)
        try:
            change = self.session.run(reconcile, experiment.uid, entry.definition, definition_hash=entry.hash)
        except DomainError as error:
            self._say(str(error))
            return True
        edited = entry.definition != experiment.definition
        if edited:
            words = f"Took over the edited definition of {self.mask.line(entry.definition.title)}"
            tell_taken(self._say, words, change, own)
        return edited

    def _tell_file(self, screen: BoardScreen, *, followed: bool) -> None:
        """Show what the file of a board says now: an edited draft, or its first mistake."""
        entry = self.edition(screen.board_id)
        if entry is None:
            return
        if entry.definition is not None and screen.draft is not None:
            screen.renew_draft(entry)
        self._offer(screen, entry)
        if entry.problems:
            first, more = entry.problems[0], len(entry.problems) - 1
            rest = f" And {more} more." if more else ""
            words = f"boards/{entry.path.name} line {first.line}: {first.sentence}{rest} Showing the last good version."
            screen.say(words, tone="error")
            self._broken |= {entry.id}
        elif entry.id in self._broken:
            self._broken -= {entry.id}
            if not followed:
                screen.say(f"boards/{entry.path.name} can be read again.")

    def _offer_editions(self) -> None:
        """Tell the board that was just opened what its shipped file has that it does not."""
        for screen in self._talking():
            entry = self.edition(screen.board_id)
            if isinstance(screen, BoardScreen) and entry is not None:
                self._offer(screen, entry)

    def _offer(self, screen: BoardScreen, entry: CatalogEntry) -> None:
        edition = (entry.id, entry.hash)
        running = self.session.current(entry.id)
        if screen.past or edition in self._told_editions or running is None or not is_offered(running, entry):
            return
        self._told_editions |= {edition}
        # What to type comes first: a narrow screen cuts the end.
        screen.say(f"custdev boards diff {running.key}: template changed", ("board.take", "take or leave the change"))


def tell_taken(say: Callable[[str], object], words: str, change: Change, own: Sequence[str]) -> None:
    """Say that an edited definition was taken over, how many cards came and went, and what stays as it is here.

    Where several texts stay, each is said before, to be read again among the messages.
    """
    stays = "".join(f". {sentence.removesuffix('.')}" for sentence in own)
    if len(own) > 1:
        for sentence in own:
            say(sentence)
        stays = f". {plural(len(own), 'text')} stay as they are here, {key('app.messages')} messages"
    say(f"{words}{_came_and_went(change)}{stays}")


def _came_and_went(change: Change) -> str:
    """Return how many cards an edited definition brought and how many it no longer has."""
    cards = change.event.changes.get("cards", {}).values()
    new = sum("uid" in fields for fields in cards)
    aside = sum(fields.get("orphaned", [False, False])[1] is True for fields in cards)
    set_aside = f"{plural(aside, 'card')} set aside, {key('card.restore')} restores"
    words = [plural(new, "new card")] * bool(new) + [set_aside] * bool(aside)
    return f": {', '.join(words)}" if words else ""
