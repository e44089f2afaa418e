"""What every command of the table is held to, by its action; a check begins with card 4, the first of TODO."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.app.user import User

Check = Callable[[User, str], Awaitable[None]]
CHECKS: dict[str, Check] = {}
ON_PEOPLE: dict[str, Check] = {}
"""Those that begin on the people screen."""
ON_STANDUP: dict[str, Check] = {}
"""Those that begin in a standup."""
AT_REPORT: dict[str, Check] = {}
"""Those that begin at the report of a standup."""
ON_FLOW: dict[str, Check] = {}
"""Those that begin on the flow screen."""
ON_GATHERING: dict[str, Check] = {}
"""Those that begin among the insights."""


def _filling(table: dict[str, Check]) -> Callable[..., Callable[[Check], Check]]:
    def checks_of(*actions: str) -> Callable[[Check], Check]:
        """Make a function the one check of some actions; it is given the key, or the title where there is no key."""

        def taken_in(check: Check) -> Check:
            assert not table.keys() & set(actions), "of two checks of one action only the later would be made"
            table.update(dict.fromkeys(actions, check))
            return check

        return taken_in

    return checks_of


checks = _filling(CHECKS)
people_checks = _filling(ON_PEOPLE)
standup_checks = _filling(ON_STANDUP)
report_checks = _filling(AT_REPORT)
flow_checks = _filling(ON_FLOW)
gathering_checks = _filling(ON_GATHERING)
