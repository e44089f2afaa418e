"""Cards of what people ask for: made, joined, told of, and what undo, merging and archiving leave of it."""

from __future__ import annotations

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.history.phrases import phrase_of
from tui.domain.people.askers import askers_of, is_asked_for, people_asking, title_of, to_tell, untold_words
from tui.domain.records import Card, Note

HOSTILE = "[/] [@click=app.quit]x =1+1 \x1b]0;t\x07" + "価" * 300 + " 👩‍👩‍👧"


def made(world: World, note: Note, title: str = "Export by mail") -> Card:
    change = world.do(operations.make_card_of_note, note.uid, title, into=world.experiment.uid)
    return world.workspace.cards[change.event.card or ""]


def asked_by(world: World, card: Card) -> list[tuple[str, ...]]:
    return [asker.people for asker in askers_of(world.workspace, card.uid)]


def test_a_card_of_a_note_waits_and_is_linked_to_who_said_it_in_one_change() -> None:
    world = World()
    ada = world.person("Ada")
    note = world.note("Mail me the export", card=world.uid(1), people=[ada.uid], kind="request")
    before = world.state
    change = world.do(operations.make_card_of_note, note.uid, "Export by mail", into=world.experiment.uid)
    card = world.workspace.cards[change.event.card or ""]
    assert (card.title, card.people, card.description) == ("Export by mail", (ada.uid,), "")
    assert world.experiment.definition.first_column("waiting").id == card.column
    assert world.workspace.notes[note.uid].asks_for == card.uid
    assert "Export by mail" in phrase_of(change.event, world.workspace).done
    world.undo(change)
    assert world.state["notes"] == before["notes"]
    assert not is_asked_for(world.workspace, card.uid)


def test_everybody_who_asks_is_counted_once() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    card = made(world, world.note("mail it", card=world.uid(1), people=[ada.uid], kind="pain"))
    for who in (ada, ben):
        world.later()
        note = world.note("me too", card=world.uid(1), people=[who.uid], kind="quote")
        world.do(operations.join_card, note.uid, card.uid)
    assert asked_by(world, card) == [(ada.uid,), (ben.uid,)]
    assert people_asking(askers_of(world.workspace, card.uid)) == 2
    assert world.workspace.cards[card.uid].people == (ada.uid, ben.uid)
    world.do(operations.archive_note, note.uid)
    assert asked_by(world, card) == [(ada.uid,)]


def test_a_note_asks_for_one_card_at_a_time_and_our_own_word_for_none() -> None:
    world = World()
    note = world.note("mail it", card=world.uid(1), people=[world.person("Ada").uid])
    card = made(world, note)
    with pytest.raises(NotAllowed, match=f"asks for CD-{card.number} already"):
        made(world, note)
    assert world.do(operations.join_card, note.uid, card.uid).is_empty
    world.do(operations.join_card, note.uid, world.uid(2))
    assert not is_asked_for(world.workspace, card.uid)
    world.do(operations.join_card, note.uid, None)
    assert world.workspace.notes[note.uid].asks_for is None
    own = world.note("we learned", card=world.uid(1), kind="learned")
    with pytest.raises(NotAllowed, match="our own word"):
        made(world, own)
    world.do(operations.archive_note, note.uid)
    with pytest.raises(NotAllowed, match="archived"):
        world.do(operations.join_card, note.uid, card.uid)


def test_what_is_finished_is_told_to_whoever_asked_once() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    first = world.note("mail it", card=world.uid(1), people=[ada.uid], kind="request")
    second = world.note("same", card=world.uid(1), people=[ben.uid], kind="quote")
    card = made(world, first)
    world.do(operations.join_card, second.uid, card.uid)
    assert to_tell(world.workspace, world.workspace.cards[card.uid]) == []
    world.do(operations.move_card, card.uid, "done")
    done = world.workspace.cards[card.uid]
    assert untold_words(world.workspace, done) == "2 people asked for this: P01 P02."
    change = world.do(operations.tell_askers, card.uid, [first.uid, second.uid])
    request = world.workspace.notes[first.uid].request
    assert request is not None
    assert (request.outcome, request.told_at) == ("shipped", world.now)
    assert untold_words(world.workspace, done) == ""
    world.undo(change)
    assert len(to_tell(world.workspace, done)) == 2
    with pytest.raises(NotAllowed, match="does not ask for that card"):
        world.do(operations.tell_askers, world.uid(2), [first.uid])


def test_what_becomes_our_own_word_asks_for_nothing() -> None:
    world = World()
    note = world.note("mail it", card=world.uid(1), people=[world.person("Ada").uid])
    card = made(world, note)
    world.do(operations.edit_note, note.uid, kind="promise")
    assert not is_asked_for(world.workspace, card.uid)


def test_two_who_are_one_are_counted_once() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    card = made(world, world.note("mail it", card=world.uid(1), people=[ada.uid]))
    note = world.note("same", card=world.uid(1), people=[ben.uid])
    world.do(operations.join_card, note.uid, card.uid)
    change = world.do(operations.merge_contacts, ben.uid, ada.uid)
    assert asked_by(world, card) == [(ada.uid,)]
    world.undo(change)
    assert asked_by(world, card) == [(ada.uid,), (ben.uid,)]


def test_a_title_takes_as_many_words_as_it_has_room_for() -> None:
    assert title_of("“Mail me\nthe export”") == "Mail me the export"
    assert title_of("@P03 @ux a mail to @P04") == "a mail to @P04"
    assert len(title_of("word " * 60)) <= 81
    world = World()
    card = made(world, world.note("x", card=world.uid(1), people=[world.person().uid]), HOSTILE)
    assert "\x1b" not in card.title
