"""What an event about people says of them. They are named by P-id, never by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from tui.domain.records import Event, Incentive, Invitation
from tui.domain.records.vocabulary import AGREED_TO
from tui.domain.records.workspace import Workspace


class PeopleParticulars(Struct, frozen=True):
    """The people of an event, and what became of them; None of what it says nothing of."""

    event: Event
    workspace: Workspace

    def people(self) -> str | None:
        """Those it changed, or whose names it did, as far as these are kept here."""
        contacts = [self.workspace.contacts.get(uid) for uid in self._rows("contacts")]
        uids = [*self._rows("participants"), *(contact.participant for contact in contacts if contact)]
        return self._pids(uids) or None

    def new_person(self) -> str:
        """Who was made known by it: P03."""
        number = created(self.event, "participants", "number")
        return f"P{number:02d}" if isinstance(number, int) else "a person"

    def linked(self) -> str:
        """Those who were tied to its card, or untied."""
        before, after = self._rows("cards").get(self.event.card or "", {}).get("people", [[], []])
        changed = set(before or ()) ^ set(after or ())
        return ", ".join(sorted(person.pid for person in self.workspace.people(changed)))

    def merged(self) -> str | None:
        """Who was put into whom: P02 into P01."""
        for uid, fields in self._rows("participants").items():
            if (into := fields.get("merged_into", (None, None))[1]) is not None:
                old, new = self._pids([uid]), self._pids([str(into)])
                return f"{old} into {new}" if old and new else None
        return None

    def speakers(self) -> str | None:
        """Those its notes are about."""
        people: list[str] = []
        for uid, fields in self._rows("notes").items():
            note = self.workspace.notes.get(uid)
            people += note.people if note is not None else either(fields, "people") or ()
        return self._pids(people) or None

    def step(self) -> str:
        """How far the answer to its request is."""
        request = either(self._first("notes"), "request") or {}
        return next((step for step in ("told", "responded", "acknowledged") if request.get(f"{step}_at")), "open")

    def asked(self) -> str:
        """Those who said something about consent."""
        return self._pids([str(either(fields, "participant")) for fields in self._consents]) or "somebody"

    def scopes(self) -> str:
        """What they said it about, by the names of the scopes."""
        return ", ".join(self._scopes)

    def agreed(self) -> str:
        """The same in words: to be quoted."""
        return ", ".join(AGREED_TO.get(scope, scope) for scope in self._scopes)

    def statuses(self) -> str:
        """What they said: requested."""
        return ", ".join(dict.fromkeys(_words(either(fields, "status")) for fields in self._consents))

    def touchpoint(self) -> str:
        """What its touchpoint is, and with whom: interview with P03."""
        uid = next(iter(self._rows("touchpoints")), "")
        fields, touchpoint = self._first("touchpoints"), self.workspace.touchpoints.get(uid)
        method = touchpoint.method if touchpoint else str(either(fields, "method") or "other")
        people = self._pids(touchpoint.people if touchpoint else either(fields, "people") or ())
        return method_words(method) + (f" with {people}" if people else "")

    def outcome(self) -> str | None:
        """What became of the touchpoint: done."""
        status = either(self._first("touchpoints"), "status")
        return _words(status) if status else None

    def invited(self) -> str:
        """Those who were asked to take part."""
        return self._owners("invitations", self.workspace.invitations)

    def answer(self) -> str:
        """What came of their invitation."""
        return _words(either(self._first("invitations"), "status") or "asked")

    def method(self) -> str | None:
        """What they were asked to take part in: interview."""
        method = either(self._first("invitations"), "method")
        return method_words(str(method)) if method else None

    def owed(self) -> str:
        """Those who were promised an incentive. How much is told to nobody but the team, and this is told to anyone."""
        return self._owners("incentives", self.workspace.incentives)

    @property
    def _consents(self) -> list[Mapping[str, Any]]:
        return [fields for fields in self._rows("consents").values() if "uid" in fields]

    @property
    def _scopes(self) -> list[str]:
        return list(dict.fromkeys(str(either(fields, "scope")) for fields in self._consents))

    def _rows(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        return self.event.changes.get(table, {})

    def _first(self, table: str) -> Mapping[str, Any]:
        return next(iter(self._rows(table).values()), {})

    def _owners(self, table: str, rows: Mapping[str, Invitation | Incentive]) -> str:
        changed = self._rows(table).items()
        owners = [
            rows[uid].participant if uid in rows else str(either(fields, "participant")) for uid, fields in changed
        ]
        return self._pids(owners) or "somebody"

    def _pids(self, uids: Iterable[str]) -> str:
        people = {person.number: person.pid for person in self.workspace.people(uids)}
        return ", ".join(people[number] for number in sorted(people))


def created(event: Event, table: str, field: str) -> Any:
    """Return a field of the record that an event created or removed in a table."""
    for fields in event.changes.get(table, {}).values():
        if "uid" in fields:
            return either(fields, field)
    return None


def either(fields: Mapping[str, Any], name: str) -> Any:
    """Return what a field is after an event, or where it is nothing then, what it was before."""
    before, after = fields.get(name, (None, None))
    return after if after is not None else before


def method_words(method: str) -> str:
    """Return a method of touchpoints as people say it: `other` is a contact."""
    return "contact" if method == "other" else _words(method)


def _words(value: object) -> str:
    return str(value).replace("_", " ")
