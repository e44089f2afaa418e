"""What the screen must look like at every size: one focus mark, aligned rows, plain signs, readable colours."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len
from textual.color import Color

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.look.glyphs import UNICODE, Glyphs
from tui.exchange.colours import DARK, LIGHT

SIZES = [WIDE, (140, 40), (139, 40), (120, 30), (100, 29), (99, 24), USUAL, (60, 18), (59, 17), SMALL, (36, 10)]
WORDS = ("muted", "text", "bright", "accent", "people", "ok", "warn", "danger", "learn")
SURFACES = ("bg", "card", "sel", "panel", "surface")
VARIATION = "\ufe0f"


def aligned(user: User, size: Size) -> bool:
    return len(user.grid) == size[1] and all(cell_len(row) == size[0] for row in user.grid)


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_is_aligned_and_has_one_focus_mark(sit: Sit, sample: object, size: Size) -> None:
    walk: tuple[tuple[tuple[str, ...], int], ...] = (
        ((), 1),
        (("l", "j"), 1),
        (("enter",), 1 if size[0] >= 100 else 0),
        (("tab",), 1),
        (("escape", "escape", "n"), 1),
        (("escape", "c", "P"), 1),
        (("escape", "/", "i"), 1),
        (("enter",), 1),
        (("escape", "z"), 1),
        (("z",), 1),
        (("?",), 0),
        (("escape", "i"), 0),
        (("escape", "a"), 1),
        (("escape", "0"), 1),
    )
    async with sit(board=BOARD, size=size) as user:
        for keys, marks in walk:
            await user.press(*keys)
            assert aligned(user, size), (keys, user.text)
            assert user.marks == marks, (keys, user.text)


@pytest.mark.parametrize(("size", "least"), [(WIDE, 16), (USUAL, 13), (SMALL, 4)])
async def test_how_many_cards_are_seen(sit: Sit, sample: object, size: Size, least: int) -> None:
    async with sit(board=BOARD, size=size) as user:
        seen = [card for card in user.session.workspace.cards.values() if card.title[:9] in user.text]
        assert len(seen) >= least
        if size == WIDE:
            blank = [row for row in user.grid if not row.strip()]
            assert len(blank) >= 14


async def test_at_80_columns_five_cards_a_column_are_seen(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        workspace = user.session.workspace
        lanes = {name: user.column(name) for name in ("todo", "doing", "done")}
        for name, numbers in lanes.items():
            seen = [card for card in workspace.cards.values() if card.number in numbers and card.title[:9] in user.text]
            assert len(seen) >= min(5, len(numbers)), name


def plain(sign: str) -> bool:
    """Return whether a sign takes one cell, and no terminal may draw it as an emoji of two."""
    return cell_len(sign) == cell_len(sign + VARIATION) == 1


def test_banned_signs_are_recognised() -> None:
    assert [sign for sign in "‼⚠✔☑▶顧" if plain(sign)] == []


def test_signs_are_one_cell_and_no_emoji() -> None:
    signs = "".join("".join(getattr(UNICODE, name)) for name in Glyphs.__annotations__)
    assert len(signs) > 20
    assert [sign for sign in signs if not plain(sign)] == []
    assert all(unicodedata.category(sign) not in ("Cn", "Co", "Mn") for sign in signs)


async def test_what_is_drawn_around_the_cards_is_one_cell_and_no_emoji(sit: Sit, sample: object) -> None:
    drawn: set[str] = set()
    walk = ((), ("l", "j", "enter"), ("escape", "z"), ("?",), ("escape", "i"), ("escape", "a"), ("escape", "0"))
    async with sit(board=BOARD) as user:
        for keys in walk:
            await user.press(*keys)
            drawn |= set(user.text)
    assert {char for char in drawn if not char.isascii() and not plain(char)} == set()


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [each / 255 for each in Color.parse(color).rgb]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_words_can_be_read_on_every_surface(tokens: dict[str, str]) -> None:
    weak = {
        (word, surface): round(ratio, 2)
        for word in WORDS
        for surface in SURFACES
        if (ratio := contrast(tokens[word], tokens[surface])) < 4.5
    }
    assert weak == {}
    assert contrast(tokens["accent"], tokens["bg"]) >= 3


@pytest.mark.parametrize("theme", ["dark", "light", "nord", "textual-light", "ansi-dark"])
async def test_other_themes_work_too(sit: Sit, sample: object, theme: str) -> None:
    from tui.settings import PersonalSettings

    async with sit(board=BOARD, settings=PersonalSettings(theme=theme)) as user:
        await user.press("l", "enter", "n")
        assert user.marks == 1
        assert "Interview five" in user.text
