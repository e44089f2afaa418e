"""Walking to the last stop and out: the report is read before it goes anywhere, and goes where the team says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.app.background import in_background
from tui.app.giving.choice import Choice, Given, Offer, Place
from tui.app.giving.outcome import Maker, sent, take_given
from tui.app.giving.proof import Proof
from tui.app.keys import going
from tui.app.standup.picture import ReportPicture
from tui.domain import operations
from tui.domain.errors import Conflict, CustdevError
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.standup.held import STEPS, experiments_of
from tui.exchange.parcel import Include, Parcel
from tui.session import giving

if TYPE_CHECKING:
    from tui.app.standup.screen import StandupScreen

READERS = tuple(profile for profile in PROFILES if profile != "identified")
"""Who may read what is shown to a whole team: names stay hidden in a standup."""
NAME = "the report"


class Report:
    """What is told of a standup: for whom, in which format, what that comes to, and where it goes.

    With `in_full`, all that was done to it is shown in place of its bytes.
    """

    def __init__(self, here: StandupScreen) -> None:
        self.here = here
        self.offer = Offer("report", NAME, self._parcel, READERS, places=("file",))
        self.choice = Choice("md")
        self.proof: Proof | None = None
        self.in_full = False
        self.picture = ReportPicture(self)
        self.maker = Maker(here, self._take, self.picture.show_heading)
        self._then: Callable[[], None] | None = None
        self._destination: Place | None = None
        self._sending = False

    def holds(self, then: Callable[[], None]) -> bool:
        """Return whether it is on its way, or will be as soon as it is put together; `then` is done once it is out."""
        is_leaving = self._sending or self._destination is not None
        self._then = then if is_leaving else None
        return is_leaving

    def show(self) -> None:
        """Show the report, put together of what is the case now; nothing of it at any other stop."""
        at_report = self.here.at_report
        self.picture.box.display = at_report
        if at_report and self.maker.is_stale:
            self.maker.ask(self.offer, self.choice)
        if at_report:
            self.picture.show()

    def choose(self, choice: Choice) -> None:
        """Choose another format or reader."""
        if choice != self.choice:
            self.choice = choice
            self.proof = replace(self.proof, gone_to=None) if self.proof is not None else None
            self.maker.ask(self.offer, choice)
            self.here.show_all()

    def send(self, place: Place) -> None:
        """Let what is shown leave; what is being put together, as soon as it is there."""
        proof, here = self.proof, self.here
        if self._sending:
            return
        if proof is None or self.maker.is_busy:
            self._destination = place
            return
        try:
            if proof.written is None:
                raise Conflict(proof.refusal)
            if place == "file":
                here.session.check_writable()
        except CustdevError as error:
            self._stay(error)
            return
        self._sending = True
        send = partial(sent, here.app, here.session, proof.written, place)
        in_background(here, "write", send, self._left, self._stay)

    def _parcel(self, profile: Profile, include: Include) -> Parcel:
        session, standup = self.here.session, self.here.standup
        workspace, now = session.workspace, session.now()
        over = experiments_of(workspace, standup)
        return giving.report_parcel(session, workspace, over, profile, now=now, since=standup.since, standup=standup)

    def _take(self, proof: Proof) -> None:
        """Show the report, and let it leave where that was asked for before it was there."""
        self.proof = replace(proof, gone_to=self.proof.gone_to if self.proof is not None else None)
        place, self._destination = self._destination, None
        if self.here.at_report:
            self.picture.show()
        if place is not None and proof.sheet.leftovers and proof.written is not None:
            self._then = None
            self.here.say(proof.to_look_at)
        elif place is not None:
            self.send(place)

    def _left(self, given: Given) -> None:
        """Remember what has left, say so, and leave where that was asked for meanwhile."""
        here, self._sending = self.here, False
        if given.path is not None and self.proof is not None:
            self.proof = replace(self.proof, gone_to=given.path)
            report = f"{given.path.parent.name}/{given.path.name}"
            here.run(operations.end_standup, here.standup_uid, here.seconds, report=report)
        take_given(here, given, NAME)
        if self._then is not None:
            self._then()

    def _stay(self, error: Exception) -> None:
        """Say why a report is not out; who wanted to leave meanwhile stays, for it is still to be told."""
        self._sending, self._then = False, None
        if isinstance(error, CustdevError) and not isinstance(error, Conflict):
            self.here.say_error(error)
        else:
            self.here.say_not_written(error, "report", "The standup")


def turn_format(here: StandupScreen) -> None:
    """Turn the format of the report."""
    report, forms = here.report, here.report.offer.forms
    form = forms[(forms.index(report.choice.form) + 1) % len(forms)]
    report.choose(replace(report.choice, form=form))


def turn_reader(here: StandupScreen, step: int) -> None:
    """Turn the reader of the report."""
    here.report.choose(here.report.choice.turned("reader", step, here.report.offer))


def scroll(here: StandupScreen, rows: int) -> None:
    """Scroll the report by rows."""
    here.report.picture.preview.scroll_items(rows)
    here.report.picture.show_heading()


def read_on(here: StandupScreen) -> None:
    """Show more of the report, and in the end all that was done to it."""
    report, preview = here.report, here.report.picture.preview
    if not preview.is_at_end:
        scroll(here, max(1, preview.room - 1))
    elif not here.picture.has_side:
        report.in_full = not report.in_full
        report.picture.show()
        preview.scroll_to_edge(-1)


def look_at(here: StandupScreen, number: int) -> None:
    """Look at a word that may still tell who somebody is; beyond those, go to the experiment of that number."""
    proof = here.report.proof
    if proof is None or number > len(proof.sheet.leftovers):
        going.experiment(here, number)
    elif (mark := proof.mark_of(number)) is not None:
        here.report.picture.preview.look_at(mark)
        here.report.picture.show_heading()


def give(here: StandupScreen, place: Place) -> None:
    """Write the report to a file, or copy it."""
    here.report.send(place)


def leave(here: StandupScreen) -> None:
    """End the standup, once a report that is on its way is out: who leaves from the report is through."""
    if here.report.holds(partial(leave, here)):
        return
    if here.is_stored and here.standup.ended_at is None:
        here.run(operations.end_standup, here.standup_uid, here.seconds)
    leave_early(here)


def go_on(here: StandupScreen, stops: int) -> None:
    """Go so many stops on; fewer than none is back. What is folded into one is gone over at once."""
    if here.picture.is_folded and stops > 0:
        go_to_step(here, 1)
    else:
        here.go_to(_first_of(here, _first_of(here, here.at) + stops))


def fold(here: StandupScreen) -> None:
    """Fold the stops at customers into one, or open them again; it is remembered."""
    here.folded = not here.folded
    here.custdev.view_state = replace(here.custdev.view_state, folded=here.folded)
    here.go_to(_first_of(here, here.at))
    here.show_all()
    if here.folded:
        here.say("The customers are one stop now", ("standup.fold", "opens them again"))
    else:
        here.say("Every customer is a stop of its own again", ("standup.fold", "folds them"))


def _first_of(here: StandupScreen, at: int) -> int:
    """Return a stop, or where it is one of those that are folded into one, the first of them."""
    steps = [item.step for item in here.standup.items]
    return steps.index("customers") if here.folded and steps[at : at + 1] == ["customers"] else at


def go_to_step(here: StandupScreen, across: int) -> None:
    """Go to the first stop of the step before or after this one."""
    steps, at = [item.step for item in here.standup.items], here.at
    present = STEPS.index(steps[at])
    if across > 0:
        here.go_to(next((place for place, step in enumerate(steps) if STEPS.index(step) > present), at))
    elif at and steps[at - 1] == steps[at]:
        here.go_to(steps.index(steps[at]))
    else:
        before = max((STEPS.index(step) for step in steps[:at]), default=present)
        here.go_to(steps.index(STEPS[before]) if STEPS[before] in steps else 0)


def leave_early(here: StandupScreen) -> None:
    """Go back to the board, or to all experiments where it was over several; today it goes on where it was left.

    A report that is on its way goes first.
    """
    if here.report.holds(partial(leave_early, here)):
        return
    over = experiments_of(here.session.workspace, here.standup)
    if len(over) == 1:
        here.custdev.open_board(over[0].board_id)
    else:
        here.custdev.open_experiments()


def say_where(here: StandupScreen) -> None:
    """Say that this is the standup."""
    here.say("This is the standup.", ("esc", "leaves it"))


def say_hidden(here: StandupScreen) -> None:
    """Say why names stay hidden here."""
    here.say("Names stay hidden in the standup; everybody looks at this screen.")


def look_at_report(here: StandupScreen) -> None:
    """Go to the report: it is read before it is written."""
    here.go_to(len(here.standup.items) - 1)
    here.say("This is the report. Nothing is written yet.", ("standup.report", "writes it"))
