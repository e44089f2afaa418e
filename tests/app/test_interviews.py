"""Touchpoints, what is said at them, and permission, captured on the board."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD, NOW
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.domain import operations
from tui.domain.people.consent import latest_words, statuses
from tui.domain.records import Consent, Note, Participant, Touchpoint
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace


def person(user: User, pid: str) -> Participant:
    return next(each for each in user.session.workspace.participants.values() if each.pid == pid)


def newest(user: User) -> Touchpoint:
    return max(user.session.workspace.touchpoints.values(), key=lambda each: each.uid)


def notes_of(user: User, touchpoint: Touchpoint) -> list[Note]:
    found = [note for note in user.session.workspace.notes.values() if note.touchpoint == touchpoint.uid]
    return sorted(found, key=lambda note: note.uid)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_lines_after_a_touchpoint_belong_to_it(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("t")
        assert user.marks == 1
        await user.type("interview P02 P03 25m video yesterday: wants export", "ctrl+n")
        touchpoint = newest(user)
        assert (touchpoint.method, touchpoint.channel, touchpoint.duration) == ("interview", "video", 25)
        assert touchpoint.at.date() == (NOW - timedelta(days=1)).date()
        assert (touchpoint.summary, touchpoint.status) == ("wants export", "done")
        assert touchpoint.cards == (user.card(4).uid,)
        await user.type('"I gave up at step two', "ctrl+n")
        await user.type("! she has two accounts @P02", "ctrl+n")
        await user.type("> fri send the draft", "enter")
        said = notes_of(user, touchpoint)
        assert [(note.kind, note.text) for note in said] == [
            ("quote", "I gave up at step two"),
            ("surprise", "she has two accounts"),
            ("promise", "send the draft"),
        ]
        pids = [[user.session.workspace.participants[uid].pid for uid in note.people] for note in said]
        assert pids == [["P02", "P03"], ["P02"], ["P02", "P03"]]
        assert said[2].promise is not None
        assert str(said[2].promise.due) == "2026-11-27"
        assert user.marked.startswith("4 ") or size != WIDE


async def test_an_empty_line_ends_what_was_said_at_a_touchpoint(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("t")
        await user.type("interview P02", "ctrl+n")
        assert "note · interview P02" in user.text
        await user.press("enter")
        assert "note · interview P02" not in user.text
        assert user.marked.startswith("4 ")


async def test_who_it_was_with_is_asked_where_that_is_not_plain(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "t")
        await user.type("interview 25m", "enter")
        assert "! Say with whom: P04 P01." in user.text
        await user.type(" P04", "enter")
        assert user.message.startswith("Logged interview with P04")
        await user.press("t")
        await user.type("P04 wants export", "enter")
        assert "! Say what it was" in user.text
        await user.press("escape")
        assert "draft" in user.message


async def test_what_is_to_come_is_planned_with_what_we_expect(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("t")
        await user.type("user test P02 fri 14:00 plan: gets stuck at the form")
        assert "planned · user test · P02 · Fri 27 Nov 14:00" in user.text
        await user.press("enter")
        planned = newest(user)
        assert (planned.status, planned.expectation, planned.summary) == ("confirmed", "gets stuck at the form", "")
        assert user.message.startswith("Planned user test with P02")
        await user.press("u")
        assert user.message.startswith("Undid: plan user test with P02")


async def test_a_note_that_also_counts_as_contact(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        before = len(user.session.workspace.touchpoints)
        await user.press("n")
        await user.type("called back @P03")
        assert len(user.session.workspace.touchpoints) == before
        await user.press("ctrl+t")
        assert newest(user).people == (person(user, "P03").uid,)
        assert user.message.startswith("Noted on 4, linked P03 and logged the contact")


async def test_asking_somebody_too_often_takes_a_reason(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        for days in (1, 5, 9):
            at = user.session.now() - timedelta(days=days)
            user.session.run(operations.log_touchpoint, "interview", [person(user, "P02").uid], at=at)
        await user.press("c")
        await user.type("p02", "enter")
        assert "why ask P02 again" in user.text
        assert "P02 is in cooldown for" in user.text
        assert not user.card(4).people
        await user.press("enter")
        assert "! Going on needs some text" in user.text
        await user.type("she asked us to", "enter")
        assert user.message.startswith("Linked P02 to 4")
        linked = next(event for event in user.session.events() if event.kind == "contact_linked")
        assert linked.reason == "she asked us to"
        await user.press("t")
        await user.type("plan interview P02 fri", "enter")
        assert "why ask P02 again" in user.text
        await user.press("escape")
        assert "P02¦" in user.text
        await user.press("t")
        assert "plan interview P02 fri" in user.text


# Key, what is asked, and what it gives and takes back, typed by hand.
KEYS_OF_PERMISSION: list[tuple[str, str, set[str]]] = [
    ("c", "contact again", {"contact_me", "recontact"}),
    ("t", "take part", {"take_part"}),
    ("n", "keep notes", {"store_notes"}),
    ("o", "observe", {"observe"}),
    ("a", "record sound", {"record_audio"}),
    ("v", "record video", {"record_video"}),
    ("q", "quote without name", {"quote_pseudonymous"}),
    ("Q", "quote with name", {"quote_attributed"}),
    ("i", "share with colleagues", {"share_internal"}),
    ("x", "share outside", {"share_external"}),
]


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_permission_is_turned_by_one_key(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        user.session.run(operations.link_contact, user.card(4).uid, person(user, "P01").uid)
        await user.settle()
        await user.press("p")
        for key, question, _ in KEYS_OF_PERMISSION:
            assert f"{key}  –  {question}" in user.text
            await user.press(key)
            assert f"{key}  ✓  {question}" in user.text
        await user.press("q")
        assert "q  ✗  quote without name" in user.text
        assert "Q  ✓  quote with name" in user.text
        await user.press("escape", "u")
        assert user.marks == 1
        words = user.session.workspace.consent_uids(person(user, "P01").uid)
        assert user.session.workspace.consents[words[-1]].scope == "share_external"


@pytest.mark.parametrize(("key", "question", "scopes"), KEYS_OF_PERMISSION)
async def test_a_key_gives_and_takes_back_one_thing(
    sit: Sit, sample: object, key: str, question: str, scopes: set[str]
) -> None:
    async with sit(board=BOARD) as user:
        ada = person(user, "P01")
        user.session.run(operations.link_contact, user.card(4).uid, ada.uid)
        await user.settle()
        await user.press("p")
        for sign, status in (("✓", "given"), ("✗", "withdrawn")):
            await user.press(key)
            assert f"{key}  {sign}  {question}" in user.text
            assert statuses(user.session.workspace, ada, user.session.today) == dict.fromkeys(scopes, status)


async def test_how_and_when_something_was_said_is_chosen_before(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        ada = person(user, "P01")
        user.session.run(operations.link_contact, user.card(4).uid, ada.uid)
        await user.settle()
        await user.press("p")
        assert "said so, today" in user.text
        await user.press("m", "d", "d", "d", "D", "a")
        word = latest_words(user.session.workspace, ada.uid)["record_audio"]
        assert (word.status, word.method) == ("given", "signed_form")
        assert user.session.policy.day(word.at) == user.session.today - timedelta(days=2)
        await user.press("D", "D", "D", "s", "v")
        assert "says no, signed form, today" in user.text
        assert latest_words(user.session.workspace, ada.uid)["record_video"].status == "refused"
        await user.press("d", "s", "v")
        assert "! Noted; what was said later still counts." in user.text
        await user.press("escape")
        assert user.message.startswith("P01 agrees to have video recorded, signed form, ")


async def test_what_was_given_with_others_is_asked_for_by_one_key(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        ada = person(user, "P01")
        user.session.run(operations.link_contact, user.card(4).uid, ada.uid)
        user.session.run(_bundled, ada.uid)
        await user.press("p")
        assert "x  !  share outside" in user.text
        assert "ask again" in user.text
        await user.press("x")
        assert "x  ✓  share outside" in user.text
        assert "ask again" not in user.text


def _bundled(workspace: Workspace, context: Context, uid: str) -> Change:
    edit = Edit(workspace, context)
    edit.put(Consent(context.ids(), uid, "share_external", "given", context.now, context.actor, bundle="share"))
    return edit.change("consent_given")


async def test_whose_permission_is_asked_where_a_card_has_several(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "p")
        assert "permission of" in user.text
        await user.press("down", "enter")
        assert "Permission of P01" in user.text


async def test_nothing_is_kept_of_a_minor_without_the_guardian(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        child, parent = person(user, "P01"), person(user, "P02")
        user.session.run(operations.edit_person, child.uid, is_minor=True)
        await user.press("n")
        await user.type("plays every day @P01", "enter")
        assert "! P01 is a minor; nothing is kept of them until the guardian agrees" in user.text
        await user.press("escape")
        user.session.run(operations.edit_person, child.uid, guardian=parent.uid)
        user.session.run(operations.give_consent, child.uid, ["take_part", "notes"])
        await user.press("n", "enter")
        assert user.message.startswith("Noted on 4")


async def test_a_quote_is_shown_to_those_who_look_only_with_permission(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        assert "“nobody answered, so I stopped”" in user.text
        user.session.run(operations.withdraw_consent, person(user, "P04").uid, "quote")
        await user.settle()
        assert "nobody answered" not in user.text
        assert "kept private: P04, quote permission" in user.text
        await user.press("l", "j", "enter")
        assert "nobody answered" not in user.text
        await user.press("*")
        assert "“nobody answered, so I stopped”" in user.text


async def test_a_move_says_what_people_did_not_agree_to(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.run(operations.link_contact, user.card(6).uid, person(user, "P01").uid)
        await user.settle()
        assert "! needs contact" in user.text
        await user.press("j", "j", "L")
        assert user.message.startswith("Moved 6 to DOING. P01 has not agreed to be contacted   p permission   u undo")
        await user.press("p", "c", "escape")
        assert "6 Continuously" in user.marked
        row = next(index for index, row in enumerate(user.grid) if "6 Continuously" in row)
        assert "needs" not in user.grid[row + 1]


async def test_the_loop_is_closed_key_by_key(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("? an export to a sheet @P02", "enter", "n")
        await user.type("> wed tell her about the beta @P02", "enter", "enter", "tab")
        assert "due Wed" in user.text
        assert "waits 1d" in user.text
        await user.press("j", "x")
        assert user.message.startswith("Kept a promise to P02")
        assert "kept" in user.text
        await user.press("j", "x")
        assert user.message.startswith("Marked a request of P02 as acknowledged")
        await user.press("x", "x")
        assert "answered and told" in user.text
        await user.press("x")
        assert "who asked was told" in user.message


async def test_the_evidence_behind_the_count(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        assert "▲1 ▼1  for: 1 person by 0 methods; against: 1 by 0; not yet triangulated" in user.text
        await user.press("t")
        await user.type("interview P02", "ctrl+n")
        await user.type("+ pays for it already", "enter", "t")
        await user.type("user test P03", "ctrl+n")
        await user.type("+ came back the next day", "enter")
        assert "▲3 ▼1  for: 3 people by 2 methods, triangulated; against: 1 by 0" in user.text
        await user.press("i")
        for words in (
            "for: 3 people by 2 methods, triangulated;",
            "against: 1 person by 0 methods, not yet triangulated",
        ):
            assert words in user.text
        for words in ("FOR ▲3  user test 1, interview 1, 1 without a touchpoint", "AGAINST ▼1  1 without"):
            assert words in user.text
        for words in ("▲ P03 user test, today, on 4", "came back the next day", "▼ P04 15 Nov, on 3", "CRITERION"):
            assert words in user.text


async def test_evidence_that_names_nobody_waits_for_a_name(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("+ they all pay for it", "enter")
        assert "no evidence yet: nobody is named as who said or did it" in user.message
        assert "▲1 ▼1" in user.text
        await user.press("enter", "tab", "e")
        await user.type(" @P03", "enter")
        assert "for: 2 people by 0 methods" in user.text


async def test_one_key_names_who_of_a_group_said_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("t")
        await user.type("focus group P02 P03", "ctrl+n")
        await user.type("+ they nodded", "enter")
        assert "no evidence yet" in user.message
        assert "1 P02 said it" in user.message
        assert "▲1 ▼1" in user.text
        await user.press("2")
        assert "P03 said it" in user.message
        assert "▲2 ▼1  for: 2 people by 1 method" in user.text


async def test_our_own_word_is_refused_as_evidence_and_stays_in_the_line(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("+ > send it @P03", "enter")
        assert "What we learn and promise is our own word" in user.text
        assert "+ > send it @P03" in user.text


async def test_a_note_is_promoted_by_turning_its_sign(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("I never find the export @P04", "enter", "enter", "tab", "j")
        await user.press("e")
        assert "edit note  ›  I never find the export" in user.text
        await user.press("tab", "enter")
        note = max(user.session.workspace.notes.values(), key=lambda each: each.uid)
        assert (note.kind, note.verbatim, note.text) == ("quote", True, "I never find the export")
        await user.press("e")
        assert 'edit note  ›  "I never find' in user.text, user.text
        await user.press("tab")
        assert "edit note  ›  + I never find" in user.text, user.text
        await user.press("enter")
        note = user.session.workspace.notes[note.uid]
        assert (note.kind, note.stance) == ("note", "supports")


async def test_private_words_are_not_brought_into_a_line(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type('"nobody knows this @P01', "enter", "enter", "tab", "j", "e")
        assert user.message.startswith("Kept private: P01, no quote permission.   * shows it to you")
        assert "nobody knows" not in user.text
        await user.press("*", "e")
        assert 'edit note  ›  "nobody knows this' in user.text
