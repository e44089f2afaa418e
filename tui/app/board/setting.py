"""What is set on a card by the letter its name begins with: block, owner, due, tags, expedite, checklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from tui.app.asking.capturing import close_loop, teammates
from tui.app.asking.prompts import Choice, Prompt, hinting
from tui.app.board.card_place import CardPlace
from tui.app.board.screen import BoardScreen
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import DomainError, NotFound
from tui.domain.records import Card, ChecklistItem, Note
from tui.domain.records.change import Change
from tui.domain.search.matching import haystack, needle
from tui.domain.search.naming import card_key, cards_ahead
from tui.domain.text import clean_line
from tui.domain.time.dates import dated_words, full_words, parse_due


async def block(here: CardPlace, card: Card) -> None:
    """Block the card with a reason, or unblock it."""
    if card.blocked is not None:
        here.run(operations.unblock_card, card.uid, words=f"Unblocked {card.number}")
        return

    def submit(text: str) -> None:
        words = clean_line(text).split()
        needs = [word[1:] for word in words if word[0] == "@" and len(word) > 1]
        typed = " ".join(word for word in words if not (word[0] == "@" and len(word) > 1))
        blockers, reason = cards_ahead(here.session.workspace, card.experiment, typed)
        by, done = [blocker.uid for blocker in blockers], f"Blocked {card.number}"
        _set(here, card, operations.block_card, reason, ", ".join(needs), words=done, by=by)

    key = here.board.experiment.key
    hint = partial(block_hint, here, f"the reason, or a card: {key}-2; @name says who is needed")
    await here.ask(Prompt(f"block:{card.uid}", f"{card.number} is blocked by", submit, hint=hint))


def block_hint(here: CardPlace, words: str, text: str) -> Row:
    """Say for which cards one would wait, else what can be typed."""
    workspace = here.session.workspace
    try:
        cards, _ = cards_ahead(workspace, here.board.experiment.uid, text)
    except DomainError:
        cards = []
    if not cards:
        return Row((Span(words, "muted"),))
    names = (f"{card_key(workspace, card)} {here.masked(card.title)}" for card in cards)
    return Row((Span("waits for ", "muted"), Span(", ".join(names))))


def _set(
    here: CardPlace, card: Card, operation: Callable[..., Change], *values: object, words: str, **fields: object
) -> None:
    """Set something on a card as it was when it was asked for: what others set meanwhile is not overwritten."""
    here.do(operations.edit_from, operation, card, *values, words=words, **fields)


async def owner(here: CardPlace, card: Card) -> None:
    """Give the card an owner."""

    def submit(text: str) -> None:
        owner = clean_line(text) or None
        _set(here, card, operations.assign_card, owner, words=f"Set the owner of {card.number}")

    value = f"@{card.assignee}" if card.assignee else ""
    hint, label, offer = hinting("empty for nobody"), f"owner of {card.number}", offer_owners(here)
    await here.ask(Prompt(f"owner:{card.uid}", label, submit, value, hint=hint, choices=offer, keeps_draft=False))


def offer_owners(here: CardPlace) -> Callable[[str], Sequence[Choice]]:
    """Return what offers those of the team who fit what is typed."""

    def offer(text: str) -> Sequence[Choice]:
        word = clean_line(text).lstrip("@")
        fits = [name for name in teammates(here) if needle(word).is_in(haystack((name,))) and word != name]
        return [Choice(f"@{name}", (Span(f"@{here.masked(name)}"),)) for name in fits]

    return offer


async def due(here: CardPlace, card: Card) -> None:
    """Set the day the card is due."""
    today = here.board.today

    def submit(text: str) -> None:
        due = parse_due(text, today)
        when = full_words(due, today) if due else "on no day"
        _set(here, card, operations.set_due, due, words=f"{card.number} is due {when}")

    value = card.due.isoformat() if card.due else ""
    label, hint = f"{card.number} is due", partial(due_hint, today)
    await here.ask(Prompt(f"due:{card.uid}", label, submit, value, hint=hint, keeps_draft=False))


def due_hint(today: date, text: str) -> Row:
    """Say which day is typed, and how far away it is."""
    try:
        due = parse_due(text, today)
    except DomainError:
        return Row((Span("fri, next week, +3d, 30 nov, 15.01.2027, or none", "muted"),))
    if due is None:
        return Row((Span("due on no day", "muted"),))
    days = (due - today).days
    when = "today" if days == 0 else f"in {days} days" if days > 0 else f"{-days} days ago"
    return Row((Span(f"{dated_words(due)}, {when}", "muted"),))


async def tags(here: CardPlace, card: Card) -> None:
    """Set the tags of the card."""

    def submit(text: str) -> None:
        _set(here, card, operations.tag_card, text.split(), words=f"Tagged {card.number}")

    value = " ".join(f"#{tag}" for tag in card.tags)
    hint, label = hinting("words, with or without #"), f"tags of {card.number}"
    await here.ask(Prompt(f"tags:{card.uid}", label, submit, value, hint=hint, keeps_draft=False))


def expedite(here: CardPlace, card: Card) -> None:
    """Mark the card to be expedited, or not."""
    words = f"{'Took expedite off' if card.expedite else 'Expedited'} {card.number}"
    here.run(operations.expedite_card, card.uid, words=words)


def tick(here: CardPlace, subject: Note | ChecklistItem | Card) -> None:
    """Close the loop of a note, or tick a step: of a card the first open one, and without one do it once more."""
    if isinstance(subject, Note):
        close_loop(here, subject.uid)
    elif isinstance(subject, Card):
        _tick_next(here, subject)
    elif here.card is not None:
        here.run(operations.tick_item, here.card.uid, subject.uid)


def _tick_next(here: CardPlace, card: Card) -> None:
    step = next((step for step in card.checklist if not step.done), None)
    if step is None and card.kind == "recurring":
        do_once_more(here, card)
    elif step is None:
        here.say("No open step on this card.", ("card.step", "add a step"))
    else:
        here.run(operations.tick_item, card.uid, step.uid, words=f"Ticked {here.masked(step.text)}")


def do_once_more(here: CardPlace, card: Card) -> None:
    """Say that a recurring card was done; it waits for its next date."""
    if here.run(operations.do_once_more, card.uid) is not None:
        after = here.session.workspace.cards.get(card.uid)
        due = f", due {full_words(after.due, here.board.today)}" if after is not None and after.due else ""
        here.say(f"Did {card.number} once more{due}", ("change.undo", "undo"))


async def add_step(here: CardPlace, card: Card) -> None:
    """Add a step to the checklist."""

    def submit(text: str) -> None:
        here.do(operations.add_checklist_item, card.uid, text, words="Added a step")

    await here.ask(Prompt(f"step:{card.uid}", f"step of {card.number}", submit))


def not_started(here: CardPlace, card: Card) -> None:
    """Say that the card was not really started."""
    here.run(operations.not_started, card.uid, words=f"{card.number} was not really started")


async def restore(here: BoardScreen) -> None:
    """Bring an archived card back."""
    aside = here.board.workspace.set_aside(here.board.experiment.uid)
    if not aside:
        here.say("Nothing is archived on this board.")
        return

    def offer(text: str) -> Sequence[Choice]:
        word = clean_line(text)
        return [
            Choice(str(card.number), (Span(f"{card.number:>3}  ", "muted"), Span(here.masked(card.title))), ())
            for card in aside
            if needle(word).is_in(haystack((card.title,)))
            or (str(card.number).startswith(word) and str(card.number) != word)
        ]

    await here.ask(
        Prompt(
            key=f"restore:{here.board_id}",
            label="restore",
            submit=lambda text: _restore(here, clean_line(text)),
            hint=hinting("the number of an archived card; tab takes the marked one"),
            choices=offer,
        )
    )


def _restore(here: BoardScreen, number: str) -> None:
    for card in here.board.workspace.set_aside(here.board.experiment.uid):
        if str(card.number) == number:
            here.do(operations.restore_card, card.uid, words=f"Restored {card.number} {here.masked(card.title)}")
            return
    raise NotFound(f"No archived card has the number {number or '?'}.")
