"""What is set on a card by the letter its name begins with: block, owner, due, tags, expedite, checklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.app.asking.capturing import close_loop, teammates
from tui.app.asking.prompts import Choice, Prompt, hinting
from tui.app.board.on_card import OnCard
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import DomainError, NotFound
from tui.domain.records import Card
from tui.domain.records.change import Change
from tui.domain.search.matching import haystack, needle
from tui.domain.text import clean_line
from tui.domain.time.dates import day_words, parse_due


class Setting(OnCard):
    """Asks one line where more than a key is needed."""

    async def action_block(self) -> None:
        """Block the card with a reason, or unblock it."""
        card = self.card_to_change()
        if card is None:
            return
        if card.blocked is not None:
            self.run(operations.unblock_card, card.uid, words=f"Unblocked {card.number}")
            return

        def submit(text: str) -> None:
            words = clean_line(text).split()
            needs = [word[1:] for word in words if word[0] == "@" and len(word) > 1]
            reason = " ".join(word for word in words if not (word[0] == "@" and len(word) > 1))
            self._set(card, operations.block_card, reason, ", ".join(needs), words=f"Blocked {card.number}")

        hint = hinting("the reason; @name says who is needed")
        await self.ask(Prompt(f"block:{card.uid}", f"{card.number} is blocked by", submit, hint=hint))

    def _set(self, card: Card, operation: Callable[..., Change], *values: object, words: str) -> None:
        """Set something on a card as it was when it was asked for: what others set meanwhile is not overwritten."""
        self.do(operations.edit_from, operation, card, *values, words=words)

    async def action_owner(self) -> None:
        """Give the card an owner."""
        card = self.card_to_change()
        if card is None:
            return
        team = teammates(self)

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text).lstrip("@")
            fits = [name for name in team if needle(word).is_in(haystack((name,))) and word != name]
            return [Choice(f"@{name}", (Span(f"@{self.masked(name)}"),)) for name in fits]

        def submit(text: str) -> None:
            owner = clean_line(text) or None
            self._set(card, operations.assign_card, owner, words=f"Set the owner of {card.number}")

        value = f"@{card.assignee}" if card.assignee else ""
        hint, label = hinting("empty for nobody"), f"owner of {card.number}"
        await self.ask(Prompt(f"owner:{card.uid}", label, submit, value, hint=hint, choices=offer, keeps_draft=False))

    async def action_due(self) -> None:
        """Set the day the card is due."""
        card = self.card_to_change()
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

        def submit(text: str) -> None:
            due = parse_due(text, today)
            when = day_words(due, today) if due else "on no day"
            self._set(card, operations.set_due, due, words=f"{card.number} is due {when}")

        value = card.due.isoformat() if card.due else ""
        label = f"{card.number} is due"
        await self.ask(Prompt(f"due:{card.uid}", label, submit, value, hint=hint, keeps_draft=False))

    async def action_tags(self) -> None:
        """Set the tags of the card."""
        card = self.card_to_change()
        if card is None:
            return

        def submit(text: str) -> None:
            self._set(card, operations.tag_card, text.split(), words=f"Tagged {card.number}")

        value = " ".join(f"#{tag}" for tag in card.tags)
        hint, label = hinting("words, with or without #"), f"tags of {card.number}"
        await self.ask(Prompt(f"tags:{card.uid}", label, submit, value, hint=hint, keeps_draft=False))

    def action_expedite(self) -> None:
        """Mark the card to be expedited, or not."""
        card = self.card_to_change()
        if card is not None:
            words = f"{'Took expedite off' if card.expedite else 'Expedited'} {card.number}"
            self.run(operations.expedite_card, card.uid, words=words)

    def action_tick(self) -> None:
        """Tick the chosen step, else the first open one; where none is left, a recurring card is done once more."""
        if note := self.chosen_of("note"):
            close_loop(self, note)
            return
        card = self.card_to_change()
        if card is None:
            return
        if item := self.chosen_of("item"):
            self.run(operations.tick_item, card.uid, item)
            return
        step = next((step for step in card.checklist if not step.done), None)
        if step is None and card.kind == "recurring":
            self.action_do_once_more()
        elif step is None:
            self.say("No open step on this card.", ("card.step", "add a step"))
        else:
            self.run(operations.tick_item, card.uid, step.uid, words=f"Ticked {self.masked(step.text)}")

    def action_do_once_more(self) -> None:
        """Say that a recurring card was done; it waits for its next date."""
        card = self.card_to_act_on()
        if card is not None and self.run(operations.do_once_more, card.uid) is not None:
            after = self.session.workspace.cards.get(card.uid)
            due = f", due {day_words(after.due, self.board.today)}" if after is not None and after.due else ""
            self.say(f"Did {card.number} once more{due}", ("change.undo", "undo"))

    async def action_add_step(self) -> None:
        """Add a step to the checklist."""
        card = self.card_to_change()
        if card is None:
            return

        def submit(text: str) -> None:
            self.do(operations.add_checklist_item, card.uid, text, words="Added a step")

        await self.ask(Prompt(f"step:{card.uid}", f"step of {card.number}", submit))

    def action_not_started(self) -> None:
        """Say that the card was not really started."""
        card = self.card_to_act_on()
        if card is not None:
            self.run(operations.not_started, card.uid, words=f"{card.number} was not really started")

    async def action_restore(self) -> None:
        """Bring an archived card back."""
        if self.refuses():
            return
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
                hint=hinting("the number of an archived card; tab takes the marked one"),
                choices=offer,
            )
        )

    def _restore(self, number: str) -> None:
        for card in self.board.workspace.set_aside(self.board.experiment.uid):
            if str(card.number) == number:
                self.do(operations.restore_card, card.uid, words=f"Restored {card.number} {self.masked(card.title)}")
                return
        raise NotFound(f"No archived card has the number {number or '?'}.")
