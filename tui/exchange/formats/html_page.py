"""One HTML file: no scripts, nothing loaded, in the colours the reader prefers.

What mail programs drop are the styles of the head; what is left is a heading, lists, and bold words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from tui.exchange.document import BULLET, Document, Line, Part
from tui.exchange.formats.format import DOCUMENTS, Format
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel

_STYLE = """\
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --ok: #1a7f37; --warn: #9a6700; --danger: #cf222e;
  --person: #0550ae; --page: #ffffff; --rule: #d1d9e0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --muted: #9198a1; --ok: #3fb950; --warn: #d29922;
  --danger: #f85149; --person: #79c0ff; --page: #0d1117; --rule: #3d444d; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: var(--text); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; border-bottom: 1px solid var(--rule); }
ul { list-style: none; margin: 0; padding: 0; } li { padding-left: 1.5rem; text-indent: -1.5rem; margin: .25rem 0; }
li > .sign { display: inline-block; width: 1.5rem; text-indent: 0; }
p { margin: .25rem 0; } footer { margin-top: 2rem; font-size: .85rem; color: var(--muted); }
.muted { color: var(--muted); } .ok { color: var(--ok); }
.warn { color: var(--warn); } .danger { color: var(--danger); }
.person { color: var(--person); } .quote { font-style: italic; }"""


def write(parcel: Parcel) -> str:
    """Return a parcel as a page of its own."""
    return page_of(document_of(parcel))


def page_of(document: Document) -> str:
    """Return a document as a page of its own; what people typed appears literally."""
    title = escape(document.title)
    body = [f"<h1>{title}</h1>", *map(_paragraph, document.head)]
    for section in document.sections:
        body += ["<section>", f"<h2>{escape(section.title)}</h2>", *_lines(section.lines), "</section>"]
    body += ["<footer>", *map(_paragraph, document.foot), "</footer>"]
    head = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">']
    head += [f"<title>{title}</title>", f"<style>\n{_STYLE}\n</style>"]
    page = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", *body, "</body>", "</html>"]
    return "\n".join(page) + "\n"


def _lines(lines: Iterable[Line]) -> list[str]:
    found: list[str] = []
    for is_list, group in groupby(lines, key=lambda each: bool(each.sign)):
        drawn = [_item(each) if is_list else _paragraph(each) for each in group]
        found += ["<ul>", *drawn, "</ul>"] if is_list else drawn
    return found


def _item(line: Line) -> str:
    sign = _span(Part(line.sign, "muted" if line.sign == BULLET else line.kind), extra="sign")
    return f"<li>{sign} {_inline(line)}</li>"


def _paragraph(line: Line) -> str:
    return f"<p>{_inline(line)}</p>"


def _inline(line: Line) -> str:
    return "".join(map(_span, line.parts))


def _span(part: Part, extra: str = "") -> str:
    text = escape(part.text)
    if part.kind == "strong":
        return f"<strong>{text}</strong>"
    kinds = " ".join(filter(None, (extra, "" if part.kind == "plain" else part.kind)))
    return f'<span class="{kinds}">{text}</span>' if kinds else text


FORMAT = Format("html", "HTML", "html", DOCUMENTS, write)
