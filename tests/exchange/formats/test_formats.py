from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.every_format import FORMATS
from tests.exchange.formats.boards import DRAWN, HOSTILE, busy_world, layout_of, words_of, world_of, written
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.privacy.hiding import scrubber_of
from tui.exchange.document import Document, Section, item, line
from tui.exchange.formats import format_named, format_of_file
from tui.exchange.formats.html import page_of
from tui.exchange.formats.md import markdown_of
from tui.exchange.formats.slack import slack_of
from tui.exchange.formats.svg import picture_of
from tui.exchange.formats.txt import text_of
from tui.exchange.leaving import Leaving
from tui.exchange.scanning import check

DRAWING = {"md": markdown_of, "slack": slack_of, "html": page_of, "svg": picture_of, "txt": text_of}
ELSEWHERE = """
import hashlib
from tests.exchange.formats.boards import DRAWN, HOSTILE, busy_world, world_of, written
for form in DRAWN:
    texts = [written(busy_world(), form), *(written(world_of(text), form) for text in HOSTILE[::7])]
    print(hashlib.sha256("".join(texts).encode()).hexdigest())
"""


def test_what_is_read_as_a_document_comes_first() -> None:
    assert FORMATS[: len(DRAWN)] == DRAWN
    for form in DRAWN:
        assert format_named(form).name == form
        assert format_of_file(f"board.{format_named(form).suffix}", "json") == form


@pytest.mark.parametrize("form", DRAWN)
def test_boards_columns_and_cards_are_written_for_every_reader(form: str) -> None:
    world = busy_world()
    for profile in ("public", "stakeholders", "team", "identified"):
        leaves = Leaving(world.workspace, world.policy, world.now, profile=profile)
        for parcel in (
            leaves.board(world.experiment),
            leaves.column(world.experiment, "doing"),
            leaves.card(world.card(1)),
        ):
            text = format_named(form).render(parcel)
            assert "CD-1" in text
            assert "Ada" not in text
            assert text.endswith("\n")
            assert not text.endswith("\n\n")


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.parametrize("text", HOSTILE)
def test_the_words_of_a_text_are_those_that_were_typed(form: str, text: str) -> None:
    world = world_of(text)
    shown = bare(format_named(form).words(written(world, form)))
    assert shown.count("\n") <= written(world, form).count("\n")
    for words in words_of(layout_of(world)):
        head, _, facts = words.partition(", ") if words.startswith("CD-") else (words, "", "")
        assert bare(head) in shown
        assert bare(facts) in shown


def bare(text: str) -> str:
    """Return a text without the signs of ours that stay around headings and quotes where they harm nothing."""
    return text.replace("*", "").replace("_", "")


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.parametrize("name", ["Ada_May Lovelace", "ada_l@engines.example", "Ada Lovelace-King", "D’Arcy *King*"])
def test_no_mark_up_hides_a_name_from_the_last_look(form: str, name: str) -> None:
    world = busy_world()
    address = [name] if "@" in name else []
    world.do(operations.make_contact, "Somebody Else" if address else name, email=address)
    scrubber = scrubber_of(world.workspace, lambda: ())
    document = Document("Board", (line("for the team"),), (Section("TODO", (item(f"Ask {name} today"),)),), ())
    with pytest.raises(NotAllowed, match="line"):
        check(scrubber, format_named(form).words(DRAWING[form](document)), form)


def test_the_same_board_is_the_same_bytes_wherever_it_is_written(tmp_path: Path) -> None:
    hashes = [
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", Path.cwd()), ("2", "Pacific/Kiritimati", tmp_path))
    ]
    assert hashes[0] == hashes[1]
    assert len(hashes[0].split()) == len(DRAWN)
