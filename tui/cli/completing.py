"""What a shell is offered behind a command: boards, cards, columns, people, teammates and tags of the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from typing import Any

import click
from click.shell_completion import CompletionItem

from tui.cli.desk import Desk
from tui.domain.errors import CustdevError
from tui.domain.people.merged import listed_people
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import called
from tui.domain.search.naming import card_key, current_experiments, find_board, find_card
from tui.service.naming import Reading
from tui.settings import load_workspace_settings

MOST = 100
"""Nobody reads more than so many."""

Offer = Callable[[Reading, Mapping[str, Any], str], Iterable[CompletionItem]]


def completions(
    kinds: Sequence[str], ctx: click.Context, params: Mapping[str, Any], begun: str
) -> list[CompletionItem]:
    """Return what of some kinds begins so; nothing where the workspace cannot be read. Writes and says nothing.

    `params` is what was typed before: of several cards the first.
    """
    root = ctx.find_root()
    desk = Desk(workspace=root.params.get("workspace"))
    with suppress(CustdevError, OSError), desk.looking() as reading:
        offers = chain.from_iterable(OFFERS[kind](reading, params, begun.casefold()) for kind in kinds)
        return [*{item.value: item for item in islice(offers, MOST)}.values()]
    return []


def _boards(reading: Reading, params: Mapping[str, Any], begun: str) -> Iterator[CompletionItem]:
    lens = reading.seen().lens
    running = [
        (experiment.key, experiment.board_id, experiment.definition.title)
        for experiment in current_experiments(reading.workspace)
    ]
    offered = [*_named(running, begun)]
    if not offered:  # files are read only where nothing that runs is meant
        entries = reading.session.catalog.entries()
        files = [(entry.definition.key, entry.id, entry.definition.title) for entry in entries if entry.definition]
        offered = [*_named(files, begun)]
    yield from (CompletionItem(name, help=lens.line(title)) for name, title in offered)


def _named(boards: Iterable[tuple[str, str, str]], begun: str) -> Iterator[tuple[str, str]]:
    """Yield boards by what of their key, id and title was begun."""
    for key, board_id, title in boards:
        if key.casefold().startswith(begun):
            yield key, title
        elif board_id.startswith(begun) or _has_word(title, begun):
            yield board_id, title


def _cards(
    reading: Reading, params: Mapping[str, Any], begun: str, *, by_title: bool = True
) -> Iterator[CompletionItem]:
    workspace, lens = reading.workspace, reading.seen().lens
    for experiment in current_experiments(workspace):
        for card in workspace.on_board(experiment):
            key = card_key(workspace, card)
            if key.casefold().startswith(begun) or (by_title and begun and _has_word(card.title, begun)):
                yield CompletionItem(key, help=lens.line(card.title))


def _columns(reading: Reading, params: Mapping[str, Any], begun: str) -> Iterator[CompletionItem]:
    for experiment in _meant(reading.workspace, params):
        for column in experiment.definition.columns:
            if column.id.startswith(begun) or column.title.casefold().startswith(begun):
                yield CompletionItem(column.id, help=column.title)


def _meant(workspace: Workspace, params: Mapping[str, Any]) -> list[Experiment]:
    """Return the experiment whose board or card was named before, else all that are current."""
    board, card = params.get("board"), params.get("card")
    with suppress(CustdevError):
        if card:
            return [workspace.experiments[find_card(workspace, card).experiment]]
        if board and isinstance(experiment := find_board(workspace, board), Experiment):
            return [experiment]
    return [*current_experiments(workspace)]


def _people(reading: Reading, params: Mapping[str, Any], begun: str) -> Iterator[CompletionItem]:
    workspace = reading.workspace
    sign = "@" if begun.startswith("@") else ""
    begun = begun.removeprefix("@")
    names = {*called(workspace.contacts, begun)} if begun else set()
    for person in listed_people(workspace):
        if person.pid.casefold().startswith(begun) or person.uid in names:
            yield CompletionItem(f"{sign}{person.pid}", help=person.relationship or "")


def _teammates(reading: Reading, params: Mapping[str, Any], begun: str) -> Iterator[CompletionItem]:
    team = load_workspace_settings(reading.session.folder)[0].policy.team
    hides, begun = reading.seen().lens, begun.removeprefix("@")
    for name in sorted({*team, *reading.workspace.owners()}):
        if name.casefold().startswith(begun) and hides.teammate(name) == name:
            yield CompletionItem(name)


def _tags(reading: Reading, params: Mapping[str, Any], begun: str) -> Iterator[CompletionItem]:
    lens, begun = reading.seen().lens, begun.removeprefix("#")
    tags = {tag for card in reading.workspace.cards.values() for tag in card.tags if tag.startswith(begun)}
    yield from (CompletionItem(tag) for tag in sorted(tags) if lens.line(tag) == tag)


def _has_word(text: str, begun: str) -> bool:
    return any(word.startswith(begun) for word in text.casefold().split())


OFFERS: dict[str, Offer] = {
    "board": _boards,
    "card": _cards,
    "card by key": partial(_cards, by_title=False),
    "column": _columns,
    "person": _people,
    "teammate": _teammates,
    "tag": _tags,
}
