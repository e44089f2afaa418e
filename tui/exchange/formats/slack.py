"""A standup report in Slack's own mark-up, which is not Markdown: `*bold*`, `_italic_`, and no way to escape either.

Of the signs that mean something to Slack, `&`, `<` and `>` are written as entities, as its documentation asks for. The
others have no escape; where they would mark something up, look-alikes stand in for them. An `@` is kept apart from the
word behind it, so that pasting a report calls nobody.
"""

from __future__ import annotations

import re

from tui.exchange.standup_document import Document, Line, Part

_LOOK_ALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_UNDERLINE = re.compile(r"(?<!\w)_|_(?!\w)")
_CALL = re.compile(r"@(?=\S)")
_EMOJI = re.compile(r"(?<!\d):(?=[\w+'-]+:)")
_WORD_JOINER = "\u2060"


def to_slack(document: Document) -> str:
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
    return f"{line.sign if line.sign == '•' else f'• {line.sign}'} {_inline(line)}" if line.sign else _inline(line)


def _inline(line: Line) -> str:
    return "".join(map(_part, line.parts))


def _part(part: Part) -> str:
    text = escaped(part.text)
    return f"*{text}*" if part.kind == "strong" and text == text.strip() else text


def _foot(line: Line) -> str:
    return f"_{escaped(line.text)}_"
