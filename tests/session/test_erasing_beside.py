"""What lies beside the files of a workspace and tells of somebody who is erased: removed, or named with its path."""

from __future__ import annotations

import base64
import html
import json
import os
import quopri
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.domain.world import MONDAY
from tui.definitions.catalog import Catalog
from tui.domain import operations
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import Participant
from tui.session import Session
from tui.session.erasing import Reach, erase, look_at
from tui.store import open_store

NAME = "Zoë O\u2019Quenby-Sjöström"
EMAIL = "zoe.q@sjostrom.example"

Spell = Callable[[str], bytes]
SPELLINGS: dict[str, Spell] = {
    "plain": lambda name: name.encode(),
    "shouted": lambda name: name.upper().encode(),
    "decomposed": lambda name: unicodedata.normalize("NFD", name).encode(),
    "in a link": lambda name: quote(name).encode(),
    "as HTML": lambda name: "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in name).encode(),
    "as HTML by name": lambda name: html.escape(name).replace("ö", "&ouml;").replace("ë", "&euml;").encode(),
    "as raw JSON": lambda name: json.dumps(name).encode(),
    "as JSON in JSON": lambda name: json.dumps(json.dumps({"title": name})).encode(),
    "quoted-printable": lambda name: quopri.encodestring(f"said {name} to us".encode()),
    "in base64": lambda name: base64.b64encode(name.encode()),
    "in base64 after one": lambda name: base64.b64encode(b"x" + name.encode()),
    "in base64 after two": lambda name: base64.b64encode(b"xy" + name.encode()),
    "in lines of base64": lambda name: base64.encodebytes(
        b"before it there is much else, and then " * 3 + name.encode()
    ),
    "another apostrophe": lambda name: name.replace("\u2019", "'").encode(),
    "without accents": lambda name: unicodedata.normalize("NFKD", name).encode("ascii", "ignore"),
    "Latin-1": lambda name: name.replace("\u2019", "'").encode("latin-1"),
    "UTF-16": lambda name: name.encode("utf-16"),
    "UTF-16 without a mark": lambda name: f"title: {name}".encode("utf-16-le"),
    "among bytes": lambda name: b"\x00\x01\xff\xfe b0VIM\x00" + name.encode() + b"\x00\x00",
    "folded as in a vCard": lambda name: f"FN:{name[:12]}\r\n {name[12:]}".encode(),
    "the family name": lambda name: name.split()[-1].encode(),
    "an address": lambda name: EMAIL.upper().encode(),
    "a number": lambda name: b"(07700) 900-777",
    "what they said": lambda name: b"**gave up** at the  second\nstep",
}
COPIES = (
    "research.json~",
    "people.json.bak",
    "research.json.orig",
    "research (conflicted copy 2026-03-02).json",
    ".stversions/people~20260302-090000.json",
    "boards/own.yaml~",
    "boards/.own.yaml.swp",
    ".custdev/journal~",
    "notes/#ideas.md#",
    "custdev.yaml.sync-conflict-20260302-090000-ABCDEFG",
)


class Folder:
    """A workspace with somebody to be erased and somebody else."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.session = Session(open_store(folder), Catalog(folder / "boards"), actor="ux", clock=lambda: MONDAY)
        save = self.session.save
        change = save(operations.make_contact, NAME, email=[EMAIL], tel=["+44 7700 900777"])
        self.uid = next(iter(change.records["participants"]))
        save(operations.make_contact, "Ada Example", email=["ada@example.com"])
        save(operations.add_note, "gave up at the second step", people=[self.uid])

    @property
    def person(self) -> Participant:
        return self.session.workspace.participants[self.uid]

    def put(self, name: str, data: bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def erase(self, *, with_copies: bool = False) -> Reach:
        return erase(self.session, self.person, Choices("delete"), with_copies=with_copies)

    def exported(self, path: str, data: bytes = b"") -> None:
        self.session.save(
            operations.record_export,
            path,
            format="md",
            profile="team",
            sha256=sha256(data).hexdigest(),
            people=[self.uid],
        )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    folder = Folder(tmp_path / "workspace")
    yield folder
    folder.session.close()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_copy_is_known_by_what_is_in_it(folder: Folder, spelling: str) -> None:
    data = SPELLINGS[spelling](NAME)
    folder.put("research.json~", data if data.startswith(b"\xff\xfe") else b"before\n" + data + b"\nafter\n")
    folder.put("people.json~", b"nothing of anybody but Ada Example, ada@example.com\n")
    reach = folder.erase()
    assert [(file.name, file.standing) for file in reach.beside] == [("research.json~", "copy")]
    assert (folder.path / "research.json~").exists()


@pytest.mark.parametrize("name", COPIES)
def test_copies_go_where_that_is_asked_for(folder: Folder, name: str) -> None:
    copy = folder.put(name, f"title: {NAME}\n".encode())
    innocent = folder.put(f"{name}.bak", b"title: somebody else\n")
    reach = folder.erase(with_copies=True)
    assert [file.name for file in reach.removed] == [name]
    assert (reach.beside, reach.stuck) == ((), {})
    assert (copy.exists(), innocent.exists()) == (False, True)


def test_a_text_that_an_editor_still_has_is_found_where_it_is(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("custdev-ab1_c.md", ".custdev-ab1_c.md.swp", "other.md", "custdev-demo-1"):
        (tmp_path / name).write_text(NAME)
    reach = folder.erase(with_copies=True)
    assert [file.path.name for file in reach.removed] == [".custdev-ab1_c.md.swp", "custdev-ab1_c.md"]
    assert (tmp_path / "other.md").exists()


@pytest.mark.parametrize(
    "name", [".custdev/research.json.new", ".custdev-abc123.tmp", "snapshots/.custdev-abc.tmp", "boards/.abc.new"]
)
def test_what_a_stopped_program_of_ours_left_goes_in_any_case(folder: Folder, name: str) -> None:
    path = folder.put(name, NAME.encode())
    reach = folder.erase()
    assert reach.beside == ()
    assert not path.exists()


def test_a_copy_of_the_records_is_known_by_the_uid(folder: Folder) -> None:
    folder.put("people 2.json", json.dumps({"contacts": {"1": {"participant": folder.uid}}}).encode())
    folder.put("research notes.json", json.dumps({"mine": NAME}).encode())
    reach = look_at(folder.session, folder.person, Choices()).reach
    standing = {file.name: file.standing for file in reach.beside}
    assert standing == {"people 2.json": "copy", "research notes.json": "own"}


@pytest.mark.parametrize(
    "name", ["custdev.yaml", "boards/own.yaml", "README.md", "notes/.hidden/list.csv", "notes/draft.new"]
)
def test_the_files_of_a_team_are_named_with_their_lines_and_stay(folder: Folder, name: str) -> None:
    data = f"# ours\n\nvisit: {NAME}\n- and ZOE again\n".encode()
    path = folder.put(name, data)
    reach = folder.erase(with_copies=True)
    assert [(file.name, file.standing, file.lines) for file in reach.beside] == [(name, "own", (3, 4))]
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("name", "standing"), [("notes/zoe-quenby-sjostrom.txt", "own"), (f"{NAME}.md~", "copy"), ("zoe.mp4", "own")]
)
def test_the_name_of_a_file_tells_too(folder: Folder, name: str, standing: str) -> None:
    folder.put(name, b"nothing of anybody")
    reach = folder.erase()
    assert [(file.name, file.standing, file.lines) for file in reach.beside] == [(name, standing, ())]


def test_lines_are_counted_in_a_long_file(folder: Folder) -> None:
    lines = [f"line {number} says nothing of anybody {'x' * 60}" for number in range(1, 40_001)]
    lines[29_999] = f"line 30000 is about {NAME}"
    folder.put("log.txt", "\n".join(lines).encode())
    reach = look_at(folder.session, folder.person, Choices()).reach
    assert [(file.name, file.lines) for file in reach.beside] == [("log.txt", (30_000,))]


def test_the_files_of_the_store_are_not_beside_it(folder: Folder) -> None:
    folder.session.back_up("with everything")
    assert look_at(folder.session, folder.person, Choices()).reach.beside == ()


def test_what_cannot_be_looked_into_is_named(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(NAME)
    (folder.path / "elsewhere.txt").symlink_to(outside)
    (tmp_path / "more").mkdir()
    (folder.path / "more").symlink_to(tmp_path / "more")
    folder.put("old.zip", b"PK\x03\x04 and so on")
    folder.put("snapshots/board.png", b"\x89PNG and so on")
    folder.put("inside.txt", b"nothing")
    (folder.path / "within.txt").symlink_to(folder.path / "inside.txt")
    reach = folder.erase(with_copies=True)
    assert {file.name: file.standing for file in reach.beside} == {
        "elsewhere.txt": "elsewhere",
        "more": "elsewhere",
        "old.zip": "unread",
        "snapshots/board.png": "unread",
    }
    assert outside.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the system lets root do everything")
def test_what_cannot_be_removed_is_named(folder: Folder) -> None:
    copy = folder.put("kept/notes.md~", NAME.encode())
    copy.parent.chmod(0o500)
    reach = folder.erase(with_copies=True)
    copy.parent.chmod(0o700)
    assert reach.stuck.keys() == {"kept/notes.md~"}
    assert reach.removed == ()


def test_a_snapshot_that_went_is_not_out_of_reach(folder: Folder, tmp_path: Path) -> None:
    text = f"Call {NAME}".encode()
    snapshot = folder.put("snapshots/board.md", text)
    moved = folder.put("snapshots/moved.md", text + b"!")
    folder.exported(str(snapshot), text)
    folder.exported(str(folder.path / "boards" / ".." / "snapshots" / "board.md"), text)
    folder.exported(str(tmp_path / "before it was moved" / "snapshots" / "moved.md"), text + b"!")
    folder.exported(str(tmp_path / "given.md"), text)
    folder.exported("clipboard", b"copied")
    reach = folder.erase()
    assert [path.name for path in reach.snapshots] == ["board.md", "moved.md"]
    assert [export.path for export in reach.exports] == [str(tmp_path / "given.md"), "clipboard"]
    assert not snapshot.exists()
    assert not moved.exists()


def test_a_snapshot_with_the_same_words_elsewhere_is_still_out_of_reach(folder: Folder, tmp_path: Path) -> None:
    text = f"Call {NAME}".encode()
    folder.put("snapshots/board.md", text)
    given = tmp_path / "board.md"
    given.write_bytes(text)
    folder.exported(str(given), text)
    assert [export.path for export in folder.erase().exports] == [str(given)]


def test_snapshots_in_another_place_are_erased_there(folder: Folder, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "board.md").write_text(NAME)
    (tmp_path / "single.md").write_text(NAME)
    (place / "link.md").symlink_to(tmp_path / "single.md")
    (folder.path / "snapshots").symlink_to(place)
    reach = folder.erase()
    assert [path.name for path in reach.snapshots] == ["board.md", "link.md"]
    assert list(place.iterdir()) == []
    assert not (tmp_path / "single.md").exists()


def test_boards_in_another_place_are_looked_at_there(folder: Folder, tmp_path: Path) -> None:
    place = tmp_path / "boards"
    place.mkdir()
    (place / "own.yaml").write_text(f"id: own\ntitle: Visit {NAME}\n")
    (folder.path / "boards").symlink_to(place)
    reach = look_at(folder.session, folder.person, Choices()).reach
    assert [(file.name, file.lines) for file in reach.beside] == [("boards/own.yaml", (2,))]


def test_copies_beside_a_data_file_that_is_a_link_are_found_where_it_leads(folder: Folder, tmp_path: Path) -> None:
    folder.session.close()
    place = tmp_path / "place"
    place.mkdir()
    (folder.path / "people.json").rename(place / "people.json")
    (folder.path / "people.json").symlink_to(place / "people.json")
    (place / "people.json~").write_text(NAME)
    session = Session.open(folder.path)
    reach = erase(session, session.workspace.participants[folder.uid], Choices("delete"), with_copies=True)
    session.close()
    assert [file.name for file in reach.removed] == [str(place / "people.json~")]
    assert [path.name for path in place.iterdir() if b"Quenby" in path.read_bytes()] == []
    assert (folder.path / "people.json").is_symlink()
