"""Doing something with people: writing down, permission, asking them to take part, closing what is open."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.asking.capturing import Subject, ask_note, ask_touchpoint, close_loop, open_permission, settle
from tui.app.asking.prompts import Choice, Prompt, hinting
from tui.app.asking.rewriting import edit_note
from tui.app.asking.speaking import people_named, person_of
from tui.app.here import Here
from tui.app.look.paint import Span
from tui.app.look.panels import PanelItem
from tui.app.people.looking import PeopleEditing
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.lines.touchpoint_line import parse_touchpoint
from tui.domain.people.invitations import INVITATION_STATUSES, invitation_words
from tui.domain.people.meeting import next_with
from tui.domain.records import Invitation, Note, Participant
from tui.domain.text import clean_line


def invite_prompt(screen: Here, person: Participant) -> Prompt:
    """Return the line that notes that somebody was asked to take part: `interview email yesterday: at the fair`."""

    def submit(text: str, reason: str = "") -> None:
        line = parse_touchpoint(text, screen.session.now(), screen.session.policy)
        if line.people or line.planned:
            raise NotAllowed("Say how they were asked, and when; t plans what they said yes to.")
        method = None if line.method == "other" else line.method
        screen.do(
            operations.invite,
            [person.uid],
            method=method,
            channel=line.channel,
            at=line.at,
            note=line.text,
            reason=reason,
            words=f"Noted that {person.pid} was asked",
        )

    return Prompt(
        key=f"invite:{person.uid}",
        label=f"{person.pid} was asked to",
        submit=submit,
        with_reason=submit,
        hint=hinting("interview email yesterday: anything worth knowing; nothing has to be said"),
    )


def answer_prompt(screen: Here, person: Participant, asked: Invitation) -> Prompt:
    """Return the line that notes what came of an invitation, of which it offers the words there are."""
    statuses = [status.replace("_", " ") for status in INVITATION_STATUSES if status != asked.status]

    def offer(text: str) -> Sequence[Choice]:
        typed = clean_line(text).casefold()
        return [Choice(status, (Span(status),)) for status in statuses if status.startswith(typed)]

    def submit(text: str) -> None:
        words = f"Noted what {person.pid} said to {invitation_words(asked)}"
        screen.do(operations.answer_invitation, asked.uid, clean_line(text).replace(" ", "_"), words=words)

    return Prompt(
        key=f"answer:{asked.uid}",
        label=f"{person.pid}, {invitation_words(asked)}",
        submit=submit,
        hint=hinting("what came of it; enter takes the marked one"),
        choices=offer,
        takes_choice=True,
        keeps_draft=False,
    )


class PeopleActing(PeopleEditing):
    """Every key acts on the selected person, or on what is chosen in the panel."""

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in the panel."""
        return self.panel.chosen if self.mode == "person" else None

    async def action_note(self) -> None:
        """Capture a line about the person; about what was said where a touchpoint is chosen."""
        subject = self._subject()
        if subject is not None:
            await ask_note(self, subject)

    async def action_touchpoint(self) -> None:
        """Log a touchpoint with the person, or plan one."""
        if self.person is not None:
            await ask_touchpoint(self, Subject(people=(self.person.uid,)))

    async def action_permission(self) -> None:
        """Give or withdraw what the person agrees to."""
        if self.person is not None:
            open_permission(self, self.person.uid)

    async def action_open(self) -> None:
        """Go into the panel, or open what is chosen there."""
        if self.mode == "people":
            self.open_panel()
            return
        if card := self.chosen_of("card"):
            if not self.custdev.show_card(card):
                self.say("That card is on an earlier iteration of its board.", tone="warn")
        elif note := self._chosen_note:
            await self._edit_note(note)
        elif self.chosen is not None and self.chosen.target == "older":
            self._whole = self.selected
            self.show_panel()

    async def action_edit(self) -> None:
        """Edit the person, or the note that is chosen."""
        if note := self._chosen_note:
            await self._edit_note(note)
        elif self.person is not None:
            self.edit(self.person)

    async def action_invite(self) -> None:
        """Note that the person was asked to take part."""
        if self.person is not None:
            await self.ask(invite_prompt(self, self.person))

    async def action_answer_invitation(self) -> None:
        """Note what came of asking the person; of several invitations that are open, of the first."""
        person = self.person
        if person is None:
            return
        invitations = self.session.workspace.invitations_of(person.uid)
        asked = next((invitation for invitation in invitations if invitation.is_open), None)
        if asked is None:
            self.say(f"{person.pid} was not asked for anything that is open.", ("invitation.add", "ask to take part"))
            return
        await self.ask(answer_prompt(self, person, asked))

    def action_session(self) -> None:
        """Read what to know before the next conversation with the person."""
        from tui.app.board.brief import MeetingScreen

        if self.person is None:
            return
        try:
            touchpoint = next_with(self.session.workspace, self.person, self.session.now())
        except NotFound as error:
            self.say_error(error)
            return
        self.app.push_screen(MeetingScreen(touchpoint.uid))

    async def action_merge(self) -> None:
        """Put the person into another record of the same person."""
        old = self.person
        if old is None:
            return

        def offer(text: str) -> Sequence[Choice]:
            typed = clean_line(text).lstrip("@")
            people = people_named(self, typed)
            return [Choice(other.pid, spans) for other, spans in people if other.uid != old.uid]

        await self.ask(
            Prompt(
                key=f"merge:{old.uid}",
                label=f"{old.pid} is the same person as",
                submit=lambda text: self._merge(old, clean_line(text).lstrip("@").upper()),
                hint=hinting("enter takes the marked one, whose P-id and name stay"),
                choices=offer,
                takes_choice=True,
                keeps_draft=False,
            )
        )

    def _merge(self, old: Participant, pid: str) -> None:
        person = person_of(self, pid)
        self.do(operations.merge_contacts, old.uid, person.uid, words=f"Put {old.pid} into {person.pid}")
        self.update()
        self.select_person(person.uid)

    def action_tick(self) -> None:
        """Say that what is chosen was had, kept or answered."""
        if note := self._chosen_note:
            close_loop(self, note)
        elif touchpoint := self.chosen_of("touchpoint"):
            self._settle(touchpoint)
        elif incentive := self.chosen_of("incentive"):
            self._pay(incentive)
        else:
            self.say("x acts on a request, a promise, a planned touchpoint or an incentive.", ("tab", "chooses one"))

    def _pay(self, uid: str) -> None:
        """Say that an incentive was paid, or that it was not after all."""
        promised = self.session.workspace.incentives.get(uid)
        if promised is None:
            return
        paid = promised.paid_at is None
        self.run(operations.pay_incentive, uid, paid, words="Paid" if paid else "Not paid after all")

    def action_archive(self) -> None:
        """Archive the chosen note."""
        if note := self._chosen_note:
            self.run(operations.archive_note, note, words="Archived the note")
        else:
            self.say("d archives a note; people stay.", ("tab", "chooses one"))

    @property
    def _chosen_note(self) -> str | None:
        """The note that is chosen, perhaps one that waits for an answer."""
        return self.chosen_of("note", "waiting")

    def _subject(self) -> Subject | None:
        person = self.person
        touchpoint = self.session.workspace.touchpoints.get(self.chosen_of("touchpoint") or "")
        if touchpoint is not None:
            return Subject(people=touchpoint.people, touchpoint=touchpoint)
        return Subject(people=(person.uid,)) if person is not None else None

    async def _edit_note(self, uid: str) -> None:
        note = self.session.workspace.notes.get(uid)
        if isinstance(note, Note):
            await edit_note(self, note)

    def _settle(self, uid: str) -> None:
        touchpoint = self.session.workspace.touchpoints.get(uid)
        if touchpoint is None or touchpoint.status == "done":
            self.say("That one was had already.")
        else:
            settle(self, touchpoint)
