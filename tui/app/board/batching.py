"""Choosing many cards on a board, and what is done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from tui.app.asking.capture import people_named, person_of
from tui.app.asking.prompts import Choice, Prompt, hinting, picking
from tui.app.board.column_choice import column_named, offer_columns
from tui.app.board.lane import Lane
from tui.app.board.moving import tell_freed, tells_sorted
from tui.app.board.screen import BoardScreen
from tui.app.board.setting import block_hint, due_hint, offer_owners
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.history.phrases import phrase_of
from tui.domain.people.askers import untold_words
from tui.domain.people.consent import missing_words
from tui.domain.records import Card, Participant
from tui.domain.records.change import Change
from tui.domain.search.naming import cards_ahead, people_with_pid
from tui.domain.text import clean_line, plural
from tui.domain.time.dates import parse_due
from tui.domain.work.dependencies import freed_words

Cards = Sequence[Card]


def turn(here: BoardScreen, card: Card) -> None:
    """Choose a card, or let it go."""
    here.picked.turn(card.uid)
    here.show_batch()


def turn_range(here: BoardScreen, card: Card) -> None:
    """Choose from the card on to where one goes; the next time, stay with what is chosen."""
    if here.picked.is_growing:
        here.picked.end_range()
    else:
        here.picked.begin_range(card.uid)
    here.show_batch()


def turn_all(here: BoardScreen) -> None:
    """Choose all cards that are shown, or let them go where they are chosen already."""
    shown = {uid for lane in here.board.lanes for uid in lane.shown}
    if shown <= here.picked.uids:
        here.picked.clear()
    else:
        here.picked.add(shown)
    here.show_batch()


def carry(here: BoardScreen, cards: Cards, across: int) -> None:
    """Move each of the cards by a column."""
    if (change := here.run(operations.carry_cards, uids_of(cards), across)) is not None:
        _tell_moves(here, change)


def rank(here: BoardScreen, cards: Cards, step: int) -> None:
    """Put the cards of the column side by side, a place higher or lower among those shown."""
    if tells_sorted(here):
        return
    lane = here.board.lanes[here.lane]
    own = {card.uid for card in cards if card.column == lane.column.id}
    places = [place for uid in own if (place := here.board.index_in(lane, uid)) is not None]
    if not places:
        here.say(f"None of them is shown in {here.masked(lane.column.title)}.")
        return
    before = _before(lane, own, min(places) - 1 if step < 0 else max(places) + 1)
    _tell(here, here.run(operations.rank_cards, [*own], before))


def _before(lane: Lane, own: set[str], neighbour: int) -> str | None:
    """Return before which card of a lane others come that pass the one that is shown at an index."""
    shown = lane.shown
    if neighbour < 0:
        return next((uid for uid in lane.all if uid not in own), None)
    if neighbour >= len(shown):
        return None
    if any(uid in own for uid in shown[:neighbour]):
        behind = [*lane.all].index(shown[neighbour]) + 1
        return next((uid for uid in lane.all[behind:] if uid not in own), None)
    return shown[neighbour]


def put(here: BoardScreen, cards: Cards, lane: Lane, gap: int) -> None:
    """Put the cards where they were carried: into another column, or before the card at an index of their own one."""
    if any(card.column != lane.column.id for card in cards):
        if (change := here.run(operations.move_cards, uids_of(cards), lane.column.id)) is not None:
            _tell_moves(here, change)
    elif not tells_sorted(here):
        own = {card.uid for card in cards}
        before = next((uid for uid in lane.shown[gap:] if uid not in own), None)
        _tell(here, here.run(operations.rank_cards, [*own], before))


def archive(here: BoardScreen, cards: Cards) -> None:
    """Take the cards off the board."""
    change = here.run(operations.on_cards, uids_of(cards), operations.archive_card)
    _tell(here, change)
    if change is not None:
        tell_freed(here, _words(here, change), uids_of(cards))


def expedite(here: BoardScreen, cards: Cards) -> None:
    """Mark the cards to be expedited; where all of them are, no more."""
    is_set = not all(card.expedite for card in cards)
    _tell(here, here.run(operations.on_cards, uids_of(cards), operations.expedite_card, is_set))


async def move(here: BoardScreen, cards: Cards) -> None:
    """Move the cards to a column that is named."""

    def submit(text: str) -> None:
        change = here.do(operations.move_cards, uids_of(cards), column_named(here, text))
        if not change.is_empty:
            _tell_moves(here, change)

    await here.ask(picking("move:cards", f"move {_count(cards)} to", submit, partial(offer_columns, here)))


async def tags(here: BoardScreen, cards: Cards) -> None:
    """Give the cards tags, or take some off."""

    def submit(text: str) -> None:
        words = clean_line(text).split()
        removed = [word[1:] for word in words if word[0] == "-" and len(word) > 1]
        added = [word for word in words if word[0] != "-"]
        _do(here, cards, operations.retag_card, added, removed)

    hint = hinting("pricing adds a tag, -pricing takes it off")
    await here.ask(Prompt("tags:cards", f"tags of {_count(cards)}", submit, hint=hint, keeps_draft=False))


async def owner(here: BoardScreen, cards: Cards) -> None:
    """Give the cards an owner."""

    def submit(text: str) -> None:
        _do(here, cards, operations.assign_card, clean_line(text) or None)

    label, hint = f"owner of {_count(cards)}", hinting("empty for nobody")
    offer = offer_owners(here)
    await here.ask(Prompt("owner:cards", label, submit, hint=hint, choices=offer, keeps_draft=False))


async def due(here: BoardScreen, cards: Cards) -> None:
    """Set the day the cards are due."""
    today = here.board.today

    def submit(text: str) -> None:
        _do(here, cards, operations.set_due, parse_due(text, today))

    label = f"{_count(cards)} are due" if len(cards) > 1 else "1 card is due"
    await here.ask(Prompt("due:cards", label, submit, hint=partial(due_hint, today), keeps_draft=False))


async def block(here: BoardScreen, cards: Cards) -> None:
    """Say why work on the cards cannot go on; where all are blocked, let it go on."""
    if all(card.blocked is not None for card in cards):
        _tell(here, here.run(operations.on_cards, uids_of(cards), operations.unblock_card))
        return

    def submit(text: str) -> None:
        blockers, reason = cards_ahead(here.session.workspace, here.board.experiment.uid, text)
        _do(here, cards, operations.block_card, reason, by=uids_of(blockers))

    label = f"{_count(cards)} are blocked by" if len(cards) > 1 else "1 card is blocked by"
    hint = partial(block_hint, here, "the reason, or the cards they wait for: CD-2")
    await here.ask(Prompt("block:cards", label, submit, hint=hint, keeps_draft=False))


async def link(here: BoardScreen, cards: Cards) -> None:
    """Link somebody who is known to the cards."""

    def offer(text: str) -> Sequence[Choice]:
        typed = clean_line(text)
        return [Choice(person.pid, spans) for person, spans in people_named(here, typed) if person.pid != typed.upper()]

    def submit(text: str, why: str = "") -> None:
        _do(here, cards, operations.link_contact, _somebody(here, text).uid, reason=why)

    await here.ask(
        Prompt(
            "people:cards",
            f"link to {_count(cards)}",
            submit,
            with_reason=submit,
            hint=hinting("a P-id, or part of a name"),
            choices=offer,
            takes_choice=True,
            keeps_draft=False,
        )
    )


def _somebody(here: BoardScreen, text: str) -> Participant:
    """Return the one person that was typed, by P-id or name. Raises NotFound where that is nobody, or several."""
    typed = clean_line(text)
    if people_with_pid(here.facts, typed):
        return person_of(here, typed.upper())
    people = people_named(here, typed) if typed else []
    if len(people) != 1:
        raise NotFound("Type a P-id, or more of the name; who is new is linked to one card first.")
    return people[0][0]


def _do(here: BoardScreen, cards: Cards, operation: Callable[..., Change], *args: object, **kwargs: Any) -> None:
    """Do an operation on the cards for the line, and say what was done."""
    change = here.do(operations.on_cards, uids_of(cards), operation, *args, **kwargs)
    if not change.is_empty:
        _tell(here, change)


def _tell(here: BoardScreen, change: Change | None) -> None:
    """Say what was done."""
    if change is not None:
        here.say(_words(here, change), ("change.undo", "undo"))


def _words(here: BoardScreen, change: Change) -> str:
    if change.is_empty:
        return "It was like that already."
    return here.masked(phrase_of(change.event, here.session.workspace).done)


def _tell_moves(here: BoardScreen, change: Change) -> None:
    """Say where cards went, and what to think of there: what somebody has not agreed to, or a limit."""
    cards = [card for card in change.records.get("cards", {}).values() if isinstance(card, Card)]
    words, remark = _words(here, change), _remark(here, cards)
    if remark:
        here.say(f"{words}. {remark}", ("change.undo", "undo"), tone="warn")
    else:
        here.say(words, ("change.undo", "undo"))


def _remark(here: BoardScreen, cards: Cards) -> str:
    workspace, finished = here.session.workspace, [card for card in cards if card.finished_at]
    untold = [f"{card.number}: {words}" for card in finished if (words := untold_words(workspace, card))]
    if remarks := [*filter(None, [freed_words(workspace, uids_of(finished))]), *untold]:
        return ". ".join(remark.rstrip(".") for remark in remarks)
    working = [card for card in cards if card.needs and card.people and card.finished_at is None]
    if lacking := [missing for card in working for missing in here.board.facts(card).missing]:
        return missing_words(lacking)
    columns = {card.column for card in cards}
    for column in (lane.column for lane in here.board.lanes if lane.column.id in columns):
        count = len(here.session.workspace.lane(cards[0].experiment, column.id))
        if column.wip is not None and count > column.wip:
            return f"{here.masked(column.title)} is {count}/{column.wip} now, finish before starting?"
    return ""


def uids_of(cards: Iterable[Card]) -> list[str]:
    """Return the uids of cards."""
    return [card.uid for card in cards]


def _count(cards: Cards) -> str:
    return plural(len(cards), "card")
