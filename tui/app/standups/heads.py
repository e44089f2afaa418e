"""What stands around a stop: the title bar, the steps, the pulse."""

from __future__ import annotations

from tui.app.paint import Row, Span, joined, width_of
from tui.app.standups.counts import pulse_facts
from tui.app.standups.stops import count_words
from tui.app.standups.view import StandupView
from tui.domain.flow.figures import local_day
from tui.domain.records.vocabulary import Step
from tui.domain.standup.held import STEPS
from tui.domain.time.dates import past_words


def title_row(view: StandupView, right: tuple[Span, ...], width: int, margin: int) -> Row:
    """Return the title bar: over what, on which day, since when things are news."""
    titles = [view.mask.text(experiment.definition.title) for experiment in view.experiments]
    since = view.standup.since.astimezone(view.zone)
    day = local_day(view.standup.started_at, view.zone)
    words = [
        titles[0] if len(titles) == 1 else f"{len(titles)} experiments",
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
