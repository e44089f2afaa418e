"""The commands of dialogs: what their keys do in what is laid over a place. They have no line in the help."""

from __future__ import annotations

from tui.app.keys.commands import Command, Group, Line, command
from tui.domain.people.consent_words import WORDS

_OVERLAY = "dialogs.overlay:"
_FORM = "dialogs.form:Form."
_VERSIONS = "asking.versions:VersionsScreen."
_ITERATE = "board.iterate_dialog:IterateScreen."
_ACTIONS = "board.choosing:ActionsScreen."
_PERMISSION = "people.permission_dialog:PermissionScreen."
_ERASING = "people.erasing_dialog:ErasingScreen."
_GIVE = "giving.dialog:GiveScreen."
_BRIEF = "board.brief:BriefScreen."
_EDITOR = "Write it in the editor"


def _at(place: str, *commands: Command) -> Line:
    return Line("", commands, place)


def _lines(place: str, does: str) -> Line:
    """Return the commands that go a line down and up, each by its step."""
    down = command("go.down", "j down", "Down", does, 1, listed=False)
    return _at(place, down, command("go.up", "k up", "Up", does, -1, listed=False))


def _pages(place: str, does: str, step: int) -> Line:
    """Return the commands that go a page down and up, each by its step."""
    down = command("go.page_down", "pgdn", "Page down", does, step, listed=False)
    return _at(place, down, command("go.page_up", "pgup", "Page up", does, -step, listed=False))


def _fields(place: str, does: str, keys: str = "") -> Line:
    """Return the commands that go from field to field with fixed keys, `keys` are more of them."""
    following, before = f"tab {keys}".split(), ["shift+tab", *(["up"] if keys else [])]
    return _at(
        place,
        command("field.next", " ".join(following), "Next field", does, 1, fixed=True, foot="next field"),
        command("field.before", " ".join(before), "Field before", does, -1, fixed=True),
    )


GROUP = Group(
    "DIALOGS",
    (
        _at("dialog", command("dialog.leave", "esc ctrl+c", "Leave the dialog", f"{_OVERLAY}leave", fixed=True)),
        _lines("list", f"{_OVERLAY}ListDialog.choose"),
        _pages("list", f"{_OVERLAY}ListDialog.choose", 10),
        _at("list", command("dialog.close", "q", "Leave the list", f"{_OVERLAY}leave")),
        _lines("reading", f"{_OVERLAY}ReadingOverlay.read_on"),
        _pages("reading", f"{_OVERLAY}ReadingOverlay.read_on", 10),
        _pages("paged", f"{_OVERLAY}ReadingOverlay.page", 1),
        _at("help", command("app.help", "? f1", "Leave the help", f"{_OVERLAY}leave")),
        _at(
            "text",
            command("text.on", "space", "Read on", f"{_OVERLAY}ReadingOverlay.read_on", 10),
            command("dialog.close", "q", "Leave the text", f"{_OVERLAY}leave"),
            command("board.brief", "i", "Leave the text", f"{_OVERLAY}leave"),
            command("dialog.done", "enter", "Leave the text", f"{_OVERLAY}leave", fixed=True),
        ),
        _at(
            "brief",
            command("brief.act", "a", "Act on the decision", f"{_BRIEF}go_on", foot="act on it"),
        ),
        _fields("form", f"{_FORM}go_on", "down"),
        _at(
            "form",
            command("form.save", "enter", "Save", f"{_FORM}save", fixed=True, foot="save"),
            command("form.another", "ctrl+n", "Save and add another", f"{_FORM}save_and_next"),
        ),
        _at(
            "pick",
            command("go.left", "h left", "Word before", f"{_FORM}turn", -1),
            command("go.right", "l right", "Next word", f"{_FORM}turn", 1),
            command("pick.next", "space", "Next word", f"{_FORM}turn", 1),
        ),
        _at("card_form", command("form.editor", "ctrl+o", _EDITOR, "board.card_form:CardForm.describe")),
        _at("decide_form", command("form.editor", "ctrl+o", _EDITOR, "board.decide_form:DecideForm.write")),
        _at(
            "versions",
            command("versions.save", "enter", "Save", f"{_VERSIONS}save", fixed=True, foot="save"),
            command("versions.mine", "m", "Keep mine", f"{_VERSIONS}keep", True, foot="mine"),
            command("versions.theirs", "t", "Take theirs", f"{_VERSIONS}keep", False, foot="theirs"),
        ),
        _lines("versions", f"{_VERSIONS}choose"),
        _fields("versions", f"{_VERSIONS}choose"),
        _at(
            "iterate",
            command("iterate.begin", "enter", "Begin", f"{_ITERATE}begin", fixed=True, foot="begin"),
            command("iterate.turn", "x space", "Take one along or not", f"{_ITERATE}turn", foot="turn one"),
            command("iterate.turn_all", "a", "All or none", f"{_ITERATE}turn_all", foot="all or none"),
        ),
        _at(
            "actions",
            command("actions.card", "c", "Make it a card", f"{_ACTIONS}take_as", "card", foot="make it a card"),
            command("actions.board", "b", "Make it a board", f"{_ACTIONS}take_as", "board", foot="make it a board"),
            command("actions.take", "enter", "Make it a card", f"{_ACTIONS}take_as", "card", fixed=True),
        ),
        _at(
            "who",
            command(
                "who.take",
                "enter",
                "Take the marked one",
                "board.choosing:WhoScreen.take",
                fixed=True,
                foot="take it",
            ),
        ),
        _at(
            "permission",
            *(
                command(f"permission.{word.name}", word.key, word.question.capitalize(), f"{_PERMISSION}turn", index)
                for index, word in enumerate(WORDS)
            ),
            command("permission.how", "m", "How it was said", f"{_PERMISSION}turn_method", foot="how"),
            command("permission.earlier", "d", "A day earlier", f"{_PERMISSION}turn_day", 1, foot="day"),
            command("permission.later", "D", "A day later", f"{_PERMISSION}turn_day", -1),
            command("permission.no", "s", "Whether it is a no", f"{_PERMISSION}turn_answer", foot="says"),
            command("consent.give", "p", "Leave the permission", f"{_OVERLAY}leave"),
            command("dialog.done", "enter", "Leave the permission", f"{_OVERLAY}leave", fixed=True),
        ),
        _at(
            "erasing",
            command("erasing.erase", "enter", "Erase", f"{_ERASING}erase", fixed=True),
            command("erasing.edit", "e", "Edit the marked text first", f"{_ERASING}edit", foot="edit first"),
            command("erasing.alone", "s", "What they alone said", f"{_ERASING}turn", "said", foot="choose"),
            command("erasing.together", "t", "What several said together", f"{_ERASING}turn", "shared"),
            command("erasing.copies", "b", "Copies beside the files", f"{_ERASING}turn_copies"),
        ),
        _lines("erasing", f"{_ERASING}choose"),
        _lines("erased", f"{_OVERLAY}ReadingOverlay.read_on"),
        _at(
            "erased",
            command("erasing.letter", "y", "Copy the letter", f"{_ERASING}copy_letter", foot="copy the letter"),
            command("dialog.done", "enter", "Leave the letter", f"{_OVERLAY}leave", fixed=True),
        ),
        _lines("give", f"{_GIVE}choose_field"),
        _fields("give", f"{_GIVE}choose_field"),
        _pages("give", f"{_GIVE}page", 1),
        _at(
            "give",
            command("go.right", "l right", "Next value", f"{_GIVE}turn", 1),
            command("go.left", "h left", "Value before", f"{_GIVE}turn", -1),
            command("go.last", "G end", "Last line", f"{_GIVE}show_edge", 1),
            command("go.first", "g home", "First line", f"{_GIVE}show_edge", -1),
            command("give.write", "enter", "Write it", f"{_GIVE}write", fixed=True),
            command("give.more", "space", "Include it, or all that was done", f"{_GIVE}turn_item"),
            command("app.names", "*", "Show or hide names", f"{_GIVE}turn_names"),
            command("dialog.close", "q", "Leave the dialog", f"{_OVERLAY}leave"),
            *(
                command(f"give.leftover_{n}", str(n), f"Look at leftover {n}", f"{_GIVE}look_at", n)
                for n in range(1, 10)
            ),
        ),
    ),
)
"""Commands that are at other places, too, have the same keys here: who moves one moves it everywhere."""
