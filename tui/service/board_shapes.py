"""Boards, experiments, cards, notes, and what changed on a board, as data. Keys may be added; those here stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tui.domain.evidence.stances import DIRECTIONS
from tui.domain.facts import CardFacts, pids
from tui.domain.flow import figures
from tui.domain.people.askers import Asker, askers_of, is_asked_for, to_tell
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Learning, Note, Participant, Promise, Request, Scene
from tui.domain.records.definition import Role
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.work.dependencies import blockers_of, is_free

if TYPE_CHECKING:
    from tui.definitions.catalog import CatalogEntry
    from tui.domain.evidence.ledger import Ledger
    from tui.domain.history.comparing import BoardDifference, Sides
    from tui.domain.privacy.seen import SeenWorkspace
    from tui.domain.work.own_edits import OwnEdit

Shape = dict[str, Any]
_NEVER = figures.BlockedTime()
REQUEST = ("acknowledged_at", "responded_at", "outcome", "told_at")


def fields_of(record: object, *names: str) -> Shape:
    """Return fields of a record, or of none null for each, as they are called and in this order."""
    return {name: getattr(record, name) if record is not None else None for name in names}


def card_shape(workspace: Workspace, card: Card, policy: Callable[[], Policy], now: datetime) -> Shape:
    """Return a card as `card_shapes` does."""
    return next(card_shapes(workspace, [card], policy, now))


def card_shapes(
    workspace: Workspace, cards: Iterable[Card], policy: Callable[[], Policy], now: datetime
) -> Iterator[Shape]:
    """Yield cards; `column` is an id, `notes` how many there are, `people` P-ids.

    `missing` is what its work needs of its people and they have not agreed to, `to_ask` what it wishes for and nobody
    asked them about yet. `asked_by` are those who asked for the card, `to_tell` who of them was not told yet that it is
    there.
    Days are calendar days of its board, the first one counted; `blocked_days` and `blocked_longest` count blocks that
    are over, too.
    """
    boards: dict[str, _Board] = {}
    pid_of = _Pids(workspace)
    for card in cards:
        board = boards.get(card.experiment)
        if board is None:
            board = boards[card.experiment] = _Board(workspace, CardFacts(workspace, card, policy, now))
        column, role = board.columns[card.column]
        experiment, today, held = board.experiment, board.today, card.held
        # Most cards wait to be begun: what has no days is not worked out.
        is_begun = card.started_at is not None
        blocked = figures.blocked_time(card, experiment, today) if card.blocked or card.blocks else _NEVER
        facts = CardFacts(workspace, card, policy, now) if _is_special(card) else None
        yield {
            "key": f"{board.key}-{card.number}",
            "title": card.title,
            "column": column,
            "role": role,
            "rank": card.rank,
            "people": [pid for uid in card.people if (pid := pid_of[uid])],
            "notes": workspace.note_count(card.uid),
            "blocked": {**fields_of(held, "reason", "needs", "since"), **_by(workspace, card)} if held else None,
            "assignee": card.assignee,
            "due": card.due,
            "tags": card.tags,
            "checklist": [fields_of(step, "text", "done") for step in card.checklist],
            "board": board.handle,
            "kind": card.kind,
            "every": card.every,
            "series": _series_shape(facts) if facts and card.kind == "recurring" else None,
            "expedite": card.expedite,
            "group": card.group,
            "description": card.description,
            "started_at": card.started_at,
            "finished_at": card.finished_at,
            "age_days": figures.age_days(card, experiment, today) if is_begun else None,
            "cycle_days": figures.cycle_days(card, board.zone) if is_begun else None,
            "blocked_days": blocked.total,
            "blocked_longest": blocked.longest,
            "archived": card.archived_at is not None,
            "orphaned": card.orphaned,
            "needs": card.needs,
            "missing": _scope_shapes(facts.missing) if facts else (),
            "wish": card.wish,
            "to_ask": _scope_shapes(facts.to_ask) if facts else (),
            **_asked(workspace, card),
        }


def _asked(workspace: Workspace, card: Card) -> Shape:
    """Return who asked for a card, and whom of them to tell that it is there."""
    if not is_asked_for(workspace, card.uid):
        return {"asked_by": (), "to_tell": ()}
    return {
        "asked_by": pids(workspace, _people_of(askers_of(workspace, card.uid))),
        "to_tell": pids(workspace, _people_of(to_tell(workspace, card))),
    }


def _people_of(askers: Iterable[Asker]) -> Iterable[str]:
    return dict.fromkeys(uid for asker in askers for uid in asker.people)


def _by(workspace: Workspace, card: Card) -> Shape:
    """Return for which cards one waits, and whether it need not any more."""
    keys = [card_key(workspace, blocker) for blocker in blockers_of(workspace, card)]
    return {"by": keys, "free": is_free(workspace, card)}


class _Pids(dict[str, str]):
    """The P-ids of those who are there by uid, empty for others: each is looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._participants = workspace.participants

    def __missing__(self, uid: str) -> str:
        person = self._participants.get(uid)
        pid = self[uid] = person.pid if person is not None else ""
        return pid


class _Columns(dict[str, tuple[str, Role | None]]):
    """The columns of a board by id, each as it is called and with its role; one that is gone has none."""

    def __init__(self, workspace: Workspace, experiment: Experiment) -> None:
        self._workspace, self._definition = workspace, experiment.definition

    def __missing__(self, name: str) -> tuple[str, Role | None]:
        column = self._definition.column(name)
        self[name] = shown = (self._workspace.handle(name), column.role if column else None)
        return shown


class _Board:
    """What all cards of an experiment have in common at a moment."""

    def __init__(self, workspace: Workspace, facts: CardFacts) -> None:
        self.experiment, self.zone, self.today = facts.experiment, facts.zone, facts.today
        self.key = facts.experiment.key
        self.handle = workspace.handle(facts.experiment.board_id)
        self.columns = _Columns(workspace, facts.experiment)


def _is_special(card: Card) -> bool:
    """Return whether there is more to say of a card than of most: it recurs, or people have to agree to something."""
    return card.kind == "recurring" or bool(card.people and (card.needs or card.wish))


def _series_shape(facts: CardFacts) -> Shape:
    """Return how a recurring card keeps to its rhythm; `anchor` is the day its dates count from, or null so far."""
    series = facts.card.series
    return {
        "anchor": facts.anchor,
        "done": facts.times_done,
        "missed": facts.missed,
        "last_done_at": series.last if series else None,
    }


def _scope_shapes(asked: Iterable[tuple[Participant, str]]) -> list[Shape]:
    return [{"person": person.pid, "scope": scope} for person, scope in asked]


def note_shape(workspace: Workspace, note: Note) -> Shape:
    """Return a note; `card` is a key or null, `about` are P-ids, `touchpoint` is the id of where it was said.

    `heard_at` is how many seconds into the recording of that, or null. `asks_for` is the key of the card that was made
    of it, or that it joined, or null.

    Where its words may not be seen, `text` is empty and `withheld` says why; for all others that is null. `evidence` is
    whether its stance counts; what is about several `together` names nobody as who said it.

    `request` says how far the answer to a request is, or to what asks for a card, `promise` what became of a promise;
    both are null for all others. `step`, `emotion` and `aeiou` are those of what happened at its touchpoint, or null.
    """
    card = workspace.cards.get(note.card) if note.card else None
    wish = workspace.cards.get(note.asks_for) if note.asks_for else None
    return {
        "id": note.uid,
        "card": card_key(workspace, card) if card else None,
        **fields_of(note, "kind", "text", "at", "by"),
        "about": pids(workspace, note.people),
        "stance": note.stance,
        "evidence": note.stance in DIRECTIONS and workspace.counts(note),
        **fields_of(note, "together", "tags"),
        "archived": note.archived_at is not None,
        "withheld": workspace.withheld(note.uid) or None,
        "touchpoint": note.touchpoint,
        "heard_at": note.heard_at,
        "request": fields_of(note.request or Request(), *REQUEST) if _has_answer(note) else None,
        "promise": fields_of(note.promise or Promise(), "due", "kept_at") if note.kind == "promise" else None,
        "asks_for": card_key(workspace, wish) if wish else None,
        **fields_of(note.scene or Scene(), "step", "emotion", "aeiou"),
    }


def _has_answer(note: Note) -> bool:
    return note.kind == "request" or note.asks_for is not None


def experiment_shape(workspace: SeenWorkspace, experiment: Experiment) -> Shape:
    """Return an experiment; `cards` counts those on the board by column id, `evidence` what speaks for and against.

    Of the evidence it tells how many notes, people and methods there are, `for` and `against` for each direction alone;
    `triangulated` is whether one direction is; which, its own figures tell.
    `parent` is the number of the iteration before, or null, `learning` the Learning Card of the decision, or null.
    """
    columns, ledger = experiment.definition.columns, ledger_seen(workspace, experiment)
    parent = workspace.experiments.get(experiment.parent or "")
    return {
        "board": workspace.handle(experiment.board_id),
        "key": experiment.key,
        "title": experiment.definition.title,
        **fields_of(experiment, "iteration", "status", "timezone", "started_at"),
        "parent": parent.iteration if parent else None,
        **fields_of(experiment, "decided_at", "decision"),
        "learning": _learning_shape(workspace, experiment.learning) if experiment.learning else None,
        "cards": {workspace.handle(column.id): len(workspace.lane(experiment.uid, column.id)) for column in columns},
        "evidence": {**msgspec.to_builtins(ledger), "triangulated": ledger.triangulated},
    }


def ledger_seen(workspace: SeenWorkspace, experiment: Experiment) -> Ledger:
    """Return the evidence of an experiment, counted."""
    from tui.domain.evidence.ledger import ledger_of  # cards and notes do without

    lens = workspace.lens
    return ledger_of(workspace, experiment.uid, lens.witnesses, lens.policy, lens.now)


def _learning_shape(workspace: Workspace, learning: Learning) -> Shape:
    cards = workspace.cards
    return {
        **fields_of(learning, "observation", "learning", "by"),
        "actions": [
            {
                "text": action.text,
                "card": card_key(workspace, card) if (card := cards.get(action.card or "")) else None,
                "board": workspace.handle(action.board) if action.board else None,
            }
            for action in learning.actions
        ],
    }


def board_shape(entry: CatalogEntry) -> Shape:
    """Return a board file; `goals` and `cards` are counts, zero where it has `problems`."""
    definition = entry.definition
    return {
        "id": entry.id,
        **fields_of(definition, "key", "title"),
        "source": entry.source,
        "goals": len(definition.goals) if definition else 0,
        "cards": len(definition.cards) if definition else 0,
        "problems": len(entry.problems),
    }


def diff_shape(before: Workspace, after: Workspace, difference: BoardDifference, hidden: Callable[[Any], Any]) -> Shape:
    """Return what changed for scripts: a list of cards for each thing that happens, fields as `[before, after]`.

    The experiment of a card that was carried is told as the iteration it is. `hidden` takes people out
    of what was written.
    """
    from tui.domain.history.comparing import HAPPENINGS  # only where two moments are compared

    def of_card(card: Card) -> Shape:
        return {"key": card_key(after, card), "title": hidden(card.title), "column": after.handle(card.column)}

    def changes(fields: Mapping[str, Sides]) -> Any:
        return hidden({name: _sides(before, after, name, *sides) for name, sides in fields.items()})

    shapes: Shape = {
        happening: [of_card(row.card) | {"changes": changes(row.fields)} for row in difference.of(happening)]
        for happening in HAPPENINGS
    }
    notes = [
        of_card(note.card) | fields_of(note, "written", "edited", "gone", "supports", "refutes")
        for note in difference.notes
    ]
    experiment = difference.experiment
    return {
        "board": after.handle(experiment.board_id),
        **fields_of(experiment, "key", "iteration"),
        "started": difference.started,
        "experiment": changes(difference.fields),
        **shapes,
        "notes": notes,
    }


def own_edit_shape(workspace: Workspace, edit: OwnEdit) -> Shape:
    """Return a field that stays what people made it here, with what its file has, for scripts."""
    sides = {"here": msgspec.to_builtins(edit.here), "file": msgspec.to_builtins(edit.file)}
    return {"key": card_key(workspace, edit.card), "field": edit.field, **sides}


def _sides(before: Workspace, after: Workspace, name: str, old: Any, new: Any) -> Any:
    if name == "people":
        return [pids(before, old), pids(after, new)]
    if name == "experiment":
        experiments = (after.experiments.get(uid) for uid in (old, new))
        return [experiment.iteration if experiment else None for experiment in experiments]
    return msgspec.to_builtins([old, new])
