"""Erasing a person: what becomes of every stored document, past events included, and what of it concerns them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

import msgspec
from msgspec import Struct

from tui.domain.privacy.erasing import places
from tui.domain.privacy.erasing.estate import Choices, Estate
from tui.domain.privacy.erasing.traces import Parting, Traces, called_of
from tui.domain.records import RECORD_TYPES, Contact, Participant
from tui.domain.records.meaning import BIRTH, NUMBER, fields_of, having, owner_of, private_fields
from tui.domain.records.workspace import Workspace

_OF_A_TOMBSTONE = ("uid", *having(Participant, NUMBER))


class Eraser(places.Removal):
    """Knows a person, and what of theirs goes.

    `choices` decide what becomes of what they said and did, alone and with others; what is only about them goes. Of the
    stored `documents` the events tell what the person was called before, and of records of theirs that are not there
    any more: that goes, too.
    """

    def __init__(
        self,
        workspace: Workspace,
        person: Participant,
        choices: Choices,
        today: date,
        documents: places.Documents | None = None,
    ) -> None:
        self.person = person
        self.choices = choices
        stored = documents or {}
        self.traces = Traces(workspace, person, called_of(workspace, person, stored.get("people_events", ())))
        self.uids = self.traces.uids
        self.estate = Estate(workspace, self.uids)
        notes, touchpoints = self.estate.gone(choices, today)
        gone = defaultdict(set, {"notes": notes, "touchpoints": touchpoints})
        for table, uid in chain(
            ((record.table, record.uid) for record in self.estate.owned), places.undone_of(workspace, self.uids, stored)
        ):
            gone[table].add(uid)
        super().__init__(gone, self.estate.emptied(choices))
        self._parting = Parting(self.traces, {*notes, *touchpoints})

    def document(self, table: str, document: places.Document) -> places.Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        if table == "participants" and document.get("uid") in self.uids:
            raise ValueError("the person themselves become a tombstone, which is not made from what they were")
        return super().document(table, document)

    def changed(self, documents: places.Documents) -> Iterator[tuple[str, places.Document, places.Document | None]]:
        """Yield the stored documents that do not stay as they are, but for the person: they become a tombstone."""
        others = (
            (table, [row for row in rows if row.get("uid") not in self.uids]) for table, rows in documents.items()
        )
        return super().changed(dict(others))

    def text(self, text: str) -> str:
        """Return a text without what tells who the person was; what others share with them stays."""
        return self.traces.text(text)

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return a field without what names the person or links to them."""
        return self._parting.field(table, name, value)

    def fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a past event tells of a record; of the person only that their P-id was given."""
        if table == "participants" and uid in self.uids:
            return {name: sides for name, sides in fields.items() if name in _OF_A_TOMBSTONE}
        return super().fields(table, uid, fields)

    def beside(self, name: str, value: Any) -> Any:
        """Return what an event tells beside its changes, without what names the person."""
        return value if name == "kind" else self._parting.value(value, name)


STOP = "a stop of it was about you"


class Mention(Struct, frozen=True):
    """A text that has to do with somebody, and where it is."""

    where: str
    text: str


class Concern:
    """All that concerns a person, as `eraser` finds it in the stored `documents`.

    `theirs` are the documents of theirs, by table: they would go, or somebody shares them with the person. `mentions`
    are texts of others that name them, and `former` what only past changes tell any more.
    """

    def __init__(self, workspace: Workspace, eraser: Eraser, documents: places.Documents) -> None:
        self._workspace = workspace
        self._eraser = eraser
        self.theirs: dict[str, list[places.Document]] = {}
        self.mentions: list[Mention] = []
        shared = eraser.estate.all_uids
        changed = list(eraser.changed(documents))
        for table, before, after in changed:
            if table not in places.OF_EVENTS and (after is None or before["uid"] in shared):
                self.theirs.setdefault(table, []).append(before)
            elif table not in places.OF_EVENTS and after is not None:
                for name, value in before.items():
                    self.mentions += self._named(table, before, _lost(value, after.get(name)), name)
        self._shown = {text for rows in self.theirs.values() for text in places.strings_in(rows)}
        self._shown |= {mention.text for mention in self.mentions}
        self._shown |= set(places.strings_in(msgspec.to_builtins(workspace.participants[uid]) for uid in eraser.uids))
        self.former: list[Mention] = []
        for table, before, after in changed:
            if table in places.OF_EVENTS and after is not None:
                self._add_former(table, before, after)

    def _named(self, table: str, document: places.Document, texts: Iterable[str], field: str = "") -> list[Mention]:
        where = f"{places.where_of(self._workspace, table, document)} {field}".strip()
        return [Mention(where, text) for text in dict.fromkeys(texts) if text and text not in self._eraser.uids]

    def _add_former(self, table: str, before: places.Document, after: places.Document) -> None:
        staying = places.mapping(after.get("changes"))
        texts = [text for name in ("by", "reason") for text in _lost(before.get(name), after.get(name))]
        for changed, rows in places.mapping(before.get("changes")).items():
            for uid, row in places.mapping(rows).items():
                fields, left = places.mapping(row), places.mapping(places.mapping(staying.get(changed)).get(uid))
                names = [name for name in fields if name in left or _is_typed(changed, name)]
                texts += (text for name in names for text in _lost(fields[name], left.get(name)))
        self.former += self._named(table, before, (text for text in texts if text not in self._shown))
        self._shown.update(texts)


def _is_typed(table: str, name: str) -> bool:
    """Return whether people type into a field; of what later versions keep nobody can know."""
    record_type = RECORD_TYPES.get(table, Contact)
    if record_type not in (Contact, Participant):
        return name in private_fields(record_type)
    field = fields_of(record_type).get(name)
    given = field is not None and (field.is_code or BIRTH in field.marks or NUMBER in field.marks)
    return not given and name != owner_of(record_type)


def _lost(before: Any, after: Any) -> Iterator[str]:
    """Yield the texts of a value that are in it no more."""
    if before == after:
        return
    if isinstance(before, str):
        yield before
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for name, value in before.items():
            if name not in after:
                yield name
            yield from _lost(value, after.get(name))
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _lost(one, other)
    elif isinstance(before, list | tuple):
        left = after if isinstance(after, list | tuple) else ()
        for item in before:
            if item not in left:
                yield from _lost(item, None)
    elif isinstance(before, Mapping):
        yield from (STOP,) if "step" in before else places.strings_in(before)
