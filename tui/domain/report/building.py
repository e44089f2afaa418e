"""Builds the report of a standup, and looks once more whether it names anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from tui.domain.policy import Policy
from tui.domain.pulse import pulse_of
from tui.domain.records import Contact, Experiment, Standup
from tui.domain.report.customers import customers_of, privacy_due_of
from tui.domain.report.findings import hypotheses_of, learned_besides, metrics_of
from tui.domain.report.parts import Decided, LeakCheck, StandupReport
from tui.domain.report.telling import Teller
from tui.domain.report.work import Work
from tui.domain.workspace import Workspace

SHORT_ID = 4
_CODES = frozenset(
    ("key", "timezone", "profile", "record", "method", "kind", "stage", "stance", "sign", "scope", "what", "why")
)
"""Fields whose words are ours, or those of the team's settings."""


def build_report(
    workspace: Workspace,
    experiments: Sequence[Experiment],
    policy: Policy,
    *,
    since: datetime,
    now: datetime,
    moved: frozenset[str],
    standup: Standup | None = None,
    pulled: frozenset[str] | None = None,
    present: Workspace | None = None,
) -> StandupReport:
    """Return the report over some boards: what happened since a time, and how things stand now.

    The same workspace and the same times give the same report. `moved` are the cards (uids) that changed their column
    since then, `standup` is the one that is reported, with its decisions and who was there. `pulled` are the cards
    that entered an active column since it began, or since midnight without one (see `pulled_since`); where that is
    not known, it is those whose work began since then. Where the workspace is one of an earlier time, `present` is the
    one of today: nobody who is known by now is named, and nobody who said no in the meantime is quoted.
    """
    at = now.astimezone(UTC).replace(microsecond=0)
    teller = Teller(workspace, experiments, policy, since=since, now=now, present=present)
    work = Work(teller, moved)
    report = StandupReport(
        at=at,
        since=since.astimezone(UTC),
        day=teller.today,
        timezone=teller.timezone,
        boards=tuple(work.boards.values()),
        pulse=pulse_of(workspace, experiments, policy, since, now, moved),
        done=work.done(),
        blocked=work.blocked(),
        expedite=work.expedite(),
        doing=work.doing(),
        customers=customers_of(teller),
        hypotheses=hypotheses_of(teller, work.boards),
        metrics=metrics_of(teller, work.boards),
        pulled=work.pulled(standup.started_at if standup else None, pulled),
        at_limit=work.at_limit(),
        decisions=_decisions(teller, standup),
        attendees=tuple(teller.owner(name) for name in standup.attendees) if standup else (),
        privacy_due=privacy_due_of(teller),
        learned=learned_besides(teller),
        record=standup.uid[-SHORT_ID:].lower() if standup else "",
    )
    report = replace(report, changed=teller.changed, left_out=teller.left_out)
    return replace(report, check=_check(teller, report))


def _decisions(teller: Teller, standup: Standup | None) -> tuple[Decided, ...]:
    cards = teller.workspace.cards
    return tuple(
        Decided(
            text=teller.line(each.text),
            owner=teller.owner(each.owner),
            due=each.due,
            card=teller.card(cards[each.card]) if each.card and each.card in cards else None,
        )
        for each in (standup.decisions if standup else ())
    )


def _check(teller: Teller, report: StandupReport) -> LeakCheck:
    """Look for everybody who is known in everything the report says that somebody typed."""
    contacts = teller.present.contacts.values()
    found = sum(len(teller.scrubber.hits(text)) for text in set(_texts(msgspec.to_builtins(report))))
    return LeakCheck(len({each.participant for each in contacts}), sum(map(_identifiers, contacts)), found)


def _identifiers(contact: Contact) -> int:
    lists = (contact.email, contact.tel, contact.url, contact.adr)
    return sum(map(bool, (contact.fn, contact.nickname, contact.org))) + sum(map(len, lists))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in _CODES:
                yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
