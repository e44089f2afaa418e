"""What a person shows at a moment beside what is written of them: screen, shell and JSON render these facts."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from operator import attrgetter

from tui.domain.facts import cards_on_boards
from tui.domain.people import consent
from tui.domain.people.invitations import asked_too_often, why_not
from tui.domain.people.keeping import Keeping, keeping_of
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, waiting_of
from tui.domain.records import Card, Consent, Incentive, Invitation, Participant
from tui.domain.records.vocabulary import ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.time.dates import day_words

_NOT_ASKED = {"blocklisted": "do not contact", "opted_out": "opted out"}
_NOT_AGREED: dict[ConsentStatus, str] = {
    "refused": "said no",
    "withdrawn": "withdrawn",
    "revoked": "revoked",
    "invalidated": "not valid",
    "requested": "asked",
    "request_deferred": "asked, to decide later",
}


class PersonFacts:
    """A person on a day of the team, fact by fact: each is worked out when it is asked for.

    What was said of permission after that day does not count yet. `keeping` is given where it is known already, as it
    is of everybody in a list.
    """

    def __init__(
        self, workspace: Workspace, person: Participant, policy: Policy, today: date, keeping: Keeping | None = None
    ) -> None:
        self.workspace = workspace
        self.person = person
        self.policy = policy
        self.today = today
        if keeping is not None:
            self.keeping = keeping

    @cached_property
    def keeping(self) -> Keeping:
        """How things stand with them: since when nobody spoke with them, and when it is time again."""
        return keeping_of(self.workspace, self.person, self.policy, self.today)

    @property
    def last_words(self) -> str:
        """How long ago the last touchpoint was: `12d`, `today`, `never`."""
        keeping = self.keeping
        if keeping.last is None:
            return "never"
        return f"{keeping.since}d" if keeping.since else "today"

    def next_words(self, *, brief: bool = False) -> str:
        """Return when they should hear from us: `! 11d over`, `1d past ideal`, `in 2d`, `today`, `cooldown 9d`.

        With `brief` it takes fewer cells: `1d past`.
        """
        keeping = self.keeping
        if keeping.status in _NOT_ASKED:
            return _NOT_ASKED[keeping.status]
        if keeping.resting is not None:
            days = (keeping.resting - self.today).days
            # The last day of a cooldown is a day of it: nobody is free again before tomorrow.
            return f"cooldown {days}d" if days else "cooldown today"
        if keeping.state == "overdue":
            return f"! {keeping.days_over(self.today)}d over"
        left = keeping.days_left(self.today)
        if left < 0:
            return f"{-left}d past" if brief else f"{-left}d past ideal"
        return f"in {left}d" if left else "today"

    @property
    def not_to_be_asked(self) -> str:
        """Why they should not be asked for more, as in `is in cooldown for 9 more days`; empty where they may."""
        return why_not(self.workspace, self.person, self.policy, self.today)

    @property
    def asked_too_often(self) -> str:
        """Why they should not be asked to take part again, as in `was asked 2 times within 30 days`; else empty."""
        return asked_too_often(self.workspace, self.person.uid, self.policy, self.today)

    @cached_property
    def words(self) -> dict[str, Consent]:
        """The latest word about each scope they were asked about."""
        return consent.words_until(self.workspace, self.person.uid, self.today, self.policy)

    @cached_property
    def statuses(self) -> dict[str, ConsentStatus]:
        """The status of every scope they were asked about; all others are `unknown`."""
        return {scope: consent.status_now(word, self.person, self.today) for scope, word in self.words.items()}

    @property
    def signs(self) -> dict[consent.Group, consent.Sign]:
        """The sign of each of the five columns of permission."""
        signs: dict[consent.Group, consent.Sign] = dict.fromkeys(consent.GROUPS, "unknown")
        for group in set(map(consent.group_of, self.statuses)):
            if group is not None:
                signs[group] = consent.sign_of(group, self.statuses)
        return signs

    def words_about(self, word: consent.Word) -> list[Consent]:
        """Return what they said last about each scope that a word gives, where they were asked about it."""
        return [self.words[scope] for scope in word.scopes if scope in self.words]

    def how_words(self, word: consent.Word) -> str:
        """Return how and when they last spoke about what a word gives: `e-mail reply, 3 Nov`, or `never asked`."""
        spoken = self.words_about(word)
        if not spoken:
            return "never asked"
        if bundled := next(filter(consent.is_to_ask_again, spoken), None):
            return f"with others, {day_words(self.policy.day(bundled.at), self.today)}: ask again"
        return self._how_words(max(spoken, key=attrgetter("at", "uid")))

    def _how_words(self, word: Consent) -> str:
        on, ends = self.policy.day(word.at), word.expires_at
        day = day_words(on, self.today)
        if word.status in _NOT_AGREED:
            return f"{_NOT_AGREED[word.status]}, {day}"
        guardian = ", guardian" if word.given_by == "guardian" else ""
        how = f"{consent.HOW_WORDS[word.method]}{guardian}"
        if ends is None:
            return f"{how}, {day}"
        return f"{how}, {'ended' if ends <= self.today else 'ends'} {day_words(ends, self.today)}"

    @property
    def is_held(self) -> bool:
        """Whether what is written of them may still be held, so that what they agreed to counts."""
        return self.person.erased_at is None and not consent.is_past_retention(self.person, self.today)

    @property
    def notes(self) -> int:
        """How many notes are about them."""
        return len(self.workspace.note_uids_about(self.person.uid))

    @property
    def touchpoints(self) -> int:
        """How many touchpoints there are with them, planned ones too."""
        return len(self.workspace.touchpoint_uids(self.person.uid))

    @property
    def cards(self) -> list[Card]:
        """Their cards that stand on a board: neither archived nor set aside."""
        return cards_on_boards(self.workspace, self.person.uid)

    @property
    def waiting(self) -> list[Waiting]:
        """What they wait for, oldest first."""
        return waiting_of(self.workspace, self.person.uid, self.policy, self.today)

    @property
    def invitations(self) -> list[Invitation]:
        """What they were asked to take part in, oldest first."""
        return self.workspace.invitations_of(self.person.uid)

    @property
    def incentives(self) -> list[Incentive]:
        """What they were promised for taking part, oldest first."""
        return self.workspace.incentives_of(self.person.uid)
