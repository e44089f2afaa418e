"""Dated notes: what people said, did and need, what the team thinks about it, and what it promises and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, get_args

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.evidence.stances import DIRECTIONS, OUR_OWN_WORD, OWN_KINDS
from tui.domain.operations.cards import live_card
from tui.domain.operations.checks import check_may_keep, one_of, tag_list, the_note, the_people, the_touchpoint, words
from tui.domain.operations.declaration import writes
from tui.domain.people.guides import question_number
from tui.domain.records import Card, Note, Promise, Request, Scene, Touchpoint
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.vocabulary import SURROUNDINGS, NoteKind, Outcome, Stance
from tui.domain.records.workspace import Workspace

NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
Step = Literal["acknowledged", "responded", "told"]
STEPS: tuple[Step, ...] = get_args(Step)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
MOST_STEPS, FELT = 999, 2


@writes("note_added", "Noted on", "note on", "{card}", "{speakers}")
def add_note(
    workspace: Workspace,
    context: Context,
    text: str,
    *,
    card: str | None = None,
    people: Sequence[str] = (),
    kind: NoteKind = "note",
    stance: Stance | None = None,
    tags: Iterable[str] = (),
    touchpoint: str | None = None,
    together: bool = False,
    due: date | None = None,
    scene: Scene | None = None,
    counts_as_contact: bool = False,
    heard_at: int | None = None,
) -> Change:
    """Write a note on a card, about people, or both; the people are linked to the card too.

    `touchpoint` is where it was said; with `counts_as_contact` one of today is logged for it. Of several people
    `together` nobody is named as who said it. `due` is the day by which a promise is to be kept. Of a touchpoint it may
    tell a `scene`: a step of what happened, how that felt, or what was around; and in `heard_at` how many seconds into
    its recording it was said.

    Raises:
        NotAllowed: It is about nobody and nothing, a scene or of a recording and no touchpoint, somebody wants no notes
            kept, or it is our own word with a stance.
    """
    if card is None and not people:
        raise NotAllowed("A note is about a card or a person; name one. Nothing was changed.")
    about = the_people(workspace, people)
    check_may_keep(workspace, about, context.today)
    edit = Edit(workspace, context)
    said_at = the_touchpoint(workspace, touchpoint).uid if touchpoint else None
    if counts_as_contact:
        if not about:
            raise NotAllowed("Say with whom you were in touch: @P03. Nothing was changed.")
        cards = (card,) if card else ()
        said_at = edit.put(Touchpoint(context.ids(), context.now, context.actor, people=about, cards=cards)).uid
    if card is not None:
        old = live_card(workspace, card)
        edit.update(old, people=tuple(dict.fromkeys((*old.people, *about))))
    note = Note(
        uid=context.ids(),
        text=words(text, "A note"),
        at=context.now,
        by=context.actor,
        card=card,
        people=about,
        kind=one_of(kind, NOTE_KINDS, "a kind of note"),
        verbatim=kind == "quote",
        stance=None if stance is None else one_of(stance, STANCES, "a stance"),
        touchpoint=said_at,
        together=together and len(about) > 1,
        tags=tag_list(tags),
        heard_at=heard_at,
        promise=Promise(due) if kind == "promise" else None,
        scene=_scene(scene, said_at, workspace.cards.get(card or "")),
    )
    if heard_at is not None and said_at is None:
        raise NotAllowed("What was heard in a recording is of a touchpoint: name it. Nothing was changed.")
    _check_stance(note)
    return edit.change("note_added", edit.put(note))


@writes("note_edited", "Edited a note on", "edit a note on")
def edit_note(
    workspace: Workspace,
    context: Context,
    note: str,
    *,
    text: str | None = None,
    kind: NoteKind | None = None,
    stance: Stance | None = None,
    tags: Iterable[str] | None = None,
    people: Sequence[str] | None = None,
    due: date | None = None,
    scene: Scene | None = None,
) -> Change:
    """Change a note's words, kind, stance, tags, people, or the day a promise is due; None leaves a field as it is.

    So it is with its `scene`; one that says nothing takes it away.

    Giving a plain note another kind promotes it: to a quote, a pain, a request. Who is named said it, if it was about
    several together before. What becomes our own word loses its stance, and asks for no card any more.

    Raises:
        NotAllowed: There is no such note, somebody wants no notes kept, or it is our own word with a stance.
    """
    old = the_note(workspace, note)
    new_kind = old.kind if kind is None else one_of(kind, NOTE_KINDS, "a kind of note")
    about = old.people if people is None else the_people(workspace, people)
    check_may_keep(workspace, about if text is not None else set(about) - set(old.people), context.today)
    edit = Edit(workspace, context)
    new = edit.update(
        old,
        text=old.text if text is None else words(text, "A note"),
        kind=new_kind,
        verbatim=old.verbatim if kind is None else new_kind == "quote",
        stance=_stance_after(old, new_kind) if stance is None else one_of(stance, STANCES, "a stance"),
        tags=old.tags if tags is None else tag_list(tags),
        people=about,
        together=old.together and people is None,
        asks_for=None if new_kind in OWN_KINDS else old.asks_for,
        promise=_promise(old, new_kind, due),
        scene=old.scene if scene is None else _scene(scene, old.touchpoint, workspace.cards.get(old.card or ""), old),
    )
    if stance is not None:
        _check_stance(new)
    return edit.change("note_edited", old)


@writes("note_archived", "Archived a note on", "archive a note on")
def archive_note(workspace: Workspace, context: Context, note: str) -> Change:
    """Put a note away; it can be restored."""
    old = the_note(workspace, note)
    if old.archived_at is not None:
        raise NotAllowed("That note is archived already. Nothing was changed.")
    return changed(workspace, context, "note_archived", old, archived_at=context.now)


@writes("note_restored", "Restored a note on", "restore a note on")
def restore_note(workspace: Workspace, context: Context, note: str) -> Change:
    """Bring an archived note back."""
    old = the_note(workspace, note)
    if old.archived_at is None:
        raise NotAllowed("That note is not archived. Nothing was changed.")
    return changed(workspace, context, "note_restored", old, archived_at=None)


@writes("promise_kept", "Kept a promise", "keep a promise", "to {speakers}", "")
@writes("promise_reopened", "Opened a promise again", "open a promise again", "to {speakers}", "")
def keep_promise(workspace: Workspace, context: Context, note: str, keeps: bool | None = None) -> Change:
    """Say that a promise was kept, or was not after all; None turns it round."""
    old = the_note(workspace, note)
    if old.kind != "promise":
        raise NotAllowed("That note is no promise. Nothing was changed.")
    promise = old.promise or Promise()
    keeps = promise.kept_at is None if keeps is None else keeps
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
    if old.kind != "request" and old.asks_for is None:
        raise NotAllowed("That note is no request. Nothing was changed.")
    request = old.request or Request()
    last = one_of(step, STEPS, "a step of an answer") if step else next_step(request)
    if last is None:
        raise NotAllowed("That request is answered, and who asked was told. Nothing was changed.")
    times = (f"{name}_at" for name in STEPS[: STEPS.index(last) + 1])
    fields: dict[str, object] = {name: getattr(request, name) or context.now for name in times}
    if outcome is not None:
        fields["outcome"] = one_of(outcome, OUTCOMES, "an outcome")
    answered = msgspec.structs.replace(request, **fields)
    return changed(workspace, context, "request_answered", old, request=answered)


def next_step(request: Request) -> Step | None:
    """Return the first step of an answer that is not done yet, or None."""
    return next((step for step in STEPS if getattr(request, f"{step}_at") is None), None)


def _check_stance(note: Note) -> None:
    """Refuse to take our own word as evidence."""
    if note.kind in OWN_KINDS and note.stance in DIRECTIONS:
        raise NotAllowed(
            f"{OUR_OWN_WORD[:1].upper()}{OUR_OWN_WORD[1:]}, so it speaks neither for nor against: "
            "leave the stance out. Nothing was changed."
        )


def _stance_after(note: Note, kind: NoteKind) -> Stance | None:
    return None if kind in OWN_KINDS and kind != note.kind else note.stance


def _promise(note: Note, kind: NoteKind, due: date | None) -> Promise | None:
    if kind != "promise":
        return None
    promise = note.promise or Promise()
    return promise if due is None else msgspec.structs.replace(promise, due=due)


def _scene(scene: Scene | None, touchpoint: str | None, card: Card | None, old: Note | None = None) -> Scene | None:
    """Return a scene that can be: within its bounds, and of a touchpoint; None where it says nothing.

    What an `old` note answered stays, though the question is gone from the guide since.
    """
    before = old.scene.guide_item if old is not None and old.scene is not None else ""
    if scene is None or scene == Scene():
        return None
    if touchpoint is None:
        raise NotAllowed("A step, how it felt and what was around are told of a touchpoint. Nothing was changed.")
    if scene.step is not None and not 1 <= scene.step <= MOST_STEPS:
        raise NotAllowed(f"A step is a number from 1 to {MOST_STEPS}. Nothing was changed.")
    if scene.emotion is not None and abs(scene.emotion) > FELT:
        raise NotAllowed(f"How it felt is a number from -{FELT} to +{FELT}. Nothing was changed.")
    if scene.guide_item != before and scene.guide_item and question_number(card, scene.guide_item) is None:
        raise NotAllowed("That is no question of the guide of its card. Nothing was changed.")
    if scene.aeiou is not None:
        one_of(scene.aeiou, SURROUNDINGS, "a word for what is around")
    return scene
