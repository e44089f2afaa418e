"""The life of an experiment on its board: its next iteration, the decision, what comes of that, and away with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tui.app.asking.prompts import Choice, Prompt
from tui.app.background import in_background
from tui.app.board.editing import Editing
from tui.app.board.in_step import BoardFollowing
from tui.app.look.paint import Span
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.records import Action, Experiment, Learning
from tui.domain.records.change import Change
from tui.domain.text import clean_line
from tui.domain.work.iterations import iteration_words, lineage_of, newest_of
from tui.session import CatalogEntry
from tui.session.board_files import offered


class Living(Editing, BoardFollowing):
    """Commands of the palette on the experiment as a whole."""

    def action_iterate(self) -> None:
        """Choose what goes along, and begin the next iteration."""
        from tui.app.board.iterate_dialog import IterateScreen

        if self._is_started():
            if why := self.board.read_only:
                self.say(why, tone="warn")
                return
            self.app.push_screen(IterateScreen(self.board.experiment.uid), self._tell_iterated)

    def action_decide(self) -> None:
        """Write the Learning Card."""
        from tui.app.board.decide_form import DecideForm

        if not self._is_started():
            return
        if self._names_somebody(self.board.experiment.learning):
            self.say("The Learning Card names somebody, and names are hidden.", ("app.names", "shows it to you"))
            return
        experiment = self.board.experiment.uid

        def take(fields: dict[str, Any]) -> Change:
            change = self.session.run(operations.decide_experiment, experiment, **fields)
            self._tell_decided(experiment)
            return change

        self.app.push_screen(DecideForm(self.board, take))

    def action_act(self) -> None:
        """Make an action of the decision a card or a board."""
        from tui.app.board.choosing import ActionsScreen

        learning = self.board.experiment.learning
        if learning is None or not learning.actions:
            self.say("No action is decided on here.", ("experiment.decide", "decide"))
            return
        self.app.push_screen(ActionsScreen(self.board.experiment.uid), self._act)

    def action_archive_experiment(self) -> None:
        """Put the experiment away."""
        if self._is_started() and self.run(operations.archive_experiment, self.board.experiment.uid) is not None:
            self.say("Archived the experiment", ("change.undo", "undo"), ("go.experiments", "all experiments"))

    def action_restore_experiment(self) -> None:
        """Bring the experiment back."""
        if self._is_started():
            self.run(operations.restore_experiment, self.board.experiment.uid, words="Restored the experiment")

    def action_take_edition(self) -> None:
        """Take over what changed in the shipped file of the board since it was started."""
        if offer := self._offered():
            experiment, entry = offer
            reconcile = operations.reconcile_definition
            if self.run(reconcile, experiment.uid, entry.definition, definition_hash=entry.hash) is not None:
                self.say("Took over what changed in the template")

    def action_leave_edition(self) -> None:
        """Leave it: the board stays as it is."""
        if offer := self._offered():
            experiment, entry = offer
            words = "Left the template's change; this board stays as it is"
            self.run(operations.leave_definition, experiment.uid, definition_hash=entry.hash, words=words)

    def _offered(self) -> tuple[Experiment, CatalogEntry] | None:
        """Return the experiment and the edition that is offered to it; where there is none, say so."""
        try:
            return offered(self.session.current(self.board_id), self.custdev.edition(self.board_id))
        except NotAllowed as error:
            self.say_error(error)
            return None

    async def action_earlier(self) -> None:
        """Open an earlier iteration to read it; which one is asked where there are several."""
        earlier = lineage_of(self.board.workspace, newest_of(self.board.workspace, self.board.experiment))
        if not earlier:
            self.say("There is no earlier iteration of this board.")
            return
        if len(earlier) == 1:
            self.custdev.open_iteration(earlier[0])
            return

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text)
            return [
                Choice(str(past.iteration), (Span(iteration_words(past, self.board.today)),))
                for past in earlier
                if str(past.iteration).startswith(word) and str(past.iteration) != word
            ]

        await self.ask(
            Prompt(
                key=f"earlier:{self.board_id}",
                keeps_draft=False,
                label="iteration",
                submit=lambda text: self._open_earlier(earlier, clean_line(text)),
                choices=offer,
            )
        )

    def action_brief(self) -> None:
        """Read the hypothesis, the goals, the test, and what was learned."""
        from tui.app.board.brief import BriefScreen

        self.app.push_screen(BriefScreen(self.board, self.action_act))

    def _open_earlier(self, earlier: Sequence[Experiment], number: str) -> None:
        past = next((past for past in earlier if str(past.iteration) == number), None)
        if past is None:
            raise NotFound(f"There is no iteration {number or '?'} before this one.")
        self.app.call_later(self.custdev.open_iteration, past)

    def _is_started(self) -> bool:
        if self.draft is not None:
            self.say("This board is not started yet; its first change starts it.")
        return self.draft is None

    def _names_somebody(self, learning: Learning | None) -> bool:
        """Return whether a text to be edited would show what is hidden."""
        if learning is None:
            return False
        texts = (learning.observation, learning.learning, *(action.text for action in learning.actions))
        return any(map(self.custdev.mask.hides, texts))

    def _tell_iterated(self, begun: str | None) -> None:
        if begun is not None:
            self.say(f"{begun}.", ("experiment.earlier", "opens an earlier iteration"))

    def _tell_decided(self, experiment: str) -> None:
        decided = self.session.workspace.experiments[experiment]
        words = f"Decided: {decided.decision}"
        actions = decided.learning.actions if decided.learning else ()
        if any(action.card is None and action.board is None for action in actions):
            self.say(words, ("experiment.act", "act on the decision"), ("change.undo", "undo"))
        elif decided.decision == "stop":
            self.say(words, ("experiment.archive", "archive the experiment"), ("change.undo", "undo"))
        else:
            self.say(words, ("experiment.iterate", "iterate"), ("change.undo", "undo"))

    def _act(self, chosen: tuple[str, Action] | None) -> None:
        """Make a chosen action a card on the current iteration, or a board of its own."""
        if chosen is None:
            return
        becomes, action = chosen
        experiment = self.board.experiment
        if becomes == "board":
            self._write_board(experiment, action)
            return
        into = newest_of(self.session.workspace, experiment)
        change = self.run(operations.act_on_decision, experiment.uid, action.uid, into=into.uid)
        card = self.session.workspace.cards.get(change.event.card or "") if change is not None else None
        if card is not None:
            self.show_card(card.uid)
            self.say(f"Added {card.number} {self.masked(card.title)}", ("change.undo", "undo"))

    def _write_board(self, experiment: Experiment, action: Action) -> None:
        session = self.session

        def write() -> tuple[str, Path]:
            from tui.session.new_boards import write_board_of

            return write_board_of(session, experiment, action.uid)

        def link(written: tuple[str, Path]) -> None:
            board_id, path = written
            if self.run(operations.link_action, experiment.uid, action.uid, board_id) is not None:
                self.custdev.read_boards()
                self.say(f"Wrote boards/{path.name}", ("go.experiments", "all experiments"))

        in_background(self, "boards-written", write, link, self.say_error)
