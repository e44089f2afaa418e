"""What lies on the disk, and how, is known to the store alone; everybody else asks it through its port."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import sources

FACE = {"tui.store", "tui.store.port", "tui.store.checkup", "tui.store.stray_files"}
"""The modules of the store that others may import, or import from."""

OF_THE_FORMAT = re.compile(rb'": |": \[|":\{|"\w+"|\{"')
"""Bytes that only somebody looks for who knows how a document is spelled on the disk."""


def test_others_know_the_store_by_its_face() -> None:
    modules = {source.name for source in sources("store")}
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in sources()
        if source.layer != "store"
        for line, name in source.imports()
        if name.startswith("tui.store") and (name if name in modules else name.rpartition(".")[0]) not in FACE
    ]
    assert not wrong


def test_no_byte_of_the_format_is_known_outside_the_store() -> None:
    wrong = [
        f"{source.at(node.lineno)}: {node.value!r}"
        for source in sources()
        if source.layer != "store"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, bytes) and OF_THE_FORMAT.search(node.value)
    ]
    assert not wrong


def test_the_files_are_named_by_the_store_alone() -> None:
    names = {"research.json", "people.json", "state.json", "journal", ".custdev"}
    wrong = [
        f"{source.at(node.lineno)}: {node.value!r}"
        for source in sources()
        if source.layer not in ("store", "demo")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert not wrong


def test_a_byte_of_the_format_would_be_noticed() -> None:
    assert all(OF_THE_FORMAT.search(text) for text in (b'{"uid": "', b'"at": "', b'"undoes": "', b'"events"'))
    assert not any(OF_THE_FORMAT.search(text) for text in (b'"', b"\\", b"\xff\xfe", b"%PDF", b"\n"))


def test_the_engine_knows_nothing_of_what_is_built_over_it() -> None:
    wrong = [
        f"{source.at(line)} imports {module}"
        for source in sources("store")
        if source.name.startswith("tui.store.files")
        for line, module in source.imports()
        if module.startswith(("tui.store.tinydb", "tui.store.opening", "tui.store.checkup")) or module == "tinydb"
    ]
    assert not wrong
