"""Asking people to take part, what came of it, and what they get for it: the lines that ask for that."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.paint import Span
from tui.app.prompts import Choice, Prompt
from tui.app.screens.prompting import Prompting, hinting
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.lines.touchpoint_line import parse_touchpoint
from tui.domain.people.invitations import INVITATION_STATUSES, invitation_words
from tui.domain.records import Invitation, Participant
from tui.domain.text import clean_line


def invite_prompt(screen: Prompting, person: Participant) -> Prompt:
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


def answer_prompt(screen: Prompting, person: Participant, asked: Invitation) -> Prompt:
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
