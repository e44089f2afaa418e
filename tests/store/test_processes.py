"""People and scripts at once on one workspace, killed at random and started again: nothing is lost or given twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.world import BOARD, MONDAY
from tests.store.apart import counted
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.session import Session
from tui.session.checkup import findings
from tui.store import open_store


def test_people_on_one_board() -> None:
    assert counted("crowd", "people", 2, 24, 1)["acknowledged"] == 48


def test_scripts_on_the_same_tables() -> None:
    assert counted("crowd", "scripts", 2, 30, 1)["acknowledged"] == 60


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
@pytest.mark.parametrize("seed", range(2))
def test_people_killed_and_started_again(writers: int, seed: int) -> None:
    done = counted("crowd", "people", writers, 500, seed)
    assert done["acknowledged"] == writers * 500
    assert done["kills"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("writers", [2, 4])
@pytest.mark.parametrize("seed", range(3))
def test_scripts_killed_and_started_again(writers: int, seed: int) -> None:
    done = counted("crowd", "scripts", writers, 500, seed)
    assert done["acknowledged"] == writers * 500
    assert done["kills"] > 10


def test_a_change_that_waited_while_others_saved_theirs_is_no_fault(tmp_path: Path) -> None:
    def window(later: int) -> Session:
        at = MONDAY + timedelta(seconds=later)
        return Session(open_store(tmp_path), Catalog(tmp_path / "boards"), clock=lambda: at)

    first = window(0)
    first.save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    (experiment,) = first.workspace.experiments
    second = window(60)
    second.save(operations.add_card, experiment, "begun later, saved first")
    waited = window(30)
    waited.save(operations.add_card, experiment, "begun first, saved later")
    for session in (first, second, waited):
        session.close()
    again = window(90)
    assert findings(again) == []
    again.close()
