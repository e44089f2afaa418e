"""What the line at the bottom can ask for: a note, a reason, an owner, a day, tags, a person, and who that may be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from tui.app.look.paint import BLANK, Row, Shown, Span, one_line
from tui.domain.people.keeping import keeping_of
from tui.domain.records import Card, Note, Participant
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


class Choice(Struct, frozen=True):
    """A completion: what the whole line becomes, how it is listed, and a count or remark on the right."""

    line: str
    spans: tuple[Span, ...]
    right: tuple[Span, ...] = ()


def no_choices(typed: str) -> Sequence[Choice]:
    """Offer nothing."""
    return ()


def no_hint(typed: str) -> Row:
    """Say nothing."""
    return BLANK


def hinting(words: str, style: str = "muted") -> Callable[[str], Row]:
    """Return a hint that is the same whatever is typed."""
    row = Row((Span(words, style),))
    return lambda typed: row


class Prompt(Struct, frozen=True):
    """One question. `key` names the draft that is kept when it is cancelled.

    `submit` does it, or raises a DomainError whose sentence is shown while the typed text stays.
    `turn` is what `tab` does where no completion is offered: it returns the new line. `again` is what `ctrl+n` does:
    it returns what the next line begins with after this one is saved, or another question; with `always_again`, `enter`
    does so too. `with_reason` does what `submit` refused because somebody is asked too often, given the text and why.
    `also` is what `ctrl+t` does in place of `submit`. With `ends_when_empty` an empty line is the end.
    `takes_choice` has `enter` hand in the marked completion, `completes_first` takes it into the line; without
    `keeps_draft` a cancelled line is forgotten. `seen` is the record that is edited, as it was when that began.
    `with_person` does what `submit` refused because somebody may be known already, given the text and who it is (a uid,
    None for somebody else), and perhaps why they are asked again. `back` is the question, and what was typed there, to
    which `esc` goes back. `after` is what follows once it is closed, handed in or left.
    """

    key: str
    label: str
    submit: Callable[[str], None]
    value: str = ""
    footer: str = "prompt"
    hint: Callable[[str], Row] = no_hint
    choices: Callable[[str], Sequence[Choice]] = no_choices
    turn: Callable[[str], str] | None = None
    in_editor: bool = False
    again: Callable[[str], str | Prompt] | None = None
    always_again: bool = False
    with_reason: Callable[[str, str], None] | None = None
    takes_choice: bool = False
    completes_first: bool = False
    keeps_draft: bool = True
    seen: Card | Note | None = None
    also: Callable[[str], None] | None = None
    ends_when_empty: bool = False
    with_person: Callable[[str, str | None, str], None] | None = None
    back: tuple[Prompt, str] | None = None
    after: Callable[[], Awaitable[object]] | None = None


def picking(
    key: str,
    label: str,
    submit: Callable[[str], None],
    choices: Callable[[str], Sequence[Choice]],
    hint: str = "enter takes the marked one",
) -> Prompt:
    """Return the question for one of several things: `enter` takes the marked one, and no draft is kept."""
    return Prompt(key, label, submit, hint=hinting(hint), choices=choices, takes_choice=True, keeps_draft=False)
