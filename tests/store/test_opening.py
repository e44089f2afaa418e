"""A workspace is opened by where it is, and the scheme of a URL says what kind of place that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Store, open_store, opening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "team & friends 100%25"
    store = open_store(place)
    write(store, Patch("cards", "C1", {"title": "a"}))
    store.close()
    return place


@pytest.mark.parametrize("spelled", ["path", "text", "url", "URL", "host"])
def test_a_folder_is_opened_however_it_is_named(folder: Path, spelled: str) -> None:
    place: dict[str, Path | str] = {
        "path": folder,
        "text": str(folder),
        "url": folder.as_uri(),
        "URL": folder.as_uri().replace("file:", "FILE:"),
        "host": folder.as_uri().replace("file://", "file://localhost"),
    }
    store = open_store(place[spelled])
    assert store.path == folder
    assert records(store) == [{"uid": "C1", "title": "a"}]


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgresql://ada:secret@db/team", "postgresql:"),
        ("HTTPS://example.org/team", "https:"),
        ("file://server/team", "file://server"),
    ],
)
def test_a_kind_of_place_that_is_not_known_is_refused_in_a_sentence(
    url: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert str(refused.value).startswith(f"A workspace cannot be kept in {named} yet: name a folder")
    assert "secret" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_letter_before_a_colon_is_a_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_store("C:/team").path == Path("C:/team")


def test_another_kind_of_place_needs_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path | str, float]] = []

    def opened(place: Path | str, lock_timeout: float) -> Store:
        asked.append((place, lock_timeout))
        return open_store(tmp_path)

    monkeypatch.setitem(opening.STORES, "postgresql", opened)
    assert open_store("postgresql://db/team", lock_timeout=3).path == tmp_path
    assert asked == [("postgresql://db/team", 3)]
