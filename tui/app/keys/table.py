"""The command table: everything there is to do, once. Keys, help, palette, footers and the README's table follow."""

from __future__ import annotations

from tui.app.keys import dialog_rows, line_rows, standup_rows
from tui.app.keys.commands import Command, Group, Line, command


def _one(words: str, place: str, only: Command) -> Line:
    """Return the line of a single command."""
    return Line(words, (only,), place)


def _hidden(place: str, *commands: Command) -> Line:
    """Return commands without a line in the help."""
    return Line("", commands, place)


def _on_person(
    words: str, name: str, keys: str, title: str, does: str, *, on: str = "person", changes: bool = True, foot: str = ""
) -> Line:
    """Return the line of a command that acts on the selected person, or on what is chosen of them."""
    return _one(words, "people", command(name, keys, title, f"people.{does}", on=on, changes=changes, foot=foot))


GROUPS: list[Group] = [
    Group(
        "MOVE AROUND",
        (
            Line(
                "or {1}",
                (
                    command("go.left", "h left", "Column to the left", "keys.going:go", -1, 0, listed=False),
                    command("go.down", "j down", "Card below", "keys.going:go", 0, 1, listed=False),
                    command("go.up", "k up", "Card above", "keys.going:go", 0, -1, listed=False),
                    command("go.right", "l right", "Column to the right", "keys.going:go", 1, 0, listed=False),
                ),
                "everywhere",
            ),
            Line(
                "first, last",
                (
                    command("go.first", "g home", "First card", "keys.going:go_to_edge", -1, listed=False),
                    command("go.last", "G end", "Last card", "keys.going:go_to_edge", 1, listed=False),
                ),
                "everywhere",
            ),
            Line(
                "a page",
                (
                    command("go.page_up", "pgup", "Page up", "keys.going:page", -1, listed=False),
                    command("go.page_down", "pgdn", "Page down", "keys.going:page", 1, listed=False),
                ),
                "everywhere",
            ),
            _one(
                "open",
                "everywhere",
                command(
                    "go.open", "enter", "Open what is selected", "keys.going:open_selected", fixed=True, foot="open"
                ),
            ),
            _one(
                "board, panel",
                "board",
                command("go.pane", "tab shift+tab", "Between board and panel", "keys.going:switch_pane", fixed=True),
            ),
            _one(
                "one step back", "everywhere", command("go.back", "esc", "One step back", "keys.going:back", fixed=True)
            ),
            Line(
                "experiment n, all",
                (
                    *(
                        command(
                            f"go.experiment_{n}", str(n), f"Experiment {n}", "keys.going:experiment", n, listed=False
                        )
                        for n in range(1, 10)
                    ),
                    command("go.experiments", "0", "All experiments", "keys.going:experiments"),
                ),
                "everywhere",
            ),
        ),
    ),
    Group(
        "MOVE CARDS",
        (
            Line(
                "one column  (or {2})",
                (
                    command(
                        "card.left",
                        "H shift+left <",
                        "Move the card left",
                        "board.moving:carry",
                        -1,
                        foot="move",
                        on="card",
                        changes=True,
                    ),
                    command(
                        "card.right",
                        "L shift+right >",
                        "Move the card right",
                        "board.moving:carry",
                        1,
                        on="card",
                        changes=True,
                    ),
                ),
                "cards",
            ),
            Line(
                "rank up, down",
                (
                    command(
                        "card.up", "K shift+up", "Rank the card up", "board.moving:rank", -1, on="card", changes=True
                    ),
                    command(
                        "card.down",
                        "J shift+down",
                        "Rank the card down",
                        "board.moving:rank",
                        1,
                        on="card",
                        changes=True,
                    ),
                ),
            ),
            _one("undo", "everywhere", command("change.undo", "u", "Undo", "news:undo")),
            _one("redo", "everywhere", command("change.redo", "ctrl+r", "Redo", "news:redo")),
            _one(
                "archive, {change.undo} undoes",
                "cards",
                command(
                    "card.archive",
                    "d delete",
                    "Archive the card",
                    "board.moving:archive",
                    on="note person item card",
                    changes=True,
                ),
            ),
            _one("try saving again", "everywhere", command("change.retry", "r", "Try saving again", "news:retry")),
        ),
    ),
    Group(
        "WRITE DOWN",
        (
            _one(
                "note: what was said",
                "cards",
                command(
                    "note.add",
                    "n",
                    "Capture a note about the card",
                    "board.linking:note",
                    foot="note",
                    on="card",
                    changes=True,
                ),
            ),
            _one(
                "log a touchpoint",
                "cards",
                command(
                    "touchpoint.add",
                    "t",
                    "Log a touchpoint, or plan one",
                    "board.linking:touchpoint",
                    foot="touchpoint",
                    on="card",
                    changes=True,
                ),
            ),
            _one("add a card", "cards", command("card.add", "a", "Add a card", "board.editing:add", changes=True)),
            _one(
                "edit",
                "cards",
                command(
                    "card.edit", "e", "Edit the card", "board.editing:edit", foot="edit", on="note card", changes=True
                ),
            ),
        ),
    ),
    Group(
        "THE CARD",
        (
            _one(
                "customers",
                "cards",
                command(
                    "card.link",
                    "c",
                    "Link customers to the card",
                    "board.linking:link",
                    foot="customers",
                    on="card",
                    changes=True,
                ),
            ),
            _one(
                "permission, one by one",
                "cards",
                command(
                    "consent.give",
                    "p",
                    "Permission: what a customer agrees to",
                    "board.linking:permission",
                    foot="permission",
                    on="card",
                ),
            ),
            _one(
                "block, unblock",
                "cards",
                command("card.block", "b", "Block or unblock the card", "board.setting:block", on="card", changes=True),
            ),
            _one(
                "owner",
                "cards",
                command("card.assign", "o", "Give the card an owner", "board.setting:owner", on="card", changes=True),
            ),
            _one(
                "due",
                "cards",
                command("card.due", "D", "Set the day it is due", "board.setting:due", on="card", changes=True),
            ),
            _one(
                "expedite",
                "cards",
                command(
                    "card.expedite", "!", "Expedite the card or not", "board.setting:expedite", on="card", changes=True
                ),
            ),
            _one(
                "tags",
                "cards",
                command("card.tag", "#", "Set the tags of the card", "board.setting:tags", on="card", changes=True),
            ),
            _one(
                "tick; done, kept",
                "cards",
                command(
                    "card.tick",
                    "x",
                    "Tick the next checklist item",
                    "board.setting:tick",
                    foot="tick",
                    on="note item card",
                    changes=True,
                ),
            ),
        ),
    ),
    Group(
        "PEOPLE",
        (
            _on_person(
                "log a touchpoint",
                "touchpoint.add",
                "t",
                "Log a touchpoint, or plan one",
                "acting:touchpoint",
                foot="touchpoint",
            ),
            _on_person(
                "note: what was said",
                "note.add",
                "n",
                "Capture a note about the person",
                "acting:note",
                on="touchpoint person",
                foot="note",
            ),
            _on_person(
                "permission, one by one",
                "consent.give",
                "p",
                "Permission: what the person agrees to",
                "acting:permission",
                foot="permission",
            ),
            _on_person("add a person", "contact.add", "a", "Add a person", "editing:add", on="", foot="new"),
            _on_person("edit", "contact.edit", "e", "Edit the person", "editing:edit", on="note person", foot="edit"),
            _on_person(
                "done, kept, answered",
                "contact.tick",
                "x",
                "Done, kept or answered",
                "acting:tick",
                on="note touchpoint incentive",
                foot="done",
            ),
            _on_person(
                "archive a note", "note.archive", "d delete", "Archive the chosen note", "acting:archive", on="note"
            ),
            _one(
                "list, details",
                "people",
                command("go.pane", "tab shift+tab", "Between list and details", "keys.going:switch_pane", fixed=True),
            ),
            _one("sort", "people", command("people.sort", "s", "Sort in another way", "people.looking:sort")),
            _one("find", "people", command("people.find", "/", "Find people", "people.looking:find", foot="find")),
        ),
    ),
    standup_rows.GROUP,
    Group(
        "FLOW",
        (
            Line(
                "earlier, later",
                (
                    command("flow.earlier", "", "Earlier", "keys.going:go", -1, 0, listed=False),
                    command("flow.later", "", "Later", "keys.going:go", 1, 0, listed=False),
                ),
                "flow",
                shows=("go.left", "go.right"),
            ),
            _one(
                "weeks, days",
                "flow",
                command("flow.unit", "w", "Weeks or days", "flow.screen:turn_unit", foot="weeks, days"),
            ),
            _one(
                "export, CSV at first",
                "flow",
                command("flow.export", "x", "Give out the flow, as CSV at first", "flow.screen:export", foot="export"),
            ),
        ),
    ),
    Group(
        "SEE",
        (
            _one(
                "filter", "board", command("board.filter", "/", "Filter the cards", "board.looking:find", foot="filter")
            ),
            _one(
                "hypothesis and test",
                "board",
                command(
                    "board.brief",
                    "i",
                    "Read the hypothesis and its evidence",
                    "board.looking:read_brief",
                    foot="what was learned",
                ),
            ),
            _one(
                "people",
                "everywhere",
                command("go.people", "P", "People: everybody, and who is due", "keys.going:people"),
            ),
            _one(
                "standup",
                "everywhere",
                command(
                    "go.standup",
                    "S",
                    "Standup: walk the work together",
                    "keys.going:standup",
                    changes=True,
                    foot="standup",
                ),
            ),
            _one(
                "flow: how work moves",
                "everywhere",
                command("go.flow", "f", "Flow: throughput, cycle time, ageing", "keys.going:flow"),
            ),
            _one(
                "dense, normal, roomy",
                "board",
                command("board.density", "z", "Change the density", "board.looking:turn_density"),
            ),
            _one(
                "names, P-ids", "everywhere", command("app.names", "*", "Show or hide names", "keys.going:turn_names")
            ),
            _one(
                "all commands",
                "everywhere",
                command(
                    "app.commands",
                    ": ctrl+p",
                    "All commands",
                    "keys.palette:open_palette",
                    listed=False,
                    foot="commands",
                ),
            ),
            _one(
                "this help ({1})",
                "everywhere",
                command("app.help", "? f1", "Help", "keys.help:open_help", foot="help"),
            ),
        ),
    ),
    Group(
        "SHARE",
        (
            _one(
                "give out a snapshot",
                "board",
                command("board.snapshot", "w", "Give out a snapshot of the board", "board.sharing:look_at_snapshot"),
            ),
            _one(
                "copy card; {0}{0} column",
                "cards",
                command("card.copy", "y", "Copy the card as Markdown", "giving.outcome:copy", foot="copy"),
            ),
            Line(
                "open what was written",
                (command("snapshot.open", "", "Open the file that was written last", "giving.outcome:open_written"),),
                "cards",
                shows=("o",),
            ),
            _one("quit", "everywhere", command("app.quit", "q", "Quit", "keys.going:leave", foot="quit")),
        ),
    ),
    Group(
        "BY NAME",
        (
            _hidden(
                "cards",
                command("column.copy", "", "Copy the column as Markdown", "giving.outcome:copy_column"),
                command("board.copy", "", "Copy the board as Markdown", "giving.outcome:copy_board"),
            ),
            _hidden(
                "board",
                command(
                    "card.step", "", "Add a step to the checklist", "board.setting:add_step", on="card", changes=True
                ),
                command(
                    "card.done",
                    "",
                    "Done once more: the recurring card waits for its next date",
                    "board.setting:do_once_more",
                    on="card",
                    changes=True,
                ),
                command(
                    "card.not_started",
                    "",
                    "Not really started: its age begins anew",
                    "board.setting:not_started",
                    on="card",
                    changes=True,
                ),
                command(
                    "card.unlink",
                    "",
                    "Unlink a customer from the card",
                    "board.linking:unlink",
                    on="card",
                    changes=True,
                ),
                command("card.restore", "", "Restore an archived card", "board.setting:restore", changes=True),
                command("board.edit", "", "Edit board: open its YAML in your editor", "board.editing:edit_board"),
                command(
                    "board.take",
                    "",
                    "Take over what changed in the template of this board",
                    "board.living:take_edition",
                ),
                command(
                    "board.leave", "", "Leave what changed in the template of this board", "board.living:leave_edition"
                ),
                command(
                    "card.describe",
                    "",
                    "Edit the description in your editor",
                    "board.editing:edit_description",
                    on="card",
                    changes=True,
                ),
                command(
                    "board.save_elsewhere",
                    "",
                    "Save elsewhere: a copy of everything, in another folder",
                    "board.sharing:save_elsewhere",
                ),
                command(
                    "experiment.iterate",
                    "",
                    "Iterate: begin the next iteration",
                    "board.living:iterate",
                    on="experiment",
                    changes=True,
                ),
                command(
                    "experiment.decide", "", "Decide: write the Learning Card", "board.living:decide", on="experiment"
                ),
                command(
                    "experiment.act", "", "Act on the decision: its actions become cards or boards", "board.living:act"
                ),
                command("experiment.archive", "", "Archive the experiment", "board.living:archive", on="experiment"),
                command(
                    "experiment.restore",
                    "",
                    "Restore the experiment",
                    "board.living:restore",
                    foot="restore",
                    on="experiment",
                ),
                command("experiment.earlier", "", "Open an earlier iteration", "board.living:earlier"),
            ),
            _on_person(
                "",
                "contact.erase_notes",
                "",
                "Delete the notes about somebody who wants none kept",
                "editing:forget_notes",
            ),
            _on_person("", "invitation.add", "", "Ask to take part: note that the person was asked", "acting:invite"),
            _on_person(
                "", "invitation.answer", "", "Answered: what came of asking the person", "acting:answer_invitation"
            ),
            _on_person(
                "",
                "session.show",
                "",
                "Sheet: what to know before the next session with the person",
                "acting:show_sheet",
                changes=False,
            ),
            _on_person("", "contact.erase", "", "Erase the person…", "editing:erase"),
            _on_person(
                "", "contact.merge", "", "Merge into…: two records of the same person become one", "acting:merge"
            ),
            _hidden(
                "everywhere",
                command("app.theme", "", "Theme: dark or light", "keys.going:turn_theme"),
                command("app.messages", "", "Messages: what was said so far", "keys.going:read_messages"),
            ),
        ),
    ),
    line_rows.GROUP,
    dialog_rows.GROUP,
]
