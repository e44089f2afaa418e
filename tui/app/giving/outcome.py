"""What a screen asks for, and says and remembers of what has left; the latest that is asked for wins.

Choices are put together beside the interface, one at a time. Copying is one way of leaving.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.app.background import in_background
from tui.app.giving.choice import Choice, Given, Offer, Place, given_words
from tui.app.giving.proof import Parcels, Proof, proof_of
from tui.app.here import Here
from tui.app.host import host_of
from tui.app.keys.keymap import Hint
from tui.app.look.paint import Shown, cut
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.privacy.profiles import DEFAULT
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.exchange.clipboard import terminal_copy
from tui.exchange.leaving import Leaving
from tui.session import Session, giving


def sent(app: App[object], session: Session, written: giving.Written, place: Place) -> Given:
    """Return what has left. Waits for the disk or for a tool: not for the interface thread.

    It is for the caller to remember it, and to print what is to be printed.

    Raises:
        CustdevError, OSError: It has not left.
    """
    if place == "file":
        return Given(written, place, path=giving.to_file(session, written))
    if place == "clipboard":
        return Given(written, place, taken=giving.to_clipboard(written, lambda text: _ask_terminal(app, text)))
    return Given(written, place)


def _ask_terminal(app: App[object], text: str) -> bool:
    """Ask the terminal to copy a text, from another thread than the interface's; return whether it could be asked."""
    if terminal_copy(text) is None:
        return False
    app.call_from_thread(App.copy_to_clipboard, app, text)
    return True


SLOW_SECONDS = 0.3
"""After how long it is said that something is being put together."""
Hide = Callable[[str], str]
Asked = tuple[Offer, Choice, Hide | None, Parcels]


_ONE_AT_A_TIME = Lock()
"""What was asked for on a screen that has left is made to its end; others beside it would hold as much, and be slow."""


def _composed(session: Session, asked: Asked) -> Proof:
    """Return what was asked for, or nothing where its screen has left before it is begun."""
    offer, choice, hide, parcels = asked
    with _ONE_AT_A_TIME:
        if get_current_worker().is_cancelled:
            return Proof(choice)
        return proof_of(session, offer, choice, parcels, hide)


class Maker:
    """Makes what was asked for last; what was asked for meanwhile and is not begun is passed over.

    `take` is given what became of it, unless something else was asked for. `wait` is called where that may have taken
    so long that it is worth a word.
    """

    def __init__(self, screen: Screen[Any], take: Callable[[Proof], None], wait: Callable[[], None]) -> None:
        self._screen = screen
        self._take = take
        self._wait = wait
        self._asked: Asked | None = None
        self._making: Asked | None = None
        self._since = 0.0
        self._workspace: Workspace | None = None
        self._parcels: Parcels = {}

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is on its way."""
        return self._making is not None

    @property
    def is_slow(self) -> bool:
        """Whether that has been so for long enough to be worth a word."""
        return self.is_busy and time.monotonic() - self._since >= SLOW_SECONDS

    @property
    def is_stale(self) -> bool:
        """Whether the workspace has changed since something was asked for."""
        return self._workspace is not self._session.workspace

    def ask(self, offer: Offer, choice: Choice, hide: Hide | None = None) -> None:
        """Ask for what a choice becomes; `hide` takes names out of what is shown of it."""
        if self.is_stale:
            self._workspace, self._parcels = self._session.workspace, {}
        self._asked = (offer, choice, hide, self._parcels)
        if not self.is_busy:
            self._since = time.monotonic()
            self._make(self._asked)
        self._screen.set_timer(SLOW_SECONDS, self._wait)

    @property
    def _session(self) -> Session:
        return host_of(self._screen).session

    def _make(self, asked: Asked) -> None:
        self._making = asked
        in_background(self._screen, "making", partial(_composed, self._session, asked), self._hand_over, self._refuse)

    def _hand_over(self, proof: Proof) -> None:
        """Hand over what was asked for last; where it was not, make that now."""
        making, self._making = self._making, None
        if not self._screen.is_attached:
            return
        if making is not None and self._asked is not None and making is not self._asked:
            self._make(self._asked)
        else:
            self._take(proof)

    def _refuse(self, error: Exception) -> None:
        if self._asked is not None:
            self._hand_over(Proof(self._asked[1], refusal=str(error)))


if TYPE_CHECKING:
    from tui.app.board.card_place import CardPlace
    from tui.exchange.parcel import Parcel

FORM = "md"
_WRITING = {"board": "board.snapshot", "standup": "standup.report", "flow": "flow.export"}
"""What writes a file, by place."""


def give(here: Here, offer: Offer, form: str = "", others: Sequence[Offer] = ()) -> None:
    """Look at something in the dialog before it leaves; `others` may be given out in its place."""
    from tui.app.giving.dialog import GiveScreen  # what is copied does not need it

    screen = GiveScreen(offer, form, others)
    here.app.push_screen(screen, lambda given: take_given(here, given, screen.offer.name))


def take_given(here: Here, given: Given | None, name: str, *keys: Hint) -> None:
    """Remember what has left, and say where it is; None is what stayed here."""
    if given is None:
        return
    forgotten = _remember(here, given)
    if given.place == "output":
        here.custdev.to_print.append(given.written.text)
    before, after = given_words(given, here.custdev.mask.text(name))
    if forgotten:
        after += f". It is not remembered: {forgotten}"
    if given.is_unsure and here.place in _WRITING:
        after += "; if nothing is there,"
        keys = ((_WRITING[here.place], "writes a file"), *keys)
    if given.path is None:
        here.say(f"{before}{after}", *keys, tone="warn" if forgotten else "plain")
        return
    room = here.app.size.width - len(before) - len(after) - 12
    opening = ("o", "open", partial(_open, here, given.path))
    here.say(f"{before}{shown_path(given.path, room)}{after}", opening, tone="warn" if forgotten else "plain")
    here.custdev.last_written = given.path


def open_written(here: Here) -> None:
    """Open the file that was written last."""
    path = here.custdev.last_written
    if path is None:
        here.say("Nothing was written from here yet.")
    else:
        _open(here, path)


def _open(here: Here, path: Path) -> None:
    """Open a file: a text in the editor, all else as the desktop does."""
    from tui.app.editor import is_read_as_text, open_by_desktop

    def fail(error: Exception) -> None:
        here.say(str(error), tone="warn")

    if is_read_as_text(path):
        here.custdev.read_in_editor(path)
    else:
        in_background(here, "opening", partial(open_by_desktop, path), lambda nothing: None, fail)


def _remember(here: Here, given: Given) -> str:
    """Remember a copy; return why it could not be. What is copied of a board does not start it."""
    place = given.remembered_at
    if not place:
        return ""
    try:
        here.session.run(operations.record_export, place, **given.written.remembered_as(place))
    except DomainError as error:
        return str(error)
    return ""


def shown_path(path: Path, room: int) -> str:
    """Return a path as a message shows it: whole where there is room, else how it ends."""
    words = str(path)
    if len(words) <= room:
        return words
    tail = f"{path.parent.name}/{path.name}"
    return f"…/{tail}" if len(tail) + 2 <= max(room, 40) else cut(Shown(path.name), max(room, 20))


def copy(here: CardPlace) -> None:
    """Copy the card in front; pressed again at once, its column, and then the board."""
    steps = (_copy_card, copy_column, copy_board)
    steps[here.times % len(steps)](here)


def _copy_card(here: CardPlace) -> None:
    card = here.card
    if card is None:
        here.say("There is no card here for that key.")
        return
    _copy(here, card_key(here.board.workspace, card), lambda leaving: leaving.card(card), ("card.copy", "its column"))


def copy_chosen(here: CardPlace, cards: Sequence[Card]) -> None:
    """Copy the cards that are chosen, as they stand on the board."""
    columns = [column.id for column in here.board.experiment.definition.columns]
    standing = sorted(cards, key=lambda card: (columns.index(card.column), card.rank, card.number))
    name = card_key(here.board.workspace, cards[0]) if len(cards) == 1 else plural(len(cards), "card")
    _copy(here, name, lambda leaving: leaving.some_cards(standing))


def copy_column(here: CardPlace) -> None:
    """Copy the column that is worked in."""
    experiment, column = here.board.experiment, here.column
    count = sum(1 for _ in here.board.workspace.lane_cards(experiment.uid, column.id))
    name = f"{column.title} with {plural(count, 'card')}"
    _copy(here, name, lambda leaving: leaving.column(experiment, column.id), ("card.copy", "the board"))


def copy_board(here: CardPlace) -> None:
    """Copy the whole board."""
    experiment = here.board.experiment
    _copy(here, experiment.definition.title, lambda leaving: leaving.board(experiment))


def _copy(here: CardPlace, name: str, make: Callable[[Leaving], Parcel], *keys: Hint) -> None:
    session, app = here.session, here.app
    workspace, now = here.board.workspace, session.now()

    def write() -> Given:
        parcel = make(Leaving(workspace, session.policy, now, profile=DEFAULT))
        return sent(app, session, giving.write(session, parcel, FORM), "clipboard")

    def take(given: Given) -> None:
        take_given(here, given, name, *(keys if here.last_command == "card.copy" else ()))

    in_background(here, "copying", write, take, here.say_error)
