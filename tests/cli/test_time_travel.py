"""A board as it stood, and what changed on it between two moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.session import Session


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Set the clock of the commands that follow: a time in UTC."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "custdev.yaml").write_text("timezone: Europe/Berlin\nteam:\n  - {id: eng, name: eng}\n", encoding="utf-8")
    defaults = Session.open.__kwdefaults__
    assert defaults is not None

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setitem(defaults, "clock", lambda: now)

    return set_to


@pytest.fixture
def worked(custdev: Command, at: Callable[[str], None]) -> Command:
    """A board from Monday 9 November to Wednesday 11 November 2026, looked at on Friday."""
    at("2026-11-09T09:00")
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("contact", "add", "Quenby Vandersloot", "--card", "CD-2")
    # 00:30 on Tuesday in Berlin.
    at("2026-11-09T23:30")
    custdev.ok("card", "edit", "CD-2", "--title", "Call Quenby Vandersloot")
    at("2026-11-10T09:00")
    custdev.ok("card", "block", "CD-3", "waits for Quenby", "--needs", "legal")
    custdev.ok("note", "add", "CD-2", "We answer too late", "--stance", "supports", "--about", "P01")
    custdev.ok("note", "add", "CD-2", "Or too early", "--stance", "refutes", "--about", "P01")
    at("2026-11-11T09:00")
    custdev.ok("card", "move", "CD-1", "done")
    custdev.ok("card", "add", "CD", "Ask [/] =1+1 \x1b]0;x\x07 about prices")
    custdev.ok("card", "archive", "CD-4")
    custdev.ok("card", "tag", "CD-5", "churn")
    custdev.ok("card", "due", "CD-5", "2026-11-20")
    custdev.ok("card", "assign", "CD-5", "eng")
    at("2026-11-13T09:00")
    return custdev


def column(custdev: Command, key: str, *when: str) -> str:
    (found,) = [card["column"] for card in custdev.json("show", "CD", *when)["cards"] if card["key"] == key]
    return str(found)


def test_a_board_as_it_stood(worked: Command) -> None:
    assert column(worked, "CD-1") == "done"
    for when in ("tue", "2026-11-10", "10 nov", "3d", "2026-11-11T09:59", "wed 09:59", "2026-11-09T10:00+01:00"):
        assert column(worked, "CD-1", "--at", when) == "doing", when
    for when in ("wed", "yesterday", "today", "2026-11-11T10:00"):
        assert column(worked, "CD-1", "--at", when) == "done", when
    lines = worked.ok("show", "CD", "--at", "tue").splitlines()
    assert lines[0].endswith("iteration 1 · day 2 · as it stood on Tue 10 Nov 2026 23:59")
    assert "  CD-1  Establish communication channels" in lines
    assert not any("CD-8" in line for line in lines)


def test_a_day_ends_where_the_experiment_is(worked: Command) -> None:
    def title(when: str) -> str:
        cards = worked.json("show", "CD", "--at", when)["cards"]
        return next(str(card["title"]) for card in cards if card["key"] == "CD-2")

    assert title("mon") == "Encourage customer feedback"
    assert title("2026-11-10T00:30") == "Call P01"


def test_ages_count_up_to_then(worked: Command) -> None:
    assert "      2d · 0/3 steps" in worked.ok("show", "CD", "--at", "tue").splitlines()
    assert "      took 3d · 0/3 steps" in worked.ok("show", "CD", "--at", "wed").splitlines()
    assert worked.json("show", "CD", "--at", "tue")["at"] == "2026-11-10T22:59:59.999999Z"
    assert worked.json("show", "CD")["at"] is None


def test_what_was_not_there_yet_is_told_in_a_sentence(worked: Command) -> None:
    assert worked.error("show", "CD", "--at", "2026-11-08") == (
        "Customer Development (CD) was not started yet on Sun 08 Nov 2026 23:59."
    )
    assert "was not started yet" in worked.error("diff", "CD", "--from", "0001-01-01", "--to", "2026-11-08")
    assert "is not started" in worked.error("show", "CR", "--at", "yesterday")
    assert 'no board "pizza"' in worked.error("show", "pizza", "--at", "yesterday")


@pytest.mark.parametrize("when", ["pizza", "tomorrow", "2026-11-14", "2026-11-13T23:00", "25:61", "9999-12-31", ""])
def test_what_is_no_time_in_the_past(worked: Command, when: str) -> None:
    for command in (("show", "CD", "--at"), ("diff", "CD", "--from"), ("diff", "CD", "--from", "mon", "--to")):
        assert worked.error(*command, when).startswith(f'"{when}" is not a time in the past; write 2026-11-20')


def test_looking_back_writes_nothing(worked: Command) -> None:
    files = {path: path.read_bytes() for path in worked.folder.rglob("*") if path.is_file()}
    worked.ok("show", "CD", "--at", "tue")
    worked.ok("diff", "CD", "--from", "tue")
    assert {path: path.read_bytes() for path in worked.folder.rglob("*") if path.is_file()} == files


def test_what_changed_in_words(worked: Command) -> None:
    assert worked.ok("diff", "CD", "--from", "2026-11-09T12:00").splitlines() == [
        "Customer Development (CD) · Mon 09 Nov 2026 12:00 to Fri 13 Nov 2026 10:00",
        "",
        "Finished (1)",
        "  CD-1  Establish communication channels · DOING → DONE · took 3d",
        "",
        "Blocked (1)",
        "  CD-3  Listen and respond to customer feedback · waits for P01 (needs legal)",
        "",
        "New (1)",
        "  CD-8  Ask [/] =1+1 about prices · TODO",
        "",
        "Edited (2)",
        "  CD-2  Call P01 · was “Encourage customer feedback”",
        "  CD-5  Measure customer satisfaction · owner nobody → eng · due none → 20 Nov · +#churn",
        "",
        "Notes (1)",
        "  CD-2  Call P01 · 2 notes · 1 for · 1 against",
        "",
        "Gone (1)",
        "  CD-4  Iterate on the product or service · archived",
    ]


def test_a_day_begins_after_from_and_ends_after_to(worked: Command) -> None:
    changed = worked.json("diff", "CD", "--from", "tue", "--to", "tue")
    assert (changed["from"], changed["to"]) == ("2026-11-09T23:00:00Z", "2026-11-10T22:59:59.999999Z")
    assert [card["key"] for card in changed["edited"]] == ["CD-2"]
    assert [card["key"] for card in changed["blocked"]] == ["CD-3"]
    assert (changed["finished"], changed["added"], changed["started"]) == ([], [], False)


def test_what_changed_for_scripts(worked: Command) -> None:
    changed = worked.json("diff", "CD", "--from", "mon")
    assert (changed["board"], changed["key"], changed["iteration"]) == ("customer-development", "CD", 1)
    assert changed["started"]
    assert len(changed["added"]) == 8
    changed = worked.json("diff", "CD", "--from", "tue")
    assert changed["finished"] == [
        {
            "key": "CD-1",
            "title": "Establish communication channels",
            "column": "done",
            "changes": {"column": ["doing", "done"]},
        }
    ]
    (noted,) = changed["notes"]
    assert {name: noted[name] for name in ("key", "written", "supports", "refutes", "edited", "gone")} == {
        "key": "CD-2",
        "written": 2,
        "supports": 1,
        "refutes": 1,
        "edited": 0,
        "gone": 0,
    }


def test_nobody_is_named_not_even_as_they_were_called_then(worked: Command) -> None:
    worked.ok("contact", "edit", "P01", "--name", "Ada King")
    for more in ((), ("--json",)):
        told = worked.ok("diff", "CD", "--from", "tue", *more)
        assert "P01" in told
        assert "Quenby" not in told
        assert "andersloot" not in told


def test_nothing_changed_is_a_sentence(worked: Command) -> None:
    done = worked.run("diff", "CD", "--from", "2026-11-12", "--to", "thu")
    assert (done.exit_code, done.stderr) == (0, "Nothing changed on it in that time.\n")
    assert len(done.stdout.splitlines()) == 1
    changed = worked.json("diff", "CD", "--from", "thu")
    assert not any(value for name, value in changed.items() if name not in ("from", "to", "board", "key", "iteration"))


def test_the_earlier_time_comes_first(worked: Command) -> None:
    assert "--to mon is before --from wed" in worked.error("diff", "CD", "--from", "wed", "--to", "mon", code=2)


def test_a_card_that_is_open_again_moved(worked: Command, at: Callable[[str], None]) -> None:
    worked.ok("card", "move", "CD-1", "doing")
    worked.ok("card", "unblock", "CD-3")
    worked.ok("card", "restore", "CD-4")
    worked.ok("card", "unlink", "CD-2", "P01")
    worked.ok("card", "rank", "CD-6", "1")
    at("2026-11-13T10:00")
    assert worked.ok("diff", "CD", "--from", "yesterday").splitlines()[2:] == [
        "Moved (1)",
        "  CD-1  Establish communication channels · DONE → DOING",
        "",
        "Unblocked (1)",
        "  CD-3  Listen and respond to customer feedback",
        "",
        "Restored (1)",
        "  CD-4  Iterate on the product or service",
        "",
        "Edited (2)",
        "  CD-2  Call P01 · unlinked P01",
        "  CD-6  Continuously engage with customers · another place in its column",
    ]


def test_an_iteration_is_that_of_the_time_or_the_one_named(worked: Command, at: Callable[[str], None]) -> None:
    worked.ok("experiment", "iterate", "CD", "--carry", "CD-2,CD-3")
    at("2026-11-13T10:00")

    def shown(board: str, *when: str) -> int:
        return int(worked.json("show", board, *when)["experiment"]["iteration"])

    assert (shown("CD"), shown("CD@1"), shown("CD@1", "--at", "today")) == (2, 1, 1)
    assert shown("CD", "--at", "yesterday") == shown("CD@1", "--at", "yesterday") == 1
    assert "was not started yet on Thu 12 Nov" in worked.error("show", "CD@2", "--at", "yesterday")
    begun, ended = (worked.json("diff", board, "--from", "thu") for board in ("CD", "CD@1"))
    assert begun["started"]
    assert not ended["started"]
    assert [(card["key"], card["changes"]) for card in begun["carried"]] == [
        (key, {"experiment": [1, 2]}) for key in ("CD-2", "CD-3")
    ]
    assert [card["key"] for card in ended["left"]] == ["CD-2", "CD-3"]
    assert ended["experiment"] == {"status": ["running", "decided"], "decision": [None, "repeat"]}
    lines = worked.ok("diff", "CD@1", "--from", "thu").splitlines()
    assert "  CD-3  Listen and respond to customer feedback · went on in iteration 2" in lines
    assert "  status running → decided" in lines
    assert "  CD-2  Call P01 · from iteration 1" in worked.ok("diff", "CD", "--from", "thu").splitlines()


def test_a_due_day_that_is_past_says_how_late_it_is(worked: Command, at: Callable[[str], None]) -> None:
    def told() -> str:
        board = worked.ok("show", "CD").splitlines()
        return board[board.index(f"  CD-5  {title}") + 1]

    title = next(card["title"] for card in worked.json("card", "list", "CD") if card["key"] == "CD-5")
    at("2026-11-18T09:00")
    assert "due Fri" in told()
    at("2026-11-26T09:00")
    assert "6d late" in told()
    assert "6d late" in worked.ok("card", "show", "CD-5")
    row = next(line for line in worked.ok("card", "list", "CD").splitlines() if line.startswith("CD-5"))
    assert "6d late" in row
    assert "Fri" not in row
    worked.ok("card", "move", "CD-5", "done")
    assert "due Fri 20 Nov" in worked.ok("card", "show", "CD-5")


def test_nothing_counts_on_after_the_decision(worked: Command, at: Callable[[str], None]) -> None:
    at("2026-11-22T09:00")
    worked.ok("experiment", "iterate", "CD", "--carry", "none")
    at("2026-12-24T09:00")
    assert worked.ok("show", "CD@1").splitlines()[0].endswith("iteration 1 · day 14")
    assert worked.ok("show", "CD").splitlines()[0].endswith("iteration 2 · day 33")
    assert "2d late" in worked.ok("show", "CD@1")
