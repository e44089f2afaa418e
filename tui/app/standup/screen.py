"""The last stop: the report is read before it goes anywhere, and goes where the team says."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from tui.app.background import in_background
from tui.app.giving.choice import Choice, Offer, Place
from tui.app.giving.maker import Maker, sent
from tui.app.giving.outcome import copy, take_given
from tui.app.giving.proof import Proof
from tui.app.giving.words import Given
from tui.app.keys.going import experiment
from tui.app.standup.showing import Showing
from tui.domain import operations
from tui.domain.errors import Conflict, CustdevError
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.records import Standup
from tui.domain.standup.held import experiments_of
from tui.domain.text import plural
from tui.exchange.parcel import Include, Parcel
from tui.session import giving

READERS = tuple(profile for profile in PROFILES if profile != "identified")
"""Who may read what is shown to a whole team: names stay hidden in a standup."""
NAME = "the report"


class StandupScreen(Showing):
    """One standup, stop by stop.

    At the last one `w` writes the report, `y` copies it, `tab` turns its format, `h l` its reader. Nothing leaves
    before.
    """

    place = "standup"

    _destination: Place | None = None
    """Where the report goes as soon as it is made."""
    _sending = False
    _leaving = False
    _gone: Given | None = None

    def __init__(self, standup: Standup) -> None:
        super().__init__(standup)
        self.offer = Offer("report", NAME, self._parcel, READERS, places=("file",))
        self.maker = Maker(self, self._take, self.show_report_heading)

    def show_stop(self) -> None:
        """Show the stop; at the last one, what will be told, and begin to put it together."""
        self.stop.display = not self.at_report
        self.report_box.display = self.at_report
        if not self.at_report:
            self.in_full = False
            super().show_stop()
            return
        if self.maker.is_stale:
            self._ask()
        self.show_report()

    def show_side(self) -> None:
        """Show what is beside the stop; at the last one, what was done to the report for its readers."""
        self.side_box.set_class(self.at_report, "reader")
        if not self.at_report:
            super().show_side()
        elif self.proof is not None and self._has_side:
            self.show_readers(self.proof)

    def switch_pane(self) -> None:
        """Turn the format of the report."""
        if self.at_report:
            forms = self.offer.forms
            self._choose(replace(self.choice, form=forms[(forms.index(self.choice.form) + 1) % len(forms)]))

    def go(self, across: int, down: int) -> None:
        """Scroll, and at the last stop turn the reader of the report."""
        if not self.at_report:
            super().go(across, down)
        elif down:
            self._scroll(down)
        else:
            self._choose(self.choice.turned("reader", across, self.offer))

    def action_next(self) -> None:
        """Go to the next stop; at the last one there is more of the report, and what was done to it."""
        if not self.at_report:
            super().action_next()
        elif not self.preview.is_at_end:
            self._scroll(max(1, self.preview.room - 1))
        elif not self._has_side:
            self.in_full = not self.in_full
            self.show_report()
            self.preview.scroll_to_edge(-1)

    def action_jump(self, number: int) -> None:
        """Go to an experiment; at the last stop, to a word that may still tell who somebody is."""
        if not self.at_report or self.proof is None or number > len(self.proof.sheet.leftovers):
            experiment(self, number)
        elif (mark := self.proof.mark_of(number)) is not None:
            self.preview.look_at(mark)
            self.show_report_heading()

    def action_write(self) -> None:
        """Write the report; from wherever the walk is, look at it first."""
        if self.at_report:
            self._let_leave("file")
        else:
            self.go_to(len(self.standup.items) - 1)
            self.say("This is the report. Nothing is written yet.", ("standup.report", "writes it"))

    def action_copy(self) -> None:
        """Copy the report; at any other stop, the card, again its column, again its board."""
        if self.at_report:
            self._let_leave("clipboard")
        else:
            copy(self)

    def action_tick(self) -> None:
        """Write the report; at any other stop, tick what is open."""
        if self.at_report:
            self.action_write()
        else:
            super().action_tick()

    async def open(self) -> None:
        """Write the report: enter does what the last stop is for."""
        if self.at_report:
            self.action_write()
        else:
            self.say("All there is to it stands here.", ("standup.next", "goes on"))

    def back(self) -> None:
        """Go back, once a report that is on its way is out; who leaves from the last stop is through."""
        if self._destination or self._sending:
            self._leaving = True
            return
        if self.at_report and self.is_stored and self.standup.ended_at is None:
            self.run(operations.end_standup, self.standup_uid, self.seconds)
        super().back()

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice, self._gone = choice, None
            self._ask()
            self.show_all()

    def _scroll(self, rows: int) -> None:
        self.preview.scroll_by(rows)
        self.show_report_heading()

    def _ask(self) -> None:
        """Have the report put together of what is the case now."""
        self.maker.ask(self.offer, self.choice)

    def _parcel(self, profile: Profile, include: Include) -> Parcel:
        session, standup = self.session, self.standup
        workspace = session.workspace
        over = experiments_of(workspace, standup)
        return giving.report_parcel(
            session, workspace, over, profile, now=session.now(), since=standup.since, standup=standup
        )

    def _take(self, proof: Proof) -> None:
        """Show the report, and let it leave where that was asked for before it was there."""
        gone = self._gone.path if self._gone is not None else None
        self.proof = replace(proof, gone_to=gone)
        place, self._destination = self._destination, None
        if self.at_report:
            self.show_report()
            self.show_side()
        if place is not None and proof.sheet.leftovers and proof.written is not None:
            self._leaving = False
            count = len(proof.sheet.leftovers)
            self.say(f"There {plural(count, 'word is', 'words are')} to look at first. Nothing was written yet.")
        elif place is not None:
            self._let_leave(place)

    def _let_leave(self, place: Place) -> None:
        """Let what is shown leave; what is being put together, as soon as it is there."""
        proof = self.proof
        if self._sending:
            return
        if proof is None or self.maker.is_busy:
            self._destination = place
            return
        try:
            if proof.written is None:
                raise Conflict(proof.refusal)
            if place == "file":
                self.session.check_writable()
        except CustdevError as error:
            self._stay(error)
            return
        self._sending = True
        send = partial(sent, self.app, self.session, proof.written, place)
        in_background(self, "write", send, self._left, self._stay)

    def _left(self, given: Given) -> None:
        """Remember what has left, say so, and leave where that was asked for meanwhile."""
        self._sending = False
        if given.path is not None:
            self._gone = given
            report = f"{given.path.parent.name}/{given.path.name}"
            self.run(operations.end_standup, self.standup_uid, self.seconds, report=report)
        take_given(self, given, NAME)
        if self._leaving:
            self.back()

    def _stay(self, error: Exception) -> None:
        """Say why a report is not out; who wanted to leave meanwhile stays, for it is still to be told."""
        self._sending = self._leaving = False
        if isinstance(error, CustdevError) and not isinstance(error, Conflict):
            self.say_error(error)
        else:
            self.say_not_written(error, "report", "The standup")
