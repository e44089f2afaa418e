"""The filter: a small language over records, one parser for every kind of them.

`@P03` a customer, `#tag`, conditions such as `is:blocked`, and bare words; `"in quotes"` everything is words. `-`
before a term turns it round, and `OR` between two takes either. Apart from that all terms must match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct

TermKind = Literal["person", "tag", "is", "due", "needs", "word", "not", "either", "unfinished", "unknown"]
RecordT = TypeVar("RecordT")
ViewT = TypeVar("ViewT")
Test = Callable[[RecordT], bool]

OR = "OR"
_LONE_SIGNS = ("", "@", "#", "-", "-@", "-#")
_PIECES = re.compile(r'(?P<turned>-?)["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>[^\s"“”]+)')


class Term(Struct, frozen=True):
    """One word of a filter; `value` is in lower case, without the sign. What is made of others has these as parts."""

    kind: TermKind
    value: str
    typed: str
    parts: tuple[Term, ...] = ()

    @property
    def kinds(self) -> frozenset[TermKind]:
        """What it and its parts are."""
        return frozenset((self.kind,)).union(*(part.kinds for part in self.parts))


class Language(Struct, Generic[RecordT, ViewT], frozen=True):
    """What may be said of one kind of record; the view is what a test looks at besides the record.

    `person`, `tag` and `word` make a test of what stands behind an `@`, behind a `#`, and by itself. `conditions` has
    what may stand behind a colon by what stands before it, each with what makes its test.
    """

    person: Callable[[str, ViewT], Test[RecordT]]
    tag: Callable[[str, ViewT], Test[RecordT]]
    word: Callable[[str, ViewT], Test[RecordT]]
    conditions: Mapping[TermKind, Mapping[str, Callable[[ViewT], Test[RecordT]]]]

    def parse(self, typed: str) -> tuple[Term, ...]:
        """Return the terms of a filter line; a quoted phrase is one word, a lone sign is none yet."""
        groups: list[list[Term]] = []
        joins = False
        for piece in _PIECES.finditer(typed):
            if piece["word"] == OR and groups:
                joins = True
                continue
            term = self._phrase(piece) if piece["word"] is None else self._word(piece["word"])
            if term is None:
                continue
            if joins:
                groups[-1].append(term)
            else:
                groups.append([term])
            joins = False
        return tuple(map(_either, groups))

    def terms(self) -> list[Term]:
        """Return all conditions there are, each as a term."""
        names = (f"{kind}:{value}" for kind, values in self.conditions.items() for value in values)
        return [self._term(name) for name in names]

    def matcher(self, terms: Iterable[Term], view: ViewT) -> Test[RecordT]:
        """Return a function that says whether a record matches all terms."""
        tests = [self._test(term, view) for term in terms]
        if len(tests) == 1:
            return tests[0]
        return lambda record: all(test(record) for test in tests)

    def _phrase(self, piece: re.Match[str]) -> Term | None:
        text = piece["phrase"].strip()
        term = Term("word", text.casefold(), f'"{text}"')
        return None if not text else _turned(term) if piece["turned"] else term

    def _word(self, word: str) -> Term | None:
        if word in _LONE_SIGNS:
            return None
        return _turned(self._term(word[1:])) if word[0] == "-" else self._term(word)

    def _term(self, word: str) -> Term:
        lower = word.casefold()
        if word[0] == "@":
            return Term("person", lower[1:], word)
        if word[0] == "#":
            return Term("tag", lower[1:], word)
        name, colon, value = lower.partition(":")
        for kind, values in self.conditions.items():
            if colon and name == kind:
                return Term(kind if value in values else _beginning(value, values), value, word)
        return Term("word", lower, word)

    def _test(self, term: Term, view: ViewT) -> Test[RecordT]:
        if values := self.conditions.get(term.kind):
            return values[term.value](view)
        tests = [self._test(part, view) for part in term.parts]
        if term.kind == "not":
            return lambda record: not tests[0](record)
        if term.kind == "either":
            return lambda record: any(test(record) for test in tests)
        named = {"person": self.person, "tag": self.tag, "word": self.word}
        test = named.get(term.kind)
        return test(term.value, view) if test else lambda record: term.kind == "unfinished"


def _beginning(value: str, words: Iterable[str]) -> TermKind:
    """Return whether a condition is still being typed; until it is whole it hides nothing."""
    return "unfinished" if any(word.startswith(value) for word in words) else "unknown"


def _turned(term: Term) -> Term:
    """Return a term that matches what another one does not; one that is no condition stays none."""
    typed = f"-{term.typed}"
    if term.kind in ("unfinished", "unknown"):
        return Term(term.kind, term.value, typed)
    return Term("not", term.value, typed, (term,))


def _either(terms: Sequence[Term]) -> Term:
    """Return a term that matches what any of some does; while one of them is being typed, it hides nothing."""
    if len(terms) == 1:
        return terms[0]
    typed = f" {OR} ".join(term.typed for term in terms)
    for kind in ("unknown", "unfinished"):
        if odd := next((term for term in terms if term.kind == kind), None):
            return Term(odd.kind, odd.value, odd.typed)
    return Term("either", "", typed, tuple(terms))
