"""Columns, limits and the service level set in a board file: what was asked for, and no other byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.definitions.board_edits import with_settings
from tui.definitions.loader import load_board
from tui.definitions.yaml_places import written
from tui.domain.errors import NotAllowed
from tui.domain.records.definition import BoardDefinition, ColumnDefinition, Role, ServiceLevel

NAME = "boards/talks.yaml"
TITLES = (
    *("TODO", "In review", "Rückfragen", "漢字 [/]", "it's", 'say "so"', "no", "1e3", "12:30", "#1", "- later", "a: b"),
    *("a, b", "[x]", "{y}", "&z", "*w", "!tag", "50%", "@ux", "~", "x #y", "👩‍🔬 lab", "=1+1", "[@click=app.quit]"),
)
COMMENT = re.compile(r"(?:^|\s)# (?:agreed|why)[^\r\n]*")


@st.composite
def columns(draw: st.DrawFn, *, least: int = 2) -> list[ColumnDefinition]:
    number = draw(st.integers(least, 5))
    between: list[Role] = ["active"] * (number - 2)
    roles: list[Role] = ["waiting", *between, "finished"]
    wips = st.none() | st.integers(1, 120)
    return [
        ColumnDefinition(f"c-{at}", draw(st.sampled_from(TITLES)), role, draw(wips)) for at, role in enumerate(roles)
    ]


def title_words(draw: st.DrawFn, title: str, *, in_flow: bool) -> str:
    return written(title, style=draw(st.sampled_from(("'", '"', None))), in_flow=in_flow)


def field_lines(draw: st.DrawFn, column: ColumnDefinition, *, in_flow: bool) -> list[str]:
    anchor = draw(st.sampled_from(("", f"&{column.id} ")))
    fields = [
        f"id: {column.id}",
        f"title: {title_words(draw, column.title, in_flow=in_flow)}",
        f"role: {column.role}",
        *([f"wip:{draw(st.sampled_from((' ', '  ')))}{anchor}{column.wip}"] if column.wip else []),
    ]
    return list(draw(st.permutations(fields)))


def remark(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("", "", "  # agreed in May: 3", "   # why {not}, [this]")))


@st.composite
def board_files(draw: st.DrawFn) -> tuple[bytes, BoardDefinition]:
    """Return a board file as people write them, and what it says."""
    written_columns = draw(columns())
    lines = ["id: talks", "key: TA", f"title: Talks{remark(draw)}", "hypothesis: |", "  If we talk,", "  # we listen"]
    indent = " " * draw(st.integers(0, 4))
    if draw(st.booleans()):
        items = [f"{{{', '.join(field_lines(draw, one, in_flow=True))}}}" for one in written_columns]
        between = draw(st.sampled_from((", ", ",\n    ", " ,  ")))
        lines.append(f"columns: [{between.join(items)}]{remark(draw)}")
    else:
        lines.append(f"columns:{remark(draw)}")
        for one in written_columns:
            lines += draw(st.sampled_from(([], [f"{indent}# why this one"], [""])))
            dash = f"{indent}-{' ' * draw(st.integers(1, 3))}"
            if draw(st.booleans()):
                lines.append(f"{dash}{{{', '.join(field_lines(draw, one, in_flow=True))}}}{remark(draw)}")
            else:
                fields = field_lines(draw, one, in_flow=False)
                own_line = draw(st.booleans())
                begins = [f"{indent}-{remark(draw)}"] if own_line else []
                margins = (
                    [" " * len(dash)] * len(fields) if own_line else [dash, *[" " * len(dash)] * (len(fields) - 1)]
                )
                lines += [*begins, *(f"{m}{field}{remark(draw)}" for m, field in zip(margins, fields, strict=True))]
    lines += draw(st.sampled_from(([], [""], ["", "# why so long"])))
    lines += draw(st.sampled_from(([], ["sle: {days: 12}  # agreed"], ["sle:", "  percent: 70 # why", "  days: 9"])))
    lines += draw(st.sampled_from(([], ["# why these", "cards:", "  - title: Write  # agreed", "", "notes: []"])))
    text = "\n".join(lines) + draw(st.sampled_from(("", "\n", "\n\n# why the end\n")))
    data = (draw(st.sampled_from(("", "\ufeff"))) + text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))).encode()
    return data, load_board(data, NAME)


def middles(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """Return what is left of both without what they have in common at their begin and their end."""
    most = min(len(before), len(after))
    begin = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - begin
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return before[begin : len(before) - end], after[begin : len(after) - end]


def turned(piece: bytes, field: str) -> bool:
    """Return whether a piece is a field, its blanks and commas aside, cut at any place of the text it stands in."""
    letters = re.sub(rb"[\s,]", b"", piece)
    return len(letters) == len(field) and letters in 2 * field.encode()


def comments(data: bytes) -> list[str]:
    return [comment.strip() for comment in COMMENT.findall(data.decode())]


def with_column(board: BoardDefinition, at: int, **fields: object) -> list[ColumnDefinition]:
    return [replace(one, **fields) if at == place else one for place, one in enumerate(board.columns)]


@settings(max_examples=150, deadline=None)
@given(board_files(), st.data())
def test_a_limit_is_set_and_taken_away_and_nothing_else_changes(
    file: tuple[bytes, BoardDefinition], data: st.DataObject
) -> None:
    before, board = file
    at = data.draw(st.integers(0, len(board.columns) - 1))
    limit = data.draw(st.none() | st.integers(1, 120))
    old = board.columns[at].wip
    after, definition = with_settings(before, NAME, with_column(board, at, wip=limit), board.sle)
    assert load_board(after, NAME) == definition == replace(board, columns=tuple(with_column(board, at, wip=limit)))
    gone, new = middles(before, after)
    if limit == old:
        assert after == before
    elif limit is None:
        assert new == b""
        assert any(turned(gone, f"wip:{anchor}{old}") for anchor in ("", f"&{board.columns[at].id}"))
    elif old is None:
        assert gone == b""
        assert turned(new, f"wip:{limit}")
    else:
        assert gone in str(old).encode()
        assert new in str(limit).encode()
        assert with_settings(after, NAME, board.columns, board.sle)[0] == before
    assert comments(after) == comments(before)
    assert b"\r\n" not in before or b"\n" not in after.replace(b"\r\n", b"")


@settings(max_examples=100, deadline=None)
@given(board_files(), st.data())
def test_a_column_is_called_otherwise_in_its_own_quotes(
    file: tuple[bytes, BoardDefinition], data: st.DataObject
) -> None:
    before, board = file
    at = data.draw(st.integers(0, len(board.columns) - 1))
    title = data.draw(st.sampled_from(TITLES))
    after, definition = with_settings(before, NAME, with_column(board, at, title=title), board.sle)
    assert load_board(after, NAME) == definition
    assert definition.columns[at].title == title
    assert comments(after) == comments(before)
    assert after.count(b"\n") == before.count(b"\n")
    assert [line for line in after.splitlines() if b"title" not in line and b"columns: [" not in line] == [
        line for line in before.splitlines() if b"title" not in line and b"columns: [" not in line
    ]


@settings(max_examples=100, deadline=None)
@given(board_files(), st.integers(1, 400), st.integers(1, 100))
def test_a_service_level_is_set_where_it_stands(file: tuple[bytes, BoardDefinition], days: int, percent: int) -> None:
    before, board = file
    after, definition = with_settings(before, NAME, board.columns, ServiceLevel(days, percent))
    assert load_board(after, NAME) == definition == replace(board, sle=ServiceLevel(days, percent))
    assert comments(after) == comments(before)
    digits = re.compile(rb"sle:|days|percent")
    others = [line for line in before.splitlines() if not digits.search(line)]
    assert [line for line in after.splitlines() if not digits.search(line)] == others


@settings(max_examples=150, deadline=None)
@given(board_files(), st.data())
def test_columns_come_go_and_change_places_and_all_around_them_stays(
    file: tuple[bytes, BoardDefinition], data: st.DataObject
) -> None:
    before, board = file
    first, *others = data.draw(st.permutations(board.columns))
    kept = [first, *(one for one in others if data.draw(st.booleans()))]
    for number in range(data.draw(st.integers(0, 2))):
        new = ColumnDefinition(f"new-{number}", data.draw(st.sampled_from(TITLES)), "active", number or None)
        kept.insert(data.draw(st.integers(0, len(kept))), new)
    wanting = {"waiting", "finished"} - {one.role for one in kept}
    kept += [one for one in board.columns if one.role in wanting and one not in kept]
    try:
        after, definition = with_settings(before, NAME, kept, board.sle)
    except NotAllowed as error:
        places = [board.columns.index(one) for one in kept if one in board.columns]
        assert places != sorted(places)
        assert re.match(rf"{NAME} line \d+: .*Nothing was changed\.", str(error))
        return
    assert load_board(after, NAME) == definition
    assert list(definition.columns) == kept
    _, *rest = re.split(rb"(?m)^(?=sle|# why these|cards)", before, maxsplit=1)
    assert after.startswith(before[: before.index(b"columns")])
    assert not rest or after.endswith(rest[0])


BOARD = """\
id: talks
key: TA
title: Talks
columns:
  - {id: todo, title: TODO, role: waiting, wip: &few 3}
  - &work {id: doing, title: DOING, role: active, wip: *few}
  - id: done
    title: >-
      DONE
    role: finished
cards:
  - title: Write
    column: doing
"""


def test_a_limit_that_repeats_another_becomes_one_of_its_own() -> None:
    board = load_board(BOARD, NAME)
    after, _ = with_settings(BOARD.encode(), NAME, with_column(board, 1, wip=5), board.sle)
    assert after.decode() == BOARD.replace("*few", "5")


@pytest.mark.parametrize(
    ("at", "fields", "line", "why"),
    [
        (0, {"wip": 5}, 5, "without changing something else"),
        (2, {"title": "Done"}, 8, "title is no text of one line"),
        (1, None, 13, 'the card "Write" starts in the column doing'),
    ],
)
def test_what_has_no_place_of_its_own_is_said_with_file_and_line(
    at: int, fields: dict[str, object] | None, line: int, why: str
) -> None:
    board = load_board(BOARD, NAME)
    columns = with_column(board, at, **fields) if fields else [one for one in board.columns if one.id != "doing"]
    with pytest.raises(NotAllowed, match=f"{NAME} line {line}: .*{why}.*Nothing was changed"):
        with_settings(BOARD.encode(), NAME, columns, board.sle)


def test_columns_that_nobody_wrote_are_written_before_what_follows_them() -> None:
    text = "id: talks\nkey: TA\ntitle: Talks\n\n# what to do\ncards: []\n"
    board = load_board(text, NAME)
    after, _ = with_settings(text.encode(), NAME, with_column(board, 1, wip=5), ServiceLevel(8, 85))
    assert after.decode().splitlines() == [
        *("id: talks", "key: TA", "title: Talks", "", "columns:"),
        *("  - id: todo", "    title: TODO", "    role: waiting"),
        *("  - id: doing", "    title: DOING", "    role: active", "    wip: 5"),
        *("  - id: done", "    title: DONE", "    role: finished", "sle:", "  days: 8", "  percent: 85"),
        *("# what to do", "cards: []"),
    ]
