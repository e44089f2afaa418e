"""All that is on with customers at once, beside the stop it has come to: what is had, what is next, what is late."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import BLANK, Row, Shown, Span, cut, width_of
from tui.app.standups.stops import owed_words, sign
from tui.app.standups.view import StandupView
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Card, Note, Participant, StandupItem, Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.time.dates import ago_words, near_words

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


def _row(view: StandupView, place: int, at: int, width: int) -> Row:
    item = view.standup.items[place]
    mark = sign(view, item)
    if place == at:
        mark = Span(view.glyphs.active, "accent")
    elif place < at:
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
