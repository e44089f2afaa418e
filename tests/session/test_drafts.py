from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.conftest import LISTENING, Open
from tests.session.windows import Window
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.session import CatalogEntry


def entry(window: Window) -> CatalogEntry:
    found = window.session.catalog.entry("listening")
    assert found is not None
    return found


def test_a_board_that_is_not_started_is_shown_and_not_written(open_window: Open, boards: Path) -> None:
    window = open_window()
    draft = window.session.draft(entry(window))
    shown = draft.over(window.session.workspace)
    assert [card.title for card in shown.cards_of(draft.experiment.uid)] == ["Ask", "Hear", "Answer"]
    assert window.session.current("listening") is None
    window.session.close()
    assert [path.name for path in boards.parent.iterdir()] == ["boards"]


def test_starting_makes_the_very_records_that_were_shown(open_window: Open, boards: Path) -> None:
    window = open_window()
    draft = window.session.draft(entry(window))
    shown = draft.over(window.session.workspace)
    hear = shown.card_by_number(draft.experiment.uid, 2)
    assert hear is not None
    window.session.start(draft)
    window.session.save(operations.move_card, hear.uid, "done")
    assert window.session.current("listening") == draft.experiment
    assert window.session.workspace.cards.keys() == shown.cards.keys()
    again = open_window()
    assert again.state == window.state
    assert again.session.workspace.cards[hear.uid].column == "done"


def test_the_first_change_starts_the_board_it_is_made_to(open_window: Open, boards: Path) -> None:
    window = open_window()
    draft = window.session.draft(entry(window))
    ask = draft.over(window.session.workspace).card_by_number(draft.experiment.uid, 1)
    assert ask is not None
    with pytest.raises(NotAllowed, match="1 Ask is not blocked"):
        window.session.run(operations.unblock_card, ask.uid, starting=draft)
    assert window.session.current("listening") is None
    window.session.run(operations.block_card, ask.uid, "no room", starting=draft)
    assert window.session.current("listening") == draft.experiment
    assert window.session.undo().kind == "card_blocked"
    with pytest.raises(NotAllowed, match="Nothing to undo"):
        window.session.undo()


def test_a_draft_stays_the_same_until_its_file_is_edited(open_window: Open, boards: Path) -> None:
    window = open_window()
    first = window.session.draft(entry(window))
    assert window.session.draft(entry(window)) is first
    (boards / "listening.yaml").write_text(LISTENING.replace("Answer", "Answer them"), encoding="utf-8")
    edited = window.session.draft(entry(window))
    assert [card.title for card in edited.experiment.definition.cards] == ["Ask", "Hear", "Answer them"]
    assert edited.experiment.uid != first.experiment.uid


def test_cards_are_numbered_in_the_order_of_the_template_and_on_from_there(open_window: Open, boards: Path) -> None:
    window = open_window()
    draft = window.session.draft(entry(window))
    window.session.start(draft)
    window.session.save(operations.add_card, draft.experiment.uid, "Thank")
    cards = window.session.workspace.cards_of(draft.experiment.uid)
    assert [(card.number, card.title, card.column) for card in cards] == [
        (1, "Ask", "todo"),
        (2, "Hear", "todo"),
        (3, "Answer", "doing"),
        (4, "Thank", "todo"),
    ]


def test_a_board_that_runs_has_no_draft(open_window: Open, boards: Path) -> None:
    window = open_window()
    window.session.start(window.session.draft(entry(window)))
    with pytest.raises(NotAllowed, match="Listening is started already"):
        window.session.draft(entry(window))


def test_a_board_with_mistakes_has_no_draft(open_window: Open, boards: Path) -> None:
    (boards / "listening.yaml").write_text("id: listening\ntitel: Listening\n", encoding="utf-8")
    window = open_window()
    with pytest.raises(NotAllowed, match=r"listening\.yaml has mistakes; custdev boards check names them"):
        window.session.draft(entry(window))
