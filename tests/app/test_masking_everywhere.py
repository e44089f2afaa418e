"""Names in every text that a workspace keeps, and every screen and dialog there is: none shows one while hidden."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from textual.widget import Widget
from textual.widgets import Input

from tests.app.conftest import OpenSession, Sit
from tests.app.planting import MAIL, NAMES, PHONE, STRANGE_MAIL, pieces_in, plant
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.board.screen import BoardScreen
from tui.app.look.masking import AS_STORED, Mask
from tui.domain import operations
from tui.domain.privacy.names import Identity, Scrubber

BACK = ("escape", "escape", "escape")
ON_BOARD: tuple[tuple[str, ...], ...] = (
    *((), ("l",), ("j", "j"), ("z",), ("z",), ("z",), ("enter",), ("tab", "j", "j", "j"), ("G",), ("g",), BACK),
    *(("l",), ("enter",), ("pagedown",), BACK, ("h", "h"), ("i",), ("space",), ("space",), ("space",), BACK),
    *(("question_mark",), BACK, ("n",), BACK, ("t",), BACK, ("c",), BACK, ("b",), BACK, ("D",), BACK, ("p",), BACK),
    *(("slash",), ("number_sign",), BACK, ("slash", "at"), BACK, ("d",), ("u",), ("ctrl+r",), ("u",)),
    *(("L",), ("H",), ("x",), ("u",), ("exclamation_mark",), ("u",), ("colon",), BACK),
)
ELSEWHERE: tuple[tuple[str, ...], ...] = (
    *(("0",), ("j",), ("G",), ("1",), ("f",), ("j",), ("j",), ("j",), ("escape",)),
    *(("P",), ("enter",), ("j", "j"), ("G",), ("g",), BACK, ("j", "enter"), BACK, ("slash", "number_sign"), BACK),
)
COMMANDS = (
    "Messages: what was said so far",
    "Iterate: begin the next iteration",
    "Act on the decision: its actions become cards or boards",
    "Restore an archived card",
    "Unlink a customer from the card",
)
EDITED = (("e",), ("o",), ("number_sign",))


@pytest.fixture
def no_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the net away that lines fall into when a place forgot to ask the mask: none is to need it."""
    monkeypatch.setattr(Mask, "drawn", lambda mask, text, *, typed=False: text)


def shown(user: User) -> list[str]:
    """Return the pieces of names that can be read: on the screen, in a title, a message or a tooltip."""
    screens = user.app.screen_stack
    titles = [user.app.title, user.app.sub_title, *(f"{each.title} {each.sub_title}" for each in screens)]
    titles += [str(widget.tooltip or "") for screen in screens for widget in screen.walk_children(Widget)]
    return pieces_in("\n".join([user.text, *map(str, titles), *user.app.spoken]))


def fields(user: User) -> Iterator[Input]:
    yield from user.app.screen.query(Input)


async def walk(user: User, steps: tuple[tuple[str, ...], ...]) -> None:
    for keys in steps:
        await user.press(*keys)
        assert not shown(user), (keys, user.text)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_nothing_of_a_board_tells_who_a_customer_is(sit: Sit, sample: object, no_net: None, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user.session)
        await user.settle()
        await walk(user, ON_BOARD)
        for title in COMMANDS:
            await user.press("colon")
            word = title.partition(" ")[0]
            await user.type(word)
            await user.until(word, times=2)
            assert not shown(user), (title, user.text)
            await user.press("enter")
            assert not shown(user), (title, user.text)
            await user.press(*BACK)
            assert not shown(user), (title, user.text)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_nothing_of_the_other_places_does(sit: Sit, sample: object, no_net: None, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user.session)
        await user.settle()
        await walk(user, ELSEWHERE)
        await user.press("asterisk")
        assert shown(user), "they were hidden, not missing"


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_nothing_of_the_whole_standup_does(sit: Sit, sample: object, no_net: None, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user.session)
        await user.settle()
        await user.press("S")
        (standup,) = user.session.workspace.standups.values()
        for _ in standup.items:
            assert not shown(user), user.text
            await user.press("space")
        await walk(user, (("g",), ("m",), BACK[:1], ("asterisk",), ("G",), ("tab",)))


async def test_a_name_that_is_looked_for_in_the_palette_does_not_say_whose_it_is(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        plant(user.session)
        await user.settle()
        for words, is_there in (("hates it", True), ("quenby", False), ("will harrowgate", False)):
            await user.press("colon")
            await user.type(words)
            await user.settle()
            prompts = user.listed
            assert any("hates it" in prompt for prompt in prompts) is is_there
            assert not pieces_in("\n".join(prompts))
            await user.press("escape")


async def test_names_are_read_where_they_are_shown(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        plant(user.session)
        await user.settle()
        await user.press("asterisk", "l", "enter")
        assert "Quenby Vandersloot" in user.text
        assert len(pieces_in(user.text)) > len(NAMES)
        await user.press("escape", "i")
        assert len(pieces_in(user.text)) > len(NAMES)


@pytest.mark.parametrize("keys", EDITED)
@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_field_shows_what_is_stored_and_says_so(
    sit: Sit, sample: object, size: Size, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user.session)
        await user.settle()
        board = user.app.screen
        assert isinstance(board, BoardScreen)
        card = board.card
        assert card is not None
        await user.press(*keys)
        stored = normalize("NFC", f"{card.title} @{card.assignee} #{' #'.join(card.tags)}")
        assert all(normalize("NFC", field.value) in stored or not pieces_in(field.value) for field in fields(user))
        assert any(pieces_in(field.value) for field in fields(user))
        assert AS_STORED in user.text
        for field in fields(user):
            field.value = ""
        await user.settle()
        assert not shown(user)
        assert AS_STORED not in user.text


async def test_a_field_without_names_says_nothing(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        for keys in EDITED:
            await user.press(*keys)
            assert AS_STORED not in user.text
            await user.press(*BACK)


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_two_versions_of_a_text_tell_nobody(
    sit: Sit, sample: object, open_session: OpenSession, size: Size
) -> None:
    async with sit(board=BOARD, size=size) as user:
        plant(user.session)
        await user.settle()
        other = open_session("eng")
        board = user.app.screen
        assert isinstance(board, BoardScreen)
        assert board.card is not None
        await user.press("e", "ctrl+u")
        await user.type(f"Mine of {NAMES[0]}")
        other.save(operations.edit_card, board.card.uid, title=f"Theirs of {NAMES[1]}")
        await user.settle()
        await user.press("enter")
        await user.until("was changed elsewhere too")
        assert "Theirs of P" in user.text
        assert not shown(user)


@pytest.mark.parametrize("keys", EDITED)
async def test_in_the_standup_a_text_with_names_is_not_edited(sit: Sit, sample: object, keys: tuple[str, ...]) -> None:
    async with sit(board=BOARD) as user:
        plant(user.session)
        await user.settle()
        await user.press("S", "space")
        await user.press(*keys)
        assert not list(fields(user))
        assert "names somebody" in user.message
        assert "outside the standup" in user.message
        await user.press("m")
        await user.type("ask again", "enter")
        (standup,) = user.session.workspace.standups.values()
        assert [each.text for each in standup.decisions] == ["ask again"]


async def test_what_was_typed_with_a_name_waits_until_the_standup_is_left(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        plant(user.session)
        await user.settle()
        await user.press("a")
        await user.type("Call Quenby Vandersloot", "escape")
        await user.press("S", "a")
        assert not shown(user)
        await user.press("escape", "escape", "a")
        assert next(fields(user)).value == "Call Quenby Vandersloot"


async def test_what_is_typed_is_told_back_without_saying_who_it_is(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        plant(user.session)
        await user.settle()
        await user.press("l", "t")
        await user.type("interview: Quenby Vandersloot wants export")
        assert "[name] wants export" in user.text
        assert "P06 wants export" not in user.text


async def test_words_of_nobody_are_kept_private(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.run(operations.add_note, "it never works on Mondays", card=user.card(3).uid, kind="quote")
        await user.settle()
        await user.press("l", "j", "enter")
        assert user.text.count("kept private: nobody is named whose words they are") >= 1
        assert "never works" not in user.text
        await user.press("asterisk")
        assert "“it never works on Mondays”" in user.text


@pytest.mark.parametrize(
    ("words", "drawn", "told_back"),
    [
        ("opted out", "opted out", "opted out"),
        ("Mon 3 May 2026", "Mon 3 May 2026", "Mon 3 May 2026"),
        ("it will be told", "it will be told", "it will be told"),
        ("Ask Will Harrowgate", "Ask P02", "Ask [name]"),
        ("Ask May\u00a0Day", "Ask P03", "Ask [name]"),
        (f"Mail {MAIL}", "Mail P01", "Mail [e-mail]"),
        (f"Mail {STRANGE_MAIL}", "Mail [e-mail]", "Mail [e-mail]"),
        (f"Ring {PHONE}", "Ring P01", "Ring [phone]"),
        (
            "Wrote snapshots/2026-11-23-0912.md",
            "Wrote snapshots/2026-11-23-0912.md",
            "Wrote snapshots/2026-11-23-0912.md",
        ),
        ("@ana chase legal", "@ana chase legal", "@ana chase legal"),
    ],
)
def test_the_net_holds_names_and_no_words_of_ours(words: str, drawn: str, told_back: str) -> None:
    called = (("Quenby", "Vandersloot"), ("Will", "Harrowgate"), ("May", "Day"), ("Opted", "Out"))
    people = [
        Identity(f"P0{number}", (f"{given} {family}",), given=given, family=family)
        for number, (given, family) in enumerate(called, start=1)
    ]
    people[0] = Identity("P01", people[0].names, *called[0], emails=(MAIL,), phones=(PHONE,))
    mask = Mask(Scrubber(people, keep=["ana"]))
    assert mask.drawn(words) == drawn
    assert mask.drawn(words, typed=True) == told_back
    assert Mask().drawn(words) == words
