"""What a reader may see at a moment of people and of what was typed: the one place where texts lose their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.policy import Policy
from tui.domain.privacy.hiding import scrubber_of, strangers_of
from tui.domain.privacy.names import Leftover, Scrubber
from tui.domain.privacy.profiles import NOT_FOR_READER, Permits, Profile, Use, is_own_words, use_of
from tui.domain.privacy.sheet import LeakCheck, Sheet, Tally
from tui.domain.records import Contact, Note, Touchpoint
from tui.domain.records.texts import rewritten, texts_of
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line, clean_text

LEFT_OUT = "(left out)"
SOMEBODY = "[person]"
"""What stands in a text in place of somebody whom its reader may not know even by P-id."""
PID = re.compile(r"[Pp](?<![A-Za-z0-9].)(\d{2,9})(?![A-Za-z0-9])", re.ASCII)
"""A P-id as people type it, in any text."""
REMEMBERED = 4096
"""How many texts of records are remembered in which nobody is: owners, tags and columns come again and again."""
NAMES_NOT_AT_HAND = "names cannot be checked here"
_RecordT = TypeVar("_RecordT", bound=Struct)


class Sight:
    """Takes people out of texts, leaves out what they did not agree to, and keeps count of both.

    `now` is the moment, of which `workspace` is the state; where it is an earlier one, `present` is the state of
    `present_at`: nobody who is known by now is named, and what was taken back since is not shown. `policy` is asked
    only where a word of the team or a day matters. With `by_hand` plain notes are included; with `looking`, texts are
    also looked through for what may be left over. `scrubber` is one that knows everybody whom this reader may not,
    where somebody has it already and does not use it meanwhile.
    """

    def __init__(
        self,
        workspace: Workspace,
        profile: Profile,
        policy: Callable[[], Policy],
        now: datetime,
        *,
        present: Workspace | None = None,
        present_at: datetime | None = None,
        by_hand: bool = False,
        looking: bool = False,
        scrubber: Scrubber | None = None,
    ) -> None:
        self.workspace = workspace
        self.present = present if present is not None else workspace
        self.profile: Profile = profile
        self.now = now
        self.policy = policy
        self.permits = Permits(
            workspace,
            profile,
            lambda at: policy().day(at),
            now,
            present=self.present,
            present_at=present_at or now,
            by_hand=by_hand,
        )
        self._looking = looking
        self._scrubber = scrubber
        self._tally = Tally()
        self._looked_at: dict[str, list[Leftover]] = {}
        self._unchanged: set[str] = set()
        self._unchanged_lines: set[str] = set()
        self._plain: set[str] = set()
        self._pids: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._labels: dict[str, tuple[int, str] | None] = {}

    @cached_property
    def scrubber(self) -> Scrubber:
        """Who knows everybody that this reader may not know."""
        if self._scrubber is not None:
            return self._scrubber
        return scrubber_of(self.workspace, lambda: self.policy().kept_words, self.present, without=self._named)

    @cached_property
    def strangers(self) -> int:
        """How many people are here whose names are not at hand."""
        return strangers_of(self.workspace, self.present)

    @property
    def hides_free_text(self) -> bool:
        """Whether texts stay private because nobody could be looked for in them."""
        return bool(self.strangers) and self.profile in ("public", "stakeholders")

    @cached_property
    def _hides_what_is_typed(self) -> bool:
        return bool(self.permits.why_not("text")) or self.hides_free_text

    def text(self, text: str, where: str = "") -> str:
        """Return a text of several lines as it may be seen; `where` says where it stands, for the sheet."""
        if not text or text in self._unchanged:
            return text
        cleaned = clean_text(text)
        scrubbed = self.scrubber.scrub(cleaned)
        if scrubbed != cleaned:
            hits = [hit for hit in self.scrubber.hits(cleaned) if not self._is_unseen(hit.replacement)]
            self._tally.change(hits, where)
            scrubbed = clean_text(scrubbed)
            if self.scrubber.scrub(scrubbed) != scrubbed:
                # What cannot be cleaned stays here, so that one such text holds up nothing else.
                self._tally.omit("text", "it still names somebody; edit it on its card", where=where)
                return LEFT_OUT
        scrubbed = self.without_unseen(scrubbed, where)
        nothing_told = not self._looking or self._look_through(scrubbed, where)
        if scrubbed is text and nothing_told:
            # Owners, tags and columns come again and again.
            self._unchanged.add(text)
        return scrubbed

    def without_unseen(self, text: str, where: str = "") -> str:
        """Return a text without the P-ids of those who may not be seen, whether a name became one or it was typed."""

        def hidden(pid: re.Match[str]) -> str:
            if not self._is_unseen(pid[0]):
                return pid[0]
            self._tally.change_person(where, SOMEBODY)
            return SOMEBODY

        return PID.sub(hidden, text)

    def line(self, text: str, where: str = "") -> str:
        """Return a text as one line, as it may be seen."""
        if text in self._unchanged_lines:
            return text
        line = clean_line(text)
        seen = self.text(line, where)
        if seen is text and seen in self._unchanged:
            self._unchanged_lines.add(text)
        return seen if seen is line else clean_line(seen)

    def free(self, text: str, where: str = "") -> str:
        """Return what somebody typed beside titles; empty where such texts are not for this reader."""
        if text and self._hides_what_is_typed:
            self._omit_text(where)
            return ""
        return self.text(text, where)

    def teammate(self, name: str | None) -> str:
        """Return a member of the team; to the public by the initial, and where a customer is called so, as a P-id."""
        seen = self.line(name or "")
        if self.profile != "public" or not seen:
            return seen
        return f"{seen[0].upper()}." if seen == clean_line(name or "") else ""

    def seen(self, record: _RecordT, where: Callable[[], str] = str) -> _RecordT:
        """Return a record with all its private texts as they may be seen; the same one where nothing changed.

        `where` says where it stands; it is asked only where something changes.
        """
        public = self.profile == "public"
        if not public and self._names_nobody(texts_of(record)):
            return record

        def private(text: str, field: str) -> str:
            return text if plain(text) else self.text(text, f"{where()}, {field}")

        def teammate(name: str, _: str) -> str:
            return name if not public and plain(name) else self.teammate(name)

        def plain(text: str) -> bool:
            return self.scrubber.scrub(text) is text and not PID.search(text)

        return rewritten(record, private, teammate)

    def _names_nobody(self, texts: Iterable[str]) -> bool:
        """Return whether a short look tells that nobody is in some texts; of most it does, and is all they cost."""
        new = [text for text in texts if text not in self._plain]
        if not new:
            return True
        # One below the other, as no name goes on there: so they are looked through once.
        lines = "\n\n".join(new)
        if not self.scrubber.is_plain(lines) or PID.search(lines):
            return False
        if len(self._plain) >= REMEMBERED:
            self._plain.clear()
        self._plain.update(new)
        return True

    def pids(self, uids: Iterable[str]) -> tuple[str, ...]:
        """Return the pseudonyms of those who may be seen, by number."""
        uids = tuple(uids)
        if uids not in self._pids:
            labels = [label for uid in uids if (label := self._label(uid)) is not None]
            self._pids[uids] = tuple([pid for _, pid in sorted(labels)])
        return self._pids[uids]

    def _label(self, uid: str) -> tuple[int, str] | None:
        """Return the number of a person and the P-id with it; None where they may not be seen."""
        if uid not in self._labels:
            person = self.workspace.participants[uid] if self.sees(uid) else None
            self._labels[uid] = (person.number, person.pid) if person is not None else None
        return self._labels[uid]

    def sees(self, uid: str) -> bool:
        """Return whether a person (uid) may be seen at all, by P-id."""
        return uid in self.workspace.participants and not self.permits.person("person", uid)

    def counts(self, note: Note) -> bool:
        """Return whether a note counts as evidence: somebody who said it does not mind that notes are kept."""
        return self.witnesses.count(note)

    @cached_property
    def witnesses(self) -> Witnesses:
        """Whom evidence comes from."""
        return Witnesses(self.present, self.permits)

    def withheld(self, use: Use, people: Iterable[str], what: str, where: str = "") -> str:
        """Return why something of some people may not be seen, and count it; empty where it may."""
        people = tuple(people)
        reasons = self.permits.why_not(use, people)
        if not reasons and self.hides_free_text:
            reasons = {"": NAMES_NOT_AT_HAND}
        if not reasons:
            return ""
        why = "; ".join(dict.fromkeys(reasons.values()))
        self.omit(what, why, (uid for uid in reasons if uid), where)
        return why

    def words_withheld(self, note: Note, where: str = "") -> str:
        """Return why the words of a note may not be seen, and count it; empty where they may."""
        use, kind = use_of(note), note.kind.replace("_", " ")
        what = "quote" if is_own_words(note) else "plain note" if use == "note" else kind
        return self.withheld(use, note.people, what, where)

    def account_withheld(self, touchpoint: Touchpoint, where: str = "") -> str:
        """Return why what is written of a touchpoint may not be seen, and count it; empty where it may."""
        has_text = bool(touchpoint.summary or touchpoint.expectation)
        return self.withheld("account", touchpoint.people, "summary", where) if has_text else ""

    def omit(self, what: str, why: str, people: Iterable[str] = (), where: str = "") -> None:
        """Count something that is left out."""
        self._tally.omit(what, why, self.pids(people), where)

    @property
    def sheet(self) -> Sheet:
        """All that is to be said about what was seen so far."""
        contacts = self.present.contacts.values()
        people = len({contact.participant for contact in contacts})
        return self._tally.sheet(LeakCheck(people, sum(map(_identifiers, contacts)), hits=0, strangers=self.strangers))

    @cached_property
    def _by_number(self) -> dict[int, str]:
        people = {**self.present.participants, **self.workspace.participants}
        return {person.number: uid for uid, person in people.items()}

    def _is_unseen(self, text: str) -> bool:
        """Return whether a text is the P-id of somebody who may not be seen."""
        pid = PID.fullmatch(text)
        uid = self._by_number.get(int(pid[1])) if pid else None
        return uid is not None and bool(self.permits.person("person", uid))

    def _omit_text(self, where: str) -> None:
        why = NAMES_NOT_AT_HAND if self.hides_free_text else NOT_FOR_READER
        place, _, what = where.rpartition(", ")
        self._tally.omit(what or "text", why, where=place)

    def _named(self) -> Iterator[str]:
        """Yield who (uid) agreed that this reader knows their name."""
        if self.profile == "identified":
            yield from (uid for uid in self.workspace.participants if not self.permits.person("name", uid))

    def _look_through(self, text: str, where: str) -> bool:
        """Take note of what may be left over in a text and where it leads; return whether there was nothing."""
        leftovers = self._looked_at.get(text)
        if leftovers is None:
            leftovers = self.scrubber.leftovers(text, is_scrubbed=True)
            if leftovers:
                self._looked_at[text] = leftovers
        self._tally.look_through(text, leftovers, where)
        return not leftovers and "://" not in text


def _identifiers(contact: Contact) -> int:
    lists = (contact.email, contact.tel, contact.url, contact.adr)
    return sum(map(bool, (contact.fn, contact.nickname, contact.org))) + sum(map(len, lists))
