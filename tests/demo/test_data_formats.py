"""Every board of the demo, read back by the readers that people have, for every reader of ours."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker

from tests.schemas import schemas
from tui.definitions.loader import load_board
from tui.demo import DEMO_NOW
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.exchange.formats import format_named
from tui.exchange.formats.yaml import definition_of
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Parcel


@pytest.fixture(scope="module", params=PROFILES)
def boards(request: pytest.FixtureRequest, workspace: Workspace) -> list[tuple[Experiment, Parcel]]:
    """The boards as they leave for a reader."""
    profile: Profile = request.param
    leaves = Leaving(workspace, Policy(), DEMO_NOW, profile=profile)
    return [(experiment, leaves.board(experiment)) for experiment in workspace.experiments.values()]


def text_of(form: str, sent: Parcel) -> str:
    return format_named(form).render(sent)


def test_yaml_gives_an_equal_board_with_its_cards_where_they_are(boards: list[tuple[Experiment, Parcel]]) -> None:
    for experiment, sent in boards:
        board = load_board(text_of("yaml", sent), "board.yaml")
        assert board == definition_of(sent)
        assert (board.id, board.key, board.columns) == (
            experiment.board_id,
            experiment.key,
            experiment.definition.columns,
        )
        start = board.first_column("waiting").id
        shown = [(card.title, card.column) for card in sent.cards if not card.archived]
        assert [(card.title, card.column or start) for card in board.cards] == shown
        if sent.profile != "public":
            assert board.test == experiment.definition.test
            assert board.sle == experiment.definition.sle


def test_json_is_as_its_schema_says(boards: list[tuple[Experiment, Parcel]]) -> None:
    validator = Draft202012Validator(schemas()["snapshot"], format_checker=FormatChecker())
    for _, sent in boards:
        assert not list(validator.iter_errors(json.loads(text_of("json", sent))))


def test_csv_has_a_line_for_each_card(boards: list[tuple[Experiment, Parcel]]) -> None:
    for _, sent in boards:
        rows = list(csv.DictReader(StringIO(text_of("csv", sent).removeprefix("\ufeff"), newline=""), strict=True))
        assert [row["ID"] for row in rows] == [card.key for card in sent.cards]
        assert [row["Age days"] for row in rows] == ["" if c.age_days is None else str(c.age_days) for c in sent.cards]


def test_a_calendar_has_what_is_due(boards: list[tuple[Experiment, Parcel]]) -> None:
    for _, sent in boards:
        calendar: Any = Calendar.from_ical(text_of("ics", sent))
        days = [event["DTSTART"].dt for event in calendar.walk("VEVENT") if str(event["SUMMARY"]).find(" due: ") > 0]
        assert days == [card.due for card in sent.cards if card.due and not card.finished]


@pytest.mark.parametrize("form", ["vcf", "vcf3"])
def test_vcards_are_of_those_who_agreed(workspace: Workspace, form: str) -> None:
    leaves = Leaving(workspace, Policy(), DEMO_NOW, profile="identified")
    sent = leaves.contacts(next(experiment for experiment in workspace.experiments.values() if experiment.key == "CD"))
    names = [card.fn.value for card in vobject.readComponents(text_of(form, sent))]
    assert names == [contact.fn for contact in sent.contacts]
    assert 0 < len(names) < len(workspace.contacts)
