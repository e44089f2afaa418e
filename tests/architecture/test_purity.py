from __future__ import annotations

import ast

from tests.architecture.sources import sources

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
        for source in sources("domain")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Struct" for base in node.bases)
        and not any(keyword.arg == "frozen" and ast.unparse(keyword.value) == "True" for keyword in node.keywords)
    ]
    assert not wrong


def called(call: ast.Call) -> str:
    """Return the last name of what is called: `now` of `datetime.now()`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
