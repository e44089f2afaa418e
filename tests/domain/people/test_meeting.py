"""The sheet before a conversation: who comes, what they agreed to, what they said last, and what is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.people.meeting import LAST_WORDS, Guest, meeting_lines, meeting_of, next_with
from tui.domain.records import Participant, Touchpoint


class Planned:
    """A conversation with Ada tomorrow."""

    def __init__(self) -> None:
        self.world = World()
        self.ada: Participant = self.world.person("Ada Lovelace")
        self.met: Touchpoint = self.plan(1)

    def plan(self, days: int) -> Touchpoint:
        return self.world.touch(self.ada, status="confirmed", at=self.world.now + days * DAY)

    @property
    def guest(self) -> Guest:
        world = self.world
        (guest,) = meeting_of(world.workspace, self.met, world.policy, world.context.today).guests
        return guest

    @property
    def sheet(self) -> list[str]:
        world, today = self.world, self.world.context.today
        meeting = meeting_of(world.workspace, self.met, world.policy, today)
        return list(meeting_lines(world.workspace, meeting, world.policy, today))


@pytest.fixture
def planned() -> Planned:
    return Planned()


@pytest.mark.parametrize(
    ("kind", "is_theirs"),
    [("quote", True), ("pain", True), ("request", True), ("note", True), ("learned", False), ("promise", False)],
)
def test_their_last_words_are_not_what_we_concluded_or_owe(planned: Planned, kind: str, is_theirs: bool) -> None:
    planned.world.note("it was slow", kind=kind, people=[planned.ada.uid])
    assert [note.text for note in planned.guest.last_words] == ["it was slow"] * is_theirs


def test_only_the_latest_words_stand_on_the_sheet_the_newest_first(planned: Planned) -> None:
    for number in range(LAST_WORDS + 2):
        planned.world.later()
        planned.world.note(f"number {number}", people=[planned.ada.uid])
    newest = [f"number {number}" for number in reversed(range(LAST_WORDS + 2))]
    assert [note.text for note in planned.guest.last_words] == newest[:LAST_WORDS]


def test_what_was_paid_is_not_open_any_more(planned: Planned) -> None:
    world = planned.world
    paid, owed = world.promise(planned.ada, "30"), world.promise(planned.ada, "40")
    world.later(2 * DAY)
    world.do(operations.settle_touchpoint, planned.met.uid)
    world.do(operations.pay_incentive, paid.uid)
    assert [incentive.uid for incentive in planned.guest.incentives] == [owed.uid]
    assert any(line.startswith("- 40 EUR, owed") for line in planned.sheet)
    assert not any("30 EUR" in line for line in planned.sheet)


NEXT: list[tuple[list[int], int]] = [([5, 1], 1), ([-3, -1], -1), ([-3, 2, 4], 2), ([-1, 9], 9)]


@pytest.mark.parametrize(("days", "chosen"), NEXT)
def test_next_is_what_is_planned_first_from_now_on_else_what_nobody_settled(days: list[int], chosen: int) -> None:
    world = World()
    ada = world.person()
    begun = world.now
    for day in days:
        world.now = begun if day > 0 else begun + (day - 1) * DAY
        world.touch(ada, status="confirmed", at=begun + day * DAY)
    assert next_with(world.workspace, ada, begun).at == begun + chosen * DAY


def test_a_sheet_needs_something_planned(planned: Planned) -> None:
    planned.world.do(operations.settle_touchpoint, planned.met.uid, "cancelled")
    with pytest.raises(NotFound, match="Nothing is planned with P01 yet"):
        next_with(planned.world.workspace, planned.ada, planned.world.now)


ANSWERS: list[tuple[Callable[[Planned], object], str | None, bool]] = [
    (lambda planned: None, None, True),
    (lambda p: p.world.do(operations.give_consent, p.ada.uid, "take-part"), "yes: take part (given, verbal", False),
    (lambda p: p.world.do(operations.ask_consent, p.ada.uid, "take-part"), "asked, no answer yet: take part", True),
    (
        lambda p: p.world.do(operations.record_consent, p.ada.uid, ["take_part"], "refused"),
        "no: take part (refused",
        True,
    ),
]


@pytest.mark.parametrize(("act", "agreed", "missing"), ANSWERS)
def test_what_they_agreed_to_and_what_is_missing(
    planned: Planned, act: Callable[[Planned], object], agreed: str | None, missing: bool
) -> None:
    act(planned)
    lines = planned.sheet
    assert ("take_part" in planned.guest.missing) is missing
    assert any(line.startswith(f"- {agreed}") for line in lines) is bool(agreed)
    assert ("- nothing was asked yet" in lines) is (agreed is None)


def test_what_is_over_and_not_settled_says_so(planned: Planned) -> None:
    assert not any("not settled yet" in line for line in planned.sheet)
    planned.world.later(2 * DAY)
    assert any("not settled yet" in line for line in planned.sheet)
