"""What one person agrees to: five plain words, each turned by its letter."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one

from tui.app.paint import Row, Span
from tui.app.permission import GROUP_KEYS, GROUP_WORDS, SIGN_STYLES, group_how
from tui.app.screens.overlay import Overlay
from tui.app.widgets.rows import Edge, Rows
from tui.domain import operations
from tui.domain.consent import Group, signs_of
from tui.domain.errors import DomainError
from tui.domain.records import Participant

SURFACE = "panel"
ROOM_FOR_HOW = 60


class PermissionScreen(Overlay[str | None]):
    """Giving and withdrawing are one key each; what was said orally today is the default. It returns what was said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"turn('{group}')", group, show=False) for key, group in GROUP_KEYS.items()),
        Binding("p,enter", "leave", "Back", show=False),
        Binding("escape,ctrl+c", "leave", "Back", show=False),
    ]
    footer_mode = "permission"
    rows = query_one("#permission-rows", Rows)

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person
        self._said: str | None = None
        self._refused = ""

    def compose(self) -> ComposeResult:
        """Make the rows and the footer."""
        with Vertical(id="permission-box"):
            yield Edge()
            yield Rows(id="permission-rows")
        yield Rows(id="overlay-footer")

    def on_mount(self) -> None:
        """Show what is agreed to so far."""
        self._show()

    def on_resize(self) -> None:
        """Divide the rows anew."""
        self._show()

    def action_turn(self, group: Group) -> None:
        """Give what was not given, withdraw what was."""
        session, person = self.custdev.session, self._participant
        if person is None:
            return
        given = signs_of(session.workspace, person, session.today)[group] == "given"
        operation = operations.withdraw_consent if given else operations.give_consent
        self._refused = ""
        try:
            session.run(operation, self.person, group)
        except DomainError as error:
            self._refused = str(error)
        else:
            self._said = (
                f"{person.pid} {'does not agree' if given else 'agrees'} to {GROUP_WORDS[group]}, said so today"
            )
        self._show()

    def action_leave(self) -> None:
        """Go back, with a word on what was changed last."""
        self.dismiss(self._said)

    @property
    def _participant(self) -> Participant | None:
        return self.custdev.session.workspace.participants.get(self.person)

    def _show(self) -> None:
        person = self._participant
        if person is None:
            self.dismiss(None)
            return
        blank = Row(background=SURFACE)
        rows = [blank, self._head(person), blank, *self._groups(person), blank]
        if self._refused:
            rows[-1] = Row((Span("    "), Span(f"! {self._refused}", "danger bold")), background=SURFACE)
        self.rows.show(*rows)
        self.show_footer()

    def _head(self, person: Participant) -> Row:
        contact = self.custdev.session.workspace.contact_of(person.uid) if self.custdev.names_shown else None
        name = Span(f"  {contact.fn}", "bright bold") if contact else Span("")
        left = (Span("    "), Span("Permission of ", "bright bold"), Span(person.pid, "people bold"), name)
        return Row(left, (Span("said so, today", "muted"),), SURFACE, 4)

    def _groups(self, person: Participant) -> list[Row]:
        session, glyphs = self.custdev.session, self.custdev.glyphs
        workspace, today = session.workspace, session.today
        rows: list[Row] = []
        for group, sign in signs_of(workspace, person, today).items():
            how = group_how(workspace, person, group, session.policy, today)
            left = (
                Span("    "),
                Span(f"{group[0]}  ", "accent bold"),
                Span(f"{glyphs.sign(sign)}  ", SIGN_STYLES[sign]),
                Span(f"{group:<9}", "bright"),
                Span(GROUP_WORDS[group], "muted"),
            )
            wide = self.app.size.width >= ROOM_FOR_HOW
            rows.append(Row(left, (Span(how, "muted"),) if wide else (), SURFACE, 4))
        return rows
