"""What a screen says of the workspace: what others did, what could not be saved, what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.app.keys.keymap import Hint
from tui.app.look.foot_line import Said
from tui.domain.errors import CustdevError, DomainError
from tui.domain.records import Event
from tui.session import Notice

if TYPE_CHECKING:
    from tui.app.here import Here

_KEPT = "Your change is kept in memory."
_REASONS = {
    "disk_full": f"The disk is full. {_KEPT}",
    "read_only": f"The disk can only be read. {_KEPT}",
    "no_permission": f"You may not write in the workspace any more. {_KEPT}",
    "locked": f"Another program has kept the workspace for too long. {_KEPT}",
    "vanished": f"The folder of the workspace is not there any more. {_KEPT}",
}
_GONE = "The folder of the workspace is not there any more. What is shown is kept in memory; put it back."


class News:
    """Tells on a screen what the session says; what could not be saved stands until it is, or something else comes."""

    def __init__(self, here: Here) -> None:
        self._here = here
        self._trying = False
        self._trouble: Said | None = None

    def hear(self, notice: Notice) -> None:
        """Say what a notice is about, where that is worth a word."""
        here = self._here
        if notice.saved:
            self._tell_saved()
        if notice.foreign and notice.change is not None and notice.change.event.uid:
            from tui.domain.history.phrases import phrase_of  # on most days nobody else is at work

            event = notice.change.event
            phrase = phrase_of(event, here.session.workspace)
            what = here.masked(f"{phrase.following}{self._where(event)}")
            here.custdev.colleagues.add(event.by)
            here.say(f"@{event.by} {phrase.past.lower()} {what}")
        if notice.error is not None and not isinstance(notice.error, DomainError):
            self._tell_trouble(notice.error)
        elif notice.error is not None and notice.given_up is None:
            here.say_error(notice.error)
        if notice.warning is not None:
            here.say(notice.warning, tone="warn")

    def say_trouble(self, words: str, *keys: Hint, lead: str = "") -> None:
        """Show what stands until everything is saved, or something else is said."""
        self._here.say(words, *keys, tone="error", lead=lead)
        self._trouble = self._here.message_line.message

    def retry(self) -> None:
        """Try to save again."""
        session = self._here.session
        if session.pending:
            session.retry()
            self._here.say("Trying to save again…")
            self._trying = True
        else:
            self._here.say("Everything is saved.")

    def _tell_trouble(self, error: CustdevError) -> None:
        here = self._here
        if here.session.pending:
            elsewhere = [("board.save_elsewhere", "save elsewhere")] if here.board_id else []
            words = _REASONS.get(error.kind, str(error))
            self.say_trouble(words, ("change.retry", "try again"), *elsewhere, lead="Could not save")
        else:
            self.say_trouble(_GONE if error.kind == "vanished" else str(error))

    def _tell_saved(self) -> None:
        """Take back what does not hold any more, whether somebody tried again or it was tried by itself."""
        message, trying = self._here.message_line.message, self._trying
        over = message is not None and message is self._trouble
        self._trying, self._trouble = False, None
        if trying or (over and message is not None and message.keys):
            self._here.say("Saved.")
        elif over:
            self._here.hush()

    def _where(self, event: Event) -> str:
        """Return on which board something happened to a card, where that is not the one on the screen."""
        here = self._here
        experiment = here.session.workspace.experiments.get(event.experiment or "")
        if event.card is None or experiment is None or experiment.board_id == here.board_id:
            return ""
        return f" on {experiment.definition.title}"


def undo(here: Here) -> None:
    """Undo the last change of this session."""
    _turn_back(here, here.session.undo, "Undid", ("change.redo", "redo"))


def redo(here: Here) -> None:
    """Do again what was undone."""
    _turn_back(here, here.session.redo, "Did again", ("change.undo", "undo"))


def retry(here: Here) -> None:
    """Try to save again."""
    here.news.retry()


def _turn_back(here: Here, turn: Callable[[], Event], words: str, back: Hint) -> None:
    from tui.domain.history.phrases import phrase_of  # most changes are not taken back

    event = turn()
    here.say(f"{words}: {here.masked(phrase_of(event, here.session.workspace).named)}", back)
