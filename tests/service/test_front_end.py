"""Another front end than the command line: it names, changes and shows records without a word of click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.people.policy import Policy
from tui.service.board_shapes import card_shape, experiment_shape, fields_of
from tui.service.naming import Reading
from tui.service.writing import Work
from tui.session import Session


class FrontEnd(Work):
    """A workspace that is open to be changed, and what was told on the way."""

    def __init__(self, session: Session) -> None:
        self.sentences: list[str] = []
        super().__init__(session, Policy, self.sentences.append)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[FrontEnd]:
    session = Session.open(tmp_path / "workspace", actor="ana")
    yield FrontEnd(session)
    session.close()


def test_a_board_starts_with_the_first_change_to_it(work: FrontEnd) -> None:
    board = work.board("CD")
    assert not work.session.workspace.experiments
    change = work.save(operations.add_card, board.uid, "Ask five customers")
    assert work.sentences == ["Started Customer Development (CD)."]
    running = work.session.current("customer-development")
    assert running is not None
    assert running.status == "running"
    assert change.event.card in work.workspace.cards


def test_a_card_of_a_board_that_is_not_started_is_changed_by_its_key(work: FrontEnd) -> None:
    card = work.card("CD-3")
    work.save(operations.assign_card, card.uid, "ben")
    assert work.card("CD-3").assignee == "ben"


def test_what_changes_nothing_starts_nothing(work: FrontEnd) -> None:
    card = work.card("CD-3")
    assert work.save(operations.assign_card, card.uid, None).is_empty
    assert not work.session.workspace.experiments
    assert not work.sentences


def test_what_a_rule_forbids_starts_nothing(work: FrontEnd) -> None:
    card = work.card("CD-3")
    with pytest.raises(NotFound):
        work.save(operations.move_card, card.uid, "nowhere")
    assert not work.session.workspace.experiments


def test_what_needs_a_running_board_says_how_it_is_started(work: FrontEnd) -> None:
    with pytest.raises(NotAllowed, match="custdev experiment start customer-development"):
        work.started("CD")


def test_looking_at_a_draft_writes_nothing(work: FrontEnd) -> None:
    reading = Reading(work.session, Policy, work.tell)
    workspace, board = reading.board_to_read("development")
    assert experiment_shape(reading.seen(workspace), board)["status"] == "draft"
    workspace, card = reading.card_to_read("CD-3")
    shape = card_shape(reading.seen(workspace), card, Policy, reading.now())
    assert (shape["key"], shape["board"], shape["archived"]) == ("CD-3", "customer-development", False)
    assert work.session.is_new


def test_who_is_one_with_somebody_else_is_told(work: FrontEnd) -> None:
    for name in ("Ada Lovelace", "Ada King"):
        work.save(operations.make_contact, name)
    old, new = work.person("P02"), work.person("P01")
    work.save(operations.merge_contacts, old.uid, new.uid)
    assert not work.sentences
    assert work.person("P02").uid == new.uid
    assert work.sentences == ["P02 is P01 now."]


def test_fields_stand_as_they_are_asked_for_and_of_nobody_they_are_null(work: FrontEnd) -> None:
    card = work.card("CD-3")
    assert list(fields_of(card, "tags", "kind").items()) == [("tags", card.tags), ("kind", card.kind)]
    assert fields_of(None, "tags", "kind") == {"tags": None, "kind": None}
