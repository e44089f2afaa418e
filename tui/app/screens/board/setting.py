"""What is set on a card by the letter its name begins with: block, owner, due, tags, expedite, checklist."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.paint import Row, Span
from tui.app.prompts import Choice, Prompt
from tui.app.screens.on_card import CardAsking
from tui.domain import operations
from tui.domain.errors import DomainError, NotFound
from tui.domain.records import Card
from tui.domain.search.matching import haystack, needle
from tui.domain.text import clean_line
from tui.domain.time.dates import day_words, parse_due


class Setting(CardAsking):
    """Asks one line where more than a key is needed."""

    async def action_block(self) -> None:
        """Block the card with a reason, or unblock it."""
        card = self.card_to_act_on()
        if card is None:
            return
        if card.blocked is not None:
            if self.run(operations.unblock_card, card.uid) is not None:
                self.say(f"Unblocked {card.number}", ("u", "undo"))
            return
        await self.ask(
            Prompt(
                key=f"block:{card.uid}",
                label=f"{card.number} is blocked by",
                submit=lambda text: self._block(card, text),
                hint=lambda text: Row((Span("the reason; @name says who is needed", "muted"),)),
            )
        )

    def _block(self, card: Card, text: str) -> None:
        words = clean_line(text).split()
        needs = [word[1:] for word in words if word[0] == "@" and len(word) > 1]
        reason = " ".join(word for word in words if not (word[0] == "@" and len(word) > 1))
        self.do(
            operations.edit_from, operations.block_card, card, reason, ", ".join(needs), said=f"Blocked {card.number}"
        )

    async def action_owner(self) -> None:
        """Give the card an owner."""
        card = self.card_to_act_on()
        if card is None:
            return
        owners = {each.assignee for each in self.board.workspace.cards.values() if each.assignee}
        known = sorted({*(name for name in owners if not self.custdev.mask.hides(name)), self.session.actor})

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text).lstrip("@")
            fits = [name for name in known if needle(word).is_in(haystack((name,))) and word != name]
            return [Choice(f"@{name}", (Span(f"@{self.masked(name)}"),)) for name in fits]

        await self.ask(
            Prompt(
                key=f"owner:{card.uid}",
                keeps_draft=False,
                label=f"owner of {card.number}",
                value=f"@{card.assignee}" if card.assignee else "",
                submit=lambda text: self.do(
                    operations.edit_from,
                    operations.assign_card,
                    card,
                    clean_line(text) or None,
                    said=f"Set the owner of {card.number}",
                ),
                hint=lambda text: Row((Span("empty for nobody", "muted"),)),
                choices=offer,
            )
        )

    async def action_due(self) -> None:
        """Set the day the card is due."""
        card = self.card_to_act_on()
        if card is None:
            return
        today = self.board.today

        def hint(text: str) -> Row:
            try:
                due = parse_due(text, today)
            except DomainError:
                return Row((Span("fri, tomorrow, +3d, 30 nov, 2027-01-15, or none", "muted"),))
            if due is None:
                return Row((Span("due on no day", "muted"),))
            days = (due - today).days
            when = "today" if days == 0 else f"in {days} days" if days > 0 else f"{-days} days ago"
            return Row((Span(f"{due:%a} {due.day} {due:%b %Y}, {when}", "muted"),))

        await self.ask(
            Prompt(
                key=f"due:{card.uid}",
                keeps_draft=False,
                label=f"{card.number} is due",
                value=card.due.isoformat() if card.due else "",
                submit=lambda text: self.do(
                    operations.edit_from,
                    operations.set_due,
                    card,
                    parse_due(text, today),
                    said=self._due_words(card, text),
                ),
                hint=hint,
            )
        )

    def _due_words(self, card: Card, text: str) -> str:
        due = parse_due(text, self.board.today)
        return f"{card.number} is due {day_words(due, self.board.today)}" if due else f"{card.number} is due on no day"

    async def action_tags(self) -> None:
        """Set the tags of the card."""
        card = self.card_to_act_on()
        if card is None:
            return
        await self.ask(
            Prompt(
                key=f"tags:{card.uid}",
                keeps_draft=False,
                label=f"tags of {card.number}",
                value=" ".join(f"#{tag}" for tag in card.tags),
                submit=lambda text: self.do(
                    operations.edit_from, operations.tag_card, card, text.split(), said=f"Tagged {card.number}"
                ),
                hint=lambda text: Row((Span("words, with or without #", "muted"),)),
            )
        )

    def action_expedite(self) -> None:
        """Mark the card to be expedited, or not."""
        card = self.card_to_act_on()
        if card is not None and self.run(operations.expedite_card, card.uid) is not None:
            self.say(f"{'Took expedite off' if card.expedite else 'Expedited'} {card.number}", ("u", "undo"))

    def action_tick(self) -> None:
        """Tick the chosen step, else the first open one; where none is left, a recurring card is done once more."""
        card = self.card_to_act_on()
        if card is None:
            return
        chosen = self.chosen
        if chosen is not None and chosen.target == "item":
            self.run(operations.tick_item, card.uid, chosen.uid)
            return
        if chosen is not None and chosen.target == "note":
            self.close_loop(chosen.uid)
            return
        step = next((each for each in card.checklist if not each.done), None)
        if step is None and card.kind == "recurring":
            self.action_do_once_more()
        elif step is None:
            self.say("No open step on this card.", (":", "add a step"))
        elif self.run(operations.tick_item, card.uid, step.uid) is not None:
            self.say(f"Ticked {self.masked(step.text)}", ("u", "undo"))

    def action_do_once_more(self) -> None:
        """Say that a recurring card was done; it waits for its next date."""
        card = self.card_to_act_on()
        if card is not None and self.run(operations.do_once_more, card.uid) is not None:
            after = self.session.workspace.cards.get(card.uid)
            due = f", due {day_words(after.due, self.board.today)}" if after is not None and after.due else ""
            self.say(f"Did {card.number} once more{due}", ("u", "undo"))

    async def action_add_step(self) -> None:
        """Add a step to the checklist."""
        card = self.card_to_act_on()
        if card is None:
            return
        await self.ask(
            Prompt(
                key=f"step:{card.uid}",
                label=f"step of {card.number}",
                submit=lambda text: self.do(operations.add_checklist_item, card.uid, text, said="Added a step"),
            )
        )

    def action_not_started(self) -> None:
        """Say that the card was not really started."""
        card = self.card_to_act_on()
        if card is not None and self.run(operations.not_started, card.uid) is not None:
            self.say(f"{card.number} was not really started", ("u", "undo"))

    async def action_restore(self) -> None:
        """Bring an archived card back."""
        aside = self.board.workspace.set_aside(self.board.experiment.uid)
        if not aside:
            self.say("Nothing is archived on this board.")
            return

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text)
            return [
                Choice(str(card.number), (Span(f"{card.number:>3}  ", "muted"), Span(self.masked(card.title))), ())
                for card in aside
                if needle(word).is_in(haystack((card.title,)))
                or (str(card.number).startswith(word) and str(card.number) != word)
            ]

        await self.ask(
            Prompt(
                key=f"restore:{self.board_id}",
                label="restore",
                submit=lambda text: self._restore(clean_line(text)),
                hint=lambda text: Row((Span("the number of an archived card; tab takes the marked one", "muted"),)),
                choices=offer,
            )
        )

    def _restore(self, number: str) -> None:
        for card in self.board.workspace.set_aside(self.board.experiment.uid):
            if str(card.number) == number:
                self.do(operations.restore_card, card.uid, said=f"Restored {card.number} {self.masked(card.title)}")
                return
        raise NotFound(f"No archived card has the number {number or '?'}.")
