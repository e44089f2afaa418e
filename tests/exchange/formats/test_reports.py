from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tests.domain.reporting import Reporting
from tests.domain.world import BOARD, DAY
from tests.exchange.formats.boards import DRAWN, HOSTILE
from tests.exchange.formats.rendering import Page, by_markdown_it, by_mistune
from tui.domain import operations
from tui.domain.privacy.sheet import Changed, LeftOut, Sheet
from tui.domain.records.definition import BoardDefinition, Criterion
from tui.domain.standup.report import StandupReport
from tui.domain.standup.report.parts import Contacting
from tui.exchange.formats import format_named, formats_for
from tui.exchange.layouts import changed_line, check_line, left_out_line
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Style

FORMATS = tuple(each.name for each in formats_for("report"))


def render(report: StandupReport, form: str, style: Style = "full") -> str:
    return format_named(form).render(Leaving.report(report, style=style))


def busy() -> Reporting:
    """A board on which something of everything is, told on a Monday."""
    world = Reporting(replace(BOARD, test=Criterion("CSAT", ">= 80", 20)))
    ada = world.person("Ada Lovelace", email=["ada@engines.example"])
    world.do(operations.give_consent, ada.uid, ["take_part", "quote"], expires_at=world.now.date() + 10 * DAY)
    for number, owner in ((1, "ux"), (2, "pm")):
        world.do(operations.assign_card, world.uid(number), owner)
        world.do(operations.move_card, world.uid(number), "doing")
    world.note("Chat first", kind="learned", people=[ada.uid])
    world.note("Nobody answered", kind="quote", people=[ada.uid], stance="refutes")
    world.note("export to CSV", kind="request", people=[ada.uid], card=None)
    world.do(operations.block_card, world.uid(2), "legal to approve", "a yes")
    world.later(4 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    world.add("Ask for prices", column="doing", assignee="ux")
    world.later(3 * DAY)
    urgent = world.add("Reply today", column="doing")
    world.do(operations.expedite_card, urgent.uid)
    world.touch(ada, status="confirmed", at=world.now)
    world.do(operations.begin_standup, [world.experiment.uid], world.now - 3 * DAY, attendees=["ux", "pm"])
    held = next(iter(world.workspace.standups.values()))
    world.do(operations.decide_in_standup, held.uid, "Ask legal again", owner="pm", due=world.now.date() + DAY)
    return world


def report() -> StandupReport:
    world = busy()
    held = next(iter(world.workspace.standups.values()))
    return replace(world.report(standup=held, since=world.now - 3 * DAY), record="e7f1")


FULL = """\
# Standup — Customer Development (iteration 1) — Mon 2026-03-09

Since: Fri 2026-03-06 10:00 · for stakeholders, people shown as P-ids

With: ux, pm

**Pulse** done 1 · moved 1 · notes 0 · touchpoints 0/3 this week, 0 last week · WIP 3/3

## Done (1)

- CD-1 Establish channels — DONE — 5 d (SLE 10 d at 85 %, declared) — learned: Chat first (P01)

## Blocked (1)

- CD-2 Seek feedback — DOING — 8 d — legal to approve — needs: a yes — pm

## Expedite (1)

- » CD-5 Reply today — DOING — 1 d

## In progress (right to left, oldest first)

- ◔ CD-4 Ask for prices — DOING — 4 d — ux

## Customers

- Today: 10:00 interview P01 (take part ✓, be recorded ✗)
- Awaiting our reply: P01 — 8 d — export to CSV

## Hypothesis

- for: nobody; against: 1 person by 0 methods, not yet triangulated

## Metrics

- CSAT — criterion \\>= 80 with n ≥ 20: **not measured yet**

## Pulled today

- CD-5 Reply today — DOING

## Decisions

- Ask legal again — pm — by Tue 10 Mar

## Privacy due

- P01 permission to be quoted expires 2026-03-12
- P01 permission to take part expires 2026-03-12

— exported 2026-03-09T09:00:00+00:00 · custdev 0.1.0 · profile stakeholders · record e7f1 · 0 redactions

Not checked: who is meant where no name stands; people who are not in this workspace
"""


def test_markdown_reads_as_a_report_should() -> None:
    assert render(report(), "md") == FULL


def test_what_was_said_is_quoted_with_whom_it_is_of() -> None:
    world = busy()
    text = render(world.report(since=world.now - 9 * DAY), "md")
    assert "- new ▼ P01: “Nobody answered”\n" in text


THREE = """\
*Standup — Customer Development (iteration 1) — Mon 2026-03-09*
Since: Fri 2026-03-06 10:00 · for stakeholders, people shown as P-ids
With: ux, pm
*Pulse* done 1 · moved 1 · notes 0 · touchpoints 0/3 this week, 0 last week · WIP 3/3

*pm*
*Since Fri*
• none
*Today*
• Ask legal again — by Tue 10 Mar
*Blockers*
• ■ CD-2 Seek feedback — DOING — 8 d — legal to approve

*ux*
*Since Fri*
• ✓ CD-1 Establish channels — DONE
*Today*
• ◔ CD-4 Ask for prices — DOING — 4 d
*Blockers*
• none

*Nobody's*
*Since Fri*
• none
*Today*
• » CD-5 Reply today — DOING — 1 d
*Blockers*
• none

— exported 2026-03-09T09:00:00+00:00 · custdev 0.1.0 · profile stakeholders · record e7f1 · 0 redactions
Not checked: who is meant where no name stands; people who are not in this workspace
"""


def test_three_answers_of_each_person_in_slacks_markup() -> None:
    assert render(report(), "slack", "three") == THREE


@pytest.mark.parametrize("form", DRAWN)
def test_yesterday_is_called_so_where_it_is_the_day_before(form: str) -> None:
    world = busy()
    assert "Yesterday" in render(world.report(since=world.now - DAY), form, "three")
    assert "Yesterday" not in render(world.report(since=world.now - 2 * DAY), form, "three")


@pytest.mark.parametrize("form", DRAWN)
def test_sections_of_nothing_say_so_and_two_vanish(form: str) -> None:
    text = unescape(re.sub(r"<[^>]+>", "", render(Reporting(replace(BOARD, cards=())).report(), form)))
    for heading in (
        "Done",
        "Blocked",
        "In progress",
        "Customers",
        "Metrics",
        "Pulled today",
        "Decisions",
    ):
        _, found, rest = text.partition(heading)
        assert found, heading
        assert "none" in rest.strip("*()# \n").removeprefix("right to left, oldest first")[:12], heading
    assert "for: nobody; against: nobody" in text
    assert "Expedite" not in text
    assert "Privacy due" not in text


def test_over_several_boards_cards_have_full_keys() -> None:
    world = busy()
    other = BoardDefinition("retention", "CR", "Retention", cards=BOARD.cards[:2])
    world.do(operations.start_experiment, other, definition_hash="x", timezone="Europe/Berlin")
    text = render(world.report(), "md")
    assert text.startswith("# Standup — 2 experiments (CD, CR) — Mon 2026-03-09\n")
    assert "- CD-2 Seek feedback — DOING — 8 d" in text
    assert "- CD for: nobody; against: 1 person by 0 methods, not yet triangulated" in text
    assert "- CR for: nobody; against: nobody" in text
    assert "- CD CSAT — criterion" in text
    assert Leaving.report(world.report()).stem == "2026-03-09-standup-cd-cr"


@cache
def hostile(text: str) -> StandupReport:
    world = Reporting(replace(BOARD, title=text))
    for number in (1, 2):
        world.do(operations.edit_card, world.uid(number), title=text)
        world.do(operations.move_card, world.uid(number), "doing")
    world.do(operations.block_card, world.uid(1), text, text)
    world.note(text, kind="quote", stance="refutes")
    world.do(operations.begin_standup, [world.experiment.uid], world.now - DAY)
    held = next(iter(world.workspace.standups.values()))
    world.do(operations.decide_in_standup, held.uid, text)
    made = world.report(standup=world.workspace.standups[held.uid], since=world.now - DAY)
    return replace(made, sheet=Sheet())  # what is taken out is told in lines that harmless texts do not have


def shape(report: StandupReport, style: Style = "full") -> list[str]:
    """Return the elements of Markdown as they are nested, without the texts in them and the links to the web."""
    text = render(report, "md", style)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inner = [child.type for token in tokens for child in token.children or ()]
    texts = ("text", "text_special", "link_open", "link_close")
    return [token.type for token in tokens] + [each for each in inner if each not in texts]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("style", ["full", "three"])
def test_nothing_that_is_typed_is_markdown(text: str, style: Style) -> None:
    assert shape(hostile(text), style) == shape(hostile("harmless"), style)
    said = render(hostile(text), "md", style)
    assert by_markdown_it(said).words == by_mistune(said).words


def elements(report: StandupReport) -> tuple[Page, list[str], Counter[tuple[str, str, str]]]:
    page = Page(render(report, "html"))
    tags = [tag for tag in page.tags if tag not in ("a", "/a")]
    return page, tags, Counter(each for each in page.attributes if each[0] != "a")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_html(text: str) -> None:
    page, tags, attributes = elements(hostile(text))
    _, expected_tags, expected_attributes = elements(hostile("harmless"))
    assert (tags, attributes) == (expected_tags, expected_attributes)
    assert not page.faults
    typed = hostile(text).decisions[0].text
    assert typed[:200] in "".join(page.blocks)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_drawn_but_as_text(text: str) -> None:
    picture = ET.fromstring(render(hostile(text), "svg"))
    assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= {
        *("svg", "title", "desc", "rect", "g", "text", "tspan")
    }
    typed = hostile(text).decisions[0].text
    assert "".join(typed[:200].split()) in "".join("".join(picture.itertext()).split())


def test_a_page_is_of_one_piece() -> None:
    page = render(report(), "html")
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import|javascript", page)
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_slack_has_no_markup_but_ours(text: str) -> None:
    said = re.sub(r"https?://[^\s|)]+", "link", render(hostile(text), "slack"))
    assert not re.search(r"[<>]|@\w|`|~|\]\(\w+\)\*", said)
    assert said.count("*") == render(hostile("harmless"), "slack").count("*")


@pytest.mark.parametrize("form", FORMATS)
def test_long_texts_are_cut_where_a_report_is_read_and_whole_in_json(form: str) -> None:
    _, heading, said = render(hostile("漢字" * 200), form).partition("decisions" if form == "json" else "Decisions")
    assert heading
    assert "漢字" * 20 in said
    assert ("漢字" * 200 in said) is (form == "json")


def test_many_people_are_counted_not_listed() -> None:
    many = tuple(Contacting(f"P{number:02d}", 40, 30) for number in range(1, 31))
    made = report()
    made = replace(made, customers=replace(made.customers, overdue=many))
    text = render(made, "txt")
    assert "P12 (40 d, max 30), and 18 more" in text
    assert "P13" not in text
    assert len(json.loads(render(made, "json"))["customers"]["overdue"]) == 30


def test_json_has_a_schema_sorted_keys_and_names_boards_once() -> None:
    text = render(report(), "json")
    data = json.loads(text)
    assert (data["schema"], data["kind"], data["profile"]) == (1, "standup", "stakeholders")
    assert text == json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    assert data["done"][0]["board"] == data["boards"][0]["key"] == "CD"


def test_what_was_changed_and_left_out_is_told_below() -> None:
    sheet = replace(
        report().sheet,
        changed=(Changed("e-mail", 1), Changed("name", 2)),
        left_out=(LeftOut(("P07",), "quote", "no quote permission"),),
    )
    made = replace(report(), sheet=sheet)
    assert changed_line(sheet.changed[1]).text == "2 names → P-ids"
    assert left_out_line(sheet.left_out[0]).text == "P07 quote, no quote permission"
    assert check_line(sheet.check).text == "clean, 1 person, 2 identifiers, 0 found"
    foot = render(made, "txt").splitlines()[-4:]
    assert foot[0].endswith("· 4 redactions")
    assert foot[1:] == [
        "Changed: 1 e-mail address → [e-mail]; 2 names → P-ids",
        "Left out: P07 quote, no quote permission",
        "Not checked: who is meant where no name stands; people who are not in this workspace",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_is_the_same_text(form: str) -> None:
    assert render(report(), form) == render(report(), form)
