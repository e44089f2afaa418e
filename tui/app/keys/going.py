"""Going to other places: experiments by number, all of them, help, commands, and out."""

from __future__ import annotations

from tui.app.here import Here
from tui.app.keys.commands import Place


class Going(Here):
    """Keys that mean the same on every screen."""

    place: Place = "board"

    def action_jump(self, number: int) -> None:
        """Go to the experiment of that number."""
        if not self.custdev.open_place(number):
            self.say(f"There is no experiment {number}.", ("go.experiments", "shows all"))

    def action_experiments(self) -> None:
        """Go to all experiments."""
        self.custdev.open_experiments()

    def action_people_screen(self) -> None:
        """Go to the people."""
        self.custdev.open_people()

    def action_standup(self) -> None:
        """Walk the work together: that of this board, or of all experiments that run."""
        self.custdev.open_standup(self.board_id)

    def action_flow(self) -> None:
        """Show how work flows over this board, or over the one that was open last."""
        board_id = self.flow_board or self.custdev.view_state.last_board
        if board_id is None or not self.custdev.open_flow(board_id):
            self.say("Open a board first; its flow is shown then.", ("go.experiments", "shows all"))

    @property
    def flow_board(self) -> str | None:
        """The board whose flow is shown from here, None for the one that was open last."""
        return self.board_id or None

    def action_help(self) -> None:
        """Show what the keys do and what the signs mean."""
        from tui.app.keys.help import HelpScreen

        self.app.push_screen(HelpScreen(self.place))

    def action_palette(self) -> None:
        """Find any command, card or experiment."""
        from tui.app.keys.palette import open_palette

        open_palette(self)

    def action_names(self) -> None:
        """Show names in place of P-ids, or hide them again."""
        self.custdev.names_shown = not self.custdev.names_shown

    def action_theme(self) -> None:
        """Turn between dark and light."""
        self.custdev.turn_theme()

    def action_messages(self) -> None:
        """Read what was said so far."""
        from tui.app.board.brief import MessagesScreen

        self.app.push_screen(MessagesScreen(self.custdev.spoken))

    def action_leave(self) -> None:
        """Quit; where something could not be saved, say what would be lost."""
        self.custdev.leave()
