"""What was written in an editor is never lost: where it is not taken, a file keeps it, and its name is said."""

from __future__ import annotations

import os
import shlex
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tests.app.user import USUAL, User
from tui.app import editor as editors
from tui.app.editor import edit_text
from tui.domain.errors import NotAllowed
from tui.paths import state_folder
from tui.settings.view_state import forget_drafts, new_text_file, take_drafts


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return state_folder()


def editing(script: str) -> list[str]:
    """Return an editor that does something with the file it is given, `path`."""
    return [sys.executable, "-c", f"import os, pathlib, signal, sys; path = pathlib.Path(sys.argv[-1]); {script}"]


WRITES = "path.write_text('Zoë said 李', 'utf-8')"


@pytest.mark.parametrize("end", ["sys.exit(3)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_an_editor_that_fails_or_is_killed_leaves_what_was_written(tmp_path: Path, end: str) -> None:
    path = tmp_path / "text.md"
    with pytest.raises(NotAllowed, match=f"{path} keeps what was written. The editor .* ended with an error"):
        edit_text(editing(f"{WRITES}; {end}"), "before", path)
    assert path.read_text(encoding="utf-8") == "Zoë said 李"


def test_nothing_is_left_where_nothing_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "text.md"
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        edit_text(editing("sys.exit(1)"), "before", path)
    assert not path.exists()
    with pytest.raises(NotAllowed, match="cannot be started"):
        edit_text(["/no/such/editor"], "before", path)
    assert not path.exists()
    monkeypatch.setattr(editors, "AT_ONCE", 0)
    assert edit_text(editing("pass"), "before", path) is None
    assert not path.exists()


def test_an_editor_that_comes_back_at_once_may_still_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editors, "AT_ONCE", 60)
    path = tmp_path / "text.md"
    with pytest.raises(NotAllowed, match=f"came back at once.*{path}"):
        edit_text(editing("pass"), "before", path)
    assert path.read_text() == "before"
    assert edit_text(editing(WRITES), "before", path) == "Zoë said 李"


def test_bytes_that_are_no_text_are_kept_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    with pytest.raises(NotAllowed, match=f"{path} keeps what was written: it is not text"):
        edit_text(editing("path.write_bytes(b'caf\\xe9')"), "before", path)
    assert path.read_bytes() == b"caf\xe9"


def test_a_file_that_an_editor_removed_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match=r"left no file behind\. Nothing was changed"):
        edit_text(editing("path.unlink()"), "before", tmp_path / "text.md")


def left(state: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(state.glob("*.md"))]


async def test_a_text_that_is_too_long_is_kept_and_named(sit: Sit, sample: object, editor: Editor, state: Path) -> None:
    editor.leaves("x" * 1_000_001)
    async with sit(board=BOARD) as user:
        before = user.session.workspace.notes
        await user.press("n")
        await user.type("begun here", "ctrl+o")
        assert "keeps what was written" in user.text
        assert user.session.workspace.notes == before
        assert left(state) == ["x" * 1_000_001]
        assert str(next(state.glob("*.md")).name) in user.text
        await user.press("esc")
        editor.leaves("y" * 1_000_001)
        await user.run("Edit the description in your editor")
        assert sorted(text[0] for text in left(state)) == ["x", "y"]


async def test_what_was_taken_leaves_nothing_behind(sit: Sit, sample: object, editor: Editor, state: Path) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("n")
        await user.type("begun here", "ctrl+o")
        assert "Written in the editor" in written(user)
        assert left(state) == []


def written(user: User) -> str:
    return max(user.session.workspace.notes.values(), key=lambda note: note.uid).text


async def test_an_editor_that_dies_in_the_app_keeps_the_line_and_the_text(
    sit: Sit, sample: object, editor: Editor, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    monkeypatch.setenv("EDITOR", shlex.join(editing(f"{WRITES}; sys.exit(1)")))
    async with sit(board=BOARD) as user:
        await user.press("n")
        await user.type("begun here", "ctrl+o")
        assert "begun here" in user.text
        assert "keeps what was written" in user.text
        assert left(state) == ["Zoë said 李"]


def test_erasing_takes_texts_with_it(tmp_path: Path, state: Path) -> None:
    workspace = tmp_path / "workspace"
    for text in ("Grace said so", "nobody said so"):
        new_text_file(workspace).write_text(text, encoding="utf-8")
    new_text_file(tmp_path / "another").write_text("Grace elsewhere", encoding="utf-8")
    forget_drafts(workspace, lambda text: "Grace" in text)
    assert sorted(left(state)) == ["Grace elsewhere", "nobody said so"]
    assert [*take_drafts(workspace, datetime.now(UTC) - timedelta(days=1))] == []
    assert len(left(state)) == 2
    assert [*take_drafts(workspace, datetime.now(UTC) + timedelta(days=1))] == []
    assert left(state) == ["Grace elsewhere"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_refuses_costs_no_text(tmp_path: Path, state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.parent.chmod(0o500)
    file = new_text_file(tmp_path)
    assert file.exists()
    file.unlink()
