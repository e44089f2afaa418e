"""The dialog for a new person, and for editing one: name first, only the name is required.

While names are hidden, a person who is known is edited without what names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar

from textual.widget import Widget

from tui.app.masking import Mask
from tui.app.maybe_known import Candidates
from tui.app.paint import Row, Span
from tui.app.screens.form import Form, heading_row
from tui.app.screens.person_texts import AVAILABLE, RELATIONS, TEXT_FIELDS, YES, identity_texts, person_texts
from tui.app.widgets.pick import Pick
from tui.domain.errors import CustdevError, NotAllowed
from tui.domain.operations.about_people import AVAILABILITIES, RELATIONSHIPS
from tui.domain.people.duplicates import MaybeKnown
from tui.domain.people.policy import Policy
from tui.domain.records import Cadence, Contact, Participant
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_person
from tui.domain.time.dates import parse_due
from tui.domain.time.durations import duration_words, read_duration

IDENTITY = ("name", "email", "org")


class PersonForm(Form):
    """Asks for a person; `take` is given the fields that were changed, all of them for a new one.

    `use` is given the uid of a person who turns out to be meant.
    """

    cleared: ClassVar[tuple[str, ...]] = ("name", "email", "guardian")

    def __init__(
        self,
        workspace: Workspace,
        policy: Policy,
        today: date,
        person: Participant | None,
        *,
        mask: Mask,
        take: Callable[[dict[str, Any]], Change | None],
        use: Callable[[str], None] = lambda uid: None,
    ) -> None:
        contact = workspace.contact_of(person.uid) if person else None
        texts = identity_texts(contact) | person_texts(person, workspace)
        super().__init__(f"edit-person:{person.uid}" if person else "add-person", texts, take)
        self.workspace = workspace
        self.policy = policy
        self.today = today
        self.person = person
        self._use = use
        self._is_somebody_else = False
        self.named = person is None or (mask.names and contact is not None)
        self.footer_mode = "form_person" if person else "form_new_person"
        private = mask.hides(texts["segments"])
        self._kept_away = {*(() if self.named else IDENTITY), *(("segments",) if private else ())}
        self._why = _why_away(contact, named=self.named, private=private)
        self._picks = _picks(person)

    @property
    def is_new(self) -> bool:
        """Whether a person is added."""
        return self.person is None

    def heading(self) -> Row:
        """Say who it is."""
        if self.person is None:
            return heading_row(Span("New person", "bright bold"), Span("  known by a P-id from then on", "muted"))
        return heading_row(Span("Edit ", "bright bold"), Span(self.person.pid, "people bold"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield what names somebody, where that may be seen, and what does not."""
        for name, widget in self._all_fields(texts):
            if name not in self._kept_away:
                yield name, widget

    def _all_fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        for name in IDENTITY:
            yield self.text_field(name, texts[name])
        yield "relation", Pick(RELATIONS, self._picks["relation"], id="f-relation")
        yield self.text_field("segments", texts["segments"])
        yield "advisory", Pick(YES, self._picks["advisory"], id="f-advisory")
        yield "minor", Pick(YES, self._picks["minor"], id="f-minor")
        for name in ("guardian", "ideal", "at-most"):
            yield self.text_field(name, texts[name])
        yield "contact", Pick(AVAILABLE, self._picks["contact"], id="f-contact")
        yield self.text_field("keep-until", texts["keep-until"])

    def filled(self) -> dict[str, Any]:
        """Return the fields that differ from what was found; a new person has all that are not empty."""
        changed: dict[str, Any] = {}
        for name in TEXT_FIELDS:
            if self.value(name) != self._texts[name]:
                changed |= self._text_field(name, self.value(name))
        for name, before in self._picks.items():
            if self.picked(name) != before:
                changed |= _pick_field(name, self.picked(name))
        if self.person is None:
            changed.setdefault("name", "")
            changed["unless_known"] = not self._is_somebody_else
        return changed

    def refuse(self, error: CustdevError) -> None:
        """Ask who is meant where somebody may be known already; else say why it was not done."""
        if isinstance(error, MaybeKnown):
            self._ask_who(error)
        else:
            super().refuse(error)

    def _ask_who(self, known: MaybeKnown) -> None:
        from tui.app.screens.choosing import WhoScreen

        def answered(uid: str | None) -> None:
            if uid:
                self._use(uid)
                self.action_leave()
            elif uid is not None:
                self._is_somebody_else = True
                self.action_save()
                self._is_somebody_else = False

        host = self.custdev
        candidates = Candidates(
            host.session, known.people, host.mask.unhidden(self.value("name")), names=host.names_shown
        )
        self.app.push_screen(WhoScreen(candidates), answered)

    def remarks(self) -> Iterator[str]:
        """Say what is meant by a rhythm and a day, and who is unknown."""
        ideal = read_duration(self.value("ideal")) or self.policy.ideal
        longest = read_duration(self.value("at-most")) or self.policy.max
        yield f"Hears from us every {duration_words(ideal)}, at the latest after {duration_words(longest)}."
        until = parse_due(self.value("keep-until"), self.today)
        if until is not None:
            yield f"Kept until {until:%a} {until.day} {until:%b %Y}."
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
                return {name: [each.strip() for each in text.split(",") if each.strip()]}
            case "guardian":
                return {name: self._guardian(text)}
            case "keep-until":
                return {"retention_until": parse_due(text, self.today) or ""}
            case _:
                return {"cadence": Cadence(read_duration(self.value("ideal")), read_duration(self.value("at-most")))}

    def _guardian(self, text: str) -> str:
        wanted = text.strip().lstrip("@")
        if not wanted:
            return ""
        found = find_person(self.workspace, wanted)
        if self.person is not None and found.uid == self.person.uid:
            raise NotAllowed("A guardian is somebody else.")
        return found.uid


def _picks(person: Participant | None) -> dict[str, int]:
    if person is None:
        return {"relation": 0, "advisory": 0, "minor": 0, "contact": 0}
    relation = RELATIONSHIPS.index(person.relationship) + 1 if person.relationship else 0
    return {
        "relation": relation,
        "advisory": int(person.advisory_board),
        "minor": int(person.is_minor),
        "contact": AVAILABILITIES.index(person.contact_status),
    }


def _pick_field(name: str, index: int) -> dict[str, Any]:
    match name:
        case "relation":
            return {"relationship": RELATIONSHIPS[index - 1] if index else ""}
        case "contact":
            return {"contact_status": AVAILABILITIES[index]}
        case _:
            return {"advisory_board" if name == "advisory" else "is_minor": bool(index)}


def _why_away(contact: Contact | None, *, named: bool, private: bool) -> str:
    if not named and contact is None:
        return "What names them is not kept here (people.json)."
    what = [
        *([] if named else ["name, e-mail and organisation"]),
        *(["segments that name somebody"] if private else []),
    ]
    return f"* shows names, and with them {' and '.join(what)}." if what else ""
