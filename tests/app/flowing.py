"""A board with eight weeks behind it, as the flow screen shows it: told by operations, with a clock that moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.app.sample import NOW, Sample
from tui.domain import operations

STARTED = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
FINISHED: tuple[tuple[int, int], ...] = (
    *((2, 3), (5, 2)),
    *((8, 6), (11, 1), (12, 4)),
    *((16, 2), (18, 9)),
    *((21, 3), (23, 1), (26, 5), (27, 2)),
    *((29, 2), (30, 3), (33, 2)),
    *((36, 8), (38, 2), (39, 11), (40, 3), (41, 1)),
    *((42, 3), (44, 8), (45, 2), (47, 3)),
    *((49, 1),),
)
"""Cards by the day of the experiment on which they were finished, and how many days they took."""
IN_PROGRESS = ((9, "Listen and respond to customer feedback"), (6, "Encourage customer feedback and input"))
YOUNG = ((4, "Interview five trial accounts"), (1, "Reply to the CSV export request"))


class Flowing(Sample):
    """Writes the eight weeks."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, STARTED)

    def fill(self) -> None:
        """Tell what happened, in the order of time."""
        plan: list[tuple[datetime, str, str]] = []
        for number, (day, days) in enumerate(FINISHED, start=1):
            end = STARTED + timedelta(days=day, hours=number % 6)
            plan += [(end - timedelta(days=days - 1), f"Talk {number}", "doing"), (end, f"Talk {number}", "done")]
        for age, title in (*IN_PROGRESS, *YOUNG):
            plan.append((NOW - timedelta(days=age - 1, hours=1), title, "doing"))
        experiment = self.session.current("customer-development")
        assert experiment is not None
        uids: dict[str, str] = {}
        for _, title, _ in plan:
            if title not in uids:
                change = self.session.run(operations.add_card, experiment.uid, title)
                uids[title] = str(change.event.card)
        for at, title, column in sorted(plan):
            self.now = at
            self.run(operations.move_card, uids[title], column)
        self.now = NOW - timedelta(days=2)
        self.run(operations.block_card, uids[IN_PROGRESS[1][1]], "legal to approve")
        self.run(operations.expedite_card, uids[YOUNG[1][1]])


def write_flowing(folder: Path) -> Path:
    """Write the workspace and return its folder."""
    flowing = Flowing(folder)
    flowing.fill()
    assert flowing.session.close() == 0
    return folder
