"""What the operations declare, and the index of it."""

from __future__ import annotations

import subprocess
import sys
from string import Formatter

import pytest

from tests.operations import texts
from tui.domain.history.phrases import Particulars
from tui.domain.operations.declaration import Kind
from tui.domain.operations.index import HOMES, KINDS


def test_the_index_says_what_the_modules_declare() -> None:
    for path, text in texts().items():
        assert path.read_text(encoding="utf-8") == text, "python -m tests.operations writes it"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_told_by_slots_that_there_are(kind: Kind) -> None:
    slots = {slot for template in kind.rest for _, slot, _, _ in Formatter().parse(template) if slot is not None}
    assert all(callable(getattr(Particulars, slot)) for slot in slots)


def test_to_know_them_none_is_loaded() -> None:
    seen = (
        "from tui.domain.history import phrases; from tui.domain.operations import kinds; import sys;"
        "print(*(name for name in sys.modules if name.startswith('tui.domain.operations.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) == {f"tui.domain.operations.{name}" for name in ("declaration", "index", "kinds")}


def test_no_module_is_called_as_an_operation_is() -> None:
    assert not set(HOMES) & {name for names in HOMES.values() for name in names}
