"""Details that may tell who somebody is where no name does: health and other special categories, money, family, places.

A short list of English words and of forms such as `54 years old`. It finds what is worth a look and nothing like all of
it: a list that finds nothing says nothing. Where somebody works and what they are there is known of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.domain.privacy.names import Leftover
from tui.domain.privacy.names.name_words import word_set
from tui.domain.records import Contact

_BEGINNINGS = {
    "health": """
        adhd alzheimer anxiety arthrit asthma autis bipolar burnout cancer chemo clinic deaf dementia depress diabet
        diagnosed diagnosis disabilit disease dyslex epilep hiv hospital illness insulin medication miscarr parkinson
        pregnan prescription psychi rehab sick stroke surgery therap wheelchair
        """,
    "belief, politics or union": """
        atheis buddhis catholic church hindu islam jewish mosque muslim politic protestant religio synagogue unionis
        """,
    "origin": "asylum ethnic immigra migrant refugee",
    "sex life": "bisexual lesbian queer sexual transgender",
    "crime": "arrested convict jail prison probation",
    "money": "bankrupt debt income mortgage redundan salar unemploy wage",
    "family": "brother daughter divorc husband sister widow wife",
}
_FORMS = {
    "money": r"[€$£¥]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[kK]\s)?(?:€|£|EUR|USD|GBP|CHF|euros?|dollars|pounds)(?!\w)",
    "age": r"\b\d{2}[- ]years?[- ]old\b|\baged \d{2}\b|\bborn (?:in|on) \w+",
    "place": r"\b(?:in|from|near|at) [A-Z]\w{2,}",
    "post": r"\b(?:[Hh]ead|[Dd]irector|[Mm]anager|[Mm]ayor|[Ll]ead) of \w+|\b(?:CEO|CTO|CFO|COO)\b",
}
_NO_PLACES = word_set("""
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday
    """)


def _pattern(why: str) -> re.Pattern[str]:
    beginnings = "|".join(_BEGINNINGS.get(why, "").split())
    words = [rf"\b(?i:{beginnings})\w*"] if beginnings else []
    return re.compile("|".join((*words, *filter(None, (_FORMS.get(why, ""),)))))


_PATTERNS = {why: _pattern(why) for why in dict.fromkeys((*_BEGINNINGS, *_FORMS))}


def telltales(text: str) -> Iterator[Leftover]:
    """Yield what may tell who a text is about, each with the kind of detail it is."""
    for why, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if why != "place" or match[0].rpartition(" ")[2] not in _NO_PLACES:
                yield Leftover(*match.span(), match[0], why)


class OwnDetails:
    """Finds where somebody works and what their title is, by what they are and were known as, as whole words."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        details = [
            pair for contact in contacts for pair in ((contact.org, "where they work"), (contact.title, "their title"))
        ]
        self._patterns = [(_whole(words), why) for words, why in dict.fromkeys(details) if words.strip()]

    def leftovers(self, text: str) -> Iterator[Leftover]:
        """Yield where a text says it, in capitals or not."""
        for pattern, why in self._patterns:
            yield from (Leftover(*match.span(), match[0], why) for match in pattern.finditer(text))


def _whole(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
