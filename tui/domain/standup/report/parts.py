"""What a standup report holds. All of it is plain data, clean and without names: it may leave as it is."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.evidence.criterion import Answer, Standing
from tui.domain.evidence.ledger import Ledger
from tui.domain.people.consent import Sign
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.privacy.sheet import Sheet
from tui.domain.records.definition import Criterion
from tui.domain.records.vocabulary import DecisionState, InsightStatus, Method, NoteKind, Phase, Stance
from tui.domain.standup.pulse import Pulse
from tui.domain.standup.walked import Due
from tui.domain.views import Moment


class ReportBoard(Struct, frozen=True):
    """A board the report is about. `days` is its service level: so many days, in which `percent` of cards finish."""

    id: str
    key: str
    title: str
    iteration: int
    days: int
    percent: int
    declared: bool


class CardName(Struct, frozen=True):
    """A card by its full key, `CD-2`, its title, and the title of the column it is in."""

    key: str
    title: str
    column: str = ""


class Said(Struct, frozen=True):
    """What a note says, and about whom (P-ids); `own_words` are those of a customer, who may be quoted."""

    kind: NoteKind
    text: str
    day: date
    people: tuple[str, ...] = ()
    stance: Stance | None = None
    own_words: bool = False


class Done(Struct, frozen=True):
    """A finished card, the days it took, and what was learned from it, the latest first; `withheld` may not be told.

    `archived` says whether it is off the board by now. A recurring card that is on again was done on the day `last`.
    """

    card: CardName
    days: int | None
    board: ReportBoard
    owner: str = ""
    learned: tuple[Said, ...] = ()
    withheld: int = 0
    archived: bool = False
    last: date | None = None


class Halted(Struct, frozen=True):
    """A blocked card, for how many days (the first one counted), why, and what it needs; `due` where that is soon."""

    card: CardName
    days: int
    reason: str
    needs: str = ""
    owner: str = ""
    due: Due | None = None


class Underway(Struct, frozen=True):
    """A card in progress, or an urgent one. What `recurs` has no age, nor has what is not begun.

    `level` is 0 to 3 as the age compares with the board's percentiles, `over` whether it is past its service level,
    `still` whether it has not moved since what the report counts from, `due` its day where that is soon.
    """

    card: CardName
    days: int | None
    level: int
    board: ReportBoard
    over: bool = False
    still: bool = False
    owner: str = ""
    due: Due | None = None
    recurs: bool = False


class DueCard(Struct, frozen=True):
    """A card that nobody has begun, and that is late or due before the next standup."""

    card: CardName
    due: Due
    owner: str = ""


class Permission(Struct, frozen=True):
    """Whether what is planned was agreed to; `lacking` are those of several who did not."""

    words: str
    sign: Sign
    lacking: tuple[str, ...] = ()


class Planned(Struct, frozen=True):
    """A touchpoint that is planned before the next standup, or was for an earlier day and is still not settled."""

    at: Moment
    day: date
    time: str
    method: Method
    people: tuple[str, ...]
    permissions: tuple[Permission, ...] = ()
    late: bool = False
    cards: tuple[CardName, ...] = ()


class Contacting(Struct, frozen=True):
    """Somebody we have not spoken with for `days`, of which there should be `limit` at most; `cards` are about them."""

    person: str
    days: int
    limit: int
    cards: tuple[str, ...] = ()


class Met(Struct, frozen=True):
    """Somebody who is overdue, or only due, and is met before the next standup: nobody has to think of them."""

    person: str
    overdue: bool
    day: date
    time: str


class Owed(Struct, frozen=True):
    """What somebody waits for, since `days`: `stage` is that of `waiting`. The words may have been left out."""

    people: tuple[str, ...]
    stage: str
    days: int
    text: str = ""
    due: date | None = None
    late: int = 0
    own_words: bool = False
    card: CardName | None = None


class Lacking(Struct, frozen=True):
    """A card whose work needs what its people have not agreed to, or wishes for what nobody asked them, in words."""

    card: CardName
    words: str


class AskAgain(Struct, frozen=True):
    """What somebody agreed to only together with other things, and is to be asked for by itself."""

    person: str
    scopes: tuple[str, ...]


class Reward(Struct, frozen=True):
    """What somebody is owed for taking part, in words: `30 EUR`; since when."""

    person: str
    amount: str
    since: date


class Customers(Struct, frozen=True):
    """What is on with customers: `today` with what was not settled, `ahead` until the end of the next working day."""

    today: tuple[Planned, ...] = ()
    ahead: tuple[Planned, ...] = ()
    met: tuple[Met, ...] = ()
    overdue: tuple[Contacting, ...] = ()
    due: tuple[Contacting, ...] = ()
    promises: tuple[Owed, ...] = ()
    waiting: tuple[Owed, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    ask_again: tuple[AskAgain, ...] = ()
    wished: tuple[Lacking, ...] = ()
    rewards: tuple[Reward, ...] = ()


class Hypothesis(Struct, frozen=True):
    """The evidence of a board, and what of it is new; `withheld` were left out.

    `triangulated` is whether one direction is, `wanted` what that takes. `riskiest` is the assumption on which most
    depends of those that nothing speaks to yet, and `importance` how much; empty where each was tested.
    """

    board: ReportBoard
    ledger: Ledger
    triangulated: bool
    wanted: str
    new: tuple[Said, ...] = ()
    withheld: int = 0
    riskiest: str = ""
    importance: int | None = None


class Metric(Struct, frozen=True):
    """The criterion of a board, and how it stands to it where it counts what is known here."""

    board: ReportBoard
    criterion: Criterion
    standing: Standing | None = None


class Measured(Struct, frozen=True):
    """What was measured: its figure with interval and n, in words, as far as its reader may know it.

    Where the criterion of its board (`key`) is held against it, `answer` is what it says, and `before` what was said
    before it; null where nothing was.
    """

    key: str
    metric: str
    title: str
    figure: str
    on: date
    wave: str = ""
    segment: str = ""
    phase: Phase | None = None
    answer: Answer | None = None
    before: Answer | None = None


class Learned(Struct, frozen=True):
    """An insight, with how sure it is in words; `erased` says that notes it rested on are gone, if some are.

    `key` is of the board where it was learned, empty where that is not told or it is of several.
    """

    statement: str
    confidence: str
    day: date
    key: str = ""
    themes: tuple[str, ...] = ()
    status: InsightStatus = "draft"
    review_by: date | None = None
    erased: str = ""


class Pulled(Struct, frozen=True):
    """A card that was begun."""

    card: CardName
    owner: str = ""


class Decided(Struct, frozen=True):
    """What was decided on `day`, who does it, by when, and about which card; `state` is what became of it.

    While it is open, `days` is its age; it is `late` for so many days, or was done on the day it `ended`.
    """

    text: str
    owner: str = ""
    due: date | None = None
    card: CardName | None = None
    day: date | None = None
    state: DecisionState = "open"
    late: int = 0
    days: int = 0
    ended: date | None = None


class PrivacyDue(Struct, frozen=True):
    """When the time a person may be kept for is over, or a consent to a scope ends; `over` if that is past."""

    person: str
    day: date
    over: bool
    scope: str = ""


class StandupReport(Struct, frozen=True):
    """All a report tells. Times are UTC; days are those of `timezone`, ages of cards those of their boards."""

    at: Moment
    since: Moment
    day: date
    timezone: str
    boards: tuple[ReportBoard, ...]
    pulse: Pulse
    done: tuple[Done, ...]
    blocked: tuple[Halted, ...]
    due: tuple[DueCard, ...]
    expedite: tuple[Underway, ...]
    doing: tuple[Underway, ...]
    customers: Customers
    hypotheses: tuple[Hypothesis, ...]
    metrics: tuple[Metric, ...]
    pulled: tuple[Pulled, ...]
    at_limit: bool
    decided_before: tuple[Decided, ...]
    decisions: tuple[Decided, ...]
    attendees: tuple[str, ...]
    privacy_due: tuple[PrivacyDue, ...]
    learned: tuple[Said, ...]
    measured: tuple[Measured, ...] = ()
    insights: tuple[Learned, ...] = ()
    reviews: tuple[Learned, ...] = ()
    record: str = ""
    profile: Profile = DEFAULT
    sheet: Sheet = Sheet()
