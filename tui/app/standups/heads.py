"""What stands around a stop: the title bar, the steps, the pulse, the keys."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import Row, Shown, Span, cut, joined, key_spans, width_of
from tui.app.standups.stops import count_words
from tui.app.standups.view import StandupView
from tui.domain.flow.figures import local_day
from tui.domain.records.vocabulary import Step
from tui.domain.standup.held import STEPS
from tui.domain.time.dates import past_words


def title_row(view: StandupView, right: tuple[Span, ...], width: int, margin: int) -> Row:
    """Return the title bar: over what, on which day, since when things are news."""
    since = view.standup.since.astimezone(view.zone)
    day = local_day(view.standup.started_at, view.zone)
    words = [
        view.title,
        f"{day:%a} {day.day} {day:%b}",
        f"since {past_words(since.date(), day)} {since:%H:%M}".removesuffix(" 00:00"),
    ]
    title = Span("Standup", "bright bold")
    while len(words) > 1 and width_of((title, Span(" · ".join(words)), *right)) + 2 * margin + 4 > width:
        words.pop()
    left = (Span(" " * margin), title, Span(f"   {' · '.join(words)}", "muted"))
    return Row(left, right, "panel", margin)


def strip_rows(view: StandupView, at: int, width: int, margin: int) -> tuple[Row, Row]:
    """Return the steps with their signs, and how far the walk is; narrow, only the present one has a name."""
    glyphs, items = view.glyphs, view.standup.items
    present = STEPS.index(items[at].step)
    steps = [step for step in STEPS if any(item.step == step for item in items)]
    groups = [_step(view, step, present) for step in steps]
    room = width - 2 * margin
    wide = next((row for gap in ("    ", "  ") if width_of(row := joined(groups, gap)) <= room), None)
    if wide is None:
        signs = [
            group if STEPS.index(step) == present else group[:1] for step, group in zip(steps, groups, strict=True)
        ]
        wide = joined(signs, " ")
    done = round(room * (at + 1) / len(items))
    space = Span(" " * margin)
    rule = Row((space, Span(glyphs.focused_rule * done, "accent"), Span(glyphs.rule * (room - done), "line")))
    return Row((space, *wide)), rule


def pulse_row(view: StandupView, width: int, margin: int) -> Row:
    """Return the counts in one row; where it is narrow the last one, WIP, stays."""
    words = [(Span("pulse", "muted"),)]
    facts = [(Span(f"{name} "), *spans) for name, spans in pulse_facts(view, whole=False)]
    while len(facts) > 1 and width_of(joined([*words, *facts], "   ")) + 2 * margin > width:
        if words:
            words = []
        else:
            del facts[-2]
    return Row((Span(" " * margin), *joined([*words, *facts], "   ")))


def _step(view: StandupView, step: Step, present: int) -> tuple[Span, ...]:
    name, place = count_words(view, step), STEPS.index(step)
    if place == present:
        return (Span(f"{view.glyphs.active} ", "accent"), Span(name, "bright bold underline"))
    if place < present:
        return (Span(f"{view.glyphs.ticked} ", "ok"), Span(name))
    return (Span(f"{view.glyphs.dot} ", "muted"), Span(name))


def pulse_facts(view: StandupView, *, whole: bool) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the counts of the pulse, each with its name; as a `whole`, with what there is to compare them to."""
    counts = view.pulse
    yield "done", (Span(str(counts.done), "bright bold"),)
    yield "moved", (Span(str(counts.moved) if view.moved is not None else "…", "bright bold"),)
    yield "notes", (Span(str(counts.notes), "bright bold"),)
    weeks = (Span(f" this week, {counts.last_week} last week", "muted"),) if whole else ()
    yield "touchpoints", (Span(f"{counts.touchpoints}/{counts.wanted}", "bright bold"), *weeks)
    if counts.supports or counts.refutes:
        supports = Span(f"{view.glyphs.supports}{counts.supports} ", "ok")
        yield "evidence", (supports, Span(f"{view.glyphs.refutes}{counts.refutes}", "danger"))
    limit = f"/{counts.limit}" if counts.limit is not None else ""
    over = f" {counts.over_words}" if counts.over else ""
    yield "WIP", (Span(f"{counts.wip}{limit}{over}", "warn bold" if counts.over else "bright bold"),)


def cut_last(spans: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    """Return spans of which the last one is cut so that all fit."""
    *first, last = spans
    return (*first, Span(cut(Shown(last.text), max(4, width - width_of(first))), last.style))


def tidy(rows: list[Row], *, airy: bool) -> list[Row]:
    """Return rows with single blank ones in place of several where rows are scarce."""
    if airy:
        return rows
    return [row for at, row in enumerate(rows) if row.text.strip() or (at and rows[at - 1].text.strip())]


def key_rows(keys: tuple[tuple[str, str], ...], width: int) -> Iterator[tuple[Span, ...]]:
    """Yield keys and what they do in as many rows as they need."""
    left = list(keys)
    while left:
        taken = len(left)
        while taken > 1 and width_of(key_spans(left[:taken], 10_000, gap="    ")) > width:
            taken -= 1
        yield key_spans(left[:taken], 10_000, gap="    ")
        left = left[taken:]
