"""The story as data: who did what when, in no particular order. Its days are those of the year 2026 in Berlin."""

from tui.demo.line import Line
from tui.demo.story.asking import ASKING
from tui.demo.story.development import DEVELOPMENT
from tui.demo.story.experience import EXPERIENCE
from tui.demo.story.people import AGREED, KNOWN
from tui.demo.story.retention import RETENTION
from tui.demo.story.standups import DID, STANDUPS
from tui.demo.story.talks import TALKS

LINES: tuple[Line, ...] = (
    *(*KNOWN, *AGREED, *DEVELOPMENT, *TALKS, *ASKING),
    *(*EXPERIENCE, *RETENTION, *STANDUPS, *DID),
)
