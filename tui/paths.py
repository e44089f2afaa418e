"""Where things are: the workspace, and the folders of this person's own settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

APP = "custdev"
WORKSPACE_FILE = "custdev.yaml"
PERSONAL_FILE = "settings.yaml"
WORKSPACE_VARIABLE = "CUSTDEV_WORKSPACE"
SERVED = "CUSTDEV_SERVED"
"""The variable that tells the app that it is shown in a browser; `custdev serve` sets it."""


def find_workspace(
    named: str | Path | None = None, *, environ: Mapping[str, str] = os.environ, start: Path | None = None
) -> Path:
    """Return the folder of the workspace, which need not exist yet.

    It is the one named, else `$CUSTDEV_WORKSPACE`, else the nearest folder from `start` (the current one) upwards that
    holds `custdev.yaml`, else a folder among the user's data.
    """
    place = named or environ.get(WORKSPACE_VARIABLE)
    if place:
        return Path(os.path.abspath(Path(place).expanduser()))  # noqa: PTH100 - links are kept as people named them
    start = start or Path.cwd()
    for folder in (start, *start.parents):
        if (folder / WORKSPACE_FILE).is_file():
            return folder
    return data_folder()


def data_folder() -> Path:
    """Return the folder for the workspace of those who named none."""
    from platformdirs import user_data_path  # not needed where a workspace is named

    return user_data_path(APP, appauthor=False)


def config_folder() -> Path:
    """Return the folder of personal settings; it need not exist."""
    if (usual := _on_linux("XDG_CONFIG_HOME", "~/.config")) is not None:
        return usual
    from platformdirs import user_config_path  # only needed where settings are

    return user_config_path(APP, appauthor=False)


def state_folder() -> Path:
    """Return the folder of what the program remembers for this person between runs; it need not exist."""
    if (usual := _on_linux("XDG_STATE_HOME", "~/.local/state")) is not None:
        return usual
    from platformdirs import user_state_path  # only needed where something is remembered

    return user_state_path(APP, appauthor=False)


def _on_linux(variable: str, usual: str) -> Path | None:
    """Return a folder as Linux has it; None elsewhere, where only platformdirs knows.

    Every command looks into such folders, and to ask would be a tenth of what a small one costs.
    """
    named = os.environ.get(variable, "").strip()
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ or named[:1] not in ("", "/"):
        return None
    return Path(named or usual).expanduser() / APP
