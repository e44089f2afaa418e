"""The calls by which a program changes a disk, for tests that stand between."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CALLS = (
    "open",
    "write",
    "fsync",
    "fdatasync",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "rmdir",
    "ftruncate",
    "chmod",
)

Around = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""Gets the name of a call, the call with everything given to it, and its positional arguments; returns its result."""


@contextmanager
def standing_between(around: Around) -> Iterator[None]:
    """Let every call that changes the disk pass through `around`, but for those that only read, and its own."""
    inside = False

    def over(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal inside
            if inside or (name == "open" and not (len(args) > 1 and args[1] & os.O_CREAT)):
                return real(*args, **named)
            inside = True
            try:
                return around(name, lambda: real(*args, **named), args)
            finally:
                inside = False

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, over(name, getattr(os, name)))
        yield


@contextmanager
def no_waiting() -> Iterator[None]:
    """Spare thousands of small workspaces the waiting for the disk itself, which only a power cut would show."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, lambda _: None)
        yield


def open_to_others(folder: Path) -> list[Path]:
    """Return what other users could get at of that which is for the owner alone: identities, and all private files."""
    private = folder / ".custdev"
    guarded = [folder / "people.json", private, *private.rglob("*")]
    return [path for path in guarded if path.exists() and path.stat().st_mode & 0o077 and path.stat().st_size]
