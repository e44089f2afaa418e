"""What is to be looked at before somebody is erased: what several said together, and what may tell who it was.

That are also the spellings in stored texts that may be the person and are not taken for them: later nobody can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.privacy.erasing.estate import Eraser, Estate, speakers
from tui.domain.privacy.erasing.places import OF_EVENTS, Documents, around, place_of, strings_in, texts_of, where_of
from tui.domain.privacy.erasing.traces import are_alike
from tui.domain.privacy.names import Identity, Leftover, Scrubber, identity_of
from tui.domain.privacy.names.folding import WORD, Folded, is_unspaced, plain, words_of
from tui.domain.privacy.names.name_words import COMMON_WORDS, ORGANISATION_WORDS, PARTICLES, TITLES, word_set
from tui.domain.records import Contact, Note, Touchpoint
from tui.domain.records.workspace import Workspace

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
_SHORTEST_PART = 3
_SHORTEST = 5
_LONG = 8
_MOST_OF_AN_ENDING = 3
_NO_NAMES = COMMON_WORDS | ORGANISATION_WORDS | TITLES | PARTICLES


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


class Spelling(Struct, frozen=True):
    """Where something is that may be the person, what it is with a little of what is around it, and why it may be."""

    where: str
    text: str
    why: str

    @classmethod
    def of(cls, where: str, text: str, leftover: Leftover) -> Spelling:
        """Return what may be the person in a text, with what is around it."""
        return cls(where, around(text, leftover.start, leftover.end), leftover.why)

    def row(self) -> dict[str, str]:
        """Return it as JSON has it."""
        return {"where": self.where, "text": self.text, "why": self.why}


class Likeness:
    """Knows how a person, `label`, is and was called, and finds what may be that all the same."""

    def __init__(self, contacts: Iterable[Contact], label: str) -> None:
        identities = [replace(identity_of(contact, label), org="") for contact in contacts]
        self._scrubber = Scrubber(identities, orgs=False)
        names = {word for identity in identities for word in _names_of(identity)}
        self._beginnings = {_beginning(word) for word in names}
        self._parts = {word for word in names - _NO_NAMES if len(word) >= _SHORTEST_PART}
        self._names = sorted(word for word in self._parts if len(word) >= _SHORTEST)
        self._whys: dict[str, str] = {}

    def leftovers(self, text: str) -> list[Leftover]:
        """Return what may be the person, from left to right: nearly their name, a part of it, or what declines it."""
        if not self.may_stand_in(text):
            return []
        ends = 0
        side_by_side: list[Leftover] = []
        for guess in sorted((*self._near(text), *self._scrubber.leftovers(text)), key=lambda guess: guess.start):
            if guess.start >= ends:
                side_by_side.append(guess)
                ends = guess.end
        return side_by_side

    def may_stand_in(self, text: str) -> bool:
        """Return whether a text is worth a close look; nearly none is, and this is all they cost."""
        folded = plain(text)
        return any(beginning in folded for beginning in self._beginnings) or any(map(self._why, words_of(folded)))

    def _near(self, text: str) -> Iterator[Leftover]:
        source = Folded(text)
        for match in WORD.finditer(source.folded):
            if why := self._why(match[0]):
                start, end = source.span(*match.span())
                yield Leftover(start, end, text[start:end], why)

    def _why(self, word: str) -> str:
        """Return why a word may be the person, empty where it is not; each word is looked at once."""
        why = self._whys.get(word)
        if why is None:
            part = "a part of their name, which others may share" if word in self._parts else ""
            why = self._whys[word] = part or ("much like their name" if self._is_near(word) else "")
        return why

    def _is_near(self, word: str) -> bool:
        could_be = len(word) >= _SHORTEST - 1 and word not in _NO_NAMES
        return could_be and any(_is_like(word, name) for name in self._names)


def other_spellings(workspace: Workspace, eraser: Eraser, documents: Documents) -> list[Spelling]:
    """Return what erasing a person would leave in the stored documents that may be them all the same.

    Of past events only what no record says any more is told.
    """
    contacts = eraser.traces.contacts
    likeness = Likeness(contacts, eraser.person.pid)
    spellings = list(_namesakes(workspace, eraser))
    shown: set[str] = set()
    for table in sorted(documents, key=lambda name: name in OF_EVENTS):
        for document in documents[table] if contacts else ():
            if document.get("uid") in eraser.uids or not any(map(likeness.may_stand_in, strings_in(document))):
                continue
            if (after := eraser.document(table, document)) is None:
                continue
            for field, text in texts_of(table, after):
                for guess in likeness.leftovers(text):
                    spelling = Spelling.of(f"{where_of(workspace, table, after)} {field}".strip(), text, guess)
                    if table not in OF_EVENTS or spelling.text not in shown:
                        shown.add(spelling.text)
                        spellings.append(spelling)
    return list(dict.fromkeys(spellings))


def spellings_in_lines(eraser: Eraser, name: str, text: str) -> Iterator[Spelling]:
    """Yield what may be the person in a file of the team's own, line by line; lines that name them are told anyway."""
    likeness = Likeness(eraser.traces.contacts, eraser.person.pid)
    for number, line in enumerate(text.splitlines(), start=1):
        for guess in likeness.leftovers(eraser.text(line)):
            yield Spelling.of(f"{name} line {number}", line, guess)


def _namesakes(workspace: Workspace, eraser: Eraser) -> Iterator[Spelling]:
    """Yield who else is called or reached like the person, and may be the same human being made known twice."""
    for contact in workspace.contacts.values():
        other = workspace.participants.get(contact.participant)
        alike = any(are_alike(contact, other) for other in eraser.traces.contacts)
        if alike and other is not None and other.uid not in eraser.uids:
            yield Spelling(other.pid, contact.fn, "called or reached the same: perhaps the same person")


def _names_of(identity: Identity) -> list[str]:
    return [word for name in (*identity.names, identity.given, identity.family) for word in words_of(plain(name))]


def _beginning(word: str) -> str:
    """Return what a name begins with however it is declined."""
    return word[:1] if is_unspaced(word) else word[: max(_SHORTEST_PART, len(word) - _MOST_OF_AN_ENDING)]


def _is_like(word: str, name: str) -> bool:
    """Return whether a word has the beginning of a name and another ending, or a letter or two that differ."""
    stem = max(_SHORTEST - 1, len(name) - _MOST_OF_AN_ENDING)
    ending = word[:stem] == name[:stem] and abs(len(word) - len(name)) <= _MOST_OF_AN_ENDING
    return ending or _distance(word, name, 2 if len(name) >= _LONG else 1)


def _distance(one: str, other: str, most: int) -> bool:
    """Return whether at most so many letters are to be changed, put in, left out or swapped to make one the other."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, before, row = before, row, [at, *([0] * len(other))]
        for place, other_letter in enumerate(other, start=1):
            row[place] = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other_letter))
            if at > 1 and place > 1 and (letter, one[at - 2]) == (other[place - 2], other_letter):
                row[place] = min(row[place], last[place - 2] + 1)
    return row[-1] <= most
