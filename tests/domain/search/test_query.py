from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.world import BERLIN, TODAY, World
from tui.domain import operations
from tui.domain.flow.figures import thresholds
from tui.domain.records.definition import ServiceLevel
from tui.domain.search.card_filter import ON_CARDS, View
from tui.domain.search.filter_language import Term

parse_query, matcher = ON_CARDS.parse, ON_CARDS.matcher

TERMS = [
    ("", []),
    ("   ", []),
    ("Slow", [("word", "slow")]),
    ('"too slow" mail', [("word", "too slow"), ("word", "mail")]),
    ("@P03 @ux", [("person", "p03"), ("person", "ux")]),
    ("#Speed", [("tag", "speed")]),
    ("IS:Blocked due:week", [("is", "blocked"), ("due", "week")]),
    ("is:happy due:soon", [("unknown", "happy"), ("unknown", "soon")]),
    ("is: is:blo due:w", [("unfinished", ""), ("unfinished", "blo"), ("unfinished", "w")]),
    ("@ # :", [("word", ":")]),
    ('12" rack', [("word", '12"'), ("word", "rack")]),
    ('"12" rack" x', [("word", "12"), ("word", 'rack"'), ("word", "x")]),
    ('"say "no" and', [("word", 'say "no'), ("word", "and")]),
    ('"say \\"no\\" twice" x', [("word", 'say "no" twice'), ("word", "x")]),
    ('"C:\\dir\\"', [("word", "c:\\dir\\")]),
    ('"half open', [("word", "half open")]),
    ('"" " " -""', []),
    ('col:"In Review" @"Ada L" #"two words"', [("col", "in review"), ("person", "ada l"), ("tag", "two words")]),
    ("col:Doing by:Ana since:2w kind:Quote", [("col", "doing"), ("by", "ana"), ("since", "2w"), ("kind", "quote")]),
    ("since:soon kind:joke", [("unknown", "soon"), ("unknown", "joke")]),
    ("since: col: by:", [("unfinished", "")] * 3),
    ('status:open title:"two words"', [("word", "status:open"), ("word", "title:two words")]),
    ("--json non-stop", [("not", "-json"), ("word", "non-stop")]),
    ("customer's wish", [("word", "customer's"), ("word", "wish")]),
    ("don't 'quite so'", [("word", "don't"), ("word", "'quite"), ("word", "so'")]),
    ("“too slow” mail", [("word", "too slow"), ("word", "mail")]),
    ('"is:blocked" "#speed" "OR"', [("word", "is:blocked"), ("word", "#speed"), ("word", "or")]),
    ("-slow -#Speed -is:late", [("not", "slow"), ("not", "speed"), ("not", "late")]),
    ('-"too slow" - -@', [("not", "too slow")]),
    ("-is:bl -is:happy", [("unfinished", "bl"), ("unknown", "happy")]),
    ("slow OR late OR #speed mail", [("either", ""), ("word", "mail")]),
    ("slow or late", [("word", "slow"), ("word", "or"), ("word", "late")]),
    ("OR slow OR", [("word", "or"), ("word", "slow")]),
    ("slow OR is:bl", [("unfinished", "bl")]),
    ("slow OR is:happy", [("unknown", "happy")]),
    ("a\\b 'c", [("word", "a\\b"), ("word", "'c")]),
    ('half "open', [("word", "half"), ("word", "open")]),
    ("back\\", [("word", "back\\")]),
    ("STRASSE straße", [("word", "strasse"), ("word", "strasse")]),
    ("http://x", [("word", "http://x")]),
]


@pytest.mark.parametrize(("typed", "terms"), TERMS)
def test_a_filter_line_is_its_terms(typed: str, terms: list[tuple[str, str]]) -> None:
    assert [(term.kind, term.value) for term in parse_query(typed)] == terms


@pytest.mark.parametrize(
    ("typed", "unknown", "misread"),
    [
        ("is:happy x", "is:happy", ""),
        ("a OR -is:happy", "-is:happy", ""),
        ("since:soon", "since:soon", ""),
        ("is:bl since:", "", ""),
        ("status:open", "", "status:open"),
        ("a OR -status:open", "", "status:open"),
        ('http://x 10:30 "status:open" note: x', "", ""),
        ("is:blocked since:2w", "", ""),
    ],
)
def test_a_condition_that_there_is_none_of_is_told(typed: str, unknown: str, misread: str) -> None:
    terms = parse_query(typed)
    assert (ON_CARDS.unknown(terms), ON_CARDS.misread(terms)) == (unknown, misread)


NAMED = {"Legal": "is:blocked #ask", "odd": "is:happy", "none": "", "inner": "filter:legal"}


@pytest.mark.parametrize(
    ("typed", "numbers", "unknown"),
    [
        ("filter:legal", [2], ""),
        ("FILTER:Legal -slow", [2], ""),
        ("-filter:legal", [1, 3, 4], ""),
        ("filter:legal OR is:late", [1, 2], ""),
        ("filter:le", [1, 2, 3, 4], ""),
        ("filter:none", [1, 2, 3, 4], ""),
        ("filter:nobody", [], "filter:nobody"),
        ("filter:odd", [], "filter:odd"),
        ("filter:inner", [], "filter:inner"),
        ('"filter:legal"', [], ""),
    ],
)
def test_a_named_filter_stands_for_what_it_says(typed: str, numbers: list[int], unknown: str) -> None:
    made = world()
    terms = parse_query(typed, NAMED)
    matches = matcher(terms, View(made.workspace, made.experiment, TODAY, thresholds([], ServiceLevel(days=10))))
    assert [card.number for card in made.workspace.cards_of(made.experiment.uid) if matches(card)] == numbers
    assert ON_CARDS.unknown(terms) == unknown


def test_a_term_remembers_how_it_was_typed() -> None:
    assert parse_query("IS:Happy") == (Term("unknown", "happy", "IS:Happy"),)


def world() -> World:
    """1 of ux, with Ada, late · 2 asked, blocked, due on Sunday · 3 recurring, expedited · 4 done, was due before."""
    world = World()
    ada = world.person("Ada Lovelace")
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.assign_card, world.uid(1), "UX-team")
    world.do(operations.set_due, world.uid(1), TODAY - timedelta(days=1))
    world.note("Much too SLOW for her", people=[ada.uid])
    world.do(operations.block_card, world.uid(2), "no room")
    world.do(operations.set_due, world.uid(2), TODAY + timedelta(days=6))
    world.do(operations.expedite_card, world.uid(3))
    world.add("Finished", column="done", due=TODAY - timedelta(days=1))
    return world


CHOICES = [
    ("", [1, 2, 3, 4]),
    ("establish", [1]),
    ("CHANNELS", [1]),
    ("slow", [1]),
    ('"too slow"', [1]),
    ('"slow too"', []),
    ("too for", [1]),
    ("seek slow", []),
    ("-slow", [2, 3, 4]),
    ('-"too slow"', [2, 3, 4]),
    ("-@p01", [2, 3, 4]),
    ("-is:blocked -is:late", [3, 4]),
    ("is:blocked OR is:late", [1, 2]),
    ("is:blocked OR is:late -#ask", [1]),
    ("slow OR finished OR is:blocked", [1, 2, 4]),
    ("-slow OR is:late", [1, 2, 3, 4]),
    ('"is:blocked"', []),
    ("@p01", [1]),
    ("@p02", []),
    ("@lovelace", [1]),
    ("@ux", [1]),
    ("#ask", [2]),
    ("#as", [2]),
    ("#sk", []),
    ("is:blocked", [2]),
    ("is:expedite", [3]),
    ("is:recurring", [3]),
    ("is:late", [1]),
    ("is:nopeople", [2, 3, 4]),
    ("is:old", []),
    ("is:happy", []),
    ("is:bl", [1, 2, 3, 4]),
    ("due:", [1, 2, 3, 4]),
    ("@ seek #", [2]),
    ("due:late", [1]),
    ("due:today", []),
    ("due:week", [1, 2, 4]),
    ("due:none", [3]),
    ("is:nopeople due:week", [2, 4]),
    ("col:doing", [1]),
    ("col:do", [1, 4]),
    ("col:TODO", [2, 3]),
    ("-col:todo", [1, 4]),
    ("col:nowhere", []),
    ("by:ux", [1]),
    ("by:@ux", [1]),
    ("kind:recurring", [3]),
    ("kind:note", [1]),
    ("kind:quote", []),
    ("since:today", [1, 2, 3, 4]),
    ("her's", []),
    ("HER", [1]),
]


def chosen(world: World, typed: str, days_later: int = 0) -> list[int]:
    times = thresholds([], ServiceLevel(days=10))
    view = View(world.workspace, world.experiment, TODAY + timedelta(days=days_later), times)
    matches = matcher(parse_query(typed), view)
    return [card.number for card in world.workspace.cards_of(world.experiment.uid) if matches(card)]


@pytest.mark.parametrize(("typed", "numbers"), CHOICES)
def test_a_filter_chooses_cards(typed: str, numbers: list[int]) -> None:
    assert chosen(world(), typed) == numbers


@pytest.mark.parametrize(("days", "numbers"), [(8, []), (9, [1])])
def test_old_is_as_old_as_the_service_level_in_the_experiments_zone(days: int, numbers: list[int]) -> None:
    made = world()
    assert made.experiment.timezone == BERLIN
    assert chosen(made, "is:old", days) == numbers


@pytest.mark.parametrize(("days_later", "numbers"), [(0, []), (6, []), (7, [3]), (13, [3])])
def test_a_week_ends_on_sunday(days_later: int, numbers: list[int]) -> None:
    world = World()
    world.do(operations.set_due, world.uid(3), TODAY + timedelta(days=7))
    assert chosen(world, "due:week", days_later) == numbers


def test_due_today_moves_with_the_day() -> None:
    assert chosen(world(), "due:today", 6) == [2]
    assert chosen(world(), "due:late", 7) == [1, 2]
