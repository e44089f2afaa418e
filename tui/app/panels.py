"""The panel beside a list: rows in sections, some of which can be chosen and acted on."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from msgspec import Struct

from tui.app.glyphs import Glyphs
from tui.app.paint import Row, Span, wrap_all
from tui.domain.flow import local_day

BACKGROUND = "surface"
Target = Literal["item", "person", "note", "card", "touchpoint", "waiting", "older"]
STANCES = {"supports": "ok bold", "refutes": "danger bold", "neutral": "muted"}


class PanelItem(Struct, frozen=True):
    """Rows of the panel; with a target they can be chosen and acted on."""

    rows: tuple[Row, ...]
    target: Target | None = None
    uid: str = ""


class Sections:
    """Makes the rows of a panel for a width; days are those of a time zone, told from today."""

    def __init__(self, glyphs: Glyphs, width: int, today: date, zone: tzinfo) -> None:
        self.glyphs = glyphs
        self.width = width
        self.today = today
        self.zone = zone

    def _row(self, *left: Span, right: tuple[Span, ...] = ()) -> Row:
        return Row((Span("  "), *left), right, BACKGROUND, 2 if right else 0)

    def _text(self, text: str, style: str = "text", indent: str = "") -> list[Row]:
        return [self._row(Span(indent + line, style)) for line in wrap_all(text, self.width - 4 - len(indent))]

    def _still(self, *rows: Row) -> PanelItem:
        return PanelItem(rows)

    def _section(self, title: str, right: tuple[Span, ...] = ()) -> PanelItem:
        return self._still(self._row(), self._row(Span(title, "muted bold"), right=right))

    def _hint(self, words: str, key: str, does: str) -> Row:
        return self._row(Span(f"{words},  ", "muted"), Span(key, "accent bold"), Span(f" {does}", "muted"))

    def _day(self, at: datetime) -> str:
        day = local_day(at, self.zone)
        return f"{day:%a} {day.day} {day:%b}" if day.year == self.today.year else f"{day.day} {day:%b %Y}"

    def _moment(self, at: datetime) -> str:
        local = at.astimezone(self.zone)
        day, today = local.date(), self.today
        if day == today:
            return f"today {local:%H:%M}"
        if today - timedelta(days=6) <= day < today:
            return f"{local:%a %H:%M}"
        return f"{self._day(at)} {local:%H:%M}"
