"""`C` on a note, wherever it stands: what somebody asks for becomes a card, or joins one that is there."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui.app.asking.prompts import Choice, Prompt, picking
from tui.app.here import Here
from tui.app.look.paint import Row, Span
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.people.askers import title_of
from tui.domain.privacy.profiles import kept_from_team
from tui.domain.records import Card, Experiment, Note, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, card_with_key, current_experiments
from tui.domain.text import clean_line
from tui.domain.work.iterations import newest_of, why_read_only


async def card_of_note(here: Here, note: Note | Touchpoint) -> None:
    """Ask what the card is called that a note asks for, and before that for its board where none is at hand."""
    if not isinstance(note, Note):
        here.say("That makes a card of a note.", ("note.add", "writes one down"))
        return
    workspace = here.session.workspace
    there = workspace.cards.get(note.asks_for or "")
    if there is not None and there.archived_at is None:
        here.say(f"It asks for {card_key(workspace, there)} already: {here.masked(there.title)}")
    elif (board := _board_at_hand(here, note)) is not None:
        await here.ask(_title_prompt(here, note, board))
    else:
        await _ask_board(here, note)


def _board_at_hand(here: Here, note: Note) -> Experiment | None:
    """Return the board one looks at, else that of the card the note is on, else the one looked at last."""
    session = here.session
    card = session.workspace.cards.get(note.card or "")
    about = session.workspace.experiments.get(card.experiment) if card is not None else None
    boards = (here.board_id, about.board_id if about is not None else "", here.custdev.view_state.last_board or "")
    current = (session.current(board) for board in boards if board)
    return next((board for board in current if board is not None and not why_read_only(session.workspace, board)), None)


async def _ask_board(here: Here, note: Note) -> None:
    workspace = here.session.workspace
    boards = [board for board in current_experiments(workspace) if not why_read_only(workspace, board)]
    if not boards:
        here.say("No board is started on which a card can wait.", ("go.experiments", "all experiments"))
        return

    def offer(text: str) -> Sequence[Choice]:
        typed = clean_line(text).casefold()
        return [
            Choice(board.key, (Span(f"{board.key}  ", "muted"), Span(here.masked(board.definition.title))))
            for board in boards
            if board.key.casefold().startswith(typed) or typed in board.definition.title.casefold()
        ]

    def submit(text: str) -> None:
        if all(board.key != text for board in boards):
            raise NotFound("There is no such board. Nothing was changed.")

    def again(text: str) -> Prompt:
        return _title_prompt(here, note, next(board for board in boards if board.key == text))

    prompt = picking(f"card-of:{note.uid}:board", "on which board", submit, offer)
    await here.ask(replace(prompt, again=again, always_again=True))


def _title_prompt(here: Here, note: Note, board: Experiment) -> Prompt:
    """Return the question for the title; what is offered names nobody, and nothing where the words are kept."""
    is_private = kept_from_team(here.session.workspace, note, here.session.today)
    offered = "" if is_private else title_of(here.custdev.hiding.beginning(note.text))

    def submit(text: str) -> None:
        workspace = here.session.workspace
        joined = card_with_key(workspace, text)
        if joined is not None:
            here.do(operations.join_card, note.uid, joined.uid, words=_joined_words(here, note, joined))
            return
        change = here.do(operations.make_card_of_note, note.uid, text, into=newest_of(workspace, board).uid)
        card = here.session.workspace.cards[change.event.card or ""]
        key = card_key(here.session.workspace, card)
        here.say(f"Made it {key} {here.masked(card.title)}", ("change.undo", "undo"))

    def hint(text: str) -> Row:
        return Row((Span(_hint_words(here, board, text), "muted"),))

    return Prompt(f"card-of:{note.uid}", "card", submit, value=offered, hint=hint, keeps_draft=False)


def _hint_words(here: Here, board: Experiment, text: str) -> str:
    try:
        joined = card_with_key(here.session.workspace, text)
    except NotFound:
        return "there is no such card"
    if joined is not None:
        return here.masked(f"it joins {joined.title}")
    return f"a new card on {here.masked(board.definition.title)}; the key of a card that is there joins it"


def _joined_words(here: Here, note: Note, card: Card) -> str:
    workspace: Workspace = here.session.workspace
    people = " ".join(person.pid for person in workspace.people(note.people))
    return f"{card_key(workspace, card)} is also asked for by {people or 'somebody'}"
