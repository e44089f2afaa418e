"""What the line at the bottom can ask for: a note, a reason, an owner, a day, tags, a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.app.paint import BLANK, Row, Span
from tui.domain.records import Card, Note


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
    which `esc` goes back.
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
