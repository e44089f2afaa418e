"""Opening what was found: a card on its board, a note on its card or with its person, a person, an experiment."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.domain.people.merged import current_of
from tui.domain.search.findable import Findable


def open_it(here: Here, findable: Findable) -> None:
    """Open something that was found from the screen where it was looked for; where it is gone, say so."""
    open_place(here, card=findable.card, people=findable.people, experiment=findable.experiment)


def open_place(here: Here, *, card: str = "", people: Sequence[str] = (), experiment: str | None = None) -> None:
    """Open the board of a card (uid), else the first of some people (uids), else the board of an experiment (uid)."""
    app, workspace = here.custdev, here.session.workspace
    if card:
        if isinstance(here, BoardScreen) and here.board.card(card) and here.board.lane_of(card) is not None:
            here.show_card(card)
        elif not app.show_card(card):
            here.say("That card is gone.", tone="warn")
        return
    current = [person.uid for uid in people if (person := current_of(workspace, uid)) is not None]
    if current:
        app.show_person(current[0])
        return
    board = workspace.experiments.get(experiment or "")
    if board is not None:
        app.open_iteration(board)
    else:
        here.say("It is on no board and about nobody; custdev find shows all of it.")
