"""What keys do while something is typed in the line at the bottom, in the filter, or in the palette."""

from __future__ import annotations

from tui.app.keys.commands import Group, Line, command

_LINE, _FILTER, _PALETTE = "asking.prompt_line:PromptLine", "asking.filter_bar:FilterBar", "keys.palette:Palette"

GROUP = Group(
    "WHILE TYPING",
    (
        Line(
            "",
            (
                command("line.save", "enter", "Save", f"{_LINE}.enter", fixed=True),
                command("line.leave", "esc ctrl+c", "Leave the line", f"{_LINE}.leave", fixed=True),
                command("line.complete", "tab", "Complete, or turn the kind", f"{_LINE}.complete", fixed=True),
                command("line.another", "ctrl+n", "Save and go on with another", f"{_LINE}.enter_and_again"),
                command("line.touchpoint", "ctrl+t", "Save and log a touchpoint, too", f"{_LINE}.enter_also"),
                command("line.editor", "ctrl+o", "Go on in the editor", f"{_LINE}.write"),
                command("line.next", "down", "Mark the next completion", f"{_LINE}.choose", 1),
                command("line.previous", "up", "Mark the completion before", f"{_LINE}.choose", -1),
            ),
            "line",
        ),
        Line(
            "",
            (
                command("filter.keep", "enter", "Keep the filter", f"{_FILTER}.keep", fixed=True),
                command("filter.clear", "esc ctrl+c", "Show everything again", f"{_FILTER}.clear", fixed=True),
                command("filter.complete", "tab", "Complete", f"{_FILTER}.complete", fixed=True),
                command("line.next", "down", "Mark the next completion", f"{_FILTER}.choose", 1),
                command("line.previous", "up", "Mark the completion before", f"{_FILTER}.choose", -1),
            ),
            "filter",
        ),
        Line(
            "",
            (
                command("palette.run", "enter", "Do what is chosen", f"{_PALETTE}.enter", foot="do it", fixed=True),
                command("line.next", "down", "Choose the next one", f"{_PALETTE}.choose", 1),
                command("line.previous", "up", "Choose the one before", f"{_PALETTE}.choose", -1),
                command("palette.page_down", "pgdn", "Choose a page further", f"{_PALETTE}.page", 1),
                command("palette.page_up", "pgup", "Choose a page before", f"{_PALETTE}.page", -1),
                command("palette.leave", "esc ctrl+c", "Do nothing", f"{_PALETTE}.leave", foot="close", fixed=True),
            ),
            "palette",
        ),
    ),
)
