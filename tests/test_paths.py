from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from tui.paths import config_folder, data_folder, find_workspace, state_folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "notes" / "deep").mkdir(parents=True)
    (tmp_path / "project" / "custdev.yaml").write_text("")
    return tmp_path / "project"


def test_the_folder_named_goes_before_all_others(project: Path) -> None:
    found = find_workspace(project / "named", environ={"CUSTDEV_WORKSPACE": "/elsewhere"}, start=project)
    assert found == project / "named"


def test_the_variable_goes_before_the_folders_above(project: Path) -> None:
    assert find_workspace(environ={"CUSTDEV_WORKSPACE": "/elsewhere"}, start=project) == Path("/elsewhere")


def test_a_name_from_here_becomes_a_whole_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert find_workspace("notes/../other", environ={}) == project / "other"


def test_a_tilde_is_the_home_folder() -> None:
    assert find_workspace("~/research", environ={}) == Path.home() / "research"


def test_the_nearest_folder_above_that_holds_the_settings(project: Path) -> None:
    assert find_workspace(environ={}, start=project / "notes" / "deep") == project
    (project / "notes" / "custdev.yaml").write_text("")
    assert find_workspace(environ={}, start=project / "notes" / "deep") == project / "notes"


@pytest.mark.parametrize("value", ["", None])
def test_without_any_of_them_it_is_among_the_users_data(tmp_path: Path, value: str | None) -> None:
    environ = {} if value is None else {"CUSTDEV_WORKSPACE": value}
    assert find_workspace(environ=environ, start=tmp_path) == data_folder()


@pytest.mark.parametrize("named", ["", " ", "/etc/xdg", "~/elsewhere", "relative/folder"])
def test_settings_are_where_the_library_says_that_others_have_theirs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert config_folder() == user_config_path("custdev", appauthor=False)


def test_finding_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for folder in (data_folder(), config_folder(), state_folder()):
        assert folder.name == "custdev" or "custdev" in folder.parts
        assert not folder.exists()
    assert list(tmp_path.iterdir()) == []
