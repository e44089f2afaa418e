"""What one person likes, in a `settings.yaml` of their own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from tui.domain.text import clean_line
from tui.paths import config_folder
from tui.settings.settings_file import read_settings

ACTOR_VARIABLE = "CUSTDEV_ACTOR"
PERSONAL_FILE = "settings.yaml"
DEFAULT_ACTOR = "me"
FORMS = {"actor": "your name", "theme": "dark, light or the name of a theme", "editor": "a command"}


class PersonalSettings(Struct, frozen=True):
    """Settings of a person; `theme` is `dark`, `light`, or the name of any theme the app knows."""

    actor: str | None = None
    theme: str = "dark"
    editor: str | None = None


def load_personal_settings(folder: Path | None = None) -> tuple[PersonalSettings, list[str]]:
    """Return this person's settings and a sentence for each that is unknown or wrong."""
    return read_settings((folder or config_folder()) / PERSONAL_FILE, PersonalSettings, FORMS)


def choose_actor(
    named: str | None = None, *, environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> str:
    """Return who acts: the one named, else `$CUSTDEV_ACTOR`, else the personal setting, else `me`."""
    for name in (named, environ.get(ACTOR_VARIABLE)):
        if actor := _name(name):
            return actor
    personal, _ = load_personal_settings(folder)
    return _name(personal.actor) or DEFAULT_ACTOR


def _name(text: str | None) -> str:
    return clean_line(text or "").lstrip("@").strip()
