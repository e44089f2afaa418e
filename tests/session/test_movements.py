"""What flow is read from, as it is kept in the store."""

from __future__ import annotations

from hypothesis import given

from tests.domain.told import Told
from tests.domain.world import BOARD
from tests.fuzz.runs import RUNS, Step, done
from tests.session.conftest import Open
from tui.domain import operations
from tui.domain.flow.passages import CardHistory
from tui.domain.operations.kinds import STILL
from tui.domain.records import Card

FLOW_FIELDS = (
    "column",
    "started_at",
    "finished_at",
    "archived_at",
    "orphaned",
    "experiment",
    "kind",
    "number",
    "due",
    "every",
    "series",
)


@given(RUNS)
def test_events_that_are_passed_over_change_nothing_that_matters(run: list[tuple[Step, int]]) -> None:
    world = Told()
    done(world, run)
    for event in world.events:
        if event.kind in STILL:
            cards = event.changes.get("cards", {}).values()
            assert not any(name in fields for fields in cards for name in FLOW_FIELDS), event.kind
            assert "definition" not in str(event.changes.get("experiments", {}))


def agrees(histories: list[CardHistory], cards: dict[str, Card]) -> bool:
    """Return whether histories end as the records stand."""
    ends = {each.card: each.last for each in histories if not each.last.gone}
    told = {uid: (end.column, end.started_at, end.finished_at, end.archived_at) for uid, end in ends.items()}
    return told == {
        uid: (card.column, card.started_at, card.finished_at, card.archived_at) for uid, card in cards.items()
    }


def test_histories_are_read_from_the_store(open_window: Open) -> None:
    window = open_window().start()
    session, card = window.session, window.card
    for column in ("doing", "done", "doing"):
        session.save(operations.move_card, card.uid, column)
    session.save(operations.tag_card, card.uid, ["column"])
    session.undo()
    session.save(operations.archive_card, card.uid)
    histories = session.histories(BOARD.id)
    assert agrees(histories, dict(session.workspace.cards))
    columns = [each.column for each in next(each for each in histories if each.card == card.uid).passages]
    assert columns == ["todo", "doing", "done", "doing", "doing"]


def test_going_back_to_a_backup_is_followed(open_window: Open) -> None:
    window = open_window().start()
    session, card = window.session, window.card
    session.save(operations.move_card, card.uid, "doing")
    backup = session.back_up("before")
    session.save(operations.move_card, card.uid, "done")
    session.save(operations.add_card, card.experiment, "Later")
    session.restore(backup.name)
    assert agrees(session.histories(BOARD.id), dict(session.workspace.cards))
    session.undo()
    session.save(operations.tag_card, card.uid, ["saved after it"])
    assert agrees(session.histories(BOARD.id), dict(session.workspace.cards))


def test_other_boards_are_passed_over_and_a_board_that_is_not_started_has_none(open_window: Open) -> None:
    window = open_window().start()
    assert window.session.histories("nonsense") == []


def test_an_event_that_cannot_be_read_is_left_out(open_window: Open) -> None:
    window = open_window().start()
    session, card = window.session, window.card
    session.save(operations.move_card, card.uid, "doing")
    session.close()
    path = session.folder / "research.json"
    text = path.read_text(encoding="utf-8")
    assert text.count('"column": ["todo", "doing"]') == 1
    path.write_text(text.replace('"column": ["todo", "doing"]', '"column": 7'), encoding="utf-8")
    again = open_window().session
    history = next(each for each in again.histories(BOARD.id) if each.card == card.uid)
    assert [each.column for each in history.passages] == ["todo"]
