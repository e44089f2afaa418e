from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.world import MONDAY
from tui.domain.operations.kinds import to_redo, to_undo, undone_among
from tui.domain.records import Event


def event(uid: str, kind: str = "card_moved", undoes: str | None = None) -> Event:
    return Event(uid, MONDAY, "ux", "s", kind, changes={"cards": {"c": {"n": [1, 2]}}}, undoes=undoes)


def undone(uid: str, original: str) -> Event:
    return event(uid, "undone", original)


def redone(uid: str, original: str) -> Event:
    return event(uid, "redone", original)


def named(found: Event | None) -> str | None:
    return None if found is None else found.uid


def test_what_is_undone_is_passed_over() -> None:
    past = [event("a"), event("b"), undone("x", "b")]
    assert named(to_undo(reversed(past))) == "a"
    past += [redone("y", "b")]
    assert named(to_undo(reversed(past))) == "b"


def test_only_what_was_undone_last_is_done_again_and_only_before_something_new() -> None:
    past = [event("a"), event("b"), undone("x", "b"), undone("y", "a")]
    assert named(to_redo(reversed(past))) == "y"
    past += [redone("z", "a")]
    assert named(to_redo(reversed(past))) == "x"
    assert to_redo(reversed([*past, event("c")])) is None


def test_starting_an_experiment_is_not_undone() -> None:
    assert to_undo([event("s", "experiment_started")]) is None
    assert named(to_undo([event("s", "experiment_started"), event("a")])) == "a"


def test_no_more_is_read_than_is_needed() -> None:
    def lazily() -> Iterator[Event]:
        yield event("a")
        raise AssertionError("looked too far")

    assert named(to_undo(lazily())) == "a"
    assert to_redo(lazily()) is None


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_it_goes_back_and_forth_as_two_stacks_do(steps: list[str]) -> None:
    past: list[Event] = []
    done: list[str] = []
    taken_back: list[str] = []
    for number, step in enumerate(steps):
        uid = f"e{number}"
        found, undoing = to_undo(reversed(past)), to_redo(reversed(past))
        assert named(found) == (done[-1] if done else None)
        assert (undoing.undoes if undoing else None) == (taken_back[-1] if taken_back else None)
        if step == "do":
            past.append(event(uid))
            done.append(uid)
            taken_back.clear()
        elif step == "undo" and found:
            past.append(undone(uid, found.uid))
            taken_back.append(done.pop())
        elif step == "redo" and undoing:
            past.append(redone(uid, str(undoing.undoes)))
            done.append(taken_back.pop())


def test_the_last_word_says_whether_something_is_undone() -> None:
    past = [event("a"), event("b"), undone("x", "b"), undone("y", "a"), redone("z", "a")]
    assert undone_among(reversed(past)) == {"b"}
