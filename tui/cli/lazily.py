"""Modules of others which come along with what is needed, and are hardly ever used: read when somebody asks for them.

Click imports `inspect` to indent a help, asyncio the whole of TLS, pathlib the addresses of the internet. Together they
are a tenth of what a small command costs, and of the first screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import Loader


_reading: dict[str, AbstractContextManager[bool]] = {}
"""A lock for each module that is read. With one for all, a thread that imports would wait for one that waits for it."""


class Unread(ModuleType):
    """A module that is there by name; the first look at what is in it reads it."""

    def __getattr__(self, name: str) -> Any:
        """Read the module, where nobody did, and return what it has by that name."""
        if name == "__path__":  # asked of every module of which something is imported; what has one has it unread
            raise AttributeError(name)
        with _reading.setdefault(self.__name__, RLock()):
            if (loader := self.__dict__.pop("__unread__", None)) is not None:
                loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)


class TypesOfTextual(Unread):
    """`textual.types`: of what it gathers Textual itself uses what is in one module, and it brings a dozen widgets."""

    def __getattr__(self, name: str) -> Any:
        """Return what stands in that one module, or else read the module."""
        own = vars(import_module("textual._types"))
        return own[name] if name in own else super().__getattr__(name)


class Called(Unread):
    """A module of which others import functions by name: such a function reads it when it is called."""

    def __getattr__(self, name: str) -> Any:
        """Return a function that does as the one in the module, or else read the module."""
        return partial(_call, self, name) if name in CALLED[self.__name__] else super().__getattr__(name)


class Platform(Unread):
    """`platform`: the ids that every program imports ask it what the system is called, and for nothing else."""

    def __getattr__(self, name: str) -> Any:
        """Return what tells how the system is called, or else read the module."""
        return _system if name == "system" and hasattr(os, "uname") else super().__getattr__(name)


def _call(module: Unread, name: str, *args: Any, **settings: Any) -> Any:
    function: Callable[..., Any] = vars(module).get(name) or Unread.__getattr__(module, name)
    return function(*args, **settings)


def _system() -> str:
    return os.uname().sysname


class LazyLoader:
    """Leaves a module unread."""

    kind: type[Unread] = Unread

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Make the module as its own loader does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Keep in mind how the module is read, and have everybody else see its own loader."""
        assert module.__spec__ is not None, "a module that is imported has one"
        module.__spec__.loader = module.__loader__ = cast("Any", self._loader)
        module.__dict__["__unread__"] = self._loader
        module.__class__ = self.kind


class PlainLoader(LazyLoader):
    """Reads a module as if there were no `typing_extensions`, which costs more than the module and is like `typing`."""

    def exec_module(self, module: ModuleType) -> None:
        """Read the module at once."""
        absent = "typing_extensions" not in sys.modules
        if absent:
            sys.modules["typing_extensions"] = cast("Any", None)
        try:
            self._loader.exec_module(module)
        finally:
            if absent:
                del sys.modules["typing_extensions"]


class TypesLoader(LazyLoader):
    """Leaves the types of Textual unread."""

    kind = TypesOfTextual


class CalledLoader(LazyLoader):
    """Leaves a module of functions unread."""

    kind = Called


class PlatformLoader(LazyLoader):
    """Leaves `platform` unread."""

    kind = Platform


UNREAD = (
    *("inspect", "linecache", "tokenize", "token", "textwrap", "fnmatch", "ntpath", "ipaddress", "mimetypes", "shutil"),
    *("click", "locale", "shlex", "tempfile", "difflib", "calendar"),
    *("ssl", "asyncio.sslproto", "asyncio.staggered", "asyncio.trsock"),
    *("msgspec.inspect", "msgspec.msgpack", "msgspec.toml", "msgspec.yaml"),
)
CALLED = {
    "gettext": {"gettext", "ngettext"},
    "urllib.parse": {"quote", "quote_from_bytes", "unquote", "urlparse"},
}
"""Functions that are imported by name, and hardly ever called."""
LOADERS: dict[str, type[LazyLoader]] = {
    **dict.fromkeys(UNREAD, LazyLoader),
    **dict.fromkeys(CALLED, CalledLoader),
    "platform": PlatformLoader,
    "msgspec._utils": PlainLoader,
    "textual.types": TypesLoader,
}


class Lazily:
    """Finds the modules that are named above; all others are found as ever."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return how a module is loaded, or None for one that is not ours to find."""
        if (kind := LOADERS.get(name)) is None:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = cast("Any", kind(spec.loader))
        return spec
