"""What is left of signs beyond ASCII where a terminal is said to have none: those in our sentences and in texts."""

from __future__ import annotations

from itertools import chain

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.app.look.glyphs import ASCII, UNICODE, Glyphs

_OF_SENTENCES = str.maketrans("…·→‹›«»“”„‘’‚–—×≥≤≈−•", "~->" "<><>\"\"\"'''--x><~-*")  # fmt: skip


class PlainSigns(LineFilter):
    """Draws signs with one of ASCII, cell by cell; letters stay, whatever their script."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with plain signs."""
        return [
            segment if segment.text.isascii() else segment._replace(text=segment.text.translate(_PLAIN))
            for segment in segments
        ]


def _of_glyphs() -> dict[int, str]:
    """Return what stands for our signs that take one cell in both sets: elsewhere they are drawn from the set."""
    fields = ((getattr(UNICODE, name), getattr(ASCII, name)) for name in Glyphs.__annotations__)
    pairs = chain.from_iterable([pair] if isinstance(pair[0], str) else zip(*pair, strict=True) for pair in fields)
    return {ord(sign): plain[0] for sign, plain in pairs if not sign.isascii()}


_PLAIN = _of_glyphs() | _OF_SENTENCES
PLAIN_SIGNS = PlainSigns()
