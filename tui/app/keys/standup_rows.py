"""The commands of the standup, and those of the report at its end, which go before them there."""

from __future__ import annotations

from tui.app.keys.commands import Command, Group, Line, command

_WALKING, _MINUTES, _REPORTING = "standup.walking:", "standup.minutes:", "standup.reporting:"
_FORMAT, _GIVE = f"{_REPORTING}turn_format", f"{_REPORTING}give"


def _stop(words: str, *commands: Command, shows: tuple[str, ...] = ()) -> Line:
    """Return commands that can be given at any stop."""
    return Line(words, commands, "standup", shows)


GROUP = Group(
    "STANDUP",
    (
        _stop("next  ({1})", command("standup.next", "space pgdn", "Next item", f"{_WALKING}go_on", 1, foot="next")),
        _stop("back  ({1})", command("standup.back", "backspace pgup", "Back", f"{_WALKING}go_on", -1, foot="back")),
        _stop(
            "a step",
            command("standup.step_back", "[", "Step before", f"{_WALKING}go_to_step", -1, foot="step"),
            command("standup.step", "]", "Next step", f"{_WALKING}go_to_step", 1),
        ),
        _stop(
            "had, kept, answered, done",
            command(
                "standup.tick",
                "x",
                "Tick what is talked about: a session, a promise, a decision",
                f"{_MINUTES}tick",
                on="pulse owed card",
                changes=True,
            ),
        ),
        _stop(
            "note a decision",
            command(
                "standup.decide",
                "m",
                "Note a decision: who, by when",
                f"{_MINUTES}decide",
                changes=True,
                foot="decide",
            ),
        ),
        _stop("format of the report", shows=("standup.format",)),
        _stop("reader of the report", shows=("go.left", "go.right")),
        _stop(
            "write the report",
            command("standup.report", "w", "Write the report to a file", f"{_WALKING}look_at_report", foot="write"),
        ),
        _stop(
            "",
            command("note.add", "n", "Capture a note about the stop", f"{_MINUTES}note", changes=True),
            command("touchpoint.add", "t", "Log a touchpoint, or plan one", f"{_MINUTES}touchpoint", changes=True),
            command("consent.give", "p", "Permission: what a customer agrees to", f"{_MINUTES}permission"),
            command("card.edit", "e", "Edit the card or who is here", f"{_MINUTES}edit", on="pulse card", changes=True),
            command("go.standup", "S", "Standup: walk the work together", f"{_WALKING}say_where", foot="standup"),
            command("app.names", "*", "Show or hide names", f"{_WALKING}say_hidden"),
            command("go.back", "esc", "Leave the standup", f"{_WALKING}leave", fixed=True, listed=False),
            command("app.quit", "q", "Quit", f"{_WALKING}leave"),
        ),
        Line(
            "",
            (
                command("standup.next", "space pgdn", "More of the report", f"{_REPORTING}read_on"),
                command("standup.format", "tab", "Turn the format of the report", _FORMAT, fixed=True, foot="format"),
                command("go.left", "h left", "Reader before", f"{_REPORTING}turn_reader", -1, listed=False),
                command("go.right", "l right", "Next reader", f"{_REPORTING}turn_reader", 1, listed=False),
                command("go.down", "j down", "Line below", f"{_REPORTING}scroll", 1, listed=False),
                command("go.up", "k up", "Line above", f"{_REPORTING}scroll", -1, listed=False),
                command("standup.report", "w", "Write the report to a file", _GIVE, "file"),
                command("standup.tick", "x", "Write the report to a file", _GIVE, "file", listed=False),
                command("go.open", "enter", "Write the report to a file", _GIVE, "file", fixed=True, listed=False),
                command("card.copy", "y", "Copy the report", _GIVE, "clipboard"),
                command("go.back", "esc", "Leave the standup", f"{_REPORTING}leave", fixed=True, listed=False),
                command("app.quit", "q", "Quit", f"{_REPORTING}leave"),
                *(
                    command(f"go.experiment_{n}", str(n), f"Leftover {n}", f"{_REPORTING}look_at", n, listed=False)
                    for n in range(1, 10)
                ),
            ),
            "report",
        ),
    ),
)
