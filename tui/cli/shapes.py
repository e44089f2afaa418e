"""Records as JSON for scripts. Keys may be added; those that are here stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.domain.finding import card_key
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.workspace import Workspace

if TYPE_CHECKING:
    from tui.definitions.catalog import CatalogEntry

Shape = dict[str, Any]


def card_shape(workspace: Workspace, card: Card) -> Shape:
    """Return a card; `column` is an id, `notes` how many there are, `people` P-ids."""
    experiment = workspace.experiments[card.experiment]
    column = experiment.definition.column(card.column)
    blocked = card.blocked
    return {
        "key": card_key(workspace, card),
        "title": card.title,
        "column": card.column,
        "role": column.role if column else None,
        "rank": card.rank,
        "people": pids(workspace, card.people),
        "notes": workspace.note_count(card.uid),
        "blocked": {"reason": blocked.reason, "needs": blocked.needs, "since": blocked.since} if blocked else None,
        "assignee": card.assignee,
        "due": card.due,
        "tags": card.tags,
        "checklist": [{"text": item.text, "done": item.done} for item in card.checklist],
        "board": experiment.board_id,
        "kind": card.kind,
        "every": card.every,
        "expedite": card.expedite,
        "group": card.group,
        "description": card.description,
        "started_at": card.started_at,
        "finished_at": card.finished_at,
        "archived": card.archived_at is not None,
        "orphaned": card.orphaned,
    }


def note_shape(workspace: Workspace, note: Note) -> Shape:
    """Return a note; `card` is a key or null, `about` are P-ids."""
    card = workspace.cards.get(note.card) if note.card else None
    return {
        "id": note.uid,
        "card": card_key(workspace, card) if card else None,
        "kind": note.kind,
        "text": note.text,
        "at": note.at,
        "by": note.by,
        "about": pids(workspace, note.people),
        "stance": note.stance,
        "tags": note.tags,
        "archived": note.archived_at is not None,
    }


def contact_shape(workspace: Workspace, person: Participant) -> Shape:
    """Return a person; `name` is null where names are not kept, `cards` are keys."""
    contact = workspace.contact_of(person.uid)
    return {
        "id": person.pid,
        "name": contact.fn if contact else None,
        "email": contact.email if contact else (),
        "org": contact.org if contact else "",
        "cards": [card_key(workspace, card) for card in workspace.cards_with(person.uid)],
    }


def experiment_shape(workspace: Workspace, experiment: Experiment) -> Shape:
    """Return an experiment; `cards` counts those on the board by column id."""
    columns = experiment.definition.columns
    return {
        "board": experiment.board_id,
        "key": experiment.key,
        "title": experiment.definition.title,
        "iteration": experiment.iteration,
        "status": experiment.status,
        "timezone": experiment.timezone,
        "started_at": experiment.started_at,
        "cards": {column.id: len(workspace.lane(experiment.uid, column.id)) for column in columns},
    }


def board_shape(entry: CatalogEntry) -> Shape:
    """Return a board file; `goals` and `cards` are counts, zero where it has `problems`."""
    definition = entry.definition
    return {
        "id": entry.id,
        "key": definition.key if definition else None,
        "title": definition.title if definition else None,
        "source": entry.source,
        "goals": len(definition.goals) if definition else 0,
        "cards": len(definition.cards) if definition else 0,
        "problems": len(entry.problems),
    }


def pids(workspace: Workspace, uids: tuple[str, ...]) -> list[str]:
    """Return P-ids in the order given."""
    people = workspace.participants
    return [people[uid].pid for uid in uids if uid in people]
