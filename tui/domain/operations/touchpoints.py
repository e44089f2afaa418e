"""Touchpoints: contacts with people that are planned, and those that were had."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, get_args

from tui.domain.errors import NotAllowed
from tui.domain.operations import checks
from tui.domain.operations.cards import live_card
from tui.domain.operations.declaration import writes
from tui.domain.people.invitations import check_not_over_asked
from tui.domain.records import Incentive, Invitation, Link, Note, Promise, Touchpoint, vocabulary
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace

TOUCHPOINT_METHODS: tuple[vocabulary.Method, ...] = get_args(vocabulary.Method)
CHANNELS: tuple[vocabulary.Channel, ...] = get_args(vocabulary.Channel)
DIRECTIONS: tuple[vocabulary.Direction, ...] = get_args(vocabulary.Direction)
TOUCHPOINT_STATUSES: tuple[vocabulary.TouchpointStatus, ...] = get_args(vocabulary.TouchpointStatus)
LINK_KINDS: tuple[vocabulary.LinkKind, ...] = get_args(vocabulary.LinkKind)
WITHOUT_PEOPLE: frozenset[vocabulary.Method] = frozenset(
    {"analytics", "ab_test", "digital_ethnography", "survey", "hackathon"}
)
"""Methods that look at many at once, or at what is public: these may concern nobody in particular."""
LONGEST_MINUTES = 7 * 24 * 60


@writes("touchpoint_logged", "Logged", "log", "{touchpoint}")
@writes("touchpoint_planned", "Planned", "plan", "{touchpoint}")
def log_touchpoint(
    workspace: Workspace,
    context: Context,
    method: vocabulary.Method,
    people: Sequence[str],
    *,
    at: datetime | None = None,
    status: vocabulary.TouchpointStatus = "done",
    cards: Sequence[str] = (),
    channel: vocabulary.Channel | None = None,
    direction: vocabulary.Direction = "outbound",
    duration: int | None = None,
    observers: Iterable[str] = (),
    expectation: str = "",
    summary: str = "",
    links: Iterable[Link] = (),
    surprise: str = "",
    promise: str = "",
    promised_for: date | None = None,
    reason: str = "",
) -> Change:
    """Note a contact with people that was had, or plan one; they are linked to its cards.

    Raises:
        OverAsked: Somebody it is planned with is asked often enough, and no `reason` to go on is given.
        NotAllowed: A recording of somebody who did not agree to it, a minor without the guardian's consent.
    """
    edit = Edit(workspace, context)
    how = checks.one_of(method, TOUCHPOINT_METHODS, "a method")
    with_whom = checks.the_people(workspace, people)
    linked = [live_card(workspace, uid) for uid in dict.fromkeys(cards)]
    if not with_whom and how not in WITHOUT_PEOPLE:
        raise NotAllowed("Say with whom: a P-id such as P03. Nothing was changed.")
    touchpoint = Touchpoint(
        uid=context.ids(),
        at=at or context.now,
        by=context.actor,
        method=how,
        status=checks.one_of(status, TOUCHPOINT_STATUSES, "a status of a touchpoint"),
        channel=_channel(channel),
        direction=checks.one_of(direction, DIRECTIONS, "a direction"),
        duration=_minutes(duration),
        people=with_whom,
        cards=tuple(card.uid for card in linked),
        observers=_observers(observers),
        expectation=checks.body(expectation, "An expectation"),
        summary=checks.body(summary, "A summary"),
        links=_links(links),
    )
    why = checks.short(reason, "A reason")
    _check(workspace, context, touchpoint, why, {card.experiment for card in linked})
    checks.check_may_record(workspace, touchpoint, context.today)
    edit.put(touchpoint)
    for card in linked:
        edit.update(card, people=tuple(dict.fromkeys((*card.people, *with_whom))))
    follow_touchpoint(workspace, edit, touchpoint)
    _put_said(edit, touchpoint, surprise, promise, promised_for)
    kind = "touchpoint_planned" if touchpoint.status in PLANNED else "touchpoint_logged"
    return edit.change(kind, touchpoint, reason=why)


@writes("touchpoint_edited", "Edited", "edit", "{touchpoint}")
def edit_touchpoint(workspace: Workspace, context: Context, touchpoint: str, **fields: Any) -> Change:
    """Change a touchpoint's at, method, channel, direction, duration, observers, expectation, summary or links."""
    old = checks.the_touchpoint(workspace, touchpoint)
    edit = Edit(workspace, context)
    new = edit.update(old, **checks.cleaned_fields(fields, _CLEAN, ("at",), "touchpoint"))
    _check(workspace, context, new, "edited", set())
    if not set(new.links) <= set(old.links):
        checks.check_may_record(workspace, new, context.today)
    return edit.change("touchpoint_edited", old)


@writes("touchpoint_settled", "Marked", "mark", "{touchpoint} as {outcome}", "{touchpoint}")
def settle_touchpoint(
    workspace: Workspace,
    context: Context,
    touchpoint: str,
    status: vocabulary.TouchpointStatus = "done",
    *,
    at: datetime | None = None,
    duration: int | None = None,
    summary: str | None = None,
    surprise: str = "",
    promise: str = "",
    promised_for: date | None = None,
) -> Change:
    """Say what became of a planned touchpoint: done, cancelled, or nobody came.

    One that was planned for a time to come and is done now was had now.
    """
    old = checks.the_touchpoint(workspace, touchpoint)
    edit = Edit(workspace, context)
    new = edit.update(
        old,
        status=checks.one_of(status, TOUCHPOINT_STATUSES, "a status of a touchpoint"),
        at=at or (min(old.at, context.now) if status == "done" else old.at),
        duration=old.duration if duration is None else _minutes(duration),
        summary=old.summary if summary is None else checks.body(summary, "A summary"),
    )
    _check(workspace, context, new, "settled", set())
    follow_touchpoint(workspace, edit, new)
    _put_said(edit, new, surprise, promise, promised_for)
    return edit.change("touchpoint_settled", old)


def _check(workspace: Workspace, context: Context, touchpoint: Touchpoint, reason: str, experiments: set[str]) -> None:
    if touchpoint.status == "done":
        checks.not_to_come(touchpoint.at, context.now, "A touchpoint that was had")
        checks.check_may_keep(workspace, touchpoint.people, context.today)
    elif touchpoint.status in PLANNED:
        checks.check_guardians(workspace, touchpoint.people, context.today)
    if touchpoint.status in PLANNED and not reason:
        check_not_over_asked(workspace, touchpoint.people, context, experiments)


def _put_said(edit: Edit, touchpoint: Touchpoint, surprise: str, promise: str, due: date | None) -> None:
    """Put what surprised us at a touchpoint, and what was promised there, as notes of it."""
    _put_note(edit, touchpoint, "surprise", surprise)
    _put_note(edit, touchpoint, "promise", promise, due)


def _put_note(
    edit: Edit, touchpoint: Touchpoint, kind: vocabulary.NoteKind, text: str, due: date | None = None
) -> None:
    words = checks.body(text, f"A {kind}")
    if not words:
        return
    context = edit.context
    note = Note(
        context.ids(),
        words,
        context.now,
        context.actor,
        card=touchpoint.cards[0] if touchpoint.cards else None,
        people=touchpoint.people,
        kind=kind,
        touchpoint=touchpoint.uid,
        together=len(touchpoint.people) > 1,
        promise=Promise(due) if kind == "promise" else None,
    )
    edit.put(note)


def _channel(channel: vocabulary.Channel | None) -> vocabulary.Channel | None:
    return checks.one_of(channel, CHANNELS, "a channel") if channel else None


def _minutes(duration: int | None) -> int | None:
    if duration is not None and not 0 < duration <= LONGEST_MINUTES:
        raise NotAllowed(f"{duration} minutes is not how long a touchpoint takes. Nothing was changed.")
    return duration


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    cleaned = (
        Link(checks.one_of(link.kind, LINK_KINDS, "a kind of link"), checks.short(link.ref, "A link", 2_000))
        for link in links
    )
    return tuple(dict.fromkeys(link for link in cleaned if link.ref))


def _observers(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(teammate for observer in names if (teammate := checks.person_name(observer)))


_CLEAN: dict[str, Callable[[Any], Any]] = {
    "method": partial(checks.one_of, allowed=TOUCHPOINT_METHODS, what="a method"),
    "channel": _channel,
    "direction": partial(checks.one_of, allowed=DIRECTIONS, what="a direction"),
    "duration": _minutes,
    "observers": _observers,
    "expectation": partial(checks.body, what="Expectation of a touchpoint"),
    "summary": partial(checks.body, what="Summary of a touchpoint"),
    "links": _links,
}
_OUTCOMES: Mapping[vocabulary.TouchpointStatus, vocabulary.InvitationStatus] = {
    "tentative": "asked",
    "confirmed": "asked",
    "done": "came",
    "no_show": "no_show",
    "cancelled": "cancelled",
}


def follow_touchpoint(workspace: Workspace, edit: Edit, touchpoint: Touchpoint) -> None:
    """Have the invitations to a touchpoint take its outcome, and what was promised for it be owed once it was had.

    What was asked and promised before, for no touchpoint in particular, is for this one where it fits.
    """
    if touchpoint.direction != "outbound":
        return
    for person in touchpoint.people:
        for invitation in workspace.invitations_of(person):
            if _is_to(invitation, touchpoint):
                edit.update(
                    invitation,
                    touchpoint=touchpoint.uid,
                    status=_OUTCOMES[touchpoint.status],
                    # What is only planned is what we did, and nobody's answer.
                    answered_at=invitation.answered_at or (None if touchpoint.status in PLANNED else edit.context.now),
                )
        for incentive in workspace.incentives_of(person):
            if _is_for(incentive, touchpoint):
                had = touchpoint.status == "done"
                edit.update(incentive, touchpoint=touchpoint.uid, owed_since=touchpoint.at if had else None)


def _is_to(invitation: Invitation, touchpoint: Touchpoint) -> bool:
    """Return whether an invitation is to a touchpoint; what somebody declined or never answered stays so."""
    if invitation.status in ("declined", "no_answer"):
        return False
    if invitation.touchpoint is not None:
        return invitation.touchpoint == touchpoint.uid
    about = invitation.card is None or invitation.card in touchpoint.cards
    return about and invitation.method in (None, touchpoint.method) and invitation.at <= touchpoint.at


def _is_for(incentive: Incentive, touchpoint: Touchpoint) -> bool:
    if incentive.paid_at is not None:
        return False
    if incentive.touchpoint is not None:
        return incentive.touchpoint == touchpoint.uid
    return touchpoint.status not in ("no_show", "cancelled") and incentive.at <= touchpoint.at
