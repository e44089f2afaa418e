"""What the list of experiments shows: running ones with their figures, templates apart, broken files named."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tui.app.board.board import Board
from tui.app.look.glyphs import LEVEL_STYLES, Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Span, cell, width_of
from tui.domain.flow.figures import local_day
from tui.domain.records import Card
from tui.domain.standup.held import last_standup
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.session import CatalogEntry

TITLE_AT, PROGRESS_AT, BAR = 7, 57, 24
VERDICT_FITS = 102
HEADS = (("PROGRESS", PROGRESS_AT), ("WIP", 91), ("BLOCKED", 100), ("EVIDENCE", 110), ("DAYS", 128), ("STANDUP", 138))


class Listed(Struct, frozen=True):
    """One line of the list: a board that can be opened, or a label or problem that cannot."""

    board_id: str | None
    rows: tuple[Row, ...]
    chosen_rows: tuple[Row, ...] = ()


def running_item(number: int, board: Board, glyphs: Glyphs, width: int, mask: Mask) -> Listed:
    """Return a running experiment: name, hypothesis in brief, the one thing to know, and its figures."""

    def rows(chosen: bool) -> tuple[Row, ...]:
        experiment = board.experiment
        title = Span(mask.text(experiment.definition.title), "bright bold" if chosen else "bright")
        lead = _lead(number, experiment.key, title, chosen)
        brief = f"iteration {experiment.iteration} · {mask.line(experiment.definition.hypothesis)}"
        indent = Span(" " * (4 + len(experiment.key)))
        return (
            _row(glyphs, chosen, lead, _figures(board, glyphs, width), width),
            _row(glyphs, chosen, (indent, Span(brief, "muted")), _counts(board, glyphs), width),
            _row(glyphs, chosen, (indent, *_worth_knowing(board, glyphs, mask)), (), width),
        )

    return Listed(board.experiment.board_id, rows(False), rows(True))


def ended_item(number: int, board: Board, glyphs: Glyphs, width: int, mask: Mask) -> Listed:
    """Return a decided or archived experiment in one row: how far it came, and what was decided."""

    def rows(chosen: bool) -> tuple[Row, ...]:
        experiment = board.experiment
        words = mask.text(experiment.definition.title)
        title = Span(words, "bright bold" if chosen else "text" if experiment.status == "decided" else "muted")
        lead = _lead(number, experiment.key, title, chosen)
        decision = Span(experiment.decision or "not decided", "learn" if experiment.decision else "muted")
        if width < VERDICT_FITS:
            return (_row(glyphs, chosen, lead, None, width, end=(decision,)),)
        return (_row(glyphs, chosen, lead, _figures(board, glyphs, width, (decision,)), width),)

    return Listed(board.experiment.board_id, rows(False), rows(True))


def template_item(number: int, entry: CatalogEntry, glyphs: Glyphs, width: int, mask: Mask) -> Listed:
    """Return a template: what it is for and how much work it holds; or a file that cannot be read."""
    definition = entry.definition
    if definition is None:
        return _broken_item(entry, glyphs, mask)

    def rows(chosen: bool) -> tuple[Row, ...]:
        assert definition is not None
        title = Span(mask.text(definition.title), "bright bold" if chosen else "bright")
        lead = _lead(number, definition.key, title, chosen)
        holds = f"{plural(len(definition.cards), 'card')} · {plural(len(definition.goals), 'goal')}"
        where = "" if entry.source == "shipped" else " · from this workspace"
        indent = Span(" " * (4 + len(definition.key)))
        return (
            _row(glyphs, chosen, lead, (Span(holds + where, "muted"),), width),
            _row(glyphs, chosen, (indent, Span(mask.line(definition.hypothesis), "muted")), None, width),
        )

    return Listed(entry.id, rows(False), rows(True))


def _broken_item(entry: CatalogEntry, glyphs: Glyphs, mask: Mask) -> Listed:
    """Return a file that cannot be read, and its first problem."""
    problem, more = next(iter(entry.problems), None), len(entry.problems) - 1
    words = (
        f"{entry.path.name} line {problem.line}: {problem.sentence}" if problem else f"{entry.path.name} is unreadable"
    )
    rest = f"and {plural(more, 'more problem')}, " if more > 0 else ""
    edge = Span(glyphs.idle, "danger")
    first = (edge, Span(" ! ", "danger bold"), Span(mask.text(words)))
    then = (edge, Span(f"   {rest}custdev boards check names all", "muted"))
    return Listed(None, (Row(first, (), "card"), Row(then, (), "card")))


def head_rows(glyphs: Glyphs, width: int) -> tuple[Row, Row]:
    """Return the heads of the columns that fit, and the rule."""
    spans = [Span(" " * TITLE_AT), Span("EXPERIMENT", "muted")]
    for name, at in HEADS:
        if at + len(name) <= width:
            spans += [Span(" " * (at - width_of(spans))), Span(name, "muted")]
    return Row(tuple(spans)), Row((Span(glyphs.rule * width, "line"),))


def _lead(number: int, key: str, title: Span, chosen: bool) -> tuple[Span, ...]:
    return (Span(f" {number} ", "accent bold" if chosen else "muted"), Span(f"{key} ", "muted"), title)


def _row(
    glyphs: Glyphs,
    chosen: bool,
    left: tuple[Span, ...],
    right: tuple[Span, ...] | None,
    width: int,
    *,
    end: tuple[Span, ...] = (),
) -> Row:
    bar = Span(glyphs.focus, "accent") if chosen else Span(glyphs.idle, "line")
    background = "sel" if chosen else "card"
    if right is None or width < PROGRESS_AT + 12:
        return Row((bar, *left), end, background, 1)
    return Row((bar, *cell(left, PROGRESS_AT - 3), Span("  "), *right), (), background, 1)


def _figures(board: Board, glyphs: Glyphs, width: int, verdict: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the figures of an experiment; of one that ended the `verdict` in place of what is under way."""
    spans: list[Span] = [*progress(board, glyphs), Span(f"  {board.done}/{board.total}")]
    load = board.load
    wip = f"{load.words}{' !' if load.over else ''}"
    ledger = board.evidence
    blocked = sum(1 for card in _open_cards(board) if card.blocked)
    figures = (
        verdict or (Span(wip, "warn bold" if load.over else "text"),),
        () if verdict else (Span(f"{glyphs.blocked} {blocked}", "danger bold"),) if blocked else (Span("–", "muted"),),
        (Span(f"{glyphs.supports}{ledger.supports} ", "ok"), Span(f"{glyphs.refutes}{ledger.refutes}", "danger"))
        if not ledger.is_empty
        else (Span("–", "muted"),),
        (Span(f"{board.day or '–':>4}"),),
        () if verdict else _last_standup(board),
    )
    for (name, at), figure in zip(HEADS[1:], figures, strict=True):
        if at + len(name) <= width:
            spans += [Span(" " * max(1, at - PROGRESS_AT - width_of(spans))), *figure]
    return tuple(spans)


def progress(board: Board, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return the bar of done, doing and to do."""
    total = max(1, board.total)
    done_cells = BAR * board.done // total
    doing_cells = min(BAR - done_cells, -(-BAR * board.load.wip // total))
    return (
        Span(glyphs.done_bar * done_cells, "ok"),
        Span(glyphs.doing_bar * doing_cells, "accent"),
        Span(glyphs.todo_bar * (BAR - done_cells - doing_cells), "faint"),
    )


def _counts(board: Board, glyphs: Glyphs) -> tuple[Span, ...]:
    done, doing = board.done, board.load.wip
    return (
        Span(f"{glyphs.done_bar} ", "ok"),
        Span(f"{done} done  ", "muted"),
        Span(f"{glyphs.doing_bar} ", "accent"),
        Span(f"{doing} doing  ", "muted"),
        Span(f"{glyphs.todo_bar} ", "faint"),
        Span(f"{board.total - done - doing} to do", "muted"),
    )


def _worth_knowing(board: Board, glyphs: Glyphs, mask: Mask) -> tuple[Span, ...]:
    """Return the one thing to know: what is blocked longest, else how old the oldest card is."""
    blocked = [card for card in _open_cards(board) if card.blocked]
    if blocked:
        card = min(blocked, key=lambda card: card.blocked.since if card.blocked else board.now)
        assert card.blocked is not None
        words = f"{mask.line(card.blocked.reason)}, {board.facts(card).blocked or 0}d"
        return (Span(f"{glyphs.blocked} ", "danger bold"), Span(words))
    ages = [lane.oldest for lane in board.lanes if lane.oldest is not None]
    if ages:
        level = board.thresholds.level(max(ages))
        return (Span("oldest in progress ", "muted"), Span(f"{glyphs.ages[level]} {max(ages)}d", LEVEL_STYLES[level]))
    return (Span("nothing in progress", "muted"),)


def _last_standup(board: Board) -> tuple[Span, ...]:
    """Return when the team last stood up for an experiment."""
    last = last_standup(board.workspace, board.experiment.uid, board.now)
    if last is None:
        return (Span("! never", "warn"),)
    day = local_day(last.started_at, board.zone)
    return (Span("today" if day == board.today else day_words(day, board.today)),)


def _open_cards(board: Board) -> Iterable[Card]:
    cards = board.workspace.cards
    return (cards[uid] for lane in board.lanes if lane.column.role != "finished" for uid in lane.all)
