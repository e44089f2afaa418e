"""Themes come, and notes are gathered in them."""

from __future__ import annotations

from collections.abc import Iterable

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import line, present, the_note
from tui.domain.operations.declaration import writes
from tui.domain.records import Theme
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.workspace import Workspace
from tui.domain.search.themes_named import theme_called


@writes("theme_added", "Added the theme", "add the theme", "{theme}")
def add_theme(
    workspace: Workspace, context: Context, name: str, *, aliases: Iterable[str] = (), notes: Iterable[str] = ()
) -> Change:
    """Add a theme, with the `notes` (uids) that are in it from the beginning.

    Raises:
        NotAllowed: Another theme is called so already.
    """
    called = line(name, "A theme")
    others = _other_names(called, aliases)
    for word in (called, *others):
        _check_free(workspace, word)
    edit = Edit(workspace, context)
    theme = edit.put(Theme(context.ids(), called, context.now, context.actor, aliases=others))
    for uid in dict.fromkeys(notes):
        note = the_note(workspace, uid)
        edit.update(note, themes=(*note.themes, theme.uid))
    return edit.change("theme_added")


@writes("theme_edited", "Edited the theme", "edit the theme", "{theme}")
def edit_theme(
    workspace: Workspace,
    context: Context,
    theme: str,
    *,
    name: str | None = None,
    aliases: Iterable[str] | None = None,
) -> Change:
    """Change what a theme is called; None leaves it as it is.

    Raises:
        NotAllowed: Another theme is called so already.
    """
    old = the_theme(workspace, theme)
    called = old.name if name is None else line(name, "A theme")
    others = _other_names(called, old.aliases if aliases is None else aliases)
    for word in (called, *others):
        _check_free(workspace, word, old.uid)
    return changed(workspace, context, "theme_edited", old, name=called, aliases=others)


@writes("theme_archived", "Archived the theme", "archive the theme", "{theme}")
@writes("theme_restored", "Restored the theme", "restore the theme", "{theme}")
def archive_theme(workspace: Workspace, context: Context, theme: str, *, back: bool = False) -> Change:
    """Put a theme away, or bring it `back`; the notes in it stay as they are and are in it again then.

    Raises:
        NotAllowed: It is so already, or another one is called so by now.
    """
    old = the_theme(workspace, theme)
    if back is (old.archived_at is None):
        state = "not archived" if back else "archived already"
        raise NotAllowed(f"That theme is {state}. Nothing was changed.")
    for word in (old.name, *old.aliases) if back else ():
        _check_free(workspace, word, old.uid)
    kind = "theme_restored" if back else "theme_archived"
    return changed(workspace, context, kind, old, archived_at=None if back else context.now)


@writes("themes_merged", "Put a theme into", "put a theme into", "{theme}")
def merge_themes(workspace: Workspace, context: Context, theme: str, into: str) -> Change:
    """Put all of a theme into another one: its notes, insights and names; it is archived."""
    old, target = the_theme(workspace, theme), the_theme(workspace, into)
    if old.uid == target.uid:
        raise NotAllowed("That is one and the same theme. Nothing was changed.")
    edit = Edit(workspace, context)
    edit.update(target, aliases=_other_names(target.name, (*target.aliases, old.name, *old.aliases)))
    edit.update(old, archived_at=old.archived_at or context.now)
    for uid in workspace.note_uids_in(old.uid):
        note = workspace.notes[uid]
        edit.update(note, themes=_replaced(note.themes, old.uid, target.uid))
    for uid in workspace.uids("insights.themes", old.uid):
        insight = workspace.insights[uid]
        edit.update(insight, themes=_replaced(insight.themes, old.uid, target.uid))
    return edit.change("themes_merged")


@writes("notes_gathered", "Put", "put", "{gathered} into {into_theme}", "{gathered} into a theme")
@writes("notes_let_go", "Took", "take", "{gathered} out of {into_theme}", "{gathered} out of a theme")
def gather_notes(
    workspace: Workspace, context: Context, notes: Iterable[str], theme: str, *, out: bool = False
) -> Change:
    """Put notes (uids) into a theme, or take them `out` of it; those that are so already stay as they are."""
    target = the_theme(workspace, theme)
    if target.archived_at is not None and not out:
        raise NotAllowed("That theme is archived; restore it first. Nothing was changed.")
    edit = Edit(workspace, context)
    about = None
    for uid in dict.fromkeys(notes):
        note = the_note(workspace, uid)
        about = about or note
        if out:
            edit.update(note, themes=tuple(other for other in note.themes if other != target.uid))
        elif target.uid not in note.themes:
            edit.update(note, themes=(*note.themes, target.uid))
    return edit.change("notes_let_go" if out else "notes_gathered", about)


def the_theme(workspace: Workspace, uid: str) -> Theme:
    """Return a theme, or raise NotFound."""
    return present(workspace.themes, uid, "theme")


def _other_names(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return aliases in order, each once, without the name itself."""
    cleaned = {alias.casefold(): alias for alias in (line(alias, "An alias") for alias in aliases)}
    return tuple(alias for word, alias in cleaned.items() if word != name.casefold())


def _check_free(workspace: Workspace, word: str, own: str = "") -> None:
    other = theme_called(workspace, word)
    if other is not None and other.uid != own:
        called = other.name if other.name.casefold() == word.casefold() else f"{other.name}, also called {word}"
        raise NotAllowed(f"There is a theme {called} already. Nothing was changed.")


def _replaced(uids: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if uid == old else uid for uid in uids))
