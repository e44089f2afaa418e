"""What stands around a stop: the title bar, the steps, the pulse, all that is on with customers, the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.app.look.paint import BLANK, Row, Shown, Span, cut, joined, width_of
from tui.app.standup.stops import count_words, owed_words, sign
from tui.app.standup.view import StandupView
from tui.domain.flow.figures import local_day
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Card, Note, Participant, StandupItem, Touchpoint
from tui.domain.records.vocabulary import PLANNED, Step
from tui.domain.standup.held import STEPS
from tui.domain.time.dates import ago_words, full_words, near_words, past_words

MOST_ROWS, BEFORE = 9, 3
KIND, WHO = 12, 9


def customers_rows(view: StandupView, at: int, width: int) -> Iterator[Row]:
    """Yield the stops at customers in a row each, in the order that was fixed; of many those around the present one."""
    places = [place for place, item in enumerate(view.standup.items) if item.step == "customers"]
    if len(places) < 2:
        return
    first = max(0, min(places.index(at) - BEFORE, len(places) - MOST_ROWS))
    title, order = Span(f"ALL {len(places)}", "muted bold"), Span("order as at the start", "muted")
    yield BLANK
    yield BLANK
    yield _apart((title,), (order,), width)
    for place in places[first : first + MOST_ROWS]:
        yield _row(view, place, at, width)
    if len(places) > MOST_ROWS:
        yield Row((Span(f"{len(places) - MOST_ROWS} more", "muted"),))


def folded_rows(view: StandupView, width: int) -> Iterator[Row]:
    """Yield all stops at customers in a row each, for where they are one stop."""
    for place, item in enumerate(view.standup.items):
        if item.step == "customers":
            yield _row(view, place, None, width)


def _row(view: StandupView, place: int, at: int | None, width: int) -> Row:
    item = view.standup.items[place]
    mark = sign(view, item)
    if place == at:
        mark = Span(view.glyphs.active, "accent")
    elif at is not None and place < at:
        mark = Span(view.glyphs.ticked, "ok")
    kind, who, what, state = _words(view, item)
    left = (mark, Span(f" {kind:<{KIND}}", "muted"), Span(f"{who:<{WHO}}", "people"))
    room = max(4, width - width_of((*left, state)) - 2)
    return _apart((*left, Span(cut(what, room))), (state,), width)


def _words(view: StandupView, item: StandupItem) -> tuple[str, str, Shown, Span]:
    """Return what a stop is, with whom, what of, and how it stands."""
    record, nothing = view.record(item), Span("")
    match record:
        case Touchpoint():
            at = record.at.astimezone(view.policy.zone)
            what = f"{at:%H:%M} {method_words(record.method)}"
            cards = [view.key(view.workspace.cards[uid]) for uid in record.cards if uid in view.workspace.cards]
            state = Span("" if record.status in PLANNED else record.status.replace("_", " "), "ok")
            return near_words(at.date(), view.today), view.pids(record.people), Shown(", ".join([what, *cards])), state
        case Participant():
            keeping = view.person(record).keeping
            over = keeping.days_over(view.today)
            late = Span(f"{over}d over", "danger") if over > 0 else nothing
            return keeping.state, record.pid, Shown(f"last touch {ago_words(keeping.since)}"), late
        case Note():
            card = view.workspace.cards.get(record.card or "")
            about = Shown(f"{view.key(card)} {view.column(card)}" if card is not None else "")
            kind, _, stage = owed_words(view, record).partition(", ")
            return kind, view.pids(record.people), about, Span(stage, "danger" if stage.endswith("late") else "text")
        case Card():
            return "permission", view.key(record), view.mask.line(record.title), Span("missing", "warn")
        case _:
            return "others", "", Shown("who should hear from us"), nothing


def _apart(left: tuple[Span, ...], right: tuple[Span, ...], width: int) -> Row:
    """Return spans at both ends of a width."""
    gap = max(1, width - width_of((*left, *right)))
    return Row((*left, Span(" " * gap), *right))


def title_row(view: StandupView, right: tuple[Span, ...], width: int, margin: int) -> Row:
    """Return the title bar: over what, on which day, since when things are news."""
    since = view.standup.since.astimezone(view.zone)
    day = local_day(view.standup.started_at, view.zone)
    news = f"since {past_words(since.date(), day)} {since:%H:%M}".removesuffix(" 00:00")
    words = [view.title, full_words(day, view.today), news]
    title = Span("Standup", "bright bold")
    while len(words) > 1 and width_of((title, Span(" · ".join(words)), *right)) + 2 * margin + 4 > width:
        words.pop()
    return Row((Span(" " * margin), title, Span(f"   {' · '.join(words)}", "muted")), right, "panel", margin)


def strip_rows(view: StandupView, at: int, width: int, margin: int) -> tuple[Row, Row]:
    """Return the steps with their signs, and how far the walk is; narrow, only the present one has a name."""
    glyphs, items = view.glyphs, view.standup.items
    present = STEPS.index(items[at].step)
    steps = [step for step in STEPS if any(item.step == step for item in items)]
    groups = [_step(view, step, present) for step in steps]
    room = width - 2 * margin
    wide = next((row for gap in ("    ", "  ") if width_of(row := joined(groups, gap)) <= room), None)
    if wide is None:
        at_present = steps.index(items[at].step)
        wide = joined([group if place == at_present else group[:1] for place, group in enumerate(groups)], " ")
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


def flowed(groups: Iterable[tuple[Span, ...]], width: int, gap: str) -> Iterator[tuple[Span, ...]]:
    """Yield groups of words side by side, in as many rows as they need."""
    row: list[tuple[Span, ...]] = []
    for group in groups:
        if row and width_of(joined([*row, group], gap)) > width:
            yield joined(row, gap)
            row = []
        row.append(group)
    yield joined(row, gap)
