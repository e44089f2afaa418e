"""Closing the loop: promises are kept, and who asked for something gets an answer."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import one_of, the_note
from tui.domain.operations.declaration import writes
from tui.domain.records import Note, Promise, Request
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit
from tui.domain.records.vocabulary import Outcome
from tui.domain.records.workspace import Workspace

Step = Literal["acknowledged", "responded", "told"]
STEPS: tuple[Step, ...] = get_args(Step)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@writes("promise_kept", "Kept a promise", "keep a promise", "to {speakers}", "")
@writes("promise_reopened", "Opened a promise again", "open a promise again", "to {speakers}", "")
def keep_promise(workspace: Workspace, context: Context, note: str, kept: bool | None = None) -> Change:
    """Say that a promise was kept, or was not after all; None turns it round."""
    old = the_note(workspace, note)
    if old.kind != "promise":
        raise NotAllowed("That note is no promise. Nothing was changed.")
    promise = old.promise or Promise()
    wanted = promise.kept_at is None if kept is None else kept
    edit = Edit(workspace, context)
    kept_at = (promise.kept_at or context.now) if wanted else None
    edit.update(old, promise=msgspec.structs.replace(promise, kept_at=kept_at))
    return _told(workspace, edit, "promise_kept" if wanted else "promise_reopened", old)


@writes("request_answered", "Marked a request", "mark a request", "of {speakers} as {step}", "as {step}")
def answer_request(
    workspace: Workspace, context: Context, note: str, step: Step | None = None, outcome: Outcome | None = None
) -> Change:
    """Say how far the answer to a request is: acknowledged, responded (with an outcome), or told what became of it.

    Without a step it is the next one; steps before it are taken as done, too.
    """
    old = the_note(workspace, note)
    if old.kind != "request":
        raise NotAllowed("That note is no request. Nothing was changed.")
    request = old.request or Request()
    wanted = one_of(step, STEPS, "a step of an answer") if step else next_step(request)
    if wanted is None:
        raise NotAllowed("That request is answered, and who asked was told. Nothing was changed.")
    fields: dict[str, object] = {
        f"{name}_at": getattr(request, f"{name}_at") or context.now for name in STEPS[: STEPS.index(wanted) + 1]
    }
    if outcome is not None:
        fields["outcome"] = one_of(outcome, OUTCOMES, "an outcome")
    edit = Edit(workspace, context)
    edit.update(old, request=msgspec.structs.replace(request, **fields))
    return _told(workspace, edit, "request_answered", old)


def next_step(request: Request) -> Step | None:
    """Return the first step of an answer that is not done yet, or None."""
    return next((step for step in STEPS if getattr(request, f"{step}_at") is None), None)


def _told(workspace: Workspace, edit: Edit, kind: str, note: Note) -> Change:
    card = workspace.cards.get(note.card) if note.card else None
    return edit.change(kind, experiment=card.experiment if card else None, card=card.uid if card else None)
