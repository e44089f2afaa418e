from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.operations.test_undo import prepared
from tests.fuzz.runs import note, person, records
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.lines.quick_lines import parse_capture
from tui.domain.search.card_filter import ON_CARDS
from tui.domain.text import clean_line, clean_text

NASTY = st.sampled_from(
    [
        *("\x1b[31m", "\x1b]0;x\x07", "\x1b]8;;x", "\x1b\\", "\x1b", "\x1b\x1b", "\x9b2J", "\x90", "\x00", "\x7f"),
        *("\u202e", "\u2066", "\u200f", "\r\n", "\x85", "\u2028", "\ufeff", "\ud800", "e\u0301", "\u0301"),
        *("[/]", "[@click=app.quit]", '"', "'", "\\", "@P", "@P03", "#", "+ ", "- ", "? ", "is:", "due:week", "👨‍👩‍👧"),
    ]
)
HOSTILE = st.lists(st.one_of(NASTY, st.text(max_size=4)), max_size=8).map("".join)
BIDI_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@given(HOSTILE)
def test_records_never_hold_control_characters(text: str) -> None:
    world = prepared()
    uid, ada, written = world.uid(1), person(world, 0), note(world, 0)
    acts: list[Callable[[], object]] = [
        lambda: world.add(text, description=text, tags=[text], assignee=text, checklist=[text]),
        lambda: world.do(operations.edit_card, uid, title=text, description=text, assignee=text, tags=[text]),
        lambda: world.do(operations.block_card, uid, text, text),
        lambda: world.do(operations.assign_card, uid, text),
        lambda: world.do(operations.tag_card, uid, [text, text]),
        lambda: world.do(operations.add_checklist_item, uid, text),
        lambda: world.do(operations.make_contact, text, email=[text], org=text),
        lambda: world.do(operations.edit_contact, ada, name=text, org=text),
        lambda: world.do(operations.add_note, text, card=uid, tags=[text]),
        lambda: world.do(operations.edit_note, written, text=text),
    ]
    for act in acts:
        with suppress(DomainError):
            act()
    assert not [record for record in records(world.workspace) if dangerous(msgspec.to_builtins(record))]


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert not dangerous(clean_text(text))
    assert not {"\n", "\t"} & set(clean_line(text))


@given(HOSTILE)
def test_what_is_typed_into_the_capture_line_is_always_read(text: str) -> None:
    captured = parse_capture(text)
    assert not dangerous(captured.text)
    assert captured.text == captured.text.strip()


@given(HOSTILE)
def test_what_is_typed_into_the_filter_is_always_read(text: str) -> None:
    assert all(term.typed for term in ON_CARDS.parse(text))


def dangerous(value: object) -> bool:
    """Return whether text anywhere in a value can drive a terminal: controls but line ends and tabs, or bidi."""
    match value:
        case str():
            return any(_drives_a_terminal(char) for char in value)
        case dict():
            return any(dangerous(each) for each in value.values())
        case list() | tuple():
            return any(dangerous(each) for each in value)
        case _:
            return False


def _drives_a_terminal(char: str) -> bool:
    control = unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
    return control or unicodedata.bidirectional(char) in BIDI_CONTROLS
