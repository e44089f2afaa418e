"""Somebody's own keys, as the settings have them: read, checked, and put in use. What is wrong costs one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from tui.app.keys.keymap import Keymap, places
from tui.app.keys.table import GROUPS, PLACES, places_at
from tui.domain.text import clean_line
from tui.settings import PERSONAL_FILE

FIXED = ("esc", "enter", "tab", "ctrl+c", "ctrl+z")
"""Keys that mean the same everywhere, whatever anybody sets."""

_NAMES = ("backspace", "delete", "insert", "home", "end", "pgup", "pgdn", "left", "right", "up", "down")
NAMES = frozenset((*_NAMES, *FIXED, "space", *(f"f{number}" for number in range(1, 25))))
OTHER_NAMES = {
    "del": "delete",
    "escape": "esc",
    "return": "enter",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "ins": "insert",
}
SAME_KEYS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+[": "esc",
    "ctrl+h": "backspace",
    "ctrl+space": "ctrl+@",
    "ctrl+pgup": "ctrl+pageup",
    "ctrl+pgdn": "ctrl+pagedown",
}
"""What terminals send for some keys, and how such a key is called when it comes."""


class _Unusable(Exception):
    """Why a command cannot have the keys that are set for it."""


def read_key(text: str) -> str | None:
    """Return how the keymap calls a key that somebody wrote, `Shift+Left` or `x`; None where there is no such key."""
    if len(text) == 1:
        return text if text.isprintable() and text != " " else None
    *modifiers, last = text.casefold().replace("_", "").strip().split("+")
    last = OTHER_NAMES.get(last, last)
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    name = "+".join((*sorted(modifiers), last))
    is_letter = last.isascii() and last.isalnum() and len(last) == 1 and "ctrl" in modifiers
    if name not in SAME_KEYS and not (is_letter or last in NAMES):
        return None
    return SAME_KEYS.get(name, name) if sorted(modifiers) in ([], ["ctrl"], ["shift"], ["ctrl", "shift"]) else None


def own_keymap(setting: Mapping[str, object]) -> tuple[Keymap, list[str]]:
    """Return the keymap with somebody's own keys, and a sentence for each entry that cannot be so.

    `setting` has for each command, by its id, a key or a list of them; an empty list means none. A command whose entry
    is passed over keeps its usual keys.
    """
    own: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    for name, keys in setting.items():
        try:
            own[name] = _keys(name, keys)
        except _Unusable as error:
            wrong.append(str(error))
    by_design = {pair for *_, pair in _doubles(Keymap())}
    while double := next((double for double in _doubles(Keymap(own)) if double[2] not in by_design), None):
        where, key, pair = double
        last = next(name for name in reversed(own) if name in pair)
        (other,) = pair - {last}
        wrong.append(_keeps(last, f'{where}, "{key}" is for {other}'))
        del own[last]
    return Keymap(own), [f"{PERSONAL_FILE}: keymap: {sentence}" for sentence in wrong]


def _keys(name: str, written: object) -> tuple[str, ...]:
    """Return the keys that are set for a command."""
    rows = [(line.place, row) for group in GROUPS for line in group.lines for row in line.commands if row.id == name]
    if not rows:
        raise _Unusable(_unknown(name))
    if any(row.fixed for _, row in rows):
        raise _Unusable(_keeps(name, "they mean the same everywhere and stay as they are"))
    texts = written if isinstance(written, list) else [written]
    if not texts and name == "app.commands":
        raise _Unusable(_keeps(name, "what has no key is found under them"))
    if not texts and not any("everywhere" in places_at(place) for place, _ in rows):
        raise _Unusable(_keeps(name, f"{PLACES[rows[0][0]].where}, nothing is found without a key"))
    typing = any(PLACES[place].typed_in for place, _ in rows)
    return tuple(dict.fromkeys(_key(name, text, typing=typing) for text in texts))


def _key(name: str, text: object, *, typing: bool) -> str:
    if not isinstance(text, str):
        raise _Unusable(_keeps(name, 'write a key, or a list such as [x, f5]; signs stand in quotes, such as "#"'))
    key, shown = read_key(text), f'"{clean_line(text[:40])}"'
    if key is None:
        raise _Unusable(
            _keeps(name, f'{shown} is no key; there are x, "!", ctrl+x, shift+left, f5, space and the like')
        )
    if key in FIXED:
        raise _Unusable(_keeps(name, f"{shown} means the same everywhere and stays as it is"))
    if typing and (len(key) == 1 or key == "space"):
        raise _Unusable(_keeps(name, f"{shown} is typed there; take a key such as ctrl+x or f5"))
    return key


def _unknown(name: str) -> str:
    ids = {row.id for group in GROUPS for line in group.lines for row in line.commands}
    near = difflib.get_close_matches(name[:40].casefold(), sorted(ids), n=1, cutoff=0.65)
    hint = f', did you mean "{near[0]}"?' if near else "; custdev keys lists them."
    return f'"{clean_line(name[:40])}" is no command{hint}'


def _keeps(name: str, why: str) -> str:
    return f"{name} keeps its usual keys: {why}."


def _doubles(keymap: Keymap) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield where, by which key, and which two commands, wherever one key is for two commands that are at hand."""
    for place in places():
        names: dict[str, list[str]] = {}
        for command in (row for at_hand in places_at(place) for row in keymap.rows(at_hand)):
            for key in keymap.keys(command):
                others = names.setdefault(key, [])
                for other in others:
                    if other != command.id:
                        yield PLACES[place].where, key, frozenset((other, command.id))
                others.append(command.id)
