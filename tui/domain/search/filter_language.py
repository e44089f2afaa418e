"""The filter: a small language over records, one parser for every kind of them.

`@P03` a customer, `#tag`, conditions such as `is:blocked` and `col:doing`, and bare words. All terms must match; `-`
excludes what a term finds, `OR` between two takes either, and what is quoted is words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.search.filter_line import EITHER, Piece, pieces_of

TermKind = Literal[
    "person",
    "tag",
    "is",
    "due",
    "needs",
    "col",
    "by",
    "since",
    "kind",
    "word",
    "unfinished",
    "unknown",
    "not",
    "either",
    "all",
]
NAMED = "filter:"
"""What stands before the name of a filter."""
_NONE: Mapping[str, str] = {}
RecordT = TypeVar("RecordT")
ViewT = TypeVar("ViewT")
Test = Callable[[RecordT], bool]


class Term(Struct, frozen=True):
    """One part of a filter; `value` is in lower case, without the sign. What is made of others has these as parts."""

    kind: TermKind
    value: str
    typed: str
    parts: tuple[Term, ...] = ()

    @property
    def kinds(self) -> frozenset[TermKind]:
        """What it and its parts are."""
        return frozenset((self.kind,)).union(*(part.kinds for part in self.parts))


class Condition(Struct, Generic[RecordT, ViewT], frozen=True):
    """A condition with a value of one's own, as `col:` has; `understands` says whether a value is one."""

    test: Callable[[str, ViewT], Test[RecordT]]
    understands: Callable[[str], bool] = bool


class Language(Struct, Generic[RecordT, ViewT], frozen=True):
    """What may be said of one kind of record; the view is what a test looks at besides the record.

    `person`, `tag` and `word` make a test of what stands behind an `@`, behind a `#`, and by itself. `conditions` has
    what may stand behind a colon by what stands before it, each with what makes its test; `valued` has those behind
    which anything of a kind may stand.
    """

    person: Callable[[str, ViewT], Test[RecordT]]
    tag: Callable[[str, ViewT], Test[RecordT]]
    word: Callable[[str, ViewT], Test[RecordT]]
    conditions: Mapping[TermKind, Mapping[str, Callable[[ViewT], Test[RecordT]]]]
    valued: Mapping[TermKind, Condition[RecordT, ViewT]] = {}

    def parse(self, typed: str, named: Mapping[str, str] = _NONE) -> tuple[Term, ...]:
        """Return the terms of a filter line; a quoted phrase is one word, a lone sign is none yet.

        `named` are lines that stand for themselves behind `filter:`; they hold no such names.
        """
        return tuple(_either([self._term(piece, named) for piece in group]) for group in pieces_of(typed))

    def terms(self) -> list[Term]:
        """Return all conditions there are that are said in one word, each as a term."""
        names = [(kind, value) for kind, values in self.conditions.items() for value in values]
        return [Term(kind, value, f"{kind}:{value}") for kind, value in names]

    @property
    def names(self) -> tuple[TermKind, ...]:
        """What may stand before a colon."""
        return tuple(dict.fromkeys((*self.conditions, *self.valued)))

    def matcher(self, terms: Iterable[Term], view: ViewT) -> Test[RecordT]:
        """Return a function that says whether a record matches all terms."""
        tests = [self._test(term, view) for term in terms]
        if len(tests) == 1:
            return tests[0]
        return lambda record: all(test(record) for test in tests)

    def unknown(self, terms: Iterable[Term]) -> str:
        """Return the first condition, as it was typed, that there is none of; empty where all are known."""
        return next((term.typed for term in leaves(terms) if term.kind == "unknown"), "")

    def misread(self, terms: Iterable[Term]) -> str:
        """Return the first word that looks like a condition and is looked for as a word, such as `status:open`."""
        words = (term.typed.removeprefix("-") for term in leaves(terms) if term.kind == "word")
        return next(filter(_looks_like_a_condition, words), "")

    def _term(self, piece: Piece, named: Mapping[str, str]) -> Term:
        term = self._named(piece, named) if piece.lead.casefold() == NAMED else Term(*self._read(piece), piece.typed)
        # Of what is not whole yet, or not known, the opposite is no clearer.
        if not piece.excluded or term.kind in ("unfinished", "unknown"):
            return term
        return Term("not", term.value, piece.typed, (replace(term, typed=piece.typed.removeprefix("-")),))

    def _named(self, piece: Piece, named: Mapping[str, str]) -> Term:
        """Return what a named filter asks for; it is told as unknown as a whole where something in it is."""
        name = piece.text.casefold()
        begun = any(other.casefold().startswith(name) for other in named)
        line = next((line for other, line in named.items() if other.casefold() == name), None)
        terms = self.parse(line) if line is not None else ()
        if not terms or self.unknown(terms):
            return Term("unfinished" if begun and not terms else "unknown", name, piece.typed)
        return Term("all", name, piece.typed, terms)

    def _read(self, piece: Piece) -> tuple[TermKind, str]:
        value, name = piece.text.casefold(), piece.lead.rstrip(":").casefold()
        if piece.lead in ("@", "#"):
            return ("person" if piece.lead == "@" else "tag"), value
        for kind in self.names if name else ():
            if kind == name:
                return self._condition(kind, value), value
        return "word", (piece.lead + piece.text).casefold()

    def _condition(self, kind: TermKind, value: str) -> TermKind:
        values, valued = self.conditions.get(kind, {}), self.valued.get(kind)
        if value in values or (valued is not None and valued.understands(value)):
            return kind
        return "unfinished" if not value or any(word.startswith(value) for word in values) else "unknown"

    def _test(self, term: Term, view: ViewT) -> Test[RecordT]:
        tests = [self._test(part, view) for part in term.parts]
        if term.kind == "not":
            return lambda record: not tests[0](record)
        if term.kind == "either":
            return lambda record: any(test(record) for test in tests)
        if term.kind == "all":
            return lambda record: all(test(record) for test in tests)
        if test := self.conditions.get(term.kind, {}).get(term.value):
            return test(view)
        if valued := self.valued.get(term.kind):
            return valued.test(term.value, view)
        named = {"person": self.person, "tag": self.tag, "word": self.word}
        by_name = named.get(term.kind)
        return by_name(term.value, view) if by_name else lambda record: term.kind == "unfinished"


def leaves(terms: Iterable[Term]) -> Iterator[Term]:
    """Yield terms, and in place of those that hold others these."""
    for term in terms:
        if term.parts:
            yield from leaves(term.parts)
        else:
            yield term


def _either(terms: Sequence[Term]) -> Term:
    """Return a term that matches what any of some does; while one of them is being typed, it hides nothing."""
    if len(terms) == 1:
        return terms[0]
    for kind in ("unknown", "unfinished"):
        if odd := next((term for term in terms if term.kind == kind), None):
            return Term(odd.kind, odd.value, odd.typed)
    return Term("either", "", f" {EITHER} ".join(term.typed for term in terms), tuple(terms))


def _looks_like_a_condition(word: str) -> bool:
    name, colon, value = word.partition(":")
    return bool(colon) and name.isalpha() and bool(value) and not value.startswith("//")
