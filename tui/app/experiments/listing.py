"""What the list of experiments shows: running ones with their figures, templates apart, broken files named."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tui.app.board.board import Board
from tui.app.look.glyphs import LEVEL_STYLES, Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Span, cell, joined, width_of
from tui.domain.flow.figures import local_day
from tui.domain.records import Card
from tui.domain.standup.held import last_standup
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.session import CatalogEntry

TITLE_AT, PROGRESS_AT, BAR = 7, 57, 24
VERDICT_FITS = 102
HEADS = (("PROGRESS", PROGRESS_AT), ("WIP", 91), ("BLOCKED", 100), ("EVIDENCE", 110), ("DAYS", 128), ("STANDUP", 138))


Spans = tuple[Span, ...]
Line = tuple[Spans, Spans | None]
"""What stands in a row, and beside it; None where that is nothing and the row may be as long as the list is wide."""


class Listed(Struct, frozen=True):
    """One line of the list: a board that can be opened, or a label or problem that cannot."""

    board_id: str | None
    rows: tuple[Row, ...]
    chosen_rows: tuple[Row, ...] = ()


class Items(Struct, frozen=True):
    """Makes the items of the list for a width."""

    glyphs: Glyphs
    width: int
    mask: Mask

    def running(self, number: int, board: Board) -> Listed:
        """Return a running experiment: name, hypothesis in brief, the one thing to know, and its figures."""
        experiment, mask = board.experiment, self.mask
        title = Span(mask.text(experiment.definition.title), "bright")
        brief = f"iteration {experiment.iteration} · {mask.line(experiment.definition.hypothesis)}"
        counted = ((Span(brief, "muted"),), _counts(board, self.glyphs))
        worth = (_worth_knowing(board, self.glyphs, mask), ())
        return self._item(experiment.board_id, number, experiment.key, title, self._figures(board), counted, worth)

    def ended(self, number: int, board: Board) -> Listed:
        """Return a decided or archived experiment in one row: how far it came, and what was decided."""
        experiment = board.experiment
        words = self.mask.text(experiment.definition.title)
        title = Span(words, "text" if experiment.status == "decided" else "muted")
        decision = (Span(experiment.decision or "not decided", "learn" if experiment.decision else "muted"),)
        figures = None if self.width < VERDICT_FITS else self._figures(board, decision)
        return self._item(experiment.board_id, number, experiment.key, title, figures, end=decision)

    def template(self, number: int, entry: CatalogEntry) -> Listed:
        """Return a template: what it is for and how much work it holds; or a file that cannot be read."""
        definition = entry.definition
        if definition is None:
            return self._broken(entry)
        title = Span(self.mask.text(definition.title), "bright")
        holds = f"{plural(len(definition.cards), 'card')} · {plural(len(definition.goals), 'goal')}"
        where = "" if entry.source == "shipped" else " · from this workspace"
        brief = ((Span(self.mask.line(definition.hypothesis), "muted"),), None)
        return self._item(entry.id, number, definition.key, title, (Span(holds + where, "muted"),), brief)

    def _broken(self, entry: CatalogEntry) -> Listed:
        """Return a file that cannot be read, and its first problem."""
        problem, more = next(iter(entry.problems), None), len(entry.problems) - 1
        words = f"line {problem.line}: {problem.sentence}" if problem else "is unreadable"
        rest = f"and {plural(more, 'more problem')}, " if more > 0 else ""
        edge = Span(self.glyphs.idle, "danger")
        first = (edge, Span(" ! ", "danger bold"), Span(self.mask.text(f"{entry.path.name} {words}")))
        then = (edge, Span(f"   {rest}custdev boards check names all", "muted"))
        return Listed(None, (Row(first, (), "card"), Row(then, (), "card")))

    def _item(
        self, board_id: str, number: int, key: str, title: Span, right: Spans | None, *more: Line, end: Spans = ()
    ) -> Listed:
        """Return an item: number, key and title, on the right its figures, and more lines below; `end` without them."""

        def rows(chosen: bool) -> tuple[Row, ...]:
            sign = Span(f" {number} ", "accent bold" if chosen else "muted")
            name = Span(title.text, "bright bold") if chosen else title
            indent = Span(" " * (4 + len(key)))
            first = self._row((sign, Span(f"{key} ", "muted"), name), right, end, chosen)
            return (first, *(self._row((indent, *left), beside, (), chosen) for left, beside in more))

        return Listed(board_id, rows(False), rows(True))

    def _row(self, left: Spans, right: Spans | None, end: Spans, chosen: bool) -> Row:
        bar = Span(self.glyphs.focus, "accent") if chosen else Span(self.glyphs.idle, "line")
        background = "sel" if chosen else "card"
        if right is None or self.width < PROGRESS_AT + 12:
            return Row((bar, *left), end, background, 1)
        return Row((bar, *cell(left, PROGRESS_AT - 3), Span("  "), *right), (), background, 1)

    def _figures(self, board: Board, verdict: Spans = ()) -> Spans:
        """Return the figures of an experiment; of one that ended the `verdict` in place of what is under way."""
        glyphs, load, ledger = self.glyphs, board.load, board.evidence
        nothing = (Span("–", "muted"),)
        wip = (Span(f"{load.words}{' !' if load.over else ''}", "warn bold" if load.over else "text"),)
        count = sum(1 for card in _open_cards(board) if card.blocked)
        blocked = (Span(f"{glyphs.blocked} {count}", "danger bold"),) if count else nothing
        supports = Span(f"{glyphs.supports}{ledger.supports} ", "ok")
        evidence = (supports, Span(f"{glyphs.refutes}{ledger.refutes}", "danger"))
        under_way = (verdict, ()) if verdict else (wip, blocked)
        day = (Span(f"{board.day or '–':>4}"),)
        figures = (*under_way, nothing if ledger.is_empty else evidence, day, () if verdict else _last_standup(board))
        spans: list[Span] = [*_progress(board, glyphs), Span(f"  {board.done}/{board.total}")]
        for (name, at), figure in zip(HEADS[1:], figures, strict=True):
            if at + len(name) <= self.width:
                spans += [Span(" " * max(1, at - PROGRESS_AT - width_of(spans))), *figure]
        return tuple(spans)


def head_rows(glyphs: Glyphs, width: int) -> tuple[Row, Row]:
    """Return the heads of the columns that fit, and the rule."""
    spans = [Span(" " * TITLE_AT), Span("EXPERIMENT", "muted")]
    for name, at in HEADS:
        if at + len(name) <= width:
            spans += [Span(" " * (at - width_of(spans))), Span(name, "muted")]
    return Row(tuple(spans)), Row((Span(glyphs.rule * width, "line"),))


def _progress(board: Board, glyphs: Glyphs) -> Spans:
    """Return the bar of done, doing and to do."""
    total = max(1, board.total)
    done_cells = BAR * board.done // total
    doing_cells = min(BAR - done_cells, -(-BAR * board.load.wip // total))
    return (
        Span(glyphs.done_bar * done_cells, "ok"),
        Span(glyphs.doing_bar * doing_cells, "accent"),
        Span(glyphs.todo_bar * (BAR - done_cells - doing_cells), "faint"),
    )


def _counts(board: Board, glyphs: Glyphs) -> Spans:
    done, doing = board.done, board.load.wip
    finished = (Span(f"{glyphs.done_bar} ", "ok"), Span(f"{done} done", "muted"))
    begun = (Span(f"{glyphs.doing_bar} ", "accent"), Span(f"{doing} doing", "muted"))
    waiting = (Span(f"{glyphs.todo_bar} ", "faint"), Span(f"{board.total - done - doing} to do", "muted"))
    return joined((finished, begun, waiting), "  ")


def _worth_knowing(board: Board, glyphs: Glyphs, mask: Mask) -> Spans:
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


def _last_standup(board: Board) -> Spans:
    """Return when the team last stood up for an experiment."""
    last = last_standup(board.workspace, board.experiment.uid, board.now)
    if last is None:
        return (Span("! never", "warn"),)
    day = local_day(last.started_at, board.zone)
    return (Span("today" if day == board.today else day_words(day, board.today)),)


def _open_cards(board: Board) -> Iterable[Card]:
    cards = board.workspace.cards
    return (cards[uid] for lane in board.lanes if lane.column.role != "finished" for uid in lane.all)
