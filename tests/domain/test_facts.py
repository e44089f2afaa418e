"""What a card shows is the same wherever it is shown: on the board, as JSON, and in all that leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.app.board.board import Board
from tui.app.board.card_details import Details
from tui.app.board.chips import Look, Scene
from tui.app.look.glyphs import UNICODE
from tui.app.look.inspector import PanelItem
from tui.app.look.masking import SHOWN
from tui.app.people.crowd import Crowd
from tui.app.people.timeline import Timeline
from tui.domain import operations
from tui.domain.facts import CardFacts, cards_on_boards, column_title, pids
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight
from tui.service.board_shapes import card_shape

# What was done with the first card (`later` lets two days pass), and what it shows then.
LIVES: list[tuple[str, dict[str, Any]]] = [
    ("", {"age": None, "cycle": None, "blocked": None, "total": 0}),
    ("start", {"age": 1, "cycle": None, "blocked": None, "total": 0}),
    ("start later", {"age": 3, "cycle": None, "blocked": None, "total": 0}),
    ("start later block", {"age": 3, "cycle": None, "blocked": 1, "total": 1}),
    ("start block later", {"age": 3, "cycle": None, "blocked": 3, "total": 3}),
    ("start block later unblock later", {"age": 5, "cycle": None, "blocked": None, "total": 3}),
    ("start later finish", {"age": None, "cycle": 3, "blocked": None, "total": 0}),
    ("start block later finish later", {"age": None, "cycle": 3, "blocked": None, "total": 3}),
]


def lived(story: str) -> World:
    """Return a world in which the first card went through a story."""
    world = World()
    card = world.uid(1)
    steps: dict[str, Callable[[], object]] = {
        "start": lambda: world.do(operations.move_card, card, "doing"),
        "finish": lambda: world.do(operations.move_card, card, "done"),
        "block": lambda: world.do(operations.block_card, card, "no answer yet"),
        "unblock": lambda: world.do(operations.unblock_card, card),
        "later": lambda: world.later(timedelta(days=2)),
    }
    for step in story.split():
        steps[step]()
    return world


@pytest.mark.parametrize(("story", "expected"), LIVES)
def test_board_json_and_what_leaves_show_the_same_of_a_card(story: str, expected: dict[str, Any]) -> None:
    world = lived(story)
    card = world.card(1)
    board = Board(world.workspace, world.experiment, world.now, started=True, policy=world.policy).facts(card)
    seen = SeenWorkspace(Sight(world.workspace, "team", lambda: world.policy, world.now))
    shape = card_shape(seen, seen.cards[card.uid], lambda: world.policy, world.now)
    view = Lens(world.workspace, "team", lambda: world.policy, world.now).card(card)
    assert {
        "age": board.age,
        "cycle": board.cycle,
        "blocked": board.blocked,
        "total": board.blocked_time.total,
    } == expected
    assert (shape["age_days"], shape["cycle_days"], shape["blocked_days"]) == (
        *(expected["age"], expected["cycle"], expected["total"]),
    )
    assert (view.age_days, view.cycle_days, view.blocked_time.total) == (
        *(expected["age"], expected["cycle"], expected["total"]),
    )
    assert (view.blocked.days if view.blocked else None) == expected["blocked"]


def test_permission_is_asked_for_by_the_day_of_the_team_whatever_day_it_is_on_the_board() -> None:
    # Half past eleven in London is the next day in Berlin, where the board counts its days.
    world = World(replace(BOARD, cards=(replace(BOARD.cards[0], needs=("observe",)), *BOARD.cards[1:])))
    world.policy = Policy(timezone="Europe/London")
    ada = world.person()
    world.do(operations.link_contact, world.uid(1), ada.uid)
    ends = (world.now + timedelta(days=4)).date()
    world.do(operations.give_consent, ada.uid, "observe", expires_at=ends)
    card, evening = world.card(1), datetime(2026, 3, 5, 23, 30, tzinfo=UTC)

    def missing(at: datetime) -> list[str]:
        facts = CardFacts(world.workspace, card, lambda: world.policy, at)
        assert facts.today == (at + timedelta(hours=1)).date()
        return [f"{person.pid} {scope}" for person, scope in facts.missing]

    on_the_board = Board(world.workspace, world.experiment, evening, started=True, policy=world.policy)
    assert missing(evening) == [f"{person.pid} {scope}" for person, scope in on_the_board.facts(card).missing] == []
    assert missing(evening + timedelta(days=1)) == ["P01 observe"]


def test_a_policy_is_asked_only_where_people_have_to_agree() -> None:
    world = World()

    def never() -> Policy:
        raise AssertionError("nobody is on this card")

    facts = CardFacts(world.workspace, world.card(1), never, world.now)
    assert (facts.missing, facts.to_ask, facts.age, facts.key) == ([], [], None, "CD-1")


def test_people_are_told_in_the_order_given_and_only_where_they_are() -> None:
    world = World()
    ada, ben = world.person(), world.person("Ben Okri")
    assert pids(world.workspace, [ben.uid, "nobody", ada.uid]) == ["P02", "P01"]


def test_a_card_put_aside_stands_on_no_board() -> None:
    world = World()
    ada = world.person()
    for number in (1, 2):
        world.do(operations.link_contact, world.uid(number), ada.uid)
    world.do(operations.archive_card, world.uid(1))
    assert [card.number for card in cards_on_boards(world.workspace, ada.uid)] == [2]
    assert column_title(world.workspace, world.card(2)) == "TODO"
    assert column_title(world.workspace, replace(world.card(2), column="gone")) == "gone"


def test_the_days_of_an_iteration_stop_with_its_decision_wherever_they_are_shown() -> None:
    world = World()
    world.later(timedelta(days=6))
    world.do(operations.decide_experiment, world.experiment.uid, "pivot", observation="few", learning="so", actions=())
    days = []
    for _ in range(2):
        lens = Lens(world.workspace, "team", lambda: world.policy, world.now)
        board = Board(world.workspace, world.experiment, world.now, started=True, policy=world.policy)
        days.append((lens.board(world.experiment).day, board.day))
        world.later(timedelta(days=20))
    assert days == [(7, 7)] * 2


@pytest.mark.parametrize("wants_notes", [True, False])
def test_a_stance_is_shown_where_it_counts_on_the_card_and_in_the_timeline(*, wants_notes: bool) -> None:
    world = World()
    ada = world.person()
    note = world.note("It works", people=[ada.uid], stance="supports")
    if not wants_notes:
        world.do(operations.give_consent, ada.uid, "store_notes")
        world.do(operations.withdraw_consent, ada.uid, "store_notes")
    board = Board(world.workspace, world.experiment, world.now, started=True, policy=world.policy)
    crowd = Crowd(world.workspace, world.policy, world.policy.day(world.now))
    lens = Lens(world.workspace, "team", lambda: world.policy, world.now)
    panels = (
        Details(Scene(board, Look(60), UNICODE), world.card(1), [], 60),
        Timeline(crowd, crowd.workspace.participants[ada.uid], UNICODE, SHOWN, 60),
    )
    texts = ["\n".join(row.text for item in shown_items(panel) for row in item.rows) for panel in panels]
    assert [UNICODE.supports in text for text in texts] == [wants_notes] * 2
    assert all("It works" in text for text in texts)
    assert lens.note(note).stance == ("supports" if wants_notes else None)


def shown_items(panel: Details | Timeline) -> list[PanelItem]:
    return panel.items(whole=True) if isinstance(panel, Timeline) else panel.items()
