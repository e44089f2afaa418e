"""Opening what was found: a card on its board, a note on its card or with its person, a person, an experiment."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.board.screen import BoardScreen
from tui.app.here import Here
from tui.domain.people.merged import current_of
from tui.domain.search.findable import Findable


def open_it(here: Here, findable: Findable) -> None:
    """Open something that was found from the screen where it was looked for; where it is gone, say so.

    An insight is shown with its theme, a measurement among all of its iteration.
    """
    if findable.kind == "theme" or (findable.kind == "insight" and _themes_of(here, findable)):
        theme = findable.uid if findable.kind == "theme" else _themes_of(here, findable)[0]
        here.custdev.open_gathering(here.board_id, theme)
        return
    if findable.kind == "insight":
        _open_note(here, findable)
        return
    if findable.kind == "measurement" and findable.experiment in here.session.workspace.experiments:
        _open_measurement(here, findable.experiment or "", findable.uid)
        return
    open_place(here, card=findable.card, people=findable.people, experiment=findable.experiment)


def _themes_of(here: Here, findable: Findable) -> list[str]:
    """Return the themes (uids) of an insight that are not put away."""
    workspace = here.session.workspace
    insight = workspace.insights.get(findable.uid)
    themes = (workspace.themes.get(uid) for uid in insight.themes) if insight is not None else ()
    return [theme.uid for theme in themes if theme is not None and theme.archived_at is None]


def _open_note(here: Here, findable: Findable) -> None:
    """Open the first card on which a note stands that an insight rests on, else where it was learned."""
    workspace = here.session.workspace
    insight = workspace.insights.get(findable.uid)
    notes = (workspace.notes.get(uid) for uid in insight.notes) if insight is not None else ()
    card = next((note.card for note in notes if note is not None and note.card in workspace.cards), None)
    open_place(here, card=card or "", experiment=findable.experiment)


def _open_measurement(here: Here, experiment: str, measurement: str) -> None:
    from tui.app.measures.measures_screen import MeasuresScreen  # seldom what was looked for

    if not (isinstance(here, BoardScreen) and here.board.experiment.uid == experiment):
        open_place(here, experiment=experiment)
    app = here.custdev

    def show() -> None:
        board = app.screen
        if isinstance(board, BoardScreen):
            app.push_screen(MeasuresScreen(experiment, board.catch_up, measurement))

    app.call_later(show)


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
