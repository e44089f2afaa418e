"""The signs of the interface, one cell each, and their plain ASCII stand-ins."""

from __future__ import annotations

from msgspec import Struct

from tui.app.look.paint import Span
from tui.domain.people.consent import Sign
from tui.domain.records.definition import Role


class Glyphs(Struct, frozen=True):
    """One set of signs; `ages` goes from young to over the limit, `shades` from what waits to what is finished."""

    focus: str = "█"
    idle: str = "▎"
    waiting: str = "◇"
    active: str = "◆"
    finished: str = "✓"
    ages: tuple[str, str, str, str] = ("·", "◔", "◕", "●")
    steps: tuple[str, ...] = ("▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
    blocked: str = "■"
    expedite: str = "»"
    recurring: str = "∞"
    cycle: str = "→"
    supports: str = "▲"
    refutes: str = "▼"
    ticked: str = "✓"
    open: str = "□"
    notes: str = "≡"
    late: str = "!"
    focused_rule: str = "━"
    rule: str = "─"
    edge: str = "▏"
    timeline: str = "│"
    bullet: str = "•"
    top_edge: str = "▔"
    done_bar: str = "━"
    doing_bar: str = "╍"
    todo_bar: str = "─"
    prompt: str = "›"
    chosen: str = "✓"
    dot: str = "·"
    given: str = "✓"
    refused: str = "✗"
    asked: str = "?"
    expired: str = "!"
    unknown: str = "–"
    resting: str = "¦"
    bar: str = "█"
    shades: tuple[str, str, str] = ("░", "▓", "█")
    dashes: str = "╌"
    percentile: str = "╎"
    point: str = "●"
    outlier: str = "◆"
    low_end: str = "├"
    high_end: str = "┤"

    def sign(self, sign: Sign) -> str:
        """Return the sign of a permission."""
        return str(getattr(self, sign))

    def stance(self, stance: str | None) -> str:
        """Return the sign of what is for, or else against."""
        return self.supports if stance == "supports" else self.refutes

    def role(self, role: Role) -> str:
        """Return the sign of a column's role."""
        return {"waiting": self.waiting, "active": self.active, "finished": self.finished}[role]


SIGN_STYLES: dict[Sign, str] = {
    "given": "ok",
    "refused": "danger",
    "asked": "warn",
    "expired": "warn",
    "unknown": "muted",
}
"""How the signs of permission are drawn."""
LEVEL_STYLES = ("muted", "muted", "warn bold", "danger bold")
"""How is drawn what needs more attention than before, from 0 to 3."""

UNICODE = Glyphs()
ASCII = Glyphs(
    focus="#",
    idle="|",
    waiting="o",
    active="*",
    finished="x",
    ages=(".", "-", "+", "@"),
    steps=("_", ".", "-", "=", "+", "*", "#", "@"),
    blocked="X",
    expedite=">>",
    recurring="~",
    cycle="->",
    supports="+",
    refutes="-",
    ticked="x",
    open="_",
    notes="n:",
    focused_rule="=",
    rule="-",
    edge="|",
    timeline="|",
    bullet="*",
    top_edge="-",
    done_bar="#",
    doing_bar="=",
    todo_bar=".",
    prompt=">",
    chosen="*",
    dot="-",
    given="y",
    refused="n",
    unknown="-",
    resting="|",
    bar="#",
    shades=(".", "=", "#"),
    dashes="-",
    percentile=":",
    point="*",
    outlier="X",
    low_end="[",
    high_end="]",
)


def level_spans(glyphs: Glyphs, level: int, words: str) -> tuple[Span, Span]:
    """Return how much attention something needs, from 0 to 3, as a sign before words in the same style."""
    style = LEVEL_STYLES[level]
    return Span(f"{glyphs.ages[level]} ", style.split()[0]), Span(words, style)
