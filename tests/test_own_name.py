"""What somebody may be called, and where that is kept: offered by git and the team, written as one line."""

from __future__ import annotations

import shutil
import stat
import time
from pathlib import Path

import pytest

from tui.domain.errors import NotAllowed
from tui.settings import choose_actor, load_personal_settings, own_name
from tui.settings.installation import installation_mark
from tui.settings.own_name import Offer, git_name, keep_name, offered_names


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a git of our own in front of any other; what it does is up to the test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return folder / "git"


def write_program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o700)


def test_git_and_the_login_are_offered_by_the_ids_of_the_team(tmp_path: Path, git: Path) -> None:
    write_program(git, "echo 'Ana Silva'")
    (tmp_path / "custdev.yaml").write_text("team: [{id: ana, name: Ana Silva}, {id: '@ben', name: Ben}]\n")
    offers = offered_names(tmp_path, environ={"USER": "asilva"})
    assert offers == [Offer("ana", "git user.name"), Offer("asilva", "$USER"), Offer("ben", "Ben")]


@pytest.mark.parametrize("script", ["exit 1", "echo", "printf '\\033[2J\\n'", "printf '%061d' 0"])
def test_what_is_no_name_is_not_offered(tmp_path: Path, git: Path, script: str) -> None:
    write_program(git, script)
    assert offered_names(tmp_path / "not there", environ={"LOGNAME": "ana"}) == [Offer("ana", "$USER")]
    assert offered_names(tmp_path, environ={}) == []


def test_a_git_that_waits_is_not_waited_for(tmp_path: Path, git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_name, "GIT_SECONDS", 0.05)
    write_program(git, "exec /bin/sleep 20")
    began = time.monotonic()
    assert git_name(tmp_path) == ""
    assert time.monotonic() - began < 10


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_the_real_git_is_asked_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("objects", "refs"):
        (tmp_path / ".git" / name).mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git" / "config").write_text("[user]\n\tname = Zoë 李\n")
    assert git_name(tmp_path) == "Zoë 李"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b'actor: "ana"\n'),
        (b"theme: nord", b'theme: nord\nactor: "ana"\n'),
        (b"# mine\r\ntheme: nord  # dark\r\n", b'# mine\r\ntheme: nord  # dark\r\nactor: "ana"\r\n'),
        (b"actor:\ntheme: nord\n", b'actor: "ana"\ntheme: nord\n'),
        (b"keymap:\n  card.archive: [x]\n", b'keymap:\n  card.archive: [x]\nactor: "ana"\n'),
    ],
)
def test_only_the_name_is_written_into_the_settings(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "settings.yaml"
    if before:
        file.write_bytes(before)
    assert keep_name("ana", tmp_path) == file
    assert file.read_bytes() == after
    assert choose_actor(environ={}, folder=tmp_path) == "ana"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.yaml"]


@pytest.mark.parametrize("name", ["[/]", "=1+1", 'O"Brien: #1', "李" * 60, "yes", "\\n"])
def test_every_name_is_read_as_it_was_written(tmp_path: Path, name: str) -> None:
    keep_name(name, tmp_path / "new")
    assert load_personal_settings(tmp_path / "new")[0].actor == name


@pytest.mark.parametrize("before", [b"{theme: nord}\n", b"- theme\n", b"keymap: {\nactor: x}\n"])
def test_settings_with_no_line_for_it_stay_as_they_are(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "settings.yaml"
    file.write_bytes(before)
    with pytest.raises(NotAllowed, match='write there: actor: "ana"'):
        keep_name("ana", tmp_path)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["settings.yaml"]


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "custdev.yaml"
    real.parent.mkdir()
    real.write_text("theme: nord\n")
    real.chmod(0o640)
    (tmp_path / "settings.yaml").symlink_to(real)
    keep_name("ana", tmp_path)
    assert (tmp_path / "settings.yaml").is_symlink()
    assert real.read_text() == 'theme: nord\nactor: "ana"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(NotAllowed, match="you are @ana"):
        keep_name("ana", tmp_path / "config")


def test_the_mark_of_an_installation_stays_and_differs_elsewhere(tmp_path: Path) -> None:
    mark = installation_mark(tmp_path / "one")
    assert len(mark) == 8
    assert installation_mark(tmp_path / "one") == mark
    assert installation_mark(tmp_path / "two") != mark
    (tmp_path / "file").write_text("")
    assert installation_mark(tmp_path / "file") == ""
