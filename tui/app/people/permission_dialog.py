"""What one person agrees to: ten words, each turned by its key, with how and when it was said."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.app import ComposeResult

from tui.app.dialogs.overlay import BLANK_ROW, Overlay
from tui.app.keys.keymap import key
from tui.app.look.glyphs import SIGN_STYLES
from tui.app.look.paint import SURFACE, Row, Span, sheet_row
from tui.app.look.rows import Rows
from tui.domain import operations
from tui.domain.people.consent import HOW_WORDS, WORDS, Sign, Word, sign_of_word
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Participant
from tui.domain.records.vocabulary import AGREED_TO, ConsentMethod
from tui.domain.time.dates import day_words

ROOM_FOR_HOW, ROOM_FOR_BLANKS = 60, 18
METHODS: tuple[ConsentMethod, ...] = ("verbal_noted", *(method for method in HOW_WORDS if method != "verbal_noted"))


class PermissionScreen(Overlay[str | None]):
    """Giving and withdrawing are one key each; what was said orally today is the default. It returns what was said.

    A key turns what it names and nothing else; others choose how it was said and when, or have the keys note a no, for
    who was asked and declined.
    """

    box = "permission-box"
    place = footer_mode = "permission"

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person
        self._answer: str | None = None
        self._remark = ""
        self._method: ConsentMethod = METHODS[0]
        self._days_ago = 0
        self._says_no = False
        self.rows = Rows()

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield self.rows

    def on_mount(self) -> None:
        """Show what is agreed to so far."""
        self._show()

    def on_resize(self) -> None:
        """Divide the rows anew."""
        self._show()

    def turn(self, index: int) -> None:
        """Give what was not given, withdraw what was."""
        session, person, word = self.custdev.session, self._participant, WORDS[index]
        if person is None:
            return
        no = self._says_no or self._sign(person, word) == "given"
        operation = operations.withdraw_consent if no else operations.give_consent
        session.run(operation, self.person, word.name, at=self._at, method=self._method)
        self._answer = self._answer_words(person, word, no=no)
        counts = (self._sign(person, word) == "given") is not no
        self._remark = "" if counts else "Noted; what was said later still counts."
        self._show()

    def say_error(self, error: Exception) -> None:
        """Say why it was not noted."""
        self._remark = str(error)
        self._show()

    def turn_method(self) -> None:
        """Take the next way of saying so."""
        self._method = METHODS[(METHODS.index(self._method) + 1) % len(METHODS)]
        self._show()

    def turn_day(self, step: int) -> None:
        """Go some days back, or on towards today."""
        self._days_ago = max(0, self._days_ago + step)
        self._show()

    def turn_answer(self) -> None:
        """Have the keys note a no, or turn what is there."""
        self._says_no = not self._says_no
        self._show()

    def leave(self) -> None:
        """Go back, with a word on what was changed last."""
        self.dismiss(self._answer)

    @property
    def _participant(self) -> Participant | None:
        return self.custdev.session.workspace.participants.get(self.person)

    @property
    def _at(self) -> datetime | None:
        """When it was said: at this time of another day; None for now."""
        session = self.custdev.session
        if not self._days_ago:
            return None
        now = session.now().astimezone(session.policy.zone)
        return now - timedelta(days=self._days_ago)

    @property
    def _day(self) -> str:
        today = self.custdev.session.today
        return day_words(today - timedelta(days=self._days_ago), today)

    def _sign(self, person: Participant, word: Word) -> Sign:
        return sign_of_word(word, self._facts(person).statuses)

    def _facts(self, person: Participant) -> PersonFacts:
        session = self.custdev.session
        return PersonFacts(session.workspace, person, session.policy, session.today)

    def _answer_words(self, person: Participant, word: Word, *, no: bool) -> str:
        what = " and ".join(dict.fromkeys(AGREED_TO[scope] for scope in word.scopes))
        return f"{person.pid} {'does not agree' if no else 'agrees'} to {what}, {HOW_WORDS[self._method]}, {self._day}"

    def _show(self) -> None:
        person = self._participant
        if person is None:
            self.dismiss(None)
            return
        last = sheet_row(Span(f"! {self._remark}", "danger bold")) if self._remark else BLANK_ROW
        blank = [BLANK_ROW] if self.app.size.height >= ROOM_FOR_BLANKS else []
        self.rows.show(*blank, self._head(person), *blank, *self._words(person), last)
        self.show_footer()

    def _head(self, person: Participant) -> Row:
        contact = self.custdev.session.workspace.contact_of(person.uid) if self.custdev.names_shown else None
        name = Span(f"  {contact.fn}", "bright bold") if contact else Span("")
        left = (Span("    "), Span("Permission of ", "bright bold"), Span(person.pid, "people bold"), name)
        no = (Span("says no, ", "danger bold"),) if self._says_no else ()
        return Row(left, (*no, Span(f"{HOW_WORDS[self._method]}, {self._day}", "muted")), SURFACE, 4)

    def _words(self, person: Participant) -> list[Row]:
        glyphs, facts = self.custdev.glyphs, self._facts(person)
        wide = self.app.size.width >= ROOM_FOR_HOW
        rows: list[Row] = []
        for word in WORDS:
            sign = sign_of_word(word, facts.statuses)
            left = (
                Span("    "),
                Span(f"{key(f'permission.{word.name}')}  ", "accent bold", f"permission.{word.name}"),
                Span(f"{glyphs.sign(sign)}  ", SIGN_STYLES[sign]),
                Span(word.question, "bright"),
            )
            how = (Span(facts.how_words(word), "muted"),) if wide else ()
            rows.append(Row(left, how, SURFACE, 4))
        return rows
