"""An operation that is declared here, and nowhere else, is found wherever operations are told of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.domain.history.phrases import phrase_of
from tui.domain.operations import declaration
from tui.domain.operations.cards import live_card
from tui.domain.operations.declaration import writes
from tui.domain.operations.kinds import kind_named
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace
from tui.session import Session


@pytest.fixture
def wished(custdev: Command) -> Iterator[Command]:
    """A workspace in which ux did two things that only this test knows of: one to be undone, one not."""

    @writes("card_wished_for", "Wished for", "wish for", "{card} {title}, in {column}", "{card}")
    def wish_for(workspace: Workspace, context: Context, card: str) -> Change:
        edit, old = Edit(workspace, context), live_card(workspace, card)
        edit.update(old, tags=("wish",))
        return edit.change("card_wished_for", old)

    @writes("card_framed", "Framed", "frame", undoable=False)
    def frame(workspace: Workspace, context: Context, card: str) -> Change:
        edit, old = Edit(workspace, context), live_card(workspace, card)
        edit.update(old, expedite=True)
        return edit.change("card_framed", old)

    custdev.ok("--as", "ux", "card", "add", "CD", "Ask about prices")
    with opened(custdev.folder) as session:
        card = next(card.uid for card in session.workspace.cards.values() if card.title == "Ask about prices")
        session.save(wish_for, card)
        session.save(frame, card)
    yield custdev
    for name in ("card_wished_for", "card_framed"):
        del declaration.KINDS[name]
    for name in ("wish_for", "frame"):
        del declaration.HOMES[name]


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    session = Session.open(folder, actor="ux")
    try:
        yield session
    finally:
        session.close()


def test_log_tells_it_in_its_words_and_for_scripts(wished: Command) -> None:
    assert "Framed CD-8\n" in wished.ok("log").replace(" \n", "\n")
    framed, event = wished.json("log")[:2]
    assert (framed["kind"], framed["text"]) == ("card_framed", "Framed CD-8")
    assert (event["kind"], event["text"]) == ("card_wished_for", "Wished for CD-8 Ask about prices, in TODO")
    assert (event["card"], event["undone"]) == ("CD-8", False)


def test_undo_and_redo_name_it_and_pass_over_what_cannot_be_undone(wished: Command) -> None:
    assert wished.ok("--as", "ux", "undo") == "Undid: wish for CD-8 Ask about prices, in TODO.\n"
    assert wished.json("card", "show", "CD-8")["tags"] == []
    assert wished.json("log")[2]["undone"]
    assert wished.ok("--as", "ux", "redo") == "Did again: wish for CD-8 Ask about prices, in TODO.\n"
    assert wished.json("card", "show", "CD-8")["tags"] == ["wish"]


def test_the_history_of_its_card_has_it_and_flow_passes_it_over(wished: Command) -> None:
    with opened(wished.folder) as session:
        card = next(card for card in session.workspace.cards.values() if card.number == 8)
        told = [phrase_of(event, session.workspace).done for event in session.events_of(card.uid)]
        assert told == ["Added 8 Ask about prices", "Wished for 8 Ask about prices, in TODO", "Framed 8"]
    assert not kind_named("card_wished_for").moves
