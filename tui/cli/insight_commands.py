"""`custdev insight`: what was learned, on which notes it rests, how sure it is, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from tui.cli.card_output import describe_note
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, say
from tui.cli.verbs import TEXT, WordType, noun, verb, word_option
from tui.domain import operations
from tui.domain.evidence.confidence import erased_words
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Insight
from tui.domain.records.vocabulary import DISCIPLINES, INSIGHT_STATUSES, Discipline
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_insight, find_note
from tui.domain.search.themes_named import find_theme
from tui.domain.time.dates import day_words, parse_day
from tui.service.insight_shapes import confidence_seen, insight_shape
from tui.service.naming import Reading

HEADERS = ("INSIGHT", "STATUS", "CONFIDENCE", "REVIEW", "ID")
DISCIPLINE = WordType(DISCIPLINES, "a discipline")


@noun(
    ("insight_commands", "list", "show", "add", "edit", "share", "recommend", "retire"),
    example="custdev insight add 'People print what they cannot export' --note 4XG7QM",
)
def insight() -> None:
    """What was learned, with the notes it rests on. INSIGHT is an id, or its last characters.

    How sure an insight is follows from its notes: from how many people they come, and by how many methods.
    """


@verb("list", example="custdev insight list --status draft")
@option("--board", metavar="BOARD", help="Only what was learned in an experiment.")
@option("--theme", "theme_name", metavar="THEME", help="Only what is of a theme.")
@word_option("--status", words=INSIGHT_STATUSES, what="a status", metavar="S")
def listing(desk: Desk, *, board: str | None, theme_name: str | None, status: str | None, as_json: bool) -> None:
    """List insights, oldest first; those that are retired only where --status asks for them."""
    with desk.reading(policy=True) as reading:
        chosen = sorted(reading.workspace.insights.values(), key=lambda one: (one.at, one.uid))
        chosen = [one for one in chosen if one.status == status or (not status and one.status != "retired")]
        if board:
            uid = reading.board_to_read(board)[1].uid
            chosen = [one for one in chosen if one.experiment == uid]
        if theme_name:
            uid = find_theme(reading.workspace, theme_name).uid
            chosen = [one for one in chosen if uid in one.themes]
        seen = reading.seen()
        shown = [seen.insights[one.uid] for one in chosen]
        rows = (_row(seen, one, reading.today) for one in shown)
        nothing = "Nothing yet: custdev insight add, or I on a board."
        shapes = (insight_shape(seen, one) for one in shown)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb(example="custdev insight show 4XG7QM")
@click.argument("insight_id", metavar="INSIGHT")
def show(desk: Desk, *, insight_id: str, as_json: bool) -> None:
    """Show an insight with the words it rests on, and those against it."""
    with desk.reading(policy=True) as reading:
        seen = reading.seen()
        shown = seen.insights[find_insight(reading.workspace, insight_id).uid]
        if as_json:
            emit(insight_shape(seen, shown))
            return
        say("\n".join(_lines(reading, seen, shown)))


@verb(example="custdev insight add 'People print what they cannot export' --note 4XG7QM --theme exporting")
@click.argument("statement", type=TEXT)
@option("--note", "notes", multiple=True, metavar="NOTE", help="A note it rests on; repeatable.")
@option("--against", multiple=True, metavar="NOTE", help="A note that contradicts it; repeatable.")
@option("--theme", "themes", multiple=True, metavar="THEME", help="A theme it is of; repeatable.")
@option("--board", metavar="BOARD", help="The experiment it was learned in.")
@option("--review", metavar="DAY", help="When it is to be looked at again: +90d.")
def add(desk: Desk, *, statement: str, board: str | None, as_json: bool, **fields: Any) -> None:
    """Add an insight. Facts stay in the notes; name those it rests on, and those that contradict it."""
    with desk.writing() as work:
        cleaned = _fields(work, fields)
        cleaned["experiment"] = work.started(board).uid if board else None
        change = work.save(operations.add_insight, statement, **cleaned)
        _answer(work, next(iter(change.records["insights"])), "Added", as_json)


@verb(example="custdev insight edit 4XG7QM --against 8ZK1PT")
@click.argument("insight_id", metavar="INSIGHT")
@option("--statement", type=TEXT, help="What it says from now on.")
@option("--note", "notes", multiple=True, metavar="NOTE", help="In place of those it rests on; repeatable.")
@option("--against", multiple=True, metavar="NOTE", help="In place of those against it; '' takes them away.")
@option("--theme", "themes", multiple=True, metavar="THEME", help="In place of its themes; '' takes them away.")
@option("--review", metavar="DAY", help="When it is to be looked at again: +90d.")
def edit(desk: Desk, *, insight_id: str, statement: str | None, as_json: bool, **fields: Any) -> None:
    """Change an insight: what it says, the notes for it and against it, its themes, when it is looked at again."""
    with desk.writing() as work:
        cleaned = _fields(work, {name: value for name, value in fields.items() if value})
        cleaned |= {"statement": statement} if statement is not None else {}
        if not cleaned:
            raise click.UsageError("Say what to change: --statement, --note, --against, --theme or --review.")
        uid = find_insight(work.workspace, insight_id).uid
        work.save(operations.edit_insight, uid, **cleaned)
        _answer(work, uid, "Edited", as_json)


@verb(example="custdev insight share 4XG7QM design")
@click.argument("insight_id", metavar="INSIGHT")
@click.argument("discipline", type=DISCIPLINE, metavar="DISCIPLINE")
def share(desk: Desk, *, insight_id: str, discipline: Discipline, as_json: bool) -> None:
    """Note that a discipline was told: product, design, engineering, marketing, support, sales or research."""
    with desk.writing() as work:
        uid = find_insight(work.workspace, insight_id).uid
        work.save(operations.share_insight, uid, discipline)
        _answer(work, uid, f"Shared with {discipline}:", as_json)


@verb(example="custdev insight recommend 4XG7QM CD 'Export without a dialog'")
@click.argument("insight_id", metavar="INSIGHT")
@click.argument("target", metavar="BOARD|CARD")
@click.argument("title", type=TEXT, required=False, default="")
def recommend(desk: Desk, *, insight_id: str, target: str, title: str, as_json: bool) -> None:
    """Say what follows: with a TITLE a new card on a BOARD, else a CARD or an experiment that is there."""
    with desk.writing() as work:
        uid = find_insight(work.workspace, insight_id).uid
        if title:
            work.save(operations.recommend_new_card, uid, title, into=work.started(target).uid)
        elif "-" in target:
            work.save(operations.recommend, uid, cards=[work.card(target).uid])
        else:
            work.save(operations.recommend, uid, boards=[work.started(target).uid])
        _answer(work, uid, "Recommended by", as_json)


@verb(example="custdev insight retire 4XG7QM")
@click.argument("insight_id", metavar="INSIGHT")
@option("--back", is_flag=True, help="Take it up again instead.")
def retire(desk: Desk, *, insight_id: str, back: bool, as_json: bool) -> None:
    """Retire an insight that holds no more, or take it up again; nothing of it is lost."""
    with desk.writing() as work:
        uid = find_insight(work.workspace, insight_id).uid
        work.save(operations.retire_insight, uid, back=back)
        _answer(work, uid, "Took up again" if back else "Retired", as_json)


def _fields(work: Reading, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were given, by what they name; an empty text takes all away."""
    cleaned: dict[str, Any] = {}
    for name in ("notes", "against"):
        if name in fields:
            cleaned[name] = [find_note(work.workspace, text).uid for text in fields[name] if text]
    if "themes" in fields:
        cleaned["themes"] = [find_theme(work.workspace, text).uid for text in fields["themes"] if text]
    if fields.get("review"):
        cleaned["review_by"] = parse_day(fields["review"], work.today)
    return cleaned


def _answer(work: Reading, uid: str, done: str, as_json: bool) -> None:
    seen = work.seen()
    shown = seen.insights[uid]
    if as_json:
        emit(insight_shape(seen, shown))
        return
    say(f"{done} {shown.statement} ({uid[-6:]}).", f"{confidence_seen(seen, shown).sentence}.")


def _row(seen: SeenWorkspace, shown: Insight, today: date) -> Sequence[str]:
    review = day_words(shown.review_by, today) if shown.review_by else ""
    status = shown.status.replace("_", " ")
    return [shown.statement, status, confidence_seen(seen, shown).sentence, review, shown.uid[-6:]]


def _lines(reading: Reading, seen: SeenWorkspace, shown: Insight) -> Iterator[str]:
    today, day = reading.today, reading.policy.day
    yield f"{shown.statement}  ({shown.uid[-6:]})"
    yield f"{shown.status.replace('_', ' ')}, by {shown.by}, {day_words(day(shown.at), today)}"
    yield f"How sure: {confidence_seen(seen, shown).sentence}."
    if words := erased_words(shown):
        yield f"{words[:1].upper()}{words[1:]}."
    if themes := [seen.themes[uid].name for uid in shown.themes if uid in seen.themes]:
        yield f"Themes: {', '.join(themes)}"
    for sharing in shown.shared:
        yield f"Shared with {sharing.discipline} by {sharing.by}, {day_words(day(sharing.at), today)}"
    if shown.review_by:
        yield f"To be looked at again {day_words(shown.review_by, today)}"
    for uid in shown.cards:
        if card := seen.cards.get(uid):
            yield f"Led to {card_key(seen, card)} {card.title}"
    for uid in shown.boards:
        if board := seen.experiments.get(uid):
            yield f"Led to {board.key} {board.definition.title}"
    yield from _words("Rests on", seen, shown.notes, today)
    yield from _words("Against it", seen, shown.against, today)


def _words(head: str, seen: Workspace, notes: Sequence[str], today: date) -> Iterator[str]:
    if notes:
        yield f"{head}:"
    for uid in notes:
        note = seen.notes[uid]
        card = seen.cards.get(note.card or "")
        experiment = seen.experiments.get(card.experiment) if card else None
        yield from (f"  {line}" for line in describe_note(seen, note, experiment, today))
