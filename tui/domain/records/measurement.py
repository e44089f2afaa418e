"""What was measured, by its inputs: the value is worked out of them each time."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from tui.domain.records.meaning import Code, PrivateText, Record, Refers, Teammate
from tui.domain.records.vocabulary import Phase

MeasuredIn = Annotated[str, Refers("experiments", "is of an experiment", "Something was measured in {it}")]


class Measurement(Record, frozen=True, omit_defaults=True):
    """One measurement of a metric in an iteration of an experiment, of the time until the day `on`.

    `metric_key` says of which metric, `numbers` are its inputs in its order, and `values` what was measured one by
    one, as exact decimals. Measurements of a `wave` belong together, those of a `segment` are about a part of all;
    `phase` is what it is compared as. `formula` is the version of the formulas by which it was read.
    """

    table: ClassVar[str] = "measurements"

    experiment: MeasuredIn
    metric_key: Code
    numbers: tuple[Code, ...]
    on: date
    at: datetime
    by: Teammate
    values: tuple[Code, ...] = ()
    wave: PrivateText = ""
    segment: PrivateText = ""
    phase: Phase | None = None
    question: PrivateText = ""
    formula: int = 1
    withdrawn_at: datetime | None = None
