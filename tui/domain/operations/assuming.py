"""Assumptions are named, weighed and tested; what notes say for and against them is aimed at them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.domain.errors import NotAllowed
from tui.domain.evidence.stances import DIRECTIONS, why_no_evidence
from tui.domain.operations import checks
from tui.domain.operations.cards import put_new_card
from tui.domain.operations.declaration import writes
from tui.domain.records import Assumption, Note
from tui.domain.records.assumption import LEAST_IMPORTANT, MOST_IMPORTANT
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.workspace import Workspace


@writes("assumption_added", "Named the assumption", "name the assumption", "{assumption}")
def add_assumption(
    workspace: Workspace,
    context: Context,
    experiment: str,
    text: str,
    *,
    importance: int = 3,
    in_chain: bool = False,
    notes: Iterable[str] = (),
) -> Change:
    """Name a claim of an experiment (uid), at the end of the chain of its hypothesis or beside it.

    `importance` is how much depends on it, from 1 to 5; `notes` (uids) aim at it from the beginning.

    Raises:
        NotAllowed: The experiment is only read, the importance is none, or a note speaks neither for nor against.
    """
    parent = checks.open_experiment(workspace, experiment)
    edit = Edit(workspace, context)
    assumption = edit.put(
        Assumption(
            context.ids(),
            parent.uid,
            checks.line(text, "An assumption"),
            context.now,
            context.actor,
            importance=_important(importance),
            link=_next_link(workspace, parent.board_id) if in_chain else None,
        )
    )
    _aim(edit, notes, assumption)
    return edit.change("assumption_added", parent)


@writes("assumption_edited", "Edited the assumption", "edit the assumption", "{assumption}")
def edit_assumption(
    workspace: Workspace,
    context: Context,
    assumption: str,
    *,
    text: str | None = None,
    importance: int | None = None,
    in_chain: bool | None = None,
) -> Change:
    """Change what an assumption claims, how much depends on it, or whether it is of the chain; None leaves it."""
    old = live_assumption(workspace, assumption)
    link = old.link
    if in_chain is not None and in_chain is (old.link is None):
        board = checks.the_experiment(workspace, old.experiment).board_id
        link = _next_link(workspace, board) if in_chain else None
    return changed(
        workspace,
        context,
        "assumption_edited",
        old,
        text=old.text if text is None else checks.line(text, "An assumption"),
        importance=old.importance if importance is None else _important(importance),
        link=link,
    )


@writes("assumption_archived", "Archived the assumption", "archive the assumption", "{assumption}")
@writes("assumption_restored", "Restored the assumption", "restore the assumption", "{assumption}")
def archive_assumption(workspace: Workspace, context: Context, assumption: str, *, back: bool = False) -> Change:
    """Put an assumption away, or bring it `back`; what aims at it stays as it is."""
    old = the_assumption(workspace, assumption)
    if back is (old.archived_at is None):
        state = "not archived" if back else "archived already"
        raise NotAllowed(f"That assumption is {state}. Nothing was changed.")
    kind = "assumption_restored" if back else "assumption_archived"
    return changed(workspace, context, kind, old, archived_at=None if back else context.now)


@writes("notes_aimed", "Aimed", "aim", "{gathered} at {aimed_at}", "{gathered} at an assumption")
@writes("notes_not_aimed", "Took", "take", "{gathered} away from {aimed_at}", "{gathered} away from an assumption")
def aim_notes(
    workspace: Workspace, context: Context, notes: Iterable[str], assumption: str, *, away: bool = False
) -> Change:
    """Let notes (uids) be evidence on an assumption, or take them `away` from it; those that are so already stay.

    Raises:
        NotAllowed: A note speaks neither for nor against anything, or names nobody who said it.
    """
    target = the_assumption(workspace, assumption) if away else live_assumption(workspace, assumption)
    edit = Edit(workspace, context)
    if not away:
        about = _aim(edit, notes, target)
        return edit.change("notes_aimed", about)
    taken = [checks.the_note(workspace, uid) for uid in dict.fromkeys(notes)]
    for note in taken:
        edit.update(note, aims=tuple(uid for uid in note.aims if uid != target.uid))
    return edit.change("notes_not_aimed", taken[0] if taken else None)


@writes("assumption_carded", "Made a test", "make a test", "{card} {title}", moves=True)
def card_for_assumption(workspace: Workspace, context: Context, assumption: str, title: str) -> Change:
    """Make what would test an assumption a card, at the end of the first waiting column of its experiment."""
    old = live_assumption(workspace, assumption)
    parent = checks.open_experiment(workspace, old.experiment)
    edit = Edit(workspace, context)
    column = parent.definition.first_column("waiting")
    words = f"Tests the assumption: {old.text}"
    card = put_new_card(edit, parent, column, title=checks.line(title, "A card"), description=words)
    edit.update(old, cards=(*old.cards, card.uid))
    return edit.change("assumption_carded", card)


def the_assumption(workspace: Workspace, uid: str) -> Assumption:
    """Return an assumption, or raise NotFound."""
    return checks.present(workspace.assumptions, uid, "assumption")


def live_assumption(workspace: Workspace, uid: str) -> Assumption:
    """Return an assumption that is not archived; raise NotFound or NotAllowed."""
    assumption = the_assumption(workspace, uid)
    if assumption.archived_at is not None:
        raise NotAllowed("That assumption is archived; restore it first. Nothing was changed.")
    return assumption


def _aim(edit: Edit, notes: Iterable[str], target: Assumption) -> Note | None:
    about = None
    for uid in dict.fromkeys(notes):
        note = checks.the_note(edit.workspace, uid)
        if note.stance not in DIRECTIONS:
            raise NotAllowed("Evidence speaks for or against: give the note a stance first. Nothing was changed.")
        if why := why_no_evidence(note):
            raise NotAllowed(f"That note is no evidence: {why}. Nothing was changed.")
        about = about or note
        if target.uid not in note.aims:
            edit.update(note, aims=(*note.aims, target.uid))
    return about


def _important(importance: int) -> int:
    if not LEAST_IMPORTANT <= importance <= MOST_IMPORTANT:
        raise NotAllowed(f"Importance is from {LEAST_IMPORTANT} to {MOST_IMPORTANT}. Nothing was changed.")
    return importance


def _next_link(workspace: Workspace, board_id: str) -> int:
    homes = workspace.experiments_of(board_id)
    links = (one.link or 0 for home in homes for one in workspace.assumptions_of(home.uid))
    return max(links, default=0) + 1
