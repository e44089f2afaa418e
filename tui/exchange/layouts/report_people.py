"""The sections of a standup report on people and on what they tell us: customers, hypothesis, metrics, privacy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from tui.domain.evidence.criterion import Standing
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import Sign, agreed_words
from tui.domain.records.vocabulary import AGREED_TO
from tui.domain.standup.report import StandupReport, parts
from tui.domain.time.dates import day_words, full_words, late_words, near_words, past_words
from tui.exchange.document import DASH, Kind, Line, Part, Section, item, joined, muted, people
from tui.exchange.layouts.report_work import MOST, if_any, listed, named, quoted, section, words_of

MOST_KEYS = 3
_STAGES = {"answered": "Answered, not told yet", "shipped": "Finished, not told yet"}

_SIGNS: dict[Sign, tuple[str, Kind]] = {
    "given": ("✓", "ok"),
    "refused": ("✗", "danger"),
    "expired": ("✗", "danger"),
    "unknown": ("✗", "danger"),
    "asked": ("?", "warn"),
}
PersonT = TypeVar("PersonT", parts.Contacting, parts.Met)


def people_sections(report: StandupReport) -> list[Section]:
    """Return the sections on customers, on how the evidence stands, and on what was to be measured."""
    metrics = [_metric(report, metric) for metric in report.metrics if _has_words(metric)]
    metrics += listed("measured", report.measured, lambda one: _measured(report, one))
    return [
        section("Customers", _customers(report)),
        section("Hypothesis", _findings(report)),
        section("Metrics", metrics),
        *if_any(Section("Learned", tuple(_learned(report)))),
    ]


def privacy_sections(report: StandupReport) -> list[Section]:
    """Return which permissions and times of keeping end, or no section where none does."""
    return if_any(Section("Privacy due", listed("Privacy due", report.privacy_due, _privacy)))


def _customers(report: StandupReport) -> Iterator[Line]:
    on = report.customers

    def planned(touchpoint: parts.Planned) -> Line:
        return _planned(report, touchpoint)

    def promise(owed: parts.Owed) -> Line:
        when = Part(f"by {full_words(owed.due, report.day)}") if owed.due else Part(f"{owed.days} d")
        return _owed("Promised", owed, Part(late_words(owed.late), "danger") if owed.late else when)

    def reward(owed: parts.Reward) -> Line:
        since = past_words(owed.since, report.day)
        return item("Owed: ", Part(owed.person, "person"), f" {owed.amount} since {since}")

    def soon(met: parts.Met) -> str:
        return f" {'overdue' if met.overdue else 'due'}, met {near_words(met.day, report.day)} {met.time}"

    yield from listed("Today", on.today, planned)
    yield from listed("Before the next standup", on.ahead, planned)
    yield from _in_a_row(Part("Soon", "ok"), on.met, "; ", soon)
    yield from _in_a_row(Part("Overdue", "danger"), on.overdue, ", ", lambda person: _rhythm(person, "max"))
    yield from _in_a_row(Part("Due", "warn"), on.due, ", ", lambda person: _rhythm(person, "ideal"))
    yield from listed("Promised", on.promises, promise)
    yield from listed("Awaiting our reply", on.waiting, _waiting)
    yield from listed("Permission missing", on.lacking, _lacking)
    yield from listed("Ask again", on.ask_again, _ask_again)
    yield from listed("May be asked", on.wished, _wished)
    yield from listed("Owed", on.rewards, reward)


def _findings(report: StandupReport) -> Iterator[Line]:
    """Yield how the evidence stands, what of it is new, and what else was learned."""
    for hypothesis in report.hypotheses:
        yield from _hypothesis(report, hypothesis)
    yield from listed("learned", report.learned, lambda lesson: item("learned: ", *quoted(lesson)))


def _has_words(metric: parts.Metric) -> bool:
    """Return whether its words are for this reader; without them there is nothing to tell."""
    return bool(metric.criterion.metric or metric.criterion.criterion)


def _metric(report: StandupReport, metric: parts.Metric) -> Line:
    least = f" with n ≥ {metric.criterion.min_n}" if metric.criterion.min_n else ""
    board = [muted(f"{metric.board.key} ")] if len(report.boards) > 1 else []
    standing = metric.standing
    count = f" {standing.measured or standing.value}" if standing else ""
    words = (f"{metric.criterion.metric}{count}", DASH, f"criterion {metric.criterion.criterion}{least}: ")
    return item(*board, *words, Part(_answer(standing), "strong"))


def _answer(standing: Standing | None) -> str:
    """Return whether a criterion is met, with the n where that is too small to say."""
    if standing is None:
        return "not measured yet"
    small = standing.answer == "not enough data"
    return f"{standing.answer} (n = {standing.n})" if small else standing.answer


def _measured(report: StandupReport, one: parts.Measured) -> Line:
    """Return what was measured, and whether that changes what is said of the criterion."""
    board = [muted(f"{one.key} ")] if len(report.boards) > 1 else []
    group = ", ".join(filter(None, (one.wave, one.segment and f"only {one.segment}", one.phase)))
    changed = f", was {one.before}" if one.before and one.before != one.answer else ""
    answer = [DASH, Part(one.answer, "strong"), Part(changed)] if one.answer else []
    about = muted(f" ({group})") if group else ""
    return item(*board, f"measured {day_words(one.on, report.day)}: {one.title} {one.figure}", about, *answer)


def _learned(report: StandupReport) -> Iterator[Line]:
    """Yield the insights that are new, and those that are to be looked at again."""

    def new(insight: parts.Learned) -> Line:
        themes = muted(f", {', '.join(insight.themes)}") if insight.themes else ""
        return item("new: ", *_insight(report, insight), themes)

    def due(insight: parts.Learned) -> Line:
        when = near_words(insight.review_by, report.day) if insight.review_by else ""
        return item("look again: ", *_insight(report, insight), DASH, Part(f"by {when}", "warn"))

    yield from listed("new", report.insights, new)
    yield from listed("look again", report.reviews, due)


def _insight(report: StandupReport, insight: parts.Learned) -> list[Part]:
    board = [muted(f"{insight.key} ")] if len(report.boards) > 1 and insight.key else []
    sure = [DASH, Part(insight.confidence)] if insight.confidence else []
    erased = [DASH, Part(insight.erased, "warn")] if insight.erased else []
    return [*board, words_of(insight.statement, own_words=False), *sure, *erased]


def _planned(report: StandupReport, planned: parts.Planned) -> Line:
    when = f"{day_words(planned.day, report.day)} {planned.time}" if planned.late else planned.time
    label = "Not settled" if planned.late else near_words(planned.day, report.day).capitalize()
    who = [Part(" "), *people(planned.people)] if planned.people else []
    about = [muted(f", {card.key}") for card in planned.cards]
    allowed = joined(map(_permission, planned.permissions), ", ")
    allowed = [Part(" ("), *allowed, Part(")")] if allowed else []
    return item(f"{label}: ", when, f" {method_words(planned.method)}", *who, *about, *allowed)


def _permission(permission: parts.Permission) -> list[Part]:
    sign, kind = _SIGNS[permission.sign]
    lacking = [Part(" "), *people(permission.lacking)] if permission.lacking else []
    return [Part(f"{permission.words} "), Part(sign, kind), *lacking]


def _in_a_row(label: Part, who: Sequence[PersonT], separator: str, words: Callable[[PersonT], str]) -> Iterable[Line]:
    """Yield people in one line, each with some words: `Overdue: P04 (21 d, max 14, CD-3)`."""
    if who:
        row = joined(([Part(person.person, "person"), Part(words(person))] for person in who[:MOST]), separator)
        rest = [muted(f", and {len(who) - MOST} more")] if len(who) > MOST else []
        yield item(label, ": ", *row, *rest)


def _rhythm(person: parts.Contacting, limit: str) -> str:
    keys = "".join(f", {key}" for key in person.cards[:MOST_KEYS])
    return f" ({person.days} d, {limit} {person.limit}{keys})"


def _waiting(owed: parts.Owed) -> Line:
    label = _STAGES.get(owed.stage, "Awaiting our reply")
    return _owed(label, owed, Part(f"{owed.days} d"), acknowledged=owed.stage == "acknowledged")


def _owed(label: str, owed: parts.Owed, when: Part, *, acknowledged: bool = False) -> Line:
    who = people(owed.people) or [muted("nobody named")]
    state = [muted(", acknowledged")] if acknowledged else []
    words = words_of(owed.text, own_words=owed.own_words) if owed.text else muted("words left out")
    about = [DASH, muted(f"{owed.card.key}, {owed.card.column}")] if owed.card else []
    return item(f"{label}: ", *who, DASH, when, *state, DASH, words, *about)


def _lacking(card: parts.Lacking) -> Line:
    return item("Permission missing: ", *named(card.card), DASH, Part(card.words, "warn"))


def _wished(card: parts.Lacking) -> Line:
    return item("May be asked: ", *named(card.card), DASH, card.words)


def _ask_again(ask: parts.AskAgain) -> Line:
    return item("Ask again: ", Part(ask.person, "person"), DASH, Part(f"to {agreed_words(ask.scopes)}", "warn"))


def _hypothesis(report: StandupReport, hypothesis: parts.Hypothesis) -> Iterator[Line]:
    board = [muted(f"{hypothesis.board.key} ")] if len(report.boards) > 1 else []
    if hypothesis.ledger.sentence:
        yield item(*board, hypothesis.ledger.sentence)
    yield from listed("new", hypothesis.new, lambda quotation: _new(quotation, board))
    if hypothesis.withheld:
        yield item(*board, "new: ", muted(f"{hypothesis.withheld} left out"))
    if hypothesis.riskiest:
        risk = words_of(hypothesis.riskiest, own_words=False)
        yield item(*board, "riskiest untested: ", risk, muted(f" (importance {hypothesis.importance})"))


def _new(quotation: parts.Said, board: list[Part]) -> Line:
    sign, verb = (Part("▲", "ok"), "supports") if quotation.stance == "supports" else (Part("▼", "danger"), "refutes")
    who = [Part(" "), *people(quotation.people)] if quotation.people else [muted(f" {verb}")]
    return item(*board, "new ", sign, *who, ": ", words_of(quotation.text, own_words=quotation.own_words))


def _privacy(due: parts.PrivacyDue) -> Line:
    kind: Kind = "danger" if due.over else "warn"
    if due.scope:
        words = f"permission to {AGREED_TO.get(due.scope, due.scope)} {'expired' if due.over else 'expires'}"
    else:
        words = f"retention {'ended' if due.over else 'ends'}"
    return item(Part(due.person, "person"), " ", Part(words, kind), f" {due.day.isoformat()}")
