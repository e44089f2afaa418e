"""Where boards are found, which of two wins, and that a broken file harms nobody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.definitions.catalog import Catalog, CatalogEntry
from tui.definitions.loader import definition_hash


def board(board_id: str, title: str = "Talk") -> str:
    return f"id: {board_id}\nkey: TK\ntitle: {title}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace" / "boards"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "talk.yaml").write_text(board("talk"), encoding="utf-8")
    (folder / "watch.yaml").write_text(board("watch"), encoding="utf-8")
    return folder


def by_id(catalog: Catalog) -> dict[str, CatalogEntry]:
    return {entry.id: entry for entry in catalog.entries()}


def test_shipped_boards_are_found_without_a_workspace() -> None:
    entries = Catalog(None).entries()
    assert {"customer-development", "customer-experience-experiment", "customer-retention-experiment"} <= {
        entry.id for entry in entries
    }
    assert all(entry.source == "shipped" and entry.definition and not entry.problems for entry in entries)


def test_the_whole_experiments_come_before_the_practices_and_each_by_file_name() -> None:
    ids = [entry.id for entry in Catalog(None).entries()]
    whole = ["customer-development", "customer-experience-experiment", "customer-retention-experiment"]
    assert ids[:3] == whole
    assert ids[3:] == sorted(ids[3:])
    assert not {*ids[3:]} & {*whole}


def test_a_workspace_board_shadows_the_shipped_one(own: Path, shipped: Path) -> None:
    (own / "mine.yaml").write_text(board("talk", "Ours"), encoding="utf-8")
    entries = by_id(Catalog(own, shipped))
    assert list(entries) == ["talk", "watch"]
    assert (entries["talk"].source, entries["talk"].path) == ("workspace", own / "mine.yaml")
    assert entries["talk"].definition is not None
    assert entries["talk"].definition.title == "Ours"
    assert entries["watch"].source == "shipped"


def test_a_broken_file_takes_no_other_down(own: Path, shipped: Path) -> None:
    (own / "bad.yaml").write_bytes(b"\x00\xff[")
    (own / "half.yaml").write_text("id: half-done\ntitel: x\n", encoding="utf-8")
    (own / "good.yml").write_text(board("good"), encoding="utf-8")
    entries = by_id(Catalog(own, shipped))
    assert list(entries) == ["bad", "good", "half-done", "talk", "watch"]
    assert [entry.id for entry in entries.values() if entry.definition is None] == ["bad", "half-done"]
    assert entries["bad"].problems[0].file == "boards/bad.yaml"
    assert 'did you mean "title"?' in str(entries["half-done"].problems)


def test_a_broken_copy_does_not_take_the_id_of_a_good_board(own: Path, shipped: Path) -> None:
    (own / "copy.yaml").write_text(board("good") + "colour: red\n", encoding="utf-8")
    (own / "good.yaml").write_text(board("good"), encoding="utf-8")
    entries = by_id(Catalog(own, shipped))
    assert entries["good"].path == own / "good.yaml"
    assert entries["good"].definition is not None
    assert entries["copy.yaml"].problems


def test_two_files_with_one_id_are_both_named_and_neither_is_trusted(own: Path, shipped: Path) -> None:
    (own / "a.yaml").write_text(board("same"), encoding="utf-8")
    (own / "b.yaml").write_text(board("same"), encoding="utf-8")
    entry = Catalog(own, shipped).entry("same")
    assert entry is not None
    assert entry.definition is None
    assert 'a.yaml and b.yaml have the same id "same"' in entry.problems[0].sentence
    assert [problem.file for problem in entry.problems] == ["boards/a.yaml", "boards/b.yaml"]


def test_what_is_no_board_file_is_left_alone(own: Path, shipped: Path) -> None:
    (own / "notes.md").write_text("# notes", encoding="utf-8")
    (own / ".talk.yaml.swp").write_bytes(b"\x00")
    (own / ".hidden.yaml").write_bytes(b"\x00")
    assert [entry.id for entry in Catalog(own, shipped).entries()] == ["talk", "watch"]


def test_what_cannot_be_read_is_an_entry_with_a_sentence(own: Path, shipped: Path) -> None:
    (own / "folder.yaml").mkdir()
    (own / "gone.yaml").symlink_to(own / "nowhere")
    (own / "loop.yaml").symlink_to(own / "loop.yaml")
    os.mkfifo(own / "pipe.yaml")
    entries = by_id(Catalog(own, shipped))
    assert list(entries) == ["folder", "gone", "loop", "pipe", "talk", "watch"]
    assert all("cannot be read" in str(entries[name].problems) for name in ("folder", "gone", "loop", "pipe"))


def test_a_folder_that_is_not_there_holds_no_boards(tmp_path: Path, shipped: Path) -> None:
    catalog = Catalog(tmp_path / "nowhere", shipped)
    assert [entry.id for entry in catalog.entries()] == ["talk", "watch"]
    assert len(catalog.fingerprint()) == 2


def test_an_unknown_board_is_none(shipped: Path) -> None:
    assert Catalog(None, shipped).entry("elsewhere") is None


def test_an_edit_changes_the_fingerprint_the_hash_and_the_board(own: Path, shipped: Path) -> None:
    path = own / "mine.yaml"
    path.write_text(board("mine"), encoding="utf-8")
    catalog = Catalog(own, shipped)
    before, entry = catalog.fingerprint(), catalog.entry("mine")
    assert entry is not None
    assert entry.hash == definition_hash(board("mine"))
    assert catalog.fingerprint() == before
    path.write_text(board("mine", "Edited"), encoding="utf-8")
    edited = catalog.entry("mine")
    assert catalog.fingerprint() != before
    assert edited is not None
    assert edited.definition is not None
    assert (edited.definition.title, edited.hash != entry.hash) == ("Edited", True)


def test_yaml_is_imported_only_when_a_board_is_read() -> None:
    script = (
        "import sys\n"
        "from tui.definitions.catalog import Catalog\n"
        "Catalog(None).fingerprint()\n"
        "print('yaml' in sys.modules)\n"
        "Catalog(None).entries()\n"
        "print('yaml' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
