"""A workspace as a reader may see it, for whatever shows records as they are: lists, lookups, sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from tui.domain.privacy.sight import Sight
from tui.domain.records import Card, Contact, Experiment, Invitation, Note, Record, Touchpoint
from tui.domain.records.layers import passing
from tui.domain.records.lookups import Index
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key


class SeenWorkspace(Workspace):
    """The records of a workspace through a lens, each when it is looked at for the first time.

    Texts are without names, what may not be seen has none, and people who may not be seen are not there: nothing in it
    tells who anybody is. `withheld` says why the words of a note or a touchpoint are missing. What was `written` (uids)
    a moment ago is said back to whoever wrote it, without names.
    """

    __slots__ = ("_reasons", "_views", "_written", "lens")

    def __init__(self, lens: Sight, *, written: Collection[str] = ()) -> None:
        raw = lens.workspace
        self.lens = lens
        self._written = frozenset(written)
        self._reasons: dict[str, str] = {}
        seen: dict[str, Callable[[Any], Record]] = {
            "experiments": self._experiment,
            "cards": self._card,
            "notes": self._note,
            "touchpoints": self._touchpoint,
            "invitations": self._invitation,
            "contacts": _nameless,
        }
        # Of a record that needs no more than that, the texts are seen like all others.
        tables: dict[str, Any] = {name: _Shown(rows, seen.get(name, lens.seen)) for name, rows in raw._tables.items()}
        tables["participants"] = _Visible(raw._tables["participants"], lens.seen, lens.sees)
        super().__init__(tables, raw._indexes)
        self._views = seen

    def _looked_up(self, lookup: str) -> Index:
        return self.lens.workspace._looked_up(lookup)

    def withheld(self, uid: str) -> str:
        """Return why the words of a note or touchpoint are kept private; empty where they are not."""
        for table in ("notes", "touchpoints"):
            if uid in self._tables[table]:
                _ = self._tables[table][uid]
        return self._reasons.get(uid, "")

    def cards_once(self, uids: Iterable[str]) -> Iterator[Card]:
        """Yield some cards for who looks at each of them once: they are seen as all others, and not kept."""
        return map(self._card, passing(self.lens.workspace.cards, uids))

    def passing(self, table: str, uids: Iterable[str]) -> Iterator[Record]:
        """Yield some records of a table for who looks at each of them once; without people who may not be seen."""
        raw, lens = self.lens.workspace, self.lens
        if table == "participants":
            uids = filter(lens.sees, uids)
        return map(self._views.get(table, lens.seen), passing(raw.table(table), uids))

    def handle(self, text: str) -> str:
        """Return an id that somebody wrote or that came of a title, without the names in it."""
        return self.lens.line(text)

    def counts(self, note: Note) -> bool:
        """Return whether a note counts as evidence."""
        return self.lens.counts(note)

    def _experiment(self, experiment: Experiment) -> Experiment:
        # What its cards once were is not shown from here, and may be as much as the board itself.
        return self.lens.seen(
            replace(experiment, definition=replace(experiment.definition, cards=()), aside=()), lambda: experiment.key
        )

    def _card(self, card: Card) -> Card:
        return self.lens.seen(card, lambda: card_key(self.lens.workspace, card))

    def _note(self, note: Note) -> Note:
        if note.uid not in self._written and (why := self.lens.words_withheld(note)):
            self._reasons[note.uid] = why
            return self.lens.seen(replace(note, text="", tags=()))
        return self.lens.seen(note)

    def _touchpoint(self, touchpoint: Touchpoint) -> Touchpoint:
        if touchpoint.uid not in self._written and (why := self.lens.account_withheld(touchpoint)):
            self._reasons[touchpoint.uid] = why
            return self.lens.seen(replace(touchpoint, summary="", expectation="", links=()))
        return self.lens.seen(touchpoint)

    def _invitation(self, invitation: Invitation) -> Invitation:
        if invitation.note and self.lens.withheld("account", (invitation.participant,), "note on an invitation"):
            return self.lens.seen(replace(invitation, note=""))
        return self.lens.seen(invitation)


class _Shown(Mapping[str, Record]):
    """A table of which each record is shown when it is looked at."""

    def __init__(self, rows: Mapping[str, Record], show: Callable[[Any], Record]) -> None:
        self._rows = rows
        self._show = show
        self._seen: dict[str, Record] = {}

    def __getitem__(self, uid: str) -> Record:
        seen = self._seen.get(uid)
        if seen is None:
            seen = self._seen[uid] = self._show(self._rows[uid])
        return seen

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _Visible(_Shown):
    """A table of which only some records are there, which is found out when they are looked for."""

    def __init__(self, rows: Mapping[str, Record], show: Callable[[Any], Record], sees: Callable[[str], bool]) -> None:
        super().__init__(rows, show)
        self._sees = sees

    def __getitem__(self, uid: str) -> Record:
        if not self._sees(uid):
            raise KeyError(uid)
        return super().__getitem__(uid)

    def __iter__(self) -> Iterator[str]:
        return filter(self._sees, self._rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _nameless(contact: Contact) -> Contact:
    return Contact(contact.uid, contact.participant, "")
