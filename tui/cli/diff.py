"""`custdev diff`: what changed on a board between two moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

import click
import msgspec

from tui.cli.card_output import today_of
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say
from tui.cli.verbs import verb
from tui.domain.facts import pids
from tui.domain.flow.figures import cycle_days, zone_of
from tui.domain.history import comparing
from tui.domain.privacy.hiding import scrubbed, scrubber_of
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.sight import Sight
from tui.domain.records import Card, ChecklistItem, Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import clean_line, plural
from tui.domain.time.dates import day_words
from tui.domain.work.own_edits import OwnEdit, own_edit_words
from tui.service.board_shapes import diff_shape, own_edit_shape
from tui.service.earlier import beginning_of, board_then, end_of, zone_to_read
from tui.service.naming import Reading

GROUPS: tuple[tuple[str, tuple[comparing.Happening, ...]], ...] = (
    ("Finished", ("finished",)),
    ("Moved", ("moved",)),
    ("Blocked", ("blocked",)),
    ("Unblocked", ("unblocked",)),
    ("New", ("added",)),
    ("Carried over", ("carried",)),
    ("Restored", ("restored",)),
    ("Edited", ("edited",)),
)
GONE: tuple[comparing.Happening, ...] = ("left", "archived", "orphaned", "removed")
_GONE_WORDS = {"archived": "archived", "orphaned": "not in the definition any more", "removed": "taken back"}
_TEXTS = ("description", "hypothesis", "expected_outcome", "learning")
_SHORTEST = 60


@verb(example="custdev diff CD --from fri --to yesterday")
@click.argument("board")
@option(
    "--from",
    "begin",
    required=True,
    metavar="TIME",
    help="Since when: 2026-11-20 (its beginning), 2026-11-20T14:00, yesterday, fri or 3d.",
)
@option("--to", "end", metavar="TIME", help="Until when, a day at its end; now, unless it is said.")
def diff(desk: Desk, *, board: str, begin: str, end: str | None, as_json: bool) -> None:
    """Show what changed on a board between two moments, both rebuilt from the events.

    Finished cards come first, then what moved, what is blocked, what is new, edited, noted, and gone. What was set back
    in between is not told; custdev log has it. Times are those of the experiment. Customers are named by P-id only.
    """
    with desk.reading() as reading:
        since, until = _span(begin, end, reading.now(), zone_to_read(reading, board))
        tell_difference(reading, board, since, until, as_json=as_json)


def tell_difference(reading: Reading, board: str, since: datetime, until: datetime, *, as_json: bool) -> None:
    """Print what changed on a board between two moments, as our team may see it."""
    before = reading.session.workspace_at(since)
    after, experiment = board_then(reading, board, until)
    zone = zone_of(experiment.timezone)
    heading = f"{_when(since, zone)} to {_when(until, zone)}"
    beside = Beside(Side(before, since), Side(after, until), heading, "Nothing changed on it in that time.")
    tell_beside(reading, experiment, beside, {"from": since, "to": until} if as_json else None)


class Side(NamedTuple):
    """A workspace as it stands, stood, or would stand, and at what time."""

    workspace: Workspace
    at: datetime


class Beside(NamedTuple):
    """Two states of a board, what they are called, and what is said where they are the same.

    `own` is what stays as it was edited here, of what a file changed.
    """

    before: Side
    after: Side
    heading: str
    nothing: str
    own: Sequence[OwnEdit] | None = None


def tell_beside(reading: Reading, experiment: Experiment, beside: Beside, data: dict[str, Any] | None) -> None:
    """Print how the board of an experiment differs between two states, as our team may see it.

    With `data`, which says for scripts what the two are, as JSON.
    """
    (before, since), (after, until) = beside.before, beside.after
    seen = reading.seen(before, since), reading.seen(after, until)
    difference = comparing.board_differences(before, after, experiment.uid, seen[1].lens.counts)
    hiding = _Hiding(reading, before, after, lens=seen[1].lens)
    if data is not None:
        own = {} if beside.own is None else {"own": hiding.data([own_edit_shape(seen[0], edit) for edit in beside.own])}
        emit({**data, **diff_shape(*seen, difference, hiding.data), **own})
        return
    say(f"{hiding.text(f'{experiment.definition.title} ({experiment.key})')} · {beside.heading}")
    if difference.is_empty and not beside.own:
        hint(beside.nothing)
    lines = [*diff_lines(*seen, difference, until), *_own_lines(seen[0], beside.own or ())]
    say(*map(hiding.text, lines))


class _Hiding:
    """Takes out of texts whoever is known now, or was known then by another name; the team stays readable.

    Who may not be seen even by P-id is taken out by a `lens`.
    """

    def __init__(self, reading: Reading, *others: Workspace, lens: Sight) -> None:
        present = reading.workspace
        owners = {card.assignee for other in others for card in other.cards.values() if card.assignee}
        team = {*reading.policy.team, *owners}
        different = [other for other in others if other.contacts != present.contacts]
        self._scrubbers: list[Scrubber] = [scrubber_of(state, team) for state in (present, *different)]
        self._lens = lens

    def text(self, text: str) -> str:
        for scrubber in self._scrubbers:
            text = scrubber.scrub(text)
        return self._lens.without_unseen(text)

    def data(self, value: Any) -> Any:
        return scrubbed(value, self.text)


def _span(begin: str, end: str | None, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    since = beginning_of(begin, now, zone)
    until = end_of(end, now, zone) if end is not None else now
    if until < since:
        raise click.UsageError(f"--to {end} is before --from {begin}; write the earlier time after --from.")
    return since, until


def _when(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%a %d %b %Y %H:%M}"


def diff_lines(
    before: Workspace, after: Workspace, difference: comparing.BoardDifference, until: datetime
) -> Iterator[str]:
    """Yield what changed in lines, grouped by what happened; the most important first."""
    words = _Words(before, after, difference.experiment, today_of(difference.experiment, until))
    if difference.started:
        yield from ["", "The board was started."]
    for head, happenings in GROUPS:
        yield from _group(head, [words.line(row) for row in difference.of(*happenings)])
    yield from _group("Notes", [words.noted(note) for note in difference.notes])
    yield from _group("Experiment", list(words.of_experiment(difference.fields)), counted=False)
    yield from _group("Gone", [words.line(row) for row in difference.of(*GONE)])


def _own_lines(workspace: Workspace, own: Sequence[OwnEdit]) -> Iterator[str]:
    yield from _group("Stays as it is here", [own_edit_words(workspace, edit) for edit in own])


class _Words:
    """Tells what became of a card in one line: its key and title, and behind them what changed."""

    def __init__(self, before: Workspace, after: Workspace, experiment: Experiment, today: date) -> None:
        self._before = before
        self._after = after
        self._today = today
        self._zone = zone_of(experiment.timezone)
        self._experiment = experiment
        self._then = before.experiments.get(experiment.uid, experiment)

    def line(self, row: comparing.CardDifference) -> str:
        return self._with(row.card, self._facts(row))

    def noted(self, row: comparing.NotesDifference) -> str:
        counts = (
            (row.written, plural(row.written, "note")),
            (row.supports, f"{row.supports} for"),
            (row.refutes, f"{row.refutes} against"),
            (row.edited, f"{row.edited} edited"),
            (row.gone, f"{row.gone} put away"),
        )
        return self._with(row.card, [words for count, words in counts if count])

    def of_experiment(self, fields: Mapping[str, comparing.Sides]) -> Iterator[str]:
        for name, sides in fields.items():
            if name in _TEXTS or isinstance(sides[1], tuple | msgspec.Struct):
                yield f"{name.replace('_', ' ')} edited"
            else:
                yield f"{name} {_shown(sides[0])} → {_shown(sides[1])}"

    def _with(self, card: Card, facts: Sequence[str]) -> str:
        return " · ".join([f"{card_key(self._after, card)}  {clean_line(card.title)}", *facts])

    def _facts(self, row: comparing.CardDifference) -> list[str]:
        card = row.card
        match row.happening:
            case "finished":
                took = cycle_days(card, self._zone)
                return [self._way(row), *([f"took {took}d"] if took else [])]
            case "moved":
                return [self._way(row)]
            case "added":
                return [self._column(self._experiment, card.column)]
            case "carried":
                return [f"from {self._iteration(row.fields['experiment'][0])}"]
            case "left":
                return [f"went on in {self._iteration(card.experiment)}"]
            case "blocked":
                return [self._block(card)]
            case "edited":
                return [words for name, sides in row.fields.items() for words in self._edited(name, sides)]
            case gone if gone in _GONE_WORDS:
                return [_GONE_WORDS[gone]]
            case _:
                return []

    def _way(self, row: comparing.CardDifference) -> str:
        old, new = row.fields["column"]
        begin = self._column(self._then, old) if old else "new"
        end = self._column(self._experiment, new)
        return f"finished again in {end}" if old == new else f"{begin} → {end}"

    def _column(self, experiment: Experiment, column: str) -> str:
        definition = experiment.definition.column(column)
        return clean_line(definition.title if definition else column)

    def _iteration(self, uid: str) -> str:
        experiment = self._after.experiments.get(uid)
        return f"iteration {experiment.iteration}" if experiment else "another iteration"

    def _block(self, card: Card) -> str:
        blocked = card.blocked
        if blocked is None:
            return ""
        return clean_line(blocked.reason) + (f" (needs {clean_line(blocked.needs)})" if blocked.needs else "")

    def _edited(self, name: str, sides: comparing.Sides) -> list[str]:
        old, new = sides
        match name:
            case "title":
                return [f"was “{clean_line(old)}”"]
            case "number":
                return [f"was {self._then.key}-{old}"]
            case "description" | "group":
                return [f"{name} edited"]
            case "assignee":
                return [f"owner {old or 'nobody'} → {new or 'nobody'}"]
            case "due":
                return [f"due {self._day(old)} → {self._day(new)}"]
            case "expedite":
                return ["expedite" if new else "not expedite any more"]
            case "tags" | "needs" | "wish" | "people" | "checklist":
                return self._listed(name, old, new)
            case "started_at":
                return ["not started after all"]
            case "rank":
                return ["another place in its column"]
            case _:
                return [f"{name} {_shown(old)} → {_shown(new)}"]

    def _listed(self, name: str, old: Sequence[Any], new: Sequence[Any]) -> list[str]:
        if name == "people":
            linked = pids(self._after, [uid for uid in new if uid not in old])
            unlinked = pids(self._before, [uid for uid in old if uid not in new])
            return _named("linked", linked) + _named("unlinked", unlinked)
        if name == "checklist":
            done = _progress(old), _progress(new)
            return [f"steps {done[0]} → {done[1]}" if done[0] != done[1] else "steps edited"]
        return _sets(name, old, new)

    def _day(self, day: date | None) -> str:
        return day_words(day, self._today) if day else "none"


def _group(head: str, lines: Sequence[str], *, counted: bool = True) -> Iterator[str]:
    if lines:
        yield from ["", f"{head} ({len(lines)})" if counted else head]
        yield from (f"  {line}" for line in lines)


def _sets(name: str, old: Sequence[str], new: Sequence[str]) -> list[str]:
    sign = "#" if name == "tags" else f"{name} "
    words = [f"+{sign}{item}" for item in new if item not in old] + [
        f"-{sign}{item}" for item in old if item not in new
    ]
    return [" ".join(words)] if words else [f"{name} in another order"]


def _named(word: str, people: Sequence[str]) -> list[str]:
    return [f"{word} {' '.join(people)}"] if people else []


def _progress(checklist: Sequence[ChecklistItem]) -> str:
    return f"{sum(item.done for item in checklist)}/{len(checklist)}"


def _shown(value: object) -> str:
    words = clean_line(str(value)) if value is not None else "none"
    return words if len(words) <= _SHORTEST else f"{words[: _SHORTEST - 1]}…"
