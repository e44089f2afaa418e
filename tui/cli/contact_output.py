"""One person in a terminal: who they are, a row of the list, how things stand, and the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tui.cli.card_output import note_head
from tui.cli.people_output import permission_words, time_words, touchpoint_words
from tui.domain.facts import column_title
from tui.domain.people.consent import SIGNS, VALID, Sign
from tui.domain.people.invitations import incentive_words, invitation_words, money, standing_words, totals_of
from tui.domain.people.keeping import cadence_of
from tui.domain.people.merged import former_pids
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.people.timeline import Entry, timeline_of
from tui.domain.people.waiting import words_of
from tui.domain.records import Consent, Incentive, Invitation, Note, Participant, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import ago_words, day_words, past_words
from tui.domain.time.durations import duration_words
from tui.service.people_shapes import scope_shapes

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


def say_who(workspace: Workspace, person: Participant) -> Iterator[str]:
    """Yield who somebody is: `P03  Ada Lovelace · ada@engines.example · Engines`, and what is known besides."""
    contact = workspace.contact_of(person.uid)
    facts = [*contact.email, *contact.tel, contact.title, contact.org, *contact.url, *contact.adr] if contact else []
    nickname = [f'"{contact.nickname}"'] if contact and contact.nickname else []
    yield f"{person.pid}  " + " · ".join(filter(None, (name_of(workspace, person), *nickname, *facts)))
    if contact and contact.note:
        yield from (f"    {line}" for line in contact.note.split("\n"))
    guardian = workspace.participants.get(person.guardian or "")
    about = [person.relationship or "", *(segment.value for segment in person.segments)]
    about += ["on the advisory board"] if person.advisory_board else []
    about += [f"a minor, guardian {guardian.pid if guardian else 'not named'}"] if person.is_minor else []
    former = former_pids(workspace).get(person.uid, ())
    about += [f"also {', '.join(former)}"] if former else []
    about += [f"kept until {person.retention_until}"] if person.retention_until else []
    if any(about):
        yield " · ".join(fact for fact in about if fact)


def row_of(facts: PersonFacts, signs: Mapping[Sign, str]) -> list[str]:
    """Return a person as a row of the list."""
    person = facts.person
    if person.erased_at is not None:
        return [person.pid, ERASED, *[""] * 7]
    return [
        person.pid,
        name_of(facts.workspace, person),
        person.relationship or "",
        ", ".join(segment.value for segment in person.segments),
        facts.last_words,
        facts.next_words(),
        permission_words(facts.signs, signs),
        str(facts.notes),
        str(len(facts.cards)),
    ]


def describe_contact(facts: PersonFacts, signs: Mapping[Sign, str]) -> Iterator[str]:
    """Yield the lines that tell how things stand with a person: in touch, permission, cards, what they wait for."""
    workspace, person, policy, today = facts.workspace, facts.person, facts.policy, facts.today
    keeping = facts.keeping
    ideal, longest = map(duration_words, cadence_of(person, policy))
    ago = ago_words(keeping.since)
    since = "never in touch" if keeping.last is None else f"last {past_words(keeping.last, today)}, {ago}"
    yield f"next touch: {facts.next_words()} ({since}; ideally every {ideal}, at most {longest})"
    if reason := facts.not_to_be_asked:
        yield f"{person.pid} {reason}: asking for more takes a reason"
    yield from ["", *permission_lines(facts, signs)]
    if cards := workspace.cards_with(person.uid):
        yield ""
        for card in cards:
            archived = ", archived" if card.archived_at else ""
            yield f"{card_key(workspace, card)}  {card.title}  {column_title(workspace, card)}{archived}"
    if asked := facts.invitations:
        yield from ("", *(_asked_line(invitation, policy, today) for invitation in asked))
    if promised := facts.incentives:
        yield from ("", *(incentive_words(incentive, policy, today) for incentive in promised))
        yield from year_lines(promised, policy)
    if waiting := facts.waiting:
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


def permission_lines(facts: PersonFacts, signs: Mapping[Sign, str]) -> Iterator[str]:
    """Yield a line for each column, and below it one for each scope of it that was ever asked about."""
    scopes = scope_shapes(facts)
    for group, sign in facts.signs.items():
        yield f"{signs[sign]} {group}"
        for scope in scopes:
            if scope["group"] != group or scope["at"] is None:
                continue
            words = [scope["status"].replace("_", " ")]
            words += [scope["method"].replace("_", " ")] if scope["status"] in AGREEING else []
            words.append(day_words(facts.policy.day(scope["at"]), facts.today))
            words += [f"until {scope['expires_at']}"] if scope["expires_at"] else []
            words += ["by the guardian"] if scope["given_by"] == "guardian" else []
            words += ["given only together with others, ask again"] if scope["ask_again"] else []
            yield f"    {signs[SIGNS[scope['status']]]} {scope['scope']}  {', '.join(words)}"


def timeline_lines(facts: PersonFacts) -> Iterator[str]:
    """Yield everything that happened with a person, newest first."""
    entries = timeline_of(facts.workspace, facts.person)
    notes = sum(len(entry.notes) for entry in entries)
    touchpoints = sum(entry.touchpoint is not None for entry in entries)
    yield f"timeline: {plural(notes, 'note')}, {plural(touchpoints, 'touchpoint')}"
    for entry in entries:
        yield from _entry_lines(facts.workspace, entry, facts.policy, facts.today)


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
