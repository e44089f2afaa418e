"""The formats of a standup report by name."""

from __future__ import annotations

from collections.abc import Callable

from tui.domain.report import StandupReport
from tui.exchange.standup_document import Document
from tui.exchange.standup_html import to_html
from tui.exchange.standup_json import to_json
from tui.exchange.standup_layout import Style, document_of
from tui.exchange.standup_markdown import to_markdown
from tui.exchange.standup_slack import to_slack
from tui.exchange.standup_text import to_text

DRAWN: dict[str, Callable[[Document], str]] = {"text": to_text, "md": to_markdown, "slack": to_slack, "html": to_html}
STANDUP_FORMATS = ("text", "md", "slack", "json", "html")
_SUFFIXES = {"text": "txt", "slack": "slack.txt"}


def render_standup(report: StandupReport, form: str, style: Style = "full") -> str:
    """Return a report in one of `STANDUP_FORMATS`, ending in a newline; `style` has no say in JSON."""
    return to_json(report) if form == "json" else DRAWN[form](document_of(report, style))


def standup_file_name(report: StandupReport, form: str) -> str:
    """Return `2026-11-23-standup-cd.md`: the day and the boards, nobody's name."""
    keys = "-".join(board.key.casefold() for board in report.boards[:3]) or "none"
    more = f"-and-{len(report.boards) - 3}" if len(report.boards) > 3 else ""
    return f"{report.day.isoformat()}-standup-{keys}{more}.{_SUFFIXES.get(form, form)}"
