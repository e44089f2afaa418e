"""A data file that somebody else wrote is parsed once, and only its lines that are not ours are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.files import foreign, line_by_line, loading

LINES = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file with a backup, both of our own."""
    store = open_store(tmp_path)
    write(store, *(Patch("cards", f"C{number:02}", {"title": f"card {number}"}) for number in range(LINES)))
    store.fold()
    write(store, Patch("notes", "N1", {"text": "a"}))
    store.close(fold=True)
    return tmp_path / "research.json"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    counted: Counter[str] = Counter()

    def count(module: object, name: str) -> None:
        original: Callable[..., object] = getattr(module, name)

        def call(*args: object, **named: object) -> object:
            counted[name] += 1
            return original(*args, **named)

        monkeypatch.setattr(module, name, call)

    count(foreign, "load_any")
    count(foreign, "_parse")
    count(line_by_line, "_own")
    count(loading, "read_own")
    return counted


def pull(path: Path) -> None:
    """Change a card and add one, as version control does: no line but these is another."""
    text = path.read_text()
    added = '"card 39"},\n"90": {"uid": "C90", "title": "pulled"}'
    path.write_text(text.replace('"card 7"', '"card seven"').replace('"card 39"}', added))


def titles(folder: Path) -> list[str]:
    return [record["title"] for record in records(open_store(folder))]


PULLED = [f"card {number}" if number != 7 else "card seven" for number in range(LINES)] + ["pulled"]


def test_our_own_file_is_not_parsed(path: Path, calls: Counter[str]) -> None:
    assert len(titles(path.parent)) == LINES
    assert calls == {"read_own": 1}


def test_a_pulled_file_is_parsed_once_and_only_where_it_differs(path: Path, calls: Counter[str]) -> None:
    pull(path)
    assert titles(path.parent) == PULLED
    # The changed line, the added one and the one before it, which has a comma now, the note that came after the backup,
    # and the one that names the format.
    assert (calls["load_any"], calls["_parse"], calls["_own"]) == (1, 0, 5)


def test_what_was_checked_is_not_checked_again_and_told_all_the_same(path: Path, calls: Counter[str]) -> None:
    pull(path)
    first = open_store(path.parent)
    first.close(fold=False)
    calls.clear()
    again = open_store(path.parent)
    assert again.recovery == first.recovery != ()
    assert [record["title"] for record in records(again)] == PULLED
    assert (calls["load_any"], calls["_own"]) == (0, 0)
    write(again, Patch("cards", "C90", {"title": "ours"}))
    again.close(fold=False)
    last = open_store(path.parent)
    assert last.recovery == ()
    assert [record["title"] for record in records(last)] == [*PULLED[:-1], "ours"]


def test_where_nothing_may_be_written_it_is_parsed_once_each_time(
    path: Path, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(path)
    monkeypatch.setattr("tui.store.files.layout.Layout.writable", lambda _: False)
    for times in (1, 2):
        store = open_store(path.parent)
        assert [record["title"] for record in records(store)] == PULLED
        store.close()
        assert calls["load_any"] == times


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ('{"uid": "C07", "title": "card 7"}', '{"uid":"C07","title":"by hand"}', "by hand"),
        ('{"uid": "C07", "title": "card 7"}', '{"uid": "C07",  "title": "\\u00e4"}', "ä"),
        ('{"uid": "C07", "title": "card 7"}', '{"uid": "C07", "title": "card 7", "title": "twice"}', "twice"),
        ('{"uid": "C07", "title": "card 7"}', '{"uid": "C07", "title": 1e22}', 1e22),
    ],
)
def test_a_line_that_is_not_as_we_write_it_is_read_and_kept_as_we_do(
    path: Path, before: str, after: str, title: object
) -> None:
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))
    store = open_store(path.parent)
    assert records(store)[7] == {"uid": "C07", "title": title}
    assert all(row.startswith(b'{"uid": "C') for row in store.rows("cards"))
    store.close(fold=True)
    assert records(open_store(path.parent))[7] == {"uid": "C07", "title": title}


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace('"uid": "C08"', '"uid": "C07"'),  # twice the same record
        lambda text: text.replace('"9": {', '"8": {'),  # twice the same id
        lambda text: text.replace('"card 39"}', '"card 39"},\n"5": {"uid": "C99"}'),  # not in order
        lambda text: text.replace('"notes": {', '"cards": {'),  # a table twice
        lambda text: text.replace('"title": "card 7"', '"title": NaN'),
        lambda text: text.replace('"card 7"},\n', '"card 7"}\n'),  # no comma
        lambda text: text.replace('"notes": {', '\0notes": {'),
        lambda text: text.replace('"notes": {', "[1]: {"),
        lambda text: text.replace('"9": {', '"' + "9" * 5000 + '": {'),
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_what_is_odd_is_looked_at_as_a_whole(path: Path, calls: Counter[str], edit: Callable[[str], str]) -> None:
    path.write_bytes(edit(path.read_text()).encode())
    open_store(path.parent).close(fold=False)
    assert calls["_parse"] >= 1
