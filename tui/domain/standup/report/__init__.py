"""The report of a standup: all it tells, in the order in which it tells it, ready to leave the workspace.

Every text went through the scrubber, people are P-ids, and what may not be told is left out and counted.
"""

from __future__ import annotations

from tui.domain.standup.report.building import build_report
from tui.domain.standup.report.parts import StandupReport
from tui.domain.standup.report.wording import timezone_of

__all__ = ["StandupReport", "build_report", "timezone_of"]
