"""What becomes of what somebody said and did, alone and with others, by what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.domain.stored import documents_of
from tests.domain.world import World
from tui.domain import operations
from tui.domain.operations.erasing import erase_contact
from tui.domain.privacy.erasing.erasure import Erasure, erasure_of
from tui.domain.privacy.erasing.estate import Choices, Eraser, Said, Shared
from tui.domain.privacy.erasing.together import details_that_stay, shared_texts
from tui.domain.records import Link, Note, Touchpoint
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace


class Told:
    """Quenby and Ada, what they said alone and together, and what is left when Quenby is erased."""

    def __init__(self) -> None:
        self.world = world = World()
        self.card = world.uid(1)
        self.quenby, self.ada = world.person("Quenby Vandersloot"), world.person("Ada Example")
        both = [self.quenby.uid, self.ada.uid]
        self.alone = self.met([self.quenby.uid], "she alone", "expected of her", "alone.mp4")
        self.group = self.met(both, "both were there", "expected of both", "group.mp4")
        self.said("alone", people=both[:1], kind="pain", stance="supports", touchpoint=self.alone)
        self.said("alone in the group", people=both[:1], kind="pain", stance="supports", touchpoint=self.group)
        self.said("refused words", people=both[:1], kind="quote")
        self.said("together", people=both, kind="pain", stance="supports", touchpoint=self.group)
        self.said("unnamed words of the group", kind="need", stance="refutes", touchpoint=self.group)
        self.said("unnamed words of hers", kind="need", stance="refutes", touchpoint=self.alone)
        self.said("refused together", people=both, kind="quote")
        self.said("of Ada", people=both[1:], kind="pain", stance="supports", touchpoint=self.group)
        self.said("ours, Quenby is in it")

    def met(self, people: list[str], summary: str, expectation: str, link: str) -> str:
        change = self.world.do(
            operations.log_touchpoint,
            "interview",
            people,
            cards=[self.card],
            summary=summary,
            expectation=expectation,
            links=[Link("note", link)],
        )
        return next(iter(change.records["touchpoints"]))

    def said(self, text: str, **fields: Any) -> None:
        self.world.do(operations.add_note, text, card=self.card, **fields)

    def erase(self, said: Said, shared: Shared) -> tuple[Workspace, Erasure]:
        world, choices = self.world, Choices(said, shared)
        before = world.workspace
        change: Change = world.do(erase_contact, self.quenby.uid, choices, documents_of(before))
        eraser = Eraser(before, self.quenby, choices, world.now.date())
        return world.workspace, erasure_of(before, eraser, change)


@pytest.fixture
def told() -> Told:
    return Told()


def notes_in(told: Told, workspace: Workspace) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield text, who, stance and at which touchpoint of every note."""
    names = {told.quenby.uid: "Quenby", told.ada.uid: "Ada"}
    met = {told.alone: "alone", told.group: "group"}
    for note in workspace.notes.values():
        assert isinstance(note, Note)
        yield note.text, " ".join(names[uid] for uid in note.people), note.stance, met.get(note.touchpoint or "")


Left = list[tuple[str, str, str | None, str | None]]
OF_ADA = ("of Ada", "Ada", "supports", "group")
OURS = ("ours, P01 is in it", "", None, None)
STRIPPED = [("alone", "", None, "alone"), ("alone in the group", "", None, None)]
STRIPPED_UNNAMED = [("unnamed words of hers", "", None, "alone")]
LOOSE = [("both were there", "", None, None), ("expected of both", "", None, None)]
NAMELESS = [("together", "", None, None), ("unnamed words of the group", "", None, None)]
WITH_OTHERS: Left = [("together", "Ada", "supports", "group"), ("unnamed words of the group", "", "refutes", "group")]

CASES: list[tuple[Said, Shared, Left]] = [
    ("delete", "remove", []),
    ("delete", "unnamed", [*NAMELESS, *LOOSE]),
    ("delete", "keep", WITH_OTHERS),
    ("strip", "remove", [*STRIPPED, *STRIPPED_UNNAMED]),
    ("strip", "unnamed", [*STRIPPED, *STRIPPED_UNNAMED, *NAMELESS, *LOOSE]),
    ("strip", "keep", [*STRIPPED, *STRIPPED_UNNAMED, *WITH_OTHERS]),
]


@pytest.mark.parametrize(("said", "shared", "left"), CASES)
def test_what_is_left_of_notes(told: Told, said: Said, shared: Shared, left: Left) -> None:
    after, _ = told.erase(said, shared)
    assert sorted(notes_in(told, after), key=str) == sorted([*left, OF_ADA, OURS], key=str)


@pytest.mark.parametrize("shared", ["remove", "unnamed", "keep"])
def test_a_shared_touchpoint_stays_with_date_method_and_the_others(told: Told, shared: Shared) -> None:
    before = told.world.workspace.touchpoints[told.group]
    after = told.erase("delete", shared)[0].touchpoints[told.group]
    assert (after.at, after.method, after.people, after.cards) == (
        before.at,
        before.method,
        (told.ada.uid,),
        before.cards,
    )
    words = ("both were there", "expected of both", before.links) if shared == "keep" else ("", "", ())
    assert (after.summary, after.expectation, after.links) == words


@pytest.mark.parametrize("said", ["delete", "strip"])
def test_a_touchpoint_with_nobody_else_goes_or_stays_without_who_and_their_voice(told: Told, said: Said) -> None:
    after: Touchpoint | None = told.erase(said, "remove")[0].touchpoints.get(told.alone)
    if said == "delete":
        assert after is None
    else:
        assert after is not None
        assert (after.people, after.summary, after.links) == ((), "she alone", ())


def test_words_that_were_allowed_stay_and_those_of_others_are_not_asked_for_where_the_others_stay(told: Told) -> None:
    told.world.do(operations.give_consent, told.quenby.uid, "quote_pseudonymous")
    after, erasure = told.erase("strip", "keep")
    texts = {note.text: note.people for note in after.notes.values()}
    assert texts["refused words"] == ()
    assert texts["refused together"] == (told.ada.uid,)
    assert erasure.quotes_gone == 0


def test_words_of_several_stay_without_anybody_only_if_all_of_them_allowed_it(told: Told) -> None:
    told.world.do(operations.give_consent, told.quenby.uid, "quote_pseudonymous")
    assert "refused together" not in {note.text for note in told.erase("strip", "unnamed")[0].notes.values()}


COUNTS: list[tuple[Said, Shared, tuple[int, ...]]] = [
    # notes gone and left, quotes among them, shared notes gone and left, touchpoints gone and left, wordless, loose
    ("delete", "remove", (4, 0, 0, 3, 0, 1, 0, 1, 0)),
    ("delete", "unnamed", (4, 0, 1, 1, 2, 1, 0, 1, 2)),
    ("delete", "keep", (4, 0, 1, 1, 2, 1, 0, 0, 0)),
    ("strip", "remove", (1, 3, 1, 3, 0, 0, 1, 1, 0)),
    ("strip", "unnamed", (1, 3, 2, 1, 2, 0, 1, 1, 2)),
    ("strip", "keep", (1, 3, 2, 1, 2, 0, 1, 0, 0)),
]


@pytest.mark.parametrize(("said", "shared", "counts"), COUNTS)
def test_what_happened_is_counted_from_the_change(
    told: Told, said: Said, shared: Shared, counts: tuple[int, ...]
) -> None:
    _, done = told.erase(said, shared)
    assert counts == (
        *(done.notes_gone, done.notes_left, done.quotes_gone, done.shared_notes_gone, done.shared_notes_left),
        *(done.touchpoints_gone, done.touchpoints_left, done.wordless, done.loose),
    )
    assert (done.cards, done.rewritten, done.shared_touchpoints, done.worded) == (1, 1, 1, shared == "keep")


def test_what_several_said_is_shown_before(told: Told) -> None:
    workspace = told.world.workspace
    eraser = Eraser(workspace, told.quenby, Choices(), told.world.now.date())
    shown = shared_texts(workspace, eraser.estate)
    assert {(each.kind, each.text) for each in shown} == {
        ("note", "together"),
        ("note", "unnamed words of the group"),
        ("note", "refused together"),
        ("touchpoint", "both were there"),
        ("touchpoint", "expected of both"),
    }
    assert {each.others for each in shown} == {("P02",)}
    assert {each.where for each in shown} == {"note on CD-1", "touchpoint of 2026-03-02"}


def test_details_in_texts_that_stay_are_offered_for_a_look(told: Told) -> None:
    world = told.world
    world.do(operations.edit_card, told.card, title="Ask about her diabetes")
    world.do(operations.edit_card, world.uid(2), title="Insulin for somebody else")
    told.said("earns 40,000 EUR, head of clinic in Porto", people=[told.quenby.uid])
    told.said("Quenby is 54 years old")
    documents = documents_of(world.workspace)

    def details(said: Said) -> set[tuple[str, str]]:
        eraser = Eraser(world.workspace, told.quenby, Choices(said), world.now.date())
        return {(each.where, each.why) for each in details_that_stay(world.workspace, eraser, documents)}

    stays = {("CD-1 title", "health"), ("note on CD-1 text", "age")}
    assert details("delete") == stays
    assert details("strip") == stays | {("note on CD-1 text", why) for why in ("money", "post", "place", "health")}


def test_where_they_work_and_their_title_are_offered_in_every_text_that_stays(told: Told) -> None:
    world = told.world
    world.do(operations.edit_contact, told.quenby.uid, org="Acme Rail", title="Night Planner")
    world.do(operations.edit_card, world.uid(2), title="Ask ACME  RAIL for its night planner")
    world.do(operations.edit_card, world.uid(3), title="Acme Railway and night planners")
    documents = documents_of(world.workspace)
    eraser = Eraser(world.workspace, told.quenby, Choices(), world.now.date())
    found = {(each.where, each.why) for each in details_that_stay(world.workspace, eraser, documents)}
    assert found == {("CD-2 title", "where they work"), ("CD-2 title", "their title")}
