"""The formats in which things leave: one module each, with one `FORMAT`, loaded when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.exchange.formats.format import Format
    from tui.exchange.parcel import What

_MODULES = {
    "md": "markdown",
    "slack": "slack",
    "html": "html_page",
    "svg": "svg_picture",
    "txt": "plain",
    "json": "json_data",
    "csv": "tables",
    "yaml": "definition",
    "ics": "calendar",
    "vcf": "vcards",
    "vcf3": "vcards_3",
}
"""The formats by name, with the modules that hold them."""

FORMATS = tuple(_MODULES)
SYNONYMS = {"text": "txt", "markdown": "md", "yml": "yaml", "htm": "html"}


@cache
def format_named(name: str) -> Format:
    """Return a format by name. Raises KeyError where there is none."""
    module = import_module(f"{__name__}.{_MODULES[SYNONYMS.get(name, name)]}")
    named: Format = module.FORMAT
    return named


def formats_for(what: What) -> Iterator[Format]:
    """Yield the formats that can write something."""
    return (form for form in map(format_named, FORMATS) if what in form.what)


def format_of_file(name: str, default: str) -> str:
    """Return the format that a file's name asks for by how it ends; `default` where it asks for none."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    ending = SYNONYMS.get(ending, ending)
    return "slack" if name.casefold().endswith(".slack.txt") else ending if ending in _MODULES else default
