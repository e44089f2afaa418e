"""Answers to surveys are counted once, whoever sends them again, and are nobody's once somebody is erased."""

from __future__ import annotations

import msgspec
import pytest

from tests.domain.stored import documents_of
from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.evidence.respondents import Given
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.records import IDENTITY_TABLES


def survey(*scores: tuple[str, str], wave: str = "first", segment: str = "") -> list[Given]:
    """Return answers: what the survey calls somebody, by address where there is an @, and the score."""
    return [
        Given(line, score, "" if "@" in who else who, who if "@" in who else "", wave, segment)
        for line, (who, score) in enumerate(scores, 2)
    ]


def stored(world: World) -> str:
    return msgspec.json.encode(documents_of(world.workspace)).decode()


def numbers(world: World) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.wave, one.segment, one.numbers) for one in world.workspace.measurements_of(world.experiment.uid)]


def imports(world: World, answers: list[Given], metric: str = "nps") -> bool:
    """Import answers; return whether anything changed."""
    return not world.do(operations.import_answers, world.experiment.uid, metric, answers).is_empty


def test_answers_are_counted_and_the_same_again_change_nothing() -> None:
    world = World()
    world.person("Ana Costa", email=["ana@example.com"])
    answers = survey(("ana@example.com", "10"), ("R-2", "9"), ("R-3", "7"), ("R-4", "0"))
    assert imports(world, answers)
    assert numbers(world) == [("first", "", ("2", "1", "1"))]
    assert not imports(world, answers)
    assert imports(world, [*answers, *survey(("R-5", "3"))])
    assert numbers(world) == [("first", "", ("2", "1", "1")), ("first", "", ("0", "0", "1"))]
    assert imports(world, survey(("R-5", "3"), wave="second"))


def test_the_later_answer_of_a_respondent_counts() -> None:
    world = World()
    person = world.person("Ana Costa", email=["ana@example.com"])
    imports(world, survey(("ana@example.com", "10"), ("R-2", "9"), ("R-2", "2")))
    assert numbers(world) == [("first", "", ("1", "0", "1"))]
    change = world.do(
        operations.import_answers, world.experiment.uid, "nps", survey(("Ana@Example.com ", "7"), ("R-2", "10"))
    )
    assert numbers(world) == [("first", "", ("1", "1", "0"))]
    assert [answer.score for answer in world.workspace.answers.values()] == ["7"]
    world.do(operations.revert, change.event)
    assert numbers(world) == [("first", "", ("1", "0", "1"))]
    assert [(answer.participant, answer.score) for answer in world.workspace.answers.values()] == [(person.uid, "10")]


def test_segments_add_up_to_the_whole() -> None:
    world = World()
    schools = survey(("R-1", "5"), ("R-2", "1"), segment="schools")
    imports(world, [*schools, *survey(("R-3", "4"), segment="teams")], "csat")
    assert numbers(world) == [
        ("first", "", ("2", "3")),
        ("first", "schools", ("1", "2")),
        ("first", "teams", ("1", "1")),
    ]


def test_who_a_survey_calls_somebody_is_kept_beside_who_people_are() -> None:
    world = World()
    change = world.do(operations.import_answers, world.experiment.uid, "nps", survey(("lena@example.com", "9")))
    assert "lena" not in stored(world) + msgspec.json.encode(change.event).decode()
    pseudonymous = {
        table: rows for table, rows in documents_of(world.workspace).items() if table not in IDENTITY_TABLES
    }
    assert "prints" not in msgspec.json.encode(pseudonymous).decode()
    (respondents,) = world.workspace.respondents.values()
    assert (len(respondents.prints), respondents.scores) == (1, ("9",))


@pytest.mark.parametrize("known_first", [True, False])
def test_answers_of_somebody_erased_are_nobodys_and_stay_counted(known_first: bool) -> None:
    world = World()
    if known_first:
        world.person("Ana Costa", email=["ana@example.com"])
    answers = survey(("ana@example.com", "10"), ("R-2", "9"))
    events = [world.do(operations.import_answers, world.experiment.uid, "nps", answers).event]
    person = next(iter(world.workspace.participants.values()), None)
    person = person or world.person("Ana Costa", email=["ana@example.com"])
    before = [print_ for one in world.workspace.respondents.values() for print_ in one.prints]
    world.do(operations.erase_contact, person.uid, Choices(), documents_of(world.workspace, events))
    assert numbers(world) == [("first", "", ("2", "0", "0"))]
    assert not world.workspace.answers
    (respondents,) = world.workspace.respondents.values()
    if not known_first:
        assert [bool(print_) for print_ in respondents.prints] == [False, True]
        assert before[0] not in stored(world)


def test_what_is_not_made_of_answers() -> None:
    world = World()
    with pytest.raises(NotAllowed, match="Retention is not made of single answers"):
        imports(world, survey(("R-1", "5")), "retention")
