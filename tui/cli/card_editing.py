"""What the verbs have in common that change a card: how it is named, and how they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tui.cli.card_output import show_change
from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.domain.records import Card
from tui.domain.records.change import Change
from tui.domain.search.naming import card_key

if TYPE_CHECKING:
    from tui.service.writing import Work


class CardEdit:
    """A card that is about to be changed, in an open workspace; `card` and `key` are as they were before."""

    def __init__(self, work: Work, card: Card, *, as_json: bool) -> None:
        self.work = work
        self.card = card
        self.key = card_key(work.workspace, card)
        self._as_json = as_json

    @property
    def after(self) -> Card:
        """The card as it is by now."""
        return self.work.workspace.cards[self.card.uid]

    def save(self, operation: Callable[..., Change], *args: object, **kwargs: object) -> Change:
        """Do an operation on the card and wait until it is durable."""
        return self.work.save(operation, self.card.uid, *args, **kwargs)

    def answer(self, change: Change, sentence: str) -> None:
        """Answer with the card as JSON, or the sentence; where nothing changed, that it was like that already."""
        show_change(self.work, change, self.card.uid, sentence, self._as_json)


@contextmanager
def changing(desk: Desk, text: str, *, as_json: bool) -> Iterator[CardEdit]:
    """Open the workspace to change the card that a text names."""
    with desk.writing() as work:
        yield CardEdit(work, work.card(text), as_json=as_json)


def card_verb(*, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command on a CARD: it is given a `CardEdit` and its own options, and answers."""

    def make(run: Callable[..., None]) -> click.Command:
        @wraps(run)
        def command(desk: Desk, /, card: str, *, as_json: bool, **options: Any) -> None:
            with changing(desk, card, as_json=as_json) as edit:
                run(edit, **options)

        return verb(example=example)(click.argument("card", metavar="CARD")(command))

    return make
