"""A digest tells a discipline what was learned since a time: nothing without consent, and no few people outside."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest

from tests.domain.world import DAY, World
from tests.exchange.formats.parcels import FULL_BOARD, known_person, leaving
from tui.domain import operations
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Participant
from tui.domain.records.vocabulary import Discipline
from tui.exchange.digesting import digest_parcel
from tui.exchange.formats import format_named, formats_for
from tui.exchange.parcel import Parcel

FORTNIGHT = timedelta(days=14)


class Learning(World):
    """Four weeks in which eight people said something about two themes."""

    def __init__(self) -> None:
        super().__init__(FULL_BOARD)
        self.all = [known_person(self, f"{name} Exampleton") for name in ("Ada", "Bea", "Cleo", "Dana", "Eve", "Fay")]
        self.themes = {name: self.theme(name) for name in ("printing", "waiting")}
        self.say("waiting", *self.all)
        self.say("printing", self.all[0])
        self.later(FORTNIGHT + DAY)
        self.say("printing", *self.all)
        self.say("waiting", self.all[0])
        self.later()

    def theme(self, name: str) -> str:
        return next(iter(self.do(operations.add_theme, name).records["themes"]))

    def say(self, theme: str, *people: Participant) -> None:
        for person in people:
            note = self.note(f"I am {theme}, {person.pid}", kind="quote", people=[person.uid])
            self.do(operations.gather_notes, [note.uid], self.themes[theme])

    def insight(self, statement: str, **fields: object) -> str:
        notes = [next(iter(self.workspace.notes))]
        return next(iter(self.do(operations.add_insight, statement, notes=notes, **fields).records["insights"]))

    def digest(
        self, discipline: Discipline = "design", profile: Profile = "team", acted: frozenset[str] = frozenset()
    ) -> Parcel:
        since = self.now - FORTNIGHT
        return digest_parcel(leaving(self, profile), [self.experiment], discipline, since, acted=acted)


@pytest.fixture
def world() -> Learning:
    return Learning()


def told(parcel: Parcel, form: str = "txt") -> str:
    return format_named(form).render(parcel)


def data_of(parcel: Parcel) -> Any:
    return json.loads(told(parcel, "json"))


def test_an_insight_is_told_once_as_what_came_of_it_last(world: Learning) -> None:
    world.insight("They wait")
    world.do(operations.share_insight, world.insight("They print"), "design")
    world.do(operations.share_insight, world.insight("They sell"), "marketing")
    acted = world.insight("They leave")
    world.do(operations.recommend, acted, cards=[world.uid(2)])
    told_of = {one.insight.statement: one.news for one in digest_of(world, acted).insights}
    assert told_of == {"They leave": "acted_on", "They print": "shared", "They wait": "new", "They sell": "new"}
    text = told(world.digest(acted=frozenset({acted})))
    assert text.index("Acted on (1)") < text.index("Shared with you (1)") < text.index("New (2)")


def digest_of(world: Learning, *acted: str, profile: Profile = "team") -> Any:
    return world.digest(profile=profile, acted=frozenset(acted)).digest


def test_what_is_old_or_retired_or_of_another_discipline_is_not_told(world: Learning) -> None:
    world.do(operations.share_insight, world.insight("They print"), "marketing")
    world.do(operations.retire_insight, world.insight("They wait"))
    world.later(FORTNIGHT + DAY)
    assert digest_of(world).insights == ()


def test_themes_rise_and_fall_against_as_long_before(world: Learning) -> None:
    themes = digest_of(world).themes
    assert [(one.name, one.now, one.before, one.turn) for one in themes] == [
        ("printing", "6", "1", "rising"),
        ("waiting", "1", "6", "falling"),
    ]
    assert "• printing — 6 people, 1 before: comes up more often" in told(world.digest())
    assert "• waiting — 1 person, 6 before: comes up less often" in told(world.digest())


def test_outside_the_team_few_people_are_not_counted(world: Learning) -> None:
    (printing, waiting) = digest_of(world, profile="stakeholders").themes
    assert (printing.now, printing.before, printing.turn) == ("6", "<5", "rising")
    assert (waiting.now, waiting.before, waiting.turn) == ("<5", "6", "falling")
    assert digest_of(world, profile="public").themes == ()
    for person in world.all[1:]:
        world.do(operations.withdraw_consent, person.uid, "store_notes")
    (printing, waiting) = digest_of(world, profile="stakeholders").themes
    assert {(one.now, one.before, one.turn) for one in (printing, waiting)} == {("<5", "<5", None)}


def test_a_theme_nobody_is_counted_in_is_not_there(world: Learning) -> None:
    for person in world.all:
        world.do(operations.withdraw_consent, person.uid, "store_notes")
    assert digest_of(world).themes == ()


def test_only_what_was_said_since_and_may_be_quoted_is_quoted(world: Learning) -> None:
    world.do(operations.withdraw_consent, world.all[1].uid, "quote_pseudonymous")
    quotes = [note.text for note in digest_of(world).quotes]
    assert "I am printing, P01" in quotes
    assert not [text for text in quotes if "P02" in text]
    assert quotes.count("I am waiting, P01") == 1, "the other one is older"


def test_decisions_and_verdicts_are_told(world: Learning) -> None:
    world.do(operations.measure, world.experiment.uid, "csat", ["19", "20"])
    world.do(operations.begin_standup, [world.experiment.uid], world.now - DAY)
    held = next(iter(world.workspace.standups.values()))
    world.do(operations.decide_in_standup, held.uid, "Ship the export", owner="ben")
    text = told(world.digest())
    assert "Ship the export, ben" in text
    assert "csat >= 80 with n ≥ 20 — 95.0 %, 76.4 to 99.1, n = 20: met, but the interval crosses" in text
    assert "Verdicts" not in told(world.digest(profile="public"))


def test_where_nothing_is_new_it_says_so() -> None:
    world = World()
    parcel = digest_parcel(leaving(world), [world.experiment], "sales", world.now - FORTNIGHT, acted=frozenset())
    text = told(parcel)
    assert "nothing was learned or decided since" in text
    assert "Themes" not in text


def test_every_format_that_holds_a_digest_writes_it(world: Learning) -> None:
    world.insight("They print")
    forms = {form.name for form in formats_for("digest")}
    assert forms >= {"md", "slack", "html", "svg", "txt", "json", "csv"}
    for form in forms:
        assert "They print" in told(world.digest(), form)
    rows = list(csv.DictReader(StringIO(told(world.digest(), "csv").removeprefix("\ufeff"), newline="")))
    assert {row["Kind"] for row in rows} == {"insight", "theme", "quote", "criterion"}
    assert world.digest().stem == "2026-03-18-digest-design-cd-team"
