"""Events about people in words. People are named by P-id, never by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tui.domain.people.consent import AGREED_TO
from tui.domain.records import Event, Incentive, Invitation
from tui.domain.records.workspace import Workspace


def people_rest(event: Event, workspace: Workspace, number: str) -> str:
    """Return what follows the verb of an event about people; empty for every other event.

    `number` names the card it was done on, where there is one.
    """
    match event.kind:
        case "contact_made" | "contact_linked" | "contact_unlinked":
            return _linked(event, workspace, number)
        case "consent_given" | "consent_withdrawn" | "consent_recorded":
            return _consent_rest(event, workspace)
        case "contacts_merged":
            return _merged(event, workspace)
        case "touchpoint_logged" | "touchpoint_planned" | "touchpoint_edited" | "touchpoint_settled":
            return _touchpoint_rest(event, workspace)
        case "people_invited" | "invitation_answered":
            return _invitation_rest(event, workspace)
        case "incentive_promised" | "incentive_paid" | "incentive_unpaid":
            # How much is told to nobody but our team, and this is told to anyone.
            who = _owners(event, workspace, "incentives", workspace.incentives)
            return f"{who} an incentive" if event.kind == "incentive_promised" else f"an incentive of {who}"
        case "promise_kept" | "promise_reopened" | "request_answered":
            return _loop_rest(event, workspace)
        case "contact_edited" | "person_edited" | "contact_erased" | "undone" | "redone":
            return number or _pids(event, workspace)
        case "note_added" if not number:
            return _note_pids(event, workspace)
        case _:
            return ""


def created(event: Event, table: str, field: str) -> Any:
    """Return a field of the record that an event created or removed in a table."""
    for fields in event.changes.get(table, {}).values():
        before, after = fields.get(field, (None, None))
        if "uid" in fields:
            return after if after is not None else before
    return None


def _linked(event: Event, workspace: Workspace, number: str) -> str:
    if event.kind == "contact_made":
        made = created(event, "participants", "number")
        pid = f"P{made:02d}" if isinstance(made, int) else "a person"
        return f"{pid}, linked to {number}" if number else pid
    before, after = event.changes.get("cards", {}).get(event.card or "", {}).get("people", [[], []])
    changed = set(before or ()) ^ set(after or ())
    pids = [workspace.participants[uid].pid for uid in changed if uid in workspace.participants]
    word = "to" if event.kind == "contact_linked" else "from"
    return f"{', '.join(sorted(pids))} {word} {number}"


def _merged(event: Event, workspace: Workspace) -> str:
    """Return who was put into whom: `P02 into P01`; empty where that is not known any more."""
    for uid, fields in event.changes.get("participants", {}).items():
        if (into := fields.get("merged_into", (None, None))[1]) is not None:
            old, new = _named(workspace, [uid]), _named(workspace, [str(into)])
            return f"{old} into {new}" if old and new else ""
    return ""


def _pids(event: Event, workspace: Workspace) -> str:
    """Return the P-ids of those an event changed, or whose names it did, as far as these are kept here."""
    contacts = [workspace.contacts.get(uid) for uid in event.changes.get("contacts", {})]
    uids = [*event.changes.get("participants", {}), *(contact.participant for contact in contacts if contact)]
    return _named(workspace, uids)


def _named(workspace: Workspace, uids: Iterable[str]) -> str:
    people = {person.number: person.pid for uid in uids if (person := workspace.participants.get(uid)) is not None}
    return ", ".join(people[number] for number in sorted(people))


def _note_pids(event: Event, workspace: Workspace) -> str:
    people: list[str] = []
    for uid, fields in event.changes.get("notes", {}).items():
        note = workspace.notes.get(uid)
        people += note.people if note is not None else _either(fields, "people") or ()
    return _named(workspace, people)


def _consent_rest(event: Event, workspace: Workspace) -> str:
    """Return who said what: `P03 agrees to be quoted`."""
    words = [fields for fields in event.changes.get("consents", {}).values() if "uid" in fields]
    who = _named(workspace, [str(_either(fields, "participant")) for fields in words]) or "somebody"
    scopes = list(dict.fromkeys(str(_either(fields, "scope")) for fields in words))
    if event.kind == "consent_recorded":
        statuses = dict.fromkeys(str(_either(fields, "status")).replace("_", " ") for fields in words)
        return f"{who} said about consent: {', '.join(scopes)} {', '.join(statuses)}"
    told = ", ".join(AGREED_TO.get(scope, scope) for scope in scopes)
    return f"{who} {'agrees' if event.kind == 'consent_given' else 'does not agree'} to {told}"


def _touchpoint_rest(event: Event, workspace: Workspace) -> str:
    """Return what it was and with whom: `interview with P03`."""
    uid, fields = next(iter(event.changes.get("touchpoints", {}).items()), ("", {}))
    touchpoint = workspace.touchpoints.get(uid)
    method = touchpoint.method if touchpoint else str(_either(fields, "method") or "other")
    people = touchpoint.people if touchpoint else _either(fields, "people") or ()
    who = _named(workspace, people)
    what = method_words(method) + (f" with {who}" if who else "")
    status = _either(fields, "status") if event.kind == "touchpoint_settled" else None
    return f"{what} as {str(status).replace('_', ' ')}" if status else what


def _invitation_rest(event: Event, workspace: Workspace) -> str:
    """Return who was asked to what, or what came of it: `P03 to an interview`, `the invitation of P03 as declined`."""
    who = _owners(event, workspace, "invitations", workspace.invitations)
    fields = next(iter(event.changes.get("invitations", {}).values()), {})
    if event.kind == "invitation_answered":
        return f"the invitation of {who} as {str(_either(fields, 'status') or 'asked').replace('_', ' ')}"
    method = _either(fields, "method")
    return f"{who} to take part" + (f", {method_words(str(method))}" if method else "")


def _owners(event: Event, workspace: Workspace, table: str, rows: Mapping[str, Invitation | Incentive]) -> str:
    """Return of whom the records of a table are that an event changed."""
    changed = event.changes.get(table, {}).items()
    owners = [rows[uid].participant if uid in rows else str(_either(fields, "participant")) for uid, fields in changed]
    return _named(workspace, owners) or "somebody"


def _loop_rest(event: Event, workspace: Workspace) -> str:
    who = _note_pids(event, workspace)
    if event.kind != "request_answered":
        return f"to {who}" if who else ""
    fields = next(iter(event.changes.get("notes", {}).values()), {})
    after = _either(fields, "request") or {}
    step = next((step for step in ("told", "responded", "acknowledged") if after.get(f"{step}_at")), "open")
    return f"{'of ' + who + ' ' if who else ''}as {step}"


def method_words(method: str) -> str:
    """Return a method of touchpoints as people say it: `other` is a contact."""
    return "contact" if method == "other" else method.replace("_", " ")


def _either(fields: Mapping[str, list[Any]], name: str) -> Any:
    before, after = fields.get(name, (None, None))
    return after if after is not None else before
