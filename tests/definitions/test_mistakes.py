"""Every mistake in a board file is reported where it is, in a sentence that helps to mend it."""

import pytest

from tui.definitions.loader import load_board
from tui.definitions.problems import MAX_PROBLEMS
from tui.domain.errors import DefinitionError, Problem

HEAD = "id: talk\nkey: TK\ntitle: Talk\n"
CARDS = HEAD + "cards:\n  - title: Ask\n"


def problems(text: str | bytes) -> list[Problem]:
    with pytest.raises(DefinitionError) as caught:
        load_board(text, "talk.yaml")
    return caught.value.problems


def places(text: str | bytes) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems(text)]


FIVE = """\
id: talk
key: talk
title: yes
goals:
  - Listen
  - Listen: well
cards:
  - title: Ask
    id: ask
    titel: Ask
  - title: Answer
    id: ask
"""


def test_a_file_with_five_mistakes_reports_all_five_where_they_are() -> None:
    assert [(problem.line, problem.column, problem.path) for problem in problems(FIVE)] == [
        (2, 6, "key"),
        (3, 8, "title"),
        (6, 5, "goals[2]"),
        (10, 5, "cards[1].titel"),
        (12, 9, "cards[2].id"),
    ]


def test_a_problem_reads_as_file_line_column_path_and_sentence() -> None:
    assert str(problems(FIVE)[3]) == (
        'talk.yaml:10:5: cards[1].titel: "titel" is not a field of a card, did you mean "title"?'
    )


MISTAKES = [
    ("", 1, 1, "this file is empty"),
    ("# nothing\n", 1, 1, "this file is empty"),
    ("just words\n", 1, 1, "a board file holds fields"),
    ("- id: talk\n", 1, 1, "a board file holds fields"),
    ("id: talk\nkey: TK\n", 1, 1, 'a board needs a title; add "title: …"'),
    ("key: TK\ntitle: Talk\n", 1, 1, 'a board needs an id; add "id: …"'),
    ("# first\nid: talk\ntitle: Talk\n", 2, 1, "a board needs a key"),
    ("titel: Talk\nid: talk\nkey: TK\n", 1, 1, '"titel" is not a field of a board, did you mean "title"?'),
    (HEAD + "colour: red\n", 4, 1, '"colour" is not a field of a board; it has id, key, title'),
    (HEAD + "title: Again\n", 4, 1, '"title" is written twice; the first one is on line 3'),
    (HEAD + "? [a]\n: b\n", 4, 3, "the name of a field is a single word"),
    (HEAD + "hypothesis: no\n", 4, 13, 'no without quotes means true or false in YAML; put it in quotes: "no"'),
    (HEAD + "hypothesis: On\n", 4, 13, 'put it in quotes: "On"'),
    (HEAD + "hypothesis: ~\n", 4, 13, "~ without quotes means nothing in YAML"),
    (HEAD + "hypothesis: null\n", 4, 13, "null without quotes means nothing in YAML"),
    (HEAD + "hypothesis:\n", 4, 12, "there is no text here; write it, or take the line out"),
    (HEAD + "hypothesis: [a]\n", 4, 13, "a single text belongs here, not a list"),
    (HEAD + "goals: Listen\n", 4, 8, 'a list belongs here; begin each goal on a line of its own with "- "'),
    (HEAD + "goals:\n  - yes\n", 5, 5, 'put it in quotes: "yes"'),
    (HEAD + "goals:\n  - Listen: well\n", 5, 5, 'put text that holds ": " in quotes'),
    (HEAD + 'goals:\n  - "\\e[31m"\n', 5, 5, "at least one character that can be seen"),
    (
        "id: Talk to us\nkey: TK\ntitle: Talk\n",
        1,
        5,
        '"Talk to us" is not an id',
    ),
    ("id: Talk to us\nkey: TK\ntitle: Talk\n", 1, 5, 'write "talk-to-us"'),
    ("id: talk\nkey: tk\ntitle: Talk\n", 2, 6, '"tk" is not a key: two or three capitals or digits, a capital first, '),
    ("id: talk\nkey: tk\ntitle: Talk\n", 2, 6, 'did you mean "TK"?'),
    ("id: talk\nkey: TALK\ntitle: Talk\n", 2, 6, '"TALK" is not a key'),
    ("id: talk\nkey: T\ntitle: Talk\n", 2, 6, '"T" is not a key'),
    (HEAD + "sle: {days: 0}\n", 4, 13, 'a whole number of at least 1 belongs here, not "0"'),
    (HEAD + "sle: {percent: 101}\n", 4, 16, 'a whole number from 1 to 100 belongs here, not "101"'),
    (HEAD + 'sle: {percent: "85"}\n', 4, 16, "a number is written without quotes: 85"),
    (HEAD + "sle: {days: 2.5}\n", 4, 13, 'not "2.5"'),
    (HEAD + "sle: 10\n", 4, 6, "a service level is a group of fields"),
    (HEAD + "test:\n  metric: csat\n", 5, 3, "a test needs a criterion"),
    (CARDS + "    kind: reccuring\n", 6, 11, '"reccuring" is not possible here, did you mean "recurring"?'),
    (CARDS + "    kind: recurring\n", 6, 11, 'a recurring card needs a rhythm; add "every: P1W"'),
    (CARDS + "    every: P1W\n", 6, 12, "only a recurring card has a rhythm"),
    (
        CARDS + "    needs: [take_part, observe]\n    wish: [record_audio, observe]\n",
        *(7, 11, '"observe" is needed and wished for; keep it in one of needs and wish'),
    ),
    (CARDS + "    wish: [recordings]\n", 6, 12, '"recordings" is not possible here'),
    (CARDS + "    kind: recurring\n    every: weekly\n", 7, 12, '"weekly" is not a span of time, did you mean "P1W"?'),
    (CARDS + "    kind: recurring\n    every: P\n", 7, 12, '"P" is not a span of time; write it as P1D, P1W or P1M'),
    (CARDS + "    kind: recurring\n    every: P0D\n", 7, 12, '"P0D" is not a span of time'),
    (CARDS + "    due: tomorrow\n", 6, 10, '"tomorrow" is not a date; write it as year-month-day'),
    (CARDS + "    due: 2027-02-30\n", 6, 10, '"2027-02-30" is not a day of the calendar'),
    (CARDS + "    column: doin\n", 6, 13, 'this board has no column "doin", did you mean "doing"?'),
    (CARDS + "    column: zzz\n", 6, 13, 'this board has no column "zzz"; choose from todo, doing, done'),
    (CARDS + "    needs: [obsrve]\n", 6, 13, 'did you mean "observe"?'),
    (HEAD + "cards:\n  - Ask\n", 5, 5, 'a card is a group of fields, such as "title: …"'),
    (HEAD + "cards:\n  - group: Talking\n", 5, 5, "a card needs a title"),
    (HEAD + "cards: [{id: a, title: A}, {id: a, title: B}]\n", 4, 33, 'the card on line 4 has the id "a" already'),
    (HEAD + "---\nid: two\n", 4, 1, "a board file holds one document"),
    (HEAD + "goals: !!python/object/apply:os.system [ls]\n", 4, 8, 'the tag "!!python/object/apply:os.system"'),
    (HEAD + "goals:\n  - !secret x\n", 5, 5, 'the tag "!secret" is not allowed in a board'),
    (HEAD + "goals:\n  - *all\n", 5, 5, 'nothing above is named "&all"'),
    (HEAD + "goals: &all\n  - *all\n", 5, 5, "put text that begins with * in quotes"),
    (HEAD + "hypothesis: we\x00think\n", 4, 15, "a character no eye can see (U+0000); delete it"),
    (HEAD + "hypothesis: \x1b[31mred\n", 4, 13, "a character no eye can see (U+001B)"),
    (HEAD.encode() + b"hypothesis: caf\xe9\n", 4, 16, "this character is not UTF-8"),
    (HEAD.encode("utf-16"), 1, 1, "written in UTF-16; save it as UTF-8"),
    ("#" * 1_000_001, 1, 1, "larger than 1 MB"),
]


@pytest.mark.parametrize(("text", "line", "column", "sentence"), MISTAKES)
def test_a_single_mistake_is_one_problem_with_its_place(
    text: str | bytes, line: int, column: int, sentence: str
) -> None:
    [problem] = problems(text)
    assert (problem.line, problem.column) == (line, column)
    assert sentence in problem.sentence


COLUMNS = """\
columns:
  - {id: todo, title: TODO, role: %s}
  - {id: doing, title: DOING, role: active, wip: %s}
  - {id: %s, title: DONE, role: %s}
"""

COLUMN_MISTAKES = [
    (
        ("waiting", "3", "done", "active"),
        4,
        1,
        'no column is finished; give the column where work is finished "role: f',
    ),
    (("active", "3", "done", "finished"), 4, 1, "no column is waiting; give the column where work waits"),
    (("waiting", "-1", "done", "finished"), 6, 50, 'a whole number of at least 1 belongs here, not "-1"'),
    (("waiting", "3", "todo", "finished"), 7, 10, 'the column on line 5 has the id "todo" already'),
    (("waiting", "3", "done", "finishd"), 7, 35, 'did you mean "finished"?'),
]


@pytest.mark.parametrize(("words", "line", "column", "sentence"), COLUMN_MISTAKES)
def test_a_mistake_in_the_columns_is_one_problem(words: tuple[str, ...], line: int, column: int, sentence: str) -> None:
    [problem] = problems(HEAD + COLUMNS % words)
    assert (problem.line, problem.column) == (line, column)
    assert sentence in problem.sentence


def test_a_card_may_start_in_any_column_of_its_own_board_and_in_no_other() -> None:
    board = HEAD + COLUMNS % ("waiting", "3", "review", "finished") + "cards: [{title: Ask, column: %s}]\n"
    assert load_board(board % "review", "talk.yaml").cards[0].column == "review"
    assert "no column" in problems(board % "done")[0].sentence


def test_more_mistakes_than_anybody_reads_end_with_a_word_about_the_rest() -> None:
    found = problems(HEAD + "".join(f"unknown{number}: x\n" for number in range(MAX_PROBLEMS + 50)))
    assert len(found) == MAX_PROBLEMS + 1
    assert "there may be more" in found[-1].sentence


def test_what_a_sentence_quotes_cannot_drive_a_terminal() -> None:
    [problem] = problems(HEAD + '"\\e]0;owned\\a\\u202e[/]": x\n')
    assert "\x1b" not in str(problem)
    assert "\u202e" not in str(problem)
    assert '"[/]" is not a field' in problem.sentence
