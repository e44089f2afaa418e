"""A dossier: everything there is on one person, for who asks what is kept about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from tui.domain.finding import card_key
from tui.domain.people_phrases import method_words
from tui.domain.phrases import phrase_of
from tui.domain.records import Event, Participant, Record
from tui.domain.workspace import Workspace

Dossier = dict[str, Any]


def build_dossier(workspace: Workspace, person: Participant, events: Iterable[Event], at: datetime) -> Dossier:
    """Return every record that concerns a person, as stored, and what happened to them; `at` is when it was made."""
    uid = person.uid
    consents = {each: workspace.consents[each] for each in workspace.consent_uids(uid)}
    notes = {each.uid: each for each in workspace.notes.values() if uid in each.people}
    met = {each: workspace.touchpoints[each] for each in workspace.touchpoint_uids(uid)}
    contacts = {each.uid: each for each in workspace.contacts.values() if each.participant == uid}
    theirs = {uid, *consents, *notes, *met, *contacts}
    return {
        "id": person.pid,
        "made_at": at,
        "identity": _plain(contacts.values()),
        "person": msgspec.to_builtins(person),
        "consents": _plain(consents.values()),
        "touchpoints": _plain(met.values()),
        "notes": _plain(notes.values()),
        "cards": [{"key": card_key(workspace, card), "title": card.title} for card in workspace.cards_with(uid)],
        "wards": [each.pid for each in workspace.participants.values() if each.guardian == uid],
        "exports": _plain(each for each in workspace.exports.values() if uid in each.people),
        "history": [
            {"at": event.at, "by": event.by, "what": phrase_of(event, workspace, keys=True).done}
            for event in events
            if any(not theirs.isdisjoint(rows) or uid in str(rows) for rows in event.changes.values())
        ],
    }


def dossier_to_json(dossier: Dossier) -> str:
    """Return a dossier as indented JSON; times are ISO 8601 in UTC."""
    return json.dumps(msgspec.to_builtins(dossier), indent=2, ensure_ascii=False) + "\n"


def dossier_to_markdown(dossier: Dossier) -> str:
    """Return a dossier to be read by the person it is about."""
    return "\n".join(_lines(dossier)) + "\n"


def _plain(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(each) for each in records]


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# What we keep about {dossier['id']}"
    yield ""
    yield f"As of {dossier['made_at']:%Y-%m-%d}."
    for title, name in (("Who you are", "identity"), ("What we know of you", "person")):
        yield from ("", f"## {title}", "")
        rows = dossier[name] if isinstance(dossier[name], list) else [dossier[name]]
        yield from (f"- {key}: {_said(value)}" for row in rows for key, value in row.items() if key != "uid")
    yield from ("", "## What you agreed to", "")
    yield from _or_none(f"- {each['at'][:10]} {each['scope']}: {each['status']}" for each in dossier["consents"])
    yield from ("", "## When we met", "")
    yield from _or_none(_meeting(each) for each in dossier["touchpoints"])
    yield from ("", "## What you said and we wrote down", "")
    yield from _or_none(
        f"- {each['at'][:10]} {each.get('kind', 'note')}: {_said(each['text'])}" for each in dossier["notes"]
    )
    yield from ("", "## Work that concerns you", "")
    yield from _or_none(f"- {each['key']} {_said(each['title'])}" for each in dossier["cards"])
    yield from ("", "## Copies that were given out", "")
    yield from _or_none(f"- {each['at'][:10]} {each['path']} ({each['profile']})" for each in dossier["exports"])
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


def _or_none(lines: Iterable[str]) -> list[str]:
    return list(lines) or ["nothing"]


def _said(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, list | tuple):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(each)}" for name, each in value.items())
    return " ".join(str(value).split())
