"""The panel beside the board: everything about one card, section by section."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.board.chips import Scene, age_spans, over_spans, owner_span, person_label, tag_span
from tui.app.look.glyphs import SIGN_STYLES, level_spans
from tui.app.look.inspector import STANCES, PanelItem, Sections
from tui.app.look.paint import Row, Shown, Span, cut, hint, width_of, wrap_all
from tui.domain.facts import column_title
from tui.domain.history.people_phrases import method_words
from tui.domain.history.phrases import phrase_of
from tui.domain.people.askers import askers_of, notes_asking_for, people_asking
from tui.domain.people.consent import SIGNS, short_name
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Card, Event, Note, Participant
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import ago_words
from tui.domain.time.durations import rhythm
from tui.domain.work.dependencies import blockers_of, is_settled, waiting_for

FLOW_FIELDS = frozenset({"column", "blocked", "archived_at", "orphaned"})


class Details(Sections):
    """Builds the panel of a card for a width; `history` is None while it is being read."""

    def __init__(self, scene: Scene, card: Card, history: Sequence[Event] | None, width: int) -> None:
        super().__init__(scene.board, scene.glyphs, scene.mask, width)
        self.scene = scene
        self.board = scene.board
        self.card = card
        self.facts = scene.board.facts(card)
        self.history = history

    def items(self) -> list[PanelItem]:
        """Return all sections in order."""
        return [
            *self._head(),
            *self._neighbours("WAITS FOR", blockers_of(self.workspace, self.card) if self.card.held else ()),
            *self._neighbours("WAITS FOR THIS", waiting_for(self.workspace, self.card.uid)),
            *self._checklist(),
            *self._people(),
            *self._asked(),
            *self._notes(),
            *self._history(),
        ]

    def _head(self) -> list[PanelItem]:
        card, board = self.card, self.board
        column = board.experiment.definition.column(card.column)
        key = Span(f"{board.experiment.key}-{card.number}", "muted")
        where: tuple[Span, ...] = (Span("archived", "muted"),)
        if column is not None and card.archived_at is None:
            sign = Span(f"{self.glyphs.role(column.role)} ", "accent" if column.role == "active" else "muted")
            since = card.finished_at if column.role == "finished" else card.started_at
            words = f" since {self._day(since)}" if since and column.role != "waiting" else ""
            where = (sign, Span(self.mask.text(column.title)), Span(words, "muted"))
        right = (*age_spans(self.scene, self.facts, " cycle time"), *over_spans(self.scene, self.facts))
        rows = [self._row(), self._row(key, Span(" · ", "muted"), *where, right=right), self._row()]
        rows += self._text(self.mask.text(card.title), "bright bold")
        facts = self._facts()
        if facts:
            rows += [self._row(), *facts]
        rows.append(self._row())
        if not card.description:
            return [self._still(*rows, self._hint("no description yet", "card.edit", "writes one"))]
        lines = self.mask.lines(card.description, self.width - 4)
        return [PanelItem(self._laid(rows, lines, lambda at, line: self._row(Span(line))))]

    def _facts(self) -> list[Row]:
        card, facts = self.card, self.facts
        rows: list[Row] = []
        if card.held:
            needs = f", needs {card.held.needs}" if card.held.needs else ""
            head = Span(f"{self.glyphs.blocked} blocked {facts.blocked}d ", "danger bold")
            if facts.is_free:
                head = Span(f"{self.glyphs.ticked} free ", "ok bold")
            rows.append(self._row(head, Span(self.mask.text(facts.block_words + needs))))
        if card.kind == "recurring":
            words = f"{rhythm(card.every)}, {facts.series_words}"
            rows.append(self._row(Span(f"{self.glyphs.recurring} ", "muted"), Span(words)))
        if card.blocks:
            sign = Span(f"{self.glyphs.blocked} ", "muted")
            rows.append(self._row(sign, Span(facts.blocked_time.words, "muted")))
        chips: list[Span] = []
        if card.expedite:
            chips += [Span(f"{self.glyphs.expedite} expedite", "learn bold"), Span("   ")]
        if card.assignee:
            chips += [Span("owner ", "muted"), owner_span(self.mask, card.assignee), Span("   ")]
        if card.due:
            words = facts.full_due_words
            chips += [
                Span("due ", "muted") if words.startswith("due ") else Span(""),
                Span(words.removeprefix("due "), "danger bold" if facts.is_late else "text"),
                Span("   "),
            ]
        chips += [span for tag in card.tags for span in (tag_span(self.mask, tag), Span(" "))]
        if chips:
            rows.append(self._row(*chips))
        return rows

    def _empty(self, title: str, words: str, command: str, does: str) -> list[PanelItem]:
        return [self._section(title), self._still(self._hint(words, command, does))]

    def _checklist(self) -> list[PanelItem]:
        steps = self.card.checklist
        if not steps:
            return self._empty("CHECKLIST", "no steps yet", "card.step", "add a step")
        items = [self._section("CHECKLIST", (Span(f"{self.facts.steps_done} of {len(steps)}", "muted"),))]
        for step in steps:
            sign = Span(f"{self.glyphs.ticked if step.done else self.glyphs.open}  ", "ok" if step.done else "muted")
            style = "muted" if step.done else "text"
            lines = wrap_all(self.mask.text(step.text), self.width - 7)
            rows = [
                self._row(sign, Span(lines[0], style)),
                *(self._row(Span("   " + line, style)) for line in lines[1:]),
            ]
            items.append(PanelItem(tuple(rows), "item", step.uid))
        return items

    def _neighbours(self, title: str, cards: Sequence[Card]) -> list[PanelItem]:
        """Return the cards that this one waits for, or that wait for it; nothing where there are none."""
        if not cards:
            return []
        return [self._section(title), *(PanelItem((self._neighbour(card),), "neighbour", card.uid) for card in cards)]

    def _neighbour(self, card: Card) -> Row:
        key = Span(f"{card_key(self.workspace, card)}  ", "muted")
        where = Span("archived" if card.archived_at else self.mask.text(column_title(self.workspace, card)), "muted")
        sign = (Span(f"{self.glyphs.ticked} ", "ok"),) if is_settled(card) else ()
        room = self.width - 6 - width_of((key, *sign, where))
        return self._row(key, *sign, Span(cut(self.mask.text(card.title), max(4, room))), right=(where,))

    def _people(self) -> list[PanelItem]:
        if not self.card.people:
            return self._empty("PEOPLE", "nobody linked yet", "card.link", "links a customer")
        items = [self._section("PEOPLE", hint("card.link", "link"))]
        return items + [
            PanelItem((self._person(person),), "person", uid)
            for uid in self.card.people
            if (person := self.workspace.participants.get(uid)) is not None
        ]

    def _person(self, person: Participant) -> Row:
        """Return who it is, when we last spoke, and the permission that matters for this card."""
        contact = self.workspace.contact_of(person.uid) if self.mask.names else None
        facts = [contact.fn, contact.org] if contact else []
        facts += [person.relationship or "", *(segment.value for segment in person.segments[:1])]
        words = Shown(" · ".join(self.mask.text(fact) for fact in facts if fact) or "no facts yet")
        pid = Span(f"{person.pid}  ", "people", f"@{person.pid}")
        shown = self.board.person(person)
        right = (*self._touched(shown), Span("   "), *self._permission(shown))
        room = self.width - 6 - width_of((pid, *right))
        return self._row(pid, Span(cut(words, max(4, room)), "text" if facts else "muted"), right=right)

    def _touched(self, facts: PersonFacts) -> tuple[Span, ...]:
        keeping = facts.keeping
        if keeping.last is None:
            return (Span("never met", "muted"),)
        return level_spans(self.glyphs, keeping.level, ago_words(keeping.since))

    def _permission(self, facts: PersonFacts) -> tuple[Span, ...]:
        """Return the first thing the card needs that is not agreed to, else what it wishes for, else quoting."""
        lacking = [scope for somebody, scope in self.facts.missing if somebody.uid == facts.person.uid]
        scope = next(iter((*lacking, *self.card.wish)), "quote_pseudonymous")
        sign = SIGNS[facts.statuses.get(scope, "unknown")]
        style = SIGN_STYLES[sign]
        return (
            Span(f"{self.glyphs.sign(sign)} ", style),
            Span(f"{short_name(scope):<7}", style if lacking else "muted"),
        )

    def _asked(self) -> list[PanelItem]:
        """Return who asked for the card, each with the day and the words; nothing where nobody did."""
        notes = notes_asking_for(self.workspace, self.card.uid)
        if not notes:
            return []
        people = people_asking(askers_of(self.workspace, self.card.uid))
        count = plural(people, "person", "people") if people else plural(len(notes), "note")
        items = [self._section("ASKED FOR BY", (Span(count, "muted"),))]
        return items + [PanelItem(self._asker(note), "asking", note.uid) for note in notes]

    def _asker(self, note: Note) -> Sequence[Row]:
        who = " ".join(person_label(self.scene, uid) for uid in note.people) or "somebody"
        told_at = note.request.told_at if note.request is not None else None
        spans = [Span(f"{self.glyphs.bullet}  ", "muted"), Span(self._moment(note.at), "muted")]
        spans += [Span(f"  {who}", "people"), Span(f"  {note.kind}", "muted")]
        if told_at is not None:
            spans.append(Span(f"  {self.glyphs.ticked} told {self._day(told_at)}", "ok"))
        elif self.card.finished_at is not None and note.people:
            spans.append(Span("  not told yet", "warn"))
        return self._note_words([self._row(*spans)], note)

    def _notes(self) -> list[PanelItem]:
        notes = self.workspace.notes_of(self.card.uid)[::-1]
        if not notes:
            return self._empty("NOTES & EVIDENCE", "nothing written down yet", "note.add", "captures a note")
        items = [self._section("NOTES & EVIDENCE", (Span(f"{len(notes)}, newest first", "muted"),))]
        return items + [
            PanelItem(self._note(note, newest=index == 0), "note", note.uid) for index, note in enumerate(notes)
        ]

    def _note(self, note: Note, *, newest: bool) -> Sequence[Row]:
        sign = Span(f"{self.glyphs.active if newest else self.glyphs.bullet}  ", "accent" if newest else "muted")
        spans = [sign, Span(self._moment(note.at), "muted")]
        if stance := self._facts_of(note).evidence:
            spans.append(Span(f"  {self.glyphs.stance(stance)} {stance}", STANCES[stance]))
        if note.kind not in ("note", "quote"):
            spans.append(Span(f"  {note.kind}", "learn" if note.kind == "learned" else "muted"))
        if note.people:
            spans.append(Span("  " + " ".join(person_label(self.scene, uid) for uid in note.people), "people"))
        touchpoint = self.workspace.touchpoints.get(note.touchpoint or "")
        if touchpoint is not None:
            spans.append(Span(f" {method_words(touchpoint.method)}", "muted"))
        spans += self._state(note, "  ")
        spans.append(Span(f"  @{self.mask.text(note.by)}", "muted"))
        spans += [Span(f" {self.mask.text(f'#{tag}')}", "learn") for tag in note.tags]
        return self._note_words([self._row(*spans)], note)

    def _history(self) -> list[PanelItem]:
        items = [self._section("HISTORY")]
        if self.history is None:
            return [*items, self._still(self._row(Span("reading…", "muted")))]
        lines = [self._event(event) for event in reversed(self.history) if self._belongs(event)]
        created = self._row(Span(f"{self._day(self.card.created_at)}  ", "muted"), Span("created"))
        return [*items, *(self._still(line) for line in lines), self._still(created), self._still(self._row())]

    def _belongs(self, event: Event) -> bool:
        """Return whether an event is part of how the card flowed; what was written and linked stands above."""
        changes = event.changes.get("cards", {}).get(self.card.uid, {})
        return "uid" not in changes and not FLOW_FIELDS.isdisjoint(changes)

    def _event(self, event: Event) -> Row:
        changes = event.changes.get("cards", {}).get(self.card.uid, {})
        words = self.mask.text(phrase_of(event, self.workspace).done)
        if "column" in changes and changes["column"][0] is not None:
            columns = [self._column(column) for column in changes["column"]]
            words = self.mask.text(f"{columns[0]} → {columns[1]}")
        return self._row(
            Span(f"{self._day(event.at)}  ", "muted"), Span(words), Span(f"  @{self.mask.text(event.by)}", "muted")
        )

    def _column(self, column: str) -> str:
        definition = self.board.experiment.definition.column(column)
        return definition.title if definition else column
