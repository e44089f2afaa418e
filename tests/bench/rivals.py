"""Other programs on as many tasks as ours has cards: Taskwarrior and kanban-tui, where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar
from uuid import UUID

from tests.bench.boards import LATIN, SAID
from tests.bench.turns import QUIET, Program, always
from tests.sample import NOW

PRIORITIES = ("H", "M", "L")
SHARE = (1, 1, 1, 1, 2, 2, 2, 3, 3, 3)
"""In which of kanban-tui's columns Ready, Doing and Done, by number, ten tasks after each other stand."""


class Taskwarrior:
    """`task` with so many tasks, each with a project, tags and an annotation."""

    def __init__(self, command: str, folder: Path, tasks: int) -> None:
        self._command = command
        self._tasks = tasks
        folder.mkdir(parents=True)
        self._settings = folder / "settings"
        self._settings.write_text(f"data.location={folder}\ngc=off\nhooks=off\nconfirmation=off\n", encoding="utf-8")
        chance, imported = Random(1), folder / "tasks.json"
        imported.write_text("".join(f"{json.dumps(_task(chance))}\n" for _ in range(tasks)), encoding="utf-8")
        subprocess.run(self._words("import", str(imported)), capture_output=True, check=True)

    @property
    def export(self) -> Program:
        """What lists everything as JSON."""
        return always(*self._words("export"))

    @property
    def modify(self) -> Program:
        """What changes another task each time, and really."""
        return Program(
            lambda turn: self._words(
                str(turn * 37 % self._tasks + 1), "modify", f"priority:{PRIORITIES[turn % 3]}", f"turn {turn}"
            )
        )

    def _words(self, *words: str) -> list[str]:
        return [self._command, f"rc:{self._settings}", "rc.gc=off", "rc.hooks=off", "rc.verbose=nothing", *words]


class KanbanTui:
    """`ktui` with so many tasks on one board; they are written into its database, its own commands take half a second
    for each.
    """

    def __init__(self, command: str, folder: Path, tasks: int) -> None:
        self._command = command
        self._tasks = tasks
        self._environment = {**QUIET, "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}
        for home in ("config", "data"):
            (folder / home).mkdir(parents=True)
        create = [command, "board", "create", "Research", "--set-active"]
        subprocess.run(create, env={**os.environ, **self._environment}, capture_output=True, check=True)
        _fill(folder / "data" / "kanban_tui" / "kanban_tui.db", tasks)

    @property
    def start(self) -> Program:
        """What shows the board."""
        return always(self._command, environment=self._environment, painted=("Ready", "Doing", "Done", "Interview"))

    @property
    def list_tasks(self) -> Program:
        """What lists everything as JSON."""
        return always(self._command, "task", "list", "--json", environment=self._environment)

    @property
    def move(self) -> Program:
        """What moves another task each time, and really."""

        def words(turn: int) -> list[str]:
            task = turn % self._tasks
            return [self._command, "task", "move", str(task + 1), str(SHARE[task % len(SHARE)] % 3 + 1)]

        return Program(words, self._environment)


RivalT = TypeVar("RivalT", Taskwarrior, KanbanTui)


def rival(make: Callable[[str, Path, int], RivalT], command: str, folder: Path, tasks: int) -> RivalT | None:
    """Return another program with so many tasks; None where it is not installed."""
    path = shutil.which(command)
    return make(path, folder, tasks) if path is not None else None


def _task(chance: Random) -> dict[str, object]:
    noted = {"entry": "20261101T090000Z", "description": f"{chance.choice(SAID)[2]} {chance.choice(SAID)[2]}"}
    return {
        "uuid": str(UUID(int=chance.getrandbits(128), version=4)),
        "description": LATIN.title(chance),
        "entry": "20261001T090000Z",
        "status": "pending",
        "project": "big",
        "tags": chance.sample(("export", "pricing", "onboarding"), chance.randint(1, 2)),
        "annotations": [noted],
    }


def _fill(path: Path, tasks: int) -> None:
    """Write tasks as people keep them there: four in ten wait, a description of three lines, every third has a date."""
    positions = dict.fromkeys(SHARE, 0)
    with sqlite3.connect(path) as database:
        for number in range(tasks):
            column, begun = SHARE[number % len(SHARE)], NOW.replace(tzinfo=None).isoformat()
            row = {
                "title": f"Interview customer {number:05d} about onboarding",
                "column": column,
                "description": f"What they say of the **price** and\n- how long it took\n- whether they stay: {number}",
                "creation_date": begun,
                "start_date": begun if column > 1 else None,
                "finish_date": begun if column > 2 else None,
                "due_date": begun if number % 3 == 0 else None,
                "metadata": "{}",
                "position": positions[column],
            }
            positions[column] += 1
            names = ", ".join(row)
            database.execute(f"INSERT INTO tasks ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
    database.close()
