"""All that the look of a card depends on besides the card itself."""

from __future__ import annotations

from msgspec import Struct

from tui.app.board import Board
from tui.app.glyphs import Glyphs
from tui.app.masking import SHOWN, Mask


class Look(Struct, frozen=True):
    """How cards are drawn: chosen from the size of the screen and the density."""

    width: int
    digits: int = 2
    number_in_meta: bool = False
    title_rows: int = 1
    age_in_meta: bool = False
    many_people: int = 4
    third_row: bool = True
    owner: bool = True
    gap: int = 1
    dense: bool = False
    chips_gap: str = "  "

    @property
    def indent(self) -> int:
        """The column where the text of a card starts."""
        return 2 if self.number_in_meta else self.digits + 3

    @property
    def room(self) -> int:
        """How many cells the text of a card has; the right edge keeps one blank."""
        return max(1, self.width - self.indent - 1)


class Scene(Struct, frozen=True):
    """All that the look of a card depends on besides the card: the board, the look, the signs, and who may be seen.

    `marked` is false while the focus mark is elsewhere: in the panel, or in a line being typed.
    """

    board: Board
    look: Look
    glyphs: Glyphs
    mask: Mask = SHOWN
    marked: bool = True
