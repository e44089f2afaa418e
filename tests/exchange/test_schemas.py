from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

from tests.domain.reporting import Reporting
from tests.domain.told import movement_of
from tests.domain.world import BOARD, DAY, MONDAY, TODAY
from tests.exchange.formats.parcels import FULL_BOARD, full_world, hostile_world, leaving, parcel
from tests.schemas import FOLDER, texts
from tui.domain import operations
from tui.domain.flow.passages import card_histories
from tui.domain.flow.period import flow_report
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.exchange.digesting import digest_parcel
from tui.exchange.formats.json import FORMAT
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel, What

SCHEMAS = {
    name: json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8")) for name in ("snapshot", "standup", "digest")
}
PARTS: tuple[What, ...] = (
    "board",
    "column",
    "card",
    "notes",
    "touchpoints",
    "events",
    "contacts",
    "insights",
    "metrics",
)


def problems(name: str, data: Any) -> list[str]:
    """Return what is wrong with data by a published schema that allows nothing it does not name."""
    schema = deepcopy(SCHEMAS[name])
    for part in schema["$defs"].values():
        part["additionalProperties"] = False
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def data_of(sent: Parcel) -> Any:
    return json.loads(FORMAT.render(sent))


def test_what_is_published_is_what_is_written() -> None:
    for path, text in texts().items():
        assert path.read_text("utf-8") == text, "python -m tests.schemas"
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("what", PARTS)
@pytest.mark.parametrize("profile", PROFILES)
def test_everything_is_as_its_schema_says(what: What, profile: Profile) -> None:
    if what == "contacts" and profile != "identified":
        return
    for world in (full_world(), hostile_world()):
        if world.experiment.definition.column("doing") or what != "column":
            data = data_of(parcel(world, what, profile))
            assert problems("snapshot", data) == []
            assert (data["kind"], data["profile"], data["schema"]) == (what, profile, 1)


def test_the_flow_of_a_board_is_as_its_schema_says() -> None:
    world = Reporting(FULL_BOARD)
    world.do(operations.move_card, world.uid(1), "doing")
    world.later(2 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    histories = card_histories(movement_of(event) for event in reversed(world.events))
    report = flow_report(world.workspace, world.experiment, histories, world.now)
    data = data_of(leaving(world).flow(world.experiment, report, histories))
    assert problems("snapshot", data) == []
    assert [(each["card"], each["days"]) for each in data["flow"]["report"]["finishes"]] == [("CD-1", 3)]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_digest_is_as_its_schema_says(profile: Profile) -> None:
    world = full_world()
    data = data_of(digest_parcel(leaving(world, profile), [world.experiment], "design", MONDAY, acted=frozenset()))
    assert problems("digest", data) == []
    assert (data["kind"], data["discipline"], data["schema"]) == ("digest", "design", 1)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_standup_report_is_as_its_schema_says(profile: Profile) -> None:
    world = Reporting(replace(BOARD, test=FULL_BOARD.test, hypothesis="If we listen"))
    ada = world.person("Ada Lovelace", card=world.uid(1))
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.block_card, world.uid(1), "Legal")
    world.do(operations.move_card, world.uid(2), "done")
    world.touch(ada, at=world.now, status="confirmed")
    world.note("Too slow", kind="pain", people=[ada.uid], stance="supports")
    world.note("Send the plan", kind="promise", people=[ada.uid], due=TODAY)
    report = replace(world.report(), profile=profile)
    data = data_of(Leaving.report(report))
    assert problems("standup", data) == []
    assert data["kind"] == "standup"
    assert {done["board"] for done in data["done"]} == {"CD"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("exported_at",), "yesterday"),
        (("exported_at",), "2026-03-05T09:00:00"),
        (("profile",), "everybody"),
        (("schema",), 2),
        (("cards", 0, "due"), "13/03/2026"),
        (("cards", 0, "notes"), None),
        (("board", "test", "min_n"), "many"),
    ],
)
def test_a_schema_refuses_what_is_not_so(path: tuple[str | int, ...], value: object) -> None:
    data = data_of(parcel(full_world()))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert problems("snapshot", data)


def test_what_version_1_had_stays() -> None:
    data = data_of(parcel(full_world()))
    assert {"schema", "profile", "exported_at", "generator", "board", "cards", "people"} <= set(data)
    assert {"pid": "P01"}.items() <= data["people"][0].items()
    assert set(data["board"]) >= {
        *("id", "key", "title", "iteration", "status", "timezone", "day", "started", "goals", "hypothesis"),
        *("expected_outcome", "test", "columns", "archived"),
    }
    assert set(data["cards"][0]) >= {
        *("key", "title", "column", "kind", "every", "group", "description", "people", "assignee", "due", "expedite"),
        *("tags", "checklist", "blocked", "started", "finished", "age_days", "cycle_days", "notes"),
    }
    assert set(data["cards"][1]["notes"][0]) >= {"kind", "date", "by", "about", "stance", "text"}


def test_what_a_parcel_is_of_is_there_even_if_there_is_nothing_of_it() -> None:
    world = hostile_world()
    assert data_of(parcel(world, "touchpoints"))["touchpoints"] == []
    assert "touchpoints" not in data_of(parcel(world))


def test_keys_are_sorted_and_letters_are_letters() -> None:
    text = FORMAT.render(parcel(hostile_world()))
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_nothing_of_whom_a_parcel_is_about_but_p_ids_is_in_it() -> None:
    sent = leaving(full_world(), include=Include(plain_notes=True)).board(full_world().experiment)
    assert sent.about
    assert not [uid for uid in sent.about if uid in FORMAT.render(sent)]
