"""What was typed and not saved is there in the next run, on this machine and for this person only."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.app.typed import LINE, Drafts, Typed, typed_line
from tui.domain import operations
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import Card, Note
from tui.session import Session
from tui.session.erasing import erase, forget
from tui.settings.view_state import StoredDraft, forget_drafts, save_drafts, take_drafts

THEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CARD = Card(uid="C", experiment="E", number=1, title="Ask five", column="todo", rank="a", created_at=THEN)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def next_run(place: Path, state: Path, erased: datetime | None = None) -> Drafts:
    drafts = Drafts()
    for left in take_drafts(place, erased, state):
        drafts.take_over(left)
    return drafts


def test_what_was_left_is_there_in_the_next_run_and_only_once(tmp_path: Path, state: Path) -> None:
    drafts = Drafts()
    drafts.leave("note:C", typed_line("They answer"))
    drafts.leave("edit:C", Typed({"title": "Ask ten", "tags": "ux"}, CARD))
    save_drafts(tmp_path, drafts.at_the_end(lost=False), state)
    again = next_run(tmp_path, state)
    assert again.take("note:C") == {LINE: "They answer"}
    assert again.left("edit:C") == Typed({"title": "Ask ten", "tags": "ux"}, CARD)
    assert next_run(tmp_path, state).left("edit:C") is None
    assert list(state.iterdir()) == []


def test_two_windows_that_end_at_once_lose_nothing(tmp_path: Path, state: Path) -> None:
    for text in ("one", "two"):
        drafts = Drafts()
        drafts.leave("note:C", typed_line(text))
        drafts.leave(f"note:{text}", typed_line(text))
        save_drafts(tmp_path, drafts.at_the_end(lost=False), state)
    both = next_run(tmp_path, state)
    assert sorted(both.take("note:C")[LINE].split()) == ["one", "two"]
    assert (both.take("note:one"), both.take("note:two")) == ({LINE: "one"}, {LINE: "two"})


def test_what_was_handed_in_and_lost_is_a_draft_again(tmp_path: Path, state: Path) -> None:
    drafts = Drafts()
    drafts.hand_in("event", "note:C", typed_line("They answer"))
    assert drafts.at_the_end(lost=False) == {}
    save_drafts(tmp_path, drafts.at_the_end(lost=True), state)
    assert next_run(tmp_path, state).take("note:C") == {LINE: "They answer"}


def test_nobody_else_can_read_them_and_no_other_workspace_has_them(tmp_path: Path, state: Path) -> None:
    save_drafts(tmp_path / "one", {"note:C": StoredDraft({LINE: "They answer"})}, state)
    (file,) = state.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert state.stat().st_mode & 0o777 == 0o700
    assert next_run(tmp_path / "two", state).left("note:C") is None
    assert not (tmp_path / "one").exists()


def test_control_characters_do_not_come_in_by_the_file(tmp_path: Path, state: Path) -> None:
    save_drafts(tmp_path, {"note:C": StoredDraft({LINE: "a\x1b[31mb\u202ec\x07"})}, state)
    assert next_run(tmp_path, state).take("note:C") == {LINE: "abc"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"note:C": 3}', b'{"note:C": {"texts": [1]}}', b"\xff\x00"])
def test_a_damaged_file_is_forgotten(tmp_path: Path, state: Path, damage: bytes) -> None:
    save_drafts(tmp_path, {"note:C": StoredDraft({LINE: "They answer"})}, state)
    next(state.iterdir()).write_bytes(damage)
    assert next_run(tmp_path, state).left("note:C") is None
    assert list(state.iterdir()) == []


def test_a_disk_that_refuses_troubles_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save_drafts(tmp_path, {"note:C": StoredDraft({LINE: "They answer"})}, tmp_path / "file" / "state")
    assert next_run(tmp_path, tmp_path / "file" / "state").left("note:C") is None


def test_what_tells_of_somebody_goes_and_the_rest_stays(tmp_path: Path, state: Path) -> None:
    note = Note(uid="N", text="Grace said so", at=THEN, by="me")
    texts = {"a": "Ask Grace", "b": "Ask five"}
    drafts = {key: StoredDraft({LINE: text}) for key, text in texts.items()} | {
        "c": StoredDraft({LINE: "x"}, note=note)
    }
    save_drafts(tmp_path, drafts, state)
    save_drafts(tmp_path, {"d": StoredDraft({LINE: "Write to Grace"})}, state)
    forget_drafts(tmp_path, lambda text: "Grace" in text, state)
    assert not any(b"Grace" in file.read_bytes() for file in state.iterdir())
    again = next_run(tmp_path, state)
    assert [key for key in "abcd" if again.left(key)] == ["b"]


def test_what_is_older_than_an_erasing_elsewhere_is_gone(tmp_path: Path, state: Path) -> None:
    save_drafts(tmp_path, {"note:C": StoredDraft({LINE: "Ask Grace"})}, state)
    file = next(state.iterdir())
    os.utime(file, (THEN.timestamp(), THEN.timestamp()))
    assert next_run(tmp_path, state, THEN + timedelta(minutes=1)).left("note:C") is None
    assert list(state.iterdir()) == []
    save_drafts(tmp_path, {"note:C": StoredDraft({LINE: "Ask five"})}, state)
    assert next_run(tmp_path, state, THEN + timedelta(minutes=1)).take("note:C") == {LINE: "Ask five"}


def test_what_nobody_comes_back_for_is_gone_after_a_year(tmp_path: Path, state: Path) -> None:
    for place in ("one", "two"):
        save_drafts(tmp_path / place, {"note:C": StoredDraft({LINE: "Ask Grace"})}, state)
        before = time.time() - (366 if place == "one" else 364) * 86_400
        for file in state.iterdir():
            if file.stat().st_mtime > before + 5 * 86_400:
                os.utime(file, (before, before))
    next_run(tmp_path / "three", state)
    assert next_run(tmp_path / "one", state).left("note:C") is None
    assert next_run(tmp_path / "two", state).take("note:C") == {LINE: "Ask Grace"}


def test_who_is_erased_is_erased_from_what_was_typed_too(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with closing(Session.open(folder)) as session:
        made = session.save(operations.make_contact, "Zyxquentin Wobblethorpe", email=["zyxq@wobble.example"])
        person = session.workspace.participants[next(iter(made.records["participants"]))]
        texts = {
            "a": "ask wobblethorpe",
            "b": f"ask {person.pid}",
            "c": "write to zyxq@wobble.example",
            "d": "ask five",
        }
        about = f"note:{person.uid}"
        texts[about] = "drinks in the mornings"
        save_drafts(folder, {key: StoredDraft({LINE: text}) for key, text in texts.items()})
        erase(session, person, Choices())
        drafts = Drafts()
        for left in take_drafts(folder):
            drafts.take_over(left)
        assert [key for key in texts if drafts.left(key)] == ["d"]


def test_who_wants_no_notes_kept_is_in_none_that_was_typed(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with closing(Session.open(folder)) as session:
        made = session.save(operations.make_contact, "Zyxquentin Wobblethorpe")
        person = session.workspace.participants[next(iter(made.records["participants"]))]
        session.save(operations.withdraw_consent, person.uid, "notes")
        texts = {"a": f"{person.pid} drinks", "b": "ask five", f"note:{person.uid}": "drinks in the mornings"}
        save_drafts(folder, {key: StoredDraft({LINE: text}) for key, text in texts.items()})
        forget(session, person)
        drafts = Drafts()
        for left in take_drafts(folder):
            drafts.take_over(left)
        assert [key for key in texts if drafts.left(key)] == ["b"]
