"""Lays out how work flows over a board: what each of its four charts says, and what it is read from."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.flow.period import DayCount, FlowReport
from tui.domain.flow.sentences import window_words
from tui.domain.text import plural
from tui.domain.time.durations import rhythm
from tui.exchange.document import Document, Line, Part, Section, item, line
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.parcel import Parcel

LONGEST = 10
"""How many of the longest cycle times are listed."""


def document_of(parcel: Parcel) -> Document:
    """Return the four readings, each with its figures."""
    board, flow = parcel.board, parcel.flow
    assert board is not None and flow is not None, "flow has a board and figures"
    report = flow.report
    head = f"{window_words(report)} · {plural(report.total, 'card')} finished · for {reader_words(parcel.profile)}"
    return Document(
        f"Flow of {board.title} ({board.key}, iteration {board.iteration}), {dated(parcel.today)}",
        (line(head),),
        (
            Section("Throughput", (line(flow.readings["throughput"]), *_throughput(report), *_chores(report))),
            Section("Cycle time", (line(flow.readings["cycle_time"]), *_cycle_times(report))),
            Section("Ageing work in progress", (line(flow.readings["ageing"]), *_ageing(report))),
            Section("Cumulative flow", (line(flow.readings["cumulative_flow"]), *_cumulative(report))),
        ),
        tuple(foot_lines(parcel.sheet, parcel.at, parcel.profile)),
    )


def _throughput(report: FlowReport) -> Iterator[Line]:
    if report.is_empty:
        return
    for period in report.periods:
        so_far = ", so far" if period.so_far else ""
        yield item(f"{period.first.isoformat()} to {period.last.isoformat()}: {period.finished}{so_far}")


def _chores(report: FlowReport) -> Iterator[Line]:
    for chore in report.chores:
        missed = f", missed {chore.missed}" if chore.missed else ""
        due = f", due {chore.due.isoformat()}" if chore.due else ""
        words = f" {chore.title}, {rhythm(chore.every)}: done {chore.done}{missed}{due}"
        yield item(Part(chore.card, "strong"), words)


def _cycle_times(report: FlowReport) -> Iterator[Line]:
    longest = sorted(report.finishes, key=lambda finish: (-finish.days, finish.day, finish.number))[:LONGEST]
    for finish in longest:
        held = f", blocked {finish.blocked} d" if finish.blocked else ""
        yield item(Part(finish.card, "strong"), f" {finish.days} d, finished {finish.day.isoformat()}{held}")


def _ageing(report: FlowReport) -> Iterator[Line]:
    for card in report.ageing:
        blocked = f", blocked {card.blocked} d" if card.blocked else ""
        if card.blocked_time.total != (card.blocked or 0):
            blocked += f", {card.blocked_time.words}"
        expedite = ", expedite" if card.expedite else ""
        yield item(Part(card.card, "strong"), f" {card.title}, {card.days} d{blocked}{expedite}")


def _cumulative(report: FlowReport) -> Iterator[Line]:
    ends = {period.last for period in report.periods}
    shown = [count for count in report.days if count.day in ends or count is report.days[-1]]
    if any(count.total for count in shown):
        yield from map(_counts, shown)


def _counts(count: DayCount) -> Line:
    figures = f"waiting {count.waiting}, active {count.active}, finished {count.finished}"
    return item(f"{count.day.isoformat()}: {figures}")
