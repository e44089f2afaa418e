"""`custdev experiment decide|act`: what an experiment taught, and what is done about it."""

from __future__ import annotations

from typing import cast

import click

from tui.cli.card_output import describe_note, evidence_words, today_of
from tui.cli.desk import Desk, is_terminal
from tui.cli.experiments import answer_experiment
from tui.cli.options import option
from tui.cli.output import hint
from tui.cli.verbs import TEXT, WordType, verb
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.records import Action, Experiment, Learning
from tui.domain.records.vocabulary import Decision
from tui.domain.search.naming import card_key, find_item_of
from tui.domain.work.iterations import DECISION_MEANS, DECISIONS, newest_of
from tui.service.writing import Work

_DECISION = WordType(DECISIONS, "a decision")


@verb(example="custdev experiment decide CD pivot --observation 'Five of six gave up' --learning …")
@click.argument("board")
@click.argument("decision", type=_DECISION, required=False, metavar="[persevere|pivot|stop|repeat]")
@option("--observation", type=TEXT, help="What was observed; - reads standard input.")
@option("--learning", type=TEXT, help="What was learned from it; - reads standard input.")
@option("--action", "actions", type=TEXT, multiple=True, metavar="TEXT", help="What is done next; repeatable.")
def decide(
    desk: Desk,
    *,
    board: str,
    decision: str | None,
    observation: str | None,
    learning: str | None,
    actions: tuple[str, ...],
    as_json: bool,
) -> None:
    """Decide what becomes of an experiment, on a Learning Card; in a terminal what is missing is asked for.

    persevere: it holds, go on. pivot: change the direction. stop: end it. repeat: look again.
    """
    with desk.writing() as work:
        experiment = work.started(board)
        card = experiment.learning or Learning()
        is_asked = not (decision and (observation or card.observation) and (learning or card.learning))
        if is_asked:
            _check_terminal(decision)
            _show_evidence(work, experiment)
        word = decision or _asked("Decision", experiment.decision or "", choices=True)
        lesson = {
            "observation": observation or card.observation or _asked("What was observed"),
            "learning": learning or card.learning or _asked("What was learned from it"),
            "actions": list(actions) or [step.text for step in card.actions] or (_asked_actions() if is_asked else []),
        }
        work.save(operations.decide_experiment, experiment.uid, cast(Decision, word), **lesson)
        after = work.workspace.experiments[experiment.uid]
        lines = [f"Decided {after.definition.title} ({after.key}): {after.decision}."]
        for number, action in enumerate(after.learning.actions if after.learning else (), start=1):
            lines.append(f"  {number}. {action.text}")
        answer_experiment(work, after.uid, "\n".join(lines), as_json)
        hint(_what_follows(after))


@verb(example="custdev experiment act CD 1 --as-board")
@click.argument("board")
@click.argument("action", type=TEXT)
@option("--as-board", is_flag=True, help="Write a board file of it, to be started as any other.")
@option("--into", metavar="BOARD", help="The board its card goes to; by default the one it was decided on.")
def act(desk: Desk, *, board: str, action: str, as_board: bool, into: str | None, as_json: bool) -> None:
    """Make an action of a decision a card, or a board of its own. ACTION is its number or a part of its text."""
    if as_board and into:
        raise click.UsageError("--as-board makes a board of it, --into a card on one; say which.")
    with desk.writing() as work:
        experiment = work.started(board)
        key = experiment.key
        if experiment.learning is None:
            raise NotFound(f"{key} has no Learning Card yet; custdev experiment decide {key} writes one.")
        step = find_item_of(experiment.learning.actions, action, "action of that decision")
        if as_board:
            sentence = _as_board(work, experiment, step)
        else:
            target = work.board(into) if into else newest_of(work.workspace, experiment)
            change = work.save(operations.act_on_decision, experiment.uid, step.uid, into=target.uid)
            card = work.workspace.cards[change.event.card or ""]
            sentence = f"Added {card_key(work.workspace, card)} {card.title}."
        answer_experiment(work, experiment.uid, sentence, as_json)


def _as_board(work: Work, experiment: Experiment, action: Action) -> str:
    from tui.session.new_boards import board_from_action  # hardly any command writes a board

    board_id, path = board_from_action(work.session, experiment, action.uid)
    return f"Wrote {path}. custdev experiment start {board_id} starts it."


def _show_evidence(work: Work, experiment: Experiment) -> None:
    from tui.domain.evidence.ledger import evidence_of  # only where somebody is asked

    seen, today = work.seen(), today_of(experiment, work.now())
    hint(f"{experiment.definition.title} ({experiment.key}) iteration {experiment.iteration}")
    if experiment.definition.hypothesis:
        hint(f"hypothesis  {experiment.definition.hypothesis}")
    hint(f"evidence    {evidence_words(seen, experiment)}")
    pieces = evidence_of(seen, experiment.uid, seen.lens.witnesses)
    for piece in sorted(pieces, key=lambda piece: (piece.at, piece.note.uid)):
        hint(*(f"  {line}" for line in describe_note(seen, piece.note, experiment, today)))


def _check_terminal(decision: str | None) -> None:
    if is_terminal():
        return
    what = "--observation and --learning" if decision else f"a decision ({', '.join(DECISIONS)})"
    raise click.UsageError(f"Deciding needs {what}, and there is no terminal to ask in.")


def _asked(question: str, default: str = "", *, choices: bool = False) -> str:
    if not choices:
        return str(click.prompt(question, err=True))
    for word, means in DECISION_MEANS.items():
        hint(f"  {word:10} {means}")
    return str(click.prompt(question, type=_DECISION, default=default or None, err=True))


def _asked_actions() -> list[str]:
    actions: list[str] = []
    while text := str(click.prompt("Next action (empty ends)", default="", show_default=False, err=True)).strip():
        actions.append(text)
    return actions


def _what_follows(experiment: Experiment) -> str:
    key = experiment.key
    actions = experiment.learning.actions if experiment.learning else ()
    if any(action.card is None and action.board is None for action in actions):
        return f"custdev experiment act {key} 1 makes a card of the first action, --as-board a board."
    if experiment.decision == "stop":
        return f"custdev experiment archive {key} puts it away."
    return f"custdev experiment iterate {key} begins the next iteration."
