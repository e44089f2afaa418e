"""What somebody waits for: an answer to what they asked for, or what we promised. Both age until that is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from msgspec import Struct

from tui.domain.flow.figures import days_since
from tui.domain.people.askers import is_to_tell, notes_to_tell
from tui.domain.people.policy import Policy
from tui.domain.records import Note, Promise, Request
from tui.domain.records.lookups import is_waiting
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line
from tui.domain.time.dates import ago_words, day_words, days_late, late_words


class Waiting(Struct, frozen=True):
    """One thing that is open. `days` is its age, the first day counted; `late` is how many days a promise is late.

    `stage` is `open` or `acknowledged` while a request waits for an answer, `answered` once whoever asked is only to be
    told, `shipped` once the card they asked for is finished, and `promised` for a promise.
    """

    note: Note
    days: int
    stage: str
    due: date | None = None
    late: int = 0

    @property
    def is_pressing(self) -> bool:
        """Whether somebody waits for something we owe them: an answer, or what is late."""
        return self.late > 0 if self.stage == "promised" else self.stage in ("open", "acknowledged")


def waiting_of(workspace: Workspace, person: str, policy: Policy, today: date) -> list[Waiting]:
    """Return what a person (uid) waits for, oldest first."""
    notes = workspace.notes
    return waiting_among(workspace, (notes[uid] for uid in workspace.note_uids_about(person)), policy, today)


def all_waiting(workspace: Workspace, policy: Policy, today: date) -> list[Waiting]:
    """Return what anybody waits for, oldest first."""
    return waiting_among(workspace, notes_waiting(workspace), policy, today)


def notes_waiting(workspace: Workspace) -> list[Note]:
    """Return the notes of whoever waits for something, oldest first: for an answer, a promise, or to be told."""
    notes = {note.uid: note for note in (*workspace.waiting_notes(), *notes_to_tell(workspace))}
    return sorted(notes.values(), key=attrgetter("at", "uid"))


def waiting_among(workspace: Workspace, notes: Iterable[Note], policy: Policy, today: date) -> list[Waiting]:
    """Return what is open among notes, in their order."""
    return [
        _waiting(note, policy, today, ships=ships)
        for note in notes
        if (ships := is_to_tell(workspace, note)) or is_waiting(note)
    ]


def words_of(waiting: Waiting, today: date) -> str:
    """Return it in words: `waits for our answer 8d: status page`, `promised by Thu: send the draft`."""
    return f"{state_words(waiting, today)}: {clean_line(waiting.note.text)}"


def state_words(waiting: Waiting, today: date, *, brief: bool = False) -> str:
    """Return how far it is, without what it is about: `acknowledged, waits for our answer 8d`, `promised by Thu`.

    With `brief` it is said in the fewest words: `acknowledged, waits 8d`, `due Thu`.
    """
    days, late, due = waiting.days, waiting.late, waiting.due
    match waiting.stage:
        case "promised" if late:
            return late_words(late) if brief else f"promised, {late_words(late)}"
        case "promised" if due:
            return f"{'due' if brief else 'promised by'} {day_words(due, today)}"
        case "promised":
            return f"open {days}d" if brief else f"promised {ago_words(days - 1)}"
        case "shipped":
            return "there, tell them" if brief else "what they asked for is there, not told yet"
        case "answered":
            return "answered, tell them" if brief else "answered, not told yet"
    waits = f"waits {days}d" if brief else f"waits for our answer {days}d"
    return f"acknowledged, {waits}" if waiting.stage == "acknowledged" else waits


def _waiting(note: Note, policy: Policy, today: date, *, ships: bool) -> Waiting:
    days = days_since(note.at, today, policy.zone)
    if note.kind == "promise":
        due = (note.promise or Promise()).due
        return Waiting(note, days, "promised", due, days_late(due, today))
    if ships:
        return Waiting(note, days, "shipped")
    request = note.request or Request()
    stage = "answered" if request.responded_at else "acknowledged" if request.acknowledged_at else "open"
    return Waiting(note, days, stage)
