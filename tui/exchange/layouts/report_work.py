"""The sections of a standup report on the work: done, blocked, urgent, in progress, begun, decided."""

from __future__ import annotations

from tui.domain.dates import day_words
from tui.domain.flow import local_day, zone_of
from tui.domain.report import StandupReport
from tui.domain.report.parts import CardName, Decided, Done, Halted, Said, Underway
from tui.exchange.document import DASH, NONE, Kind, Line, Part, Section, item, muted, people, quote

AGES = ("·", "◔", "◕", "●")
_AGE_KINDS: tuple[Kind, ...] = ("muted", "muted", "warn", "danger")
LONGEST = 280


def name_of(report: StandupReport, card: CardName) -> str:
    """Return what a card is called: by its title on a report of one board, with its key on one of several."""
    return card.title if len(report.boards) == 1 else f"{card.key} {card.title}"


def since_words(report: StandupReport) -> str:
    """Return since when things are news: `Fri`."""
    return day_words(local_day(report.since, zone_of(report.timezone)), report.day)


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
    lines = tuple(_blocked(report, each) for each in report.blocked)
    return Section("Blocked", lines or (NONE,), count=len(lines) or None)


def expedite(report: StandupReport) -> list[Section]:
    """Return what is urgent, or no section where nothing is."""
    lines = tuple(underway_line(report, each, sign="»", kind="warn") for each in report.expedite)
    return [Section("Expedite", lines, count=len(lines))] if lines else []


def doing(report: StandupReport) -> Section:
    """Return what is under way."""
    lines = tuple(underway_line(report, each) for each in report.doing)
    return Section("In progress", lines or (NONE,), aside="oldest first")


def pulled(report: StandupReport) -> Section:
    """Return what was begun, or why nothing was."""
    lines = tuple(item(name_of(report, each.card), *_owner(each.owner)) for each in report.pulled)
    nothing = item(muted("none (WIP limit reached)")) if report.at_limit else NONE
    return Section("Pulled today", lines or (nothing,))


def decisions(report: StandupReport) -> Section:
    """Return what was decided."""
    lines = tuple(decision_line(report, each) for each in report.decisions)
    return Section("Decisions", lines or (NONE,))


def decision_line(report: StandupReport, decided: Decided) -> Line:
    """Return a decision with who does it by when, and what it is about."""
    by = [DASH, Part(f"by {day_words(decided.due, report.day)}")] if decided.due else []
    about = [DASH, muted(name_of(report, decided.card))] if decided.card else []
    return item(shortened(decided.text), *_owner(decided.owner), *by, *about)


def underway_line(report: StandupReport, card: Underway, *, sign: str = "", kind: Kind = "plain") -> Line:
    """Return a card in progress: its age and what is worth a word about it."""
    parts = [Part(name_of(report, card.card))]
    if card.days is None:
        parts += [DASH, muted("recurring" if not sign else "not begun")]
        sign, kind = sign or "∞", kind if sign else "muted"
    else:
        parts += [DASH, Part(f"{card.days} d", _AGE_KINDS[card.level])]
        parts += [Part(f", over SLE {card.board.days} d", "danger")] if card.over else []
        sign, kind = (sign, kind) if sign else (AGES[card.level], _AGE_KINDS[card.level])
    parts += [DASH, Part(f"= not moved since {since_words(report)}", "warn")] if card.still else []
    return item(*parts, *_owner(card.owner), sign=sign, kind=kind)


def _done(report: StandupReport, card: Done) -> Line:
    board = card.board
    declared = ", declared" if board.declared else ""
    took = [] if card.days is None else [DASH, Part(f"{card.days} d")]
    took += [muted(f" (SLE {board.days} d at {board.percent} %{declared})")] if took else []
    learned: list[Part] = []
    for said in card.learned:
        learned += [Part("; ") if learned else Part(""), *said_parts(said)]
    told = [DASH, Part("learned: "), *(learned or [muted("left out" if card.withheld else "nothing recorded")])]
    return item(name_of(report, card.card), *took, *told, sign="✓", kind="ok")


def _blocked(report: StandupReport, card: Halted) -> Line:
    needs = [DASH, Part("needs: "), Part(shortened(card.needs))] if card.needs else []
    parts = (name_of(report, card.card), DASH, Part(f"{card.days} d", "danger"), DASH, shortened(card.reason))
    return item(*parts, *needs, *_owner(card.owner), sign="■", kind="danger")


def _owner(owner: str) -> list[Part]:
    return [DASH, Part(owner)] if owner else []
