"""The line at the bottom: opening it, keeping drafts, handing it in."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from tui.app.prompts import Prompt
from tui.app.screens.board.contesting import Contesting
from tui.app.widgets.prompt import PromptLine
from tui.domain.change import Change
from tui.domain.errors import DomainError
from tui.domain.operations.merging import Contested
from tui.session import Notice


class Asking(Contesting):
    """Asks one line at a time; what is typed is never lost."""

    _return_mode = "board"
    _handed_in: tuple[Prompt, str] | None = None

    async def ask(self, prompt: Prompt) -> None:
        """Open the line for a prompt, with the draft that was left before."""
        if self.query(PromptLine):
            return
        self.hush()
        draft = self.custdev.drafts.pop(prompt.key, prompt.value)
        self._return_mode = self.mode
        line = PromptLine(prompt, draft, self.choice_list)
        self.choice_list.styles.dock = "bottom"
        self.choice_list.styles.margin = (0, 0, 3, len(prompt.label) + 7)
        # Keys that came in the same breath are the line's: it has the focus before the next one is looked at.
        await self.mount(line)
        self.set_focus(line.field)
        self.panel.take_mark(False)
        self.mark_board(prompt.footer)

    def say(self, words: str, *keys: tuple[str, str], tone: str = "plain", lead: str = "") -> None:
        """Show a message; what went wrong is shown in the line too, which covers the message line."""
        super().say(words, *keys, tone=tone, lead=lead)
        lines = self.query(PromptLine)
        if lines and tone != "plain":
            lines.first().refuse(f"{lead}  {words}" if lead else words)

    def hear(self, notice: Notice) -> None:
        """Follow a change of the workspace; what another window made impossible is kept as a draft."""
        super().hear(notice)
        if isinstance(notice.error, Contested):
            self._handed_in = None
            self.contest(notice.error)
        elif isinstance(notice.error, DomainError) and self._handed_in is not None:
            prompt, text = self._handed_in
            if prompt.keeps_draft:
                self.custdev.drafts[prompt.key] = text
                super().say(f"{notice.error} What you typed is kept as a draft.", tone="warn")
            self._handed_in = None
        elif notice.saved:
            self._handed_in = None

    def do(self, operation: Callable[..., Change], *args: object, said: str = "", **kwargs: object) -> None:
        """Do an operation for the line at the bottom: a rule that says no is raised, so that the text stays."""
        change = self.session.run(operation, *args, starting=self.draft, **kwargs)
        if change.is_empty:
            self.say("It was like that already.")
        elif said:
            self.say(said, ("u", "undo"))

    @on(PromptLine.Submitted)
    def _submitted(self, event: PromptLine.Submitted) -> None:
        event.stop()
        try:
            event.prompt.submit(event.text)
        except Contested as contested:
            self._close_line()
            self.contest(contested)
            return
        except DomainError as error:
            self.query_one(PromptLine).refuse(str(error))
            return
        self.custdev.drafts.pop(event.prompt.key, None)
        self._handed_in = (event.prompt, event.text)
        if event.and_again and event.prompt.again is not None:
            self.query_one(PromptLine).set_text(event.prompt.again(event.text))
        else:
            self._close_line()

    @on(PromptLine.Cancelled)
    def _cancelled(self, event: PromptLine.Cancelled) -> None:
        event.stop()
        if event.prompt.keeps_draft and event.text.strip() and event.text != event.prompt.value:
            self.custdev.drafts[event.prompt.key] = event.text
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
                self.custdev.drafts[event.prompt.key] = written
                self.query_one(PromptLine).refuse(str(error))
                return
            self._close_line()

    def _close_line(self) -> None:
        self.query(PromptLine).remove()
        self.choice_list.show(())
        back = self._return_mode
        if back == "panel":
            self.panel.take_mark(True)
        self.mark_board(back)
