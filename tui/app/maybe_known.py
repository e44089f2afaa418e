"""Who somebody may be that is to be made known: in P-ids, with names only while these are shown."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.chips import one_line
from tui.app.paint import Row, Shown, Span
from tui.app.prompts import Choice
from tui.domain.people.keeping import keeping_of
from tui.domain.records import Participant
from tui.domain.time.dates import short_date
from tui.session import Session

SOMEBODY_ELSE = "somebody else"


class Candidates:
    """Those who may be meant, as a question and as what can be answered.

    `name` is what was typed; empty where it is hidden, for then it would read as the P-id of one of them.
    """

    def __init__(self, session: Session, people: Sequence[Participant], name: str, *, names: bool) -> None:
        self._session = session
        self._name = one_line(Shown(name.lstrip("+ ")))
        self._names = names
        self.people = tuple(people)

    @property
    def question(self) -> str:
        """Ask about them: `Is this P03, met 12 Nov?`."""
        who = [f"{person.pid}, {self._met(person)}" for person in self.people]
        return f"Is this {'; or '.join(who)}?"

    def rows(self) -> list[Row]:
        """Return a row for each of them, and one for somebody else."""
        rows = [Row(self._spans(person), (Span("the same person", "muted"),)) for person in self.people]
        name = (Span(": ", "muted"), Span(self._name)) if self._name else ()
        new = Row((Span(SOMEBODY_ELSE, "muted" if name else "text"), *name), (Span("a new P-id", "muted"),))
        return [*rows, new]

    def choices(self) -> list[Choice]:
        """Return the same as what a line can become."""
        lines = [*(person.pid for person in self.people), SOMEBODY_ELSE]
        return [Choice(line, row.left, row.right) for line, row in zip(lines, self.rows(), strict=True)]

    def chosen(self, line: str) -> Participant | None:
        """Return who a choice is of, None for somebody else."""
        return next((person for person in self.people if person.pid == line), None)

    def _spans(self, person: Participant) -> tuple[Span, ...]:
        contact = self._session.workspace.contact_of(person.uid) if self._names else None
        name = (Span(f"  {one_line(Shown(contact.fn))}"),) if contact else ()
        return (Span(person.pid, "people"), *name)

    def _met(self, person: Participant) -> str:
        session = self._session
        last = keeping_of(session.workspace, person, session.policy, session.today).last
        if last is None:
            return "not met yet"
        year = "" if last.year == session.today.year else f" {last.year}"
        return f"met {short_date(last)}{year}"
