"""Writes fields as YAML of which every reader, of YAML 1.1 or 1.2, makes the same, and as a person would write it.

What either would take for a number, a date or a truth is quoted: `1e3`, `0o17`, `1:30`, `0301234567`, `no`, `y`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_LINE = 110
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The emitter of libyaml, which comes with PyYAML and takes a fifth of the time; else the one in Python."""
_TRUTHS = frozenset("yYnN")
_PROSE = 80
"""A text longer than so many characters begins below its field."""
_FIELD = re.compile(r"(\w+):")
_FIELD_WITH_ITEMS = re.compile(r"(?:  |- )\w+:$")


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Quotes every text that does not begin with a letter, and keeps the lines of one that has several."""

    def ignore_aliases(self, data: Any) -> bool:
        """Two cards that are due on one day are no reason for an anchor."""
        return True


def dumped(fields: dict[str, Any]) -> str:
    """Return fields as block YAML, in their order; lists are set in below their field."""
    text = yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE)
    return "\n".join(_set_in(text.split("\n"), fields))


def scalar(value: str | int) -> str:
    """Return a text or a number as it stands behind its field, in one line."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, width=10**9, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...")


def _set_in(lines: list[str], fields: dict[str, Any]) -> Iterator[str]:
    """Yield lines with the items of lists two cells further to the right than the emitter has them.

    Lists within items are looked for in groups of fields alone: a line of a text may look like a field.
    """
    of_list = of_groups = inner = False
    for line in lines:
        field = _FIELD.match(line)
        if field:
            items = fields.get(field[1])
            of_list = isinstance(items, list | tuple)
            of_groups = isinstance(items, list | tuple) and isinstance(next(iter(items), None), dict)
        inner = inner and line.startswith(("  - ", "    "))
        yield line if field or not line else "  " * (of_list + inner) + line
        inner = inner or (of_groups and _FIELD_WITH_ITEMS.match(line) is not None)


def _text(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text:
        style = "|"
    elif not text[:1].isalpha() or text in _TRUTHS:
        style = "'"
    elif len(text) > _PROSE and " " in text:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
