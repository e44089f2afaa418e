"""The people screen as it is used: all that keys do on it, and what takes people, or what they said, out for good."""

from __future__ import annotations

from functools import partial

from tui.app.asking.prompts import Prompt, hinting
from tui.app.asking.rewriting import edit_note
from tui.app.background import in_background
from tui.app.keys.commands import Place
from tui.app.keys.going import Going
from tui.app.people.acting import PeopleActing
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.people.consent import refuses_notes
from tui.domain.privacy.erasing.together import SharedText
from tui.domain.text import clean_line, plural
from tui.session.erasing import Forgotten, forget


class PeopleScreen(PeopleActing, Going):
    """Everybody, with who is due first."""

    place: Place = "people"

    async def action_forget_notes(self) -> None:
        """Delete what was noted about the person, who wants none of it kept, once the P-id is typed."""
        person = self.person
        if person is None:
            return
        if not refuses_notes(self.session.workspace, person, self.session.today):
            self.say(f"{person.pid} has not said that no notes are to be kept.", ("consent.give", "permission"))
            return

        def submit(text: str) -> None:
            if clean_line(text).lstrip("@").upper() != person.pid:
                raise NotAllowed(f"That is not {person.pid}. Nothing was changed.")
            self._forget(person.uid)

        label = f"type {person.pid} to delete the notes"
        hint = hinting("in every file and backup; this cannot be undone", "warn")
        await self.ask(Prompt(f"forget:{person.uid}", label, submit, hint=hint, keeps_draft=False))

    def _forget(self, uid: str) -> None:
        person = self.session.workspace.participants[uid]

        def tell(done: Forgotten) -> None:
            words = f"Deleted {plural(done.notes, 'note')} about {person.pid}"
            if done.touchpoints:
                words += f", and what was written of {plural(done.touchpoints, 'conversation')}"
            if done.exports:
                words += f". {plural(len(done.exports), 'copy tells', 'copies tell')} of them: custdev snapshot list"
            self.say(words)

        in_background(self, "forgetting", partial(forget, self.session, person), tell, self.say_error)

    def action_erase(self) -> None:
        """Look at what erasing the person reaches, and erase them once their P-id is typed."""
        from tui.app.people.erasing_dialog import ErasingScreen  # nearly nobody ever needs it

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
            await edit_note(self, note)
        elif met is not None:
            private = self.custdev.mask.why_not(met, workspace, self.session.today)
            if private:
                self.say(f"{private[:1].upper()}{private[1:]}.", ("app.names", "shows it to you"))
                return
            field = "summary" if met.summary == shared.text else "expectation"

            def submit(text: str) -> None:
                self.do(operations.edit_touchpoint, met.uid, words=f"Edited the {field}", **{field: text})

            await self.ask(Prompt(f"edit-{field}:{met.uid}", f"edit {field}", submit, shared.text))
