"""Lays out a standup report as a document: in full, in fixed order, or as three answers of each person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import time, timedelta
from typing import TypeVar

from msgspec.structs import replace

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.standup.report import StandupReport
from tui.domain.standup.report.parts import Decided, Done, DueCard, Halted, Underway
from tui.domain.text import plural
from tui.exchange.document import NONE, Document, Line, Part, Section, item, line
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.layouts.report_people import people_sections, privacy_sections
from tui.exchange.layouts.report_work import WorkLines, named, round_sections, since_words, work_sections
from tui.exchange.parcel import Parcel

_NOBODY = "Nobody's"
Owned = Done | Halted | Underway | DueCard | Decided
EntryT = TypeVar("EntryT", Halted, Underway, DueCard, Decided)


def document_of(parcel: Parcel) -> Document:
    """Return a report as a document: all of it, or yesterday, today and blockers of each person."""
    report = parcel.report
    assert report is not None, "what is laid out as a report has one"
    if parcel.style == "three":
        sections = _three(report)
    else:
        parts = (work_sections, people_sections, round_sections, privacy_sections)
        sections = [section for part in parts for section in part(report)]
    record = f"record {report.record}" if report.record else ""
    foot = foot_lines(report.sheet, report.at, report.profile, record)
    return Document(title_of(report), tuple(_head(report)), tuple(sections), tuple(foot))


def title_of(report: StandupReport) -> str:
    """Return the title: `Standup — Customer Development (iteration 1) — Mon 2026-11-23`."""
    if len(report.boards) == 1:
        over = f"{report.boards[0].title} (iteration {report.boards[0].iteration})"
    else:
        keys = ", ".join(board.key for board in report.boards)
        over = f"{plural(len(report.boards), 'experiment')} ({keys})" if keys else "no experiment"
    return f"Standup — {over} — {dated(report.day)}"


def _head(report: StandupReport) -> list[Line]:
    zone = zone_of(report.timezone)
    since = report.since.astimezone(zone)
    clock = f" {since:%H:%M}" if since.time() != time.min else ""
    head = [line(f"Since: {dated(since.date())}{clock} · for {reader_words(report.profile)}")]
    if report.attendees:
        head.append(line(f"With: {', '.join(report.attendees)}"))
    return [*head, _pulse(report)]


def _pulse(report: StandupReport) -> Line:
    pulse = report.pulse
    goal = f"/{pulse.wanted}" if pulse.wanted else ""
    counts = [f"done {pulse.done}", f"moved {pulse.moved}", f"notes {pulse.notes}"]
    counts.append(f"touchpoints {pulse.touchpoints}{goal} this week, {pulse.last_week} last week")
    if pulse.supports or pulse.refutes:
        counts.append(f"evidence ▲{pulse.supports} ▼{pulse.refutes}")
    limit = f"/{pulse.limit}" if pulse.limit is not None else ""
    counts.append(f"WIP {pulse.wip}{limit}")
    over = Part(f" {pulse.over_words}", "danger") if pulse.over else ""
    return line(Part("Pulse", "strong"), f" {' · '.join(counts)}", over)


def _three(report: StandupReport) -> list[Section]:
    """Return a section a person: what they finished, what they are at, and what stands in their way."""
    cards: tuple[Owned, ...] = (*report.done, *report.blocked, *report.expedite, *report.doing, *report.due)
    entries = (*cards, *_still_open(report), *report.decisions)
    owners = [*report.attendees, *(entry.owner for entry in entries)]
    named_ones = sorted({owner for owner in owners if owner}, key=lambda owner: (owner.casefold(), owner))
    sections = [Section(owner, tuple(_answers(report, owner))) for owner in named_ones]
    if any(not owner for owner in owners):
        sections.append(Section(_NOBODY, tuple(_answers(report, ""))))
    return sections or [Section(_NOBODY, (NONE,))]


def _answers(report: StandupReport, owner: str) -> Iterator[Line]:
    def lines(entries: Iterable[EntryT], line_of: Callable[[EntryT], Line], **left_out: str) -> Iterator[Line]:
        """Yield what is the owner's, who is not named again."""
        return (line_of(replace(entry, owner="", **left_out)) for entry in entries if entry.owner == owner)

    work = WorkLines(report)
    since = local_day(report.since, zone_of(report.timezone))
    finished = (
        item(*named(card.card, archived=card.archived), sign="✓", kind="ok")
        for card in report.done
        if card.owner == owner
    )
    under_way = (
        *lines(report.expedite, work.urgent),
        *lines(report.doing, work.underway),
        *lines(report.due, work.due),
        *lines(_still_open(report), work.followed),
        *lines(report.decisions, work.decided),
    )
    yesterday = "Yesterday" if since == report.day - timedelta(days=1) else f"Since {since_words(report)}"
    for heading, answers in (
        (yesterday, tuple(finished)),
        ("Today", under_way),
        ("Blockers", tuple(lines(report.blocked, work.blocked, needs=""))),
    ):
        yield line(Part(heading, "strong"))
        yield from answers or (NONE,)


def _still_open(report: StandupReport) -> list[Decided]:
    """Return what was decided before and is still to be done."""
    return [decided for decided in report.decided_before if decided.state in ("open", "overdue")]
