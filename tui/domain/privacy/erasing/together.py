"""What is to be looked at before somebody is erased: what several said together, and what may tell who it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from tui.domain.privacy.erasing.eraser import Eraser
from tui.domain.privacy.erasing.estate import Estate, speakers
from tui.domain.privacy.erasing.namesakes import Spelling
from tui.domain.privacy.erasing.places import OF_EVENTS, place_of, texts_of, where_of
from tui.domain.privacy.erasing.removal import Documents
from tui.domain.privacy.names import Leftover
from tui.domain.privacy.names.name_words import word_set
from tui.domain.records import Contact, Note, Touchpoint
from tui.domain.records.workspace import Workspace


class SharedText(Struct, frozen=True):
    """A text that somebody shares with `others` (P-ids), where it is, and the record (uid) in which it is edited."""

    kind: Literal["note", "touchpoint"]
    uid: str
    where: str
    others: tuple[str, ...]
    text: str

    def row(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"kind": self.kind, "id": self.uid, "where": self.where, "with": list(self.others), "text": self.text}


def shared_texts(workspace: Workspace, estate: Estate) -> list[SharedText]:
    """Return what somebody said or did together with others and has words, oldest first."""
    records: list[Note | Touchpoint] = [*estate.shared_notes, *estate.shared_touchpoints]
    ordered = sorted(records, key=lambda record: (record.at, record.uid))
    return [text for record in ordered for text in _shared(workspace, estate, record)]


def details_that_stay(workspace: Workspace, eraser: Eraser, documents: Documents) -> list[Spelling]:
    """Return what is worth a look in texts that stay and that have to do with somebody; it is never all there is.

    Those are the texts of records that are linked to them or say something else without them; where they work and their
    title are found in all texts.
    """
    own = OwnDetails(eraser.traces.contacts)
    theirs = eraser.estate.all_uids | {card.uid for card in workspace.cards_with(eraser.person.uid)}
    details: list[Spelling] = []
    for met, written in eraser.estate.loose_texts(eraser.choices):
        where, text = f"touchpoint of {met.at.date()}", eraser.text(written)
        details += (Spelling.of(where, text, detail) for detail in (*own.leftovers(text), *telltales(text)))
    for table, rows in documents.items():
        for document in rows if table not in OF_EVENTS else ():
            after = eraser.document(table, document) if document.get("uid") not in eraser.uids else None
            if after is None:
                continue
            is_theirs = after != document or document.get("uid") in theirs
            for field, text in texts_of(table, after):
                where = f"{where_of(workspace, table, after)} {field}"
                worth_a_look = (*own.leftovers(text), *(telltales(text) if is_theirs else ()))
                details += (Spelling.of(where, text, detail) for detail in worth_a_look)
    return list(dict.fromkeys(details))


def _shared(workspace: Workspace, estate: Estate, record: Note | Touchpoint) -> Iterator[SharedText]:
    is_note = isinstance(record, Note)
    uids = (speakers(workspace, record) if isinstance(record, Note) else set(record.people)) - estate.uids
    others = tuple(sorted(workspace.participants[uid].pid for uid in uids if uid in workspace.participants))
    texts = (record.text,) if isinstance(record, Note) else (record.summary, record.expectation)
    where = place_of(workspace, record)
    for text in filter(None, texts):
        yield SharedText("note" if is_note else "touchpoint", record.uid, where, others, text)


_BEGINNINGS = {
    "health": """
        adhd alzheimer anxiety arthrit asthma autis bipolar burnout cancer chemo clinic deaf dementia depress diabet
        diagnosed diagnosis disabilit disease dyslex epilep hiv hospital illness insulin medication miscarr parkinson
        pregnan prescription psychi rehab sick stroke surgery therap wheelchair
        """,
    "belief, politics or union": """
        atheis buddhis catholic church hindu islam jewish mosque muslim politic protestant religio synagogue unionis
        """,
    "origin": "asylum ethnic immigra migrant refugee",
    "sex life": "bisexual lesbian queer sexual transgender",
    "crime": "arrested convict jail prison probation",
    "money": "bankrupt debt income mortgage redundan salar unemploy wage",
    "family": "brother daughter divorc husband sister widow wife",
}
_FORMS = {
    "money": r"[€$£¥]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:[kK]\s)?(?:€|£|EUR|USD|GBP|CHF|euros?|dollars|pounds)(?!\w)",
    "age": r"\b\d{2}[- ]years?[- ]old\b|\baged \d{2}\b|\bborn (?:in|on) \w+",
    "place": r"\b(?:in|from|near|at) [A-Z]\w{2,}",
    "post": r"\b(?:[Hh]ead|[Dd]irector|[Mm]anager|[Mm]ayor|[Ll]ead) of \w+|\b(?:CEO|CTO|CFO|COO)\b",
}
_NO_PLACES = word_set("""
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday
    """)


def _pattern(why: str) -> re.Pattern[str]:
    beginnings = "|".join(_BEGINNINGS.get(why, "").split())
    words = [rf"\b(?i:{beginnings})\w*"] if beginnings else []
    return re.compile("|".join((*words, *filter(None, (_FORMS.get(why, ""),)))))


_PATTERNS = {why: _pattern(why) for why in dict.fromkeys((*_BEGINNINGS, *_FORMS))}


def telltales(text: str) -> Iterator[Leftover]:
    """Yield what may tell who a text is about, each with the kind of detail it is."""
    for why, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if why != "place" or match[0].rpartition(" ")[2] not in _NO_PLACES:
                yield Leftover(*match.span(), match[0], why)


class OwnDetails:
    """Finds where somebody works and what their title is, by what they are and were known as, as whole words."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        details = [pair for one in contacts for pair in ((one.org, "where they work"), (one.title, "their title"))]
        self._patterns = [(_whole(words), why) for words, why in dict.fromkeys(details) if words.strip()]

    def leftovers(self, text: str) -> Iterator[Leftover]:
        """Yield where a text says it, in capitals or not."""
        for pattern, why in self._patterns:
            yield from (Leftover(*match.span(), match[0], why) for match in pattern.finditer(text))


def _whole(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
