"""Single answers to surveys: those of people we know, and, beside who people are, who else has answered already."""

from datetime import datetime
from typing import Annotated, ClassVar

from tui.domain.records.meaning import Code, Record, Refers, Teammate

AnsweredBy = Annotated[
    str,
    Refers(
        "participants", "is an answer of a customer", "There are answers of {it} to surveys", bare=True, indexed=False
    ),
]
CountedIn = Annotated[
    str, Refers("measurements", "is counted in a measurement", "Answers are counted in {it}", bare=True)
]


class Answer(Record, frozen=True, omit_defaults=True):
    """What somebody we know answered in a survey: the `score` that is counted in a measurement.

    It goes with the person; what was counted stays, and is nobody's then.
    """

    table: ClassVar[str] = "answers"

    participant: AnsweredBy
    at: datetime
    by: Teammate
    score: Code
    measurement: CountedIn | None = None


class Respondents(Record, frozen=True, omit_defaults=True):
    """Those counted in a measurement whom we do not know, by number: their `prints` and their `scores`.

    A print is a keyed hash of what the survey calls somebody by, made with the `salt`: it tells that they come again,
    and is kept beside who people are. That of somebody who is erased is empty.
    """

    table: ClassVar[str] = "respondents"

    measurement: CountedIn
    salt: Code
    prints: tuple[Code, ...] = ()
    scores: tuple[Code, ...] = ()
