"""What tells in texts and in records who one person is, whatever they were called and however it is written.

A search asks the same of the text of a file, which may also hold the person's uid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.people.merged import uids_of
from tui.domain.privacy.erasing.encodings import from_base64, unescaped, unescaped_json, unquoted
from tui.domain.privacy.erasing.places import WHO, is_ours, mapping, unlinked
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.privacy.names import Hit, Scrubber, identity_of
from tui.domain.privacy.names.folding import plain, words_of
from tui.domain.privacy.names.phones import significant
from tui.domain.records import IDENTITY_TABLES, Contact, Participant
from tui.domain.records.change import with_fields
from tui.domain.records.workspace import Workspace

_ROUNDS = 3
_BOTH_SIDES = 2
_FEWEST_DIGITS = 6
_NO_DIGIT = re.compile(r"[^0-9]+")
_MARKS = ("%", "&", "@", "/", "www")
_DISGUISES: tuple[Callable[[str], str], ...] = (unescaped, unquoted)
SHORTEST_SENTENCE = 8
"""A removed text of fewer characters is not looked for: it may be anybody's."""
_BLOCK = 4000
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_ENVELOPES = 2


class Traces:
    """Finds one person in texts and takes them out; what others share with them stays.

    `uids` are theirs, those of records of theirs that were put into this one among them.

    `contacts` are what the person is and was called. Without any, nothing tells of them. The words of `teammates` are
    nobody else's.
    """

    def __init__(
        self,
        workspace: Workspace,
        person: Participant,
        contacts: Sequence[Contact],
        teammates: Iterable[str] = (),
    ) -> None:
        self.person = person
        self.uids = uids_of(workspace, person.uid)
        self.contacts = tuple(contacts)
        self._scrubber = scrubber_of(workspace, teammates, _as_workspace(person, contacts))
        self._alone = Scrubber((identity_of(contact, person.pid) for contact in contacts), orgs=False)
        self._emails = {plain(email).strip() for contact in contacts for email in contact.email}
        numbers = [_NO_DIGIT.sub("", number) for contact in contacts for number in (*contact.tel, *contact.x)]
        self._digits = {
            digits[at : at + _FEWEST_DIGITS] for digits in numbers for at in range(len(digits) - _FEWEST_DIGITS + 1)
        }

    def text(self, text: str) -> str:
        """Return a text without what tells who the person is."""
        plain = self._plain_text(text)
        if "\\" in plain or "=" in plain:
            plain = "".join(map(self._undisguised, plain.splitlines(keepends=True)))
        pieces: list[str] = []
        at = 0
        for start, end, decoded in from_base64(plain):
            if start >= at and self._plain_text(decoded) != decoded:
                pieces += (plain[at:start], self.person.pid)
                at = end
        return "".join((*pieces, plain[at:])) if pieces else plain

    def text_of_others(self, text: str) -> str:
        """Return a text without anybody else: what the person shares with others is not said to be theirs.

        Where they work is theirs, whoever else does.
        """
        orgs = [f" {plain(contact.org)} " for contact in self.contacts if contact.org]

        def is_others(hit: Hit, part: str) -> bool:
            is_own_org = hit.kind == "org" and any(f" {plain(part)} " in org for org in orgs)
            return not (is_own_org or self._is_theirs(hit))

        return self._replaced(text, is_others)

    def tell(self, text: str) -> bool:
        """Return whether a text tells who the person is."""
        return self.text(text) != text

    def may_stand_in(self, text: str) -> bool:
        """Return whether a long text is worth a close look, which takes a hundred times as long as this."""
        if self._alone.names_somebody(text):
            return True
        folded = plain(text)
        digits = _NO_DIGIT.sub("", folded) if self._digits else ""
        return any(trace in digits for trace in self._digits) or any(trace in folded for trace in self._emails)

    def _undisguised(self, line: str) -> str:
        """Return a line without the person where it names them in disguise, resolved then."""
        for resolve in _DISGUISES:
            resolved = resolve(line)
            if resolved != line and (clean := self._plain_text(resolved)) != resolved:
                line = clean
        return line

    def _plain_text(self, text: str) -> str:
        return self._replaced(text, self._is_theirs) if self._may_tell(text) else text

    def _is_theirs(self, hit: Hit, _part: str = "") -> bool:
        return hit.replacement == self.person.pid

    def _replaced(self, text: str, chosen: Callable[[Hit, str], bool]) -> str:
        """Return a text with labels for some hits; it is read again, as what is left may be next to something else."""
        for _ in range(_ROUNDS):
            before, text = text, self._scrubber.without(text, chosen)
            if text is before:
                break
        return text

    def _may_tell(self, text: str) -> bool:
        """Return whether a text is worth a close look; most hold no word of the person's and too few digits."""
        if not self.contacts:
            return False
        lower = text.lower()
        digits = bool(self._digits) and sum(map(lower.count, "0123456789")) >= _FEWEST_DIGITS
        return digits or any(mark in lower for mark in _MARKS) or self._alone.names_somebody(text)


class Parting:
    """Knows what becomes of a field without a person.

    The records of uids that are `gone` go with the person: nothing links to them or to the person any more but the
    copies that left the workspace.
    """

    def __init__(self, traces: Traces, gone: Collection[str] = ()) -> None:
        self._traces = traces
        self._gone = {*traces.uids, *gone}

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field, in a document and on both sides of a past change alike."""
        if table in IDENTITY_TABLES and name in WHO:
            return value
        return self.value(unlinked(table, name, value, self._gone), name)

    def value(self, value: Any, name: str = "") -> Any:
        """Return data of lists, tuples and dicts without what names the person.

        Words of ours in a field of that `name` stay, as nobody wrote them: somebody may be called Task.
        """
        if isinstance(value, str):
            return value if is_ours(name, value) else self._traces.text(value)
        if isinstance(value, list | tuple):
            return type(value)(self.value(item, name) for item in value)
        if isinstance(value, dict):
            return {self._traces.text(key): self.value(item, key) for key, item in value.items()}
        return value


def _as_workspace(person: Participant, contacts: Iterable[Contact]) -> Workspace:
    """Return a workspace in which everything a person is or was called is a contact of its own."""
    called = (replace(one, uid=f"{one.uid}-{at}", participant=person.uid) for at, one in enumerate(contacts))
    return Workspace.of([person, *called])


def called_of(workspace: Workspace, person: Participant, events: Iterable[Mapping[str, Any]]) -> list[Contact]:
    """Return all that a person is called and was called before, also in records of theirs that were put into this one.

    What they are called now comes first. `events` are documents of `people_events` as they are stored.
    """
    uids, past = uids_of(workspace, person.uid), list(events)
    contacts = [*workspace.contacts_of(person.uid)]
    contacts += [one for one in workspace.contacts.values() if one.participant in uids and one not in contacts]
    return [*contacts, *(former for contact in contacts for former in former_contacts(contact, past))]


def former_contacts(contact: Contact | None, events: Iterable[Mapping[str, Any]]) -> list[Contact]:
    """Return a contact as it was before and after each edit of it, in no particular order, without repeats.

    `events` are documents of `people_events` as they are stored. Fields an event does not tell of are as they are now.
    """
    if contact is None:
        return []
    earlier: list[Contact] = []
    for event in events:
        changed = mapping(mapping(mapping(event.get("changes")).get("contacts")).get(contact.uid))
        both = {name: sides for name, sides in changed.items() if isinstance(sides, list) and len(sides) == _BOTH_SIDES}
        for side in range(_BOTH_SIDES):
            fields = {name: sides[side] for name, sides in both.items() if sides[side] is not None}
            with suppress(NotAllowed):
                was = with_fields("contacts", contact, fields)
                if isinstance(was, Contact) and was != contact and was not in earlier:
                    earlier.append(was)
    return earlier


def are_alike(one: Contact, other: Contact) -> bool:
    """Return whether two contacts may be of one human being: called the same, or reached the same way."""
    names = plain(one.fn) == plain(other.fn)
    emails = set(map(plain, one.email)) & set(map(plain, other.email))
    phones = set(map(significant, one.tel)) & set(map(significant, other.tel))
    return names or bool(emails) or bool(phones - {""})


class Search:
    """Looks for a person in the text of files, however they are stored; `removed` are texts that go with them."""

    def __init__(self, traces: Traces, removed: Iterable[str] = ()) -> None:
        self._traces = traces
        self._uids = traces.uids
        lines = (line for text in removed for line in text.splitlines())
        sentences = {_spelled(line) for line in lines if len(line) >= SHORTEST_SENTENCE} - {"  "}
        self._sentences = [(max(sentence.split(), key=len), sentence) for sentence in sorted(sentences)]

    def tells(self, text: str) -> bool:
        """Return whether a text tells of the person."""
        return self._tells(text, _ENVELOPES)

    def holds_uid(self, text: str) -> bool:
        """Return whether a text links to the person, as nothing but records do."""
        return any(uid in text for uid in self._uids)

    def lines(self, text: str) -> list[int]:
        """Return the lines of a text, from 0, that tell of the person; the first one where no line does by itself."""
        if not self.tells(text):
            return []
        return [at for at, line in enumerate(text.splitlines()) if self.tells(line)] or [0]

    def _tells(self, text: str, envelopes: int) -> bool:
        if self.holds_uid(text):
            return True
        views = dict.fromkeys((text, unescaped_json(text), unquoted(text), _FOLDED_LINE.sub("", text)))
        return any(self._names(view) or self._repeats(view) for view in views) or (
            envelopes > 0 and any(self._tells(inner, envelopes - 1) for _, _, inner in from_base64(text, long=True))
        )

    def _repeats(self, text: str) -> bool:
        folded = plain(text) if self._sentences else ""
        likely = [sentence for word, sentence in self._sentences if word in folded]
        spelled = _spelled(text) if likely else ""
        return any(sentence in spelled for sentence in likely)

    def _names(self, text: str) -> bool:
        """Return whether a text names the person; most do not, which the whole of it tells faster than its parts."""
        may = self._traces.may_stand_in
        return may(text) and any(may(block) and self._traces.tell(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    """Yield a text in pieces that are looked through fast, each with a little of the one before."""
    for start in range(0, max(len(text), 1), _BLOCK):
        yield text[max(0, start - _BLOCK // 10) : start + _BLOCK]


def _spelled(text: str) -> str:
    """Return the words of a text alone, so that marks, line breaks and escapes around them make no difference."""
    return f" {' '.join(words_of(plain(text)))} "
