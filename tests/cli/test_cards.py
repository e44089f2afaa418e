from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.command import Command

SHAPE = {
    "key",
    "title",
    "column",
    "role",
    "rank",
    "people",
    "notes",
    "blocked",
    "assignee",
    "due",
    "tags",
    "checklist",
}


def test_listing_a_board_that_is_not_started_writes_nothing(custdev: Command) -> None:
    cards = custdev.json("card", "list", "CD")
    assert len(cards) == 7
    assert set(cards[0]) >= SHAPE
    assert cards[2]["key"] == "CD-3"
    assert cards[2]["title"] == "Listen and respond to customer feedback"
    assert (cards[2]["column"], cards[2]["role"], cards[2]["blocked"], cards[2]["people"]) == (
        "todo",
        "waiting",
        None,
        [],
    )
    assert not custdev.folder.exists()


def test_the_first_change_starts_the_board(custdev: Command) -> None:
    result = custdev.run("card", "move", "CD-3", "doing")
    assert (result.stdout, result.stderr) == ("Moved CD-3 to DOING.\n", "Started Customer Development (CD).\n")
    assert [card["key"] for card in custdev.json("card", "list", "CD", "--column", "doing")] == ["CD-3"]


@pytest.mark.parametrize(
    "args",
    [
        ("move", "CD-3", "nowhere"),
        ("due", "CD-3", "someday"),
        ("unblock", "CD-3"),
        ("edit", "CD-3", "--title", " "),
        ("move", "CD-3", "todo"),
    ],
)
def test_a_change_that_is_refused_or_none_starts_nothing(custdev: Command, args: tuple[str, ...]) -> None:
    custdev.run("card", *args)
    assert custdev.json("experiment", "list") == []


def test_adding_a_card_prints_it(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada Lovelace")
    card = custdev.json(
        "card", "add", "CD", "Ask about prices", "--column", "doing", "--assign", "@ben", "--due", "2027-01-31",
        "--tag", "Pricing", "--person", "ada", "--step", "Write", "--step", "Send", "--description", "Five people",
    )  # fmt: skip
    assert card["key"] == "CD-8"
    assert (card["column"], card["assignee"], card["due"], card["tags"]) == ("doing", "ben", "2027-01-31", ["pricing"])
    assert card["people"] == ["P01"]
    assert card["checklist"] == [{"text": "Write", "done": False}, {"text": "Send", "done": False}]
    assert card["started_at"] is not None


def test_every_change_is_there_for_the_next_command(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada Lovelace")
    for args in (
        ("edit", "CD-3", "--title", "Listen", "--description", "Daily", "--kind", "recurring", "--every", "P1D"),
        ("move", "CD-3", "DOING"),
        ("block", "CD-3", "Legal has to see it", "--needs", "Ana"),
        ("assign", "CD-3", "ben"),
        ("tag", "CD-3", "ux", "later"),
        ("tag", "CD-3", "pricing", "--remove", "later"),
        ("due", "CD-3", "31", "jan", "2027"),
        ("expedite", "CD-3"),
        *(("tick", "CD-3", "1", "--remove") for _ in range(3)),
        ("tick", "CD-3", "Write it", "--add"),
        ("tick", "CD-3", "write"),
        ("link", "CD-3", "P01"),
    ):
        custdev.ok("card", *args)
    card = custdev.json("card", "show", "CD-3")
    blocked = card.pop("blocked")
    assert (blocked["reason"], blocked["needs"]) == ("Legal has to see it", "Ana")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(blocked["since"])).total_seconds() < 60
    expected = {
        "title": "Listen",
        "description": "Daily",
        "kind": "recurring",
        "every": "P1D",
        "column": "doing",
        "role": "active",
        "assignee": "ben",
        "tags": ["ux", "pricing"],
        "due": "2027-01-31",
        "expedite": True,
        "checklist": [{"text": "Write it", "done": True}],
        "people": ["P01"],
    }
    assert {name: card[name] for name in expected} == expected


def test_every_change_can_be_taken_back(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada Lovelace")
    fresh = custdev.json("card", "show", "CD-3")
    for there, back in (
        (("assign", "CD-3", "ben"), ("assign", "CD-3", "none")),
        (("tag", "CD-3", "a"), ("tag", "CD-3", "--remove", "A")),
        (("due", "CD-3", "+3d"), ("due", "CD-3", "none")),
        (("expedite", "CD-3"), ("expedite", "CD-3", "--off")),
        (("tick", "CD-3", "a", "--add"), ("tick", "CD-3", "4", "--remove")),
        (("link", "CD-3", "P01"), ("unlink", "CD-3", "P01")),
        (("archive", "CD-3"), ("restore", "CD-3")),
    ):
        changed = custdev.json("card", *there)
        assert changed != fresh, there
        assert custdev.json("card", *back) == fresh, back


def test_for_how_long_a_card_was_blocked_is_kept_when_it_is_not_any_more(custdev: Command) -> None:
    fresh = custdev.json("card", "move", "CD-3", "doing")
    assert (fresh["age_days"], fresh["cycle_days"], fresh["blocked_days"], fresh["blocked_longest"]) == (1, None, 0, 0)
    custdev.ok("card", "block", "CD-3", "x")
    after = custdev.json("card", "unblock", "CD-3")
    assert (after["blocked"], after["blocked_days"], after["blocked_longest"]) == (None, 1, 1)
    assert "blocked 1d in all" in custdev.ok("card", "show", "CD-3")
    done = custdev.json("card", "move", "CD-3", "done")
    assert (done["age_days"], done["cycle_days"], done["blocked_days"]) == (None, 1, 1)


def test_a_recurring_card_is_done_and_waits_for_its_next_date(custdev: Command) -> None:
    today = datetime.now(UTC).date()
    card = custdev.json("card", "due", "CD-6", today.isoformat())
    assert (card["series"]["anchor"], card["series"]["done"]) == (today.isoformat(), 0)
    assert custdev.ok("card", "done", "CD-6").startswith("Did CD-6 Continuously engage with customers; it is due on ")
    card = custdev.json("card", "show", "CD-6")
    assert (card["column"], card["due"]) == ("todo", (today + timedelta(days=7)).isoformat())
    assert (card["series"]["done"], card["series"]["missed"]) == (1, 0)
    assert "done 1 time" in custdev.ok("card", "show", "CD-6")
    told = custdev.json("flow", "CD")
    assert [(each["card"], each["done"], each["missed"], each["due"]) for each in told["recurring"]] == [
        ("CD-6", 1, 0, card["due"])
    ]
    assert (told["finished"], told["cycle_time"]["finished"]) == (0, [])
    assert custdev.ok("undo") == "Undid: do once more CD-6 Continuously engage with customers.\n"
    assert custdev.json("card", "show", "CD-6")["due"] == today.isoformat()
    assert "does not recur" in custdev.error("card", "done", "CD-3")


def test_doing_it_again_says_that_nothing_changed(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-3", "doing")
    assert custdev.ok("card", "move", "CD-3", "doing") == "CD-3 was like that already.\n"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("top", [3, 1, 2, 4]),
        ("bottom", [1, 2, 4, 3]),
        ("up", [1, 3, 2, 4]),
        ("down", [1, 2, 4, 3]),
        ("2", [1, 3, 2, 4]),
        ("99", [1, 2, 4, 3]),
    ],
)
def test_ranking(custdev: Command, place: str, expected: list[int]) -> None:
    for number in (5, 6, 7):
        custdev.ok("card", "archive", f"CD-{number}")
    custdev.ok("card", "rank", "CD-3", place)
    assert [card["key"] for card in custdev.json("card", "list", "CD")] == [f"CD-{number}" for number in expected]


def test_a_place_that_is_none(custdev: Command) -> None:
    assert "top, bottom" in custdev.error("card", "rank", "CD-3", "0")
    assert "top, bottom" in custdev.error("card", "rank", "CD-3", "middle")


def test_moving_to_a_place(custdev: Command) -> None:
    for number in (1, 2):
        custdev.ok("card", "move", f"CD-{number}", "doing")
    custdev.ok("card", "move", "CD-3", "doing", "--at", "2")
    doing = custdev.json("card", "list", "CD", "--column", "doing")
    assert [card["key"] for card in doing] == ["CD-1", "CD-3", "CD-2"]


def test_over_the_limit_a_word_is_said_and_the_card_moves(custdev: Command) -> None:
    for number in (1, 2, 3):
        assert custdev.run("card", "move", f"CD-{number}", "doing").stderr.count("limit") == 0
    result = custdev.run("card", "move", "CD-4", "doing")
    assert result.exit_code == 0
    assert result.stderr == "DOING holds 4 cards now, its limit is 3.\n"


def test_archived_cards_are_listed_when_asked_for(custdev: Command) -> None:
    custdev.ok("card", "archive", "CD-3")
    assert len(custdev.json("card", "list", "CD")) == 6
    archived = [card for card in custdev.json("card", "list", "CD", "--all") if card["archived"]]
    assert [card["key"] for card in archived] == ["CD-3"]
    assert "restore" in custdev.error("card", "move", "CD-3", "doing")


def test_a_card_in_words(custdev: Command) -> None:
    custdev.ok("card", "block", "CD-3", "Legal", "--needs", "Ana")
    custdev.ok("note", "add", "CD-3", "They gave up\n  twice")
    text = custdev.ok("card", "show", "CD-3")
    assert text.startswith("CD-3  Listen and respond to customer feedback\nTODO · blocked 1d · 0/3 steps · 1 note\n")
    assert "Blocked: Legal (needs Ana)" in text
    assert "    They gave up\n" in text


def test_the_board_in_words(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-3", "doing")
    text = custdev.ok("show", "CD")
    assert text.startswith("Customer Development (CD) · running · iteration 1 · day 1\n")
    assert "\nTODO 6\n  CD-1  Establish communication channels\n" in text
    assert "\nDOING 1/3\n  CD-3  Listen and respond to customer feedback\n      1d · 0/3 steps\n" in text
    data = custdev.json("show", "CD")
    assert data["experiment"]["cards"] == {"todo": 6, "doing": 1, "done": 0}
    assert len(data["cards"]) == 7


def test_experiments(custdev: Command) -> None:
    assert custdev.json("experiment", "list") == []
    started = custdev.json("experiment", "start", "CX")
    assert (started["board"], started["key"], started["status"]) == ("customer-experience-experiment", "CX", "running")
    assert custdev.json("experiment", "start", "CX") == started
    assert custdev.json("experiment", "list") == [started]
    assert "Customer Experience Experiment" in custdev.ok("experiment", "list")


def test_the_time_zone_of_a_new_experiment_is_the_workspaces(custdev: Command) -> None:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: Asia/Tokyo\nwib: 3\n")
    result = custdev.run("experiment", "start", "CX")
    assert 'did you mean "wip"?' in result.stderr
    assert custdev.json("experiment", "list")[0]["timezone"] == "Asia/Tokyo"


def test_the_finish_of_a_blocked_card_ends_the_block(custdev: Command) -> None:
    custdev.ok("card", "block", "CD-1", "legal to approve")
    custdev.ok("card", "move", "CD-1", "done")
    shown = custdev.ok("card", "show", "CD-1")
    assert "blocked 1d in all" in shown
    assert "Blocked: " not in shown
    told = custdev.json("card", "show", "CD-1")
    assert (told["blocked"], told["blocked_days"]) == (None, 1)
    assert "is finished" in custdev.error("card", "block", "CD-1", "ill")


def test_what_recurs_has_no_cycle_time(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-6", "done")
    assert "took" not in custdev.ok("card", "show", "CD-6")
    assert custdev.json("card", "show", "CD-6")["cycle_days"] is None
