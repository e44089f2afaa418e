"""What the footer says in each mode, and what the legend of the help says of the signs."""

from __future__ import annotations

from tui.app.keys.keymap import Hint, keymap

CANCEL, CLOSE, LEAVE = ("esc", "cancel"), ("esc", "close"), ("esc", "leave")
SAVE, CHOOSE, SCROLL = ("enter", "save"), ("go.down go.up", "choose"), ("go.down go.up", "scroll")
COMPLETE, KIND, EDITOR = ("tab", "complete"), ("tab", "kind"), ("line.editor", "editor")
ANOTHER, TO_BOARD, TIMES = ("line.another", "save, another"), ("esc", "board"), ("go.left go.right", "earlier, later")
CREATE = (("enter", "create"), "field.next", ("form.another", "create and add another"))
IN_EDITOR, VERSIONS = ("form.editor", "open editor"), ("versions.mine", "versions.theirs", ("go.down go.up", "field"))
SOME_WORDS = ("permission.contact permission.take_part permission.notes …", "turn one")
CHOICES = "erasing.alone erasing.together erasing.copies"
EXPERIMENTS = " ".join(f"go.experiment_{n}" for n in range(1, 10))
WALK = ("standup.next", "standup.decide", "standup.back")
REPORT = ("standup.report", "card.copy", "standup.format", ("go.left go.right", "reader"))
"""What is the same in several modes."""

FOOTERS: dict[str, tuple[str | Hint, ...]] = {
    "board": ("card.left card.right", "go.open", "note.add", "board.filter", "go.standup", "app.help"),
    "single": (("go.left go.right", "column"), "card.left card.right", "note.add", "app.help"),
    "earlier": (("esc", "current iteration"), "go.open", "board.brief", "board.filter", "app.help"),
    "archived": ("experiment.restore", "go.open", "board.brief", "board.filter", "app.help"),
    "kept_panel": (("tab", "to panel"), "board.brief", CLOSE),
    "iterate": ("iterate.begin", "iterate.turn", "iterate.turn_all", CHOOSE, CANCEL),
    "decide": (("enter", "decide"), "field.next", IN_EDITOR, CANCEL),
    "actions": ("actions.card", "actions.board", CHOOSE, CLOSE),
    "who": ("who.take", CHOOSE, ("esc", "back")),
    "brief": (SCROLL, "brief.act", CLOSE),
    "panel": (("tab", "to board"), CHOOSE, "card.tick", "card.edit", "note.add", CLOSE),
    "inspector": (("tab", "to panel"), "card.edit", "note.add", "touchpoint.add", "card.link", CLOSE),
    "experiments": (
        "go.open",
        (EXPERIMENTS, "jump"),
        ("go.standup", "standup all"),
        "app.commands",
        "app.help",
        "app.quit",
    ),
    "people": ("touchpoint.add", "note.add", "consent.give", "people.find", "contact.add", TO_BOARD),
    "flow": (TIMES, "flow.unit", "flow.export", TO_BOARD),
    "flow_paged": (("go.down go.up", "charts"), TIMES, "flow.unit", "flow.export", TO_BOARD),
    "person": (("tab", "to list"), CHOOSE, "contact.edit", "contact.tick", "note.add", ("esc", "back")),
    "standup": (*WALK, "standup.step_back standup.step", "app.help", ("esc", "leave, resume later")),
    "standup_narrow": (*WALK, LEAVE),
    "report": (*REPORT, "standup.back", ("esc", "leave without writing")),
    "reported": (*REPORT, LEAVE),
    "decision": (SAVE, ("@", "who"), ANOTHER, CANCEL),
    "permission": (SOME_WORDS, "permission.how", "permission.earlier permission.later", "permission.no", CLOSE),
    "touchpoint": (SAVE, COMPLETE, ("@", "who"), ("line.another", "save, then notes of it"), CANCEL),
    "filter": (COMPLETE, ("enter", "keep filter"), ("esc", "clear")),
    "note": (SAVE, KIND, ("@ #", "who, tag"), ANOTHER, ("line.touchpoint", "and a touchpoint"), EDITOR, CANCEL),
    "said": (SAVE, KIND, ANOTHER, ("@ #", "who, tag"), EDITOR, CLOSE),
    "rewrite": (SAVE, KIND, EDITOR, CANCEL),
    "prompt": (SAVE, COMPLETE, CANCEL),
    "form_new": (*CREATE, ("form.editor", "description"), CANCEL),
    "form": ("form.save", "field.next", IN_EDITOR, CANCEL),
    "form_new_person": (*CREATE, CANCEL),
    "form_person": ("form.save", "field.next", CANCEL),
    "versions_open": (*VERSIONS, LEAVE),
    "versions": ("versions.save", *VERSIONS, LEAVE),
    "reading": (SCROLL, CLOSE),
    "erasing": (("P-id enter", "erase"), "erasing.edit", CHOICES, ("go.page_down", "read on"), LEAVE),
    "erased": (SCROLL, "erasing.letter", CLOSE),
    "palette": ("palette.run", ("line.next line.previous", "choose"), "palette.leave"),
    "help": (CLOSE, ("type", "to search")),
}
"""The commands of each mode, in this order; those without words have those of their row."""

_LISTED = {
    name
    for listed in FOOTERS.values()
    for entry in listed
    for name in (entry if isinstance(entry, str) else entry[0]).split()
}


def footer(mode: str, most: int = 9) -> list[Hint]:
    """Return the keys that a footer shows in a mode, `most` of those that are listed for it.

    What belongs to the place that the mode is called after, has words for a footer, and is listed nowhere, is shown as
    well. A mode of which nothing is listed shows just that.
    """
    keys = keymap()
    listed = [entry if isinstance(entry, tuple) else (entry, keys.row(entry).foot) for entry in FOOTERS.get(mode, ())]
    place = mode.partition("_")[0]
    others: list[Hint] = [(row.id, row.foot) for row in keys.rows(place) if row.foot and row.id not in _LISTED]
    return [*listed[:most][:-1], *others, *listed[:most][-1:]]


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
