"""The dialog for a new person, and for editing one: name first, only the name is required.

While names are hidden, a person who is known is edited without what names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, NamedTuple

from textual.widget import Widget

from tui.app.asking.prompts import Candidates
from tui.app.dialogs.form import Form, heading_row
from tui.app.dialogs.overlay import ListDialog
from tui.app.here import Here
from tui.app.keys.keymap import key
from tui.app.look.paint import Row, Span, sheet_row
from tui.app.look.reading import Pick
from tui.domain.errors import NotAllowed
from tui.domain.operations.about_people import AVAILABILITIES, RELATIONSHIPS
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.records import Cadence, Contact, Participant, Segment
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_person
from tui.domain.time.dates import dated_words, parse_due
from tui.domain.time.durations import duration_words, read_duration, short_duration

IDENTITY = ("name", "email", "org")
_AVAILABLE = {"free": "may be approached", "opted_out": "opted out", "blocklisted": "do not contact"}


class Picked(NamedTuple):
    """A field of which one of a few words is picked: what it is of a person, and what each word stands for."""

    attribute: str
    values: tuple[str | bool, ...]
    words: tuple[str, ...]


PICKS = {
    "relation": Picked("relationship", ("", *RELATIONSHIPS), ("none", *RELATIONSHIPS)),
    "advisory": Picked("advisory_board", (False, True), ("no", "yes")),
    "minor": Picked("is_minor", (False, True), ("no", "yes")),
    "contact": Picked("contact_status", AVAILABILITIES, tuple(_AVAILABLE[status] for status in AVAILABILITIES)),
}
FIELDS = (
    *IDENTITY,
    *("relation", "segments", "advisory", "minor", "guardian", "ideal", "at-most", "contact", "keep-until"),
)
TEXT_FIELDS = tuple(name for name in FIELDS if name not in PICKS)


class PersonForm(Form):
    """Asks for a person; `take` is given the fields that were changed, all of them for a new one.

    `use` is given the uid of a person who turns out to be meant.
    """

    cleared: ClassVar[tuple[str, ...]] = ("name", "email", "guardian")

    def __init__(
        self,
        here: Here,
        person: Participant | None,
        take: Callable[[dict[str, Any]], Change | None],
        use: Callable[[str], None],
    ) -> None:
        session, mask = here.session, here.custdev.mask
        workspace = session.workspace
        contact = workspace.contact_of(person.uid) if person else None
        texts = _texts_of(person, contact, workspace)
        super().__init__(f"edit-person:{person.uid}" if person else "add-person", texts, take)
        self.workspace = workspace
        self.policy, self.today = session.policy, session.today
        self.person = person
        self.is_new = person is None
        self._use = use
        self._is_somebody_else = False
        self.named = person is None or (mask.names and contact is not None)
        self.footer_mode = "form_person" if person else "form_new_person"
        private = mask.hides(texts["segments"])
        self._hidden = {*(() if self.named else IDENTITY), *(("segments",) if private else ())}
        self._why = _why_away(contact, named=self.named, private=private)
        self._picks = _picks(person)

    def heading(self) -> Row:
        """Say who it is."""
        if self.person is None:
            return heading_row(Span("New person", "bright bold"), Span("  known by a P-id from then on", "muted"))
        return heading_row(Span("Edit ", "bright bold"), Span(self.person.pid, "people bold"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield what names somebody, where that may be seen, and what does not."""
        for name in FIELDS:
            if name in self._hidden:
                continue
            if name in PICKS:
                yield name, Pick(PICKS[name].words, self._picks[name], id=f"f-{name}")
            else:
                yield self.text_field(name, texts[name])

    def filled(self) -> dict[str, Any]:
        """Return the fields that differ from what was found; a new person has all that are not empty."""
        changed: dict[str, Any] = {}
        for name in TEXT_FIELDS:
            if self.value(name) != self._texts[name]:
                changed |= self._text_field(name, self.value(name))
        for name, before in self._picks.items():
            if self.picked(name) != before:
                changed[PICKS[name].attribute] = PICKS[name].values[self.picked(name)]
        if self.person is None:
            changed.setdefault("name", "")
            changed["unless_known"] = not self._is_somebody_else
        return changed

    def say_error(self, error: Exception) -> None:
        """Ask who is meant where somebody may be known already; else say why it was not done."""
        if isinstance(error, MaybeKnown):
            self._ask_who(error)
        else:
            super().say_error(error)

    def _ask_who(self, error: MaybeKnown) -> None:
        def answered(uid: str | None) -> None:
            if uid:
                self._use(uid)
                self.leave()
            elif uid is not None:
                self._is_somebody_else = True
                self.save()
                self._is_somebody_else = False

        host = self.custdev
        candidates = Candidates(
            host.session, error.people, host.mask.unhidden(self.value("name")), names=host.names_shown
        )
        self.app.push_screen(WhoScreen(candidates), answered)

    def remarks(self) -> Iterator[str]:
        """Say what is meant by a rhythm and a day, and who is unknown."""
        ideal = read_duration(self.value("ideal")) or self.policy.ideal
        longest = read_duration(self.value("at-most")) or self.policy.max
        yield f"Hears from us every {duration_words(ideal)}, at the latest after {duration_words(longest)}."
        until = parse_due(self.value("keep-until"), self.today)
        if until is not None:
            yield f"Kept until {dated_words(until)}."
        self._guardian(self.value("guardian"))

    def last_remark(self) -> str:
        """Say why something is not asked for."""
        return self._why

    def _text_field(self, name: str, text: str) -> dict[str, Any]:
        match name:
            case "name" | "org":
                return {name: text}
            case "email":
                return {name: text.replace(",", " ").split()}
            case "segments":
                return {name: [segment.strip() for segment in text.split(",") if segment.strip()]}
            case "guardian":
                return {name: self._guardian(text)}
            case "keep-until":
                return {"retention_until": parse_due(text, self.today) or ""}
            case _:
                return {"cadence": Cadence(read_duration(self.value("ideal")), read_duration(self.value("at-most")))}

    def _guardian(self, text: str) -> str:
        name = text.strip().lstrip("@")
        if not name:
            return ""
        guardian = find_person(self.workspace, name)
        if self.person is not None and guardian.uid == self.person.uid:
            raise NotAllowed("A guardian is somebody else.")
        return guardian.uid


class WhoScreen(ListDialog[str | None]):
    """Returns the uid of the person who is meant, empty for somebody else; None goes back."""

    place = footer_mode = "who"

    def __init__(self, candidates: Candidates) -> None:
        super().__init__()
        self.candidates = candidates

    def take(self) -> None:
        """Return who is marked."""
        index, people = self.listing.selected, self.candidates.people
        if index is not None:
            self.dismiss(people[index].uid if index < len(people) else "")

    def heading(self) -> Row:
        """Ask who it is."""
        return sheet_row(Span(self.candidates.question, "bright bold"))

    def items(self) -> list[Row]:
        """Return what can be answered."""
        return self.candidates.rows()


def _texts_of(person: Participant | None, contact: Contact | None, workspace: Workspace) -> dict[str, str]:
    """Return what the fields of text begin with; empty ones for a new person, and for what does not name anybody."""
    if person is None:
        return dict.fromkeys(TEXT_FIELDS, "")
    guardian = workspace.participants.get(person.guardian or "")
    return {
        "name": contact.fn if contact else "",
        "email": ", ".join(contact.email) if contact else "",
        "org": contact.org if contact else "",
        "segments": ", ".join(map(_segment_text, person.segments)),
        "guardian": guardian.pid if guardian else "",
        "ideal": short_duration(person.cadence.ideal or ""),
        "at-most": short_duration(person.cadence.max or ""),
        "keep-until": person.retention_until.isoformat() if person.retention_until else "",
    }


def _segment_text(segment: Segment) -> str:
    return segment.value if segment.dimension == "custom" else f"{segment.dimension.replace('_', ' ')}: {segment.value}"


def _picks(person: Participant | None) -> dict[str, int]:
    if person is None:
        return dict.fromkeys(PICKS, 0)
    return {name: pick.values.index(getattr(person, pick.attribute) or pick.values[0]) for name, pick in PICKS.items()}


def _why_away(contact: Contact | None, *, named: bool, private: bool) -> str:
    if not named and contact is None:
        return "What names them is not kept here (people.json)."
    what = [
        *([] if named else ["name, e-mail and organisation"]),
        *(["segments that name somebody"] if private else []),
    ]
    return f"{key('app.names')} shows names, and with them {' and '.join(what)}." if what else ""
