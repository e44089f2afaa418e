"""Somebody is erased while another window has changes that name them and are not saved yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.conftest import Open
from tests.session.windows import Window, failed
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, StoreError
from tui.domain.privacy.erasing.estate import Choices
from tui.session.erasing import erase

FULL = StoreError("The disk is full.")
NAME = "Zyxquentin Wobblethorpe"
TOKENS = (b"zyxquentin", b"wobblethorpe", b"zyxq@wobble.example", b"7700900777")

Act = Callable[[Window, str], object]


def leaks(folder: Path) -> list[tuple[str, bytes]]:
    files = [(path, path.read_bytes().lower()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(path.name, token) for path, data in files for token in TOKENS if token in data]


def known(window: Window) -> str:
    """Make the person known who is to be erased, linked to the first card, and return their uid."""
    change = window.session.save(
        operations.make_contact, NAME, email=["zyxq@wobble.example"], tel=["+44 7700 900777"], card=window.card.uid
    )
    return next(iter(change.records["participants"]))


def erase_them(window: Window, uid: str) -> None:
    erase(window.session, window.session.workspace.participants[uid], Choices("delete"))


LATE: dict[str, Act] = {
    "a note on a card": lambda window, _: window.session.run(
        operations.add_note, f"{NAME} rang from 07700 900 777", card=window.card.uid
    ),
    "a title": lambda window, _: window.session.run(operations.edit_card, window.card.uid, title=f"Call {NAME}"),
    "a draft of a description": lambda window, _: window.session.run(
        operations.edit_from, operations.edit_card, window.card, description="ask ZYXQ@wobble.example first"
    ),
    "why it is blocked": lambda window, _: window.session.run(
        operations.block_card, window.card.uid, "waits for Wobblethorpe", "Wobblethorpe, Zyxquentin"
    ),
    "a tag": lambda window, _: window.session.run(operations.tag_card, window.card.uid, ["wobblethorpe"]),
    "a step": lambda window, _: window.session.run(
        operations.add_checklist_item, window.card.uid, "Zyxquentin\u2019s contract"
    ),
    "a note about them": lambda window, uid: window.session.run(operations.add_note, NAME, people=[uid]),
    "a link": lambda window, uid: window.session.run(operations.link_contact, max(window.session.workspace.cards), uid),
    "a correction of theirs": lambda window, uid: window.session.run(
        operations.edit_contact, uid, name=f"{NAME} Jr", note="Wobblethorpe"
    ),
    "the same person once more": lambda window, _: window.session.run(operations.make_contact, NAME),
    "a note about a namesake": lambda window, _: window.session.run(
        operations.make_contact, "Ada Example", note=f"married to {NAME}"
    ),
}


@pytest.mark.parametrize("what", LATE)
def test_what_waits_for_the_disk_names_nobody_who_was_erased_meanwhile(open_window: Open, what: str) -> None:
    window = open_window().start()
    uid = known(window)
    other = open_window("eng")
    other.disk.trouble = FULL
    LATE[what](other, uid)
    erase_them(window, uid)
    other.disk.trouble = None
    other.session.retry()
    other.settle()
    assert leaks(window.session.folder) == []
    assert uid not in {person for card in other.session.workspace.cards.values() for person in card.people}
    other.session.close()
    window.session.close()
    assert leaks(window.session.folder) == []
    again = open_window()
    assert again.session.problems == []
    assert again.state == other.state


def test_a_name_that_waited_is_the_p_id_and_the_rest_of_it_is_kept(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    other = open_window("eng")
    other.disk.trouble = FULL
    other.session.run(operations.edit_card, other.card.uid, title=f"Call {NAME} on Friday")
    other.session.run(operations.add_note, "Nobody in particular", card=other.card.uid)
    erase_them(window, uid)
    other.disk.trouble = None
    other.session.retry()
    other.settle()
    assert other.card.title == "Call P01 on Friday"
    assert [note.text for note in other.session.workspace.notes.values()] == ["Nobody in particular"]


def test_undo_of_what_took_a_name_out_does_not_put_it_back(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    other = open_window("eng")
    other.session.save(operations.edit_card, other.card.uid, title=f"Call {NAME}")
    other.session.save(operations.edit_card, other.card.uid, title="Call them")
    other.disk.gate.clear()
    other.session.undo()
    assert other.card.title == f"Call {NAME}"
    erase_them(window, uid)
    other.disk.gate.set()
    other.settle()
    assert other.card.title == "Call P01"
    for act in (other.session.redo, other.session.undo):
        with pytest.raises(NotAllowed, match="Nothing to"):
            act()
            act()
    assert leaks(window.session.folder) == []


def test_nor_does_undo_in_the_window_that_erased_them(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    window.session.save(operations.edit_card, window.card.uid, title=f"Call {NAME}")
    window.session.save(operations.edit_card, window.card.uid, title="Call them")
    erase_them(window, uid)
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        window.session.undo()
    assert leaks(window.session.folder) == []


def test_going_back_to_a_backup_that_waited_brings_nobody_back(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    window.session.save(operations.edit_card, window.card.uid, title=f"Call {NAME}")
    backup = window.session.back_up("with them")
    window.session.save(operations.edit_card, window.card.uid, title="Call them")
    other = open_window("eng")
    records = other.session._reader.backup(backup.name)
    other.disk.gate.clear()
    other.session.run(operations.restore_backup, records)
    erase_them(window, uid)
    other.disk.gate.set()
    assert str(other.wait(failed).error) == (
        "P01 was erased meanwhile, and this would bring them back, so it was not done. All other changes are safe."
    )
    assert leaks(window.session.folder) == []


def test_a_form_that_was_open_is_saved_without_the_name(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    other = open_window("eng")
    other.session.listen(lambda notice: None)
    erase_them(window, uid)
    other.wait(lambda notice: notice.foreign)
    other.session.save(operations.edit_card, other.card.uid, description=f"typed before: {NAME}, Wobblethorpe")
    assert other.card.description == "typed before: P01, P01"
    assert leaks(window.session.folder) == []


def test_who_comes_back_later_is_somebody_new_and_is_named_again(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    erase_them(window, uid)
    change = window.session.save(operations.make_contact, NAME, email=["zyxq@wobble.example"], card=window.card.uid)
    again = next(iter(change.records["participants"]))
    contact = window.session.workspace.contact_of(again)
    assert contact is not None
    assert (contact.fn, contact.email) == (NAME, ("zyxq@wobble.example",))
    window.session.save(operations.edit_card, window.card.uid, title=f"Call {NAME}")
    assert window.card.title == f"Call {NAME}"


def test_what_waits_is_shown_without_the_name_too(open_window: Open, tmp_path: Path) -> None:
    window = open_window().start()
    uid = known(window)
    window.disk.gate.clear()
    other = open_window("eng")
    window.session.run(operations.edit_card, window.card.uid, title=f"Call {NAME}")
    erase_them(other, uid)
    window.disk.trouble = FULL
    window.disk.gate.set()
    window.wait(lambda notice: notice.foreign)
    assert (window.card.title, window.session.pending) == ("Call P01", 1)
    window.session.save_elsewhere(tmp_path / "copy")
    assert leaks(tmp_path / "copy") == []


def test_a_person_who_was_erased_is_refused_in_words(open_window: Open) -> None:
    window = open_window().start()
    uid = known(window)
    other = open_window("eng")
    other.disk.gate.clear()
    other.session.run(operations.add_note, "what they said", people=[uid])
    erase_them(window, uid)
    other.disk.gate.set()
    words = "P01 was erased, and the number is not given again. Nothing was changed."
    assert str(other.wait(failed).error) == words
    with pytest.raises(DomainError, match="P01 was erased"):
        other.session.save(operations.add_note, "what they said", people=[uid])
