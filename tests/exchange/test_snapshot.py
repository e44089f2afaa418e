from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from tui.exchange.json_format import to_json
from tui.exchange.markdown import to_markdown
from tui.exchange.snapshot import build_snapshot

import tui
from tests.domain.world import DAY, World
from tests.exchange.boards import NAMES, busy_world, snapshot_of
from tui.domain import operations


def test_the_head_says_what_the_experiment_is_and_how_far_it_has_come() -> None:
    board = snapshot_of(busy_world()).board
    assert (board.key, board.iteration, board.status, board.day) == ("CD", 1, "running", 4)
    assert board.goals == ("Listen", "Learn")
    assert [(column.id, column.cards, column.wip) for column in board.columns] == [
        ("todo", 1, None),
        ("doing", 1, 3),
        ("review", 0, None),
        ("done", 1, None),
    ]
    assert board.archived == 1


def test_a_card_says_everything_that_was_set_on_it() -> None:
    snapshot = snapshot_of(busy_world())
    (card,) = snapshot.in_column("doing")
    assert (card.key, card.assignee, card.due, card.age_days) == ("CD-1", "ben", date(2026, 3, 13), 4)
    assert card.blocked is not None
    assert (card.blocked.reason, card.blocked.needs, card.blocked.days) == ("Legal reads the form", "Ana", 3)
    assert card.people == ("P01", "P02")
    (note,) = card.notes
    assert (note.kind, note.by, note.about, note.stance, note.date) == (
        "quote",
        "ux",
        ("P01", "P02"),
        "refutes",
        date(2026, 3, 3),
    )


def test_cycle_time_of_a_finished_card_and_ticks_of_a_checklist() -> None:
    snapshot = snapshot_of(busy_world())
    (done,) = snapshot.in_column("done")
    assert (done.cycle_days, done.age_days, done.kind, done.every) == (1, None, "recurring", "P2W")
    (waiting,) = snapshot.in_column("todo")
    assert [(step.text, step.done) for step in waiting.checklist] == [("Survey", True), ("Call", False)]


def test_archived_cards_are_only_counted() -> None:
    snapshot = snapshot_of(busy_world())
    assert "Not now" not in to_markdown(snapshot) + to_json(snapshot)
    assert "1 archived" in to_markdown(snapshot)


def test_the_clock_of_the_report_sets_ages_and_days_not_the_state() -> None:
    world = busy_world()
    later = snapshot_of(world, world.now + 10 * DAY)
    assert later.board.day == 14
    assert later.in_column("doing")[0].age_days == 14
    assert [card.key for card in later.cards] == [card.key for card in snapshot_of(world).cards]


def test_days_are_those_of_the_boards_time_zone() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "doing")
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert snapshot_of(world, late).in_column("doing")[0].age_days == 2
    assert snapshot_of(world, late - timedelta(hours=2)).in_column("doing")[0].age_days == 1


def test_the_same_state_and_time_give_the_same_bytes_wherever_the_time_is_written() -> None:
    world, twin = busy_world(), busy_world()
    local = world.now.astimezone(ZoneInfo("Asia/Tokyo"))
    for render in (to_json, to_markdown):
        assert render(snapshot_of(world)) == render(snapshot_of(twin, local))


def test_no_name_address_or_organisation_of_a_contact_leaves() -> None:
    snapshot = snapshot_of(busy_world())
    for text in (to_json(snapshot), to_markdown(snapshot)):
        assert not [name for name in NAMES if name.casefold() in text.casefold()]
        assert "P01" in text


def test_what_people_typed_stays_as_typed() -> None:
    world = busy_world()
    world.note("Ada Lovelace said so")
    assert "Ada Lovelace said so" in to_markdown(snapshot_of(world))


def test_json_has_the_shape_that_scripts_rely_on() -> None:
    text = to_json(snapshot_of(busy_world()))
    data = json.loads(text)
    assert data["schema"] == 1
    assert data["profile"] == "team"
    assert data["exported_at"] == "2026-03-05T09:00:00Z"
    assert data["generator"] == f"custdev {tui.__version__}"
    assert data["people"] == [{"pid": "P01"}, {"pid": "P02"}]
    assert data["board"]["test"] == {"metric": "csat", "criterion": ">= 80", "min_n": 20}
    assert data["cards"][1]["due"] == "2026-03-13"
    assert text == json.dumps(data, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_a_draft_has_no_day() -> None:
    world = World()
    draft = replace(world.experiment, status="draft", started_at=None)
    snapshot = build_snapshot(world.workspace, draft, world.now)
    assert snapshot.board.day is None
    assert "draft · 3 cards" in to_markdown(snapshot)


def test_records_edited_by_hand_cannot_smuggle_control_characters_out() -> None:
    world = busy_world()
    evil = replace(world.card(1), title="a\x1b]0;x\x07b\u202e\nc", tags=("\x1b[2J#",), assignee="\x9b1m")
    snapshot = build_snapshot(world.workspace.replace({"cards": {evil.uid: evil}}), world.experiment, world.now)
    for text in (to_markdown(snapshot), json.loads(to_json(snapshot))["cards"][1]["title"]):
        assert not set(text) & set("\x1b\x07\u202e\x9b")
        assert "ab c" in text
