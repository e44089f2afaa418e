"""The line at the bottom: opening it, keeping drafts, handing it in."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from tui.app.paint import Row, Span
from tui.app.prompts import Prompt
from tui.app.screens.contesting import Contesting
from tui.app.typed import LINE, typed_line
from tui.app.widgets.prompt import ChoiceList, PromptLine
from tui.domain import operations
from tui.domain.asking import OverAsked
from tui.domain.change import Change
from tui.domain.errors import DomainError
from tui.domain.operations.checks import line
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note
from tui.session import Draft


class Asking(Contesting):
    """Asks one line at a time; what is typed is never lost.

    `mode` says what has the keys: the screen itself, its panel, or a line, by the name of its footer. With a `draft`,
    what is asked for is the first change to a board that is not started.
    """

    mode = ""
    draft: Draft | None = None
    choice_list: ChoiceList
    _return_mode = ""
    _done: Change | None = None

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to what had it before."""
        raise NotImplementedError

    async def ask(self, prompt: Prompt) -> None:
        """Open the line for a prompt, with the draft that was left before."""
        if self.query(PromptLine):
            return
        self.hush()
        draft = self.custdev.drafts.take(prompt.key).get(LINE, prompt.value)
        self._return_mode = self.mode
        opened = PromptLine(prompt, draft, self.choice_list)
        self.choice_list.styles.dock = "bottom"
        self.choice_list.styles.margin = (0, 0, 3, len(prompt.label) + 7)
        # Keys that came in the same breath are the line's: it has the focus before the next one is looked at.
        await self.mount(opened)
        self.set_focus(opened.field)
        self.give_mark(prompt.footer)

    def say(self, words: str, *keys: tuple[str, str], tone: str = "plain", lead: str = "") -> None:
        """Show a message; what went wrong is shown in the line too, which covers the message line."""
        super().say(words, *keys, tone=tone, lead=lead)
        lines = self.query(PromptLine)
        if lines and tone != "plain":
            lines.first().refuse(f"{lead}  {words}" if lead else words)

    def do(self, operation: Callable[..., Change], *args: object, said: str = "", **kwargs: object) -> None:
        """Do an operation for the line at the bottom: a rule that says no is raised, so that the text stays."""
        self._done = self.session.run(operation, *args, starting=self.draft, **kwargs)
        if self._done.is_empty:
            self.say("It was like that already.")
        elif said:
            self.say(said, ("u", "undo"))

    def edit_or_contest(self, operation: Callable[..., Change], seen: Card | Note, said: str, **fields: object) -> None:
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
                self.say(said, ("u", "undo"))

    @on(PromptLine.Submitted)
    def _submitted(self, event: PromptLine.Submitted) -> None:
        event.stop()
        self._done = None
        if event.prompt.ends_when_empty and not event.text.strip():
            self._close_line()
            return
        submit = event.prompt.also if event.also and event.prompt.also else event.prompt.submit
        try:
            submit(event.text)
        except Contested as contested:
            self._close_line()
            self.contest(contested)
            return
        except OverAsked as over:
            self._ask_why(event, over)
            return
        except DomainError as error:
            self.query_one(PromptLine).refuse(str(error))
            return
        if self._done is not None and event.prompt.keeps_draft:
            typed = typed_line(event.text, event.prompt.seen)
            self.custdev.drafts.hand_in(self._done.event.uid, event.prompt.key, typed)
        following = event.prompt.again(event.text) if event.and_again and event.prompt.again else None
        if isinstance(following, Prompt):
            self._go_on_with(following, event.text)
        elif following is not None:
            self.query_one(PromptLine).go_on(following, event.text)
        else:
            self._close_line()

    def _ask_why(self, event: PromptLine.Submitted, over: OverAsked) -> None:
        """Ask for the reason to go on, where somebody is asked for more than is good."""
        give = event.prompt.with_reason
        if give is None:
            self.query_one(PromptLine).refuse(str(over))
            return
        whom = " ".join(person.pid for person in over.people)
        self._go_on_with(
            Prompt(
                key=f"why:{event.prompt.key}",
                label=f"why ask {whom} again",
                submit=lambda reason: give(event.text, line(reason, "Going on")),
                hint=lambda text: Row((Span(f"{over.why}; a reason goes on and is logged, esc leaves it", "warn"),)),
                again=event.prompt.again if event.and_again else None,
                always_again=event.and_again,
            )
        )

    def _go_on_with(self, prompt: Prompt, handed_in: str = "") -> None:
        """Ask another thing in the line that is open."""
        self.query_one(PromptLine).ask(prompt, prompt.value, handed_in)
        self.give_mark(prompt.footer)

    @on(PromptLine.Cancelled)
    def _cancelled(self, event: PromptLine.Cancelled) -> None:
        event.stop()
        if event.prompt.keeps_draft and event.text.strip() and event.text != event.prompt.value:
            self.custdev.drafts.leave(event.prompt.key, typed_line(event.text, event.prompt.seen))
            self.say("Kept as a draft for next time.")
        self._close_line()

    @on(PromptLine.EditorWanted)
    def _editor_wanted(self, event: PromptLine.EditorWanted) -> None:
        event.stop()
        written = self.custdev.write_in_editor(event.text)
        if written is not None and written.strip():
            try:
                event.prompt.submit(written)
            except Contested as contested:
                self._close_line()
                self.contest(contested)
                return
            except DomainError as error:
                self.custdev.drafts.leave(event.prompt.key, typed_line(written, event.prompt.seen))
                self.query_one(PromptLine).refuse(str(error))
                return
            self._close_line()

    def _close_line(self) -> None:
        self.query(PromptLine).remove()
        self.choice_list.show(())
        self.give_mark(self._return_mode)
        self.call_after_refresh(self.offer_versions)
