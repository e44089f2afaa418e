"""What a standup walks: work that is done, blocked, urgent, under way, due, and next, and what is on with customers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from operator import attrgetter

from msgspec import Struct

from tui.domain.flow.figures import in_progress, local_day, takes_more, zone_of
from tui.domain.flow.series import awaits
from tui.domain.people.consent import is_to_ask_again, missing, notes_against_will, scopes_to_ask_again, whose
from tui.domain.people.invitations import owed_now
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import is_listed
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import Waiting, all_waiting
from tui.domain.records import Card, Experiment, Incentive, Note, Participant, Touchpoint
from tui.domain.records.definition import ColumnDefinition, Role
from tui.domain.records.glances import CardGlance
from tui.domain.records.layers import at_a_glance, several
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.standup.held import running_experiments
from tui.domain.time.dates import days_late

DUE: tuple[State, ...] = ("overdue", "due")


class Due(Struct, frozen=True):
    """The day a card is due, and for how many days it has been late."""

    day: date
    late: int = 0


def finished_since(workspace: Workspace, experiments: Iterable[Experiment], since: datetime) -> list[Card]:
    """Return the cards that were finished since a time: of the rightmost column first, there in the order finished.

    What was archived since then is among them, and a recurring card that was done and is on again: both are done.
    """
    finished: list[tuple[int, datetime, int, str]] = []
    cards, glances = workspace.cards, workspace.glances

    def done_among(uids: Iterable[str]) -> Iterator[tuple[datetime, str]]:
        there = ((done_at(glances[uid]), uid) for uid in uids)
        return ((done, uid) for done, uid in there if done is not None and done >= since)

    for experiment in experiments:
        places = {column.id: place for place, column in enumerate(reversed(experiment.definition.columns))}
        for column, place in places.items():
            done = done_among(workspace.lane(experiment.uid, column))
            finished += ((place, at, glances[uid].number, uid) for at, uid in done)
        for at, uid in done_among(workspace.uids_aside(experiment.uid)):
            if cards[uid].archived_at is not None and cards[uid].column in places:
                finished.append((places[cards[uid].column], at, cards[uid].number, uid))
    return several(cards, [uid for *_, uid in sorted(finished)])


def done_at(card: CardGlance) -> datetime | None:
    """Return when a card was done; a recurring one that is on again, when it was the last time."""
    return card.finished_at or (card.series.last if card.series is not None else None)


def blocked_cards(workspace: Workspace, experiments: Iterable[Experiment]) -> list[Card]:
    """Return the cards that cannot go on, the one that is blocked the longest first."""
    glances = workspace.glances
    blocked = _unfinished(workspace, experiments, lambda uid: glances[uid].blocked is not None)
    return sorted(blocked, key=lambda card: (card.blocked.since if card.blocked else card.created_at, card.uid))


def expedited_cards(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return the urgent cards that can go on: those under way first, from right to left, there the oldest first."""
    glances = workspace.glances
    urgent = _unfinished(workspace, experiments, lambda uid: glances[uid].expedite and glances[uid].blocked is None)
    return _in_order(urgent, experiments)


def cards_in_progress(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return what is in progress, wherever it stands, and neither blocked nor urgent.

    What is nearest to being finished comes first: the columns from right to left, in each the oldest card first, and
    recurring ones after all others.
    """
    begun = (card for experiment in experiments for card in in_progress(workspace, experiment))
    return _in_order([card for card in begun if card.blocked is None and not card.expedite], experiments)


def to_pull(workspace: Workspace, experiment: Experiment) -> Card | None:
    """Return the card that is to be begun next: the top one that waits and is not blocked; None at the WIP limit.

    What was begun before is in progress already, wherever it waits.
    """
    if not takes_more(workspace, experiment):
        return None
    waiting = (column for column in experiment.definition.columns if column.role == "waiting")
    cards = (card for column in reversed(list(waiting)) for card in workspace.lane_cards(experiment.uid, column.id))
    return next((card for card in cards if card.blocked is None and card.started_at is None), None)


def due_soon(card: Card, policy: Policy, today: date) -> Due | None:
    """Return the due day of a card where it is late, or due by the next working day; None for one that is finished."""
    if card.due is None or not awaits(card) or card.due > policy.next_working_day(today):
        return None
    return Due(card.due, days_late(card.due, today))


def waiting_cards_due(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Card]:
    """Return the cards that nobody has begun though they are due soon, the one that is due first first.

    What recurs is among them wherever it stands, until its next time is begun.

    What is blocked or urgent is not among them: it is talked about anyway. Days are those of the boards.
    """
    due, glances = list[Card](), workspace.glances
    for experiment in experiments:
        today = local_day(now, zone_of(experiment.timezone))
        uids = _uids_on(workspace, experiment)
        for card in (workspace.cards[uid] for uid in uids if glances[uid].due is not None):
            idle = (card.started_at is None or card.finished_at is not None) and card.held is None
            if idle and not card.expedite and due_soon(card, policy, today) is not None:
                due.append(card)
    return sorted(due, key=lambda card: (card.due or date.max, card.uid))


def _unfinished(
    workspace: Workspace, experiments: Iterable[Experiment], which: Callable[[str], bool]
) -> Iterator[Card]:
    """Yield the cards (by uid, `which`) on the boards that are not in a finished column, by board and number."""
    glances = workspace.glances
    for experiment in experiments:
        uids = [uid for uid in _uids_on(workspace, experiment, "waiting", "active") if which(uid)]
        yield from several(workspace.cards, sorted(uids, key=lambda uid: glances[uid].number))


def _uids_on(workspace: Workspace, experiment: Experiment, *roles: Role) -> Iterator[str]:
    columns = (column for column in experiment.definition.columns if not roles or column.role in roles)
    return (uid for column in columns for uid in workspace.lane(experiment.uid, column.id))


def _linked(workspace: Workspace) -> set[str]:
    """Return the uids of the cards that are linked to anybody."""
    return {uid for person in workspace.participants for uid in workspace.uids("cards.people", person)}


def card_uids(workspace: Workspace, experiments: Iterable[Experiment]) -> set[str]:
    """Return the uids of all cards that are on some boards."""
    return {uid for experiment in experiments for uid in _uids_on(workspace, experiment)}


def _in_order(cards: Iterable[Card], experiments: Iterable[Experiment]) -> list[Card]:
    """Return cards as they are walked: what is begun first, active columns before waiting ones, from right to left.

    In a column the oldest card comes first, and recurring ones come after all others.
    """
    places: dict[tuple[str, str], tuple[bool, int]] = {}
    for experiment in experiments:
        for place, column in enumerate(reversed(_open_columns(experiment))):
            places[experiment.uid, column.id] = column.role == "waiting", place
    last = (True, len(places))

    def order(card: Card) -> tuple[bool, bool, tuple[bool, int], datetime, str]:
        place = places.get((card.experiment, card.column), last)
        return card.kind == "recurring", card.started_at is None, place, card.started_at or card.created_at, card.uid

    return sorted(cards, key=order)


def _open_columns(experiment: Experiment) -> list[ColumnDefinition]:
    return [column for column in experiment.definition.columns if column.role != "finished"]


def people_of(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Participant]:
    """Return who is linked to a card on these boards, by number; where they are all that run, everybody we know.

    Those who are erased, or are past the day until which they may be kept for, are not among them, nor who was put into
    another record of theirs.
    """
    return several(workspace.participants, people_uids(workspace, experiments))


def people_uids(workspace: Workspace, experiments: Sequence[Experiment]) -> list[str]:
    """Return the uids of those whom `people_of` gives, in their order. Nobody is read for it."""
    return [*filter(theirs(workspace, experiments), workspace.uids("participants.number", ""))]


def theirs(workspace: Workspace, experiments: Sequence[Experiment]) -> Callable[[str], bool]:
    """Return what tells of the uid of a participant whether they are among those whom `people_of` gives."""
    glances = workspace.people_glances
    if {experiment.uid for experiment in experiments} >= {running.uid for running in running_experiments(workspace)}:
        return lambda uid: uid in glances and is_listed(glances[uid])
    cards = card_uids(workspace, experiments)
    linked = partial(workspace.uids, "cards.people")
    return lambda uid: uid in glances and is_listed(glances[uid]) and not cards.isdisjoint(linked(uid))


def sessions_ahead(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Touchpoint]:
    """Return what is planned until the end of the next working day, and what before that nobody settled, by time."""
    cards = card_uids(workspace, experiments)
    is_theirs = theirs(workspace, experiments)
    until = policy.next_working_day(policy.day(now))

    def is_ours(met: Touchpoint) -> bool:
        return not cards.isdisjoint(met.cards) if met.cards else any(map(is_theirs, met.people))

    glances = at_a_glance(workspace.touchpoints).items()
    planned = [uid for uid, met in glances if met.status in PLANNED and policy.day(met.at) <= until]
    return sorted(filter(is_ours, map(workspace.touchpoints.__getitem__, planned)), key=attrgetter("at", "uid"))


class Nearing(Struct, frozen=True):
    """Somebody who should have heard from us by now; `met` is what is planned with them before the next standup."""

    person: Participant
    keeping: Keeping
    met: Touchpoint | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether more than the longest time is over."""
        return self.keeping.state == "overdue"


def due_people(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Nearing]:
    """Return who should have heard from us by now, those overdue first, the longest first.

    Whoever is met before the next standup, on whichever board, is among them with what is planned: nobody has to be
    reminded of them.
    """
    today = policy.day(now)
    reckoning, glances = Reckoning(workspace, policy, today), workspace.people_glances
    uids = people_uids(workspace, experiments)
    keepings = {uid: keeping for uid in uids if (keeping := reckoning.of_glance(uid, glances[uid])).state in DUE}
    due = [
        Nearing(person, keepings[person.uid], next_meeting(workspace, person, policy, today))
        for person in several(workspace.participants, [*keepings])
    ]
    return sorted(due, key=lambda nearing: (not nearing.is_overdue, nearing.keeping.max, nearing.person.number))


def next_meeting(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Touchpoint | None:
    """Return what is planned first with somebody from today to the end of the next working day."""
    uids, glances = workspace.touchpoint_uids(person.uid), at_a_glance(workspace.touchpoints)
    planned = [uid for uid in uids if glances[uid].status in PLANNED]
    # They are in order of time.
    first = next((uid for uid in planned if policy.day(glances[uid].at) >= today), None) if planned else None
    is_soon = first is not None and policy.day(glances[first].at) <= policy.next_working_day(today)
    return workspace.touchpoints[first] if first is not None and is_soon else None


def cards_about(workspace: Workspace, experiments: Sequence[Experiment], person: str) -> list[Card]:
    """Return the unfinished cards on these boards that are about a person (uid), by board and number."""
    about, glances = workspace.uids("cards.people", person), workspace.glances
    unfinished = several(workspace.cards, [uid for uid in about if glances[uid].finished_at is None])
    ours = {experiment.uid for experiment in experiments} if unfinished else ()
    theirs = (card for card in unfinished if card.experiment in ours)
    open_cards = (card for card in theirs if card.archived_at is None and not card.orphaned)
    return sorted(open_cards, key=lambda card: (card.experiment, card.number))


def keys_about(workspace: Workspace, experiments: Sequence[Experiment], people: Iterable[str]) -> dict[str, list[str]]:
    """Return by person (uid) the keys of the cards that `cards_about` gives; each is looked at once for all of them."""
    keys, glances = {person: list[str]() for person in people}, workspace.glances
    about = {uid for person in keys for uid in workspace.uids("cards.people", person)}
    for experiment in sorted(experiments, key=attrgetter("uid")):
        numbered = workspace.uids("cards.number", experiment.uid)
        unfinished = [uid for uid in numbered if uid in about and glances[uid].finished_at is None]
        for card in several(workspace.cards, unfinished):
            if card.archived_at is None and not card.orphaned:
                key = f"{experiment.key}-{card.number}"
                for person in keys.keys() & card.people:
                    keys[person].append(key)
    return keys


def open_loops(workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime) -> list[Waiting]:
    """Return the promises and requests that are open on these boards or of their people, the oldest first."""
    is_theirs = theirs(workspace, experiments)
    cards = card_uids(workspace, experiments)

    def is_ours(note: Note) -> bool:
        if note.asks_for in cards:
            return True
        return note.card in cards if note.card else any(map(is_theirs, note.people))

    return [loop for loop in all_waiting(workspace, policy, policy.day(now)) if is_ours(loop.note)]


def rewards_owed(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Incentive]:
    """Return what people of these boards are owed for taking part, the longest owed first."""
    is_theirs = theirs(workspace, experiments)
    return [incentive for incentive in owed_now(workspace) if is_theirs(incentive.participant)]


def people_to_ask_again(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, list[str]]]:
    """Return who said yes to several things at once and is to be asked for some by themselves, with these scopes.

    Whoever does not want to be contacted is not.
    """
    reckoning, refusing = Reckoning(workspace, policy, policy.day(now)), ("opted_out", "blocklisted")
    ever, is_theirs = whose(workspace, is_to_ask_again), theirs(workspace, experiments)
    people = sorted(workspace.people(filter(is_theirs, ever)), key=lambda person: person.number)
    asked = ((person, scopes_to_ask_again(workspace, person)) for person in people)
    return [(person, scopes) for person, scopes in asked if scopes and reckoning.of(person).status not in refusing]


def people_without_notes(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[tuple[Participant, int]]:
    """Return who wants no notes kept and how many there are all the same."""
    is_theirs, against = theirs(workspace, experiments), notes_against_will(workspace, policy.day(now))
    return [(person, count) for person, count in against if is_theirs(person.uid)]


def cards_lacking_permission(
    workspace: Workspace, experiments: Sequence[Experiment], policy: Policy, now: datetime
) -> list[Card]:
    """Return the unfinished cards whose work needs what their people have not agreed to, by board and number."""
    today = policy.day(now)
    cards = [card for card in linked_cards(workspace, experiments) if card.needs]
    return [card for card in cards if missing(workspace, card, today)]


def linked_cards(workspace: Workspace, experiments: Sequence[Experiment]) -> list[Card]:
    """Return the unfinished cards that are about anybody, by board and number."""
    return [*_unfinished(workspace, experiments, _linked(workspace).__contains__)]
