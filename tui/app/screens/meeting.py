"""The sheet to read over the people before an interview, as `custdev session` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.paint import Row, Shown, Span, wrap_all
from tui.app.screens.brief import SURFACE, ReadingScreen
from tui.domain.people.meeting import meeting_lines, meeting_of
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight


class MeetingScreen(ReadingScreen):
    """Who comes, what they agreed to, said last and wait for, and the guide; as our team may see it, without names."""

    def __init__(self, touchpoint: str) -> None:
        super().__init__()
        self.touchpoint = touchpoint

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the sheet, headings standing out."""
        session = self.custdev.session
        policy, today = session.policy, session.today
        seen = SeenWorkspace(Sight(session.workspace, "team", lambda: policy, session.now()))
        meeting = meeting_of(seen, seen.touchpoints[self.touchpoint], policy, today)
        yield Row(background=SURFACE)
        for line in meeting_lines(seen, meeting, policy, today):
            text, style = _styled(line)
            for part in wrap_all(Shown(text), width) or [Shown("")]:
                yield Row((Span("    "), Span(part, style)), background=SURFACE)


def _styled(line: str) -> tuple[str, str]:
    """Return a line without the marks of Markdown, and how it stands out."""
    if line.startswith("#"):
        return line.lstrip("# "), "bright bold"
    if line.startswith("**") and line.endswith("**"):
        return line.strip("*"), "muted bold"
    return line, "text"
