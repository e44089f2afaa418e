"""Every lookup costs whoever opens a large workspace: there are those that somebody asks for, and no others."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.sources import sources
from tui.domain.records import RECORD_TYPES
from tui.domain.records.lookups import lookups_of


def test_somebody_asks_for_every_lookup() -> None:
    there = {lookup.name for record_type in RECORD_TYPES.values() for lookup in lookups_of(record_type)}
    asked = {name for source in sources() for node in ast.walk(source.tree) for name in _asked_for(node)}
    assert there == asked


def _asked_for(node: ast.AST) -> Iterator[str]:
    """Yield the lookup that is named in `uids("…", key)` or `_indexes["…"]`."""
    named: ast.expr | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "uids":
        named = next(iter(node.args), None)
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "_indexes":
        named = node.slice
    if isinstance(named, ast.Constant) and isinstance(named.value, str):
        yield named.value
