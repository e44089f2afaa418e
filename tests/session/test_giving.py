"""The one way out: what is written, copied and printed, and what is remembered of it."""

from __future__ import annotations

import re
import stat
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, MONDAY
from tests.exchange.every_format import FORMATS
from tests.session.leaving import leaving
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.exchange import clipboard
from tui.exchange.formats import format_named
from tui.exchange.parcel import What
from tui.session import Session, giving
from tui.store import open_store

WHATS: tuple[What, ...] = ("board", "column", "card", "report", "flow")


class Workplace:
    """A workspace with a running board and two customers."""

    def __init__(self, folder: Path) -> None:
        self.now = MONDAY
        store, catalog = open_store(folder), Catalog(folder / "boards")
        self.session = Session(store, catalog, actor="ux", clock=lambda: self.now)
        entry = self.session.catalog.entry("customer-development")
        assert entry is not None
        self.session.start(self.session.draft(entry))
        self.experiment = next(iter(self.session.workspace.experiments.values()))
        card = next(self.session.workspace.lane_cards(self.experiment.uid, "todo"))
        self.card = card.uid
        for name in ("Ada Lovelace", "Grace Hopper"):
            self.session.save(operations.make_contact, name, card=card.uid)
        self.people = list(self.session.workspace.participants)

    def written(self, what: What, form: str, profile: Profile = "stakeholders") -> giving.Written:
        session = self.session
        leaves = leaving(session, profile)
        if what == "report":
            workspace = session.workspace
            parcel = giving.report_parcel(session, workspace, [self.experiment], profile, now=self.now)
        elif what == "flow":
            parcel = giving.flow_parcel(session, self.experiment, leaves)
        elif what == "column":
            parcel = leaves.column(self.experiment, "todo")
        elif what == "card":
            parcel = leaves.card(session.workspace.cards[self.card])
        else:
            parcel = leaves.board(self.experiment)
        return giving.write(session, parcel, form)


def without_uids(text: str) -> str:
    return re.sub(r"\b[0-9A-Z]{26}\b", "", text)


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path / "workspace")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_whoever_is_named_at_the_end_of_a_long_text_keeps_all_of_it_here(place: Workplace, form: str) -> None:
    parcel = leaving(place.session, "stakeholders").board(place.experiment)
    cards = parcel.cards * 100
    before = giving.write(place.session, replace(parcel, cards=cards), form)
    named = replace(parcel, cards=(*cards, replace(cards[0], title="Ada Lovelace")))
    lines = format_named(form).render(named).splitlines()
    with pytest.raises(NotAllowed) as refused:
        giving.write(place.session, named, form)
    (line,) = map(int, re.findall(r"line (\d+) would name somebody", str(refused.value)))
    assert [number for number, text in enumerate(lines, 1) if "Ada Lovelace" in text] == [line]
    assert len(before.pieces) > 2
    assert before.remembered_as("x")["sha256"] == sha256(before.text.encode()).hexdigest()


CASES = [
    (form, what, profile)
    for form in FORMATS
    for what in WHATS
    for profile in PROFILES
    if what in format_named(form).what and profile in format_named(form).profiles
]


def test_every_copy_is_remembered_once_with_whom_it_is_about(place: Workplace) -> None:
    """Each format, reader and kind: a file of its own, for its owner only, and one record of it."""
    session = place.session
    session.save(operations.give_consent, place.people[0], "share_internal")  # or there would be no vCard
    for form, what, profile in CASES:
        before = len(session.workspace.exports)
        written = place.written(what, form, profile)
        path = giving.to_file(session, written)
        for _ in range(2):
            giving.remember(session, written, str(path))
        assert len(session.workspace.exports) == before + 1, (form, what, profile)
        copy = list(session.workspace.exports.values())[-1]
        assert (copy.format, copy.profile, copy.path) == (form, profile, str(path))
        assert path.is_absolute()
        assert path.read_bytes() == written.data
        assert sha256(path.read_bytes()).hexdigest() == copy.sha256
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "lovelace" not in path.name.casefold()
        if what in ("board", "column", "card"):
            assert set(copy.people) == set(place.people)


def test_a_file_of_ones_own_is_never_overwritten_unless_forced(place: Workplace, tmp_path: Path) -> None:
    target = tmp_path / "board.md"
    target.write_text("mine", encoding="utf-8")
    written = place.written("board", "md")
    with pytest.raises(Conflict, match="--force"):
        giving.to_file(place.session, written, target)
    assert target.read_text(encoding="utf-8") == "mine"
    giving.to_file(place.session, written, target, force=True)
    assert target.read_bytes() == written.data


def test_a_failure_leaves_no_part_of_a_file(place: Workplace, tmp_path: Path) -> None:
    written = place.written("board", "md")
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")), pytest.raises(OSError, match="space"):
        giving.to_file(place.session, written, tmp_path / "board.md")
    assert list(tmp_path.glob("*.md")) == []
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".custdev-")] == []


def test_the_clipboard_is_remembered_as_a_copy(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def take(text: str) -> bool:
        taken.append(text)
        return True

    monkeypatch.setattr(clipboard, "copy_text", take)
    written = place.written("card", "md")
    assert giving.to_clipboard(written)
    giving.remember(place.session, written, giving.CLIPBOARD)
    assert taken == [written.text]
    (copy,) = place.session.workspace.exports.values()
    assert copy.path == "clipboard"


def test_what_nothing_takes_is_not_called_copied(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "copy_text", lambda text: False)
    written = place.written("card", "md")
    assert giving.to_clipboard(written, lambda text: True) is False, "the terminal was asked, and does not answer"
    with pytest.raises(NotAllowed, match="not copied"):
        giving.to_clipboard(written, lambda text: False)
    monkeypatch.setattr(clipboard, "ask_tmux", lambda text: True)
    assert giving.to_clipboard(written, lambda text: False) is False, "tmux was asked, and does not know, either"


@pytest.mark.parametrize("what", WHATS)
def test_two_runs_give_the_same_bytes(tmp_path: Path, what: What) -> None:
    one, other = Workplace(tmp_path / "one"), Workplace(tmp_path / "elsewhere")
    forms = [form for form in map(format_named, FORMATS) if what in form.what and "stakeholders" in form.profiles]
    assert len(forms) >= 6
    for form in forms:
        text = one.written(what, form.name).text
        assert one.written(what, form.name).text == text
        assert without_uids(other.written(what, form.name).text) == without_uids(text)
        assert str(tmp_path) not in text


def test_what_an_earlier_time_knew_is_what_leaves_then(place: Workplace) -> None:
    session = place.session
    place.now += DAY
    session.save(operations.edit_card, place.card, title="Something else")
    then = leaving(session, at=MONDAY).board(place.experiment)
    assert "Something else" not in giving.write(session, then, "md").text
    assert "Something else" in place.written("board", "md").text
    assert then.today == MONDAY.date()


def test_with_names_shows_only_those_who_agreed(place: Workplace) -> None:
    session = place.session
    session.save(operations.edit_card, place.card, title="Call Ada Lovelace and Grace Hopper")
    assert "Call P01 and P02" in place.written("board", "md", "identified").text
    session.save(operations.give_consent, place.people[0], "share_internal")
    assert "Call Ada Lovelace and P02" in place.written("board", "md", "identified").text
    assert "Call P01 and P02" in place.written("board", "md", "team").text


def test_a_namesake_who_did_not_agree_does_not_hold_back_who_did(place: Workplace) -> None:
    session = place.session
    change = session.save(operations.make_contact, "Ada Lovelace", email=["ada@other.example"])
    session.save(operations.link_contact, place.card, next(iter(change.records["participants"])))
    session.save(operations.give_consent, place.people[0], "share_internal")
    text = place.written("board", "md", "identified").text
    assert "## People\n\n- P01 Ada Lovelace\n" in text
    assert "P03 Ada" not in text


def test_with_names_tells_who_they_are_and_who_is_quoted_by_name(place: Workplace) -> None:
    session = place.session
    ada, grace = place.people
    for person in (ada, grace):
        session.save(operations.give_consent, person, ["quote_pseudonymous", "share_internal"])
        session.save(operations.add_note, "I gave up", card=place.card, people=[person], kind="quote")
    session.save(operations.give_consent, ada, "quote_attributed")
    text = place.written("board", "md", "identified").text
    assert "quote of P01 (Ada Lovelace)" in text
    assert "quote of P02, by" in text, "who did not agree to be quoted by name is not"
    assert "## People\n\n- P01 Ada Lovelace\n- P02 Grace Hopper\n" in text
