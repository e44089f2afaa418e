"""A workspace in memory, with ids that count and a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from msgspec.structs import replace

from tui.domain import operations
from tui.domain.people.keeping import Keeping, keeping_of
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Incentive, Invitation, Note, Participant, Touchpoint
from tui.domain.records.change import Change, Context
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition
from tui.domain.records.workspace import Workspace

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = MONDAY.date()
DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"

CARDS = (
    CardDefinition("channels", "Establish channels", group="Work", description="Mail, chat, phone."),
    CardDefinition("feedback", "Seek feedback", group="Work", tags=("ask",), checklist=("Survey", "Call")),
    CardDefinition("engage", "Engage continuously", group="Work", kind="recurring", every="P2W"),
)
COLUMNS = (
    ColumnDefinition("todo", "TODO", "waiting"),
    ColumnDefinition("doing", "DOING", "active", wip=3),
    ColumnDefinition("review", "REVIEW", "active"),
    ColumnDefinition("done", "DONE", "finished"),
)
BOARD = BoardDefinition("customer-development", "CD", "Customer Development", columns=COLUMNS, cards=CARDS)


def state_of(workspace: Workspace) -> dict[str, object]:
    """Return everything in a workspace but the numbering, which undo leaves as it is."""
    experiments = {uid: replace(each, next_number=0) for uid, each in workspace.experiments.items()}
    return {
        "experiments": experiments,
        "cards": dict(workspace.cards),
        "notes": dict(workspace.notes),
        "participants": dict(workspace.participants),
        "contacts": dict(workspace.contacts),
        "consents": dict(workspace.consents),
        "touchpoints": dict(workspace.touchpoints),
        "invitations": dict(workspace.invitations),
        "incentives": dict(workspace.incentives),
    }


class World:
    """Runs operations one after another, as a session does, without a disk."""

    def __init__(self, definition: BoardDefinition = BOARD, policy: Policy | None = None) -> None:
        self.now = MONDAY
        self.policy = policy or Policy()
        self.actor = "ux"
        self.workspace = Workspace.of()
        numbers = count(1)
        self._ids = lambda: f"id{next(numbers):05d}"
        self.do(operations.start_experiment, definition, definition_hash="one", timezone=BERLIN)

    @property
    def context(self) -> Context:
        return Context(self.now, self.actor, "session", self._ids, self.policy)

    @property
    def state(self) -> dict[str, object]:
        """Everything but the numbering."""
        return state_of(self.workspace)

    @property
    def experiment(self) -> Experiment:
        return next(iter(self.workspace.experiments.values()))

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Run an operation and take its change over."""
        change = operation(self.workspace, self.context, *args, **kwargs)
        self.workspace = self.workspace.apply(change)
        return change

    def undo(self, change: Change) -> Change:
        """Undo what a change did."""
        return self.do(operations.revert, change.event)

    def redo(self, original: Change, undoing: Change) -> Change:
        """Do again what was undone."""
        return self.do(operations.revert, undoing.event, redo_of=original.event.uid)

    def later(self, by: timedelta = DAY) -> None:
        """Let time pass."""
        self.now += by

    def uid(self, number: int) -> str:
        """Return the uid of the card of that number."""
        return self.card(number).uid

    def card(self, number: int) -> Card:
        """Return the card of that number."""
        card = self.workspace.card_by_number(self.experiment.uid, number)
        assert card is not None
        return card

    def lane(self, column: str) -> list[int]:
        """Return the numbers of the cards in a column, from the top."""
        return [card.number for card in self.workspace.lane_cards(self.experiment.uid, column)]

    def add(self, title: str = "Another card", **fields: object) -> Card:
        """Add a card and return it."""
        change = self.do(operations.add_card, self.experiment.uid, title, **fields)
        return self.workspace.cards[str(change.event.card)]

    def person(self, name: str = "Ada Lovelace", **fields: object) -> Participant:
        """Make a person known and return their pseudonymous half."""
        change = self.do(operations.make_contact, name, **fields)
        return self.workspace.participants[next(iter(change.records["participants"]))]

    def note(self, text: str = "They like it", **fields: object) -> Note:
        """Write a note on the first card, or on what is named, and return it."""
        fields.setdefault("card", self.uid(1))
        change = self.do(operations.add_note, text, **fields)
        return self.workspace.notes[next(iter(change.records["notes"]))]

    def touch(self, *people: Participant, method: str = "interview", **fields: object) -> Touchpoint:
        """Log a touchpoint with people, or plan one, and return it."""
        change = self.do(operations.log_touchpoint, method, [person.uid for person in people], **fields)
        return self.workspace.touchpoints[next(iter(change.records["touchpoints"]))]

    def ask(self, *people: Participant, **fields: object) -> list[Invitation]:
        """Ask people to take part, and return the invitations."""
        change = self.do(operations.invite, [person.uid for person in people], **fields)
        return [self.workspace.invitations[uid] for uid in change.records["invitations"]]

    def promise(self, person: Participant, amount: str = "30", **fields: object) -> Incentive:
        """Promise somebody something for taking part, and return it."""
        change = self.do(operations.promise_incentive, person.uid, amount, **fields)
        return self.workspace.incentives[next(iter(change.records["incentives"]))]

    def keeping(self, person: Participant) -> Keeping:
        """Return how things stand with a person today."""
        return keeping_of(self.workspace, self.workspace.participants[person.uid], self.policy, self.context.today)
