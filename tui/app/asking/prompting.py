"""The line at the bottom: opening it, keeping drafts, handing it in."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from tui.app.asking.contesting import Contesting
from tui.app.asking.prompt_line import ChoiceList, Entered, PromptLine
from tui.app.asking.prompts import Candidates, Prompt
from tui.app.keys.keymap import Hint
from tui.app.look.message import Tone
from tui.app.look.paint import Row, Span
from tui.app.look.rows import ItemList
from tui.app.typed import LINE, typed_line
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.operations.checks import line
from tui.domain.operations.merging import Contested
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.people.invitations import OverAsked
from tui.domain.records import Card, Note
from tui.domain.records.change import Change


def hinting(words: str, style: str = "muted") -> Callable[[str], Row]:
    """Return a hint that is the same whatever is typed."""
    row = Row((Span(words, style),))
    return lambda typed: row


class Prompting(Contesting):
    """Asks one line at a time; what is typed is never lost.

    `mode` says what has the keys: the screen itself, its panel, or a line, by the name of its footer.
    """

    mode = ""
    choice_list: ChoiceList
    _return_mode = ""
    _done: Change | None = None

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to what had it before."""
        raise NotImplementedError

    async def ask(self, prompt: Prompt) -> None:
        """Open the line for a prompt, with the draft that was left before."""
        if self.query(PromptLine) or not self.may_edit(prompt.value):
            return
        self.hush()
        draft = self.custdev.take_draft(prompt.key).get(LINE, prompt.value)
        self._return_mode = self.mode
        opened = PromptLine(prompt, draft, self.choice_list, self)
        self.choice_list.styles.dock = "bottom"
        self.choice_list.styles.margin = (0, 0, 3, len(prompt.label) + 7)
        # Keys that came in the same breath are the line's: it has the focus before the next one is looked at.
        await self.mount(opened)
        self.set_focus(opened.field)
        self.give_mark(prompt.footer)

    def say(self, words: str, *keys: Hint, tone: Tone = "plain", lead: str = "") -> None:
        """Show a message; what went wrong is shown in the line too, which covers the message line."""
        super().say(words, *keys, tone=tone, lead=lead)
        lines = self.query(PromptLine)
        if lines and tone != "plain":
            lines.first().refuse(f"{lead}  {words}" if lead else words)

    def do(self, operation: Callable[..., Change], *args: object, words: str = "", **kwargs: object) -> None:
        """Do an operation for the line at the bottom: a rule that says no is raised, so that the text stays."""
        self._done = self.session.run(operation, *args, starting=self.draft, **kwargs)
        if self._done.is_empty:
            self.say("It was like that already.")
        elif words:
            self.say(words, ("change.undo", "undo"))

    def edit_or_contest(
        self, operation: Callable[..., Change], seen: Card | Note, words: str, **fields: object
    ) -> None:
        """Save what was written in the editor, or offer both versions."""
        try:
            change = self.session.run(operations.edit_from, operation, seen, starting=self.draft, **fields)
        except Contested as contested:
            self.contest(contested)
        except DomainError as error:
            self.keep_draft(seen, fields)
            self.say(f"{error} What you wrote is kept as a draft.", tone="warn")
        else:
            if not change.is_empty:
                self.say(words, ("change.undo", "undo"))

    def take_line(self, entered: Entered) -> None:
        """Do what was asked for; a rule that says no is told in the line, which stays."""
        self._done = None
        if entered.prompt.ends_when_empty and not entered.text.strip():
            self._close_line()
            return
        submit = entered.prompt.also if entered.also and entered.prompt.also else entered.prompt.submit
        try:
            submit(entered.text)
        except Contested as contested:
            self._close_line()
            self.contest(contested)
            return
        except OverAsked as over:
            self._ask_why(entered, over)
            return
        except MaybeKnown as error:
            self._ask_who(entered, error)
            return
        except DomainError as error:
            self.query_one(PromptLine).refuse(str(error))
            return
        if self._done is not None and entered.prompt.keeps_draft:
            typed = typed_line(entered.text, entered.prompt.seen)
            self.custdev.drafts.hand_in(self._done.event.uid, entered.prompt.key, typed)
        following = entered.prompt.again(entered.text) if entered.and_again and entered.prompt.again else None
        if isinstance(following, Prompt):
            self._go_on_with(following)
        elif following is not None:
            self.query_one(PromptLine).set_text(following)
        else:
            self._close_line()

    def _ask_why(self, entered: Entered, over: OverAsked) -> None:
        """Ask for the reason to go on, where somebody is asked for more than is good."""
        give = entered.prompt.with_reason
        if give is None:
            self.query_one(PromptLine).refuse(str(over))
            return
        whom = " ".join(person.pid for person in over.people)
        drafts, key = self.custdev.drafts, entered.prompt.key
        drafts.leave(key, typed_line(entered.text, entered.prompt.seen))  # until the reason is given

        def go_on(reason: str) -> None:
            give(entered.text, line(reason, "Going on"))
            drafts.take(key)

        self._go_on_with(
            Prompt(
                key=f"why:{key}",
                label=f"why ask {whom} again",
                submit=go_on,
                hint=hinting(f"{over.why}; a reason goes on and is logged, esc leaves it", "warn"),
                again=entered.prompt.again if entered.and_again else None,
                always_again=entered.and_again,
            )
        )

    def _ask_who(self, entered: Entered, error: MaybeKnown) -> None:
        """Ask whether somebody who is to be made known is one of those who may be meant."""
        prompt, text = entered.prompt, entered.text
        settle = prompt.with_person
        if settle is None:
            self.query_one(PromptLine).refuse(str(error))
            return
        candidates = Candidates(self.session, error.people, text, names=self.custdev.names_shown)
        drafts, typed = self.custdev.drafts, typed_line(text, prompt.seen)
        drafts.leave(prompt.key, typed)  # until it is said who it is

        def take(line: str, why: str = "") -> None:
            person = candidates.chosen(line)
            settle(text, person.uid if person else None, why)
            drafts.take(prompt.key)
            if self._done is not None:
                drafts.hand_in(self._done.event.uid, prompt.key, typed)

        self._go_on_with(
            Prompt(
                key=f"who:{prompt.key}",
                label="who is it",
                submit=take,
                with_reason=take,
                hint=lambda line: Row((Span(candidates.question, "warn"),), (Span("esc goes back", "muted"),)),
                choices=lambda line: candidates.choices(),
                takes_choice=True,
                keeps_draft=False,
                back=(prompt, text),
            )
        )

    def _go_on_with(self, prompt: Prompt) -> None:
        """Ask another thing in the line that is open."""
        self.query_one(PromptLine).ask(prompt)
        self.give_mark(prompt.footer)

    def leave_line(self, prompt: Prompt, text: str) -> None:
        """Close a line that was left; what was typed is kept as a draft. From a question about it one goes back."""
        if prompt.back is not None:
            before, typed = prompt.back
            self.custdev.drafts.take(before.key)
            self._go_on_with(before)
            self.query_one(PromptLine).set_text(typed)
            return
        if prompt.keeps_draft and text.strip() and text != prompt.value:
            self.custdev.drafts.leave(prompt.key, typed_line(text, prompt.seen))
            self.say("Kept as a draft for next time.")
        self._close_line()

    def write_line(self, prompt: Prompt, text: str) -> None:
        """Go on with a line in the editor, and do what was asked for with what was written there."""
        written = self.custdev.write_in_editor(text)
        if written is not None and written.strip():
            try:
                prompt.submit(written)
            except Contested as contested:
                self._close_line()
                self.contest(contested)
                return
            except DomainError as error:
                self.custdev.drafts.leave(prompt.key, typed_line(written, prompt.seen))
                self.query_one(PromptLine).refuse(str(error))
                return
            self._close_line()

    @on(ItemList.Chosen)
    def _choice_clicked(self, event: ItemList.Chosen) -> None:
        if isinstance(event.item_list, ChoiceList):
            event.stop()
            self.take_choice(event.index)

    def take_choice(self, index: int) -> None:
        """Take a completion that was clicked into the line."""
        self.choice_list.select(index)
        for opened in self.query(PromptLine):
            opened.action_complete()

    def _close_line(self) -> None:
        for opened in self.query(PromptLine):
            opened.finish()
        self.choice_list.show(())
        self.give_mark(self._return_mode)
        self.call_after_refresh(self.offer_versions)
