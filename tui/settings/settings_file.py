"""From a YAML file to typed settings: text stays text, and each wrong one is left out and named in a sentence."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tui.definitions.problems import Mapping, Node, Refused, Report, Scalar, Sequence, near, shown

SettingsT = TypeVar("SettingsT", bound=msgspec.Struct)
Converter = Callable[[Any], Any]


def read_settings(
    path: Path, kind: type[SettingsT], forms: abc.Mapping[str, str], special: abc.Mapping[str, Converter] | None = None
) -> tuple[SettingsT, list[str]]:
    """Return the settings of a file and a sentence for each that is unknown or wrong.

    `forms` says for each setting what may be written, `special` gives converters, which raise ValueError, for what a
    type alone does not say.
    """
    fields, warnings = read_yaml_mapping(path)
    converters = {field.name: _typed(field.type) for field in msgspec.structs.fields(kind)} | dict(special or {})
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in converters:
            guess = near(name, converters)
            hint = f', did you mean "{guess}"?' if guess else f"; there are {', '.join(converters)}."
            warnings.append(f"{path.name}: {shown(name)} is not a setting{hint}")
        elif value is not None:
            try:
                values[name] = converters[name](value)
            except ValueError:
                warnings.append(f"{path.name}: {name} is passed over; write {forms[name]}.")
    return kind(**values), warnings


def _typed(kind: Any) -> Converter:
    return lambda value: msgspec.convert(value, kind, strict=False)


def read_yaml_mapping(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a settings file and a sentence for each mistake in it.

    Values are texts as written, lists, fields again, or None where nothing is written. A file that is not there, or
    cannot be read at all, has no fields.
    """
    try:
        with path.open("rb") as file:
            from tui.definitions.source import MAX_BYTES, tree_of  # most people have set nothing

            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path.name} cannot be read: {error.strerror}. Settings are the usual ones."]
    report = Report(path.name)
    try:
        root = tree_of(data, report)
    except Refused:
        root = None
    fields = {}
    if isinstance(root, Mapping):
        fields = _fields(root, report)
    elif root is not None:
        report.add_at(root, "", 'settings are fields such as "wip: 3", one a line')
    return fields, [str(problem) for problem in report.problems]


def _plain(node: Node, report: Report) -> Any:
    if isinstance(node, Mapping):
        return _fields(node, report)
    if isinstance(node, Sequence):
        return [_plain(item, report) for item in node.items if not _given_up(item)]
    return None if node.empty else node.value


def _fields(mapping: Mapping, report: Report) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in mapping.pairs:
        if not isinstance(key, Scalar):
            report.add_at(key, "", "the name of a setting is a single word")
        elif key.value in fields:
            report.add_at(key, "", f"{shown(key.value)} is written twice; the first one counts")
        elif not _given_up(key) and not _given_up(value):
            fields[key.value] = _plain(value, report)
    return fields


def _given_up(node: Node) -> bool:
    return isinstance(node, Scalar) and node.unreadable
