"""The sections of a standup report on people and on what they tell us: customers, hypothesis, metrics, privacy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.domain.evidence.criterion import Standing
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import AGREED_TO, Sign, agreed_words
from tui.domain.standup.report import StandupReport
from tui.domain.standup.report.parts import Contacting, Hypothesis, Met, Owed, Permission, Planned, PrivacyDue, Said
from tui.domain.time.dates import day_words, near_words, past_words
from tui.exchange.document import DASH, NONE, Kind, Line, Part, Section, item, muted, people, quote
from tui.exchange.layouts.report_work import MOST, more, named, said_parts, shortened

MOST_KEYS = 3

_SIGNS: dict[Sign, tuple[str, Kind]] = {
    "given": ("✓", "ok"),
    "refused": ("✗", "danger"),
    "expired": ("✗", "danger"),
    "unknown": ("✗", "danger"),
    "asked": ("?", "warn"),
}


def customers(report: StandupReport) -> Section:
    """Return what is on with customers."""
    found = report.customers
    lines = [
        *(_planned(report, each) for each in found.today[:MOST]),
        *more("Today", found.today),
        *(_planned(report, each) for each in found.ahead[:MOST]),
        *more("Before the next standup", found.ahead),
        *_met(report, found.met),
        *_contacting("Overdue", found.overdue, "max", "danger"),
        *_contacting("Due", found.due, "ideal", "warn"),
        *(_promise(report, promise) for promise in found.promises[:MOST]),
        *more("Promised", found.promises),
        *(_waiting(each) for each in found.waiting[:MOST]),
        *more("Awaiting our reply", found.waiting),
        *(
            item("Permission missing: ", *named(each.card), DASH, Part(each.words, "warn"))
            for each in found.lacking[:MOST]
        ),
        *more("Permission missing", found.lacking),
        *(
            item("Ask again: ", Part(each.person, "person"), DASH, Part(f"to {agreed_words(each.scopes)}", "warn"))
            for each in found.ask_again[:MOST]
        ),
        *more("Ask again", found.ask_again),
        *(item("May be asked: ", *named(each.card), DASH, each.words) for each in found.wished[:MOST]),
        *more("May be asked", found.wished),
        *(
            item(
                "Owed: ",
                Part(reward.person, "person"),
                f" {reward.amount} since {past_words(reward.since, report.day)}",
            )
            for reward in found.rewards[:MOST]
        ),
        *more("Owed", found.rewards),
    ]
    return Section("Customers", tuple(lines) or (NONE,))


def hypotheses(report: StandupReport) -> Section:
    """Return how the evidence stands, what of it is new, and what else was learned."""
    lines = [line for hypothese in report.hypotheses for line in _hypothesis(report, hypothese)]
    lines += [item("learned: ", *said_parts(each)) for each in report.learned[:MOST]]
    lines += more("learned", report.learned)
    return Section("Hypothesis", tuple(lines) or (NONE,))


def metrics(report: StandupReport) -> Section:
    """Return what was to be measured."""
    lines = []
    for metric in report.metrics:
        if not (metric.criterion.metric or metric.criterion.criterion):
            continue  # the words are not for this reader, and without them there is nothing to tell
        least = f" with n ≥ {metric.criterion.min_n}" if metric.criterion.min_n else ""
        board = [Part(f"{metric.board.key} ", "muted")] if len(report.boards) > 1 else []
        count = f" {metric.standing.value}" if metric.standing else ""
        said = (f"{metric.criterion.metric}{count}", DASH, f"criterion {metric.criterion.criterion}{least}: ")
        lines.append(item(*board, *said, Part(_answer(metric.standing), "strong")))
    return Section("Metrics", tuple(lines) or (NONE,))


def _answer(standing: Standing | None) -> str:
    """Return whether a criterion is met, with the n where that is too small to say."""
    if standing is None:
        return "not measured yet"
    small = standing.answer == "not enough data"
    return f"{standing.answer} (n = {standing.n})" if small else standing.answer


def privacy_due(report: StandupReport) -> list[Section]:
    """Return which permissions and times of keeping end, or no section where none does."""
    lines = (*(_privacy(each) for each in report.privacy_due[:MOST]), *more("Privacy due", report.privacy_due))
    return [Section("Privacy due", lines)] if lines else []


def _planned(report: StandupReport, planned: Planned) -> Line:
    when = f"{day_words(planned.day, report.day)} {planned.time}" if planned.late else planned.time
    said = [Part(f" {method_words(planned.method)}")]
    allowed: list[Part] = []
    for permission in planned.permissions:
        allowed += [Part(", ") if allowed else Part(" ("), *_permission(permission)]
    label = "Not settled" if planned.late else near_words(planned.day, report.day).capitalize()
    about = [muted(f", {card.key}") for card in planned.cards]
    who = [Part(" "), *people(planned.people)] if planned.people else []
    return item(f"{label}: ", when, *said, *who, *about, *allowed, Part(")") if allowed else "")


def _permission(permission: Permission) -> list[Part]:
    sign, kind = _SIGNS[permission.sign]
    lacking = [Part(" "), *people(permission.lacking)] if permission.lacking else []
    return [Part(f"{permission.words} "), Part(sign, kind), *lacking]


def _contacting(label: str, who: Sequence[Contacting], limit: str, kind: Kind) -> list[Line]:
    if not who:
        return []
    parts: list[Part] = []
    for each in who[:MOST]:
        parts += [Part(", "), Part(each.person, "person")] if parts else [Part(each.person, "person")]
        keys = "".join(f", {key}" for key in each.cards[:MOST_KEYS])
        parts.append(Part(f" ({each.days} d, {limit} {each.limit}{keys})"))
    rest = [muted(f", and {len(who) - MOST} more")] if len(who) > MOST else []
    return [item(Part(label, kind), ": ", *parts, *rest)]


def _met(report: StandupReport, who: Sequence[Met]) -> list[Line]:
    """Return who is overdue or due, and met before the next standup: `P05 overdue, met tomorrow 14:00`."""
    if not who:
        return []
    parts: list[Part] = []
    for each in who[:MOST]:
        parts += [Part("; "), Part(each.person, "person")] if parts else [Part(each.person, "person")]
        state = "overdue" if each.overdue else "due"
        parts.append(Part(f" {state}, met {near_words(each.day, report.day)} {each.time}"))
    rest = [muted(f", and {len(who) - MOST} more")] if len(who) > MOST else []
    return [item(Part("Soon", "ok"), ": ", *parts, *rest)]


def _promise(report: StandupReport, owed: Owed) -> Line:
    who = people(owed.people) or [muted("nobody named")]
    when = Part(f"by {day_words(owed.due, report.day)}") if owed.due else Part(f"{owed.days} d")
    late = Part(f"{owed.late} d late", "danger") if owed.late else when
    return item("Promised: ", *who, DASH, late, *_words(owed), *_about(owed))


def _waiting(owed: Owed) -> Line:
    label = "Answered, not told yet: " if owed.stage == "answered" else "Awaiting our reply: "
    acknowledged = [muted(", acknowledged")] if owed.stage == "acknowledged" else []
    who = people(owed.people) or [muted("nobody named")]
    return item(label, *who, DASH, f"{owed.days} d", *acknowledged, *_words(owed), *_about(owed))


def _about(owed: Owed) -> list[Part]:
    return [DASH, muted(f"{owed.card.key}, {owed.card.column}")] if owed.card else []


def _words(owed: Owed) -> list[Part]:
    if not owed.text:
        return [DASH, muted("words left out")]
    text = shortened(owed.text)
    if owed.own_words:
        return [DASH, quote(text)]
    return [DASH, Part(text)]


def _hypothesis(report: StandupReport, found: Hypothesis) -> Iterable[Line]:
    ledger = found.ledger
    board = [muted(f"{found.board.key} ")] if len(report.boards) > 1 else []
    if ledger.sentence:
        yield item(*board, ledger.sentence)
    yield from (_new(each, board) for each in found.new[:MOST])
    yield from more("new", found.new)
    if found.withheld:
        yield item(*board, "new: ", muted(f"{found.withheld} left out"))


def _new(said: Said, board: list[Part]) -> Line:
    sign, kind = (Part("▲", "ok"), "supports") if said.stance == "supports" else (Part("▼", "danger"), "refutes")
    who = [Part(" "), *people(said.people)] if said.people else [muted(f" {kind}")]
    text = shortened(said.text)
    return item(*board, "new ", sign, *who, ": ", quote(text) if said.own_words else Part(text))


def _privacy(due: PrivacyDue) -> Line:
    kind: Kind = "danger" if due.over else "warn"
    if due.scope:
        words = f"permission to {AGREED_TO.get(due.scope, due.scope)} {'expired' if due.over else 'expires'}"
    else:
        words = f"retention {'ended' if due.over else 'ends'}"
    return item(Part(due.person, "person"), " ", Part(words, kind), f" {due.day.isoformat()}")
