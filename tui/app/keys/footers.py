"""What the footer says in each mode, and what the legend of the help says of the signs."""

from __future__ import annotations

Keys = tuple[str, str]

CANCEL, CLOSE, LEAVE = ("esc", "cancel"), ("esc", "close"), ("esc", "leave")
SAVE, OPEN, NOTE, EDIT = ("enter", "save"), ("enter", "open"), ("n", "note"), ("e", "edit")
HELP, FILTER, LEARNED = ("?", "help"), ("/", "filter"), ("i", "what was learned")
CHOOSE, SCROLL, NEXT_FIELD = ("j k", "choose"), ("j k", "scroll"), ("tab", "next field")
COMPLETE, KIND, EDITOR = ("tab", "complete"), ("tab", "kind"), ("ctrl+o", "editor")
ANOTHER, BACK, TO_BOARD = ("ctrl+n", "save, another"), ("backspace", "back"), ("esc", "board")
"""Keys that mean the same in several modes."""

FOOTERS: dict[str, tuple[Keys, ...]] = {
    "board": (("H L", "move"), OPEN, NOTE, FILTER, ("S", "standup"), HELP),
    "single": (("h l", "column"), ("H L", "move"), NOTE, HELP),
    "earlier": (("esc", "current iteration"), OPEN, LEARNED, FILTER, HELP),
    "archived": ((":", "restore"), OPEN, LEARNED, FILTER, HELP),
    "kept_panel": (("tab", "to panel"), LEARNED, CLOSE),
    "iterate": (("enter", "begin"), ("x", "turn one"), ("a", "all or none"), CHOOSE, CANCEL),
    "decide": (("enter", "decide"), NEXT_FIELD, ("ctrl+o", "open editor"), CANCEL),
    "actions": (("c", "make it a card"), ("b", "make it a board"), CHOOSE, CLOSE),
    "who": (("enter", "take it"), CHOOSE, ("esc", "back")),
    "brief": (SCROLL, ("a", "act on it"), CLOSE),
    "panel": (("tab", "to board"), CHOOSE, ("x", "tick"), EDIT, NOTE, CLOSE),
    "inspector": (("tab", "to panel"), EDIT, NOTE, ("t", "touchpoint"), ("c", "customers"), CLOSE),
    "experiments": (OPEN, ("1-9", "jump"), ("S", "standup all"), (":", "commands"), HELP, ("q", "quit")),
    "people": (("t", "touchpoint"), NOTE, ("p", "permission"), ("/", "find"), ("a", "new"), TO_BOARD),
    "flow": (("h l", "earlier, later"), ("w", "weeks, days"), ("x", "export"), TO_BOARD),
    "flow_paged": (("j k", "charts"), ("h l", "earlier, later"), ("w", "weeks, days"), ("x", "export"), TO_BOARD),
    "person": (("tab", "to list"), CHOOSE, EDIT, ("x", "done"), NOTE, ("esc", "back")),
    "standup": (("space", "next"), ("m", "decide"), BACK, ("[ ]", "step"), HELP, ("esc", "leave, resume later")),
    "standup_narrow": (("space", "next"), ("m", "decide"), BACK, LEAVE),
    "report": (
        ("w", "write"),
        ("y", "copy"),
        ("tab", "format"),
        ("h l", "reader"),
        BACK,
        ("esc", "leave without writing"),
    ),
    "reported": (("w", "write"), ("y", "copy"), ("tab", "format"), ("h l", "reader"), LEAVE),
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
    "versions_open": (("m", "mine"), ("t", "theirs"), ("j k", "field"), LEAVE),
    "versions": (SAVE, ("m", "mine"), ("t", "theirs"), ("j k", "field"), LEAVE),
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
