"""The line at the bottom: opening it, keeping drafts, handing it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.app.asking.prompt_line import ChoiceList, Entered, PromptLine
from tui.app.asking.prompts import Candidates, Prompt, hinting
from tui.app.here import Here
from tui.app.look.paint import Row, Span
from tui.app.typed import LINE, Drafts, typed_line
from tui.domain.errors import DomainError
from tui.domain.operations.checks import line
from tui.domain.operations.merging import Contested
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.people.invitations import OverAsked


class Line:
    """Asks one thing at a time on a screen; what is typed is never lost."""

    def __init__(self, here: Here) -> None:
        self.choices = ChoiceList()
        self._here = here
        self._opened: PromptLine | None = None
        self._mode_before = ""

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return self._opened is not None

    @property
    def _drafts(self) -> Drafts:
        return self._here.custdev.drafts

    async def choices_at(self, edge: str) -> ChoiceList:
        """Return the list of completions, at the top or the bottom of the screen."""
        if not self.choices.is_attached:
            await self._here.mount(self.choices)
        self.choices.styles.dock = edge
        return self.choices

    async def ask(self, prompt: Prompt) -> None:
        """Open the line for a prompt, with the draft that was left before."""
        here = self._here
        if self._opened is not None or not here.may_edit(prompt.value):
            return
        here.hush()
        draft = here.custdev.take_draft(prompt.key).get(LINE, prompt.value)
        self._mode_before = here.mode
        with here.app.batch_update():  # list and line together; else all is laid out and drawn for each
            choices = await self.choices_at("bottom")
            self._opened = opened = PromptLine(prompt, draft, choices, self)
            choices.styles.margin = (0, 0, 3, len(prompt.label) + 7)
            await here.mount(opened)
        here.give_mark(prompt.footer)

    def refuse(self, sentence: str) -> None:
        """Say in the line why what was typed was not taken; the text stays."""
        if self._opened is not None:
            self._opened.refuse(sentence)

    def take(self, entered: Entered) -> None:
        """Do what was asked for; a rule that says no is told in the line, which stays."""
        here, prompt = self._here, entered.prompt
        here.change = None
        if prompt.ends_when_empty and not entered.text.strip():
            self._close()
            return
        submit = prompt.also if entered.also and prompt.also else prompt.submit
        try:
            submit(entered.text)
        except Contested as contested:
            self._close()
            here.custdev.contests.add(contested, here)
            return
        except OverAsked as over:
            self._ask_why(entered, over)
            return
        except MaybeKnown as error:
            self._ask_who(entered, error)
            return
        except DomainError as error:
            self.refuse(str(error))
            return
        if here.change is not None and prompt.keeps_draft:
            self._drafts.hand_in(here.change.event.uid, prompt.key, typed_line(entered.text, prompt.seen))
        following = prompt.again(entered.text) if entered.and_again and prompt.again else None
        if isinstance(following, Prompt):
            self._go_on_with(following)
        elif following is not None and self._opened is not None:
            self._opened.set_text(following)
        else:
            self._close(prompt.after)

    def _ask_why(self, entered: Entered, over: OverAsked) -> None:
        """Ask for the reason to go on, where somebody is asked for more than is good."""
        give, drafts, key = entered.prompt.with_reason, self._drafts, entered.prompt.key
        if give is None:
            self.refuse(str(over))
            return
        whom = " ".join(person.pid for person in over.people)
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
        here, drafts, prompt, text = self._here, self._drafts, entered.prompt, entered.text
        settle = prompt.with_person
        if settle is None:
            self.refuse(str(error))
            return
        candidates = Candidates(here.session, error.people, text, names=here.custdev.names_shown)
        typed = typed_line(text, prompt.seen)
        drafts.leave(prompt.key, typed)  # until it is said who it is

        def take(line: str, why: str = "") -> None:
            person = candidates.chosen(line)
            settle(text, person.uid if person else None, why)
            drafts.take(prompt.key)
            if here.change is not None:
                drafts.hand_in(here.change.event.uid, prompt.key, typed)

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
        if self._opened is not None:
            self._opened.ask(prompt)
            self._here.give_mark(prompt.footer)

    def leave(self, prompt: Prompt, text: str) -> None:
        """Close a line that was left; what was typed is kept as a draft. From a question about it one goes back."""
        if prompt.back is not None and self._opened is not None:
            before, typed = prompt.back
            self._drafts.take(before.key)
            self._go_on_with(before)
            self._opened.set_text(typed)
            return
        if self.keep(prompt, text):
            self._here.say("Kept as a draft for next time.")
        self._close(prompt.after)

    def keep(self, prompt: Prompt, text: str) -> bool:
        """Keep what was typed as a draft; return whether that is worth it."""
        if not (prompt.keeps_draft and text.strip() and text != prompt.value):
            return False
        self._drafts.leave(prompt.key, typed_line(text, prompt.seen))
        return True

    def write(self, prompt: Prompt, text: str) -> None:
        """Go on with a line in the editor, and do what was asked for with what was written there."""
        here = self._here

        def take(written: str) -> None:
            if not written.strip():
                return
            try:
                prompt.submit(written)
            except Contested as contested:
                here.custdev.contests.add(contested, here)
            except DomainError:
                self._drafts.leave(prompt.key, typed_line(written, prompt.seen))
                raise
            self._close()

        here.custdev.write_in_editor(text, take)

    def _close(self, after: Callable[[], Awaitable[object]] | None = None) -> None:
        here, opened, self._opened = self._here, self._opened, None
        gone = None
        if opened is not None:
            here.set_focus(None)
            gone = opened.finish()
        self.choices.let_go()
        here.give_mark(self._mode_before)
        here.call_after_refresh(here.custdev.offer_versions, here)
        if after is not None:
            here.custdev.go_on(here, after, behind=gone)
