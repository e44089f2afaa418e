from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.errors import Ambiguous, NotAllowed, NotFound
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import BoardDefinition, CardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_board, find_card, find_item, find_note, find_person, is_pid

OTHER = BoardDefinition("customer-experience", "CX", "Customer Experience", cards=(CardDefinition("focus", "Focus"),))


def second_iteration(world: World) -> Workspace:
    """Return the workspace with a second iteration, whose cards go on from number 4."""
    first = world.experiment
    second = replace(first, uid="second", iteration=2, parent=first.uid, next_number=5)
    card = replace(world.card(1), uid="new", experiment="second", number=4, title="Establish more channels")
    return world.workspace.replace({"experiments": {"second": second}, "cards": {"new": card}})


@pytest.mark.parametrize("text", ["CD-2", "cd-2", " cd-2\n", "CD@1-2", "seek", "SEEK FEEDBACK"])
def test_a_card_by_key_or_title(text: str) -> None:
    world = World()
    assert find_card(world.workspace, text).number == 2


def test_a_whole_title_goes_before_a_part_of_another() -> None:
    world = World()
    world.add("Seek")
    assert find_card(world.workspace, "seek").title == "Seek"


def test_an_ambiguous_title_lists_eight_candidates_and_how_many_more() -> None:
    world = World()
    for number in range(10):
        world.add(f"Interview [/] {number}")
    with pytest.raises(Ambiguous) as caught:
        find_card(world.workspace, "interview")
    sentence = str(caught.value)
    assert "CD-4 Interview [/] 0" in sentence
    assert "CD-11 Interview [/] 7 and 2 more" in sentence
    assert "CD-12" not in sentence
    assert caught.value.exit_code == 2


def test_an_archived_card_is_found_by_key_and_where_no_other_fits_by_title() -> None:
    world = World()
    world.do(operations.archive_card, world.uid(1))
    assert find_card(world.workspace, "CD-1").number == 1
    assert find_card(world.workspace, "channels").number == 1
    world.add("More channels")
    assert find_card(world.workspace, "channels").title == "More channels"


@pytest.mark.parametrize("text", ["CD-99", "CD@2-1", "nothing like it", "", "XX-1", "CD-99999999999999999999"])
def test_a_card_that_is_not_there(text: str) -> None:
    with pytest.raises(NotFound):
        find_card(World().workspace, text)


def test_the_current_iteration_goes_first_and_an_earlier_one_can_be_named() -> None:
    world = World()
    workspace = second_iteration(world)
    assert find_card(workspace, "CD-4").uid == "new"
    assert find_card(workspace, "CD-1").uid == world.uid(1)
    assert find_card(workspace, "CD@1-1").uid == world.uid(1)
    assert find_card(workspace, "channels").uid == "new"
    with pytest.raises(NotFound):
        find_card(workspace, "CD@2-1")
    assert find_board(workspace, "CD") == workspace.experiments["second"]
    assert find_board(workspace, "customer-development@1") == world.experiment


@pytest.mark.parametrize("text", ["P01", "p1", "p001", "lovelace", "ada l"])
def test_a_person_by_pid_or_name(text: str) -> None:
    world = World()
    ada = world.person("Ada Lovelace")
    world.person("Ada Byron")
    assert find_person(world.workspace, text) == ada


def test_candidates_are_named_by_pid_never_by_name() -> None:
    world = World()
    world.person("Ada Lovelace")
    world.person("Ada Byron")
    with pytest.raises(Ambiguous) as caught:
        find_person(world.workspace, "ada")
    assert "P01, P02" in str(caught.value)
    assert "Byron" not in str(caught.value)
    with pytest.raises(NotFound):
        find_person(world.workspace, "P03")


def test_what_has_the_form_of_a_pid() -> None:
    assert [text for text in ("P01", "p3", "P", "P0x", "CD-1", "Paul") if is_pid(text)] == ["P01", "p3"]


@pytest.mark.parametrize("text", ["customer-development", "CD", "cd", "development", "CD@1"])
def test_a_board_that_runs_is_found_without_asking_for_the_others(text: str) -> None:
    world = World()
    asked: list[str] = []

    def offers() -> list[BoardDefinition]:
        asked.append(text)
        return [BOARD, OTHER]

    assert find_board(world.workspace, text, offers) == world.experiment
    assert asked == ([] if text != "development" else [text])


def test_a_board_that_is_not_started_is_its_definition() -> None:
    world = World()
    for text in ("CX", "customer-experience", "experience"):
        assert find_board(world.workspace, text, lambda: [BOARD, OTHER]) == OTHER


def test_a_running_board_goes_before_those_that_are_not_started() -> None:
    found = find_board(World().workspace, "customer", lambda: [BOARD, OTHER])
    assert isinstance(found, Experiment)


def test_the_key_of_a_board_goes_before_a_part_of_a_running_ones_title() -> None:
    world = World(replace(BOARD, title="CXO interviews"))
    assert find_board(world.workspace, "cx", lambda: [OTHER]) == OTHER


def test_a_name_of_a_file_with_mistakes_means_no_other_board() -> None:
    refusals = {"customer": NotAllowed("boards/c.yaml has mistakes.")}
    for workspace in (World().workspace, Workspace.of()):
        with pytest.raises(NotAllowed, match=r"^boards/c\.yaml has mistakes\.$"):
            find_board(workspace, "Customer", lambda: [BOARD, OTHER], lambda: refusals)
        assert find_board(workspace, "experience", lambda: [BOARD, OTHER], lambda: refusals) == OTHER


def test_a_board_that_runs_goes_on_while_its_file_has_mistakes() -> None:
    world = World()
    assert find_board(world.workspace, "CD", tuple, lambda: {"cd": NotAllowed("has mistakes")}) == world.experiment


def test_boards_that_are_ambiguous_or_not_there() -> None:
    empty = Workspace.of()
    with pytest.raises(Ambiguous, match="CD Customer Development, CX Customer Experience"):
        find_board(empty, "customer", lambda: [BOARD, OTHER])
    for text in ("pricing", "", "CD@3"):
        with pytest.raises(NotFound):
            find_board(empty, text, lambda: [BOARD, OTHER])


def test_a_note_by_its_id_or_the_end_of_it() -> None:
    world = World()
    world.note("first")
    second = world.note("second")
    assert find_note(world.workspace, second.uid) == second
    assert find_note(world.workspace, second.uid[-5:].upper()) == second
    for text in (second.uid[-3:], "", "nope"):
        with pytest.raises(NotFound):
            find_note(world.workspace, text)


def test_of_several_notes_and_touchpoints_no_words_are_told() -> None:
    world = World()
    first, second = world.note("I gave up", kind="quote"), world.note("I came back", kind="quote")
    notes = {f"one-{first.uid[-1]}abcd": first, f"two-{second.uid[-1]}abcd": second}
    records = {"notes": {uid: replace(note, uid=uid) for uid, note in notes.items()}}
    with pytest.raises(Ambiguous) as caught:
        find_note(world.workspace.replace(records), "abcd")
    assert "gave up" not in str(caught.value)
    assert "one-" in str(caught.value)


def test_a_title_is_told_whole_since_half_a_name_would_not_be_taken_out() -> None:
    world = World()
    title = f"{'Think ' * 9}of Jørgen Strøm"
    world.add(title)
    world.add(f"{title} again")
    with pytest.raises(Ambiguous, match="of Jørgen Strøm again"):
        find_card(world.workspace, "Think Think")


def test_a_step_by_its_number_or_a_part_of_its_text() -> None:
    card: Card = World().card(2)
    assert find_item(card, "2").text == "Call"
    assert find_item(card, "surv").text == "Survey"
    with pytest.raises(NotFound):
        find_item(card, "3")
