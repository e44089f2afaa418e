from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, CARDS, COLUMNS, MONDAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.operations import experiments
from tui.domain.records import ranks
from tui.domain.records.change import Change
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition
from tui.domain.work.own_edits import own_edit_words, own_edits

CHANNELS, FEEDBACK, ENGAGE = CARDS
WITHOUT_FEEDBACK = replace(BOARD, cards=(CHANNELS, ENGAGE))


def reconcile(world: World, definition: BoardDefinition) -> Change:
    return world.do(operations.reconcile_definition, world.experiment.uid, definition, definition_hash="two")


def edited(**fields: Any) -> BoardDefinition:
    """Return the board with fields of its first card edited."""
    return replace(BOARD, cards=(replace(CHANNELS, **fields), FEEDBACK, ENGAGE))


def test_the_experiment_keeps_the_new_definition() -> None:
    world = World()
    reconcile(world, WITHOUT_FEEDBACK)
    assert world.experiment.definition == WITHOUT_FEEDBACK
    assert world.experiment.definition_hash == "two"


def test_the_same_definition_changes_no_card() -> None:
    world = World()
    assert set(reconcile(world, BOARD).records) == {"experiments"}


def test_new_cards_appear_behind_the_others_with_new_numbers() -> None:
    world = World()
    world.add("A person's own card")
    new = (CardDefinition("x", "X"), CardDefinition("y", "Y", column="doing"), CardDefinition("z", "Z"))
    reconcile(world, replace(BOARD, cards=(*new, *CARDS)))
    assert world.lane("todo") == [1, 2, 3, 4, 5, 7]
    assert (world.lane("doing"), world.card(6).started_at) == ([6], MONDAY)
    assert world.add().number == 8


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Open channels"},
        {"description": "Only mail."},
        {"group": "Listening"},
        {"tags": ("mail",)},
        {"kind": "cycle"},
        {"kind": "recurring", "every": "P1D"},
        {"needs": ("observe",)},
        {"wish": ("record_audio",)},
        {"due": MONDAY.date()},
    ],
)
def test_changed_texts_follow_the_definition(fields: dict[str, Any]) -> None:
    world = World()
    before = world.card(1)
    reconcile(world, edited(**fields))
    assert world.card(1) == replace(before, **fields)


def test_a_field_a_person_edited_stays_theirs_and_others_follow() -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), title="Our channels")
    reconcile(world, edited(title="Open channels", description="Only mail."))
    assert (world.card(1).title, world.card(1).description) == ("Our channels", "Only mail.")


def steps(world: World, number: int) -> list[tuple[str, bool]]:
    return [(step.text, step.done) for step in world.card(number).checklist]


@pytest.mark.parametrize(
    ("texts", "after"),
    [
        (("Call", "Survey"), [("Call", True), ("Survey", False)]),
        (("Survey", "Write", "Call"), [("Survey", False), ("Write", False), ("Call", True)]),
        (("Survey", "Call them"), [("Survey", False), ("Call them", True)]),
        (("Survey",), [("Survey", False)]),
        ((), []),
    ],
)
def test_steps_follow_and_stay_ticked(texts: tuple[str, ...], after: list[tuple[str, bool]]) -> None:
    world = World()
    survey, call = world.card(2).checklist
    world.do(operations.tick_item, world.uid(2), call.uid)
    reconcile(world, replace(BOARD, cards=(CHANNELS, replace(FEEDBACK, checklist=texts), ENGAGE)))
    assert steps(world, 2) == after
    assert {step.uid for step in world.card(2).checklist if step.text == "Survey"} <= {survey.uid}


def test_steps_that_a_person_added_to_stay_theirs() -> None:
    world = World()
    world.do(operations.add_checklist_item, world.uid(2), "Thank")
    reconcile(world, replace(BOARD, cards=(CHANNELS, replace(FEEDBACK, checklist=("Survey",)), ENGAGE)))
    assert [text for text, _ in steps(world, 2)] == ["Survey", "Call", "Thank"]


def test_a_kind_and_its_rhythm_stay_together() -> None:
    world = World()
    world.do(operations.edit_card, world.uid(3), every="P1M")
    reconcile(world, replace(BOARD, cards=(CHANNELS, FEEDBACK, replace(ENGAGE, kind="task", every=None))))
    assert (world.card(3).kind, world.card(3).every) == ("recurring", "P1M")


@pytest.mark.parametrize("edited_here", [False, True])
def test_a_card_that_comes_back_with_another_text_has_it_unless_somebody_edited_it(edited_here: bool) -> None:
    world = World()
    if edited_here:
        world.do(operations.edit_card, world.uid(2), title="Ours")
    reconcile(world, WITHOUT_FEEDBACK)
    reconcile(world, replace(WITHOUT_FEEDBACK, title="Listening"))
    back = replace(BOARD, cards=(CHANNELS, replace(FEEDBACK, title="Ask"), ENGAGE))
    own = own_edits(world.workspace, world.experiment, back)
    reconcile(world, back)
    assert (world.card(2).title, world.card(2).orphaned) == ("Ours" if edited_here else "Ask", False)
    assert world.experiment.aside == ()
    assert [(edit.field, edit.here, edit.file) for edit in own] == [("title", "Ours", "Ask")] * edited_here


def test_what_stays_is_said_once() -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), title="Ours", description="Ours, too")
    first, second = edited(title="Open [/] doors"), edited(title="Open [/] doors", group="New")
    told = [own_edit_words(world.workspace, edit) for edit in own_edits(world.workspace, world.experiment, first)]
    assert told == ['CD-1 keeps its title as it is here; the file has "Open [/] doors"']
    reconcile(world, first)
    assert own_edits(world.workspace, world.experiment, second) == []
    reconcile(world, second)
    assert (world.card(1).title, world.card(1).group) == ("Ours", "New")


def test_dates_that_a_recurring_card_missed_stay_missed_with_another_rhythm() -> None:
    world = World(replace(BOARD, cards=(replace(ENGAGE, due=MONDAY.date()),)))
    world.later(timedelta(days=29))
    reconcile(world, replace(BOARD, cards=(replace(ENGAGE, due=MONDAY.date(), every="P1M"),)))
    series = world.card(1).series
    assert series is not None
    assert series.missed == 2


def test_a_persons_own_card_is_left_alone() -> None:
    world = World()
    card = world.add("Own")
    reconcile(world, WITHOUT_FEEDBACK)
    assert world.workspace.cards[card.uid] == card


def test_a_card_gone_from_the_definition_is_kept_aside_and_comes_back_with_it() -> None:
    world = World()
    note = world.note(card=world.uid(2))
    before = world.card(2)
    reconcile(world, WITHOUT_FEEDBACK)
    assert world.card(2) == replace(before, orphaned=True)
    assert world.lane("todo") == [1, 3]
    assert world.workspace.notes_of(before.uid) == [note]
    with pytest.raises(NotAllowed, match="2 Seek feedback is not in the definition any more; restore it first"):
        world.do(operations.move_card, before.uid, "done")
    reconcile(world, BOARD)
    assert world.card(2) == before


def test_a_card_a_person_restored_stays_when_the_definition_is_edited_again() -> None:
    world = World()
    reconcile(world, WITHOUT_FEEDBACK)
    world.do(operations.restore_card, world.uid(2))
    reconcile(world, replace(WITHOUT_FEEDBACK, title="Listening"))
    assert world.lane("todo") == [1, 2, 3]


def test_a_renamed_column_keeps_its_cards() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "doing")
    renamed = tuple(replace(column, title=column.title + "!") for column in COLUMNS)
    assert set(reconcile(world, replace(BOARD, columns=renamed)).records) == {"experiments"}
    assert world.lane("doing") == [1]


@pytest.mark.parametrize(("gone", "target"), [("review", "doing"), ("doing", "review")])
def test_cards_of_a_removed_column_go_behind_those_of_the_first_column_of_its_role(gone: str, target: str) -> None:
    world = World()
    for number, column in ((1, gone), (2, gone), (3, target)):
        world.do(operations.move_card, world.uid(number), column)
    started = world.card(1).started_at
    world.later(timedelta(days=2))
    columns = tuple(column for column in COLUMNS if column.id != gone)
    reconcile(world, replace(BOARD, columns=columns))
    assert world.lane(target) == [3, 1, 2]
    assert len({world.card(number).rank for number in (1, 2, 3)}) == 3
    assert world.card(1).started_at == started


def test_finished_cards_stay_finished_when_their_column_is_replaced() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    finished = world.card(1).finished_at
    world.later()
    columns = (*COLUMNS[:3], ColumnDefinition("shipped", "SHIPPED", "finished"))
    reconcile(world, replace(BOARD, columns=columns))
    assert (world.card(1).column, world.card(1).finished_at) == ("shipped", finished)


def test_new_cards_and_moved_ones_share_a_column_without_sharing_a_rank() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "review")
    columns = tuple(column for column in COLUMNS if column.id != "review")
    cards = (*CARDS, CardDefinition("x", "X", column="doing"), CardDefinition("y", "Y", column="doing"))
    reconcile(world, replace(BOARD, columns=columns, cards=cards))
    assert world.lane("doing") == [1, 4, 5]
    assert len({world.card(number).rank for number in (1, 4, 5)}) == 3


def test_large_boards_are_followed_without_looking_for_each_card_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    count, looks, ends = 300, [], []
    many = tuple(CardDefinition(f"c{number}", f"Card {number}", column="review") for number in range(count))
    world = World(replace(BOARD, cards=many))
    sides = (replace(BOARD, cards=(*many, *CARDS), columns=(*COLUMNS[:2], COLUMNS[3])), world.experiment.definition)
    lane_cards, rank_at = type(world.workspace).lane_cards, ranks.rank_at

    def looked(*args: Any) -> Any:
        looks.append(args)
        return lane_cards(*args)

    def ranked(ranks: list[str], index: int) -> str:
        ends.append(len(ranks))
        return rank_at(ranks, index)

    monkeypatch.setattr(type(world.workspace), "lane_cards", looked)
    monkeypatch.setattr(experiments, "rank_at", ranked)
    for side in sides:
        reconcile(world, side)
    assert not looks
    assert len(ends) == count + len(CARDS)
    assert max(ends) == 1
    monkeypatch.undo()
    assert world.lane("doing") == list(range(1, count + 1))
    assert len({card.rank for card in world.workspace.cards.values() if card.column == "doing"}) == count


def test_cards_are_looked_up_in_a_definition_as_it_is() -> None:
    twice = replace(BOARD, cards=(CHANNELS, replace(CHANNELS, title="Again"), FEEDBACK))
    assert twice.card(CHANNELS.id) is twice.cards[0]
    assert twice.card(None) is None
    fewer = replace(twice, cards=(FEEDBACK,))
    assert fewer.card(CHANNELS.id) is None
    assert fewer.card(FEEDBACK.id) is FEEDBACK
    assert fewer == replace(BOARD, cards=(FEEDBACK,))
