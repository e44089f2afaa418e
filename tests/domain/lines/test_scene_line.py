"""What a line at a touchpoint says of its place there: a step, how it felt, what was around."""

from __future__ import annotations

import pytest

from tui.domain.lines.quick_lines import Captured, parse_capture
from tui.domain.lines.scene_signs import written_scene
from tui.domain.records import Scene

LINES = [
    (
        "1. wrote to the address on the invoice /-1",
        Captured("wrote to the address on the invoice", scene=Scene(1, -1)),
    ),
    ("12. called back within the hour /+2", Captured("called back within the hour", scene=Scene(12, 2))),
    ("3. nothing came /0", Captured("nothing came", scene=Scene(3, 0))),
    ("3. nothing came /-0", Captured("nothing came", scene=Scene(3, 0))),
    ("4. shows the mail /−2", Captured("shows the mail", scene=Scene(4, -2))),
    ('4. "two questions, no answer" /-2', Captured("two questions, no answer", "quote", scene=Scene(4, -2))),
    (
        "2. - ! nobody came @P03 #wait",
        Captured("nobody came", "surprise", "refutes", ("P03",), ("wait",), None, Scene(2)),
    ),
    ("@P03 2. nobody came /+1 #wait", Captured("nobody came", None, None, ("P03",), ("wait",), None, Scene(2, 1))),
    ("waited on the phone /-2", Captured("waited on the phone", scene=Scene(None, -2))),
    ("act: two appointments at once", Captured("two appointments at once", scene=Scene(aeiou="activities"))),
    ("ENV: a loud workshop", Captured("a loud workshop", scene=Scene(aeiou="environments"))),
    ("int: asks his accountant", Captured("asks his accountant", scene=Scene(aeiou="interactions"))),
    ("obj: a paper diary", Captured("a paper diary", scene=Scene(aeiou="objects"))),
    ("usr: he alone", Captured("he alone", scene=Scene(aeiou="users"))),
    ("use: he alone", Captured("he alone", scene=Scene(aeiou="users"))),
    # What only looks like a sign is a text.
    ("paid 20/-2 less", Captured("paid 20/-2 less")),
    ("the path /-2 is gone", Captured("the path /-2 is gone")),
    ("felt like /-3", Captured("felt like /-3")),
    ("a step of 2", Captured("a step of 2")),
    ("0. before all", Captured("0. before all")),
    ("1000. after all", Captured("1000. after all")),
    ("1.5 percent", Captured("1.5 percent")),
    ("object: a diary", Captured("object: a diary")),
    ("[/] =1+1 [@click=app.quit]", Captured("[/] =1+1 [@click=app.quit]")),
]


@pytest.mark.parametrize(("typed", "read"), LINES, ids=[typed for typed, _ in LINES])
def test_what_a_line_at_a_touchpoint_says(typed: str, read: Captured) -> None:
    assert parse_capture(typed, met=True) == read


@pytest.mark.parametrize("typed", ["1. wrote to them /-1", "obj: a diary", "felt it /-2"])
def test_elsewhere_these_are_words_like_all_others(typed: str) -> None:
    assert parse_capture(typed) == Captured(typed)


@pytest.mark.parametrize(
    "scene", [Scene(3, -1), Scene(3), Scene(None, 2), Scene(aeiou="users"), Scene(aeiou="objects")]
)
def test_what_is_written_is_read_again(scene: Scene) -> None:
    before, behind = written_scene(scene)
    assert parse_capture(f"{before}no answer{behind}", met=True) == Captured("no answer", scene=scene)
