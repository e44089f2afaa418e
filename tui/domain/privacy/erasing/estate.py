"""What somebody said and did, alone and with others, and what becomes of it when they are erased.

An eraser knows what becomes of every stored document, past events included, and what of it concerns the person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, Literal

import msgspec
from msgspec import Struct

from tui.domain.evidence.respondents import prints_of
from tui.domain.people.consent import unwilling
from tui.domain.privacy.erasing import places
from tui.domain.privacy.erasing.traces import Parting, Traces, called_of
from tui.domain.records import RECORD_TYPES, Contact, Note, Participant, Record, Respondents, Touchpoint
from tui.domain.records.meaning import BIRTH, NUMBER, fields_of, having, owner_of, private_fields, words_of
from tui.domain.records.workspace import Workspace

Said = Literal["delete", "strip"]
"""What becomes of what they alone said and did: it goes, or stays with nobody it is put down to."""
Shared = Literal["remove", "unnamed", "keep"]
"""What becomes of what several said and did together: it goes; stays without anybody; stays with the others.

Who was met, how and when stays with the others in any case.
"""
_UNCOUNTED: dict[str, Any] = {"stance": None}
_UNNAMED: dict[str, Any] = {"people": [], "stance": None, "touchpoint": None}
_UNHEARD: dict[str, Any] = {"links": []}
_OF_A_TOMBSTONE = ("uid", *having(Participant, NUMBER))
STOP = "a stop of it was about you"


class Choices(Struct, frozen=True):
    """What is to become of the words of somebody who is erased."""

    said: Said = "delete"
    shared: Shared = "remove"


class Estate:
    """The notes and touchpoints of somebody (uids of one person), those of theirs alone apart from shared ones.

    A note is of those it is about; where it names nobody it is of those who were there when it was written down: words
    of a conversation between two are somebody's, whether they are named or not.
    """

    def __init__(self, workspace: Workspace, uids: Collection[str]) -> None:
        self._workspace = workspace
        self.uids = frozenset(uids)
        notes = [(note, speakers(workspace, note)) for note in workspace.notes.values()]
        met = [(touchpoint, frozenset(touchpoint.people)) for touchpoint in workspace.touchpoints.values()]
        self.notes = [note for note, who in notes if who and who <= self.uids]
        self.shared_notes = [note for note, who in notes if who & self.uids and who - self.uids]
        self.touchpoints = [touchpoint for touchpoint, who in met if who and who <= self.uids]
        self.shared_touchpoints = [touchpoint for touchpoint, who in met if who & self.uids and who - self.uids]
        self.owned = list(self._owned())
        """What is about nobody but them, such as what they agreed to and were promised."""

    @property
    def staying(self) -> set[str]:
        """The tables of what stays of them where only their words go."""
        return {Touchpoint.table, *(table for table, record_type in RECORD_TYPES.items() if owner_of(record_type))}

    @property
    def all_notes(self) -> list[Note]:
        """All notes they have a part in."""
        return [*self.notes, *self.shared_notes]

    @property
    def wordless(self) -> dict[str, dict[str, Any]]:
        """The fields with words of all touchpoints they have a part in, and of what they were asked and get, by uid."""
        records = (*self.touchpoints, *self.shared_touchpoints, *self.owned)
        return {record.uid: words for record in records if (words := words_of(type(record)))}

    @property
    def all_uids(self) -> set[str]:
        """The uids of all notes and touchpoints they have a part in."""
        notes = {note.uid for note in self.all_notes}
        return notes | {touchpoint.uid for touchpoint in (*self.touchpoints, *self.shared_touchpoints)}

    def gone(self, choices: Choices, today: date) -> tuple[set[str], set[str]]:
        """Return the uids of the notes and of the touchpoints that go.

        Words that were not allowed to be quoted go with who said them: there would be nobody left to ask.
        """
        deletes, removes = choices.said == "delete", choices.shared == "remove"
        notes = {note.uid for note in self.notes if deletes or self._is_private(note, self.uids, today)}
        for note in self.shared_notes:
            losing = speakers(self._workspace, note) if choices.shared == "unnamed" else self.uids
            if removes or self._is_private(note, losing, today):
                notes.add(note.uid)
        return notes, {touchpoint.uid for touchpoint in self.touchpoints} if deletes else set()

    def emptied(self, choices: Choices) -> dict[str, dict[str, Any]]:
        """Return the fields that lose what they hold, by the uid of the note or touchpoint, with what they hold then.

        What stays without who counts as no evidence, and leads to no conversation whose others it would be put down to.
        A recording is of who is heard on it, so nothing that stays without them leads there.
        """
        fields = {note.uid: _UNNAMED if self._others_met(note) else _UNCOUNTED for note in self.notes}
        fields |= {touchpoint.uid: _UNHEARD for touchpoint in self.touchpoints}
        if choices.shared == "unnamed":
            fields |= {note.uid: _UNNAMED for note in self.shared_notes}
        if choices.shared != "keep":
            wordless = words_of(Touchpoint)
            fields |= {touchpoint.uid: wordless for touchpoint in self.shared_touchpoints}
        return fields

    def loose_texts(self, choices: Choices) -> Iterator[tuple[Touchpoint, str]]:
        """Yield the texts of shared touchpoints that stay without anybody, each with where it was written."""
        for touchpoint in self.shared_touchpoints if choices.shared == "unnamed" else ():
            yield from ((touchpoint, text) for text in (touchpoint.summary, touchpoint.expectation) if text)

    def removed_texts(self, choices: Choices, today: date) -> list[str]:
        """Return the texts that are nowhere any more afterwards."""
        notes, touchpoints = self.gone(choices, today)
        wordless = self.shared_touchpoints if choices.shared == "remove" else []
        met = [*(touchpoint for touchpoint in self.touchpoints if touchpoint.uid in touchpoints), *wordless]
        texts = [note.text for note in (*self.notes, *self.shared_notes) if note.uid in notes]
        return [*texts, *(text for touchpoint in met for text in (touchpoint.summary, touchpoint.expectation) if text)]

    def _owned(self) -> Iterator[Record]:
        for table, record_type in RECORD_TYPES.items():
            if owner := owner_of(record_type):
                records = self._workspace.table(table).values()
                yield from (record for record in records if getattr(record, owner) in self.uids)

    def _others_met(self, note: Note) -> bool:
        met = self._workspace.touchpoints.get(note.touchpoint or "")
        return met is not None and not self.uids.issuperset(met.people)

    def _is_private(self, note: Note, losing: Collection[str], today: date) -> bool:
        return note.verbatim and bool(unwilling(self._workspace, losing, "quote_pseudonymous", today))


def speakers(workspace: Workspace, note: Note) -> frozenset[str]:
    """Return the uids of those whose words a note holds; empty where it is only ours."""
    met = workspace.touchpoints.get(note.touchpoint or "")
    return frozenset(note.people or (met.people if met else ()))


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
        emails = [email for contact in self.traces.contacts for email in contact.email]
        self._prints = set(_prints(workspace, stored.get("people_events", ()), emails)) if emails else set()

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
        if table == Respondents.table and self._prints and isinstance(value, list | tuple):
            return ["" if one in self._prints else one for one in value]
        return self._parting.field(table, name, value)

    def fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a past event tells of a record; of the person only that their P-id was given."""
        if table == "participants" and uid in self.uids:
            return {name: sides for name, sides in fields.items() if name in _OF_A_TOMBSTONE}
        return super().fields(table, uid, fields)

    def beside(self, name: str, value: Any) -> Any:
        """Return what an event tells beside its changes, without what names the person."""
        return value if name == "kind" else self._parting.value(value, name)


def _prints(workspace: Workspace, events: Iterable[places.Document], emails: Iterable[str]) -> Iterator[str]:
    """Yield the prints of somebody with some addresses among those who answered surveys, undone ones too."""
    for one in workspace.respondents.values():
        yield from prints_of(one.salt, one.prints, emails)
    for event in events:
        for row in places.mapping(places.mapping(event.get("changes")).get(Respondents.table)).values():
            salts, prints = (places.strings_in([places.mapping(row).get(name)]) for name in ("salt", "prints"))
            there = set(prints)
            for salt in salts:
                yield from prints_of(salt, there, emails)


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
            elif table not in places.OF_EVENTS and after is not None and table != Respondents.table:
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
