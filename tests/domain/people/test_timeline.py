from __future__ import annotations

from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.people.timeline import Entry, timeline_of


def told(entry: Entry) -> str:
    """Return what an entry tells, briefly."""
    if entry.touchpoint is not None:
        return " ".join([entry.touchpoint.summary, *(f"[{note.text}]" for note in entry.notes)])
    consents = " ".join(f"{each.scope}={each.status}" for each in entry.consents)
    return "made known" if entry.is_beginning else consents or "".join(note.text for note in entry.notes)


def test_everything_that_happened_with_a_person_on_two_boards_newest_first() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    other = replace(BOARD, id="other", key="OT")
    world.do(operations.start_experiment, other, definition_hash="1", timezone="UTC")
    elsewhere = world.workspace.card_by_number(list(world.workspace.experiments)[1], 1)
    assert elsewhere is not None
    world.later()
    first = world.touch(ada, cards=[world.uid(1)], summary="interview", surprise="odd", promise="draft")
    world.later()
    world.note("said there", card=elsewhere.uid, people=[ada.uid], touchpoint=first.uid)
    world.note("on another board", card=elsewhere.uid, people=[ada.uid])
    world.later()
    world.do(operations.give_consent, ada.uid, ["audio", "video"])
    world.later()
    world.touch(ada, ben, at=world.now + DAY, status="confirmed", summary="planned")
    world.note("about her alone", card=None, people=[ada.uid])
    world.note("about somebody else", people=[ben.uid])
    world.do(operations.archive_note, world.note("put away", people=[ada.uid]).uid)
    world.later()
    world.do(operations.archive_card, elsewhere.uid)
    entries = timeline_of(world.workspace, ada)
    assert [told(entry) for entry in entries] == [
        "planned",
        "about her alone",
        "record_audio=given record_video=given",
        "on another board",
        "interview [odd] [draft] [said there]",
        "made known",
    ]
    assert sorted((entry.at for entry in entries), reverse=True) == [entry.at for entry in entries]


def test_a_note_said_where_somebody_else_was_stands_alone() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    found = world.touch(ada, summary="interview")
    world.note("about Ben, said by Ada", people=[ben.uid], touchpoint=found.uid)
    assert [told(entry) for entry in timeline_of(world.workspace, ben)] == ["about Ben, said by Ada", "made known"]
    assert [told(entry) for entry in timeline_of(world.workspace, ada)] == ["interview", "made known"]


def test_a_touchpoint_from_before_a_person_was_made_known_is_older_than_that() -> None:
    world = World()
    ada = world.person()
    world.touch(ada, at=world.now - DAY, summary="before")
    assert [told(entry) for entry in timeline_of(world.workspace, ada)] == ["made known", "before"]
