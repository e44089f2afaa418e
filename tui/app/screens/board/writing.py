"""Writing down: notes, and everything that is set on a card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.app.faces import one_line
from tui.app.paint import Row, Span
from tui.app.prompts import Choice, Prompt
from tui.app.screens.board.asking import Asking
from tui.domain import operations
from tui.domain.capture import Captured, parse_capture
from tui.domain.change import Change
from tui.domain.dates import day_words, parse_due
from tui.domain.errors import DomainError, NotFound
from tui.domain.records import Card, Note, NoteKind, Participant
from tui.domain.text import clean_line

KIND_SIGNS = ("", '"', "+ ", "- ", "? ")
KIND_NAMES = ("note", "quote", "evidence ▲", "evidence ▼", "request")
MOST_PEOPLE = 40
LONGEST_IN_LINE = 200


class Writing(Asking):
    """`n` captures what was said; the other letters set what their initial says."""

    def do(self, operation: Callable[..., Change], *args: object, said: str = "", **kwargs: object) -> None:
        """Do an operation for the line at the bottom: a rule that says no is raised, so that the text stays."""
        self.session.run(operation, *args, starting=self.draft, **kwargs)
        if said:
            self.say(said, ("u", "undo"))

    def action_note(self) -> None:
        """Capture one line about the card."""
        card = self.card
        if card is None:
            self.say("Select a card first; a note belongs to one.")
            return
        finished = self.board.lanes[self.lane].column.role == "finished"
        self.ask(
            Prompt(
                key=f"note:{card.uid}",
                label=f"{'learned' if finished else 'note'} on {card.number}",
                submit=lambda text: self._save_note(card, text, finished=finished),
                footer="note",
                hint=lambda text: self._note_hint(card, text, finished=finished),
                choices=self._mention_choices,
                turn=turn_kind,
                in_editor=True,
            )
        )

    def _save_note(self, card: Card, text: str, *, finished: bool) -> None:
        captured = parse_capture(text) if "\n" not in text else Captured(text)
        people = [self._person(pid).uid for pid in captured.people]
        kind: NoteKind = captured.kind or ("learned" if finished and captured.stance is None else "note")
        self.do(
            operations.add_note,
            captured.text,
            card=card.uid,
            people=people,
            kind=kind,
            stance=captured.stance,
            tags=captured.tags,
            said=f"Noted on {card.number}{', linked ' + ' '.join(captured.people) if captured.people else ''}",
        )

    def _note_hint(self, card: Card, text: str, *, finished: bool) -> Row:
        captured = parse_capture(text)
        known = {person.pid for person in self.board.workspace.participants.values()}
        parts = [f"links {pid}" if pid in known else f"{pid} is nobody yet" for pid in captured.people]
        parts += [f"tag {tag}" for tag in captured.tags]
        words = " · ".join(parts) or '" quote   + - evidence for, against   ? request   @P03 who   #tag'
        current = kind_index(text)
        spans: list[Span] = []
        for index, name in enumerate(KIND_NAMES[:4]):
            shown = "learned" if index == 0 and finished else name
            spans.append(Span(shown, "bright bold" if index == current else "muted"))
            spans.append(Span(" → " if index < 3 else "", "muted"))
        right = tuple(spans) if self.size.width >= 110 else (spans[min(current, 3) * 2],)
        return Row((Span(words, "muted"),), right)

    def _mention_choices(self, text: str) -> Sequence[Choice]:
        """Offer people for the word that begins with @ at the end of the line."""
        head, at, word = text.rpartition("@")
        if not at or " " in word or (head and not head.endswith(" ")):
            return ()
        return [
            Choice(f"{head}@{person.pid} ", spans)
            for person, spans in self._people_named(word)
            if person.pid.casefold() != word.casefold()
        ]

    def _people_named(self, word: str) -> list[tuple[Participant, tuple[Span, ...]]]:
        """Return people by part of a P-id or a name; a name is shown only while names are."""
        workspace, wanted = self.board.workspace, word.casefold()
        found: list[tuple[Participant, tuple[Span, ...]]] = []
        for person in sorted(workspace.participants.values(), key=lambda each: each.number):
            contact = workspace.contact_of(person.uid)
            name = contact.fn if contact else ""
            if wanted in person.pid.casefold() or (wanted and wanted in name.casefold()):
                shown = (Span(f"  {name}"),) if self.custdev.names_shown and name else ()
                found.append((person, (Span(person.pid, "people"), *shown)))
        return found[:MOST_PEOPLE]

    def _person(self, pid: str) -> Participant:
        for person in self.board.workspace.participants.values():
            if person.pid == pid:
                return person
        raise NotFound(f"Nobody is {pid} yet; c makes a person known. The text is still here.")

    def action_people(self) -> None:
        """Link a customer to the card: type to find by name, or a new name to make one."""
        card = self.card
        if card is None:
            return
        self.ask(
            Prompt(
                key=f"people:{card.uid}",
                label=f"link to {card.number}",
                submit=lambda text: self._link(card, text),
                hint=lambda text: self._link_hint(card, text),
                choices=lambda text: self._link_choices(card, text),
            )
        )

    def _link_choices(self, card: Card, text: str) -> Sequence[Choice]:
        linked = set(card.people)
        typed = clean_line(text)
        return [
            Choice(person.pid, spans, (Span("linked", "muted"),) if person.uid in linked else ())
            for person, spans in self._people_named(typed)
            if person.pid != typed
        ]

    def _link_hint(self, card: Card, text: str) -> Row:
        typed = clean_line(text)
        if not typed:
            return Row((Span("a P-id, part of a name, or a new name", "muted"),))
        exact = self._exactly(typed)
        if exact is not None:
            return Row((Span(f"enter links {exact.pid}", "muted"),))
        near = " · tab takes the marked one" if self._people_named(typed) else ""
        return Row((Span(f"enter makes {typed} known under a new P-id and links them{near}", "muted"),))

    def _exactly(self, typed: str) -> Participant | None:
        """Return the person whose P-id or whole name was typed, where it is one only."""
        workspace, wanted = self.board.workspace, typed.casefold()
        found = [
            person
            for person in workspace.participants.values()
            if person.pid.casefold() == wanted
            or ((contact := workspace.contact_of(person.uid)) is not None and contact.fn.casefold() == wanted)
        ]
        return found[0] if len(found) == 1 else None

    def _link(self, card: Card, text: str) -> None:
        typed = clean_line(text)
        person = self._exactly(typed)
        if person is not None:
            self.do(operations.link_contact, card.uid, person.uid, said=f"Linked {person.pid} to {card.number}")
            return
        if typed[:1] in "Pp" and typed[1:].isdigit():
            raise NotFound(f"Nobody is {typed.upper()} yet. Type a name to make a person known.")
        self.do(operations.make_contact, typed, card=card.uid)
        made = max(self.session.workspace.participants.values(), key=lambda each: each.number)
        self.say(f"Made {made.pid} and linked them to {card.number}", ("u", "undo"))

    def action_unlink(self) -> None:
        """Unlink a customer from the card."""
        card = self.card
        if card is None or not card.people:
            self.say("Nobody is linked to this card.")
            return
        people = [person for uid in card.people if (person := self.board.workspace.participants.get(uid))]
        self.ask(
            Prompt(
                key=f"unlink:{card.uid}",
                label=f"unlink from {card.number}",
                submit=lambda text: self.do(
                    operations.unlink_contact, card.uid, self._person(clean_line(text).upper()).uid, said="Unlinked"
                ),
                choices=lambda text: [
                    Choice(each.pid, (Span(each.pid, "people"),)) for each in people if text != each.pid
                ],
            )
        )

    def action_block(self) -> None:
        """Block the card with a reason, or unblock it."""
        card = self.card
        if card is None:
            return
        if card.blocked is not None:
            if self.run(operations.unblock_card, card.uid) is not None:
                self.say(f"Unblocked {card.number}", ("u", "undo"))
            return
        self.ask(
            Prompt(
                key=f"block:{card.uid}",
                label=f"{card.number} is blocked by",
                submit=lambda text: self._block(card, text),
                hint=lambda text: Row((Span("the reason; @name says who is needed", "muted"),)),
            )
        )

    def _block(self, card: Card, text: str) -> None:
        words = clean_line(text).split()
        needs = [word[1:] for word in words if word[0] == "@" and len(word) > 1]
        reason = " ".join(word for word in words if not (word[0] == "@" and len(word) > 1))
        self.do(operations.block_card, card.uid, reason, ", ".join(needs), said=f"Blocked {card.number}")

    def action_owner(self) -> None:
        """Give the card an owner."""
        card = self.card
        if card is None:
            return
        owners = {each.assignee for each in self.board.workspace.cards.values() if each.assignee}
        known = sorted({*owners, self.session.actor})

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text).lstrip("@").casefold()
            found = [name for name in known if word in name.casefold() and word != name.casefold()]
            return [Choice(f"@{name}", (Span(f"@{name}"),)) for name in found]

        self.ask(
            Prompt(
                key=f"owner:{card.uid}",
                label=f"owner of {card.number}",
                value=f"@{card.assignee}" if card.assignee else "",
                submit=lambda text: self.do(
                    operations.assign_card, card.uid, clean_line(text) or None, said=f"Set the owner of {card.number}"
                ),
                hint=lambda text: Row((Span("empty for nobody", "muted"),)),
                choices=offer,
            )
        )

    def action_due(self) -> None:
        """Set the day the card is due."""
        card = self.card
        if card is None:
            return
        today = self.board.today

        def hint(text: str) -> Row:
            try:
                due = parse_due(text, today)
            except DomainError:
                return Row((Span("fri, tomorrow, +3d, 30 nov, 2027-01-15, or none", "muted"),))
            if due is None:
                return Row((Span("due on no day", "muted"),))
            days = (due - today).days
            when = "today" if days == 0 else f"in {days} days" if days > 0 else f"{-days} days ago"
            return Row((Span(f"{due:%a} {due.day} {due:%b %Y}, {when}", "muted"),))

        self.ask(
            Prompt(
                key=f"due:{card.uid}",
                label=f"{card.number} is due",
                value=card.due.isoformat() if card.due else "",
                submit=lambda text: self.do(
                    operations.set_due, card.uid, parse_due(text, today), said=self._due_words(card, text)
                ),
                hint=hint,
            )
        )

    def _due_words(self, card: Card, text: str) -> str:
        due = parse_due(text, self.board.today)
        return f"{card.number} is due {day_words(due, self.board.today)}" if due else f"{card.number} is due on no day"

    def action_tags(self) -> None:
        """Set the tags of the card."""
        card = self.card
        if card is None:
            return
        self.ask(
            Prompt(
                key=f"tags:{card.uid}",
                label=f"tags of {card.number}",
                value=" ".join(f"#{tag}" for tag in card.tags),
                submit=lambda text: self.do(operations.tag_card, card.uid, text.split(), said=f"Tagged {card.number}"),
                hint=lambda text: Row((Span("words, with or without #", "muted"),)),
            )
        )

    def action_expedite(self) -> None:
        """Mark the card to be expedited, or not."""
        card = self.card
        if card is not None and self.run(operations.expedite_card, card.uid) is not None:
            self.say(f"{'Took expedite off' if card.expedite else 'Expedited'} {card.number}", ("u", "undo"))

    def action_tick(self) -> None:
        """Tick the chosen step, else the first open one."""
        card = self.card
        if card is None:
            return
        chosen = self.panel.chosen if self.mode == "panel" else None
        if chosen is not None and chosen.target == "item":
            self.run(operations.tick_item, card.uid, chosen.uid)
            return
        step = next((each for each in card.checklist if not each.done), None)
        if step is None:
            self.say("No open step on this card.", (":", "add a step"))
        elif self.run(operations.tick_item, card.uid, step.uid) is not None:
            self.say(f"Ticked {one_line(step.text)}", ("u", "undo"))

    def action_add_step(self) -> None:
        """Add a step to the checklist."""
        card = self.card
        if card is None:
            return
        self.ask(
            Prompt(
                key=f"step:{card.uid}",
                label=f"step of {card.number}",
                submit=lambda text: self.do(operations.add_checklist_item, card.uid, text, said="Added a step"),
            )
        )

    def action_restore(self) -> None:
        """Bring an archived card back."""
        aside = self.board.workspace.set_aside(self.board.experiment.uid)
        if not aside:
            self.say("Nothing is archived on this board.")
            return

        def offer(text: str) -> Sequence[Choice]:
            word = clean_line(text).casefold()
            return [
                Choice(str(card.number), (Span(f"{card.number:>3}  ", "muted"), Span(card.title)), ())
                for card in aside
                if word in card.title.casefold() or (str(card.number).startswith(word) and str(card.number) != word)
            ]

        self.ask(
            Prompt(
                key="restore",
                label="restore",
                submit=lambda text: self._restore(clean_line(text)),
                hint=lambda text: Row((Span("the number of an archived card; tab takes the marked one", "muted"),)),
                choices=offer,
            )
        )

    def _restore(self, number: str) -> None:
        for card in self.board.workspace.set_aside(self.board.experiment.uid):
            if str(card.number) == number:
                self.do(operations.restore_card, card.uid, said=f"Restored {card.number} {card.title}")
                return
        raise NotFound(f"No archived card has the number {number or '?'}.")

    def edit_note(self, note: Note) -> None:
        """Edit the words of a note: a short one in the line, one of several lines in the editor."""
        if "\n" in note.text or len(note.text) > LONGEST_IN_LINE:
            written = self.custdev.write_in_editor(note.text)
            if written is not None and self.run(operations.edit_note, note.uid, text=written) is not None:
                self.say("Edited the note", ("u", "undo"))
            return
        self.ask(
            Prompt(
                key=f"edit-note:{note.uid}",
                label="edit note",
                value=note.text,
                submit=lambda text: self.do(operations.edit_note, note.uid, text=text, said="Edited the note"),
                footer="form",
                in_editor=True,
            )
        )


def kind_index(text: str) -> int:
    """Return which of the kinds a capture line has by its sign."""
    captured = parse_capture(text)
    if captured.stance is not None:
        return 2 if captured.stance == "supports" else 3
    return {"quote": 1, "request": 4}.get(captured.kind or "", 0)


def turn_kind(text: str) -> str:
    """Return the line with the sign of the next kind."""
    index = kind_index(text)
    stripped = text
    for sign in KIND_SIGNS[1:]:
        if stripped.startswith(sign):
            stripped = stripped[len(sign) :]
            break
    return KIND_SIGNS[(index + 1) % len(KIND_SIGNS)] + stripped
