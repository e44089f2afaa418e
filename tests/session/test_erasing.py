"""Somebody is erased: not a byte of them is left in the folder, and nobody else's data is touched."""

from __future__ import annotations

import base64
import html
import json
import quopri
import shutil
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.domain.world import MONDAY
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import DomainError, StoreError
from tui.domain.privacy.erasing.estate import Choices, Said
from tui.domain.records import Cadence, Card, Link, Name, Participant
from tui.exchange.dossier import build_dossier
from tui.session import Session
from tui.session.checkup import findings
from tui.session.erasing import erase, look_at, past_retention
from tui.session.own import undo_own
from tui.store import open_store
from tui.store.errors import DiskFull

SECRETS = (
    *("Zyxquentin", "Wobblethorpe", "zyxq@wobble.example", "7700900777", "wobblehome", "12 Plinth Lane", "remembersme"),
    *("vcardline", "proofdrawer", "nickwobble", "titleofhers", "segmentofhers", "saidalone", "surprisealone"),
    *("promisealone", "summaryalone", "expectedalone", "observerofhers", "linkofhers", "tagofhers", "noticeofhers"),
    *("invitedalone", "voucherofhers"),
)


class Folder:
    """A workspace with a person whose every field holds a token, and with somebody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = MONDAY
        self.session = self.open()
        session = self.session
        entry = session.catalog.entry("customer-development")
        assert entry is not None
        session.start(session.draft(entry))
        self.erased = self._make("Zyxquentin Wobblethorpe")
        self.other = self._make("Ada Example", email=["ada@example.com"])

    def open(self) -> Session:
        return Session(open_store(self.folder), Catalog(self.folder / "boards"), actor="ux", clock=lambda: self.now)

    def _make(self, name: str, **fields: object) -> Participant:
        change = self.session.save(operations.make_contact, name, **fields)
        return self.session.workspace.participants[next(iter(change.records["participants"]))]

    def card(self, number: int) -> Card:
        experiment = self.session.current("customer-development")
        assert experiment is not None
        card = self.session.workspace.card_by_number(experiment.uid, number)
        assert card is not None
        return card

    def fill(self) -> None:
        """Plant a token in every field there is, and the names in what others wrote."""
        save, uid, card = self.session.save, self.erased.uid, self.card(1).uid
        save(
            operations.edit_contact,
            uid,
            email=["zyxq@wobble.example"],
            tel=["+44 7700900777"],
            url=["https://wobblehome.example/in/z"],
            adr=["12 Plinth Lane"],
            note="remembersme",
            x=["X-LINE:vcardline"],
            nickname="nickwobble",
            title="titleofhers",
            n=Name("Wobblethorpe", "Zyxquentin"),
            segments=["segmentofhers"],
            cadence=Cadence("P7D", "P9D"),
            retention_until=date(2027, 1, 1),
        )
        save(
            operations.give_consent,
            uid,
            ["contact", "take_part", "notes"],
            evidence="proofdrawer/form.pdf",
            notice_version="noticeofhers",
        )
        save(operations.give_consent, uid, ["audio", "video"])
        save(operations.link_contact, card, uid)
        save(
            operations.log_touchpoint,
            "interview",
            [uid],
            cards=[card],
            summary="summaryalone",
            expectation="expectedalone",
            observers=["observerofhers"],
            links=[Link("recording", "linkofhers.mp4")],
            surprise="surprisealone",
            promise="promisealone",
        )
        save(operations.invite, [uid], card=card, method="interview", note="invitedalone")
        save(operations.promise_incentive, uid, "30", what="voucherofhers")
        save(operations.add_note, "saidalone", card=card, people=[uid], kind="quote", tags=["tagofhers"])
        save(operations.add_note, "both saw Wobblethorpe leave", card=card, people=[uid, self.other.uid])
        save(operations.add_note, "zyxquentin was kind, said Ada", card=card, people=[self.other.uid])
        save(operations.edit_card, card, title="Call Zyxquentin Wobblethorpe", description="zyxq@wobble.example")
        save(operations.block_card, self.card(2).uid, "waits for Wobblethorpe, Zyxquentin")
        save(operations.add_checklist_item, card, "ring 07700 900 777")
        save(operations.edit_contact, self.other.uid, note="knows Zyx")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "workspace")
    made.fill()
    return made


def encoded(token: str) -> set[bytes]:
    """Return the ways in which a text can stand in a file."""
    plain = token.encode()
    found = {plain, unicodedata.normalize("NFD", token).encode(), html.escape(token).encode()}
    found |= {quopri.encodestring(plain), "".join(f"\\u{ord(char):04x}" for char in token).encode()}
    return found | {base64.b64encode(b"x" * pad + plain)[4 if pad else 0 : -4] for pad in range(3)}


def leaks(folder: Path) -> list[tuple[str, str]]:
    files = [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return [
        (str(path.relative_to(folder)), token)
        for path, data in files
        for token in SECRETS
        if any(form.lower() in data.lower() for form in encoded(token))
    ]


def test_the_tokens_are_there_before(folder: Folder) -> None:
    folder.session.close()
    assert {token for _, token in leaks(folder.folder)} >= set(SECRETS) - {"12 Plinth Lane"}


@pytest.mark.parametrize("said", ["delete", "strip"])
def test_nothing_of_a_person_is_left_in_the_folder(folder: Folder, said: Said) -> None:
    folder.session.back_up("with everything")
    (folder.folder / ".custdev" / "damaged").mkdir(exist_ok=True)
    (folder.folder / ".custdev" / "damaged" / "journal-1").write_text("Zyxquentin Wobblethorpe")
    (folder.folder / "snapshots").mkdir()
    (folder.folder / "snapshots" / "board.md").write_text("Zyxquentin Wobblethorpe said: saidalone and more")
    (folder.folder / "snapshots" / "other.md").write_text("Ada said something")
    reach = erase(folder.session, folder.erased, Choices(said))
    assert [path.name for path in reach.snapshots] == ["board.md"]
    erasure = reach.erasure
    assert (erasure.notes_gone + erasure.notes_left, erasure.shared_notes_gone) == (3, 1)
    assert (erasure.touchpoints_gone, erasure.touchpoints_left) == ((0, 1) if said == "strip" else (1, 0))
    assert reach.linked == ("linkofhers.mp4", "proofdrawer/form.pdf")
    folder.session.close()
    kept = {"surprisealone", "promisealone", "summaryalone", "expectedalone", "observerofhers"}
    kept |= {"linkofhers"}
    found = {token for _, token in leaks(folder.folder)}
    assert found <= (kept if said == "strip" else set()), leaks(folder.folder)
    assert (folder.folder / "snapshots" / "other.md").exists()


def test_a_tombstone_stays_and_the_number_is_not_given_again(folder: Folder) -> None:
    at = erase(folder.session, folder.erased, Choices("delete")).erasure.at
    left = folder.session.workspace.participants[folder.erased.uid]
    assert left == Participant(folder.erased.uid, folder.erased.number, at, erased_at=at)
    change = folder.session.save(operations.make_contact, "Grace Example")
    made = folder.session.workspace.participants[next(iter(change.records["participants"]))]
    assert made.pid == "P03"
    for operation, arguments in (
        (operations.link_contact, (folder.card(1).uid, folder.erased.uid)),
        (operations.edit_contact, (folder.erased.uid,)),
        (operations.give_consent, (folder.erased.uid, "quote")),
        (operations.log_touchpoint, ("interview", [folder.erased.uid])),
    ):
        with pytest.raises(DomainError, match="P01 was erased"):
            folder.session.save(operation, *arguments)


def test_what_others_said_stays_without_the_name(folder: Folder) -> None:
    before = folder.session.workspace
    erase(folder.session, folder.erased, Choices("delete"))
    after = folder.session.workspace
    assert folder.card(1).title == "Call P01"
    blocked = folder.card(2).blocked
    assert blocked is not None
    assert blocked.reason == "waits for P01"
    texts = sorted(note.text for note in after.notes.values())
    assert texts == ["P01 was kind, said Ada"]
    assert all(note.people == (folder.other.uid,) for note in after.notes.values())
    assert after.contact_of(folder.other.uid) == before.contact_of(folder.other.uid)
    assert after.participants[folder.other.uid] == before.participants[folder.other.uid]
    assert all(folder.erased.uid not in card.people for card in after.cards.values())


def test_another_open_window_cannot_bring_them_back(folder: Folder) -> None:
    other = folder.open()
    other.listen(lambda notice: None)
    other.save(operations.edit_card, folder.card(1).uid, description="Zyxquentin Wobblethorpe called")
    erase(folder.session, folder.erased, Choices("delete"))
    other.save(operations.add_card, folder.card(1).experiment, "Another one")
    with pytest.raises(DomainError):
        other.undo()
        other.undo()
    with pytest.raises(DomainError):
        other.save(operations.link_contact, folder.card(2).uid, folder.erased.uid)
    assert other.workspace.contact_of(folder.erased.uid) is None
    other.close()
    folder.session.close()
    assert leaks(folder.folder) == []
    again = folder.open()
    assert again.problems == []
    again.close()


def test_events_still_tell_that_something_happened(folder: Folder) -> None:
    before = len(list(folder.session.events()))
    erase(folder.session, folder.erased, Choices("delete"))
    events = list(folder.session.events())
    assert len(events) == before + 1
    assert events[0].kind == "contact_erased"


def test_the_reach_names_the_copies_it_cannot_change(folder: Folder) -> None:
    boards = folder.folder / "boards"
    boards.mkdir()
    (boards / "own.yaml").write_text("id: own\ntitle: Visit Zyxquentin Wobblethorpe\n")
    (folder.folder / ".git").mkdir()
    folder.session.save(
        operations.record_export,
        "/elsewhere/board.md",
        format="md",
        profile="team",
        sha256="0" * 64,
        people=[folder.erased.uid],
    )
    reach = look_at(folder.session, folder.erased, Choices()).reach
    assert [(each.name, each.lines, each.standing) for each in reach.beside] == [("boards/own.yaml", (2,), "own")]
    assert [export.path for export in reach.exports] == ["/elsewhere/board.md"]
    assert reach.versioned


def test_retention_is_looked_at_by_the_day(folder: Folder) -> None:
    assert past_retention(folder.session) == []
    folder.now = MONDAY.replace(year=2027, month=1, day=1)
    assert past_retention(folder.session) == []
    folder.now += timedelta(days=1)
    assert [person.pid for person in past_retention(folder.session)] == ["P01"]


def test_the_doctor_finds_the_history_whole(folder: Folder) -> None:
    erase(folder.session, folder.erased, Choices("delete"))
    assert [each for each in findings(folder.session) if not each.note] == []
    with pytest.raises(DomainError):
        for _ in range(100):
            undo_own(folder.session)
    assert folder.session.workspace.participants[folder.erased.uid].erased_at is not None


def test_stopped_between_the_change_and_the_purge_it_is_finished_by_the_next_change(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.session.back_up("with everything")
    monkeypatch.setattr(Session, "purge", lambda session: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        erase(folder.session, folder.erased, Choices("delete"))
    # What a program that is stopped leaves behind: its files are not written anew.
    copy = folder.folder.with_name("copy")
    shutil.copytree(folder.folder, copy)
    again = Session(open_store(copy), Catalog(copy / "boards"), actor="ux", clock=lambda: folder.now)
    assert again.workspace.contact_of(folder.erased.uid) is None
    again.save(operations.add_card, folder.card(1).experiment, "The next change")
    again.close()
    folder.session.close()
    assert leaks(copy) == []


def test_the_doctor_says_who_is_kept_too_long(folder: Folder) -> None:
    folder.now = MONDAY.replace(year=2027, month=1, day=2)
    notes = [each.sentence for each in findings(folder.session) if each.kind == "retention"]
    assert notes == ["P01 was to be kept until 2027-01-01; custdev contact purge erases them."]


@pytest.mark.parametrize(("allowed", "left"), [(False, []), (True, ["saidalone"])])
def test_a_quote_that_was_not_allowed_does_not_stay_without_its_person(
    folder: Folder, allowed: bool, left: list[str]
) -> None:
    if allowed:
        folder.session.save(operations.give_consent, folder.erased.uid, "quote")
    erase(folder.session, folder.erased, Choices("strip"))
    quotes = [note.text for note in folder.session.workspace.notes.values() if note.kind == "quote"]
    assert quotes == left


def test_snapshots_go_also_where_the_disk_refuses_the_purge(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = folder.folder / "snapshots" / "board.md"
    snapshot.parent.mkdir()
    snapshot.write_text("Zyxquentin Wobblethorpe")

    def refuse(session: Session) -> None:
        raise DiskFull(folder.folder)

    monkeypatch.setattr(Session, "purge", refuse)
    with pytest.raises(StoreError):
        erase(folder.session, folder.erased, Choices("delete"))
    assert not snapshot.exists()


@pytest.mark.parametrize("said", ["delete", "strip"])
def test_no_standup_stopped_at_somebody_who_was_erased(folder: Folder, said: Said) -> None:
    session, uid = folder.session, folder.erased.uid
    experiment = session.current("customer-development")
    assert experiment is not None
    folder.now += timedelta(days=31)
    session.save(operations.log_touchpoint, "interview", [uid], at=folder.now + timedelta(days=10), status="confirmed")
    held = session.save(operations.begin_standup, [experiment.uid], folder.now)
    standup = next(iter(held.records["standups"]))
    session.save(operations.decide_in_standup, standup, "ring Wobblethorpe")
    stops = len(session.workspace.standups[standup].items)
    erase(session, folder.erased, Choices(said))
    session.close()
    again = folder.open()
    kept = again.workspace.standups[standup]
    assert [each.text for each in kept.decisions] == [f"ring {folder.erased.pid}"]
    assert stops > len(kept.items)
    assert uid not in {item.uid for item in kept.items}
    for event in again.events():
        assert uid not in str(event.changes.get("standups"))
    again.close()


def test_what_somebody_was_called_before_goes_too(folder: Folder) -> None:
    session, uid = folder.session, folder.erased.uid
    session.save(operations.edit_card, folder.card(3).uid, title="Ask Zyxquentin Wobblethorpe again")
    session.save(operations.edit_contact, uid, name="Quince Married", email=["quince@new.example"], tel=[])
    session.save(operations.edit_card, folder.card(4).uid, title="Call Quince Married")
    (folder.folder / "snapshots").mkdir()
    (folder.folder / "snapshots" / "old.md").write_text("Zyxquentin Wobblethorpe was there")
    reach = erase(session, folder.erased, Choices("delete"))
    assert [path.name for path in reach.snapshots] == ["old.md"]
    session.close()
    assert not leaks(folder.folder)
    assert folder.card(3).title == f"Ask {folder.erased.pid} again"
    assert folder.card(4).title == f"Call {folder.erased.pid}"


@pytest.mark.parametrize(
    "name",
    [
        "Mike Task",
        "Ann Running",
        "Quote Given",
        "Berlin Todo",
        "Ann Edited",
        "Doing Done",
        "Interview Prospect",
        "UTC",
    ],
)
def test_our_own_words_stay_whatever_somebody_is_called(folder: Folder, name: str) -> None:
    person = folder._make(name, relationship="prospect")
    folder.session.save(operations.move_card, folder.card(1).uid, "doing")
    folder.session.save(operations.edit_card, folder.card(2).uid, title=f"Call {name}")
    before = folder.session.workspace
    kinds = [event.kind for event in folder.session.events()]
    erase(folder.session, person, Choices("delete"))
    assert folder.card(2).title == f"Call {person.pid}"
    folder.session.close()
    folder.session = folder.open()
    assert folder.session.problems == []
    assert [event.kind for event in folder.session.events()] == ["contact_erased", *kinds]
    for table in ("experiments", "touchpoints", "notes", "consents"):
        assert folder.session.workspace.table(table) == before.table(table)
    assert [each for each in findings(folder.session) if not each.note] == []


def test_what_others_keep_in_mind_about_them_goes_and_who_others_are_stays(folder: Folder) -> None:
    session, uid = folder.session, folder.other.uid
    session.save(
        operations.edit_contact,
        uid,
        org="Wobblethorpe Ltd",
        email=["ada@wobblethorpe.example"],
        note="married to Zyxquentin Wobblethorpe",
        title="assistant of Zyxquentin",
        x=["X-SPOUSE:Zyxquentin Wobblethorpe"],
    )
    erase(session, folder.erased, Choices("delete"))
    contact = session.workspace.contact_of(uid)
    assert contact is not None
    assert (contact.fn, contact.org, contact.email) == (
        "Ada Example",
        "Wobblethorpe Ltd",
        ("ada@wobblethorpe.example",),
    )
    assert (contact.note, contact.title, contact.x) == ("married to P01", "assistant of P01", ("X-SPOUSE:P01",))


def test_other_spellings_are_shown_before_nobody_can_know_them(folder: Folder) -> None:
    session = folder.session
    session.save(operations.edit_card, folder.card(3).uid, title="Ask Wobblethorp about the forms")
    session.save(operations.add_note, "Zyxquentyn called", card=folder.card(3).uid)
    session.save(operations.add_note, "we met Wobblethorpem there", card=folder.card(3).uid)
    session.save(operations.add_note, "Something else entirely, said Ada", card=folder.card(3).uid)
    twice = folder._make("Zyxquentin Wobblethorpe")
    boards = folder.folder / "boards"
    boards.mkdir()
    (boards / "own.yaml").write_text("id: own\ntitle: Visit the Wobblethorpes\n")
    shown = look_at(session, folder.erased, Choices("delete")).spellings
    assert {(each.where, each.text) for each in shown} >= {
        ("CD-3 title", "Ask Wobblethorp about the forms"),
        ("note on CD-3 text", "Zyxquentyn called"),
        ("note on CD-3 text", "we met Wobblethorpem there"),
        (twice.pid, "Zyxquentin Wobblethorpe"),
        ("boards/own.yaml line 2", "title: Visit the Wobblethorpes"),
    }
    assert not any("Something else" in each.text for each in shown)


def test_what_was_undone_goes_from_the_past_too(folder: Folder) -> None:
    session, uid = folder.session, folder.erased.uid
    session.save(operations.add_note, "saidalone, takenback", card=folder.card(1).uid, people=[uid])
    undo_own(session)
    session.save(operations.edit_contact, uid, name="Quince Wobblethorpe")
    undo_own(session)
    erase(session, folder.erased, Choices())
    session.close()
    assert leaks(folder.folder) == []
    assert "takenback" not in "".join(path.read_text() for path in folder.folder.glob("*.json"))
    again = folder.open()
    assert [each for each in findings(again) if not each.note] == []
    again.close()


ODD_CHANGES = [
    "Zyxquentin was here",
    ["Zyxquentin"],
    5,
    {"cards": 5},
    {"cards": ["Zyxquentin"], "contacts": "zyxq@wobble.example"},
    {"contacts": {"WHO": "Zyxquentin Wobblethorpe"}},
    {"contacts": {"WHO": {"fn": "Zyxquentin Wobblethorpe", "email": 5}}},
    {"contacts": {"WHO": {"fn": [], "note": ["Zyxquentin"]}}, "notes": {"X": {"text": "Zyxquentin"}}},
]


@pytest.mark.parametrize("changes", ODD_CHANGES, ids=str)
def test_an_event_that_hands_have_mangled_keeps_nobody_from_being_erased(folder: Folder, changes: object) -> None:
    folder.session.close()
    path = folder.folder / "research.json"
    stored = json.loads(path.read_text("utf-8"))
    contact = next(
        uid for uid, row in folder.session.workspace.contacts.items() if row.participant == folder.erased.uid
    )
    odd = json.loads(json.dumps(changes).replace("WHO", contact))
    stored["events"]["99999"] = {**next(iter(stored["events"].values())), "uid": "ODD", "changes": odd}
    path.write_text(json.dumps(stored), "utf-8")
    session = folder.open()
    documents, policy = session.documents(), session.policy
    assert build_dossier(session.workspace, folder.erased, session.events(), session.now(), policy, documents=documents)
    erase(session, folder.erased, Choices())
    session.close()
    assert leaks(folder.folder) == []
