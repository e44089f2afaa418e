"""What must hold for a hypothesis to hold: the claims of its chain, and others beside it."""

from datetime import datetime
from typing import Annotated, ClassVar

from tui.domain.records.meaning import PrivateText, Record, Refers, Teammate

ClaimedIn = Annotated[
    str, Refers("experiments", "is claimed by an experiment", "Assumptions were named for {it}", bare=True)
]
TestedBy = Annotated[
    str, Refers("cards", "is tested by a card", "An assumption is tested by {it}", bare=True, indexed=False)
]
LEAST_IMPORTANT, MOST_IMPORTANT = 1, 5


class Assumption(Record, frozen=True, omit_defaults=True):
    """A claim of an experiment (uid) and how much depends on it, from 1 to 5; what it stands on is counted elsewhere.

    A `link` is its place in the chain of the hypothesis, from 1 on; without one it stands beside the chain. Notes aim
    at it. `cards` (uids) test it.
    """

    table: ClassVar[str] = "assumptions"

    experiment: ClaimedIn
    text: PrivateText
    at: datetime
    by: Teammate
    importance: int = 3
    link: int | None = None
    cards: tuple[TestedBy, ...] = ()
    archived_at: datetime | None = None
