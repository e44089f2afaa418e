"""What the palette offers where one is: what can be done there and elsewhere, and the boards, cards and people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from itertools import islice

from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.app.keys.commands import Command
from tui.app.keys.dispatch import dispatch
from tui.app.keys.elsewhere import commands_elsewhere, go_and_do
from tui.app.keys.entries import CARD, ELSEWHERE, PERSON, Entry, Fit, best, fitness, scattered
from tui.app.keys.keymap import keymap
from tui.app.keys.table import PLACES
from tui.app.keys.titles import Shelf, Titles, title_of
from tui.domain.people.merged import current_of, former_pids, is_listed
from tui.domain.records import Card, Participant
from tui.domain.search.matching import Needle, called, fold, names_of
from tui.domain.search.naming import card_key

MOST, MOST_HIDDEN = 50, 200
"""So many cards, and so many people, are offered at most; and of so many more it is looked up who is named in them."""

_PID = re.compile(r"p0*(\d*)", re.ASCII)
_TITLES = Titles()
"""There is one person at a terminal, and one workspace open; whatever changed in it is read again."""


class Offers:
    """What can be chosen where one is; made once for each opening of the palette, as far as it is looked for."""

    def __init__(self, here: Here, kinds: Collection[str] = ()) -> None:
        self.here = here
        self._kinds = frozenset(kinds)
        self.app = here.custdev
        self._entries: dict[str, Entry] = {}
        self._shelf: Shelf | None = None

    @cached_property
    def commands(self) -> list[Entry]:
        """What can be done here, each with its key where that does it here."""
        return [*map(self._command, self._rows)]

    @property
    def first(self) -> list[Entry]:
        """What is offered before anything is typed: what acts on things of the kinds, where there is any, else all."""
        on_these = [self._command(row) for row in self._rows if not self._kinds.isdisjoint(row.on)]
        return on_these or self.commands

    @property
    def _rows(self) -> list[Command]:
        return [row for row in keymap().commands(self.here.places) if row.listed]

    def _command(self, row: Command) -> Entry:
        here = self.here
        return Entry(row.title, partial(dispatch, here, row), keymap().key_at(here.places, row), row.also)

    def matching(self, looked_for: Needle) -> tuple[list[Entry], list[Entry]]:
        """Return what fits what is typed, best first; and what has no more than its letters."""
        named = [*self.commands, *self._boards, *self._elsewhere]
        fits = [*best(named, looked_for), *self._fitting(self._people(looked_for), looked_for)]
        fits += self._fitting(self._cards(looked_for), looked_for)
        shown = [entry for _, entry in sorted(fits, key=lambda pair: pair[0])]
        return shown, scattered([entry for entry in named if entry not in shown], looked_for.folded)

    @cached_property
    def _elsewhere(self) -> list[Entry]:
        entries: list[Entry] = []
        for screen, place, row in commands_elsewhere(self.here):
            act, does = partial(go_and_do, self.here, screen, row), "go there" if row.on else "go there and do it"
            entries.append(Entry(row.title, act, PLACES[place].where, row.also, does, ELSEWHERE))
        return entries

    @cached_property
    def _boards(self) -> list[Entry]:
        app, keys = self.app, keymap()
        boards: list[Entry] = []
        for number, (board_id, title) in enumerate(app.places(), start=1):
            row = keys.nearest(self.here.places, f"go.experiment_{number}")
            key = keys.key_at(self.here.places, row) if row is not None and row.does.endswith(":experiment") else ""
            shown = app.mask.text(title)
            also = (fold(shown), *self._key_of(board_id))
            boards.append(Entry(f"Open {shown}", partial(app.open_board, board_id), key, also, "open the board"))
        return boards

    def _key_of(self, board_id: str) -> tuple[str, ...]:
        """Return the key of a board, as of `CD-3`, where it is known and names nobody."""
        experiment, edition = self.app.session.current(board_id), self.app.edition(board_id)
        definition = edition.definition if edition is not None else None
        key = experiment.key if experiment is not None else definition.key if definition is not None else ""
        return (key.casefold(),) if key and not self.app.mask.hides(key) else ()

    def read_ahead(self) -> bool:
        """Make a part of what the first letter needs; return whether there is more of it."""
        more = _TITLES.read_on(self.app.session.workspace)
        if not more and self._shelf is None:
            self._shelf = self._make_shelf()
        return more

    def _fitting(self, entries: Iterator[Entry], looked_for: Needle) -> list[tuple[Fit, Entry]]:
        """Return those that fit as they may be seen: what fits for a hidden name alone does not."""
        fits = ((fitness(entry, looked_for), entry) for entry in islice(entries, MOST_HIDDEN))
        return [*islice(((fit, entry) for fit, entry in fits if fit is not None), MOST)]

    def _cards(self, looked_for: Needle) -> Iterator[Entry]:
        self._shelf = self._shelf or self._make_shelf()
        for title in self._shelf.matching(looked_for):
            entry = self._entries.get(title.uid)
            if entry is None and (card := self.here.facts.cards.get(title.uid)) is not None:
                entry = self._entries[title.uid] = self._card(card)
            if entry is not None:
                yield entry

    def _make_shelf(self) -> Shelf:
        """The cards of every board as it is now, those of the board in front first."""
        here, session = self.here, self.app.session
        boards = [session.current(board_id) for board_id, _ in self.app.places()]
        front = here.board.experiment if isinstance(here, BoardScreen) else None
        experiments = [front, *(experiment for experiment in boards if experiment != front)]
        titles = [*_TITLES.of(session.workspace)]
        if front is not None and here.draft is not None:
            titles += map(title_of, here.facts.cards_of(front.uid))
        return Shelf(titles, [experiment for experiment in experiments if experiment is not None])

    def _card(self, card: Card) -> Entry:
        mask, here = self.app.mask, self.here
        key = card_key(here.facts, card)
        also = (key.casefold(), str(card.number))
        if isinstance(here, BoardScreen) and card.experiment == here.board.experiment.uid:
            show_it = partial(here.show_card, card.uid)
            return Entry(mask.text(f"{card.number} {card.title}"), show_it, "", also, "show it", CARD)
        experiment = here.facts.experiments[card.experiment]
        where = mask.text(experiment.definition.title)
        open_it = partial(self.app.show_card, card.uid)
        return Entry(mask.text(f"{key} {card.title}"), open_it, where, also, "open its board", CARD)

    def _people(self, looked_for: Needle) -> Iterator[Entry]:
        """Yield who has the P-id; where names are shown, also who is called so."""
        workspace, people = self.app.session.workspace, self.app.session.workspace.people_glances
        uids: dict[str, None] = {}
        if (pid := _PID.fullmatch(looked_for.folded)) and looked_for.folded != "p":
            numbered = ((person.number, uid) for uid, person in people.items())
            uids.update((uid, None) for number, uid in sorted(numbered) if str(number).startswith(pid[1]))
        if self.app.names_shown:
            uids.update(dict.fromkeys(called(workspace.contacts, looked_for.folded)))
        people_now = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
        yield from (self._person(person) for person in people_now.values() if is_listed(person))

    @cached_property
    def _former(self) -> Mapping[str, tuple[str, ...]]:
        return former_pids(self.app.session.workspace)

    def _person(self, person: Participant) -> Entry:
        contact = self.app.session.workspace.contact_of(person.uid) if self.app.names_shown else None
        names = names_of(contact) if contact is not None else ()
        title = " ".join((person.pid, *names[:1]))
        pids = (person.pid, f"p{person.number}", *self._former.get(person.uid, ()))
        also = tuple(map(fold, (*pids, *names)))
        return Entry(title, partial(self.app.show_person, person.uid), "", also, "show them", PERSON)
