"""The people screen: who is due, what they said and agreed to, and what keys do with them."""

from __future__ import annotations

import shutil
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from tests.app.conftest import OpenSession, Sit
from tests.app.crowd import SECRETS, erase, uid_of, write_crowd
from tests.app.sample import BOARD, NOW
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.domain import operations
from tui.domain.people.consent import written_about

SIZES = [WIDE, (140, 40), (139, 40), (120, 40), (100, 29), (99, 24), USUAL, (60, 18), (59, 17), SMALL, (36, 10)]


@pytest.fixture(scope="session")
def _crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_crowd(tmp_path_factory.mktemp("crowd") / "workspace")


@pytest.fixture
def crowd(_crowd: Path, folder: Path) -> Path:
    """Fill the workspace with people."""
    return Path(shutil.copytree(_crowd, folder))


def row_of(user: User, pid: str) -> str:
    rows = (row.partition("▏")[0] for row in user.grid)
    return next(row for row in rows if row.lstrip("█▎ ").startswith(pid))


def aligned(user: User, size: Size) -> bool:
    return len(user.grid) == size[1] and all(cell_len(row) == size[0] for row in user.grid)


async def find(user: User, words: str) -> None:
    await user.press("/", "ctrl+u")
    await user.type(words, "enter")


async def choose(user: User, words: str) -> None:
    """Choose what begins with some words in the panel."""
    await user.press("enter")
    for _ in range(30):
        if words in user.marked:
            return
        await user.press("j")
    raise AssertionError(f"{words!r} cannot be chosen:\n{user.text}")


async def test_who_is_due_comes_first(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        assert user.grid[0].strip().startswith("People   7 contacts · 1 overdue · 1 due")
        order = [user.text.index(words) for words in ("overdue 1", "due 1 ", "in touch 3", "not to be approached 2")]
        assert order == sorted(order)
        assert "● ! 4d over" in row_of(user, "P02")
        assert "◕ 1d past ideal" in row_of(user, "P03")
        assert "· in 11d" in row_of(user, "P05")
        assert "· in 14d" in row_of(user, "P04")
        assert "opted out" in row_of(user, "P06")
        assert "do not contact" in row_of(user, "P07")
        assert user.marked.startswith("P02")
        assert "customer" in row_of(user, "P01")
        assert "✓q" in row_of(user, "P01")


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_is_aligned_and_has_one_focus_mark(sit: Sit, crowd: object, size: Size) -> None:
    walk: tuple[tuple[str, ...], ...] = (
        (),
        ("j",),
        ("enter",),
        ("j", "j"),
        ("n", "@"),
        ("escape", "t"),
        ("escape", "escape", "/", "i"),
        ("escape", "/", "p", "enter"),
        ("escape", "a"),
        ("tab", "tab", "tab", "right"),
        ("escape", "e", "down", "down"),
        ("escape", "*", "s"),
        ("G",),
        ("s", "s", "s", "pageup"),
        ("tab",),
    )
    async with sit(board=BOARD, size=size) as user:
        await user.press("P")
        for keys in walk:
            await user.press(*keys)
            assert aligned(user, size), (keys, user.text)
            assert user.marks == 1, (keys, user.text)


async def test_too_small_a_window_says_so_and_keeps_who_is_selected(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "j", "j")
        chosen = user.marked.split()[0]
        await user.resize((35, 9))
        assert "Make the window a little larger" in user.text
        for size in (SMALL, (120, 40), WIDE):
            await user.resize(size)
            assert user.marked.startswith(chosen)
            assert user.marks == 1


async def test_lists_lose_columns_from_the_least_needed(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        seen = []
        for width in (160, 80, 60, 50, 40, 36):
            await user.resize((width, 24))
            heads = next(row for row in user.grid if " ID " in row)
            seen.append([name for name in ("CARDS", "NOTES", "SEGMENT", "RELATION", "PERMISSION") if name in heads])
            assert "NEXT TOUCH" in heads
        assert seen[0] == ["CARDS", "NOTES", "SEGMENT", "RELATION", "PERMISSION"]
        assert seen[4] == ["PERMISSION"]
        assert all(set(later) <= set(former) for former, later in pairwise(seen))


async def test_while_names_are_hidden_nothing_tells_who_somebody_is(sit: Sit, crowd: object) -> None:
    shown: list[str] = []
    async with sit(board=BOARD) as user:
        note = "Quill from Kestrel Freight wrote bartholomew@example.org, call +1 555 5550142"
        user.session.run(operations.add_note, note, people=[uid_of(user, "P02")])
        await user.press("P")
        for size in (WIDE, (120, 40), USUAL, SMALL):
            await user.resize(size)
            for keys in (("enter",), ("j", "j"), ("G",), ("escape",), ("e",), ("escape", "p"), ("escape", "n", "@")):
                await user.press(*keys)
                shown.append(user.text)
            for keys in (("escape", "/", "#"), ("enter", "s"), ("s",), ("s",), ("s",), ("escape", ":")):
                await user.press(*keys)
                shown.append(user.text)
            await user.press("escape", "g")
    assert [secret for secret in SECRETS if any(secret in text for text in shown)] == []


async def test_names_and_how_to_reach_somebody_are_shown_only_when_asked_for(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        assert "NAME" not in user.text
        await user.press("*")
        for words in ("NAME", "Bartholomew Quill", "Kestrel Freight", "bartholomew@example.org", "+1 555 5550143"):
            assert words in user.text
        await user.press("*")
        assert "Bartholomew" not in user.text


async def test_a_quote_takes_permission_to_be_shown_to_others(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        for pid in ("P01", "P02"):
            user.session.run(operations.add_note, f"I like it, {pid} said", people=[uid_of(user, pid)], kind="quote")
        await user.press("P")
        assert "kept private: P02, no quote permission" in user.text
        assert "I like it" not in user.text
        await user.press("*")
        assert user.style_of("“I like it, P02 said”").italic
        assert "not agreed to be quoted" in user.text
        await user.press("*")
        await find(user, "p01")
        assert user.style_of("“I like it, P01 said”").italic
        assert "today 09:12, may be quoted without name" in user.text
        italics = [text for strip in user.strips for text, style in strip if style.italic]
        assert all(text.strip().startswith("“") for text in italics)


async def test_the_panel_tells_all_about_a_person(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        uid = uid_of(user, "P04")
        user.session.run(operations.add_note, "asked for a status page", people=[uid], kind="request")
        user.session.run(operations.edit_person, uid, is_minor=True, guardian=uid_of(user, "P01"))
        await user.press("P")
        await find(user, "p04")
        for words in ("a minor, P01 decides", "KEEPING IN TOUCH", "0d of 14, 30 max", "never asked", "CD-3"):
            assert words in user.text
        for words in ("! ", "waits for our answer 1d", "interview 25 min, video", "added"):
            assert words in user.text
        assert "kept private: P04, no permission of a guardian" in user.text
        assert "status page" not in user.text
        await user.press("*")
        assert "asked for a status page" in user.text
        await user.press("*")
        await find(user, "p06")
        assert "P06 does not want to be contacted" in user.text


async def test_a_card_is_opened_on_its_board(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        await find(user, "p04")
        await choose(user, "CD-3")
        await user.press("enter")
        assert user.grid[0].strip().startswith("Customer Development")
        assert user.marked.startswith("3 Listen")
        await user.press("P")
        assert user.marked.startswith("P04")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_what_is_planned_is_had(sit: Sit, crowd: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("P", "t")
        await user.type("user test fri 14:00 plan: gets stuck at the form", "enter")
        await choose(user, "planned")
        await user.press("x")
        assert user.message.startswith("Had the user test with P02")
        assert "planned" not in user.text
        await user.press("u")
        assert user.message.startswith("Undid")


async def test_a_note_at_a_touchpoint_belongs_to_it(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        await choose(user, "interview 25 min")
        await user.press("n")
        await user.type("- prefers the old export", "enter")
        note = max(user.session.workspace.notes.values(), key=lambda each: each.uid)
        assert note.touchpoint is not None
        assert "▼ prefers the old export" in user.text
        await choose(user, "prefers the old export")
        await user.press("e", "ctrl+u")
        await user.type("- prefers paper", "enter")
        assert user.message.startswith("Edited the note")
        assert "▼ prefers paper" in user.text


async def test_finding_people(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.run(operations.edit_person, uid_of(user, "P03"), is_minor=True, advisory_board=True)
        await user.press("P", "/")
        for typed, found in (
            ("is:overdue", ["P02"]),
            ("is:due", ["P03"]),
            ("is:minor", ["P03"]),
            ("is:board", ["P03"]),
            ("is:resting", ["P06", "P07"]),
            ("@P05", ["P05"]),
            ("bartholomew", ["P02"]),
            ("churned", ["P02"]),
            ("#export partner", ["P04"]),
            ("needs:quote is:overdue", ["P02"]),
        ):
            await user.press("ctrl+u")
            await user.type(typed)
            listed = [pid for pid in (f"P0{n}" for n in range(1, 8)) if any(f"  {pid}  " in r[:12] for r in user.grid)]
            marked = [pid for pid in (f"P0{n}" for n in range(1, 8)) if any(f"▎ {pid}" in r[:12] for r in user.grid)]
            assert sorted({*listed, *marked}) == found, typed
            assert f"{len(found)} of 7 people" in user.text
        await user.press("ctrl+u")
        await user.type("nobody like that")
        assert "no match" in user.text
        await user.press("ctrl+u")
        await user.type("is:xyz")
        assert "no filter is:xyz" in user.text
        await user.press("escape")
        assert user.marks == 1


async def test_sorting_by_name_takes_names(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "s", "g")
        assert user.message == ""
        assert user.marked.startswith("P01")
        await user.press("*", "g")
        assert user.marked.startswith("P02   Bartholomew")


async def test_a_person_is_edited_without_a_name_while_names_are_hidden(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "e")
        assert "Edit P02" in user.text
        assert "name" not in [row.strip().lstrip("█ ").split("  ")[0] for row in user.grid]
        assert "* shows names" in user.text
        await user.press("escape", "*", "e")
        assert "Bartholomew Quill" in user.text
        await user.press("end")
        await user.type(" Jr", "enter")
        assert user.message.startswith("Edited P02")
        contact = user.session.workspace.contact_of(uid_of(user, "P02"))
        assert contact is not None
        assert contact.fn == "Bartholomew Quill Jr"
        assert [each.value for each in user.session.workspace.participants[uid_of(user, "P02")].segments] == [
            "export",
            "Quill fans",
        ]


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_person_is_added_with_everything(sit: Sit, crowd: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("P", "a", "enter")
        assert "A person's name" in user.text
        await user.type("Grace Hopper", "tab")
        await user.type("grace@example.org", "tab")
        await user.type("Navy", "tab", "right", "right", "tab")
        await user.type("enterprise, need: export", "tab", "right", "tab", "tab")
        await user.type("p01", "tab")
        await user.type("2w", "tab")
        await user.type("someday", "enter")
        assert "is not a time" in user.text
        await user.press("ctrl+u")
        await user.type("45d", "tab", "tab")
        await user.type("2027-11-30", "enter")
        assert user.message.startswith("Added P08")
        person = user.session.workspace.participants[uid_of(user, "P08")]
        assert (person.relationship, person.advisory_board, person.is_minor) == ("trial", True, False)
        assert [(each.dimension, each.value) for each in person.segments] == [
            ("custom", "enterprise"),
            ("need", "export"),
        ]
        assert (person.cadence.ideal, person.cadence.max, str(person.retention_until)) == ("P2W", "P45D", "2027-11-30")
        assert person.guardian == uid_of(user, "P01")
        assert user.marked.startswith("P08")


async def test_a_dialog_that_is_left_keeps_what_was_typed(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", "a")
        await user.type("Grace", "tab")
        await user.press("escape", "a")
        assert "Grace" in user.text


async def test_what_somebody_else_changed_meanwhile_is_told(sit: Sit, crowd: object, open_session: OpenSession) -> None:
    other = open_session("eng")
    async with sit(board=BOARD) as user:
        await user.press("P", "e", "right")
        other.save(operations.edit_person, uid_of(user, "P02"), relationship="advocate")
        await user.until_known("P02", relationship="advocate")
        await user.press("enter")
        assert "Somebody else changed the relation of P02 since" in user.text
        await user.press("enter")
        assert user.message.startswith("Edited P02")


async def test_what_others_do_is_followed_where_one_is(sit: Sit, crowd: object, open_session: OpenSession) -> None:
    other = open_session("eng")
    async with sit(board=BOARD) as user:
        await user.press("P", "j", "j", "j")
        chosen = user.marked.split()[0]
        await user.press("n")
        await user.type("half a tho")
        other.save(operations.log_touchpoint, "interview", [uid_of(user, "P02")])
        await user.until("in touch 4")
        assert "half a tho" in user.text
        await user.type("ught", "enter")
        assert user.marked.startswith(chosen)
        other.save(erase, uid_of(user, chosen))
        await user.until("6 contacts")
        assert user.marks == 1
        assert not user.marked.startswith(chosen)


async def test_days_are_counted_from_today(sit: Sit, crowd: object, open_session: OpenSession) -> None:
    session = open_session()
    async with sit(board=BOARD, session=session) as user:
        await user.press("P")
        assert "● ! 4d over" in user.text
        user.app.watch_once()
        session._clock = lambda: NOW + timedelta(days=2)
        user.app.watch_once()
        await user.settle()
        assert "● ! 6d over" in user.text


async def test_the_theme_repaints_the_people(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        dark = {style.bgcolor for strip in user.strips for _, style in strip}
        await user.run("Theme: dark or light")
        await user.settle()
        assert dark.isdisjoint({style.bgcolor for strip in user.strips for _, style in strip})


async def test_the_mouse_scrolls_and_selects(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        for number in range(40):
            user.session.run(operations.make_contact, f"Somebody {number}")
        await user.press("P")
        assert "more below" in user.text
        wheel = events.MouseScrollDown(None, 20, 10, 0, 0, 0, False, False, False)
        for _ in range(3):
            user.app.screen.query_one("#people").post_message(wheel)
        await user.settle()
        assert user.marks == 0
        y = next(at for at, row in enumerate(user.grid) if "P2" in row)
        pid = user.grid[y].split()[0]
        await user.pilot.click(offset=(10, y))
        assert user.marked.startswith(pid)
        await user.pilot.click(offset=(10, y), times=2)
        assert "KEEPING IN TOUCH" in user.text
        await user.press("escape")
        assert user.marked.startswith(pid)


async def test_nobody_yet(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        assert "No contacts yet.  a adds one" in user.text
        for key in ("j", "enter", "n", "t", "p", "e", "x", "d", "tab", "G"):
            await user.press(key)
        await user.press("a")
        await user.type("Grace", "enter")
        assert user.marked.startswith("P01")
        await user.press("u")
        assert "No contacts yet." in user.text


async def test_hostile_texts_are_shown_as_they_are(sit: Sit, crowd: object) -> None:
    nasty = ("[/]", "[@click=app.quit]quit[/]", "顧" * 300, "👨‍👩‍👧‍👦 👩🏽‍🚀 🇩🇪 ❤️ and so on", "$nope [[x]]")
    for size in (WIDE, USUAL, SMALL):
        async with sit(board=BOARD, size=size) as user:
            for text in nasty:
                user.session.run(operations.make_contact, text, segments=[text[:60]], org=text[:100])
                newest = max(user.session.workspace.participants.values(), key=lambda each: each.number)
                for kind in ("quote", "request"):
                    user.session.run(operations.add_note, text, people=[newest.uid], kind=kind)
            await user.press("P", "*", "G")
            for _ in nasty:
                for keys in (("enter",), ("j",), ("e",), ("escape",), ("h", "k")):
                    await user.press(*keys)
                    assert aligned(user, size), user.text
            if size == WIDE:
                assert "[@click=app.quit]quit[/]" in user.text
                assert "[/]" in user.text
            assert user.app.return_value is None


async def test_signs_stand_in_where_only_ascii_may_be_drawn(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD, ascii_only=True) as user:
        await user.press("P")
        assert "@ ! 4d over" in user.text
        assert "yq" in row_of(user, "P01")
        assert any("# P02" in row for row in user.grid)


async def test_the_places_are_named_on_every_bar(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        for keys, current in (((), "board"), (("P",), "people"), (("f",), "flow"), (("0",), "experiments")):
            await user.press(*keys)
            assert user.grid[0].rstrip().endswith("1 board   P people   f flow   0 experiments")
            underlined = [text for text, style in user.strips[0] if style.underline]
            assert underlined == [current]


async def test_notes_of_who_wants_none_are_offered_to_be_deleted(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        uid = uid_of(user, "P04")
        user.session.run(operations.add_note, "asked for a status page", people=[uid])
        user.session.run(operations.withdraw_consent, uid, "store_notes")
        notes = len(user.session.workspace.note_uids_about(uid))
        count = written_about(user.session.workspace, uid)
        await user.press("P")
        await find(user, "p04")
        assert f"wants no notes kept, and there are {count}" in user.text
        await user.press(":")
        await user.type("delete the notes", "enter")
        await user.until("type P04")
        assert "type P04 to delete the notes" in user.text
        await user.type("P03", "enter")
        assert "That is not P04. Nothing was changed." in user.text
        await user.press(*["backspace"] * 3)
        await user.type("p04", "enter")
        await user.settle()
        assert user.message.startswith(f"Deleted {notes} notes about P04")
        assert not user.session.workspace.note_uids_about(uid)
        assert "wants no notes kept" not in user.text


async def test_notes_of_others_are_not_deleted_so(sit: Sit, crowd: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        await find(user, "p01")
        await user.press(":")
        await user.type("delete the notes", "enter")
        await user.until("P01 has not said")
        assert user.message.startswith("P01 has not said that no notes are to be kept.")


async def test_what_somebody_is_owed_is_in_the_panel_and_x_pays_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        pid = user.marked.split()[0]
        person = next(each for each in user.session.workspace.participants.values() if each.pid == pid)
        user.session.save(operations.promise_incentive, person.uid, "30", what="voucher")
        user.session.save(operations.log_touchpoint, "interview", [person.uid])
        await user.settle()
        assert "INCENTIVES" in user.text
        assert "30 EUR promised this year" in user.text
        await user.press("tab")
        await user.go_down_to("30 EUR voucher, owed since")
        await user.press("x")
        assert user.message.startswith("Paid")
        assert "30 EUR voucher, paid" in user.text
        await user.press("u")
        assert "30 EUR voucher, owed since" in user.text
