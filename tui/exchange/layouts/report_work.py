"""The sections of a standup report on the work: done, blocked, urgent, in progress, begun, decided."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records.vocabulary import DecisionState
from tui.domain.standup.due import Due
from tui.domain.standup.report import StandupReport
from tui.domain.standup.report.parts import CardName, Decided, Done, DueCard, Halted, Said, Underway
from tui.domain.time.dates import day_words, near_words, past_words
from tui.exchange.document import DASH, NONE, Kind, Line, Part, Section, item, muted, people, quote

AGES = ("·", "◔", "◕", "●")
_AGE_KINDS: tuple[Kind, ...] = ("muted", "muted", "warn", "danger")
LONGEST = 280
MOST = 12
"""How many of a kind are listed; of the others it is said how many they are. JSON has them all."""
_BECAME: dict[DecisionState, tuple[str, Kind]] = {
    "open": ("□", "plain"),
    "overdue": ("!", "danger"),
    "done": ("✓", "ok"),
    "card_done": ("✓", "ok"),
    "card_archived": ("–", "muted"),
}


def named(card: CardName, *, archived: bool = False) -> list[Part]:
    """Return what a card is called and where it stands: `CD-3 Listen and respond — DOING`."""
    where = f"{card.column}, archived" if archived else card.column
    return [muted(f"{card.key} "), Part(card.title), DASH, muted(where)]


def aside(card: CardName) -> list[Part]:
    """Return the card that something is about, after a dash: `— CD-3 Listen and respond, DOING`."""
    return [DASH, muted(f"{card.key} {card.title}, {card.column}")]


def since_words(report: StandupReport) -> str:
    """Return since when things are news: `Fri`."""
    return past_words(local_day(report.since, zone_of(report.timezone)), report.day)


def shortened(text: str) -> str:
    """Return a text of a length that fits a report, cut between words where it is longer."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[LONGEST // 2 :] else cut}…"


def said_parts(said: Said) -> list[Part]:
    """Return the words of a note, in quotation marks where they are a customer's own, with whom they are of."""
    text = shortened(said.text)
    words = quote(text) if said.own_words else Part(text)
    return [words, Part(" ("), *people(said.people), Part(")")] if said.people else [words]


def done(report: StandupReport) -> Section:
    """Return what was finished, and what was learned from it."""
    lines = tuple(_done(report, each) for each in report.done)
    return Section("Done", lines or (NONE,), count=len(lines) or None)


def blocked(report: StandupReport) -> Section:
    """Return what cannot go on."""
    lines = tuple(blocked_line(report, each) for each in report.blocked)
    return Section("Blocked", lines or (NONE,), count=len(lines) or None)


def expedite(report: StandupReport) -> list[Section]:
    """Return what is urgent, or no section where nothing is."""
    lines = tuple(underway_line(report, each, sign="»", kind="warn") for each in report.expedite)
    return [Section("Expedite", lines, count=len(lines))] if lines else []


def doing(report: StandupReport) -> Section:
    """Return what is under way."""
    lines = tuple(underway_line(report, each) for each in report.doing)
    return Section("In progress", lines or (NONE,), aside="right to left, oldest first")


def due(report: StandupReport) -> list[Section]:
    """Return what is due and not begun, or no section where nothing is."""
    found = report.due
    lines = (*(due_line(report, each) for each in found[:MOST]), *more("due", found))
    return [Section("Due, not begun", lines, count=len(found))] if lines else []


def due_line(report: StandupReport, card: DueCard) -> Line:
    """Return a card that is due and not begun."""
    kind: Kind = "danger" if card.due.late else "warn"
    return item(*named(card.card), *due_parts(report, card.due), *_owner(card.owner), sign="!", kind=kind)


def pulled(report: StandupReport) -> Section:
    """Return what was begun, or why nothing was."""
    lines = tuple(item(*named(each.card), *_owner(each.owner)) for each in report.pulled)
    nothing = item(muted("none (WIP limit reached)")) if report.at_limit else NONE
    return Section("Pulled today", lines or (nothing,))


def decided_before(report: StandupReport) -> list[Section]:
    """Return what became of the last decisions, or no section where there were none."""
    found = report.decided_before
    lines = (*(followed_line(report, each) for each in found[:MOST]), *more("decisions", found))
    return [Section("Last decisions", lines)] if lines else []


def decisions(report: StandupReport) -> Section:
    """Return what was decided."""
    lines = tuple(decision_line(report, decision) for decision in report.decisions)
    return Section("Decisions", lines or (NONE,))


def decision_line(report: StandupReport, decided: Decided) -> Line:
    """Return a decision with who does it by when, and what it is about."""
    by = [DASH, Part(f"by {day_words(decided.due, report.day)}")] if decided.due else []
    about = aside(decided.card) if decided.card else []
    return item(shortened(decided.text), *_owner(decided.owner), *by, *about)


def still_open(report: StandupReport) -> list[Decided]:
    """Return what was decided before and is still to be done."""
    return [each for each in report.decided_before if each.state in ("open", "overdue")]


def followed_line(report: StandupReport, decided: Decided) -> Line:
    """Return a decision of before with what became of it."""
    ended = f" {near_words(decided.ended, report.day)}" if decided.ended else ""
    sign, kind = _BECAME[decided.state]
    match decided.state:
        case "overdue":
            became = f"{decided.late} d late"
        case "open":
            became = f"due {near_words(decided.due, report.day)}" if decided.due else "open"
        case state:
            became = f"{state.replace('_', ' ')}{ended}"
    about = aside(decided.card) if decided.card else []
    return item(shortened(decided.text), *_owner(decided.owner), DASH, Part(became, kind), *about, sign=sign, kind=kind)


def due_parts(report: StandupReport, found: Due | None) -> list[Part]:
    """Return a due day that is worth a word, after a dash: `— due tomorrow`, `— 4 d late`."""
    if found is None:
        return []
    if found.late:
        return [DASH, Part(f"{found.late} d late", "danger")]
    return [DASH, Part(f"due {near_words(found.day, report.day)}", "warn")]


def more(label: str, found: Sequence[object]) -> list[Line]:
    """Return how many of a kind are not listed."""
    return [item(muted(f"{label}: {len(found) - MOST} more"))] if len(found) > MOST else []


def underway_line(report: StandupReport, card: Underway, *, sign: str = "", kind: Kind = "plain") -> Line:
    """Return a card in progress: its age and what is worth a word about it."""
    parts = named(card.card)
    if card.days is None:
        parts += [DASH, muted("recurring" if card.recurs else "not begun")]
        sign, kind = (sign, kind) if sign else ("∞" if card.recurs else AGES[0], "muted")
    else:
        parts += [DASH, Part(f"{card.days} d", _AGE_KINDS[card.level])]
        parts += [Part(f", over SLE {card.board.days} d", "danger")] if card.over else []
        sign, kind = (sign, kind) if sign else (AGES[card.level], _AGE_KINDS[card.level])
    parts += due_parts(report, card.due)
    parts += [DASH, Part(f"= not moved since {since_words(report)}", "warn")] if card.still else []
    return item(*parts, *_owner(card.owner), sign=sign, kind=kind)


def blocked_line(report: StandupReport, card: Halted) -> Line:
    """Return a blocked card: for how long, why, and what it needs."""
    needs = [DASH, Part("needs: "), Part(shortened(card.needs))] if card.needs else []
    why = [DASH, Part(shortened(card.reason))] if card.reason else []
    parts = (*named(card.card), DASH, Part(f"{card.days} d", "danger"))
    return item(*parts, *why, *needs, *due_parts(report, card.due), *_owner(card.owner), sign="■", kind="danger")


def _done(report: StandupReport, card: Done) -> Line:
    board = card.board
    declared = ", declared" if board.declared else ""
    took = [] if card.days is None else [DASH, Part(f"{card.days} d")]
    took += [muted(f" (SLE {board.days} d at {board.percent} %{declared})")] if took else []
    learned: list[Part] = []
    for said in card.learned:
        learned += [Part("; ") if learned else Part(""), *said_parts(said)]
    if card.last is not None:
        took = [DASH, muted(f"recurring, done {near_words(card.last, report.day)}")]
    told = [DASH, Part("learned: "), *(learned or [muted("left out" if card.withheld else "nothing recorded")])]
    told = [] if card.last is not None and not learned and not card.withheld else told
    return item(*named(card.card, archived=card.archived), *took, *told, sign="✓", kind="ok")


def _owner(owner: str) -> list[Part]:
    return [DASH, Part(owner)] if owner else []
