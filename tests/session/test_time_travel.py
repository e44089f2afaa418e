"""A workspace on the disk as it stood: rebuilt from its events, whoever wrote them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.domain.world import BOARD, DAY, MONDAY
from tests.fuzz.kept import Tables, tables
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.privacy.erasing.estate import Choices, Said
from tui.session import Session
from tui.session.erasing import erase
from tui.session.own import redo_own, undo_own
from tui.store import open_store


class Folder:
    """A workspace that several windows work on, with its state at every moment something was saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = MONDAY
        self.moments: list[tuple[datetime, Tables]] = []

    def open(self, actor: str = "ux") -> Session:
        return Session(open_store(self.folder), Catalog(self.folder / "boards"), actor=actor, clock=lambda: self.now)

    def pass_on(self, session: Session) -> None:
        """Remember how it stands, and let a day pass."""
        self.moments.append((self.now, tables(session.workspace)))
        self.now += DAY

    def check(self, session: Session, moments: list[tuple[datetime, Tables]] | None = None) -> None:
        """Check every moment at its own time, and until just before the next."""
        for at, state in self.moments if moments is None else moments:
            assert tables(session.workspace_at(at)) == state
            assert tables(session.workspace_at(at + DAY - timedelta(microseconds=1))) == state


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "workspace")


def lived(folder: Folder, session: Session) -> None:
    """Do this and that, a day each."""
    save = session.save
    save(operations.start_experiment, BOARD, definition_hash="one", timezone="UTC")
    folder.pass_on(session)
    cards = sorted(session.workspace.cards.values(), key=lambda card: card.number)
    experiment = cards[0].experiment
    save(operations.make_contact, "Quenby Vandersloot", email=["quenby@example.com"], card=cards[0].uid)
    folder.pass_on(session)
    (person,) = session.workspace.participants
    save(operations.make_contact, "Łukasz \x1b[31mŻuk", note="naïve “quotes” \\ / \x7f")
    folder.pass_on(session)
    save(operations.log_touchpoint, "interview", [person], cards=[cards[0].uid], summary="Met Quenby")
    folder.pass_on(session)
    (met,) = session.workspace.touchpoints
    both = list(session.workspace.participants)
    save(operations.add_note, "Said by both", card=cards[1].uid, people=both, touchpoint=met)
    folder.pass_on(session)
    save(operations.add_note, "Vandersloot alone", card=cards[1].uid, people=[person], stance="supports")
    folder.pass_on(session)
    save(operations.give_consent, person, "quote", evidence="form.pdf")
    folder.pass_on(session)
    save(operations.begin_standup, [experiment], folder.now - DAY, attendees=["ux"])
    folder.pass_on(session)
    save(operations.record_export, "a.md", format="md", profile="team", sha256="0", people=both)
    folder.pass_on(session)
    save(operations.move_card, cards[0].uid, "doing")
    folder.pass_on(session)


def test_every_moment_of_a_workspace_on_the_disk(folder: Folder) -> None:
    session = folder.open()
    lived(folder, session)
    folder.check(session)
    assert tables(session.workspace_at(MONDAY - timedelta(microseconds=1))) == {
        name: {} for name in folder.moments[0][1]
    }
    session.close()
    again = folder.open()
    folder.check(again)
    again.close()


def test_now_is_what_is_shown(folder: Folder) -> None:
    session = folder.open()
    assert session.workspace_at(folder.now) is session.workspace
    lived(folder, session)
    assert session.workspace_at(folder.moments[-1][0]) is session.workspace
    assert session.workspace_at(folder.now + DAY) is session.workspace
    assert session.workspace_at(folder.moments[-2][0]) is not session.workspace
    session.close()


def test_undone_and_done_again_in_other_sessions(folder: Folder) -> None:
    session = folder.open()
    lived(folder, session)
    for _ in range(2):
        session.undo()
        session.save(operations.expedite_card, next(iter(session.workspace.cards)))
        folder.pass_on(session)
    session.close()
    for take in (undo_own, undo_own, redo_own, undo_own, undo_own, undo_own, redo_own):
        session = folder.open()
        take(session)
        folder.pass_on(session)
        session.close()
    session = folder.open()
    folder.check(session)
    session.close()


def test_what_another_window_did_counts(folder: Folder) -> None:
    one = folder.open()
    lived(folder, one)
    two = folder.open("eng")
    for turn, window in enumerate((two, one, two, one)):
        window.save(operations.add_card, next(iter(window.workspace.experiments)), f"Card {turn}")
        folder.pass_on(window)
    folder.check(one)
    two.close()
    one.close()
    again = folder.open()
    folder.check(again)
    again.close()


@pytest.mark.parametrize("said", ["delete", "strip"])
def test_after_an_erasure_the_past_knows_nothing_of_the_person(folder: Folder, said: Said) -> None:
    session = folder.open()
    lived(folder, session)
    person = next(iter(session.workspace.participants.values()))
    erase(session, person, Choices(said))
    erased, before = len(folder.moments), list(folder.moments)
    folder.pass_on(session)
    session.save(operations.add_card, next(iter(session.workspace.experiments)), "Since")
    folder.pass_on(session)
    folder.check(session, folder.moments[erased:])
    for at, state in before:
        then = session.workspace_at(at)
        told = repr(tables(then))
        assert not any(secret in told for secret in ("uenby", "andersloot", "form.pdf"))
        assert {name: set(then.table(name)) for name in ("cards", "participants", "standups", "exports")} == {
            name: set(state[name]) for name in ("cards", "participants", "standups", "exports")
        }
        assert not then.cards_with(person.uid)
    assert session.workspace_at(before[1][0]).participants[person.uid].number == 1
    session.close()


def test_going_back_to_a_backup_is_a_moment_like_any_other(folder: Folder) -> None:
    session = folder.open()
    lived(folder, session)
    kept = session.back_up("a test")
    session.save(operations.move_card, next(iter(session.workspace.cards)), "done")
    folder.pass_on(session)
    session.restore(kept.name)
    folder.pass_on(session)
    session.save(operations.add_card, next(iter(session.workspace.experiments)), "Since")
    folder.check(session)
    session.close()


def edit(folder: Folder, old: str, new: str) -> None:
    """Edit the file as people do."""
    path = folder.folder / "research.json"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_event_that_cannot_be_read_is_passed_over(folder: Folder) -> None:
    session = folder.open()
    lived(folder, session)
    session.save(operations.expedite_card, next(iter(session.workspace.cards)))
    session.close()
    edit(folder, '"column": ["todo", "doing"]', '"column": ["todo"]')
    session = folder.open()
    then = session.workspace_at(folder.moments[-1][0])
    session.close()
    assert {card.column for card in then.cards.values()} == {"todo"}
    assert then.standups.keys() == folder.moments[-1][1]["standups"].keys()


def test_a_time_with_an_offset_is_understood(folder: Folder) -> None:
    session = folder.open()
    lived(folder, session)
    card = next(iter(session.workspace.cards))
    session.save(operations.expedite_card, card)
    session.close()
    edit(folder, f'"at": "{folder.now:%Y-%m-%dT%H:%M:%SZ}"', f'"at": "{folder.now:%Y-%m-%dT%H:%M:%S}+02:00"')
    session = folder.open()
    expedited = [session.workspace_at(folder.now - timedelta(hours=hours)).cards[card].expedite for hours in (3, 1)]
    session.close()
    assert expedited == [False, True]
