"""Text that Markdown shows as it was typed, whatever was typed; links to the web stay links."""

from __future__ import annotations

import re

from tui.exchange.formats.links import pieces

# "$", "~", "==" and "%%" mean nothing to CommonMark, but mathematics, strike-through, marker and remark elsewhere.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~$]|=(?==)|%(?=%)")
_LINE_START = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])(?=\s|$)", re.ASCII)
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|<(https?://[^<>]*)>", re.IGNORECASE)
_BEGINNINGS = frozenset("#+-=:0123456789")
_ENTITY = re.compile(r"(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*));")


def escaped(line: str) -> str:
    """Return one line of text, escaped so that it means nothing to Markdown; at the start of a line as well."""
    return at_start(inside(line.strip(" \t")))


def inside(text: str) -> str:
    """Return a part of a line, escaped so that it means nothing to Markdown where something stands before it.

    Escaped links are broken ones for some readers, so that links are written as `<https://…>`.
    """
    if "://" not in text:
        return _INLINE.sub(r"\\\g<0>", text) if _INLINE.search(text) else text
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
