"""What somebody may be called, as this machine and the team know it, and where they keep what they said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.paths import PERSONAL_FILE, config_folder
from tui.settings import TeamMember, load_workspace_settings
from tui.settings.settings_file import read_yaml_mapping

GIT_SECONDS = 1.0
"""How long git may take to say a name; one that waits for something is not waited for."""
LONGEST = 60
_ACTOR = re.compile(rb"^actor[ \t]*:[^\r\n]*", re.MULTILINE)


class Offer(NamedTuple):
    """A name, and who says that it may be the one."""

    name: str
    source: str


def offered_names(workspace: Path, *, environ: Mapping[str, str] = os.environ) -> list[Offer]:
    """Return by what names this person may go, the likeliest first; where the team has an id for them, that is it.

    Asks git, and reads the settings of the workspace: not for the interface thread.
    """
    team = load_workspace_settings(workspace)[0].team
    login = next((environ[name] for name in ("USER", "LOGNAME", "USERNAME") if environ.get(name)), "")
    likely = [(git_name(workspace), "git user.name"), (login, "$USER")]
    offers = [Offer(_as_in_team(clean_line(name), team), source) for name, source in likely]
    offers += [Offer(clean_line(member.id).lstrip("@"), clean_line(member.name) or "the team") for member in team]
    by_name: dict[str, Offer] = {}
    for offer in offers:
        if 0 < len(offer.name) <= LONGEST:
            by_name.setdefault(offer.name, offer)
    return [*by_name.values()]


def git_name(folder: Path) -> str:
    """Return git's `user.name`, as it is in a folder; empty where there is none, or git takes too long."""
    git = shutil.which("git")
    if git is None:
        return ""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            [git, "config", "--get", "user.name"],
            cwd=folder if folder.is_dir() else None,
            stdin=quiet,
            stdout=subprocess.PIPE,
            stderr=quiet,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""


def keep_name(name: str, folder: Path | None = None) -> Path:
    """Write a name into the personal settings, and return where. Every other byte of the file stays.

    Raises:
        NotAllowed: Nothing was written; the sentence says why, and what to write by hand.
    """
    place = (folder or config_folder()) / PERSONAL_FILE
    line = f"actor: {json.dumps(name, ensure_ascii=False)}"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.resolve()  # the settings of many are links into a folder under version control
        before = file.read_bytes() if file.exists() else b""
        after = _with_line(before, line.encode())
        _replace(file, before, after, name)
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotAllowed(
            f"Your name could not be kept in {place} ({why}). Until you leave you are @{name}; write there: {line}"
        ) from error
    return place


def _as_in_team(name: str, team: Iterable[TeamMember]) -> str:
    folded = name.casefold()
    ids = (member.id for member in team if folded in (member.name.casefold(), member.id.lstrip("@").casefold()))
    return clean_line(next(ids, name)).lstrip("@")


def _with_line(before: bytes, line: bytes) -> bytes:
    if _ACTOR.search(before):
        return _ACTOR.sub(lambda _: line, before, count=1)
    end = b"\r\n" if b"\r\n" in before else b"\n"
    return before + (end if before and not before.endswith(b"\n") else b"") + line + end


def _replace(file: Path, before: bytes, after: bytes, name: str) -> None:
    """Put the settings in place of those before, unless they would say anything else than these and the name."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
    new = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
        others = read_yaml_mapping(file)[0] | {"actor": name}
        if read_yaml_mapping(new)[0] != others:
            raise ValueError("no line of it is free for that")
        if before:
            shutil.copymode(file, new)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
