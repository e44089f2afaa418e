"""`custdev theme`: what notes have in common, and how often that comes up."""

from __future__ import annotations

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, say
from tui.cli.verbs import TEXT, noun, verb
from tui.domain import operations
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_note
from tui.domain.search.themes_named import find_theme, live_themes
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.service.insight_shapes import recurrence_seen, theme_shape
from tui.service.naming import Reading

HEADERS = ("THEME", "NOTES", "PEOPLE", "FIRST", "LAST", "ALSO", "ID")


@noun(
    ("theme_commands", "list", "add", "edit", "tag", "merge", "archive"),
    example="custdev theme add 'Export takes too long' --alias exporting",
)
def theme() -> None:
    """Themes that notes are gathered in. THEME is a name, an alias, or a part of one."""


@verb("list", example="custdev theme list")
@option("--archived", is_flag=True, help="Those that are put away.")
def listing(desk: Desk, *, archived: bool, as_json: bool) -> None:
    """List themes by name: in how many notes they are, from how many people, first and last."""
    with desk.reading(policy=True) as reading:
        seen, workspace = reading.seen(), reading.workspace
        away = (one for one in workspace.themes.values() if one.archived_at is not None)
        themes = [seen.themes[one.uid] for one in (away if archived else live_themes(workspace))]
        day = reading.policy.day
        counted = [(one, recurrence_seen(seen, one)) for one in themes]
        rows = (
            [
                one.name,
                str(counts.notes),
                str(counts.people),
                day_words(day(counts.first), reading.today) if counts.first else "",
                day_words(day(counts.last), reading.today) if counts.last else "",
                ", ".join(one.aliases),
                one.uid[-6:],
            ]
            for one, counts in counted
        )
        shapes = (theme_shape(seen, one) for one in themes)
        nothing = "There is no theme yet: custdev theme add."
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb(example="custdev theme add 'Export takes too long' --alias exporting --note 4XG7QM")
@click.argument("name", type=TEXT)
@option("--alias", "aliases", multiple=True, metavar="NAME", help="What it is called, too; repeatable.")
@option("--note", "notes", multiple=True, metavar="NOTE", help="A note that is in it; repeatable.")
def add(desk: Desk, *, name: str, aliases: tuple[str, ...], notes: tuple[str, ...], as_json: bool) -> None:
    """Add a theme."""
    with desk.writing() as work:
        uids = _notes(work.workspace, notes)
        change = work.save(operations.add_theme, name, aliases=list(aliases), notes=uids)
        _answer(work, next(iter(change.records["themes"])), "Added", as_json)


@verb(example="custdev theme edit exporting --name 'Slow exports'")
@click.argument("theme_name", metavar="THEME")
@option("--name", type=TEXT, help="What it is called from now on.")
@option("--alias", "aliases", multiple=True, metavar="NAME", help="In place of those there are; '' takes them away.")
def edit(desk: Desk, *, theme_name: str, name: str | None, aliases: tuple[str, ...], as_json: bool) -> None:
    """Change what a theme is called."""
    if name is None and not aliases:
        raise click.UsageError("Say what to change: --name or --alias.")
    with desk.writing() as work:
        uid = find_theme(work.workspace, theme_name).uid
        others = [alias for alias in aliases if alias] if aliases else None
        work.save(operations.edit_theme, uid, name=name, aliases=others)
        _answer(work, uid, "Edited", as_json)


@verb(example="custdev theme tag exporting 4XG7QM 8ZK1PT")
@click.argument("theme_name", metavar="THEME")
@click.argument("notes", metavar="NOTE", nargs=-1, required=True)
@option("--out", is_flag=True, help="Take them out of it instead.")
def tag(desk: Desk, *, theme_name: str, notes: tuple[str, ...], out: bool, as_json: bool) -> None:
    """Put notes into a theme, or take them out of it. NOTE is an id as note list shows it."""
    with desk.writing() as work:
        uid = find_theme(work.workspace, theme_name).uid
        work.save(operations.gather_notes, _notes(work.workspace, notes), uid, out=out)
        how_many = plural(len(set(notes)), "note")
        _answer(work, uid, f"Took {how_many} out of" if out else f"Put {how_many} into", as_json)


@verb(example="custdev theme merge exporting 'Slow exports'")
@click.argument("theme_name", metavar="THEME")
@click.argument("into", metavar="INTO")
def merge(desk: Desk, *, theme_name: str, into: str, as_json: bool) -> None:
    """Put all of a theme into another one, which is called by its names, too."""
    with desk.writing() as work:
        old, target = find_theme(work.workspace, theme_name), find_theme(work.workspace, into)
        work.save(operations.merge_themes, old.uid, target.uid)
        _answer(work, target.uid, "All of it is in", as_json)


@verb(example="custdev theme archive exporting")
@click.argument("theme_name", metavar="THEME")
@option("--restore", is_flag=True, help="Bring it back instead.")
def archive(desk: Desk, *, theme_name: str, restore: bool, as_json: bool) -> None:
    """Put a theme away, or bring it back; its notes stay."""
    with desk.writing() as work:
        uid = find_theme(work.workspace, theme_name).uid
        work.save(operations.archive_theme, uid, back=restore)
        _answer(work, uid, "Restored" if restore else "Archived", as_json)


def _notes(workspace: Workspace, texts: tuple[str, ...]) -> list[str]:
    return [find_note(workspace, text).uid for text in texts]


def _answer(work: Reading, uid: str, done: str, as_json: bool) -> None:
    seen = work.seen()
    shown = seen.themes[uid]
    if as_json:
        emit(theme_shape(seen, shown))
        return
    counts = recurrence_seen(seen, shown)
    say(f"{done} {shown.name} ({plural(counts.notes, 'note')}, {plural(counts.people, 'person', 'people')}).")
