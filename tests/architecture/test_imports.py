from __future__ import annotations

import ast
import sys

import pytest

from tests.architecture.sources import Source, sources

# Downward only. `paths`, `crash` and `__version__` are leaves without a layer of their own.
MAY_IMPORT = {
    "": set(),
    "__main__": {"cli"},
    "cli": {
        "app",
        "web",
        "demo",
        "service",
        "session",
        "exchange",
        "settings",
        "definitions",
        "domain",
        "paths",
        "crash",
    },
    "app": {"session", "exchange", "settings", "domain", "paths", "crash"},
    "web": set(),
    "service": {"session", "exchange", "settings", "definitions", "domain"},
    "demo": {"session", "settings", "domain", "paths"},
    "session": {"store", "definitions", "exchange", "settings", "domain"},
    "exchange": {"definitions", "domain"},
    "settings": {"definitions", "domain", "paths"},
    "definitions": {"domain"},
    "store": {"domain"},
    "domain": set(),
    "paths": set(),
    "crash": set(),
}

ONLY_IN = {
    "textual": "app",
    "tinydb": "store",
    "yaml": "definitions",
    "click": "cli",
    "filelock": "store",
    "textual_serve": "web",
    "aiohttp": "web",
}

IN_DOMAIN = {"msgspec", "fractional_indexing", "tui"} | sys.stdlib_module_names
OUTSIDE_WORLD = {
    *("os", "io", "pathlib", "shutil", "tempfile", "glob", "subprocess", "socket", "threading", "asyncio", "logging"),
    *("time", "random", "secrets", "uuid", "getpass", "platform", "locale", "sys"),
}
"""Modules of the standard library by which files, clocks, chance or the machine would come into the domain."""


def layer_of(module: str) -> str:
    return module.split(".")[1]


def test_every_part_of_the_house_is_known() -> None:
    assert {source.layer for source in sources()} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_go_downward_only(layer: str) -> None:
    wrong = [
        f"{source.at(line)} imports {module}"
        for source in sources(layer)
        for line, module in source.imports()
        if module.startswith("tui.")
        and module != "tui.__version__"
        and layer_of(module) not in {layer, *MAY_IMPORT[layer]}
    ]
    assert not wrong


@pytest.mark.parametrize(("library", "layer"), ONLY_IN.items())
def test_a_library_is_known_to_one_layer(library: str, layer: str) -> None:
    wrong = [
        f"{source.at(line)} imports {module}"
        for source in sources()
        for line, module in source.imports()
        if module.split(".")[0] == library and source.layer != layer
    ]
    assert not wrong


def test_the_domain_needs_nothing_but_its_two_libraries() -> None:
    wrong = [
        f"{source.at(line)} imports {module}"
        for source in sources("domain")
        for line, module in source.imports()
        if module.split(".")[0] not in IN_DOMAIN - OUTSIDE_WORLD
    ]
    assert not wrong


def test_modules_do_not_import_in_a_circle() -> None:
    names = {source.name for source in sources()}
    graph = {source.name: at_start(source, names) for source in sources()}
    while leaves := {name for name, needs in graph.items() if not needs}:
        graph = {name: needs - leaves for name, needs in graph.items() if name not in leaves}
    assert not graph


def at_start(source: Source, names: set[str]) -> set[str]:
    """Return the modules a module imports as it is loaded; not the packages it is in, nor what is for types only."""
    statements = [node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = set()
    for _, module in Source(source.path, source.name, ast.Module(list(statements), [])).imports():
        name = module if module in names else module.rpartition(".")[0]
        if name in names and name != source.name and not source.name.startswith(f"{name}."):
            found.add(name)
    return found
