from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.records.replaying import rebuilt
from tests.domain.world import DAY, MONDAY, TODAY, World
from tui.domain import operations
from tui.domain.errors import Conflict, DomainError
from tui.domain.evidence.respondents import Given
from tui.domain.history.phrases import phrase_of
from tui.domain.people.consent import allows, latest_words, status_now, statuses
from tui.domain.people.merged import current_of, former_pids, listed_people, merged_uids
from tui.domain.people.policy import Policy
from tui.domain.privacy.erasing.traces import former_contacts
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.privacy.profiles import Permits, Use
from tui.domain.records import RECORD_TYPES, Cadence, Consent, Participant
from tui.domain.records.meaning import Reference, references
from tui.domain.records.vocabulary import ConsentStatus
from tui.domain.records.workspace import Workspace


def now(world: World, person: Participant) -> Participant:
    return world.workspace.participants[person.uid]


def test_what_refers_to_one_refers_to_the_other_without_doubles() -> None:
    world = World()
    ada, jane, ward = world.person("Ada Lovelace"), world.person("Jane Doe"), world.person("Young Doe")
    world.do(operations.edit_person, ward.uid, is_minor=True, guardian=jane.uid)
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.do(operations.link_contact, world.uid(1), jane.uid)
    world.do(operations.link_contact, world.uid(2), jane.uid)
    both, hers = world.note(people=[jane.uid, ada.uid]), world.note(people=[jane.uid])
    world.do(operations.log_touchpoint, "interview", [jane.uid, ada.uid], at=MONDAY - DAY)
    world.do(operations.give_consent, jane.uid, "quote")
    world.do(operations.record_export, "b.md", format="md", profile="team", sha256="0", people=[jane.uid])
    standup = world.do(operations.begin_standup, [world.experiment.uid], MONDAY - DAY).event.changes["standups"]

    world.do(operations.merge_contacts, jane.uid, ada.uid)

    workspace = world.workspace
    assert world.card(1).people == world.card(2).people == (ada.uid,)
    assert [workspace.notes[note.uid].people for note in (both, hers)] == [(ada.uid,), (ada.uid,)]
    assert [touchpoint.people for touchpoint in workspace.touchpoints.values()] == [(ada.uid,)]
    assert not workspace.consent_uids(jane.uid)
    assert workspace.participants[ward.uid].guardian == ada.uid
    assert [export.people for export in workspace.exports.values()] == [(jane.uid,)], "copies say whom they were about"
    stops = [item.uid for item in workspace.standups[next(iter(standup))].items]
    assert jane.uid not in stops
    assert stops.count(ada.uid) <= 1


FACTS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"relationship": "trial"}, {"relationship": "customer"}, {"relationship": "customer"}),
    ({"relationship": "trial"}, {}, {"relationship": "trial"}),
    ({"advisory_board": True}, {}, {"advisory_board": True}),
    ({"is_minor": True}, {}, {"is_minor": True}),
    ({}, {"is_minor": True}, {"is_minor": True}),
    ({"cadence": Cadence("P7D")}, {}, {"cadence": Cadence("P7D")}),
    ({"cadence": Cadence("P7D")}, {"cadence": Cadence("P1M")}, {"cadence": Cadence("P1M")}),
    ({"contact_status": "opted_out"}, {}, {"contact_status": "opted_out"}),
    ({"contact_status": "opted_out"}, {"contact_status": "blocklisted"}, {"contact_status": "blocklisted"}),
    ({"retention_until": date(2027, 1, 1)}, {}, {"retention_until": date(2027, 1, 1)}),
    (
        {"retention_until": date(2027, 1, 1)},
        {"retention_until": date(2028, 1, 1)},
        {"retention_until": date(2027, 1, 1)},
    ),
]


@pytest.mark.parametrize(("goes", "stays", "after"), FACTS)
def test_what_both_records_say_of_a_person_is_put_together(
    goes: dict[str, Any], stays: dict[str, Any], after: dict[str, Any]
) -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace", **stays), world.person("Jane Doe", **goes)
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    assert {name: getattr(now(world, ada), name) for name in after} == after
    assert now(world, jane) == Participant(jane.uid, jane.number, jane.created_at, merged_into=ada.uid)


def test_segments_are_united() -> None:
    world = World()
    ada, jane = world.person("Ada", segments=["a", "b"]), world.person("Jane", segments=["b", "need: c"])
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    assert [segment.value for segment in now(world, ada).segments] == ["a", "b", "c"]


def test_every_name_and_address_of_both_is_hidden_as_the_one_that_stays() -> None:
    world = World()
    ada = world.person("Ada Lovelace", email=["ada@example.com"], org="Engines")
    jane = world.person(
        "Byron, Augusta", email=["aab@example.org"], tel=["+44 7700 900123"], url=["https://example.net/u/augusta"],
        nickname="Gussie", org="Difference Works", adr=["12 Mallow Street, York"],
    )  # fmt: skip
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    text = (
        "Ada Lovelace, Augusta Byron, Mrs Byron, Gussie, aab@example.org, +44 7700 900123, "
        "https://example.net/u/augusta, Difference Works, 12 Mallow Street"
    )
    shown = scrubber_of(world.workspace, ()).scrub(text)
    assert jane.pid not in shown
    for token in ("Ada", "Augusta", "Byron", "Gussie", "aab", "900123", "augusta", "Difference", "Mallow"):
        assert token not in shown, shown
    contact = world.workspace.contact_of(ada.uid)
    assert contact is not None
    assert contact.fn == "Ada Lovelace"
    assert contact.nickname == "Augusta Byron, Gussie"
    assert contact.email == ("ada@example.com", "aab@example.org")
    assert contact.org == "Engines"
    assert former_contacts(contact, ()) == []


SAID: list[tuple[str | None, str | None, str]] = [
    # of the one that goes, of the one that stays, of both
    ("given", None, "given"),
    (None, "given", "given"),
    ("refused", None, "refused"),
    ("refused", "given", "refused"),
    ("given", "refused", "refused"),
    ("withdrawn", "given", "withdrawn"),
    ("given", "withdrawn", "withdrawn"),
    ("revoked", "renewed", "revoked"),
    ("invalidated", "given", "invalidated"),
    ("given", "invalidated", "invalidated"),
    ("requested", "given", "requested"),
    ("given", "request_deferred", "request_deferred"),
    ("given", "given", "given"),
    ("expired", "given", "expired"),
    ("refused", "expired", "refused"),
]


@pytest.mark.parametrize("older_stays", [True, False])
@pytest.mark.parametrize(("goes", "stays", "after"), SAID)
def test_of_two_words_the_stricter_counts_whichever_was_said_last(
    goes: ConsentStatus | None, stays: ConsentStatus | None, after: str, *, older_stays: bool
) -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace"), world.person("Jane Doe")
    for person, status in ((ada, stays), (jane, goes)) if older_stays else ((jane, goes), (ada, stays)):
        world.later()
        if status is not None:
            world.do(operations.record_consent, person.uid, ["observe"], status)
    before = dict(world.workspace.consents)
    world.later()
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    word = latest_words(world.workspace, ada.uid)["observe"]
    assert word.status == after
    for uid, consent in before.items():
        stored = world.workspace.consents[uid]
        assert (stored.status, stored.at, stored.by) == (consent.status, consent.at, consent.by), "history stays true"
    assert allows(world.workspace, now(world, ada), "observe", TODAY) is (after == "given")
    assert not allows(world.workspace, now(world, jane), "observe", TODAY)


@pytest.mark.parametrize("longer_is_later", [True, False])
def test_of_two_agreements_the_one_that_ends_first_counts(*, longer_is_later: bool) -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace"), world.person("Jane Doe")
    soon, late = date(2026, 6, 1), None
    for person, until in ((ada, soon), (jane, late)) if longer_is_later else ((ada, late), (jane, soon)):
        world.do(operations.give_consent, person.uid, "observe", expires_at=until)
        world.later()
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    word = latest_words(world.workspace, ada.uid)["observe"]
    assert (word.status, word.expires_at, word.method) == ("given", soon, "verbal_noted")


def test_an_agreement_that_is_over_for_one_is_over_for_both() -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace"), world.person("Jane Doe")
    world.do(operations.give_consent, jane.uid, "observe", expires_at=date(2026, 3, 5))
    world.later(10 * DAY)
    world.do(operations.give_consent, ada.uid, "observe")
    world.later()
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    word = latest_words(world.workspace, ada.uid)["observe"]
    assert status_now(word, now(world, ada), world.context.today) == "expired"


# What one record says and then the other, a mark for what was given only together with others, and what counts then.
MARKED = [
    ("marked", "given", "given"),
    ("given", "marked", "invalidated"),
    ("marked", "refused", "refused"),
    ("refused", "marked", "refused"),
    ("marked", "requested", "requested"),
    ("marked", "marked", "invalidated"),
]


@pytest.mark.parametrize(("earlier", "later", "after"), MARKED)
@pytest.mark.parametrize("older_stays", [True, False])
def test_a_fresh_word_of_either_record_answers_what_is_to_be_asked_again(
    earlier: str, later: str, after: str, *, older_stays: bool
) -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace"), world.person("Jane Doe")
    people = (ada, jane) if older_stays else (jane, ada)
    for person, status in zip(people, (earlier, later), strict=True):
        world.later()
        uid = f"said-{status}-{person.pid}"
        fields: Any = {"status": "given", "bundle": "share"} if status == "marked" else {"status": status}
        word = Consent(uid=uid, participant=person.uid, scope="share_external", at=world.now, by="ux", **fields)
        world.workspace = world.workspace.replace({"consents": {uid: word}})
    world.later()
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    assert statuses(world.workspace, now(world, ada), world.context.today) == {"share_external": after}


def test_what_a_minor_said_alone_does_not_count_when_they_are_one_with_an_adult() -> None:
    world = World()
    guardian, ada, young = world.person("G"), world.person("Ada Lovelace"), world.person("Ada L")
    world.do(operations.edit_person, young.uid, is_minor=True, guardian=guardian.uid)
    world.do(operations.give_consent, ada.uid, "observe")
    world.do(operations.merge_contacts, young.uid, ada.uid)
    assert now(world, ada).guardian == guardian.uid
    assert not allows(world.workspace, now(world, ada), "observe", TODAY)


def test_it_is_undone_and_done_again() -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace", email=["a@example.com"]), world.person("Jane Doe", tel=["+49 30 901820"])
    world.note(people=[jane.uid])
    world.do(operations.give_consent, ada.uid, "observe", evidence="mail of Monday")
    world.do(operations.withdraw_consent, jane.uid, "observe")
    world.later()
    world.do(operations.give_consent, ada.uid, "observe")
    before = world.state
    merge = world.do(operations.merge_contacts, jane.uid, ada.uid)
    after = world.state
    undoing = world.undo(merge)
    assert world.state == before
    world.redo(merge, undoing)
    assert world.state == after


def test_the_number_resolves_and_is_not_given_again() -> None:
    world = World()
    ada, jane, janet = world.person("Ada"), world.person("Jane"), world.person("Janet")
    world.do(operations.merge_contacts, janet.uid, jane.uid)
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    workspace = world.workspace
    assert current_of(workspace, janet.uid) == current_of(workspace, jane.uid) == now(world, ada)
    assert merged_uids(workspace, ada.uid) == {jane.uid, janet.uid}
    assert former_pids(workspace) == {ada.uid: ("P02", "P03")}
    assert [person.pid for person in listed_people(workspace)] == ["P01"]
    assert len(workspace.contacts_of(ada.uid)) == 3
    assert world.person("Bob").pid == "P04"
    world.do(operations.link_contact, world.uid(1), janet.uid)
    world.do(operations.give_consent, jane.uid, "observe")
    assert world.card(1).people == (ada.uid,)
    assert latest_words(world.workspace, ada.uid)["observe"].status == "given"


def test_before_it_there_were_two() -> None:
    world = World()
    events = [world.do(operations.make_contact, name).event for name in ("Ada", "Jane")]
    world.later()
    ada, jane = world.workspace.participants
    events.append(world.do(operations.merge_contacts, jane, ada).event)
    then = rebuilt(events, until=world.now - DAY)
    assert {person.pid for person in listed_people(then)} == {"P01", "P02"}
    assert dict(rebuilt(events).participants) == dict(world.workspace.participants)


@pytest.mark.parametrize("after", [("withdraw_consent", "store_notes"), ("withdraw_consent", "quote")])
def test_what_they_say_after_it_holds_for_what_was_before(after: tuple[str, str]) -> None:
    world = World()
    ada, jane = world.person("Ada Lovelace"), world.person("Jane Doe")
    world.do(operations.give_consent, jane.uid, "quote")
    then, past = world.workspace, world.now
    world.later()
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    use: Use = "words" if after[1] == "quote" else "account"

    def why() -> str:
        present = world.workspace
        return Permits(then, "team", Policy().day, past, present=present, present_at=world.now).person(use, jane.uid)

    assert why() == ""
    world.do(getattr(operations, after[0]), ada.uid, after[1])
    assert "was" in why()


def test_it_works_without_names() -> None:
    world = World()
    ada, jane = world.person("Ada"), world.person("Jane")
    note = world.note(people=[jane.uid])
    world.workspace = world.workspace.replace({"contacts": dict.fromkeys(world.workspace.contacts)})
    change = world.do(operations.merge_contacts, jane.uid, ada.uid)
    assert "contacts" not in change.event.changes
    assert world.workspace.notes[note.uid].people == (ada.uid,)


def test_a_name_that_only_one_has_is_the_name_of_both() -> None:
    world = World()
    ada, jane = world.person("Ada"), world.person("Jane Doe")
    contact = world.workspace.contact_of(ada.uid)
    assert contact is not None
    world.workspace = world.workspace.replace({"contacts": {contact.uid: None}})
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    named = world.workspace.contact_of(ada.uid)
    assert named is not None
    assert (named.fn, named.merged_from) == ("Jane Doe", None)


def guardian_of(world: World) -> tuple[str, str]:
    ada, young = world.person("Ada"), world.person("Young")
    world.do(operations.edit_person, young.uid, is_minor=True, guardian=ada.uid)
    return young.uid, ada.uid


def minor_and_guardian_of_another(world: World) -> tuple[str, str]:
    _, ada = guardian_of(world)
    minor = world.person("Another")
    world.do(operations.edit_person, minor.uid, is_minor=True)
    return minor.uid, ada


def merged_before(world: World) -> tuple[str, str]:
    ada, jane = world.person("Ada"), world.person("Jane")
    world.do(operations.merge_contacts, jane.uid, ada.uid)
    return ada.uid, jane.uid


def oneself(world: World) -> tuple[str, str]:
    ada = world.person("Ada")
    return ada.uid, ada.uid


def erased(world: World) -> tuple[str, str]:
    ada, jane = world.person("Ada"), world.person("Jane")
    gone = Participant(jane.uid, jane.number, jane.created_at, erased_at=MONDAY)
    world.workspace = world.workspace.replace({"participants": {jane.uid: gone}})
    return jane.uid, ada.uid


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (guardian_of, "P01 is the guardian of P02, so they are two people. Nothing was changed."),
        (minor_and_guardian_of_another, "P03 is a minor, and P01 the guardian of P02: a guardian is of age."),
        (merged_before, "P02 was put into P01 already. Nothing was changed."),
        (oneself, "P01 is one record already; name another one of the same person. Nothing was changed."),
        (erased, "P02 was erased, and the number is not given again. Nothing was changed."),
    ],
)
def test_who_cannot_be_one_is_told_why(who: Any, sentence: str) -> None:
    world = World()
    pair = who(world)
    before = world.state
    for one, other in (pair, pair[::-1]):
        with pytest.raises(DomainError) as raised:
            world.do(operations.merge_contacts, one, other)
        assert str(raised.value).startswith(sentence)
    assert world.state == before


def test_making_one_of_them_is_not_undone_after_that() -> None:
    world = World()
    changes = [world.do(operations.make_contact, name) for name in ("Ada", "Jane")]
    ada, jane = world.workspace.participants
    world.do(operations.merge_contacts, jane, ada)
    for change in changes:
        with pytest.raises(Conflict):
            world.undo(change)


def test_it_is_told_in_p_ids() -> None:
    world = World()
    ada, jane = world.person("Ada"), world.person("Jane")
    merge = world.do(operations.merge_contacts, jane.uid, ada.uid)
    assert phrase_of(merge.event, world.workspace).done == "Put P02 into P01"
    empty = phrase_of(merge.event, Workspace.of())
    assert empty.named == "put a person into another record of theirs"


def leads_to_people(field: Reference) -> bool:
    return field.to.table == "participants" and not field.to.loose


def test_nothing_refers_to_the_record_that_went_but_who_was_put_into_it_before() -> None:
    world = World()
    went, stays, earlier, ward = (world.person(name) for name in ("Ada", "Ada L.", "A. L.", "Byron"))
    world.do(operations.merge_contacts, earlier.uid, went.uid)
    world.do(operations.edit_person, ward.uid, is_minor=True, guardian=went.uid)
    world.note(people=[went.uid])
    met = world.touch(went, cards=[world.uid(1)])
    world.ask(went)
    world.promise(went, touchpoint=met.uid)
    world.do(operations.give_consent, went.uid, "quote")
    world.do(operations.edit_contact, went.uid, email=["ada@example.com"])
    world.do(operations.import_answers, world.experiment.uid, "nps", [Given(2, "9", email="ada@example.com")])
    tables = {record.table for record, _ in world.workspace.referring(world.workspace.participants[went.uid])}
    assert tables == {table for table, kind in RECORD_TYPES.items() if any(map(leads_to_people, references(kind)))}
    world.do(operations.merge_contacts, went.uid, stays.uid)
    left = world.workspace.referring(world.workspace.participants[went.uid])
    assert [(record.uid, field.name) for record, field in left] == [(earlier.uid, "merged_into")]


def test_two_records_that_say_each_other_end_somewhere() -> None:
    world = World()
    ada, jane = world.person("Ada"), world.person("Jane")
    circle = {ada.uid: replace(ada, merged_into=jane.uid), jane.uid: replace(jane, merged_into=ada.uid)}
    world.workspace = world.workspace.replace({"participants": circle})
    assert current_of(world.workspace, ada.uid) in circle.values()
    assert merged_uids(world.workspace, ada.uid) == {jane.uid}
    assert list(listed_people(world.workspace)) == []
