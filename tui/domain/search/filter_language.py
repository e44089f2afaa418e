"""The filter: a small language over records, one parser for every kind of them.

`@P03` a customer, `#tag`, conditions such as `is:blocked`, and bare words. All terms must match.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, Literal, TypeVar

from msgspec import Struct

TermKind = Literal["person", "tag", "is", "due", "needs", "word", "unfinished", "unknown"]
RecordT = TypeVar("RecordT")
ViewT = TypeVar("ViewT")
Test = Callable[[RecordT], bool]

_LONE_SIGNS = ("", "@", "#")


class Term(Struct, frozen=True):
    """One word of a filter; `value` is in lower case, without the sign."""

    kind: TermKind
    value: str
    typed: str


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
        try:
            words = shlex.split(typed, posix=True)
        except ValueError:
            words = typed.replace('"', " ").replace("'", " ").split()
        return tuple(self._term(word) for word in words if word not in _LONE_SIGNS)

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
        named = {"person": self.person, "tag": self.tag, "word": self.word}
        test = named.get(term.kind)
        return test(term.value, view) if test else lambda record: term.kind == "unfinished"


def _beginning(value: str, words: Iterable[str]) -> TermKind:
    """Return whether a condition is still being typed; until it is whole it hides nothing."""
    return "unfinished" if any(word.startswith(value) for word in words) else "unknown"
