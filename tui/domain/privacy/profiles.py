"""Who may see what: one table of what leaves by kind, reader and consent.

A reader is one of four profiles. What a person said or did is shown to a reader only as far as the person agreed: each
cell of the table names the scopes that must be given, and those that must not be refused. Permits say whether
people agreed to what a reader would see of them, at the moment it is about and by now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Literal, get_args

from msgspec import Struct

from tui.domain.errors import NotFound
from tui.domain.people.consent import VALID, is_past_retention, is_to_ask_again, latest_words, status_now
from tui.domain.people.merged import current_of
from tui.domain.records import Consent, Note, Participant, Touchpoint
from tui.domain.records.vocabulary import ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.time.dates import day_words

Profile = Literal["public", "stakeholders", "team", "identified"]
Use = Literal["title", "text", "person", "words", "account", "note", "count", "name", "name of words"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
DEFAULT: Profile = "stakeholders"
OUTSIDE_TEAM: frozenset[Profile] = frozenset({"public", "stakeholders"})
"""Who is told no small count of a part."""
READERS: dict[Profile, str] = {
    "public": "anyone",
    "stakeholders": "stakeholders",
    "team": "our team",
    "identified": "with names",
}
"""What the profiles are called where people choose one."""
_FORMERLY: dict[Profile, str] = {"stakeholders": "shareable"}

REFUSED: frozenset[ConsentStatus] = frozenset({"refused", "withdrawn", "revoked", "expired", "invalidated"})
"""What means no. All else that is not given is open: nobody asked, or nobody answered yet."""


class Terms(Struct, frozen=True):
    """What it takes of a person: scopes that are to be given, and scopes that are not to be refused."""

    given: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


YES = Terms()
NEVER = None
BY_HAND = Terms(given=("included by hand",))
"""Left out, unless whoever gives it out includes it."""

_KEPT = Terms(open=("store_notes",))
_INSIDE = Terms(open=("store_notes", "share_internal"))
_QUOTED = Terms(given=("quote_pseudonymous",), open=("store_notes",))
_QUOTED_INSIDE = Terms(given=("quote_pseudonymous",), open=("store_notes", "share_internal"))
_QUOTED_OUTSIDE = Terms(given=("quote_pseudonymous", "share_external"), open=("store_notes", "share_internal"))
_OUTSIDE = Terms(given=("share_external",), open=("store_notes", "share_internal"))
_NAMED = Terms(given=("share_internal",), open=("store_notes",))
_ATTRIBUTED = Terms(given=("quote_attributed",), open=("store_notes",))

TERMS: dict[Use, dict[Profile, Terms | None]] = {
    "title": {"team": YES, "stakeholders": YES, "public": YES, "identified": YES},
    "text": {"team": YES, "stakeholders": YES, "public": NEVER, "identified": YES},
    "person": {"team": _KEPT, "stakeholders": _INSIDE, "public": NEVER, "identified": _KEPT},
    "words": {"team": _QUOTED, "stakeholders": _QUOTED_INSIDE, "public": _QUOTED_OUTSIDE, "identified": _QUOTED},
    "account": {"team": _KEPT, "stakeholders": _INSIDE, "public": _OUTSIDE, "identified": _KEPT},
    "note": {"team": YES, "stakeholders": BY_HAND, "public": NEVER, "identified": YES},
    "count": {"team": _KEPT, "stakeholders": _KEPT, "public": _KEPT, "identified": _KEPT},
    "name": {"team": NEVER, "stakeholders": NEVER, "public": NEVER, "identified": _NAMED},
    "name of words": {"team": NEVER, "stakeholders": NEVER, "public": NEVER, "identified": _ATTRIBUTED},
}
"""What each reader may have of what, and what that takes of the people it is about.

Whoever wants no notes kept is not quoted either, and what may leave the organisation may also be seen inside of it.
"""


def profile_named(text: str) -> Profile:
    """Return a profile by its name, or by what it is called on the screen.

    Raises:
        NotFound: There is none of that name.
    """
    folded = text.strip().casefold()
    for profile in PROFILES:
        if folded in (profile, READERS[profile], _FORMERLY.get(profile)):
            return profile
    raise NotFound(f'There is no reader "{text[:40]}": {", ".join(PROFILES)}. Nothing was written.')


def use_of(note: Note) -> Use:
    """Return what a note is to its readers: somebody's words, what they did or need in ours, or a plain note.

    What is about somebody and speaks for or against the hypothesis, or tells what happened where they were met, is more
    than a plain note.
    """
    if is_own_words(note):
        return "words"
    if note.kind == "note":
        return "account" if note.people and (note.stance or note.scene) else "note"
    return "account" if note.people or note.kind != "learned" else "text"


def is_own_words(note: Note) -> bool:
    """Return whether a note is what a customer said, word for word."""
    return note.verbatim or note.kind == "quote"


def lacking(terms: Terms, statuses: Mapping[str, ConsentStatus], *, is_minor: bool) -> tuple[str, ConsentStatus] | None:
    """Return the first scope that stands against it, with its status; None where nothing does.

    For a minor nothing is open: what others need not refuse, the guardian has to give.
    """
    for scope in terms.given:
        if statuses.get(scope, "unknown") not in VALID:
            return scope, statuses.get(scope, "unknown")
    for scope in terms.open:
        status = statuses.get(scope, "unknown")
        if status in REFUSED or (is_minor and status not in VALID):
            return scope, status
    return None


_LACKING = {
    "store_notes": "permission to keep notes",
    "share_internal": "permission to share with colleagues",
    "share_external": "permission to share outside",
    "quote_pseudonymous": "quote permission",
    "quote_attributed": "permission to quote by name",
}
NOBODY = "nobody is named whose words they are"
NOT_FOR_READER = "not for this reader"


class _Standing(Struct, frozen=True):
    """What somebody said by a moment, whatever it is asked for; nobody where they are erased, or not there."""

    person: Participant | None
    words: Mapping[str, Consent] = {}
    today: date = date.min


class Permits:
    """Answers for one reader. Where `workspace` is that of an earlier time, `present` is the one of today.

    A permission holds only where it held at the time `now`, and holds today. `day` gives the calendar day of a time; it
    is asked only where one matters: where a permission is over some day, or somebody is not to be kept for ever.
    """

    def __init__(
        self,
        workspace: Workspace,
        profile: Profile,
        day: Callable[[datetime], date],
        now: datetime,
        *,
        present: Workspace,
        present_at: datetime,
        by_hand: bool = False,
    ) -> None:
        self._moments = [(workspace, now)]
        if present is not workspace or present_at != now:
            self._moments.append((present, present_at))
        self._profile: Profile = profile
        self._day = day
        self._by_hand = by_hand
        # Uses that take the same of a person have the same answers.
        same: dict[Terms | None, dict[str, str]] = {}
        self._answers = {use: same.setdefault(terms[profile], {}) for use, terms in TERMS.items()}
        self._standings: dict[tuple[bool, str], _Standing] = {}
        self._reasons: dict[tuple[Use, tuple[str, ...]], dict[str, str]] = {}

    def why_not(self, use: Use, people: Iterable[str] = ()) -> dict[str, str]:
        """Return why something may not be seen, by the uids of those who stand against it; empty where nobody does.

        Where it is not a matter of people, the uid is empty.
        """
        people = tuple(people)
        if (use, people) not in self._reasons:
            self._reasons[use, people] = self._why_not(use, people)
        return self._reasons[use, people]

    def _why_not(self, use: Use, people: tuple[str, ...]) -> dict[str, str]:
        terms = TERMS[use][self._profile]
        if terms is None or (terms is BY_HAND and not self._by_hand):
            return {"": NOT_FOR_READER}
        if not people:
            if use == "words":  # nobody is named whose consent it would take
                return {"": NOBODY}
            return {"": NOT_FOR_READER} if self._profile == "public" and terms.given else {}
        uses: tuple[Use, ...] = ("count", use) if use == "note" else (use,)
        return {uid: reason for uid in people for asked in uses if (reason := self.person(asked, uid))}

    def person(self, use: Use, uid: str) -> str:
        """Return why a person (uid) stands against something, or an empty text."""
        answers = self._answers[use]
        if uid not in answers:
            answers[uid] = self._reason(use, uid)
        return answers[uid]

    def _reason(self, use: Use, uid: str) -> str:
        terms = TERMS[use][self._profile]
        if terms is None:
            return NOT_FOR_READER
        moments = self._moments
        if len(moments) > 1 and uid not in moments[0][0].participants:
            moments = moments[1:]  # who came later is asked as of today
        for moment in moments:
            if reason := self._at(moment, terms, uid):
                return reason
        return ""

    def _at(self, moment: tuple[Workspace, datetime], terms: Terms, uid: str) -> str:
        is_now = moment is self._moments[-1]
        standing = self._standings.get((is_now, uid))
        if standing is None:
            standing = self._standings[is_now, uid] = self._standing(*moment, uid)
        person, words, today = standing.person, standing.words, standing.today
        if person is None:
            return "erased"
        if not words and not person.is_minor and person.retention_until is None:
            return f"no {_LACKING.get(terms.given[0], terms.given[0])}" if terms.given and terms is not BY_HAND else ""
        if person.retention_until and is_past_retention(person, today):
            return f"was to be kept until {day_words(person.retention_until, today)}"
        asked = Terms() if terms is BY_HAND else terms
        # Of all they said, little is what a reader asks for.
        spoken = (scope for scope in (*asked.given, *asked.open) if scope in words)
        statuses = {scope: status_now(words[scope], person, today) for scope in spoken}
        against = lacking(asked, statuses, is_minor=person.is_minor)
        return _words(words.get(against[0]), against[0], against[1], person, today) if against else ""

    def _standing(self, workspace: Workspace, at: datetime, uid: str) -> _Standing:
        person = current_of(workspace, uid)  # what they said goes along when two records become one
        if person is None or person.erased_at is not None:
            return _Standing(None)
        words = latest_words(workspace, person.uid)
        # The settings are asked for a day only where one matters: nearly all words hold until they are taken back.
        dated = person.retention_until is not None or any(word.expires_at for word in words.values())
        return _Standing(person, words, self._day(at) if dated else date.min)


def permits_of_team(workspace: Workspace, today: date) -> Permits:
    """Return what people agreed to that our team sees of them on a day."""
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    return Permits(workspace, "team", lambda _: today, now, present=workspace, present_at=now)


def kept_from_team(workspace: Workspace, record: Note | Touchpoint, today: date) -> str:
    """Return why the words of a note, or what is written of a touchpoint, is not for our team today; empty where it is.

    `P05, no quote permission; P06, quote permission expired 22 Nov`.
    """
    use: Use = "account" if isinstance(record, Touchpoint) else use_of(record)
    people = workspace.participants
    reasons = permits_of_team(workspace, today).why_not(use, record.people).items()
    return "; ".join(f"{people[uid].pid}, {reason}" if uid in people else reason for uid, reason in reasons)


def _words(word: Consent | None, scope: str, status: str, person: Participant, today: date) -> str:
    """Return what stands against it: `quote permission expired 22 Nov`, `asked 30 Oct for quote permission`."""
    what = _LACKING.get(scope, scope)
    if word is not None and is_to_ask_again(word):
        return f"{what} was given only together with others"
    if status == "expired" and word is not None:
        return f"{what} expired {day_words(word.expires_at, today)}" if word.expires_at else f"{what} expired"
    if status in ("requested", "request_deferred"):
        return f"{what} asked for, no answer yet"
    if status in ("refused", "withdrawn", "revoked", "invalidated"):
        return f"{what} was {'taken back' if status in ('withdrawn', 'revoked') else status}"
    return "no permission of a guardian" if person.is_minor else f"no {what}"
