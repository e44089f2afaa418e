"""What a card carries in short signs: who it concerns, what is missing, notes, evidence, and when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.app.paint import Shown, Span, joined
from tui.app.scene import Scene
from tui.domain.flow.series import awaits, due_of
from tui.domain.people.consent_words import short_name
from tui.domain.records import Card, Note, Participant
from tui.domain.time.durations import rhythm

LEVEL_STYLES = ("muted", "muted", "warn bold", "danger bold")


def chips_of(scene: Scene, card: Card) -> list[tuple[Span, ...]]:
    """Return the signs of a card in a fixed order; what matters least comes last. What recurs says when first."""
    glyphs = scene.glyphs
    chips: list[tuple[Span, ...]] = []
    if card.people:
        chips += _people_and_needs(scene, card)
    if card.expedite:
        chips.append((Span(f"{glyphs.expedite} expedite", "learn bold"),))
    if card.kind == "recurring":
        chips += [due_spans(scene, card)] if card.due else []
        chips.append((Span(f"{glyphs.recurring} {rhythm(card.every)}", "muted"),))
    if card.kind == "cycle":
        chips.append((Span(f"{glyphs.cycle} iteration {scene.board.experiment.iteration + 1}", "muted"),))
    notes = scene.board.workspace.note_count(card.uid)
    if notes:
        chips.append((Span(f"{glyphs.notes}{notes}", "muted"),))
    if card.checklist:
        done = sum(item.done for item in card.checklist)
        chips.append((Span(f"{glyphs.ticked}{done}/{len(card.checklist)}", "muted"),))
    if notes and (evidence := evidence_spans(scene, card)):
        chips.append(evidence)
    if card.due and card.kind != "recurring":
        chips.append(due_spans(scene, card))
    return chips


def _people_and_needs(scene: Scene, card: Card) -> list[tuple[Span, ...]]:
    """Return who it concerns, and what its work needs that they have not agreed to: a sign alone where it is narrow."""
    people, found = _people(scene, card), scene.board.missing(card)
    if not found:
        return [people]
    sign = scene.glyphs.late
    if not scene.look.owner:
        return [(*people, Span(f" {sign}", "warn bold"))]
    return [people, (Span(f"{sign} {_scope_words(found)}", "warn bold"),)]


def _people(scene: Scene, card: Card) -> tuple[Span, ...]:
    """Return who it concerns; who waits too long for us, or is to be left alone, has a sign."""
    most = scene.look.many_people
    kept = max(1, most - 1) if len(card.people) > most else len(card.people)
    groups = [(Span(person_label(scene, uid), "people"), *touch_sign(scene, uid)) for uid in card.people[:kept]]
    if kept < len(card.people):
        groups.append((Span(f"+{len(card.people) - kept}", "people"),))
    return joined(groups, " ")


def touch_sign(scene: Scene, uid: str) -> tuple[Span, ...]:
    """Return the sign of a person (uid) who is due, overdue, or to be left alone; nothing for all others."""
    keeping = scene.board.keeping(uid)
    if keeping is None or keeping.state == "in_touch":
        return ()
    if keeping.state == "resting":
        return (Span(scene.glyphs.unknown, "muted"),)
    return (Span(scene.glyphs.ages[keeping.level], LEVEL_STYLES[keeping.level]),)


def _scope_words(found: Sequence[tuple[Participant, str]]) -> str:
    """Return what is not agreed to in the fewest words: `needs observe`, or `needs audio +1`."""
    scopes = list(dict.fromkeys(scope for _, scope in found))
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


def evidence_spans(scene: Scene, card: Card) -> tuple[Span, ...]:
    """Return how many notes of a card are evidence for and against the hypothesis."""
    counts = scene.board.witnesses.count
    stances = [note.stance for note in scene.board.workspace.notes_of(card.uid) if note.stance and counts(note)]
    groups = [
        (Span(f"{sign}{count}", style),)
        for sign, style, count in (
            (scene.glyphs.supports, "ok", stances.count("supports")),
            (scene.glyphs.refutes, "danger", stances.count("refutes")),
        )
        if count
    ]
    return joined(groups, " ")


def due_spans(scene: Scene, card: Card) -> tuple[Span, ...]:
    """Return when a card is due, marked where that is soon or over."""
    today = scene.board.today
    due = card.due or today
    words = due_of(card, scene.board.experiment, today)
    if not awaits(card):
        return (Span(words, "muted"),)
    if due < today:
        return (Span(f"{scene.glyphs.late} {words}", "danger bold"),)
    return (Span(words, "warn" if _soon(due, today) else "muted"),)


def _soon(due: date, today: date) -> bool:
    return (due - today).days <= 3


def quote_spans(scene: Scene, quote: Note) -> tuple[Span, ...]:
    """Return who said it, and the words in italics, which are only ever a customer's."""
    who = " ".join(person_label(scene, uid) for uid in quote.people)
    text, said = scene.mask.words(quote, scene.board.workspace, scene.board.today, whole=False)
    words = Span(f"“{one_line(text)}”", "italic") if said else Span(text, "muted")
    return (Span(f"{who} ", "people"), words) if who and said else (words,)


def one_line(text: Shown) -> Shown:
    """Return text of several lines as one."""
    return Shown(" ".join(text.split()))
