"""Opening what was found: a card on its board, a note on its card or with its person, a person, an experiment."""

from __future__ import annotations

from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.domain.people.merged import current_of
from tui.domain.search.findable import Findable


def open_it(here: Here, findable: Findable) -> None:
    """Open something that was found from the screen where it was looked for; where it is gone, say so."""
    app, workspace = here.custdev, here.session.workspace
    if findable.card:
        if (
            isinstance(here, BoardScreen)
            and here.board.card(findable.card)
            and here.board.lane_of(findable.card) is not None
        ):
            here.show_card(findable.card)
        elif not app.show_card(findable.card):
            here.say("That card is gone.", tone="warn")
        return
    people = [person.uid for uid in findable.people if (person := current_of(workspace, uid)) is not None]
    if people:
        app.show_person(people[0])
        return
    experiment = workspace.experiments.get(findable.experiment or "")
    if experiment is not None:
        app.open_iteration(experiment)
    else:
        here.say("It is on no board and about nobody; custdev find shows all of it.")
