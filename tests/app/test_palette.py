from __future__ import annotations

import re

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.app.conftest import Sit
from tests.app.sample import BOARD, NAMES
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tests.app.words import FIRST, SCREENS, first
from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.app.keys.keymap import keymap
from tui.app.people.screen import PeopleScreen
from tui.domain import operations


async def in_one_breath(user: User, text: str) -> None:
    """Have all keys of a text come at once, a new line for enter."""
    for char in text:
        key = events.Key("enter", "\r") if char == "\n" else events.Key(_character_to_key(char), char)
        key.set_sender(user.app)
        user.app.post_message(key)
    await user.settle()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("redo", "Redo"),
        ("theme: dark or light", "Theme: dark or light"),
        ("add", "Add a card"),
        ("ADD A", "Add a card"),
        ("card add", "Add a card"),
        ("experiments", "All experiments"),
        ("retention", "Open Customer Retention Experiment"),
        ("16", "16 Recruit the advisory board"),
        ("recruit", "16 Recruit the advisory board"),
        ("the advis", "12 Ask the advisory board about CSV export"),
    ],
)
async def test_what_fits_best_stands_first(sit: Sit, sample: object, typed: str, first: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.type(typed)
        assert user.listed[0].startswith(first), user.listed[:5]


async def test_titles_that_begin_so_go_before_words_and_these_before_parts(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.type("re")
        listed = [(entry.title.casefold(), " ".join(("", *entry.also))) for entry in user.entries]
        ranks = [
            0 if title.startswith("re") else 1 if " re" in title + also else 2 if "re" in title else 3
            for title, also in listed
        ]
        assert ranks == sorted(ranks)
        assert set(ranks) == {0, 1, 2, 3}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_command_and_enter_typed_in_one_breath_do_it(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        for number in range(5):
            await in_one_breath(user, f":add a card\nCard {number}\n")
            assert f"Card {number}" in [card.title for card in user.session.workspace.cards.values()]
        await in_one_breath(user, ":archive the card\n")
        assert [card.title for card in user.session.workspace.cards.values() if card.archived_at] == ["Card 4"]


async def test_scattered_letters_are_shown_and_not_run(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, ":arcard\n")
        assert user.listed[0] == "Archive the card"
        assert user.card(4).archived_at is None
        await user.press("down", "enter")
        assert user.card(4).archived_at is not None


async def test_nothing_that_fits_is_said_and_nothing_is_done(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await in_one_breath(user, ":qqqq\n")
        assert "No matches found" in user.text
        await user.press("down", "up", "pagedown", "pageup", "enter", "escape")
        assert isinstance(user.app.screen, Here)


async def test_arrows_pages_and_clicks_choose(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":", "up")
        last = user.listed[-1]
        assert user.style_of(last).bold
        await user.press("down", "pagedown", "pageup")
        assert user.style_of(user.listed[0]).bold
        await user.type("messages")
        await user.pilot.click("#palette-list", offset=(5, 0))
        await user.settle()
        assert user.footer == "j k scroll   esc close"


async def test_what_is_pasted_into_it_is_clean(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        await user.paste("\x1b[31mRe\x07do\n")
        assert user.listed[0] == "Redo"
        await user.press("escape", "d", ":")
        await user.paste("undo", "enter")
        assert user.card(4).archived_at is None


@pytest.mark.parametrize("screen", SCREENS)
async def test_an_ordinary_word_finds_first_what_people_mean_by_it(sit: Sit, sample: object, screen: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press(*SCREENS[screen], ":")
        for word in FIRST:
            await user.paste(word)
            assert (word, user.listed[0][: len(first(word, screen))]) == (word, first(word, screen))
            assert user.footer.startswith("enter ")
            await user.press("ctrl+u")


@pytest.mark.parametrize("keys", [*SCREENS.values(), ("S", "G")])
async def test_a_key_stands_only_beside_what_it_does_there(sit: Sit, sample: object, keys: tuple[str, ...]) -> None:
    async with sit(board=BOARD) as user:
        await user.press(*keys)
        here = user.app.screen
        assert isinstance(here, Here)
        await user.press(":")
        listed = {entry.title: entry.behind for entry in user.entries if entry.behind}
        assert "?" in listed.values()
        for title, key in listed.items():
            command = keymap().find(here.places, key)
            assert command is not None
            assert command.title == title


async def test_a_board_has_its_number_beside_it_where_that_opens_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        for keys, beside in (((), "1"), (("S", "G"), "")):  # at the report, digits look at what is left over
            await user.press(*keys, ":")
            await user.type("open customer dev")
            assert user.entries[0].title.startswith("Open Customer Development")
            assert user.entries[0].behind == beside
            await user.press("escape")


async def test_what_is_done_elsewhere_is_gone_to_and_done(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P", ":")
        await user.type("snapshot")
        assert "on the board" in user.text
        assert user.footer.startswith("enter go there and do it")
        await user.press("enter")
        assert user.footer.startswith("enter ") or "snapshot" in user.text.casefold()
        await user.press("escape")
        assert isinstance(user.app.screen, BoardScreen)


async def test_what_acts_on_something_out_of_sight_is_not_done(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        before = user.session.workspace.cards
        await user.press("P")
        await in_one_breath(user, ":archive the card\n")
        assert user.message.startswith("Choose the card first.   d archive the card")
        assert user.session.workspace.cards is before
        await user.press("d")
        assert user.card(4).archived_at is not None


@pytest.mark.parametrize(("size", "keys"), [*((WIDE, keys) for keys in SCREENS.values()), (SMALL, ("P",))])
async def test_a_card_is_chosen_by_its_key_number_or_words_from_anywhere(
    sit: Sit, sample: object, size: Size, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        for typed in ("cd-16", "16", "advisory recruit"):
            await user.press("escape", "1", *keys, ":")
            await user.type(typed)
            assert "16 Recruit the advisory board" in user.listed[0], user.listed[:5]
            await user.press("enter")
            assert isinstance(user.app.screen, BoardScreen)
            assert user.marked.startswith("16 Recruit")


async def test_cards_of_other_boards_come_after_those_of_the_board_in_front(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        entry = user.session.catalog.entry("customer-retention-experiment")
        assert entry is not None
        user.session.start(user.session.draft(entry))
        await user.press(":")
        await user.type("2")
        titles = [title for title in user.listed if re.match(r"(\w+-)?2 ", title)]
        assert len(titles) == 2
        assert titles[0].startswith("2 ")
        await user.press("escape", ":")
        await user.type(titles[1].split()[0])
        assert "Customer Retention" in user.text
        assert "enter open its board" in user.footer
        await user.press("enter")
        assert user.grid[0].strip().startswith("Customer Retention")
        assert user.marked.startswith("2 ")


async def test_an_archived_card_is_not_offered(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("d", ":")
        await user.type("cd-4")
        assert user.listed == []
        await user.press("escape", "u", ":")
        await user.type("cd-4")
        assert user.listed[0].startswith("4 Iterate")


@pytest.mark.parametrize(
    ("size", "keys"), [*((WIDE, keys) for keys in SCREENS.values()), (USUAL, ("P",)), (SMALL, ("P",)), (SMALL, ())]
)
async def test_a_person_is_chosen_by_p_id_and_opened_among_the_people(
    sit: Sit, sample: object, size: Size, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD, size=size) as user:
        for typed in ("p03", "P3"):
            await user.press(*keys, ":")
            await user.type(typed)
            assert user.listed[0] == "P03"
            await user.press("enter")
            assert isinstance(user.app.screen, PeopleScreen)
            person = user.app.screen.person
            assert person is not None
            assert person.pid == "P03"
            assert user.footer.startswith("tab to list")
            await user.press("escape", "escape", "1")


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_a_name_finds_somebody_only_while_names_are_shown(
    sit: Sit, sample: object, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        await user.press(*keys, ":")
        for name in (*NAMES, *(name.split()[0].casefold() for name in NAMES)):
            await user.press("ctrl+u")
            await user.paste(name)
            assert user.footer.startswith("down up choose"), "nothing fits"
            assert not any(re.match(r"P\d|\d", title) for title in user.listed)
        await user.press("escape")
        if keys == ("S",):
            return
        await user.press("*", ":")
        for name in (*NAMES, *(name.split()[0].casefold() for name in NAMES)):
            await user.press("ctrl+u")
            await user.paste(name)
            assert re.match(r"P0\d ", user.listed[0])
            assert name.casefold() in user.listed[0].casefold()


async def test_enter_says_what_it_does(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(":")
        foots = {}
        for typed in ("undo", "16", "p02", "retention", "arcard", "qqqq"):
            await user.type(typed)
            foots[typed] = user.footer.partition("   ")[0]
            await user.press("ctrl+u")
        assert foots == {
            "undo": "enter do it",
            "16": "enter show it",
            "p02": "enter show them",
            "retention": "enter open the board",
            "arcard": "down up choose",
            "qqqq": "down up choose",
        }
        await user.type("arcard")
        await user.press("down")
        assert user.footer.startswith("enter do it")


async def test_a_p_id_of_before_two_records_became_one_finds_who_they_are_now(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        uids = {person.pid: uid for uid, person in user.session.workspace.participants.items()}
        user.session.save(operations.merge_contacts, uids["P05"], uids["P02"])
        await user.settle()
        await user.press(":")
        await user.type("p05")
        assert user.listed == ["P02"]


@pytest.mark.parametrize("title", ["[/] =1+1", "[@click=app.quit]", "漢" * 300, "👩\u200d🔬"])
async def test_a_title_is_what_somebody_wrote_and_nothing_else(sit: Sit, sample: object, title: str) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        user.session.save(operations.edit_card, user.card(4).uid, title=f"xylophone {title}")
        await user.settle()
        await user.press(":")
        await user.type("xyloph")
        assert user.listed == [f"4 {user.app.mask.text(user.card(4).title)}"]
        assert "4 xylophone" in user.text
        await user.pilot.click("#palette-list", offset=(14, 0))
        await user.settle()
        assert user.marked.startswith("xylophone")
