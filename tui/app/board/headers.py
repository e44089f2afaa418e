"""What stands above the columns: the title bar, the hypothesis, the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.app.board.board import Board
from tui.app.board.chips import Frame, Scene
from tui.app.board.column import count_spans
from tui.app.board.ledger import sentence_spans
from tui.app.keys.keymap import key
from tui.app.look.corner import places
from tui.app.look.glyphs import Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import BLANK, Row, Span, cut, joined, width_of
from tui.domain.evidence.ledger import Ledger
from tui.domain.text import plural
from tui.domain.work.iterations import status_words

COMES_TO = {
    "untested": "none yet",
    "supported": "triangulated for",
    "refuted": "triangulated against",
    "mixed": "contradicted",
    "inconclusive": "not yet triangulated",
}
"""The sentence on the evidence in two words, by what is known of the hypothesis."""

GAP = 3
ROOMY, MOST_RISK = 110, 44
"""From how many cells on the riskiest claim stands beside the hypothesis, and how long it is at most."""
BRIEF = "board.brief"
Spans = tuple[Span, ...]
ANSWER_STYLES = {"met": "ok", "not met": "danger", "not enough data": "muted"}
"""How an answer to the criterion is drawn; one whose interval crosses is to be looked at twice."""
_READ_ONLY = Span("read-only", "warn bold")


def title_row(board: Board, frame: Frame, width: int, *, place: int | None, glyphs: Glyphs, mask: Mask) -> Row:
    """Return the title bar; on a low screen evidence and WIP join it."""
    title = (Span(" " * frame.margin), Span(mask.text(board.experiment.definition.title), "bright bold"))
    if frame.header == "title":
        return _low_title_row(board, frame, title, glyphs)
    arranged = f" · {board.arrangement.words}" if board.arrangement.words else ""
    words = Span(f"   {_stage(board)}{arranged}", "muted")
    note = (Span(" · ", "muted"), _READ_ONLY) if board.read_only else ()
    return Row((*title, words, *note), places(place, "board", width), "panel", frame.margin)


def _low_title_row(board: Board, frame: Frame, title: Spans, glyphs: Glyphs) -> Row:
    if frame.single:
        return Row(title, _evidence_short(board, glyphs, people=False), right_margin=frame.margin)
    day = f" · day {board.day}" if board.day else " · not started"
    dense = " · dense" if frame.look.dense else ""
    decided = f" · {status_words(board.experiment)}" if board.experiment.status != "running" and board.day else ""
    arranged = f" · {board.arrangement.brief}" if board.arrangement.words else ""
    stage = Span(f" it. {board.experiment.iteration}{decided or arranged or day}{dense}", "muted")
    return Row((*title, stage), _evidence_short(board, glyphs, people=True), right_margin=frame.margin)


def header_rows(board: Board, frame: Frame, glyphs: Glyphs, width: int, mask: Mask) -> tuple[Row, ...]:
    """Return the rows between the title bar and the columns; none on a low screen."""
    if frame.header == "title":
        return ()
    margin = Span(" " * frame.margin)
    hypothesis = mask.line(board.experiment.definition.hypothesis) or "none written yet"
    head = (margin, Span("evidence    ", "muted", BRIEF))
    evidence, measures = _beside(
        [(*head, *spans) for spans in _evidence(board, glyphs)], list(_measures(board, mask)), width - frame.margin
    )
    claim = (margin, Span("hypothesis  ", "muted", BRIEF))
    rows = (
        Row((*claim, Span(hypothesis, does=BRIEF)), _risk(board, mask, width), right_margin=frame.margin),
        Row(evidence, measures, right_margin=frame.margin),
    )
    return (BLANK, *rows, BLANK) if frame.header == "full" else rows


def _risk(board: Board, mask: Mask, width: int) -> Spans:
    """Return the riskiest claim that nothing speaks to yet, where there is room beside the hypothesis."""
    worst = board.riskiest if width >= ROOMY else None
    if worst is None:
        return ()
    text = cut(mask.line(worst.assumption.text), MOST_RISK)
    return Span("riskiest untested  ", "muted", "board.assumptions"), Span(text, "warn", "board.assumptions")


def strip_rows(scene: Scene, margin: int, focused: int, width: int) -> tuple[Row, Row]:
    """Return the columns as tabs, for a screen that shows one of them."""
    glyphs = scene.glyphs
    tabs: list[tuple[Span, ...]] = []
    for index, lane in enumerate(scene.board.lanes):
        sign = Span(f"{glyphs.role(lane.column.role)} ", "accent" if index == focused else "muted")
        counts = tuple(
            Span(span.text.removesuffix(" over"), span.style) for span in count_spans(lane, scene, wide=False)
        )
        title = Span(f"{scene.mask.text(lane.column.title)} ", "bright bold" if index == focused else "text")
        towards = "" if index == focused else "go.left" if index < focused else "go.right"
        tabs.append(tuple(span._replace(does=towards) for span in (sign, title, *counts)))
    space = Span(" " * margin)
    before = margin + sum(width_of(tab) + 3 for tab in tabs[:focused])
    length = width_of(tabs[focused])
    rule = (
        space,
        Span(glyphs.rule * max(0, before - margin), "line"),
        Span(glyphs.focused_rule * length, "accent"),
        Span(glyphs.rule * max(0, width - before - length - margin), "line"),
    )
    return Row((space, *joined(tabs, "   "))), Row(rule)


def _stage(board: Board) -> str:
    """Return how far an experiment is: `iteration 2 · day 3 · running`, `iteration 1 · 34 days · decided: pivot`."""
    iteration = f"iteration {board.experiment.iteration}"
    if not board.day:
        return f"{iteration} · not started"
    days = plural(board.day, "day") if board.experiment.decided_at else f"day {board.day}"
    return f"{iteration} · {days} · {status_words(board.experiment)}"


def _evidence(board: Board, glyphs: Glyphs) -> Iterator[tuple[Span, ...]]:
    """Yield the ledger in ever fewer words: the sentence on it, the same shortened, what it comes to."""
    ledger = board.evidence
    signs = _signs(ledger, glyphs)
    yield (*signs, *sentence_spans(ledger.sentence))
    yield (*signs, *sentence_spans(ledger.brief))
    yield (*signs, *sentence_spans(COMES_TO[ledger.status or "untested"]))


def _beside(left: Sequence[Spans], right: Sequence[Spans], width: int) -> tuple[Spans, Spans]:
    """Return what stands on the left and on the right: the fullest words that fit, the evidence shortened first."""
    full, brief, least = left
    for spans, measures in ((full, right[0]), (brief, right[0]), (brief, right[-1]), (brief, ()), (least, ())):
        room = width - width_of(spans)
        if (width_of(measures) + GAP if measures else 0) <= room:
            return spans, next((spans for spans in right if width_of(spans) + GAP <= room), ())
    return least, ()


def _signs(ledger: Ledger, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return how many notes are for and against; nothing where none are."""
    if ledger.is_empty:
        return ()
    return (
        Span(f"{glyphs.supports}{ledger.supports}", "ok bold"),
        Span(" "),
        Span(f"{glyphs.refutes}{ledger.refutes}", "danger bold"),
        Span("  "),
    )


def _evidence_short(board: Board, glyphs: Glyphs, *, people: bool) -> tuple[Span, ...]:
    ledger = board.evidence
    parts: list[tuple[Span, ...]] = []
    if not ledger.is_empty:
        parts.append(_signs(ledger, glyphs)[:3])
    if people and ledger.people:
        parts.append((Span(plural(ledger.people, "person", "people")),))
    parts.append((_READ_ONLY,) if board.read_only else _wip(board))
    return joined(parts, f" {glyphs.dot} ")


def _measures(board: Board, mask: Mask) -> Iterator[tuple[Span, ...]]:
    """Yield what stands on the right, in ever fewer words: WIP, touchpoints of this week, the criterion."""
    test, met = board.experiment.definition.test, board.touchpoints_this_week
    not_set = f"! not set, press {key('board.brief')}"
    words = Span(mask.text(f"{test.metric} {test.criterion}")) if test else Span(not_set, "warn")
    answer = (
        (Span(": ", "muted"), Span(board.verdict, ANSWER_STYLES.get(board.verdict, "warn"))) if board.verdict else ()
    )
    criterion = (Span("   criterion ", "muted"), words, *answer)
    touchpoints = (Span("   touchpoints ", "muted"), Span(f"{met} this week")) if met else ()
    wip = _wip(board)
    yield from ((*wip, *touchpoints, *criterion), (*wip, *criterion), (*wip, *touchpoints), wip)


def _wip(board: Board) -> tuple[Span, ...]:
    load = board.load
    if load.over:
        return (Span("WIP ", "muted"), Span(f"{load.words} over", "warn bold"))
    return (Span("WIP ", "muted"), Span(load.words))
