"""The life of an experiment on its board: its next iteration, the decision, what comes of that, and away with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tui.app.asking.prompts import Choice, Prompt
from tui.app.background import in_background
from tui.app.board.concluding import DecideForm, IterateScreen
from tui.app.board.ledger import became
from tui.app.board.screen import BoardScreen
from tui.app.dialogs.overlay import ListDialog
from tui.app.look.paint import Row, Span, sheet_row
from tui.app.watching import tell_taken
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.records import Action, Experiment, Learning
from tui.domain.records.change import Change
from tui.domain.text import clean_line
from tui.domain.work.iterations import iteration_words, lineage_of, newest_of
from tui.session import CatalogEntry
from tui.session.board_files import offered, own_sentences


def iterate(here: BoardScreen, experiment: Experiment) -> None:
    """Choose what goes along, and begin the next iteration."""

    def tell(begun: str | None) -> None:
        if begun is not None:
            here.say(f"{begun}.", ("experiment.earlier", "opens an earlier iteration"))

    here.app.push_screen(IterateScreen(experiment.uid), tell)


def decide(here: BoardScreen, experiment: Experiment) -> None:
    """Write the Learning Card."""
    if _names_somebody(here, experiment.learning):
        here.say("The Learning Card names somebody, and names are hidden.", ("app.names", "shows it to you"))
        return

    def take(fields: dict[str, Any]) -> Change:
        change = here.session.run(operations.decide_experiment, experiment.uid, **fields)
        _tell_decided(here, here.session.workspace.experiments[experiment.uid])
        return change

    here.app.push_screen(DecideForm(here.board, take))


def act(here: BoardScreen) -> None:
    """Make an action of the decision a card or a board."""
    learning = here.board.experiment.learning
    if learning is None or not learning.actions:
        here.say("No action is decided on here.", ("experiment.decide", "decide"))
    else:
        here.app.push_screen(ActionsScreen(here.board.experiment.uid), partial(_act, here))


def archive(here: BoardScreen, experiment: Experiment) -> None:
    """Put the experiment away."""
    if here.run(operations.archive_experiment, experiment.uid) is not None:
        here.say("Archived the experiment", ("change.undo", "undo"), ("go.experiments", "all experiments"))


def restore(here: BoardScreen, experiment: Experiment) -> None:
    """Bring the experiment back."""
    here.run(operations.restore_experiment, experiment.uid, words="Restored the experiment")


def take_edition(here: BoardScreen) -> None:
    """Take over what changed in the shipped file of the board since it was started."""
    experiment, entry = _offered(here)
    reconcile = operations.reconcile_definition
    own = own_sentences(here.session, experiment, entry.definition) if entry.definition else []
    change = here.run(reconcile, experiment.uid, entry.definition, definition_hash=entry.hash)
    if change is not None:
        tell_taken(here.say, "Took over what changed in the template", change, own)


def leave_edition(here: BoardScreen) -> None:
    """Leave it: the board stays as it is."""
    experiment, entry = _offered(here)
    words = "Left the template's change; this board stays as it is"
    here.run(operations.leave_definition, experiment.uid, definition_hash=entry.hash, words=words)


def _offered(here: BoardScreen) -> tuple[Experiment, CatalogEntry]:
    """Return the experiment and the edition that is offered to it. Raises NotAllowed where there is none."""
    return offered(here.session.current(here.board_id), here.custdev.edition(here.board_id))


async def earlier(here: BoardScreen) -> None:
    """Open an earlier iteration to read it; which one is asked where there are several."""
    before = lineage_of(here.board.workspace, newest_of(here.board.workspace, here.board.experiment))
    if not before:
        here.say("There is no earlier iteration of this board.")
        return
    if len(before) == 1:
        here.custdev.open_iteration(before[0])
        return

    def offer(text: str) -> Sequence[Choice]:
        word = clean_line(text)
        return [
            Choice(str(past.iteration), (Span(iteration_words(past, here.board.today)),))
            for past in before
            if str(past.iteration).startswith(word) and str(past.iteration) != word
        ]

    await here.ask(
        Prompt(
            key=f"earlier:{here.board_id}",
            keeps_draft=False,
            label="iteration",
            submit=lambda text: _open_earlier(here, before, clean_line(text)),
            choices=offer,
        )
    )


def _open_earlier(here: BoardScreen, earlier: Sequence[Experiment], number: str) -> None:
    past = next((past for past in earlier if str(past.iteration) == number), None)
    if past is None:
        raise NotFound(f"There is no iteration {number or '?'} before this one.")
    here.app.call_later(here.custdev.open_iteration, past)


def _names_somebody(here: BoardScreen, learning: Learning | None) -> bool:
    """Return whether a text to be edited would show what is hidden."""
    if learning is None:
        return False
    texts = (learning.observation, learning.learning, *(action.text for action in learning.actions))
    return any(map(here.custdev.mask.hides, texts))


def _tell_decided(here: BoardScreen, decided: Experiment) -> None:
    words = f"Decided: {decided.decision}"
    actions = decided.learning.actions if decided.learning else ()
    if any(action.card is None and action.board is None for action in actions):
        here.say(words, ("experiment.act", "act on the decision"), ("change.undo", "undo"))
    elif decided.decision == "stop":
        here.say(words, ("experiment.archive", "archive the experiment"), ("change.undo", "undo"))
    else:
        here.say(words, ("experiment.iterate", "iterate"), ("change.undo", "undo"))


def _act(here: BoardScreen, chosen: tuple[str, Action] | None) -> None:
    """Make a chosen action a card on the current iteration, or a board of its own."""
    if chosen is None:
        return
    becomes, action = chosen
    experiment = here.board.experiment
    if becomes == "board":
        _write_board(here, experiment, action)
        return
    into = newest_of(here.session.workspace, experiment)
    change = here.run(operations.act_on_decision, experiment.uid, action.uid, into=into.uid)
    card = here.session.workspace.cards.get(change.event.card or "") if change is not None else None
    if card is not None:
        here.show_card(card.uid)
        here.say(f"Added {card.number} {here.masked(card.title)}", ("change.undo", "undo"))


def _write_board(here: BoardScreen, experiment: Experiment, action: Action) -> None:
    session = here.session

    def write() -> tuple[str, Path]:
        from tui.session.new_boards import write_board_of

        return write_board_of(session, experiment, action.uid)

    def link(written: tuple[str, Path]) -> None:
        board_id, path = written
        if here.run(operations.link_action, experiment.uid, action.uid, board_id) is not None:
            here.custdev.read_boards()
            here.say(f"Wrote boards/{path.name}", ("go.experiments", "all experiments"))

    in_background(here, "boards-written", write, link, here.say_error)


class ActionsScreen(ListDialog[tuple[str, Action] | None]):
    """Chooses an action; it returns what it is to become, `card` or `board`, with the action."""

    place = footer_mode = "actions"

    def __init__(self, experiment: str) -> None:
        super().__init__()
        self.experiment = experiment

    def take_as(self, becomes: str) -> None:
        """Return the chosen action, with what it is to become."""
        index = self.listing.selected
        if index is not None and index < len(self._actions):
            self.dismiss((becomes, self._actions[index]))

    @property
    def _actions(self) -> tuple[Action, ...]:
        experiment = self.custdev.session.workspace.experiments.get(self.experiment)
        return experiment.learning.actions if experiment is not None and experiment.learning else ()

    def heading(self) -> Row:
        """Say after which experiment."""
        experiment = self.custdev.session.workspace.experiments[self.experiment]
        title = self.custdev.mask.text(experiment.definition.title)
        return sheet_row(Span("What is done next", "bright bold"), Span(f" after {title}", "muted"))

    def items(self) -> list[Row]:
        """Return the actions, and what became of each."""
        workspace, mask = self.custdev.session.workspace, self.custdev.mask
        return [
            Row((Span(mask.line(action.text)),), (Span(mask.text(became(action, workspace)), "muted"),))
            for action in self._actions
        ]
