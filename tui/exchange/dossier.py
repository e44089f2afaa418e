"""A dossier: everything there is on one person, for who asks what is kept about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from tui.domain.history.phrases import phrase_of
from tui.domain.people.consent import is_to_ask_again
from tui.domain.people.policy import Policy
from tui.domain.privacy.erasing.estate import Choices, Concern, Eraser, Mention
from tui.domain.privacy.erasing.letter import RIGHTS, answering_shape, given_out
from tui.domain.privacy.erasing.places import WHO, Document, Documents, is_ours
from tui.domain.privacy.erasing.traces import Traces
from tui.domain.privacy.sight import PID, SOMEBODY
from tui.domain.records import RECORD_TYPES, Contact, Event, Participant, Record
from tui.domain.records.meaning import TEAMMATE, Field, Reference, fields_of, references
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural

Dossier = dict[str, Any]

NOT_REMEMBERED = "What was printed, or pasted elsewhere, is not remembered."
_LISTED = ("contacts", "consents", "touchpoints", "notes", "invitations", "incentives")


def build_dossier(
    workspace: Workspace,
    person: Participant,
    events: Iterable[Event],
    at: datetime,
    policy: Policy,
    *,
    documents: Documents,
) -> Dossier:
    """Return all that concerns a person, and what happened to them; `at` is when it was made.

    That is what erasing them finds in the stored `documents`, so nothing would go or change that is not in it. It names
    nobody else: others have their P-id in texts and links, and who nobody knows is only what they are, such as
    `[e-mail]`. Teammates, observers among them, stay.
    """
    events = list(events)
    eraser = Eraser(workspace, person, Choices(), policy.day(at), documents)
    concern = Concern(workspace, eraser, documents)
    called = eraser.traces.contacts
    contacts = [contact for contact in workspace.contacts.values() if contact.participant in eraser.uids]
    alone = _Alone(workspace, person, {*policy.kept_words, *(event.by for event in events)}, called)
    exports = [export for export in workspace.exports.values() if not eraser.uids.isdisjoint(export.people)]
    history = [event for event in events if _concerns(event, concern, eraser)]
    listed = {table: alone.documents(table, concern.theirs.get(table, ())) for table in _LISTED}
    further = {table: rows for table, rows in concern.theirs.items() if table not in _LISTED}
    return {
        "id": person.pid,
        "made_at": at,
        "responsible": answering_shape(policy.privacy),
        "kept_until": person.retention_until,
        "sources": list(_sources(concern, history, alone)),
        "recipients": ["our team: whoever has this workspace", *dict.fromkeys(map(given_out, exports))],
        "rights": list(RIGHTS),
        "identity": listed["contacts"],
        "identity_before": alone.records(contact for contact in called if contact not in contacts),
        "person": alone.records([person])[0],
        "consents": [_to_ask_again(workspace, word) for word in listed["consents"]],
        **{table: listed[table] for table in ("touchpoints", "notes", "invitations", "incentives")},
        "further": {table: alone.documents(table, rows) for table, rows in further.items()},
        "cards": [
            {"key": card_key(workspace, card), "title": alone.text(card.title)}
            for card in workspace.cards_with(person.uid)
        ],
        "concluded": list(_concluded(workspace, [row["uid"] for row in concern.theirs.get("notes", ())], alone)),
        "mentions": alone.mentions(concern.mentions),
        "former": alone.mentions(concern.former),
        "wards": [
            participant.pid for participant in workspace.participants.values() if participant.guardian in eraser.uids
        ],
        "exports": alone.records(exports),
        "not_remembered": NOT_REMEMBERED,
        "history": [
            {"at": event.at, "by": event.by, "what": alone.text(phrase_of(event, workspace, keys=True).done)}
            for event in history
        ],
    }


def _concluded(workspace: Workspace, notes: Iterable[str], alone: _Alone) -> Iterator[dict[str, Any]]:
    """Yield what we made of what somebody said: insights, assumptions, cards.

    `notes` counts theirs among those it rests on.
    """
    mine = set(notes)
    for insight in workspace.insights.values():
        if count := len(mine & {*insight.notes, *insight.against}):
            yield {"what": "insight", "text": alone.text(insight.statement), "notes": count, "status": insight.status}
    aims: Counter[tuple[str, str]] = Counter()
    for note in filter(None, (workspace.notes.get(uid) for uid in mine)):
        aims.update(("assumption", uid) for uid in note.aims)
        aims.update(("card", uid) for uid in filter(None, [note.asks_for]))
    for (what, uid), count in sorted(aims.items()):
        if what == "card" and (card := workspace.cards.get(uid)) is not None:
            text = f"{card_key(workspace, card)} {alone.text(card.title)}"
            yield {"what": what, "text": text, "notes": count, "status": "made of what you asked for"}
        elif what != "card" and (claim := workspace.assumptions.get(uid)) is not None:
            yield {"what": what, "text": alone.text(claim.text), "notes": count, "status": "tested by it"}


def _to_ask_again(workspace: Workspace, document: Document) -> Document:
    """Return a word about consent, with a remark where it holds only once it is asked for by itself."""
    word = workspace.consents.get(document.get("uid", ""))
    return document | ({"to_ask_again": True} if word is not None and is_to_ask_again(word) else {})


def dossier_to_json(dossier: Dossier) -> str:
    """Return a dossier as indented JSON; times are ISO 8601 in UTC."""
    import json

    return json.dumps(msgspec.to_builtins(dossier), indent=2, ensure_ascii=False) + "\n"


class _Alone:
    """Takes everybody but one person out of what is handed to them."""

    def __init__(
        self, workspace: Workspace, person: Participant, teammates: Iterable[str], called: Sequence[Contact]
    ) -> None:
        self._workspace = workspace
        self._traces = Traces(workspace, person, called, teammates)
        self._own = {workspace.participants[uid].pid for uid in self._traces.uids}
        self._names = {"participants": self._pid, "cards": self._key}

    def text(self, text: str) -> str:
        """Return a text that names nobody else, be it by P-id."""
        return PID.sub(
            lambda pid: pid[0] if pid[0].upper() in self._own else SOMEBODY, self._traces.text_of_others(text)
        )

    def records(self, records: Iterable[Record]) -> list[dict[str, Any]]:
        """Return records as they are stored, with their P-id where they link to them, and others as somebody."""
        return [self._fields(type(record), msgspec.to_builtins(record)) for record in records]

    def documents(self, table: str, documents: Iterable[Document]) -> list[dict[str, Any]]:
        """Return stored documents the same way, oldest first, with the keys of the cards they are about."""
        ordered = sorted(documents, key=lambda document: str(document.get("at", "")))
        return [self._fields(RECORD_TYPES.get(table), document) for document in ordered]

    def mentions(self, mentions: Iterable[Mention]) -> list[dict[str, str]]:
        """Return where they are named, and in which words."""
        return [{"where": self.text(mention.where), "text": self.text(mention.text)} for mention in mentions]

    def _fields(self, record_type: type[Struct] | None, document: Document) -> Document:
        fields = fields_of(record_type) if record_type else {}
        linked = {reference.name: reference for reference in references(record_type)} if record_type else {}
        return {name: self._field(name, value, fields.get(name), linked.get(name)) for name, value in document.items()}

    def _field(self, name: str, value: Any, field: Field | None, link: Reference | None) -> Any:
        if name in WHO or (field and (field.is_time or field.meaning == TEAMMATE)) or (link and link.to.bare):
            return value
        if link and link.to.table in self._names:
            name_of = self._names[link.to.table]
            names = [name_of(uid) for uid in link.in_value(value) if uid in self._workspace.table(link.to.table)]
            return names if link.several else next(iter(names), None)
        return self._value(name, value, field)

    def _value(self, name: str, value: Any, field: Field | None = None) -> Any:
        if isinstance(value, str):
            return value if is_ours(name, value) else self.text(value)
        if isinstance(value, list | tuple):
            return [self._value(name, item, field) for item in value]
        return self._fields(field.part if field else None, value) if isinstance(value, dict) else value

    def _pid(self, uid: str) -> str:
        return self.text(self._workspace.participants[uid].pid)

    def _key(self, uid: str) -> str:
        return card_key(self._workspace, self._workspace.cards[uid])


def _concerns(event: Event, concern: Concern, eraser: Eraser) -> bool:
    """Return whether an event changed something of theirs, or that something is about them."""
    theirs = {*eraser.uids, *(row["uid"] for rows in concern.theirs.values() for row in rows)}
    return any(
        not theirs.isdisjoint(rows) or any(_links(fields, uid) for fields in rows.values() for uid in eraser.uids)
        for rows in event.changes.values()
    )


def _links(fields: Mapping[str, Sequence[Any]], uid: str) -> bool:
    """Return whether changes of a record begin or end to refer to somebody (uid)."""
    return any((uid in str(before)) != (uid in str(after)) for before, after in fields.values())


def _sources(concern: Concern, history: Iterable[Event], alone: _Alone) -> Iterator[str]:
    """Yield where what is kept comes from (Art. 14 asks for it where it is not from the person)."""
    for event in history:
        if any("uid" in fields for fields in event.changes.get("contacts", {}).values()):
            yield f"your name and addresses: entered by {event.by} on {event.at.date()}"
    touchpoints, notes = concern.theirs.get("touchpoints", []), concern.theirs.get("notes", [])
    if touchpoints:
        yield f"you, and who was there with you: {plural(len(touchpoints), 'time')} when we were in touch"
    for by, count in sorted(Counter(str(note.get("by", "")) for note in notes).items()):
        yield f"what {by} wrote down: {plural(count, 'note')}"
    if concern.mentions:
        texts = plural(len(concern.mentions), "text that names", "texts that name")
        yield f"what others and we wrote elsewhere: {texts} you"
    sources = dict.fromkeys(str(word["source"]) for word in concern.theirs.get("consents", []) if word.get("source"))
    yield from (f"{alone.text(source).replace('_', ' ')} sources" for source in sources if source != "person")
