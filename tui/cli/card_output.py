"""Cards as people read them in a terminal, and the answer to a change of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tui.cli.output import Late, emit, hint, say
from tui.domain.evidence.stances import stance_of
from tui.domain.facts import CardFacts, column_of, column_title, pids
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.people.askers import untold_words
from tui.domain.people.consent import missing_words, wished_words
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Note, Promise, Request
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import day_words, due_words, parse_due
from tui.domain.time.durations import rhythm
from tui.domain.time.recordings import clock_words
from tui.domain.work.dependencies import freed_words, waiting_for
from tui.service.board_shapes import card_shape, ledger_seen

if TYPE_CHECKING:
    from tui.domain.privacy.seen import SeenWorkspace
    from tui.service.writing import Work


def today_of(experiment: Experiment, now: datetime) -> date:
    """Return the day it is where an experiment counts its days."""
    return local_day(now, zone_of(experiment.timezone))


def due_day(text: str | None, experiment: Experiment, now: datetime) -> date | None:
    """Return the day that was typed, or None."""
    return parse_due(text or "", today_of(experiment, now))


def card_row(workspace: Workspace, card: Card, policy: Callable[[], Policy], now: datetime) -> list[str]:
    """Return a card as a row of a table; where permission is missing, the row says of whom."""
    facts = CardFacts(workspace, card, policy, now)
    lacking = facts.missing
    due = facts.due_words.removeprefix("due ") if card.due else ""
    return [
        facts.key,
        card.title,
        facts.column_title,
        " ".join(pids(workspace, card.people)),
        card.assignee or "",
        Late(due) if facts.is_late else due,
        ", ".join([*signs(facts), *([missing_words(lacking)] if lacking else [])]),
    ]


def signs(facts: CardFacts) -> Iterator[str]:
    """Yield what is special about a card, in a word or two each."""
    card = facts.card
    if card.archived_at:
        yield "archived"
    if card.orphaned:
        yield "not in the definition any more"
    if card.expedite:
        yield "expedite"
    if facts.blocked is not None:
        yield "free" if facts.is_free else f"blocked {facts.blocked}d"
    if card.blocks:
        yield facts.blocked_time.words
    if facts.age is not None:
        yield f"{facts.age}d"
    if facts.cycle is not None:
        yield f"took {facts.cycle}d"
    if card.kind != "task":
        yield f"{card.kind} {rhythm(card.every)}".strip()
    if card.kind == "recurring" and (card.series or facts.missed):
        yield facts.series_words
    if card.checklist:
        yield f"{facts.steps_done}/{len(card.checklist)} steps"
    if facts.notes:
        yield plural(facts.notes, "note")
    yield from (f"#{tag}" for tag in card.tags)


def owner_and_due(facts: CardFacts) -> Iterator[str]:
    """Yield whose a card is, and when it is due, as far as that is settled."""
    if facts.card.assignee:
        yield f"owner {facts.card.assignee}"
    if facts.card.due:
        yield facts.full_due_words


def describe_card(workspace: Workspace, card: Card, policy: Callable[[], Policy], now: datetime) -> Iterator[str]:
    """Yield the lines that tell everything about a card."""
    facts = CardFacts(workspace, card, policy, now)
    yield f"{facts.key}  {card.title}"
    people = [" ".join(pids(workspace, card.people))] if card.people else []
    yield " · ".join([facts.column_title, *signs(facts), *people, *owner_and_due(facts)])
    if card.held:
        needs = f" (needs {card.held.needs})" if card.held.needs else ""
        yield f"{'Free' if facts.is_free else 'Blocked'}: {facts.block_words}{needs}"
    if waiting := waiting_for(workspace, card.uid):
        yield f"Waiting for it: {', '.join(card_key(workspace, other) for other in waiting)}"
    if lacking := facts.missing:
        yield f"{missing_words(lacking)}."
    if to_ask := facts.to_ask:
        yield f"{wished_words(to_ask)}."
    if card.description:
        yield from ["", card.description]
    if card.checklist:
        yield ""
        yield from (f"{'[x]' if item.done else '[ ]'} {item.text}" for item in card.checklist)
    for note in workspace.notes_of(card.uid):
        yield from ["", *describe_note(workspace, note, facts.experiment, facts.today)]


def describe_note(workspace: Workspace, note: Note, experiment: Experiment | None, today: date) -> Iterator[str]:
    """Yield the lines of a note: when, what, about whom, by whom, and its words indented."""
    day = local_day(note.at, zone_of(experiment.timezone if experiment else "UTC"))
    yield f"{day_words(day, today)}  {note_head(workspace, note, today)}"
    if why := workspace.withheld(note.uid):
        yield f"    (kept private: {why})"
    else:
        yield from (f"    {line}" for line in note.text.split("\n"))


def note_head(workspace: Workspace, note: Note, today: date, where: str = "") -> str:
    """Return a note in a line: what kind, about whom, `where` it stands, by whom, and how far it is."""
    about = f" about {' '.join(pids(workspace, note.people))}" if note.people else ""
    heard = f"at {clock_words(note.heard_at)}" if note.heard_at is not None else ""
    facts = (stance_of(note, workspace.counts), state_of(note, today), heard, "archived" if note.archived_at else "")
    state = "".join(f", {fact}" for fact in facts if fact)
    return f"{note.kind}{about}{where} by {note.by}{state}  ({note.uid[-6:]})"


def state_of(note: Note, today: date) -> str:
    """Return how far the answer to a request is, or what became of a promise; empty for all other notes."""
    if note.kind == "promise":
        promise = note.promise or Promise()
        return "kept" if promise.kept_at else due_words(promise.due, today) if promise.due else "open"
    if note.kind != "request":
        return ""
    request = note.request or Request()
    steps = ((request.told_at, "told"), (request.responded_at, "answered"), (request.acknowledged_at, "acknowledged"))
    step = next((word for at, word in steps if at), "open")
    return step if request.outcome == "open" else f"{step}: {request.outcome}"


def evidence_words(workspace: SeenWorkspace, experiment: Experiment) -> str:
    """Return what speaks for and against the hypothesis, from how many people by how many methods."""
    return ledger_seen(workspace, experiment).sentence


def column_after(work: Work, card: Card) -> str:
    """Return the title of the column a card is in by now."""
    return column_title(work.workspace, work.workspace.cards[card.uid])


def show_change(work: Work, change: Change, uid: str, sentence: str, as_json: bool) -> None:
    """Answer a change of a card: the card as JSON, or the sentence."""
    workspace = work.workspace
    if as_json:
        seen = work.seen()
        emit(card_shape(seen, seen.cards[uid], lambda: work.policy, work.now()))
    elif change.is_empty:
        say(f"{card_key(workspace, workspace.cards[uid])} was like that already.")
    else:
        say(sentence)


def show_changes(work: Work, change: Change, uids: Sequence[str], as_json: bool) -> None:
    """Answer a change of several cards: all of them as JSON, or what was done in a sentence."""
    seen = work.seen()
    if as_json:
        emit([card_shape(seen, seen.cards[uid], lambda: work.policy, work.now()) for uid in uids])
    elif change.is_empty:
        say("They were like that already.")
    else:
        from tui.domain.history.phrases import phrase_of  # only where several are changed

        say(f"{seen.lens.line(phrase_of(change.event, work.workspace, keys=True).done)}.")


def tell_freed(workspace: Workspace, uids: Iterable[str]) -> None:
    """Say which cards need wait no more, now that nothing is to be done for some (uids)."""
    if freed := freed_words(workspace, uids):
        hint(f"{freed}.")


def tell_untold(workspace: Workspace, cards: Iterable[str]) -> None:
    """Say who asked for finished cards (uids) and was not told yet."""
    for card in map(workspace.cards.__getitem__, cards):
        if words := untold_words(workspace, card):
            hint(f"{card_key(workspace, card)}: {words} custdev card tell {card_key(workspace, card)} notes it.")


def warn_of_limit(workspace: Workspace, card: Card) -> None:
    """Say so where the column a card came to holds more than its limit."""
    column = column_of(workspace, card)
    count = len(workspace.lane(card.experiment, card.column))
    if column is not None and column.wip is not None and count > column.wip:
        hint(f"{column.title} holds {count} cards now, its limit is {column.wip}.")


def warn_of_permission(work: Work, card: Card) -> None:
    """Say so where a card is worked on whose people have not agreed to what that needs."""
    facts = CardFacts(work.workspace, card, lambda: work.policy, work.now())
    lacking, column = facts.missing, facts.column
    if lacking and (column is None or column.role != "finished"):
        hint(f"{missing_words(lacking)}.")
