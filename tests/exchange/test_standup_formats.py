from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from tui.exchange.standup_formats import DRAWN, STANDUP_FORMATS, render_standup, standup_file_name
from tui.exchange.standup_slack import escaped

from tests.domain.reporting import Reporting
from tests.domain.world import BOARD, DAY
from tui.domain import operations
from tui.domain.definition import BoardDefinition, Criterion
from tui.domain.report import StandupReport
from tui.domain.report.parts import Changed, Contacting, LeftOut
from tui.exchange.layouts.report import changed_line, check_line, left_out_line

HOSTILE = (
    "# Heading",
    "- item",
    "1. first",
    "**bold** _italic_ *x* `code` ~gone~",
    "[link](http://evil.example) ![x](y)",
    "<script>alert(1)</script>",
    "<!channel> <@U123> <http://evil.example|click>",
    "@here @channel @everyone",
    ":wave: a | b > c & d &amp; e",
    "[[page]] $x$ \\ [@click=app.quit] [/]",
    "=1+1",
    "漢字" * 150,
)


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

Since: Fri 2026-03-06 10:00 · Profile: shareable (people shown as P-ids)

With: ux, pm

**Pulse** done 1 · moved 1 · notes 0 · touchpoints 0/3 this week · WIP 3/3

## Done (1)

- Establish channels — 5 d (SLE 10 d at 85 %, declared) — learned: Chat first (P01)

## Blocked (1)

- Seek feedback — 8 d — legal to approve — needs: a yes — pm

## Expedite (1)

- » Reply today — 1 d

## In progress (oldest first)

- ◔ Ask for prices — 4 d — ux

## Customers

- Today: 10:00 interview P01 (take part ✓, be recorded ✗)
- Awaiting our reply: P01 — 8 d — “export to CSV”

## Hypothesis

- ▲ 0 supports · ▼ 1 refutes · 1 person · 0 methods — not yet triangulated (3 people by 2 methods)

## Metrics

- CSAT — criterion \\>= 80 with n ≥ 20: **not measured yet**

## Pulled today

- Reply today

## Decisions

- Ask legal again — pm — by Tue

## Privacy due

- P01 permission to be quoted expires 2026-03-12
- P01 permission to take part expires 2026-03-12

— exported 2026-03-09T09:00:00+00:00 · custdev 0.1.0 · profile shareable · record e7f1 · 0 redactions
"""


def test_markdown_reads_as_a_report_should() -> None:
    assert render_standup(report(), "md") == FULL


def test_what_was_said_is_quoted_with_whom_it_is_of() -> None:
    world = busy()
    text = render_standup(world.report(since=world.now - 9 * DAY), "md")
    assert "- new ▼ P01: “Nobody answered”\n" in text


THREE = """\
*Standup — Customer Development (iteration 1) — Mon 2026-03-09*
Since: Fri 2026-03-06 10:00 · Profile: shareable (people shown as P-ids)
With: ux, pm
*Pulse* done 1 · moved 1 · notes 0 · touchpoints 0/3 this week · WIP 3/3

*pm*
*Since Fri*
• none
*Today*
• Ask legal again — by Tue
*Blockers*
• ■ Seek feedback — 8 d — legal to approve

*ux*
*Since Fri*
• ✓ Establish channels
*Today*
• ◔ Ask for prices — 4 d
*Blockers*
• none

*Nobody's*
*Since Fri*
• none
*Today*
• » Reply today — 1 d
*Blockers*
• none

_— exported 2026-03-09T09:00:00+00:00 · custdev 0.1.0 · profile shareable · record e7f1 · 0 redactions_
"""


def test_three_answers_of_each_person_in_slacks_markup() -> None:
    assert render_standup(report(), "slack", "three") == THREE


@pytest.mark.parametrize("form", sorted(DRAWN))
def test_yesterday_is_called_so_where_it_is_the_day_before(form: str) -> None:
    world = busy()
    assert "Yesterday" in render_standup(world.report(since=world.now - DAY), form, "three")
    assert "Yesterday" not in render_standup(world.report(since=world.now - 2 * DAY), form, "three")


@pytest.mark.parametrize("form", sorted(DRAWN))
def test_sections_of_nothing_say_so_and_two_vanish(form: str) -> None:
    text = unescape(re.sub(r"<[^>]+>", "", render_standup(Reporting(replace(BOARD, cards=())).report(), form)))
    for heading in (
        "Done",
        "Blocked",
        "In progress",
        "Customers",
        "Hypothesis",
        "Metrics",
        "Pulled today",
        "Decisions",
    ):
        _, found, rest = text.partition(heading)
        assert found, heading
        assert "none" in rest.strip("*()# \n").removeprefix("oldest first")[:12], heading
    assert "Expedite" not in text
    assert "Privacy due" not in text


def test_over_several_boards_cards_have_full_keys() -> None:
    world = busy()
    other = BoardDefinition("retention", "CR", "Retention", cards=BOARD.cards[:2])
    world.do(operations.start_experiment, other, definition_hash="x", timezone="Europe/Berlin")
    text = render_standup(world.report(), "md")
    assert text.startswith("# Standup — 2 experiments (CD, CR) — Mon 2026-03-09\n")
    assert "- CD-2 Seek feedback — 8 d" in text
    assert "- CD ▲ 0 supports" in text
    assert "- CD CSAT — criterion" in text
    assert standup_file_name(world.report(), "md") == "2026-03-09-standup-cd-cr.md"


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
    return replace(made, changed=())  # handles are taken out, which is told in a line that harmless texts do not have


def shape(report: StandupReport, style: str = "full") -> list[str]:
    """Return the elements of Markdown as they are nested, without the texts in them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(render_standup(report, "md", style))  # type: ignore[arg-type]
    inner = [child.type for token in tokens for child in token.children or () if child.type != "text"]
    return [token.type for token in tokens] + [each for each in inner if each != "text_special"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("style", ["full", "three"])
def test_nothing_that_is_typed_is_markdown(text: str, style: str) -> None:
    assert shape(hostile(text), style) == shape(hostile("harmless"), style)


class Elements(HTMLParser):
    """Collects the tags with their attributes, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


def elements(report: StandupReport) -> Elements:
    found = Elements()
    found.feed(render_standup(report, "html"))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_html(text: str) -> None:
    found, expected = elements(hostile(text)), elements(hostile("harmless"))
    assert found.tags == expected.tags
    typed = hostile(text).decisions[0].text
    assert typed[:200] in found.words


def test_a_page_is_of_one_piece() -> None:
    page = render_standup(report(), "html")
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import|javascript", page)
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@\u2060U1&gt;"),
        ("@here mail@x", "@\u2060here mail@\u2060x"),
        ("*b* ~s~ `c`", "∗b∗ ∼s∼ ˋcˋ"),
        ("_i_ snake_case", "ˍiˍ snake_case"),
        (":wave: 10:30:45 a: b", ":\u2060wave: 10:30:45 a: b"),
    ],
)
def test_slack_shows_what_was_typed_and_calls_nobody(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_slack_has_no_markup_but_ours(text: str) -> None:
    said = render_standup(hostile(text), "slack")
    assert not re.search(r"[<>]|@\w|`|~|\]\(\w+\)\*", said)
    assert said.count("*") == render_standup(hostile("harmless"), "slack").count("*")


@pytest.mark.parametrize("form", STANDUP_FORMATS)
def test_long_texts_are_cut_where_a_report_is_read_and_whole_in_json(form: str) -> None:
    said = render_standup(hostile("漢字" * 200), form)
    assert ("漢字" * 200 in said.partition("decisions")[2]) is (form == "json")


def test_many_people_are_counted_not_listed() -> None:
    many = tuple(Contacting(f"P{number:02d}", 40, 30) for number in range(1, 31))
    made = report()
    made = replace(made, customers=replace(made.customers, overdue=many))
    text = render_standup(made, "text")
    assert "P12 (40 d, max 30), and 18 more" in text
    assert "P13" not in text
    assert len(json.loads(render_standup(made, "json"))["customers"]["overdue"]) == 30


def test_json_has_a_schema_sorted_keys_and_names_boards_once() -> None:
    text = render_standup(report(), "json")
    data = json.loads(text)
    assert (data["schema"], data["kind"], data["profile"]) == (1, "standup", "shareable")
    assert text == json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    assert data["done"][0]["board"] == data["boards"][0]["key"] == "CD"


def test_what_was_changed_and_left_out_is_told_below() -> None:
    made = replace(
        report(),
        changed=(Changed("e-mail", 1), Changed("name", 2)),
        left_out=(LeftOut(("P07",), "quote", "no quote permission"),),
    )
    assert changed_line(made.changed[1]).text == "2 names → P-ids"
    assert left_out_line(made.left_out[0]).text == "P07 quote, no quote permission"
    assert check_line(made).text == "clean, 1 person, 2 identifiers, 0 found"
    foot = render_standup(made, "text").splitlines()[-3:]
    assert foot[0].endswith("· 4 redactions")
    assert foot[1:] == [
        "Changed: 1 e-mail address → [e-mail]; 2 names → P-ids",
        "Left out: P07 quote, no quote permission",
    ]


@pytest.mark.parametrize("form", STANDUP_FORMATS)
def test_the_same_report_is_the_same_text(form: str) -> None:
    assert render_standup(report(), form) == render_standup(report(), form)
