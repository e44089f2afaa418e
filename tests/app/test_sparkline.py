"""Which way the figures of a criterion went stands beside its verdict among the experiments."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.test_measures import measure
from tui.app.look.glyphs import ASCII, UNICODE
from tui.app.look.sparkline import sparkline
from tui.domain import operations
from tui.domain.evidence.waves import trend_of
from tui.domain.records.definition import Criterion


@pytest.mark.parametrize(
    ("values", "bars"),
    [((), ""), ((3,), ""), ((1, 2), "▁█"), ((2, 2, 2), "▅▅▅"), ((1, 8, 4), "▁█▄"), (tuple(range(20)), "▁▂▃▄▅▆▇█")],
)
def test_bars_are_from_the_lowest_to_the_highest(values: tuple[int, ...], bars: str) -> None:
    assert sparkline([Fraction(value) for value in values], UNICODE.steps) == bars
    assert sparkline([Fraction(value) for value in values], ASCII.steps).isascii()


async def test_the_trend_stands_beside_the_verdict(sit: Sit, open_session: OpenSession, sample: object) -> None:
    session = open_session()
    experiment = next(one for one in session.workspace.experiments.values() if one.board_id == BOARD)
    definition = replace(experiment.definition, test=Criterion("CSAT", ">= 60 %", 5))
    session.run(operations.reconcile_definition, experiment.uid, definition, definition_hash="edited")
    measure(session, "csat", "3", "10", days=20)
    measure(session, "csat", "90", "100")
    measure(session, "csat", "1", "10", segment="trial")
    measure(session, "csat", "1", "10", phase="control")
    assert trend_of(session.workspace, session.workspace.experiments[experiment.uid]) == (Fraction(30), Fraction(90))
    async with sit(board=BOARD, session=session) as user:
        await user.press("0")
        assert "criterion met ▁█" in user.text
