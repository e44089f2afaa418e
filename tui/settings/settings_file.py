"""From a YAML file to typed settings: each wrong one is left out and named in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tui.definitions.plain import read_yaml_mapping
from tui.definitions.problems import near, shown

SettingsT = TypeVar("SettingsT", bound=msgspec.Struct)
Converter = Callable[[Any], Any]


def read_settings(
    path: Path, kind: type[SettingsT], forms: Mapping[str, str], special: Mapping[str, Converter] | None = None
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
