from __future__ import annotations

import pytest

from tests.app.conftest import Editor, Sit
from tests.app.crowd import uid_of
from tests.app.sample import BOARD
from tests.app.user import USUAL, WIDE, User
from tui.domain import operations
from tui.domain.records import Note


def newest(user: User) -> Note:
    return max(user.session.workspace.notes.values(), key=lambda note: note.uid)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("They share one account", ("note", None, [], [], "They share one account")),
        ('@P02 "I gave up" #trust', ("quote", None, ["P02"], ["trust"], "I gave up")),
        ("+ two asked for it @P05", ("note", "supports", ["P05"], [], "two asked for it")),
        ('- "never needed it" @P01 @P03', ("quote", "refutes", ["P01", "P03"], [], "never needed it")),
        ("the 👩‍👩‍👧‍👦 of می‌خواهم 🏳️‍🌈", ("note", None, [], [], "the 👩‍👩‍👧‍👦 of می‌خواهم 🏳️‍🌈")),
        ("? an export to a sheet #export", ("request", None, [], ["export"], "an export to a sheet")),
    ],
)
async def test_signs_of_the_capture_line(
    sit: Sit, sample: object, typed: str, read: tuple[str, str | None, list[str], list[str], str]
) -> None:
    kind, stance, people, tags, text = read
    async with sit(board=BOARD) as user:
        await user.press("n")
        assert "note on 4" in user.text
        assert user.marks == 1
        await user.type(typed, "enter")
        note = newest(user)
        participants = user.session.workspace.participants
        assert (note.kind, note.stance, note.text) == (kind, stance, text)
        assert [participants[uid].pid for uid in note.people] == people
        assert list(note.tags) == tags
        assert [participants[uid].pid for uid in user.card(4).people] == people
        assert user.message == f"Noted on 4{', linked ' + ' '.join(people) if people else ''}   u undo"
        assert user.marked.startswith("4 ")


async def test_the_capture_line_completes_people_and_turns_the_kind(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n", "tab")
        await user.type("so slow @p0")
        assert all(f"P0{number}" in user.text for number in range(1, 6))
        await user.press("down", "tab")
        assert "links P02" in user.text
        await user.press("enter")
        assert (newest(user).kind, newest(user).text) == ("quote", "so slow")
        await user.press("n", "tab", "tab", "tab")
        await user.type("hardly used", "enter")
        assert (newest(user).stance, newest(user).text) == ("refutes", "hardly used")


async def test_an_unknown_person_keeps_the_text_in_the_line(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        notes = len(user.session.workspace.notes)
        await user.press("n")
        await user.type("@P77 wants a refund")
        assert "P77 is nobody yet" in user.text
        await user.press("enter")
        assert "Nobody is P77 yet" in user.text
        assert "@P77 wants a refund" in user.text
        assert len(user.session.workspace.notes) == notes
        await user.press("enter", "home", "delete", "delete", "delete", "delete", "enter")
        assert newest(user).text == "wants a refund"


@pytest.mark.parametrize("leave", ["escape", "ctrl+c"])
async def test_what_was_typed_waits_for_its_card(sit: Sit, sample: object, leave: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("half a thought")
        await user.press(leave)
        assert user.message.startswith("Kept as a draft")
        assert "half a thought" not in user.text
        await user.press("j", "n")
        assert "half a thought" not in user.text
        await user.press("escape", "k", "n")
        assert "half a thought" in user.text
        await user.type(", finished", "enter")
        assert newest(user).text == "half a thought, finished"
        await user.press("n")
        assert "half a thought" not in user.text.splitlines()[-3]


async def test_letters_are_letters_while_typing(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("q u d L H / ? : 0 z x w *", "enter")
        assert newest(user).text == "q u d L H / ? : 0 z x w *"
        assert user.app.return_value is None
        assert user.column("todo")[0] == 4


async def test_what_is_typed_in_the_same_breath_is_typed(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        before = user.session.workspace.cards
        await user.type("ndone, he said", "enter")
        assert newest(user).text == "done, he said"
        assert user.session.workspace.cards == before
        await user.type("/is:blocked")
        assert "1 of 16 cards" in user.text


async def test_an_empty_line_is_refused_in_words(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n", "enter")
        assert "A note needs some text." in user.text
        await user.press("escape", "b", "enter")
        assert "The reason of a block" in user.text
        await user.press("escape", "D")
        await user.type("someday", "enter")
        assert "someday" in user.text
        assert user.card(4).due is None


async def test_a_note_on_finished_work_is_what_was_learned(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "l", "j")
        assert user.marked.startswith("15 ")
        await user.press("n")
        assert "learned on 15" in user.text
        await user.type("They like to be named", "enter")
        assert "learned They like to be named" in user.text
        assert newest(user).kind == "learned"


async def test_a_long_note_is_written_in_the_editor(sit: Sit, sample: object, editor: Editor) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("begun here", "ctrl+o")
        assert editor.found == {"options": ["--wait", "two words"], "text": "begun here"}
        assert newest(user).text == "Written in the editor,\non two lines."
        assert user.message.startswith("Noted on 4")
        await user.press("enter", "tab", "e")
        assert editor.found["text"] == "Written in the editor,\non two lines."


@pytest.mark.parametrize("command", ["false", "/no/such/editor", "'unclosed"])
async def test_an_editor_that_fails_costs_nothing(
    sit: Sit, sample: object, editor: Editor, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EDITOR", command if command != "'unclosed" else "false")
    monkeypatch.setenv("VISUAL", command if command == "'unclosed" else "")
    async with sit(board=BOARD, size=USUAL) as user:
        before = user.session.workspace.notes
        await user.press("n")
        await user.type("begun here", "ctrl+o")
        assert "The editor" in user.text
        assert "begun here" in user.text
        assert user.session.workspace.notes == before


async def test_a_name_never_gets_into_a_note(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("called @quill", "enter")
        assert "called @P02" in user.text
        await user.press("enter")
        assert newest(user).text == "called"
        await user.press("n")
        await user.type("@quill called twice", "enter")
        assert "@quill is not a P-id; write @P02" in user.text
        assert newest(user).text == "called"


LINKED = [
    ("1", ["P01"], "P01 said it. Kept private: P01, no quote permission   p permission   u undo"),
    ("2", ["P04"], "P04 said it   u undo"),
]


@pytest.mark.parametrize(("key", "people", "said"), LINKED)
async def test_words_of_nobody_are_saved_at_once_and_given_to_somebody_by_one_key(
    sit: Sit, sample: object, key: str, people: list[str], said: str
) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        for pid in ("P01", "P04"):
            user.session.run(operations.link_contact, user.card(4).uid, uid_of(user, pid))
        await user.press("n")
        await user.type('"it takes all morning', "enter")
        note = newest(user)
        assert (note.kind, note.people) == ("quote", ())
        assert user.message == (
            "Noted on 4, kept private, for nobody is named who said it   1 P01 said it   2 P04   u undo"
        )
        assert user.marked.startswith("4 ")
        assert "takes all morning" not in user.text
        await user.press(key)
        named = user.session.workspace.notes[note.uid]
        participants = user.session.workspace.participants
        assert [participants[uid].pid for uid in named.people] == people
        assert user.message == said
        await user.press("u")
        assert user.session.workspace.notes[note.uid].people == ()


async def test_another_key_leaves_the_words_private_and_does_what_it_does(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.run(operations.link_contact, user.card(4).uid, uid_of(user, "P04"))
        await user.press("n")
        await user.type('"it takes all morning', "enter", "j")
        assert not user.marked.startswith("4 ")
        await user.press("1")
        assert newest(user).people == ()


async def test_words_on_a_card_without_people_say_only_that_they_are_private(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type('"it takes all morning', "enter")
        assert user.message == "Noted on 4, kept private, for nobody is named who said it   u undo"
