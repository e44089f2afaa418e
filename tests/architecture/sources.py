"""The source files of the program as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tui"


@dataclass(frozen=True)
class Source:
    """One module: its dotted name and its tree."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """Return the part of the house a module stands in: `domain`, `store`, `paths`; empty for `tui` itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    def imports(self) -> Iterator[tuple[int, str]]:
        """Yield line and dotted name of every module imported, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def at(self, line: int) -> str:
        """Return a place in the file as an editor opens it."""
        return f"{self.path.relative_to(ROOT)}:{line}"

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".")
        if self.path.name != "__init__.py":
            package = package[:-1]
        package = package[: len(package) - node.level + 1]
        return ".".join([*package, *([node.module] if node.module else [])])


def sources(layer: str | None = None) -> tuple[Source, ...]:
    """Return the modules of the program, or of one layer."""
    return tuple(source for source in _all_sources() if layer in (None, source.layer))


@cache
def _all_sources() -> tuple[Source, ...]:
    return tuple(_source(path) for path in sorted(PACKAGE.rglob("*.py")))


def _source(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return Source(path, name, ast.parse(path.read_text(encoding="utf-8"), str(path)))
