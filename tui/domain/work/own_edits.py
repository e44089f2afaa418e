"""What a card takes over from its edited definition, and what a person made their own here, which stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from tui.domain.records import Card, ChecklistItem, Experiment
from tui.domain.records.definition import BoardDefinition, CardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import clean_line

_UNITS: tuple[tuple[str, ...], ...] = (
    *(("title",), ("group",), ("description",), ("kind", "every"), ("due",), ("tags",), ("needs", "wish")),
    ("checklist",),
)
"""The fields that follow a definition; those of one unit mean something together, and follow together."""
_WORDS = {"kind": "kind and rhythm", "due": "due day", "needs": "needed and wished permissions"}
_QUOTED = ("title", "group")
_SHORTEST = 60


class OwnEdit(NamedTuple):
    """A field of a card that its file changed, and that stays what people made it here."""

    card: Card
    field: str
    here: Any
    file: Any


def definitions_before(experiment: Experiment) -> dict[str | None, CardDefinition]:
    """Return by id what cards were last defined as, also those whose definition is gone by now."""
    return {card.id: card for card in (*experiment.aside, *reversed(experiment.definition.cards))}


def set_aside(before: Mapping[str | None, CardDefinition], new: BoardDefinition) -> tuple[CardDefinition, ...]:
    """Return the definitions of cards that a new definition has no more, as they were last."""
    return tuple(card for card in before.values() if new.card(card.id) is None)


def followed(
    card: Card, before: CardDefinition | None, defined: CardDefinition, ids: Callable[[], str]
) -> dict[str, Any]:
    """Return the fields of a card that follow its edited definition: those that nobody edited here."""
    fields: dict[str, Any] = {}
    for unit in _changed_units(card, before, defined):
        if _is_as_defined(card, before, unit):
            fields |= {name: getattr(defined, name) for name in unit}
    if "checklist" in fields:
        fields["checklist"] = _steps(card.checklist, fields["checklist"], ids)
    return fields


def own_edits(workspace: Workspace, experiment: Experiment, new: BoardDefinition) -> list[OwnEdit]:
    """Return what a new definition would change on the board of an experiment if it were as it was defined before."""
    before = definitions_before(experiment)
    cards = (card for card in workspace.cards_of(experiment.uid) if card.archived_at is None)
    defined = ((card, new.card(card.definition_id)) for card in cards)
    return [
        OwnEdit(card, unit[0], _values(card, unit)[0], _values(after, unit)[0])
        for card, after in defined
        if after is not None
        for unit in _changed_units(card, before.get(card.definition_id), after)
        if not _is_as_defined(card, before.get(card.definition_id), unit)
    ]


def own_edit_words(workspace: Workspace, edit: OwnEdit) -> str:
    """Say that a field stays: `CD-1 keeps its title as it is here; the file has "Open doors"`."""
    words = f"{card_key(workspace, edit.card)} keeps its {_WORDS.get(edit.field, edit.field)} as it is here"
    if edit.field not in _QUOTED or not edit.file:
        return words
    text = clean_line(edit.file)
    return f'{words}; the file has "{text if len(text) <= _SHORTEST else f"{text[: _SHORTEST - 1]}…"}"'


def _changed_units(card: Card, before: CardDefinition | None, defined: CardDefinition) -> Iterator[tuple[str, ...]]:
    """Yield what a definition changed and the card does not have already."""
    for unit in _UNITS if before != defined else ():
        new = _values(defined, unit)
        if (before is None or new != _values(before, unit)) and new != _values(card, unit):
            yield unit


def _is_as_defined(card: Card, before: CardDefinition | None, unit: tuple[str, ...]) -> bool:
    return before is not None and _values(card, unit) == _values(before, unit)


def _values(card: Card | CardDefinition, unit: tuple[str, ...]) -> tuple[Any, ...]:
    if unit == ("checklist",):
        return (tuple(step.text if isinstance(step, ChecklistItem) else step for step in card.checklist),)
    return tuple(getattr(card, name) for name in unit)


def _steps(
    steps: tuple[ChecklistItem, ...], texts: tuple[str, ...], ids: Callable[[], str]
) -> tuple[ChecklistItem, ...]:
    """Return the steps that texts are: one of that text, or in that place of as many, stays, ticked as it is."""
    by_text = {step.text: step for step in reversed(steps)}
    same = [by_text.pop(text, None) for text in texts]
    if len(steps) == len(texts):
        same = [step or by_text.pop(old.text, None) for step, old in zip(same, steps, strict=True)]
    return tuple(
        replace(step, text=text) if step is not None else ChecklistItem(ids(), text)
        for step, text in zip(same, texts, strict=True)
    )
