from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.exchange.links import pieces


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.example", ["https://a.example"]),
        ("see http://a.example/b.", ["http://a.example/b"]),
        ("(https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("[https://a.example](https://b.example)", ["https://a.example", "https://b.example"]),
        ("*https://a.example/x* and https://a.example/*", ["https://a.example/x", "https://a.example/*"]),
        ("“https://a.example/q”, https://b.example!", ["https://a.example/q", "https://b.example"]),
        ("见https://a.example/日本。然后", ["https://a.example/日本"]),
        ("<https://a.example/a|b>", ["https://a.example/a"]),
        ("https://a.example/?a[]=1&b=~2*3", ["https://a.example/?a[]=1&b=~2*3"]),
        ("it's at 'https://a.example/it's'", ["https://a.example/it's"]),
    ],
)
def test_links_end_where_their_sentence_goes_on(text: str, links: list[str]) -> None:
    assert [piece for piece, is_link in pieces(text) if is_link] == links


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "data:text/html,x",
        "mailto:a@b.example",
        "//a.example",
        "https://",
        "https://…",
        "https:// a.example",
        "xhttps://a.example",
        "https://a.example/cut-of…",
        "https://a.example/[handle]",
        "https://[name].example",
        'https://"onmouseover=x',
    ],
)
def test_what_leads_nowhere_or_elsewhere_is_no_link(text: str) -> None:
    assert not any(is_link for _, is_link in pieces(text))


@given(st.text(alphabet="htps:/.a()[]*_~&;, <>\"'|…é漢"), st.text(max_size=9))
def test_the_pieces_are_the_text(start: str, end: str) -> None:
    text = f"{start}https://{end}"
    assert "".join(piece for piece, _ in pieces(text)) == text
