"""What to know before a planned conversation: who comes, what they agreed to, said last and wait for, and the guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from tui.domain.errors import NotFound
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import SIGNS, VALID, allows, latest_words, status_now
from tui.domain.people.invitations import incentive_words
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, waiting_of, words_of
from tui.domain.records import Card, Consent, Incentive, Note, Participant, Touchpoint
from tui.domain.records.vocabulary import AGREED_TO, CONSENT_SCOPES, PLANNED, ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.time.dates import full_words

LAST_WORDS = 3
ALWAYS_NEEDED = ("take_part",)
"""What somebody who comes has to agree to, whatever the cards ask for besides."""
_ANSWERS = {"given": "yes", "asked": "asked, no answer yet"}
_OURS = ("promise", "learned")


class Agreed(Struct, frozen=True):
    """What somebody said of one scope, as it holds on the day."""

    consent: Consent
    status: ConsentStatus

    @property
    def answer(self) -> str:
        """What they said, in a word or two: whoever was asked and has not answered did not say no."""
        return _ANSWERS.get(SIGNS[self.status], "no")

    @property
    def holds(self) -> bool:
        """Whether it allows what it is about."""
        return self.status in VALID


class Guest(Struct, frozen=True):
    """Somebody who comes: what they agreed to, which scopes are still missing, their last words, and what is open."""

    person: Participant
    agreed: tuple[Agreed, ...]
    missing: tuple[str, ...]
    last_words: tuple[Note, ...]
    waiting: tuple[Waiting, ...]
    incentives: tuple[Incentive, ...]


class Meeting(Struct, frozen=True):
    """A conversation that is planned, or was had: who comes, and the cards it is about."""

    touchpoint: Touchpoint
    guests: tuple[Guest, ...]
    cards: tuple[Card, ...]


def next_with(workspace: Workspace, person: Participant, now: datetime) -> Touchpoint:
    """Return what is planned next with somebody, else what was planned last and nobody settled.

    Raises:
        NotFound: Nothing is.
    """
    touchpoints = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(person.uid))
    planned = [touchpoint for touchpoint in touchpoints if touchpoint.status in PLANNED]
    ahead = [touchpoint for touchpoint in planned if touchpoint.at >= now]
    if not planned:
        raise NotFound(f"Nothing is planned with {person.pid} yet, so there is no sheet for it.")
    return ahead[0] if ahead else planned[-1]


def meeting_of(workspace: Workspace, touchpoint: Touchpoint, policy: Policy, today: date) -> Meeting:
    """Return what to know before a touchpoint; whoever may not be seen in the workspace is not in it."""
    cards = tuple(card for uid in touchpoint.cards if (card := workspace.cards.get(uid)) is not None)
    needs = dict.fromkeys((*ALWAYS_NEEDED, *(need for card in cards for need in card.needs)))
    people = workspace.people(touchpoint.people)
    guests = tuple(_guest(workspace, person, tuple(needs), policy, today) for person in people)
    return Meeting(touchpoint, guests, cards)


def _guest(workspace: Workspace, person: Participant, needs: tuple[str, ...], policy: Policy, today: date) -> Guest:
    words = latest_words(workspace, person.uid)
    notes = (workspace.notes[uid] for uid in reversed(workspace.note_uids_about(person.uid)))
    words_of_theirs = [note for note in notes if note.text and note.kind not in _OURS]
    waiting = (one for one in waiting_of(workspace, person.uid, policy, today) if one.note.text)
    return Guest(
        person=person,
        agreed=tuple(
            Agreed(words[scope], status_now(words[scope], person, today)) for scope in CONSENT_SCOPES if scope in words
        ),
        missing=tuple(scope for scope in needs if not allows(workspace, person, scope, today)),
        last_words=tuple(words_of_theirs[:LAST_WORDS]),
        waiting=tuple(waiting),
        incentives=tuple(incentive for incentive in workspace.incentives_of(person.uid) if incentive.paid_at is None),
    )


def meeting_lines(workspace: Workspace, meeting: Meeting, policy: Policy, today: date) -> Iterator[str]:
    """Yield a sheet to read before a conversation, as Markdown."""
    met = meeting.touchpoint
    who = ", ".join(guest.person.pid for guest in meeting.guests) or "somebody whose number is not shown"
    when = f"{full_words(policy.day(met.at), today)} {met.at.astimezone(policy.zone):%H:%M}"
    what = method_words(met.method)
    yield f"# {what[:1].upper()}{what[1:]} with {who}, {when}"
    if facts := _facts(workspace, meeting, policy, today):
        yield from ("", facts)
    yield from ("", "## What we expect", "", met.expectation or "Nothing is written down yet.", "")
    for guest in meeting.guests:
        yield from _guest_lines(guest, policy, today)
    yield from ("## Guide", "")
    if not meeting.cards:
        yield "No card is linked, so there is none."
    for card in meeting.cards:
        yield f"**{card_key(workspace, card)} {card.title}**"
        if card.description:
            yield from ("", card.description)
        yield ""
        yield from (f"- [{'x' if step.done else ' '}] {step.text}" for step in card.checklist)


def _facts(workspace: Workspace, meeting: Meeting, policy: Policy, today: date) -> str:
    met = meeting.touchpoint
    facts = [met.channel.replace("_", " ")] if met.channel else []
    facts += [f"{met.duration} min"] if met.duration else []
    facts += [f"with @{name}" for name in met.observers]
    if met.status not in PLANNED:
        facts.append(met.status.replace("_", " "))
    elif policy.day(met.at) < today:
        facts.append("not settled yet")
    facts += [f"on {', '.join(card_key(workspace, card) for card in meeting.cards)}"] if meeting.cards else []
    return " · ".join(facts)


def _guest_lines(guest: Guest, policy: Policy, today: date) -> Iterator[str]:
    person = guest.person
    about = [person.relationship or "", *(segment.value for segment in person.segments)]
    about += ["on the advisory board"] if person.advisory_board else []
    about += ["a minor"] if person.is_minor else []
    yield from (f"## {person.pid}", "")
    if any(about):
        yield from (", ".join(filter(None, about)), "")
    agreed = [_agreed_line(scope, policy, today) for scope in guest.agreed]
    yield from _titled("Agreed to", agreed, "nothing was asked yet")
    yield from _titled("Still missing", [AGREED_TO.get(scope, scope) for scope in guest.missing], "nothing")
    quotes = [_quote_line(note, policy, today) for note in guest.last_words]
    yield from _titled("Said last", quotes, "nothing that may be shown")
    waits = [words_of(waiting, today) for waiting in guest.waiting]
    waits += [incentive_words(incentive, policy, today) for incentive in guest.incentives]
    yield from _titled("Open", waits, "nothing")


def _titled(title: str, lines: Sequence[str], nothing: str) -> Iterator[str]:
    yield from (f"**{title}**", "", *(f"- {line}" for line in lines or [nothing]), "")


def _agreed_line(agreed: Agreed, policy: Policy, today: date) -> str:
    consent = agreed.consent
    facts = [agreed.status.replace("_", " ")]
    facts += [consent.method.replace("_", " ")] if agreed.holds else []
    facts.append(full_words(policy.day(consent.at), today))
    facts += [f"until {consent.expires_at}"] if consent.expires_at else []
    facts += ["by the guardian"] if consent.given_by == "guardian" else []
    return f"{agreed.answer}: {AGREED_TO.get(consent.scope, consent.scope)} ({', '.join(facts)})"


def _quote_line(note: Note, policy: Policy, today: date) -> str:
    text = " ".join(note.text.split())
    return f"{f'“{text}”' if note.kind == 'quote' else text} ({full_words(policy.day(note.at), today)})"
