from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.conftest import LISTENING, Open
from tests.session.windows import Window
from tui.domain import operations
from tui.session.definitions import follow_definition


@pytest.fixture
def window(open_window: Open, boards: Path) -> Window:
    """Return a window on a board that runs."""
    opened = open_window()
    entry = opened.session.catalog.entry("listening")
    assert entry is not None
    opened.session.start(opened.session.draft(entry))
    opened.settle()
    return opened


def titles(window: Window) -> list[str]:
    experiment = window.session.current("listening")
    assert experiment is not None
    return [card.title for card in window.session.workspace.cards_of(experiment.uid) if not card.orphaned]


def write(boards: Path, text: str) -> None:
    (boards / "listening.yaml").write_text(text, encoding="utf-8")


def test_a_file_nobody_edited_is_not_followed(window: Window) -> None:
    assert follow_definition(window.session, "listening") is None
    assert follow_definition(window.session, "elsewhere") is None


def test_an_edited_file_is_followed_once_and_told(window: Window, boards: Path) -> None:
    write(boards, LISTENING.replace("Hear", "Hear them out") + "  - id: thank\n    title: Thank\n")
    told = follow_definition(window.session, "listening")
    assert told == "Took over the edited definition of Listening from listening.yaml."
    assert titles(window) == ["Ask", "Hear them out", "Answer", "Thank"]
    assert follow_definition(window.session, "listening") is None


def test_what_a_person_changed_here_stays_theirs(window: Window, boards: Path) -> None:
    window.session.save(operations.edit_card, window.card.uid, title="Ask them all")
    write(boards, LISTENING.replace("title: Ask", "title: Ask some"))
    assert follow_definition(window.session, "listening") is not None
    assert titles(window) == ["Ask them all", "Hear", "Answer"]


def test_a_change_of_the_file_that_changes_no_definition_is_not_told(window: Window, boards: Path) -> None:
    write(boards, "# Asked for by Ada\n" + LISTENING)
    assert follow_definition(window.session, "listening") is None


def test_a_file_with_mistakes_leaves_the_last_good_definition_in_force(window: Window, boards: Path) -> None:
    write(boards, LISTENING.replace("title: Hear", "titel: Hear"))
    assert follow_definition(window.session, "listening") is None
    assert titles(window) == ["Ask", "Hear", "Answer"]
    (boards / "listening.yaml").unlink()
    assert follow_definition(window.session, "listening") is None
    assert titles(window) == ["Ask", "Hear", "Answer"]
