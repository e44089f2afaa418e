from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("custdev", deadline=None, max_examples=60, derandomize=True, database=None)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("custdev")

PERSONAL_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
PERSONAL_CHOICES = ("CUSTDEV_WORKSPACE", "CUSTDEV_ACTOR", "NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL", "TMUX")


@pytest.fixture(scope="session", autouse=True)
def _nobody_at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the workspace and the settings of the person who runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in PERSONAL_FOLDERS:
            patch.setenv(name, str(home / name.lower()))
        for name in PERSONAL_CHOICES:
            patch.delenv(name, raising=False)
        yield
