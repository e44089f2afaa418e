"""What is behind a dialog is dimmed as Textual dims it, with each style reckoned once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

from tui.app.look.dimmed import Dimmed

STYLES = (
    None,
    Style(color="red"),
    Style(bgcolor="#102030", bold=True),
    Style(color="default", bgcolor="default", reverse=True),
    Style(color="#ffeedd", bgcolor="#112233", meta={"@click": "app.quit"}),
    Style(link="https://example.com", underline=True),
)
BEHIND = [
    *(Segment(f"{index}", style) for index, style in enumerate(STYLES * 3)),
    Segment("", None, [(ControlType.HOME,)]),
    Segment("日本 é", STYLES[1]),
]


@pytest.mark.parametrize("color", [Color(0, 0, 0, 0.5), Color(20, 40, 60, 0.0), Color(255, 255, 255, 1.0)], ids=str)
def test_dimmed_as_textual_dims_it(color: Color) -> None:
    assert list(Dimmed.process_segments(BEHIND, color)) == list(BackgroundScreen.process_segments(BEHIND, color))


def test_each_style_is_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[Style | None] = []
    reckon = BackgroundScreen.process_segments

    def counted(segments: Iterable[Segment], color: Color) -> list[Segment]:
        (segment,) = segments
        reckoned.append(segment.style)
        return list(reckon([segment], color))

    monkeypatch.setattr(BackgroundScreen, "process_segments", counted)
    list(Dimmed.process_segments(BEHIND * 4, Color(0, 0, 0, 0.5)))
    assert len(reckoned) == len(STYLES)
