from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture(name="worked")
def _worked(custdev: Command) -> Command:
    custdev.ok("--as", "ux", "card", "add", "CD", "Ask about the export", "--description", "Caf\u00e9 owners first")
    custdev.ok("contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--card", "CD-2")
    custdev.ok("--as", "eng", "note", "add", "P01", "The export can't be found, says Ada Lovelace")
    custdev.ok("--as", "eng", "note", "add", "P01", "My secret export", "--kind", "quote")
    return custdev


def keys(custdev: Command, *words: str) -> list[tuple[str, str]]:
    return [(one["kind"], one["text"]) for one in custdev.json("find", *words)]


CARD = ("card", "Ask about the export")
NOTE = ("note", "The export can't be found, says P01")


@pytest.mark.parametrize(
    ("words", "results"),
    [
        (("export",), [CARD, NOTE]),
        (("export", "-card", "-about"), [NOTE]),
        (("export", "-that", "-hat"), [CARD, NOTE]),
        (("cant be",), [NOTE]),
        (("cafe",), [CARD]),
        (("be found", "export"), [NOTE]),
        (("kind:card", "col:todo", "OR", "col:done", "export"), [CARD]),
        (("-kind:card", "@P01", "export"), [NOTE]),
        (("since:yesterday", "kind:note"), [NOTE]),
    ],
)
def test_what_is_found_is_data(worked: Command, words: tuple[str, ...], results: list[tuple[str, str]]) -> None:
    assert keys(worked, *words) == results


def test_each_result_is_named_as_commands_name_it_and_says_where_it_is(worked: Command) -> None:
    card, note = worked.json("find", "export")
    assert {*card} == {"kind", "key", "text", "excerpt", "at", "board", "card", "people", "by"}
    assert (card["key"], card["board"], card["by"]) == ("CD-8", "CD", [])
    assert worked.json("card", "show", card["key"])["title"] == card["text"]
    assert (note["people"], note["by"]) == (["P01"], ["eng"])
    worked.ok("note", "archive", note["key"])
    assert len(worked.json("find", "export")) == 1
    assert worked.json("find", "owners")[0]["excerpt"] == "Caf\u00e9 owners first"


@pytest.mark.parametrize("words", ["secret", "lovelace", "@lovelace", "engines.example", "xyzzy", "since:today -e"])
def test_where_nothing_is_found_it_exits_with_1_and_nobody_is_found_by_name(worked: Command, words: str) -> None:
    nothing = worked.run("find", words)
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "Nothing like that is here." in nothing.stderr
    assert worked.run("find", words, "--json").stdout.strip() == "[]"


def test_nothing_is_found_of_who_was_erased(worked: Command) -> None:
    worked.ok("contact", "erase", "P01", "--confirm", "P01")
    for words in (("@P01",), ("kind:person", "lovelace"), ("ada",), ("kind:quote",)):
        assert worked.run("find", *words).exit_code == 1
    assert "Lovelace" not in worked.ok("find", "export")


def test_a_condition_that_there_is_none_of_is_told(worked: Command) -> None:
    unknown = worked.run("find", "is:happy export")
    assert unknown.exit_code == 2
    assert 'There is no condition "is:happy". There are is:, due:, kind:, col:, by:, since:.' in unknown.stderr
    misread = worked.run("find", "status:open")
    assert misread.exit_code == 1
    assert 'There is no condition "status:open"; it was looked for as a word.' in misread.stderr


def test_filters_of_the_team_have_names(worked: Command) -> None:
    (worked.folder / "custdev.yaml").write_text('filters: {ours: "export kind:card"}')
    assert keys(worked, "filter:ours") == [CARD]
    assert keys(worked, "export", "-filter:ours") == [NOTE]
    assert worked.run("find", "filter:theirs").exit_code == 2
    (worked.folder / "custdev.yaml").write_text("filters: [a, b]")
    told = worked.run("find", "export")
    assert told.exit_code == 0
    assert "custdev.yaml: filters is passed over; write filters by their names" in told.stderr


def test_no_more_than_some_of_a_kind_are_listed_and_the_rest_is_counted(worked: Command) -> None:
    for number in range(12):
        worked.ok("card", "add", "CD", f"Reply {number} about plans")
    listed = worked.run("find", "plans")
    assert len(listed.stdout.splitlines()) == 11
    assert listed.stderr.strip() == "2 more: --limit 0 shows all."
    assert len(worked.ok("find", "plans", "--limit", "0").splitlines()) == 13
