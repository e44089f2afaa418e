"""What a person shows is the same wherever it is shown: in the list, the panels, the shell and the standup."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.world import BERLIN, DAY, TODAY, World
from tui.app.board.board import Board
from tui.app.look.glyphs import UNICODE
from tui.app.people.crowd import Crowd
from tui.app.people.roster import next_spans
from tui.cli.contact_output import row_of
from tui.cli.people_output import SIGNS
from tui.domain import operations
from tui.domain.people.consent import WORDS
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.records import Participant


def facts_of(world: World, person: Participant, day: date = TODAY) -> PersonFacts:
    return PersonFacts(world.workspace, world.workspace.participants[person.uid], world.policy, day)


def crowd_of(world: World, day: date = TODAY) -> Crowd:
    return Crowd(world.workspace, world.policy, day)


# The third touchpoint within 30 days was on 2 March: the last day of the cooldown is 1 April.
COOLDOWN = [(29, "cooldown 1d"), (30, "cooldown today"), (31, "1d past ideal")]


@pytest.mark.parametrize(("days", "words"), COOLDOWN)
def test_on_its_last_day_a_cooldown_is_today_in_the_shell_and_on_the_screen(days: int, words: str) -> None:
    world = World(policy=Policy(ideal="P30D", max="P90D"))
    ada = world.person()
    for _ in range(3):
        world.touch(ada)
    day = TODAY + timedelta(days=days)
    facts = facts_of(world, ada, day)
    on_screen = "".join(span.text for span in next_spans(crowd_of(world, day).facts(ada), UNICODE))
    assert facts.next_words() == words
    assert row_of(facts, SIGNS)[5] == words
    assert on_screen.endswith(words)
    assert (facts.keeping.state == "resting") == words.startswith("cooldown")


def test_days_begin_at_midnight_where_the_team_is() -> None:
    world = World(policy=Policy(timezone="America/New_York"))
    ada = world.person()
    for _ in range(3):
        world.touch(ada, at=datetime(2026, 3, 2, 3, 0, tzinfo=UTC))  # the evening of 1 March in New York
    words = [facts_of(world, ada, date(2026, 3, day)).next_words() for day in (30, 31)]
    assert words == ["cooldown 1d", "cooldown today"]


def test_a_card_that_is_set_aside_or_archived_is_not_counted() -> None:
    world = World()
    ada = world.person()
    for number in (1, 2, 3):
        world.do(operations.link_contact, world.uid(number), ada.uid)
    world.do(operations.archive_card, world.uid(1))
    aside = replace(world.card(2), orphaned=True)
    world.workspace = world.workspace.replace({"cards": {aside.uid: aside}})
    facts = facts_of(world, ada)
    assert [card.number for card in facts.cards] == [3]
    assert row_of(facts, SIGNS)[8] == "1"


def test_a_word_dated_after_the_day_counts_from_its_day_on() -> None:
    world = World()
    ada = world.person()
    said(world, ada, "observe", "refused")
    world.later(2 * DAY)
    said(world, ada, "observe", "given")
    for days, sign in ((0, "refused"), (1, "refused"), (2, "given")):
        day = TODAY + timedelta(days=days)
        facts, crowd = facts_of(world, ada, day), crowd_of(world, day)
        assert (facts.signs["observe"], crowd.signs(ada)["observe"], facts.statuses["observe"]) == (sign,) * 3
        assert f"{SIGNS[facts.signs['observe']]}o" in row_of(facts, SIGNS)[6]


def test_how_and_when_somebody_last_spoke_about_a_word_is_told_or_that_nobody_asked() -> None:
    world = World()
    ada = world.person()
    said(world, ada, "observe", "given", method="email_reply")
    said(world, ada, "record_audio", "refused")
    facts = facts_of(world, ada, TODAY + timedelta(days=1))
    spoken = {word.name: facts.how_words(word) for word in WORDS if word.name in ("observe", "audio", "video")}
    assert spoken == {"observe": "e-mail reply, last Mon", "audio": "said no, last Mon", "video": "never asked"}


def test_on_a_board_too_people_are_due_by_the_day_of_the_team() -> None:
    # Half past eleven in London is the next day in Berlin, where the board counts its days.
    world = World(policy=Policy(timezone="Europe/London", ideal="P3D", max="P4D"))
    ada = world.person()
    world.touch(ada)
    evening = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)
    board = Board(world.workspace, world.experiment, evening, started=True, policy=world.policy)
    assert (world.experiment.timezone, board.today) == (BERLIN, date(2026, 3, 7))
    on_the_board, in_the_crowd = board.person(ada).keeping, crowd_of(world, date(2026, 3, 6)).facts(ada).keeping
    assert on_the_board == in_the_crowd
    assert (on_the_board.state, on_the_board.since) == ("due", 4)
