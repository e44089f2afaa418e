"""The command table: everything there is to do, once. Keys, help, palette, footers and the README's table follow."""

from __future__ import annotations

from tui.app.keys import dialog_rows, line_rows, standup_rows
from tui.app.keys.commands import Command, Group, Line, command


def _group(title: str, *lines: Line) -> Group:
    """Return lines that belong together."""
    return Group(title, lines)


def _line(words: str, place: str, *commands: Command, shows: tuple[str, ...] = ()) -> Line:
    """Return commands that share a line of the help; without words, there is none."""
    return Line(words, commands, place, shows)


def _on_person(
    words: str, name: str, keys: str, title: str, does: str, *, on: str = "person", changes: bool = True, foot: str = ""
) -> Line:
    """Return the line of a command that acts on the selected person, or on what is chosen of them."""
    return _line(words, "people", command(name, keys, title, f"people.{does}", on=on, changes=changes, foot=foot))


GROUPS: list[Group] = [
    _group(
        "MOVE AROUND",
        _line(
            "or {1}",
            "everywhere",
            command("go.left", "h left", "Column to the left", "keys.going:go", -1, 0, listed=False),
            command("go.down", "j down", "Card below", "keys.going:go", 0, 1, listed=False),
            command("go.up", "k up", "Card above", "keys.going:go", 0, -1, listed=False),
            command("go.right", "l right", "Column to the right", "keys.going:go", 1, 0, listed=False),
        ),
        _line(
            "first, last",
            "everywhere",
            command("go.first", "g home", "First card", "keys.going:go_to_edge", -1, listed=False),
            command("go.last", "G end", "Last card", "keys.going:go_to_edge", 1, listed=False),
        ),
        _line(
            "a page",
            "everywhere",
            command("go.page_up", "pgup", "Page up", "keys.going:page", -1, listed=False),
            command("go.page_down", "pgdn", "Page down", "keys.going:page", 1, listed=False),
        ),
        _line(
            "open",
            "everywhere",
            command("go.open", "enter", "Open what is selected", "keys.going:open_selected", fixed=True, foot="open"),
        ),
        _line(
            "board, panel",
            "board",
            command("go.pane", "tab shift+tab", "Between board and panel", "keys.going:switch_pane", fixed=True),
        ),
        _line("one step back", "everywhere", command("go.back", "esc", "One step back", "keys.going:back", fixed=True)),
        _line(
            "experiment n, all",
            "everywhere",
            *(
                command(f"go.experiment_{n}", str(n), f"Experiment {n}", "keys.going:experiment", n, listed=False)
                for n in range(1, 10)
            ),
            command("go.experiments", "0", "All experiments", "keys.going:experiments"),
        ),
    ),
    _group(
        "MOVE CARDS",
        _line(
            "one column  (or {2})",
            "cards",
            command(
                "card.left",
                "H shift+left <",
                "Move the card left",
                "board.moving:carry",
                -1,
                changes="card",
                foot="move",
            ),
            command("card.right", "L shift+right >", "Move the card right", "board.moving:carry", 1, changes="card"),
        ),
        _line(
            "rank up, down",
            "board",
            command("card.up", "K shift+up", "Rank the card up", "board.moving:rank", -1, changes="card"),
            command("card.down", "J shift+down", "Rank the card down", "board.moving:rank", 1, changes="card"),
        ),
        _line("undo", "everywhere", command("change.undo", "u", "Undo", "news:undo")),
        _line("redo", "everywhere", command("change.redo", "ctrl+r", "Redo", "news:redo")),
        _line(
            "archive, {change.undo} undoes",
            "cards",
            command(
                "card.archive", "d delete", "Archive the card", "board.moving:archive", changes="note person item card"
            ),
        ),
        _line("try saving again", "everywhere", command("change.retry", "r", "Try saving again", "news:retry")),
    ),
    _group(
        "WRITE DOWN",
        _line(
            "note: what was said",
            "cards",
            command(
                "note.add", "n", "Capture a note about the card", "board.linking:note", changes="card", foot="note"
            ),
        ),
        _line(
            "log a touchpoint",
            "cards",
            command(
                "touchpoint.add",
                "t",
                "Log a touchpoint, or plan one",
                "board.linking:touchpoint",
                changes="card",
                foot="touchpoint",
            ),
        ),
        _line("add a card", "cards", command("card.add", "a", "Add a card", "board.editing:add", changes=True)),
        _line(
            "edit",
            "cards",
            command("card.edit", "e", "Edit the card", "board.editing:edit", changes="note card", foot="edit"),
        ),
    ),
    _group(
        "THE CARD",
        _line(
            "customers",
            "cards",
            command(
                "card.link", "c", "Link customers to the card", "board.linking:link", changes="card", foot="customers"
            ),
        ),
        _line(
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
        _line(
            "block, unblock",
            "cards",
            command("card.block", "b", "Block or unblock the card", "board.setting:block", changes="card"),
        ),
        _line(
            "owner",
            "cards",
            command("card.assign", "o", "Give the card an owner", "board.setting:owner", changes="card"),
        ),
        _line("due", "cards", command("card.due", "D", "Set the day it is due", "board.setting:due", changes="card")),
        _line(
            "expedite",
            "cards",
            command("card.expedite", "!", "Expedite the card or not", "board.setting:expedite", changes="card"),
        ),
        _line(
            "tags", "cards", command("card.tag", "#", "Set the tags of the card", "board.setting:tags", changes="card")
        ),
        _line(
            "tick; done, kept",
            "cards",
            command(
                "card.tick",
                "x",
                "Tick the next checklist item",
                "board.setting:tick",
                changes="note item card",
                foot="tick",
            ),
        ),
    ),
    _group(
        "PEOPLE",
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
        _line(
            "list, details",
            "people",
            command("go.pane", "tab shift+tab", "Between list and details", "keys.going:switch_pane", fixed=True),
        ),
        _line("sort", "people", command("people.sort", "s", "Sort in another way", "people.looking:sort")),
        _line("find", "people", command("people.find", "/", "Find people", "people.looking:find", foot="find")),
    ),
    standup_rows.GROUP,
    _group(
        "FLOW",
        _line(
            "earlier, later",
            "flow",
            command("flow.earlier", "", "Earlier", "keys.going:go", -1, 0, listed=False),
            command("flow.later", "", "Later", "keys.going:go", 1, 0, listed=False),
            shows=("go.left", "go.right"),
        ),
        _line(
            "weeks, days",
            "flow",
            command("flow.unit", "w", "Weeks or days", "flow.screen:turn_unit", foot="weeks, days"),
        ),
        _line(
            "export, CSV at first",
            "flow",
            command("flow.export", "x", "Give out the flow, as CSV at first", "flow.screen:export", foot="export"),
        ),
    ),
    _group(
        "SEE",
        _line("filter", "board", command("board.filter", "/", "Filter the cards", "board.looking:find", foot="filter")),
        _line(
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
        _line(
            "people", "everywhere", command("go.people", "P", "People: everybody, and who is due", "keys.going:people")
        ),
        _line(
            "standup",
            "everywhere",
            command(
                "go.standup", "S", "Standup: walk the work together", "keys.going:standup", changes=True, foot="standup"
            ),
        ),
        _line(
            "flow: how work moves",
            "everywhere",
            command("go.flow", "f", "Flow: throughput, cycle time, ageing", "keys.going:flow"),
        ),
        _line(
            "dense, normal, roomy",
            "board",
            command("board.density", "z", "Change the density", "board.looking:turn_density"),
        ),
        _line("names, P-ids", "everywhere", command("app.names", "*", "Show or hide names", "keys.going:turn_names")),
        _line(
            "all commands",
            "everywhere",
            command(
                "app.commands", ": ctrl+p", "All commands", "keys.palette:open_palette", listed=False, foot="commands"
            ),
        ),
        _line("this help ({1})", "everywhere", command("app.help", "? f1", "Help", "keys.help:open_help", foot="help")),
    ),
    _group(
        "SHARE",
        _line(
            "give out a snapshot",
            "board",
            command("board.snapshot", "w", "Give out a snapshot of the board", "board.sharing:look_at_snapshot"),
        ),
        _line(
            "copy card; {0}{0} column",
            "cards",
            command("card.copy", "y", "Copy the card as Markdown", "giving.outcome:copy", foot="copy"),
        ),
        _line(
            "open what was written",
            "cards",
            command("snapshot.open", "", "Open the file that was written last", "giving.outcome:open_written"),
            shows=("o",),
        ),
        _line("quit", "everywhere", command("app.quit", "q", "Quit", "keys.going:leave", foot="quit")),
    ),
    _group(
        "BY NAME",
        _line(
            "",
            "cards",
            command("column.copy", "", "Copy the column as Markdown", "giving.outcome:copy_column"),
            command("board.copy", "", "Copy the board as Markdown", "giving.outcome:copy_board"),
        ),
        _line(
            "",
            "board",
            command("card.step", "", "Add a step to the checklist", "board.setting:add_step", changes="card"),
            command(
                "card.done",
                "",
                "Done once more: the recurring card waits for its next date",
                "board.setting:do_once_more",
                changes="card",
            ),
            command(
                "card.not_started",
                "",
                "Not really started: its age begins anew",
                "board.setting:not_started",
                changes="card",
            ),
            command("card.unlink", "", "Unlink a customer from the card", "board.linking:unlink", changes="card"),
            command("card.restore", "", "Restore an archived card", "board.setting:restore", changes=True),
            command("board.edit", "", "Edit board: open its YAML in your editor", "board.editing:edit_board"),
            command(
                "board.take", "", "Take over what changed in the template of this board", "board.living:take_edition"
            ),
            command(
                "board.leave", "", "Leave what changed in the template of this board", "board.living:leave_edition"
            ),
            command(
                "card.describe",
                "",
                "Edit the description in your editor",
                "board.editing:edit_description",
                changes="card",
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
                changes="experiment",
            ),
            command("experiment.decide", "", "Decide: write the Learning Card", "board.living:decide", on="experiment"),
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
            "", "contact.erase_notes", "", "Delete the notes about somebody who wants none kept", "editing:forget_notes"
        ),
        _on_person("", "invitation.add", "", "Ask to take part: note that the person was asked", "acting:invite"),
        _on_person("", "invitation.answer", "", "Answered: what came of asking the person", "acting:answer_invitation"),
        _on_person(
            "",
            "session.show",
            "",
            "Sheet: what to know before the next session with the person",
            "acting:show_sheet",
            changes=False,
        ),
        _on_person("", "contact.erase", "", "Erase the person…", "editing:erase"),
        _on_person("", "contact.merge", "", "Merge into…: two records of the same person become one", "acting:merge"),
        _line(
            "",
            "everywhere",
            command("app.theme", "", "Theme: dark or light", "keys.going:turn_theme"),
            command("app.messages", "", "Messages: what was said so far", "keys.going:read_messages"),
        ),
    ),
    line_rows.GROUP,
    dialog_rows.GROUP,
]
