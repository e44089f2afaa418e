"""Erasing from the people screen, and editing first what several said together."""

from __future__ import annotations

from functools import partial

from tui.app.prompts import Prompt
from tui.app.screens.people.acting import PeopleActing
from tui.domain import operations
from tui.domain.privacy.erasing.together import SharedText


class PeopleErasing(PeopleActing):
    """The dialog shows what goes; a text that is to be edited first is edited here."""

    def action_erase(self) -> None:
        """Look at what erasing the person reaches, and erase them once their P-id is typed."""
        from tui.app.screens.erasing_dialog import ErasingScreen  # nearly nobody ever needs it

        person = self.person
        if person is not None:
            self.app.push_screen(ErasingScreen(person), self._edit_first)

    def _edit_first(self, shared: SharedText | None) -> None:
        if shared is not None:
            self.call_later(self._edit_shared, shared)

    async def _edit_shared(self, shared: SharedText) -> None:
        workspace = self.session.workspace
        note, met = workspace.notes.get(shared.uid), workspace.touchpoints.get(shared.uid)
        if note is not None:
            await self.edit_note(note)
        elif met is not None:
            private = self.custdev.mask.why_not(met, workspace, self.session.today)
            if private:
                self.say(f"{private[:1].upper()}{private[1:]}.", ("*", "shows it to you"))
                return
            field = "summary" if met.summary == shared.text else "expectation"
            change = partial(self.do, operations.edit_touchpoint, met.uid, words=f"Edited the {field}")
            await self.ask(
                Prompt(
                    key=f"edit-{field}:{met.uid}",
                    label=f"edit {field}",
                    value=shared.text,
                    submit=lambda text: change(**{field: text}),
                )
            )
