"""Notes: capturing what was said in one line, and editing it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.app.paint import Row, Span, joined
from tui.app.prompts import Choice, Prompt
from tui.app.screens.board.linking import Linking
from tui.domain import operations
from tui.domain.capture import Captured, parse_capture
from tui.domain.errors import NotAllowed
from tui.domain.records import Card, Note, NoteKind

KIND_SIGNS = ("", '"', "+ ", "- ", "? ")
LONGEST_IN_LINE = 200
_NAMED = re.compile(r"(?<!\S)@([^\W\d]\w+)")
ROOM_FOR_KINDS = 110


class Noting(Linking):
    """`n` captures one line about the selected card."""

    async def action_note(self) -> None:
        """Capture one line about the card."""
        card = self.card
        if card is None:
            self.say("Select a card first; a note belongs to one.")
            return
        finished = self.board.lanes[self.lane].column.role == "finished"
        await self.ask(
            Prompt(
                key=f"note:{card.uid}",
                label=f"{'learned' if finished else 'note'} on {card.number}",
                submit=lambda text: self._save_note(card, text, finished=finished),
                footer="note",
                hint=lambda text: self._note_hint(text, finished=finished),
                choices=self._mention_choices,
                turn=turn_kind,
                again=same_people,
                completes_first=True,
                in_editor=True,
            )
        )

    def _save_note(self, card: Card, text: str, *, finished: bool) -> None:
        captured = parse_capture(text) if "\n" not in text else Captured(text)
        self._refuse_names(captured)
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

    def _refuse_names(self, captured: Captured) -> None:
        """Refuse `@name`: names do not belong among the notes, and nobody would be linked."""
        for word in _NAMED.findall(captured.text):
            found = self._people_named(word)
            if found and word.casefold() not in self._teammates():
                pids = ", ".join(person.pid for person, _ in found)
                raise NotAllowed(f"@{word} is not a P-id; write @{pids} where you mean them. The text is still here.")

    def _teammates(self) -> set[str]:
        owners = {card.assignee.casefold() for card in self.board.workspace.cards.values() if card.assignee}
        return {*owners, self.session.actor.casefold()}

    def _note_hint(self, text: str, *, finished: bool) -> Row:
        captured = parse_capture(text)
        known = {person.pid for person in self.board.workspace.participants.values()}
        parts = [f"links {pid}" if pid in known else f"{pid} is nobody yet" for pid in captured.people]
        parts += [f"tag {tag}" for tag in captured.tags]
        words = " · ".join(parts) or '" quote   + - evidence for, against   ? request   @P03 who   #tag'
        return Row((Span(words, "muted"),), self._kind_spans(kind_index(text), finished=finished))

    def _kind_spans(self, current: int, *, finished: bool) -> tuple[Span, ...]:
        """Return the kinds that tab goes through; where there is little room, the current one."""
        glyphs = self.custdev.glyphs
        plain = "learned" if finished else "note"
        names = (plain, "quote", f"evidence {glyphs.supports}", f"evidence {glyphs.refutes}", "request")
        if self.size.width < ROOM_FOR_KINDS:
            return (Span(names[current], "bright bold"),)
        shown = names if current == len(names) - 1 else names[:-1]
        groups = [(Span(name, "bright bold" if index == current else "muted"),) for index, name in enumerate(shown)]
        return joined(groups, " → ")

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

    async def edit_note(self, note: Note) -> None:
        """Edit the words of a note: a short one in the line, one of several lines in the editor."""
        if "\n" in note.text or len(note.text) > LONGEST_IN_LINE:
            written = self.custdev.write_in_editor(note.text)
            if written is not None:
                self.edit_or_contest(operations.edit_note, note, "Edited the note", text=written)
            return
        key = f"edit-note:{note.uid}"
        draft = self.custdev.drafts.left(key)
        seen = draft.seen if draft and isinstance(draft.seen, Note) else note
        await self.ask(
            Prompt(
                key=key,
                label="edit note",
                value=note.text,
                seen=seen,
                submit=lambda text: self.do(
                    operations.edit_from, operations.edit_note, seen, text=text, said="Edited the note"
                ),
                footer="form",
                in_editor=True,
            )
        )


def same_people(text: str) -> str:
    """Return the beginning of a further note: about the same people."""
    return "".join(f"@{pid} " for pid in parse_capture(text).people)


def kind_index(text: str) -> int:
    """Return which of the kinds a capture line has by its sign."""
    captured = parse_capture(f"{text}…")  # a sign counts before the first word is typed
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
