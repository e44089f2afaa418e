"""Cards that wait for other cards: which they are, whether they still have to, and that none waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

MOST_TOLD = 3


def is_settled(card: Card) -> bool:
    """Return whether nobody has to wait for a card any more: it is finished, or off its board."""
    return card.finished_at is not None or card.archived_at is not None or card.orphaned


def blockers_of(workspace: Workspace, card: Card) -> list[Card]:
    """Return the cards that a card was said to wait for, in that order."""
    return [workspace.cards[uid] for uid in card.blocked_by if uid in workspace.cards]


def open_blockers(workspace: Workspace, card: Card) -> list[Card]:
    """Return the cards that a card still has to wait for."""
    return [blocker for blocker in blockers_of(workspace, card) if not is_settled(blocker)]


def is_free(workspace: Workspace, card: Card) -> bool:
    """Return whether a card is blocked by cards alone that it has to wait for no more."""
    return card.held is not None and bool(card.blocked_by) and not open_blockers(workspace, card)


def waiting_for(workspace: Workspace, uid: str) -> list[Card]:
    """Return the cards on boards that wait for a card (uid)."""
    cards = (workspace.cards[waiting] for waiting in workspace.uids("cards.blocked_by", uid))
    return [card for card in cards if card.held is not None and card.archived_at is None and not card.orphaned]


def freed_by(workspace: Workspace, uids: Iterable[str]) -> list[Card]:
    """Return the cards that need wait no more, now that nothing is to be done for some cards (uids)."""
    waiting = {card.uid: card for uid in uids for card in waiting_for(workspace, uid)}
    return [card for card in waiting.values() if is_free(workspace, card)]


def freed_words(workspace: Workspace, uids: Iterable[str]) -> str:
    """Return which cards need wait no more for some cards (uids): `CD-7 and CD-9 are free now`; empty where none."""
    keys = [card_key(workspace, card) for card in freed_by(workspace, uids)]
    if len(keys) > MOST_TOLD:
        return f"{len(keys)} cards are free now"
    return f"{' and '.join(keys)} {'is' if len(keys) == 1 else 'are'} free now" if keys else ""


def circle_words(workspace: Workspace, card: Card, blocker: Card) -> str:
    """Return that a card cannot wait for another one, which waits for it; empty where it may."""
    circle = chain(workspace, blocker, card.uid)
    if not circle:
        return ""
    others = [card_key(workspace, other) for other in circle[1:-1]]
    way = f" by way of {', '.join(others)}" if others else ""
    name, key = card_key(workspace, card), card_key(workspace, blocker)
    return f"{key} waits for {name}{way}: neither could go on. Nothing was changed."


def circles(workspace: Workspace) -> Iterator[list[Card]]:
    """Yield the cards that wait for each other in a circle, each circle once, from its first card on.

    No change makes one: two copies that were merged do, where each said one half of it.
    """
    listed: set[str] = set()
    waiting = (card for card in workspace.cards.values() if card.blocked_by and card.held is not None)
    for card in sorted(waiting, key=lambda card: (card.experiment, card.number, card.uid)):
        circles = (chain(workspace, blocker, card.uid) for blocker in open_blockers(workspace, card))
        if card.uid not in listed and (circle := next(filter(None, circles), None)):
            listed.update(one.uid for one in circle)
            yield [card, *circle[:-1]]


def chain(workspace: Workspace, card: Card, goal: str) -> list[Card]:
    """Return the cards from one to another (uid), each of which waits for the next; none where it does not lead there.

    What is settled is waited for by nobody.
    """
    before: dict[str, Card | None] = {card.uid: None}
    ahead = [card]
    while ahead:
        here = ahead.pop(0)
        if here.uid == goal:
            return [*_back(before, here)][::-1]
        for blocker in open_blockers(workspace, here) if here.held is not None else ():
            if blocker.uid not in before:
                before[blocker.uid] = here
                ahead.append(blocker)
    return []


def _back(before: dict[str, Card | None], card: Card | None) -> Iterator[Card]:
    while card is not None:
        yield card
        card = before[card.uid]
