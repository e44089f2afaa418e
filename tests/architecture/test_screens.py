"""A screen is one class: what it has it holds, and what its keys do are functions, so that no tower grows again."""

from __future__ import annotations

import ast
from functools import cached_property
from importlib import import_module
from types import FunctionType

import pytest
from textual.screen import Screen

from tests.architecture.sources import sources

MOST_ANCESTORS, MOST_METHODS = 5, 60


def classes() -> list[type]:
    """Return every class that is defined in the package, in the order of their names."""
    modules = [import_module(source.name) for source in sources()]
    ours = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return sorted((one for one in ours if is_ours(one)), key=lambda one: (one.__module__, one.__qualname__))


def is_ours(one: type) -> bool:
    return one.__module__.startswith("tui.")


def lineage(one: type) -> list[type]:
    """Return a class and its ancestors of ours."""
    return [ancestor for ancestor in one.__mro__ if is_ours(ancestor)]


def methods(one: type) -> set[str]:
    """Return the names of methods and properties of a class and its ancestors of ours."""
    kinds = (FunctionType, property, cached_property, classmethod, staticmethod)
    return {name for ancestor in lineage(one) for name, thing in vars(ancestor).items() if isinstance(thing, kinds)}


def test_no_class_has_many_ancestors_of_ours() -> None:
    assert {
        one.__qualname__: len(lineage(one)) - 1 for one in classes() if len(lineage(one)) - 1 > MOST_ANCESTORS
    } == {}


SCREENS = [one for one in classes() if issubclass(one, Screen)]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_is_no_tower(screen: type) -> None:
    assert len(methods(screen)) <= MOST_METHODS


def test_no_screen_binds_keys_or_handles_them_itself() -> None:
    own = [f"{one.__qualname__}.{name}" for one in SCREENS for name in vars(one) if is_of_keys(name)]
    assert own == []


def is_of_keys(name: str) -> bool:
    return name in ("BINDINGS", "on_key", "_on_key") or name.startswith(("action_", "key_"))


ASKING = ("query", "query_one", "query_exactly_one", "query_one_optional", "get_child_by_id", "child_by_id")


def test_widgets_are_held_and_never_asked_for() -> None:
    """What is asked for may have left the screen; what is held is there, shown or not."""
    asking = [
        source.at(node.lineno)
        for source in sources("app")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and str(getattr(node.func, "attr", getattr(node.func, "id", ""))) in ASKING
    ]
    assert asking == []
