"""The life of an experiment: it is iterated, decided on, put away and brought back, and its decision leads to work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import in_progress
from tui.domain.operations.cards import put_new_card
from tui.domain.operations.checks import body, line, one_of, open_experiment, the_experiment, the_part
from tui.domain.operations.declaration import writes
from tui.domain.operations.experiments import new_card, starting_column
from tui.domain.records import Action, Card, Experiment, Learning
from tui.domain.records.change import Change, Context, Edit, changed
from tui.domain.records.numbering import next_card
from tui.domain.records.ranks import first_ranks, is_rank, rank_at
from tui.domain.records.vocabulary import Decision
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.work.iterations import DECISIONS, Iterating, is_over, iterating, refuse_read_only, unfinished_cards

_NAMED = 5


@writes(
    "experiment_iterated",
    "Began",
    "begin",
    "iteration {iteration} of {experiment}",
    "{experiment}",
    undoable=False,
    moves=True,
)
def iterate_experiment(
    workspace: Workspace,
    context: Context,
    experiment: str,
    *,
    cards: Sequence[str] | None = None,
    requests: bool = True,
) -> Change:
    """Begin the next iteration of a board; one that still runs ends by this, decided to be repeated.

    The `cards` (uids; None for every unfinished one) go on in it as they are. The others of the definition are made
    anew. With `requests`, what people wait for on cards that stay behind goes along: to the same card of the new
    iteration where it has it, else with its people alone.

    Raises:
        NotAllowed: The iteration is not the newest or is archived, or a card is not an unfinished one of its board.
    """
    old = open_experiment(workspace, experiment)
    _check_carried(workspace, old, cards)
    plan = iterating(workspace, old, None if cards is None else set(cards))
    edit = Edit(workspace, context)
    first = next_card(workspace, old.board_id)
    new = Experiment(
        uid=context.ids(),
        board_id=old.board_id,
        key=old.key,
        definition=old.definition,
        iteration=plan.iteration,
        parent=old.uid,
        timezone=old.timezone,
        started_at=context.now,
        definition_hash=old.definition_hash,
        left_hash=old.left_hash,
        next_number=first + plan.added,
    )
    edit.put(new)
    if plan.ends:
        edit.update(old, status="decided", decided_at=context.now, decision="repeat")
    successors = _fill(edit, new, plan, first)
    for note in plan.waiting if requests else ():
        edit.update(note, card=successors.get(workspace.cards[note.card or ""].definition_id))
    return edit.change("experiment_iterated", new)


@writes("experiment_decided", "Decided", "decide", "{experiment}: {decision}", "{experiment}")
def decide_experiment(
    workspace: Workspace,
    context: Context,
    experiment: str,
    decision: Decision,
    *,
    observation: str = "",
    learning: str = "",
    actions: Iterable[str] = (),
) -> Change:
    """Decide what becomes of an experiment, with what was observed, learned, and is done next.

    Deciding again changes the words and keeps the day; an action whose text stays keeps what it became. An iteration
    that ended without such words may still be given them, once.
    """
    old = the_experiment(workspace, experiment)
    if old.status == "archived" or (is_over(workspace, old) and old.learning is not None):
        refuse_read_only(workspace, old)
    earlier = {action.text: action for action in old.learning.actions} if old.learning else {}
    texts = dict.fromkeys(line(text, "An action") for text in actions)
    return changed(
        workspace,
        context,
        "experiment_decided",
        old,
        status="decided",
        decided_at=old.decided_at or context.now,
        decision=one_of(decision, DECISIONS, "a decision"),
        learning=Learning(
            observation=_words(observation, "What was observed"),
            learning=_words(learning, "What was learned"),
            actions=tuple(earlier.get(text) or Action(context.ids(), text) for text in texts),
            by=context.actor,
        ),
    )


@writes("experiment_archived", "Archived", "archive", "{experiment}")
def archive_experiment(workspace: Workspace, context: Context, experiment: str) -> Change:
    """Put an experiment away, with its board; nothing of it is lost.

    One that is not decided may only go where no work is in progress, which would be forgotten.
    """
    old = the_experiment(workspace, experiment)
    refuse_read_only(workspace, old)
    doing = in_progress(workspace, old) if old.status == "running" else []
    if doing:
        names = ", ".join(f"{old.key}-{card.number}" for card in doing[:_NAMED])
        more = f" and {len(doing) - _NAMED} more" if len(doing) > _NAMED else ""
        does = "is" if len(doing) == 1 else "are"
        raise NotAllowed(
            f"{plural(len(doing), 'card')} of {old.key} {does} in progress ({names}{more}); decide the experiment, or "
            "finish them first. Nothing was changed."
        )
    return changed(workspace, context, "experiment_archived", old, status="archived")


@writes("experiment_restored", "Restored", "restore", "{experiment}")
def restore_experiment(workspace: Workspace, context: Context, experiment: str) -> Change:
    """Bring an archived experiment back, decided or running as it was."""
    old = the_experiment(workspace, experiment)
    if old.status != "archived":
        raise NotAllowed(f"{old.key} is not archived. Nothing was changed.")
    status = "running" if old.decided_at is None and not is_over(workspace, old) else "decided"
    return changed(workspace, context, "experiment_restored", old, status=status)


@writes("action_taken", "Made an action card", "make an action card", "{card} {title}", moves=True)
def act_on_decision(workspace: Workspace, context: Context, experiment: str, action: str, *, into: str) -> Change:
    """Make an action (uid) of a decision a card of an experiment, at the end of its first waiting column.

    Raises:
        NotAllowed: It is a card or a board already, or `into` is over or archived.
    """
    old = the_experiment(workspace, experiment)
    taken = free_action(workspace, old, action)
    target = open_experiment(workspace, into)
    edit = Edit(workspace, context)
    column, words = target.definition.first_column("waiting"), f"{origin_words(old)}."
    card = put_new_card(edit, target, column, title=taken.text, description=words)
    edit.update(old, learning=_with(old, msgspec.structs.replace(taken, card=card.uid)))
    return edit.change("action_taken", card)


@writes("action_linked", "Made an action of", "make an action of", "{experiment} a board")
def link_action(workspace: Workspace, context: Context, experiment: str, action: str, board_id: str) -> Change:
    """Remember that an action (uid) of a decision became a board of its own."""
    old = the_experiment(workspace, experiment)
    learning = _with(old, msgspec.structs.replace(free_action(workspace, old, action), board=board_id))
    return changed(workspace, context, "action_linked", old, learning=learning)


def the_action(experiment: Experiment, uid: str) -> Action:
    """Return an action of a decision, or raise NotFound."""
    actions = experiment.learning.actions if experiment.learning else ()
    return the_part(actions, uid, f"That action is not on the Learning Card of {experiment.key}")


def free_action(workspace: Workspace, experiment: Experiment, uid: str) -> Action:
    """Return an action of a decision that is neither a card nor a board yet, or raise NotAllowed."""
    action = the_action(experiment, uid)
    card = workspace.cards.get(action.card or "")
    if card is not None:
        key = workspace.experiments[card.experiment].key if card.experiment in workspace.experiments else "?"
        raise NotAllowed(f"That action is a card already: {key}-{card.number}. Nothing was changed.")
    if action.board is not None:
        raise NotAllowed(f"That action is a board already: {action.board}. Nothing was changed.")
    return action


def origin_words(experiment: Experiment) -> str:
    """Return where an action comes from: `From the decision on CD iteration 1, Customer Development: pivot`."""
    title = experiment.definition.title
    return f"From the decision on {experiment.key} iteration {experiment.iteration}, {title}: {experiment.decision}"


def _check_carried(workspace: Workspace, experiment: Experiment, cards: Sequence[str] | None) -> None:
    able = {card.uid for card in unfinished_cards(workspace, experiment)}
    for uid in cards or ():
        if uid not in able:
            card = workspace.cards.get(uid)
            name = f"{card.number} {card.title}" if card else "One of the cards"
            raise NotAllowed(
                f"{name} is not an unfinished card of {experiment.key} iteration {experiment.iteration}, so it cannot "
                "go along. Nothing was changed."
            )


def _fill(edit: Edit, new: Experiment, plan: Iterating, first: int) -> dict[str | None, str]:
    """Put the cards of a new iteration, the carried ones first; return their uids by their ids in the definition.

    Those made anew are numbered from `first` on.
    """
    lanes: defaultdict[str, list[Card]] = defaultdict(list)
    for card in plan.carried:
        lanes[card.column].append(card)
    taken = {card.definition_id for card in plan.carried}
    missing = [card for card in new.definition.cards if card.id not in taken]
    for number, definition in enumerate(missing, start=first):
        column = starting_column(new.definition, definition)
        lanes[column].append(new_card(edit.context, new, definition, number=number, column=column, rank=""))
    successors: dict[str | None, str] = {}
    for lane in lanes.values():
        for card, rank in zip(lane, _ranks(lane), strict=True):
            edit.update(card, experiment=new.uid, rank=rank)
            if card.definition_id is not None:
                successors[card.definition_id] = card.uid
    return successors


def _ranks(lane: Sequence[Card]) -> list[str]:
    """Return ranks for the cards of a lane in this order; those that are in order already keep theirs."""
    ranks = [card.rank for card in lane if card.rank]
    if not all(map(is_rank, ranks)) or any(after <= before for before, after in pairwise(ranks)):
        return first_ranks(len(lane))
    while len(ranks) < len(lane):
        ranks.append(rank_at(ranks, len(ranks)))
    return ranks


def _with(experiment: Experiment, action: Action) -> Learning:
    learning = experiment.learning or Learning()
    actions = tuple(action if other.uid == action.uid else other for other in learning.actions)
    return msgspec.structs.replace(learning, actions=actions)


def _words(text: str, what: str) -> str:
    cleaned = body(text, what)
    if not cleaned:
        raise NotAllowed(f"{what} is to be said in words: a decision without it teaches nothing. Nothing was changed.")
    return cleaned
