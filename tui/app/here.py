"""Where somebody is: what every screen can do for the commands that are given on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.app.host import host_of
from tui.app.keys.commands import Command
from tui.app.keys.keymap import Hint
from tui.app.keys.remedies import remedy_words
from tui.app.keys.table import places_at
from tui.app.look.drawn_once import DrawnOnce
from tui.app.look.foot_line import FootLine, MessageLine, Said, Tone
from tui.app.look.inspector import PanelItem
from tui.app.look.paint import Row, Shown, Span, wrap_all
from tui.app.look.rows import Rows
from tui.app.mishaps import Steady
from tui.app.news import News
from tui.domain.errors import CustdevError, DomainError
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.session import Draft, Notice, Session

if TYPE_CHECKING:
    from tui.app.app import CustdevApp
    from tui.app.asking.line import Line
    from tui.app.asking.prompts import Prompt

MESSAGE_SECONDS = 6.0
MIN_WIDTH, MIN_HEIGHT = 36, 10


class Here(Steady, DrawnOnce[None]):
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
    is_behind = False
    """Whether something else is in front."""
    draft: Draft | None = None

    def __init__(self) -> None:
        super().__init__()
        self._silence: Timer | None = None
        self.change: Change | None = None
        """What was done last for the line at the bottom."""
        self.message_line = MessageLine()
        self.news = News(self)
        self.foot_line = FootLine(self.show_foot)
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
        if tone != "plain" and "line" in self.__dict__:  # the line covers the message
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

    @cached_property
    def line(self) -> Line:
        """The line at the bottom, which comes with its first question."""
        from tui.app.asking.line import Line

        return Line(self)

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

    def chosen_of(self, *targets: str) -> str | None:
        """Return the uid of what is chosen in a panel where that is of some kinds, such as `note`."""
        chosen = self.chosen
        return chosen.uid if chosen is not None and chosen.target in targets else None

    def on_screen_suspend(self) -> None:
        """Know that something else is in front."""
        self.is_behind = True

    def on_screen_resume(self) -> None:
        """Show what changed while a dialog was in front, and offer what had to wait for it."""
        if self.is_behind:
            self.is_behind = False
            self.show_all()
        self.custdev.offer_versions(self)

    def on_descendant_blur(self) -> None:
        """Offer what had to wait for a line."""
        self.call_after_refresh(self.custdev.offer_versions, self)

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
        words = error.worded(remedy_words) if isinstance(error, CustdevError) else str(error)
        self.say(words, tone="warn" if plain else "error", lead="" if plain else "Could not save")

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand: those of the place itself go before the others."""
        return places_at(self.place)

    def subject(self, kind: str) -> object | None:
        """Return what a command acts on that acts on things of a kind; None where there is no such thing."""
        return None

    def say_lacking(self, command: Command) -> None:
        """Say that there is nothing for a command to act on."""
        self.say(f"There is no {command.on[-1]} here for that key.")

    def refuses(self, subject: object = None) -> bool:
        """Say why a subject is not to be changed here, and return True; return False where things may be changed.

        A key asks first, so that nobody types what would be refused in the end.
        """
        return False

    def go(self, across: int, down: int) -> None:
        """Move to a neighbour of what is selected."""

    def go_to_edge(self, end: int) -> None:
        """Move to the first (-1) or the last (1) of what is listed."""

    def page(self, step: int) -> None:
        """Move by about a screenful."""

    async def open(self) -> None:
        """Open what is selected."""

    def back(self) -> None:
        """Go one step back."""

    def switch_pane(self) -> None:
        """Go between what is beside each other."""

    def message_is_read(self) -> None:
        """Clear a message at the next key, before that key says something itself; errors stay."""
        if self._silence is not None:
            self._silence.stop()
            self.hush()

    def hush(self) -> None:
        """Clear the message line."""
        self.message_line.say(None)

    def show_all(self) -> None:
        """Show everything in its place."""

    def show_foot(self) -> None:
        """Show the footer as things are now."""

    def hear(self, notice: Notice) -> None:
        """Follow what changed in the workspace, and say what is worth a word."""
        self.follow(notice)
        self.news.hear(notice)
        self.custdev.offer_versions(self)

    def follow(self, notice: Notice) -> None:
        """Show what changed, or only how things stand."""
        if notice.change is not None or isinstance(notice.error, DomainError):
            self.catch_up()
        else:
            self.show_foot()

    def catch_up(self) -> None:
        """Show the workspace as it is now: ages and days count from today."""
