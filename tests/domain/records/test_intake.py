"""Records that came in are read when somebody asks for them, and what is known of all is known without that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from tests.domain.operations.test_undo import prepared
from tests.domain.records.lookups_of_all import all_indexes, prompt_indexes
from tests.domain.world import World
from tests.exchange.hostile import hostile_world
from tests.fuzz.runs import records
from tests.planting import planted
from tui.domain import operations
from tui.domain.records import RECORD_TYPES, Card, Record
from tui.domain.records.intake import Intake
from tui.domain.records.layers import at_a_glance
from tui.domain.records.lookups import Indexes
from tui.domain.records.numbering import cards_of_one_number, has_doubles, numbers_anew
from tui.domain.records.workspace import Workspace

MANY = 400
FEW = 30


class Rows:
    """The rows of all tables; `asked` are the records read from them, by title or uid."""

    def __init__(self, rows: Sequence[Record], *, at_a_time: int = 7) -> None:
        self.asked: list[Record] = []
        tables, indexes = {}, Indexes()
        for table, record_type in RECORD_TYPES.items():
            own = [record for record in rows if record.table == table]
            intake = Intake(record_type)
            for start in range(0, len(own), at_a_time):
                part = own[start : start + at_a_time]
                intake.add(range(start, start + len(part)), part)
            tables[table], lookups = intake.table(partial(self._read, own))
            indexes |= lookups
        self.workspace = Workspace(tables, indexes)

    def _read(self, rows: Sequence[Record], row: int) -> Record:
        self.asked.append(rows[row])
        return rows[row]


def crowded() -> World:
    """Return a world with many cards in one column."""
    world = prepared()
    for number in range(MANY):
        world.do(operations.add_card, world.experiment.uid, f"Card {number}")
    return world


def test_what_came_in_is_what_was_there() -> None:
    world = prepared()
    rows = Rows(records(world.workspace))
    assert all(rows.workspace._indexes[name] == index for name, index in prompt_indexes(world.workspace).items())
    assert not rows.asked
    assert all(rows.workspace.table(table) == world.workspace.table(table) for table in RECORD_TYPES)
    assert len(rows.asked) == len(records(world.workspace))
    assert all(list(rows.workspace.table(table)) == list(world.workspace.table(table)) for table in RECORD_TYPES)
    assert len(rows.asked) == len(records(world.workspace))


def test_a_record_is_read_once_and_the_very_same_to_all_who_ask() -> None:
    world = prepared()
    rows = Rows(records(world.workspace))
    person = next(iter(world.workspace.participants))
    later = rows.workspace.replace({"cards": {world.uid(2): None}})
    assert person in later.participants
    assert len(later.participants) == len(world.workspace.participants)
    assert world.workspace.participants[person] not in rows.asked
    assert later.participants[person] is rows.workspace.participants[person] is rows.workspace.people([person])[0]
    card = later.cards[world.uid(1)]
    assert card is rows.workspace.cards[world.uid(1)] is later.replace({"cards": {"x": None}}).find("cards", card.uid)
    assert rows.asked.count(card) == rows.asked.count(world.workspace.participants[person]) == 1


def test_a_move_among_many_reads_few() -> None:
    world = crowded()
    rows = Rows(records(world.workspace))
    world.workspace = rows.workspace
    world.do(operations.move_card, world.uid(MANY // 2), "doing")
    world.do(operations.add_card, world.experiment.uid, "One more")
    assert 0 < len(rows.asked) < FEW
    assert world.workspace.card_by_number(world.experiment.uid, MANY // 2) is not None
    assert not has_doubles(world.workspace)
    assert len(rows.asked) < FEW
    assert all_indexes(world.workspace) == all_indexes(Workspace.of(records(world.workspace)))


def test_a_late_lookup_is_made_when_somebody_asks_and_is_in_step_from_then_on() -> None:
    world = crowded()
    rows = Rows(records(world.workspace))
    ada, uid = next(iter(world.workspace.participants)), world.uid(MANY)
    world.workspace = rows.workspace
    assert "cards.people" not in world.workspace._indexes
    before = [card.uid for card in world.workspace.cards_with(ada)]
    assert len(rows.asked) >= MANY
    assert len(dict.keys(world.workspace.cards)) == len(before)  # type: ignore[arg-type]
    read = len(rows.asked)
    world.do(operations.link_contact, uid, ada)
    assert {card.uid for card in world.workspace.cards_with(ada)} == {*before, uid}
    assert len(rows.asked) - read < FEW
    assert all_indexes(world.workspace) == all_indexes(Workspace.of(records(world.workspace)))


def test_a_glance_at_a_card_is_what_the_card_says() -> None:
    world = prepared()
    world.do(operations.move_card, world.uid(1), "doing")
    rows = Rows(records(world.workspace))
    card = rows.workspace.cards[world.uid(2)]
    later = rows.workspace.replace({"cards": {card.uid: replace(card, finished_at=world.now)}})
    read = len(rows.asked)
    glances = dict(later.glances)
    assert len(rows.asked) == read
    assert {uid: glance_of(glance) for uid, glance in glances.items()} == {
        uid: glance_of(card) for uid, card in later.cards.items()
    }


def test_no_glance_tells_what_somebody_typed() -> None:
    marked = [planted(record, "«{}".format, str) for record in records(hostile_world().workspace)]
    assert any(record.blocked for record in marked if isinstance(record, Card))
    rows = Rows(marked)
    for table in RECORD_TYPES:
        assert "«" not in repr([*at_a_glance(rows.workspace.table(table)).values()]), table


def glance_of(card: object) -> tuple[object, ...]:
    """Return what is known of a card at a glance."""
    return tuple(getattr(card, name) for name in ("number", "kind", "started_at", "finished_at"))


def test_of_several_records_with_one_uid_the_last_counts() -> None:
    world = prepared()
    card = world.workspace.cards[world.uid(1)]
    moved = replace(card, column="done", number=9)
    rows = Rows([*records(world.workspace), moved])
    assert all_indexes(rows.workspace) == all_indexes(Workspace.of([*records(world.workspace), moved]))
    assert rows.workspace.cards[card.uid] == moved


def test_numbers_are_told_to_be_given_twice_also_across_iterations() -> None:
    world = prepared()
    assert not has_doubles(Rows(records(world.workspace)).workspace)
    card = world.workspace.cards[world.uid(1)]
    iteration = replace(world.experiment, uid="later", iteration=2)
    for other in (replace(card, uid="other"), replace(card, uid="other", experiment="later")):
        workspace = Rows([*records(world.workspace), iteration, other]).workspace
        assert has_doubles(workspace)
        assert [{one.uid for one in cards} for cards in cards_of_one_number(workspace)] == [{card.uid, "other"}]
    person = next(iter(world.workspace.participants.values()))
    assert has_doubles(Rows([*records(world.workspace), replace(person, uid="other")]).workspace)


def test_which_changes_give_numbers() -> None:
    world = prepared()
    card = world.workspace.cards[world.uid(1)]
    assert isinstance(card, Card)
    for changed, gives in ((replace(card, column="done"), False), (replace(card, number=99), True), (None, False)):
        assert numbers_anew(world.workspace, {"cards": {card.uid: changed}}) == gives
    assert numbers_anew(world.workspace, {"cards": {"new": replace(card, uid="new")}})
