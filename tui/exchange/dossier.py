"""A dossier: everything there is on one person, for who asks what is kept about them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tui.domain.answering import answering_lines, answering_shape
from tui.domain.consent import AGREED_TO
from tui.domain.finding import card_key
from tui.domain.former import called_of
from tui.domain.merged import merged_uids
from tui.domain.parting import WHO, is_ours
from tui.domain.people_phrases import method_words
from tui.domain.phrases import phrase_of
from tui.domain.places import place_of, strings_in
from tui.domain.policy import Policy, Privacy
from tui.domain.records import Contact, Event, Participant, Record
from tui.domain.traces import Traces
from tui.domain.workspace import Workspace

Dossier = dict[str, Any]

NOT_REMEMBERED = "What was printed, or pasted elsewhere, is not remembered."
_TEAMS = frozenset({"by", "observers", "at", "uid", "card", "cards", "touchpoint", "participant"})
"""Fields that name teammates and records of ours, not other people."""
_LINKS = frozenset({"uid", "participant", "merged_from"})
_LABELS = {
    "fn": "name",
    "n": "name in parts",
    "org": "organisation",
    "tel": "telephone",
    "adr": "postal address",
    "url": "link",
    "created_at": "known since",
    "relationship": "relation",
    "is_minor": "a minor",
}
"""What fields are called that are not called as one would call them."""
_MENTIONING = ("experiments", "cards", "notes", "touchpoints", "contacts", "standups")


def build_dossier(
    workspace: Workspace,
    person: Participant,
    events: Iterable[Event],
    at: datetime,
    policy: Policy,
) -> Dossier:
    """Return every record that concerns a person, and what happened to them; `at` is when it was made.

    It names nobody else: others have their P-id in texts and links, and who nobody knows is only what they are, such as
    `[e-mail]`. Teammates, observers among them, stay.
    """
    uid, events = person.uid, list(events)
    uids = {uid, *merged_uids(workspace, uid)}
    consents = {each: workspace.consents[each] for each in workspace.consent_uids(uid)}
    notes = {each.uid: each for each in workspace.notes.values() if uid in each.people}
    met = {each: workspace.touchpoints[each] for each in workspace.touchpoint_uids(uid)}
    contacts = {each.uid: each for each in workspace.contacts.values() if each.participant in uids}
    theirs = {*uids, *consents, *notes, *met, *contacts}
    known = called_of(workspace, person, map(msgspec.to_builtins, events))
    called = [each for each in known if each not in contacts.values()]
    alone = _Alone(workspace, person, {*policy.kept_words, *(event.by for event in events)}, known)
    return {
        "id": person.pid,
        "made_at": at,
        "responsible": answering_shape(policy.privacy),
        "identity": alone.records(contacts.values()),
        "identity_before": alone.records(called),
        "person": alone.records([person])[0],
        "consents": alone.records(consents.values()),
        "touchpoints": alone.records(met.values()),
        "notes": alone.records(notes.values()),
        "cards": [
            {"key": card_key(workspace, card), "title": alone.text(card.title)} for card in workspace.cards_with(uid)
        ],
        "mentions": alone.mentions(theirs),
        "wards": [each.pid for each in workspace.participants.values() if each.guardian == uid],
        "exports": alone.records(each for each in workspace.exports.values() if not uids.isdisjoint(each.people)),
        "not_remembered": NOT_REMEMBERED,
        "history": [
            {"at": event.at, "by": event.by, "what": alone.text(phrase_of(event, workspace, keys=True).done)}
            for event in events
            if any(
                not theirs.isdisjoint(rows) or any(each in str(rows) for each in uids)
                for rows in event.changes.values()
            )
        ],
    }


def dossier_to_json(dossier: Dossier) -> str:
    """Return a dossier as indented JSON; times are ISO 8601 in UTC."""
    return json.dumps(msgspec.to_builtins(dossier), indent=2, ensure_ascii=False) + "\n"


def dossier_to_markdown(dossier: Dossier) -> str:
    """Return a dossier to be read by the person it is about."""
    return "\n".join(_lines(dossier)) + "\n"


class _Alone:
    """Takes everybody but one person out of what is handed to them."""

    def __init__(
        self, workspace: Workspace, person: Participant, teammates: Iterable[str], called: Sequence[Contact]
    ) -> None:
        self._workspace = workspace
        self._person = person
        self._traces = Traces(workspace, person, called, teammates)

    def text(self, text: str) -> str:
        """Return a text that names nobody else."""
        return self._traces.text_of_others(text)

    def records(self, records: Iterable[Record]) -> list[dict[str, Any]]:
        """Return records as they are stored, with P-ids where they link to people."""
        return [self._fields(msgspec.to_builtins(each)) for each in records]

    def mentions(self, theirs: Collection[str]) -> list[dict[str, str]]:
        """Return where records that are not `theirs` name the person, and in which words."""
        rows = []
        for table in _MENTIONING:
            for record in self._workspace.table(table).values():
                for name, value in msgspec.to_builtins(record).items() if record.uid not in theirs else ():
                    for text in dict.fromkeys(strings_in(value) if name not in WHO else ()):
                        if self._traces.tell(text):
                            where = f"{place_of(self._workspace, table, record)} {name}"
                            rows.append({"where": where, "text": self.text(text)})
        return rows

    def _fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        return {name: self._field(name, value) for name, value in fields.items()}

    def _field(self, name: str, value: Any) -> Any:
        if name in WHO or name in _TEAMS:
            return value
        people = self._workspace.participants
        if name == "people":
            return [people[uid].pid for uid in value if uid in people]
        if name == "guardian":
            return people[value].pid if value in people else None
        return self._value(name, value)

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return value if is_ours(name, value) else self.text(value)
        if isinstance(value, list | tuple):
            return [self._value(name, each) for each in value]
        return self._fields(value) if isinstance(value, dict) else value


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# What we keep about {dossier['id']}"
    yield ""
    yield f"As of {dossier['made_at']:%Y-%m-%d}."
    yield ""
    said = dossier["responsible"]
    named = (said["controller"] or "", said["contact"] or "", said["authority"] or "")
    yield from (f"- {line}" for line in answering_lines(Privacy(*named, tuple(said["purposes"]))))
    for title, name in (
        ("Who you are", "identity"),
        ("What was written there before", "identity_before"),
        ("What we know of you", "person"),
    ):
        if name == "identity_before" and not dossier[name]:
            continue
        yield from ("", f"## {title}", "")
        rows = dossier[name] if isinstance(dossier[name], list) else [dossier[name]]
        yield from _or_none(
            f"- {_label(key)}: {_said(value)}" for row in rows for key, value in row.items() if key not in _LINKS
        )
    yield from ("", "## What you agreed to", "")
    yield from _or_none(
        f"- {each['at'][:10]} {_scope(each['scope'])}: {each['status']}" for each in dossier["consents"]
    )
    yield from ("", "## When we met", "")
    yield from _or_none(_meeting(each) for each in dossier["touchpoints"])
    yield from ("", "## What you said and we wrote down", "")
    yield from _or_none(
        f"- {each['at'][:10]} {each.get('kind', 'note')}: {_said(each['text'])}" for each in dossier["notes"]
    )
    yield from ("", "## Work that concerns you", "")
    yield from _or_none(f"- {each['key']} {_said(each['title'])}" for each in dossier["cards"])
    if dossier["mentions"]:
        yield from ("", "## Where else you are named", "")
        yield from (f"- {each['where']}: {_said(each['text'])}" for each in dossier["mentions"])
    yield from ("", "## Copies that were given out", "")
    yield from _or_none(f"- {each['at'][:10]} {_copy(each)} ({each['profile']})" for each in dossier["exports"])
    yield from ("", dossier["not_remembered"])
    yield from ("", "## What was done with it", "")
    yield from _or_none(
        f"- {each['at']:%Y-%m-%d} {_said(each['what'])} (by {each['by']})" for each in dossier["history"]
    )


def _meeting(touchpoint: dict[str, Any]) -> str:
    about = [touchpoint.get("summary", ""), touchpoint.get("expectation", "")]
    words = "; ".join(_said(text) for text in about if text)
    return f"- {touchpoint['at'][:10]} {method_words(touchpoint.get('method', 'other'))}" + (
        f": {words}" if words else ""
    )


def _copy(export: dict[str, Any]) -> str:
    return "copied to the clipboard" if export["path"] == "clipboard" else str(export["path"])


def _or_none(lines: Iterable[str]) -> list[str]:
    return list(lines) or ["nothing"]


def _label(field: str) -> str:
    return _LABELS.get(field, field.replace("_", " "))


def _scope(scope: str) -> str:
    return AGREED_TO.get(scope, scope.replace("_", " "))


def _said(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, list | tuple):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, dict) and "value" in value and value.keys() <= {"dimension", "value"}:
        kind = f" ({_label(value['dimension'])})" if "dimension" in value else ""
        return f"{_said(value['value'])}{kind}"
    if isinstance(value, dict):
        return ", ".join(f"{_label(name)} {_said(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
