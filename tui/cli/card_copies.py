"""`custdev card`: new cards of those that are there, and who is told of one they asked for."""

from __future__ import annotations

import click

from tui.cli.card_changes import CardEdit, card_verb
from tui.cli.card_output import column_after, show_change
from tui.cli.options import option
from tui.cli.verbs import TEXT
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.facts import pids
from tui.domain.people.askers import to_tell
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


@card_verb(example="custdev card tell CD-4 P03 P07")
@click.argument("people", metavar="[P03]...", nargs=-1)
def tell(edit: CardEdit, *, people: tuple[str, ...]) -> None:
    """Say that people who asked for a finished card were told; without a P-id, all of them."""
    work = edit.work
    askers = to_tell(work.workspace, edit.card)
    uids = {work.person(text).uid for text in people}
    if people:
        askers = [asker for asker in askers if not uids.isdisjoint(asker.people)]
    if not askers:
        raise NotAllowed(f"Nobody who asked for {edit.key} is still to be told. Nothing was changed.")
    change = edit.save(operations.tell_askers, [note.uid for asker in askers for note in asker.notes])
    told_now = pids(work.workspace, dict.fromkeys(uid for asker in askers for uid in asker.people))
    edit.answer(change, f"Told {' '.join(told_now)} that {edit.key} is there.")
