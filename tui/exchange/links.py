"""Links in texts: where they begin and end, so that each format can keep them whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Not in a link: blanks, what encloses one in any mark-up, typographic and wide punctuation, and "](" of Markdown.
_NEVER = r"\s<>\"`\\|{}^\u00ab\u00bb\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_LINK = re.compile(rf"(?<![A-Za-z0-9+.\-])https?://(?:(?!\]\()[^{_NEVER}])+", re.IGNORECASE)
_BEHIND = ".,;:!?'"
_PAIRS = {")": "(", "]": "["}
_REPLACED = re.compile(r"\[(?:name|e-mail|phone|link|address|org|handle)\]")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is a link to the web; together they are the text.

    What was cut off, and what lost a part that told of somebody, leads elsewhere and is no link.
    """
    if "://" not in text:
        yield text, False
        return
    done = 0
    for match in _LINK.finditer(text):
        end = _end(text, match.start(), match.end())
        link = text[match.start() : end]
        if text.startswith("…", end) or _REPLACED.search(link) or not re.match(r"\w", link.partition("://")[2]):
            continue
        if match.start() > done:
            yield text[done : match.start()], False
        yield link, True
        done = end
    if done < len(text):
        yield text[done:], False


def _end(text: str, start: int, end: int) -> int:
    """Return where a link ends, without the punctuation of the sentence behind it and the marks around it."""
    around = text[start - 1] if start and text[start - 1] in "*_~" else ""
    while end > start:
        last = text[end - 1]
        opening = _PAIRS.get(last)
        unbalanced = opening is not None and text.count(last, start, end) > text.count(opening, start, end)
        if not (last in _BEHIND or unbalanced or last == around):
            break
        end -= 1
    return end
