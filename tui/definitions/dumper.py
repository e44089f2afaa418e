"""Writes fields as YAML of which every reader, of YAML 1.1 or 1.2, makes the same.

What either would take for a number, a date or a truth is quoted: `1e3`, `0o17`, `1:30`, `0301234567`, `no`, `y`.
"""

from __future__ import annotations

from typing import Any

import yaml

_LINE = 110
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The emitter of libyaml, which comes with PyYAML and takes a fifth of the time; else the one in Python."""
_TRUTHS = frozenset("yYnN")


class _Dumper(_SafeDumper):  # type: ignore[misc]
    """Quotes every text that does not begin with a letter, and keeps the lines of one that has several."""

    def ignore_aliases(self, data: Any) -> bool:
        """Two cards that are due on one day are no reason for an anchor."""
        return True


def dumped(fields: dict[str, Any]) -> str:
    """Return fields as block YAML, in their order."""
    return yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE)


def _text(dumper: Any, text: str) -> Any:
    style = None
    if "\n" in text:
        style = "|"
    elif not text[:1].isalpha() or text in _TRUTHS:
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
