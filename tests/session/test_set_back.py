"""An open window notices that older files were put in place of those it had saved, says so, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.conftest import Open
from tests.session.windows import Window
from tui.domain import operations
from tui.session import Notice

Image = dict[Path, bytes]


def warned(notice: Notice) -> bool:
    return notice.warning is not None


def image(folder: Path) -> Image:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def put_back(files: Image, *, private: bool = True) -> None:
    for path, data in files.items():
        if private or ".custdev" not in path.parts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name("incoming").write_bytes(data)
            path.with_name("incoming").replace(path)


def add(window: Window, title: str) -> None:
    window.session.save(operations.add_card, window.card.experiment, title)


def titles(window: Window) -> set[str]:
    return {card.title for card in window.session.workspace.cards.values()}


@pytest.mark.parametrize("noticed", ["looking around", "writing"])
def test_a_folder_put_back_gets_the_cards_it_lacks(open_window: Open, tmp_path: Path, noticed: str) -> None:
    window = open_window().start()
    old = image(tmp_path)
    add(window, "Ask about prices")
    window.session.save(operations.make_contact, "Ada")
    state = window.state
    put_back(old)
    if noticed == "writing":
        add(window, "Written later")
    notice = window.wait(warned)
    assert "2 saved changes were missing and are written again" in str(notice.warning)
    assert "Ask about prices" in str(notice.warning)
    assert "Ada" not in str(notice.warning)
    assert "Ask about prices" in titles(window)
    if noticed == "looking around":
        assert window.state == state
    after = window.state
    other = open_window("eng")
    assert other.state == after
    assert len(list(other.session.events())) == 3 + (noticed == "writing")
    assert window.session.undo().kind == ("card_added" if noticed == "writing" else "contact_made")


def test_two_windows_bring_back_what_each_saved_once(open_window: Open, tmp_path: Path) -> None:
    one, other = open_window().start(), open_window("eng")
    old = image(tmp_path)
    add(one, "Of the one")
    add(other, "Of the other")
    put_back(old)
    add(one, "Later")
    add(other, "Later still")
    assert any(map(warned, [*one.notices, *other.notices]))
    assert titles(other) >= {"Of the one", "Of the other", "Later", "Later still"}
    assert titles(open_window()) == titles(other)
    numbers = [card.number for card in other.session.workspace.cards.values()]
    assert len(numbers) == len(set(numbers))


def test_version_control_may_go_back_and_what_was_saved_since_is_kept(open_window: Open, tmp_path: Path) -> None:
    window = open_window().start()
    window.disk.fold()
    old = image(tmp_path)
    add(window, "Ask about prices")
    window.disk.fold()
    put_back(old, private=False)
    words = [str(window.wait(warned).warning) for _ in range(2)]
    assert "Ask about prices" not in titles(window)
    (named,) = (sentence for sentence in words if "not on the disk any more" in sentence)
    (aside,) = (tmp_path / "workspace" / ".custdev" / "damaged").iterdir()
    assert aside.name in named
    assert "Ask about prices" in aside.read_text(encoding="utf-8")
    before = {card.number for card in window.session.workspace.cards.values()}
    add(window, "Another")
    (number,) = {card.number for card in window.session.workspace.cards.values()} - before
    assert number == max(before) + 1
