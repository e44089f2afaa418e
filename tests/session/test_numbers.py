"""Numbers that a merge gave twice under an open window get numbers of their own at once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.session.conftest import Open
from tui.domain import operations
from tui.session import Notice


def warned(notice: Notice) -> bool:
    return notice.warning is not None and "was given twice" in notice.warning


def test_a_merge_under_an_open_window_gives_no_number_twice(open_window: Open, tmp_path: Path) -> None:
    window = open_window().start()
    window.disk.fold()
    path = tmp_path / "workspace" / "research.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    row = next(iter(tables["cards"].values()))
    tables["cards"]["99"] = {**row, "uid": "of the other copy", "title": "Of the other copy"}
    path.write_text(json.dumps(tables), encoding="utf-8")
    warning = window.wait(warned).warning
    assert warning == "CD-1 was given twice when two copies were merged; “Of the other copy” is CD-4 now."
    window.settle()
    other = open_window("eng")
    other.session.save(operations.add_card, window.card.experiment, "New")
    cards = other.session.workspace.cards.values()
    assert sorted(card.number for card in cards) == [1, 2, 3, 4, 5]
    assert other.session.workspace.cards["of the other copy"].number == 4
