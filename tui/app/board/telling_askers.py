"""Telling whoever asked for a card that it is there: a dialog ticks who was told, and all of them are one change."""

from __future__ import annotations

from tui.app.board.card_place import CardPlace
from tui.app.dialogs.overlay import ListDialog
from tui.app.look.paint import Row, Shown, Span, cut, sheet_row
from tui.domain import operations
from tui.domain.people.askers import Asker, askers_of, to_tell
from tui.domain.records import Card
from tui.domain.text import plural


def tell(here: CardPlace, card: Card) -> None:
    """Tick who was told that a card they asked for is there."""
    workspace = here.session.workspace
    if not to_tell(workspace, card):
        here.say(_nobody(card, is_asked=bool(askers_of(workspace, card.uid))))
        return

    def done(notes: tuple[str, ...] | None) -> None:
        if notes:
            here.run(operations.tell_askers, card.uid, notes, words=f"Told who asked for {card.number}")

    here.app.push_screen(TellScreen(card.uid), done)


def _nobody(card: Card, *, is_asked: bool) -> str:
    if not is_asked:
        return "Nobody asked for this card."
    if card.finished_at is None:
        return "It is not finished; whoever asked for it is told then."
    return "Everybody who asked for it was told."


class TellScreen(ListDialog[tuple[str, ...] | None]):
    """Lists who is to be told of a card (uid); it returns the notes (uids) of those who were ticked."""

    place = footer_mode = "tell"

    def __init__(self, card: str) -> None:
        super().__init__()
        self._card = card
        self._ticked: set[tuple[str, ...]] = set()

    @property
    def _askers(self) -> list[Asker]:
        workspace = self.custdev.session.workspace
        card = workspace.cards.get(self._card)
        return to_tell(workspace, card) if card is not None else []

    def save(self) -> None:
        """Hand in who was told."""
        notes = tuple(note.uid for asker in self._askers if asker.people in self._ticked for note in asker.notes)
        if notes:
            self.dismiss(notes)
        else:
            self.say("Nobody is ticked.", ("tell.turn", "ticks one"), ("tell.turn_all", "all"))

    def turn(self) -> None:
        """Tick who is chosen, or not any more."""
        askers, at = self._askers, self.listing.selected
        if at is not None and at < len(askers):
            self._ticked ^= {askers[at].people}
            self.show_all()

    def turn_all(self) -> None:
        """Tick all of them; where all are, none."""
        everybody = {asker.people for asker in self._askers}
        self._ticked = set() if everybody <= self._ticked else everybody
        self.show_all()

    def heading(self) -> Row:
        """Say what is to be told."""
        card = self.custdev.session.workspace.cards[self._card]
        title = cut(self.custdev.mask.line(card.title), max(8, self.app.size.width - 34))
        return sheet_row(Span("Who was told of", "bright bold"), Span(f" {title}", "muted"))

    def items(self) -> list[Row]:
        """Return who is to be told, and what they said, as far as it may be read."""
        return [self._row(asker) for asker in self._askers]

    def _row(self, asker: Asker) -> Row:
        session, glyphs, mask = self.custdev.session, self.custdev.glyphs, self.custdev.mask
        workspace, is_ticked = session.workspace, asker.people in self._ticked
        tick = Span(f"{glyphs.ticked if is_ticked else glyphs.open} ", "ok bold" if is_ticked else "muted")
        names = [person.pid for person in workspace.people(asker.people)]
        if mask.names:
            names = [contact.fn if (contact := workspace.contact_of(uid)) else "P?" for uid in asker.people]
        words, is_shown = mask.words(asker.notes[0], workspace, session.today)
        more = Shown(f"  +{plural(len(asker.notes) - 1, 'note')}") if len(asker.notes) > 1 else Shown("")
        who = Span(f"{mask.line(' '.join(names))}  ", "people")
        return Row((tick, who, Span(mask.line(words), "text" if is_shown else "muted"), Span(more, "muted")))
