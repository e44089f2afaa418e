"""Where somebody is: what every screen can do for the commands that are given on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from tui.app.asking.line import Line
from tui.app.asking.prompt_line import ChoiceList
from tui.app.asking.prompts import Prompt
from tui.app.host import host_of
from tui.app.keys.commands import Command, places_at
from tui.app.keys.footers import footer
from tui.app.keys.keymap import Hint
from tui.app.look.frame import MIN_HEIGHT, MIN_WIDTH
from tui.app.look.message import MessageLine, Said, Tone
from tui.app.look.paint import Row, Shown, Span, key_spans, width_of, wrap_all
from tui.app.look.panels import PanelItem, Target
from tui.app.look.rows import Rows
from tui.domain.errors import CustdevError, DomainError
from tui.domain.history.phrases import phrase_of
from tui.domain.records import Event
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.session import Draft, Notice, Session

if TYPE_CHECKING:
    from tui.app.app import CustdevApp

MESSAGE_SECONDS = 6.0
NOTICED_SECONDS = 0.3
LONG_SECONDS = 1.0
NARROW = 60
_KEPT = "Your change is kept in memory."
_REASONS = {
    "disk_full": f"The disk is full. {_KEPT}",
    "read_only": f"The disk can only be read. {_KEPT}",
    "no_permission": f"You may not write in the workspace any more. {_KEPT}",
    "locked": f"Another program has kept the workspace for too long. {_KEPT}",
    "vanished": f"The folder of the workspace is not there any more. {_KEPT}",
}
_GONE = "The folder of the workspace is not there any more. What is shown is kept in memory; put it back."


class Here(Screen[None]):
    """A screen with a message line and a footer.

    With a `draft`, what is done here is the first change to a board that is not started, and starts it.
    """

    AUTO_FOCUS = ""
    place = ""
    mode = ""
    """What has the keys: the place itself, its panel, or what is asked, by the name of its footer."""
    board_id = ""
    last_command = ""
    times = 0
    """How often the last command was done before, by nothing but its own key."""
    keeps_names_hidden = False
    draft: Draft | None = None

    def __init__(self) -> None:
        super().__init__()
        self._silence: Timer | None = None
        self._trying = False
        self._trouble: Said | None = None
        self._look_again: Timer | None = None
        self.change: Change | None = None
        """What was done last for the line at the bottom."""
        self.choice_list = ChoiceList()
        self.line = Line(self, self.choice_list)
        self.message_line = MessageLine()
        self.foot_line = Rows(id="footer")
        self.too_small = Rows(id="small")

    @property
    def custdev(self) -> CustdevApp:
        """The application."""
        return host_of(self)

    @property
    def session(self) -> Session:
        """The open workspace."""
        return self.custdev.session

    def say(self, words: str, *keys: Hint, tone: Tone = "plain", lead: str = "") -> None:
        """Show a message for a while; errors stay until something else is said. Who people are is hidden in it."""
        if tone != "plain":  # the line covers the message
            self.line.refuse(f"{lead}  {words}" if lead else words)
        message = Said(self.custdev.mask.sentence(words), keys, tone, lead)
        self.custdev.spoken.append(message.text)
        self.message_line.say(message)
        if self._silence is not None:
            self._silence.stop()
        self._silence = None if tone == "error" else self.set_timer(MESSAGE_SECONDS, self.hush)

    def run(self, operation: Callable[..., Change], *args: object, words: str = "", **kwargs: object) -> Change | None:
        """Do an operation and say so in `words`, if any; where a rule says no, say why and return None."""
        try:
            change = self.session.run(operation, *args, starting=self.draft, **kwargs)
        except DomainError as error:
            self.say_error(error)
            return None
        if words:
            self.say(words, ("change.undo", "undo"))
        return change

    def do(self, operation: Callable[..., Change], *args: object, words: str = "", **kwargs: object) -> Change:
        """Do an operation for the line at the bottom: a rule that says no is raised, so that the text stays."""
        self.change = self.session.run(operation, *args, starting=self.draft, **kwargs)
        if self.change.is_empty:
            self.say("It was like that already.")
        elif words:
            self.say(words, ("change.undo", "undo"))
        return self.change

    async def ask(self, prompt: Prompt) -> None:
        """Ask for something in the line at the bottom."""
        await self.line.ask(prompt)

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to what is asked, or back to what had it before."""
        self.mode = mode
        self.show_foot()

    @property
    def facts(self) -> Workspace:
        """The workspace as it is shown here, with a board in it that is not started yet."""
        return self.session.workspace

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in a panel, if anything."""
        return None

    def chosen_of(self, *targets: Target) -> str | None:
        """Return the uid of what is chosen in a panel where that is of some kinds, such as `note`."""
        chosen = self.chosen
        return chosen.uid if chosen is not None and chosen.target in targets else None

    def on_screen_resume(self) -> None:
        """Offer what had to wait for a dialog."""
        self.custdev.contests.offer(self)

    def on_descendant_blur(self) -> None:
        """Offer what had to wait for a line."""
        self.call_after_refresh(self.custdev.contests.offer, self)

    def may_edit(self, *texts: str) -> bool:
        """Return whether texts may stand in a field, as they are stored; where they may not, say why."""
        if self.keeps_names_hidden and any(map(self.custdev.mask.hides, texts)):
            words = "That text names somebody, and everybody looks at this screen. Edit it outside the standup."
            self.say(words, ("esc", "leaves the standup"), tone="warn")
            return False
        return True

    def masked(self, text: str) -> Shown:
        """Return a text of a record, or words that hold one, as they may be said in a message."""
        return self.custdev.mask.line(text)

    def say_not_written(self, error: Exception, what: str, safe: str = "The board") -> None:
        """Say why a file was not written, and what is safe all the same."""
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        self.say(f"{reason}. {safe} itself is safe.", tone="error", lead=f"Could not write the {what}")

    def fits(self) -> bool:
        """Return whether the window is large enough; where it is not, say so in place of all else."""
        size = self.app.size
        small = size.width < MIN_WIDTH or size.height < MIN_HEIGHT
        self.set_class(small, "too-small")
        if small:
            words = wrap_all(Shown(f"Make the window a little larger ({MIN_WIDTH}x{MIN_HEIGHT})"), max(1, size.width))
            self.too_small.show(*(Row((Span(line),)) for line in words), *[Row()] * size.height)
        return not small

    def say_error(self, error: Exception) -> None:
        """Show why something was not done."""
        plain = isinstance(error, DomainError)
        self.say(str(error), tone="warn" if plain else "error", lead="" if plain else "Could not save")

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand: those of the place itself go before the others."""
        return places_at(self.place)

    def subject(self, kind: str) -> object | None:
        """Return what a command acts on that acts on things of a kind; None where there is no such thing."""
        return None

    def say_lacking(self, command: Command) -> None:
        """Say that there is nothing for a command to act on."""
        self.say(f"There is no {command.on[0]} here for that key.")

    def refuses(self) -> bool:
        """Say why nothing is to be changed here, and return True; return False where things may be changed.

        A key asks first, so that nobody types what would be refused in the end.
        """
        return False

    def message_is_read(self) -> None:
        """Clear a message at the next key, before that key says something itself; errors stay."""
        if self._silence is not None:
            self._silence.stop()
            self.hush()

    def hush(self) -> None:
        """Clear the message line."""
        self.message_line.say(None)

    def show_footer(self, mode: str, margin: int, most: int = 6) -> None:
        """Show the keys of a mode, and on the right whether names are hidden and everything is saved."""
        right = self._state_spans()
        if self.app.size.width < NARROW and not self._unsaved:
            right = ()
        room = self.app.size.width - width_of(right) - 2 * margin - 1
        keys = key_spans(footer(mode, most), room, gap="  " if self.app.size.width < NARROW else "   ")
        self.foot_line.show(Row((Span(" " * margin), *keys), right, "panel", margin))

    @property
    def _unsaved(self) -> bool:
        return self.session.failure is not None and self.session.pending > 0

    def _state_spans(self) -> tuple[Span, ...]:
        session = self.session
        if self._unsaved:
            since = f" since {session.saved_at.astimezone():%H:%M}" if session.saved_at else ""
            return (Span(f"! not saved{since}", "danger bold"),)
        names = "names shown" if self.custdev.names_shown else "names hidden"
        if session.only_readable:
            return (Span(f"{names} · ", "muted"), Span("read-only", "warn bold"))
        if doing := self._waiting():
            return (Span(f"{names} · {doing}", "muted"),)
        saved = f" · saved {session.saved_at.astimezone():%H:%M}" if session.saved_at else ""
        return (Span(f"{names}{saved}", "warn" if self.custdev.names_shown else "muted"),)

    def _waiting(self) -> str:
        """Return what a change waits for, once that is long enough to be noticed, and look again in a while."""
        since = self.session.waiting_since
        if since is None or self._unsaved:
            return ""
        waited = time.monotonic() - since
        if self._look_again is None:
            self._look_again = self.set_timer(NOTICED_SECONDS, self._show_waiting)
        if waited < NOTICED_SECONDS:
            return ""
        return "saving" if waited < LONG_SECONDS else "waiting for another program"

    def _show_waiting(self) -> None:
        self._look_again = None
        self.show_foot()

    def show_all(self) -> None:
        """Show everything in its place."""

    def show_foot(self) -> None:
        """Show the footer as things are now."""

    def hear(self, notice: Notice) -> None:
        """React to news of the workspace."""
        if notice.saved:
            self._tell_saved()
        if notice.foreign and notice.change is not None and notice.change.event.uid:
            event = notice.change.event
            phrase = phrase_of(event, self.session.workspace)
            what = self.masked(f"{phrase.following}{self._where(event)}")
            self.say(f"@{event.by} {phrase.past.lower()} {what}")
        if notice.error is not None and not isinstance(notice.error, DomainError):
            self._tell_trouble(notice.error)
        elif notice.error is not None and notice.given_up is None:
            self.say_error(notice.error)
        if notice.warning is not None:
            self.say(notice.warning, tone="warn")
        self.custdev.contests.offer(self)

    def say_trouble(self, words: str, *keys: Hint, lead: str = "") -> None:
        """Show what stands until everything is saved, or something else is said."""
        self.say(words, *keys, tone="error", lead=lead)
        self._trouble = self.message_line.message

    def _tell_trouble(self, error: CustdevError) -> None:
        if self.session.pending:
            elsewhere = [("board.save_elsewhere", "save elsewhere")] if self.board_id else []
            words = _REASONS.get(error.kind, str(error))
            self.say_trouble(words, ("change.retry", "try again"), *elsewhere, lead="Could not save")
        else:
            self.say_trouble(_GONE if error.kind == "vanished" else str(error))

    def _tell_saved(self) -> None:
        """Take back what does not hold any more, whether somebody tried again or it was tried by itself."""
        message, trying = self.message_line.message, self._trying
        over = message is not None and message is self._trouble
        self._trying, self._trouble = False, None
        if trying or (over and message is not None and message.keys):
            self.say("Saved.")
        elif over:
            self.hush()

    def _where(self, event: Event) -> str:
        """Return on which board something happened to a card, where that is not the one on the screen."""
        experiment = self.session.workspace.experiments.get(event.experiment or "")
        if event.card is None or experiment is None or experiment.board_id == self.board_id:
            return ""
        return f" on {experiment.definition.title}"

    def catch_up(self) -> None:
        """Show the workspace as it is now: ages and days count from today."""

    def action_undo(self) -> None:
        """Undo the last change of this session."""
        self._turn_back(self.session.undo, "Undid", ("change.redo", "redo"))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._turn_back(self.session.redo, "Did again", ("change.undo", "undo"))

    def _turn_back(self, turn: Callable[[], Event], words: str, key: Hint) -> None:
        try:
            event = turn()
        except DomainError as error:
            self.say_error(error)
        else:
            self.say(f"{words}: {self.masked(phrase_of(event, self.session.workspace).named)}", key)

    def action_retry(self) -> None:
        """Try to save again."""
        if self.session.pending:
            self.session.retry()
            self.say("Trying to save again…")
            self._trying = True
        else:
            self.say("Everything is saved.")
