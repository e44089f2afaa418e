from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source, sources

OUTSIDE_CALLS = {
    "open",
    "input",
    "print",
    "exec",
    "eval",
    "now",
    "utcnow",
    "today",
    "time",
    "monotonic",
    "perf_counter",
}
"""Names which, called in the domain, would read a file, a clock or a person."""


def test_the_domain_reads_neither_files_nor_clocks() -> None:
    wrong = [
        f"{source.at(node.lineno)} calls {name}()"
        for source in sources("domain")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and (name := called(node)) in OUTSIDE_CALLS
    ]
    assert not wrong


def test_records_are_immutable() -> None:
    wrong = [
        f"{source.at(node.lineno)}: {node.name}"
        for source, node in structs("domain")
        if not any(keyword.arg == "frozen" and ast.unparse(keyword.value) == "True" for keyword in node.keywords)
    ]
    assert not wrong


def test_records_are_seen_through_their_bases() -> None:
    names = {node.name for _, node in structs("domain")}
    assert {"Record", "Card", "Touchpoint", "Event", "CardFacts"} & names == {"Record", "Card", "Touchpoint", "Event"}


def structs(layer: str) -> Iterator[tuple[Source, ast.ClassDef]]:
    """Yield every class of a layer that is a struct, by itself or by what it stands on, wherever that is."""
    classes = [
        (source, node) for source in sources(layer) for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)
    ]
    bases = {node.name: {base.id for base in node.bases if isinstance(base, ast.Name)} for _, node in classes}
    names_of_structs = {"Struct"}
    while more := {name for name, on in bases.items() if on & names_of_structs} - names_of_structs:
        names_of_structs |= more
    yield from ((source, node) for source, node in classes if node.name in names_of_structs)


def called(call: ast.Call) -> str:
    """Return the last name of what is called: `now` of `datetime.now()`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
