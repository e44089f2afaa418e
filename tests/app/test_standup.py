"""The standup on the screen: walked, decided in, left and taken up again, and told to others."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD, NAMES, NOW
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.giving.choice import runs
from tui.domain import operations
from tui.domain.records import Consent, Standup
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace
from tui.exchange import clipboard


def held(user: User) -> Standup:
    """Return the only standup there is."""
    (standup,) = user.session.workspace.standups.values()
    return standup


async def walk_to(user: User, step: str) -> None:
    """Go on until a step is reached."""
    for _ in range(20):
        if held(user).items[user.app.screen.at].step == step:  # type: ignore[attr-defined]
            return
        await user.press("space")
    raise AssertionError(f"{step} never came:\n{user.text}")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_every_stop_has_one_mark_and_fits(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("S")
        for number in range(1, len(held(user).items)):
            assert f"item {number} of {len(held(user).items)}" in user.grid[0]
            assert user.marks == 1
            assert user.footer.startswith("space next")
            await user.press("space")
        assert "took 0:00" in user.grid[0]
        assert user.footer.startswith("w write")


async def test_the_walk_begins_with_the_pulse_and_says_since_when(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        assert user.grid[0].strip().startswith("Standup   Customer Development · Mon 23 Nov · since Fri")
        assert "◆ pulse" in user.text
        assert "WIP 4/3 over" in user.text
        assert "names hidden" in user.footer


async def test_what_is_blocked_says_why_who_waits_and_what_happened_since(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "blocked")
        for words in (
            "2  Encourage",
            "■ blocked",
            "PEOPLE WAITING",
            "SINCE FRIDAY",
            "not moved",
            "WHAT NOW?",
            "b unblock",
        ):
            assert words in user.text
        await user.press("b")
        assert user.card(2).blocked is None
        assert user.message.startswith("Unblocked 2")
        assert "not blocked any more" in user.text


async def test_keys_of_a_card_act_on_the_stop(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "doing")
        number = int(user.marked.split()[0].removeprefix("CD-"))
        await user.press("n")
        await user.type("asked again @P03", "enter")
        await user.press("o")
        await user.type("ana", "enter")
        assert user.card(number).assignee is not None
        await user.press("L")
        assert user.card(number).column == "done"
        assert "finished" in user.text
        await user.press("u")
        assert user.card(number).column == "doing"
        notes = user.session.workspace.notes_of(user.card(number).uid)
        assert notes[-1].text == "asked again"


async def test_a_completion_is_taken_by_a_click(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "doing")
        await user.press("n")
        await user.type("asked again @P0")
        assert not re.search(r"asked again @P\d\d", user.text)
        await user.pilot.click("#choices", offset=(3, 0))
        await user.settle()
        assert re.search(r"asked again @P\d\d", user.text)


async def test_the_order_stays_when_cards_move(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        before = held(user).items
        await walk_to(user, "doing")
        first = user.marked
        await user.press("L", "space", "backspace")
        assert user.marked == first
        assert held(user).items == before


async def test_a_decision_has_an_owner_and_a_day(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "blocked")
        await user.press("m")
        await user.type("@ana chase legal by tue")
        assert "@ana does it, by Tue" in user.text
        await user.press("enter")
        (decision,) = held(user).decisions
        assert (decision.text, decision.owner, decision.due) == ("chase legal", "ana", date(2026, 11, 24))
        assert decision.card == user.card(2).uid
        assert "@ana chase legal" in user.text
        await user.press("u")
        assert held(user).decisions == ()


async def test_a_line_that_was_left_is_there_again(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "m")
        await user.type("half a decis", "escape")
        assert "Kept as a draft" in user.message
        assert user.marks == 1
        await user.press("m")
        assert "half a decis" in user.text


async def test_who_is_here_is_asked_at_the_pulse(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "e")
        await user.type("@ana, ben ", "enter")
        assert held(user).attendees == ("ana", "ben")
        assert "@ana @ben" in user.text


async def test_leaving_keeps_the_place_and_the_same_day_goes_on(
    sit: Sit, sample: object, open_session: OpenSession
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "space", "space", "space", "escape")
        assert user.grid[0].strip().startswith("Customer Development")
        assert held(user).position == 3
        await user.press("S")
        assert "item 4 of" in user.grid[0]
        await user.press("escape")
    async with sit(board=BOARD, session=open_session("ben")) as user:
        await user.press("S")
        assert "item 4 of" in user.grid[0]


async def test_steps_are_gone_over_as_a_whole(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        steps = [item.step for item in held(user).items]
        await user.press("right_square_bracket", "right_square_bracket")
        assert steps[user.app.screen.at] == "blocked"  # type: ignore[attr-defined]
        await user.press("left_square_bracket")
        assert steps[user.app.screen.at] == "done"  # type: ignore[attr-defined]
        await user.press("G")
        assert "took" in user.grid[0]
        await user.press("g")
        assert "item 1 of" in user.grid[0]


async def test_whom_to_ask_again_is_told_at_the_stop_of_all_others(sit: Sit, sample: object) -> None:
    def bundled(workspace: Workspace, context: Context) -> Change:
        edit = Edit(workspace, context)
        uid = next(uid for uid, person in workspace.participants.items() if person.pid == "P03")
        edit.put(Consent(context.ids(), uid, "record_video", "given", context.now, context.actor, bundle="record"))
        return edit.change("consent_given")

    async with sit(board=BOARD) as user:
        user.session.run(bundled)
        await user.press("S")
        for _ in held(user).items:
            if "others who should hear from us" in user.text:
                break
            await user.press("space")
        assert "ASK AGAIN, EACH BY ITSELF" in user.text
        assert "P03  to have video recorded" in user.text


async def test_names_are_hidden_and_stay_so(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("asterisk", "S")
        for _ in held(user).items:
            assert not any(name in user.text for name in NAMES)
            assert not any(part in user.text for name in NAMES for part in name.split() if len(part) > 5)
            await user.press("space")
        await user.press("asterisk")
        assert "Names stay hidden" in user.message


async def test_the_report_is_written_once_it_is_asked_for(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "m")
        await user.type("[/] @ana call back by fri", "enter")
        await user.press("G")
        assert "Standup — Customer Development (iteration 1) — Mon 2026-11-23" in user.text
        assert "LEAK CHECK" in user.text
        assert not (folder / "snapshots").exists()
        await user.press("w")
        written = folder / "snapshots" / "2026-11-23-standup-cd.md"
        assert user.message.startswith("Wrote ")
        assert ", leak check clean   o open" in user.message
        assert written.stat().st_mode & 0o777 == 0o600
        assert "call back" in written.read_text(encoding="utf-8")
        assert held(user).ended_at == NOW
        assert held(user).report == "snapshots/2026-11-23-standup-cd.md"
        (export,) = user.session.workspace.exports.values()
        assert export.profile == "stakeholders"


async def test_the_report_says_of_whom_it_will_be_remembered(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("S", "G")
        said = " ".join(row.partition("▏")[2].strip() for row in user.grid)
        (promised,) = re.findall(r"remembered: erasing (.+?) will name this copy", said)
        await user.press("w")
        (export,) = user.session.workspace.exports.values()
        people = user.session.workspace.participants
        assert promised == ", ".join(runs(sorted(people[uid].pid for uid in export.people)))


async def test_the_report_is_copied_in_the_format_that_is_chosen(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        copied: list[str] = []

        def take(text: str) -> bool:
            copied.append(text)
            return True

        monkeypatch.setattr(clipboard, "copy_text", take)
        await user.press("S", "G", "tab", "y")
        assert user.message == "Copied the report as Slack for stakeholders"
        assert copied[0].startswith("*Standup")
        assert user.app.clipboard == copied[0]


async def test_leaving_from_the_report_ends_the_standup_without_writing(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "G", "escape")
        assert held(user).ended_at == NOW
        assert not (folder / "snapshots").exists()


async def test_what_is_not_running_has_no_standup(sit: Sit) -> None:
    async with sit() as user:
        await user.press("S")
        assert user.message == "No experiment is running, so there is nothing to stand up for."
        assert not user.session.workspace.standups


async def test_over_all_experiments_cards_have_their_full_keys(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        entry = user.session.catalog.entry("customer-retention-experiment")
        assert entry is not None
        user.session.start(user.session.draft(entry))
        other = user.session.current("customer-retention-experiment")
        assert other is not None
        theirs = user.session.workspace.card_by_number(other.uid, 1)
        assert theirs is not None
        user.session.run(operations.move_card, theirs.uid, "doing")
        await user.press("0", "S")
        assert "2 experiments" in user.grid[0]
        await walk_to(user, "blocked")
        assert user.marked.startswith("CD-2")
        await walk_to(user, "pull")
        await user.press("space")
        assert user.marked.startswith("Customer Retention Experiment")
        assert "CR-2" in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Experiments")


async def test_the_clock_says_when_it_is_over(
    sit: Sit, sample: object, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session()
    async with sit(board=BOARD, session=session) as user:
        await user.press("S")
        assert "of 10 minutes" in user.text
        assert "over of 10 minutes" not in user.text
        monkeypatch.setattr(session, "_clock", lambda: NOW + timedelta(minutes=10, seconds=1))
        await user.press("space")
        assert "over of 10 minutes" in user.text
        await user.press("escape")
        assert held(user).spent == 601


async def test_a_card_that_is_gone_says_so(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "doing")
        await user.press("d")
        assert "archived since" in user.text
        await user.press("L")
        assert "restore it first" in user.text


async def test_a_standup_that_is_gone_is_shown_as_it_was_and_can_be_left(
    sit: Sit, sample: object, open_session: OpenSession
) -> None:
    session = open_session()
    async with sit(board=BOARD, session=session) as user:
        session.back_up("before the standup")
        (backup,) = [each for each in session.backups() if "before the standup" in str(each)]
        await user.press("S", "space")
        session.restore(backup.name)
        await user.settle()
        assert "it is shown as it was" in user.message
        await user.press("space", "backspace", "escape")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_who_leaves_at_once_leaves_when_the_report_is_written(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "G")
        await user.pilot.press("w", "escape")
        await user.settle()
        assert user.grid[0].strip().startswith("Customer Development")
        assert (folder / "snapshots" / "2026-11-23-standup-cd.md").exists()
        assert held(user).report


async def test_a_teammate_with_the_name_of_a_customer_is_hidden(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "e")
        await user.type(f"{NAMES[0].split()[0]}, ben", "enter")
        assert "@P01 @ben" in user.text
        assert NAMES[0].split()[0] not in user.text


async def test_a_board_that_another_window_iterates_goes_on_as_its_next_iteration(
    sit: Sit, sample: object, open_session: OpenSession
) -> None:
    other = open_session("ben")
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "blocked")
        experiment = other.current(BOARD)
        assert experiment is not None
        other.save(operations.iterate_experiment, experiment.uid)
        await user.arrived(other)
        assert user.marked.startswith("CD-2  Encourage")
        await user.press("G")
        assert "iteration 2" in user.text
        assert "Encourage customer feedback" in user.text


@pytest.mark.parametrize("title", ["Thank them ❤️ warmly", "👩‍👩‍👧‍👦 1️⃣ ⚠️", "a\tb", "漢" * 300])
async def test_the_report_shows_whatever_was_typed(sit: Sit, sample: object, title: str) -> None:
    async with sit(board=BOARD) as user:
        experiment = user.session.current(BOARD)
        assert experiment is not None
        user.session.run(operations.add_card, experiment.uid, title, column="doing")
        await user.press("S", "G")
        assert "LEAK CHECK" in user.text


@pytest.mark.parametrize("key", ["b", "o", "L", "D", "exclamation_mark", "number_sign", "c", "d", "y"])
async def test_a_key_that_needs_a_card_says_so_where_there_is_none(sit: Sit, sample: object, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", key)
        assert user.message == "There is no card here for that key."


async def test_a_card_that_is_opened_again_is_not_told_as_done(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S")
        await walk_to(user, "done")
        number = user.marked.split()[0]
        assert f"{number} done, " in user.text
        await user.press("H")
        assert "opened again" in user.text
        assert f"{number} done, " not in user.text
        assert "L to DONE" in user.text


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_the_pulse_says_what_was_measured_and_learned_since_where_anything_was(
    sit: Sit, sample: object, open_session: OpenSession, size: Size
) -> None:
    session = open_session()
    async with sit(board=BOARD, size=size, session=session) as user:
        await user.press("S")
        for word in ("LEARNED", "MEASURED"):
            assert word not in user.text
        await user.press("esc")
        quote = next(note for note in session.workspace.notes.values() if note.kind == "quote")
        session.save(operations.add_insight, "[/] Nobody waits", notes=[quote.uid], review_by=NOW.date())
        experiment = session.current(BOARD)
        assert experiment is not None
        session.save(operations.measure, experiment.uid, "csat", ["7", "9"])
        await user.press("S")
        if size == SMALL:
            assert "more below" in user.text
            return
        assert "Satisfied customers 77.8 %, 45.3 to 93.7, n = 9" in user.text
        assert "[/] Nobody waits" in user.text
        assert "to be looked at again by" in user.text
