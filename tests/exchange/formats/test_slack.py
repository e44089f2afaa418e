from __future__ import annotations

import re

import pytest

from tests.exchange.formats.boards import HOSTILE, busy_world, world_of, written
from tui.exchange.document import Document, Part, Section, item, line, text_lines
from tui.exchange.formats.slack import escaped, slack_of
from tui.exchange.links import pieces

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@\u2060U1&gt;"),
        ("<!here|x> <!subteam^S1> <#C1>", "&lt;!here|x&gt; &lt;!subteam^S1&gt; &lt;#C1&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("@here mail@x", "@\u2060here mail@\u2060x"),
        ("*b* ~s~ `c`", "∗b∗ ∼s∼ ˋcˋ"),
        ("_i_ snake_case", "ˍiˍ snake_case"),
        ("(*b*) *_bi_* **", "(∗b∗) ∗ˍbiˍ∗ ∗∗"),
        ("*open", "∗open"),
        ("2 * 3", "2 ∗ 3"),
        (":wave: 10:30:45 a: b", ":\u2060wave: 10:30:45 a: b"),
    ],
)
def test_slack_shows_what_was_typed_and_calls_nobody(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("text", ["5*3", "a~b", "snake_case", "10:30", "it's “so”", "C# and #tag", "100 %", "- item"])
def test_what_means_nothing_to_slack_stays_as_it_was_typed(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://a.example/_x_*y*~z~:a:?b=1&c=@d, ok", "see https://a.example/_x_*y*~z~:a:?b=1&amp;c=@d, ok"),
        ("*https://a.example/x*", "∗https://a.example/x∗"),
        ("<https://a.example|click>", "&lt;https://a.example|click&gt;"),
    ],
)
def test_links_stay_whole(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_slack_has_no_markup_but_ours(text: str) -> None:
    sent, ours = (written(world_of(title), "slack") for title in (text, "harmless"))
    assert not re.search(r"[<>]|@\w|`|(?<![\w/])~|~(?![\w/.])", sent)
    ends_in_link = list(pieces(text))[-1][1]  # as the quote does then, which has no signs around it
    for sign, unmarked in (("*", 0), ("_", 2 * ends_in_link)):
        marks = re.compile(rf"(?<![^\W_]){re.escape(sign)}(?=\S)|(?<=\S){re.escape(sign)}(?![^\W_])")
        assert len(marks.findall(sent)) == len(marks.findall(ours)) - unmarked
    assert not re.search(r"(?m)^\s*(>|&gt;)", sent)
    assert not re.search(r"(?<!\d):\w+:", sent)


def test_only_a_customers_own_words_are_italic_and_only_headings_and_keys_bold() -> None:
    sent = written(busy_world(), "slack")
    assert re.findall(r"(?m)^ +_(.*)_$", sent) == ["They gave up.", "Twice."]
    assert "*DOING (1/3)*\n• *CD-1* Establish channels, 4 d" in sent
    assert "    • [x] Survey\n    • [ ] Call\n" in sent
    assert sent.count("_") == 4


def test_a_link_has_no_sign_beside_it_that_would_become_part_of_it() -> None:
    lines = (item(Part("https://a.example/x is it", "quote")), *text_lines("https://a.example/y", 1, "quote"))
    sent = slack_of(
        Document("On https://a.example", (line(Part("Evidence", "strong"), " none"),), (Section("S", lines),), ())
    )
    assert sent.splitlines() == [
        "On https://a.example",
        "*Evidence* none",
        "",
        "*S*",
        "• https://a.example/x is it",
        "    https://a.example/y",
        "",
    ]


def test_a_text_that_begins_as_a_quote_does_is_none() -> None:
    sent = slack_of(Document("T", (), (Section("S", tuple(text_lines("> so\n  > deeper", 0))),), ()))
    assert sent.splitlines()[3:5] == [f"{JOINER}&gt; so", f"{JOINER}  &gt; deeper"]
