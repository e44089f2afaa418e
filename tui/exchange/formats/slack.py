"""Slack's own mark-up, which is not Markdown: `*bold*`, `_italic_`, and no way to escape either.

Slack knows three escapes, for `&`, `<` and `>`, and these three are written; all else stays as it was typed, links too.
Only where Slack would mark something up or call somebody, for which it has no escape, something that is hardly seen
stands in for it: a look-alike for a backtick, and for `*`, `_`, `~` that are not within a word; a word joiner behind
the `@` of a mention, behind the colon of an emoji, and before a `>` that would begin a quote.
"""

from __future__ import annotations

import re

from tui.exchange.document import BULLET, Document, Line, Part, as_read, inert
from tui.exchange.formats import DOCUMENTS, Format, drawing
from tui.exchange.links import pieces

_ANY = re.compile(r"[&<>*_~`@:]")
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
# A sign between two letters marks nothing up.
_MARK = re.compile(r"(?<=[^\W_])[*_~]+(?=[^\W_])|([*_~`]+)")
_CALL = re.compile(r"@(?=\S)")
_EMOJI = re.compile(r"(?<!\d):(?=[\w+'-]+:)")
_WORD_JOINER = "\u2060"
_MEANT = {ord(_WORD_JOINER): ""} | {ord(like): chr(sign) for sign, like in _LOOK_ALIKES.items()}


def slack_of(document: Document) -> str:
    """Return a document as Slack's mrkdwn, ending in a newline."""
    lines = [_marked("*", document.title), *map(_inline, document.head), ""]
    for section in document.sections:
        lines += [_marked("*", section.title), *map(_line, section.lines), ""]
    return "\n".join([*lines, *map(_inline, document.foot)]) + "\n"


def words(text: str) -> str:
    """Return what is read of a message."""
    return as_read(text.translate(_MEANT))


def escaped(text: str) -> str:
    """Return text that Slack shows as it was typed, or nearly so, and that calls nobody."""
    if not _ANY.search(text):
        return text
    return "".join(inert(piece) if is_link else _uncalled(piece) for piece, is_link in pieces(text))


def _uncalled(text: str) -> str:
    called = _CALL.sub(f"@{_WORD_JOINER}", inert(_MARK.sub(_look_alikes, text)))
    return _EMOJI.sub(f":{_WORD_JOINER}", called)


def _look_alikes(match: re.Match[str]) -> str:
    return match[1].translate(_LOOK_ALIKES) if match[1] else match[0]


def _line(line: Line) -> str:
    indent = "    " * line.depth
    if line.quoted:
        begins_quote = _WORD_JOINER if line.text.lstrip().startswith(">") else ""
        return f"{indent}{begins_quote}{_inline(line)}".rstrip()
    if not line.sign:
        return _inline(line)
    sign = line.sign if line.sign == BULLET else f"{BULLET} {line.sign}"
    return f"{indent}{sign} {_inline(line)}"


def _inline(line: Line) -> str:
    return "".join(map(_part, line.parts))


def _part(part: Part) -> str:
    if part.kind == "strong":
        return _marked("*", part.text)
    return _marked("_", part.text) if part.kind == "quote" else escaped(part.text)


def _marked(sign: str, text: str) -> str:
    """Return a text between two signs; where blanks or a link would be next to them, without."""
    ends = list(pieces(text))
    can_be = text and text == text.strip() and not (ends[0][1] or ends[-1][1])
    return f"{sign}{escaped(text)}{sign}" if can_be else escaped(text)


FORMAT = Format("slack", "Slack", "slack.txt", DOCUMENTS, drawing(slack_of), words=words)
