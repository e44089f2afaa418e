"""What a standup report tells of customers: what is planned, who is to hear from us, what we owe, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tui.domain.flow.figures import local_day
from tui.domain.people import consent
from tui.domain.people.invitations import money
from tui.domain.people.waiting import Waiting
from tui.domain.privacy.profiles import NOT_FOR_READER, TERMS, is_own_words, lacking
from tui.domain.records import Participant, Touchpoint
from tui.domain.records.vocabulary import AGREED_TO, CONSENT_SCOPES, Method
from tui.domain.standup import walked
from tui.domain.standup.report import parts
from tui.domain.standup.report.telling import Teller

SOON = timedelta(days=14)
"""How long before it ends a permission or a time of keeping is told."""

_OBSERVING: frozenset[Method] = frozenset(
    ("contextual_inquiry", "observation", "digital_ethnography", "observation_lab", "user_test", "diary_study")
)
_SPOKEN: frozenset[Method] = frozenset(
    ("interview", "focus_group", "contextual_inquiry", "observation", "user_test", "advisory_board", "co_creation")
)
_RECORDING = ("record_audio", "record_video")


def customers_of(teller: Teller) -> parts.Customers:
    """Return what is on with customers."""
    if teller.lens.profile == "public":
        teller.lens.omit("customers", NOT_FOR_READER)
        return parts.Customers()
    over, today = (teller.workspace, teller.experiments, teller.policy, teller.now), teller.policy.day(teller.now)
    sees, asked = teller.lens.sees, walked.people_to_ask_again(*over)
    nearing = [person for person in walked.due_people(*over) if sees(person.person.uid)]
    due = [person for person in nearing if person.met is None]
    keys = walked.keys_about(teller.workspace, teller.experiments, [person.person.uid for person in due])
    linked = walked.linked_cards(teller.workspace, teller.experiments)
    owed = [_owed(teller, loop) for loop in walked.open_loops(*over)]
    sessions = [_planned(teller, touchpoint) for touchpoint in walked.sessions_ahead(*over)]
    return parts.Customers(
        today=tuple(session for session in sessions if session.day <= teller.today),
        ahead=tuple(session for session in sessions if session.day > teller.today),
        met=tuple(_met(teller, person, person.met) for person in nearing if person.met is not None),
        overdue=tuple(_contacting(keys, person, today) for person in due if person.is_overdue),
        due=tuple(_contacting(keys, person, today) for person in due if not person.is_overdue),
        promises=tuple(loop for loop in owed if loop.stage == "promised"),
        waiting=tuple(loop for loop in owed if loop.stage != "promised"),
        lacking=tuple(
            parts.Lacking(teller.card(card), consent.missing_words(without))
            for card in linked
            if card.needs and (without := _seen(teller, consent.missing(teller.workspace, card, today)))
        ),
        wished=tuple(
            parts.Lacking(teller.card(card), consent.wished_words(to_ask))
            for card in linked
            if card.wish and (to_ask := _seen(teller, consent.wished(teller.workspace, card, today)))
        ),
        ask_again=tuple(parts.AskAgain(person.pid, tuple(scopes)) for person, scopes in asked if sees(person.uid)),
        rewards=tuple(_rewards(teller)),
    )


def _rewards(teller: Teller) -> Iterator[parts.Reward]:
    """Yield what people are owed for taking part, which only our team is told."""
    if teller.lens.profile != "team":
        return
    people = teller.workspace.participants
    for reward in walked.rewards_owed(teller.workspace, teller.experiments):
        if reward.owed_since is not None and teller.lens.sees(reward.participant):
            since = teller.policy.day(reward.owed_since)
            yield parts.Reward(people[reward.participant].pid, money(reward.amount, reward.currency), since)


def privacy_due_of(teller: Teller) -> tuple[parts.PrivacyDue, ...]:
    """Return what ends within two weeks, times of keeping that are over, and consents that ended since."""
    today, since = teller.today, local_day(teller.since, teller.zone)
    ending: list[tuple[int, parts.PrivacyDue]] = []
    dated = consent.whose(teller.workspace, lambda word: word.expires_at is not None)
    for person in walked.people_of(teller.workspace, teller.experiments):
        if person.retention_until is None and person.uid not in dated:
            continue
        if not teller.lens.sees(person.uid) and not _is_over(teller, person):
            continue
        until = person.retention_until
        if until is not None and until <= today + SOON:
            ending.append((person.number, parts.PrivacyDue(person.pid, until, until < today)))
        for scope, word in consent.latest_words(teller.workspace, person.uid).items():
            ends = word.expires_at
            holds = word.status in consent.VALID and not consent.is_to_ask_again(word)
            if holds and ends is not None and since <= ends <= today + SOON:
                ending.append((person.number, parts.PrivacyDue(person.pid, ends, ends <= today, scope)))
    return tuple(due for _, due in sorted(ending, key=lambda pair: (pair[1].day, pair[0], pair[1].scope)))


def _is_over(teller: Teller, person: Participant) -> bool:
    """Return whether it is only by its time that somebody may not be seen any more, which has to be told inside."""
    terms, today = TERMS["person"][teller.lens.profile], teller.policy.day(teller.now)
    if terms is None or not consent.is_past_retention(person, today):
        return False
    words = consent.latest_words(teller.workspace, person.uid)
    statuses = {scope: consent.status_now(words.get(scope), person, today) for scope in terms.open}
    return lacking(terms, statuses, is_minor=person.is_minor) is None


def _seen(teller: Teller, people: list[tuple[Participant, str]]) -> list[tuple[Participant, str]]:
    return [person for person in people if teller.lens.sees(person[0].uid)]


def _planned(teller: Teller, touchpoint: Touchpoint) -> parts.Planned:
    day = local_day(touchpoint.at, teller.zone)
    return parts.Planned(
        at=touchpoint.at,
        day=day,
        time=f"{touchpoint.at.astimezone(teller.zone):%H:%M}",
        method=touchpoint.method,
        people=teller.lens.pids(touchpoint.people),
        permissions=tuple(_permissions(teller, touchpoint)),
        late=day < teller.today,
        cards=tuple(filter(None, map(teller.card_of, touchpoint.cards))),
    )


def _permissions(teller: Teller, touchpoint: Touchpoint) -> list[parts.Permission]:
    """Return whether its people agreed to what happens in it: to take part, and what else it or its cards need."""
    cards = teller.workspace.cards
    people = [teller.workspace.participants[uid] for uid in touchpoint.people if teller.lens.sees(uid)]
    needed = {scope for uid in touchpoint.cards if uid in cards for scope in (*cards[uid].needs, *cards[uid].wish)}
    needed |= {"take_part"} | ({"observe"} if touchpoint.method in _OBSERVING else set())
    asked: list[tuple[str, tuple[str, ...]]] = [
        (AGREED_TO.get(scope, scope), (scope,)) for scope in CONSENT_SCOPES if scope in needed - {*_RECORDING}
    ]
    if touchpoint.method in _SPOKEN or not needed.isdisjoint(_RECORDING):
        asked.append(("be recorded", _RECORDING))
    return [_permission(teller, words, scopes, people) for words, scopes in asked] if people else []


def _permission(teller: Teller, words: str, scopes: tuple[str, ...], people: list[Participant]) -> parts.Permission:
    signs = {person.pid: _sign(teller, person, scopes) for person in people}
    worst = min(signs.values(), key=consent.LEAST_FIRST.index)
    lacking = tuple(pid for pid, sign in signs.items() if sign != "given")
    return parts.Permission(words, worst, lacking if len(people) > 1 else ())


def _sign(teller: Teller, person: Participant, scopes: tuple[str, ...]) -> consent.Sign:
    """Return the sign that allows most of what they were asked about: whoever agreed to audio can be recorded."""
    words = consent.latest_words(teller.workspace, person.uid)
    signs = [consent.SIGNS[consent.status_now(words.get(scope), person, teller.today)] for scope in scopes]
    return max([sign for sign in signs if sign != "unknown"] or signs, key=consent.LEAST_FIRST.index)


def _contacting(keys: Mapping[str, Sequence[str]], nearing: walked.Nearing, today: date) -> parts.Contacting:
    """Return for how long somebody did not hear from us, how long that may be, and the unfinished cards about them.

    Those are named by their `keys`, by person (uid).
    """
    keeping, person = nearing.keeping, nearing.person
    left = -keeping.days_over(today) if nearing.is_overdue else keeping.days_left(today)
    return parts.Contacting(person.pid, keeping.since, keeping.since + left, tuple(keys[person.uid]))


def _met(teller: Teller, nearing: walked.Nearing, touchpoint: Touchpoint) -> parts.Met:
    at = touchpoint.at.astimezone(teller.zone)
    return parts.Met(nearing.person.pid, nearing.is_overdue, at.date(), f"{at:%H:%M}")


def _owed(teller: Teller, waiting: Waiting) -> parts.Owed:
    note = waiting.note
    return parts.Owed(
        people=teller.lens.pids(note.people),
        stage=waiting.stage,
        days=waiting.days,
        text=teller.words(note),
        due=waiting.due,
        late=waiting.late,
        own_words=is_own_words(note),
        card=teller.card_of(note.card),
    )
