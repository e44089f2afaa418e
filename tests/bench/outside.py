"""What it costs more to open a workspace whose files another hand changed, as a pull does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.shell import listing
from tests.bench.table import Row
from tests.bench.turns import in_turns
from tests.bench.workspaces import copied

FORMER, LATTER = b'"tags": ["pricing"]', b'"tags": ["prices"]'


def changed_outside(board: Path, runs: int) -> Iterator[Row]:
    """Measure listing 10,000 cards that another hand changed, beyond the same where nobody did."""
    with copied(board) as changed:
        path = changed / "research.json"
        path.write_bytes(path.read_bytes().replace(FORMER, LATTER, 1))
        same, other = in_turns((listing(board), listing(changed)), runs)
    more = other.cpu - same.cpu
    figure = f"{more:.0f} ms CPU more ({other.cpu:.0f} / {same.cpu:.0f})"
    yield Row("opening 10,000 cards changed outside", figure, "350 ms", more <= 350)
