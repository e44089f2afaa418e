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
                (
                    Command("edge(-1)", "First card", ("g", "home")),
                    Command("edge(1)", "Last card", ("G", "end")),
                ),
                "everywhere",
            ),
            KeyRow(
                "pgup pgdn",
                "a page",
                (
                    Command("page(-1)", "Page up", ("pageup",)),
                    Command("page(1)", "Page down", ("pagedown",)),
                ),
                "everywhere",
            ),
            KeyRow("enter", "open", (Command("open", "Open what is selected", ("enter",)),), "everywhere"),
            KeyRow("tab", "board, panel", (Command("switch_pane", "Between board and panel", ("tab", "shift+tab")),)),
            KeyRow("esc", "one step back", (Command("back", "One step back", ("escape",)),), "everywhere"),
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
            KeyRow("u", "undo", (Command("undo", "Undo", ("u",)),), "everywhere"),
            KeyRow("ctrl+r", "redo", (Command("redo", "Redo", ("ctrl+r",)),), "everywhere"),
            KeyRow("d", "archive, u undoes", (Command("archive", "Archive the card", ("d", "delete")),), "cards"),
            KeyRow("r", "try saving again", (Command("retry", "Try saving again", ("r",)),), "everywhere"),
        ),
    ),
    KeyGroup(
        "WRITE DOWN",
        (
            KeyRow("n", "note: what was said", (Command("note", "Capture a note about the card", ("n",)),), "cards"),
            KeyRow("t", "log a touchpoint", (Command("touchpoint", "Log a touchpoint, or plan one", ("t",)),), "cards"),
            KeyRow("a", "add a card", (Command("add", "Add a card", ("a",)),), "cards"),
            KeyRow("e", "edit", (Command("edit", "Edit the card", ("e",)),), "cards"),
        ),
    ),
    KeyGroup(
        "THE CARD",
        (
            KeyRow("c", "customers", (Command("people", "Link customers to the card", ("c",)),), "cards"),
            KeyRow(
                "p",
                "permission, one by one",
                (Command("permission", "Permission: what a customer agrees to", ("p",)),),
                "cards",
            ),
            KeyRow("b", "block, unblock", (Command("block", "Block or unblock the card", ("b",)),), "cards"),
            KeyRow("o", "owner", (Command("owner", "Give the card an owner", ("o",)),), "cards"),
            KeyRow("D", "due", (Command("due", "Set the day it is due", ("D",)),), "cards"),
            KeyRow("!", "expedite", (Command("expedite", "Expedite the card or not", ("exclamation_mark",)),), "cards"),
            KeyRow("#", "tags", (Command("tags", "Set the tags of the card", ("number_sign",)),), "cards"),
            KeyRow("x", "tick; done, kept", (Command("tick", "Tick the next checklist item", ("x",)),), "cards"),
        ),
    ),
    KeyGroup(
        "PEOPLE",
        (
            KeyRow(
                "t", "log a touchpoint", (Command("touchpoint", "Log a touchpoint, or plan one", ("t",)),), "people"
            ),
            KeyRow("n", "note: what was said", (Command("note", "Capture a note about the person", ("n",)),), "people"),
            KeyRow(
                "p",
                "permission, one by one",
                (Command("permission", "Permission: what the person agrees to", ("p",)),),
                "people",
            ),
            KeyRow("a", "add a person", (Command("add", "Add a person", ("a",)),), "people"),
            KeyRow("e", "edit", (Command("edit", "Edit the person", ("e",)),), "people"),
            KeyRow("x", "done, kept, answered", (Command("tick", "Done, kept or answered", ("x",)),), "people"),
            KeyRow("d", "archive a note", (Command("archive", "Archive the chosen note", ("d", "delete")),), "people"),
            KeyRow(
                "tab",
                "list, details",
                (Command("switch_pane", "Between list and details", ("tab", "shift+tab")),),
                "people",
            ),
            KeyRow("s", "sort", (Command("sort", "Sort in another way", ("s",)),), "people"),
            KeyRow("/", "find", (Command("filter", "Find people", ("slash",)),), "people"),
        ),
    ),
    KeyGroup(
        "STANDUP",
        (
            KeyRow("space", "next  (pgdn)", (Command("next", "Next item", ("space", "pagedown")),), "standup"),
            KeyRow("backspace", "back  (pgup)", (Command("previous", "Back", ("backspace", "pageup")),), "standup"),
            KeyRow(
                "[ ]",
                "a step",
                (
                    Command("step(-1)", "Step before", ("left_square_bracket",)),
                    Command("step(1)", "Next step", ("right_square_bracket",)),
                ),
                "standup",
            ),
            KeyRow(
                "x",
                "had, kept, answered, done",
                (Command("tick", "Tick what is talked about: a session, a promise, a decision", ("x",)),),
                "standup",
            ),
            KeyRow("m", "note a decision", (Command("decide", "Note a decision: who, by when", ("m",)),), "standup"),
            KeyRow(
                "tab",
                "format of the report",
                (Command("switch_pane", "Turn the format of the report", ("tab",)),),
                "standup",
            ),
            KeyRow(
                "h l",
                "reader of the report",
                (Command("go(-1, 0)", "Reader before"), Command("go(1, 0)", "Next reader")),
                "standup",
            ),
            KeyRow("w", "write the report", (Command("write", "Write the report to a file", ("w",)),), "standup"),
        ),
    ),
    KeyGroup(
        "FLOW",
        (
            KeyRow("h l", "earlier, later", (Command("go(-1, 0)", "Earlier"), Command("go(1, 0)", "Later")), "flow"),
            KeyRow("w", "weeks, days", (Command("unit", "Weeks or days", ("w",)),), "flow"),
            KeyRow(
                "x",
                "export, CSV at first",
                (Command("export", "Give out the flow, as CSV at first", ("x",)),),
                "flow",
            ),
        ),
    ),
    KeyGroup(
        "SEE",
        (
            KeyRow("/", "filter", (Command("filter", "Filter the cards", ("slash",)),)),
            KeyRow("i", "hypothesis and test", (Command("brief", "Read the hypothesis and its evidence", ("i",)),)),
            KeyRow(
                "P", "people", (Command("people_screen", "People: everybody, and who is due", ("P",)),), "everywhere"
            ),
            KeyRow("S", "standup", (Command("standup", "Standup: walk the work together", ("S",)),), "everywhere"),
            KeyRow(
                "f",
                "flow: how work moves",
                (Command("flow", "Flow: throughput, cycle time, ageing", ("f",)),),
                "everywhere",
            ),
            KeyRow("z", "dense, normal, roomy", (Command("density", "Change the density", ("z",)),)),
            KeyRow("*", "names, P-ids", (Command("names", "Show or hide names", ("asterisk",)),), "everywhere"),
            KeyRow(":", "all commands", (Command("palette", "All commands", ("colon", "ctrl+p")),), "everywhere"),
            KeyRow("?", "this help (f1)", (Command("help", "Help", ("question_mark", "f1")),), "everywhere"),
        ),
    ),
    KeyGroup(
        "SHARE",
        (
            KeyRow("w", "give out a snapshot", (Command("snapshot", "Give out a snapshot of the board", ("w",)),)),
            KeyRow("y", "copy card; yy column", (Command("copy", "Copy the card as Markdown", ("y",)),), "cards"),
            KeyRow(
                "o",
                "open what was written",
                (Command("open_written", "Open the file that was written last"),),
                "cards",
            ),
            KeyRow("q", "quit", (Command("leave", "Quit", ("q",)),), "everywhere"),
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
    found = (row for row in group.rows if works_at(row.place, place))
    return [row for row in found if row.place == place or not _keys_of(row) or not own.issuperset(_keys_of(row))]


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings of a screen, each key once: what is of its place goes before what is of everywhere."""
    own = _own_keys(place)
    found: list[BindingType] = []
    for row in (row for group in KEYS for row in rows_of(group, place)):
        for command in row.commands:
            keys = [key for key in command.keys if row.place == place or key not in own]
            if keys:
                found.append(
                    Binding(",".join(keys), command.action, command.title, show=False, id=f"{place}.{command.action}")
                )
    return found


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
