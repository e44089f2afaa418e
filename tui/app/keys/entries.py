"""What can be chosen among all commands, and how well it fits what is typed: by its title, and what people call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from tui.domain.search.matching import Needle, haystack

VERY_NAME, CALLED_SO, FIRST_WORD, BEGINS, WORD_BEGINS, WORDS_BEGIN, PART = range(7)
"""How something fits, best first."""
HERE, ELSEWHERE, PERSON, CARD = range(4)
"""What there is to choose, in the order of what fits equally well: there are few commands, and many cards."""

Fit = tuple[int, int, int]
"""How it fits; what it is; how soon one thinks of the word by which it was found, the title before all others."""


class Entry(Struct, frozen=True, dict=True):
    """What can be chosen, and what choosing it does.

    `title` and `behind` are as they may be seen, and what `also` it is called is lower case. `does` is what enter does
    with it, in a word or two; `act` does it.
    """

    title: str
    act: Callable[[], object]
    behind: str = ""
    also: tuple[str, ...] = ()
    does: str = "do it"
    sort: int = HERE

    @cached_property
    def hay(self) -> str:
        """The title as it is looked through."""
        return haystack((self.title,))


def fitness(entry: Entry, looked_for: Needle) -> Fit | None:
    """Return how well an entry fits what is typed, None where it does not have all the words.

    The very title goes before the very word that people have for it, that before a title of which it is the first
    word, that before one that begins so, that before what has a word that does. Last come parts of words in the title.
    """
    typed, hay, also = looked_for.folded, entry.hay, entry.also
    if hay == typed or hay.startswith(f"{typed}\n"):
        return VERY_NAME, entry.sort, 0
    if typed in also:
        return CALLED_SO, entry.sort, also.index(typed)
    if hay.startswith(f"{typed} "):
        return FIRST_WORD, entry.sort, 0
    if hay.startswith(typed):
        return BEGINS, entry.sort, 0
    if f" {typed}" in hay:
        return WORD_BEGINS, entry.sort, 0
    if (at := next((at for at, word in enumerate(also, start=1) if word.startswith(typed)), 0)) != 0:
        return WORD_BEGINS, entry.sort, at
    words, all_words = typed.split(), " ".join(("", hay, *also))
    if all(f" {word}" in all_words for word in words):
        return WORDS_BEGIN, entry.sort, 0
    if looked_for.is_in(hay) or all(word in hay for word in words):
        return PART, entry.sort, 0
    return None


def best(entries: Iterable[Entry], looked_for: Needle) -> list[tuple[Fit, Entry]]:
    """Return the entries that fit what is typed, best first; those that fit equally well in their order."""
    fits = ((fitness(entry, looked_for), entry) for entry in entries)
    return sorted(((fit, entry) for fit, entry in fits if fit is not None), key=lambda pair: pair[0])


def scattered(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return the entries whose titles have at least the letters of what is typed, in their order."""
    return [entry for entry in entries if _has_letters(entry.hay, typed)]


def _has_letters(hay: str, typed: str) -> bool:
    letters = iter(hay)
    return all(letter in letters for letter in typed if letter != " ")
