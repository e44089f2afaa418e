"""What is told of something that was found: what it is called, the words around what was looked for, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from tui.domain.facts import pids
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term, leaves
from tui.domain.search.findable import Findable, FindableKind
from tui.domain.search.matching import fold, haystack, needle
from tui.domain.search.naming import card_key
from tui.domain.text import clean_line

BEFORE, AROUND = 24, 160
"""How much of a long text is told before what was looked for, and in all."""


class Result(Struct, frozen=True):
    """Something that was found, as its reader sees it. `key` is what commands name it by, and `text` what it says.

    Where what was looked for stands in something else of it, as in the description of a card, that is the `excerpt`.
    `board`, `card` and `people` are the keys of what it belongs to.
    """

    kind: FindableKind
    key: str
    text: str
    excerpt: str
    at: datetime
    board: str
    card: str
    people: tuple[str, ...]
    by: tuple[str, ...]


def result_of(findable: Findable, seen: Workspace, terms: Iterable[Term]) -> Result:
    """Return what is told of something that was found in a workspace, as it is seen there."""
    words = [term.value for term in leaves(terms) if term.kind == "word"]
    text, *others = _texts(findable, seen)
    beside = () if _first_in(text, words) else others
    excerpt = next((other for other in beside if _first_in(other, words)), "")
    card = seen.cards.get(findable.card)
    experiment = seen.experiments.get(card.experiment if card is not None else findable.experiment or "")
    return Result(
        findable.kind,
        _key(findable, seen),
        shortened(text, words),
        shortened(excerpt, words),
        findable.at,
        experiment_key(experiment) if experiment is not None else "",
        card_key(seen, card) if card is not None else "",
        tuple(pids(seen, findable.people)),
        tuple(findable.by),
    )


def experiment_key(experiment: Experiment) -> str:
    """Return what an experiment is named by: `CD`, and of a later iteration `CD@2`."""
    return experiment.key if experiment.iteration == 1 else f"{experiment.key}@{experiment.iteration}"


def shortened(text: str, words: Iterable[str], most: int = AROUND) -> str:
    """Return a text as one line, of a long one what stands around the first of some words."""
    line = clean_line(text)
    if len(line) <= most:
        return line
    folded = fold(line)
    places = (folded.find(fold(word)) for word in words) if len(folded) == len(line) else ()
    at = min((place for place in places if place >= 0), default=0)
    start = 0 if at <= BEFORE else line.rfind(" ", 0, at - BEFORE) + 1
    end = start + most if start + most >= len(line) else max(line.rfind(" ", start, start + most), start + most // 2)
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"


def _first_in(text: str, words: list[str]) -> bool:
    return not words or needle(words[0]).is_in(haystack((text,)))


def _key(findable: Findable, seen: Workspace) -> str:
    if findable.kind == "card":
        return card_key(seen, seen.cards[findable.uid])
    if findable.kind == "person":
        return seen.participants[findable.uid].pid
    if findable.kind == "experiment" or (findable.kind == "decision" and not findable.part):
        return experiment_key(seen.experiments[findable.uid])
    return findable.part or findable.uid


def _texts(findable: Findable, seen: Workspace) -> Iterator[str]:
    """Yield what something is called, then all else it is found by."""
    match findable.kind:
        case "card":
            card = seen.cards[findable.uid]
            yield card.title
            yield card.description
            yield from (step.text for step in card.checklist)
            yield from (card.blocked.reason, card.blocked.needs) if card.blocked else ()
            yield card.group
        case "note" | "quote":
            yield seen.notes[findable.uid].text
        case "touchpoint":
            touchpoint = seen.touchpoints[findable.uid]
            yield touchpoint.summary or touchpoint.expectation
            yield touchpoint.expectation
        case "person":
            person = seen.participants[findable.uid]
            names = (contact.fn for contact in seen.contacts_of(findable.uid))
            words = (person.relationship or "", *(segment.value for segment in person.segments))
            yield " · ".join(filter(None, (*names, *words)))
        case "experiment":
            yield from _of_experiment(seen.experiments[findable.uid])
        case "insight":
            insight = seen.insights[findable.uid]
            yield insight.statement
            yield from (seen.themes[uid].name for uid in insight.themes if uid in seen.themes)
        case "theme":
            theme = seen.themes[findable.uid]
            yield theme.name
            yield from theme.aliases
        case "measurement":
            yield from _of_measurement(findable, seen)
        case "standup":
            boards = (seen.experiments.get(uid) for uid in seen.standups[findable.uid].experiments)
            yield f"standup of {', '.join(board.definition.title for board in boards if board is not None)}"
        case "decision":
            yield from _of_decision(findable, seen)


def _of_experiment(experiment: Experiment) -> Iterator[str]:
    definition = experiment.definition
    yield definition.title
    yield definition.hypothesis
    yield definition.expected_outcome
    yield from (*definition.goals, *definition.notes)


def _of_measurement(findable: Findable, seen: Workspace) -> Iterator[str]:
    from tui.domain.evidence.measured import measured
    from tui.domain.metrics.figure_words import figure_words

    record = seen.measurements[findable.uid]
    one = measured(seen, record)
    group = ", ".join(filter(None, (record.wave, record.segment, record.phase or "")))
    about = f" ({group})" if group else ""
    yield f"{one.metric.title} {figure_words(one.metric, one.figure)}{about}"
    yield record.question


def _of_decision(findable: Findable, seen: Workspace) -> Iterator[str]:
    if findable.part:
        decisions = seen.standups[findable.uid].decisions
        yield next((decision.text for decision in decisions if decision.uid == findable.part), "")
        return
    experiment = seen.experiments[findable.uid]
    if learning := experiment.learning:
        yield learning.learning or f"{experiment.decision or 'decided'}: {experiment.definition.title}"
        yield learning.observation
        yield from (action.text for action in learning.actions)
