"""What a card looks like: its rows at a given width and density."""

from __future__ import annotations

from rich.cells import cell_len

from tui.app.board.chips import (
    Look,
    Scene,
    age_spans,
    chips_of,
    due_spans,
    evidence_spans,
    over_spans,
    owner_span,
    quote_spans,
)
from tui.app.look.paint import Row, Shown, Span, cut, hint, joined, one_line, steady, width_of, wrap
from tui.domain.records import Card, Note
from tui.domain.records.definition import ColumnDefinition

CHOSEN = "accent bold"


def card_height(scene: Scene, card: Card, column: ColumnDefinition, *, fresh: bool) -> int:
    """Return how many rows a card takes; never depends on whether it is selected."""
    look = scene.look
    if look.dense or not fresh:
        return 1
    rows = 2
    if look.title_rows > 1 and not _fits(scene.mask.text(card.title), look.room):
        rows += 1
    if card.held:
        return rows + (1 if _fits(_blocked_text(scene, card), look.room) or not look.gap else 2)
    if look.third_row and column.role != "waiting" and (column.role == "finished" or _latest_quote(scene, card)):
        rows += 1
    return rows


def card_rows(scene: Scene, card: Card, column: ColumnDefinition, *, fresh: bool, selected: bool) -> list[Row]:
    """Return the rows of a card, `card_height` of them."""
    if scene.look.dense:
        return [_dense_row(scene, card, column, selected)]
    if not fresh:
        return [_earlier_row(scene, card, selected)]
    look = scene.look
    title = scene.mask.text(card.title)
    titles = wrap(title, look.room, look.title_rows) if look.title_rows > 1 else [title]
    title_style = "bright bold" if selected else "bright" if not card.finished_at else "text"
    age = age_spans(scene, scene.board.facts(card))
    rows: list[tuple[Span, ...]] = [(Span(title, title_style),) for title in titles]
    rights: list[tuple[Span, ...]] = [() for _ in titles]
    if not look.age_in_meta:
        rights[0] = age
    owner = (owner_span(scene.mask, card.assignee, "muted"),) if card.assignee and look.owner else ()
    right = age if look.age_in_meta else owner
    rows.append(_meta(scene, card, look.room - width_of(right) - (1 if right else 0)))
    rights.append(right)
    for line in _third(scene, card, column):
        rows.append(line)
        rights.append(())
    if look.number_in_meta:
        number = Span(f"{card.number} ", "accent bold" if selected else "muted")
        rows[len(titles)] = (number, *rows[len(titles)])
    height = card_height(scene, card, column, fresh=fresh)
    return [
        _framed(scene, card, spans, rights[index], first=index == 0, selected=selected)
        for index, spans in enumerate(rows[:height])
    ]


def peek_rows(scene: Scene, card: Card, column: ColumnDefinition) -> tuple[Row, Row]:
    """Return what the dense look says of the selected card above the footer."""
    number = f"{card.number:>{scene.look.digits + 1}}  "
    facts = scene.board.facts(card)
    title = (Span(" "), Span(number, "accent bold"), Span(scene.mask.text(card.title), "bright bold"))
    third = _third(scene, card, column)
    spans = joined([*chips_of(scene, card), *third[:1]], scene.look.chips_gap)
    if not spans:
        spans = (Span(scene.mask.line(card.description), "muted"),)
    indent = Span(" " * (len(number) + 1))
    right = (*age_spans(scene, facts), *over_spans(scene, facts))
    return Row(title, right, "surface", 2), Row((indent, *spans), (), "surface", 2)


def _framed(
    scene: Scene, card: Card, spans: tuple[Span, ...], right: tuple[Span, ...], *, first: bool, selected: bool
) -> Row:
    look = scene.look
    sign = _sign(scene, card) if first else " "
    margin = (Span(sign, CHOSEN),) if look.number_in_meta else _number(look, card, first, selected, sign)
    background = "sel" if selected else "card"
    return Row((_bar(scene, card, selected), *margin, *spans), right, background, right_margin=1)


def _bar(scene: Scene, card: Card, selected: bool) -> Span:
    if selected:
        return Span(scene.glyphs.focus if scene.marked else scene.glyphs.idle, "accent")
    return Span(scene.glyphs.idle, "accent" if card.uid in scene.batch else "danger" if card.held else "line")


def _sign(scene: Scene, card: Card) -> str:
    """Return the sign of a card that is chosen with others; a blank for all others."""
    return scene.glyphs.chosen if card.uid in scene.batch else " "


def _number(look: Look, card: Card, shown: bool, selected: bool, sign: str) -> tuple[Span, ...]:
    text = f"{card.number:>{look.digits}} " if shown else " " * (look.digits + 1)
    return (Span(sign, CHOSEN), Span(text, "accent bold" if selected else "muted"))


def _meta(scene: Scene, card: Card, room: int) -> tuple[Span, ...]:
    """Return the second row: chips in a fixed order, dropped from the right when space ends."""
    look = scene.look
    room -= cell_len(f"{card.number} ") if look.number_in_meta else 0
    chips = chips_of(scene, card)
    gap = look.chips_gap
    while chips and width_of(joined(chips, gap)) > room:
        chips.pop()
    spans = joined(chips, gap)
    bare = not (
        card.expedite or card.checklist or card.due or card.assignee or scene.board.workspace.note_count(card.uid)
    )
    left = room - width_of(spans) - len(gap)
    if bare and card.description and left > 8:
        words = cut(scene.mask.line(card.description), left if spans else room)
        spans = (*spans, Span(gap), Span(words, "muted")) if spans else (Span(words, "muted"),)
    return spans


def _blocked_text(scene: Scene, card: Card) -> Shown:
    return Shown(f"{_blocked_head(scene, card)} {scene.mask.beginning(scene.board.facts(card).block_words)}")


def _blocked_head(scene: Scene, card: Card) -> str:
    facts = scene.board.facts(card)
    if facts.is_free:
        return f"{scene.glyphs.ticked} free"
    word = "blocked " if scene.look.third_row else ""
    return f"{scene.glyphs.blocked} {word}{facts.blocked}d"


def _third(scene: Scene, card: Card, column: ColumnDefinition) -> list[tuple[Span, ...]]:
    """Return the third row: why it is blocked, else what a customer said last, else in DONE what was learned."""
    look = scene.look
    if card.held:
        text, head = _blocked_text(scene, card), _blocked_head(scene, card)
        style = "ok bold" if scene.board.facts(card).is_free else "danger bold"
        lines = wrap(text, look.room, 2 if look.gap else 1)
        if len(lines) == 1:
            lines = [cut(text, look.room)]
        return [(Span(head, style), Span(lines[0][len(head) :])), *((Span(line),) for line in lines[1:])]
    if not look.third_row or column.role == "waiting":
        return []
    if column.role == "finished":
        return [_learned(scene, card)]
    quote = _latest_quote(scene, card)
    return [quote_spans(scene, quote)] if quote else []


def _learned(scene: Scene, card: Card) -> tuple[Span, ...]:
    notes = [note for note in scene.board.workspace.notes_of(card.uid) if note.kind == "learned"]
    if notes:
        words, is_shown = scene.mask.words(notes[-1], scene.board.workspace, scene.board.today)
        return (Span("learned ", "learn"), Span(one_line(words), "text" if is_shown else "muted"))
    return (
        Span("learned  nothing recorded yet,  ", "muted"),
        *hint("note.add", "add"),
    )


def _latest_quote(scene: Scene, card: Card) -> Note | None:
    workspace = scene.board.workspace
    if not workspace.note_count(card.uid):
        return None
    quotes = [note for note in workspace.notes_of(card.uid) if note.kind == "quote"]
    return quotes[-1] if quotes else None


def _earlier_row(scene: Scene, card: Card, selected: bool) -> Row:
    look = scene.look
    facts = scene.board.facts(card)
    cycle, evidence = age_spans(scene, facts), evidence_spans(scene, facts)
    right = (*evidence, Span("  "), *((Span(" " * (4 - width_of(cycle))), *cycle))) if not look.age_in_meta else ()
    bar = _bar(scene, card, selected) if selected or card.uid in scene.batch else Span(" ")
    style = "bright bold" if selected else "muted"
    number = f"{card.number} " if look.number_in_meta else f"{card.number:>{look.digits}} "
    row_style = "accent bold" if selected else "muted"
    title = scene.mask.text(card.title)
    sign = Span(_sign(scene, card), CHOSEN)
    return Row((bar, sign, Span(number, row_style), Span(title, style)), right, _flat(selected), 1)


def _dense_row(scene: Scene, card: Card, column: ColumnDefinition, selected: bool) -> Row:
    look, facts = scene.look, scene.board.facts(card)
    right: tuple[Span, ...] = ()
    if card.held:
        sign, style = (scene.glyphs.ticked, "ok bold") if facts.is_free else (scene.glyphs.blocked, "danger bold")
        right = (Span(f"{sign} {'free' if facts.is_free else f'{facts.blocked}d'}", style),)
    elif column.role == "active" or facts.age is not None:
        right = age_spans(scene, facts)
    elif column.role == "waiting" and card.due:
        right = tuple(Span(words.replace("due ", ""), style) for words, style, _ in due_spans(scene, facts))
    elif column.role == "waiting" and card.kind == "recurring":
        right = (Span(scene.glyphs.recurring, "muted"),)
    style = "bright bold" if selected else "muted" if column.role == "finished" else "text"
    number = Span(f"{card.number:>{look.digits}} ", "accent bold" if selected else "muted")
    chosen = (Span(f"{_sign(scene, card)} ", CHOSEN),) if card.uid in scene.batch else ()
    title = Span(scene.mask.text(card.title), style)
    return Row((_bar(scene, card, selected), number, *chosen, title), right, _flat(selected))


def _flat(selected: bool) -> str:
    return "sel" if selected else "bg"


def _fits(text: str, room: int) -> bool:
    """Return whether text fits, looking at its width only where its length does not tell."""
    length = len(text)
    return length <= room and (length * 2 <= room or text.isascii() or cell_len(steady(text)) <= room)
