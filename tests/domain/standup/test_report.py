from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.reporting import Reporting
from tests.domain.world import BOARD, DAY, MONDAY
from tui.domain import operations
from tui.domain.people.policy import Policy
from tui.domain.privacy.sheet import summed_changes
from tui.domain.records import Standup
from tui.domain.records.definition import BoardDefinition, Criterion, ServiceLevel
from tui.domain.standup.report import StandupReport

OTHER = BoardDefinition("retention", "CR", "Retention", cards=BOARD.cards[:2])


@pytest.fixture
def world() -> Reporting:
    return Reporting()


def at_friday_then_monday(world: Reporting) -> None:
    """Let it be Monday again, after a Friday on which card 1 was done, and card 2 begun and stuck."""
    world.later(4 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.move_card, world.uid(2), "doing")
    world.do(operations.block_card, world.uid(2), "legal to approve", "a yes")
    world.later(3 * DAY)


def standup(world: Reporting) -> Standup:
    world.do(operations.begin_standup, [world.experiment.uid], world.now - 3 * DAY, attendees=["ux", "pm"])
    return max(world.workspace.standups.values(), key=lambda each: each.started_at)


def test_monday_covers_friday(world: Reporting) -> None:
    at_friday_then_monday(world)
    report = world.report()
    assert report.since == datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    assert [each.card.title for each in report.done] == ["Establish channels"]
    assert (report.pulse.done, report.pulse.moved) == (1, 2)


def test_a_holiday_is_no_day_to_count_from() -> None:
    world = Reporting(policy=Policy(timezone="Europe/Berlin", holidays=(date(2026, 3, 6),)))
    at_friday_then_monday(world)
    assert world.report().since == datetime(2026, 3, 4, 23, 0, tzinfo=UTC)


def test_a_standup_is_what_is_counted_from(world: Reporting) -> None:
    at_friday_then_monday(world)
    held = standup(world)
    world.do(operations.walk_standup, held.uid, 1, 10)
    world.later(timedelta(hours=2))
    assert world.report().since == held.started_at
    assert world.report().done == ()


def test_a_board_on_which_nothing_is() -> None:
    world = Reporting(replace(BOARD, cards=()))
    report = world.report()
    lists = (report.done, report.blocked, report.expedite, report.doing, report.metrics, report.pulled)
    assert [*lists, report.decisions, report.privacy_due, report.learned, report.sheet.left_out] == [()] * 10
    assert report.customers == type(report.customers)()
    assert report.hypotheses[0].ledger.is_empty
    assert (report.sheet.changes + report.sheet.omissions) == 0


def test_done_tells_how_long_it_took_and_what_was_learned(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(1), "doing")
    for turn in range(4):
        world.note(f"Learned {turn}", kind="learned")
    world.later()
    world.do(operations.move_card, world.uid(1), "done")
    (done,) = world.report().done
    assert (done.days, done.board.days, done.board.percent, done.board.declared) == (2, 10, 85, True)
    assert [said.text for said in done.learned] == ["Learned 3", "Learned 2", "Learned 1"]


def test_the_service_level_is_that_of_history_once_there_is_one() -> None:
    world = Reporting(replace(BOARD, sle=ServiceLevel(days=20, percent=90), cards=()))
    assert [(each.days, each.percent, each.declared) for each in world.report().boards] == [(20, 90, True)]
    cards = [world.add(f"Card {number}", column="doing") for number in range(5)]
    world.later(2 * DAY)
    for card in cards:
        world.do(operations.move_card, card.uid, "done")
    assert [(each.days, each.percent, each.declared) for each in world.report().boards] == [(3, 90, False)]


def test_blocked_cards_the_longest_first(world: Reporting) -> None:
    for number, reason in ((2, "waits for legal"), (1, "no budget")):
        world.do(operations.block_card, world.uid(number), reason, "a yes" if number == 1 else "")
        world.later()
    world.do(operations.assign_card, world.uid(1), "pm")
    found = [(each.card.key, each.days, each.reason, each.needs, each.owner) for each in world.report().blocked]
    assert found == [("CD-2", 3, "waits for legal", "", ""), ("CD-1", 2, "no budget", "a yes", "pm")]


def test_in_progress_by_age_and_what_has_not_moved(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(9 * DAY)
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(3), "doing")
    world.later(2 * DAY)
    urgent = world.add("Reply today", column="doing")
    world.do(operations.expedite_card, urgent.uid)
    report = world.report()
    found = [(each.card.key, each.days, each.level, each.over, each.still) for each in report.doing]
    assert found == [("CD-2", 12, 3, True, True), ("CD-1", 3, 0, False, True), ("CD-3", None, 0, False, False)]
    assert [(each.card.title, each.days, each.still) for each in report.expedite] == [("Reply today", 1, False)]


def test_a_card_as_old_as_the_service_level_is_not_over_it(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(9 * DAY)
    assert [(each.days, each.over) for each in world.report().doing] == [(10, False)]
    world.later()
    assert [(each.days, each.over) for each in world.report().doing] == [(11, True)]


def test_what_was_moved_and_taken_back_has_not_moved(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(2 * DAY)
    moved = world.do(operations.move_card, world.uid(2), "review")
    assert [each.still for each in world.report(since=world.now - DAY).doing] == [False]
    world.undo(moved)
    assert [each.still for each in world.report(since=world.now - DAY).doing] == [True]


def test_pulled_is_what_entered_an_active_column_today(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(1), "todo")
    world.later()
    world.do(operations.move_card, world.uid(2), "doing")
    world.later()
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(2), "review")
    report = world.report()
    assert [each.card.key for each in report.pulled] == ["CD-1"], (
        "one begun before and taken up again, none that went on"
    )
    assert not report.at_limit


def test_nothing_is_pulled_at_the_limit() -> None:
    world = Reporting(replace(BOARD, columns=(BOARD.columns[0], replace(BOARD.columns[1], wip=1), BOARD.columns[3])))
    world.do(operations.move_card, world.uid(1), "doing")
    world.later()
    report = world.report()
    assert (report.pulled, report.at_limit) == ((), True)
    assert (report.pulse.wip, report.pulse.limit, report.pulse.over) == (1, 1, ())


def test_todays_touchpoint_with_the_permissions_that_matter(world: Reporting) -> None:
    ada, bob = world.person("Ada Lovelace"), world.person("Bob Hopper")
    world.do(operations.give_consent, ada.uid, ["take_part", "record_audio"])
    world.do(operations.give_consent, bob.uid, "take_part")
    world.touch(ada, status="confirmed", at=world.now + timedelta(hours=4))
    world.touch(ada, bob, method="observation", status="tentative", at=world.now + timedelta(hours=5))
    world.touch(ada, method="survey", status="confirmed", at=world.now + DAY)
    one, both = world.report().customers.today
    assert (one.time, one.method, one.people, one.late) == ("14:00", "interview", ("P01",), False)
    assert [(each.words, each.sign, each.lacking) for each in one.permissions] == [
        ("take part", "given", ()),
        ("be recorded", "given", ()),
    ]
    assert [(each.words, each.sign, each.lacking) for each in both.permissions] == [
        ("take part", "given", ()),
        ("be observed", "unknown", ("P01", "P02")),
        ("be recorded", "unknown", ("P02",)),
    ]
    world.later(DAY / 2)
    assert [each.late for each in world.report().customers.today] == [False, False]
    world.later(DAY)
    assert [each.late for each in world.report().customers.today] == [True, True, False]


def test_who_is_to_hear_from_us(world: Reporting) -> None:
    world.person("Ada Lovelace")
    world.later(20 * DAY)
    world.person("Bob Hopper")
    world.later(15 * DAY)
    customers = world.report().customers
    assert [(each.person, each.days, each.limit) for each in customers.overdue] == [("P01", 35, 30)]
    assert [(each.person, each.days, each.limit) for each in customers.due] == [("P02", 15, 14)]


def test_what_we_owe(world: Reporting) -> None:
    ada = world.person()
    world.note("export to CSV", kind="request", people=[ada.uid], card=None)
    world.note("send the draft", kind="promise", people=[ada.uid], card=None, due=date(2026, 3, 3))
    told = world.note("a status page", kind="request", people=[ada.uid], card=None)
    world.do(operations.answer_request, told.uid, "responded")
    world.later(2 * DAY)
    customers = world.report().customers
    assert [(each.people, each.stage, each.days, each.text) for each in customers.waiting] == [
        (("P01",), "open", 3, "export to CSV"),
        (("P01",), "answered", 3, "a status page"),
    ]
    assert [(each.stage, each.late, each.text) for each in customers.promises] == [("promised", 1, "send the draft")]


def test_a_card_whose_work_needs_what_nobody_agreed_to() -> None:
    world = Reporting(replace(BOARD, cards=(replace(BOARD.cards[0], needs=("observe",)),)))
    ada = world.person()
    world.do(operations.link_contact, world.uid(1), ada.uid)
    assert [each.words for each in world.report().customers.lacking] == ["P01 has not agreed to be observed"]
    world.do(operations.give_consent, ada.uid, "observe")
    assert world.report().customers.lacking == ()


def test_a_wish_is_told_once_and_a_no_ends_it() -> None:
    world = Reporting(replace(BOARD, cards=(replace(BOARD.cards[0], wish=("record_audio",)),)))
    for name in ("Ada", "Ben"):
        world.do(operations.link_contact, world.uid(1), world.person(name).uid)
    ada, ben = world.workspace.participants
    found = world.report().customers
    assert found.lacking == ()
    assert [each.words for each in found.wished] == ["P01 and P02 may be asked to have audio recorded"]
    world.do(operations.ask_consent, ada, "audio")
    world.do(operations.withdraw_consent, ben, "audio")
    assert world.report().customers.wished == ()
    at = world.now + timedelta(hours=1)
    card = [world.uid(1)]
    world.do(operations.log_touchpoint, "survey", [ada, ben], at=at, status="confirmed", cards=card)
    (planned,) = world.report().customers.today
    asked = [(each.words, each.sign, each.lacking) for each in planned.permissions]
    assert asked == [("take part", "unknown", ("P01", "P02")), ("be recorded", "refused", ("P01", "P02"))]


def test_evidence_and_what_is_new_of_it(world: Reporting) -> None:
    ada, bob = world.person("Ada Lovelace"), world.person("Bob Hopper")
    world.note("Opened it twice", people=[ada.uid], kind="behaviour", stance="supports")
    world.later(2 * DAY)
    world.do(operations.give_consent, ada.uid, "quote")
    world.note("I gave up", people=[ada.uid], kind="quote", stance="refutes")
    world.note("I never look", people=[bob.uid], kind="quote", stance="refutes")
    report = world.report(since=world.now - DAY)
    (found,) = report.hypotheses
    assert (found.ledger.supports, found.ledger.refutes, found.ledger.people) == (1, 2, 2)
    assert [(said.text, said.people, said.own_words) for said in found.new] == [("I gave up", ("P01",), True)]
    assert found.withheld == 1
    assert [(each.people, each.what, each.why) for each in report.sheet.left_out] == [
        (("P02",), "quote", "no quote permission")
    ]
    assert "I never look" not in str(report)


@pytest.mark.parametrize(
    ("days", "quoted", "why"),
    [(1, True, None), (2, False, "quote permission expired today")],
)
def test_a_permission_holds_until_its_day_begins(world: Reporting, days: int, quoted: bool, why: str | None) -> None:
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "quote", expires_at=date(2026, 3, 4))
    world.note("I gave up", people=[ada.uid], kind="quote", stance="refutes")
    world.later(days * DAY)
    report = world.report(since=MONDAY)
    assert ("I gave up" in str(report)) is quoted
    assert [each.why for each in report.sheet.left_out] == ([why] if why else [])


def test_who_is_kept_too_long_is_only_told_to_be(world: Reporting) -> None:
    ada = world.person(retention_until=date(2026, 3, 3))
    world.note("Opened it twice", people=[ada.uid], kind="behaviour", stance="supports")
    world.later(40 * DAY)
    report = world.report(since=MONDAY)
    assert "Opened it twice" not in str(report)
    assert report.customers.overdue == ()
    assert [(each.person, each.day, each.over, each.scope) for each in report.privacy_due] == [
        ("P01", date(2026, 3, 3), True, "")
    ]


def test_a_minor_without_a_guardian_is_not_told_about(world: Reporting) -> None:
    ada = world.person()
    world.note("Opened it twice", people=[ada.uid], kind="behaviour", stance="supports")
    world.do(operations.edit_person, ada.uid, is_minor=True)
    report = world.report(since=MONDAY)
    assert "Opened it twice" not in str(report)
    assert [each.why for each in report.sheet.left_out] == ["no permission of a guardian"]


def test_what_ends_soon_or_has_ended_lately(world: Reporting) -> None:
    for days, scope in ((2, "quote_pseudonymous"), (16, "observe"), (17, "take_part")):
        person = world.person(f"Somebody {days}")
        world.do(operations.give_consent, person.uid, scope, expires_at=MONDAY.date() + days * DAY)
    world.later(2 * DAY)
    found = [(each.person, each.scope, each.over) for each in world.report(since=MONDAY).privacy_due]
    assert found == [("P01", "quote_pseudonymous", True), ("P02", "observe", False)]
    world.later(7 * DAY)
    assert [each.scope for each in world.report(since=world.now - DAY).privacy_due] == ["observe", "take_part"]


def test_a_criterion_is_told_and_not_measured() -> None:
    world = Reporting(replace(BOARD, test=Criterion("CSAT", ">= 80", 20)))
    assert [each.criterion for each in world.report().metrics] == [Criterion("CSAT", ">= 80", 20)]


def test_a_criterion_that_counts_what_is_known_is_answered() -> None:
    world = Reporting(replace(BOARD, test=Criterion("people", ">= 2", 1)))
    world.touch(world.person(), cards=[world.uid(1)])
    (metric,) = world.report().metrics
    assert metric.standing is not None
    assert (metric.standing.value, metric.standing.answer) == (1, "not met")


def test_decisions_and_who_was_there(world: Reporting) -> None:
    held = standup(world)
    decide = operations.decide_in_standup
    world.do(decide, held.uid, "Ask legal again", owner="pm", due=date(2026, 3, 3), card=world.uid(2))
    report = world.report(standup=world.workspace.standups[held.uid])
    (decided,) = report.decisions
    assert (decided.text, decided.owner, decided.due) == ("Ask legal again", "pm", date(2026, 3, 3))
    assert decided.card is not None
    assert decided.card.key == "CD-2"
    assert report.attendees == ("ux", "pm")
    assert report.record == held.uid[-4:]


def test_what_else_was_learned_is_told_once(world: Reporting) -> None:
    world.do(operations.move_card, world.uid(1), "done")
    world.note("Chat first", kind="learned")
    world.note("Prices do not matter", kind="learned", card=world.uid(2))
    report = world.report(since=MONDAY - DAY)
    assert [said.text for said in report.learned] == ["Prices do not matter"]
    assert report.pulse.learned == 2


def test_several_boards(world: Reporting) -> None:
    world.do(operations.start_experiment, OTHER, definition_hash="x", timezone="Asia/Tokyo")
    second = world.workspace.experiments_of("retention")[0]
    card = world.workspace.card_by_number(second.uid, 1)
    assert card is not None
    world.do(operations.block_card, card.uid, "no budget")
    report = world.report()
    assert [board.key for board in report.boards] == ["CD", "CR"]
    assert report.timezone == "Europe/Berlin"
    assert [each.card.key for each in report.blocked] == ["CR-1"]
    only = world.report(over=[second.uid])
    assert (only.timezone, len(only.boards)) == ("Asia/Tokyo", 1)
    assert world.report(over=[world.experiment.uid]).blocked == ()


NAMES = ("Ada Lovelace", "ada@engines.example", "+44 7700 900123", "Engines Ltd")


def planted(world: Reporting) -> StandupReport:
    """Return a report over a board in whose every text somebody is named."""
    text = f"{NAMES[0]} <{NAMES[1]}> {NAMES[2]} {NAMES[3]} jane@elsewhere.example"
    ada = world.person(NAMES[0], email=[NAMES[1]], tel=[NAMES[2]], org=NAMES[3])
    world.do(operations.give_consent, ada.uid, ["quote", "take_part"])
    for number in (1, 2, 3):
        world.do(operations.edit_card, world.uid(number), title=f"{number} {text}")
        world.do(operations.assign_card, world.uid(number), "Ada Lovelace")
        world.do(operations.move_card, world.uid(number), "doing")
    fields = {"people": [ada.uid]}
    world.note(text, kind="learned", **fields)
    world.note(text, kind="quote", stance="supports", **fields)
    world.note(text, kind="learned", card=world.uid(2), **fields)
    world.note(text, kind="request", **fields)
    world.note(text, kind="promise", due=world.now.date(), **fields)
    world.do(operations.block_card, world.uid(2), text, text)
    world.do(operations.move_card, world.uid(1), "done")
    urgent = world.add(f"4 {text}", column="doing")
    world.do(operations.expedite_card, urgent.uid)
    held = standup(world)
    world.do(operations.set_attendees, held.uid, ["ux", "Ada Lovelace"])
    world.do(operations.decide_in_standup, held.uid, text, owner="Ada Lovelace", card=world.uid(2))
    return world.report(since=MONDAY - DAY, standup=world.workspace.standups[held.uid])


def test_nobody_is_named_whatever_was_typed() -> None:
    criterion = Criterion("CSAT of Ada Lovelace", "asked ada@engines.example")
    world = Reporting(replace(BOARD, id="ask-ada-lovelace", title="Ask Ada Lovelace", test=criterion))
    report = planted(world)
    told = msgspec.json.encode(report).decode().casefold()
    assert report.sheet.check.is_clean
    assert (report.sheet.check.people, report.sheet.check.identifiers) == (1, 4)
    for name in ("ada", "lovelace", "engines", "900123", "jane", "elsewhere"):
        assert name not in told, name
    sections = (report.done, report.blocked, report.expedite, report.doing, report.pulled, report.decisions)
    assert all(sections)
    assert report.customers.promises
    assert report.customers.waiting
    changed = {each.kind: each.count for each in summed_changes(report.sheet.changed)}
    assert changed.keys() == {"name", "e-mail", "phone", "org"}
    assert changed["phone"] < changed["name"], "owners and titles are names, too"


def test_the_same_state_and_time_give_the_same_report() -> None:
    assert planted(Reporting()) == planted(Reporting())


def test_an_earlier_time_is_told_with_what_is_known_by_now(world: Reporting) -> None:
    ada = world.person("Ada Lovelace")
    world.do(operations.give_consent, ada.uid, "quote")
    world.note("I gave up, says Bob Hopper", people=[ada.uid], kind="quote", stance="refutes")
    then = world.workspace
    assert "Bob Hopper" in str(world.report(workspace=then, present=then))
    world.person("Bob Hopper")
    assert "I gave up, says P02" in str(world.report(workspace=then, present=world.workspace))
    world.do(operations.withdraw_consent, ada.uid, "quote")
    report = world.report(workspace=then, present=world.workspace)
    assert "gave up" not in str(report)
    assert [each.why for each in report.sheet.left_out] == ["quote permission was taken back"]


def test_who_changed_their_name_is_known_by_both(world: Reporting) -> None:
    ada = world.person("Ada Lovelace")
    world.note("Ada Byron and Ada Lovelace agree", stance="supports", people=[ada.uid])
    then = world.workspace
    world.do(operations.edit_contact, ada.uid, name="Ada Byron")
    assert "P01 and P01 agree" in str(world.report(workspace=then, present=world.workspace))
