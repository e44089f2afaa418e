"""An Edit collects what one operation does to a workspace."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from tui.domain.records import Card, Counter, Event, Experiment, Note, Participant, Record, StandupDecision, Touchpoint
from tui.domain.records.change import Change, Context, FieldChanges, field_changes
from tui.domain.records.fields import having
from tui.domain.records.meaning import GROWING
from tui.domain.records.numbering import PARTICIPANT_SERIES, mark_of, next_person
from tui.domain.records.workspace import Workspace

RecordT = TypeVar("RecordT", bound=Record)
Subject = Record | StandupDecision | Event


class Edit:
    """Collects what an operation does to a workspace and turns it into one Change."""

    def __init__(self, workspace: Workspace, context: Context) -> None:
        self.workspace = workspace
        self.context = context
        self._before: dict[tuple[str, str], Record | None] = {}
        self._after: dict[tuple[str, str], Record | None] = {}

    def put(self, record: RecordT) -> RecordT:
        """Add a record, or replace the one of the same uid; what counts is never set back."""
        key = (record.table, record.uid)
        before = self._before.setdefault(key, self.workspace.find(*key))
        now = self._after.get(key, before)
        counted = having(type(record), GROWING) if now is not None else ()
        ahead = {name: getattr(now, name) for name in counted if getattr(now, name) > getattr(record, name)}
        self._after[key] = msgspec.structs.replace(record, **ahead) if ahead else record
        return record

    def update(self, record: RecordT, **fields: object) -> RecordT:
        """Replace fields of a record and return it as it is then."""
        return self.put(msgspec.structs.replace(record, **fields))

    def remove(self, record: Record) -> None:
        """Remove a record altogether; its number stays given, also where a merge left what counts behind."""
        match record:
            case Experiment():
                self.put(mark_of(self.workspace, record))
            case Participant():
                self.put(Counter(PARTICIPANT_SERIES, record.number + 1))
            case Card():
                self._keep_number(record)
        key = (record.table, record.uid)
        self._before.setdefault(key, self.workspace.find(*key))
        self._after[key] = None

    def _keep_number(self, card: Card) -> None:
        key = ("experiments", card.experiment)
        experiment = self._after[key] if key in self._after else self.workspace.find(*key)
        if isinstance(experiment, Experiment) and experiment.next_number <= card.number:
            self.update(experiment, next_number=card.number + 1)

    def pending_cards(self) -> list[Card]:
        """Return the cards this edit has put so far."""
        return [record for record in self._after.values() if isinstance(record, Card)]

    def number_person(self) -> int:
        """Return the number of the next participant and move the counter on."""
        counter = self._after.get(("counters", PARTICIPANT_SERIES))
        number = counter.next if isinstance(counter, Counter) else next_person(self.workspace)
        self.put(Counter(PARTICIPANT_SERIES, number + 1))
        return number

    def change(self, kind: str, about: Subject | None = None, *, reason: str = "", undoes: str | None = None) -> Change:
        """Return what was collected as a Change, with an event that says what it is about and which one it `undoes`."""
        changes: dict[str, dict[str, FieldChanges]] = {}
        records: dict[str, dict[str, Record | None]] = {}
        for (table, uid), after in self._after.items():
            fields = field_changes(self._before[table, uid], after)
            if fields:
                changes.setdefault(table, {})[uid] = fields
                records.setdefault(table, {})[uid] = after
        experiment, card = _subject(self.workspace, about)
        event = self.context.event(
            kind, experiment=experiment, card=card, changes=changes, reason=reason, undoes=undoes
        )
        return Change(event, records)


def changed(workspace: Workspace, context: Context, kind: str, record: Record, /, **fields: object) -> Change:
    """Return the change of fields of one record, which it is about."""
    edit = Edit(workspace, context)
    edit.update(record, **fields)
    return edit.change(kind, record)


def _subject(workspace: Workspace, about: Subject | None) -> tuple[str | None, str | None]:
    """Return the uids of the experiment and the card that something is about, None for what it is not."""
    match about:
        case Experiment():
            return about.uid, None
        case Card():
            return about.experiment, about.uid
        case Note():
            return _subject(workspace, workspace.cards.get(about.card or ""))
        case Touchpoint():
            return _subject(workspace, workspace.cards.get(about.cards[0]) if about.cards else None)
        case Event() | StandupDecision():
            return about.experiment, about.card
        case _:
            return None, None
