"""The last stop: the report is read before it goes anywhere, and goes where the team says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.worker import get_current_worker

from tui.app.paint import Row, Span
from tui.app.screens.standup.deciding import Deciding
from tui.app.standups.report_rows import document_rows, reader_rows
from tui.domain import operations
from tui.domain.errors import Conflict, CustdevError
from tui.domain.standup import experiments_of
from tui.exchange.files import SNAPSHOTS
from tui.exchange.formats import format_named, formats_for
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel
from tui.session import giving

PANEL, READER_FROM = 56, 120


class Reporting(Deciding):
    """`w` writes the report, `y` copies it, `tab` turns its format; nothing is written before."""

    report: Parcel | None = None
    form = "md"
    _written: str = ""
    _giving = False
    _leaving = False

    def show_stop(self) -> None:
        """Show the stop; at the last one, what will be told, and begin to put it together."""
        if self.item.step != "report":
            super().show_stop()
            return
        self._put_together()
        self._show_report()

    def show_side(self) -> None:
        """Show what is beside the stop; at the last one, what was done to the report for its readers."""
        at_report = self.item.step == "report"
        self.side_box.set_class(at_report, "reader")
        if not at_report:
            super().show_side()
        elif self.report is not None:
            self._show_readers(self.report)

    @property
    def _has_side(self) -> bool:
        return self.app.size.width >= READER_FROM

    def action_switch_pane(self) -> None:
        """Turn the format of the report."""
        if self.item.step != "report":
            return
        names = [each.name for each in formats_for("report")]
        self.form = names[(names.index(self.form) + 1) % len(names)]
        self._written = ""
        self.say(f"As {self.form}", ("tab", "next"))
        self.show_all()

    def action_write(self) -> None:
        """Write the report to a file, from wherever the walk is."""
        self._with_report(self._write)

    def action_copy(self) -> None:
        """Copy the report; at any other stop, the card as Markdown."""
        if self.item.step == "report":
            self._with_report(self._copy)
        else:
            self.copy_card()

    def action_tick(self) -> None:
        """Write the report; at any other stop, tick what is open."""
        if self.item.step == "report":
            self.action_write()
        else:
            super().action_tick()

    def action_open(self) -> None:
        """Write the report: enter does what the last stop is for."""
        if self.item.step == "report":
            self.action_write()
        else:
            self.say("All there is to it stands here.", ("space", "goes on"))

    def leave_standup(self) -> None:
        """Go back, once a report that is on its way is out; who leaves from the last stop is through."""
        if self._giving:
            self._leaving = True
            return
        if self.item.step == "report" and self.is_kept and self.standup.ended_at is None:
            self.run(operations.end_standup, self.standup_uid, self.seconds)
        super().leave_standup()

    def _with_report(self, then: Callable[[Parcel], None]) -> None:
        """Do something with a report that is put together now, off the event loop."""
        self._giving = True
        self._give(then)

    @work(thread=True, exclusive=True, group="give", exit_on_error=False)
    def _give(self, then: Callable[[Parcel], None]) -> None:
        try:
            report = self._made()
        except CustdevError as error:
            self.app.call_from_thread(self._given_up, error)
            return
        self.app.call_from_thread(self._take_report, report)
        self.app.call_from_thread(then, report)

    @work(thread=True, exclusive=True, group="report", exit_on_error=False)
    def _put_together(self) -> None:
        worker = get_current_worker()
        try:
            report = self._made()
        except CustdevError as error:
            self.app.call_from_thread(self.say_error, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_report, report)

    def _made(self) -> Parcel:
        session, standup = self.session, self.standup
        workspace = session.workspace
        over = experiments_of(workspace, standup)
        return giving.report_parcel(session, workspace, over, now=session.now(), since=standup.since, standup=standup)

    def _take_report(self, report: Parcel) -> None:
        changed, self.report = report != self.report, report
        if changed and self.item.step == "report":
            self._show_report()
            self.show_side()

    def _given(self, words: str) -> None:
        """Say that a report is out, and leave if that was asked for meanwhile."""
        self._giving = False
        self.say(words)
        if self._leaving:
            self.leave_standup()

    def _given_up(self, error: Exception) -> None:
        """Say why a report is not out; who wanted to leave meanwhile stays, for it is still to be told."""
        self._giving = self._leaving = False
        if isinstance(error, CustdevError) and not isinstance(error, Conflict):
            self.say_error(error)
        else:
            self.say_not_written(error, "report", "The standup")

    def _show_report(self) -> None:
        margin = Span(" " * (self._inset + 2))
        if self.report is None:
            self.stop.show([Row((margin, Span("Putting the report together…", "muted")))])
            return
        room = self.app.size.width - (PANEL if self._has_side else 0) - 2 * self._inset - 4
        scroll = self.stop.scroll
        rows = [Row((margin, *row.left)) for row in document_rows(document_of(self.report), room)]
        if not self._has_side:
            beside = reader_rows(self.report, self.form, self._place(), room, written=bool(self._written))
            rows += [Row(row.left, row.right) for row in beside]
        self.stop.show(rows)
        self.stop.scroll_items(scroll)

    def _show_readers(self, report: Parcel) -> None:
        rows = reader_rows(report, self.form, self._place(), PANEL - 2, written=bool(self._written))
        edge = Span(self.custdev.glyphs.edge, "line")
        shown = [Row((edge, *row.left), row.right, "surface", row.right_margin) for row in rows]
        empty = Row((edge,), background="surface")
        self.side.show(*shown, *[empty] * (self.app.size.height - len(shown)))

    def _place(self) -> str:
        if self._written:
            return self._written
        suffix = format_named(self.form).suffix
        return f"{SNAPSHOTS}/{self.report.stem}.{suffix}" if self.report else ""

    def _copy(self, report: Parcel) -> None:
        self._copy_text(report)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _copy_text(self, report: Parcel) -> None:
        try:
            written = giving.write(self.session, report, self.form)
        except CustdevError as error:
            self.app.call_from_thread(self._given_up, error)
            return
        self.app.call_from_thread(self._say_copied, written)

    def _say_copied(self, written: giving.Written) -> None:
        self.app.copy_to_clipboard(written.text)
        self.run(operations.record_export, giving.CLIPBOARD, **written.remembered_as(giving.CLIPBOARD))
        self._given(f"Copied the report as {written.form}, P-ids only")

    def _write(self, report: Parcel) -> None:
        try:
            self.session.check_writable()
        except CustdevError as error:
            self._given_up(error)
        else:
            self._write_file(report, self.form)

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def _write_file(self, report: Parcel, form: str) -> None:
        try:
            written = giving.write(self.session, report, form)
            path = giving.to_file(self.session, written)
        except (CustdevError, OSError) as error:
            self.app.call_from_thread(self._given_up, error)
            return
        self.app.call_from_thread(self._say_written, path, written)

    def _say_written(self, path: Path, written: giving.Written) -> None:
        place = f"{path.parent.name}/{path.name}"
        self._written = place if written.form == self.form else ""
        self.run(operations.record_export, str(path), **written.remembered_as(str(path)))
        self.run(operations.end_standup, self.standup_uid, self.seconds, report=place)
        self._given(f"Wrote {place}, leak check clean")
