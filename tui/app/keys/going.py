"""What means the same on every screen: moving about on it, going to other places, help, commands, and out."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.here import Here


def go(here: Here, across: int, down: int) -> None:
    """Move to a neighbour of what is selected."""
    here.go(across, down)


def go_to_edge(here: Here, end: int) -> None:
    """Move to the first (-1) or the last (1) of what is listed."""
    here.go_to_edge(end)


def page(here: Here, step: int) -> None:
    """Move by about a screenful."""
    here.page(step)


def open_selected(here: Here) -> Awaitable[None]:
    """Open what is selected."""
    return here.open()


def back(here: Here) -> None:
    """Go one step back."""
    here.back()


def switch_pane(here: Here) -> None:
    """Go between what is beside each other."""
    here.switch_pane()


def experiment(here: Here, number: int) -> None:
    """Go to the experiment of that number."""
    if not here.custdev.open_place(number):
        here.say(f"There is no experiment {number}.", ("go.experiments", "shows all"))


def experiments(here: Here) -> None:
    """Go to all experiments."""
    here.custdev.open_experiments()


def people(here: Here) -> None:
    """Go to the people."""
    here.custdev.open_people()


def standup(here: Here) -> None:
    """Walk the work together: that of this board, or of all experiments that run."""
    here.custdev.open_standup(here.board_id)


def flow(here: Here) -> None:
    """Show how work flows over this board, over the one that is chosen, or over the one that was open last."""
    board = here.subject("board") or here.board_id or here.custdev.view_state.last_board
    if not isinstance(board, str) or not here.custdev.open_flow(board):
        here.say("Open a board first; its flow is shown then.", ("go.experiments", "shows all"))


def gathering(here: Here) -> None:
    """Gather the notes of this board in themes, or where there is no board all there are."""
    board = here.subject("board") or here.board_id
    here.custdev.open_gathering(board if isinstance(board, str) else "")


def turn_names(here: Here) -> None:
    """Show names in place of P-ids, or hide them again."""
    if here.custdev.names_stay_hidden:
        here.say("Names stay hidden in a browser; a terminal shows them.")
        return
    here.custdev.names_shown = not here.custdev.names_shown


def turn_theme(here: Here) -> None:
    """Turn between dark and light."""
    here.custdev.turn_theme()


def read_messages(here: Here) -> None:
    """Read what was said so far."""
    from tui.app.board.brief import MessagesScreen

    here.app.push_screen(MessagesScreen(here.custdev.spoken))


def open_settings(here: Here) -> None:
    """Open somebody's own settings in the editor, which makes the file where there is none."""
    from tui.settings import WORKSPACE_FILE, personal_file

    path = personal_file()
    here.say(f"Your settings are read when custdev starts. Those of the team are in {WORKSPACE_FILE} of the workspace.")
    here.custdev.read_in_editor(path)


def leave(here: Here) -> None:
    """Quit; where something could not be saved, say what would be lost."""
    here.custdev.leave()
