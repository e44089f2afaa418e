"""Moving the focus, and carrying cards."""

from __future__ import annotations

from tui.app.board.in_step import BoardFollowing
from tui.domain import operations
from tui.domain.records import Card
from tui.domain.records.definition import ColumnDefinition


class Moving(BoardFollowing):
    """`h j k l` move the focus; the same letters as capitals carry the card along."""

    def action_go(self, across: int, down: int) -> None:
        """Move the focus to a neighbour."""
        if self.mode == "panel":
            self.panel.choose(down)
        elif across:
            self._go_across(across)
        else:
            self._go_down(down)

    def action_edge(self, end: int) -> None:
        """Move the focus to the first or the last card of the column."""
        shown = self.board.lanes[self.lane].shown
        if self.mode == "panel":
            self.panel.scroll_items(end * 100_000)
        elif shown:
            self.select_card(shown[0] if end < 0 else shown[-1])

    def action_page(self, step: int) -> None:
        """Move the focus by about a screenful."""
        column = self._columns[self.lane]
        if self.mode == "panel":
            self.panel.scroll_items(step * self.panel.body_height)
        elif column.selected is not None:
            self._go_down(step * column.page_length(step))

    def tell_move(self, card: Card, column: ColumnDefinition) -> None:
        """Say where a card went; also where the filter hides it there."""
        if self.filter.text and self.board.lane_of(card.uid) is None:
            self.say(
                f"Moved {card.number} to {self.masked(column.title)}; the filter hides it there.",
                ("change.undo", "undo"),
            )
        else:
            super().tell_move(card, column)

    def action_rank(self, step: int) -> None:
        """Rank the card among those shown; hidden ones are passed over."""
        card = self.card
        if self.refuses() or card is None:
            return
        lane = self.board.lanes[self.lane]
        shown = list(lane.shown)
        index = shown.index(card.uid) + step
        if not 0 <= index < len(shown):
            return
        others = [uid for uid in lane.all if uid != card.uid]
        neighbour = others.index(shown[index])
        self.run(operations.rank_card, card.uid, neighbour + (1 if step > 0 else 0))

    def action_archive(self) -> None:
        """Take the card, or the chosen note, off the board."""
        card = self.card
        if note := self.chosen_of("note"):
            self.run(operations.archive_note, note, words="Archived the note")
        elif self.refuses() or card is None:
            return
        elif person := self.chosen_of("person"):
            self.run(operations.unlink_contact, card.uid, person, words="Unlinked; the notes stay")
        elif item := self.chosen_of("item"):
            self.run(operations.remove_checklist_item, card.uid, item, words="Took the step off")
        else:
            self.archive(card)

    def _go_across(self, across: int) -> None:
        target = self.lane + across
        if not 0 <= target < len(self.board.lanes):
            return
        before, column = self._columns[self.lane], self._columns[target]
        line = before.line_of(before.selected) if before.selected is not None else None
        # Without a selection the column comes into sight as it was scrolled, and it can be seen which card is beside.
        self.lane, self.selected = target, None
        self.show_columns()
        index = column.item_at(line) if line is not None else None
        shown = self.board.lanes[target].shown
        uid = column.card_at(index) if index is not None else None
        self.selected = uid or (shown[-1] if line is not None and shown else shown[0] if shown else None)
        self.show_columns()
        self.show_panel()
        self.show_foot()

    def _go_down(self, down: int) -> None:
        shown = self.board.lanes[self.lane].shown
        if not shown:
            return
        column = self._columns[self.lane]
        index = column.selected if column.selected is not None else 0
        self.select_card(shown[max(0, min(index + down, len(shown) - 1))])
