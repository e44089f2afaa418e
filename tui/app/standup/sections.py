"""What the rows of stops are of: titles, labelled facts, people, notes, the last decisions and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.cells import cell_len

from tui.app.asking.prompts import Choice
from tui.app.look.glyphs import level_spans
from tui.app.look.paint import BLANK, Row, Shown, Span, cut, joined, width_of, wrap, wrap_all
from tui.app.people.roster import segment_words
from tui.app.standup.heads import flowed
from tui.app.standup.view import StandupView
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import local_day
from tui.domain.records import Card, Note, Participant, StandupItem
from tui.domain.standup.held import Followed
from tui.domain.standup.walked import DUE, next_meeting
from tui.domain.time.dates import ago_words, late_words, near_words, past_words

T = TypeVar("T")
LABEL = 13
ABOUT = 30
GAP = "   "
MOST_NOTES, MOST_PEOPLE, MOST_LINES = 6, 8, 3


class StopSections:
    """Makes the rows of one stop for a width, without the bar beside them."""

    def __init__(self, view: StandupView, item: StandupItem, width: int) -> None:
        self.view = view
        self.item = item
        self.width = width

    def _title(self, key: str, title: str) -> Iterator[Row]:
        lines = wrap(self.view.mask.line(title), max(8, self.width - len(key) - 2), 3)
        yield Row((Span(f"{key}  ", "accent bold"), Span(lines[0], "bright bold")))
        yield from (Row((Span(" " * (len(key) + 2)), Span(line, "bright bold"))) for line in lines[1:])
        yield BLANK

    def _head(self, *spans: Span) -> Iterator[Row]:
        """Yield in one row what a stop is about, apart from what follows."""
        yield from (Row(spans), BLANK)

    def _section(self, title: str) -> Iterator[Row]:
        yield BLANK
        yield BLANK
        yield Row((Span(title.upper(), "muted bold"),))

    def _spans(self, label: str, spans: tuple[Span, ...]) -> Iterator[Row]:
        yield Row((Span(f"{label:<{LABEL}}", "muted"), *spans))

    def _groups(self, label: str, groups: Iterable[tuple[Span, ...]]) -> Iterator[Row]:
        """Yield groups of words beside their label, in as many rows as they need."""
        for at, row in enumerate(flowed(groups, self.width - LABEL, GAP)):
            yield from self._spans("" if at else label, row)

    def _fact(self, label: str, text: Shown) -> Iterator[Row]:
        """Yield a text beside its label."""
        for at, line in enumerate(self._wrapped(text, LABEL)):
            yield Row((Span(f"{label if at == 0 else '':<{LABEL}}", "muted"), Span(line)))

    def _wrapped(self, text: Shown, used: int) -> Sequence[Shown]:
        """Return a text in lines, no more of them than a stop has room for."""
        lines = wrap_all(Shown(text.strip()), max(12, self.width - used))
        return lines if len(lines) <= MOST_LINES * 2 else (*lines[: MOST_LINES * 2 - 1], Shown("…"))

    def _people(self, uids: Sequence[str], title: str) -> Iterator[Row]:
        yield from self._listed(title, self.view.people(uids), self._person_spans)

    def _listed(self, title: str, entries: Sequence[T], spans_of: Callable[[T], tuple[Span, ...]]) -> Iterator[Row]:
        """Yield a section of the first few entries, a row each, and how many more there are; nothing where none are."""
        if entries:
            yield from self._section(title)
        yield from (Row(spans_of(entry)) for entry in entries[:MOST_PEOPLE])
        yield from self._beyond(len(entries) - MOST_PEOPLE, "more")

    def _beyond(self, count: int, word: str) -> Iterator[Row]:
        """Yield how many there are beyond those that are shown."""
        if count > 0:
            yield Row((Span(f"and {count} {word}", "muted"),))

    def _owner(self, card: Card) -> Iterator[Row]:
        owner = Span(self.view.teammate(card.assignee)) if card.assignee else Span("nobody", "muted")
        yield from self._spans("owner", (owner,))

    def _person_spans(self, person: Participant) -> tuple[Span, ...]:
        return (
            Span(f"{person.pid}  ", "people"),
            Span(f"{cut(self._about(person), ABOUT):<{ABOUT}}  ", "muted"),
            Span("last touch ", "muted"),
            *joined(self._last_touch(person), GAP),
        )

    def _about(self, person: Participant) -> Shown:
        segments = segment_words(person, self.view.mask)
        return Shown(" · ".join(word for word in (person.relationship or "", segments) if word and word != "–"))

    def _last_touch(self, person: Participant) -> Iterator[tuple[Span, ...]]:
        """Yield how long ago somebody was met; whoever is met before the next standup is not said to be overdue."""
        view = self.view
        keeping = view.person(person).keeping
        over = keeping.days_over(view.today)
        words = ago_words(keeping.since) if keeping.last else "never met"
        words = f"{words}, {over}d over" if over > 0 and keeping.level == 3 else words
        met = next_meeting(view.workspace, person, view.policy, view.today) if keeping.state in DUE else None
        sign, text = level_spans(view.glyphs, keeping.level, words)
        yield (sign, text if met is None else Span(words, sign.style))
        if met is not None:
            yield (Span(f"met {near_words(view.policy.day(met.at), view.today)}, so not {keeping.state}", "ok"),)

    def _noted(self, note: Note) -> Iterator[Row]:
        view = self.view
        at = note.at.astimezone(view.zone)
        who = view.pids(note.people)
        head = [
            Span(f"{view.glyphs.bullet}  ", "muted"),
            Span(f"{past_words(at.date(), view.today)} {at:%H:%M}  ", "muted"),
        ]
        head.append(Span(f"{who}  ", "people") if who else Span(f"{view.teammate(note.by)}  ", "muted"))
        if stance := view.note(note).evidence:
            head.append(Span(f"{view.glyphs.stance(stance)} ", "ok" if stance == "supports" else "danger"))
        words, is_shown = view.mask.words(note, view.workspace, view.today)
        quote = is_shown and note.kind == "quote"
        style = "italic" if quote else "text" if is_shown else "muted"
        used = sum(len(span.text) for span in head)
        lines = self._wrapped(Shown(f"“{words}”") if quote else words, used)
        yield Row((*head, Span(lines[0], style)))
        yield from (Row((Span(" " * used), Span(line, style))) for line in lines[1:])


MOST_DECIDED = 8
INDENT = 3


def decided_rows(view: StandupView, follows: Followed, width: int) -> Iterator[Row]:
    """Yield a decision: about which card, what, by whom, and what became of it, at the right where there is room."""
    head = (state_sign(view, follows), Span("  "), *_about(view, follows))
    text, tail = view.mask.line(follows.decision.text), _tail(view, follows)
    gap = width - width_of((*head, *tail)) - cell_len(text)
    if gap >= 2:
        yield Row((*head, Span(text), Span(" " * gap), *tail))
        return
    first, *others = wrap_all(text, max(12, width - width_of(head)))
    yield Row((*head, Span(first)))
    rest = wrap_all(Shown(" ".join(others)), max(12, width - INDENT)) if others else ()
    yield from (Row((Span(" " * INDENT), Span(line))) for line in rest)
    yield Row((Span(" " * INDENT), *tail))


def _about(view: StandupView, follows: Followed) -> tuple[Span, ...]:
    card = view.workspace.cards.get(follows.decision.card or "")
    return (Span(f"{view.key(card)} ", "muted"), Span(f"{view.column(card)}  ", "muted")) if card else ()


def _tail(view: StandupView, follows: Followed) -> tuple[Span, ...]:
    owner = (Span(f"{view.teammate(follows.decision.owner)} · ", "muted"),) if follows.decision.owner else ()
    return (*owner, state_span(view, follows))


def brought_up(decided: Sequence[Followed]) -> list[Followed]:
    """Return the decisions there is room for, in their order; what is done gives way to what is open, and that to late.

    So that what is put off again and again is seen.
    """
    weight = {"overdue": 0, "open": 1}
    first = sorted(range(len(decided)), key=lambda place: weight.get(decided[place].state, len(weight)))
    return [decided[place] for place in sorted(first[:MOST_DECIDED])]


def tickable(decided: Sequence[Followed]) -> list[Followed]:
    """Return the decisions that can be ticked, in the order they are shown, and after them those that were."""
    candidates = [follows for follows in decided if follows.is_open or follows.state == "done"]
    return sorted(candidates, key=lambda follows: not follows.is_open)


def decision_choices(view: StandupView, decided: Sequence[Followed]) -> list[Choice]:
    """Return decisions to choose from, by number."""
    choices = []
    for number, follows in enumerate(decided, start=1):
        words = (state_sign(view, follows), Span(f" {number}  "), Span(view.mask.line(follows.decision.text)))
        choices.append(Choice(str(number), words, (state_span(view, follows),)))
    return choices


def chosen(decided: Sequence[Followed], number: str) -> Followed:
    """Return the decision of a number, as `decision_choices` gave it. Raises NotAllowed where there is none."""
    place = int(number) - 1 if number.strip().isdecimal() else -1
    if not 0 <= place < len(decided):
        raise NotAllowed(f"The decisions have the numbers 1 to {len(decided)}. Nothing was changed.")
    return decided[place]


def state_sign(view: StandupView, follows: Followed) -> Span:
    """Return the sign of what became of a decision."""
    glyphs = view.glyphs
    match follows.state:
        case "done" | "card_done":
            return Span(glyphs.ticked, "ok")
        case "card_archived":
            return Span(glyphs.dot, "muted")
        case "overdue":
            return Span(glyphs.late, "danger")
        case _:
            return Span(glyphs.open, "text")


def state_span(view: StandupView, follows: Followed) -> Span:
    """Return what became of a decision in words: `3d late`, `due today`, `open 12d`, `card done last Fri`."""
    due = follows.due
    if follows.state == "overdue":
        return Span(late_words(follows.late), "danger bold")
    if follows.state == "open":
        return Span(f"due {near_words(due, view.today)}" if due else f"open {follows.days}d", "text")
    ended = near_words(local_day(follows.ended, view.zone), view.today) if follows.ended else ""
    words = f"{follows.state.replace('_', ' ')} {ended}".strip()
    return Span(words, "ok" if follows.state != "card_archived" else "muted")
