"""A search among people remembers who matches what; it finds whom looking at everybody would find, after any change."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.search.test_people_filter import view_of
from tests.domain.world import DAY, World
from tests.fuzz.runs import MERGE_STEPS, PEOPLE_STEPS, RESEARCH_STEPS, Step, done
from tui.app.people import crowd
from tui.app.people.crowd import SORTS, Crowd, Sort
from tui.app.people.crowd_memory import STATES, CrowdMemory
from tui.domain.search.people_filter import ON_PEOPLE, matching_people

SEARCHES = ("e", "ada", "is:due", "is:overdue e", "is:resting", "is:waiting", "needs:quote", "needs:talk is:due", "@p2")
STEPS = st.tuples(st.one_of(*PEOPLE_STEPS, *MERGE_STEPS, *RESEARCH_STEPS), st.integers(0, 500), st.integers(0, 40))
RUN = st.lists(st.tuples(STEPS, st.sampled_from(SEARCHES), st.sampled_from(SORTS)), min_size=1, max_size=10)


def crowd_of(world: World, memory: CrowdMemory, typed: str = "", sort: Sort = "due") -> Crowd:
    today = world.context.today
    return Crowd(world.workspace, world.policy, today, terms=ON_PEOPLE.parse(typed), sort=sort, memory=memory)


@given(RUN)
def test_who_is_found_is_who_would_be_found_among_everybody(
    run: list[tuple[tuple[Step, int, int], str, Sort]],
) -> None:
    world, memory = World(), CrowdMemory()
    for name in ("Ada", "Ben", "Eve"):
        world.person(name)
    for (step, choice, days), typed, sort in run:
        world.later(days * DAY)
        done(world, [(step, choice)])
        seen = crowd_of(world, memory, typed, sort)
        everybody = crowd_of(world, CrowdMemory(), "", sort).ordered
        expected = matching_people(everybody, ON_PEOPLE.parse(typed), view_of(world))
        assert list(seen.shown) == expected
        assert [seen.index_of(person.uid) for person in expected] == list(range(len(expected)))
        assert all(seen.index_of(person.uid) is None for person in everybody if person not in expected)
        assert seen.matching(seen.terms) == len(expected)
        counts = Counter(world.keeping(person).state for person in expected)
        begins = accumulate((counts[state] for state in STATES), initial=0)
        groups = {at: (state, counts[state]) for at, state in zip(begins, STATES, strict=False) if counts[state]}
        assert {at: (group.state, group.count) for at, group in seen.starts.items()} == (
            groups if sort == "due" else {}
        )


def test_who_matches_is_looked_for_once_a_term(monkeypatch: pytest.MonkeyPatch) -> None:
    world, memory, looked_for = World(), CrowdMemory(), list[str]()
    for number in range(30):
        world.person(f"Ada {number}")

    def counting(people: object, terms: object, view: object) -> object:
        looked_for.append(str(terms))
        return matching_people(people, terms, view)  # type: ignore[arg-type]

    monkeypatch.setattr(crowd, "matching_people", counting)
    for typed in ("a", "ad", "a", "ad is:due", "is:due", "ad is:due"):
        seen = crowd_of(world, memory, typed)
        seen.matching(ON_PEOPLE.parse(f"{typed} is:due"))
    assert len(looked_for) == 3
    memory.forget_search()
    crowd_of(world, memory, "ad")
    assert len(looked_for) == 4


def test_a_day_later_others_are_due() -> None:
    world, memory = World(), CrowdMemory()
    world.person("Ada")
    assert not crowd_of(world, memory, "is:due").shown
    world.later(15 * DAY)
    assert world.context.today > date(2026, 3, 2)
    assert len(crowd_of(world, memory, "is:due").shown) == 1
