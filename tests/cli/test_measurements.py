"""`custdev metric`: figures with how sure they are, and what they say of the criterion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command

BOARD = """
id: pricing
key: PR
title: Pricing
hypothesis: Fewer plans are easier to choose from.
test: {metric: CSAT, criterion: ">= 80 %", min_n: 20}
columns: [{id: todo, title: TODO, role: waiting}, {id: done, title: DONE, role: finished}]
"""


@pytest.fixture
def pricing(custdev: Command) -> Command:
    Path(custdev.folder, "boards").mkdir(parents=True)
    Path(custdev.folder, "boards", "pricing.yaml").write_text(BOARD, encoding="utf-8")
    return custdev


@pytest.mark.parametrize(
    ("metric", "arguments", "figure", "method"),
    [
        ("nps", ("--counts", "5,3,2"), (30.0, 10), "adjusted wald"),
        ("csat", ("--counts", "7,9"), (700 / 9, 9), "wilson"),
        ("ab", ("--counts", "41,50,32,50"), (18.0, 100), "agresti-caffo"),
        ("response_time", ("--values", "4,9,15,30,45,60,120,180,400,1440"), (52.5, 10), "order statistics"),
    ],
)
def test_a_measurement_is_told_with_how_sure_it_is(
    custdev: Command, metric: str, arguments: tuple[str, ...], figure: tuple[float, int], method: str
) -> None:
    value, n = figure
    told = custdev.json("metric", "add", "CD", metric, *arguments)
    assert list(told) == ["metric", "value", "n", "ci", "why", "verdict"]
    assert (told["metric"], told["value"], told["n"]) == (metric, pytest.approx(value, rel=1e-15), n)
    assert told["ci"]["method"] == method
    assert told["ci"]["low"] <= value <= told["ci"]["high"]
    assert (told["why"], told["verdict"]) == (None, None)


def test_what_has_no_interval_says_why(custdev: Command) -> None:
    told = custdev.json("metric", "add", "CD", "clv", "--counts", "50,0.70,0.03")
    assert told["value"] == pytest.approx(3500 / 3)
    assert told["ci"] is None
    assert "no interval" in told["why"]
    assert custdev.json("metric", "add", "CD", "csat", "--counts", "0,0")["why"] == "nobody answered"


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ("17,19", "not_enough_data"),
        ("99,100", "met"),
        ("17,20", "met_interval_crosses"),
        ("15,20", "not_met_interval_crosses"),
        ("10,100", "not_met"),
    ],
)
def test_the_criterion_is_answered(pricing: Command, counts: str, verdict: str) -> None:
    assert pricing.json("metric", "add", "PR", "csat", "--counts", counts)["verdict"] == verdict
    report = pricing.ok("standup", "PR")
    assert {"not_enough_data": "not enough data", "met": "met", "not_met": "not met"}.get(
        verdict, "but the interval crosses"
    ) in report
    assert f"n = {counts.partition(',')[2]}" in report


def shown(custdev: Command, *arguments: str) -> list[Any]:
    return [row["value"] for row in custdev.json("metric", "show", "CD", *arguments)]


def test_measurements_are_listed_by_day_withdrawn_and_undone(custdev: Command) -> None:
    custdev.ok("metric", "add", "CD", "nps", "--counts", "1,0,0", "--wave", "autumn")
    custdev.ok("metric", "add", "CD", "nps", "--counts", "0,0,1", "--wave", "summer", "--on", "yesterday")
    custdev.ok("metric", "add", "CD", "nps", "--counts", "0,1,0", "--wave", "autumn")
    assert shown(custdev) == [-100, 100, 0]
    assert shown(custdev, "--wave", "autumn") == [100, 0]
    assert shown(custdev, "--metric", "csat") == []
    first = custdev.json("metric", "show", "CD")[0]["id"]
    assert custdev.ok("metric", "withdraw", first[-6:], "--reason", "counted twice").startswith("Withdrew")
    assert shown(custdev) == [100, 0]
    custdev.ok("undo")
    assert shown(custdev) == [-100, 100, 0]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("csat", "--counts", "10,9"), 1, "Satisfied cannot be more than answers."),
        (("csat", "--counts", "10"), 1, "takes 2 numbers: satisfied, answers."),
        (("csat", "--counts", "ten,20"), 1, "Satisfied is a number that is not below 0, not 'ten'."),
        (("csat", "--counts", ""), 1, "takes 2 numbers"),
        (("csat", "--counts", "1,2", "--values", "3"), 1, "takes no single values"),
        (("csat", "--counts", "1,2", "--on", "tomorrow"), 1, "day"),
        (("csat",), 2, "Give --counts."),
        (("response_time",), 2, "Give --values"),
        (("fame", "--counts", "1"), 2, "fame"),
    ],
)
def test_what_cannot_be_is_a_sentence(custdev: Command, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    assert sentence in custdev.error("metric", "add", "CD", *arguments, code=code)


def test_a_name_in_a_wave_is_not_given_out(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("metric", "add", "CD", "nps", "--counts", "1,0,0", "--wave", "after Ada Lovelace left")
    assert custdev.json("metric", "show", "CD")[0]["wave"] == "after P01 left"


def test_how_many_answers_it_takes(custdev: Command) -> None:
    assert custdev.ok("metric", "size", "nps").startswith("385 answers")
    assert custdev.json("metric", "size", "csat", "--points", "5", "--among", "200")["n"] == 132
    assert "cannot be said" in custdev.error("metric", "size", "clv")
    assert "from 0 to 100" in custdev.error("metric", "size", "csat", "--points", "0")
