"""What we promise of everything that leaves the workspace, one test each; the tables stand beside their subjects."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.command import Command
from tests.domain.people.test_consent import said
from tests.domain.world import DAY, World
from tests.exchange.boards import written
from tests.exchange.every_format import FORMATS
from tests.exchange.hostile import as_read, hostile_world, leaks_in
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import PROFILES
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving

TEXT_FORMATS = ("md", "slack", "html", "txt", "json", "csv")
NAMES = st.sampled_from(
    ("Siobhán O'Neil", "José Álvarez", "李小龙", "Ann-Marie Tremblay", "Jeanne d’Arc", "Rose Wilder", "Jørgen Strøm")
)


@pytest.fixture
def shell(tmp_path: Path) -> Command:
    command = Command(tmp_path / "workspace")
    command.ok("experiment", "start", "customer-development")
    command.ok("contact", "add", "Quenby Vandersloot", "--email", "quenby@example.com", "--card", "CD-1")
    return command


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=NAMES, linked=st.booleans(), upper=st.booleans(), where=st.sampled_from(("title", "note", "block", "tag")))
def test_g01_no_direct_identifier_of_any_contact_leaves(name: str, linked: bool, upper: bool, where: str) -> None:
    world = World()
    person = world.person(name, email=["someone@example.com"])
    if linked:
        world.do(operations.link_contact, world.uid(1), person.uid)
    text = name.upper() if upper else name
    match where:
        case "title":
            world.do(operations.edit_card, world.uid(1), title=f"Call {text} today")
        case "note":
            world.note(f"{text} said so", kind="learned")
        case "block":
            world.do(operations.block_card, world.uid(1), f"waits for {text}", text)
        case _:
            world.do(operations.tag_card, world.uid(1), [text.replace(" ", "-")])
    for form in TEXT_FORMATS:
        read = as_read(written(world, form))
        assert as_read(name).split()[-1] not in read.replace("-", " ").split(), form
        assert "someone@example.com" not in read


def test_g02_data_lose_names_before_they_are_laid_out() -> None:
    world = hostile_world()
    parcel = Leaving(world.workspace, world.policy, world.now).board(world.experiment)

    assert all(leaks_in(card.title + card.description) == [] for card in parcel.cards)


def test_g03_names_that_are_words_and_teammates_stay_readable() -> None:
    world = World()
    world.person("Will Carver")
    world.do(operations.edit_card, world.uid(1), title="The will to change, asks Will")
    world.do(operations.assign_card, world.uid(1), "ben")
    text = written(world, "md")
    assert "The will to change, asks P01" in text
    assert "owner ben" in text
    assert "owner B." in written(world, "md", profile="public")
    world.person("Ben Okafor")
    assert "owner P02" in written(world, "md"), "a customer of the same name wins"


def test_g04_addresses_and_numbers_of_anybody_go_and_figures_stay() -> None:
    world = World()
    text = "a.b+c@x.co.uk, +44 7700 900123; since 2026-11-23 NPS 30, 7/9, v1.2.3"
    world.note(text, kind="learned")
    text = written(world, "txt")
    assert "[e-mail], [phone]; since 2026-11-23 NPS 30, 7/9, v1.2.3" in text


def test_g05_a_p_id_is_given_once(shell: Command) -> None:
    before = shell.ok("export", "CD", "-o", "-")
    assert before == shell.ok("export", "CD", "-o", "-")
    shell.ok("contact", "erase", "P01", "--confirm", "P01")
    assert shell.json("contact", "add", "Ada Example")["id"] == "P02"


def test_g06_who_a_p_id_is_stands_in_the_vault_alone(shell: Command) -> None:
    for form in FORMATS:
        if "stakeholders" in format_named(form).profiles:
            assert "Vandersloot" not in shell.ok("export", "CD", "--format", form, "-o", "-")
    research = (shell.folder / "research.json").read_text(encoding="utf-8")
    assert "Vandersloot" not in research
    assert "Vandersloot" not in shell.ok("log", "--json")


def test_g07_consent_fails_closed() -> None:
    """The whole table is among the tests of privacy; this is its heart: nobody asked means nobody is quoted."""
    world = World()
    ada = world.person()
    world.note("I gave up", kind="quote", people=[ada.uid])
    for profile in PROFILES:
        assert "I gave up" not in written(world, "md", profile=profile)
    said(world, ada, "quote_pseudonymous", "given")
    assert "I gave up" in written(world, "md", profile="team")
    assert "I gave up" not in written(world, "md", profile="public")


def test_g08_consent_is_that_of_the_moment_and_ends_as_its_day_begins() -> None:
    world = World()
    ada = world.person()
    note = world.note("I gave up", kind="quote", people=[ada.uid])
    ends = (world.now + 2 * DAY).date()
    world.do(operations.give_consent, ada.uid, "quote_pseudonymous", expires_at=ends)
    midnight = datetime.combine(ends, datetime.min.time(), UTC)
    assert note.text in written(world, "md", midnight - timedelta(seconds=1))
    assert note.text not in written(world, "md", midnight)


def test_g09_withdrawing_takes_words_out_of_what_leaves_later() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, ["quote_pseudonymous", "store_notes"])
    world.note("I gave up", kind="quote", people=[ada.uid], stance="refutes")
    before = written(world, "md")
    world.do(operations.withdraw_consent, ada.uid, "quote_pseudonymous")
    after = written(world, "md")
    assert "I gave up" in before
    assert "I gave up" not in after
    assert "against: 1 person by 0 methods" in after, "it still counts"
    world.do(operations.withdraw_consent, ada.uid, "store_notes")
    assert "for: nobody; against: nobody" in written(world, "md")
    assert "P01" not in written(world, "md").split("Left out")[0]


def test_g10_small_cells_are_not_told() -> None:
    world = World()
    for number in range(7):
        person = world.person(f"Person {'ABCDEFG'[number]}ovic", card=world.uid(1))
        world.do(operations.edit_person, person.uid, relationship="trial" if number < 2 else "customer")
    (line,) = [line for line in written(world, "txt", profile="public").splitlines() if line.startswith("Took part")]
    assert line == "Took part people 7, customer suppressed, trial <5"
    for number, stance in enumerate(("supports",) * 5 + ("refutes",) * 2):
        uid = sorted(world.workspace.participants)[number]
        world.note("so", kind="behaviour", people=[uid], stance=stance)
    text = written(world, "txt", profile="public")
    assert "Evidence for: 5 people by 0 methods, not yet triangulated; against: <5 people" in text


def test_g11_nothing_of_a_minor_without_the_guardian() -> None:
    world = World()
    child = world.person()
    world.note("Built a bridge", kind="behaviour", people=[child.uid])
    world.do(operations.edit_person, child.uid, is_minor=True)
    for profile in PROFILES:
        text = written(world, "md", profile=profile)
        assert "Built a bridge" not in text
        assert "P01" not in text.split("Left out")[0]
    with pytest.raises(NotAllowed):
        world.note("Another", kind="behaviour", people=[child.uid])


def test_g12_after_erasing_no_byte_is_left(shell: Command) -> None:
    shell.ok("card", "edit", "CD-1", "--title", "Call Quenby Vandersloot")
    shell.ok("export", "CD", "--format", "md")
    shell.ok("contact", "erase", "P01", "--confirm", "P01")
    for path in shell.folder.rglob("*"):
        if path.is_file():
            assert b"andersloot" not in path.read_bytes(), path


def test_g13_copies_that_were_given_out_are_named(shell: Command, tmp_path: Path) -> None:
    target = tmp_path / "given.md"
    shell.ok("export", "CD", "-o", str(target))
    assert str(target) in shell.ok("contact", "erase", "P01", "--confirm", "P01")


def test_g14_everything_on_one_person(shell: Command) -> None:
    shell.ok("note", "add", "CD-1", "Prefers mornings", "--about", "P01")
    shell.ok("consent", "give", "P01", "store_notes")
    dossier = json.loads(shell.ok("contact", "dossier", "P01", "--format", "json"))
    assert {name: len(dossier[name]) for name in ("identity", "consents", "notes", "cards")} == {
        "identity": 1,
        "consents": 1,
        "notes": 1,
        "cards": 1,
    }
    dossier = shell.ok("contact", "dossier", "P01", "--format", "md")
    assert "Quenby Vandersloot" in dossier
    assert "Prefers mornings" in dossier


def test_g15_who_is_kept_too_long_leaves_no_more_and_is_not_deleted_silently(shell: Command) -> None:
    shell.ok("note", "add", "CD-1", "Opened it twice", "--about", "P01", "--kind", "behaviour")
    shell.ok("contact", "edit", "P01", "--retention-until", "2020-01-31")
    assert "Opened it twice" not in shell.ok("export", "CD", "--profile", "team", "-o", "-")
    assert "retention ended" in shell.ok("standup", "CD")
    assert [contact["id"] for contact in shell.json("contact", "list")] == ["P01"]


@pytest.mark.parametrize("form", [form for form in FORMATS if "stakeholders" in format_named(form).profiles])
def test_g16_the_same_bytes_wherever_it_runs(shell: Command, tmp_path: Path, form: str) -> None:
    import shutil

    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(shell.folder, other)
    outputs = set()
    for folder, zone, seed in ((shell.folder, "UTC", "1"), (other, "Asia/Tokyo", "2")):
        at = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y-01-04T09:00:00+01:00")
        arguments = ["--workspace", str(folder), "export", "CD", "--format", form, "--at", at, "-o", "-"]
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        ran = subprocess.run([sys.executable, "-m", "tui", *arguments], capture_output=True, check=True, env=env)
        outputs.add(ran.stdout)
    assert len(outputs) == 1
    (output,) = outputs
    assert str(tmp_path).encode() not in output


def test_g17_file_names_tell_nobody(shell: Command) -> None:
    shell.ok("card", "edit", "CD-1", "--title", "Call Quenby Vandersloot")
    for form in TEXT_FORMATS:
        path = Path(shell.ok("export", "CD", "--format", form).strip())
        assert "quenby" not in path.name.casefold()


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_g18_no_cell_is_run_as_a_formula(shell: Command, typed: str) -> None:
    shell.ok("card", "edit", "CD-1", "--title", typed)
    rows = list(csv.reader(io.StringIO(shell.ok("export", "CD", "--format", "csv", "-o", "-").lstrip("\ufeff"))))
    title = next(row[1] for row in rows if row[0] == "CD-1")
    assert title[:1] not in tuple("=+-@\t\r")


@pytest.mark.parametrize("typed", ["a\x1b]0;x\x07b", "[red]x[/]", "[@click=app.quit]x", "a\u202eb", "a\x9b2Jb"])
def test_g19_texts_drive_no_terminal(shell: Command, typed: str) -> None:
    shell.ok("card", "edit", "CD-1", "--title", f"Look {typed}")
    printed = shell.ok("card", "list", "CD") + shell.ok("export", "CD", "--format", "txt", "-o", "-")
    assert not set(printed) & set("\x1b\x07\x9b\u202e")
    if typed == "[red]x[/]":
        assert typed in printed, "mark-up is only text"


def test_g20_files_are_for_their_owner_and_never_over_another(shell: Command, tmp_path: Path) -> None:
    target = tmp_path / "board.md"
    shell.ok("export", "CD", "-o", str(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert "--force" in shell.error("export", "CD", "-o", str(target), "--format", "json")
    assert target.read_bytes() == before


def test_g21_a_file_is_scanned_for_people(shell: Command, tmp_path: Path) -> None:
    clean, leaky, data = tmp_path / "clean.md", tmp_path / "leaky.md", tmp_path / "data.bin"
    clean.write_text("P01 is fine, since 2026-11-23", encoding="utf-8")
    leaky.write_text("line one\nCall QUENBY vandersloot\nor quenby@example.com", encoding="utf-8")
    data.write_bytes(b"\x00\x01")
    assert shell.run("scan", str(clean)).exit_code == 0
    scanned = shell.run("scan", str(leaky))
    assert scanned.exit_code == 3
    assert f"{leaky}:2: name: Q***** v********** (P01)" in scanned.stdout
    assert f"{leaky}:3: e-mail: q*****@e******.c** (P01)" in scanned.stdout
    assert shell.run("scan", str(leaky), str(data)).exit_code == 1, "what cannot be read wins"
    assert shell.run("scan", "-", stdin="Vandersloot").exit_code == 3
    assert [file["clean"] for file in json.loads(shell.run("scan", str(leaky), "--json").stdout)] == [False]
