from __future__ import annotations

from pathlib import Path

import pytest

from tui.store.stray_files import BesideKind, beside_files, besides, kind_of_copy

NAMES: list[tuple[str, BesideKind | None]] = [
    ("research (conflicted copy 2026-11-20).json", "conflict"),
    ("research (Ada's conflicted copy 2026-11-20).json", "conflict"),
    ("people (In Konflikt stehende Kopie 2026-11-20).json", "conflict"),
    ("research (SFConflict ada@example.com 2026-11-20-10-11-12).json", "conflict"),
    ("research.[conflicted].json", "conflict"),
    ("research.sync-conflict-20261120-101112-ABCDEFG.json", "conflict"),
    ("people_conflict-20261120-101112.json", "conflict"),
    ("research_BACKUP_4711.json", "conflict"),
    ("research_REMOTE_4711.json", "conflict"),
    ("research.json.rej", "conflict"),
    ("people.json.mine", "conflict"),
    ("research-HOST.json", "second"),
    ("people (1).json", "second"),
    ("people 2.json", "second"),
    ("people copy.json", "second"),
    ("research - Kopie.json", "second"),
    ("Copy of research.json", "second"),
    ("RESEARCH (2).JSON", "second"),
    ("research~20261120-101112.json", "version"),
    ("research.json.orig", "editor"),
    ("research.json~", "editor"),
    ("research.json.~1~", "editor"),
    ("people.json.bak", "editor"),
    ("people.bak.json", "editor"),
    (".people.json.swp", "editor"),
    ("#people.json#", "editor"),
    ("._people.json", "editor"),
    ("custdev.yaml~", "editor"),
    (".~lock.people.json#", "lock"),
    (".#people.json", "lock"),
    ("research.json.new", "leftover"),
    (".syncthing.research.json.tmp", "leftover"),
    ("~syncthing~people.json.tmp", "leftover"),
    (".people.json.Xy12Zw", "leftover"),
    ("research.json.tmp", "leftover"),
    ("research.json", None),
    ("people.json", None),
    ("custdev.yaml", None),
    ("researchers.json", None),
    ("my-research.json", None),
    ("research.py~", None),
    ("research.jsonl", None),
    ("people.csv", None),
    ("README.md", None),
    ("Makefile.bak", None),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_copy_is_recognised_by_its_name(name: str, kind: BesideKind | None) -> None:
    assert kind_of_copy(name, ("research.json", "people.json", "custdev.yaml")) == kind


COPIES = (
    "research (conflicted copy 2026-11-20).json",
    "people 2.json",
    ".people.json.swp",
    "boards/problem.yaml~",
    "boards/problem (conflicted copy 2026-11-20).yaml",
    "snapshots/2026/week.md.bak",
    ".stversions/people~20261120-101112.json",
    ".stversions/.custdev/journal~20261120-101112",
    ".custdev/research.json.new",
    ".custdev/journal.sync-conflict-20261120-101112-ABCDEFG",
    ".custdev/journal (1)",
    ".custdev/state-HOST.json",
    ".custdev/other.json/journal.new",
)
OURS = (
    "research.json",
    "people.json",
    "custdev.yaml",
    "research-2.json",
    "notes.md~",
    "boards/problem.yaml",
    "boards/problem-2.yaml",
    "snapshots/2026-11-20.md",
    "src/main.py.orig",
    ".git/ORIG_HEAD.bak",
    ".custdev/journal",
    ".custdev/state.json",
    ".custdev/lock",
    ".custdev/erasing",
    ".custdev/research-2.json/journal",
    ".custdev/other.json/journal",
    ".custdev/damaged/research-1a2b3c4d-120.json",
    ".custdev/damaged/changes-3-1a2b3c4d-120.json",
    ".custdev/backups/00000003/research.json",
    ".custdev/backups/00000003/people.json",
)


def lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"{}")


def test_the_copies_in_a_workspace_are_those_that_are_not_ours_to_keep(tmp_path: Path) -> None:
    lay(tmp_path, *COPIES, *OURS)
    assert beside_files(tmp_path) == sorted(tmp_path / name for name in COPIES)
    assert {each.kind for each in besides(tmp_path) if ".stversions" in each.path.parts} == {"version"}


def test_a_data_file_that_is_a_link_has_its_copies_where_it_leads(tmp_path: Path) -> None:
    shared, folder = tmp_path / "shared", tmp_path / "workspace"
    lay(shared, "identities.json", "identities (1).json", "other.json~")
    folder.mkdir()
    (folder / "people.json").symlink_to(shared / "identities.json")
    assert beside_files(folder) == [shared.resolve() / "identities (1).json"]


def test_a_linked_folder_is_looked_into(tmp_path: Path) -> None:
    lay(tmp_path / "shared", "week.md~")
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "snapshots").symlink_to(tmp_path / "shared")
    assert beside_files(tmp_path / "workspace") == [tmp_path / "workspace" / "snapshots" / "week.md~"]


def test_no_workspace_has_no_copies(tmp_path: Path) -> None:
    assert beside_files(tmp_path / "nowhere") == []
