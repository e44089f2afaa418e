"""Closing the loop: promises are kept, and who asked for something gets an answer."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import one_of, the_note
from tui.domain.operations.declaration import writes
from tui.domain.records import Promise, Request
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import changed
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
    keeps = promise.kept_at is None if kept is None else kept
    kept_at = (promise.kept_at or context.now) if keeps else None
    kind = "promise_kept" if keeps else "promise_reopened"
    return changed(workspace, context, kind, old, promise=msgspec.structs.replace(promise, kept_at=kept_at))


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
    last = one_of(step, STEPS, "a step of an answer") if step else next_step(request)
    if last is None:
        raise NotAllowed("That request is answered, and who asked was told. Nothing was changed.")
    fields: dict[str, object] = {
        f"{name}_at": getattr(request, f"{name}_at") or context.now for name in STEPS[: STEPS.index(last) + 1]
    }
    if outcome is not None:
        fields["outcome"] = one_of(outcome, OUTCOMES, "an outcome")
    answered = msgspec.structs.replace(request, **fields)
    return changed(workspace, context, "request_answered", old, request=answered)


def next_step(request: Request) -> Step | None:
    """Return the first step of an answer that is not done yet, or None."""
    return next((step for step in STEPS if getattr(request, f"{step}_at") is None), None)
