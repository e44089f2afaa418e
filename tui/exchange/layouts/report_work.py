"""The sections of a standup report on the work: done, blocked, urgent, in progress, begun, decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.records.vocabulary import DecisionState
from tui.domain.standup.report import StandupReport
from tui.domain.standup.report.parts import CardName, Decided, Done, DueCard, Halted, Said, Underway
from tui.domain.standup.walked import Due
from tui.domain.time.dates import full_words, late_words, near_words, past_words
from tui.exchange.document import DASH, NONE, Kind, Line, Part, Section, item, joined, muted, people, quote

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
EntryT = TypeVar("EntryT")


def work_sections(report: StandupReport) -> list[Section]:
    """Return the sections on what was done, stands still, and is under way; some only where there is anything."""
    work = WorkLines(report)
    done, blocked = [*map(work.done, report.done)], [*map(work.blocked, report.blocked)]
    return [
        section("Done", done, count=len(done) or None),
        section("Blocked", blocked, count=len(blocked) or None),
        *if_any(Section("Expedite", tuple(map(work.urgent, report.expedite)), count=len(report.expedite))),
        section("In progress", map(work.underway, report.doing), aside="right to left, oldest first"),
        *if_any(Section("Due, not begun", listed("due", report.due, work.due), count=len(report.due))),
    ]


def round_sections(report: StandupReport) -> list[Section]:
    """Return the sections on what was begun, and on what was decided before and this time."""
    work = WorkLines(report)
    nothing = item(muted("none (WIP limit reached)")) if report.at_limit else NONE
    begun = (item(*named(card.card), *_owner(card.owner)) for card in report.pulled)
    return [
        section("Pulled today", begun, nothing=nothing),
        *if_any(Section("Last decisions", listed("decisions", report.decided_before, work.followed))),
        section("Decisions", map(work.decided, report.decisions)),
    ]


def section(
    heading: str, lines: Iterable[Line], *, nothing: Line = NONE, count: int | None = None, aside: str = ""
) -> Section:
    """Return a section that is there also where there is nothing of it."""
    return Section(heading, tuple(lines) or (nothing,), count, aside)


def if_any(section: Section) -> list[Section]:
    """Return a section where it has lines."""
    return [section] if section.lines else []


def listed(label: str, entries: Sequence[EntryT], line_of: Callable[[EntryT], Line]) -> tuple[Line, ...]:
    """Return a line for each of the first entries, and one that says how many more there are."""
    rest = [item(muted(f"{label}: {len(entries) - MOST} more"))] if len(entries) > MOST else []
    return (*map(line_of, entries[:MOST]), *rest)


def named(card: CardName, *, archived: bool = False) -> list[Part]:
    """Return what a card is called and where it stands: `CD-3 Listen and respond — DOING`."""
    where = f"{card.column}, archived" if archived else card.column
    return [muted(f"{card.key} "), Part(card.title), DASH, muted(where)]


def since_words(report: StandupReport) -> str:
    """Return since when things are news: `Fri`."""
    return past_words(local_day(report.since, zone_of(report.timezone)), report.day)


def words_of(text: str, *, own_words: bool) -> Part:
    """Return a text cut to a length that fits a report, in quotation marks where it is a customer's own."""
    return quote(_shortened(text)) if own_words else Part(_shortened(text))


def quoted(quotation: Said) -> list[Part]:
    """Return the words of a note, with whom they are of."""
    who = [Part(" ("), *people(quotation.people), Part(")")] if quotation.people else []
    return [words_of(quotation.text, own_words=quotation.own_words), *who]


class WorkLines:
    """The lines of a report on cards and decisions."""

    def __init__(self, report: StandupReport) -> None:
        self._report = report

    def done(self, card: Done) -> Line:
        """Return what was finished, how long it took, and what was learned from it."""
        board, again = card.board, card.last is not None
        declared = ", declared" if board.declared else ""
        took: list[Part] = []
        if card.last is not None:
            took = [DASH, muted(f"recurring, done {near_words(card.last, self._report.day)}")]
        elif card.days is not None:
            took = [DASH, Part(f"{card.days} d"), muted(f" (SLE {board.days} d at {board.percent} %{declared})")]
        learned = joined(map(quoted, card.learned), "; ")
        nothing = muted("left out" if card.withheld else "nothing recorded")
        lesson = [DASH, Part("learned: "), *(learned or [nothing])] if learned or card.withheld or not again else []
        return item(*named(card.card, archived=card.archived), *took, *lesson, sign="✓", kind="ok")

    def blocked(self, card: Halted) -> Line:
        """Return a blocked card: for how long, why, and what it needs."""
        needs = [DASH, Part("needs: "), Part(_shortened(card.needs))] if card.needs else []
        why = [DASH, Part(_shortened(card.reason))] if card.reason else []
        parts = (*named(card.card), DASH, Part(f"{card.days} d", "danger"))
        return item(*parts, *why, *needs, *self._due(card.due), *_owner(card.owner), sign="■", kind="danger")

    def urgent(self, card: Underway) -> Line:
        """Return an urgent card as one in progress, with a sign of its own."""
        return self.underway(card, sign="»", kind="warn")

    def underway(self, card: Underway, *, sign: str = "", kind: Kind = "plain") -> Line:
        """Return a card in progress: its age and what is worth a word about it."""
        parts = named(card.card)
        if card.days is None:
            parts += [DASH, muted("recurring" if card.recurs else "not begun")]
            sign, kind = (sign, kind) if sign else ("∞" if card.recurs else AGES[0], "muted")
        else:
            parts += [DASH, Part(f"{card.days} d", _AGE_KINDS[card.level])]
            parts += [Part(f", over SLE {card.board.days} d", "danger")] if card.over else []
            sign, kind = (sign, kind) if sign else (AGES[card.level], _AGE_KINDS[card.level])
        parts += self._due(card.due)
        parts += [DASH, Part(f"= not moved since {since_words(self._report)}", "warn")] if card.still else []
        return item(*parts, *_owner(card.owner), sign=sign, kind=kind)

    def due(self, card: DueCard) -> Line:
        """Return a card that is due and not begun."""
        kind: Kind = "danger" if card.due.late else "warn"
        return item(*named(card.card), *self._due(card.due), *_owner(card.owner), sign="!", kind=kind)

    def decided(self, decided: Decided) -> Line:
        """Return a decision with who does it by when, and what it is about."""
        by = [DASH, Part(f"by {full_words(decided.due, self._report.day)}")] if decided.due else []
        return item(_shortened(decided.text), *_owner(decided.owner), *by, *_about(decided))

    def followed(self, decided: Decided) -> Line:
        """Return a decision of before with what became of it."""
        today = self._report.day
        sign, kind = _BECAME[decided.state]
        match decided.state:
            case "overdue":
                became = late_words(decided.late)
            case "open":
                became = (
                    f"due {near_words(decided.due, today, full_words)}" if decided.due else f"open {decided.days} d"
                )
            case state:
                ended = f" {near_words(decided.ended, today)}" if decided.ended else ""
                became = f"{state.replace('_', ' ')}{ended}"
        parts = (*_owner(decided.owner), DASH, Part(became, kind), *_about(decided))
        return item(_shortened(decided.text), *parts, sign=sign, kind=kind)

    def _due(self, due: Due | None) -> list[Part]:
        """Return a due day that is worth a word, after a dash: `— due tomorrow`, `— 4d late`."""
        if due is None:
            return []
        if due.late:
            return [DASH, Part(late_words(due.late), "danger")]
        return [DASH, Part(f"due {near_words(due.day, self._report.day, full_words)}", "warn")]


def _about(decided: Decided) -> list[Part]:
    """Return the card a decision is about, after a dash: `— CD-3 Listen and respond, DOING`."""
    card = decided.card
    return [DASH, muted(f"{card.key} {card.title}, {card.column}")] if card else []


def _owner(owner: str) -> list[Part]:
    return [DASH, Part(owner)] if owner else []


def _shortened(text: str) -> str:
    """Return a text of a length that fits a report, cut between words where it is longer."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[LONGEST // 2 :] else cut}…"
