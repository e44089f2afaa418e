"""What a single value may be: each check takes a node and returns the value, or raises the `Mistake` in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tui.definitions.problems import Mapping, Mistake, Node, Scalar, meant, shown
from tui.definitions.slugs import is_key, is_slug, slug
from tui.domain.text import clean_line, clean_text

_BOOLEANS = {"yes", "no", "on", "off", "true", "false"}
_NULLS = {"~", "null"}
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE = re.compile(DATE)
_DURATION = re.compile(
    r"P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?", re.ASCII
)
_SAID_DURATIONS = {"daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M"}


def scalar(node: Node) -> Scalar:
    """Return the node if it is a single value."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Mapping):
        raise Mistake(node, 'a single text belongs here, not a group of fields; put text that holds ": " in quotes')
    raise Mistake(node, "a single text belongs here, not a list; put text that begins with [ or - in quotes")


def text(node: Node) -> str:
    """Return text of one or more lines, cleaned; numbers and dates are the text they were written as."""
    return _cleaned(node, clean_text)


def line(node: Node) -> str:
    """Return text as a single line, cleaned."""
    return _cleaned(node, clean_line)


def _cleaned(node: Node, clean: Callable[[str], str]) -> str:
    written = scalar(node)
    if written.empty:
        raise Mistake(node, "there is no text here; write it, or take the line out")
    if written.plain and written.value.lower() in _BOOLEANS:
        sentence = f'{written.value} without quotes means true or false in YAML; put it in quotes: "{written.value}"'
        raise Mistake(node, sentence)
    if written.plain and written.value.lower() in _NULLS:
        raise Mistake(
            node, f"{written.value} without quotes means nothing in YAML; put it in quotes, or take the line out"
        )
    return clean(written.value)


def label(node: Node) -> str:
    """Return a line with something to see in it."""
    words = line(node)
    if not words:
        raise Mistake(node, "this needs at least one character that can be seen")
    return words


def identifier(node: Node) -> str:
    """Return an id such as `repeat-the-process`."""
    name = line(node)
    if is_slug(name):
        return name
    suggestion = slug(name)
    hint = f', write "{suggestion}"' if suggestion else ""
    raise Mistake(node, f"{shown(name)} is not an id: lower-case words joined by hyphens{hint}")


def board_key(node: Node) -> str:
    """Return the two or three capitals that prefix the cards of a board."""
    key = line(node)
    if is_key(key):
        return key
    hint = f', did you mean "{key.upper()}"?' if is_key(key.upper()) else ', such as "CD"'
    raise Mistake(node, f"{shown(key)} is not a key: two or three capitals or digits, a capital first{hint}")


class OneOf:
    """A check for one word of a few."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def __call__(self, node: Node) -> str:
        """Return the word."""
        word = line(node)
        if word not in self.choices:
            raise Mistake(node, f"{shown(word)} is not possible here{meant(word, self.choices)}")
        return word


class Whole:
    """A check for a whole number within bounds, both included."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def __call__(self, node: Node) -> int:
        """Return the number."""
        least, most, written = self.least, self.most, scalar(node)
        bounds = f"from {least} to {most}" if most is not None else f"of at least {least}"
        if not written.plain and _WHOLE.fullmatch(written.value):
            raise Mistake(node, f"a number is written without quotes: {written.value}")
        number = int(written.value) if _WHOLE.fullmatch(written.value) else None
        if number is None or number < least or (most is not None and number > most):
            was = f"not {shown(written.value)}" if written.value else "and nothing is written"
            raise Mistake(node, f"a whole number {bounds} belongs here, {was}")
        return number


def day(node: Node) -> date:
    """Return a date written as YYYY-MM-DD."""
    words = line(node)
    if not _DATE.fullmatch(words):
        raise Mistake(node, f"{shown(words)} is not a date; write it as year-month-day, such as 2027-01-31")
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Mistake(node, f"{shown(words)} is not a day of the calendar") from None


def duration(node: Node) -> str:
    """Return an ISO 8601 duration longer than nothing, such as `P1W`."""
    span = line(node)
    if _DURATION.fullmatch(span) and re.search("[1-9]", span):
        return span
    guess = _SAID_DURATIONS.get(span.lower(), span.upper())
    hint = f', did you mean "{guess}"?' if _DURATION.fullmatch(guess) and guess != span else ""
    raise Mistake(node, f"{shown(span)} is not a span of time{hint or '; write it as P1D, P1W or P1M'}")
