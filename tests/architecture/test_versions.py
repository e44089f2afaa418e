"""What the oldest Python that custdev runs on (3.11.0) does otherwise than newer ones, without saying so."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.sources import sources

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
"""A group repeated without a way back: until 3.11.4, what its last, failing round had read counted as matched."""


@pytest.mark.parametrize("pattern", [r"(?:a b)*+", r"(a)++", r"(?:a){6,}+", r"(a)?+"])
def test_a_possessive_group_is_seen(pattern: str) -> None:
    assert POSSESSIVE_GROUP.search(pattern)


@pytest.mark.parametrize("pattern", [r"[(+]{0,2}", r"(?:\)\+)", r"[().]{0,3}+", r"\s*+(?:a)*", r"\)++"])
def test_other_patterns_are_left_alone(pattern: str) -> None:
    assert not POSSESSIVE_GROUP.search(pattern)


def test_no_pattern_repeats_a_group_possessively() -> None:
    wrong = [
        source.at(node.lineno)
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and POSSESSIVE_GROUP.search(node.value)
    ]
    assert not wrong
