"""`custdev card`: new cards of those that are there."""

from __future__ import annotations

import click

from tui.cli.card_changes import CardEdit, card_verb
from tui.cli.card_output import column_after, show_change
from tui.cli.options import option
from tui.cli.verbs import TEXT
from tui.domain import operations
from tui.domain.records.change import Change
from tui.domain.search.naming import card_key, find_item


@card_verb(example="custdev card duplicate CD-3 --title 'Ask the second group'")
@option("--title", type=TEXT, default="", help="What the new one is called; by default the same.")
def duplicate(edit: CardEdit, *, title: str) -> None:
    """Make a card like another one, behind it: without customers, due day or past."""
    _answer(edit, edit.save(operations.duplicate_card, title), f"Duplicated {edit.key} as")


@card_verb(example="custdev card split CD-3 'Write the invitation'")
@click.argument("step", type=TEXT)
def split(edit: CardEdit, *, step: str) -> None:
    """Make a step of a checklist a card that waits; it is named by its number or a part of its text."""
    change = edit.save(operations.split_item, find_item(edit.card, step).uid)
    _answer(edit, change, f"Split a step off {edit.key}:")


def _answer(edit: CardEdit, change: Change, words: str) -> None:
    """Answer with the new card."""
    card = edit.work.workspace.cards[change.event.card or ""]
    title = edit.work.seen().lens.line(card.title)
    sentence = f"{words} {card_key(edit.work.workspace, card)} {title} in {column_after(edit.work, card)}."
    show_change(edit.work, change, card.uid, sentence, edit.as_json)
