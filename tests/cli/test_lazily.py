from __future__ import annotations

import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tui.cli.lazily import LOADERS, LazyLoader


def holds_in_a_fresh_python(program: str) -> bool:
    """Return whether all that a program asserts is so, in a process that read nothing before."""
    return subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out two modules that import each other, the first to be read lazily; each notes when it is read."""
    readings = tmp_path / "readings"
    readings.touch()
    note = f"with open({str(readings)!r}, 'a') as file: file.write(__name__ + ' ')\n"
    (tmp_path / "lazy_one.py").write_text(f"{note}import lazy_two\nnumber = 7\n", encoding="utf-8")
    (tmp_path / "lazy_two.py").write_text(f"{note}import lazy_one\none = lazy_one\n", encoding="utf-8")
    monkeypatch.setitem(LOADERS, "lazy_one", LazyLoader)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("lazy_one", "lazy_two"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return readings


def test_a_module_is_read_when_something_of_it_is_asked_for(readings: Path) -> None:
    module = import_module("lazy_one")
    import_module("lazy_one")
    assert readings.read_text(encoding="utf-8") == ""
    assert module.number == 7
    assert module.lazy_two.one is module
    assert readings.read_text(encoding="utf-8") == "lazy_one lazy_two "
    with pytest.raises(AttributeError, match="nothing_there"):
        _ = module.nothing_there
    assert readings.read_text(encoding="utf-8") == "lazy_one lazy_two "


def test_a_module_that_was_read_is_like_any_other(readings: Path) -> None:
    module = import_module("lazy_one")
    assert module.number == 7
    assert type(module) is ModuleType
    assert module.__spec__ is not None
    assert module.__spec__.loader is module.__loader__
    assert not isinstance(module.__loader__, LazyLoader)
    assert not {name for name in vars(module) if name not in {"number", "lazy_two"} and not name.endswith("__")} - {
        "file"
    }


def test_two_threads_read_a_module_once(readings: Path) -> None:
    module = import_module("lazy_one")
    together, numbers = threading.Barrier(4), list[int]()

    def look() -> None:
        together.wait()
        numbers.append(module.number)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [7] * 4
    assert readings.read_text(encoding="utf-8") == "lazy_one lazy_two "


def test_who_reads_a_module_keeps_nobody_from_reading_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {
        "lazy_one": "import lazy_meeting\nlazy_meeting.read.set()\nimport lazy_between\nnumber = 7\n",
        "lazy_between": "import lazy_meeting, lazy_three\nlazy_meeting.begun.set()\nlazy_meeting.read.wait(9)\n"
        "number = lazy_three.number\n",
        "lazy_three": "number = 3\n",
    }
    for name, text in modules.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "lazy_meeting", meeting := ModuleType("lazy_meeting"))
    vars(meeting).update(begun=threading.Event(), read=threading.Event())
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("lazy_one", "lazy_three"):
        monkeypatch.setitem(LOADERS, name, LazyLoader)
    one, numbers = import_module("lazy_one"), list[int]()
    threads = [
        threading.Thread(target=lambda: numbers.append(import_module("lazy_between").number), daemon=True),
        threading.Thread(target=lambda: numbers.append(one.number), daemon=True),
    ]
    for thread in threads:
        thread.start()
        meeting.begun.wait(9)
    for thread in threads:
        thread.join(9)
    assert sorted(numbers) == [3, 7]


def test_records_are_read_without_other_peoples_typing_and_that_is_there_afterwards() -> None:
    look = "import sys, tui.cli, msgspec; assert 'typing_extensions' not in sys.modules; import typing_extensions as it"
    assert holds_in_a_fresh_python(f"{look}; assert it.Self")


def test_what_textual_uses_of_its_types_brings_no_widgets_and_the_rest_is_there() -> None:
    look = """
import sys, tui.cli
from textual.app import App
from textual import _types
from textual.types import CallbackType, UnusedParameter
assert CallbackType is _types.CallbackType and UnusedParameter is _types.UnusedParameter
assert "textual.widgets._directory_tree" not in sys.modules
from textual.types import DirEntry, CSSPathType, AnimationLevel
assert AnimationLevel is _types.AnimationLevel
from textual.widgets._directory_tree import DirEntry as same
assert DirEntry is same
import textual.types
assert set(textual.types.__all__) <= set(vars(textual.types))
"""
    assert holds_in_a_fresh_python(look)


def test_what_only_imports_functions_by_name_does_not_read_where_they_are() -> None:
    look = """
import sys, tui.cli
import uuid, pathlib, click; assert click.Option
unread = [sys.modules[name] for name in ("gettext", "platform", "urllib.parse")]
assert all("__unread__" in vars(module) for module in unread), unread
from gettext import gettext, ngettext
from urllib.parse import quote, unquote
assert gettext("Usage:") == "Usage:" and ngettext("one", "more", 2) == "more"
assert pathlib.Path("/tmp/a b?").as_uri() == "file:///tmp/a%20b%3F" and unquote(quote("ü/?")) == "ü/?"
import os, platform
assert platform.system() == os.uname().sysname and "__unread__" in vars(platform)
assert platform.python_version() == sys.version.split()[0] and platform.system() == os.uname().sysname
assert not any("__unread__" in vars(module) for module in unread)
"""
    assert holds_in_a_fresh_python(look)
