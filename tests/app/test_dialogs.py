"""Dialogs are places: each of their keys is a row, keys are done one after the other, and mistakes of ours are told."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.app.checks.living import decided
from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import User
from tui.app.app import CustdevApp
from tui.app.dialogs.overlay import Overlay
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.keymap import keymap, places
from tui.app.keys.table import GROUPS, PLACES, places_at
from tui.domain import operations

TOLD = "Something unexpected went wrong (ZeroDivisionError"
HELD = ("app.quit", "app.suspend")
"""Commands that would end a test, or stop it."""


async def edits_what_another_edits(user: User) -> None:
    await user.press("e", "ctrl+u")
    await user.type("Mine")
    user.session.save(operations.edit_card, user.card(4).uid, title="Theirs")
    await user.press("enter")
    await user.until("was changed elsewhere too")


async def iterates(user: User) -> None:
    await user.run("Iterate: begin the next iteration")


async def decides(user: User) -> None:
    await user.run("Decide: write the Learning Card")


async def acts(user: User) -> None:
    await decided(user)
    await user.run("Act on the decision: its actions become cards or boards")


async def tells_who_asked(user: User) -> None:
    await user.press("n")
    await user.type("? @P03 a mail with the export", "enter")
    note = next(one for one in user.session.workspace.notes.values() if "a mail with" in one.text)
    user.session.save(operations.join_card, note.uid, note.card)
    await user.press("L", "L", "T")


async def reads_what_was_decided(user: User) -> None:
    await decided(user)
    await user.press("i")


async def makes_somebody_twice(user: User) -> None:
    await user.press("P", "a")
    await user.type("Bartholomew Quill", "enter")
    await user.until("Is this P02")


async def looks_whom_to_erase(user: User) -> None:
    await user.press("P")
    await user.run("Erase the person…")
    await user.until("THE LETTER AS IT WOULD BE")


async def erases(user: User) -> None:
    await looks_whom_to_erase(user)
    await user.type("P01", "enter")
    await user.until("Erased P01")


async def aims_evidence(user: User) -> None:
    await user.press("A", "a")
    await user.type("They tell us what they need", "enter")
    await user.press("n")


async def makes_an_insight(user: User) -> None:
    await user.press("I", "a")
    await user.type("Exports", "enter")
    await user.press("space", "enter")
    await user.type("They print it", "enter")
    await user.press("L")


def opened_from_an_insight(key: str) -> Callable[[User], Awaitable[None]]:
    async def press(user: User) -> None:
        await makes_an_insight(user)
        await user.press(key)

    return press


async def reads_a_transcript(user: User) -> None:
    path = Path(user.session.folder) / "talk.txt"
    path.write_text("P01: We export it by hand.", encoding="utf-8")
    session = user.session
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    session.run(operations.give_consent, person.uid, ["record_audio"])
    session.run(operations.log_touchpoint, method="interview", people=[person.uid])
    await user.press("P", "/")
    await user.type("P01", "enter")
    await user.press("T")
    await user.type(str(path), "enter")
    await user.until("0 quotes marked")


async def reads_an_interview(user: User) -> None:
    session = user.session
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    change = session.run(operations.log_touchpoint, "interview", [person.uid])
    (met,) = change.records["touchpoints"]
    session.run(operations.add_note, "needs a reply", people=[person.uid], kind="need", touchpoint=met)
    await user.press("P", "/")
    await user.type("P01", "enter")
    await user.run("Read the interview")
    await user.until("OPPORTUNITIES")


def pressing(*keys: str) -> Callable[[User], Awaitable[None]]:
    async def press(user: User) -> None:
        await user.press(*keys)

    return press


OPENED: dict[str, Callable[[User], Awaitable[None]]] = {
    "help": pressing("?"),
    "text": pressing("i"),
    "brief": reads_what_was_decided,
    "versions": edits_what_another_edits,
    "erasing": looks_whom_to_erase,
    "erased": erases,
    "iterate": iterates,
    "actions": acts,
    "tell": tells_who_asked,
    "who": makes_somebody_twice,
    "form": pressing("P", "a"),
    "card_form": pressing("a"),
    "board_form": pressing("0", "N"),
    "due": pressing("O"),
    "measures": pressing("M"),
    "metric": pressing("M", "a"),
    "assumptions": pressing("A"),
    "aiming": aims_evidence,
    "insights": makes_an_insight,
    "sides": opened_from_an_insight("n"),
    "interview": reads_an_interview,
    "transcript": reads_a_transcript,
    "discipline": opened_from_an_insight("s"),
    "decide_form": decides,
    "permission": pressing("P", "p"),
    "give": pressing("w"),
}
"""How each dialog is opened from the board."""


def dialog(user: User) -> Overlay[object]:
    assert isinstance(user.app.screen, Overlay)
    return user.app.screen


def rows_at(place: str) -> Iterator[Command]:
    """Yield what a key does there; what another place has under the same key goes before what is shared."""
    for at in places_at(place):
        yield from (row for row in keymap().rows(at) if keymap().find(places_at(place), row.keys[0]) is row)


def typed_there(place: str, row: Command) -> bool:
    return place == "help" and len(row.keys[0]) == 1 and row.id != "app.help"


def test_every_dialog_is_looked_at() -> None:
    dialogs = {name: place.also for name, place in PLACES.items() if "dialog" in place.also}
    assert set(OPENED) == set(dialogs)
    shared = {at for others in dialogs.values() for at in others}
    group = next(group for group in GROUPS if group.title == "DIALOGS")
    assert {line.place for line in group.lines} <= {*dialogs, *shared, "pick"}


@pytest.mark.parametrize("place", OPENED)
@pytest.mark.parametrize("key", ["esc", "ctrl+c"])
async def test_every_dialog_can_be_left(sit: Sit, sample: object, place: str, key: str) -> None:
    async with sit(board=BOARD) as user:
        await OPENED[place](user)
        assert dialog(user).place == place
        opened = user.app.screen
        await user.press(key)
        assert user.app.screen is not opened


@pytest.mark.parametrize("place", OPENED)
async def test_a_mistake_in_what_a_key_does_is_told_and_the_dialog_stays(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with sit(board=BOARD) as user:
        await OPENED[place](user)
        opened = dialog(user)
        for row in [row for row in rows_at(place) if row.id != "dialog.leave" and not typed_there(place, row)]:
            with monkeypatch.context() as patch:
                _break(patch, row, opened)
                await user.press(next(key for key in row.keys if place != "help" or len(key) > 1))
            assert TOLD in user.text, row.id
            assert user.app.screen is opened, row.id
            await user.press("f24")
        await user.press("esc")
        assert user.app.screen is not opened


def _break(patch: pytest.MonkeyPatch, row: Command, opened: Overlay[object]) -> None:
    """Let what a key does be wrong: a method as this dialog has it."""
    owner, _, method = row.does.partition(":")[2].rpartition(".")
    if owner:
        patch.setattr(type(opened), method, broken)
    else:
        patch.setattr(f"tui.app.{row.does.replace(':', '.')}", broken)


def broken(*arguments: object) -> None:
    raise ZeroDivisionError


async def test_a_mistake_while_a_field_is_typed_in_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.app.board.editing import CardForm

    async with sit(board=BOARD) as user:
        await user.press("a")
        with monkeypatch.context() as patch:
            patch.setattr(CardForm, "remarks", lambda form: 1 / 0)
            await user.type("Un")
            assert TOLD in user.text
        await user.type("told", "enter")
        assert user.card(17).title == "Untold"


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        (("a", *"New title", "enter"), ["New title"]),
        (("a", *"One", "ctrl+n", *"Two", "enter"), ["One", "Two"]),
        (("a", *"One", "enter", "a", *"Two", "enter"), ["One", "Two"]),
        (("a", "«Past\ned»", *" x", "enter"), ["Past ed x"]),
        (("a", *"Onw", "left", "delete", "end", "backspace", *"ne", "enter"), ["One"]),
        (("a", *"One", "ctrl+shift+a", "ctrl+x", *"Two ", "ctrl+v", "enter"), ["Two One"]),
        (("a", *"One", "tab", *"P77", "enter", "ctrl+u", *"P01", "enter"), ["One"]),
        (("a", *"Half", "esc", "a", "end", *" done", "enter"), ["Half done"]),
        (("?", *"expedite", "esc", "a", *"One", "enter"), ["One"]),
        (("i", "j", "i", "a", *"One", "enter"), ["One"]),
        (("w", "l", "q", "a", *"One", "enter"), ["One"]),
    ],
)
async def test_a_form_has_all_that_was_typed_behind_its_key(
    sit: Sit, sample: object, keys: tuple[str, ...], titles: list[str]
) -> None:
    async with sit(board=BOARD) as user:
        await user.burst(*keys)
        cards = [card for card in user.session.workspace.cards.values() if card.number > 16]
        assert [card.title for card in sorted(cards, key=lambda card: card.number)] == titles


async def test_fields_have_what_was_typed_between_the_keys_that_change_them(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.burst("a", *"Visit", "tab", *"p02", "down", "space", "right", "h", "tab")
        await user.burst(*"30 nov", "tab", "l", "tab", *"@ada", "enter")
        card = user.card(17)
        assert (card.title, card.column, str(card.due), card.kind) == ("Visit", "doing", "2026-11-30", "recurring")
        assert (card.assignee, len(card.people)) == ("ada", 1)
        await user.burst("e", "ctrl+u", *"Seen", "tab", "tab", "left", "shift+tab", "up", "enter")
        assert (user.card(17).title, user.card(17).column) == ("Seen", "todo")


async def test_a_person_is_made_in_one_breath_and_somebody_alike_is_asked_for(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.burst("P", "a", *"Zara Quist", "tab", *"z@example.com", "enter")
        assert "Zara Quist" in [contact.fn for contact in user.session.workspace.contacts.values()]
        count = len(user.session.workspace.participants)
        await user.burst("a", *"Bartholomew Quill", "enter", "j", "enter", "j", "k")
        assert len(user.session.workspace.participants) == count + 1
        assert isinstance(user.app.screen, Here)


async def test_a_learning_card_is_written_in_one_breath(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await decides(user)
        await user.burst("right", "tab", *"Five gave up", "tab", *"Too dear", "tab", *"Ask again", "enter")
        experiment = user.session.current(BOARD)
        assert experiment is not None
        assert experiment.decision == "pivot"
        assert experiment.learning is not None
        assert (experiment.learning.observation, experiment.learning.learning) == ("Five gave up", "Too dear")
        assert [action.text for action in experiment.learning.actions] == ["Ask again"]


async def test_what_a_dialog_answers_is_done_before_the_next_key(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await acts(user)
        await user.burst("c", "e", "ctrl+u", *"Asked", "enter")
        assert user.card(17).title == "Asked"
        await user.burst("w", "q", "o", *"ada", "enter")
        assert user.card(17).assignee == "ada"


async def test_permission_is_given_in_one_breath_and_what_follows_is_for_the_screen(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.burst("P", "p", "q", "a", "m", "d", "v", "p", "j")
        (uid,) = (person.uid for person in user.session.workspace.participants.values() if person.pid == "P01")
        given = {consent.scope for consent in user.session.workspace.consents.values() if consent.participant == uid}
        assert {"quote_pseudonymous", "record_audio", "record_video"} <= given
        assert user.marked.startswith("P02")


async def test_keys_that_scroll_a_text_are_not_lost_while_it_opens(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=(80, 24)) as user:
        await user.burst("i")
        first = user.grid[5:15]
        await user.burst("esc", "i", "j", "j", "j")
        assert user.grid[5:12] == first[3:10]


async def test_pasted_text_is_never_taken_for_commands(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.burst("j", "«dd\nddd»", "k")
        assert user.card(4).archived_at is None
        await user.burst("«dd»")
        assert user.message == "Pasted text goes into a line or a form.   a adds a card"
        await user.burst("P", "«dd»")
        assert user.message == "Pasted text goes into a line or a form.   a adds a person"
        await user.burst("?", "«expedite»")
        assert user.message == "Pasted text goes into a line or a form."
        await user.burst("esc", "n", *"said ", "«so\nand so»", *" often", "enter")
        assert "said so and so often" in [note.text for note in user.session.workspace.notes.values()]


async def test_own_keys_hold_in_dialogs_and_are_shown_there(sit: Sit, sample: object) -> None:
    from tui.settings import PersonalSettings

    own = {"give.more": "v", "permission.audio": "5", "form.editor": "f5", "go.down": "f6", "iterate.turn": "y"}
    async with sit(board=BOARD, settings=PersonalSettings(keymap=own)) as user:
        await iterates(user)
        assert "y turn one" in user.footer
        assert "f6 k choose" in user.footer
        await user.press("y")
        assert "□ " in user.text
        await user.press("esc", "P", "p")
        assert any(row.strip().startswith("5  ") and "record sound" in row for row in user.grid)
        await user.press("5")
        assert "agree" not in user.text.split("Permission of")[0]
        await user.press("esc", "esc", "a")
        assert "f5 writes a description." in user.text


KEYS = sorted({key for place in places() for row in keymap().rows(place) for key in row.keys if row.id not in HELD})
TYPED = (*"ab1 P@#é", "«x\ny»", "ctrl+x", "ctrl+v", "ctrl+u", "f24")
OPENING = {"board": pressing(), "standup": pressing("S"), "flow": pressing("f"), "experiments": pressing("0")} | OPENED


@pytest.mark.parametrize("place", OPENING)
async def test_no_keys_in_any_order_end_the_app_or_hold_anybody(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    for name in ("leave", "action_suspend_process"):
        monkeypatch.setattr(CustdevApp, name, lambda app: None)
    monkeypatch.setattr(CustdevApp, "write_in_editor", lambda app, text, take: take(text))
    some = random.Random(place)
    async with sit(board=BOARD) as user:
        await OPENING[place](user)
        for _ in range(3):
            await user.burst(*some.choices((*KEYS, *TYPED), k=20))
        for _ in range(12):
            await user.press("esc")
        assert isinstance(user.app.screen, Here)
        assert not [words for words in user.app.spoken if "unexpected" in words]
