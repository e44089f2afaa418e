"""Finding people: `P03`, `#segment`, `is:due`, `needs:quote`, and words of what they are called and belong to.

All terms must match. Names are looked through too where they are at hand; to find somebody by name shows nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from itertools import compress

from msgspec import Struct

from tui.domain.people.consent import GROUPS, Group
from tui.domain.people.keeping import State
from tui.domain.people.merged import current_of, is_listed, listed_people
from tui.domain.records import Contact, Participant
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Language, Term
from tui.domain.search.matching import begins, called, haystack, names_of, needle
from tui.domain.search.naming import is_pid

_PART_OF_PID = re.compile(r"p|p?[0-9]{1,9}")

Test = Callable[[Participant], bool]


class PeopleView(Struct, frozen=True):
    """What a search looks at besides the person: each as a question, asked only where a term needs it.

    `text` has, by uid, what words are found in; `former` the P-ids people had besides, before two became one. The
    others give uids: of those who stand so, who `lack` permission of a kind, and who wait for us.
    """

    text: Callable[[], Mapping[str, str]]
    state: Callable[[State], Set[str]]
    lacking: Callable[[Group], Set[str]]
    waiting: Callable[[], Set[str]]
    former: Callable[[], Mapping[str, tuple[str, ...]]]


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
    return list(filter(ON_PEOPLE.matcher(terms, view), people))


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


def _of_person(value: str, view: PeopleView) -> Test:
    """Return a test for a P-id, also one somebody had before, else for a name."""
    if not is_pid(value):
        return _with_word(value, view)
    former = view.former()
    return lambda person: value in (pid.casefold() for pid in (person.pid, *former.get(person.uid, ())))


def _in_segment(value: str, view: PeopleView) -> Test:
    return lambda person: any(begins(as_tag(segment.value), value) for segment in person.segments)


def _with_word(value: str, view: PeopleView) -> Test:
    texts = view.text()
    return _among(frozenset(compress(texts, needle(value).among([*texts.values()]))))


def _in_state(state: State) -> Callable[[PeopleView], Test]:
    return lambda view: _among(view.state(state))


def _without(group: Group) -> Callable[[PeopleView], Test]:
    return lambda view: _among(view.lacking(group))


def _among(uids: Set[str]) -> Test:
    return lambda person: person.uid in uids


ON_PEOPLE: Language[Participant, PeopleView] = Language(
    person=_of_person,
    tag=_in_segment,
    word=_with_word,
    conditions={
        "is": {
            "overdue": _in_state("overdue"),
            "due": _in_state("due"),
            "resting": _in_state("resting"),
            "waiting": lambda view: _among(view.waiting()),
            "minor": lambda view: lambda person: person.is_minor,
            "board": lambda view: lambda person: person.advisory_board,
        },
        "needs": {group: _without(group) for group in GROUPS},
    },
)
