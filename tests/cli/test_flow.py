from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest

from tests.cli.command import Command
from tui.domain.records import Card, Experiment
from tui.exchange import flow_seen
from tui.exchange.parcel import FlowLine


@pytest.fixture
def worked(custdev: Command) -> Command:
    """A board on which one card was finished, one is in progress, and one that was begun waits again."""
    for card, column in (("CD-1", "doing"), ("CD-1", "done"), ("CD-2", "doing"), ("CD-3", "doing"), ("CD-3", "todo")):
        custdev.ok("card", "move", card, column)
    custdev.ok("card", "block", "CD-2", "legal to approve")
    custdev.ok("contact", "add", "Ada Lovelace", "--card", "CD-2")
    return custdev


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff"), "spreadsheets take UTF-8 for something else without it"
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_the_four_readings_with_their_tables(worked: Command) -> None:
    lines = worked.ok("flow", "CD").splitlines()
    assert lines[0] == "Customer Development (CD) · last 8 weeks · 1 card finished"
    said = [line for line in lines if line and not line.startswith(" ")]
    assert said[1:] == [
        "Throughput: 1 card finished, too few weeks to tell",
        "Cycle time: declared 10d, 1 finished so far",
        "Ageing work in progress: oldest 1d, declared 10d, 1 finished so far",
        "Cumulative flow: DOING holds 1 on the first day",
    ]
    ageing = [line.split() for line in lines if line.startswith(("  CD-2", "  CD-3"))]
    assert [(line[0], line[1]) for line in ageing] == [("CD-2", "1d"), ("CD-3", "1d")]
    assert " ".join(ageing[0]).endswith("blocked 1d")


def test_before_anything_is_finished(custdev: Command) -> None:
    printed = custdev.ok("flow", "CD")
    assert "Throughput: Flow appears after the first finished card" in printed
    assert "Ageing work in progress: nothing in progress" in printed
    assert custdev.json("flow", "CD")["cycle_time"]["percentiles"] is None
    assert not custdev.folder.exists(), "reading writes nothing"


def test_everything_as_json(worked: Command) -> None:
    told = worked.json("flow", "CD")
    assert (told["finished"], told["wip"], told["unit"]) == (1, 2, "weeks")
    assert [period["finished"] for period in told["throughput"]["periods"]] == [0] * 7 + [1]
    assert told["throughput"]["periods"][-1]["so_far"] is True
    assert told["cycle_time"]["service_level"] == {"days": 10, "percent": 85, "declared": True, "finished": 1}
    assert [(each["card"], each["days"]) for each in told["cycle_time"]["finished"]] == [("CD-1", 1)]
    assert [(each["card"], each["every"], each["done"]) for each in told["recurring"]] == [("CD-6", "P1W", 0)]
    assert [(each["card"], each["column"], each["blocked"]) for each in told["ageing"]["cards"]] == [
        ("CD-2", "doing", 1),
        ("CD-3", "todo", None),
    ]
    last = told["cumulative_flow"]["days"][-1]
    assert (last["waiting"], last["active"], last["finished"]) == (5, 1, 1)
    assert len(worked.json("flow", "CD", "--days")["throughput"]["periods"]) == 28


def test_a_line_for_each_card_as_csv(worked: Command) -> None:
    head, *cards = rows(worked.ok("flow", "CD", "--csv"))
    assert head == [
        "ID",
        "Title",
        "TODO",
        "DOING",
        "DONE",
        "Finished",
        "Cycle days",
        "Times done",
        "Archived",
        "Blocked days",
    ]
    today = datetime.now(UTC).date().isoformat()
    assert [card[0] for card in cards] == [f"CD-{number}" for number in range(1, 8)]
    assert cards[0][2:] == [today, today, today, today, "1", "", "", "0"]
    assert cards[1][2:] == [today, today, "", "", "", "", "", "1"]
    assert cards[6][2:] == [today, "", "", "", "", "", "", "0"]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", '=HYPERLINK("http://example.com")'])
def test_no_cell_is_a_formula(worked: Command, title: str) -> None:
    worked.ok("card", "edit", "CD-1", "--title", title)
    assert rows(worked.ok("flow", "CD", "--csv"))[1][1] == f"'{title}"


def test_nobody_is_named(worked: Command) -> None:
    worked.ok("card", "edit", "CD-2", "--title", "Call Ada Lovelace")
    for options in ((), ("--csv",), ("--json",)):
        printed = worked.ok("flow", "CD", *options)
        assert "Ada" not in printed
        assert "Call P01" in printed


def test_wrong_usage(worked: Command) -> None:
    assert "two formats" in worked.error("flow", "CD", "--csv", "--json", code=2)
    assert "no board" in worked.error("flow", "nonsense").casefold()


def test_not_really_started(worked: Command) -> None:
    assert worked.ok("card", "not-started", "CD-3").startswith("Took back the start of CD-3")
    assert [each["card"] for each in worked.json("flow", "CD")["ageing"]["cards"]] == ["CD-2"]
    assert "is not started" in worked.error("card", "not-started", "CD-3")
    assert "where the clock runs" in worked.error("card", "not-started", "CD-2")
    worked.ok("undo")
    assert [each["card"] for each in worked.json("flow", "CD")["ageing"]["cards"]] == ["CD-2", "CD-3"]


def test_a_card_that_is_not_started_was_blocked_on_no_day_of_its_work(worked: Command) -> None:
    worked.ok("card", "block", "CD-4", "no room")
    assert [card[-1] for card in rows(worked.ok("flow", "CD", "--csv"))[1:5]] == ["0", "1", "0", "0"]


def test_only_csv_works_out_the_lines_of_the_cards(worked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []

    def counting(experiment: Experiment, card: Card, *rest: Any) -> FlowLine:
        lines.append(card.uid)
        return flow_line(experiment, card, *rest)

    flow_line = flow_seen._line
    monkeypatch.setattr(flow_seen, "_line", counting)
    worked.ok("flow", "CD")
    worked.json("flow", "CD")
    assert not lines
    worked.ok("flow", "CD", "--csv")
    assert len(lines) == len(set(lines)) > 0
