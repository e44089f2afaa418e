"""Many people: thousands of contacts with their touchpoints, notes and words about permission, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import get_args

from tests.bench.boards import BATCH, SAID, Maker
from tui.domain.patch import Patch
from tui.domain.records import Consent, Contact, Note, Participant, Segment, Touchpoint
from tui.domain.records.change import Change, Edit, patches
from tui.domain.records.ranks import first_ranks
from tui.domain.records.vocabulary import ConsentStatus, Direction, Method, Relationship
from tui.domain.records.workspace import Workspace
from tui.store import open_store

GIVEN = ("Anna", "Bram", "Chidi", "Dana", "Elif", "Femi", "Goro", "Hana", "Igor", "Jana", "Kemal", "Lucía", "Mei")
FAMILY = ("Adler", "Baker", "Costa", "Dahl", "Engel", "Fofana", "Grimm", "Haddad", "Ito", "Jensen", "Kaya", "Lund")
SEGMENTS = ("enterprise", "team", "self-serve", "schools", "agencies", "advisory board")
SCOPES = ("contact_me", "take_part", "record_audio", "quote_pseudonymous")
STATUSES: tuple[ConsentStatus, ...] = ("given", "given", "given", "refused", "requested")
PER_PERSON = 5
"""How many touchpoints somebody has, and how many notes."""


def crowded(folder: Path, people: int, now: datetime) -> None:
    """Write a workspace with so many people, and a small board."""
    CrowdMaker(now).write_crowd(folder, people)


class CrowdMaker(Maker):
    """Makes people by chance that is always the same."""

    def write_crowd(self, folder: Path, people: int) -> None:
        """Write the people, and the board whose cards some of them are linked to."""
        store = open_store(folder)
        waiting = self._changes(people)
        while batch := list(islice(waiting, BATCH)):
            with store.writing():
                store.commit([Patch(each.table, each.uid, each.fields) for change in batch for each in patches(change)])
        store.close(fold=True)

    def _changes(self, people: int) -> Iterator[Change]:
        yield self.start(20)
        for number in range(1, people + 1):
            yield self._somebody(number)
        for number, rank in enumerate(first_ranks(20), start=1):
            yield from self.history(number, rank)

    def _somebody(self, number: int) -> Change:
        """Return all that is known of a person, as one change."""
        chance, edit = self.chance, Edit(Workspace.of(), self.context())
        ids = edit.context.ids
        known = self.now - timedelta(days=chance.uniform(40, 300))
        uid = ids()
        segments = tuple(Segment(each) for each in chance.sample(SEGMENTS, chance.randint(0, 2)))
        edit.put(Participant(uid, number, known, chance.choice(get_args(Relationship)), segments))
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        edit.put(Contact(ids(), uid, f"{name} {number}", (f"someone{number}@example.com",), f"Org {number % 700}"))
        for scope in chance.sample(SCOPES, chance.randint(0, 4)):
            edit.put(Consent(ids(), uid, scope, chance.choice(STATUSES), known, "ux"))
        for _ in range(PER_PERSON):
            at = self.now - timedelta(days=chance.uniform(0.1, 200))
            method = chance.choice(get_args(Method))
            direction = chance.choice(get_args(Direction))
            met = edit.put(Touchpoint(ids(), at, "ux", method, direction=direction, duration=25, people=(uid,)))
            kind, stance, text = chance.choice(SAID)
            edit.put(Note(ids(), text, at, "ux", people=(uid,), kind=kind, stance=stance, touchpoint=met.uid))
        return edit.change("contact_made")
