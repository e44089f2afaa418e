"""Walking from stop to stop, and coming back to where one was."""

from __future__ import annotations

from tui.app.background import in_background
from tui.app.standup.picture import StandupPicture
from tui.domain import operations
from tui.domain.errors import DomainError, NotFound
from tui.domain.standup.held import STEPS, experiments_of, moved_since
from tui.session import Notice

TICK_SECONDS = 1.0


class Walking(StandupPicture):
    """`space` goes on, `backspace` back, `[ ]` to another step; what was reached is kept when one leaves."""

    def on_mount(self) -> None:
        """Go on where the team left off today; names are hidden from now on, everybody looks at this screen."""
        self.custdev.names_shown = False
        standup = self.standup
        self.at = min(standup.position, len(standup.items) - 1)
        self._entered = self.session.now()
        self._before = standup.spent
        self._place = (self.at, standup.spent)
        self.update()
        self.show_all()
        self.set_interval(TICK_SECONDS, self._tick)
        self._read_news()

    @property
    def seconds(self) -> int:
        """How many seconds the standup took so far, pauses left out; it stands still once it is over."""
        if self.standup.ended_at is not None:
            return self.standup.spent
        return self._before + max(0, int((self.session.now() - self._entered).total_seconds()))

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if hasattr(self, "view"):
            self.show_all()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while a dialog was in front."""
        if self._away:
            self._away = False
            self.catch_up()

    def on_screen_suspend(self) -> None:
        """Leave the focus mark to what is in front, and keep what was reached: the app may be left from there."""
        self._away = True
        self.keep_place()
        if self in self.app.screen_stack:
            self.show_stop()

    def on_unmount(self) -> None:
        """Keep what was reached."""
        self.keep_place()

    def hear(self, notice: Notice) -> None:
        """Follow a change of the workspace."""
        if notice.change is not None or isinstance(notice.error, DomainError):
            if notice.change is not None and self.moved is not None:
                self.moved |= _moved_by(notice.change.event.changes)
            self.catch_up()
        else:
            self.show_foot()
        super().hear(notice)

    def catch_up(self) -> None:
        """Show the workspace as it is now."""
        try:
            self.update()
        except NotFound as error:
            self.say_error(error)
            return
        self.show_all()
        if not self.is_stored:
            self.say("That standup is not in the workspace any more; it is shown as it was.", ("esc", "leaves it"))

    def action_next(self) -> None:
        """Go to the next stop."""
        self.go_to(self.at + 1)

    def action_previous(self) -> None:
        """Go back to the stop before."""
        self.go_to(self.at - 1)

    def action_step(self, across: int) -> None:
        """Go to the first stop of the step before or after this one."""
        steps = [item.step for item in self.standup.items]
        present = STEPS.index(self.item.step)
        if across > 0:
            later = (at for at, step in enumerate(steps) if STEPS.index(step) > present)
            self.go_to(next(later, self.at))
            return
        if self.at and steps[self.at - 1] == steps[self.at]:
            self.go_to(steps.index(steps[self.at]))
        else:
            before = max((STEPS.index(step) for step in steps[: self.at]), default=present)
            self.go_to(steps.index(STEPS[before]) if STEPS[before] in steps else 0)

    def go_to(self, at: int) -> None:
        """Go to a stop; the report is the last one."""
        at = max(0, min(at, len(self.standup.items) - 1))
        if at == self.at:
            return
        before, self.at = self.item.step, at
        if self.item.step != before:
            self.keep_place()
        self.stop.scroll = 0
        self._come_to()
        self.show_all()

    def go(self, across: int, down: int) -> None:
        """Scroll a stop that is longer than the screen."""
        if down:
            self.stop.scroll_items(down)

    def go_to_edge(self, end: int) -> None:
        """Go to the beginning of the standup, or to its report."""
        self.go_to(0 if end < 0 else len(self.standup.items) - 1)

    def page(self, step: int) -> None:
        """Scroll by a screenful."""
        self.stop.scroll_items(step * self.stop.body_height)

    def action_leave(self) -> None:
        """Leave the standup, as `esc` does."""
        self.back()

    def back(self) -> None:
        """Go back to the board, or to all experiments where it was over several; today it goes on where it was left."""
        over = experiments_of(self.session.workspace, self.standup)
        if len(over) == 1:
            self.custdev.open_board(over[0].board_id)
        else:
            self.custdev.open_experiments()

    def action_standup(self) -> None:
        """Say that this is it."""
        self.say("This is the standup.", ("esc", "leaves it"))

    def action_names(self) -> None:
        """Say why names stay hidden here."""
        self.say("Names stay hidden in the standup; everybody looks at this screen.")

    def keep_place(self) -> None:
        """Remember how far the standup has come."""
        standup = self.session.workspace.standups.get(self.standup_uid)
        place = (self.at, self.seconds if standup else 0)
        if standup is None or place == self._place or self.session.only_readable:
            return
        self._place = place
        self.session.run(operations.walk_standup, self.standup_uid, *place)

    def _tick(self) -> None:
        if self.app.screen is self:
            self.show_clock()
            self.show_title()

    def _read_news(self) -> None:
        """Read which cards moved since the last standup; the events are read no further than that."""
        session, since = self.session, self.standup.since
        in_background(
            self, "news", lambda: moved_since(session.events(by_time=True), since), self._take_news, self.say_error
        )

    def _take_news(self, moved: frozenset[str]) -> None:
        self.moved = moved | (self.moved or frozenset())
        self.catch_up()


def _moved_by(changes: dict[str, dict[str, dict[str, list[object]]]]) -> frozenset[str]:
    cards = changes.get("cards", {})
    return frozenset(uid for uid, fields in cards.items() if "column" in fields and "uid" not in fields)
