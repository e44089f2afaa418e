"""Slack's own mark-up, which is not Markdown: `*bold*`, `_italic_`, and no way to escape either.

Of the signs that mean something to Slack, `&`, `<` and `>` are written as entities, as its documentation asks for. The
others have no escape; where they would mark something up, look-alikes stand in for them. An `@` is kept apart from the
word behind it, so that pasting a report calls nobody.
"""

from __future__ import annotations

import re

from tui.exchange.document import Document, Line, Part
from tui.exchange.formats.format import DOCUMENTS, Format
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel

_LOOK_ALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_UNDERLINE = re.compile(r"(?<!\w)_|_(?!\w)")
_CALL = re.compile(r"@(?=\S)")
_EMOJI = re.compile(r"(?<!\d):(?=[\w+'-]+:)")
_WORD_JOINER = "\u2060"


def write(parcel: Parcel) -> str:
    """Return a parcel as Slack's mrkdwn, ending in a newline."""
    return slack_of(document_of(parcel))


def slack_of(document: Document) -> str:
    """Return a document as Slack's mrkdwn, ending in a newline."""
    lines = [f"*{escaped(document.title)}*", *(f"{_inline(each)}" for each in document.head), ""]
    for section in document.sections:
        lines += [f"*{escaped(section.title)}*", *map(_line, section.lines), ""]
    return "\n".join([*lines, *map(_foot, document.foot)]) + "\n"


def escaped(text: str) -> str:
    """Return text that Slack shows as it was typed, or nearly so, and that calls nobody."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").translate(_LOOK_ALIKES)
    text = _UNDERLINE.sub("ˍ", text)
    return _EMOJI.sub(f":{_WORD_JOINER}", _CALL.sub(f"@{_WORD_JOINER}", text))


def _line(line: Line) -> str:
    indent = "    " * line.depth
    if line.quoted:
        return f"{indent}{_inline(line)}".rstrip()
    return (
        f"{indent}{line.sign if line.sign == '•' else f'• {line.sign}'} {_inline(line)}" if line.sign else _inline(line)
    )


def _inline(line: Line) -> str:
    return "".join(map(_part, line.parts))


def _part(part: Part) -> str:
    text = escaped(part.text)
    return f"*{text}*" if part.kind == "strong" and text == text.strip() else text


def _foot(line: Line) -> str:
    return f"_{escaped(line.text)}_"


FORMAT = Format("slack", "Slack", "slack.txt", DOCUMENTS, write)
