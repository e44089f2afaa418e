from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, MONDAY, TODAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.people.consent import (
    LEAST_FIRST,
    WORDS,
    Sign,
    allows,
    as_typed,
    is_to_ask_again,
    latest_words,
    missing,
    missing_words,
    scopes_to_ask_again,
    sign_of,
    sign_of_word,
    statuses,
    unwilling,
    wished,
    wished_words,
    words_until,
)
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy, Privacy
from tui.domain.records import Consent, Note, Participant
from tui.domain.records.vocabulary import CONSENT_SCOPES, ConsentStatus
from tui.domain.records.workspace import Workspace

# What a status of consent allows, scope by scope: y yes, n no. Written out by hand, so that a mistake in the code does
# not come to stand here as well.
ALLOWED = """
                  unknown requested request_deferred given refused withdrawn revoked expired invalidated renewed
contact_me              n         n                n     y       n         n       n       n           n       y
take_part               n         n                n     y       n         n       n       n           n       y
observe                 n         n                n     y       n         n       n       n           n       y
record_audio            n         n                n     y       n         n       n       n           n       y
record_video            n         n                n     y       n         n       n       n           n       y
store_notes             n         n                n     y       n         n       n       n           n       y
quote_pseudonymous      n         n                n     y       n         n       n       n           n       y
quote_attributed        n         n                n     y       n         n       n       n           n       y
share_internal          n         n                n     y       n         n       n       n           n       y
share_external          n         n                n     y       n         n       n       n           n       y
recontact               n         n                n     y       n         n       n       n           n       y
"""
HEAD, *ROWS = [line.split() for line in ALLOWED.strip().splitlines()]
CELLS = [(scope, status, word == "y") for scope, *words in ROWS for status, word in zip(HEAD, words, strict=True)]


def test_the_table_has_every_scope_and_status() -> None:
    assert [row[0] for row in ROWS] == list(CONSENT_SCOPES)
    assert (len(HEAD), len(CELLS)) == (10, 110)


def may_quote(workspace: Workspace, note: Note, today: date) -> bool:
    """Return whether all a note is about agreed to be quoted."""
    return not unwilling(workspace, note.people, "quote_pseudonymous", today)


def said(world: World, person: Participant, scope: str, status: ConsentStatus, **fields: Any) -> None:
    """Put a word about consent into the world, whatever the operations allow."""
    uid = f"said-{len(world.workspace.consents)}"
    consent = Consent(uid, person.uid, scope, status, world.now, "ux", **fields)
    world.workspace = world.workspace.replace({"consents": {uid: consent}})


@pytest.mark.parametrize(("scope", "status", "allowed"), CELLS)
def test_only_what_is_agreed_to_is_allowed(scope: str, status: ConsentStatus, allowed: bool) -> None:
    world = World()
    ada = world.person()
    said(world, ada, scope, status)
    for each in CONSENT_SCOPES:
        assert allows(world.workspace, ada, each, TODAY) is (allowed and each == scope)


@pytest.mark.parametrize("scope", CONSENT_SCOPES)
def test_who_was_never_asked_allows_nothing(scope: str) -> None:
    world = World()
    assert not allows(world.workspace, world.person(), scope, TODAY)


@pytest.mark.parametrize(
    ("looked", "status"),
    [
        ("2026-03-31T21:59", "given"),  # 23:59 in Berlin, on the day before
        ("2026-03-31T22:00", "expired"),  # 00:00 on the day itself
        ("2026-04-01T12:00", "expired"),
    ],
)
def test_on_its_day_of_expiry_it_is_over_from_midnight_on_the_spot(looked: str, status: str) -> None:
    world = World(policy=Policy(timezone="Europe/Berlin"))
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "observe", expires_at=date(2026, 4, 1))
    world.now = datetime.fromisoformat(looked).replace(tzinfo=UTC)
    today = world.context.today
    assert statuses(world.workspace, ada, today) == {"observe": status}
    assert allows(world.workspace, ada, "observe", today) is (status == "given")


def test_the_latest_word_counts_whenever_it_was_written_down() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "observe")
    world.later()
    world.do(operations.withdraw_consent, ada.uid, "observe")
    assert not allows(world.workspace, ada, "observe", world.context.today)
    world.do(operations.give_consent, ada.uid, "observe", at=MONDAY - DAY)
    assert not allows(world.workspace, ada, "observe", world.context.today)
    assert latest_words(world.workspace, ada.uid)["observe"].status == "withdrawn"


def test_how_it_stood_on_an_earlier_day() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "observe")
    world.later(3 * DAY)
    world.do(operations.withdraw_consent, ada.uid, "observe")
    found = [
        {scope: each.status for scope, each in words_until(world.workspace, ada.uid, day, Policy()).items()}
        for day in (date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 5))
    ]
    assert found == [{}, {"observe": "given"}, {"observe": "withdrawn"}]


def test_giving_again_renews_and_taking_back_without_having_given_refuses() -> None:
    world = World()
    ada = world.person()
    for _ in range(2):
        world.do(operations.give_consent, ada.uid, "observe")
        world.later()
    assert latest_words(world.workspace, ada.uid)["observe"].status == "renewed"
    world.do(operations.withdraw_consent, ada.uid, ["observe", "record_audio"])
    words = latest_words(world.workspace, ada.uid)
    assert {scope: word.status for scope, word in words.items()} == {"observe": "withdrawn", "record_audio": "refused"}
    world.later()
    assert world.do(operations.withdraw_consent, ada.uid, "observe").is_empty


# What a word gives, scope by scope, and its key on the screen: typed by hand, one word a row.
WORDS_TABLE = """
               key  contact_me recontact take_part store_notes observe record_audio record_video quote_pseudonymous quote_attributed share_internal share_external
contact          c           y         y         -           -       -            -            -                  -                -              -              -
take-part        t           -         -         y           -       -            -            -                  -                -              -              -
notes            n           -         -         -           y       -            -            -                  -                -              -              -
observe          o           -         -         -           -       y            -            -                  -                -              -              -
audio            a           -         -         -           -       -            y            -                  -                -              -              -
video            v           -         -         -           -       -            -            y                  -                -              -              -
quote            q           -         -         -           -       -            -            -                  y                -              -              -
quote-name       Q           -         -         -           -       -            -            -                  -                y              -              -
share-inside     i           -         -         -           -       -            -            -                  -                -              y              -
share-outside    x           -         -         -           -       -            -            -                  -                -              -              y
"""  # noqa: E501
(_, *SCOPES), *WORD_ROWS = [line.split() for line in WORDS_TABLE.strip().splitlines()]
BEHIND = {
    word: {scope for scope, sign in zip(SCOPES, signs, strict=True) if sign == "y"} for word, _, *signs in WORD_ROWS
}


def test_the_words_their_keys_and_every_scope_once() -> None:
    assert [(as_typed(word.name), word.key) for word in WORDS] == [(word, key) for word, key, *_ in WORD_ROWS]
    assert sorted(SCOPES) == sorted(CONSENT_SCOPES)
    assert [word.question for word in WORDS] == [
        *("contact again", "take part", "keep notes", "observe", "record sound", "record video"),
        *("quote without name", "quote with name", "share with colleagues", "share outside"),
    ]


@pytest.mark.parametrize("word", BEHIND)
def test_a_word_gives_its_own_scopes_and_takes_back_no_other(word: str) -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, word)
    assert statuses(world.workspace, ada, TODAY) == dict.fromkeys(BEHIND[word], "given")
    world.do(operations.give_consent, ada.uid, CONSENT_SCOPES)
    world.later()
    world.do(operations.withdraw_consent, ada.uid, word)
    now = statuses(world.workspace, ada, TODAY)
    assert {scope for scope, status in now.items() if status == "withdrawn"} == BEHIND[word]
    assert all(allows(world.workspace, ada, scope, TODAY) for scope in set(CONSENT_SCOPES) - BEHIND[word])


@pytest.mark.parametrize("scope", CONSENT_SCOPES)
def test_a_scope_is_accepted_as_it_is(scope: str) -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, [scope, scope])
    assert statuses(world.workspace, ada, TODAY) == {scope: "given"}


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("talk", "contact, take-part and notes"),
        ("record", "audio and video"),
        ("share", "share-inside and share-outside"),
    ],
)
def test_a_word_that_gave_several_names_those_to_say_instead(word: str, instead: str) -> None:
    world = World()
    ada = world.person()
    for operation in (operations.give_consent, operations.withdraw_consent, operations.ask_consent):
        with pytest.raises(NotAllowed) as raised:
            world.do(operation, ada.uid, ["observe", word])
        assert str(raised.value).endswith(f"each is said by itself: {instead}. Nothing was changed.")
    assert not world.workspace.consents


@pytest.mark.parametrize("before", ["invalidated", "requested", "expired"])
def test_a_no_is_a_no_whatever_was_there_before(before: ConsentStatus) -> None:
    world = World()
    ada = world.person()
    said(world, ada, "observe", before)
    world.later()
    world.do(operations.withdraw_consent, ada.uid, "observe", method="email_reply")
    word = latest_words(world.workspace, ada.uid)["observe"]
    assert (word.status, word.method) == ("refused", "email_reply")


@pytest.mark.parametrize("basis", ["consent", "contract", "legal_obligation", "legitimate_interest"])
@pytest.mark.parametrize("source", ["person", "public", "third_party"])
def test_a_word_is_kept_with_its_lawful_basis_and_its_source(basis: Any, source: Any) -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "notes", basis=basis, source=source, purpose="research of the export")
    word = latest_words(world.workspace, ada.uid)["store_notes"]
    assert (word.basis, word.source, word.purpose) == (basis, source, "research of the export")


def test_what_people_are_told_stands_on_each_record_as_the_settings_say_it() -> None:
    privacy = Privacy(purposes=("product research", "support"), notice="v3")
    world = World(policy=Policy(privacy=privacy))
    ada = world.person()
    world.do(operations.ask_consent, ada.uid, "audio")
    world.do(operations.give_consent, ada.uid, "notes")
    world.do(operations.give_consent, ada.uid, "quote", purpose="a talk", notice_version="v2")
    world.later()
    world.do(operations.withdraw_consent, ada.uid, ["quote", "video"])
    words = latest_words(world.workspace, ada.uid)
    assert {scope: (word.purpose, word.notice_version) for scope, word in words.items()} == {
        "record_audio": ("product research; support", "v3"),
        "store_notes": ("product research; support", "v3"),
        "quote_pseudonymous": ("a talk", "v2"),
        "record_video": ("", ""),
    }


# What a word of an earlier version still allows: marked scopes on the left, those it wrote together on the right.
BUNDLES = [
    ("talk", "contact_me", True),
    ("talk", "take_part", True),
    ("talk", "store_notes", True),
    ("talk", "recontact", False),
    ("record", "record_audio", True),
    ("record", "record_video", False),
    ("share", "share_internal", True),
    ("share", "share_external", False),
]


@pytest.mark.parametrize(("bundle", "scope", "allowed"), BUNDLES)
@pytest.mark.parametrize("status", ["given", "renewed"])
def test_what_was_given_together_allows_no_more_than_people_heard(
    bundle: Any, scope: str, status: Any, allowed: bool
) -> None:
    world = World()
    ada = world.person()
    said(world, ada, scope, status, bundle=bundle)
    assert allows(world.workspace, ada, scope, TODAY) is allowed
    assert statuses(world.workspace, ada, TODAY) == {scope: status if allowed else "invalidated"}
    assert [
        each for each in PersonFacts(world.workspace, ada, Policy(), TODAY).signs.values() if each != "unknown"
    ] == ["given" if allowed else "expired"]


@pytest.mark.parametrize(
    ("operation", "status"),
    [
        (operations.give_consent, "given"),
        (operations.withdraw_consent, "withdrawn"),
        (operations.ask_consent, "requested"),
    ],
)
def test_a_fresh_word_replaces_the_mark(operation: Any, status: str) -> None:
    world = World()
    ada = world.person()
    said(world, ada, "share_external", "given", bundle="share")
    world.later()
    world.do(operation, ada.uid, "share-outside")
    assert statuses(world.workspace, ada, world.context.today) == {"share_external": status}
    assert not is_to_ask_again(latest_words(world.workspace, ada.uid)["share_external"])


def test_undoing_a_fresh_word_brings_the_mark_back() -> None:
    world = World()
    ada = world.person()
    said(world, ada, "record_video", "given", bundle="record")
    world.later()
    change = world.do(operations.give_consent, ada.uid, "video")
    world.undo(change)
    assert scopes_to_ask_again(world.workspace, ada) == ["record_video"]


@pytest.mark.parametrize(
    ("known", "sign"),
    [
        ({}, "unknown"),
        ({"contact_me": "given"}, "unknown"),
        ({"contact_me": "given", "recontact": "invalidated"}, "expired"),
        ({"contact_me": "renewed", "recontact": "given"}, "given"),
        ({"contact_me": "given", "recontact": "refused"}, "refused"),
    ],
)
def test_the_sign_of_a_word_is_given_only_where_all_it_gives_is(known: dict[str, ConsentStatus], sign: str) -> None:
    assert sign_of_word(WORDS[0], known) == sign


def test_asking_leaves_what_is_agreed_to_and_asks_again_what_is_over() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "record_audio")
    world.do(operations.give_consent, ada.uid, "record_video", expires_at=date(2026, 3, 4))
    world.later(2 * DAY)
    world.do(operations.ask_consent, ada.uid, ["audio", "video"])
    found = statuses(world.workspace, ada, world.context.today)
    assert found == {"record_audio": "given", "record_video": "requested"}
    assert world.do(operations.ask_consent, ada.uid, "record_audio").is_empty


@pytest.mark.parametrize(
    ("said_of", "sign"),
    [
        ({}, "unknown"),
        ({"record_audio": "unknown"}, "unknown"),
        ({"record_audio": "given"}, "given"),
        ({"record_audio": "renewed", "record_video": "requested"}, "asked"),
        ({"record_audio": "expired", "record_video": "requested"}, "expired"),
        ({"record_audio": "given", "record_video": "withdrawn"}, "refused"),
        ({"record_audio": "invalidated"}, "expired"),
        ({"observe": "given"}, "unknown"),
    ],
)
def test_the_sign_of_a_column_is_that_of_its_scope_that_allows_least(
    said_of: dict[str, ConsentStatus], sign: str
) -> None:
    assert sign_of("record", said_of) == sign


@pytest.mark.parametrize(("until", "allowed"), [(TODAY - DAY, False), (TODAY, True), (None, True)])
def test_past_the_day_until_which_it_is_kept_nothing_is_allowed(until: date | None, allowed: bool) -> None:
    world = World()
    ada = world.person(retention_until=until)
    world.do(operations.give_consent, ada.uid, "share_outside")
    assert allows(world.workspace, ada, "share_external", TODAY) is allowed


def test_somebody_erased_allows_nothing() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "share_outside")
    assert not allows(world.workspace, replace(ada, erased_at=MONDAY), "share_external", TODAY)


def test_a_quote_may_be_shown_once_all_it_is_about_agreed() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    note = world.note(people=[ada.uid, ben.uid], kind="quote")
    world.do(operations.give_consent, ada.uid, "quote")
    assert not may_quote(world.workspace, note, TODAY)
    assert [person.pid for person in unwilling(world.workspace, note.people, "quote_pseudonymous", TODAY)] == ["P02"]
    world.do(operations.give_consent, ben.uid, "quote")
    assert may_quote(world.workspace, note, TODAY)


def test_a_card_says_whose_permission_it_is_missing() -> None:
    world = World()
    ada, ben, cy = (world.person(name) for name in ("Ada", "Ben", "Cy"))
    world.do(operations.give_consent, ben.uid, "observe")
    card = replace(world.card(1), needs=("observe", "record_audio"), people=(ada.uid, ben.uid, cy.uid))
    found = missing(world.workspace, card, TODAY)
    assert [(person.pid, scope) for person, scope in found] == [
        ("P01", "observe"),
        ("P03", "observe"),
        ("P01", "record_audio"),
        ("P02", "record_audio"),
        ("P03", "record_audio"),
    ]
    assert missing_words(found) == (
        "P01 and P03 have not agreed to be observed; P01, P02 and P03 have not agreed to have audio recorded"
    )


# What somebody said of a wish, and whether the card says that they may be asked.
WISHES: list[tuple[ConsentStatus, bool]] = [
    ("unknown", True),
    ("requested", False),
    ("request_deferred", False),
    ("given", False),
    ("renewed", False),
    ("refused", False),
    ("withdrawn", False),
    ("revoked", False),
    ("expired", False),
    ("invalidated", False),
]


@pytest.mark.parametrize(("status", "asked"), WISHES)
def test_a_wish_is_asked_about_once_and_never_missing(status: ConsentStatus, asked: bool) -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    said(world, ada, "record_audio", status)
    card = replace(world.card(1), wish=("record_audio",), people=(ada.uid, ben.uid))
    assert missing(world.workspace, card, TODAY) == []
    found = wished(world.workspace, card, TODAY)
    assert [person.pid for person, _ in found] == ["P01", "P02"] if asked else ["P02"]
    who = "P01 and P02" if asked else "P02"
    assert wished_words(found) == f"{who} may be asked to have audio recorded"


@pytest.mark.parametrize("gone", [{"erased_at": MONDAY}, {"merged_into": "other"}, {"retention_until": TODAY - DAY}])
def test_who_is_not_kept_is_not_asked_for_a_wish(gone: dict[str, Any]) -> None:
    world = World()
    ada = world.person()
    world.workspace = world.workspace.replace({"participants": {ada.uid: replace(ada, **gone)}})
    assert wished(world.workspace, replace(world.card(1), wish=("observe",), people=(ada.uid,)), TODAY) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"word": "sing"},
            '"sing" is nothing people agree to; there are contact, take-part, notes, observe, audio, video, quote,',
        ),
        ({"at": MONDAY + DAY}, "What was said cannot be in the future."),
        ({"expires_at": TODAY}, "It would be over before it began; name a later day of expiry."),
        ({"method": "shouted"}, '"shouted" is not a way of agreeing; there are signed_form,'),
        ({"source": "hearsay"}, '"hearsay" is not a source; there are person, public, third_party'),
        ({"purpose": "p" * 501}, "A purpose has 501 characters, 500 fit."),
        ({"basis": "public_source"}, '"public_source" is not a basis; there are consent,'),
        ({"basis": "none"}, '"none" is not a basis; there are consent,'),
        ({"notice_version": "v" * 61}, "The version of a notice has 61 characters, 60 fit."),
    ],
)
def test_a_rule_that_says_no_says_why(arguments: dict[str, Any], sentence: str) -> None:
    world = World()
    fields = {"participant": world.person().uid, "word": "observe", **arguments}
    with pytest.raises(NotAllowed) as raised:
        world.do(operations.give_consent, **fields)
    assert sentence in str(raised.value)


def test_a_stranger_agrees_to_nothing() -> None:
    for operation in (operations.give_consent, operations.withdraw_consent, operations.ask_consent):
        with pytest.raises(NotFound):
            World().do(operation, "gone", "observe")


def test_the_proof_stays_among_the_identities() -> None:
    world = World()
    ada = world.person()
    change = world.do(operations.give_consent, ada.uid, "observe", evidence="mail of Ada, 3 March")
    contact = world.workspace.contact_of(ada.uid)
    assert contact is not None
    assert contact.evidence_refs == {next(iter(change.records["consents"])): "mail of Ada, 3 March"}
    assert "mail" not in repr(change.records["consents"])


def test_every_sign_has_a_place_by_how_much_it_allows() -> None:
    assert sorted(LEAST_FIRST) == sorted(get_args(Sign))
