from __future__ import annotations

import pytest

from tui.definitions.board_lines import columns_line, columns_of, service_level_line, service_level_of
from tui.domain.errors import NotAllowed
from tui.domain.records.definition import DEFAULT_COLUMNS, ColumnDefinition, ServiceLevel


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("TODO, DOING/3, DONE", [("todo", "waiting", None), ("doing", "active", 3), ("done", "finished", None)]),
        ("A , B : waiting / 4,C:active,D", [("a", "waiting", None), ("b", "waiting", 4), ("c", "active", None)]),
        ("A, B/4:waiting, C", [("a", "waiting", None), ("b", "waiting", 4), ("c", "finished", None)]),
        ("a:b/c, 漢字/2, DONE", [("a-b-c", "waiting", None), ("漢字", "active", 2), ("done", "finished", None)]),
        ("!!, ??/0, Twice, Twice", [("column-1", "waiting", None), ("column-2", "active", None)]),
    ],
)
def test_columns_in_a_line(line: str, columns: list[tuple[str, str, int | None]]) -> None:
    read = columns_of(line)
    assert [(column.id, column.role, column.wip) for column in read][: len(columns)] == columns
    assert len({column.id for column in read}) == len(read)
    assert [(one.title, one.role, one.wip) for one in columns_of(columns_line(read))] == [
        (one.title, one.role, one.wip) for one in read
    ]


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("TODO, DOING/5, REVIEW, DONE", ["todo", "doing", "review", "done"]),
        ("TODO, Working, DONE", ["todo", "doing", "done"]),
        ("DOING:active, todo:waiting, DONE", ["doing", "todo", "done"]),
        ("Waiting, Working, Done for good", ["todo", "doing", "done"]),
        ("TODO, DONE", ["todo", "done"]),
        ("TODO, Doing, DOING, DONE", ["todo", "doing", "doing-2", "done"]),
    ],
)
def test_a_column_stays_the_one_it_was(line: str, ids: list[str]) -> None:
    assert [column.id for column in columns_of(line, DEFAULT_COLUMNS)] == ids


def test_a_column_that_stays_keeps_its_role_unless_it_says_another() -> None:
    before = (ColumnDefinition("a", "A", "waiting"), ColumnDefinition("b", "B", "waiting"), DEFAULT_COLUMNS[2])
    assert columns_of(columns_line(before), before) == before
    assert columns_of("A, B, DONE", before) == before
    assert columns_of("A, B:active, DONE", before)[1].role == "active"


@pytest.mark.parametrize("line", ["", ",", "A,,B", "A", "A, B:active", "A:finished, /3"])
def test_what_is_no_board_is_refused(line: str) -> None:
    with pytest.raises(NotAllowed, match=r"Nothing was changed\."):
        columns_of(line)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("85% in 10 days", ServiceLevel(10, 85)),
        ("90 % within 1 day", ServiceLevel(1, 90)),
        ("7d", ServiceLevel(7, 85)),
        ("100%/12", ServiceLevel(12, 100)),
    ],
)
def test_a_service_level_in_a_line(line: str, level: ServiceLevel) -> None:
    assert service_level_of(line) == level
    assert service_level_of(service_level_line(level)) == level


@pytest.mark.parametrize("line", ["", "soon", "0% in 10 days", "101% in 2 days", "85% in 0 days", "-3"])
def test_what_is_no_service_level_is_refused(line: str) -> None:
    with pytest.raises(NotAllowed, match="85% in 10 days"):
        service_level_of(line)
