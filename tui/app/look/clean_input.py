"""A text field that lets no control character in, however it comes."""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import BindingsMap
from textual.widgets import Input

from tui.app.look.paint import Palette
from tui.app.mishaps import Steady
from tui.domain.text import clean_text

_SIGNS = re.compile(r"(?<!\S)(@\S+|#\S+|is:\S+|due:\S+)")
_TOKENS = {"@": "people", "#": "learn", "i": "accent", "d": "accent"}
_JOINERS = ("\u200c", "\u200d")
"""What parts letters or makes one emoji of several; Python calls it not printable, and Textual drops such keys."""
_EDITING = {
    key: binding.action
    for key, (binding, *_) in BindingsMap(Input.BINDINGS).key_to_bindings.items()
    if binding.action.startswith(("cursor", "delete", "home", "end", "cut", "paste", "select"))
}


def one_clean_line(text: str) -> str:
    """Return pasted or given text as one line, blanks at its ends kept."""
    return re.sub(r"[\n\t]+", " ", clean_text(f"|{text}|")[1:-1])


class CleanInput(Steady, Input):
    """An Input whose text is cleaned as it enters.

    `places` are whose commands are at hand while it has the focus, beside letters; they are given its `owner`.
    """

    places: tuple[str, ...] = ()
    owner: object = None
    followed_by: Callable[[str], None] | None = None
    """What is told of every change at once; a message would come late, when the field may be gone."""

    def update_node_styles(self, animate: bool = True) -> None:
        """Style this anew, once it is on the screen; coming there it is styled anyway."""
        if self.is_attached:
            super().update_node_styles(animate=animate)

    def on_unmount(self) -> None:
        """Be told of nothing any more: Textual holds whom a screen tells for as long as there is the screen."""
        self.screen.text_selection_started_signal.unsubscribe(self)

    def watch_value(self, value: str) -> None:
        """Tell what is typed."""
        if self.followed_by is not None:
            self.followed_by(value)

    def validate_value(self, value: str) -> str:
        """Clean what is assigned."""
        return one_clean_line(value)

    async def take_key(self, event: events.Key) -> bool:
        """Do at once what a key does, and return whether it does something here."""
        if event.character and (event.is_printable or event.character in _JOINERS):
            self.type_in(event.character)
        elif (action := _EDITING.get(event.key)) is not None:
            await self.run_action(action)
        else:
            return False
        return True

    def type_in(self, text: str) -> None:
        """Put what is typed or pasted at the cursor, in place of what is selected."""
        self._restart_blink()
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *sorted(self.selection))

    def replace(self, text: str, start: int, end: int) -> None:
        """Clean what is typed or pasted."""
        super().replace(one_clean_line(text), start, end)


class SignHighlighter(Highlighter):
    """Colours the signs of the capture line and the filter: people, tags, conditions."""

    def __init__(self, palette: Callable[[], Palette]) -> None:
        self._palette = palette

    def highlight(self, text: Text) -> None:
        """Colour the signs in place."""
        for match in _SIGNS.finditer(text.plain):
            style = self._palette().style(f"{_TOKENS[match[0][0]]} bold", "sel")
            text.stylize(style, match.start(), match.end())
