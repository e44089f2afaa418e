"""What is found everywhere is what a reader may see, best first, and what is remembered is never behind the records."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from tests.domain.world import World
from tui.domain import operations
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sight import Sight
from tui.domain.records.workspace import Workspace
from tui.domain.search.everywhere import Everywhere
from tui.domain.search.findable_filter import EVERYWHERE, Scope
from tui.domain.search.results import result_of, shortened

HOSTILE = ("[/]", "=1+1", 'say "no" to it', "C:\\dir\\new", "can't", "漢字" * 60, "👩‍👩‍👧", "a\\")


def found(
    world: World, typed: str, *, names: bool = False, everywhere: Everywhere | None = None, most: int = 50
) -> dict[str, list[str]]:
    """Return by kind the texts of what is found, as it is told to our team."""
    everywhere = everywhere or Everywhere()
    raw = world.workspace
    seen: Workspace = raw if names else SeenWorkspace(Sight(raw, "team", lambda: world.policy, world.now))
    for _ in everywhere.read(raw, seen, (names, world.policy, world.context.today)):
        pass
    scope = Scope(raw, seen, world.context.today, UTC, names, everywhere.columns)
    terms = EVERYWHERE.parse(typed)
    findings = everywhere.search(terms, scope, most)
    return {one.kind: [result_of(it, seen, terms).text for it in one.best] for one in findings if one.count}


@pytest.fixture(name="world")
def _world() -> World:
    """A card of eng about exports, a note, a quote that may be told and one that may not, and a decision."""
    world = World()
    ada, ben = world.person("Ada Lovelace"), world.person("Ben Reed")
    world.do(operations.give_consent, ada.uid, ("quote_pseudonymous",))
    world.do(operations.edit_card, world.uid(1), title="Ask about the export", description="Café owners first")
    world.do(operations.assign_card, world.uid(1), "eng")
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.do(operations.move_card, world.uid(1), "doing")
    world.note("Ada says the export is slow", card=world.uid(2), people=[ada.uid])
    world.note("I cannot live without the export", people=[ada.uid], kind="quote", card=None)
    world.note("My secret export", people=[ben.uid], kind="quote", card=None)
    return world


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("export", ["Ask about the export", "I cannot live without the export", "P01 says the export is slow"]),
        ("EXPORT slow", ["P01 says the export is slow"]),
        ('"export is"', ["P01 says the export is slow"]),
        ('"is export"', []),
        ("cafe", ["Ask about the export"]),
        ("secret", []),
        ("kind:quote", ["I cannot live without the export"]),
        ("kind:note", ["P01 says the export is slow"]),
        ("kind:card export", ["Ask about the export"]),
        ("export -slow -live", ["Ask about the export"]),
        ("slow OR café", ["Ask about the export", "P01 says the export is slow"]),
        ("col:doing", ["Ask about the export"]),
        ("by:eng", ["Ask about the export"]),
        ("@p01 export -kind:card", ["I cannot live without the export", "P01 says the export is slow"]),
        ("lovelace", []),
        ("@lovelace", []),
        ("@ada", []),
        ("is:late", []),
        ("-is:late kind:card export", ["Ask about the export"]),
        ("since:today kind:quote", ["I cannot live without the export"]),
        ("is:happy", []),
    ],
)
def test_what_is_found(world: World, typed: str, texts: list[str]) -> None:
    assert [text for some in found(world, typed).values() for text in some] == texts


def test_where_names_are_shown_people_are_found_by_them(world: World) -> None:
    assert found(world, "lovelace", names=True)["person"] == ["Ada Lovelace"]
    assert found(world, "@lovelace kind:quote", names=True) == {"quote": ["I cannot live without the export"]}
    assert found(world, "secret", names=True) == {"quote": ["My secret export"]}


def test_what_is_not_agreed_to_any_more_is_not_found_any_more(world: World) -> None:
    everywhere = Everywhere()
    assert "quote" in found(world, "live", everywhere=everywhere)
    ada = next(person for person in world.workspace.participants.values() if person.number == 1)
    world.do(operations.withdraw_consent, ada.uid, ("quote_pseudonymous",))
    assert found(world, "live", everywhere=everywhere) == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_found_by_all_of_it_whatever_it_holds(text: str) -> None:
    world = World()
    world.note(text, card=world.uid(1))
    shown = [shortened(note.text, ()) for note in world.workspace.notes.values()]
    typed = text if '"' in text else f'"{text}"'
    assert found(world, typed) == {"note": shown}


def test_titles_that_begin_so_come_first_then_newer_ones_and_what_is_archived_last() -> None:
    world = World()
    for title in ("Reexport all", "Talk", "Export one", "Export two", "Export gone"):
        card = world.add(title, description="export" if title == "Talk" else "")
        world.later(timedelta(hours=1))
    world.do(operations.archive_card, card.uid)
    order = ["Export two", "Export one", "Export gone", "Reexport all", "Talk"]
    assert found(world, "export") == {"card": order}
    assert found(world, "export", most=2) == {"card": order[:2]}
    assert found(world, "kind:card export", most=4) == {"card": order[:4]}


def test_of_a_long_text_what_stands_around_the_words_is_told() -> None:
    text = f"{'before ' * 40}the needle {'after ' * 40}"
    told = shortened(text, ["needle"])
    assert "the needle after" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 180


@pytest.fixture(name="learned")
def _learned(world: World) -> World:
    """An insight of a theme, on what Ada said, and a measurement of a wave."""
    quote = next(note for note in world.workspace.notes.values() if note.kind == "quote")
    theme = next(iter(world.do(operations.add_theme, "Slow exports", aliases=["waiting"]).records["themes"]))
    statement = "Ada prints what she cannot have"
    world.do(operations.add_insight, statement, notes=[quote.uid], themes=[theme], experiment=world.experiment.uid)
    fields = {"on": world.now.date(), "wave": "spring", "question": "How satisfied are you?"}
    world.do(operations.measure, world.experiment.uid, "csat", ["7", "9"], **fields)
    return world


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("prints", {"insight": ["P01 prints what she cannot have"]}),
        ("waiting", {"theme": ["Slow exports"]}),
        ("slow kind:insight", {"insight": ["P01 prints what she cannot have"]}),
        ("kind:insight @p01", {"insight": ["P01 prints what she cannot have"]}),
        ("kind:insight by:ux", {"insight": ["P01 prints what she cannot have"]}),
        ("csat", {"measurement": ["Satisfied customers 77.8 %, 45.3 to 93.7, n = 9 (spring)"]}),
        ("satisfied spring", {"measurement": ["Satisfied customers 77.8 %, 45.3 to 93.7, n = 9 (spring)"]}),
        ('"how satisfied"', {"measurement": ["Satisfied customers 77.8 %, 45.3 to 93.7, n = 9 (spring)"]}),
        ("ada kind:insight", {}),
    ],
)
def test_what_was_learned_and_measured_is_found_and_names_nobody(
    learned: World, typed: str, there: dict[str, list[str]]
) -> None:
    assert found(learned, typed) == there


def test_what_is_withdrawn_is_not_found_and_what_is_renamed_by_its_new_name(learned: World) -> None:
    everywhere = Everywhere()
    assert "measurement" in found(learned, "csat", everywhere=everywhere)
    learned.do(operations.withdraw_measurement, next(iter(learned.workspace.measurements)))
    learned.do(operations.edit_theme, next(iter(learned.workspace.themes)), name="Endless exports")
    assert found(learned, "csat", everywhere=everywhere) == {}
    assert [*found(learned, "endless", everywhere=everywhere)] == ["insight", "theme"]
