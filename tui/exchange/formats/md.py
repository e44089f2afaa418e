"""Markdown (CommonMark) that reads well pasted anywhere; what people typed appears literally, links stay links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from tui.exchange.document import BULLET, Document, Line
from tui.exchange.formats import DOCUMENTS, Format, drawing
from tui.exchange.links import pieces
from tui.exchange.pieces import batches

_SAID_BY_HEADING = frozenset({BULLET, "✓", "■"})
"""Signs that say no more than the heading they stand under."""
# "$", "~", "==" and "%%" mean nothing to CommonMark, but mathematics, strike-through, marker and remark elsewhere.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~$]|=(?==)|%(?=%)")
_SIGNS = re.compile(r"[\\`*_\[\]<>&|~$=%]")
"""One of which is in whatever the above finds: that none is in a line is seen much sooner."""
_LINE_START = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])(?=\s|$)", re.ASCII)
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|<(https?://[^<>]*)>", re.IGNORECASE)
_BEGINNINGS = frozenset("#+-=:0123456789")
_ENTITY = re.compile(r"(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*));")


def markdown_of(document: Document) -> str:
    """Return a document as Markdown, ending in a newline."""
    return "".join(pieces_of(document))


def pieces_of(document: Document) -> Iterator[str]:
    """Yield a document as Markdown in pieces, each of some whole lines."""
    between = ""
    for block in _blocks(document):
        for some in batches(block):
            yield between + "\n".join(some)
            between = "\n"
        between = "\n\n"
    yield "\n"


def _blocks(document: Document) -> Iterator[Iterable[str]]:
    """Yield the lines of what stands apart."""
    yield (f"# {escaped(document.title)}",)
    yield from ((_inline(line),) for line in document.head)
    for section in document.sections:
        yield (f"## {escaped(section.title)}",)
        yield from _blocks_of(section.lines)
    yield from ((_inline(line),) for line in document.foot)


def _blocks_of(lines: Iterable[Line]) -> Iterator[Iterable[str]]:
    """Yield the lines of lists with all that belongs to their items, and of paragraphs between them."""
    for in_list, group in groupby(lines, key=lambda line: bool(line.sign or line.depth)):
        if in_list:
            yield _list(group)
            continue
        for quoted, apart in groupby(group, key=lambda line: line.quoted):
            if quoted:
                yield _quote(list(apart), "")
            else:
                yield from ((_inline(line),) for line in apart)


def _list(lines: Iterable[Line]) -> Iterator[str]:
    for quoted, group in groupby(lines, key=lambda line: line.depth if line.quoted else -1):
        if quoted >= 0:
            yield from _quote(list(group), "  " * quoted)
        else:
            yield from (f"{'  ' * line.depth}- {_sign(line)}{_inline(line)}" for line in group)


def _sign(line: Line) -> str:
    if line.sign in ("[ ]", "[x]"):
        return f"{line.sign} "
    is_said = line.sign == BULLET or (not line.depth and line.sign in _SAID_BY_HEADING)
    return "" if is_said or not line.sign else f"{escaped(line.sign)} "


def _quote(lines: list[Line], indent: str) -> Iterator[str]:
    """Yield a text as a block quote that keeps its line breaks."""
    texts = [escaped(line.text) for line in lines]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        hard_break = "\\" if following and text else ""
        yield f"{indent}> {text}{hard_break}" if text else f"{indent}>"


def _inline(line: Line) -> str:
    # Where nothing in the whole line means anything to Markdown, nothing in a part of it does.
    written: Callable[[str], str] = str if _is_literal(line.text) else inside
    texts = [_strong(written(part.text)) if part.kind == "strong" else written(part.text) for part in line.parts]
    return at_start("".join(texts).strip(" \t"))


def _strong(text: str) -> str:
    return text if text.isspace() else f"**{text}**"


def _is_literal(text: str) -> bool:
    return "://" not in text and not (_SIGNS.search(text) and _INLINE.search(text))


def escaped(line: str) -> str:
    """Return one line of text, escaped so that it means nothing to Markdown; at the start of a line as well."""
    return at_start(inside(line.strip(" \t")))


def inside(text: str) -> str:
    """Return a part of a line, escaped so that it means nothing to Markdown where something stands before it.

    Escaped links are broken ones for some readers, so that links are written as `<https://…>`.
    """
    if _is_literal(text):
        return text
    if "://" not in text:
        return _INLINE.sub(r"\\\g<0>", text)
    return "".join(_autolink(piece) if is_link else _no_link(piece) for piece, is_link in pieces(text))


def unescaped(text: str) -> str:
    """Return what is read of Markdown that was written here."""
    return _WRITTEN.sub(lambda match: match[1] or match[2], text)


def at_start(line: str) -> str:
    """Return a line that is escaped otherwise, so that it means nothing by how it begins either."""
    return _LINE_START.sub(_escaped_start, line) if line[:1] in _BEGINNINGS else line


def _autolink(link: str) -> str:
    """Return a link between angle brackets. Some readers know `&copy;` there, others do not: it is no such sign."""
    whole = _ENTITY.sub(r"\1%3B", link)
    return f"<{whole}>"


def _no_link(text: str) -> str:
    """Return text in which a link that was cut is none, not even for readers who look for links themselves."""
    return _INLINE.sub(r"\\\g<0>", text).replace("://", "\\://")


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


FORMAT = Format("md", "Markdown", "md", DOCUMENTS, drawing(pieces_of), words=unescaped, synonyms=("markdown",))
