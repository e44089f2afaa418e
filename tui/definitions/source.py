"""From the bytes of a file to the nodes in it, by way of text that a YAML parser may see.

What does not belong into a text is named, and the rest is read all the same.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from tui.definitions.problems import UNREADABLE, Node, Refused, Report

MAX_BYTES = 100_000_000
"""How much of a file is taken into memory at all. What a board costs is what is in it, and counted while it is read."""
MAX_LINE = 1_000_000
"""How long a line may be, in characters: that much nobody can look through for a mistake."""

_UNDECODED = "\ufffd"

# Lone surrogates and the code points Unicode keeps free are no characters either; tabs are judged by the parser.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
ODD_LINE_ENDS = re.compile("[\x85\u2028\u2029\ufeff]")
"""YAML takes these for line ends where editors do not: lines would be counted differently."""


def tree_of(source: str | bytes, report: Report) -> Node | None:
    """Return what stands in a file, None where that is nothing, reporting every mistake on the way.

    Raises:
        Refused: Nothing of it can be read; the report says why.
    """
    # YAML costs more to import than a command takes, and most commands read no board and few people have settings.
    from tui.definitions.parser import parse_what_is_readable

    return parse_what_is_readable(_readable(source, report), report)


def _readable(source: str | bytes, report: Report) -> str:
    """Return the text of a file, its line ends all alike, reporting what is no text on the way.

    Raises:
        Refused: The file or a line of it is too large, or it is in another encoding altogether.
    """
    if len(source) > MAX_BYTES:
        report.add(1, 1, "", f"this file is larger than {MAX_BYTES // 1_000_000} MB, which no board needs")
        raise Refused
    text = source if isinstance(source, str) else _decoded(source, report)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _refuse_long_lines(text, report)
    for number, line in enumerate(text.split("\n"), 1) if _FORBIDDEN.search(text) else ():
        if forbidden := _FORBIDDEN.search(line):
            name = f"U+{ord(forbidden[0]):04X}"
            report.add(
                number, forbidden.start() + 1, "", f"this line holds a character no eye can see ({name}); delete it"
            )
    if report.problems:
        text = _FORBIDDEN.sub(UNREADABLE, text).replace(_UNDECODED, UNREADABLE)
    return ODD_LINE_ENDS.sub(" ", text)


def _refuse_long_lines(text: str, report: Report) -> None:
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            size = f"larger than {MAX_LINE // 1_000_000} MB"
            report.add(number, 1, "", f"this line is {size}, which no board needs; write it in several lines")
            raise Refused


def _decoded(source: bytes, report: Report) -> str:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.add(1, 1, "", "this file is written in UTF-16; save it as UTF-8")
        raise Refused
    source = source.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    with suppress(UnicodeDecodeError):
        return source.decode()
    return "\n".join(_decoded_line(number, line, report) for number, line in enumerate(source.split(b"\n"), 1))


def _decoded_line(number: int, line: bytes, report: Report) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8")) + 1
        report.add(number, column, "", "this character is not UTF-8; save the file as UTF-8")
        return line.decode("utf-8", errors="replace")
