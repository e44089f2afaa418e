from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.sample import fill
from tui.exchange import clipboard

AT = "2026-11-23T09:11"
SETTINGS = "timezone: Europe/Berlin\n"


@pytest.fixture
def busy(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace", "--email", "ada@engines.example")
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("card", "block", "CD-2", "Ada Lovelace has the form", "--needs", "a yes")
    custdev.ok("note", "add", "CD-3", "“too slow”", "--about", "P01", "--kind", "quote", "--stance", "refutes")
    return custdev


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The board of the sample, as it stands on a Monday morning."""
    return sample(tmp_path_factory.mktemp("told"))


def sample(folder: Path) -> Command:
    workspace = folder / "workspace"
    fill(workspace)
    (workspace / "custdev.yaml").write_text(SETTINGS, encoding="utf-8")
    return Command(workspace)


def research(custdev: Command) -> bytes:
    return (custdev.folder / "research.json").read_bytes()


def test_the_report_over_all_that_runs(busy: Command) -> None:
    result = busy.run("standup")
    assert result.exit_code == 0
    assert result.stdout.startswith("Standup — Customer Development (iteration 1) — ")
    assert "■ CD-2 Encourage customer feedback — TODO — 1 d — P01 has the form — needs: a yes" in result.stdout
    assert "Left out: P01 quote, no quote permission" in result.stdout
    assert result.stderr.splitlines() == [
        "1 text changed, 1 left out. Leak check: clean, 1 person, 2 identifiers, 0 found.",
        "Left out: P01 quote, no quote permission",
        "Not checked: who is meant where no name stands; people who are not in this workspace.",
    ]


def test_reading_writes_nothing(busy: Command) -> None:
    before = {path: path.read_bytes() for path in busy.folder.rglob("*") if path.is_file()}
    for args in (["standup"], ["standup", "CD", "--at", AT], ["standups", "list"]):
        busy.run(*args)
    assert {path: path.read_bytes() for path in busy.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("form", ["text", "md", "slack", "json", "html"])
def test_two_runs_and_two_places_give_the_same_bytes(told: Command, tmp_path: Path, form: str) -> None:
    args = ("standup", "CD", "--since", "2026-11-20", "--at", AT, "--format", form)
    first = told.run(*args).stdout_bytes
    assert first == told.run(*args).stdout_bytes == sample(tmp_path).run(*args).stdout_bytes
    assert str(told.folder).encode() not in first
    assert b"2026-11-23" in first


def test_monday_covers_friday_and_no_name_is_told(told: Command) -> None:
    text = told.ok("standup", "--at", AT, "--format", "md")
    assert text.startswith(
        "# Standup — Customer Development (iteration 1) — Mon 2026-11-23\n\nSince: Fri 2026-11-20 · "
    )
    assert "- ● CD-3 Listen and respond to customer feedback — DOING — 9 d, over SLE 8 d — = not moved" in text
    assert "- CD-1 Establish communication channels — DONE — 6 d (SLE 8 d at 85 %) — learned: 2 of 3 prefer" in text


def test_a_board_as_it_stood(told: Command) -> None:
    friday = told.json("standup", "--at", "2026-11-20T08:00", "--since", "2026-11-19T12:00")
    assert friday["day"] == "2026-11-20"
    assert friday["since"] == "2026-11-19T11:00:00Z"
    assert friday["blocked"] == []
    assert [each["card"]["key"] for each in told.json("standup", "--at", AT)["blocked"]] == ["CD-2"]


def test_a_recorded_standup_is_what_the_next_one_counts_from(busy: Command) -> None:
    recorded = busy.json("standup", "--record")
    assert len(recorded["record"]) == 4
    (held,) = busy.json("standups", "list")
    assert held["id"].lower().endswith(recorded["record"])
    assert held["ended_at"]
    assert busy.json("standup")["since"] == held["since"], "today's goes on"
    busy.ok("standup", "--record")
    assert len(busy.json("standups", "list", "CD")) == 1
    assert busy.json("standups", "list", "CD") == busy.json("standups", "list")
    assert busy.ok("log", "--limit", "1").count("tandup") == 1


def test_old_ones_are_told_as_they_were_when_they_ended(busy: Command) -> None:
    busy.ok("standup", "--record")
    (held,) = busy.json("standups", "list")
    busy.ok("card", "unblock", "CD-2")
    busy.ok("card", "move", "CD-1", "done")
    for which in ("last", "today", held["id"], held["id"][-6:].lower()):
        text = busy.ok("standups", "show", which, "--format", "md")
        assert "- CD-2 Encourage customer feedback — TODO — 1 d — P01 has the form" in text
        assert "## Done\n\n- none" in text
    assert "Encourage" not in busy.ok("standup").partition("In progress")[0]
    assert busy.ok("standups", "show").startswith("Standup — Customer Development")


def test_who_took_a_permission_back_is_not_quoted_any_more(busy: Command) -> None:
    busy.ok("consent", "give", "P01", "quote")
    assert "“too slow”" in busy.ok("standup", "--record", "--since", "yesterday")
    busy.ok("consent", "withdraw", "P01", "quote")
    text = busy.ok("standups", "show", "last")
    assert "too slow" not in text
    assert "P01 quote, quote permission was taken back" in text


def test_to_a_file_of_ones_own_that_is_remembered(busy: Command, tmp_path: Path) -> None:
    target = tmp_path / "standup.md"
    assert busy.ok("standup", "--format", "md", "-o", str(target)) == f"{target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert b"P01 has the form" in before
    assert "--force" in busy.error("standup", "-o", str(target))
    assert target.read_bytes() == before
    told = busy.json("standup", "-o", str(target), "--force", "--format", "slack")
    assert (told["path"], told["format"], told["profile"]) == (str(target), "slack", "stakeholders")
    assert [(each["what"], each["why"]) for each in told["left_out"]] == [("quote", "no quote permission")]
    assert [(each["kind"], each["into"]) for each in told["changed"]] == [("name", "P01")]
    copies = list(json.loads(research(busy))["exports"].values())
    assert [(copy["format"], copy["profile"], copy["board"]) for copy in copies] == [
        ("md", "stakeholders", "customer-development"),
        ("slack", "stakeholders", "customer-development"),
    ]
    people = json.loads(research(busy))["participants"]
    assert [copy["people"] for copy in copies] == [[person["uid"] for person in people.values()]] * 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.md", "# Standup"), ("a.html", "<!doctype html>"), ("a.JSON", "{"), ("a.txt", "Standup"), ("a", "Standup")],
)
def test_a_file_is_of_the_form_its_name_says(busy: Command, tmp_path: Path, name: str, begins: str) -> None:
    busy.ok("standup", "-o", str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())


def test_a_file_that_cannot_be_written_leaves_no_standup_open(busy: Command, tmp_path: Path) -> None:
    assert "no folder" in busy.error("standup", "--record", "-o", str(tmp_path / "none" / "x.md"))
    assert busy.json("standups", "list") == []


def test_a_recorded_standup_knows_its_file(busy: Command, tmp_path: Path) -> None:
    busy.ok("standup", "--record", "-o", str(tmp_path / "x.md"))
    assert [each["report"] for each in busy.json("standups", "list")] == [str(tmp_path / "x.md")]


def test_copying(busy: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def take(text: str) -> bool:
        taken.append(text)
        return True

    monkeypatch.setattr(clipboard, "copy_text", take)
    result = busy.run("standup", "--format", "slack", "--copy")
    assert taken == [result.stdout]
    assert "Copied to the clipboard." in result.stderr
    assert "\x1b" not in result.stdout, "nobody sits at a terminal here"


def test_copying_where_nothing_takes_it(busy: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = busy.run("standup", "--copy")
    assert result.exit_code == 1
    assert result.stdout.startswith("Standup")
    assert "none of wl-copy" in result.stderr


def test_what_the_terminal_is_asked_for_is_not_called_copied(
    busy: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clipboard, "copy_text", lambda text: None)
    monkeypatch.setattr(clipboard, "ask_tmux", lambda text: True)
    sent = "Sent to the terminal; if nothing is there, "
    assert f"{sent}-o FILE writes a file." in busy.run("standup", "--copy").stderr
    written = busy.run("standup", "--copy", "-o", str(tmp_path / "report.md"))
    assert f"{sent}the file has it, too." in written.stderr
    assert "Copied" not in written.stderr


def test_nothing_to_stand_up_for(custdev: Command) -> None:
    assert "No experiment is running" in custdev.error("standup")
    assert "is not started" in custdev.error("standup", "CX")
    assert custdev.ok("standups", "list") == ""
    assert custdev.json("standups", "list") == []
    assert "No standup was held yet" in custdev.error("standups", "show")
    assert not custdev.folder.exists()


def test_boards_that_are_none_or_several(busy: Command) -> None:
    busy.ok("card", "move", "CX-1", "doing")
    assert "CD Customer Development, CX Customer Experience" in busy.error("standup", "customer", code=2)
    assert 'no board "nothing"' in busy.error("standup", "CD", "nothing")
    assert busy.ok("standup", "CX").startswith("Standup — Customer Experience Experiment (")
    assert busy.ok("standup", "CD", "cd", "CX").startswith("Standup — 2 experiments (CD, CX)")
    assert "CD-2 Encourage customer feedback" in busy.ok("standup")


@pytest.mark.parametrize(
    "args",
    [
        ("--since", "sometime"),
        ("--since", "tomorrow"),
        ("--since", "2999-01-01T00:00"),
        ("--at", "whenever"),
        ("--at", "2026-13-01T00:00"),
    ],
)
def test_times_that_are_none(busy: Command, args: tuple[str, str]) -> None:
    assert args[1] in busy.error("standup", *args)


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "2001-01-01"])
def test_before_anything_there_was_nothing(busy: Command, at: str) -> None:
    assert "No experiment is running" in busy.error("standup", "--at", at)


def test_wrong_usage(busy: Command) -> None:
    assert "--at" in busy.error("standup", "--record", "--at", AT, code=2)
    assert "--format md" in busy.error("standup", "--json", "--format", "md", code=2)
    assert "docx" in busy.error("standup", "--format", "docx", code=2)
    assert "two" in busy.error("standup", "--style", "two", code=2)


@pytest.mark.parametrize("words", [("standup",), ("standups", "show")])
def test_what_a_report_is_pasted_as_is_offered_first(custdev: Command, words: tuple[str, ...]) -> None:
    assert "[text|md|slack|json|html|txt|svg]" in custdev.ok(*words, "--help")


def test_standups_that_are_not_there(busy: Command) -> None:
    busy.ok("standup", "--record")
    assert "No standup was held on 2001-01-01" in busy.error("standups", "show", "2001-01-01")
    assert 'no standup "zzzzzz"' in busy.error("standups", "show", "zzzzzz")


def test_errors_for_scripts(custdev: Command) -> None:
    result = custdev.run("standup", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stderr)["error"]["kind"] == "not_allowed"
    assert result.stdout == ""


def test_old_standups_in_a_table(busy: Command) -> None:
    busy.ok("--as", "pm", "standup", "--record")
    head, row = busy.ok("standups", "list").splitlines()
    assert head.split() == ["WHEN", "BOARDS", "BY", "TOOK", "DECISIONS", "ID"]
    assert row.split()[3:7] == ["CD", "pm", "–", "0"]


COUNTING = """\
id: talks
key: TA
title: Talks
test: {metric: people, criterion: ">= 2", min_n: 2}
cards:
  - {id: talk, title: Talk}
"""


def test_a_criterion_that_counts_is_answered_but_for_anyone(custdev: Command) -> None:
    (custdev.folder / "boards").mkdir(parents=True)
    (custdev.folder / "boards" / "talks.yaml").write_text(COUNTING, "utf-8")
    for name in ("Ada Lovelace", "Grace Hopper"):
        custdev.ok("contact", "add", name)
    custdev.ok("touchpoint", "add", "interview", "P01", "--card", "TA-1")
    said = "- people 1 — criterion \\>= 2 with n ≥ 2: **not enough data (n = 1)**"
    assert said in custdev.ok("standup", "TA", "--format", "md")
    custdev.ok("touchpoint", "add", "interview", "P02", "--card", "TA-1")
    assert "- people 2 — criterion \\>= 2 with n ≥ 2: **met**" in custdev.ok("standup", "TA", "--format", "md")
    metric = json.loads(custdev.ok("standup", "TA", "--format", "json"))["metrics"][0]
    assert metric["standing"] == {"value": 2, "n": 2, "answer": "met", "among": "people", "min_n": 2, "measured": ""}
    public = custdev.ok("standup", "TA", "--format", "md", "--profile", "public")
    assert "met" not in public.partition("## Metrics")[2].partition("##")[0]


def test_anyone_is_told_no_small_counts_of_evidence_and_no_empty_places(custdev: Command) -> None:
    (custdev.folder / "boards").mkdir(parents=True)
    (custdev.folder / "boards" / "talks.yaml").write_text(COUNTING, "utf-8")
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("note", "add", "TA-1", "Too slow", "--kind", "pain", "--stance", "refutes", "--about", "P01")
    custdev.ok("card", "move", "TA-1", "doing")
    custdev.ok("card", "block", "TA-1", "Legal has not answered")
    assert "evidence ▲0 ▼1" in custdev.ok("standup", "TA", "--format", "md")
    assert custdev.json("standup", "TA")["pulse"]["refutes"] == 1
    for form in ("md", "txt", "slack", "html", "svg"):
        told = custdev.ok("standup", "TA", "--format", form, "--profile", "public")
        assert "▼" not in told
        assert "criterion  with" not in told
        assert "not measured yet" not in told
        assert "—  —" not in told
        assert "left out" not in told.partition("Hypothesis")[2].partition("Metrics")[0]
    public = json.loads(custdev.ok("standup", "TA", "--format", "json", "--profile", "public"))
    assert (public["pulse"]["supports"], public["pulse"]["refutes"]) == (None, None)
    assert public["hypotheses"][0].get("withheld", 0) == 0
