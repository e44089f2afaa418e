"""Lays out parcels as documents to be read: one module a kind of thing that leaves, loaded when it is used.

What all of them say stands here: for whom it is, what was changed and left out, and what was looked for.
"""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module

from tui import __version__
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Changed, LeakCheck, LeftOut, Sheet
from tui.domain.text import plural
from tui.exchange.document import Document, Line, Part, item, joined, line, muted, people
from tui.exchange.parcel import Parcel, What

_MODULES: dict[What, str] = {
    "report": "report",
    "flow": "flow",
    "board": "board",
    "column": "board",
    "card": "board",
    "insights": "insight_pages",
    "metrics": "metric_pages",
    "digest": "digest_pages",
    "interview": "interview_page",
}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHOWN_AS: dict[Profile, str] = {
    "public": "anyone, people not shown",
    "stakeholders": "stakeholders, people shown as P-ids",
    "team": "our team, people shown as P-ids",
    "identified": "readers of names, which some people agreed to",
}
_KINDS = {
    "name": ("name", "names", "P-ids"),
    "person": ("person", "people", "[person]"),
    "e-mail": ("e-mail address", "e-mail addresses", "[e-mail]"),
    "phone": ("phone number", "phone numbers", "[phone]"),
    "link": ("link", "links", "[link]"),
    "address": ("address", "addresses", "[address]"),
    "org": ("organisation", "organisations", "[org]"),
    "handle": ("handle", "handles", "[handle]"),
}


def document_of(parcel: Parcel) -> Document:
    """Return a parcel as a document; those of tables and contacts have none.

    Raises:
        ValueError: It is of a kind that is no document.
    """
    if parcel.what not in _MODULES:
        raise ValueError(f"{parcel.what} is no document")
    document: Document = import_module(f"{__name__}.{_MODULES[parcel.what]}").document_of(parcel)
    return document


def reader_words(profile: Profile) -> str:
    """Return for whom something is: `stakeholders, people shown as P-ids`."""
    return _SHOWN_AS[profile]


def dated(day: date) -> str:
    """Return a day with its weekday: `Mon 2026-11-23`."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def left_out_line(left_out: LeftOut) -> Line:
    """Return what was left out and why: `P07 quote, CD-9, no quote permission`."""
    times = f" {left_out.count}×" if left_out.count > 1 else ""
    where = f", {left_out.where}" if left_out.where else ""
    who = [*people(left_out.people), Part(" ")] if left_out.people else []
    why = [Part(", "), muted(left_out.why)] if left_out.why else []
    return item(*who, f"{left_out.what}{where}{times}", *why)


def changed_line(changed: Changed) -> Line:
    """Return what was changed into what: `2 names → P-ids`, `1 name in CD-8, title → P03`."""
    one, many, into = _KINDS.get(changed.kind, (changed.kind, changed.kind, "signs"))
    where = f" in {changed.where}" if changed.where else ""
    return item(f"{plural(changed.count, one, many)}{where}", muted(f" → {changed.into or into}"))


def check_line(check: LeakCheck) -> Line:
    """Return what the leak check found: `clean, 9 people, 41 identifiers, 0 found`."""
    if check.strangers:
        who = f"{plural(check.strangers, 'person', 'people')} known by P-id only"
        return line(Part("names cannot be checked here", "danger"), f", {who}")
    if not check.people:
        return line("nobody is known here, so no name was looked for")
    rest = f"{plural(check.people, 'person', 'people')}, {plural(check.identifiers, 'identifier')}, {check.hits} found"
    return line(Part("clean", "ok") if check.is_clean else Part("not clean", "danger"), f", {rest}")


def foot_lines(sheet: Sheet, at: datetime, profile: Profile, more: str = "") -> list[Line]:
    """Return the last lines: when it was made and for whom, what was changed and left out, what was not checked."""
    redactions = plural(sheet.changes + sheet.omissions, "redaction")
    facts = [f"exported {at.isoformat()}", f"custdev {__version__}", f"profile {profile}", more, redactions]
    foot = [line(muted(f"— {' · '.join(filter(None, facts))}"))]
    changed, left_out = sheet.without_places(public=profile == "public")
    foot += _listed("Changed", [changed_line(change) for change in changed])
    foot += _listed("Left out", [left_out_line(omission) for omission in left_out])
    foot += _listed("Not checked", [item(sentence) for sentence in sheet.unchecked])
    return foot


def _listed(label: str, lines: list[Line]) -> list[Line]:
    parts = joined((entry.parts for entry in lines), "; ")
    return [line(muted(f"{label}: "), *parts)] if parts else []
