"""A column of the board: one widget, whatever the number of its cards."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Offset, Region

from tui.app.board.board import Board, people_facts
from tui.app.board.card_holder import CardHolder, Target
from tui.app.board.chips import Scene
from tui.app.board.faces import card_height, card_rows
from tui.app.board.lane import Lane
from tui.app.look.glyphs import level_spans
from tui.app.look.memory import Memory, all_identical
from tui.app.look.paint import Row, Span, hint, width_of
from tui.domain.flow.figures import local_day
from tui.domain.records import Card
from tui.domain.time.dates import past_words
from tui.domain.work.dependencies import blockers_of


def empty_words(role: str) -> tuple[tuple[Span, ...], ...]:
    """Return what an empty column says, by its role: that it is, and what comes there."""
    return {
        "waiting": ((Span("Nothing waiting."),), hint("card.add", "adds a card")),
        "active": (
            (Span("Nothing in progress."),),
            hint("card.right", "moves the selected card here"),
        ),
        "finished": (
            (Span("Nothing finished yet."),),
            (Span("Each card that arrives asks:", "muted"),),
            (Span("what did we learn?", "muted"),),
        ),
    }[role]


MOST_DRAWINGS = 500


class CardHeights(Sequence[int]):
    """How many rows each card of a lane takes, and the gap below it; measured when it is looked at.

    The first `earlier` card has one more, for the label above it, but for where the look is dense.
    """

    def __init__(self, lane: Lane, scene: Scene) -> None:
        self._lane = lane
        self._scene = scene
        self._measured: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._lane.shown)

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        # Nobody asks for a part of them.
        lane, look = self._lane, self._scene.look
        if look.dense or not lane.is_fresh(index):
            return 2 if index == lane.fresh and not look.dense else 1
        height = self._measured.get(index)
        if height is None:
            card = self._scene.board.workspace.cards[lane.shown[index]]
            height = self._measured[index] = card_height(self._scene, card, lane.column, fresh=True) + look.gap
        return height


class ColumnView(CardHolder):
    """Draws a lane. The `earlier` label before the older finished cards is part of the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = ("card", "batch")
        self.lane: Lane | None = None
        self.scene: Scene | None = None
        self._style: tuple[object, ...] = ()
        self._state: tuple[object, ...] = ()
        self._people: tuple[object, ...] = ()
        self._head: tuple[Row, ...] = ()
        self._drawn = Memory(MOST_DRAWINGS)
        self._drop_gap: int | None = None

    def show(self, lane: Lane, scene: Scene, *, focused: bool, with_head: bool, more: tuple[str, str]) -> None:
        """Show a lane; where nothing differs from before, nothing is done, and of the focus mark one card tells."""
        style = (scene.look, scene.glyphs, scene.board.today, scene.mask)
        state = (scene.batch, scene.board.thresholds, focused, with_head, more)
        people = people_facts(scene.board.workspace)
        same_people = all_identical(self._people, people)
        unchanged = same_people and self.lane is lane and (self._style, self._state) == (style, state)
        if self._style != style:
            self._drawn.clear()
        held = None if unchanged else self._held(lane, scene.board)
        was_marked = self.scene is not None and self.scene.marked
        self.lane, self.scene, self._style, self._state, self._people = lane, scene, style, state, people
        if unchanged:
            if was_marked != scene.marked and self.selected is not None:
                self.refresh_item(self.selected)
            return
        self._head = (head_row(lane, scene, focused), _rule(scene, more, focused)) if with_head else ()
        self.set_heights(CardHeights(lane, scene), held)

    def forget(self) -> None:
        """Draw every card anew: the theme changed."""
        self._drawn.clear()
        self.refresh()

    def mark_drop(self, target: Target | None) -> None:
        """Show before which card a carried one would come, or nothing any more."""
        before, self._drop_gap = self._drop_gap, target.gap if target is not None else None
        for place in (before, self._drop_gap):
            if place is not None:
                self.refresh(Region(0, self._line_of_gap(place), self.size.width, 1))

    def row(self, y: int) -> Row:
        """Return what line `y` shows; where a carried card would come, a rule."""
        if self._drop_gap is None or self.scene is None or y != self._line_of_gap(self._drop_gap):
            return super().row(y)
        return Row((Span(self.scene.glyphs.focused_rule * self.size.width, "accent"),))

    def _line_of_gap(self, gap: int) -> int:
        return min(self.line_of(gap) - 1, self.size.height - 1)

    def uid_at(self, x: int, y: int) -> str | None:
        """Return the uid of the card on a line of the widget."""
        return self.card_at(self.item_at(y))

    def target_at(self, at: Offset) -> Target:
        """Return before which card one would come that is let go at a place of the widget."""
        return Target(self, self, self.gap_at(at.y))

    def on_click(self, event: events.Click) -> None:
        """Take the end of a way for no click."""
        self.ends_way(event)

    def card_at(self, index: int | None) -> str | None:
        """Return the uid of the card at an index of the shown ones."""
        lane = self.lane
        return lane.shown[index] if lane is not None and index is not None and 0 <= index < len(lane.shown) else None

    def index_of(self, uid: str) -> int | None:
        """Return the index of a card among the shown ones, or None."""
        lane, scene = self.lane, self.scene
        return scene.board.index_in(lane, uid) if lane is not None and scene is not None else None

    def head_rows(self) -> Sequence[Row]:
        """Return name, count, what is worth knowing of the column, and the rule."""
        return self._head

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the rows of a card, from memory where nothing about it changed."""
        lane, scene = self.lane, self.scene
        if lane is None or scene is None or index >= len(lane.shown):
            return ()
        uid, workspace = lane.shown[index], scene.board.workspace
        card, board = workspace.cards[uid], scene.board
        is_selected = index == self.selected
        place = (is_selected, is_selected and scene.marked, lane.is_fresh(index), index == lane.fresh)
        # An edited note makes a new tuple of notes.
        marks = (uid in scene.batch, board.thresholds)
        waits = blockers_of(workspace, card) if card.blocked_by else ()
        facts = (card, *waits, workspace.note_uids(uid), *people_facts(workspace), *place, *marks)
        return self._drawn.of(uid, facts, lambda: self._draw(lane, scene, index, card))

    def height_of(self, index: int) -> int:
        """Return how many rows a card takes, with the gap below it."""
        return self._heights[index]

    def has_gap(self, index: int) -> bool:
        """Return whether there is a blank row below a card."""
        lane, scene = self.lane, self.scene
        if lane is None or scene is None or scene.look.dense:
            return False
        return scene.look.gap > 0 and lane.is_fresh(index)

    def _held(self, lane: Lane, board: Board) -> tuple[int, int] | None:
        """Return the card that stays where it is while a scrolled column changes: the first in sight, and its row."""
        if self.lane is None or not (self._top or self._cut):
            return None
        line = -self._cut
        for index in range(self._top, min(self._top + self.body_height, len(self.lane.shown))):
            place = board.index_in(lane, self.lane.shown[index]) if line >= 0 else None
            if place is not None:
                return place, line
            line += self._heights[index]
        return None

    def _draw(self, lane: Lane, scene: Scene, index: int, card: Card) -> Sequence[Row]:
        rows = card_rows(scene, card, lane.column, fresh=lane.is_fresh(index), selected=index == self.selected)
        if index == lane.fresh and not scene.look.dense:
            return [Row((Span(" " * scene.look.indent), Span("earlier", "muted"))), *rows]
        return rows

    def empty_row(self, y: int) -> Row:
        """Say what an empty column is for."""
        if self.lane is None or self.scene is None:
            return Row()
        if self.lane.all:
            return Row((Span("  no match", "muted"),)) if y == 1 else Row()
        words = empty_words(self.lane.column.role)[: 1 if self.scene.board.read_only else None]
        return Row((Span("  "), *words[y - 1])) if 1 <= y <= len(words) else Row()

    def more_row(self, below: int) -> Row:
        """Return the last line when cards are hidden below it."""
        indent = self.scene.look.indent if self.scene else 2
        return Row((Span(" " * indent), Span(f"{below} more below", "muted")))


def head_row(lane: Lane, scene: Scene, focused: bool) -> Row:
    """Return the head of a column: sign, name, count and limit; on the right its oldest card or what is new."""
    column = lane.column
    sign = Span(f"{scene.glyphs.role(column.role)} ", "accent" if focused else "muted")
    title = scene.mask.text(column.title)
    name = Span(title.upper() if column.title.islower() else title, "bright bold")
    wide = scene.look.width >= 40
    return Row(
        (sign, name, Span(" "), *count_spans(lane, scene, wide=wide)),
        _news(lane, scene) if wide else (),
        right_margin=1 if wide else 0,
    )


def _rule(scene: Scene, more: tuple[str, str], focused: bool) -> Row:
    """Return the rule below the head, with how many columns there are before and after those on the screen."""
    before, after = more
    left, right = (Span(before, "muted"),) if before else (), (Span(after, "muted"),) if after else ()
    length = max(0, scene.look.width - width_of((*left, *right)))
    sign, style = (scene.glyphs.focused_rule, "accent") if focused else (scene.glyphs.rule, "line")
    return Row((*left, Span(sign * length, style), *right))


def count_spans(lane: Lane, scene: Scene, *, wide: bool) -> tuple[Span, ...]:
    """Return how many cards a column holds, against its limit, or how many of them match."""
    column, total = lane.column, len(lane.all)
    if scene.board.terms:
        return (Span(f"{len(lane.shown)} of {total}", "muted"),)
    if column.wip is None:
        return (Span(str(total), "muted"),)
    if total <= column.wip:
        return (Span(f"{total}/{column.wip}", "muted"),)
    return (Span(f"{total}/{column.wip} over{' limit' if wide else ''}", "warn bold"),)


def _news(lane: Lane, scene: Scene) -> tuple[Span, ...]:
    board = scene.board
    if (age := lane.oldest) is not None:
        return (Span("oldest ", "muted"), *level_spans(scene.glyphs, board.thresholds.level(age), f"{age}d"))
    if lane.column.role == "finished" and lane.news_count:
        day = local_day(board.since, board.zone)
        when = f"{board.since.astimezone(board.zone):%H:%M}" if day == board.today else past_words(day, board.today)
        return (Span(f"{lane.news_count} since {when}", "muted"),)
    return ()
