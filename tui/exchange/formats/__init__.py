"""The formats in which things leave: each is a module here with one `FORMAT`, loaded when it is used.

The module is called as the format is. Nothing else has to know of it: whoever offers formats, reads endings or looks
through what was written asks here, so that one more module is one more format.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.exchange.format import Format
    from tui.exchange.parcel import What

_OFFERED_FIRST = ("md", "slack", "html", "svg", "txt", "json", "csv", "yaml", "ics", "vcf", "vcf3")
"""The order in which people are offered them; what is not in it comes last."""


@cache
def format_names() -> tuple[str, ...]:
    """Return the names of all formats, as they are offered. Loads none of them."""
    places = {name: place for place, name in enumerate(_OFFERED_FIRST)}
    names = [module.name for module in iter_modules(__path__)]
    return tuple(sorted(names, key=lambda name: (places.get(name, len(places)), name)))


@cache
def format_named(name: str) -> Format:
    """Return a format by its name, or by a word people have for it. Raises KeyError where there is none."""
    if name in format_names():
        named: Format = import_module(f"{__name__}.{name}").FORMAT
        return named
    for other in map(format_named, format_names()):
        if name in other.synonyms:
            return other
    raise KeyError(name)


def formats_for(what: What) -> Iterator[Format]:
    """Yield the formats that can write something."""
    return (form for form in map(format_named, format_names()) if what in form.what)


def format_of_file(name: str, default: str) -> str:
    """Return the name of the format that a file's name asks for by how it ends; `default` where it asks for none."""
    endings = name.casefold().split(".")[1:][-2:]
    # An ending of two parts, such as `.slack.txt`, says more than its last part does.
    if len(endings) > 1 and endings[0] in format_names() and format_named(endings[0]).suffix == ".".join(endings):
        return endings[0]
    try:
        return format_named(endings[-1]).name if endings else default
    except KeyError:
        return default
