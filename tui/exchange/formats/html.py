"""One HTML file: no scripts, nothing loaded, in the colours the reader prefers.

What mail programs drop are the styles of the head; what is left are headings, lists, and bold words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from string import Template

from tui.exchange.colours import DARK, LIGHT
from tui.exchange.document import BULLET, Document, Line, Part, Section, as_read, inert
from tui.exchange.formats import DOCUMENTS, Format, drawing
from tui.exchange.links import pieces

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STEPS = {"[x]": ("✓", "done"), "[ ]": ("□", "open")}
"""Signs of steps, with what is read aloud instead."""
_TAG = re.compile(r"<[^>]*>")
_LONG = 24
_BEGINS = {"bullets": "<ul>", "signs": '<div role="list">'}
_ITEM_ENDS = {"bullets": "</li>", "signs": "</div>"}
_ENDS = {"bullets": "</ul>", "signs": "</div>"}

_NAMES = ("bg", "card", "line", "muted", "text", "bright", "accent", "people", "ok", "warn", "danger")
_ON_PAPER = {"bg": "#fff", "card": "#fff", "line": "#999"}


def _colours(palette: Mapping[str, str], other: str = "") -> str:
    return " ".join(f"--{name}: {palette.get(name, other)};" for name in _NAMES)


# Lists keep their own bullets, and what has a sign of its own is in a list without: those who read without styles would
# see both beside each other.
STYLE = Template(Path(__file__).with_name("page.css").read_text(encoding="utf-8").rstrip()).substitute(
    light=_colours(LIGHT), dark=_colours(DARK), paper=_colours(_ON_PAPER, other="#000")
)
"""How the page looks: the colours of the application, light and dark, from a phone to a wide screen, and on paper."""


def words(text: str) -> str:
    """Return what is read on a page that was written here, each line of it where it stands."""
    return as_read(_TAG.sub("", text))


def page_of(document: Document) -> str:
    """Return a document as a page of its own; what people typed appears literally."""
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    title = _escaped(document.title)
    yield from ("<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield from (f"<title>{title}</title>", f"<style>\n{STYLE}\n</style>", "</head>", "<body>")
    yield from ("<header>", f"<h1>{_linked(document.title)}</h1>", *map(_paragraph, document.head), "</header>")
    yield "<main>"
    numbered = enumerate(document.sections, start=1)
    for lanes, sections in groupby(numbered, key=lambda placed: placed[1].lane):
        drawn = [line for number, section in sections for line in _section(section, f"s{number}")]
        yield from ['<div class="lanes">', *drawn, "</div>"] if lanes else drawn
    yield from ("</main>", "<footer>", *map(_paragraph, document.foot), "</footer>", "</body>", "</html>")


def _section(section: Section, name: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{_linked(section.title)}</h2>'
    yield from _lines(section.lines, in_lane=section.lane)
    yield "</section>"


def _lines(lines: Iterable[Line], *, in_lane: bool) -> Iterator[str]:
    """Yield lists in lists as deep as the lines are, texts within the items they belong to, and paragraphs."""
    lists: list[str] = []
    for text_depth, group in groupby(lines, key=lambda line: line.depth if line.quoted else -1):
        if text_depth >= 0:
            yield from _closed(lists, text_depth)
            yield _typed(list(group))
            continue
        for line in group:
            if not line.sign:
                yield from _closed(lists, 0)
                yield _paragraph(line)
                continue
            yield from _ready(lists, line.depth, "bullets" if line.sign == BULLET else "signs")
            yield _card(line) if in_lane and not line.depth else _item(line)
    yield from _closed(lists, 0)


def _ready(lists: list[str], depth: int, kind: str) -> Iterator[str]:
    """Yield what makes a list of a kind ready for the next item."""
    yield from _closed(lists, depth + 1)
    if len(lists) > depth and lists[-1] == kind:
        yield _ITEM_ENDS[kind]
        return
    yield from _closed(lists, depth)
    while len(lists) < depth:
        lists.append("bullets")
        yield f"{_BEGINS['bullets']}\n<li>"
    lists.append(kind)
    yield _BEGINS[kind]


def _closed(lists: list[str], depth: int) -> Iterator[str]:
    """Yield the ends of lists until no more are open than so many."""
    while len(lists) > depth:
        kind = lists.pop()
        yield f"{_ITEM_ENDS[kind]}\n{_ENDS[kind]}"


def _card(line: Line) -> str:
    head, facts = line.head_and_facts()
    name = f'<li class="card"><div class="name">{_inline(head)}</div>'
    return f'{name}<div class="facts">{"".join(map(_fact, facts))}</div>' if facts else name


def _fact(part: Part) -> str:
    """Return a part of the facts; browsers would break a day at its hyphens."""
    is_day = part.text.startswith("due ") and len(part.text) < _LONG
    return f'<span class="whole">{_span(part)}</span>' if is_day else _span(part)


def _item(line: Line) -> str:
    if line.sign == BULLET:
        return f"<li>{_inline(line.parts)}"
    sign, spoken = _STEPS.get(line.sign, (line.sign, ""))
    kind = "" if line.kind == "plain" else f" {line.kind}"
    aloud = f' role="img" aria-label="{spoken}"' if spoken else ""
    item = '<div class="signed" role="listitem">'
    return f'{item}<span class="sign{kind}"{aloud}>{_escaped(sign)}</span> {_inline(line.parts)}'


def _typed(lines: list[Line]) -> str:
    """Return a text that people typed; where it is a customer's own words, as a quote."""
    text = "<br>".join(_linked(line.text) for line in lines)
    if any(part.kind == "quote" for line in lines for part in line.parts):
        return f"<blockquote>{text}</blockquote>"
    return f'<div class="typed">{text}</div>'


def _paragraph(line: Line) -> str:
    return f"<p>{_inline(line.parts)}</p>"


def _inline(parts: Iterable[Part]) -> str:
    return "".join(map(_span, parts))


def _span(part: Part) -> str:
    text = _linked(part.text)
    if part.kind == "plain":
        return text
    return f"<strong>{text}</strong>" if part.kind == "strong" else f'<span class="{part.kind}">{text}</span>'


def _linked(text: str) -> str:
    """Return a text with links to the web, and to nothing else."""
    if "://" not in text:
        return _escaped(text)
    return "".join(_link(piece) if is_link else _escaped(piece) for piece, is_link in pieces(text))


def _link(link: str) -> str:
    return f'<a href="{_escaped(link)}" rel="noreferrer noopener">{_escaped(link)}</a>'


def _escaped(text: str) -> str:
    return inert(text).replace('"', "&quot;")


FORMAT = Format("html", "HTML", "html", DOCUMENTS, drawing(page_of), words=words, synonyms=("htm",))
