"""Cards that people ask for: made of what somebody said, joined by what others say, and told of once they are there."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.operations.cards import live_card, put_new_card
from tui.domain.operations.checks import line, open_experiment, the_card, the_note
from tui.domain.operations.declaration import writes
from tui.domain.records import Note, Request
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key


@writes("note_carded", "Made a card of a note,", "make a card of a note,", "{card} {title}", moves=True)
def make_card_of_note(workspace: Workspace, context: Context, note: str, title: str, *, into: str) -> Change:
    """Make what a note asks for a card, at the end of the first waiting column of an experiment (uid).

    It is linked to whom the note is about. What was said stays in the note, so that it goes where they go.

    Raises:
        NotAllowed: The note is archived, our own word, or asks for a card that is there.
    """
    old = _asking(workspace, note)
    if (there := workspace.cards.get(old.asks_for or "")) is not None and there.archived_at is None:
        key = card_key(workspace, there)
        raise NotAllowed(f"That note asks for {key} already; it can join another card. Nothing was changed.")
    target = open_experiment(workspace, into)
    edit = Edit(workspace, context)
    column = target.definition.first_column("waiting")
    card = put_new_card(edit, target, column, title=line(title, "A card's title"), people=old.people)
    edit.update(old, asks_for=card.uid)
    return edit.change("note_carded", card)


@writes("note_joined", "Noted who asked for", "note who asked for", "{card} {title}")
@writes("note_parted", "Took a note off", "take a note off", "{card} {title}")
def join_card(workspace: Workspace, context: Context, note: str, card: str | None) -> Change:
    """Say that a note asks for a card that is there, in place of another one, or with None for no card after all.

    The card is linked to whom the note is about; who was linked stays so.
    """
    if card is None:
        parted = the_note(workspace, note)
        edit = Edit(workspace, context)
        edit.update(parted, asks_for=None)
        return edit.change("note_parted", workspace.cards.get(parted.asks_for or ""))
    old, joined = _asking(workspace, note), live_card(workspace, card)
    edit = Edit(workspace, context)
    if old.asks_for != joined.uid:
        edit.update(old, asks_for=joined.uid)
        edit.update(joined, people=tuple(dict.fromkeys((*joined.people, *old.people))))
    return edit.change("note_joined", joined)


@writes("askers_told", "Told who asked for", "tell who asked for", "{card} {title}")
def tell_askers(workspace: Workspace, context: Context, card: str, notes: Iterable[str]) -> Change:
    """Note that those whose notes (uids) ask for a card were told that it is there; who was told already stays so."""
    about = the_card(workspace, card)
    edit = Edit(workspace, context)
    for note in [the_note(workspace, uid) for uid in dict.fromkeys(notes)]:
        if note.asks_for != about.uid:
            raise NotAllowed("That note does not ask for that card. Nothing was changed.")
        edit.update(note, request=_closed(note.request or Request(), context))
    return edit.change("askers_told", about)


def _closed(request: Request, context: Context) -> Request:
    """Return a request that is closed; what was done before, and what was said to come of it, stays."""
    if request.told_at is not None:
        return request
    now = context.now
    return replace(
        request,
        acknowledged_at=request.acknowledged_at or now,
        responded_at=request.responded_at or now,
        told_at=now,
        outcome="shipped" if request.outcome in ("open", "planned") else request.outcome,
    )


def _asking(workspace: Workspace, uid: str) -> Note:
    """Return a note that may ask for a card; raise NotFound or NotAllowed."""
    note = the_note(workspace, uid)
    if note.archived_at is not None:
        raise NotAllowed("That note is archived; bring it back first. Nothing was changed.")
    if note.kind in OWN_KINDS:
        raise NotAllowed("What we learned or promised is our own word: nobody asks with it. Nothing was changed.")
    return note
