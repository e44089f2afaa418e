"""The command table: every key, once. Bindings, help, the palette and the key table of the README come from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from textual.binding import Binding, BindingType

Place = Literal["everywhere", "board", "cards", "standup", "experiments", "people", "flow"]

WITH_CARDS = ("board", "standup")
"""Where the keys of `cards` work, too: places with a card in front."""


class Command(Struct, frozen=True):
    """One thing to do: `action` is a Textual action, `keys` are Textual's key names, none for the palette only."""

    action: str
    title: str
    keys: tuple[str, ...] = ()


class KeyRow(Struct, frozen=True):
    """One row of the help: keys as people write them, and what they do."""

    shown: str
    does: str
    commands: tuple[Command, ...]
    place: Place = "board"


class KeyGroup(Struct, frozen=True):
    """Rows that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


def one(shown: str, does: str, action: str, title: str, *keys: str, place: Place = "board") -> KeyRow:
    """Return the row of a single command."""
    return KeyRow(shown, does, (Command(action, title, keys),), place)


KEYS: tuple[KeyGroup, ...] = (
    KeyGroup(
        "MOVE AROUND",
        (
            KeyRow(
                "h j k l",
                "or arrows",
                (
                    Command("go(-1, 0)", "Column to the left", ("h", "left")),
                    Command("go(0, 1)", "Card below", ("j", "down")),
                    Command("go(0, -1)", "Card above", ("k", "up")),
                    Command("go(1, 0)", "Column to the right", ("l", "right")),
                ),
                "everywhere",
            ),
            KeyRow(
                "g G",
                "first, last",
                (Command("edge(-1)", "First card", ("g", "home")), Command("edge(1)", "Last card", ("G", "end"))),
                "everywhere",
            ),
            KeyRow(
                "pgup pgdn",
                "a page",
                (Command("page(-1)", "Page up", ("pageup",)), Command("page(1)", "Page down", ("pagedown",))),
                "everywhere",
            ),
            one("enter", "open", "open", "Open what is selected", "enter", place="everywhere"),
            one("tab", "board, panel", "switch_pane", "Between board and panel", "tab", "shift+tab"),
            one("esc", "one step back", "back", "One step back", "escape", place="everywhere"),
            KeyRow(
                "1-9 0",
                "experiment n, all",
                (
                    *(Command(f"jump({n})", f"Experiment {n}", (str(n),)) for n in range(1, 10)),
                    Command("experiments", "All experiments", ("0",)),
                ),
                "everywhere",
            ),
        ),
    ),
    KeyGroup(
        "MOVE CARDS",
        (
            KeyRow(
                "H L",
                "one column  (or < >)",
                (
                    Command("carry(-1)", "Move the card left", ("H", "shift+left", "less_than_sign")),
                    Command("carry(1)", "Move the card right", ("L", "shift+right", "greater_than_sign")),
                ),
                "cards",
            ),
            KeyRow(
                "K J",
                "rank up, down",
                (
                    Command("rank(-1)", "Rank the card up", ("K", "shift+up")),
                    Command("rank(1)", "Rank the card down", ("J", "shift+down")),
                ),
            ),
            one("u", "undo", "undo", "Undo", "u", place="everywhere"),
            one("ctrl+r", "redo", "redo", "Redo", "ctrl+r", place="everywhere"),
            one("d", "archive, u undoes", "archive", "Archive the card", "d", "delete", place="cards"),
            one("r", "try saving again", "retry", "Try saving again", "r", place="everywhere"),
        ),
    ),
    KeyGroup(
        "WRITE DOWN",
        (
            one("n", "note: what was said", "note", "Capture a note about the card", "n", place="cards"),
            one("t", "log a touchpoint", "touchpoint", "Log a touchpoint, or plan one", "t", place="cards"),
            one("a", "add a card", "add", "Add a card", "a", place="cards"),
            one("e", "edit", "edit", "Edit the card", "e", place="cards"),
        ),
    ),
    KeyGroup(
        "THE CARD",
        (
            one("c", "customers", "people", "Link customers to the card", "c", place="cards"),
            one(
                "p", "permission, one by one", "permission", "Permission: what a customer agrees to", "p", place="cards"
            ),
            one("b", "block, unblock", "block", "Block or unblock the card", "b", place="cards"),
            one("o", "owner", "owner", "Give the card an owner", "o", place="cards"),
            one("D", "due", "due", "Set the day it is due", "D", place="cards"),
            one("!", "expedite", "expedite", "Expedite the card or not", "exclamation_mark", place="cards"),
            one("#", "tags", "tags", "Set the tags of the card", "number_sign", place="cards"),
            one("x", "tick; done, kept", "tick", "Tick the next checklist item", "x", place="cards"),
        ),
    ),
    KeyGroup(
        "PEOPLE",
        (
            one("t", "log a touchpoint", "touchpoint", "Log a touchpoint, or plan one", "t", place="people"),
            one("n", "note: what was said", "note", "Capture a note about the person", "n", place="people"),
            one(
                "p",
                "permission, one by one",
                "permission",
                "Permission: what the person agrees to",
                "p",
                place="people",
            ),
            one("a", "add a person", "add", "Add a person", "a", place="people"),
            one("e", "edit", "edit", "Edit the person", "e", place="people"),
            one("x", "done, kept, answered", "tick", "Done, kept or answered", "x", place="people"),
            one("d", "archive a note", "archive", "Archive the chosen note", "d", "delete", place="people"),
            one("tab", "list, details", "switch_pane", "Between list and details", "tab", "shift+tab", place="people"),
            one("s", "sort", "sort", "Sort in another way", "s", place="people"),
            one("/", "find", "filter", "Find people", "slash", place="people"),
        ),
    ),
    KeyGroup(
        "STANDUP",
        (
            one("space", "next  (pgdn)", "next", "Next item", "space", "pagedown", place="standup"),
            one("backspace", "back  (pgup)", "previous", "Back", "backspace", "pageup", place="standup"),
            KeyRow(
                "[ ]",
                "a step",
                (
                    Command("step(-1)", "Step before", ("left_square_bracket",)),
                    Command("step(1)", "Next step", ("right_square_bracket",)),
                ),
                "standup",
            ),
            one(
                "x",
                "had, kept, answered, done",
                "tick",
                "Tick what is talked about: a session, a promise, a decision",
                "x",
                place="standup",
            ),
            one("m", "note a decision", "decide", "Note a decision: who, by when", "m", place="standup"),
            one("tab", "format of the report", "switch_pane", "Turn the format of the report", "tab", place="standup"),
            KeyRow(
                "h l",
                "reader of the report",
                (Command("go(-1, 0)", "Reader before"), Command("go(1, 0)", "Next reader")),
                "standup",
            ),
            one("w", "write the report", "write", "Write the report to a file", "w", place="standup"),
        ),
    ),
    KeyGroup(
        "FLOW",
        (
            KeyRow("h l", "earlier, later", (Command("go(-1, 0)", "Earlier"), Command("go(1, 0)", "Later")), "flow"),
            one("w", "weeks, days", "unit", "Weeks or days", "w", place="flow"),
            one("x", "export, CSV at first", "export", "Give out the flow, as CSV at first", "x", place="flow"),
        ),
    ),
    KeyGroup(
        "SEE",
        (
            one("/", "filter", "filter", "Filter the cards", "slash"),
            one("i", "hypothesis and test", "brief", "Read the hypothesis and its evidence", "i"),
            one("P", "people", "people_screen", "People: everybody, and who is due", "P", place="everywhere"),
            one("S", "standup", "standup", "Standup: walk the work together", "S", place="everywhere"),
            one("f", "flow: how work moves", "flow", "Flow: throughput, cycle time, ageing", "f", place="everywhere"),
            one("z", "dense, normal, roomy", "density", "Change the density", "z"),
            one("*", "names, P-ids", "names", "Show or hide names", "asterisk", place="everywhere"),
            one(":", "all commands", "palette", "All commands", "colon", "ctrl+p", place="everywhere"),
            one("?", "this help (f1)", "help", "Help", "question_mark", "f1", place="everywhere"),
        ),
    ),
    KeyGroup(
        "SHARE",
        (
            one("w", "give out a snapshot", "snapshot", "Give out a snapshot of the board", "w"),
            one("y", "copy card; yy column", "copy", "Copy the card as Markdown", "y", place="cards"),
            one("o", "open what was written", "open_written", "Open the file that was written last", place="cards"),
            one("q", "quit", "leave", "Quit", "q", place="everywhere"),
        ),
    ),
)

PALETTE_ONLY: tuple[tuple[Place, Command], ...] = (
    ("cards", Command("copy_column", "Copy the column as Markdown")),
    ("cards", Command("copy_board", "Copy the board as Markdown")),
    ("board", Command("add_step", "Add a step to the checklist")),
    ("board", Command("do_once_more", "Done once more: the recurring card waits for its next date")),
    ("board", Command("not_started", "Not really started: its age begins anew")),
    ("board", Command("unlink", "Unlink a customer from the card")),
    ("board", Command("restore", "Restore an archived card")),
    ("board", Command("edit_board", "Edit board: open its YAML in your editor")),
    ("board", Command("take_edition", "Take over what changed in the template of this board")),
    ("board", Command("leave_edition", "Leave what changed in the template of this board")),
    ("board", Command("edit_description", "Edit the description in your editor")),
    ("board", Command("save_elsewhere", "Save elsewhere: a copy of everything, in another folder")),
    ("board", Command("iterate", "Iterate: begin the next iteration")),
    ("board", Command("decide", "Decide: write the Learning Card")),
    ("board", Command("act", "Act on the decision: its actions become cards or boards")),
    ("board", Command("archive_experiment", "Archive the experiment")),
    ("board", Command("restore_experiment", "Restore the experiment")),
    ("board", Command("earlier", "Open an earlier iteration")),
    ("people", Command("forget_notes", "Delete the notes about somebody who wants none kept")),
    ("people", Command("invite", "Ask to take part: note that the person was asked")),
    ("people", Command("answer_invitation", "Answered: what came of asking the person")),
    ("people", Command("session", "Sheet: what to know before the next session with the person")),
    ("people", Command("erase", "Erase the person…")),
    ("people", Command("merge", "Merge into…: two records of the same person become one")),
    ("everywhere", Command("theme", "Theme: dark or light")),
    ("everywhere", Command("messages", "Messages: what was said so far")),
)


def works_at(row_place: Place, place: Place) -> bool:
    """Return whether what belongs to one place can be done at another."""
    return row_place in (place, "everywhere") or (row_place == "cards" and place in WITH_CARDS)


def rows_of(group: KeyGroup, place: Place) -> list[KeyRow]:
    """Return the rows of a group whose keys work at a place; a key that means something of its own there, only that."""
    own = _own_keys(place)
    candidates = (row for row in group.rows if works_at(row.place, place))
    return [row for row in candidates if row.place == place or not _keys_of(row) or not own.issuperset(_keys_of(row))]


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings of a screen, each key once: what is of its place goes before what is of everywhere."""
    own = _own_keys(place)
    bound: list[BindingType] = []
    for row in (row for group in KEYS for row in rows_of(group, place)):
        for command in row.commands:
            keys = [key for key in command.keys if row.place == place or key not in own]
            if keys:
                bound.append(
                    Binding(",".join(keys), command.action, command.title, show=False, id=f"{place}.{command.action}")
                )
    return bound


def commands(place: Place) -> Iterator[Command]:
    """Yield the commands of a place, those of everywhere included."""
    for group in KEYS:
        for row in rows_of(group, place):
            yield from row.commands
    yield from (command for where, command in PALETTE_ONLY if works_at(where, place))


def _own_keys(place: Place) -> set[str]:
    return {key for group in KEYS for row in group.rows if row.place == place for key in _keys_of(row)}


def _keys_of(row: KeyRow) -> list[str]:
    return [key for command in row.commands for key in command.keys]


def key_of(action: str) -> str:
    """Return the key an action is shown with, or an empty string."""
    for group in KEYS:
        for row in group.rows:
            for command in row.commands:
                if command.action == action:
                    return row.shown if len(row.commands) == 1 else ""
    return ""
