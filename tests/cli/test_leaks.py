"""Tries to have the shell say who somebody is, by every place into which a name can be typed, and every way out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.exchange.every_format import FORMATS
from tests.exchange.hostile import as_read

BOARD = """id: siobhan-oneil-talks
key: SO
title: Talks with Siobhán O'Neil
tags: [jose-alvarez]
goals: [Please Siobhán O'Neil]
hypothesis: Jørgen Strøm waits
test: {metric: calls of Jørgen Strøm, criterion: Siobhán O'Neil says yes}
columns:
  - {id: ask-siobhan-oneil, title: Ask O'Neil, role: waiting}
  - {id: jose-alvarez, title: José Álvarez, role: active, wip: 3}
  - {id: done, title: Done, role: finished}
cards:
  - title: Call Siobhán O'Neil
    group: Strøm
    description: About José Álvarez
    checklist: [Ask Jørgen Strøm]
  - title: A harmless card
expected_outcome: José is content
notes: [Siobhán's idea]
"""
NAMES = ("siobhan", "o'neil", "oneil", "jose", "alvarez", "jorgen", "joergen", "strøm", "strom", "stroem")
TEXT = "Siobhán O'Neil, JOSÉ ÁLVAREZ and Joergen Stroem"
AGREED, REFUSED, INSIDE, OPEN = "P01", "P02", "P03", "P04"
"""Who agreed to all, wants no notes kept, wants nothing shared with colleagues, and was asked nothing."""
SO_AND_SO = {
    "team": (AGREED, INSIDE, OPEN),
    "stakeholders": (AGREED, OPEN),
    "public": (),
}
"""Who may be met by P-id."""

READING: tuple[tuple[str, ...], ...] = (
    ("show", "SO"),
    ("show", "SO", "--json"),
    ("card", "list", "SO", "--all"),
    ("card", "list", "SO", "--all", "--json"),
    ("card", "show", "SO-1"),
    ("card", "show", "SO-1", "--json"),
    ("card", "show", "SO-2", "--json"),
    ("note", "list"),
    ("note", "list", "--json"),
    ("note", "list", "--waiting", "--json"),
    ("touchpoint", "list"),
    ("touchpoint", "list", "--json"),
    ("experiment", "list"),
    ("experiment", "list", "--json"),
    ("log", "--limit", "0"),
    ("log", "--json"),
    ("diff", "SO", "--from", "2020-01-01"),
    ("diff", "SO", "--from", "2020-01-01", "--json"),
    ("flow", "SO"),
    ("flow", "SO", "--json"),
    ("flow", "SO", "--csv"),
    ("standup", "SO", "--json"),
    ("standups", "list"),
    ("standups", "list", "--json"),
    ("standups", "show"),
    ("snapshot", "list"),
    ("snapshot", "list", "--json"),
    ("boards", "list"),
    ("boards", "list", "--json"),
    ("boards", "show", "SO"),
    ("boards", "show", "SO", "--json"),
    ("boards", "check"),
    ("backup", "list"),
    ("backup", "list", "--json"),
    ("doctor",),
    ("doctor", "--json"),
    ("consent", "show", "P01", "--json"),
)
GIVEN = (
    tuple(
        ("export", "SO", "--what", what, "--format", form, "--profile", profile, "-o", "-")
        for what in ("cards", "notes", "touchpoints", "flow", "events", "insights", "metrics")
        for form in FORMATS
        if not form.startswith("vcf") and (what in {"cards", "insights", "metrics"} or form in {"csv", "json"})
        for profile in SO_AND_SO
    )
    + tuple(
        ("digest", "SO", "--for", "design", "--format", form, "--profile", profile)
        for form in ("md", "json", "csv", "html", "svg", "slack", "txt")
        for profile in SO_AND_SO
    )
    + tuple(
        ("standup", "SO", "--format", form, "--profile", profile, "-o", "-")
        for form in ("text", "md", "json", "html")
        for profile in SO_AND_SO
    )
)


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A workspace in which everybody is named wherever something can be typed."""
    folder = tmp_path_factory.mktemp("leaky") / "workspace"
    (folder / "boards").mkdir(parents=True)
    (folder / "boards" / "siobhan-oneil-talks.yaml").write_text(BOARD, encoding="utf-8")
    (folder / "custdev.yaml").write_text("team: [{id: ben, name: Ben Hill}]\n", encoding="utf-8")
    shell = Command(folder)
    for name in ("Siobhán O'Neil", "Jose\u0301 A\u0301lvarez", "Jørgen Strøm", "Quenby Vandersloot"):
        shell.ok("contact", "add", name)
    shell.ok("experiment", "start", "siobhan-oneil-talks")
    for pid in (AGREED, REFUSED, INSIDE, OPEN):
        shell.ok("card", "link", "SO-2", pid)
        for kind in ("quote", "pain", "learned"):
            words = f"{kind} of {TEXT}, with P01, P02, P03 and P04"
            stance = () if kind == "learned" else ("--stance", "supports")
            shell.ok("note", "add", "SO-2", words, "--about", pid, "--kind", kind, *stance)
        shell.ok("touchpoint", "add", "interview", pid, "--text", f"said {TEXT}", "--card", "SO-2")
    notes = [note["id"] for note in shell.json("note", "list") if note["kind"] != "learned"]
    shell.ok("theme", "add", f"waiting for {TEXT}")
    shell.ok("theme", "tag", f"waiting for {TEXT}", *notes)
    named = [part for note in notes for part in ("--note", note)]
    shell.ok("insight", "add", f"They wait for {TEXT}", *named, "--theme", "waiting for", "--board", "SO")
    shell.ok("metric", "add", "SO", "csat", "--counts", "7,9", "--wave", TEXT, "--segment", TEXT, "--question", TEXT)
    shell.ok("--as", "Siobhán O'Neil", "card", "add", "SO", f"Think of {TEXT}")
    shell.ok("card", "block", "SO-1", f"waits for {TEXT}", "--needs", "José")
    shell.ok("card", "assign", "SO-2", "Jørgen Strøm")
    shell.ok("card", "move", "SO-2", "jose-alvarez")
    shell.ok("--as", "Siobhán O'Neil", "standup", "SO", "--record", "-o", str(folder.parent / "oneil.md"))
    shell.ok("--as", "Siobhán O'Neil", "export", "SO", "-o", str(folder.parent / "Siobhan ONeil.md"))
    agreed = ("quote", "share_external", "share_internal", "store_notes")
    shell.ok("--as", "Siobhán O'Neil", "consent", "give", AGREED, *agreed, "--notice", "as for José", "--purpose", TEXT)
    shell.ok("backup", "make", f"before a call with {TEXT}")
    shell.ok("consent", "give", REFUSED, "quote", "quote_attributed", "share_external", "share_internal")
    shell.ok("consent", "withdraw", REFUSED, "store_notes")
    shell.ok("consent", "give", INSIDE, "quote", "share_external")
    shell.ok("consent", "withdraw", INSIDE, "share_internal")
    return shell


def named_in(text: str) -> list[str]:
    return [name for name in NAMES if name in as_read(text)]


def pids_in(text: str) -> set[str]:
    """Return the P-ids in a text; an id of a record may only look as if one was in it."""
    return set(re.findall(r"(?<![A-Za-z0-9])P0[1-9](?![A-Za-z0-9])", text))


@pytest.mark.parametrize("arguments", [*READING, *GIVEN], ids=" ".join)
def test_nobody_is_named(leaky: Command, arguments: tuple[str, ...]) -> None:
    result = leaky.run(*arguments)
    assert "Traceback" not in result.stderr
    assert named_in(result.stdout + result.stderr) == []


@pytest.mark.parametrize("arguments", GIVEN, ids=" ".join)
def test_who_may_not_be_seen_is_not_in_a_text_by_p_id_either(leaky: Command, arguments: tuple[str, ...]) -> None:
    profile = arguments[arguments.index("--profile") + 1]
    told = leaky.run(*arguments).stdout
    assert pids_in(told) <= set(SO_AND_SO[profile])


@pytest.mark.parametrize("arguments", [each for each in READING if each[0] != "backup"], ids=" ".join)
def test_our_own_shell_does_not_tell_of_who_wants_no_notes_kept(leaky: Command, arguments: tuple[str, ...]) -> None:
    assert REFUSED not in pids_in(leaky.run(*arguments).stdout)


@pytest.mark.parametrize("form", ["md", "json", "csv", "html", "vcf"])
def test_with_names_only_those_are_named_who_agreed(leaky: Command, form: str) -> None:
    told = leaky.ok("export", "SO", "--format", form, "--profile", "identified", "--confirm", "names", "-o", "-")
    assert not {"alvarez", "strom", "stroem", "vandersloot"} & set(named_in(told))
    assert REFUSED not in pids_in(told)


def test_public_reasons_and_counts_point_at_nobody(leaky: Command) -> None:
    for arguments in (each for each in GIVEN if "public" in each):
        told = leaky.run(*arguments).stdout
        assert "refused" not in told
        assert "taken back" not in told
    report = json.loads(leaky.ok("standup", "SO", "--format", "json", "--profile", "public", "-o", "-"))
    assert report["hypotheses"][0]["ledger"]["people"] == 0
    assert {each["why"] for each in report["left_out"]} == {""}


@pytest.mark.parametrize("what", ["events", "cards"])
def test_a_copy_is_remembered_with_everybody_its_texts_tell_of(leaky: Command, tmp_path: Path, what: str) -> None:
    leaky.ok(
        "export", "SO", "--what", what, "--format", "csv", "--profile", "team", "-o", str(tmp_path / f"{what}.csv")
    )
    assert set(leaky.json("snapshot", "list")[0]["people"]) >= {AGREED, OPEN}


def test_a_public_report_is_remembered_though_it_tells_no_p_id(leaky: Command, tmp_path: Path) -> None:
    leaky.ok("standup", "SO", "--profile", "public", "-o", str(tmp_path / "report.md"))
    assert AGREED in leaky.json("snapshot", "list")[0]["people"]


def test_what_was_refused_counts_nowhere(leaky: Command) -> None:
    assert leaky.json("standup", "SO")["pulse"]["supports"] == 6
    noted = leaky.json("diff", "SO", "--from", "2020-01-01")["notes"]
    assert [each["supports"] for each in noted] == [6]


def test_no_half_of_a_name_is_told_where_several_are_meant(leaky: Command) -> None:
    long = "Think for a long while, and then for another while, of Jørgen Strøm"
    leaky.ok("card", "add", "SO", long)
    assert named_in(leaky.error("card", "show", "Think", code=2)) == []


def test_a_step_is_said_back_without_who_may_not_be_seen(leaky: Command) -> None:
    leaky.ok("card", "tick", "SO-3", "--add", f"Ask {TEXT}")
    told = leaky.ok("card", "tick", "SO-3", "1")
    assert named_in(told) == []
    assert REFUSED not in pids_in(told)


def test_a_board_that_comes_of_an_action_is_named_after_nobody(leaky: Command) -> None:
    learning = f"Learned from {TEXT}"
    leaky.ok("experiment", "decide", "SO", "stop", "--observation", "x", "--learning", learning, "--action", TEXT)
    told = leaky.ok("experiment", "act", "SO", "1", "--as-board")
    written = [path for path in (leaky.folder / "boards").glob("*.yaml") if "oneil-talks" not in path.name]
    assert len(written) == 1
    assert named_in(told + written[0].name + written[0].read_text(encoding="utf-8")) == []


def test_mistakes_in_the_settings_are_told_where_somebody_is_known(tmp_path: Path) -> None:
    shell = Command(tmp_path / "workspace")
    shell.ok("contact", "add", "Quenby Vandersloot")
    (shell.folder / "custdev.yaml").write_text("team: Quenby Vandersloot\n", encoding="utf-8")
    told = shell.run("experiment", "start", "customer-development")
    assert told.exit_code == 0
    assert told.stderr.count("team") == 1
