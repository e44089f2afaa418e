"""How things stand with everybody, and their order, is known without reading them; it is what reading them tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.records.test_intake import Rows
from tests.domain.world import DAY, World
from tests.fuzz.runs import MERGE_STEPS, PEOPLE_STEPS, RESEARCH_STEPS, Step, done, records
from tests.fuzz.test_searching_people import crowd_of
from tui.app.people.crowd import SORTS
from tui.app.people.crowd_memory import CrowdMemory
from tui.domain import operations
from tui.domain.people.merged import is_listed

STEPS = st.tuples(st.one_of(*PEOPLE_STEPS, *MERGE_STEPS, *RESEARCH_STEPS), st.integers(0, 500), st.integers(0, 40))
MANY = 60


def unread(world: World) -> tuple[World, Rows]:
    """Return the same world with nothing of it read, and what will have been read."""
    rows, other = Rows(records(world.workspace)), World()
    other.workspace, other.now, other.policy = rows.workspace, world.now, world.policy
    return other, rows


def crowded() -> World:
    """Return a world with many people, each of whom agreed to something, and every third said no at last."""
    world = World()
    for number in range(MANY):
        person = world.person(f"Somebody {number}")
        world.do(operations.give_consent, person.uid, "take_part")
        if not number % 3:
            world.do(operations.give_consent, person.uid, "contact")
            world.do(operations.withdraw_consent, person.uid, "contact")
    return world


@given(st.lists(STEPS, max_size=14))
def test_a_glance_tells_of_everybody_what_their_record_and_their_words_tell(
    run: list[tuple[Step, int, int]],
) -> None:
    world = World()
    for name in ("Ada", "Ben", "Eve"):
        world.person(name)
    for step, choice, days in run:
        world.later(days * DAY)
        done(world, [(step, choice)])
    other, _ = unread(world)
    for sort in SORTS:
        plain, glanced = crowd_of(world, CrowdMemory(), "", sort), crowd_of(other, CrowdMemory(), "", sort)
        assert [*glanced.ordered] == [*plain.ordered]
        assert (glanced.starts, glanced.last_number) == (plain.starts, plain.last_number)
        assert glanced.need_permission == plain.need_permission
        for typed in ("e", "ada", "is:due", "nobody"):
            found = crowd_of(other, CrowdMemory(), typed, sort)
            assert found.last_number == max((person.number for person in found.shown), default=1)
    listed = {person.uid for person in world.workspace.participants.values() if is_listed(person)}
    assert glanced.standings.keys() == listed
    for person in glanced.shown:
        assert glanced.keeping(person) == plain.keeping(person) == world.keeping(person)
        if person.contact_status == "free":
            words = [world.workspace.consents[uid] for uid in world.workspace.consent_uids(person.uid)]
            last = {word.scope: word.status for word in words}
            refuses = {last.get(scope) for scope in ("contact_me", "recontact")} & {"refused", "withdrawn", "revoked"}
            assert (glanced.keeping(person).status == "opted_out") == bool(refuses)


def test_the_order_of_everybody_is_known_before_anybody_is_read() -> None:
    world = crowded()
    other, rows = unread(world)
    seen = crowd_of(other, CrowdMemory())
    assert seen.counts["resting"] == MANY // 3
    assert (seen.total, seen.last_number) == (MANY, MANY)
    assert not rows.asked
    assert seen.shown[0] == crowd_of(world, CrowdMemory()).shown[0]
    assert len(rows.asked) == 1
