"""Themes, the notes in them, and insights: what the operations do, refuse, and take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed, NotFound
from tui.domain.evidence.confidence import confidence_of
from tui.domain.evidence.recurrence import recurrence_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.history.phrases import phrase_of
from tui.domain.privacy.profiles import Permits
from tui.domain.records import Insight, Note, Theme
from tui.domain.records.change import Change

METHODS = ("interview", "survey", "interview")
HOSTILE = "[/] [@click=app.quit]x =1+1 \x1b]0;t\x07" + "価" * 300 + " 👩‍👩‍👧"


def theme(world: World, name: str = "Exports", **fields: object) -> Theme:
    change = world.do(operations.add_theme, name, **fields)
    return world.workspace.themes[next(iter(change.records["themes"]))]


def insight(world: World, *notes: Note, **fields: object) -> Insight:
    uids = [note.uid for note in notes]
    change = world.do(operations.add_insight, "They print it", notes=uids, **fields)
    return world.workspace.insights[next(iter(change.records["insights"]))]


def witnesses(world: World) -> Witnesses:
    permits = Permits(
        world.workspace, "team", world.policy.day, world.now, present=world.workspace, present_at=world.now
    )
    return Witnesses(world.workspace, permits)


def sure(world: World, uid: str) -> str:
    one = world.workspace.insights[uid]
    return confidence_of(world.workspace, one, witnesses(world), world.policy, world.now).sentence


def said(change: Change, world: World) -> str:
    return phrase_of(change.event, world.workspace).done


def test_notes_are_gathered_in_a_theme_and_counted_once_for_each_person() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    first = world.note("slow", card=world.uid(1), people=[ada.uid])
    world.later()
    others = [world.note(text, card=world.uid(1), people=[who.uid]) for text, who in (("late", ada), ("dull", ben))]
    exports = theme(world, aliases=["exporting"])
    change = world.do(operations.gather_notes, [first.uid, *(note.uid for note in others)], exports.uid)
    assert said(change, world) == "Put 3 notes into Exports"
    counts = recurrence_of(world.workspace, exports, witnesses(world))
    assert (counts.notes, counts.people, counts.first, counts.last) == (3, 2, first.at, others[1].at)
    world.do(operations.archive_note, first.uid)
    assert recurrence_of(world.workspace, exports, witnesses(world)).notes == 2
    out = world.do(operations.gather_notes, [others[0].uid], exports.uid, out=True)
    assert said(out, world) == "Took 1 note out of Exports"
    world.undo(out)
    assert recurrence_of(world.workspace, exports, witnesses(world)).notes == 2


def test_taking_in_twice_changes_nothing() -> None:
    world = World()
    note, exports = world.note(card=world.uid(1)), theme(world)
    world.do(operations.gather_notes, [note.uid, note.uid], exports.uid)
    assert world.workspace.notes[note.uid].themes == (exports.uid,)
    assert world.do(operations.gather_notes, [note.uid], exports.uid).is_empty


@pytest.mark.parametrize("name", ["exports", "EXPORTING", "  Exporting "])
def test_a_theme_is_called_as_no_other_is(name: str) -> None:
    world = World()
    exports = theme(world, aliases=["exporting"])
    with pytest.raises(NotAllowed, match="There is a theme Exports"):
        world.do(operations.add_theme, name)
    with pytest.raises(NotAllowed, match="There is a theme Exports"):
        world.do(operations.edit_theme, theme(world, "Prices").uid, aliases=[name])
    world.do(operations.archive_theme, exports.uid)
    theme(world, name)
    with pytest.raises(NotAllowed, match="already"):
        world.do(operations.archive_theme, exports.uid, back=True)


def test_a_theme_that_is_merged_gives_all_it_has() -> None:
    world = World()
    note = world.note(card=world.uid(1))
    old, into = theme(world, aliases=["csv"], notes=[note.uid]), theme(world, "Slow exports", notes=[note.uid])
    learned = insight(world, note, themes=[old.uid])
    before = world.workspace
    change = world.do(operations.merge_themes, old.uid, into.uid)
    merged = world.workspace.themes[into.uid]
    assert merged.aliases == ("Exports", "csv")
    assert world.workspace.notes[note.uid].themes == (into.uid,)
    assert world.workspace.insights[learned.uid].themes == (into.uid,)
    assert world.workspace.themes[old.uid].archived_at is not None
    world.undo(change)
    for table in ("themes", "notes", "insights"):
        assert dict(world.workspace.table(table)) == dict(before.table(table))
    with pytest.raises(NotAllowed, match="same theme"):
        world.do(operations.merge_themes, old.uid, old.uid)


def test_how_sure_an_insight_is_follows_from_its_notes() -> None:
    world = World()
    people = [world.person(name) for name in ("Ada", "Ben", "Cy")]
    meetings = [world.touch(who, method=method) for who, method in zip(people, METHODS, strict=True)]
    notes = [
        world.note("slow", people=[who.uid], touchpoint=met.uid) for who, met in zip(people, meetings, strict=True)
    ]
    fast = world.note("fast", people=[people[0].uid])
    learned = insight(world, *notes, against=[fast.uid])
    expected = "for: 3 people by 2 methods, triangulated; against: 1 person by 0 methods, not yet triangulated"
    assert sure(world, learned.uid) == expected
    world.do(operations.archive_note, notes[1].uid)
    assert sure(world, learned.uid).startswith("for: 2 people by 1 method, not yet triangulated")


def test_our_own_word_is_no_fact_and_a_note_is_on_one_side() -> None:
    world = World()
    note, own = world.note(card=world.uid(1)), world.note(card=world.uid(1), kind="learned")
    with pytest.raises(NotAllowed, match="our own word"):
        insight(world, own)
    with pytest.raises(NotAllowed, match="not both"):
        insight(world, note, against=[note.uid])
    with pytest.raises(NotAllowed, match="rests on notes"):
        insight(world)
    with pytest.raises(NotAllowed, match="a day to come"):
        insight(world, note, review_by=world.now.date() - timedelta(days=1))
    with pytest.raises(NotFound):
        world.do(operations.add_insight, "x", notes=["nothing"])
    assert not world.workspace.insights


def test_an_insight_gets_from_draft_to_acted_on_and_retired_and_back() -> None:
    world = World()
    learned = insight(world, world.note(card=world.uid(1)), experiment=world.experiment.uid, review_by=date(2026, 6, 1))
    states: list[str] = [learned.status]
    steps = [
        ("Shared the insight They print it with design", operations.share_insight, {"discipline": "design"}),
        (
            "Recommended 4 Export",
            operations.recommend_new_card,
            {"title": "Export", "into": world.experiment.uid},
        ),
        ("Retired the insight They print it", operations.retire_insight, {}),
    ]
    changes: list[Change] = []
    for sentence, operation, fields in steps:
        changes.append(world.do(cast(Callable[..., Change], operation), learned.uid, **fields))
        assert said(changes[-1], world) == sentence
        states.append(world.workspace.insights[learned.uid].status)
    assert states == ["draft", "shared", "acted_on", "retired"]
    (card,) = [card for card in world.workspace.cards.values() if card.title == "Export"]
    assert card.description == "From the insight: They print it"
    assert [one.uid for one in world.workspace.insights_behind(card.uid)] == [learned.uid]
    with pytest.raises(NotAllowed, match="bring it back"):
        world.do(operations.share_insight, learned.uid, "design")
    for change in reversed(changes):
        world.undo(change)
    assert world.workspace.insights[learned.uid] == learned
    assert card.uid not in world.workspace.cards


def test_told_again_a_discipline_was_told_now() -> None:
    world = World()
    learned = insight(world, world.note(card=world.uid(1)))
    world.do(operations.share_insight, learned.uid, "design")
    world.later()
    world.do(operations.share_insight, learned.uid, "design")
    (sharing,) = world.workspace.insights[learned.uid].shared
    assert (sharing.discipline, sharing.at, sharing.by) == ("design", world.now, "ux")
    with pytest.raises(NotAllowed, match="not a discipline"):
        world.do(operations.share_insight, learned.uid, "astrology")


def test_cards_and_boards_that_are_there_are_linked_once() -> None:
    world = World()
    learned = insight(world, world.note(card=world.uid(1)))
    for _ in range(2):
        world.do(operations.recommend, learned.uid, cards=[world.uid(2)], boards=[world.experiment.uid])
    after = world.workspace.insights[learned.uid]
    assert (after.cards, after.boards) == ((world.uid(2),), (world.experiment.uid,))


def test_a_note_that_came_into_a_theme_keeps_it_from_being_taken_back() -> None:
    world = World()
    note = world.note(card=world.uid(1))
    change = world.do(operations.add_theme, "Exports")
    uid = next(iter(world.workspace.themes))
    world.do(operations.gather_notes, [note.uid], uid)
    with pytest.raises(Conflict, match="Notes were put into that theme since"):
        world.undo(change)


def test_hostile_texts_are_one_line_of_text() -> None:
    world = World()
    named = theme(world, HOSTILE)
    learned = insight(world, world.note(card=world.uid(1)), themes=[named.uid])
    world.do(operations.edit_insight, learned.uid, statement=HOSTILE)
    text = world.workspace.insights[learned.uid].statement
    assert text == named.name
    assert text.startswith("[/] [@click=app.quit]x =1+1")
    assert "\x1b" not in text
    for wrong in ("", "  ", "x" * 501):
        with pytest.raises(NotAllowed):
            world.do(operations.edit_insight, learned.uid, statement=wrong)
