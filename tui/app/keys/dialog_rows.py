"""The commands of dialogs: what their keys do in what is laid over a place. They have no line in the help.

Those that are at other places, too, have the same keys here: who moves one moves it everywhere.
"""

from __future__ import annotations

from tui.app.keys.commands import Group, Line, command
from tui.domain.people.consent_words import WORDS

_LEAVE, _LIST = "dialogs.overlay:leave", "dialogs.overlay:ListDialog"
_READING, _FORM = "dialogs.overlay:ReadingOverlay", "dialogs.form:Form"
_VERSIONS, _ITERATE = "asking.versions:VersionsScreen", "board.iterate_dialog:IterateScreen"
_ACTIONS, _WHO, _BRIEF = "board.choosing:ActionsScreen", "board.choosing:WhoScreen", "board.brief:BriefScreen"
_PERMISSION, _ERASING = "people.permission_dialog:PermissionScreen", "people.erasing_dialog:ErasingScreen"
_CARD, _DECIDE, _GIVE = "board.card_form:CardForm", "board.decide_form:DecideForm", "giving.dialog:GiveScreen"


def _at(
    place: str, name: str, keys: str, title: str, does: str, *arguments: object, foot: str = "", fixed: bool = False
) -> Line:
    return Line("", (command(name, keys, title, does, *arguments, foot=foot, fixed=fixed),), place)


def _lines(place: str, does: str) -> tuple[Line, Line]:
    """Return the commands that go a line down and up."""
    return _at(place, "go.down", "j down", "Down", does, 1), _at(place, "go.up", "k up", "Up", does, -1)


def _pages(place: str, does: str, step: int) -> tuple[Line, Line]:
    """Return the commands that go a page of so many steps down and up."""
    down = _at(place, "go.page_down", "pgdn", "Page down", does, step)
    return down, _at(place, "go.page_up", "pgup", "Page up", does, -step)


def _fields(place: str, does: str, down: str = "", up: str = "") -> tuple[Line, Line]:
    """Return the commands that go from field to field, with more keys for it."""
    following = _at(place, "field.next", f"tab {down}", "Next field", does, 1, fixed=True, foot="next field")
    return following, _at(place, "field.before", f"shift+tab {up}", "Field before", does, -1, fixed=True)


_SHARED = (
    _at("dialog", "dialog.leave", "esc ctrl+c", "Leave the dialog", _LEAVE, fixed=True),
    *_lines("list", f"{_LIST}.choose"),
    *_pages("list", f"{_LIST}.choose", 10),
    _at("list", "dialog.close", "q", "Leave the list", _LEAVE),
    *_lines("reading", f"{_READING}.read_on"),
    *_pages("reading", f"{_READING}.read_on", 10),
    *_pages("paged", f"{_READING}.page", 1),
    *_fields("form", f"{_FORM}.go_on", "down", "up"),
    _at("form", "form.save", "enter", "Save", f"{_FORM}.save", fixed=True, foot="save"),
    _at("form", "form.another", "ctrl+n", "Save and add another", f"{_FORM}.save_and_next"),
    _at("pick", "go.left", "h left", "Word before", f"{_FORM}.turn", -1),
    _at("pick", "go.right", "l right", "Next word", f"{_FORM}.turn", 1),
    _at("pick", "pick.next", "space", "Next word", f"{_FORM}.turn", 1),
)
_BOARD = (
    _at("help", "app.help", "? f1", "Leave the help", _LEAVE),
    _at("text", "text.on", "space", "Read on", f"{_READING}.read_on", 10),
    _at("text", "dialog.close", "q", "Leave the text", _LEAVE),
    _at("text", "board.brief", "i", "Leave the text", _LEAVE),
    _at("text", "dialog.done", "enter", "Leave the text", _LEAVE, fixed=True),
    _at("brief", "brief.act", "a", "Act on the decision", f"{_BRIEF}.go_on", foot="act on it"),
    _at("card_form", "form.editor", "ctrl+o", "Describe it in the editor", f"{_CARD}.describe"),
    _at("decide_form", "form.editor", "ctrl+o", "Write it in the editor", f"{_DECIDE}.write"),
    _at("versions", "versions.save", "enter", "Save", f"{_VERSIONS}.save", fixed=True, foot="save"),
    _at("versions", "versions.mine", "m", "Keep mine", f"{_VERSIONS}.keep", True, foot="mine"),
    _at("versions", "versions.theirs", "t", "Take theirs", f"{_VERSIONS}.keep", False, foot="theirs"),
    *_lines("versions", f"{_VERSIONS}.choose"),
    *_fields("versions", f"{_VERSIONS}.choose"),
    _at("iterate", "iterate.begin", "enter", "Begin", f"{_ITERATE}.begin", fixed=True, foot="begin"),
    _at("iterate", "iterate.turn", "x space", "Take one along or not", f"{_ITERATE}.turn", foot="turn one"),
    _at("iterate", "iterate.turn_all", "a", "All or none", f"{_ITERATE}.turn_all", foot="all or none"),
    _at("actions", "actions.card", "c", "Make it a card", f"{_ACTIONS}.take_as", "card", foot="make it a card"),
    _at("actions", "actions.board", "b", "Make it a board", f"{_ACTIONS}.take_as", "board", foot="make it a board"),
    _at("actions", "actions.take", "enter", "Make it a card", f"{_ACTIONS}.take_as", "card", fixed=True),
)
_PEOPLE = (
    _at("who", "who.take", "enter", "Take the marked one", f"{_WHO}.take", fixed=True, foot="take it"),
    *(
        _at("permission", f"permission.{word.name}", word.key, word.question.capitalize(), f"{_PERMISSION}.turn", at)
        for at, word in enumerate(WORDS)
    ),
    _at("permission", "permission.how", "m", "How it was said", f"{_PERMISSION}.turn_method", foot="how"),
    _at("permission", "permission.earlier", "d", "A day earlier", f"{_PERMISSION}.turn_day", 1, foot="day"),
    _at("permission", "permission.later", "D", "A day later", f"{_PERMISSION}.turn_day", -1),
    _at("permission", "permission.no", "s", "Whether it is a no", f"{_PERMISSION}.turn_answer", foot="says"),
    _at("permission", "consent.give", "p", "Leave the permission", _LEAVE),
    _at("permission", "dialog.done", "enter", "Leave the permission", _LEAVE, fixed=True),
    *_lines("erasing", f"{_ERASING}.choose"),
    _at("erasing", "erasing.erase", "enter", "Erase", f"{_ERASING}.erase", fixed=True),
    _at("erasing", "erasing.edit", "e", "Edit the marked text first", f"{_ERASING}.edit", foot="edit first"),
    _at("erasing", "erasing.alone", "s", "What they alone said", f"{_ERASING}.turn", "said", foot="choose"),
    _at("erasing", "erasing.together", "t", "What several said together", f"{_ERASING}.turn", "shared"),
    _at("erasing", "erasing.copies", "b", "Copies beside the files", f"{_ERASING}.turn_copies"),
    *_lines("erased", f"{_READING}.read_on"),
    _at("erased", "erasing.letter", "y", "Copy the letter", f"{_ERASING}.copy_letter", foot="copy the letter"),
    _at("erased", "dialog.done", "enter", "Leave the letter", _LEAVE, fixed=True),
)
_GIVING = (
    *_lines("give", f"{_GIVE}.choose_field"),
    *_fields("give", f"{_GIVE}.choose_field"),
    *_pages("give", f"{_GIVE}.page", 1),
    _at("give", "go.right", "l right", "Next value", f"{_GIVE}.turn", 1),
    _at("give", "go.left", "h left", "Value before", f"{_GIVE}.turn", -1),
    _at("give", "go.last", "G end", "Last line", f"{_GIVE}.show_edge", 1),
    _at("give", "go.first", "g home", "First line", f"{_GIVE}.show_edge", -1),
    _at("give", "give.write", "enter", "Write it", f"{_GIVE}.write", fixed=True),
    _at("give", "give.more", "space", "Include it, or all that was done", f"{_GIVE}.turn_item"),
    _at("give", "app.names", "*", "Show or hide names", f"{_GIVE}.turn_names"),
    _at("give", "dialog.close", "q", "Leave the dialog", _LEAVE),
    *(_at("give", f"give.leftover_{n}", str(n), f"Look at leftover {n}", f"{_GIVE}.look_at", n) for n in range(1, 10)),
)
GROUP = Group("DIALOGS", (*_SHARED, *_BOARD, *_PEOPLE, *_GIVING))
