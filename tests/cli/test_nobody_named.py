"""What the shell prints names no customer: in no list, no lookup, no snapshot, no error. Only contact commands do."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.exchange.every_format import FORMATS
from tui.demo import build_demo

READING: tuple[tuple[str, ...], ...] = (
    *((("show", key)) for key in ("CD", "CX", "CR")),
    ("show", "CD", "--at", "2026-11-20"),
    ("show", "CD", "--json"),
    ("card", "list", "CD", "--all"),
    ("card", "list", "CD", "--all", "--json"),
    ("card", "show", "CD-3"),
    ("card", "show", "CD-19"),
    ("card", "show", "CD-19", "--json"),
    ("note", "list"),
    ("note", "list", "--json"),
    ("note", "list", "--waiting"),
    ("note", "list", "--waiting", "--json"),
    ("touchpoint", "list"),
    ("touchpoint", "list", "--json"),
    ("experiment", "list"),
    ("experiment", "list", "--json"),
    ("log", "--limit", "0"),
    ("log", "--json"),
    ("diff", "CD", "--from", "2026-11-09"),
    ("diff", "CD", "--from", "2026-11-09", "--json"),
    ("flow", "CD"),
    ("flow", "CD", "--json"),
    ("flow", "CD", "--csv"),
    ("standup", "--since", "2026-11-20", "--at", "2026-11-23T09:11"),
    ("standup", "CD", "--since", "2026-11-20", "--at", "2026-11-23T09:11", "--format", "html", "--profile", "team"),
    ("standups", "list"),
    ("standups", "list", "--json"),
    ("standups", "show"),
    ("snapshot", "list"),
    ("snapshot", "list", "--json"),
    ("consent", "show", "P03"),
    ("consent", "show", "P03", "--json"),
    ("doctor",),
    ("backup", "list"),
    ("card", "show", "zzz"),
    ("card", "move", "CD-3", "nowhere"),
)
EXPORTS = tuple(
    ("export", "CD", "--format", form, "--profile", profile, "-o", "-")
    for form in FORMATS
    if not form.startswith("vcf")
    for profile in ("public", "stakeholders", "team")
)
OTHERS = tuple(
    ("export", "CD", "--format", form, "--what", what, "--profile", "team", "-o", "-")
    for form in ("csv", "json")
    for what in ("notes", "touchpoints", "events", "flow", "insights", "metrics")
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Command:
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    build_demo(folder)
    return Command(folder)


def identities(folder: Path) -> set[str]:
    """Return whole names, names alone, addresses and numbers of everybody in a workspace, as they are compared."""
    words: set[str] = set()
    for contact in json.loads((folder / "people.json").read_text(encoding="utf-8"))["contacts"].values():
        words |= {contact["fn"], *contact.get("email", ()), *contact.get("tel", ())}
        words |= {part for part in contact["fn"].split() if len(part) > 3}
    return {plain(word) for word in words}


def plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text))
    return "".join(char for char in text.casefold() if not unicodedata.combining(char))


@pytest.mark.parametrize("arguments", [*READING, *EXPORTS, *OTHERS], ids=" ".join)
def test_a_command_names_nobody(demo: Command, arguments: tuple[str, ...]) -> None:
    result = demo.run(*arguments)
    assert result.stdout or result.stderr
    printed = plain(result.stdout + result.stderr)
    named = [word for word in identities(demo.folder) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", printed)]
    assert named == []


def test_contact_commands_do(demo: Command) -> None:
    printed = plain(demo.ok("contact", "list"))
    assert [word for word in identities(demo.folder) if word in printed]


def test_a_quote_that_is_kept_private_is_in_no_list(demo: Command) -> None:
    notes = demo.json("note", "list")
    withheld = [note for note in notes if note["withheld"]]
    assert withheld
    assert {note["text"] for note in withheld} == {""}
    stored = json.loads((demo.folder / "research.json").read_text(encoding="utf-8"))["notes"].values()
    texts = [note["text"] for note in stored if note["uid"] in {entry["id"] for entry in withheld}]
    for arguments in (*READING, *EXPORTS, *OTHERS):
        printed = demo.run(*arguments).stdout
        assert [text for text in texts if text in printed] == [], arguments


def test_undo_says_nothing_of_anybody(demo: Command, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    build_demo(folder)
    other = Command(folder)
    name = str(other.json("contact", "show", "P03")["name"])  # somebody who is kept for good: the clock goes on
    other.ok("card", "add", "CD", f"Call {name} again")
    printed = other.ok("undo") + other.ok("redo") + other.ok("log", "--limit", "3")
    assert name.rsplit(maxsplit=1)[-1] not in printed
    assert "Call P03 again" in printed
