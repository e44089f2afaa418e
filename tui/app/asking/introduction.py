"""Who somebody is: asked once, at their first change, which goes on as soon as that is said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui.app.asking.prompts import Choice, Prompt, hinting
from tui.app.background import in_background
from tui.app.look.paint import Shown, Span, one_line
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import person_name
from tui.domain.records import Event
from tui.domain.search.matching import begins
from tui.session import Session
from tui.settings.own_name import Offer, keep_name, offered_names

if TYPE_CHECKING:
    from tui.app.app import CustdevApp
    from tui.app.here import Here


def has_more_keys(app: CustdevApp) -> bool:
    """Return whether keys wait behind the one that is looked at: they were typed before anything could be asked."""
    waiting: Iterable[Message] = app._message_queue.values
    return any(isinstance(message, events.Key | events.Paste) for message in waiting)


async def introduce(here: Here, act: Callable[[], Awaitable[object]]) -> None:
    """Ask who somebody is, and go on with what they began, also where that is not said: it is asked once in a run."""
    app = here.custdev
    alias, app.asks_who = here.session.actor, False
    offers = await asyncio.to_thread(offered_names, here.session.folder)

    async def go_on() -> None:
        await act()
        if here.session.actor != alias:
            _keep(here, alias)

    await here.ask(
        Prompt(
            key="introduction",
            label="who are you",
            submit=partial(_take, here),
            value=offers[0].name if offers else "",
            footer="introduction",
            hint=hinting("what the team calls you; kept in your settings, and not asked again"),
            choices=partial(_choices, offers),
            keeps_draft=False,
            after=go_on,
        )
    )
    if not here.line.is_open:
        await act()


def _choices(offers: Sequence[Offer], text: str) -> Sequence[Choice]:
    """Offer what was not taken already: all of it until something else is typed."""
    untouched = not text or (bool(offers) and text == offers[0].name)
    fits = [offer for offer in offers if offer.name != text and (untouched or begins(offer.name, text))]
    return [Choice(offer.name, _spans(offer.name), _spans(offer.source, "muted")) for offer in fits]


def _spans(text: str, style: str = "text") -> tuple[Span, ...]:
    return (Span(one_line(Shown(text)), style),)


def _take(here: Here, text: str) -> None:
    name = person_name(text)
    if name is None:
        raise NotAllowed("Say what the team calls you, or leave it with esc.")
    here.custdev.act_as(name)


def _keep(here: Here, alias: str) -> None:
    """Keep the name of who acts by now, and have what was done here under an alias told as theirs."""
    app, session, name = here.custdev, here.session, here.session.actor

    def sign(own: list[Event]) -> None:
        if own:
            session.run(operations.sign_work, alias, own, name)

    in_background(app, "introduction", partial(keep_name, name), lambda place: None, here.say_error)
    in_background(app, "signing", partial(own_events, session, alias), sign, here.say_error)


def own_events(session: Session, alias: str) -> list[Event]:
    """Return what was done under an alias in this installation. Looks through events: not for the interface thread."""
    mark = session.installation
    return [event for event in session.events(by=alias) if event.session.endswith(mark)] if mark else []
