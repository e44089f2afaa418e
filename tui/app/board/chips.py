"""What a card carries in short signs, and what they depend on: how the screen is divided at a given size.

The signs say who it concerns, what is missing, how many notes there are, and when it is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tui.app.board.board import Board
from tui.app.look.glyphs import LEVEL_STYLES, Glyphs, level_spans
from tui.app.look.inspector import panel_width
from tui.app.look.masking import SHOWN, Mask
from tui.app.look.paint import Span, joined, margin_of, one_line
from tui.domain.facts import CardFacts
from tui.domain.flow.series import awaits
from tui.domain.people.consent import short_name
from tui.domain.records import Card, Note, Participant
from tui.domain.time.durations import rhythm


class Look(Struct, frozen=True):
    """How cards are drawn: chosen from the size of the screen and the density."""

    width: int
    digits: int = 2
    number_in_meta: bool = False
    title_rows: int = 1
    age_in_meta: bool = False
    many_people: int = 4
    third_row: bool = True
    owner: bool = True
    gap: int = 1
    dense: bool = False
    chips_gap: str = "  "

    @property
    def indent(self) -> int:
        """The column where the text of a card starts."""
        return 2 if self.number_in_meta else self.digits + 3

    @property
    def room(self) -> int:
        """How many cells the text of a card has; the right edge keeps one blank."""
        return max(1, self.width - self.indent - 1)


class Scene(Struct, frozen=True):
    """All that the look of a card depends on besides the card: the board, the look, the signs, and who may be seen.

    `marked` is false while the focus mark is elsewhere: in the panel, or in a line being typed. `batch` are the cards
    (uids) that are chosen to be worked on together.
    """

    board: Board
    look: Look
    glyphs: Glyphs
    mask: Mask = SHOWN
    marked: bool = True
    batch: frozenset[str] = frozenset()


SOON_DAYS = 3
"""How many days before its due day a card is marked."""


def age_spans(scene: Scene, facts: CardFacts, cycle_words: str = "") -> tuple[Span, ...]:
    """Return the age of a card in progress with its level, or the cycle time of a finished one."""
    if facts.cycle is not None:
        return (Span(f"{facts.cycle}d{cycle_words}", "muted"),)
    age = facts.age
    return level_spans(scene.glyphs, scene.board.thresholds.level(age), f"{age}d") if age is not None else ()


def over_spans(scene: Scene, facts: CardFacts) -> tuple[Span, ...]:
    """Return which service level a card in progress is over; nothing where it is within."""
    age, level = facts.age, scene.board.thresholds.sle
    return (Span(f" over {level.days}d", "muted"),) if age is not None and age > level.days else ()


def chips_of(scene: Scene, card: Card) -> list[tuple[Span, ...]]:
    """Return the signs of a card in a fixed order; what matters least comes last. What recurs says when first."""
    glyphs, facts = scene.glyphs, scene.board.facts(card)
    chips: list[tuple[Span, ...]] = []
    if card.people:
        chips += _people_and_needs(scene, facts)
    if card.expedite:
        chips.append((Span(f"{glyphs.expedite} expedite", "learn bold"),))
    if card.kind == "recurring":
        chips += [due_spans(scene, facts)] if card.due else []
        chips.append((Span(f"{glyphs.recurring} {rhythm(card.every)}", "muted"),))
    if card.kind == "cycle":
        chips.append((Span(f"{glyphs.cycle} iteration {scene.board.experiment.iteration + 1}", "muted"),))
    if facts.notes:
        chips.append((Span(f"{glyphs.notes}{facts.notes}", "muted"),))
    if card.checklist:
        chips.append((Span(f"{glyphs.ticked}{facts.steps_done}/{len(card.checklist)}", "muted"),))
    if evidence := evidence_spans(scene, facts):
        chips.append(evidence)
    if card.due and card.kind != "recurring":
        chips.append(due_spans(scene, facts))
    return chips


def _people_and_needs(scene: Scene, facts: CardFacts) -> list[tuple[Span, ...]]:
    """Return who it concerns, and what its work needs that they have not agreed to: a sign alone where it is narrow."""
    people, missing = _people(scene, facts.card), facts.missing
    if not missing:
        return [people]
    sign = scene.glyphs.late
    if not scene.look.owner:
        return [(*people, Span(f" {sign}", "warn bold"))]
    return [people, (Span(f"{sign} {_scope_words(missing)}", "warn bold"),)]


def _people(scene: Scene, card: Card) -> tuple[Span, ...]:
    """Return who it concerns; who waits too long for us, or is to be left alone, has a sign."""
    most = scene.look.many_people
    shown = max(1, most - 1) if len(card.people) > most else len(card.people)
    groups = [(_person_span(scene, uid), *touch_sign(scene, uid)) for uid in card.people[:shown]]
    if shown < len(card.people):
        groups.append((Span(f"+{len(card.people) - shown}", "people"),))
    return joined(groups, " ")


def _person_span(scene: Scene, uid: str) -> Span:
    person = scene.board.workspace.participants.get(uid)
    return Span(person_label(scene, uid), "people", f"@{person.pid}" if person is not None else "")


def owner_span(mask: Mask, name: str, style: str = "text") -> Span:
    """Return the owner of a card; a click filters by them, but where the name is hidden."""
    shown, typed = mask.text(name), f'"{name}"' if " " in name else name
    return Span(f"@{shown}", style, f"@{typed}" if shown == name and '"' not in name else "")


def tag_span(mask: Mask, tag: str) -> Span:
    """Return a tag; a click filters by it, but where it is hidden."""
    shown = mask.text(f"#{tag}")
    return Span(shown, "learn", shown if shown == f"#{tag}" else "")


def touch_sign(scene: Scene, uid: str) -> tuple[Span, ...]:
    """Return the sign of a person (uid) who is due, overdue, or to be left alone; nothing for all others."""
    person = scene.board.workspace.participants.get(uid)
    keeping = scene.board.person(person).keeping if person is not None else None
    if keeping is None or keeping.state == "in_touch":
        return ()
    if keeping.state == "resting":
        return (Span(scene.glyphs.resting, "muted"),)
    return (Span(scene.glyphs.ages[keeping.level], LEVEL_STYLES[keeping.level]),)


def _scope_words(missing: Sequence[tuple[Participant, str]]) -> str:
    """Return what is not agreed to in the fewest words: `needs observe`, or `needs audio +1`."""
    scopes = list(dict.fromkeys(scope for _, scope in missing))
    more = f" +{len(scopes) - 1}" if len(scopes) > 1 else ""
    return f"needs {short_name(scopes[0])}{more}"


def person_label(scene: Scene, uid: str) -> str:
    """Return how a person is shown: by P-id, or by name while names are shown."""
    workspace = scene.board.workspace
    person = workspace.participants.get(uid)
    if person is None:
        return "P?"
    contact = workspace.contact_of(uid) if scene.mask.names else None
    return contact.fn if contact else person.pid


def evidence_spans(scene: Scene, facts: CardFacts) -> tuple[Span, ...]:
    """Return how many notes of a card are evidence for and against the hypothesis."""
    supports, refutes = facts.evidence(scene.board.witnesses.count)
    sides = ((scene.glyphs.supports, "ok", supports), (scene.glyphs.refutes, "danger", refutes))
    return joined(((Span(f"{sign}{count}", style),) for sign, style, count in sides if count), " ")


def due_spans(scene: Scene, facts: CardFacts) -> tuple[Span, ...]:
    """Return when a card with a due day is due, marked where that is soon or over."""
    words, due = facts.due_words, facts.card.due or facts.today
    if facts.is_late:
        return (Span(f"{scene.glyphs.late} {words}", "danger bold"),)
    soon = awaits(facts.card) and (due - facts.today).days <= SOON_DAYS
    return (Span(words, "warn" if soon else "muted"),)


def quote_spans(scene: Scene, quote: Note) -> tuple[Span, ...]:
    """Return who said it, and the words in italics, which are only ever a customer's."""
    who = " ".join(person_label(scene, uid) for uid in quote.people)
    text, is_shown = scene.mask.words(quote, scene.board.workspace, scene.board.today)
    words = Span(f"“{one_line(text)}”", "italic") if is_shown else Span(text, "muted")
    return (Span(f"{who} ", "people"), words) if who and is_shown else (words,)


Density = Literal["roomy", "normal", "dense"]
DENSITIES: tuple[Density, ...] = ("roomy", "normal", "dense")

NARROWEST_COLUMN = 22


class Frame(Struct, frozen=True):
    """Where things go. `header` tells how much of hypothesis and evidence is shown above the columns."""

    margin: int
    gap: int
    columns: int
    panel_width: int
    header: Literal["full", "tight", "title"]
    single: bool
    look: Look


def frame_for(
    width: int, height: int, *, columns: int, digits: int, density: Density | None, panel_open: bool
) -> Frame:
    """Return the division of a screen of `width` x `height` cells for a board of so many columns.

    Without a chosen density, a high screen without the panel is roomy and every other one normal.
    """
    panel = panel_width(width) if panel_open else 0
    covering = panel_open and width < 140
    area = width if panel == width else width - panel
    single = width < 60
    chosen = density or ("roomy" if height >= 40 and not panel_open else "normal")
    if chosen == "roomy" and height < 40:
        chosen = "normal"
    margin = margin_of(width)
    gap = 1 if width < 100 else 2 if width < 120 or panel_open else 3
    fitting = max(1, (area - 2 * margin + gap) // (NARROWEST_COLUMN + gap))
    shown = 1 if single or covering else min(columns, fitting)
    column_width = (area - 2 * margin - gap * (shown - 1)) // shown
    return Frame(
        margin=margin,
        gap=gap,
        columns=shown,
        panel_width=panel,
        header="full" if height >= 40 else "tight" if height >= 30 else "title",
        single=single,
        look=_look(column_width, height, single=single, digits=digits, density=chosen, compact=60 <= width < 100),
    )


def _look(width: int, height: int, *, single: bool, digits: int, density: Density, compact: bool) -> Look:
    narrow = width < 40
    return Look(
        width=width,
        digits=digits,
        number_in_meta=compact and density != "dense",
        title_rows=2 if narrow and not single else 1,
        age_in_meta=narrow or single,
        many_people=4 if not narrow or single else 2,
        third_row=density == "roomy",
        owner=not narrow and not single,
        gap=0 if height < 18 else 1,
        dense=density == "dense",
        chips_gap="  " if not narrow and not single else " ",
    )
