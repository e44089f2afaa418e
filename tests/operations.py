"""Writes the index of the operations and the types of their package: `python -m tests.operations`."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from msgspec.structs import astuple, fields

from tui.domain.operations.declaration import HOMES, KINDS, Kind

FOLDER = Path(__file__).parents[1] / "tui" / "domain" / "operations"
PACKAGE = "tui.domain.operations"


def texts() -> dict[Path, str]:
    """Return the text of each file by its path, from what the modules declare."""
    for path in FOLDER.glob("*.py"):
        import_module(PACKAGE if path.stem == "__init__" else f"{PACKAGE}.{path.stem}")
    return {FOLDER / name: _formatted(name, lines()) for name, lines in WRITERS.items()}


def homes() -> dict[str, list[str]]:
    """Return the names of the operations by the module they are in."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, module in sorted(HOMES.items()):
        package, _, home = module.rpartition(".")
        if package == PACKAGE:
            names[home].append(name)
    return dict(sorted(names.items()))


def _index() -> Iterator[str]:
    yield '"""What the operations declare, so that none is loaded to know it: `python -m tests.operations`."""\n'
    yield f"from {PACKAGE}.declaration import Kind\n"
    yield "HOMES = {"
    yield from (
        f"{home!r}: ({', '.join(map(repr, names))}{',' * (len(names) == 1)})," for home, names in homes().items()
    )
    yield "}\nKINDS = ("
    yield from (f"{_shown(kind)}," for kind in sorted(KINDS.values(), key=lambda kind: kind.name))
    yield ")"


def _shown(kind: Kind) -> str:
    """Return how a kind is built, without what is as usual at its end."""
    values = list(astuple(kind))
    usual = [field.default for field in fields(Kind)]
    while values[-1] == usual[len(values) - 1]:
        values.pop()
    return f"Kind({', '.join(map(repr, values))})"


def _stub() -> Iterator[str]:
    for home, names in homes().items():
        yield from (f"from {PACKAGE}.{home} import {name} as {name}" for name in names)
    yield "\n__all__: list[str]"


WRITERS = {"index.py": _index, "__init__.pyi": _stub}


def _formatted(name: str, lines: Iterator[str]) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(FOLDER / name), "-"]
    text = "\n".join(lines)
    return subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout


def main() -> None:
    """Write them."""
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
