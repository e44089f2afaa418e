from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.exchange.boards import NAMES, busy_world, parcel_of
from tui.domain.errors import Conflict, NotFound
from tui.exchange import file_names


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_file(path: Path, text: str, *, force: bool = False) -> Path:
    """Write a text letter by letter."""
    return file_names.write_file(path, [letter.encode() for letter in text], force=force)


def write_snapshot(folder: Path, text: str, name: str) -> Path:
    return file_names.write_snapshot(folder, [letter.encode() for letter in text], name)


def test_the_name_says_board_and_local_time_and_nobody() -> None:
    name = parcel_of(busy_world()).stem
    assert name == "CD-2026-03-05-stakeholders"
    assert not [each for each in NAMES if each in name]


def test_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.md", "text ü")
    assert path.read_text(encoding="utf-8") == "text ü"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_is_there_is_left_alone_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("precious")
    with pytest.raises(Conflict, match="--force"):
        write_file(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_text() == "precious"
    write_file(tmp_path / "a.md", "new", force=True)
    assert (tmp_path / "a.md").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.md"]


def test_a_link_to_nowhere_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Conflict):
        write_file(tmp_path / "a.md", "new")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        write_file(tmp_path / "none" / "a.md", "new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("failing", ["fsync", "link", "replace"])
def test_a_failing_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, force: bool
) -> None:
    (tmp_path / "old.md").write_text("old")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / ("old.md" if force else "new.md"), "new", force=force)
    assert names(tmp_path) == ["old.md"]
    assert (tmp_path / "old.md").read_text() == "old"


def test_where_hard_links_are_unknown_a_file_is_written_and_protected_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*args: object, **kwargs: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unsupported)
    write_file(tmp_path / "a.md", "one")
    with pytest.raises(Conflict):
        write_file(tmp_path / "a.md", "two")
    assert (tmp_path / "a.md").read_text() == "one"
    assert names(tmp_path) == ["a.md"]


def test_snapshots_never_overwrite_each_other(tmp_path: Path) -> None:
    first = write_snapshot(tmp_path, "one", "board.md")
    assert first == tmp_path / "snapshots" / "board.md"
    assert write_snapshot(tmp_path, "two", "board.md").name == "board-2.md"
    assert write_snapshot(tmp_path, "three", "board.md").name == "board-3.md"
    assert first.read_text() == "one"


def test_the_same_snapshot_is_not_written_twice(tmp_path: Path) -> None:
    first = write_snapshot(tmp_path, "one", "board.md")
    assert write_snapshot(tmp_path, "one", "board.md") == first
    assert names(tmp_path / "snapshots") == ["board.md"]
