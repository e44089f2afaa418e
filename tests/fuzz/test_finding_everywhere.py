"""What finding everywhere remembers finds what would be found anew, after any change, with names hidden or shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.search.test_everywhere import found
from tests.domain.world import DAY, World
from tests.fuzz.runs import CARD_STEPS, MERGE_STEPS, PEOPLE_STEPS, RESEARCH_STEPS, Step, done
from tui.domain.search.everywhere import Everywhere

SEARCHES = ("e", "ada", "kind:quote", "@p2", "-e", "since:2w kind:note", "is:blocked OR a", "col:todo", "by:me", "@ada")
STEPS = st.tuples(
    st.one_of(*CARD_STEPS, *PEOPLE_STEPS, *MERGE_STEPS, *RESEARCH_STEPS), st.integers(0, 500), st.integers(0, 40)
)
RUN = st.lists(st.tuples(STEPS, st.sampled_from(SEARCHES), st.booleans()), min_size=1, max_size=12)


@given(RUN)
def test_what_is_remembered_finds_what_would_be_found_anew(
    run: list[tuple[tuple[Step, int, int], str, bool]],
) -> None:
    world, everywhere = World(), Everywhere()
    for name in ("Ada", "Ben", "Eve"):
        world.person(name)
    for (step, choice, days), typed, names in run:
        world.later(days * DAY)
        done(world, [(step, choice)])
        assert found(world, typed, names=names, everywhere=everywhere) == found(world, typed, names=names)
