"""What was typed and is not saved: lines and dialogs that were left, and what was handed in and may come back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tui.domain.records import Card, Note

LINE = "line"


class Typed(Struct, frozen=True):
    """The texts of a dialog by field, or of a line; `seen` is the record that is edited, as it was then."""

    texts: Mapping[str, str]
    seen: Card | Note | None = None


def typed_line(text: str, seen: Card | Note | None = None) -> Typed:
    """Return what was typed in a line."""
    return Typed({LINE: text}, seen)


class Drafts:
    """Keeps what was typed, by the key of its line or dialog, until that is opened again."""

    def __init__(self) -> None:
        self._left: dict[str, Typed] = {}
        self._handed_in: dict[str, tuple[str, Typed]] = {}

    def leave(self, key: str, typed: Typed) -> None:
        """Keep what was typed. Two texts of the same line, of which one came back, are kept one after the other."""
        before = self._left.get(key)
        texts = dict(before.texts if before else {}) | dict(typed.texts)
        if before is not None and LINE in before.texts and before.texts[LINE] != texts[LINE]:
            texts[LINE] = f"{before.texts[LINE]} {texts[LINE]}"
        self._left[key] = Typed(texts, typed.seen)

    def left(self, key: str) -> Typed | None:
        """Return a draft, which stays one."""
        return self._left.get(key)

    def take(self, key: str) -> Mapping[str, str]:
        """Return the texts that were left, to be typed on; none where there is no draft."""
        typed = self._left.pop(key, None)
        return typed.texts if typed else {}

    def hand_in(self, event: str, key: str, typed: Typed) -> None:
        """Remember what was typed for an event until that is saved."""
        self._handed_in[event] = (key, typed)

    def give_back(self, event: str) -> bool:
        """Make what was typed for an event that came to nothing a draft again; return whether there was something."""
        key, typed = self._handed_in.pop(event, ("", None))
        if typed is not None:
            self.leave(key, typed)
        return typed is not None

    def forget_handed_in(self) -> None:
        """Forget what was handed in: all of it is saved."""
        self._handed_in.clear()
