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


def checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions; it is given the key, or the title where there is no key."""

    def kept(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(actions, check))
        return check

    return kept


def people_checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions on the people screen."""

    def kept(check: Check) -> Check:
        ON_PEOPLE.update(dict.fromkeys(actions, check))
        return check

    return kept


def standup_checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions in a standup."""

    def kept(check: Check) -> Check:
        ON_STANDUP.update(dict.fromkeys(actions, check))
        return check

    return kept


def report_checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions at the report of a standup."""

    def kept(check: Check) -> Check:
        AT_REPORT.update(dict.fromkeys(actions, check))
        return check

    return kept


def flow_checks(*actions: str) -> Callable[[Check], Check]:
    """Make a function the check of some actions on the flow screen."""

    def kept(check: Check) -> Check:
        ON_FLOW.update(dict.fromkeys(actions, check))
        return check

    return kept
