"""What a card takes over from its edited definition, and what a person made their own here, which stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def definition_before(experiment: Experiment, card: Card) -> CardDefinition | None:
    """Return what a card was last defined as, also where its definition is gone by now."""
    defined = experiment.definition.card(card.definition_id)
    return defined or next((gone for gone in experiment.aside if gone.id == card.definition_id), None)


def set_aside(experiment: Experiment, new: BoardDefinition) -> tuple[CardDefinition, ...]:
    """Return the definitions of cards that a new definition has no more, as they were last."""
    before = {card.id: card for card in (*experiment.aside, *experiment.definition.cards)}
    return tuple(card for uid, card in before.items() if new.card(uid) is None)


def followed(
    card: Card, before: CardDefinition | None, defined: CardDefinition, ids: Callable[[], str]
) -> dict[str, Any]:
    """Return the fields of a card that follow its edited definition: those that nobody edited here."""
    fields: dict[str, Any] = {}
    for unit in _changed_units(card, before, defined):
        if before is not None and _values(card, unit) == _values(before, unit):
            fields |= {name: getattr(defined, name) for name in unit}
    if "checklist" in fields:
        fields["checklist"] = _steps(card.checklist, fields["checklist"], ids)
    return fields


def own_edits(workspace: Workspace, experiment: Experiment, new: BoardDefinition) -> list[OwnEdit]:
    """Return what a new definition would change on the board of an experiment if it were as it was defined before."""
    return [
        OwnEdit(card, unit[0], _values(card, unit)[0], _values(defined, unit)[0])
        for card in workspace.cards_of(experiment.uid)
        if card.archived_at is None and (defined := new.card(card.definition_id)) is not None
        for before in [definition_before(experiment, card)]
        for unit in _changed_units(card, before, defined)
        if before is None or _values(card, unit) != _values(before, unit)
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
