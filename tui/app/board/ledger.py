"""What an experiment rests on and led to: each note that is evidence, what was learned, and the iterations before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tui.app.board.board import Board
from tui.app.keys.keymap import key
from tui.app.look.glyphs import Glyphs
from tui.app.look.inspector import STANCES
from tui.app.look.masking import Mask
from tui.app.look.paint import Row, Shown, Span, hint, sheet_row, sheet_rows, wrap_all
from tui.domain.evidence.criterion import criterion_words, standing_of
from tui.domain.evidence.ledger import CONTRADICTED, NOT_YET, Piece, evidence_of, fresh_since
from tui.domain.flow.figures import local_day
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Action
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import day_words
from tui.domain.work.iterations import iteration_words, lineage_of

OPEN = (NOT_YET, CONTRADICTED)
_MARKED = re.compile(rf"({NOT_YET}|{CONTRADICTED}|\d+ of \d+ notes? .*)")


def criterion_rows(board: Board, mask: Mask, width: int) -> Iterator[Row]:
    """Yield what would make us right, and how far that is where it counts what is known here."""
    test = board.experiment.definition.test
    yield sheet_row(Span("CRITERION", "muted bold"))
    not_set = f"! not set: add test: {{metric, criterion, min_n}} to the board file,  {key('board.edit')} edit board"
    words = mask.text(criterion_words(test) if test else not_set)
    yield from sheet_rows(words, width, "text" if test else "warn")
    standing = standing_of(board.workspace, board.experiment) if test else None
    if standing is not None:
        style = {"met": "ok", "not enough data": "muted"}.get(standing.answer, "warn")
        yield from sheet_rows(Shown(standing.words), width, style)
        if standing.measured:
            from tui.domain.evidence.waves import looks_words  # only where something was measured

            yield from sheet_rows(Shown(looks_words(board.workspace, board.experiment)), width, "muted")
    yield sheet_row()


def evidence_rows(board: Board, glyphs: Glyphs, mask: Mask, width: int) -> Iterator[Row]:
    """Yield the sentence on the evidence, then what is for and what is against, newest first."""
    ledger = board.evidence
    yield sheet_row(Span("EVIDENCE", "muted bold"))
    clauses = [ledger.sentence] if len(ledger.sentence) <= width else ledger.sentence.replace("; ", ";\n").split("\n")
    for clause in clauses:
        for line in wrap_all(Shown(clause), width):
            yield sheet_row(*sentence_spans(line))
    if ledger.is_empty:
        yield sheet_row(*hint("note.add", "and + or - capture some"))
    pieces = sorted(
        evidence_of(board.workspace, board.experiment.uid, board.witnesses),
        key=lambda piece: (piece.at, piece.note.uid),
        reverse=True,
    )
    for stance, name, side in (("supports", "FOR", ledger.supporting), ("refutes", "AGAINST", ledger.refuting)):
        of_side = [piece for piece in pieces if piece.note.stance == stance]
        if of_side:
            count = Span(f"{glyphs.stance(stance)}{side.notes}", STANCES[stance])
            yield sheet_row(Span(f"{name} ", "muted bold"), count, *_sides(of_side))
        for piece in of_side:
            yield from _piece(board, piece, glyphs, mask, width)
    yield sheet_row()


def sentence_spans(sentence: str) -> tuple[Span, ...]:
    """Return the sentence on the evidence, or a line of it, with what is still open about it marked."""
    return tuple(
        Span(part, "warn" if part in OPEN else "muted" if part[0].isdigit() else "text")
        for part in _MARKED.split(sentence)
        if part
    )


def learning_rows(board: Board, mask: Mask, width: int) -> Iterator[Row]:
    """Yield the Learning Card of a decided experiment: the decision, what was observed and learned, what is next."""
    experiment = board.experiment
    if experiment.decision is None:
        return
    decided_on = local_day(experiment.decided_at, board.zone) if experiment.decided_at else None
    day = f", {day_words(decided_on, board.today)}" if decided_on else ""
    by = f" by @{mask.text(experiment.learning.by)}" if experiment.learning and experiment.learning.by else ""
    yield sheet_row(Span("DECIDED", "muted bold"))
    yield sheet_row(Span(experiment.decision, "learn bold"), Span(f"{day}{by}", "muted"))
    if experiment.learning is None:
        yield sheet_row(Span("without a Learning Card, ", "muted"), *hint("experiment.decide", "decide writes it"))
        yield sheet_row()
        return
    yield from _named("observed", mask.beginning(experiment.learning.observation), width)
    yield from _named("learned", mask.beginning(experiment.learning.learning), width)
    for number, action in enumerate(experiment.learning.actions, start=1):
        yield from _named(f"{'next' if number == 1 else '':<7}{number}.", mask.beginning(action.text), width)
        if outcome := mask.text(became(action, board.workspace)):
            yield sheet_row(Span(" " * 10), Span(outcome, "muted"))
    yield sheet_row()


def _named(name: str, text: Shown, width: int) -> Iterator[Row]:
    """Yield a text beside its name."""
    for at, line in enumerate(wrap_all(text, width - 10)):
        yield sheet_row(Span(f"{'' if at else name:<10}", "muted"), Span(line))


def became(action: Action, workspace: Workspace) -> str:
    """Return what an action of a decision became: `card CD-14`, `board pricing`; empty where it is one still."""
    card = workspace.cards.get(action.card or "")
    return f"card {card_key(workspace, card)}" if card else f"board {action.board}" if action.board else ""


def lineage_rows(board: Board, mask: Mask, width: int) -> Iterator[Row]:
    """Yield which iteration it is, and those before it."""
    experiment = board.experiment
    earlier = lineage_of(board.workspace, experiment)
    if not earlier or not board.started:
        return
    yield sheet_row(Span("ITERATIONS", "muted bold"))
    for iteration in (experiment, *earlier):
        words = mask.text(iteration_words(iteration, board.today))
        yield from sheet_rows(words, width, "text" if iteration is experiment else "muted")
    yield sheet_row()


def _sides(pieces: Sequence[Piece]) -> Iterator[Span]:
    """Yield where evidence of one direction came from: how many notes by each method, the most first."""
    methods = Counter(piece.method for piece in pieces if piece.method is not None)
    words = [f"{method_words(method)} {count}" for method, count in methods.most_common()]
    if without := len(pieces) - methods.total():
        words.append(f"{without} without a touchpoint")
    yield Span(f"  {', '.join(words)}", "muted")


def _piece(board: Board, piece: Piece, glyphs: Glyphs, mask: Mask, width: int) -> Iterator[Row]:
    workspace, note = board.workspace, piece.note
    old = piece.at < fresh_since(board.policy, board.now)
    card = workspace.cards.get(note.card or "")
    people = sorted((workspace.participants[uid] for uid in piece.people), key=lambda person: person.number)
    said_on = local_day(piece.at, board.zone)
    day = day_words(said_on, board.today)
    age = f"{plural((board.today - said_on).days, 'day')} old" if old else ""
    where = [method_words(piece.method) if piece.method else "", day, age, f"on {card.number}" if card else ""]
    yield sheet_row(
        Span(f"{glyphs.stance(note.stance)} ", "muted" if old else STANCES[note.stance or ""]),
        Span(f"{' '.join(person.pid for person in people)} ", "muted" if old else "people"),
        Span(", ".join(part for part in where if part), "muted"),
    )
    words, is_shown = mask.words(note, workspace, board.today)
    quote = is_shown and note.kind == "quote"
    style = "muted" if old or not is_shown else "italic" if quote else "text"
    for line in wrap_all(Shown(f"“{words}”") if quote else words, width - 2):
        yield sheet_row(Span("  "), Span(line, style))
