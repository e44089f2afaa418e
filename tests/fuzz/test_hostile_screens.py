"""Hostile text on every screen: it is shown literally or cleaned, does nothing, and disturbs no row."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when textual is imported

from tests.app.sample import BOARD, NOW
from tests.app.user import SMALL, USUAL, WIDE, Size, User, seated
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.records.change import Change
from tui.session import Session
from tui.store import open_store

NASTY = (
    "[/]",
    "[@click=app.quit]quit[/]",
    "[bold]x[/",
    "[[x]] $nope [$nope]",
    "\x1b]0;owned\x07title",
    "\x1b[2J\x1b[31mred",
    "\x9b31mred",
    "nul\x00bell\x07back\x08",
    "one\rtwo\ttabs\u2028three",
    "\u202egnp.exe\u2066 \u200f",
    "顧" * 300,
    "👨‍👩‍👧‍👦 👩🏽‍🚀 🇩🇪 e\u0301 ❤️ ☕️",
    "=1+1",
    "x" * 3_000,
)
MARKUP = NASTY[:4]


@asynccontextmanager
async def sitting(folder: Path, size: Size) -> AsyncIterator[User]:
    session = Session(open_store(folder), Catalog(folder / "boards"), actor="ux", clock=lambda: NOW)
    try:
        async with seated(session, size=size, board=BOARD) as user:
            yield user
    finally:
        session.close()


def harmless(user: User, size: Size) -> None:
    """Assert that what is on the screen cannot drive a terminal, does nothing when clicked, and is aligned."""
    assert user.app.return_value is None
    assert user.app._exception is None
    for strip in user.strips:
        for text, style in strip:
            assert not {char for char in text if unicodedata.category(char) in ("Cc", "Cs")}, repr(text)
            assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f"), repr(text)
            assert not style.meta.get("@click")
            assert style.link is None
    widths = {sum(cell_len(text) for text, _ in strip) for strip in user.strips}
    assert widths == {size[0]}, user.text


def write(user: User, number: int, title: str, text: str) -> set[int]:
    """Write hostile texts into every field of a card, and return which of the fields took them."""
    session, card = user.session, user.card(number).uid
    fields: tuple[tuple[Callable[..., Change], tuple[object, ...], dict[str, Any]], ...] = (
        (operations.edit_card, (card,), {"title": title}),
        (operations.edit_card, (card,), {"description": text}),
        (operations.edit_card, (card,), {"assignee": text}),
        (operations.tag_card, (card, [text]), {}),
        (operations.add_checklist_item, (card, text), {}),
        (operations.make_contact, (text,), {"card": card}),
        (operations.add_note, (text,), {"card": card, "kind": "quote", "tags": [title]}),
        (operations.add_note, (title,), {"card": card, "kind": "pain", "stance": "refutes"}),
        (operations.block_card, (card, text, title), {}),
    )
    written = set()
    for field, (operation, arguments, named) in enumerate(fields):
        try:
            session.run(operation, *arguments, **named)
            written.add(field)
        except DomainError as error:
            assert str(error).isprintable()
    return written


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_hostile_records_on_every_screen(tmp_path: Path, size: Size) -> None:
    async with sitting(tmp_path / "workspace", size) as user:
        await user.press("J")
        written = [write(user, number, NASTY[number - 1], NASTY[-number]) for number in range(1, 8)]
        assert set.union(*written) == set(range(9)), "every field took what is hostile on one card or another"
        await user.settle()
        assert " [/]" in user.text
        for keys in (("L",), ("*",), ("z",), ("z",), ("z",), ("h", "g", "enter")):
            await user.press(*keys)
            harmless(user, size)
        for _ in range(6):
            await user.press("j")
            harmless(user, size)
            await user.press("tab", "j")
            harmless(user, size)
            await user.press("tab")
        for key in ("c", "o", "#", "e", "i", "0"):
            await user.press("escape", "escape", key)
            harmless(user, size)
        await user.press("1", "f")
        for _ in range(4):
            await user.press("j")
            harmless(user, size)
        await user.press("escape")
        await user.run("Messages: what was said so far")
        harmless(user, size)


async def test_markup_is_shown_as_it_was_written(tmp_path: Path) -> None:
    async with sitting(tmp_path / "workspace", WIDE) as user:
        # The customers are called what the cards are; their names would be hidden.
        await user.press("J", "*")
        for number, text in enumerate(MARKUP, start=1):
            write(user, number, text, text)
        await user.settle()
        for text in MARKUP:
            assert f" {text}" in user.text
        await user.press("g", "d")
        assert user.message.startswith("Archived 2 [@click=app.quit]quit[/]   u undo")


@pytest.mark.parametrize("key", ["n", "c", "b", "o", "#", "D", "/", "a", "colon", "question_mark"])
async def test_hostile_text_is_pasted_everywhere(tmp_path: Path, key: str) -> None:
    async with sitting(tmp_path / "workspace", USUAL) as user:
        await user.press("L", key)
        for nasty in NASTY:
            await user.paste(nasty)
            harmless(user, USUAL)
        await user.press("enter")
        harmless(user, USUAL)
        await user.press("escape", "escape", key)
        await user.paste(NASTY[1], "tab", "enter")
        harmless(user, USUAL)
        assert user.session.failure is None


@pytest.mark.parametrize("nasty", (*MARKUP, *NASTY[10:13]), ids=lambda text: text[:8])
async def test_hostile_board_files(tmp_path: Path, nasty: str) -> None:
    quoted = "'" + nasty.replace("'", "''") + "'"
    board = tmp_path / "workspace" / "boards" / "hostile.yaml"
    board.parent.mkdir(parents=True)
    board.write_text(
        f"id: {BOARD}\nkey: HO\ntitle: {quoted}\nhypothesis: {quoted}\ngoals: [{quoted}]\nexpected_outcome: {quoted}\n"
        f"related: [{quoted}]\nnotes: [{quoted}]\ntest: {{metric: {quoted}, criterion: {quoted}, min_n: 3}}\n"
        f"columns:\n  - {{id: todo, title: {quoted}, role: waiting}}\n"
        f"  - {{id: doing, title: {quoted}, role: active}}\n"
        f"  - {{id: done, title: {quoted}, role: finished}}\n"
        f"cards:\n  - {{id: one, title: {quoted}, description: {quoted}, group: {quoted}, checklist: [{quoted}]}}\n",
        encoding="utf-8",
    )
    async with sitting(tmp_path / "workspace", WIDE) as user:
        for keys in (("enter",), ("i",), ("escape", "L"), ("f",), ("0",), ("1", "i")):
            await user.press(*keys)
            harmless(user, WIDE)
        await user.press("escape")
        board.write_text(f"id: {BOARD}\n{quoted}: {quoted}\n", encoding="utf-8")
        user.app.read_boards()
        await user.settle()
        assert "Showing the last good version." in user.text or cell_len(nasty) > 100
        harmless(user, WIDE)
        await user.press("0")
        harmless(user, WIDE)


async def test_a_note_of_100_kilobytes(tmp_path: Path) -> None:
    async with sitting(tmp_path / "workspace", USUAL) as user:
        await user.press("L")
        long = "many words of a customer, 顧客 [/] \x1b[31m\n" * 2_500
        user.session.run(operations.add_note, long, card=user.card(1).uid, kind="quote")
        user.session.run(operations.edit_card, user.card(1).uid, description=long)
        await user.settle()
        for keys in ("enter", "tab", "G", "pageup k", "escape z", "escape y", "w", "G", "escape"):
            await user.press(*keys.split())
            harmless(user, USUAL)
        await user.press("/")
        await user.type("customer,")
        assert "1 of 7 cards" in user.text


@pytest.mark.parametrize("keys", ["\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "\x00", "\x07"], ids=repr)
async def test_keys_that_carry_control_characters(tmp_path: Path, keys: str) -> None:
    async with sitting(tmp_path / "workspace", USUAL) as user:
        await user.press("L", "n")
        await user.type(f"before{keys}after", "enter")
        harmless(user, USUAL)
        texts = [note.text for note in user.session.workspace.notes.values()]
        assert all(char.isprintable() for text in texts for char in text)
