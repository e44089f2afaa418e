"""The last decisions of a team, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from tui.app.asking.prompts import Choice
from tui.app.look.paint import Row, Shown, Span, width_of, wrap_all
from tui.app.standup.view import StandupView
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import local_day
from tui.domain.standup.held import Followed
from tui.domain.time.dates import near_words

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


def tickable(decided: Sequence[Followed]) -> list[Followed]:
    """Return the decisions that can be ticked, in the order they are shown, and after them those that were."""
    candidates = [follows for follows in decided[:MOST_DECIDED] if follows.is_open or follows.state == "done"]
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
    """Return what became of a decision in words: `3d late`, `due today`, `done 20 Nov`, `card done 20 Nov`."""
    due = follows.decision.due
    if follows.state == "overdue":
        return Span(f"{follows.late}d late", "danger bold")
    if follows.state == "open":
        return Span(f"due {near_words(due, view.today)}" if due else "open", "text")
    ended = near_words(local_day(follows.ended, view.zone), view.today) if follows.ended else ""
    words = f"{follows.state.replace('_', ' ')} {ended}".strip()
    return Span(words, "ok" if follows.state != "card_archived" else "muted")
