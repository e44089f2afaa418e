from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NOW
from tests.session.windows import Disk
from tui.app import here
from tui.app.app import CustdevApp
from tui.app.look import foot_line
from tui.app.run import run_app
from tui.domain import operations
from tui.session import Session, writer
from tui.store.errors import DiskFull, MergeConflict
from tui.store.files.file_store import FileStore

FULL = DiskFull("research.json")


def disk_of(session: Session) -> Disk:
    disk = session._store
    assert isinstance(disk, Disk)
    return disk


async def test_what_cannot_be_saved_is_kept_told_and_tried_again(
    sit: Sit, sample: Path, open_session: OpenSession
) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        await user.press("d")
        assert "saved 09:12" in user.footer
        disk.trouble = FULL
        await user.press("L")
        await user.until("! not saved since 09:12")
        assert user.message.startswith("! Could not save  The disk is full. Your change is kept in memory.")
        assert "save elsewhere" in user.message
        assert "r try again" in user.message
        assert user.card(5).column == "doing"
        await user.press("j")
        assert "! not saved" in user.footer
        await user.press("r")
        await user.until("! Could not save")
        disk.trouble = None
        await user.press("r")
        await user.until("saved 09:12")
        await user.settle()
        assert "! not saved" not in user.text
        assert "! Could not save" not in user.text
        assert session.pending == 0


async def test_quitting_with_something_unsaved_asks_once(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    disk_of(session).trouble = FULL
    async with sit(session=session, board=BOARD) as user:
        await user.press("L", "L")
        await user.until("! not saved")
        await user.press("q")
        assert user.app.return_value is None
        assert "2 changes are not saved and would be lost." in user.text
        assert "q quit anyway" in user.text
        await user.pilot.press("q")
        assert user.app.return_value == 0


async def test_a_slow_disk_never_holds_up_the_keys(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foot_line, "NOTICED_SECONDS", 3600.0)
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        disk.gate.clear()
        await user.pilot.press("L", "j", "d", "u")
        await user.pilot.pause()
        assert "saving" not in user.footer
        assert user.message.startswith("Undid: archive")
        monkeypatch.setattr(foot_line, "NOTICED_SECONDS", 0.0)
        monkeypatch.setattr(foot_line, "LONG_SECONDS", 3600.0)
        board = user.app.screen
        assert isinstance(board, here.Here)
        board.show_foot()
        await user.pilot.pause()
        assert "saving" in user.footer
        disk.gate.set()
        await user.settle()
        assert "saved 09:12" in user.footer
        assert user.card(4).column == "doing"


async def test_a_disk_that_takes_long_is_told_by_itself(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        disk.gate.clear()
        await user.pilot.press("L")
        await user.until("waiting for another program")
        disk.gate.set()
        await user.settle()
        assert "saved 09:12" in user.footer


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 14)])
async def test_a_folder_that_is_taken_away_and_comes_back(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)
    async with sit(board=BOARD, size=size) as user:
        sample.rename(sample.with_name("away"))
        await user.press("L")
        await user.until("! not saved")
        assert "! Could not save" in user.message
        assert user.card(4).column == "doing"
        sample.with_name("away").rename(sample)
        await user.press("r")
        await user.settle()
        assert "! not saved" not in user.text
        assert user.session.pending == 0
    again = Session.open(sample)
    assert again.workspace.cards[user.card(4).uid].column == "doing"
    again.close()


async def test_what_is_shown_can_be_saved_elsewhere(
    sit: Sit, sample: Path, open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session()
    disk_of(session).trouble = FULL
    async with sit(session=session, board=BOARD) as user:
        await user.press("L")
        await user.until("! not saved")
        await user.press(":")
        await user.type("save elsewhere")
        await user.press("enter")
        await user.until("save a copy in")
        await user.press("ctrl+u")
        await user.type(str(session.folder))
        await user.press("enter")
        assert "Name another folder" in user.text
        await user.press("ctrl+u")
        await user.type(str(tmp_path / "copy"))
        await user.press("enter")
        await user.until("1 change is still not saved here")
        copy = Session.open(tmp_path / "copy")
        assert copy.problems == []
        assert copy.workspace.cards == session.workspace.cards
        assert copy.workspace.contacts == session.workspace.contacts
        assert copy.workspace.cards[user.card(4).uid].column == "doing"
        assert (tmp_path / "copy" / "people.json").stat().st_mode & 0o077 == 0
        copy.close()
        assert session.pending == 1


async def test_a_workspace_where_one_may_not_write_says_so_at_once(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileStore, "read_only", property(lambda store: True))
    session = open_session()
    async with sit(session=session, board=BOARD) as user:
        assert "read-only" in user.footer
        await user.press("L")
        assert "You may not write in" in user.message
        assert "nothing was changed" in user.message
        assert (session.pending, user.card(4).column) == (0, "todo")
        await user.press("n")
        await user.type("kept words")
        await user.press("enter")
        assert "You may not write in" in user.text
        assert "kept words" in user.text
    assert any("Opened read-only" in words for words in session.opening_words())


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 14)])
async def test_a_merge_that_is_not_finished_is_waited_for(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)
    open_session().close()
    path = sample / "research.json"
    whole = path.read_text()
    line = next(line for line in whole.splitlines() if '"number": 4,' in line)
    theirs = line.replace('"title": "', '"title": "Theirs: ')
    path.write_text(whole.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{theirs}\n>>>>>>> theirs"))
    session = open_session()
    assert isinstance(session.refusal, MergeConflict)
    async with sit(session=session, board=BOARD, size=size) as user:
        if size[0] >= 60:
            assert "read-only" in user.footer
        await user.press("L")
        assert "research.json holds merge conflict" in user.message
        assert session.pending == 0
        path.write_text(whole.replace(line, theirs))
        await user.until("Theirs:")
        await user.press("L")
        await user.settle()
        assert user.card(4).column == "doing"
        assert "read-only" not in user.footer


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the writer look again soon, and try again soon."""
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.05)


async def test_what_waits_is_tried_again_by_itself(
    sit: Sit, sample: Path, open_session: OpenSession, hasty: None
) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        disk.trouble = FULL
        await user.press("L")
        await user.until("! not saved")
        await user.press("i", "escape")
        disk.trouble = None
        await user.until("saved 09:12")
        assert session.pending == 0


@pytest.mark.parametrize("leaving", [False, True])
async def test_what_was_saved_by_itself_is_not_called_unsaved_any_more(
    sit: Sit, sample: Path, open_session: OpenSession, hasty: None, leaving: bool
) -> None:
    session = open_session()
    disk = disk_of(session)
    async with sit(session=session, board=BOARD) as user:
        disk.trouble = FULL
        await user.press("L")
        await user.until("! Could not save")
        if leaving:
            await user.press("q")
            assert "1 change is not saved and would be lost." in user.message
        disk.trouble = None
        await user.until("saved 09:12")
        await user.settle()
        assert user.message == "Saved."


async def test_a_folder_that_goes_and_comes_while_nothing_is_done_is_told_as_it_is(
    sit: Sit, sample: Path, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "POLL_SECONDS", 0.01)
    async with sit(board=BOARD) as user:
        sample.rename(sample.with_name("away"))
        await user.until("! The folder of the workspace is not there any more. What is shown is kept in memory")
        assert "not saved" not in user.text
        assert not sample.exists()
        sample.with_name("away").rename(sample)
        for _ in range(200):
            if user.session.failure is None:
                break
            await user.pilot.pause(0.01)
        await user.settle()
        assert "not there any more" not in user.text
        await user.press("L")
        await user.settle()
        assert user.session.pending == 0


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("changes", "words"), [(1, "1 change could not"), (2, "2 changes could not")])
def test_what_could_not_be_saved_by_the_end_is_said_in_the_terminal(
    open_session: OpenSession,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changes: int,
    words: str,
) -> None:
    session = open_session()
    disk_of(session).trouble = FULL
    card = next(iter(session.workspace.cards))

    def run(app: CustdevApp) -> int:
        for number in range(changes):
            session.run(operations.edit_card, card, title=f"Title {number}")
        return 0

    monkeypatch.setattr(CustdevApp, "run", run)
    assert run_app(session) == 1
    assert f"{words} be saved: The disk that holds research.json is full" in capsys.readouterr().err


async def test_a_clock_that_is_behind_is_told(sit: Sit, sample: Path, open_session: OpenSession) -> None:
    session = open_session()
    assert not any("clock" in words for words in session.opening_words())
    session._clock = lambda: NOW - timedelta(days=20)
    (words,) = session.opening_words()
    assert words.startswith("The clock of this computer is behind the newest change here")
