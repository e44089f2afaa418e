from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.conftest import LISTENING, Open
from tests.session.windows import Window
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.session import CatalogEntry
from tui.session.board_files import follow_definition, is_offered, offered, take_over


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


TALKING = LISTENING.replace("id: listening", "id: talking").replace("key: LI", "key: TA")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Return a folder of boards that ship, with one in it."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "talking.yaml").write_text(TALKING, encoding="utf-8")
    return folder


@pytest.fixture
def template(open_window: Open, shipped: Path) -> Window:
    """Return a window on a board that runs as it shipped."""
    opened = open_window()
    opened.session.catalog = Catalog(opened.session.folder / "boards", shipped)
    opened.session.start(opened.session.draft(entry_of(opened, "talking")))
    opened.settle()
    return opened


def entry_of(window: Window, board_id: str) -> CatalogEntry:
    entry = window.session.catalog.entry(board_id)
    assert entry is not None
    return entry


def ship(folder: Path, text: str) -> None:
    (folder / "talking.yaml").write_text(text, encoding="utf-8")


def is_open(window: Window) -> bool:
    return is_offered(window.session.current("talking"), entry_of(window, "talking"))


def test_an_edition_that_ships_is_offered_and_changes_nothing_by_itself(template: Window, shipped: Path) -> None:
    assert not is_open(template)
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    before = template.session.workspace.cards
    assert follow_definition(template.session, "talking") is None
    assert template.session.workspace.cards == before
    assert is_open(template)


def test_what_ships_is_not_followed_because_the_team_has_files_of_its_own(template: Window, shipped: Path) -> None:
    own = template.session.folder / "boards"
    own.mkdir(exist_ok=True)
    (own / "other.yaml").write_text("id: other\nkey: OT\ntitle: talking\n", encoding="utf-8")
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    assert follow_definition(template.session, "talking") is None
    assert is_open(template)


def test_an_edition_that_ships_is_taken_over_when_somebody_says_so(template: Window, shipped: Path) -> None:
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    experiment, entry = offered(template.session.current("talking"), entry_of(template, "talking"))
    take_over(template.session, experiment, entry)
    assert [card.title for card in template.session.workspace.cards_of(experiment.uid)] == [
        *("Ask", "Hear them out", "Answer")
    ]
    assert not is_open(template)


def test_an_edition_that_was_left_is_not_offered_again_but_the_next_one_is(template: Window, shipped: Path) -> None:
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    experiment, entry = offered(template.session.current("talking"), entry_of(template, "talking"))
    template.session.save(operations.leave_definition, experiment.uid, definition_hash=entry.hash)
    assert not is_open(template)
    ship(shipped, TALKING.replace("title: Hear", "title: Hear everybody out"))
    assert is_open(template)
    template.session.undo()
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    assert is_open(template)


def test_an_edition_that_says_the_same_in_other_bytes_is_not_offered(template: Window, shipped: Path) -> None:
    ship(shipped, "# revised\n" + TALKING)
    assert not is_open(template)
    with pytest.raises(NotAllowed, match="nothing is offered"):
        offered(template.session.current("talking"), entry_of(template, "talking"))


def test_a_decided_experiment_is_offered_nothing(template: Window, shipped: Path) -> None:
    experiment = template.session.current("talking")
    assert experiment is not None
    template.session.save(
        operations.decide_experiment, experiment.uid, "stop", observation="Nobody came.", learning="Ask sooner."
    )
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    assert not is_open(template)


def test_a_file_of_the_team_goes_before_the_one_that_ships_and_is_followed(template: Window) -> None:
    own = template.session.folder / "boards"
    own.mkdir()
    (own / "talking.yaml").write_text(TALKING.replace("title: Hear", "title: Hear us out"), encoding="utf-8")
    assert follow_definition(template.session, "talking") is not None
    experiment = template.session.current("talking")
    assert experiment is not None
    assert "Hear us out" in {card.title for card in template.session.workspace.cards_of(experiment.uid)}


def test_an_iteration_keeps_what_was_left(template: Window, shipped: Path) -> None:
    ship(shipped, TALKING.replace("title: Hear", "title: Hear them out"))
    experiment, entry = offered(template.session.current("talking"), entry_of(template, "talking"))
    template.session.save(operations.leave_definition, experiment.uid, definition_hash=entry.hash)
    template.session.save(operations.iterate_experiment, experiment.uid)
    assert not is_open(template)
