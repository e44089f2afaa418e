"""Who is here, and what they decide."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.asking.capturing import Subject, ask_note, ask_permission, ask_touchpoint, close_loop, settle, teammates
from tui.app.asking.prompts import Choice, Prompt, hinting
from tui.app.board.editing import edit
from tui.app.board.linking import note
from tui.app.board.setting import tick
from tui.app.look.paint import Row, Span
from tui.app.standup.decisions import chosen, decision_choices, tickable
from tui.app.standup.walking import Walking
from tui.domain import operations
from tui.domain.lines.quick_lines import parse_decision
from tui.domain.records import Card, Note, Participant, Touchpoint
from tui.domain.search.matching import begins
from tui.domain.standup.held import Followed
from tui.domain.time.dates import day_words


class Deciding(Walking):
    """Every key of a card acts on the stop; `m` notes what was decided, who does it, and by when."""

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to the stop."""
        self.mode = mode
        self.show_stop()
        self.show_foot()

    async def action_decide(self) -> None:
        """Note a decision, about the card that is talked about where there is one."""
        card, item = self.card, self.item
        about = f" on {self.view.key(card)}" if card is not None else ""
        await self.ask(
            Prompt(
                key=f"decision:{self.standup_uid}:{self.at}",
                label=f"decision{about}",
                submit=lambda text: self._decide(text, card, item.experiment or None),
                footer="decision",
                hint=self._decision_hint,
                choices=self._decision_choices,
                again=lambda text: "",
                completes_first=True,
            )
        )

    def _decide(self, text: str, card: Card | None, experiment: str | None) -> None:
        decision = parse_decision(text, self.session.today)
        self.do(
            operations.decide_in_standup,
            self.standup_uid,
            decision.text,
            owner=decision.owner,
            due=decision.due,
            card=card.uid if card is not None else None,
            experiment=experiment,
            words="Noted the decision",
        )

    def _decision_hint(self, text: str) -> Row:
        decision = parse_decision(text, self.session.today)
        parts = [f"@{decision.owner} does it"] if decision.owner else []
        parts += [f"by {day_words(decision.due, self.session.today)}"] if decision.due else []
        return Row((Span(", ".join(parts) or "@ana chase legal by tue: what, who, by when", "muted"),))

    def _decision_choices(self, text: str) -> Sequence[Choice]:
        """Offer the team for the word that begins with @ at the end of the line."""
        head, sign, word = text.rpartition("@")
        if not sign or " " in word or (head and not head.endswith(" ")):
            return ()
        team = teammates(self, *self.session.policy.team, *self.standup.attendees)
        return [
            Choice(f"{head}@{name} ", (Span(f"@{self.masked(name)}"),))
            for name in team
            if begins(name, word) and name != word
        ]

    async def ask_ticked(self) -> None:
        """Say which of the last decisions is done; where it is but one, that one is."""
        decided = tickable(self.view.decided)
        if not decided:
            self.say("Nothing was decided that is still open.", ("standup.decide", "notes a decision"))
        elif len(decided) == 1:
            self._turn(decided[0])
        else:
            choices = decision_choices(self.view, decided)
            await self.ask(
                Prompt(
                    key="ticked",
                    label="which is done",
                    submit=lambda text: self._turn(chosen(decided, text)),
                    hint=hinting("its number; enter takes the marked one"),
                    choices=lambda text: [choice for choice in choices if choice.line.startswith(text.strip())],
                    takes_choice=True,
                    keeps_draft=False,
                )
            )

    def _turn(self, follows: Followed) -> None:
        """Tick a decision, or take back that it was ticked."""
        done = follows.decision.done_at is None
        words = "Ticked the decision" if done else "Opened the decision again"
        self.run(operations.tick_decision, follows.standup, follows.decision.uid, done, words=words)

    async def ask_attendees(self) -> None:
        """Say who is here."""
        await self.ask(
            Prompt(
                key=f"attendees:{self.standup_uid}",
                keeps_draft=False,
                label="who is here",
                value="".join(f"@{name} " for name in self.standup.attendees),
                submit=self._note_attendees,
                hint=hinting("the names of teammates, with or without @"),
                choices=self._decision_choices,
                completes_first=True,
            )
        )

    def _note_attendees(self, text: str) -> None:
        names = text.replace(",", " ").split()
        self.do(operations.set_attendees, self.standup_uid, names, words="Noted who is here")

    async def action_note(self) -> None:
        """Capture one line about what the stop is about."""
        record, card = self.view.record(self.item), self.card
        if isinstance(record, Touchpoint):
            await ask_note(self, Subject(people=record.people, touchpoint=record))
        elif isinstance(record, Participant):
            await ask_note(self, Subject(people=(record.uid,)))
        elif isinstance(record, Note):
            await ask_note(self, Subject(card, record.people))
        elif card is not None:
            await note(self, card)
        else:
            self.say("There is nothing here to write a note on.", ("standup.decide", "notes a decision"))

    async def action_touchpoint(self) -> None:
        """Log a touchpoint with the people the stop is about."""
        card, people = self.card, self.view.people_of(self.item)
        if card is None and not people:
            self.say("Nobody in particular is talked about here.")
            return
        await ask_touchpoint(self, Subject(card, people if card is None else ()))

    async def action_permission(self) -> None:
        """Give or withdraw what the people of the stop agree to."""
        people = self.view.people_of(self.item)
        if people or self.card is not None:
            await ask_permission(self, people or (self.card.people if self.card else ()))
        else:
            self.say("Nobody in particular is talked about here.")

    async def action_edit(self) -> None:
        """Edit the card, or at the pulse who is here."""
        if self.item.step == "pulse":
            await self.ask_attendees()
        elif self.card is not None:
            await edit(self, self.card)
        else:
            self.say("There is no card here for that key.")

    def action_tick(self) -> None:
        """Say that a touchpoint was had, a promise kept, a request answered, a decision done; else tick the card."""
        record = self.view.record(self.item)
        if self.item.step == "pulse":
            self.call_later(self.ask_ticked)
        elif isinstance(record, Touchpoint):
            settle(self, record)
        elif isinstance(record, Note):
            close_loop(self, record.uid)
        elif self.card is not None:
            tick(self, self.card)
        else:
            self.say("There is no card here for that key.")
