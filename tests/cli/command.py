"""The command as people and scripts use it: in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tui.cli.root import cli


class Command:
    """Runs `custdev --workspace FOLDER` with arguments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *args: str, stdin: str | bytes | None = None) -> Result:
        """Run a command line and return what it printed and its exit code; a traceback fails the test."""
        result = CliRunner().invoke(cli, ["--workspace", str(self.folder), *args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    def ok(self, *args: str, stdin: str | bytes | None = None) -> str:
        """Run a command line that has to succeed and return its standard output."""
        result = self.run(*args, stdin=stdin)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def json(self, *args: str) -> Any:
        """Run a command line with --json and return the data it printed."""
        return json.loads(self.ok(*args, "--json"))

    def error(self, *args: str, code: int = 1) -> str:
        """Run a command line that has to fail and return what it said on standard error."""
        result = self.run(*args)
        assert result.exit_code == code, (result.stdout, result.stderr)
        assert "Traceback" not in result.stderr
        return result.stderr.strip()

    def process(self, *args: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
        """Run a command line in a process of its own."""
        command = [sys.executable, "-m", "tui", "--workspace", str(self.folder), *args]
        env = {**os.environ, "PYTHONIOENCODING": encoding}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=env, encoding=encoding)
