"""Which conversation is read on its page: that of what is chosen, the latest with somebody, one of those of a card."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.asking.prompts import Choice, picking
from tui.app.board.card_place import CardPlace
from tui.app.here import Here
from tui.app.interviews.interview_screen import open_interview
from tui.app.look.paint import Span
from tui.app.people.screen import PeopleScreen
from tui.domain.errors import NotFound
from tui.domain.facts import pids
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Card, Note, Participant, Touchpoint
from tui.domain.text import clean_line
from tui.domain.time.dates import day_words


def read_with_person(here: PeopleScreen, subject: Touchpoint | Participant) -> None:
    """Show the page of the chosen touchpoint, else of the latest that was had with the person."""
    if isinstance(subject, Touchpoint):
        open_interview(here, subject)
        return
    workspace = here.session.workspace
    had = [workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(subject.uid)]
    met = next((one for one in reversed(had) if one.status == "done"), None)
    if met is None:
        here.say(f"Nobody spoke with {subject.pid} yet.", ("touchpoint.add", "logs a touchpoint"))
    else:
        open_interview(here, met)


async def read_of_card(here: CardPlace, subject: Note | Card) -> None:
    """Show the page of the touchpoint a note is from, else of one that concerns the card."""
    workspace = here.session.workspace
    if isinstance(subject, Note):
        if (met := workspace.touchpoints.get(subject.touchpoint or "")) is not None:
            open_interview(here, met)
        else:
            here.say("That note is from no touchpoint.", ("note.add", "writes one down"))
        return
    met_for = [workspace.touchpoints[uid] for uid in workspace.touchpoint_uids_of(subject.uid)]
    if not met_for:
        here.say("Nobody was met for this card yet.", ("touchpoint.add", "logs a touchpoint"))
    elif len(met_for) == 1:
        open_interview(here, met_for[0])
    else:
        await _ask_which(here, met_for)


async def _ask_which(here: Here, touchpoints: Sequence[Touchpoint]) -> None:
    """Offer touchpoints, the latest first."""
    named = {f"{at} {_words(here, met)}": met for at, met in enumerate(reversed(touchpoints), 1)}

    def offer(text: str) -> Sequence[Choice]:
        typed = clean_line(text).casefold()
        return [Choice(words, (Span(words),)) for words in named if typed in words.casefold()]

    def submit(text: str) -> None:
        if text not in named:
            raise NotFound("There is no such touchpoint. Nothing was changed.")
        open_interview(here, named[text])

    await here.ask(picking("read-interview", "read", submit, offer))


def _words(here: Here, met: Touchpoint) -> str:
    day = day_words(here.session.policy.day(met.at), here.session.today)
    return " ".join((method_words(met.method), *pids(here.session.workspace, met.people), day))
