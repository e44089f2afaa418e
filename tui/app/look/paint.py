"""Rows of styled text, and how they become strips of the screen.

What is shown is described as `Row`s of `Span`s whose styles are words: tokens of the theme and attributes, as in
`accent bold`. User text in a span is drawn literally; nothing here reads markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, NewType

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.content import Content
from textual.strip import Strip

from tui.app.keys.keymap import Hint, key

ATTRIBUTES = frozenset({"bold", "italic", "underline", "reverse"})

Shown = NewType("Shown", str)
"""A text as it may be seen: words of ours, or what came through the mask.

Only such a text is cut or broken into lines, for half a name is not known for one.
"""


class Span(NamedTuple):
    """A piece of text in one style.

    `does` is what it shows the keys of, commands by their ids, else keys; of a chip it is what a click filters by:
    `@P03`, `#price`.
    """

    text: str
    style: str = "text"
    does: str = ""


class Row(Struct, frozen=True):
    """One row: `left` is cut with an ellipsis where it meets `right`, which is drawn whole or not at all."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    background: str = "bg"
    right_margin: int = 0

    @property
    def text(self) -> str:
        """The words of the row, without layout."""
        return "".join(span.text for span in (*self.left, *self.right))


BLANK = Row()
SURFACE = "panel"
"""The background of what lies over the board: dialogs, and texts to read."""


def sheet_row(*spans: Span) -> Row:
    """Return a row of a text that lies over the board, set in from its edge."""
    return Row((Span("    "), *spans), background=SURFACE)


def through(row: Row, mask: Callable[[str], str]) -> Row:
    """Return a row whose texts went through a mask, the very same row where that changed nothing."""
    left, right = _through(row.left, mask), _through(row.right, mask)
    if left is row.left and right is row.right:
        return row
    return Row(left, right, row.background, row.right_margin)


def _through(spans: tuple[Span, ...], mask: Callable[[str], str]) -> tuple[Span, ...]:
    texts = [mask(span.text) for span in spans]
    if all(text is span.text for text, span in zip(texts, spans, strict=True)):
        return spans
    return tuple(span._replace(text=text) for text, span in zip(texts, spans, strict=True))


class Palette:
    """Styles by name for one theme; names are tokens and attributes separated by blanks."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._styles: dict[tuple[str, str], Style] = {}

    def color(self, token: str, background: str = "bg") -> Color:
        """Return the colour of a token; a translucent one is laid over the background."""
        try:
            color = Color.parse(self._variables[_THEME_NAMES.get(token, token)])
        except (ColorParseError, KeyError):
            color = Color.parse("ansi_default")
        if color.ansi is not None or color.a >= 1:
            return color
        return self.color(background).blend(color, color.a, 1) if token != background else color.with_alpha(1)

    def style(self, name: str, background: str) -> Style:
        """Return the style of a name on a background token."""
        key = (name, background)
        style = self._styles.get(key)
        if style is None:
            words = name.split()
            token = next((word for word in words if word not in ATTRIBUTES), "text")
            style = Style(
                color=self.color(token, background).rich_color,
                bgcolor=self.color(background).rich_color,
                bold="bold" in words or None,
                italic="italic" in words or None,
                underline="underline" in words or None,
                reverse="reverse" in words or None,
            )
            self._styles[key] = style
        return style

    def strip(self, row: Row, width: int) -> Strip:
        """Return a row as a strip of exactly `width` cells."""
        right = [Span(steady(span.text), span.style) for span in row.right]
        room = width - width_of(right) - row.right_margin
        if room < 1 and row.right:
            return self.strip(Row(row.left, (), row.background), width)
        left = (Span(steady(span.text), span.style) for span in row.left)
        pieces = fit(left, room - (1 if row.right else 0))
        used = width_of(pieces)
        if used < room:
            pieces.append(Span(" " * (room - used)))
        pieces += right
        if row.right_margin:
            pieces.append(Span(" " * row.right_margin))
        return Strip([Segment(text, self.style(style, row.background)) for text, style in _joined(pieces)], width)


def _joined(pieces: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """Yield texts and styles, blanks with what is beside them: of a blank only the background is seen."""
    text, style = "", ""
    for added, name, _ in pieces:
        if not added:
            continue
        if not text or name == style or (added.isspace() and _shows_no_blank(style)):
            text, style = text + added, style if text else name
        elif text.isspace() and _shows_no_blank(name):
            text, style = text + added, name
        else:
            yield text, style
            text, style = added, name
    if text:
        yield text, style


def _shows_no_blank(style: str) -> bool:
    return "underline" not in style and "reverse" not in style


_JOINERS = {0x200D: None, 0xFE0F: None}
_THEME_NAMES = {"text": "foreground", "bg": "background"}


def fit(spans: Iterable[Span], width: int) -> list[Span]:
    """Return spans cut to `width` cells, the last one ending in an ellipsis where something was cut."""
    fitted: list[Span] = []
    room = width
    spans = list(spans)
    for index, span in enumerate(spans):
        length = cell_len(span.text)
        if length < room or (length == room and index == len(spans) - 1):
            fitted.append(span)
            room -= length
            continue
        if length == room and not any(later.text.strip() for later in spans[index + 1 :]):
            fitted.append(span)
        elif room > 0:
            fitted.append(Span(cut(Shown(span.text + "  "), room), span.style))
        break
    return fitted


def steady(text: str) -> str:
    """Return text as it is drawn: what joins emoji or makes one wide is left out.

    Terminals, and Textual where it cuts a row under a dialog, do not agree on how wide a joined emoji is. Its parts are
    as wide everywhere. Only drawing does this; what people wrote is kept and exported as it is.
    """
    return text if text.isascii() else text.translate(_JOINERS)


def cut(text: Shown, width: int) -> Shown:
    """Return text in at most `width` cells, ending in an ellipsis where it was cut."""
    text = Shown(steady(text))
    if cell_len(text) <= width:
        return text
    return Shown("…"[:width] if width <= 1 else set_cell_size(text, width - 1).rstrip() + "…")


def cell(spans: Sequence[Span], width: int, *, right: bool = False) -> tuple[Span, ...]:
    """Return spans as a cell of a table: the last one is cut where there is no room, blanks make up the rest."""
    fitted: list[Span] = []
    room = width
    for span in spans:
        text = cut(Shown(span.text), room)
        fitted.append(Span(text, span.style))
        room -= cell_len(text)
    blank = Span(" " * room)
    return (blank, *fitted) if right else (*fitted, blank)


def wrap(text: Shown, width: int, rows: int) -> list[Shown]:
    """Return text in at most `rows` lines of `width` cells, broken at words; the last is cut with an ellipsis."""
    text = Shown(steady(text))
    if cell_len(text) <= width:
        return [text]
    lines = wrap_all(text, width)
    if len(lines) > rows:
        return [*lines[: rows - 1], cut(Shown(" ".join(lines[rows - 1 :])), width)]
    return list(lines)


def one_line(text: Shown) -> Shown:
    """Return text of several lines as one."""
    return Shown(" ".join(text.split()))


@lru_cache(maxsize=64)
def wrap_all(text: Shown, width: int) -> tuple[Shown, ...]:
    """Return text of any length in lines of at most `width` cells, broken at words; empty lines stay.

    The panel is made anew at many keys while its long texts stay the same, hence the memory of the latest ones.
    """
    lines: list[Shown] = []
    for paragraph in steady(text).split("\n"):
        wrapped = Content(paragraph).wrap(max(1, width)) if paragraph.strip() else [Content("")]
        lines += [Shown(line.plain.rstrip()) for line in wrapped]
    return tuple(lines)


def sheet_rows(text: Shown, width: int, style: str = "text") -> Iterator[Row]:
    """Yield a text in lines of a width, as it lies over the board."""
    return (sheet_row(Span(line, style)) for line in wrap_all(text, width))


class Lines:
    """A text in lines of a width, broken no further than they are asked for.

    The text comes in portions, and a portion may end in the middle of a line.
    """

    def __init__(self, portions: Iterator[Shown], width: int) -> None:
        self.laid: list[Shown] = []
        self._portions = portions
        self._width = width
        self._rest = ""
        self.is_whole = False

    def reach(self, count: int) -> None:
        """Break the text as far as to have so many lines, or all there are."""
        while len(self.laid) < count and not self.is_whole:
            portion = next(self._portions, None)
            lines = wrap_all(Shown(self._rest + (portion or "")), self._width)
            self.is_whole = portion is None
            self._rest = "" if portion is None else lines[-1] + (" " if portion[-1:] == " " else "")
            self.laid += lines if portion is None else lines[:-1]


def joined(groups: Iterable[tuple[Span, ...]], gap: str) -> tuple[Span, ...]:
    """Return groups of spans one after the other with a gap between them."""
    spans: list[Span] = []
    for group in groups:
        if spans:
            spans.append(Span(gap))
        spans += group
    return tuple(spans)


def width_of(spans: Iterable[Span]) -> int:
    """Return how many cells spans take."""
    return sum(cell_len(span.text) for span in spans)


def hint(ids: str, does: str, style: str = "muted") -> tuple[Span, Span]:
    """Return the key of a command and what it does, as a hint among other words."""
    return (Span(key(ids), "accent bold", ids), Span(f" {does}", style, ids.partition(" ")[0]))


def margin_of(width: int) -> int:
    """Return how many cells stay free at the sides of a screen of a width."""
    return 2 if width >= 100 else 1


def key_spans(keys: Sequence[Hint], room: int, gap: str = "   ") -> tuple[Span, ...]:
    """Return keys of commands and what they do in at most `room` cells; what does not fit goes, never the last."""
    groups = [hint(ids, does, "text") for ids, does, *_ in keys]
    while len(groups) > 1 and width_of(joined(groups, gap)) > room:
        del groups[-2]
    return joined(groups, gap)


def is_chip(does: str) -> bool:
    """Return whether what a span does is to filter by somebody or by a tag."""
    return len(does) > 1 and does[0] in "@#"


def shown_at(row: Row, width: int, x: int) -> str:
    """Return which command, key or chip a cell of a row shows that is drawn so wide; nothing where it shows none."""
    right_at = width - row.right_margin - width_of(row.right)
    spans, at = (row.right, right_at) if row.right and 0 < right_at <= x else (row.left, 0)
    for span in spans:
        end = at + cell_len(span.text)
        if at <= x < end and is_chip(span.does):
            return span.does
        if at <= x < end:
            names = span.does.split()
            return names[min(span.text[: x - at].count(" "), len(names) - 1)] if names else ""
        at = end
    return ""
