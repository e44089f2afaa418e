from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.evidence.ledger import (
    Ledger,
    evidence_of,
    fresh_since,
    ledger_of,
    public_ledger,
    triangulation_words,
)
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import Permits
from tui.domain.records import Note, Participant, Touchpoint
from tui.domain.records.vocabulary import Stance

NOBODY = "for: nobody; against: nobody"


class Study(World):
    """A board, and people by letter: they are made known when they first say something."""

    def __init__(self, policy: Policy | None = None) -> None:
        super().__init__(policy=policy)
        self._people: dict[str, Participant] = {}

    def who(self, letters: str) -> list[Participant]:
        """Return people by their letters."""
        for letter in letters:
            if letter not in self._people:
                self._people[letter] = self.person(f"{letter}nn Person")
        return [self._people[letter] for letter in letters]

    def say(self, stance: Stance | None, letters: str, by: str = "", **fields: object) -> Note:
        """Note what people said or did, each in a touchpoint of their own; with `at` in that one."""
        people = self.who(letters)
        met = fields.pop("at", None) or (self.touch(*people, method=by) if by else None)
        where = {"touchpoint": met.uid} if isinstance(met, Touchpoint) else {}
        kind = fields.pop("kind", "behaviour")
        return self.note("so", people=[each.uid for each in people], kind=kind, stance=stance, **where, **fields)

    def all_say(self, stance: Stance, letters: str, by: str) -> None:
        """Note it for each of some people."""
        for letter in letters:
            self.say(stance, letter, by)

    def refuse(self, letters: str, status: str = "refused") -> None:
        """Note what people say about keeping notes."""
        for person in self.who(letters):
            self.do(operations.record_consent, person.uid, ["store_notes"], status)

    def put(self, note: Note, **fields: object) -> None:
        """Change a note behind the back of the operations, as it may be stored from before."""
        self.workspace = self.workspace.replace({"notes": {note.uid: replace(note, **fields)}})


def witnesses(world: World) -> Witnesses:
    permits = Permits(
        world.workspace, "team", world.policy.day, world.now, present=world.workspace, present_at=world.now
    )
    return Witnesses(world.workspace, permits)


def ledger(world: World, experiment: str = "") -> Ledger:
    uid = experiment or world.experiment.uid
    return ledger_of(world.workspace, uid, witnesses(world), lambda: world.policy, world.now)


Case = Callable[[Study], object]
CASES: list[tuple[str, Case]] = []


def case(sentence: str) -> Callable[[Case], Case]:
    """Say what is to be said of a case."""

    def put(told: Case) -> Case:
        CASES.append((sentence, told))
        return told

    return put


@case("for: nobody; against: nobody")
def nothing_was_said(study: Study) -> None:
    study.say(None, "A", "interview")


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def one_person(study: Study) -> None:
    study.say("supports", "A", "interview")


@case("for: nobody; against: 1 person by 1 method, not yet triangulated")
def one_person_against(study: Study) -> None:
    study.say("refutes", "A", "interview")


@case("for: 3 people by 2 methods, triangulated; against: nobody")
def just_enough(study: Study) -> None:
    study.all_say("supports", "AB", "interview")
    study.say("supports", "C", "survey")


@case("for: 3 people by 1 method, not yet triangulated; against: nobody")
def the_same_method_thrice(study: Study) -> None:
    study.all_say("supports", "ABC", "interview")


@case("for: 2 people by 2 methods, not yet triangulated; against: nobody")
def too_few_people(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.say("supports", "B", "survey")


@case("for: 1 person by 2 methods, not yet triangulated; against: nobody")
def one_person_says_it_again_and_again(study: Study) -> None:
    for method in ("interview", "interview", "survey", "survey"):
        study.say("supports", "A", method)


@case("for: 2 people by 1 method, not yet triangulated; against: 1 person by 1 method, not yet triangulated")
def two_directions_do_not_add_up_to_one(study: Study) -> None:
    study.all_say("supports", "AB", "interview")
    study.say("refutes", "C", "survey")


@case("for: 1 person by 1 method, not yet triangulated; against: 1 person by 1 method, not yet triangulated")
def one_person_in_both_directions_counts_once_in_each(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.say("refutes", "A", "user_test")


@case("for: 5 people by 2 methods, triangulated; against: 1 person by 1 method, not yet triangulated")
def most_for_one_against(study: Study) -> None:
    study.all_say("supports", "ABC", "interview")
    study.all_say("supports", "DE", "observation")
    study.say("refutes", "F", "interview")


@case("for: 1 person by 1 method, not yet triangulated; against: 4 people by 3 methods, triangulated")
def most_against(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.all_say("refutes", "BC", "interview")
    study.say("refutes", "D", "survey")
    study.say("refutes", "E", "user_test")


@case("contradicted: 4 people by 2 methods for, 3 by 2 against")
def people_contradict_each_other(study: Study) -> None:
    study.all_say("supports", "ABC", "interview")
    study.say("supports", "D", "survey")
    study.all_say("refutes", "EF", "interview")
    study.say("refutes", "G", "survey")


@case("contradicted: 5 people by 2 methods for, 6 by 2 against")
def many_against_each_other(study: Study) -> None:
    study.all_say("supports", "ABCD", "interview")
    study.say("supports", "E", "survey")
    study.all_say("refutes", "FGHIJ", "interview")
    study.say("refutes", "K", "survey")


@case("contradicted: 3 people by 2 methods for, 3 by 2 against")
def the_same_people_contradict_themselves(study: Study) -> None:
    for stance in ("supports", "refutes"):
        study.all_say(stance, "AB", "interview")
        study.say(stance, "C", "survey")


@case("for: 2 people by 1 method, not yet triangulated; against: nobody")
def of_a_group_those_count_who_are_named(study: Study) -> None:
    group = study.touch(*study.who("ABCDE"), method="focus_group")
    study.say("supports", "AB", at=group)


@case("for: nobody; against: nobody")
def a_group_of_whom_nobody_is_named(study: Study) -> None:
    group = study.touch(*study.who("ABCDE"), method="focus_group")
    study.say("supports", "ABCDE", at=group, together=True)


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def somebody_is_named_afterwards(study: Study) -> None:
    group = study.touch(*study.who("ABC"), method="focus_group")
    note = study.say("supports", "ABC", at=group, together=True)
    study.do(operations.edit_note, note.uid, people=[study.who("B")[0].uid])


@case("for: 1 person by 2 methods, not yet triangulated; against: nobody")
def two_records_of_one_person(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.say("supports", "B", "survey")
    goes, stays = study.who("AB")
    study.do(operations.merge_contacts, goes.uid, stays.uid)


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def a_note_that_still_names_the_record_that_was_merged(study: Study) -> None:
    met = study.touch(*study.who("A"))
    goes, stays = study.who("AB")
    study.do(operations.merge_contacts, goes.uid, stays.uid)
    note = study.say("supports", "B", at=met)
    study.put(note, people=(goes.uid, stays.uid))


@case("for: nobody; against: nobody")
def who_wants_no_notes_kept(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.refuse("A")


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def who_took_it_back(study: Study) -> None:
    study.refuse("AB", "given")
    study.say("supports", "A", "interview")
    study.say("supports", "B", "survey")
    study.refuse("A", "withdrawn")


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def one_of_two_wants_no_notes_kept(study: Study) -> None:
    study.say("supports", "AB", "interview")
    study.refuse("A")


@case("for: 3 people by 1 method, not yet triangulated; against: nobody")
def who_was_asked_or_never_asked_counts(study: Study) -> None:
    study.all_say("supports", "ABC", "interview")
    study.refuse("A", "requested")
    study.refuse("B", "request_deferred")


@case("for: nobody; against: nobody")
def of_a_minor_nothing_counts_before_the_guardian_agrees(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.do(operations.edit_person, study.who("A")[0].uid, is_minor=True)


@case("for: 1 person by 0 methods, not yet triangulated; against: nobody")
def what_is_only_planned_is_no_method(study: Study) -> None:
    planned = study.touch(*study.who("A"), at=study.now + DAY, status="confirmed")
    study.say("supports", "A", at=planned)


@case("for: 2 people by 0 methods, not yet triangulated; against: nobody")
def what_did_not_take_place_is_no_method(study: Study) -> None:
    for letter, status in (("A", "cancelled"), ("B", "no_show")):
        met = study.touch(*study.who(letter), at=study.now + DAY, status="confirmed")
        study.do(operations.settle_touchpoint, met.uid, status)
        study.say("supports", letter, at=met)


@case("for: 1 person by 0 methods, not yet triangulated; against: nobody")
def a_touchpoint_with_somebody_else_is_no_method(study: Study) -> None:
    study.say("supports", "A", at=study.touch(*study.who("B")))


@case("for: 2 people by 1 method, not yet triangulated; against: nobody")
def a_method_does_not_count_for_whoever_wants_no_notes_kept(study: Study) -> None:
    study.say("supports", "AB", at=study.touch(*study.who("A"), method="survey"))
    study.say("supports", "C", "interview")
    study.refuse("A")


@case("for: 3 people by 0 methods, not yet triangulated; against: nobody")
def notes_without_a_touchpoint_have_no_method(study: Study) -> None:
    study.all_say("supports", "ABC", "")


@case("for: 3 people by 1 method, not yet triangulated; against: nobody")
def some_notes_without_a_touchpoint(study: Study) -> None:
    study.all_say("supports", "AB", "")
    study.say("supports", "C", "interview")


@case("for: nobody; against: nobody")
def what_we_learned_and_promised_was_taken_for_evidence_once(study: Study) -> None:
    study.put(study.say(None, "A", "interview", kind="learned"), stance="supports")
    study.put(study.say(None, "B", "survey", kind="promise"), stance="refutes")


@case("for: nobody; against: nobody")
def notes_that_name_nobody(study: Study) -> None:
    study.note("we think so", stance="supports")
    study.note("82 visits, no change", kind="statistic", stance="refutes")


@case("for: nobody; against: nobody")
def neutral_and_archived_notes(study: Study) -> None:
    study.say("neutral", "A", "interview")
    study.do(operations.archive_note, study.say("supports", "B", "interview").uid)


@case("for: nobody; against: nobody")
def who_is_erased(study: Study) -> None:
    study.say("supports", "A", "interview")
    person = study.workspace.participants[study.who("A")[0].uid]
    gone = replace(person, erased_at=study.now)
    study.workspace = study.workspace.replace({"participants": {person.uid: gone}})


@case("for: nobody; against: nobody")
def who_was_to_be_kept_no_longer(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.do(operations.edit_person, study.who("A")[0].uid, retention_until=study.now.date())
    study.later(2 * DAY)


@case(
    "for: 1 person by 1 method, not yet triangulated; against: 1 person by 1 method, not yet triangulated; "
    "1 of 2 notes is older than 180 days"
)
def old_evidence_counts_and_is_said_to_be_old(study: Study) -> None:
    study.say("refutes", "A", "interview")
    study.later(181 * DAY)
    study.say("supports", "B", "interview")


@case("for: 1 person by 1 method, not yet triangulated; against: nobody")
def what_is_as_old_as_it_may_be_is_fresh(study: Study) -> None:
    study.say("supports", "A", "interview")
    study.later(180 * DAY)


@case("for: 3 people by 2 methods, triangulated; against: nobody; 3 of 3 notes are older than 180 days")
def all_of_it_is_old(study: Study) -> None:
    study.all_say("supports", "AB", "interview")
    study.say("supports", "C", "survey")
    study.later(400 * DAY)


@case("for: 1 person by 1 method, not yet triangulated; against: nobody; 1 of 1 note is older than 180 days")
def written_down_today_and_said_long_ago(study: Study) -> None:
    met = study.touch(*study.who("A"), at=study.now - 181 * DAY)
    study.say("supports", "A", at=met)


@case("contradicted: 3 people by 2 methods for, 3 by 2 against; 3 of 6 notes are older than 180 days")
def what_is_old_contradicts_what_is_new(study: Study) -> None:
    study.all_say("supports", "AB", "interview")
    study.say("supports", "C", "survey")
    study.later(300 * DAY)
    study.all_say("refutes", "AB", "interview")
    study.say("refutes", "C", "survey")


@pytest.mark.parametrize(("sentence", "told"), CASES, ids=[told.__name__ for _, told in CASES])
def test_the_sentence_on_the_evidence(sentence: str, told: Case) -> None:
    study = Study()
    told(study)
    assert ledger(study).sentence == sentence


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 24


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (nothing_was_said, "untested"),
        (notes_that_name_nobody, "untested"),
        (one_person, "inconclusive"),
        (two_directions_do_not_add_up_to_one, "inconclusive"),
        (most_for_one_against, "supported"),
        (most_against, "refuted"),
        (people_contradict_each_other, "mixed"),
    ],
)
def test_what_is_known_of_the_hypothesis(told: Case, status: str) -> None:
    study = Study()
    told(study)
    assert ledger(study).status == status
    assert ledger(study).contradicted is (status == "mixed")


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (Policy(people=1, methods=1), "for: 1 person by 1 method, triangulated; against: nobody"),
        (Policy(people=1), "for: 1 person by 1 method, not yet triangulated; against: nobody"),
        (
            Policy(fresh="P1M"),
            "for: 1 person by 1 method, not yet triangulated; against: nobody; 1 of 1 note is older than 1 month",
        ),
        (Policy(fresh="P1Y"), "for: 1 person by 1 method, not yet triangulated; against: nobody"),
    ],
)
def test_how_many_are_enough_and_how_long_it_is_fresh_is_for_the_team_to_say(policy: Policy, sentence: str) -> None:
    study = Study(policy)
    study.say("supports", "A", "interview")
    study.later(60 * DAY)
    assert ledger(study).sentence == sentence


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (nothing_was_said, "for: nobody; against: nobody"),
        (one_person, "for: <5 people; against: nobody"),
        (just_enough, "for: <5 people; against: nobody"),
        (people_contradict_each_other, "for: <5 people; against: <5 people"),
        (all_of_it_is_old, "for: <5 people; against: nobody"),
        (most_for_one_against, "for: 5 people by 2 methods, triangulated; against: <5 people"),
        (many_against_each_other, "contradicted: 5 people by 2 methods for, 6 by 2 against"),
    ],
)
def test_the_public_is_told_no_small_counts(told: Case, sentence: str) -> None:
    study = Study()
    told(study)
    found = public_ledger(ledger(study))
    assert found.sentence == sentence
    assert (found.supports, found.people, found.supporting.people, found.triangulated) == (0, 0, 0, False)


def test_what_triangulation_takes_in_words() -> None:
    assert triangulation_words(Policy(people=1, methods=1)) == "1 person by 1 method"
    assert triangulation_words(Policy()) == "3 people by 2 methods"


def test_the_figures_of_each_direction_and_of_both() -> None:
    study = Study()
    study.say("supports", "A", "interview")
    study.say("supports", "A", "survey")
    study.say("refutes", "B", "survey")
    found = ledger(study)
    assert (found.supports, found.refutes, found.people, found.methods) == (2, 1, 2, 2)
    assert (found.supporting.people, found.supporting.methods) == (1, 2)
    assert (found.refuting.people, found.refuting.methods) == (1, 1)


def test_evidence_is_of_one_experiment() -> None:
    study = Study()
    study.say("supports", "A")
    study.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="1", timezone="UTC")
    first, other = study.workspace.experiments
    assert ledger(study, other).sentence == NOBODY
    assert ledger(study, first).supports == 1


def test_what_was_written_before_a_card_was_carried_is_evidence_of_the_iteration_before() -> None:
    study = Study()
    first = study.experiment.uid
    study.say("supports", "A", "interview", card=study.uid(1))
    study.later()
    change = study.do(operations.iterate_experiment, first)
    second = next(uid for uid in change.records["experiments"] if uid != first)
    carried = study.workspace.card_by_number(second, 1)
    assert carried is not None
    assert ledger(study, first).sentence == "for: 1 person by 1 method, not yet triangulated; against: nobody"
    assert ledger(study, second).sentence == NOBODY
    study.later()
    (ann,) = study.who("A")
    met = study.touch(ann, method="survey")
    about = {"card": carried.uid, "people": [ann.uid], "touchpoint": met.uid}
    study.do(operations.add_note, "not any more", kind="behaviour", stance="refutes", **about)
    assert ledger(study, first).sentence == "for: 1 person by 1 method, not yet triangulated; against: nobody"
    assert ledger(study, second).sentence == "for: nobody; against: 1 person by 1 method, not yet triangulated"


@pytest.mark.parametrize("kind", ["learned", "promise"])
def test_our_own_word_is_not_taken_as_evidence(kind: str) -> None:
    study = Study()
    with pytest.raises(NotAllowed, match=r"What we learn and promise is our own word.*Nothing was changed\."):
        study.say("supports", "A", kind=kind)
    note = study.say("supports", "A", kind="note")
    with pytest.raises(NotAllowed):
        study.do(operations.edit_note, note.uid, kind=kind, stance="refutes")
    study.do(operations.edit_note, note.uid, kind=kind)
    assert study.workspace.notes[note.uid].stance is None
    study.do(operations.edit_note, note.uid, stance="neutral")


def test_a_note_that_names_nobody_becomes_evidence_once_somebody_is_named() -> None:
    study = Study()
    note = study.note("gave up at step two", kind="behaviour", stance="refutes")
    assert ledger(study).sentence == NOBODY
    study.do(operations.edit_note, note.uid, people=[study.who("A")[0].uid])
    assert ledger(study).sentence == "for: nobody; against: 1 person by 0 methods, not yet triangulated"


def test_what_a_group_is_said_to_be_surprised_at_names_nobody() -> None:
    study = Study()
    group = study.touch(*study.who("AB"), method="focus_group", surprise="They laughed")
    alone = study.touch(*study.who("A"), surprise="She laughed")
    said = {note.touchpoint: note.together for note in study.workspace.notes.values()}
    assert said == {group.uid: True, alone.uid: False}


def test_each_piece_says_who_by_what_and_when() -> None:
    study = Study()
    met = study.touch(*study.who("A"), method="survey", at=study.now - timedelta(days=3))
    note = study.say("supports", "AB", at=met)
    study.refuse("B")
    (piece,) = evidence_of(study.workspace, study.experiment.uid, witnesses(study))
    assert (piece.note, piece.people, piece.method) == (note, frozenset({study.who("A")[0].uid}), "survey")
    assert piece.at.date() == date(2026, 2, 27)


def test_what_was_said_in_the_first_moment_of_the_time_that_counts_is_fresh() -> None:
    study = Study()
    study.now = fresh_since(study.policy, study.now)
    study.say("supports", "A")
    since = study.now
    study.now = since + 180 * DAY
    assert fresh_since(study.policy, study.now) == since
    assert ledger(study).old == 0
    study.now = since + 181 * DAY
    assert ledger(study).old == 1


def test_evidence_on_the_cards_of_another_board_is_not_that_of_this_one() -> None:
    study = Study()
    other = replace(BOARD, id="other", key="OT")
    study.do(operations.start_experiment, other, definition_hash="x", timezone="Europe/Berlin")
    first, second = (study.workspace.experiments_of(board)[0] for board in (BOARD.id, "other"))
    card = study.workspace.card_by_number(second.uid, 1)
    assert card is not None
    study.note("For", people=[study.person("Zoe").uid], kind="pain", stance="supports", card=card.uid)
    assert (ledger(study, first.uid).supports, ledger(study, second.uid).supports) == (0, 1)
