from __future__ import annotations

import pytest

from tui.app.look.paint import Palette, Row, Span
from tui.app.look.themes import themes_of, token_defaults


@pytest.fixture
def palette() -> Palette:
    theme = themes_of()[0]
    colors = theme.to_color_system().generate()
    return Palette({**token_defaults(colors), **colors})


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        (Row((Span("12", "bold bright"), Span("  "), Span("a title", "text"))), ["12  ", "a title".ljust(16)]),
        (Row((Span("  "), Span("a title", "bright"))), ["  a title".ljust(20)]),
        (Row((Span("a", "bright"), Span("", "muted"), Span("b", "bright"))), ["ab".ljust(20)]),
        (Row((Span("left", "muted"),), (Span("7d", "warn"), Span(" "))), ["left".ljust(17), "7d "]),
        (Row((Span("left", "muted"),), (Span("7d", "warn"),), right_margin=2), ["left".ljust(16), "7d  "]),
        (Row((Span("linked", "underline muted"), Span("  "), Span("b"))), ["linked", "  b".ljust(14)]),
        (Row((Span("  "), Span("chosen", "reverse"), Span(" "))), ["  ", "chosen", " " * 12]),
        (Row(), [" " * 20]),
    ],
    ids=range(8),
)
def test_blanks_are_drawn_with_what_is_beside_them(row: Row, drawn: list[str], palette: Palette) -> None:
    strip = palette.strip(row, 20)
    assert [segment.text for segment in strip] == drawn
    assert strip.cell_length == sum(map(len, drawn)) == 20


def test_every_letter_keeps_its_style_and_every_cell_its_background(palette: Palette) -> None:
    row = Row((Span("a", "bright"), Span(" ", "warn"), Span("b c", "bold muted"), Span(" ")), (Span("d", "underline"),))
    strip = palette.strip(row, 12)
    assert {segment.style.bgcolor for segment in strip if segment.style} == {palette.style("text", "bg").bgcolor}
    by_letter = {letter: segment.style for segment in strip for letter in segment.text if letter != " "}
    styles = {"a": "bright", "b": "bold muted", "c": "bold muted", "d": "underline"}
    assert by_letter == {letter: palette.style(name, "bg") for letter, name in styles.items()}
