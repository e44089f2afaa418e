"""What the footer says in each mode, and what the legend of the help says of the signs."""

from __future__ import annotations

from tui.app.keys.keymap import Hint

CANCEL, CLOSE, LEAVE = ("esc", "cancel"), ("esc", "close"), ("esc", "leave")
SAVE, OPEN, NOTE, EDIT = ("enter", "save"), ("enter", "open"), ("note.add", "note"), ("card.edit", "edit")
HELP, FILTER, LEARNED = ("app.help", "help"), ("board.filter", "filter"), ("board.brief", "what was learned")
CHOOSE, SCROLL, NEXT_FIELD = ("go.down go.up", "choose"), ("go.down go.up", "scroll"), ("tab", "next field")
COMPLETE, KIND, EDITOR = ("tab", "complete"), ("tab", "kind"), ("ctrl+o", "editor")
ANOTHER, BACK, TO_BOARD = ("ctrl+n", "save, another"), ("standup.back", "back"), ("esc", "board")
"""Keys that mean the same in several modes."""

FOOTERS: dict[str, tuple[Hint, ...]] = {
    "board": (("card.left card.right", "move"), OPEN, NOTE, FILTER, ("go.standup", "standup"), HELP),
    "single": (("go.left go.right", "column"), ("card.left card.right", "move"), NOTE, HELP),
    "earlier": (("esc", "current iteration"), OPEN, LEARNED, FILTER, HELP),
    "archived": (("experiment.restore", "restore"), OPEN, LEARNED, FILTER, HELP),
    "kept_panel": (("tab", "to panel"), LEARNED, CLOSE),
    "iterate": (("enter", "begin"), ("x", "turn one"), ("a", "all or none"), CHOOSE, CANCEL),
    "decide": (("enter", "decide"), NEXT_FIELD, ("ctrl+o", "open editor"), CANCEL),
    "actions": (("c", "make it a card"), ("b", "make it a board"), CHOOSE, CLOSE),
    "who": (("enter", "take it"), CHOOSE, ("esc", "back")),
    "brief": (SCROLL, ("a", "act on it"), CLOSE),
    "panel": (("tab", "to board"), CHOOSE, ("card.tick", "tick"), EDIT, NOTE, CLOSE),
    "inspector": (("tab", "to panel"), EDIT, NOTE, ("touchpoint.add", "touchpoint"), ("card.link", "customers"), CLOSE),
    "experiments": (
        OPEN,
        ("1-9", "jump"),
        ("go.standup", "standup all"),
        ("app.commands", "commands"),
        HELP,
        ("app.quit", "quit"),
    ),
    "people": (
        ("touchpoint.add", "touchpoint"),
        NOTE,
        ("consent.give", "permission"),
        ("people.find", "find"),
        ("contact.add", "new"),
        TO_BOARD,
    ),
    "flow": (("go.left go.right", "earlier, later"), ("flow.unit", "weeks, days"), ("flow.export", "export"), TO_BOARD),
    "flow_paged": (
        ("go.down go.up", "charts"),
        ("go.left go.right", "earlier, later"),
        ("flow.unit", "weeks, days"),
        ("flow.export", "export"),
        TO_BOARD,
    ),
    "person": (("tab", "to list"), CHOOSE, EDIT, ("contact.tick", "done"), NOTE, ("esc", "back")),
    "standup": (
        ("standup.next", "next"),
        ("standup.decide", "decide"),
        BACK,
        ("standup.step_back standup.step", "step"),
        HELP,
        ("esc", "leave, resume later"),
    ),
    "standup_narrow": (("standup.next", "next"), ("standup.decide", "decide"), BACK, LEAVE),
    "report": (
        ("standup.report", "write"),
        ("card.copy", "copy"),
        ("tab", "format"),
        ("go.left go.right", "reader"),
        BACK,
        ("esc", "leave without writing"),
    ),
    "reported": (
        ("standup.report", "write"),
        ("card.copy", "copy"),
        ("tab", "format"),
        ("go.left go.right", "reader"),
        LEAVE,
    ),
    "decision": (SAVE, ("@", "who"), ANOTHER, CANCEL),
    "permission": (("c t n …", "turn one"), ("m", "how"), ("d D", "day"), ("s", "says"), CLOSE),
    "touchpoint": (SAVE, COMPLETE, ("@", "who"), ("ctrl+n", "save, then notes of it"), CANCEL),
    "filter": (COMPLETE, ("enter", "keep filter"), ("esc", "clear")),
    "note": (SAVE, KIND, ("@ #", "who, tag"), ANOTHER, ("ctrl+t", "and a touchpoint"), EDITOR, CANCEL),
    "said": (SAVE, KIND, ANOTHER, ("@ #", "who, tag"), EDITOR, CLOSE),
    "rewrite": (SAVE, KIND, EDITOR, CANCEL),
    "prompt": (SAVE, COMPLETE, CANCEL),
    "form_new": (
        ("enter", "create"),
        NEXT_FIELD,
        ("ctrl+n", "create and add another"),
        ("ctrl+o", "description"),
        CANCEL,
    ),
    "form": (SAVE, NEXT_FIELD, ("ctrl+o", "open editor"), CANCEL),
    "form_new_person": (("enter", "create"), NEXT_FIELD, ("ctrl+n", "create and add another"), CANCEL),
    "form_person": (SAVE, NEXT_FIELD, CANCEL),
    "versions_open": (("m", "mine"), ("t", "theirs"), ("go.down go.up", "field"), LEAVE),
    "versions": (SAVE, ("m", "mine"), ("t", "theirs"), ("go.down go.up", "field"), LEAVE),
    "reading": (SCROLL, CLOSE),
    "erasing": (("P-id enter", "erase"), ("e", "edit first"), ("s t b", "choose"), ("pgdn", "read on"), LEAVE),
    "erased": (SCROLL, ("y", "copy the letter"), CLOSE),
    "help": (CLOSE, ("type", "to search")),
}

LEGEND: tuple[tuple[str, str, str], ...] = (
    ("ages", "", "age: 50 %, 70 %, sle"),
    ("blocked", "danger", "blocked"),
    ("expedite", "learn", "expedite"),
    ("recurring", "muted", "recurring"),
    ("cycle", "muted", "a cycle: asks again"),
    ("evidence", "", "supports, refutes"),
    ("ticked", "muted", "checklist"),
    ("late", "danger", "late or over limit"),
    ("notes", "muted", "notes"),
    ("touch", "", "not spoken for too long"),
    ("permission", "", "agreed, no, asked, over"),
    ("P03", "people", "a customer"),
    ("@ux", "muted", "a teammate"),
    ("#tag", "learn", "a tag"),
)
