from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from tests.domain.records.typed import texts_of
from tests.domain.world import World
from tests.planting import planted
from tui.domain import operations
from tui.domain.records import (
    RECORD_TYPES,
    Action,
    Blocked,
    ChecklistItem,
    Event,
    Learning,
    Link,
    Name,
    Promise,
    Request,
    Segment,
    StandupDecision,
    StandupItem,
)
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition, Criterion
from tui.domain.records.meaning import PRIVATE, TEAMMATE
from tui.domain.records.texts import rewritten

IDENTITY = frozenset({"contacts"})
"""What names people by what it is: nothing of it is shown through a lens."""

CODES = {
    "Answer": {"uid", "participant", "score", "measurement"},
    "Respondents": {"uid", "measurement", "salt", "prints", "scores"},
    "Measurement": {"uid", "experiment", "metric_key", "numbers", "values"},
    "Experiment": {"uid", "board_id", "key", "parent", "timezone", "definition_hash", "left_hash"},
    "Card": {"uid", "experiment", "column", "rank", "definition_id", "every", "people", "needs", "wish", "blocked_by"},
    "Note": {"uid", "card", "people", "touchpoint", "themes", "asks_for", "aims"},
    "Assumption": {"uid", "experiment", "cards"},
    "Theme": {"uid"},
    "Insight": {"uid", "notes", "against", "themes", "experiment", "cards", "boards"},
    "Participant": {"uid", "guardian", "merged_into"},
    "Consent": {"uid", "participant", "scope"},
    "Touchpoint": {"uid", "people", "cards"},
    "Invitation": {"uid", "participant", "card", "touchpoint"},
    "Incentive": {"uid", "participant", "currency", "touchpoint"},
    "Export": {"uid", "format", "profile", "path", "sha256", "board", "people"},
    "Standup": {"uid", "experiments", "report"},
    "Counter": {"uid"},
    "Event": {"uid", "session", "kind", "experiment", "card", "undoes", "changes"},
    "Action": {"uid", "card", "board"},
    "ChecklistItem": {"uid"},
    "Scene": {"guide_item"},
    "StandupDecision": {"uid", "card", "experiment"},
    "StandupItem": {"uid", "experiment"},
    "Cadence": {"ideal", "max"},
    "BoardDefinition": {"id", "key"},
    "ColumnDefinition": {"id"},
    "CardDefinition": {"id", "every", "column", "needs", "wish"},
}
"""Texts that are ours: ids, words of a vocabulary, references. Every other text is one that somebody typed."""

RECORDS: list[type[Struct]] = [kind for table, kind in RECORD_TYPES.items() if table not in IDENTITY]
PARTS: list[type[Struct]] = [Event, Action, Learning, Blocked, ChecklistItem, Segment, Link, StandupDecision]
PARTS += [StandupItem, Promise, Request, BoardDefinition, ColumnDefinition, CardDefinition, Criterion]


@pytest.mark.parametrize("kind", [*RECORDS, *PARTS], ids=lambda kind: kind.__name__)
def test_every_text_says_whether_somebody_typed_it(kind: type[Struct]) -> None:
    hints = get_type_hints(kind, include_extras=True)
    plain = {name for name, hint in hints.items() if name in kind.__struct_fields__ and _is_plain_text(hint)}
    assert plain <= CODES.get(kind.__name__, set()), "a text somebody types is PrivateText or Teammate"


def test_the_halves_that_identify_are_not_among_them() -> None:
    assert {Name} & {*RECORDS, *PARTS} == set()


def test_a_text_inside_of_a_record_is_rewritten_too() -> None:
    world = World()
    world.do(operations.block_card, world.uid(2), "waits for Ada", "a yes")
    card = world.card(2)
    texts = {text for _, text, meaning in texts_of(card) if meaning == PRIVATE}
    assert texts == {"Seek feedback", "Work", "ask", "waits for Ada", "a yes", "Survey", "Call"}
    shouted = rewritten(card, lambda text, field: text.upper(), lambda name, field: name)
    assert shouted.blocked is not None
    assert (shouted.title, shouted.blocked.reason) == ("SEEK FEEDBACK", "WAITS FOR ADA")
    assert [item.text for item in shouted.checklist] == ["SURVEY", "CALL"]
    assert shouted.checklist[0].uid == card.checklist[0].uid


def test_what_is_not_changed_is_the_very_same() -> None:
    card = World().card(2)
    assert rewritten(card, lambda text, field: text, lambda name, field: name) is card


def test_the_field_of_a_text_is_told() -> None:
    card = World().card(1)
    assert {field for field, _, _ in texts_of(card)} == {"title", "group", "description"}


def test_planting_reaches_every_text_that_somebody_types() -> None:
    world = World()
    world.do(operations.assign_card, world.uid(2), "ben")
    card = planted(world.card(2), lambda text: f"{text} Jane", lambda _: "jo")
    assert all("Jane" in text for _, text, meaning in texts_of(card) if meaning == PRIVATE)
    assert [text for _, text, meaning in texts_of(card) if meaning == TEAMMATE] == ["jo"]


def _is_plain_text(hint: Any) -> bool:
    """Return whether a field may hold a text that no meaning is given for."""
    if get_origin(hint) is Annotated:
        return not any(each in (PRIVATE, TEAMMATE) for each in get_args(hint)[1:]) and _is_plain_text(get_args(hint)[0])
    return hint is str or any(_is_plain_text(each) for each in get_args(hint) if each is not Ellipsis)
