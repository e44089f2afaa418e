"""`custdev metric import`: a survey's file is counted once, and says of every line it leaves out why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Command

QUESTION = "How likely are you to recommend us?"
ROWS = (
    "2026-11-20 10:00:00,lena@example.com,9,schools",
    "2026-11-20,omar@example.com,10 - very likely,teams",
    "2026-11-21,mia@example.com,12,teams",
    "2026-11-21,lena@example.com,3,schools",
    "2026-11-21,noor@example.com,,teams",
)


def written(folder: Path, *rows: str, head: str = f"Timestamp,Email Address,{QUESTION},Segment") -> str:
    path = folder / "answers.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return str(path)


def imported(custdev: Command, file: str, *more: str) -> dict[str, object]:
    data: dict[str, object] = custdev.json("metric", "import", "CD", "nps", file, "--wave", "Nov", *more)
    return data


def test_answers_are_counted_once(custdev: Command, tmp_path: Path) -> None:
    custdev.ok("contact", "add", "Lena Brandt", "--email", "lena@example.com")
    file = written(tmp_path, *ROWS)
    would = imported(custdev, file, "--dry-run")
    assert custdev.json("metric", "show", "CD") == []
    assert imported(custdev, file) == would
    assert (would["new"], would["changed"], would["unchanged"], would["skipped"]) == (2, 0, 0, 3)
    assert would["remarks"] == [
        {"line": 2, "text": "the same respondent answers again further down, which counts"},
        {"line": 4, "text": "“12” is no answer from 0 to 10"},
        {"line": 6, "text": "nothing was answered"},
    ]
    figures = custdev.json("metric", "show", "CD")
    (whole,), parts = ([one for one in figures if bool(one["segment"]) is is_part] for is_part in (False, True))
    assert (whole["n"], whole["wave"], whole["question"], whole["on"]) == (2, "Nov", QUESTION, "2026-11-21")
    assert sum(part["n"] for part in parts) == whole["n"]
    again = imported(custdev, file)
    assert (again["new"], again["unchanged"]) == (0, 2)
    custdev.ok("undo")
    assert custdev.json("metric", "show", "CD") == []


def test_what_is_said_in_words(custdev: Command, tmp_path: Path) -> None:
    result = custdev.run("metric", "import", "CD", "nps", written(tmp_path, *ROWS))
    assert result.stdout == "Imported answers: 2 new; 3 lines skipped.\n"
    assert "line 4: “12” is no answer from 0 to 10." in result.stderr


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_files_as_spreadsheets_write_them(custdev: Command, tmp_path: Path, separator: str, encoding: str) -> None:
    rows = ("a survey of ours", separator.join(("E-mail", "Zufriedenheit, satisfaction")), f"a@example.com{separator}5")
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join((*rows, f'"é@example.com"{separator}"4"')).encode(encoding))
    data = custdev.json("metric", "import", "CD", "csat", str(path))
    assert (data["new"], data["question"]) == (2, "Zufriedenheit, satisfaction")
    assumed = [remark["text"] for remark in data["remarks"]]
    assert bool(assumed) is (encoding == "cp1252"), assumed


def test_without_respondents_the_same_file_is_the_same_answers(custdev: Command, tmp_path: Path) -> None:
    file = written(tmp_path, "9", "9", "2", head="NPS")
    assert imported(custdev, file)["new"] == 3
    assert imported(custdev, file)["unchanged"] == 3
    assert imported(custdev, written(tmp_path, "9", "9", "2", "7", head="NPS"))["new"] == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Email,A,B\nx@example.com,3,4\n", "Which column has the answers cannot be told"),
        ('NPS\n"9\n8\n', "Line 2: a quoted cell has no end."),
        ("", "There is no table in it."),
    ],
)
def test_what_is_no_survey_changes_nothing(custdev: Command, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    error = custdev.error("metric", "import", "CD", "nps", str(path))
    assert words in error
    assert "Nothing was changed" in error
    assert custdev.json("metric", "show", "CD") == []


def test_a_file_that_is_not_there(custdev: Command) -> None:
    assert "cannot be read" in custdev.error("metric", "import", "CD", "nps", "gone.csv")


def test_standard_input_and_a_column_by_name(custdev: Command) -> None:
    result = custdev.run(
        *("metric", "import", "CD", "ces", "-", "--column", "how was", "--respondent", "Ref", "--json"),
        stdin="Ref,How was it?,Age\nR-1,7,44\nR-2,2,3\n",
    )
    assert json.loads(result.stdout)["new"] == 2


def test_terminal_signs_in_a_file_do_not_arrive(custdev: Command, tmp_path: Path) -> None:
    file = written(tmp_path, "\x1b]0;x\x07=1+1,9", head="Segment,NPS [/]")
    custdev.ok("metric", "import", "CD", "nps", file)
    assert "\x1b" not in custdev.ok("metric", "show", "CD")
    segments = [one["segment"] for one in custdev.json("metric", "show", "CD")]
    assert segments == ["", "=1+1"]
