"""The boards that ship: exactly the work they were made for, in words worth reading."""

import re
from pathlib import Path

import pytest

from tui.definitions.catalog import Catalog, shipped_boards
from tui.definitions.loader import load_board
from tui.definitions.slugs import slug
from tui.domain.evidence.criterion import METRICS
from tui.domain.records.definition import DEFAULT_COLUMNS, BoardDefinition
from tui.domain.records.vocabulary import CONSENT_SCOPES

FILES = sorted(shipped_boards().glob("*.yaml"))

TITLES = {
    "customer-development": [
        "Establish communication channels",
        "Encourage customer feedback",
        "Listen and respond to customer feedback",
        "Iterate on the product or service",
        "Measure customer satisfaction",
        "Continuously engage with customers",
        "Build customer relationships",
    ],
    "customer-experience-experiment": [
        "Identify the focus areas",
        "Define the metrics",
        "Design the experiments",
        "Implement the experiments",
        "Analyze the results",
        "Iterate on the customer experience",
        "Monitor and measure",
        "Repeat the process",
    ],
    "customer-retention-experiment": [
        "Identify retention goals",
        "Segment customers",
        "Develop retention tactics",
        "Implement tactics",
        "Measure impact",
        "Analyze results",
        "Refine and iterate",
        "Repeat the process",
    ],
}

GOALS = {
    "customer-development": [
        "Engage in continuous conversations with customers",
        "Understand customer needs and gather feedback",
        "Iterate on the product or service based on customer input",
    ],
    "customer-experience-experiment": [
        "Improve the customer experience",
        "Identify areas for improvement in usability, support, and personalization",
    ],
    "customer-retention-experiment": [
        "Improve customer retention",
        "Measure the impact of strategies and tactics on customer loyalty and satisfaction",
    ],
}

HEADS = {
    "customer-development": ("CD", "Customer Development", "Customer Development"),
    "customer-experience-experiment": ("CX", "Customer Experience Experiment", "Customer Experience Experiment"),
    "customer-retention-experiment": (
        "CR",
        "Customer Retention Experiment",
        "Implement customer retention strategies",
    ),
}

PRACTICES = {
    "contextual-inquiry": "CI",
    "continuous-feedback-loop": "FL",
    "customer-advisory-board": "CAB",
    "empathetic-interviews": "EI",
    "sharing-insights-across-functions": "SI",
}
"""The boards that put into practice what the essays on listening to customers ask for, with their keys."""

RHYTHMS = {
    "Continuously engage with customers": ("recurring", "P1W"),
    "Monitor and measure": ("recurring", "P1W"),
    "Repeat the process": ("cycle", None),
}


def board(board_id: str) -> BoardDefinition:
    entry = Catalog(None).entry(board_id)
    assert entry is not None
    assert entry.definition is not None, entry.problems
    return entry.definition


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_board_loads_and_is_named_by_its_file(path: Path) -> None:
    assert load_board(path.read_bytes(), path.name).id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_board_says_what_it_is_for(path: Path) -> None:
    definition = load_board(path.read_bytes(), path.name)
    assert definition.goals
    assert definition.hypothesis
    assert definition.expected_outcome
    assert all(card.id and card.group for card in definition.cards)
    assert {card.title: n for card in definition.cards if not 15 <= (n := len(card.description.split())) <= 45} == {}


def test_the_shipped_boards_have_different_ids_and_keys() -> None:
    definitions = [load_board(path.read_bytes(), path.name) for path in FILES]
    assert len({definition.id for definition in definitions}) == len(FILES)
    assert len({definition.key for definition in definitions}) == len(FILES)
    assert {definition.id for definition in definitions} == {*TITLES, *PRACTICES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_card_is_told_apart_and_asks_only_for_what_people_can_agree_to(path: Path) -> None:
    cards = load_board(path.read_bytes(), path.name).cards
    assert len({card.id for card in cards}) == len({card.title for card in cards}) == len(cards)
    assert {card.id: card.id for card in cards} == {card.id: slug(card.title) for card in cards}
    assert {need for card in cards for need in card.needs} <= set(CONSENT_SCOPES)
    assert [card.title for card in cards if "observe" in card.needs and "take_part" not in card.needs] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_board_points_only_to_boards_that_ship(path: Path) -> None:
    definition = load_board(path.read_bytes(), path.name)
    assert {*definition.related} <= {each.stem for each in FILES} - {definition.id}


@pytest.mark.parametrize("board_id", TITLES)
def test_the_templates_keep_their_titles_and_order(board_id: str) -> None:
    definition = board(board_id)
    assert [card.title for card in definition.cards] == TITLES[board_id]
    assert list(definition.goals) == GOALS[board_id]


@pytest.mark.parametrize("board_id", HEADS)
def test_the_templates_have_their_key_title_and_group(board_id: str) -> None:
    definition = board(board_id)
    key, title, group = HEADS[board_id]
    assert (definition.key, definition.title) == (key, title)
    assert {card.group for card in definition.cards} == {group}
    assert definition.columns == DEFAULT_COLUMNS


@pytest.mark.parametrize("board_id", TITLES)
def test_the_templates_say_how_to_work_and_what_would_make_us_right(board_id: str) -> None:
    definition = board(board_id)
    assert definition.test is not None
    assert definition.test.metric in METRICS, "what it counts is known without measuring"
    assert re.fullmatch(r">= \d+", definition.test.criterion)
    assert definition.test.min_n
    without = [card.title for card in definition.cards if not 2 <= len(card.checklist) <= 3]
    assert set(without) <= {"Monitor and measure", "Repeat the process"}


def test_each_interview_and_each_visit_has_a_step_of_its_own_and_all_of_them_a_synthesis() -> None:
    steps = {card.id: card.checklist for name in PRACTICES for card in board(name).cards}
    assert len(steps["write-down-quotes-before-opinions"]) == 8
    assert len(steps["debrief-on-the-day-of-each-visit"]) == 5
    assert steps["hold-our-assumptions-against-the-quotes"]
    assert steps["lay-the-steps-of-all-visits-side-by-side"]


@pytest.mark.parametrize("board_id", TITLES)
def test_work_that_never_ends_recurs_and_repeating_opens_the_next_iteration(board_id: str) -> None:
    for card in board(board_id).cards:
        assert (card.kind, card.every) == RHYTHMS.get(card.title, ("task", None)), card.title


@pytest.mark.parametrize("board_id", PRACTICES)
def test_the_practices_can_be_worked_and_proved_wrong(board_id: str) -> None:
    definition = board(board_id)
    assert definition.key == PRACTICES[board_id]
    assert 6 <= len(definition.cards) <= 9
    assert 1 <= len(definition.goals) <= 3
    assert definition.columns == DEFAULT_COLUMNS
    assert {card.group for card in definition.cards} == {definition.title}
    assert [card.title for card in definition.cards if len(card.title) >= 60] == []
    assert definition.test is not None
    assert re.fullmatch(r">= \d+", definition.test.criterion)
    assert definition.test.min_n


def test_nobody_is_watched_before_they_were_asked_and_a_minor_only_with_a_guardian() -> None:
    cards = board("contextual-inquiry").cards
    (asking,) = (index for index, card in enumerate(cards) if card.title == "Ask permission before watching")
    assert "guardian" in cards[asking].description
    assert any("guardian" in step for step in cards[asking].checklist)
    watching = [index for index, card in enumerate(cards) if "observe" in card.needs]
    assert watching
    assert asking < min(watching)
