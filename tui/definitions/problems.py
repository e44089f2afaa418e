"""The pieces of a board file, each knowing its place, and what is wrong there: in words, for the whole file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec import Struct, field

from tui.domain.errors import Problem
from tui.domain.text import clean_line

MAX_PROBLEMS = 200
_SHOWN = 40

UNREADABLE = "\ufdd0"
"""Stands in text for what is reported already, so that nothing else complains about it; no character of any script."""


class Scalar(Struct):
    """A text, number or word as it was written.

    `plain` when it stands there without quotes, `unreadable` when it was given up on, and the report says why.
    """

    line: int
    column: int
    value: str
    plain: bool
    unreadable: bool = False
    size: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing was written where a value is expected."""
        return self.plain and self.value == ""


class Sequence(Struct):
    """A list; `size` counts the nodes within, those behind aliases included."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    size: int = 1


class Mapping(Struct):
    """A group of fields in the order written; a key may come twice here."""

    line: int
    column: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    size: int = 1


Node = Scalar | Sequence | Mapping


class Mistake(Exception):
    """A value that is not what its field asks for; `node` is where to point."""

    def __init__(self, node: Node, sentence: str) -> None:
        super().__init__(sentence)
        self.node = node
        self.sentence = sentence


class Refused(Exception):
    """The file cannot be read any further; the report already says why."""


class Report:
    """The problems of one file so far, each said once.

    `incomplete` tells that part of the text was given up on, so a missing field proves nothing. `shifts` holds, for
    lines that had to be changed to go on reading, how far a column stands from where the person wrote it.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.incomplete = False
        self.shifts: dict[int, int] = {}
        self._problems: dict[tuple[int, int, str], Problem] = {}

    def add(self, line: int, column: int, path: str, sentence: str) -> None:
        """Note a problem at a place as the parser counts it, from 1."""
        if self.full:
            return
        column = max(1, column + self.shifts.get(line, 0))
        self._problems.setdefault((line, column, sentence), Problem(self.file, line, column, path, sentence))

    def add_at(self, node: Node, path: str, sentence: str) -> None:
        """Note a problem where `node` begins."""
        self.add(node.line, node.column, path, sentence)

    @property
    def full(self) -> bool:
        """Whether there are more problems than anybody would read in one go."""
        return len(self._problems) >= MAX_PROBLEMS

    @property
    def problems(self) -> list[Problem]:
        """Return the problems in file order, the last one saying so if there may be more."""
        problems = sorted(self._problems.values())
        if self.full:
            sentence = f"there may be more than these {MAX_PROBLEMS} mistakes; mend some and check again"
            problems.append(Problem(self.file, problems[-1].line, problems[-1].column, "", sentence))
        return problems


def shown(text: str) -> str:
    """Return a text in double quotes, harmless and short enough for a sentence."""
    line = clean_line(text[: 4 * _SHOWN])
    return f'"{line[: _SHOWN - 1]}…"' if len(line) > _SHOWN else f'"{line}"'


def near(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that was probably meant, or None."""
    if len(word) > _SHOWN:
        return None
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = difflib.get_close_matches(word.strip().casefold(), by_folded, n=1, cutoff=0.65)
    return by_folded[matches[0]] if matches else None


def meant(word: str, candidates: Iterable[str]) -> str:
    """Return `, did you mean "…"?` for the candidate nearest to the word, or else the list to choose from."""
    choices = list(candidates)
    match = near(word, choices)
    return f', did you mean "{match}"?' if match else f"; choose from {', '.join(choices)}"
