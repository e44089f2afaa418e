"""A dossier in plain words, for the person it is about: every fact of it, and none that is only ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from tui.domain.history.people_phrases import method_words
from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.letter import answering_lines
from tui.domain.records import RECORD_TYPES
from tui.domain.records.meaning import references
from tui.domain.records.vocabulary import AGREED_TO
from tui.domain.text import plural
from tui.exchange.dossier import Dossier

_LABELS = {
    "fn": "name",
    "n": "name in parts",
    "email": "e-mail",
    "org": "organisation",
    "tel": "telephone",
    "adr": "postal address",
    "url": "link",
    "x": "further lines of your card",
    "created_at": "known since",
    "relationship": "relation",
    "is_minor": "a minor",
    "people": "who",
    "by": "written by",
    "at": "when",
    "card": "on the card",
    "cards": "on the cards",
    "verbatim": "word for word",
    "ref": "kept at",
    "path": "where",
    "basis": "on the basis of",
    "bundle": "said together with others, to the word",
    "notice_version": "by the notice",
    "purpose": "for",
    "to_ask_again": "not counted until you are asked for it by itself",
    "evidence_refs": "what proves an agreement",
}
"""What fields are called that are not called as one would call them."""


def dossier_to_markdown(dossier: Dossier) -> str:
    """Return a dossier to be read by the person it is about."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# What we keep about {dossier['id']}"
    yield ""
    yield f"As of {_when(dossier['made_at'])}."
    yield ""
    yield from (f"- {line}" for line in _answering(dossier))
    for title, lines in _sections(dossier):
        yield from ("", f"## {title}", "")
        yield from lines or ["nothing"]
        if title == "Who got it":
            yield from ("", dossier["not_remembered"])


def _sections(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and the lines of each section; what there is nothing of is said, but for what most have not."""
    yield "Who you are", _rows(dossier["identity"])
    if former := _other_rows(dossier["identity_before"], dossier["identity"]):
        yield "What was written there before", former
    yield "What we know of you", [*_rows([dossier["person"]]), *(f"- you decide for {pid}" for pid in dossier["wards"])]
    yield "What you agreed to", [_entry(row, "scope", "status") for row in dossier["consents"]]
    yield "When we met", [_entry(row, "method", "summary", "expectation") for row in dossier["touchpoints"]]
    yield "What you said and we wrote down", [_entry(row, "kind", "text") for row in dossier["notes"]]
    asked = ({"status": "asked"} | row for row in dossier["invitations"])
    yield (
        "What we asked you, and what came of it",
        [_entry(row, "status", "method") for row in asked],
    )
    yield "What you get for it", [_entry(row, "amount", "currency", "what") for row in dossier["incentives"]]
    for table, rows in dossier["further"].items():
        yield f"Further: {_label(table)}", [_entry(row) for row in rows]
    yield "Work that concerns you", [f"- {row['key']} {_in_a_line(row['title'])}" for row in dossier["cards"]]
    if dossier["concluded"]:
        yield "What we concluded from what you said", [_conclusion(row) for row in dossier["concluded"]]
    if dossier["mentions"]:
        yield "Where else you are named", _named(dossier["mentions"])
    if dossier["former"]:
        yield "What was written before and changed since", _named(dossier["former"])
    yield "Where it comes from", [f"- {row}" for row in dossier["sources"]]
    yield "Who got it", [*(f"- {row}" for row in dossier["recipients"]), *map(_copy, dossier["exports"])]
    yield (
        "What was done with it",
        [f"- {_when(row['at'])} {_in_a_line(row['what'])} (by {row['by']})" for row in dossier["history"]],
    )
    yield "What you may ask for", [f"- {row}" for row in dossier["rights"]]


def _answering(dossier: Dossier) -> Iterator[str]:
    team = dossier["responsible"]
    named = (team["controller"] or "", team["contact"] or "", team["authority"] or "")
    yield from answering_lines(Privacy(*named, tuple(team["purposes"])))
    until = dossier["kept_until"]
    how_long = f"until {until}, when erasing it is due" if until else "no day is set, so until it is erased"
    yield f"How long we keep it: {how_long}"


def _rows(records: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"- {fact}" for record in records for fact in _facts(record)]


def _other_rows(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what was written before and is so no more, once each."""
    present = _rows(now)
    return [row for row in dict.fromkeys(_rows(before)) if row not in present]


def _facts(record: Mapping[str, Any], shown: Iterable[str] = ()) -> Iterator[str]:
    links = _links()
    for name, value in record.items():
        if name not in links and name not in shown and value not in (None, "", [], {}):
            yield f"{_label(name)}: {_worded(name, value)}"


def _links() -> set[str]:
    """Return the names of the fields that only lead from one record to another."""
    linked = (reference for record_type in RECORD_TYPES.values() for reference in references(record_type))
    return {"uid", "sha256", *(reference.name for reference in linked if reference.to.bare)}


def _entry(record: Mapping[str, Any], *first: str) -> str:
    """Return a record in one line: when, what people look for first, and all the rest of it."""
    start = [_when(record["at"])] if "at" in record else []
    head = " ".join((*start, *(_worded(name, record.get(name, "note")) for name in first[:1])))
    words = [_worded(name, record[name]) for name in first[1:] if record.get(name)]
    rest = "; ".join((*words, *_facts(record, ("at", *first))))
    return f"- {head}: {rest}" if rest else f"- {head}"


def _copy(export: Mapping[str, Any]) -> str:
    where = "copied to the clipboard" if export["path"] == "clipboard" else _in_a_line(export["path"])
    rest = "; ".join(_facts(export, ("at", "path", "profile")))
    return f"- {_when(export['at'])} {where} ({export['profile']}); {rest}"


def _conclusion(row: Mapping[str, Any]) -> str:
    rests = f"{plural(row['notes'], 'note')} of yours in it"
    return f"- {row['what']}: {_in_a_line(row['text'])}; {str(row['status']).replace('_', ' ')}, {rests}"


def _named(mentions: Iterable[Mapping[str, str]]) -> list[str]:
    return [f"- {mention['where']}: {_in_a_line(mention['text'])}" for mention in mentions]


def _label(field: str) -> str:
    return _LABELS.get(field, field.replace("_", " "))


def _worded(name: str, value: Any) -> str:
    """Return the value of a field as one would say it."""
    if name == "scope":
        return AGREED_TO.get(str(value), _in_a_line(value).replace("_", " "))
    if name == "evidence_refs":
        return _in_a_line(list(dict.fromkeys(value.values())))
    if name == "method":
        return method_words(str(value))
    if name in ("basis", "status", "kind", "relationship", "contact_status", "channel", "source"):
        return _in_a_line(value).replace("_", " ")
    return _when(value) if name.endswith("at") and isinstance(value, str) else _in_a_line(value)


def _when(value: str | datetime) -> str:
    """Return a time as one reads it, in UTC; what is no time stays as it is."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except ValueError:
        return _in_a_line(value)
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _in_a_line(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, list | tuple):
        return ", ".join(_in_a_line(row) for row in value)
    if isinstance(value, dict) and "value" in value and value.keys() <= {"dimension", "value"}:
        kind = f" ({_label(value['dimension'])})" if "dimension" in value else ""
        return f"{_in_a_line(value['value'])}{kind}"
    if isinstance(value, dict):
        return ", ".join(f"{_label(name)} {_worded(name, row)}" for name, row in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
