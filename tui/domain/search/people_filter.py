"""Finding people: `P03`, `#segment`, `is:due`, `needs:quote`, and words of what they are called and belong to.

All terms must match. Names are looked through too where they are at hand; to find somebody by name shows nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from tui.domain.people.consent import Sign
from tui.domain.people.consent_words import GROUPS, Group
from tui.domain.people.keeping import Keeping
from tui.domain.people.merged import current_of, is_listed, listed_people
from tui.domain.records import Contact, Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import Conditions, Term, parse_query
from tui.domain.search.matching import begins, called, haystack, names_of, needle
from tui.domain.search.naming import is_pid

IS_WORDS = ("overdue", "due", "resting", "waiting", "minor", "board")
NEEDS_WORDS: tuple[str, ...] = tuple(GROUPS)
ON_PEOPLE: Conditions = {"is": IS_WORDS, "needs": NEEDS_WORDS}

_PART_OF_PID = re.compile(r"p|p?[0-9]{1,9}")

Test = Callable[[Participant], bool]


class PeopleView(Struct, frozen=True):
    """What a search looks at besides the person: each as a question, asked only where a term needs it.

    `text` has, by uid, what words are found in; `former` the P-ids people had besides, before two became one.
    """

    text: Callable[[], Mapping[str, str]]
    keeping: Callable[[Participant], Keeping]
    sign: Callable[[Participant, Group], Sign]
    waiting: Callable[[], frozenset[str]]
    former: Callable[[], Mapping[str, tuple[str, ...]]]


def parse_people_query(typed: str) -> tuple[Term, ...]:
    """Return the terms of a line that people are searched with."""
    return parse_query(typed, ON_PEOPLE)


def haystack_of_person(person: Participant, contacts: Iterable[Contact], former: Iterable[str] = ()) -> str:
    """Return what bare words are found in, by a `Needle`; `former` are P-ids they had besides, before a merge."""
    words = [person.pid, *former, person.relationship or "", *(segment.value for segment in person.segments)]
    if person.advisory_board:
        words.append("advisory board")
    for contact in contacts:
        words += [*names_of(contact), contact.org]
    return haystack(word for word in words if word)


def matching_people(people: Iterable[Participant], terms: tuple[Term, ...], view: PeopleView) -> list[Participant]:
    """Return the people that match all terms, in their order."""
    found = list(people)
    for test in (_test(term, view) for term in terms):
        found = [person for person in found if test(person)]
    return found


def people_called(workspace: Workspace, typed: str) -> list[Participant]:
    """Return those of whose P-id, or a name, something is a part, by number; all where nothing is typed."""
    if not typed.strip():
        return sorted(listed_people(workspace), key=lambda person: person.number)
    uids = called(workspace.contacts, typed)
    if _PART_OF_PID.fullmatch(begun := typed.casefold()):
        uids += [uid for uid, person in workspace.participants.items() if begun in person.pid.casefold()]
    people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
    return sorted(filter(is_listed, people.values()), key=lambda person: person.number)


def segments_of(people: Iterable[Participant]) -> list[str]:
    """Return the segments there are, as a search names them: in lower case, without blanks."""
    return sorted({as_tag(segment.value) for person in people for segment in person.segments})


def as_tag(segment: str) -> str:
    """Return a segment as a search names it: `self-serve` as it is, `advisory board` with a hyphen."""
    return "-".join(segment.casefold().split())


def _test(term: Term, view: PeopleView) -> Test:
    value = term.value
    match term.kind:
        case "person":
            return _person_test(value, view)
        case "tag":
            return lambda person: any(begins(as_tag(segment.value), value) for segment in person.segments)
        case "is":
            return _is_test(value, view)
        case "needs":
            group = next(group for group in GROUPS if group == value)
            return lambda person: view.sign(person, group) != "given"
        case "word":
            return _word_test(value, view)
        case "unfinished":
            return lambda person: True
        case _:
            return lambda person: False


def _person_test(value: str, view: PeopleView) -> Test:
    """Return a test for a P-id, also one somebody had before, else for a name."""
    if not is_pid(value):
        return _word_test(value, view)
    former = view.former()
    return lambda person: value in (pid.casefold() for pid in (person.pid, *former.get(person.uid, ())))


def _word_test(value: str, view: PeopleView) -> Test:
    texts, wanted = view.text(), needle(value)
    return lambda person: wanted.is_in(texts[person.uid])


def _is_test(value: str, view: PeopleView) -> Test:
    match value:
        case "minor":
            return lambda person: person.is_minor
        case "board":
            return lambda person: person.advisory_board
        case "waiting":
            waiting = view.waiting()
            return lambda person: person.uid in waiting
        case _:
            return lambda person: view.keeping(person).state == value
