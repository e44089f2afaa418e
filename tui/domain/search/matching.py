"""Finding what is typed in what is there, under the folding that hides names: who is hidden as José is found as jose.

Texts are looked through as they are folded, and as the key that habits of spelling share: `mueller` finds Müller.
The folding is loaded when something is looked for: most commands name what they mean by its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from tui.domain.records import Contact
from tui.domain.text import comma_parts

_HABIT = re.compile("a[ae]+|[ou]e+")
_RARE = "jqxz"
_ENDS_IN_HABIT = re.compile("(?:a[ae]|[ou]e)$")


def fold(text: str) -> str:
    """Return a text as it is compared: in lower case, without accents."""
    if text.isascii():
        return text.lower()
    from tui.domain.privacy.names import folding

    return folding.fold(text)


def key_of(text: str) -> str:
    """Return the key of a text, in which habits of spelling are one."""
    if text.isascii():
        return _plain_key(text.lower())
    from tui.domain.privacy.names import folding

    return folding.search_key(text)


def _plain_key(lower: str) -> str:
    """Return what `search_key` does for a plain text, of which there are thousands on a board, in half the time."""
    parts = lower.replace("'", "").replace("`", "").replace("-", " ").replace("_", " ").replace(".", " ")
    words = " ".join(parts.split())
    # The expression looks at every letter, and that costs more than all else here.
    has_habit = "ae" in words or "oe" in words or "ue" in words or "aa" in words
    return _HABIT.sub(_first_letter, words) if has_habit else words


def _first_letter(habit: re.Match[str]) -> str:
    return habit.group()[0]


def haystack(texts: Iterable[str]) -> str:
    """Return some texts as they are looked through by a `Needle`."""
    text = "\n".join(texts)
    folded = fold(text)
    key = key_of(folded)  # what is folded stays as it is when it is folded again
    return folded if key == folded else f"{folded}\n{key}"


class Needle:
    """What is typed. It is in a text that holds it, with accents or without, or whose key holds its key.

    Where the end may be a habit, as in `joe`, the key is to end a word: Jö is found, and John is not.
    """

    def __init__(self, typed: str) -> None:
        self.folded = fold(typed)
        key = key_of(typed)
        self.key = key if key != self.folded else ""
        ends = bool(self.key) and _ENDS_IN_HABIT.search(self.folded)
        self._ending = re.compile(re.escape(key) + r"(?![^\W\d_])") if ends else None

    def is_in(self, hay: str) -> bool:
        """Return whether it is in a text, given as `haystack` returns it."""
        if self.folded in hay:
            return True
        return self._ending.search(hay) is not None if self._ending else bool(self.key) and self.key in hay

    def narrows(self, other: Needle) -> bool:
        """Return whether it is in no text in which another one is not; a longer word mostly is in fewer texts."""
        certain = (other.folded,) if other._ending or not other.key else (other.folded, other.key)
        return all(any(part in word for part in certain) for word in (self.folded, self.key or self.folded))

    def among(self, hays: Sequence[str]) -> list[bool]:
        """Return of each of many texts whether it is in it, as `is_in` does, which costs more where it is called."""
        folded, key, ending = self.folded, self.key, self._ending
        if ending is not None:
            return [folded in hay or (key in hay and ending.search(hay) is not None) for hay in hays]
        if key:
            return [folded in hay or key in hay for hay in hays]
        # One letter is looked for at ten times the speed of two, and most texts are without these.
        if len(folded) > 1 and (rare := next(filter(_RARE.__contains__, folded), "")):
            return [rare in hay and folded in hay for hay in hays]
        return [folded in hay for hay in hays]


def names_of(contact: Contact) -> tuple[str, ...]:
    """Return what a contact is called: the name, given and family name where they are known apart, and nicknames."""
    name = contact.n
    parts = (f"{name.given} {name.family}".strip(),) if name is not None else ()
    return tuple(dict.fromkeys(name for name in (contact.fn, *parts, *comma_parts(contact.nickname)) if name))


class _Called:
    """Names as they are looked through: kept for the next letter, which finds the same people."""

    def __init__(self) -> None:
        self._names: tuple[Mapping[str, Contact], list[tuple[str, str]]] | None = None

    def rows(self, contacts: Mapping[str, Contact]) -> list[tuple[str, str]]:
        """Return the participant of each contact, with the names."""
        remembered = self._names
        if remembered is None or remembered[0] is not contacts:
            rows = [(contact.participant, haystack(names_of(contact))) for contact in contacts.values()]
            remembered = self._names = (contacts, rows)
        return remembered[1]


_CALLED = _Called()


def called(contacts: Mapping[str, Contact], typed: str) -> list[str]:
    """Return the participants (uids) of those contacts of whose names something is a part; some may be twice."""
    if not typed.strip():
        return []
    is_in = needle(typed).is_in
    return [participant for participant, names in _CALLED.rows(contacts) if is_in(names)]


@lru_cache(maxsize=64)
def needle(typed: str) -> Needle:
    """Return what is typed as it is looked for; the same one while the same is typed."""
    return Needle(typed)


def begins(text: str, typed: str) -> bool:
    """Return whether a text begins with what is typed, under the same folding; as whatever begins with nothing."""
    return fold(text).startswith(fold(typed)) or key_of(text).startswith(key_of(typed) or "\n")


def fitting(names: Sequence[str], typed: str) -> list[int]:
    """Return which of some names a text names, best first: the places of those that fit equally well.

    The very name goes before one that is written in another way, that before a part that is written so or whose
    words are, and that before any other part.
    """
    typed_key, looked_for = key_of(typed), needle(typed)
    if not looked_for.folded.strip():
        return []
    lower, keys = typed.casefold(), [key_of(name) for name in names]
    places = range(len(names))
    tests: tuple[Callable[[int], bool], ...] = (
        lambda at: names[at].casefold() == lower,
        lambda at: bool(typed_key) and keys[at] == typed_key,
        lambda at: looked_for.folded in fold(names[at]) or (bool(typed_key) and f" {typed_key} " in f" {keys[at]} "),
        lambda at: looked_for.is_in(haystack([names[at]])),
    )
    return next((fits for test in tests if (fits := [at for at in places if test(at)])), [])
