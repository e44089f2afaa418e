"""Errors whose text is a sentence for people: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Remedy(NamedTuple):
    """A command that helps after a failure, and the words for what it does, such as `archives it instead.`.

    `command` is a noun and a verb, `card.archive`; `subject` is what it is about as people name it, `CD-8`, and
    `options` are what a shell needs beside that.
    """

    command: str
    words: str
    subject: str = ""
    options: str = ""

    @property
    def typed(self) -> str:
        """The command as it is typed in a shell, which is there beside every front end."""
        return " ".join(filter(None, ("custdev", *self.command.split("."), self.subject, self.options)))


Wording = Callable[[Remedy], str]
"""How a front end calls the command of a remedy: by its key, or as it is typed."""


class CustdevError(Exception):
    """Any failure we can explain; `kind` names it for scripts, `exit_code` is what a command returns.

    `sentence` says what happened, the words of the `remedy` go on from there, and `rest` ends what is said.
    """

    kind = "error"
    exit_code = 1
    remedy: Remedy | None = None

    def __init__(self, sentence: str, remedy: Remedy | None = None, rest: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.rest = rest

    def __str__(self) -> str:
        """Return all that is said, the remedy as it is typed in a shell."""
        return self.worded(lambda remedy: remedy.typed)

    def worded(self, wording: Wording) -> str:
        """Return all that is said, the command of the remedy as a front end calls it."""
        helps = f"{wording(self.remedy)} {self.remedy.words}" if self.remedy else ""
        return " ".join(filter(None, (self.sentence, helps, self.rest)))


class DomainError(CustdevError):
    """A rule of the workspace said no; nothing was changed."""

    kind = "not_allowed"


class NotFound(DomainError):
    """A card, person, board or column was named that is not there."""

    kind = "not_found"


class Ambiguous(DomainError):
    """A name fits several records; the sentence lists them, and `candidates` names them for scripts."""

    kind = "ambiguous"
    exit_code = 2

    def __init__(self, sentence: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.candidates = candidates


class NotAllowed(DomainError):
    """The operation makes no sense on the record as it stands."""


class Conflict(DomainError):
    """Somebody changed the same field since."""

    kind = "conflict"


class Problem(NamedTuple):
    """One mistake in a definition file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: str
    sentence: str

    def __str__(self) -> str:
        """Return the problem as `file:line:column: path: sentence`."""
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where}: {self.path}: {self.sentence}" if self.path else f"{where}: {self.sentence}"


class DefinitionError(CustdevError):
    """A board file has mistakes; `problems` holds all of them in file order."""

    kind = "definition"
    exit_code = 3

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class StoreError(CustdevError):
    """The disk said no; what was acknowledged before is safe."""

    kind = "store"
