"""Where a terminal has few colours, all words can be read on every ground, and what is selected is seen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorSystem
from textual import constants

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_looks import SURFACES, WORDS, contrast
from tui.app.look.few_colours import DARK_16, DARK_256, LIGHT_16, LIGHT_256

XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
VGA = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
TANGO = (
    *("#2e3436", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#06989a", "#d3d7cf"),
    *("#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec"),
)


def shown(tokens: Mapping[str, str], system: ColorSystem, palette: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what a terminal shows for tokens: what Rich sends, in a palette."""
    numbers = {token: Color.parse(colour).downgrade(system).number for token, colour in tokens.items()}
    assert None not in numbers.values()
    return {
        token: palette[number] if palette else EIGHT_BIT_PALETTE[number].hex
        for token, number in numbers.items()
        if number is not None
    }


@pytest.mark.parametrize("tokens", [DARK_256, LIGHT_256], ids=["dark", "light"])
def test_of_256_colours_the_grounds_differ_and_all_words_can_be_read(tokens: Mapping[str, str]) -> None:
    seen = shown(tokens, ColorSystem.EIGHT_BIT)
    weak = {(word, on): contrast(seen[word], seen[on]) for word in WORDS for on in SURFACES}
    assert {pair: round(ratio, 1) for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert len({seen[ground] for ground in ("bg", "card", "panel", "sel")}) == 4
    assert contrast(seen["accent"], seen["bg"]) >= 3


@pytest.mark.parametrize("palette", [XTERM, VGA, TANGO], ids=["xterm", "vga", "tango"])
@pytest.mark.parametrize("tokens", [DARK_16, LIGHT_16], ids=["dark", "light"])
def test_of_16_colours_those_are_taken_that_can_be_read_in_every_palette(
    tokens: Mapping[str, str], palette: tuple[str, ...]
) -> None:
    assert all(
        colour in {each.hex for each in map(STANDARD_PALETTE.__getitem__, range(16))} for colour in tokens.values()
    )
    seen = shown(tokens, ColorSystem.STANDARD, palette)
    weak = {(word, on): contrast(seen[word], seen[on]) for word in WORDS for on in SURFACES}
    assert {pair: round(ratio, 1) for pair, ratio in weak.items() if ratio < 3.0} == {}
    assert contrast(seen["bright"], seen["bg"]) >= 10


@pytest.mark.parametrize(("system", "tokens"), [("256", DARK_256), ("standard", DARK_16)])
async def test_a_terminal_is_drawn_for_with_the_colours_it_has(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, system: str, tokens: Mapping[str, str]
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", system)
    async with sit(board=BOARD) as user:
        await user.press("enter")
        styles = {style for row in user.strips for _, style in row}
        drawn = {colour.name for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
        assert drawn <= set(tokens.values())
        assert user.marks == 1
        await user.press("escape", "a")
        assert ("Iterate on the" in user.text) is (system == "256"), "on one ground nothing is behind a dialog"
        await user.press("escape", "z")
        assert "Iterate on the" in user.text
