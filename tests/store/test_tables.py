"""A table over the lines of a file, in memory or in the file, is what a dictionary of its documents would be."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.store.errors import ChangedInPlace
from tui.store.files import regions
from tui.store.files.regions import CheckedFile, Region, RegionOnDisk, version_of
from tui.store.files.tables import Rows, Table

Documents = dict[int, bytes]

IDS = st.integers(1, 40)
CHANGES = st.lists(st.dictionaries(IDS, st.none() | st.integers(0, 9), max_size=8), max_size=5)


def document(doc_id: int, version: int = 0) -> bytes:
    return b'{"uid": "U%02d", "text": "%s {}", "n": %d}' % (doc_id, b"x" * (doc_id % 7), version)


def lines_of(documents: Documents) -> bytes:
    return b",\n".join(b'"%d": %s' % row for row in sorted(documents.items()))


def in_memory(documents: Documents, _: Path) -> Region:
    return Region(lines_of(documents))


def on_disk(documents: Documents, folder: Path) -> Region:
    data, before = lines_of(documents), b'{\n"events": {\n'
    path = folder / "research.json"
    path.write_bytes(before + data + b"\n}\n}\n")
    file = CheckedFile(path, os.open(path, os.O_RDONLY), version_of([path.read_bytes()]))
    return RegionOnDisk(file, len(before), len(before) + len(data), max(documents, default=0))


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "BLOCK", 90)


def test_what_one_thread_read_is_not_checked_for_another_that_looks_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, data, clock = tmp_path / "research.json", b"x" * 90, time.time_ns()
    path.write_bytes(data)
    file = CheckedFile(path, os.open(path, os.O_RDONLY), version_of([data]))
    monkeypatch.setattr(regions, "time", SimpleNamespace(time_ns=lambda: clock + (60 << 30)))
    read_blocks, others = regions.read_blocks, iter([file])

    def read_and_meet(fd: int) -> list[bytes]:
        blocks = [*read_blocks(fd)]
        for other in others:
            path.write_bytes(b"y" * 90)
            with pytest.raises(ChangedInPlace):
                other.check()
        return blocks

    monkeypatch.setattr(regions, "read_blocks", read_and_meet)
    file.check()
    with pytest.raises(ChangedInPlace):
        file.read(0, 1)


def assert_is(rows: Rows, documents: list[bytes]) -> None:
    assert list(rows) == documents
    assert [*reversed(rows)] == documents[::-1]
    assert [rows[place] for place in range(len(rows))] == documents
    assert [rows[place - len(rows)] for place in range(len(rows))] == documents
    assert list(rows[1:4]) == documents[1:4]
    for cut in (slice(0, 9), slice(3, None), slice(-8, None), slice(None, None, -2)):
        assert list(rows[cut]) == documents[cut]
    assert [regions.document_in(line) for line in rows.lines()] == documents
    for mark in (b'"n": 3', b"x {}"):
        holding = [raw for raw in documents if mark in raw]
        assert list(rows.holding(mark)) == holding
        assert list(rows.holding_backwards(mark)) == holding[::-1]
    for place in (len(documents), -len(documents) - 1):
        with pytest.raises(IndexError):
            rows[place]


@pytest.mark.parametrize("region", [in_memory, on_disk])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.sets(IDS), changes=CHANGES)
def test_a_table_is_what_a_dictionary_would_be(
    region: type, before: set[int], changes: list[dict[int, int | None]], tmp_path: Path
) -> None:
    expected = {doc_id: document(doc_id) for doc_id in sorted(before)}
    start = Table(region(expected, tmp_path))
    table, at_first, begun = start.copy(), start.rows(), dict(expected)
    for change in changes:
        documents = {
            doc_id: None if version is None else document(doc_id, version) for doc_id, version in change.items()
        }
        table.apply(documents)
        for doc_id, raw in documents.items():
            expected.pop(doc_id, None)
            if raw is not None:
                expected[doc_id] = raw
    expected = dict(sorted(expected.items()))
    assert dict(table.items()) == expected
    assert (len(table), bool(table), table.last_id) == (len(expected), bool(expected), max(expected, default=0))
    assert {doc_id: table.get(doc_id) for doc_id in range(42)} == {doc_id: expected.get(doc_id) for doc_id in range(42)}
    assert {doc_id for doc_id in range(42) if table.id_of(f"U{doc_id:02}") == doc_id} == expected.keys()
    assert b"".join(table.image()) == lines_of(expected)
    assert_is(table.rows(), list(expected.values()))
    differences = {
        doc_id: (begun.get(doc_id), expected.get(doc_id))
        for doc_id in sorted(begun.keys() | expected.keys())
        if begun.get(doc_id) != expected.get(doc_id)
    }
    assert start.difference(table) == differences
    assert Table(rows=begun).difference(table) == differences
    # What was asked for before the changes is as it was.
    assert_is(at_first, list(begun.values()))
    assert dict(start.items()) == begun


def test_a_record_is_found_by_its_uid_also_where_they_are_in_no_order() -> None:
    rows = {1: b'{"uid": "c"}', 2: b'{"uid": "a"}', 3: b'{"n": 1, "uid": "b"}', 4: b'{"n": 1}'}
    table = Table(Region(lines_of(rows)))
    assert [table.id_of(uid) for uid in ("a", "b", "c", "d")] == [2, 3, 1, None]


def test_a_uid_in_order_is_found_without_looking_at_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(Region(lines_of({number: document(number) for number in range(10, 90)})))
    read: list[int] = []
    original = Region.read

    def counted(region: Region, start: int, end: int) -> bytes:
        read.append(start)
        return original(region, start, end)

    monkeypatch.setattr(Region, "read", counted)
    assert table.id_of("U55") == 55
    assert len(read) < 20


def test_rows_that_stand_together_are_read_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "BLOCK", 1 << 20)
    documents = {doc_id: document(doc_id) for doc_id in range(1, 400)}
    region = on_disk(documents, tmp_path)
    rows = Table(region).rows()
    assert rows[7] == documents[8]
    reads, read = [], region.read

    def counted(start: int, end: int) -> bytes:
        reads.append(start)
        return read(start, end)

    monkeypatch.setattr(region, "read", counted)
    assert list(rows[100:300]) == [documents[doc_id] for doc_id in range(101, 301)]
    assert len(reads) == 1
    changed = Table(region)
    changed.apply({200: document(200, 7)}, {200: 199})
    assert list(changed.rows()[100:300]) == [document(doc_id, 7 * (doc_id == 200)) for doc_id in range(101, 301)]
    assert len(reads) == 2
