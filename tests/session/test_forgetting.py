"""Somebody wants no notes kept: what was noted about them goes from every file, and they themselves stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.session.test_erasing import Folder
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.people.consent import refuses_notes
from tui.domain.records import Link
from tui.session.checkup import findings
from tui.session.erasing import forget
from tui.session.own import undo_own

WORDS = (
    "saidalone",
    "saidtogether",
    "metalone",
    "expectedalone",
    "mettogether",
    "recordingofboth",
    "editedaway",
    "askedof",
    "undoneasked",
    "giventhem",
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "workspace")
    save, uid, other, card = made.session.save, made.erased.uid, made.other.uid, made.card(1).uid
    save(operations.link_contact, card, uid)
    save(operations.log_touchpoint, "interview", [uid], cards=[card], summary="metalone", expectation="expectedalone")
    change = save(
        operations.log_touchpoint,
        "focus_group",
        [uid, other],
        summary="mettogether",
        links=[Link("note", "recordingofboth")],
    )
    met = next(iter(change.records["touchpoints"]))
    note = next(iter(save(operations.add_note, "editedaway", card=card, people=[uid]).records["notes"]))
    save(operations.edit_note, note, text="saidalone")
    save(operations.add_note, "saidtogether", people=[uid, other], touchpoint=met)
    save(operations.add_note, "of the other alone", card=card, people=[other])
    save(operations.invite, [uid], note="askedof")
    save(operations.promise_incentive, uid, "30", "EUR", what="giventhem")
    save(operations.invite, [other], note="askedofother")
    save(operations.invite, [uid], note="undoneasked", reason="again")
    undo_own(made.session)
    made.session.back_up("before")
    return made


def stored(folder: Folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.folder.rglob("*") if path.is_file())


def test_not_a_word_is_left_in_any_file_and_the_person_and_the_others_stay(folder: Folder) -> None:
    assert all(word.encode() in stored(folder) for word in WORDS)
    session, uid = folder.session, folder.erased.uid
    session.save(operations.withdraw_consent, uid, "store_notes")
    done = forget(session, session.workspace.participants[uid])
    assert (done.notes, done.touchpoints, done.invitations, done.incentives) == (2, 2, 1, 1)
    assert not [word for word in WORDS if re.search(rf"\b{word}\b".encode(), stored(folder))]
    assert b"askedofother" in stored(folder)
    workspace = folder.open().workspace
    person = workspace.participants[uid]
    assert person.erased_at is None
    assert workspace.contact_of(uid) is not None
    assert refuses_notes(workspace, person, session.today)
    assert [note.text for note in workspace.notes.values()] == ["of the other alone"]
    assert sorted(len(met.people) for met in workspace.touchpoints.values()) == [1, 2]
    assert not [finding for finding in findings(folder.open()) if not finding.note]


def test_only_who_wants_no_notes_loses_them(folder: Folder) -> None:
    session, uid = folder.session, folder.erased.uid
    with pytest.raises(NotAllowed, match="has not said that no notes are to be kept"):
        forget(session, session.workspace.participants[uid])
    assert len(session.workspace.notes) == 3


def test_it_is_not_undone(folder: Folder) -> None:
    session, uid = folder.session, folder.erased.uid
    session.save(operations.withdraw_consent, uid, "store_notes")
    forget(session, session.workspace.participants[uid])
    undo_own(session)
    assert not refuses_notes(session.workspace, session.workspace.participants[uid], session.today)
    assert [note.text for note in session.workspace.notes.values()] == ["of the other alone"]
