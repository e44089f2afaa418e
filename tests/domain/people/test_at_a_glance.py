"""What is asked of everybody is answered without reading anybody: when somebody was erased, who is whom."""

from __future__ import annotations

from tests.domain.records.test_intake import Rows
from tests.domain.stored import documents_of
from tests.domain.world import World
from tests.fuzz.runs import records
from tui.app.run import _last_erased
from tui.domain import operations
from tui.domain.operations.erasing import erase_contact
from tui.domain.people.merged import merged_uids
from tui.domain.privacy.erasing.estate import Choices


def test_nobody_is_read_to_know_who_became_one_with_whom() -> None:
    world = World()
    old, new, _ = world.person("Ada Example"), world.person("Ada Elsewhere"), world.person("Ben Example")
    world.do(operations.merge_contacts, old.uid, new.uid)
    rows = Rows(records(world.workspace))
    assert merged_uids(rows.workspace, new.uid) == {old.uid}
    assert merged_uids(rows.workspace, old.uid) == set()
    assert not rows.asked


def test_nobody_is_read_to_know_when_somebody_was_erased_last() -> None:
    world = World()
    first, second, _ = world.person("Ada Example"), world.person("Ben Example"), world.person("Cem Example")
    assert _last_erased(world.workspace) is None
    for person in (first, second):
        world.later()
        world.do(erase_contact, person.uid, Choices("delete"), documents_of(world.workspace))
    rows = Rows(records(world.workspace))
    assert _last_erased(rows.workspace) == world.now
    assert not rows.asked
