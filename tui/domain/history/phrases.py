"""Events in words: what was done, as a message says it, and as undo and history name it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import cast

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import created, people_rest
from tui.domain.records import Card, Event, Experiment
from tui.domain.records.change import with_fields
from tui.domain.records.workspace import Workspace


class Phrase(Struct, frozen=True):
    """`Moved` / `move` and `3 to DONE`."""

    past: str
    base: str
    rest: str

    @property
    def done(self) -> str:
        """Return it as a thing that happened: Moved 3 to DONE."""
        return f"{self.past} {self.rest}".strip()

    @property
    def named(self) -> str:
        """Return it as a thing to do: move 3 to DONE."""
        return f"{self.base} {self.rest}".strip()


_VERBS = {
    "card_added": ("Added", "add"),
    "card_edited": ("Edited", "edit"),
    "card_moved": ("Moved", "move"),
    "card_ranked": ("Ranked", "rank"),
    "card_not_started": ("Took back the start of", "take back the start of"),
    "card_done_once_more": ("Did once more", "do once more"),
    "card_archived": ("Archived", "archive"),
    "card_restored": ("Restored", "restore"),
    "card_blocked": ("Blocked", "block"),
    "card_unblocked": ("Unblocked", "unblock"),
    "card_assigned": ("Gave", "give"),
    "card_tagged": ("Tagged", "tag"),
    "card_due_set": ("Set", "set"),
    "card_expedited": ("Expedited", "expedite"),
    "card_not_expedited": ("Took expedite off", "take expedite off"),
    "item_ticked": ("Ticked", "tick"),
    "item_unticked": ("Unticked", "untick"),
    "item_added": ("Added a step to", "add a step to"),
    "item_removed": ("Took a step off", "take a step off"),
    "contact_made": ("Made", "make"),
    "contact_edited": ("Edited", "edit"),
    "contact_linked": ("Linked", "link"),
    "contact_unlinked": ("Unlinked", "unlink"),
    "contacts_merged": ("Put", "put"),
    "note_added": ("Noted on", "note on"),
    "note_edited": ("Edited a note on", "edit a note on"),
    "note_archived": ("Archived a note on", "archive a note on"),
    "note_restored": ("Restored a note on", "restore a note on"),
    "person_edited": ("Edited", "edit"),
    "contact_erased": ("Erased", "erase"),
    "notes_forgotten": ("Deleted", "delete"),
    "consent_given": ("Noted that", "note that"),
    "consent_withdrawn": ("Noted that", "note that"),
    "consent_recorded": ("Noted what", "note what"),
    "touchpoint_logged": ("Logged", "log"),
    "touchpoint_planned": ("Planned", "plan"),
    "touchpoint_edited": ("Edited", "edit"),
    "touchpoint_settled": ("Marked", "mark"),
    "people_invited": ("Asked", "ask"),
    "invitation_answered": ("Marked", "mark"),
    "incentive_promised": ("Promised", "promise"),
    "incentive_paid": ("Paid", "pay"),
    "incentive_unpaid": ("Took back the payment of", "take back the payment of"),
    "promise_kept": ("Kept a promise", "keep a promise"),
    "promise_reopened": ("Opened a promise again", "open a promise again"),
    "request_answered": ("Marked a request", "mark a request"),
    "export_recorded": ("Exported", "export"),
    "standup_begun": ("Began", "begin"),
    "standup_walked": ("Walked", "walk"),
    "standup_attended": ("Said", "say"),
    "standup_decided": ("Noted", "note"),
    "standup_ended": ("Ended", "end"),
    "decision_ticked": ("Ticked", "tick"),
    "decision_unticked": ("Unticked", "untick"),
    "experiment_started": ("Started", "start"),
    "experiment_iterated": ("Began", "begin"),
    "experiment_decided": ("Decided", "decide"),
    "experiment_archived": ("Archived", "archive"),
    "experiment_restored": ("Restored", "restore"),
    "action_taken": ("Made an action card", "make an action card"),
    "action_linked": ("Made an action of", "make an action of"),
    "definition_reconciled": ("Took over", "take over"),
    "definition_left": ("Left", "leave"),
    "backup_restored": ("Went back to", "go back to"),
    "renumbered": ("Renumbered", "renumber"),
    "counters_raised": ("Raised", "raise"),
    "keys_separated": ("Gave", "give"),
    "ranks_renewed": ("Gave", "give"),
    "references_dropped": ("Took out", "take out"),
    "outside_changes_adopted": ("Took over", "take over"),
    "undone": ("Undid a change to", "undo a change to"),
    "redone": ("Redid a change to", "redo a change to"),
}

_UNDONE = {"undone": "Undid", "redone": "Did again"}
_OF_NO_CARD = {
    "contact_edited": "a contact",
    "person_edited": "a person",
    "contact_erased": "a person",
    "notes_forgotten": "the notes about somebody who wants none kept",
    "contacts_merged": "a person into another record of theirs",
    "promise_kept": "",
    "promise_reopened": "",
    "export_recorded": "a file",
    "standup_begun": "a standup",
    "standup_walked": "a standup",
    "standup_attended": "who stands together",
    "standup_decided": "a decision",
    "decision_ticked": "a decision",
    "decision_unticked": "a decision",
    "standup_ended": "a standup",
    "undone": "the workspace",
    "redone": "the workspace",
    "backup_restored": "a backup",
    "renumbered": "what had a number twice",
    "counters_raised": "the next numbers",
    "keys_separated": "boards with one key a key each",
    "ranks_renewed": "cards a place in their column",
    "references_dropped": "references to what is not there",
    "outside_changes_adopted": "what was changed outside custdev",
}


def phrase_of(event: Event, workspace: Workspace, *, keys: bool = False) -> Phrase:
    """Return an event in words; cards are named by number, or with `keys` as `CD-3`, people by P-id."""
    past, base = _VERBS.get(event.kind, ("Changed", "change"))
    return Phrase(past, base, _rest(event, workspace, keys=keys))


def told_of(event: Event, workspace: Workspace, originals: Mapping[str, Event]) -> str:
    """Return what happened: `Moved CD-3 to DONE`, `Undid: move CD-3 to DONE`.

    `originals` are the events that others undo or redo, by uid.
    """
    original = originals.get(event.undoes or "")
    if original is not None and event.kind in _UNDONE:
        return f"{_UNDONE[event.kind]}: {phrase_of(original, workspace, keys=True).named}"
    return phrase_of(event, workspace, keys=True).done


def experiment_of(event: Event, workspace: Workspace) -> Experiment | None:
    """Return the experiment an event belongs to, or that of its card; None where it is about none."""
    card = workspace.cards.get(event.card or "")
    return workspace.experiments.get(card.experiment if card else event.experiment or "")


def key_of(event: Event, workspace: Workspace) -> str:
    """Return the key of the card an event is about, `CD-3`, also of one that is gone; empty where there is none."""
    card = workspace.cards.get(event.card or "")
    number = card.number if card else created(event, "cards", "number")
    experiment = experiment_of(event, workspace)
    return f"{experiment.key}-{number}" if experiment and number else str(number or "")


def _rest(event: Event, workspace: Workspace, *, keys: bool) -> str:
    card = _card_then(event, workspace)
    number = key_of(event, workspace) if keys else str(card.number if card else created(event, "cards", "number") or "")
    match event.kind:
        case "card_moved" if card:
            return f"{number} to {_column_title(workspace, card)}"
        case "card_added" | "card_archived" | "card_restored" | "card_edited" | "card_done_once_more":
            title = card.title if card else created(event, "cards", "title") or ""
            return f"{number} {title}".strip()
        case "card_blocked" if card and card.blocked:
            return f"{number}: {card.blocked.reason}"
        case "card_assigned" if card:
            return f"{number} to @{card.assignee}" if card.assignee else f"{number} to nobody"
        case "card_tagged" if card:
            return " ".join([number, *(f"#{tag}" for tag in card.tags)])
        case "card_due_set" if card:
            return f"{number} due {card.due.day} {card.due:%b}" if card.due else f"{number} due on no day"
        case "undone" | "redone" if number:
            return f"{number}{_whereabouts(event, workspace, card)}"
        case "action_taken":
            title = card.title if card else created(event, "cards", "title") or ""
            return f"{number} {title}".strip()
        case _ if event.kind.startswith(("experiment_", "definition_")) or event.kind == "action_linked":
            return _about_experiment(event, workspace)
        case _:
            return people_rest(event, workspace, number) or _OF_NO_CARD.get(event.kind, number)


def _about_experiment(event: Event, workspace: Workspace) -> str:
    experiment = workspace.experiments.get(event.experiment or "")
    what = experiment.definition.title if experiment else "an experiment"
    fields = event.changes.get("experiments", {}).get(event.experiment or "", {})
    match event.kind:
        case "definition_reconciled":
            return f"the edited definition of {what}"
        case "definition_left":
            return f"the new edition of {what}"
        case "experiment_iterated" if experiment:
            return f"iteration {experiment.iteration} of {what}"
        case "experiment_decided" if experiment:
            return f"{what}: {fields.get('decision', [None, experiment.decision])[1]}"
        case "action_linked":
            return f"{what} a board"
        case _:
            return what


def _whereabouts(event: Event, workspace: Workspace, card: Card | None) -> str:
    """Return where a card is after an undo or redo that moved it, or that it is gone."""
    changed = event.changes.get("cards", {}).get(event.card or "", {})
    if card is None:
        return ", which is gone" if "uid" in changed else ""
    return f", which is in {_column_title(workspace, card)} again" if "column" in changed else ""


def _card_then(event: Event, workspace: Workspace) -> Card | None:
    """Return the card of an event as the event left it, whatever was changed or undone since."""
    card = workspace.cards.get(event.card) if event.card else None
    if card is None:
        return None
    fields = {name: after for name, (_, after) in event.changes.get("cards", {}).get(card.uid, {}).items()}
    with suppress(NotAllowed):
        return cast(Card, with_fields("cards", card, fields))
    return card


def _column_title(workspace: Workspace, card: Card) -> str:
    experiment = workspace.experiments.get(card.experiment)
    column = experiment.definition.column(card.column) if experiment else None
    return column.title if column else card.column


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 person, 3 people."""
    return f"{count} {one if count == 1 else many or one + 's'}"
