from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.command import Command
from tui.cli import json_pieces
from tui.cli.log import _NO_TEXT
from tui.domain import operations
from tui.domain.records import Event
from tui.exchange.pieces import batches
from tui.session import Session


@pytest.fixture
def worked(custdev: Command) -> Command:
    custdev.ok("--as", "ux", "card", "move", "CD-1", "doing")
    custdev.ok("--as", "eng", "card", "add", "CD", "Ask about prices")
    custdev.ok("--as", "ux", "contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--card", "CD-2")
    custdev.ok("--as", "ux", "card", "move", "CD-1", "done")
    return custdev


def texts(custdev: Command, *args: str) -> list[str]:
    return [told["text"] for told in custdev.json("log", *args)]


def test_what_happened_newest_first(worked: Command) -> None:
    assert texts(worked) == [
        "Moved CD-1 to DONE",
        "Made P01, linked to CD-2",
        "Added CD-8 Ask about prices",
        "Moved CD-1 to DOING",
        "Started Customer Development",
    ]
    lines = worked.ok("log").splitlines()
    assert lines[0].split() == ["WHEN", "WHO", "BOARD", "WHAT"]
    assert lines[1].endswith("ux   CD     Moved CD-1 to DONE")


def test_by_card_by_person_and_by_number(worked: Command) -> None:
    assert texts(worked, "--card", "CD-1") == [
        "Moved CD-1 to DONE",
        "Moved CD-1 to DOING",
        "Started Customer Development",
    ]
    assert texts(worked, "--by", "@eng") == ["Added CD-8 Ask about prices"]
    assert texts(worked, "--limit", "2") == ["Moved CD-1 to DONE", "Made P01, linked to CD-2"]
    shown = worked.run("log", "--limit", "2")
    assert "There is more" in shown.stderr
    assert len(shown.stdout.splitlines()) == 3
    assert worked.run("log", "--limit", "0").stderr == ""


def test_since(worked: Command) -> None:
    assert len(texts(worked, "--since", "yesterday")) == 5
    assert len(texts(worked, "--since", "2w")) == 5
    moment = worked.json("log")[1]["at"]
    assert texts(worked, "--since", moment)[-1] == "Made P01, linked to CD-2"
    assert texts(worked, "--since", moment.replace("T", " ").replace("Z", "+00:00"))[-1] == "Made P01, linked to CD-2"
    assert len(texts(worked, "--since", "0001-01-01")) == 5
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert texts(worked, "--since", later) == []
    assert "Nothing like that" in worked.run("log", "--since", later).stderr
    for text in ("pizza", "tomorrow", "25:61"):
        assert f'"{text}" is not a day in the past' in worked.error("log", "--since", text)


def test_the_log_names_nobody(worked: Command) -> None:
    worked.ok("contact", "edit", "P01", "--name", "Ada King")
    printed = worked.ok("log") + worked.ok("log", "--json")
    assert "Ada" not in printed
    assert "engines.example" not in printed
    assert texts(worked)[0] == "Edited P01"


def test_what_was_undone_says_so(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    told = worked.json("log")
    assert [(each["text"], each["undone"]) for each in told[:2]] == [
        ("Undid: move CD-1 to DONE", False),
        ("Moved CD-1 to DONE", True),
    ]
    assert worked.ok("log").splitlines()[2].endswith("Moved CD-1 to DONE (undone)")
    worked.ok("--as", "ux", "redo")
    assert worked.json("log")[0]["text"] == "Did again: move CD-1 to DONE"
    assert not any(each["undone"] for each in worked.json("log"))


def test_an_undo_that_is_dated_before_what_it_undid_counts(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    path = worked.folder / "research.json"
    newest = worked.json("log")[0]["at"]
    path.write_text(path.read_text().replace(f'"at": "{newest}"', '"at": "2020-01-01T00:00:00Z"'))
    told = worked.json("log")
    assert told[-1]["text"] == "Undid: move CD-1 to DONE"
    assert [each["text"] for each in told if each["undone"]] == ["Moved CD-1 to DONE"]
    assert " 2020 " in worked.ok("log").splitlines()[-1]


def test_times_are_those_of_the_experiment_else_of_this_machine(
    custdev: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: Asia/Kolkata\n")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("contact", "add", "Ada Lovelace")
    made, moved = (datetime.fromisoformat(each["at"]) for each in custdev.json("log", "--limit", "2"))
    lines = custdev.process("log").stdout.splitlines()
    assert f"{made + timedelta(hours=9):%H:%M}" in lines[1]
    assert "JST" not in lines[1]
    assert f"{moved + timedelta(hours=5.5):%H:%M} IST" in lines[2]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-20T09:00:00"])
def test_an_event_that_was_dated_by_hand_is_told(worked: Command, at: str) -> None:
    path = worked.folder / "research.json"
    newest = worked.json("log")[0]["at"]
    path.write_text(path.read_text().replace(f'"at": "{newest}"', f'"at": "{at}"'))
    for zone in ("America/New_York", "Asia/Tokyo"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", zone)
            done = worked.process("log", "--since", "0001-01-01")
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 6), done.stderr


def test_what_cannot_be_read_of_the_past_is_passed_over(worked: Command) -> None:
    path = worked.folder / "research.json"
    text = path.read_text()
    path.write_text(re.sub(r'"column": \["doing", "done"\]', '"column": ["done"]', text, count=1))
    assert texts(worked)[0] == "Made P01, linked to CD-2"
    assert worked.ok("--as", "ux", "undo") == "Undid: make P01, linked to CD-2.\n"


def test_what_happened_on_a_board_that_is_gone_is_told(worked: Command) -> None:
    path = worked.folder / "research.json"
    data = json.loads(path.read_text())
    del data["experiments"]
    path.write_text(json.dumps(data))
    assert texts(worked)[0] == "Moved 1 to done"
    assert worked.json("log")[0]["board"] is None


def test_an_empty_workspace_says_so(custdev: Command) -> None:
    assert custdev.json("log") == []
    assert "Nothing happened yet" in custdev.run("log").stderr


def test_events_of_others_are_printed_harmless(worked: Command) -> None:
    path = worked.folder / "research.json"
    path.write_text(path.read_text().replace('"by": "eng"', '"by": "[/] \\u001b]0;x\\u0007 \\u202eeng"'))
    line = next(line for line in worked.ok("log").splitlines() if "CD-8" in line)
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "[/]" in line


def test_customers_are_named_by_pid_also_where_somebody_wrote_their_name(custdev: Command) -> None:
    custdev.ok("contact", "add", "Quenby Vandersloot", "--email", "quenby@vandersloot.example", "--card", "CD-1")
    custdev.ok("card", "edit", "CD-1", "--title", "Call Quenby Vandersloot at quenby@vandersloot.example")
    custdev.ok("card", "block", "CD-1", "waits for Quenby")
    for told in (custdev.ok("log"), custdev.ok("log", "--json")):
        assert "P01" in told
        assert "Quenby" not in told
        assert "andersloot" not in told


def test_all_that_happened_is_told_as_it_is_read(worked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = worked.ok("log", "--json")
    steps: list[str] = []
    events, json_text = Session.events, json_pieces.as_json

    def read(self: Session, **asked: object) -> Iterator[Event]:
        for event in events(self, **asked):  # type: ignore[arg-type]
            steps.append("read")
            yield event

    def written(some: object) -> bytes:
        steps.append("written")
        return json_text(some)

    monkeypatch.setattr(Session, "events", read)
    monkeypatch.setattr(json_pieces, "as_json", written)
    monkeypatch.setattr(batches, "__defaults__", (2,))
    assert worked.ok("log", "--json") == whole
    assert steps == ["read", "read", "written"] * 2 + ["read", "written"]


def test_what_was_undone_is_told_alike_however_much_is_asked_for(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    worked.ok("--as", "ux", "redo")
    everything = worked.json("log")
    assert everything[:3] == worked.json("log", "--limit", "3")
    assert {told["undoes"] for told in everything[:2]} <= {told["uid"] for told in everything}
    assert [told["text"] for told in everything[:2]] == ["Did again: move CD-1 to DONE", "Undid: move CD-1 to DONE"]


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("01HZY3V4K5M6N7P8Q9R0S1T2V3", True),
        ("2026-11-10T08:30:44.035658Z", True),
        ("2026-11-10T08:30:44Z", True),
        ("2026-11-10T08:30:44Z ada", False),
        ("01HZY3V4K5M6N7P8Q9R0S1T2V", False),
        ("ADAADAADAADAADAADAADAADAAD", False),
        ("0301234567", False),
        ("２０２６-11-10T08:30:44Z", False),
    ],
)
def test_nobody_is_looked_for_in_uids_and_times_alone(text: str, is_ours: bool) -> None:
    assert bool(_NO_TEXT.fullmatch(text)) == is_ours


def test_a_standup_is_one_line_and_all_of_it_in_json(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("standup", "CD", "--record")
    custdev.ok("card", "move", "CD-1", "done")
    with closing(Session.open(custdev.folder, actor="ux")) as session:
        (standup,) = session.workspace.standups.values()
        session.run(operations.walk_standup, standup.uid, 2, 725)
        session.run(operations.decide_in_standup, standup.uid, "Ask legal")
        session.run(operations.decide_in_standup, standup.uid, "Ask them twice")
    lines = [re.split(r" {2,}", line)[-1] for line in custdev.ok("log").splitlines()[1:]]
    about = [line for line in lines if "standup" in line or "decision" in line]
    assert about == ["Held a standup of 12 min, 2 decisions"]
    assert any("Moved CD-1 to DONE" in line for line in lines)
    assert texts(custdev).count("Noted a decision") == 2
    assert "Ended a standup" in texts(custdev)
    limited = custdev.ok("log", "--limit", "2").splitlines()[1:]
    assert [re.split(r" {2,}", line)[-1] for line in limited] == lines[:2], "lines are counted, not events"
