"""The words of the capture lines: what a note can be, what a touchpoint was, who is meant; and editing notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec.structs import replace

from tui.app.asking.prompts import Choice, Prompt
from tui.app.here import Here
from tui.app.keys.keymap import key
from tui.app.look.paint import Row, Span, joined
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.evidence.stances import DIRECTIONS, NOBODY_SAID_IT, is_evidence
from tui.domain.history.people_phrases import method_words
from tui.domain.lines.quick_lines import CHANNEL_WORDS, METHOD_WORDS, Captured, TouchLine, parse_capture
from tui.domain.lines.scene_signs import scene_sign, scene_words, written_scene
from tui.domain.people.guides import question_number, question_uid
from tui.domain.people.merged import current_of
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import is_own_words, kept_from_team
from tui.domain.records import Card, Note, Participant, Scene
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_person, people_with_pid
from tui.domain.search.people_filter import people_called
from tui.domain.time.dates import full_words

ROOM_FOR_KINDS = 110
MOST_WORDS = 8
SIGNS = {
    "note": "",
    "quote": '"',
    "supports": "+ ",
    "refutes": "- ",
    "request": "? ",
    "surprise": "! ",
    "promise": "> ",
}
"""The kinds and stances that a line takes in turn, each with the sign at its beginning that makes it one."""


def line_of(note: Note, card: Card | None = None) -> str:
    """Return the line that makes a note on a card, without its people and tags."""
    number = question_number(card, note.scene.guide_item) if note.scene is not None else None
    before, behind = written_scene(note.scene, number)
    return before + SIGNS.get(note.stance or "", "") + SIGNS.get(note.kind, "") + note.text + behind


def kind_index(text: str) -> int:
    """Return which of the kinds a capture line has by its sign."""
    captured = parse_capture(f"{text}…")  # a sign counts before the first word is typed
    kind = captured.stance or captured.kind or ""
    return list(SIGNS).index(kind) if kind in SIGNS else 0


def turn_kind(text: str) -> str:
    """Return the line with the sign of the next kind."""
    index, signs = kind_index(text), list(SIGNS.values())
    written = next((sign.strip() for sign in signs[1:] if index and text.startswith(sign.strip())), "")
    return signs[(index + 1) % len(signs)] + (text.removeprefix(written).lstrip() if written else text)


def turn_kind_met(text: str) -> str:
    """Return a line at a touchpoint with the sign of the next kind, behind that of its step."""
    sign, rest = scene_sign(text)
    return sign + turn_kind(rest)


def kind_words(here: Here, text: str, *, finished: bool = False) -> tuple[Span, ...]:
    """Return the kinds that tab goes through from the current one; where there is little room, that one alone."""
    plain, glyphs = "learned" if finished else "note", here.custdev.glyphs
    evidence = (f"evidence {glyphs.supports}", f"evidence {glyphs.refutes}")
    names = (plain, "quote", *evidence, "request", "surprise", "promise")
    current = kind_index(text)
    if here.size.width < ROOM_FOR_KINDS:
        return (Span(names[current], "bright bold"),)
    first = min(max(0, current - 3), len(names) - 4)
    shown = list(enumerate(names))[first : first + 4]
    groups = [(Span(name, "bright bold" if index == current else "muted"),) for index, name in shown]
    return (Span("tab  ", "accent bold"), *joined(groups, " → "))


def same_people(text: str) -> str:
    """Return the beginning of a further note: about the same people."""
    return "".join(f"@{pid} " for pid in parse_capture(text).people)


def mention(text: str) -> tuple[str, str] | None:
    """Return the line before, and the word after, an @ with which its last word begins; None where there is none."""
    head, at, word = text.rpartition("@")
    return (head, word) if at and " " not in word and (not head or head.endswith(" ")) else None


def touchpoint_words(line: TouchLine, people: str, policy: Policy, today: date) -> str:
    """Return what a touchpoint line says, as it would be saved; empty where it says nothing yet."""
    if line.method is None and not line.people and not line.text:
        return ""
    local = line.at.astimezone(policy.zone)
    day = "today" if local.date() == today else full_words(local.date(), today)
    parts = [
        "planned" if line.planned else "",
        method_words(line.method) if line.method else "what was it?",
        people or "with whom?",
        f"{line.duration} min" if line.duration else "",
        (line.channel or "").replace("_", " "),
        "they came to us" if line.direction == "inbound" else "",
        f"{day} {local:%H:%M}" if line.planned else day,
        f"“{line.text}”" if line.text else "",
    ]
    return " · ".join(part for part in parts if part)


def offered_words(text: str) -> Sequence[Choice]:
    """Offer the methods and channels that the last word begins, before the text of the line begins."""
    head, _, word = text.rpartition(" ")
    if len(word) < 2 or ":" in text:
        return ()
    words = dict.fromkeys([*METHOD_WORDS, *CHANNEL_WORDS])
    begun = word.casefold()
    fitting = [name for name in words if name.startswith(begun) and name != begun]
    lead = f"{head} " if head else ""
    return [Choice(f"{lead}{name} ", (Span(name),)) for name in fitting[:MOST_WORDS]]


MOST, MOST_PEOPLE = 9, 40
KEPT_PRIVATE = "kept private, for nobody is named who said it"


def people_named(here: Here, word: str) -> list[tuple[Participant, tuple[Span, ...]]]:
    """Return people by part of a P-id or a name; a name is shown only while names are."""
    people: list[tuple[Participant, tuple[Span, ...]]] = []
    for person in people_called(here.facts, word)[:MOST_PEOPLE]:
        contact = here.facts.contact_of(person.uid) if here.custdev.names_shown else None
        shown = (Span(f"  {contact.fn}"),) if contact else ()
        people.append((person, (Span(person.pid, "people"), *shown)))
    return people


def person_of(here: Here, pid: str) -> Participant:
    """Return a person by P-id; where it was merged, the one it is now."""
    for person in people_with_pid(here.facts, pid):
        return current_of(here.facts, person.uid) or person
    raise NotFound(f"Nobody is {pid} yet; {key('card.link')} makes a person known. The text is still here.")


def people_of(workspace: Workspace, uids: Iterable[str]) -> list[Participant]:
    """Return people by uid, as far as they are there."""
    people = workspace.participants
    return [people[uid] for uid in uids if uid in people]


def say_noted(here: Here, change: Change, words: str, card: Card | None) -> None:
    """Say that a note was saved; where it matters that nobody is named, offer who may have said it.

    Words of nobody are kept private, and what nobody said is no evidence. A digit each names those who were there, else
    those linked to the card, while the message stands; who goes on with another key has saved what was said all the
    same.
    """
    records = change.records.get("notes", {}).values()
    note = next((record for record in records if isinstance(record, Note)), None)
    lacks = _lacks(note) if note is not None else ""
    if note is None or not lacks:
        here.say(words, ("change.undo", "undo"))
        return
    workspace = here.session.workspace
    linked = workspace.cards.get(card.uid) if card is not None else None
    people = _speakers(workspace, note.people or (linked.people if linked is not None else ()))
    offers = [
        (
            str(number),
            person.pid if number > 1 else f"{person.pid} said it",
            partial(_name_speaker, here, note.uid, person.uid),
        )
        for number, person in enumerate(people, 1)
    ]
    here.say(f"{words}, {lacks}", *offers, ("change.undo", "undo"))


def _name_speaker(here: Here, note: str, person: str) -> None:
    if here.run(operations.edit_note, note, people=[person]) is None:
        return
    workspace = here.session.workspace
    words = f"{workspace.participants[person].pid} said it"
    if why := kept_from_team(workspace, workspace.notes[note], here.session.today):
        here.say(f"{words}. Kept private: {why}", ("consent.give", "permission"), ("change.undo", "undo"))
    else:
        here.say(words, ("change.undo", "undo"))


def _speakers(workspace: Workspace, uids: Sequence[str]) -> Sequence[Participant]:
    """Return people by number, as many as there are digits."""
    people = {person.uid: person for uid in uids if (person := current_of(workspace, uid)) is not None}
    return sorted(people.values(), key=lambda person: person.number)[:MOST]


def choices_of(people: Iterable[Participant]) -> list[Choice]:
    """Return people to choose from by P-id."""
    return [Choice(person.pid, (Span(person.pid, "people"),)) for person in people]


def _lacks(note: Note) -> str:
    """Return what becomes of a note as long as nobody is named who said it; empty where that does not matter."""
    if is_own_words(note) and not note.people:
        return KEPT_PRIVATE
    return f"no evidence yet: {NOBODY_SAID_IT}" if note.stance in DIRECTIONS and not is_evidence(note) else ""


LONGEST_IN_LINE = 200


async def edit_note(here: Here, note: Note) -> None:
    """Edit a note: a short one in the line, where its sign can be turned, one of several lines in the editor."""
    if private := here.custdev.mask.why_not(note, here.session.workspace, here.session.today):
        here.say(f"{private[:1].upper()}{private[1:]}.", ("app.names", "shows it to you"))
        return
    if not here.may_edit(note.text):
        return
    if "\n" in note.text or len(note.text) > LONGEST_IN_LINE:
        edit = partial(here.custdev.contests.edit, here, operations.edit_note, note, "Edited the note")
        here.custdev.write_in_editor(note.text, lambda written: edit(text=written))
        return
    key = f"edit-note:{note.uid}"
    draft = here.custdev.drafts.left(key)
    seen = draft.seen if draft and isinstance(draft.seen, Note) else note
    is_met = seen.touchpoint is not None
    await here.ask(
        Prompt(
            key=key,
            label="edit note",
            value=line_of(note, here.facts.cards.get(note.card or "")),
            seen=seen,
            submit=lambda text: _rewrite(here, seen, text),
            footer="rewrite",
            hint=lambda text: _rewriting(here, text) if is_met else Row((), kind_words(here, text)),
            turn=turn_kind_met if is_met else turn_kind,
            in_editor=True,
        )
    )


def scene_of(captured: Captured, card: Card | None) -> Scene | None:
    """Return where a line stands in its conversation, with the question of the guide of a card that it answers."""
    if captured.question is None:
        return captured.scene
    return replace(captured.scene or Scene(), guide_item=question_uid(card, captured.question))


def answered_words(here: Here, captured: Captured, card: Card | None) -> str:
    """Return which question of the guide of a card a line answers, or why it answers none."""
    try:
        uid = question_uid(card, captured.question or 0)
    except NotAllowed as error:
        return str(error).partition(". ")[0]
    text = next(item.text for item in card.checklist if item.uid == uid) if card is not None else ""
    return f"answers: {here.masked(text)}"


def _rewriting(here: Here, text: str) -> Row:
    """Return what a line makes of a note from a touchpoint."""
    scene = parse_capture(text, met=True).scene
    words = scene_words(scene) if scene is not None else ""
    return Row((Span(words, "muted"),), kind_words(here, scene_sign(text)[1]))


def _rewrite(here: Here, seen: Note, text: str) -> None:
    """Save the words, and what became of the kind: a plain note turned into a quote or a request is promoted.

    Who is named after an @ is who it is about from now on.
    """
    captured = parse_capture(text, here.session.today, met=seen.touchpoint is not None)
    fields: dict[str, Any] = {"text": captured.text}
    scene = scene_of(captured, here.facts.cards.get(seen.card or "")) or Scene()
    if scene != (seen.scene or Scene()):
        fields["scene"] = scene
    plain = "note" if seen.kind in SIGNS else seen.kind
    if (kind := captured.kind or plain) != seen.kind:
        fields["kind"] = kind
    before = seen.stance if seen.stance in ("supports", "refutes") else None
    if captured.stance != before:
        fields["stance"] = captured.stance or "neutral"
    if captured.people:
        fields["people"] = [find_person(here.session.workspace, pid).uid for pid in captured.people]
    if captured.tags:
        fields["tags"] = [*seen.tags, *captured.tags]
    if captured.due is not None:
        fields["due"] = captured.due
    here.do(operations.edit_from, operations.edit_note, seen, words="Edited the note", **fields)
