"""A world that keeps what a store would keep, documents and events, and what may become part of a history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tests.fuzz.runs import CARD_STEPS, MERGE_STEPS, PEOPLE_STEPS, RESEARCH_STEPS, TEXT, Step, card, person
from tui.domain import operations
from tui.domain.checkup.events import differences
from tui.domain.errors import DomainError
from tui.domain.operations import kinds, repairs
from tui.domain.operations.erasing import erase_contact
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.records.change import Change, merge_events, patches
from tui.domain.records.definition import CardDefinition, ColumnDefinition
from tui.domain.records.workspace import Workspace

Tables = dict[str, dict[str, Record]]


class KeptWorld(World):
    """A world beside whose state stands what a store would hold of it: documents by table and uid, in order."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, dict[str, Any]]] = {}
        self.erased = 0
        super().__init__()

    def do(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        change = super().do(operation, *args, **kwargs)
        if not change.is_empty:
            for patch in patches(change):
                rows = self.documents.setdefault(patch.table, {})
                before = rows.pop(patch.uid, {}) if patch.fields is None or patch.fresh else rows.get(patch.uid, {})
                if patch.fields is not None:
                    rows[patch.uid] = {"uid": patch.uid} | before | as_json(patch.fields)
            self.erased = len(self.events) if change.erases else self.erased
        return change

    @property
    def events(self) -> list[Event]:
        """The events as they are stored, in the order they were saved."""
        apart = {uid: msgspec.convert(row, Event) for uid, row in self.documents.get("people_events", {}).items()}
        rows = self.documents["events"].items()
        return [merge_events(msgspec.convert(row, Event), apart.get(uid)) for uid, row in rows]

    def stored(self) -> Tables:
        """Return the records that are stored."""
        return {
            table: {uid: msgspec.convert(row, record_type) for uid, row in self.documents.get(table, {}).items()}
            for table, record_type in RECORD_TYPES.items()
        }

    def edit_by_hand(self, table: str, uid: str, fields: Mapping[str, Any] | None) -> None:
        """Change a document as an editor does, which no event tells."""
        if fields is None:
            del self.documents[table][uid]
        else:
            self.documents[table][uid] |= as_json(fields)
        self.workspace = Workspace.of([each for rows in self.stored().values() for each in rows.values()])


def as_json(value: Any) -> Any:
    """Return a value as JSON gives it back."""
    return msgspec.json.decode(msgspec.json.encode(value))


def tables(workspace: Workspace) -> Tables:
    """Return every record of every table."""
    return {table: dict(workspace.table(table)) for table in RECORD_TYPES}


def undo_newest(world: World, choice: int) -> Change:
    """Undo the newest event that can be, from what is stored."""
    event = kinds.to_undo(reversed(_kept(world).events))
    return world.do(operations.revert, event) if event else _nothing(world)


def redo_newest(world: World, choice: int) -> Change:
    """Do again what was undone last."""
    event = kinds.to_redo(reversed(_kept(world).events))
    return world.do(operations.revert, event, redo_of=event.undoes) if event else _nothing(world)


def back_and_forth(world: World, choice: int) -> Change:
    """Undo what was done last, some of it, and do that again."""
    for _ in range(choice % 3 + 1):
        undo_newest(world, choice)
    return redo_newest(world, choice)


def undo_any(world: World, choice: int) -> Change:
    """Undo an event from anywhere in the history, as far as nothing stands against it."""
    events = _kept(world).events
    return world.do(operations.revert, events[choice % len(events)])


def reconcile(world: World, choice: int, title: str) -> Change:
    """Take over an edited definition: a card more, one less, one renamed, a column gone."""
    channels, feedback, engage = BOARD.cards
    cards = (replace(channels, title=title or "Untitled"), *((feedback,) if choice % 2 else ()))
    cards += (CardDefinition(f"new{choice % 3}", "New", column="doing"), engage)
    columns = BOARD.columns if choice % 5 else tuple(each for each in BOARD.columns if each.id != "review")
    if choice % 7 == 0:
        columns = (*columns[:1], ColumnDefinition("talk", "TALK", "active"), *columns[1:])
    definition = replace(BOARD, cards=cards, columns=columns)
    return world.do(operations.reconcile_definition, world.experiment.uid, definition, definition_hash=str(choice))


def stand_up(world: World, choice: int, text: str) -> Change:
    """Begin a standup, walk it, decide something, end it: whatever comes next."""
    held = sorted(world.workspace.standups)
    uid = held[choice % len(held)] if held else ""
    match choice % 5 if held else 0:
        case 0:
            return world.do(operations.begin_standup, [world.experiment.uid], world.now - DAY, attendees=["ux", text])
        case 1:
            return world.do(operations.walk_standup, uid, choice % 9, choice)
        case 2:
            return world.do(operations.set_attendees, uid, ["eng", text])
        case 3:
            return world.do(
                operations.decide_in_standup, uid, text, owner=text, due=world.now.date(), card=card(world, choice)
            )
        case _:
            return world.do(operations.end_standup, uid, choice, report=text)


def live(world: World, choice: int, text: str) -> Change:
    """Iterate a board, decide what becomes of it, act on that, put it away and bring it back."""
    iterations = world.workspace.experiments_of(BOARD.id)
    one = iterations[choice // 7 % len(iterations)]
    actions = one.learning.actions if one.learning else ()
    action = actions[choice % len(actions)].uid if actions else ""
    match choice % 7:
        case 0 | 1:
            cards = [card.uid for card in world.workspace.cards_of(one.uid) if card.number % 2] if choice % 2 else None
            return world.do(operations.iterate_experiment, one.uid, cards=cards, requests=choice % 3 > 0)
        case 2 | 3:
            words = {"observation": text, "learning": text, "actions": ["Ask again", text]}
            return world.do(operations.decide_experiment, one.uid, "pivot", **words)
        case 4:
            return world.do(operations.archive_experiment, one.uid)
        case 5:
            return world.do(operations.restore_experiment, one.uid)
        case _:
            into = iterations[0].uid
            if choice % 2:
                return world.do(operations.link_action, one.uid, action, "another-board")
            return world.do(operations.act_on_decision, one.uid, action, into=into)


def export(world: World, choice: int, text: str) -> Change:
    """Remember a file that was written."""
    about = [person(world, choice)]
    return world.do(operations.record_export, text, format="md", profile="team", sha256="0", people=about)


def erase(world: World, choice: int) -> Change:
    """Erase somebody from all that is stored."""
    choices = Choices("delete" if choice % 2 else "strip", ("remove", "unnamed", "keep")[choice % 3])
    documents = {table: list(rows.values()) for table, rows in _kept(world).documents.items()}
    return world.do(erase_contact, person(world, choice), choices, documents)


def restore(world: World, choice: int, text: str) -> Change:
    """Go back to a backup: that of now, of which something was lost and something changed since."""
    records = tables(world.workspace)
    world.do(operations.edit_card, card(world, choice), title=text or "Since")
    world.do(operations.add_card, world.experiment.uid, "Since the backup")
    for table in ("notes", "contacts") if choice % 3 else ():
        records[table] = dict(list(records[table].items())[:-1])
    return world.do(operations.restore_backup, records)


def adopt(world: World, choice: int) -> Change:
    """Edit documents by hand and have the doctor take that over."""
    kept = _kept(world)
    kept.edit_by_hand("cards", card(world, choice), {"title": "By hand", "tags": ["hand"]})
    if notes := sorted(world.workspace.notes):
        kept.edit_by_hand("notes", notes[choice % len(notes)], None)
    return world.do(repairs.adopt_outside_changes, differences(world.workspace, reversed(kept.events)))


def _nothing(world: World) -> Change:
    return world.do(operations.expedite_card, card(world, 0), world.workspace.cards[card(world, 0)].expedite)


def _kept(world: World) -> KeptWorld:
    assert isinstance(world, KeptWorld)
    return world


HISTORY_STEPS: list[st.SearchStrategy[Step]] = [
    st.just(undo_newest),
    st.just(redo_newest),
    st.just(back_and_forth),
    st.just(undo_any),
    st.just(erase),
    st.just(adopt),
    st.builds(lambda text: lambda w, n: reconcile(w, n, text), TEXT),
    st.builds(lambda text: lambda w, n: stand_up(w, n, text), TEXT),
    st.builds(lambda text: lambda w, n: live(w, n, text), TEXT),
    st.just(lambda w, n: w.do(operations.not_started, card(w, n))),
    st.builds(lambda text: lambda w, n: export(w, n, text), TEXT),
    st.builds(lambda text: lambda w, n: restore(w, n, text), TEXT),
    st.just(lambda w, n: w.do(operations.record_consent, person(w, n), ["observe"], "requested")),
]
HISTORIES = st.lists(
    st.tuples(
        st.one_of(
            st.one_of(*HISTORY_STEPS),
            st.one_of(*CARD_STEPS),
            st.one_of(*PEOPLE_STEPS, *MERGE_STEPS),
            st.one_of(*RESEARCH_STEPS),
        ),
        st.integers(0, 500),
    ),
    min_size=2,
    max_size=14,
)


def prepared() -> KeptWorld:
    """Return a world in which two people said something, one of them also where the other was."""
    world = KeptWorld()
    ada, bob = world.person("Quenby Vandersloot"), world.person("Bob")
    world.do(operations.link_contact, world.uid(2), ada.uid)
    world.do(operations.block_card, world.uid(2), "waits for Vandersloot")
    met = world.touch(ada, summary="Quenby came")
    world.note("Alone", people=[ada.uid], touchpoint=met.uid, kind="quote")
    world.note("Quenby was there", people=[bob.uid], touchpoint=met.uid)
    world.do(operations.record_export, "board.md", format="md", profile="team", sha256="0", people=[ada.uid, bob.uid])
    return world


def taken(world: World, step: Step, choice: int) -> bool:
    """Do a step a day later, as far as the rules allow; return whether anything came of it."""
    world.later()
    with suppress(DomainError):
        return not step(world, choice).is_empty
    return False
