"""Lays out a standup report as a document: in full, in fixed order, or as three answers of each person."""

from __future__ import annotations

from datetime import time, timedelta

from msgspec.structs import replace

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.history.phrases import plural
from tui.domain.standup.report import StandupReport
from tui.exchange.document import NONE, Document, Line, Part, Section, item, line
from tui.exchange.layouts.report_people import customers, hypotheses, metrics, privacy_due
from tui.exchange.layouts.report_work import (
    blocked,
    blocked_line,
    decided_before,
    decision_line,
    decisions,
    doing,
    done,
    due,
    due_line,
    expedite,
    followed_line,
    named,
    pulled,
    since_words,
    still_open,
    underway_line,
)
from tui.exchange.layouts.sheet_lines import dated, foot_lines, reader_words
from tui.exchange.parcel import Style

_NOBODY = "Nobody's"


def document_of(report: StandupReport, style: Style = "full") -> Document:
    """Return a report as a document: all of it, or yesterday, today and blockers of each person."""
    sections = _three(report) if style == "three" else _full(report)
    return Document(title_of(report), tuple(_head(report)), tuple(sections), tuple(_foot(report)))


def title_of(report: StandupReport) -> str:
    """Return the title: `Standup — Customer Development (iteration 1) — Mon 2026-11-23`."""
    if len(report.boards) == 1:
        over = f"{report.boards[0].title} (iteration {report.boards[0].iteration})"
    else:
        keys = ", ".join(board.key for board in report.boards)
        over = f"{plural(len(report.boards), 'experiment')} ({keys})" if keys else "no experiment"
    return f"Standup — {over} — {dated(report.day)}"


def _full(report: StandupReport) -> list[Section]:
    return [
        done(report),
        blocked(report),
        *expedite(report),
        doing(report),
        *due(report),
        customers(report),
        hypotheses(report),
        metrics(report),
        pulled(report),
        *decided_before(report),
        decisions(report),
        *privacy_due(report),
    ]


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
    wanted = f"/{pulse.wanted}" if pulse.wanted else ""
    counts = [f"done {pulse.done}", f"moved {pulse.moved}", f"notes {pulse.notes}"]
    counts.append(f"touchpoints {pulse.touchpoints}{wanted} this week, {pulse.last_week} last week")
    if pulse.supports or pulse.refutes:
        counts.append(f"evidence ▲{pulse.supports} ▼{pulse.refutes}")
    limit = f"/{pulse.limit}" if pulse.limit is not None else ""
    counts.append(f"WIP {pulse.wip}{limit}")
    over = Part(f" {pulse.over_words}", "danger") if pulse.over else ""
    return line(Part("Pulse", "strong"), f" {' · '.join(counts)}", over)


def _foot(report: StandupReport) -> list[Line]:
    return foot_lines(report.sheet, report.at, report.profile, f"record {report.record}" if report.record else "")


def _three(report: StandupReport) -> list[Section]:
    """Return a section a person: what they finished, what they are at, and what stands in their way."""
    owners = [
        *report.attendees,
        *(card.owner for cards in (report.done, report.blocked, report.expedite, report.doing) for card in cards),
        *(card.owner for card in report.due),
        *(decided.owner for decided in (*still_open(report), *report.decisions)),
    ]
    known = sorted({owner for owner in owners if owner}, key=lambda owner: (owner.casefold(), owner))
    sections = [Section(owner, tuple(_answers(report, owner))) for owner in known]
    if any(not owner for owner in owners):
        sections.append(Section(_NOBODY, tuple(_answers(report, ""))))
    return sections or [Section(_NOBODY, (NONE,))]


def _answers(report: StandupReport, owner: str) -> list[Line]:
    since = local_day(report.since, zone_of(report.timezone))
    words = "Yesterday" if since == report.day - timedelta(days=1) else f"Since {since_words(report)}"
    finished = [
        item(*named(each.card, archived=each.archived), sign="✓", kind="ok")
        for each in report.done
        if each.owner == owner
    ]
    under_way = [
        *(
            underway_line(report, replace(each, owner=""), sign="»", kind="warn")
            for each in report.expedite
            if each.owner == owner
        ),
        *(underway_line(report, replace(each, owner="")) for each in report.doing if each.owner == owner),
        *(due_line(report, replace(each, owner="")) for each in report.due if each.owner == owner),
        *(followed_line(report, replace(each, owner="")) for each in still_open(report) if each.owner == owner),
        *(
            decision_line(report, replace(decision, owner=""))
            for decision in report.decisions
            if decision.owner == owner
        ),
    ]
    halted = [blocked_line(report, replace(each, owner="", needs="")) for each in report.blocked if each.owner == owner]
    answers: list[Line] = []
    for heading, lines in ((words, finished), ("Today", under_way), ("Blockers", halted)):
        answers += [line(Part(heading, "strong")), *(lines or [NONE])]
    return answers
