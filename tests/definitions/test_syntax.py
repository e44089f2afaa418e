"""A slip of the keyboard is named in plain words and does not hide the other mistakes of the file."""

import pytest

from tui.definitions.loader import load_board
from tui.domain.errors import DefinitionError, Problem

HEAD = "id: talk\nkey: TK\ntitle: Talk\n"


def problems(text: str) -> list[Problem]:
    with pytest.raises(DefinitionError) as caught:
        load_board(text, "talk.yaml")
    return caught.value.problems


SLIPS = [
    ("hypothesis: we think: yes\n", 4, 21, "put the text in quotes, or mend the indentation"),
    ("hypothesis: 'never closed\n", 4, 13, "this quotation mark is never closed"),
    ('hypothesis: "never closed\n', 4, 13, "this quotation mark is never closed"),
    ('hypothesis: "a" b\n', 4, 17, "this line does not fit"),
    ('hypothesis: "\\q"\n', 4, 13, "use single quotes"),
    ("goals: [a, b\n", 4, 8, "this [ is never closed"),
    ("sle: {days: 3\n", 4, 6, "this { is never closed"),
    ("only words\n", 4, 1, "this line is no field"),
    ("hypothesis: @us\n", 4, 13, "cannot begin with this character unless it is in quotes"),
    ("hypothesis: >= 80\n", 4, 13, "a text that begins with > or | has to be in quotes"),
    ("hypothesis: *bold* words\n", 4, 13, "a text that begins with * has to be in quotes"),
    ("hypothesis: & so on\n", 4, 13, "a text that begins with & has to be in quotes"),
    ("\thypothesis: x\n", 4, 1, "indented with a tab; YAML knows only spaces"),
    ("hypothesis: - x\n", 4, 13, "a list begins on a line of its own"),
]


@pytest.mark.parametrize(("slip", "line", "column", "sentence"), SLIPS)
def test_a_slip_is_one_problem_and_the_mistake_after_it_is_found_too(
    slip: str, line: int, column: int, sentence: str
) -> None:
    first, second = problems(HEAD + slip + "expected_outcom: x\n")
    assert (first.line, first.column) == (line, column)
    assert sentence in first.sentence
    assert (second.line, second.column) == (5, 1)
    assert 'did you mean "expected_outcome"?' in second.sentence


def test_tabs_are_named_on_each_line_and_the_fields_behind_them_keep_their_columns() -> None:
    found = problems(HEAD + "cards:\n  - title: Ask\n\tdue: x\n\ttags: []\n\ttitel: Ask\n")
    assert [(problem.line, problem.column) for problem in found] == [(6, 1), (6, 7), (7, 1), (8, 1), (8, 2)]
    assert all("tab" in problem.sentence for problem in found if problem.column == 1)


def test_tabs_inside_a_text_are_nobodys_business() -> None:
    board = load_board(HEAD + "hypothesis: |\n  first\n  \tsecond\n", "talk.yaml")
    assert board.hypothesis == "first\n\tsecond"


def test_a_slip_above_the_cards_does_not_blame_the_cards() -> None:
    [problem] = problems("id: talk\nkey: TK\ntitle: Talk: to us\ncards:\n  - title: Ask\n    kind: task\n")
    assert (problem.line, problem.column) == (3, 12)


def test_two_slips_are_two_problems() -> None:
    found = problems("id: talk\nkey: TK\ntitle: Talk: to us\ngoals:\n  - @once\n  - twice\n")
    assert [(problem.line, problem.column) for problem in found] == [(3, 12), (5, 5)]


def test_a_file_of_slips_is_given_up_on_before_it_takes_long() -> None:
    found = problems("only words\n" * 200)
    assert 1 <= len(found) <= 10
