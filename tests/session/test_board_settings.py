"""What is set in board files: links stay links, what is edited meanwhile stays, and an edition that was left, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.conftest import LISTENING, Open
from tests.session.windows import Window
from tui.definitions.catalog import Catalog
from tui.definitions.loader import load_board
from tui.domain.errors import Conflict, NotAllowed
from tui.session import CatalogEntry
from tui.session.board_settings import BoardSettings, own_file, set_board

FIVE = BoardSettings(limits={"DOING": "5"})


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "listening.yaml").write_text(LISTENING, encoding="utf-8")
    return folder


def entry_of(window: Window, shipped: Path | None = None) -> CatalogEntry:
    if shipped is not None:
        window.session.catalog = Catalog(window.session.folder / "boards", shipped)
    entry = window.session.catalog.entry("listening")
    assert entry is not None
    return entry


def test_a_link_stays_one_and_who_may_read_the_file_stays(open_window: Open, boards: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "listening-elsewhere.yaml"
    (boards / "listening.yaml").rename(elsewhere)
    elsewhere.chmod(0o640)
    (boards / "listening.yaml").symlink_to(elsewhere)
    window = open_window()
    written = set_board(window.session, entry_of(window), FIVE)
    assert written.is_written
    assert (boards / "listening.yaml").is_symlink()
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert load_board(elsewhere.read_bytes(), "x") == written.definition
    assert written.definition.columns[1].wip == 5


def test_what_was_edited_since_it_was_read_is_not_written_over(open_window: Open, boards: Path) -> None:
    window = open_window()
    entry = entry_of(window)
    (boards / "listening.yaml").write_text(LISTENING.replace("Ask", "Ask all"), encoding="utf-8")
    with pytest.raises(Conflict, match="was edited just now"):
        set_board(window.session, entry, FIVE)
    assert "Ask all" in (boards / "listening.yaml").read_text("utf-8")


def test_a_file_that_may_not_be_written_stays_and_is_named(
    open_window: Open, boards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(NotAllowed, match=r"You may not write boards/listening\.yaml"):
        set_board(window.session, entry_of(window), FIVE)
    assert (boards / "listening.yaml").read_text("utf-8") == LISTENING


def test_a_copy_takes_nothing_over_from_an_edition_the_board_does_not_have(open_window: Open, shipped: Path) -> None:
    window = open_window()
    window.session.start(window.session.draft(entry_of(window, shipped)))
    window.settle()
    (shipped / "listening.yaml").write_text(LISTENING.replace("title: Hear", "title: Hear them out"), encoding="utf-8")
    written = set_board(window.session, entry_of(window, shipped), FIVE)
    assert written.is_copied
    assert [card.title for card in written.definition.cards] == ["Ask", "Hear", "Answer"]
    assert load_board(written.path.read_bytes(), "x") == written.definition


def test_nothing_is_copied_for_what_is_so_already_nor_over_another_file(open_window: Open, shipped: Path) -> None:
    window = open_window()
    same = BoardSettings("TODO, DOING/3, DONE", {"todo": ""}, "85% in 10 days")
    assert not set_board(window.session, entry_of(window, shipped), same).is_written
    own = window.session.folder / "boards"
    assert not own.exists()
    own.mkdir(parents=True)
    (own / "listening.yaml").write_text(LISTENING.replace("id: listening", "id: other"), encoding="utf-8")
    with pytest.raises(Conflict, match=r"another listening\.yaml"):
        own_file(window.session, entry_of(window, shipped))
