"""One person in a terminal: a row of the list, how things stand, and the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tui.cli.card_output import note_head
from tui.cli.people_output import (
    permission_words,
    time_words,
    touchpoint_words,
)
from tui.domain.facts import column_title
from tui.domain.history.phrases import plural
from tui.domain.people.consent import SIGNS, VALID, Sign
from tui.domain.people.incentives import incentive_words, money, totals_of
from tui.domain.people.invitations import invitation_words, standing_words, why_not
from tui.domain.people.keeping import cadence_of, keeping_of, last_words, next_touch_words
from tui.domain.people.policy import Policy
from tui.domain.people.timeline import Entry, timeline_of
from tui.domain.people.waiting import waiting_of, words_of
from tui.domain.records import Consent, Incentive, Invitation, Note, Participant, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.time.dates import ago_words, day_words
from tui.domain.time.durations import duration_words
from tui.service.consent_shapes import permission_of, scope_shapes

NO_NAME = "(name not kept here)"
ERASED = "(erased)"
AGREEING = VALID | {"expired"}
"""Where it matters how somebody agreed."""


def name_of(workspace: Workspace, person: Participant) -> str:
    """Return the name of a person, or why there is none."""
    contact = workspace.contact_of(person.uid)
    if contact is not None:
        return contact.fn
    return NO_NAME if person.erased_at is None else ERASED


def row_of(
    workspace: Workspace,
    person: Participant,
    policy: Policy,
    today: date,
    signs: Mapping[Sign, str],
) -> list[str]:
    """Return a person as a row of the list."""
    if person.erased_at is not None:
        return [person.pid, ERASED, *[""] * 7]
    keeping = keeping_of(workspace, person, policy, today)
    return [
        person.pid,
        name_of(workspace, person),
        person.relationship or "",
        ", ".join(segment.value for segment in person.segments),
        last_words(keeping),
        next_touch_words(keeping, today),
        permission_words(permission_of(workspace, person, policy, today), signs),
        str(len(workspace.note_uids_about(person.uid))),
        str(sum(card.archived_at is None for card in workspace.cards_with(person.uid))),
    ]


def describe_contact(
    workspace: Workspace, person: Participant, policy: Policy, today: date, signs: Mapping[Sign, str]
) -> Iterator[str]:
    """Yield the lines that tell how things stand with a person: in touch, permission, cards, what they wait for."""
    keeping = keeping_of(workspace, person, policy, today)
    ideal, longest = map(duration_words, cadence_of(person, policy))
    ago = ago_words(keeping.since)
    since = "never in touch" if keeping.last is None else f"last {day_words(keeping.last, today)}, {ago}"
    yield f"next touch: {next_touch_words(keeping, today)} ({since}; ideally every {ideal}, at most {longest})"
    if reason := why_not(workspace, person, policy, today):
        yield f"{person.pid} {reason}: asking for more takes a reason"
    yield from ["", *permission_lines(workspace, person, policy, today, signs)]
    if cards := workspace.cards_with(person.uid):
        yield ""
        for card in cards:
            archived = ", archived" if card.archived_at else ""
            yield f"{card_key(workspace, card)}  {card.title}  {column_title(workspace, card)}{archived}"
    if asked := workspace.invitations_of(person.uid):
        yield from ("", *(_asked_line(invitation, policy, today) for invitation in asked))
    if promised := workspace.incentives_of(person.uid):
        yield from ("", *(incentive_words(incentive, policy, today) for incentive in promised))
        yield from year_lines(promised, policy)
    if waiting := waiting_of(workspace, person.uid, policy, today):
        yield ""
        yield from (
            f"{'!' if one.is_pressing else ' '} {words_of(one, today)}  ({one.note.uid[-6:]})" for one in waiting
        )


def year_lines(promised: Iterable[Incentive], policy: Policy) -> Iterator[str]:
    """Yield what was promised in all, a line a year: `in 2026: 60 EUR`."""
    for year, totals in totals_of(promised, policy).items():
        yield f"in {year}: {', '.join(money(amount, currency) for currency, amount in totals.items())}"


def _asked_line(asked: Invitation, policy: Policy, today: date) -> str:
    note = f"  {asked.note}" if asked.note else ""
    return f"asked {time_words(asked.at, policy, today)} to {invitation_words(asked)}: {standing_words(asked)}{note}"


def permission_lines(
    workspace: Workspace, person: Participant, policy: Policy, day: date, signs: Mapping[Sign, str]
) -> Iterator[str]:
    """Yield a line for each column, and below it one for each scope of it that was ever asked about."""
    scopes = scope_shapes(workspace, person, policy, day)
    for group, sign in permission_of(workspace, person, policy, day).items():
        yield f"{signs[sign]} {group}"
        for scope in scopes:
            if scope["group"] != group or scope["at"] is None:
                continue
            facts = [scope["status"].replace("_", " ")]
            facts += [scope["method"].replace("_", " ")] if scope["status"] in AGREEING else []
            facts.append(day_words(policy.day(scope["at"]), day))
            facts += [f"until {scope['expires_at']}"] if scope["expires_at"] else []
            facts += ["by the guardian"] if scope["given_by"] == "guardian" else []
            facts += ["given only together with others, ask again"] if scope["ask_again"] else []
            yield f"    {signs[SIGNS[scope['status']]]} {scope['scope']}  {', '.join(facts)}"


def timeline_lines(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Iterator[str]:
    """Yield everything that happened with a person, newest first."""
    entries = timeline_of(workspace, person)
    notes = sum(len(entry.notes) for entry in entries)
    touchpoints = sum(entry.touchpoint is not None for entry in entries)
    yield f"timeline: {plural(notes, 'note')}, {plural(touchpoints, 'touchpoint')}"
    for entry in entries:
        yield from _entry_lines(workspace, entry, policy, today)


def _entry_lines(workspace: Workspace, entry: Entry, policy: Policy, today: date) -> Iterator[str]:
    when = time_words(entry.at, policy, today)
    if entry.is_beginning:
        yield f"{when}  made known"
    elif entry.touchpoint is not None:
        yield f"{when}  {touchpoint_line(workspace, entry.touchpoint)}"
        yield from _indented(entry.touchpoint.summary)
        for note in entry.notes:
            yield from (f"    {line}" for line in _note_lines(workspace, note, today))
    elif entry.consents:
        yield f"{when}  {_consent_words(entry.consents)}"
    else:
        for note in entry.notes:
            head, *lines = _note_lines(workspace, note, today)
            yield from [f"{when}  {head}", *lines]


def _consent_words(consents: Iterable[Consent]) -> str:
    """Return words about consent said together: `given by signed form: observe; withdrawn: record_audio`."""
    scopes: defaultdict[str, list[str]] = defaultdict(list)
    for consent in consents:
        how = f" by {consent.method}" if consent.status in VALID else ""
        scopes[f"{consent.status}{how}".replace("_", " ")].append(consent.scope)
    return "consent " + "; ".join(f"{words}: {', '.join(named)}" for words, named in scopes.items())


def touchpoint_line(workspace: Workspace, touchpoint: Touchpoint) -> str:
    """Return a touchpoint as one line: `interview, video, 25 min on CD-3 by ux  (4XG7QM)`."""
    cards = [card_key(workspace, card) for uid in touchpoint.cards if (card := workspace.cards.get(uid))]
    where = f" on {' '.join(cards)}" if cards else ""
    return f"{touchpoint_words(touchpoint)}{where} by {touchpoint.by}  ({touchpoint.uid[-6:]})"


def _note_lines(workspace: Workspace, note: Note, today: date) -> Iterator[str]:
    """Yield a note: what kind, about whom, where, how far it is, and its words indented."""
    card = workspace.cards.get(note.card or "")
    yield note_head(workspace, note, today, f" on {card_key(workspace, card)}" if card else "")
    yield from _indented(note.text)


def _indented(text: str) -> Iterator[str]:
    return (f"    {line}" for line in text.split("\n") if text)
