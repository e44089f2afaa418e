"""Running what forks and kills in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def counted(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of this folder and return what it counted; it ends well only if all was as promised."""
    command = [sys.executable, "-m", f"tests.store.{module}", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{' '.join(command[2:])}\n{ended.stderr}"
    found: dict[str, Any] = json.loads(ended.stdout)
    return found
