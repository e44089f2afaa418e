"""Who answered a survey before: answers that come are new, the same again, or others of the same respondents."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tui.domain.people.merged import current_uid
from tui.domain.records import Answer, Measurement, Respondents
from tui.domain.records.vocabulary import Phase
from tui.domain.records.workspace import Workspace

_PRINT_BYTES = 12
State = Literal["new", "changed", "same", "replaced"]


class Given(Struct, frozen=True):
    """One answer of a survey: the line it stands on, the score, and by what the survey calls the respondent.

    `email` is what people are known by here; a `key` is any other name, and is made unique to the survey where nobody
    is called by anything. `segment` is the part of all it is also counted for.
    """

    line: int
    score: str
    key: str = ""
    email: str = ""
    wave: str = ""
    segment: str = ""
    on: date | None = None


class Group(Struct, frozen=True):
    """What is counted together: the answers of a wave, of all or of a segment."""

    wave: str
    segment: str


class Earlier(Struct, frozen=True):
    """An earlier answer: of somebody we know, or of one of those whom we do not, by number."""

    score: str
    measurement: str
    answer: Answer | None = None
    respondents: Respondents | None = None
    number: int = 0


class Sorted(Struct, frozen=True):
    """An answer and what it is in its group; `person` is the uid of a customer, `before` what they answered before.

    One that is `replaced` stands before another one of the same respondent in the same survey, which counts.
    """

    given: Given
    state: State
    person: str = ""
    before: Earlier | None = None


def groups_of(given: Iterable[Given]) -> dict[Group, list[Given]]:
    """Return answers by what they are counted for: each for all of its wave, and for its segment where it has one."""
    groups: dict[Group, list[Given]] = {}
    for one in given:
        for segment in dict.fromkeys(("", one.segment)):
            groups.setdefault(Group(one.wave, segment), []).append(one)
    return groups


def sorted_answers(
    workspace: Workspace, counted: Sequence[Measurement], given: Sequence[Given], people: dict[str, str]
) -> list[Sorted]:
    """Return the answers of one group, each as it stands to those that its measurements count already.

    `people` are the customers (uids) by the address that they are known by.
    """
    earlier = _Counted(workspace, counted)
    last = {_caller(one, people): at for at, one in enumerate(given)}
    standing: list[Sorted] = []
    for at, one in enumerate(given):
        person = people.get(address(one.email), "")
        if last[_caller(one, people)] != at:
            standing.append(Sorted(one, "replaced", person))
            continue
        before = earlier.of(person, one)
        state: State = "new" if before is None else "same" if before.score == one.score else "changed"
        standing.append(Sorted(one, state, person, before))
    return standing


def people_by_address(workspace: Workspace, emails: Collection[str]) -> dict[str, str]:
    """Return the customers (uids) that some e-mail addresses belong to; an address of several is nobody's."""
    addresses = {address(email) for email in emails} - {""}
    owners: dict[str, set[str]] = {}
    for contact in workspace.contacts.values() if addresses else ():
        for email in addresses.intersection(map(address, contact.email)):
            uid = current_uid(workspace.people_glances, contact.participant)
            if uid is not None:
                owners.setdefault(email, set()).add(uid)
    return {email: uids.pop() for email, uids in owners.items() if len(uids) == 1}


def address(email: str) -> str:
    """Return an e-mail address as it is compared."""
    return email.strip().casefold()


def caller(given: Given) -> str:
    """Return what the survey calls a respondent by: the address, else the key."""
    return address(given.email) or given.key


def print_of(salt: str, called: str) -> str:
    """Return the print of what a respondent is called by: it tells that they come again, and nothing else of them."""
    return hmac.digest(salt.encode(), called.encode(), hashlib.sha256)[:_PRINT_BYTES].hex()


def prints_of(salt: str, prints: Collection[str], emails: Iterable[str]) -> set[str]:
    """Return the prints that some addresses have among those made with a salt."""
    addresses = {address(email) for email in emails} - {""}
    return {print_of(salt, called) for called in addresses}.intersection(prints)


def _caller(given: Given, people: dict[str, str]) -> str:
    return people.get(address(given.email)) or caller(given)


class _Counted:
    """The answers that some measurements count, by who gave them."""

    def __init__(self, workspace: Workspace, counted: Sequence[Measurement]) -> None:
        self._of_people: dict[str, Earlier] = {}
        for measurement in counted:
            for answer in workspace.answers_in(measurement.uid):
                uid = current_uid(workspace.people_glances, answer.participant) or answer.participant
                self._of_people[uid] = Earlier(answer.score, measurement.uid, answer=answer)
        self._others = [
            (one, {print_: number for number, print_ in enumerate(one.prints) if print_})
            for measurement in counted
            for one in workspace.respondents_in(measurement.uid)
        ]

    def of(self, person: str, given: Given) -> Earlier | None:
        """Return what somebody answered before; None where they did not."""
        if person and (answered := self._of_people.get(person)):
            return answered
        for respondents, numbers in self._others:
            number = numbers.get(print_of(respondents.salt, caller(given)))
            if number is not None:
                return Earlier(
                    respondents.scores[number], respondents.measurement, respondents=respondents, number=number
                )
        return None


def counting(
    workspace: Workspace, experiment: str, metric: str, group: Group, phase: Phase | None
) -> list[Measurement]:
    """Return the measurements of an iteration (uid) that count a group of answers already."""
    return [
        one
        for one in workspace.measurements_of(experiment)
        if (one.metric_key, one.wave, one.segment, one.phase) == (metric, group.wave, group.segment, phase)
    ]
