"""Finds what people name: a card by key or title, a person by P-id or name, a board by id, key or title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from tui.domain import records
from tui.domain.errors import Ambiguous, NotAllowed, NotFound
from tui.domain.people.merged import current_of
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.matching import fitting, names_of
from tui.domain.text import clean_line

MAX_CANDIDATES = 8
MIN_ID = 4

RecordT = TypeVar("RecordT")
IdentifiedT = TypeVar("IdentifiedT", bound=records.Record)
ItemT = TypeVar("ItemT", records.ChecklistItem, records.Action)
# Made ready at their first use: a board is shown without anybody being named.
_CARD_KEY = r"([a-z][a-z0-9]{1,2})(?:@(\d{1,6}))?-(\d{1,9})"
_ITERATION = r"(.+)@(\d{1,6})"
_JOINERS = ("", "and", "&", "+")
_NUMBERS = r"[\d\s,]+"
_PID = r"p(\d{1,9})"
_PID_INSIDE = r"P(?<!\wP)(\d{2,9})\b"


def card_key(workspace: Workspace, card: records.Card) -> str:
    """Return the name of a card: `CD-3`."""
    experiment = workspace.experiments.get(card.experiment)
    return f"{experiment.key if experiment else '?'}-{card.number}"


def current_experiments(workspace: Workspace) -> list[records.Experiment]:
    """Return the newest iteration of every board, by title."""
    boards = sorted({experiment.board_id for experiment in workspace.experiments.values()})
    newest = [workspace.experiments_of(board)[0] for board in boards]
    return sorted(newest, key=lambda experiment: experiment.definition.title.casefold())


def find_card(workspace: Workspace, text: str) -> records.Card:
    """Return the card that a text names.

    `CD-3` names a card whether it is on the board or not, `CD@1-3` one of an earlier iteration. Anything else is a
    part of a title: of a card on a current board, or where there is none, of any card.

    Raises:
        NotFound: No card is named so.
        Ambiguous: Several are; the sentence lists them.
    """
    name = _folded(text)
    if (key := re.fullmatch(_CARD_KEY, name, re.ASCII)) and (experiments := _with_key(workspace, key[1], key[2])):
        numbered = (workspace.card_by_number(experiment.uid, int(key[3])) for experiment in experiments)
        return _only(_of_newest(workspace, filter(None, numbered)), text, "card", partial(_card_name, workspace))
    current = {experiment.uid for experiment in current_experiments(workspace)}
    everything = list(workspace.cards.values())
    live = [card for card in everything if card.experiment in current and not card.archived_at and not card.orphaned]
    matches = _matching(live, name, lambda card: card.title) or _matching(everything, name, lambda card: card.title)
    return _only(matches, text, "card", partial(_card_name, workspace))


def card_with_key(workspace: Workspace, text: str) -> records.Card | None:
    """Return the card whose key a text is, and None for any other text; raise as `find_card` where there is none."""
    return find_card(workspace, text) if re.fullmatch(_CARD_KEY, _folded(text), re.ASCII) else None


def cards_ahead(workspace: Workspace, experiment: str, text: str) -> tuple[list[records.Card], str]:
    """Return the cards that a reason begins with, and the reason; empty where they are all of it.

    `CD-2, CD-5 until legal agrees` begins with two; nothing but `2 5` are numbers of the board of an experiment (uid).
    Raises NotFound where a board has no such card. What looks like a key and is none of a board's is a word.
    """
    reason = clean_line(text)
    words = [word.strip(",;:.") for word in reason.split()]
    if words and re.fullmatch(_NUMBERS, reason, re.ASCII):
        key = workspace.experiments[experiment].key
        words = [f"{key}-{word}" for word in words if word]
    cards: list[records.Card] = []
    for word in words:
        key_of_card = re.fullmatch(_CARD_KEY, word.casefold(), re.ASCII)
        if key_of_card and _with_key(workspace, key_of_card[1], key_of_card[2]):
            cards.append(find_card(workspace, word))
        elif word.casefold() not in _JOINERS:
            return cards, reason
    return cards, ""


def is_pid(text: str) -> bool:
    """Return whether a text has the form of a P-id."""
    return bool(re.fullmatch(_PID, _folded(text), re.ASCII))


def people_with_pid(workspace: Workspace, pid: str) -> list[records.Participant]:
    """Return who has a P-id as it is written, in whatever case: one, none, or after a merge of copies several."""
    number = re.fullmatch(_PID, pid.casefold(), re.ASCII)
    people = _with_number(workspace, int(number[1])) if number else []
    return [person for person in people if person.pid.casefold() == pid.casefold()]


def numbers_in(text: str) -> set[int]:
    """Return the numbers of the P-ids that a text holds."""
    return {*map(int, set(re.findall(_PID_INSIDE, text, re.ASCII)))}


def people_numbered(workspace: Workspace, numbers: Iterable[int]) -> list[str]:
    """Return the uids of the people with some numbers, by number; a number of before a merge is theirs now."""
    return [person.uid for person in _as_they_are(workspace, _with_number(workspace, *numbers))]


def find_person(workspace: Workspace, text: str, *, names: bool = False) -> records.Participant:
    """Return the person named by P-id, or by a unique part of a name where names are at hand.

    Somebody who was put into another record of theirs is who they are now. Raises NotFound or Ambiguous; the sentences
    list P-ids, and names only where `names` may be told.
    """
    name = _folded(text)
    if pid := re.fullmatch(_PID, name, re.ASCII):
        people = _with_number(workspace, int(pid[1]))
    else:
        called = [(contact, form) for contact in workspace.contacts.values() for form in names_of(contact)]
        uids = dict.fromkeys(contact.participant for contact, _ in _matching(called, name, lambda call: call[1]))
        people = [workspace.participants[uid] for uid in uids if uid in workspace.participants]
    namer = partial(_person_name, workspace) if names else lambda person: person.pid
    return _only(_as_they_are(workspace, people), text, "person", namer, lambda person: person.pid)


def find_participant(workspace: Workspace, text: str, *, names: bool = False) -> records.Participant:
    """Return a person as `find_person`, by a P-id the record of that very number, though it was put into another."""
    if not is_pid(text):
        return find_person(workspace, text, names=names)
    return _only(_with_number(workspace, int(_folded(text)[1:])), text, "person", lambda person: person.pid)


def find_board(
    workspace: Workspace,
    text: str,
    offers: Callable[[], Iterable[BoardDefinition]] = tuple,
    refusals: Callable[[], Mapping[str, NotAllowed]] = dict,
) -> records.Experiment | BoardDefinition:
    """Return what a board is called by: its current iteration, or the definition of one that is not started.

    An id or a key (`CD`, `CD@1` for an earlier iteration) goes before a part of a title, and boards that are started
    before others. `offers` gives the definitions there are, and `refusals` why a file with mistakes, by each of its
    exact names, is not one: who names it does not mean another board with that word in its title. Neither is asked
    where the id or key of a board that is started decides.

    Raises:
        NotFound: No board is named so.
        NotAllowed: It is a file with mistakes.
        Ambiguous: Several are; the sentence lists them.
    """
    name = _folded(text)
    if exact := _exact_experiments(workspace, name):
        return _only(exact, text, "board", _board_name)
    started = {experiment.board_id for experiment in workspace.experiments.values()}
    unstarted = [definition for definition in offers() if definition.id not in started]
    if exact_offers := [offer for offer in unstarted if name in (offer.id.casefold(), offer.key.casefold())]:
        return _only(exact_offers, text, "board", _board_name)
    if refusal := refusals().get(name):
        raise refusal
    if running := _matching(current_experiments(workspace), name, lambda experiment: experiment.definition.title):
        return _only(running, text, "board", _board_name)
    return _only(_matching(unstarted, name, lambda offer: offer.title), text, "board", _board_name)


def find_note(workspace: Workspace, text: str) -> records.Note:
    """Return the note of an id, or of the last characters of one, four at least. Raises NotFound or Ambiguous."""
    return _of_id(workspace.notes, text, "note")


def find_touchpoint(workspace: Workspace, text: str) -> records.Touchpoint:
    """Return the touchpoint of an id, or its last characters. Raises as find_note does."""
    return _of_id(workspace.touchpoints, text, "touchpoint")


def find_standup(workspace: Workspace, text: str) -> records.Standup:
    """Return the standup of an id, or its last characters. Raises as find_note does."""
    return _of_id(workspace.standups, text, "standup")


def find_invitation(workspace: Workspace, text: str) -> records.Invitation:
    """Return the invitation of an id, or its last characters, or the open one of a P-id. Raises as find_note does."""
    if not is_pid(text):
        return _of_id(workspace.invitations, text, "invitation")
    theirs = workspace.invitations_of(find_person(workspace, text).uid)
    return _only([invitation for invitation in theirs if invitation.is_open], text, "open invitation", _short_id)


def find_measurement(workspace: Workspace, text: str) -> records.Measurement:
    """Return the measurement of an id, or of its last characters. Raises as find_note does."""
    return _of_id(workspace.measurements, text, "measurement")


def find_insight(workspace: Workspace, text: str) -> records.Insight:
    """Return the insight of an id, or of its last characters. Raises as find_note does."""
    return _of_id(workspace.insights, text, "insight")


def find_assumption(workspace: Workspace, text: str) -> records.Assumption:
    """Return the assumption of an id, or of its last characters. Raises as find_note does."""
    return _of_id(workspace.assumptions, text, "assumption")


def find_incentive(workspace: Workspace, text: str) -> records.Incentive:
    """Return the incentive of an id, or its last characters, or the one a P-id is owed. Raises as find_note does."""
    if not is_pid(text):
        return _of_id(workspace.incentives, text, "incentive")
    theirs = workspace.incentives_of(find_person(workspace, text).uid)
    return _only([one for one in theirs if one.state == "owed"], text, "incentive that is owed", _short_id)


def find_item(card: records.Card, text: str) -> records.ChecklistItem:
    """Return the step of a checklist by its number, from 1, or a part of its text. Raises NotFound or Ambiguous."""
    return find_item_of(card.checklist, text, "step of that checklist")


def find_item_of(items: Sequence[ItemT], text: str, what: str) -> ItemT:
    """Return one of some items by its number, from 1, or a part of its text. Raises NotFound or Ambiguous."""
    name = _folded(text)
    if name.isascii() and name.isdecimal() and 0 < int(name[:9]) <= len(items):
        return items[int(name[:9]) - 1]
    matches = _matching(items, name, lambda item: item.text)
    return _only(matches, text, what, lambda item: clean_line(item.text))


def _with_number(workspace: Workspace, *numbers: int) -> list[records.Participant]:
    among, people = frozenset(numbers), workspace.people_glances
    return workspace.people([uid for uid, person in people.items() if person.number in among])


def _as_they_are(workspace: Workspace, people: Iterable[records.Participant]) -> list[records.Participant]:
    """Return people as the records they are in now, each once, by number."""
    current = {now.uid: now for person in people if (now := current_of(workspace, person.uid)) is not None}
    return sorted(current.values(), key=lambda person: person.number)


def _folded(text: str) -> str:
    return clean_line(text).casefold()


def _with_key(workspace: Workspace, key: str, iteration: str | None) -> list[records.Experiment]:
    called = [experiment for experiment in workspace.experiments.values() if experiment.key.casefold() == key]
    return [experiment for experiment in called if iteration is None or experiment.iteration == int(iteration)]


def _of_newest(workspace: Workspace, cards: Iterable[records.Card]) -> list[records.Card]:
    """Keep, of the cards of several iterations of one board, that of the newest."""
    newest: dict[str, records.Card] = {}
    for card in sorted(cards, key=lambda card: workspace.experiments[card.experiment].iteration):
        newest[workspace.experiments[card.experiment].board_id] = card
    return list(newest.values())


def _exact_experiments(workspace: Workspace, name: str) -> list[records.Experiment]:
    """Return the current iterations of an id or a key, or of `CD@1` the iteration it says."""
    if current := [experiment for experiment in current_experiments(workspace) if _is_called(experiment, name)]:
        return current
    if earlier := re.fullmatch(_ITERATION, name, re.ASCII):
        iteration = int(earlier[2])
        boards = (experiment for experiment in workspace.experiments.values() if experiment.iteration == iteration)
        return [experiment for experiment in boards if _is_called(experiment, earlier[1])]
    return []


def _matching(rows: Iterable[RecordT], name: str, title: Callable[[RecordT], str]) -> list[RecordT]:
    """Return the records whose title holds the text, or only those whose title it is; spelling is not held against it.

    Who is hidden as José is also named by jose.
    """
    candidates = list(rows)
    return [candidates[at] for at in fitting([title(record) for record in candidates], name)] if name else []


def _of_id(rows: Mapping[str, IdentifiedT], text: str, what: str) -> IdentifiedT:
    """Return the record whose uid it is, or the only one whose uid ends so. Raises NotFound or Ambiguous."""
    end = _folded(text)
    is_enough = len(end) >= MIN_ID
    candidates = [record for uid, record in rows.items() if is_enough and uid.casefold().endswith(end)]
    exact = [record for record in candidates if record.uid.casefold() == end]
    return _only(exact or candidates, text, what, lambda record: record.uid)


def _short_id(record: records.Invitation | records.Incentive) -> str:
    return record.uid[-6:]


def _only(
    candidates: Sequence[RecordT],
    text: str,
    what: str,
    name: Callable[[RecordT], str],
    key: Callable[[RecordT], str] | None = None,
) -> RecordT:
    """Return the only candidate; `key` names those there are for scripts. Raises NotFound or Ambiguous."""
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise NotFound(f'There is no {what} "{_short(text)}" in this workspace.')
    names = [name(record) for record in candidates[:MAX_CANDIDATES]]
    rest = f" and {len(candidates) - MAX_CANDIDATES} more" if len(candidates) > MAX_CANDIDATES else ""
    keys = tuple(key(record) for record in candidates) if key else ()
    raise Ambiguous(f'"{_short(text)}" may be any of {", ".join(names)}{rest}; say which.', keys)


def _card_name(workspace: Workspace, card: records.Card) -> str:
    return f"{card_key(workspace, card)} {clean_line(card.title)}"


def _person_name(workspace: Workspace, person: records.Participant) -> str:
    contact = workspace.contact_of(person.uid)
    return f"{person.pid} {_short(contact.fn)}" if contact else person.pid


def _is_called(experiment: records.Experiment, name: str) -> bool:
    return name in (experiment.board_id.casefold(), experiment.key.casefold())


def _board_name(board: records.Experiment | BoardDefinition) -> str:
    definition = board.definition if isinstance(board, records.Experiment) else board
    return f"{board.key} {clean_line(definition.title)}"


def _short(text: str) -> str:
    """Return what was typed, cut short. What stands in records is not: half a name is not taken out any more."""
    line = clean_line(text)
    return line if len(line) <= 60 else f"{line[:59]}…"
