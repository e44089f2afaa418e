"""Doing something with people: writing down, permission, asking them to take part, closing what is open."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.asking.capture import people_named, person_of
from tui.app.asking.capturing import Subject, ask_note, ask_touchpoint, close_loop, open_permission, settle
from tui.app.asking.prompts import Choice, Prompt, hinting, picking
from tui.app.keys.keymap import key
from tui.app.look.paint import Span
from tui.app.people.screen import PeopleScreen
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.lines.quick_lines import parse_touchpoint
from tui.domain.people.invitations import INVITATION_STATUSES, invitation_words
from tui.domain.people.meeting import next_with
from tui.domain.records import Incentive, Note, Participant, Touchpoint
from tui.domain.text import clean_line


async def note(here: PeopleScreen, subject: Touchpoint | Participant) -> None:
    """Capture a line about the person; about what was said where a touchpoint is chosen."""
    if isinstance(subject, Touchpoint):
        await ask_note(here, Subject(people=subject.people, touchpoint=subject))
    else:
        await ask_note(here, Subject(people=(subject.uid,)))


async def touchpoint(here: PeopleScreen, person: Participant) -> None:
    """Log a touchpoint with the person, or plan one."""
    await ask_touchpoint(here, Subject(people=(person.uid,)))


def permission(here: PeopleScreen, person: Participant) -> None:
    """Give or withdraw what the person agrees to."""
    open_permission(here, person.uid)


async def invite(here: PeopleScreen, person: Participant) -> None:
    """Note that the person was asked to take part: `interview email yesterday: at the fair`."""

    def submit(text: str, reason: str = "") -> None:
        line = parse_touchpoint(text, here.session.now(), here.session.policy)
        if line.people or line.planned:
            plans = key("touchpoint.add")
            raise NotAllowed(f"Say how they were asked, and when; {plans} plans what they said yes to.")
        here.do(
            operations.invite,
            [person.uid],
            method=None if line.method == "other" else line.method,
            channel=line.channel,
            at=line.at,
            note=line.text,
            reason=reason,
            words=f"Noted that {person.pid} was asked",
        )

    await here.ask(
        Prompt(
            key=f"invite:{person.uid}",
            label=f"{person.pid} was asked to",
            submit=submit,
            with_reason=submit,
            hint=hinting("interview email yesterday: anything worth knowing; nothing has to be said"),
        )
    )


async def answer_invitation(here: PeopleScreen, person: Participant) -> None:
    """Note what came of asking the person; of several invitations that are open, of the first."""
    invitations = here.session.workspace.invitations_of(person.uid)
    asked = next((invitation for invitation in invitations if invitation.is_open), None)
    if asked is None:
        here.say(f"{person.pid} was not asked for anything that is open.", ("invitation.add", "ask to take part"))
        return
    uid, what = asked.uid, invitation_words(asked)
    statuses = [status.replace("_", " ") for status in INVITATION_STATUSES if status != asked.status]

    def offer(text: str) -> Sequence[Choice]:
        typed = clean_line(text).casefold()
        return [Choice(status, (Span(status),)) for status in statuses if status.startswith(typed)]

    def submit(text: str) -> None:
        status = clean_line(text).replace(" ", "_")
        here.do(operations.answer_invitation, uid, status, words=f"Noted what {person.pid} said to {what}")

    hint = "what came of it; enter takes the marked one"
    await here.ask(picking(f"answer:{uid}", f"{person.pid}, {what}", submit, offer, hint))


def show_sheet(here: PeopleScreen, person: Participant) -> None:
    """Read what to know before the next conversation with the person."""
    from tui.app.board.brief import MeetingScreen

    here.app.push_screen(MeetingScreen(next_with(here.session.workspace, person, here.session.now()).uid))


async def merge(here: PeopleScreen, old: Participant) -> None:
    """Put the person into another record of the same person."""

    def offer(text: str) -> Sequence[Choice]:
        people = people_named(here, clean_line(text).lstrip("@"))
        return [Choice(other.pid, spans) for other, spans in people if other.uid != old.uid]

    def submit(text: str) -> None:
        person = person_of(here, clean_line(text).lstrip("@").upper())
        here.do(operations.merge_contacts, old.uid, person.uid, words=f"Put {old.pid} into {person.pid}")
        here.catch_up()
        here.select_person(person.uid)

    hint = "enter takes the marked one, whose P-id and name stay"
    await here.ask(picking(f"merge:{old.uid}", f"{old.pid} is the same person as", submit, offer, hint))


def tick(here: PeopleScreen, subject: Note | Touchpoint | Incentive) -> None:
    """Say that what is chosen was had, kept, answered or paid; that it was not paid after all, where it was."""
    if isinstance(subject, Note):
        close_loop(here, subject.uid)
    elif isinstance(subject, Incentive):
        paid = subject.paid_at is None
        here.run(operations.pay_incentive, subject.uid, paid, words="Paid" if paid else "Not paid after all")
    elif subject.status == "done":
        here.say("That one was had already.")
    else:
        settle(here, subject)


def archive(here: PeopleScreen, chosen: Note) -> None:
    """Archive the chosen note."""
    here.run(operations.archive_note, chosen.uid, words="Archived the note")
