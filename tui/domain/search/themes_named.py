"""Themes by what they are called, their aliases included."""

from __future__ import annotations

from collections.abc import Iterable

from tui.domain.errors import Ambiguous, NotFound
from tui.domain.records import Theme
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line

_SHORTEST_ID = 4
_FEW = 8
_LONGEST = 60


def theme_called(workspace: Workspace, name: str) -> Theme | None:
    """Return the theme whose name or alias a text is, however it is written; archived ones are not looked for."""
    word = _folded(name)
    themes = (theme for theme in workspace.themes.values() if theme.archived_at is None)
    return next((theme for theme in themes if word in map(_folded, _names(theme))), None)


def live_themes(workspace: Workspace) -> list[Theme]:
    """Return the themes that are not archived, by name."""
    themes = (theme for theme in workspace.themes.values() if theme.archived_at is None)
    return sorted(themes, key=lambda theme: (theme.name.casefold(), theme.uid))


def find_theme(workspace: Workspace, text: str) -> Theme:
    """Return the theme that is called so, or has a part of it in a name, or whose id ends so; live ones come first.

    Raises NotFound or Ambiguous.
    """
    if named := theme_called(workspace, text):
        return named
    word = _folded(text)
    live, every = live_themes(workspace), [*workspace.themes.values()]
    ids = [theme for theme in every if len(word) >= _SHORTEST_ID and theme.uid.casefold().endswith(word)]
    parts = [theme for theme in live if word and any(word in _folded(name) for name in _names(theme))]
    archived = [theme for theme in every if theme.archived_at is not None and word in map(_folded, _names(theme))]
    candidates = ids or parts or archived
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise Ambiguous(f'"{_short(text)}" may be any of {_listed(candidates)}; say which.')
    there = f" There are {_listed(live)}." if live else " There is none yet: custdev theme add."
    raise NotFound(f'There is no theme "{_short(text)}".{there}')


def _names(theme: Theme) -> tuple[str, ...]:
    return (theme.name, *theme.aliases)


def _listed(themes: Iterable[Theme]) -> str:
    names = [clean_line(theme.name) for theme in themes]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"{', '.join(names[:_FEW])}{more}"


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _folded(text: str) -> str:
    return clean_line(text).casefold().lstrip("#").replace("-", " ")
