from __future__ import annotations

import subprocess
import sys

import pytest

from tui.domain import operations


@pytest.mark.parametrize("name", operations.__all__)
def test_every_operation_is_found_at_home(name: str) -> None:
    assert getattr(operations, name).__name__ == name


def test_what_is_none_is_missed_as_usual() -> None:
    assert not hasattr(operations, "fly")


def test_they_are_loaded_only_when_used() -> None:
    seen = (
        "import tui.session, sys; print(*(each for each in sys.modules if each.startswith('tui.domain.operations.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout.split()
    assert "tui.domain.operations.cards" not in loaded
    assert "tui.domain.operations.touchpoints" not in loaded
