"""The guide of a conversation: the checklist of the card it is for, and who was asked which of its questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.records import Card, ChecklistItem, Note, Participant
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural


class Guide(Struct, frozen=True):
    """The questions of a card, those who were met for it or will be, and how many answers each has of each question.

    `answers` are by question and person (uids); what nobody answered is not in it.
    """

    questions: tuple[ChecklistItem, ...]
    people: tuple[Participant, ...]
    answers: Mapping[tuple[str, str], int]

    def count(self, question: ChecklistItem, person: Participant) -> int:
        """Return how many answers somebody gave to a question."""
        return self.answers.get((question.uid, person.uid), 0)

    def answered(self, question: ChecklistItem) -> int:
        """Return how many people answered a question."""
        return sum(self.count(question, person) > 0 for person in self.people)

    def covered(self, person: Participant) -> int:
        """Return how many questions somebody answered."""
        return sum(self.count(question, person) > 0 for question in self.questions)

    @property
    def gaps(self) -> list[ChecklistItem]:
        """The questions that nobody answered yet."""
        return [question for question in self.questions if not self.answered(question)]


def guide_of(workspace: Workspace, card: Card) -> Guide:
    """Return the guide of a card with who was asked what."""
    touchpoints = [workspace.touchpoints[uid] for uid in workspace.touchpoint_uids_of(card.uid)]
    held = [one for one in touchpoints if one.status == "done" or one.status in PLANNED]
    people = workspace.people(dict.fromkeys(uid for one in held for uid in one.people))
    answers: dict[tuple[str, str], int] = {}
    for touchpoint in held:
        for note in (workspace.notes[uid] for uid in workspace.note_uids_at(touchpoint.uid)):
            for person in _who(note, touchpoint.people):
                key = (note.scene.guide_item if note.scene else "", person)
                answers[key] = answers.get(key, 0) + 1
    listed = {item.uid for item in card.checklist}
    known_questions = {key: count for key, count in answers.items() if key[0] in listed}
    return Guide(card.checklist, tuple(sorted(people, key=lambda person: person.number)), known_questions)


def question_uid(card: Card | None, number: int) -> str:
    """Return which question (uid) of the guide of a card has a number, from 1.

    Raises:
        NotAllowed: The card has no such question, or there is no card.
    """
    count = len(card.checklist) if card is not None else 0
    if card is None or not 1 <= number <= count:
        guide = (
            f"its guide, the checklist of the card, has {plural(count, 'question')}" if card else "it is for no card"
        )
        raise NotAllowed(f"There is no question {number}: {guide}. Nothing was changed.")
    return card.checklist[number - 1].uid


def question_number(card: Card | None, uid: str) -> int | None:
    """Return the number of a question (uid) in the guide of a card; None where it is not in it."""
    uids = [item.uid for item in card.checklist] if card is not None else []
    return uids.index(uid) + 1 if uid in uids else None


def _who(note: Note, present: Iterable[str]) -> Iterable[str]:
    """Return who answered: those the note names, else all who were there."""
    return note.people or present
