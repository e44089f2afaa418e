"""Records in which nobody is: they are found by one short look, which lets nobody through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.world import World
from tests.exchange.hostile import PEOPLE, TEXT, hostile_world
from tests.planting import planted
from tui.domain.privacy.names import Leftover, Scrubber
from tui.domain.privacy.sight import Sight
from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.experiment import ChecklistItem
from tui.domain.records.texts import rewritten, texts_of
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_line

WORLD = World()
for person in PEOPLE:
    WORLD.person(**person)  # type: ignore[arg-type]
CARD = next(iter(WORLD.workspace.cards.values()))
PIECES = st.sampled_from(
    [
        *(
            *TEXT.split(),
            "Siobhán",
            "O'Neil",
            "Jose",
            "Alvarez",
            "李",
            "小龙",
            "Will",
            "Brandtmark",
            "P01",
            "p0",
            "1",
            "P",
        ),
        *(
            "02",
            "7700",
            "900",
            "123",
            "plain words",
            "Größe",
            "",
            "@",
            "www",
            "%20",
            "&#160;",
            "／",
            "９９９",
            "\n",
            "+44",
        ),
        *("Ⓟ01", "MP01", "j", "ǆ"),
    ]
)
SOME = st.lists(PIECES, max_size=3).map(" ".join)


class Thorough(Scrubber):
    """A scrubber that takes no short look."""

    def is_plain(self, text: str) -> bool:
        return False


def lens() -> Sight:
    return Sight(WORLD.workspace, "team", lambda: WORLD.policy, WORLD.now)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_nobody_is_in_a_text_that_a_short_look_lets_through(text: str) -> None:
    scrubber = lens().scrubber
    thorough = Thorough(scrubber._index.identities)
    assert scrubber.scrub(text) == thorough.scrub(text)
    assert scrubber.hits(text) == thorough.hits(text)


@given(SOME, SOME, SOME, st.lists(SOME, max_size=3), SOME)
def test_a_record_is_seen_as_each_of_its_texts_is(
    title: str, group: str, owner: str, tags: list[str], step: str
) -> None:
    fields = {"title": title, "group": group, "description": "", "assignee": owner or None, "tags": tuple(tags)}
    card = replace(CARD, **fields, checklist=(ChecklistItem("s", step, done=False),))
    sight = lens()
    alone = [clean_line(sight.text(text)) for text in texts_of(card)]
    assert list(map(clean_line, texts_of(lens().seen(card)))) == alone


def test_all_texts_of_every_kind_of_record_are_looked_at() -> None:
    for record in all_records(hostile_world().workspace):
        marked = planted(record, "a{}".format, "b{}".format)
        texts: list[str] = []

        def note(text: str, _: str, texts: list[str] = texts) -> str:
            texts.append(text)
            return text

        rewritten(marked, note, note)
        assert sorted(texts_of(marked)) == sorted(texts), type(record)
        assert all(text[0] in "ab" for text in texts)


def all_records(workspace: Workspace) -> Iterator[Record]:
    for table in RECORD_TYPES:
        yield from workspace.table(table).values()


def test_texts_that_come_again_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    is_plain = Scrubber.is_plain

    def counted(self: Scrubber, text: str) -> bool:
        looks.append(text)
        return is_plain(self, text)

    monkeypatch.setattr(Scrubber, "is_plain", counted)
    sight = lens()
    cards = [replace(CARD, title=f"Größe {word}", description="Both say so", assignee="ux") for word in "abc"]
    assert [sight.seen(card) for card in cards] == cards
    assert looks == ["Größe a\n\nWork\n\nBoth say so\n\nux", "Größe b", "Größe c"]
    assert [sight.seen(card) for card in cards] == cards
    assert len(looks) == 3


def test_what_may_be_left_over_is_told_of_each_place_and_what_is_nothing_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[str] = []
    leftovers = Scrubber.leftovers

    def counted(self: Scrubber, text: str, *, is_scrubbed: bool = False) -> list[Leftover]:
        looks.append(text)
        return leftovers(self, text, is_scrubbed=is_scrubbed)

    monkeypatch.setattr(Scrubber, "leftovers", counted)
    sight = Sight(WORLD.workspace, "team", lambda: WORLD.policy, WORLD.now, looking=True)
    assert [sight.line(f"{text}", f"CD-{number}") for number in (1, 2) for text in ("pricing", "s Brandtmarkovi")]
    assert looks.count("pricing") == 1
    assert {possible.where for possible in sight.sheet.leftovers} == {"CD-1", "CD-2"}
    assert sight.line("two  blanks") == sight.line("two  blanks") == "two blanks"
