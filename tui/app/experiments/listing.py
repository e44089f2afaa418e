"""What the list of experiments shows: running ones with their figures, templates apart, broken files named."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from tui.app.board.board import Board
from tui.app.board.headers import ANSWER_STYLES
from tui.app.look.glyphs import LEVEL_STYLES, Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Span, cell, joined, width_of
from tui.app.look.sparkline import sparkline
from tui.domain.flow.figures import local_day
from tui.domain.records import Card
from tui.domain.standup.held import last_standup
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.session import CatalogEntry

TITLE_AT = 7
HOLDS = 22
"""How many cells there are for what a template holds, before what it is for."""

Spans = tuple[Span, ...]
Line = tuple[Spans, Spans | None]
"""What stands in a row, and beside it; None where that is nothing and the row may be as long as the list is wide."""


class Listed(Struct, frozen=True):
    """One line of the list: a board that can be opened, or a label or problem that cannot, and the `gap` below it."""

    board_id: str | None
    rows: tuple[Row, ...]
    chosen_rows: tuple[Row, ...] = ()
    gap: int = 1


class Columns(Struct, frozen=True):
    """Where the figures stand, from `least` cells on: the first is how far it came, with a bar of so many cells."""

    least: int
    bar: int
    heads: tuple[tuple[str, int], ...]

    @property
    def start(self) -> int:
        """Where the first one begins; the list has no room for any where that is 0."""
        return self.heads[0][1] if self.heads else 0


LAYOUTS = (
    Columns(
        144,
        24,
        (("PROGRESS", 57), ("WIP", 91), ("BLOCKED", 100), ("EVIDENCE", 110), ("DAYS", 128), ("STANDUP", 138)),
    ),
    Columns(
        100,
        16,
        (("PROGRESS", 44), ("WIP", 69), ("BLOCKED", 77), ("EVIDENCE", 86), ("DAYS", 97), ("STANDUP", 104)),
    ),
    Columns(69, 0, (("DONE", 42), ("WIP", 50), ("EVIDENCE", 58), ("DAYS", 70))),
    Columns(0, 0, ()),
)


class Items(Struct, frozen=True):
    """Makes the items of the list for a width."""

    glyphs: Glyphs
    width: int
    mask: Mask

    @property
    def columns(self) -> Columns:
        """Where the figures stand."""
        return columns_of(self.width)

    def running(self, number: int, board: Board) -> Listed:
        """Return a running experiment: name, hypothesis in brief, the one thing to know, and its figures."""
        experiment, mask = board.experiment, self.mask
        title = Span(mask.text(experiment.definition.title), "bright")
        brief = f"iteration {experiment.iteration} · {mask.line(experiment.definition.hypothesis)}"
        counted = ((Span(brief, "muted"),), _counts(board, self.glyphs))
        worth = (_worth_knowing(board, self.glyphs, mask), None)
        more = (counted, worth) if self.columns.bar else (worth,)
        return self._item(experiment.board_id, number, experiment.key, title, self._figures(board), *more)

    def ended(self, number: int, board: Board) -> Listed:
        """Return a decided or archived experiment in one row: how far it came, and what was decided."""
        experiment = board.experiment
        words = self.mask.text(experiment.definition.title)
        title = Span(words, "text" if experiment.status == "decided" else "muted")
        decision = (Span(experiment.decision or "not decided", "learn" if experiment.decision else "muted"),)
        figures = self._figures(board, decision)
        return self._item(experiment.board_id, number, experiment.key, title, figures, end=decision)

    def template(self, number: int, entry: CatalogEntry, gap: int = 1) -> Listed:
        """Return a template: how much work it holds and what it is for; or a file that cannot be read."""
        definition = entry.definition
        if definition is None:
            return self._broken(entry)
        title = Span(self.mask.text(definition.title), "bright")
        holds = f"{plural(len(definition.cards), 'card')} · {plural(len(definition.goals), 'goal')}"
        where = "" if entry.source == "shipped" else " · from this workspace"
        right: Spans = (Span(f"{holds + where:<{HOLDS}}", "muted"),)
        if self.columns.bar:
            right += (Span("  "), Span(self.mask.line(definition.hypothesis), "muted"))
        item = self._item(entry.id, number, definition.key, title, right)
        return replace(item, gap=gap)

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
        background, start = "sel" if chosen else "card", self.columns.start
        if right is None or not start:
            return Row((bar, *left), end, background, 1)
        return Row((bar, *cell(left, start - 3), Span("  "), *right), (), background, 1)

    def _figures(self, board: Board, verdict: Spans = ()) -> Spans:
        """Return the figures of an experiment; of one that ended the `verdict` in place of what is under way."""
        glyphs, load, ledger = self.glyphs, board.load, board.evidence
        nothing = (Span("–", "muted"),)
        wip = (Span(f"{load.words}{' !' if load.over else ''}", "warn bold" if load.over else "text"),)
        count = sum(1 for card in _open_cards(board) if card.blocked)
        blocked = (Span(f"{glyphs.blocked} {count}", "danger bold"),) if count else nothing
        supports = Span(f"{glyphs.supports}{ledger.supports} ", "ok")
        evidence = (supports, Span(f"{glyphs.refutes}{ledger.refutes}", "danger"))
        figures = {
            "WIP": verdict or wip,
            "BLOCKED": () if verdict else blocked,
            "EVIDENCE": nothing if ledger.is_empty else evidence,
            "DAYS": (Span(f"{board.day or '–':>4}"),),
            "STANDUP": () if verdict else _last_standup(board),
        }
        columns = self.columns
        spans: list[Span] = [*_progress(board, glyphs, columns.bar), Span(f"{board.done}/{board.total}")]
        for name, at in columns.heads[1:]:
            spans += [Span(" " * max(1, at - columns.start - width_of(spans))), *figures[name]]
        return tuple(spans)


def columns_of(width: int) -> Columns:
    """Return where the figures stand in a list that is so many cells wide."""
    return next(columns for columns in LAYOUTS if width >= columns.least)


def head_rows(glyphs: Glyphs, width: int) -> tuple[Row, Row]:
    """Return the heads of the columns that fit, and the rule."""
    spans = [Span(" " * TITLE_AT), Span("EXPERIMENT", "muted")]
    for name, at in columns_of(width).heads:
        spans += [Span(" " * (at - width_of(spans))), Span(name, "muted")]
    return Row(tuple(spans)), Row((Span(glyphs.rule * width, "line"),))


def _progress(board: Board, glyphs: Glyphs, cells: int) -> Spans:
    """Return the bar of done, doing and to do, and the gap behind it; nothing where there is no room for it."""
    if not cells:
        return ()
    total = max(1, board.total)
    done = cells * board.done // total
    doing = min(cells - done, -(-cells * board.load.wip // total))
    return (
        Span(glyphs.done_bar * done, "ok"),
        Span(glyphs.doing_bar * doing, "accent"),
        Span(glyphs.todo_bar * (cells - done - doing), "faint"),
        Span("  "),
    )


def _counts(board: Board, glyphs: Glyphs) -> Spans:
    done, doing = board.done, board.load.wip
    finished = (Span(f"{glyphs.done_bar} ", "ok"), Span(f"{done} done", "muted"))
    begun = (Span(f"{glyphs.doing_bar} ", "accent"), Span(f"{doing} doing", "muted"))
    waiting = (Span(f"{glyphs.todo_bar} ", "faint"), Span(f"{board.total - done - doing} to do", "muted"))
    return joined((finished, begun, waiting), "  ")


def _worth_knowing(board: Board, glyphs: Glyphs, mask: Mask) -> Spans:
    """Return what to know: how much is late, and what is blocked longest, else how old the oldest card is."""
    late = sum(board.facts(card).is_late for card in _open_cards(board) if card.due is not None)
    lead = (Span(f"{glyphs.late} {late} late", "danger bold"), Span("  ")) if late else ()
    verdict = board.verdict
    answer = (Span(f"criterion {verdict}", ANSWER_STYLES.get(verdict, "warn")), Span("  ")) if verdict else ()
    if bars := sparkline(board.trend, glyphs.steps):
        answer = (*answer[:1], Span(f" {bars}", "muted"), Span("  "))
    return (*lead, *answer, *_longest(board, glyphs, mask))


def _longest(board: Board, glyphs: Glyphs, mask: Mask) -> Spans:
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
    return (Span(day_words(day, board.today)),)


def _open_cards(board: Board) -> Iterable[Card]:
    cards = board.workspace.cards
    return (cards[uid] for lane in board.lanes if lane.column.role != "finished" for uid in lane.all)
