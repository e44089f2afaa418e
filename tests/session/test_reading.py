"""What other programs and other clones wrote into the files is read, but drives no terminal."""

from __future__ import annotations

from tests.session.conftest import Open
from tui.domain import operations


def test_signs_that_drive_a_terminal_are_left_out(open_window: Open) -> None:
    window = open_window().start()
    card = window.card
    window.session.save(operations.edit_card, card.uid, title="Listen", description="One\nTwo “three”")
    window.session.close()
    path = window.session.folder / "research.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Listen"', '"List\\u001b]0;title\\u0007e\u202en"'), encoding="utf-8")
    again = open_window()
    read = again.session.workspace.cards[card.uid]
    assert read.title == "Listen"
    assert read.description == "One\nTwo “three”"
