"""A format is one module: made up here, it is offered, read, written for every reader and looked through everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.session.leaving import leaving
from tui.app.giving.choice import Offer
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.exchange import formats
from tui.exchange.formats import format_named, format_names, format_of_file
from tui.exchange.parcel import Include, Parcel
from tui.session import Session
from tui.session.giving import write

MODULE = """
from tui.exchange.formats import Format
from tui.exchange.parcel import Parcel


def write(parcel: Parcel) -> str:
    titles = [card.title.upper() for card in parcel.cards]
    return "\\n".join([f"SHOUTED TO {parcel.profile}", *titles, "ADA" + " " + "LOVELACE" if len(titles) > 9 else ""])


FORMAT = Format("shout", "Shouting", "shout", ("board", "report"), write, synonyms=("yell",))
"""


@pytest.fixture(autouse=True)
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with one more format, among those of the program; nothing else is told of it."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "shout.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path / "formats")])
    forget()
    yield
    forget()


def forget() -> None:
    format_names.cache_clear()
    format_named.cache_clear()
    sys.modules.pop(f"{formats.__name__}.shout", None)


@pytest.fixture
def shell(tmp_path: Path) -> Command:
    command = Command(tmp_path / "workspace")
    command.ok("experiment", "start", "customer-development")
    return command


def test_it_is_offered_last_and_known_by_its_words_and_endings() -> None:
    assert format_names()[-1] == "shout"
    assert format_named("yell").title == "Shouting"
    assert format_of_file("board.shout", "md") == format_of_file("board.YELL", "md") == "shout"


def test_the_shell_offers_it_and_remembers_what_was_written_in_it(shell: Command) -> None:
    assert "|shout]" in shell.ok("export", "--help")
    assert "|shout]" in shell.ok("standup", "--help")
    assert shell.ok("export", "CD", "--format", "shout", "-o", "-").startswith("SHOUTED TO stakeholders\n")
    assert shell.ok("standup", "CD", "--format", "shout").startswith("SHOUTED TO ")
    file = shell.folder / "board.shout"
    shell.ok("export", "CD", "-o", str(file))
    assert file.read_text(encoding="utf-8").startswith("SHOUTED TO ")
    (copy,) = shell.json("snapshot", "list")
    assert copy["format"] == "shout"
    assert shell.ok("snapshot", "show", copy["id"]).startswith("SHOUTED TO ")


def test_the_dialog_offers_it_for_what_it_can_hold() -> None:
    assert "shout" in Offer("board", "Customer Development", not_made).forms
    assert "shout" not in Offer("flow", "Flow", not_made).forms


def not_made(profile: Profile, include: Include) -> Parcel:
    raise AssertionError("nothing is written to know what can be chosen")


def test_every_reader_gets_it_and_nobody_is_named_in_it(shell: Command) -> None:
    session = Session.open(shell.folder)
    try:
        experiment = next(iter(session.workspace.experiments.values()))
        for profile in PROFILES:
            written = write(session, leaving(session, profile).board(experiment), "shout")
            assert written.text.startswith(f"SHOUTED TO {profile}\n")
            assert written.name.endswith(f"-{profile}.shout")
    finally:
        session.close()
    shell.ok("contact", "add", "Ada Lovelace")
    for _ in range(9):
        shell.ok("card", "add", "CD", "One card more")
    refused = shell.error("export", "CD", "--format", "shout", "-o", "-")
    assert "Written as Shouting, line" in refused
    assert "LOVELACE" not in refused


def test_what_it_cannot_hold_it_refuses(shell: Command) -> None:
    refused = shell.error("export", "CD", "--what", "notes", "--format", "shout", "-o", "-")
    assert refused == "Shouting cannot hold notes. Nothing was written."
