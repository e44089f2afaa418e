"""`custdev metric`: what was measured in an experiment, how sure that is, and what it says of the criterion."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import click

from tui.cli.card_output import today_of
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, hint, say, warn
from tui.cli.verbs import TEXT, WordType, noun, verb, word_option
from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound
from tui.domain.evidence.measured import Measured, in_time, measured
from tui.domain.metrics.figure_words import figure_words
from tui.domain.metrics.registry import METRICS
from tui.domain.metrics.sample_size import answers_for_net_score, answers_for_share
from tui.domain.metrics.scores import SCALES
from tui.domain.metrics.verdict import WORDS
from tui.domain.records.vocabulary import PHASES, Phase
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_measurement
from tui.domain.time.dates import day_words
from tui.domain.time.moments import parse_any_day
from tui.exchange.surveys import Asked, outcome_of, outcome_words, read_survey, remarks_of
from tui.service.metric_shapes import figure_shape, measurement_shape, survey_shape
from tui.service.writing import Work

HEADERS = ("ON", "METRIC", "FIGURE", "CRITERION", "WAVE", "SEGMENT", "AS", "ID")
METRIC = WordType(tuple(METRICS), "a metric")
INPUTS = "\n    ".join(
    f"{metric.key}: {', '.join(metric.inputs).replace('_', ' ')}{' and --values' if metric.listed else ''}"
    for metric in METRICS.values()
)


@noun(("measurements", "show", "add", "import", "withdraw", "size"), example="custdev metric add CD nps --counts 5,3,2")
def metric() -> None:
    """What was measured, with an interval of 95 %. Inputs are kept; a value is worked out of them each time."""


@verb(
    example="custdev metric add CD csat --counts 7,9 --wave 'after the change'",
    help=f"""Note what was measured in an experiment. The counts of a metric are, in this order:

    \b
    {INPUTS}""",
)
@click.argument("board")
@click.argument("key", metavar="METRIC", type=METRIC)
@option("--counts", metavar="N,N,…", help="Its numbers, in the order above.")
@option("--values", metavar="N,N,…", help="What was measured one by one: response times in minutes.")
@option("--on", "on", metavar="DAY", help="The day it is of, the last one of a period; today, unless it is said.")
@option("--wave", type=TEXT, default="", metavar="NAME", help="What it belongs to, such as one mailing of a survey.")
@option("--segment", type=TEXT, default="", metavar="NAME", help="The part of all it is about.")
@word_option("--phase", words=PHASES, what="a phase", metavar="P")
@option("--question", type=TEXT, default="", help="What was asked.")
def add(
    desk: Desk,
    *,
    board: str,
    key: str,
    counts: str | None,
    values: str | None,
    on: str | None,
    wave: str,
    segment: str,
    phase: Phase | None,
    question: str,
    as_json: bool,
) -> None:
    """Note what was measured in an experiment."""
    listed = METRICS[key].listed
    if counts is None and not (listed and values):
        raise click.UsageError("Give --values, and --counts where some are unanswered." if listed else "Give --counts.")
    with desk.writing() as work:
        experiment = work.board(board)
        day = parse_any_day(on, today_of(experiment, work.now())) if on else today_of(experiment, work.now())
        numbers = _split(counts) if counts is not None else ["0"]
        fields = {"on": day, "wave": wave, "segment": segment, "phase": phase, "question": question}
        change = work.save(operations.measure, experiment.uid, key, numbers, values=_split(values or ""), **fields)
        uid = next(iter(change.records["measurements"]))
        shown = measured(work.workspace, work.workspace.measurements[uid])
        if as_json:
            emit(figure_shape(shown))
            return
        say(f"{shown.metric.title}: {_figure(shown)}.")
        if shown.verdict:
            say(f"Criterion: {WORDS[shown.verdict]}.")


@verb("import", example="custdev metric import CD nps answers.csv --wave November --dry-run")
@click.argument("board")
@click.argument("key", metavar="METRIC", type=WordType(tuple(SCALES), "a metric of single answers"))
@click.argument("file", metavar="FILE|-")
@option("--column", metavar="NAME", help="The column with the answers, where that cannot be told.")
@option("--respondent", metavar="NAME", help="The column that says who answered: an address, or any id.")
@option("--wave", type=TEXT, default="", metavar="NAME", help="What the answers belong to, such as one mailing.")
@option("--wave-column", metavar="NAME", help="The column that says so of each.")
@option("--segment-column", metavar="NAME", help="The column with the part of all that somebody belongs to.")
@option("--day-column", metavar="NAME", help="The column with the day of the answer.")
@option("--on", "on", metavar="DAY", help="The day of the answers where no column has it; today, unless it is said.")
@word_option("--phase", words=PHASES, what="a phase", metavar="P")
@option("--dry-run", is_flag=True, help="Say what would come of it, and change nothing.")
def importing(
    desk: Desk,
    /,
    *,
    board: str,
    key: str,
    file: str,
    on: str | None,
    phase: Phase | None,
    dry_run: bool,
    as_json: bool,
    **columns: str | None,
) -> None:
    """Count the answers of a survey: a CSV file with a row for each respondent, or standard input.

    Columns are found by their names: the question, an address or an id of the respondent, the day, the wave and the
    segment. What is counted already is not counted again; where somebody answered anew, the later answer counts.
    Customers are known by their address; who else answered is kept as a print beside who people are.
    """
    data = _read(file)
    asked = Asked(**{name: value or "" for name, value in columns.items()})
    with desk.reading(policy=True) if dry_run else desk.writing() as there:
        workspace, experiment = there.board_to_read(board)
        today = today_of(experiment, there.now())
        survey = read_survey(data, key, asked, today)
        outcome = outcome_of(workspace, experiment.uid, key, survey.given, phase)
        if isinstance(there, Work):
            fields = {
                "on": parse_any_day(on, today) if on else today,
                "phase": phase,
                "question": survey.question,
            }
            there.save(operations.import_answers, there.board(board).uid, key, survey.given, **fields)
    if as_json:
        emit(survey_shape(survey, outcome))
        return
    warn(*(f"line {one.line:,}: {one.text}." if one.line else one.text for one in remarks_of(survey, outcome)))
    would = "Would import" if dry_run else "Imported"
    say(f"{would} answers: {outcome_words(outcome, len(survey.skipped))}.")


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).expanduser().read_bytes()
    except OSError as error:
        raise NotFound(f"{file} cannot be read: {error.strerror or error}. Nothing was changed.") from None


@verb(example="custdev metric show CD --metric nps")
@click.argument("board")
@option("--metric", "key", type=METRIC, metavar="METRIC", help="Only this metric.")
@option("--wave", metavar="NAME", help="Only of this wave.")
def show(desk: Desk, *, board: str, key: str | None, wave: str | None, as_json: bool) -> None:
    """Show what was measured in an experiment, oldest first."""
    with desk.reading(policy=True) as reading:
        workspace, experiment = reading.board_to_read(board)
        chosen = [
            one
            for one in in_time(workspace.measurements_of(experiment.uid))
            if key in (None, one.metric_key) and wave in (None, one.wave)
        ]
        seen = reading.seen()
        figures = [measured(workspace, one) for one in chosen]
        shapes = (measurement_shape(one, seen.measurements[one.measurement.uid]) for one in figures)
        rows = (_row(one, seen, day_words(one.measurement.on, reading.today)) for one in figures)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color)
        if not figures:
            hint("Nothing was measured yet: custdev metric add.")


@verb(example="custdev metric withdraw 4F2K9A --reason 'counted twice'")
@click.argument("measurement", metavar="ID")
@option("--reason", type=TEXT, default="", metavar="WHY", help="What was wrong with it.")
def withdraw(desk: Desk, *, measurement: str, reason: str, as_json: bool) -> None:
    """Withdraw a measurement that was wrong. ID is as metric show has it, whole or its last characters."""
    with desk.writing() as work:
        uid = find_measurement(work.workspace, measurement).uid
        change = work.save(operations.withdraw_measurement, uid, reason=reason)
        shown = measured(work.workspace, work.workspace.measurements[uid])
        if as_json:
            emit(figure_shape(shown))
            return
        title = shown.metric.title
        say(f"{title} was withdrawn already." if change.is_empty else f"Withdrew {title}: {_figure(shown)}.")


@verb(example="custdev metric size csat --points 5")
@click.argument("key", metavar="METRIC", type=METRIC)
@option("--points", default="10", show_default=True, metavar="N", help="Plus or minus so many points.")
@option("--among", type=click.IntRange(1), metavar="N", help="How many there are in all.")
def size(desk: Desk, *, key: str, points: str, among: int | None, as_json: bool) -> None:
    """Say how many answers it takes for a figure to be as sure as is precision, at 95 % and in the worst case."""
    unit = METRICS[key].unit
    if unit not in ("%", "points") or key == "ab":
        raise NotAllowed(f"How many answers {METRICS[key].title} takes cannot be said beforehand.")
    precision = _points(points)
    n = answers_for_net_score(precision, among=among) if key == "nps" else answers_for_share(precision, among=among)
    if as_json:
        emit({"metric": key, "points": float(precision), "among": among, "n": n})
        return
    say(f"{n} answers give {METRICS[key].title} to ±{points} points.")


def _points(text: str) -> Fraction:
    try:
        points = Fraction(text)
    except (ValueError, ZeroDivisionError):
        points = Fraction(0)
    if not 0 < points <= 100:
        raise NotAllowed(f"Points are a number from 0 to 100, such as 5 or 2.5, not {text!r}.")
    return points


def _split(text: str) -> list[str]:
    return [number.strip() for number in text.split(",")] if text.strip() else []


def _figure(shown: Measured) -> str:
    """Return a figure in words, and why there is no interval."""
    figure = shown.figure
    why = f"; {figure.why}" if figure.why and figure.value is not None else ""
    return f"{figure_words(shown.metric, figure)}{why}"


def _row(one: Measured, seen: Workspace, day: str) -> list[str]:
    record = seen.measurements[one.measurement.uid]
    verdict = WORDS[one.verdict] if one.verdict else ""
    figure = figure_words(one.metric, one.figure)
    return [day, one.metric.title, figure, verdict, record.wave, record.segment, record.phase or "", record.uid[-6:]]
