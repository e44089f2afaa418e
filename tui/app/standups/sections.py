"""What the rows of stops are made of: titles, labelled facts, people, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.app.chips import LEVEL_STYLES
from tui.app.paint import BLANK, Row, Shown, Span, cut, joined, width_of, wrap, wrap_all
from tui.app.roster import segment_words
from tui.app.standups.view import StandupView
from tui.domain.records import Note, Participant, StandupItem
from tui.domain.standup.customers import DUE, next_meeting
from tui.domain.time.dates import ago_words, near_words

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

    def _section(self, title: str) -> Iterator[Row]:
        yield BLANK
        yield BLANK
        yield Row((Span(title.upper(), "muted bold"),))

    def _spans(self, label: str, spans: tuple[Span, ...]) -> Iterator[Row]:
        yield Row((Span(f"{label:<{LABEL}}", "muted"), *spans))

    def _groups(self, label: str, groups: Iterable[tuple[Span, ...]]) -> Iterator[Row]:
        """Yield groups of words beside their label, in as many rows as they need."""
        taken: list[tuple[Span, ...]] = []
        for group in groups:
            if taken and width_of(joined([*taken, group], GAP)) > self.width - LABEL:
                yield from self._spans(label, joined(taken, GAP))
                label, taken = "", []
            taken.append(group)
        yield from self._spans(label, joined(taken, GAP))

    def _fact(self, label: str, text: Shown) -> Iterator[Row]:
        """Yield a text beside its label."""
        for at, line in enumerate(self._wrapped(text, LABEL)):
            yield Row((Span(f"{label if at == 0 else '':<{LABEL}}", "muted"), Span(line)))

    def _wrapped(self, text: Shown, used: int) -> Sequence[Shown]:
        """Return a text in lines, no more of them than a stop has room for."""
        lines = wrap_all(Shown(text.strip()), max(12, self.width - used))
        return lines if len(lines) <= MOST_LINES * 2 else (*lines[: MOST_LINES * 2 - 1], Shown("…"))

    def _people(self, uids: Sequence[str], title: str) -> Iterator[Row]:
        people = self.view.workspace.participants
        known = [people[uid] for uid in uids if uid in people]
        if known:
            yield from self._section(title)
        for person in known[:MOST_PEOPLE]:
            yield Row(self._person_spans(person))
        if len(known) > MOST_PEOPLE:
            yield Row((Span(f"and {len(known) - MOST_PEOPLE} more", "muted"),))

    def _person_spans(self, person: Participant) -> tuple[Span, ...]:
        words = self._about(person)
        return (
            Span(f"{person.pid}  ", "people"),
            Span(f"{cut(words, ABOUT):<{ABOUT}}  ", "muted"),
            Span("last touch ", "muted"),
            *self._touched(person),
        )

    def _about(self, person: Participant) -> Shown:
        segments = segment_words(person, self.view.mask)
        return Shown(" · ".join(word for word in (person.relationship or "", segments) if word and word != "–"))

    def _touched(self, person: Participant) -> tuple[Span, ...]:
        """Return in a row how long ago somebody was met, and whether they are met before the next standup."""
        return joined(self._last_touch(person), GAP)

    def _last_touch(self, person: Participant) -> Iterator[tuple[Span, ...]]:
        """Yield how long ago somebody was met; whoever is met before the next standup is not said to be overdue."""
        view = self.view
        keeping = view.keeping(person)
        style = LEVEL_STYLES[keeping.level]
        sign = Span(f"{view.glyphs.ages[keeping.level]} ", style.split()[0])
        over = keeping.days_over(view.today)
        said = ago_words(keeping.since) if keeping.last else "never met"
        said = f"{said}, {over}d over" if over > 0 and keeping.level == 3 else said
        met = next_meeting(view.workspace, person, view.policy, view.today) if keeping.state in DUE else None
        yield (sign, Span(said, style if met is None else style.split()[0]))
        if met is not None:
            day = near_words(view.policy.day(met.at), view.today)
            yield (Span(f"met {day}, so not {keeping.state}", "ok"),)

    def _noted(self, note: Note) -> Iterator[Row]:
        view = self.view
        at = note.at.astimezone(view.zone)
        who = view.pids(note.people)
        head = [Span(f"{view.glyphs.bullet}  ", "muted"), Span(f"{at:%a %H:%M}  ", "muted")]
        head.append(Span(f"{who}  ", "people") if who else Span(f"{view.teammate(note.by)}  ", "muted"))
        if view.counts(note):
            supports = note.stance == "supports"
            head.append(
                Span(f"{view.glyphs.supports if supports else view.glyphs.refutes} ", "ok" if supports else "danger")
            )
        words, said = view.mask.words(note, view.workspace, view.today, whole=False)
        quote = said and note.kind == "quote"
        style = "italic" if quote else "text" if said else "muted"
        used = sum(len(span.text) for span in head)
        lines = self._wrapped(Shown(f"“{words}”") if quote else words, used)
        yield Row((*head, Span(lines[0], style)))
        yield from (Row((Span(" " * used), Span(line, style))) for line in lines[1:])
