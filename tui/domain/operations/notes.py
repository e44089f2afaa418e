"""Dated notes: what people said, did and need, and what the team thinks about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

import msgspec

from tui.domain.change import Change, Context
from tui.domain.edit import Edit
from tui.domain.errors import NotAllowed
from tui.domain.operations.cards import live_card
from tui.domain.operations.checks import body, one_of, tag_list, the_note, the_people, the_touchpoint
from tui.domain.operations.permission import check_may_keep
from tui.domain.records import Note, Promise, Touchpoint
from tui.domain.vocabulary import NoteKind, Stance
from tui.domain.workspace import Workspace

NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
STANCES: tuple[Stance, ...] = get_args(Stance)


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
    due: date | None = None,
    counts_as_contact: bool = False,
) -> Change:
    """Write a note on a card, about people, or both; the people are linked to the card too.

    `touchpoint` is where it was said; with `counts_as_contact` one of today is logged for it. `due` is the day by which
    a promise is to be kept.
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
    experiment = None
    if card is not None:
        old = live_card(workspace, card)
        experiment = old.experiment
        edit.update(old, people=tuple(dict.fromkeys((*old.people, *about))))
    edit.put(
        Note(
            uid=context.ids(),
            text=_note_text(text),
            at=context.now,
            by=context.actor,
            card=card,
            people=about,
            kind=one_of(kind, NOTE_KINDS, "a kind of note"),
            verbatim=kind == "quote",
            stance=None if stance is None else one_of(stance, STANCES, "a stance"),
            touchpoint=said_at,
            tags=tag_list(tags),
            promise=Promise(due) if kind == "promise" else None,
        )
    )
    return edit.change("note_added", experiment=experiment, card=card)


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
) -> Change:
    """Change a note's words, kind, stance, tags, people, or the day a promise is due; None leaves a field as it is.

    Giving a plain note another kind promotes it: to a quote, a pain, a request.
    """
    old = the_note(workspace, note)
    new_kind = old.kind if kind is None else one_of(kind, NOTE_KINDS, "a kind of note")
    about = old.people if people is None else the_people(workspace, people)
    check_may_keep(workspace, about if text is not None else set(about) - set(old.people), context.today)
    edit = Edit(workspace, context)
    edit.update(
        old,
        text=old.text if text is None else _note_text(text),
        kind=new_kind,
        verbatim=old.verbatim if kind is None else new_kind == "quote",
        stance=old.stance if stance is None else one_of(stance, STANCES, "a stance"),
        tags=old.tags if tags is None else tag_list(tags),
        people=about,
        promise=_promise(old, new_kind, due),
    )
    return _told(workspace, edit, "note_edited", old)


def archive_note(workspace: Workspace, context: Context, note: str) -> Change:
    """Put a note away; it can be restored."""
    old = the_note(workspace, note)
    if old.archived_at is not None:
        raise NotAllowed("That note is archived already. Nothing was changed.")
    edit = Edit(workspace, context)
    edit.update(old, archived_at=context.now)
    return _told(workspace, edit, "note_archived", old)


def restore_note(workspace: Workspace, context: Context, note: str) -> Change:
    """Bring an archived note back."""
    old = the_note(workspace, note)
    if old.archived_at is None:
        raise NotAllowed("That note is not archived. Nothing was changed.")
    edit = Edit(workspace, context)
    edit.update(old, archived_at=None)
    return _told(workspace, edit, "note_restored", old)


def _promise(note: Note, kind: NoteKind, due: date | None) -> Promise | None:
    if kind != "promise":
        return None
    kept = note.promise or Promise()
    return kept if due is None else msgspec.structs.replace(kept, due=due)


def _told(workspace: Workspace, edit: Edit, kind: str, note: Note) -> Change:
    card = workspace.cards.get(note.card) if note.card else None
    return edit.change(kind, experiment=card.experiment if card else None, card=note.card)


def _note_text(text: str) -> str:
    cleaned = body(text, "A note")
    if not cleaned:
        raise NotAllowed("A note needs some text. Nothing was changed.")
    return cleaned
