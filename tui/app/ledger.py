"""The evidence behind the count: each note that supports or refutes, with who said it, where, and on which card."""

from __future__ import annotations

from collections.abc import Iterator

from tui.app.board import Board
from tui.app.glyphs import Glyphs
from tui.app.masking import Mask
from tui.app.paint import Row, Span, wrap_all
from tui.domain.dates import day_words
from tui.domain.evidence import evidence_of, triangulation_words
from tui.domain.flow import local_day
from tui.domain.people_phrases import method_words
from tui.domain.phrases import plural
from tui.domain.records import Note

SURFACE = "panel"


def evidence_rows(board: Board, glyphs: Glyphs, mask: Mask, width: int) -> Iterator[Row]:
    """Yield the evidence, newest first, under its count."""
    ledger = board.evidence
    yield _row(Span("EVIDENCE", "muted bold"))
    if ledger.is_empty:
        yield _row(Span("none yet,  "), Span("n", "accent bold"), Span(" and + or - capture some", "muted"))
    else:
        yield _row(
            Span(f"{glyphs.supports}{ledger.supports}", "ok bold"),
            Span(" supports  "),
            Span(f"{glyphs.refutes}{ledger.refutes}", "danger bold"),
            Span(f" refutes · {plural(ledger.people, 'person', 'people')} · {plural(ledger.methods, 'method')}"),
        )
        enough = ledger.triangulated(board.policy)
        words = "triangulated: it comes from" if enough else "not yet triangulated: that takes"
        yield _row(Span(f"{words} {triangulation_words(board.policy)}", "muted" if enough else "warn"))
    notes = sorted(
        evidence_of(board.workspace, board.experiment.uid), key=lambda note: (note.at, note.uid), reverse=True
    )
    for note in notes:
        yield from _note(board, note, glyphs, mask, width)
    yield _row()


def _note(board: Board, note: Note, glyphs: Glyphs, mask: Mask, width: int) -> Iterator[Row]:
    workspace = board.workspace
    supports = note.stance == "supports"
    touchpoint = workspace.touchpoints.get(note.touchpoint or "")
    card = workspace.cards.get(note.card or "")
    people = " ".join(workspace.participants[uid].pid for uid in note.people if uid in workspace.participants)
    said_on = local_day(note.at, board.zone)
    day = "today" if said_on == board.today else day_words(said_on, board.today)
    where = [method_words(touchpoint.method) if touchpoint else "", day, f"on {card.number}" if card else ""]
    yield _row(
        Span(f"{glyphs.supports if supports else glyphs.refutes} ", "ok bold" if supports else "danger bold"),
        Span(f"{people} " if people else "", "people"),
        Span(", ".join(part for part in where if part), "muted"),
    )
    words, said = mask.words(note, workspace, board.today)
    quote = said and note.kind == "quote"
    for line in wrap_all(f"“{words}”" if quote else words, width - 2):
        yield _row(Span("  "), Span(line, "italic" if quote else "text" if said else "muted"))


def _row(*spans: Span) -> Row:
    return Row((Span("    "), *spans), background=SURFACE)
