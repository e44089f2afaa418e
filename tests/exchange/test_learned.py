"""What was learned and measured as it leaves: words by consent, figures with their intervals, and no small part."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.stored import documents_of
from tests.domain.world import BOARD, DAY, World
from tests.exchange.formats.parcels import FULL_BOARD, known_person, leaving
from tui.domain import operations
from tui.domain.operations.erasing import erase_contact
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.privacy.profiles import Profile
from tui.exchange.formats import format_named
from tui.exchange.parcel import Include, Parcel

COUNTS = st.lists(st.integers(1, 9), min_size=1, max_size=5)


def told(parcel: Parcel, form: str = "md") -> str:
    return format_named(form).render(parcel)


def data_of(parcel: Parcel) -> Any:
    return json.loads(told(parcel, "json"))


def an_insight(world: World, **fields: object) -> str:
    change = world.do(operations.add_insight, "They print what they cannot export", **fields)
    return next(iter(change.records["insights"]))


def listening(*, quoted: bool = True) -> World:
    """Return a world in which one person agreed to be quoted, another was asked nothing, and both said something."""
    world = World(FULL_BOARD)
    ada = known_person(world, "Ada Lovelace") if quoted else world.person("Ada Lovelace")
    grace = world.person("Grace Hopper")
    quote = world.note("I print them, every Friday", kind="quote", people=[ada.uid])
    other = world.note("I never print", kind="quote", people=[grace.uid])
    theme = next(iter(world.do(operations.add_theme, "printing", aliases=["on paper"]).records["themes"]))
    world.do(operations.gather_notes, [quote.uid, other.uid], theme)
    world.later()
    uid = an_insight(
        world, notes=[quote.uid], against=[other.uid], themes=[theme], review_by=(world.now + 9 * DAY).date()
    )
    world.do(operations.share_insight, uid, "design")
    world.do(operations.recommend, uid, cards=[world.uid(2)])
    return world


def measured(*parts: tuple[str, int, int], key: str = "csat") -> World:
    """Return a world in which so many of so many were satisfied, of all or of a part."""
    world = World(FULL_BOARD)
    for segment, satisfied, answers in parts:
        fields = {"on": world.now.date(), "wave": "spring", "segment": segment}
        world.do(operations.measure, world.experiment.uid, key, [str(satisfied), str(answers)], **fields)
    return world


def test_an_insight_leaves_with_what_it_rests_on_and_what_came_of_it() -> None:
    world = listening()
    text = told(leaving(world, "stakeholders").insights(world.experiment))
    assert "**They print what they cannot export**, acted on, printing" in text
    assert "- ◔ for: 1 person by 0 methods, not yet triangulated; against: 1 person by 0 methods" in text
    assert "▲ 2026-03-02 quote of P01" in text
    assert "> I print them, every Friday" in text
    assert "shared with design 3 Mar; led to CD-2; to be looked at again" in text.replace("today", "3 Mar")
    assert "never print" not in text, "nobody agreed to that"
    assert "1 note not told" in text


def test_no_word_leaves_of_who_did_not_agree_to_be_quoted() -> None:
    world = listening(quoted=False)
    for profile in ("team", "stakeholders"):
        text = told(leaving(world, profile).insights(world.experiment))
        assert "They print what they cannot export" in text
        assert "every Friday" not in text
        assert "2 notes not told" in text


def test_an_insight_is_for_the_public_only_with_a_yes_of_everybody_behind_it() -> None:
    world = listening()
    sent = leaving(world, "public").insights(world.experiment)
    assert sent.insights == ()
    assert "They print" not in told(sent)
    for person in world.workspace.participants.values():
        world.do(operations.give_consent, person.uid, ("share_external",))
    (insight,) = leaving(world, "public").insights(world.experiment).insights
    assert insight.statement == "They print what they cannot export"
    assert insight.confidence.people == 0, "few people point at somebody"
    assert insight.confidence.sentence == "for: <5 people; against: <5 people"


def test_a_theme_of_few_people_has_no_count_outside_the_team() -> None:
    world = listening()
    themes = {
        profile: data_of(leaving(world, profile).insights(world.experiment)).get("themes", [])
        for profile in ("team", "stakeholders", "public")
    }
    assert [(each["people"], each["notes"], each["aliases"]) for each in themes["team"]] == [("2", 2, ["on paper"])]
    assert [(each["people"], each["notes"], each["first"]) for each in themes["stakeholders"]] == [("<5", None, None)]
    assert themes["public"] == []


def test_an_insight_whose_words_were_erased_says_so_and_has_them_no_more() -> None:
    world = listening()
    ada = next(iter(world.workspace.participants))
    world.do(erase_contact, ada, Choices("delete", "keep"), documents_of(world.workspace))
    parcel = leaving(world).insights(world.experiment)
    assert "1 note it rested on was erased with whoever said it" in told(parcel)
    assert [each["Erased"] for each in rows(parcel)] == ["1"]
    assert "every Friday" not in told(parcel, "json")


def test_retired_insights_go_along_with_what_is_archived() -> None:
    world = listening()
    world.do(operations.retire_insight, next(iter(world.workspace.insights)))
    assert leaving(world).insights(world.experiment).insights == ()
    (insight,) = leaving(world, include=Include(archived=True)).insights(world.experiment).insights
    assert insight.status == "retired"


def test_insights_of_another_experiment_stay_there() -> None:
    world = listening()
    note = world.note("On the other board", kind="behaviour")
    second = replace(BOARD, id="other", key="OT")
    world.do(operations.start_experiment, second, definition_hash="two", timezone="UTC")
    other = [*world.workspace.experiments.values()][1]
    assert other.key == "OT"
    an_insight(world, notes=[note.uid], experiment=other.uid)
    assert len(leaving(world).insights(world.experiment).insights) == 1
    assert len(leaving(world).insights(other).insights) == 1


def test_a_measurement_leaves_with_inputs_interval_method_and_verdict() -> None:
    world = measured(("", 41, 50))
    parcel = leaving(world).metrics(world.experiment)
    (metric,) = data_of(parcel)["metrics"]
    (one,) = metric["measurements"]
    assert (one["value"], one["n"], one["inputs"]) == (82.0, 50, {"satisfied": "41", "answers": "50"})
    assert one["ci"]["method"] == "wilson"
    assert one["verdict"] == "met_interval_crosses"
    assert metric["looks"] == "1 look so far, 20 answers planned"
    (row,) = rows(parcel)
    assert (row["Value"], row["n"], row["Wave"], row["Criterion"]) == ("82.0", "50", "spring", "csat >= 80")
    text = told(parcel)
    assert "**82.0 %, 69.2 to 90.2, n = 50** (spring): met, but the interval crosses" in text
    assert "satisfied 41, answers 50 · interval wilson" in text


@pytest.mark.parametrize("profile", ["stakeholders", "public"])
def test_a_small_part_cannot_be_subtracted_out_outside_the_team(profile: Profile) -> None:
    world = measured(("", 16, 20), ("trial", 2, 3), ("customers", 14, 17))
    parcel = leaving(world, profile).metrics(world.experiment)
    assert [(each["Segment"], each["n"], each["Value"]) for each in rows(parcel)] == [
        ("", "20", "80.0"),
        ("trial", "<5", ""),
        ("customers", "suppressed", ""),
    ]
    for form in ("md", "json", "csv", "html", "txt", "slack"):
        assert "66.7" not in told(parcel, form)
        assert "82.4" not in told(parcel, form)
    inside = leaving(world, "team").metrics(world.experiment)
    assert [each["n"] for each in rows(inside)] == ["20", "3", "17"]


def test_the_public_is_told_of_no_few_answers_at_all() -> None:
    world = measured(("", 2, 3))
    assert [each["n"] for each in rows(leaving(world, "stakeholders").metrics(world.experiment))] == ["3"]
    assert [each["n"] for each in rows(leaving(world, "public").metrics(world.experiment))] == ["<5"]


def test_single_values_stay_with_the_team() -> None:
    world = World(FULL_BOARD)
    values = [str(number) for number in (4, 9, 15, 30, 45, 61)]
    world.do(operations.measure, world.experiment.uid, "response_time", ["0"], values=values)
    (inside,) = rows(leaving(world, "team").metrics(world.experiment))
    (outside,) = rows(leaving(world, "stakeholders").metrics(world.experiment))
    assert inside["Values"] == "4; 9; 15; 30; 45; 61"
    assert (outside["Values"], outside["Value"]) == ("", "22.5")


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.booleans())
def test_what_leaves_of_a_whole_and_its_parts_tells_no_small_part(counts: list[int], with_rest: bool) -> None:
    """Every part that is told, taken from the whole, leaves nobody or at least five."""
    whole = sum(counts) + (2 if with_rest else 0)
    parts = [(f"part {number}", count, count) for number, count in enumerate(counts)]
    world = measured(("", whole, whole), *parts)
    sent = leaving(world, "stakeholders").metrics(world.experiment)
    shown = [one for metric in sent.metrics for one in metric.measurements if one.segment and one.n is not None]
    assert all(one.n >= 5 for one in shown if one.n is not None)
    hidden = len(counts) - len(shown)
    rest = whole - sum(one.n for one in shown if one.n is not None)
    assert rest == 0 or rest >= 5 or whole < 5
    assert hidden != 1 or with_rest or whole < 5 or len(counts) == 1


def rows(parcel: Parcel) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(told(parcel, "csv").removeprefix("\ufeff"), newline="")))
