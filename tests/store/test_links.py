"""Links are followed: the link stays, and what it leads to is read, written, backed up and erased."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.workspace import records, stock, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.checkup import check_files, close_to_others, remove_leftovers
from tui.store.errors import DeadLink, LinkLoop, Locked

OTHER_DISK = Path("/dev/shm")
CARD, PERSON = Patch("cards", "C1", {"title": "one"}), Patch("contacts", "P1", {"fn": "Ada"})


def filled(folder: Path) -> None:
    store = open_store(folder)
    write(store, CARD, PERSON)
    store.close(fold=True)


def moved(path: Path, elsewhere: Path) -> None:
    """Move a file or folder elsewhere and leave a link to it."""
    elsewhere.mkdir(parents=True, exist_ok=True)
    shutil.move(path, elsewhere / path.name)
    path.symlink_to(elsewhere / path.name)


def relative(path: Path, elsewhere: Path) -> None:
    moved(path, elsewhere)
    path.unlink()
    path.symlink_to(os.path.relpath(elsewhere / path.name, path.parent))


def twice(path: Path, elsewhere: Path) -> None:
    """Let a link lead to a link, and the file have another name."""
    moved(path, elsewhere)
    (elsewhere / path.name).rename(elsewhere / f"our-{path.name}")
    (elsewhere / path.name).symlink_to(f"our-{path.name}")


Link = Callable[[Path, Path], None]


@pytest.fixture(params=["same disk", "another disk"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if request.param == "same disk":
        yield tmp_path / "elsewhere"
        return
    if not os.access(OTHER_DISK, os.W_OK) or OTHER_DISK.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk")
    folder = OTHER_DISK / f"custdev-{tmp_path.name}-{os.getpid()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("make", [moved, relative, twice])
@pytest.mark.parametrize("names", [["research.json"], ["people.json"], ["research.json", "people.json"]])
def test_what_a_data_file_leads_to_is_written(tmp_path: Path, elsewhere: Path, names: list[str], make: Link) -> None:
    folder = tmp_path / "workspace"
    filled(folder)
    for name in names:
        make(folder / name, elsewhere)
    targets = {name: Path(os.path.realpath(folder / name)) for name in names}
    store = open_store(folder)
    assert (records(store), store.recovery) == ([{"uid": "C1", "title": "one"}], ())
    write(store, Patch("cards", "C2", {}), Patch("contacts", "P2", {"fn": "Bob"}))
    store.fold()
    write(store, Patch("cards", "C1", {"title": "uno"}), Patch("contacts", "P1", {"fn": "Ada King"}))
    store.close(fold=True)
    for name, target in targets.items():
        assert (folder / name).is_symlink()
        assert not target.is_symlink()
        assert sorted(path.name for path in target.parent.iterdir() if path.name.endswith(".new")) == []
    assert stock(folder / "research.json")["cards"] == [{"uid": "C1", "title": "uno"}, {"uid": "C2"}]
    assert [row["fn"] for row in stock(folder / "people.json")["contacts"]] == ["Ada King", "Bob"]
    assert (folder / "people.json").stat().st_mode & 0o777 == 0o600
    again = open_store(folder)
    assert again.recovery == ()
    assert all(backup.readable for backup in again.backups())
    backups = list((folder / ".custdev" / "backups").rglob("*.json"))
    assert backups and not any(path.is_symlink() for path in backups)


def test_erasing_reaches_what_a_link_leads_to(tmp_path: Path, elsewhere: Path) -> None:
    folder = tmp_path / "workspace"
    filled(folder)
    moved(folder / "people.json", elsewhere)
    moved(folder / ".custdev" / "backups", elsewhere)
    store = open_store(folder)
    write(store, Patch("cards", "C2", {}))
    store.fold()
    assert store.backups()
    write(store, Patch("contacts", "P1", None))
    store.purge()
    assert (folder / "people.json").is_symlink()
    assert not any(
        b"Ada" in path.read_bytes() for base in (tmp_path, elsewhere) for path in base.rglob("*") if path.is_file()
    )
    write(store, Patch("cards", "C3", {}))
    store.close(fold=True)
    assert open_store(folder).recovery == ()


@pytest.mark.parametrize("part", ["workspace", ".custdev"])
def test_a_folder_that_is_a_link_is_the_folder(tmp_path: Path, part: str) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    filled(real)
    if part == "workspace":
        link.symlink_to(real)
    else:
        moved(real / ".custdev", tmp_path / "private")
        link = real
    store = open_store(link)
    write(store, Patch("cards", "C2", {}))
    store.close(fold=True)
    assert [row["uid"] for row in records(open_store(real))] == ["C1", "C2"]
    assert open_store(real).recovery == ()


def test_by_two_paths_there_is_one_lock_and_one_journal(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    one, other = (open_store(tmp_path / name, lock_timeout=0.05) for name in ("real", "link"))
    with one.writing(), pytest.raises(Locked):
        write(other, CARD)
    write(one, CARD)
    write(other, Patch("cards", "C2", {}))
    one.poll()
    assert [row["uid"] for row in records(one)] == [row["uid"] for row in records(other)] == ["C1", "C2"]


def test_a_link_that_is_pointed_elsewhere_does_not_move_an_open_window(tmp_path: Path) -> None:
    for name in ("one", "other"):
        filled(tmp_path / name)
    link = tmp_path / "link"
    link.symlink_to("one")
    store = open_store(link)
    link.unlink()
    link.symlink_to("other")
    write(store, Patch("cards", "C2", {}))
    assert len(records(open_store(tmp_path / "one"))) == 2
    assert len(records(open_store(tmp_path / "other"))) == 1


DEAD = ["", ".custdev", "research.json", "people.json"]


@pytest.mark.parametrize("name", DEAD)
@pytest.mark.parametrize("loop", [False, True])
def test_a_link_that_leads_nowhere_is_told_and_nothing_is_made(tmp_path: Path, name: str, loop: bool) -> None:
    folder = tmp_path / "workspace"
    link = folder / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(link.name if loop else tmp_path / "missing" / "it")
    with pytest.raises(LinkLoop if loop else DeadLink, match="nothing was read and nothing was made") as raised:
        open_store(folder)
    assert str(link) in str(raised.value)
    assert not (tmp_path / "missing").exists()
    assert [path for path in tmp_path.rglob("*") if path not in (folder, link)] == []


@pytest.mark.parametrize("name", ["research.json", "people.json"])
def test_a_disk_that_is_taken_away_is_told_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    folder, disk = tmp_path / "workspace", tmp_path / "disk"
    filled(folder)
    moved(folder / name, disk)
    store = open_store(folder)
    disk.rename(tmp_path / "away")
    with pytest.raises(DeadLink):
        look(store)
    assert (folder / name).is_symlink()
    assert not disk.exists()
    (tmp_path / "away").rename(disk)
    look(store)
    write(store, Patch("cards", "C2", {}), Patch("contacts", "P2", {}))
    store.close(fold=True)
    again = open_store(folder)
    assert (len(records(again)), len(records(again, "contacts")), again.recovery) == (2, 2, ())


def test_a_workspace_below_a_link_that_leads_nowhere_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "missing")
    with pytest.raises(DeadLink):
        open_store(tmp_path / "link" / "workspace")
    assert not (tmp_path / "missing").exists()


def look(store: Store) -> None:
    for _ in range(3):
        store.poll()
    store.fold()


def test_a_target_nobody_may_write_beside_is_read_only(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder, shared = tmp_path / "workspace", tmp_path / "shared"
    filled(folder)
    moved(folder / "research.json", shared)
    shared.chmod(0o500)
    try:
        assert open_store(folder).read_only
    finally:
        shared.chmod(0o700)


def test_the_checkup_follows_links(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "workspace", tmp_path / "elsewhere"
    filled(folder)
    moved(folder / "people.json", elsewhere)
    (elsewhere / "people.json").chmod(0o644)
    (elsewhere / "people.json.new").write_text("{}")
    findings = {finding.kind: finding for finding in check_files(folder) if finding.fixable}
    assert findings["permissions"].path == "people.json"
    assert findings["leftover"].path == str(elsewhere / "people.json.new")
    close_to_others(folder)
    remove_leftovers(folder)
    assert (elsewhere / "people.json").stat().st_mode & 0o777 == 0o600
    assert (folder / "people.json").is_symlink()
    assert not (elsewhere / "people.json.new").exists()


def test_a_damaged_file_behind_a_link_is_rebuilt_where_it_is(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "workspace", tmp_path / "elsewhere"
    filled(folder)
    moved(folder / "research.json", elsewhere)
    store = open_store(folder)
    write(store, Patch("cards", "C2", {}))
    store.close(fold=True)
    (elsewhere / "research.json").write_bytes(b"{")
    again = open_store(folder)
    assert [row["uid"] for row in records(again)] == ["C1", "C2"]
    write(again, Patch("cards", "C3", {}))
    again.close(fold=True)
    assert len(stock(elsewhere / "research.json")["cards"]) == 3
    assert (folder / "research.json").is_symlink()
