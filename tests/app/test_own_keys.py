"""Somebody's own keys: what can be set, how keys are written, and what is said of the rest."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tui.app.keys.keymap import Keymap, places
from tui.app.keys.own_keys import own_keymap, read_key
from tui.app.keys.table import PLACES, places_at
from tui.settings import PersonalSettings, load_personal_settings


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *(("x", "x"), ("X", "X"), ("!", "!"), ("+", "+"), ("é", "é"), ("ctrl+x", "ctrl+x"), ("Ctrl+X", "ctrl+x")),
        *(
            ("shift+left", "shift+left"),
            ("SHIFT+TAB", "shift+tab"),
            ("shift+x", "X"),
            ("ctrl+Shift+up", "ctrl+shift+up"),
        ),
        *(
            ("f5", "f5"),
            ("F12", "f12"),
            ("space", "space"),
            ("pgup", "pgup"),
            ("page_up", "pgup"),
            ("PageDown", "pgdn"),
        ),
        *(("delete", "delete"), ("del", "delete"), ("escape", "esc"), ("return", "enter"), ("ctrl+i", "tab")),
        *(("ctrl+m", "enter"), ("ctrl+j", "enter"), ("ctrl+h", "backspace"), ("ctrl+space", "ctrl+@")),
        *(("", None), (" ", None), ("ctrl+", None), ("ctrl++", None), ("xy", None), ("alt+x", None), ("f25", None)),
        *(("ctrl+ctrl+x", None), ("shift+1", None), ("\x1b", None), ("x" * 100_000, None)),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str | None) -> None:
    assert read_key(written) == key


HARMLESS: list[dict[str, Any]] = [
    {"card.archive": "f5"},
    {"card.archive": ["f5", "Z"], "change.undo": []},
    {"card.add": "b", "card.block": "a"},
    {"card.archive": "x", "card.tick": "d", "standup.tick": "d"},
    {"standup.tick": "Z", "card.tick": "Z"},
    {"note.add": "ctrl+k"},
]


@pytest.mark.parametrize("setting", HARMLESS, ids=str)
def test_what_can_be_set_is_in_use(setting: dict[str, Any]) -> None:
    keymap, wrong = own_keymap(setting)
    assert wrong == []
    for name, keys in setting.items():
        assert keymap.keys(keymap.row(name)) == tuple(keys if isinstance(keys, list) else [keys])


KEEPS = "keeps its usual keys"
WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"card.archiv": "f5"}, ['"card.archiv" is no command, did you mean "card.archive"?']),
    ({"Zork": "f5"}, ['"Zork" is no command; custdev keys lists them.']),
    ({"\x07zork": "f5"}, ['"zork" is no command; custdev keys lists them.']),
    ({"card.archive": "x"}, [f'card.archive {KEEPS}: on the board, "x" is for card.tick.']),
    ({"card.archive": "x", "card.tick": "f5"}, [f'card.archive {KEEPS}: in the standup, "x" is for standup.tick.']),
    ({"change.undo": "e"}, [f'change.undo {KEEPS}: on the board, "e" is for card.edit.']),
    ({"go.left": "k"}, [f'go.left {KEEPS}: everywhere, "k" is for go.up.']),
    ({"card.add": "f5", "card.edit": "f5"}, [f'card.edit {KEEPS}: on the board, "f5" is for card.add.']),
    (
        {"card.tick": "y", "card.archive": "x"},
        [
            f'card.tick {KEEPS}: on the board, "y" is for card.copy.',
            f'card.archive {KEEPS}: on the board, "x" is for card.tick.',
        ],
    ),
    *(
        ({"card.add": key}, [f'card.add {KEEPS}: "{key}" means the same everywhere and stays as it is.'])
        for key in ("esc", "Enter", "tab", "ctrl+c", "ctrl+m", "ctrl+z")
    ),
    ({"app.commands": []}, [f"app.commands {KEEPS}: what has no key is found under them."]),
    ({"brief.act": []}, [f"brief.act {KEEPS}: in a brief, nothing is found without a key."]),
    ({"form.another": "x"}, [f'form.another {KEEPS}: "x" is typed there; take a key such as ctrl+x or f5.']),
    ({"line.editor": "space"}, [f'line.editor {KEEPS}: "space" is typed there; take a key such as ctrl+x or f5.']),
    ({"go.back": "f5"}, [f"go.back {KEEPS}: they mean the same everywhere and stay as they are."]),
    (
        {"card.add": "hyper+x"},
        [f'card.add {KEEPS}: "hyper+x" is no key; there are x, "!", ctrl+x, shift+left, f5, space and the like.'],
    ),
    *(
        (
            {"card.tag": value},
            [f'card.tag {KEEPS}: write a key, or a list such as [x, f5]; signs stand in quotes, such as "#".'],
        )
        for value in (None, {"x": "y"}, [None], [["x"]])
    ),
]


@pytest.mark.parametrize(("setting", "sentences"), WRONG, ids=str)
def test_what_cannot_be_is_said_in_a_sentence_and_the_rest_holds(setting: dict[str, Any], sentences: list[str]) -> None:
    keymap, wrong = own_keymap({"board.density": "f9", **setting})
    assert wrong == [f"settings.yaml: keymap: {sentence}" for sentence in sentences]
    at_fault = {name for name in setting if any(sentence.startswith(f"{name} ") for sentence in sentences)}
    for row in (row for place in places() for row in keymap.rows(place)):
        if row.id in at_fault or row.id not in setting:
            assert keymap.keys(row) == (("f9",) if row.id == "board.density" else row.keys)


def test_every_place_can_be_spoken_of() -> None:
    assert set(places()) <= PLACES.keys()


def test_nothing_is_wrong_with_the_usual_keys_written_down() -> None:
    usual = Keymap()
    rows = [row for place in places() for row in usual.rows(place) if not row.fixed]
    assert own_keymap({row.id: list(row.keys) for row in rows})[1] == []


ROWS = [(place, row) for place in places() for row in Keymap().rows(place)]
IDS = sorted({row.id for _, row in ROWS})
KEYS = sorted({key for _, row in ROWS for key in row.keys} | {"f8", "f9", "ctrl+g"})
BY_DESIGN = {
    frozenset((one.id, other.id))
    for place in places()
    for one, other in product((row for at, row in ROWS if at in places_at(place)), repeat=2)
    if set(one.keys) & set(other.keys)
}
"""Commands that share a key where both are at hand, as nobody set it."""


@given(
    st.dictionaries(
        st.sampled_from([*IDS, "zork"]), st.lists(st.sampled_from([*KEYS, "hyper+x"]), max_size=3), max_size=8
    )
)
def test_an_entry_is_in_use_or_named_once_and_no_key_is_for_two(setting: dict[str, list[str]]) -> None:
    keymap, wrong = own_keymap(setting)
    assert own_keymap(setting)[1] == wrong
    named = [sentence.removeprefix("settings.yaml: keymap: ").lstrip('"') for sentence in wrong]
    at_fault = [re.split('" is no| keeps ', sentence)[0] for sentence in named]
    assert len(at_fault) == len(set(at_fault))
    for name in setting.keys() - set(at_fault):
        assert keymap.keys(keymap.row(name)) == tuple(dict.fromkeys(setting[name]))
    for place in places():
        for row in (row for at_hand in places_at(place) for row in keymap.rows(at_hand)):
            for key in keymap.keys(row):
                first = keymap.find(places_at(place), key)
                assert first is not None
                assert frozenset((first.id, row.id)) in BY_DESIGN or first.id == row.id, (place, key)


def test_the_example_of_the_readme_can_be_set(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (tmp_path / "settings.yaml").write_text("keymap:\n" + readme.partition("```\nkeymap:\n")[2].partition("```")[0])
    settings, wrong = load_personal_settings(tmp_path)
    assert len(settings.keymap) == 4
    assert wrong + own_keymap(settings.keymap)[1] == []


async def test_own_keys_do_it_and_are_shown_wherever_one_speaks_of_them(sit: Sit, sample: object) -> None:
    settings = PersonalSettings(keymap={"card.archive": ["f5"], "change.undo": "U", "note.add": "ctrl+k", "zork": "x"})
    async with sit(board=BOARD, settings=settings, size=(200, 60)) as user:
        assert 'settings.yaml: keymap: "zork" is no command' in user.message
        assert "ctrl+k note" in user.footer
        await user.press("d")
        assert user.card(4).archived_at is None
        await user.press("f5")
        assert user.card(4).archived_at is not None
        assert user.message.endswith("U undo")
        await user.press("U")
        assert user.card(4).archived_at is None
        await user.press("?")
        assert "f5         archive, U undoes" in user.text
