"""Ids made from titles: stable, readable, and safe as the name of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_SLUG = 60

_ACCENTS = re.compile("[\u0300-\u036f]")
_GAP = re.compile(r"[\W_]+")
_KEY = re.compile("[A-Z][A-Z0-9]{1,2}")
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def slug(title: str) -> str:
    """Return `Repeat the process` as `repeat-the-process`; letters of every script stay, accents go.

    A title without a letter or digit gives an empty text.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", title).lower())
    words = unicodedata.normalize("NFC", _GAP.sub("-", plain)).strip("-")
    return words[:MAX_SLUG].strip("-")


def is_slug(text: str) -> bool:
    """Whether a text may be an id: lower-case words joined by hyphens."""
    return bool(_SLUG.fullmatch(text)) and text == text.lower()


def is_key(text: str) -> bool:
    """Whether a text may be the key of a board: two or three capitals or digits, a capital first."""
    return _KEY.fullmatch(text) is not None


class Slugs:
    """Gives out ids from titles, each once: a repeated title gets `-2`, `-3` and so on."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._repeats: dict[str, int] = {}

    def free(self, title: str) -> str:
        """Return the id for the next item of that title, and remember it as taken."""
        base = slug(title) or "card"
        candidate = base
        while candidate in self._taken:
            self._repeats[base] = self._repeats.get(base, 1) + 1
            candidate = f"{base}-{self._repeats[base]}"
        self._taken.add(candidate)
        return candidate
